"""The content trees of forms: filled in beside a record, or empty for pen and paper."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.form_paper import (
    FormPaper,
    PaperField,
    PaperLine,
    PaperSection,
    PaperTable,
)
from inspector_app.domain.form_record import FormRecord
from inspector_app.domain.visit import Visit
from inspector_app.services.context import Context
from inspector_app.services.form_filling import OpenForm
from inspector_app.services.form_layout import (
    Cell,
    Heading,
    Matrix,
    Part,
    Rows,
    lines_of,
    rows_are_asked,
    sections_of,
    takes_other_file,
    takes_pictures,
    words_of,
)
from inspector_app.services.form_prints import FormPictures
from inspector_app.services.form_records import FormRecordService
from inspector_app.services.form_versions import FormVersions
from inspector_app.services.form_words import CONFIRMED, said
from inspector_app.services.wishes import BlankFormPrint, FormsPrint

if TYPE_CHECKING:
    from inspector_app.reports.document import Document
    from inspector_app.xform import Element

_BESIDE: Final = 3
_MANY: Final = 12
_EMPTY_ROWS: Final = 4
_ROOM: Final = "\n"
_MATRIX_WIDTH: Final = 4.0
_DATE_WIDTH: Final = 1.4
# So much of the width of a page a day needs on one line.
_DATE_SHARE: Final = 0.14
_TEXT_WIDTH: Final = 1.8
_LONG_WIDTH: Final = 2.5
_DAYS: Final = frozenset({"date", "dateTime"})
_CONTROLS: Final = frozenset({"select", "select1", "rank"})


def filled_forms(context: Context, visit: Visit, wish: FormsPrint) -> "list[Document]":
    """Return the filled forms of a record, or the one that is wished for.

    Raises:
        NotFoundError: the record has none, or not that one.
        RefusedError: the version that was filled in is not here.
    """
    from inspector_app.reports.form_report import form_report

    wanted = [record for record in visit.forms if not wish.form or record.form == wish.form]
    if not wanted:
        raise NotFoundError(f"记录 {visit.number} 里没有要打印的表单；没有生成文件。")
    forms = FormRecordService(context, FormVersions(context))
    made = []
    with context.database.snapshot():
        for record in wanted:
            filling = forms.filling(forms.known(record), record)
            pictures = FormPictures(context, filling)
            paper = _paper(filling, blank=False, told=pictures.told)
            made.append(form_report(paper, visit, photos=pictures.printed()))
    return made


def blank_form(context: Context, wish: BlankFormPrint) -> "Document":
    """Return an empty form (NotFoundError where there is no such form or record)."""
    from inspector_app.reports.form_report import form_report

    with context.database.snapshot():
        visit = context.stores.visits.get(wish.uid) if wish.uid else None
        versions = FormVersions(context)
        published = versions.current(wish.form)
        known = versions.version(published.form, published.version)
        assert known is not None
        empty = FormRecord(
            uid="", form=known.form, version=known.version, digest=known.digest, title=known.title
        )
        filling = FormRecordService(context, versions).filling(known, empty)
        return form_report(_paper(filling, blank=True, told=lambda _: ""), visit)


def _paper(filling: OpenForm, *, blank: bool, told: Callable[[str], str]) -> FormPaper:
    writer = _Writer(filling, blank=blank, told=told)
    sections = tuple(
        PaperSection(_title(filling, section.element), tuple(parts))
        for section in sections_of(filling.known.definition)
        if (parts := list(writer.parts(section.parts, ("", ""))))
    )
    return FormPaper(filling.known.title, filling.known.version, sections, blank)


def _title(filling: OpenForm, element: "Element") -> str:
    if element.kind == "group":
        return filling.session.label(element.path).strip()
    return element.label().strip()


class _Writer:
    """Writes parts of a form down; of a filled one what is asked, of an empty one everything."""

    def __init__(self, filling: OpenForm, *, blank: bool, told: Callable[[str], str]) -> None:
        self._session = filling.session
        self._blank, self._told = blank, told

    def parts(self, parts: Sequence[Part], at: tuple[str, str]) -> Iterator[PaperLine | PaperTable]:
        """Yield lines and tables under one place of the instance."""
        cells: list[Cell] = []
        for part in parts:
            if isinstance(part, Cell):
                if self._shown(part.element, at):
                    cells.append(part)
                continue
            yield from self._lines(cells, at)
            cells = []
            if isinstance(part, Matrix):
                yield from self._matrix(part, at)
            elif isinstance(part, Rows):
                yield from self._rows(part, at)
            elif isinstance(part, Heading):
                yield (PaperField(self._session.label(_path(part.element, at)).strip()),)
        yield from self._lines(cells, at)

    def _shown(self, element: "Element", at: tuple[str, str]) -> bool:
        if takes_other_file(element):
            return False
        if not self._blank:
            return self._session.state(_path(element, at)).relevant
        if _is_note(element):
            return _is_told_to_all(element)
        return not element.has_calculate and not takes_pictures(element)

    def _lines(self, cells: Sequence[Cell], at: tuple[str, str]) -> Iterator[PaperLine]:
        for line in lines_of([(place, cell.span) for place, cell in enumerate(cells)]):
            fields = [self._field(cells[place].element, at) for place, _, _ in line]
            for start in range(0, len(fields), _BESIDE):
                yield tuple(fields[start : start + _BESIDE])

    def _field(self, element: "Element", at: tuple[str, str]) -> PaperField:
        path = _path(element, at)
        label, value = self._session.label(path).strip(), self._session.value(path)
        if _is_note(element):
            return PaperField("说明", label)
        if takes_pictures(element):
            return PaperField(label, self._told(value))
        if element.control == "trigger":
            return PaperField(label, "", ((CONFIRMED, bool(value)),))
        if self._blank and "multiline" in words_of(element):
            return PaperField(label, _ROOM)
        return self._answered(element, label, value, path)

    def _answered(self, element: "Element", label: str, value: str, path: str) -> PaperField:
        choices = self._session.choices(path) if element.control in _CONTROLS else ()
        if element.control == "rank" and self._blank:
            return PaperField(label, "　".join(f"{choice.label}（　）" for choice in choices))
        listed = choices and element.control != "rank" and len(choices) <= _MANY
        if listed and not self._from_outside(element):
            chosen = value.split()
            return PaperField(label, "", tuple((c.label, c.value in chosen) for c in choices))
        return PaperField(label, said(element, value, choices))

    def _from_outside(self, element: "Element") -> bool:
        """Say whether the choices are a list of the day, which no paper can hold."""
        nodeset = element.itemset.nodeset if element.itemset is not None else ""
        return any(f"'{name}'" in nodeset for name in self._session.form.lists.sources)

    def _matrix(self, part: Matrix, at: tuple[str, str]) -> Iterator[PaperTable]:
        paths = [_path(question, at) for question in part.questions]
        shown = [p for p in paths if self._blank or self._session.state(p).relevant]
        if not shown:
            return
        choices = self._session.choices(paths[0])
        title = self._session.label(_path(part.title, at)).strip()
        rows = tuple(
            (self._session.label(path).strip(),
             *("✓" if self._session.value(path) == c.value else "" for c in choices))
            for path in shown
        )  # fmt: skip
        widths = (_MATRIX_WIDTH, *(1.0 for _ in choices))
        yield PaperTable((title, *(choice.label for choice in choices)), rows, widths)

    def _rows(self, part: Rows, at: tuple[str, str]) -> Iterator[PaperTable]:
        above = _path(part.element, at)
        if not self._blank and not rows_are_asked(self._session, part.element, above):
            return
        shown = [p.element for p in part.parts if isinstance(p, Cell)]
        shown = [e for e in shown if not takes_other_file(e) and not _is_note(e)]
        if self._blank:
            shown = [e for e in shown if not takes_pictures(e)]
        heads = tuple(e.label().strip() or e.name for e in shown)
        count = 0 if self._blank else self._session.repeats(above)
        rows = [
            tuple(self._said(e, (part.element.path, f"{above}[{n}]")) for e in shown)
            for n in range(1, count + 1)
        ]
        empty = [("\n",) * len(heads)] * _EMPTY_ROWS if self._blank else []
        texts = frozenset(at for at, e in enumerate(shown) if _is_text(e)) | {0}
        widths = _widths_of(shown)
        filled = tuple(rows or empty or [("无",) * len(heads)])
        yield PaperTable(heads or ("",), filled, widths or (1.0,), texts)

    def _said(self, element: "Element", at: tuple[str, str]) -> str:
        path = _path(element, at)
        state = self._session.state(path)
        if takes_pictures(element):
            return self._told(state.value) if state.relevant else ""
        return said(element, state.value, self._session.choices(path)) if state.relevant else ""


def _path(element: "Element", at: tuple[str, str]) -> str:
    schema, real = at
    return f"{real}{element.path[len(schema) :]}"


def _is_text(element: "Element") -> bool:
    """Say whether what is answered is a text that somebody writes."""
    return element.control == "input" and element.data_type == "string"


def _widths_of(elements: "Sequence[Element]") -> tuple[float, ...]:
    """Return how wide columns stand beside each other; no day is parted among many of them."""
    widths = [_width_of(each) for each in elements]
    days = [at for at, each in enumerate(elements) if each.data_type in _DAYS]
    share = len(days) * _DATE_SHARE
    if days and share < 1:
        rest = sum(width for at, width in enumerate(widths) if at not in days)
        wide = max(_DATE_WIDTH, _DATE_SHARE * rest / (1 - share))
        widths = [wide if at in days else width for at, width in enumerate(widths)]
    return tuple(widths)


def _width_of(element: "Element") -> float:
    if not _is_text(element):
        return _DATE_WIDTH if element.data_type in _DAYS else 1.0
    return _LONG_WIDTH if "multiline" in words_of(element) else _TEXT_WIDTH


def _is_told_to_all(element: "Element") -> bool:
    """Say whether a note is the same whatever is answered."""
    return "relevant" not in element.bind and "{" not in element.label()


def _is_note(element: "Element") -> bool:
    """Say whether an element only tells something: text that nobody may write."""
    return element.control == "input" and element.bind.get("readonly") == "true()" and (
        not element.has_calculate
    )  # fmt: skip
