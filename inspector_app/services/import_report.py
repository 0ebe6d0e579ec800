"""What an import would do or has done, as values for the window and the command line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from pathlib import Path
from typing import Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import Problem


class Accept(Enum):
    """What happens when some rows are bad."""

    ALL_OR_NOTHING = "all_or_nothing"
    VALID_ROWS = "valid_rows"


class Fate(StrEnum):
    """What becomes of a row; the value is the word that is shown."""

    NEW = "新增"
    CHANGED = "更新"
    CONFLICT = "冲突"
    REFUSED = "拒收"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCount:
    """How the rows of one kind fare: ``read`` is the sum of the others."""

    kind: str
    read: int
    new: int
    changed: int
    unchanged: int
    conflicts: int
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLine:
    """One line of a preview: what becomes of which row."""

    kind: str
    fate: Fate
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What an import would do.

    Attributes:
        problems: every bad cell; ``conflicts`` every row that differs from what was changed here.
        notes: what is left aside without harm.
        lines: the rows that are not unchanged; of new ones the first of each kind.
    """

    file_name: str
    sheets: tuple[SheetCount, ...]
    read: int
    new: int
    changed: int
    unchanged: int
    refused: int
    problems: tuple[Problem, ...]
    conflicts: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    lines: tuple[ImportLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import did.

    Attributes:
        read: rows of the file: those ``imported`` and those ``refused``, conflicts among them.
        imported: new, changed and unchanged rows.
        finished: ``False`` when it was stopped; importing again completes it.
    """

    file_name: str
    sheets: tuple[SheetCount, ...]
    read: int
    imported: int
    new: int
    changed: int
    unchanged: int
    refused: int
    problems: tuple[Problem, ...]
    conflicts: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    sentence: str
    changes: Changes
    finished: bool = True


_STOPPED: Final = "导入已停止，写入的内容保留；再导入同一份文件会接着完成。"


def preview_of(
    path: Path,
    sheets: tuple[SheetCount, ...],
    *,
    problems: tuple[Problem, ...],
    conflicts: Iterable[Problem],
    notes: Sequence[Problem],
    lines: Iterable[ImportLine],
) -> ImportPreview:
    """Return the preview with the sums of its sheets; a row in conflict counts as refused."""
    return ImportPreview(
        file_name=path.name,
        sheets=sheets,
        read=_sum(sheets, "read"),
        new=_sum(sheets, "new"),
        changed=_sum(sheets, "changed"),
        unchanged=_sum(sheets, "unchanged"),
        refused=_sum(sheets, "refused") + _sum(sheets, "conflicts"),
        problems=problems,
        conflicts=tuple(conflicts),
        notes=tuple(notes),
        lines=tuple(lines),
    )


def result_of(preview: ImportPreview, *, changes: Changes, finished: bool) -> ImportResult:
    """Return what became of a preview that was carried out."""
    return ImportResult(
        file_name=preview.file_name,
        sheets=preview.sheets,
        read=preview.read,
        imported=preview.new + preview.changed + preview.unchanged,
        new=preview.new,
        changed=preview.changed,
        unchanged=preview.unchanged,
        refused=preview.refused,
        problems=preview.problems,
        conflicts=preview.conflicts,
        notes=preview.notes,
        sentence=_sentence(preview, changes) if finished else _STOPPED,
        changes=changes,
        finished=finished,
    )


def _sum(sheets: Iterable[SheetCount], name: str) -> int:
    return sum(getattr(sheet, name) for sheet in sheets)


def _sentence(preview: ImportPreview, changes: Changes) -> str:
    told = (
        f"读入 {preview.read} 行：新增 {preview.new}，更新 {preview.changed}，"
        f"不变 {preview.unchanged}，拒收 {preview.refused}。"
    )
    if preview.conflicts:
        told += f"其中 {len(preview.conflicts)} 行与本机改过的内容不同，没有覆盖，请人工核对。"
    return told if changes else f"{told}没有改动任何内容。"
