"""What was found in the source of a form."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inspector_app.base.files import read_file

if TYPE_CHECKING:
    from inspector_app.authoring.cells import FormCells
    from inspector_app.authoring.check import CheckedForm, CompiledForm
    from inspector_app.authoring.findings import Finding
    from inspector_app.authoring.word_columns import WordColumn

_WORD: Final = frozenset({".docx", ".doc", ".wps"})
_SURVEYS: Final = frozenset({"survey", "题目"})
_MOST_LOOKED_INTO: Final = 100 * 2**20
# The names of members stand in an archive as they are.
_ZIP: Final = b"PK"
_WORD_PART: Final = b"word/document.xml"
_WORKBOOK_PART: Final = b"xl/workbook.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSource:
    """What was found in a source.

    Attributes:
        form: the form, where nothing keeps it from being published.
        findings: everything that was found, what refuses first.
        draft: it was guessed from a Word file, and a person has to look at it first.
        plain: it is one sheet of items, whose cells stand elsewhere than those of its form.
        cells: its sheets, where there are any.
        columns: of the tables of a Word file, with what each is taken for.
    """

    form: "CompiledForm | None"
    findings: "tuple[Finding, ...]"
    draft: bool = False
    plain: bool = False
    cells: "FormCells | None" = None
    columns: "tuple[WordColumn, ...]" = ()

    def summary(self) -> dict[str, Any] | None:
        """Return what the form says of itself as JSON values, ``None`` where there is none."""
        if self.form is None:
            return None
        settings = self.form.settings
        return {
            "id": settings.form_id, "version": settings.version, "title": settings.title,
            "questions": self.form.asked,
        }  # fmt: skip


def source_at(path: Path) -> Path:
    """Return the source that a path means: of one of the CSV files of a form, the whole folder."""
    is_sheet = path.suffix.lower() == ".csv" and path.stem.casefold() in _SURVEYS
    return path.parent if is_sheet and path.is_file() else path


def is_word(path: Path) -> bool:
    """Say whether a file is of Word: by what stands in it, else by its suffix."""
    content = _looked_into(path)
    if content.startswith(_ZIP):
        return _WORD_PART in content and _WORKBOOK_PART not in content
    return path.suffix.lower() in _WORD


def _looked_into(path: Path) -> bytes:
    """Return what stands in a file; nothing where it is held, as its reader will tell."""
    try:
        fits = path.is_file() and path.stat().st_size <= _MOST_LOOKED_INTO
        return read_file(path) if fits else b""
    except OSError:
        return b""


def made_of(cells: "FormCells", name: str) -> "CheckedForm":
    """Check cells that this program wrote itself."""
    from inspector_app.authoring.cells import book_of
    from inspector_app.authoring.check import check_form

    return check_form(book_of(cells, name=name))
