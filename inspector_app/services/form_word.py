"""The answers of a form in the very Word file that it was made from, cell for cell."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.visit import Visit
from inspector_app.domain.word_spot import Spot, day_text
from inspector_app.services.context import Context
from inspector_app.services.form_captions import captions_of
from inspector_app.services.form_filling import OpenForm
from inspector_app.services.form_records import FormRecordService
from inspector_app.services.form_said import Said, answers_said

if TYPE_CHECKING:
    from inspector_app.authoring.word_map import WordPlace
    from inspector_app.base.written import WrittenFile
    from inspector_app.domain.word_content import WordTable
    from inspector_app.papers.filling import WordPaper
    from inspector_app.papers.lines import Line

_SCHOOL: Final = (
    "学校名称", "受检学校", "被督导学校", "被检查学校", "学校（园）名称", "学校（园）", "园所名称",
    "单位名称", "被督导单位", "受检单位", "学校",
)  # fmt: skip
_DAY: Final = (
    "督导日期", "检查日期", "督查日期", "督导时间", "检查时间", "督查时间", "填表日期", "日期",
    "时间",
)  # fmt: skip
_PEOPLE: Final = (
    "责任督学", "督导人员", "检查人员", "督查人员", "督导人", "检查人", "督查人", "填表人", "督学",
)  # fmt: skip
_HEADS: Final = (_SCHOOL, _DAY, _PEOPLE)
_COLONS: Final = ":："


class Unplaced(NamedTuple):
    """An answer that has no place in the Word file, and why."""

    label: str
    text: str
    why: str


class WordFilling(NamedTuple):
    """What filling a Word file in came to.

    Attributes:
        content: the file.
        placed: what was filled in of the head, and the labels of the questions.
    """

    content: bytes
    placed: tuple[str, ...]
    unplaced: tuple[Unplaced, ...]


class WrittenWord(NamedTuple):
    """Where it was written, with what it came to."""

    written: "WrittenFile"
    placed: tuple[str, ...]
    unplaced: tuple[Unplaced, ...]


class FormWordService:
    """Fills Word files in; nothing is saved in the data folder."""

    def __init__(self, context: Context, forms: FormRecordService) -> None:
        self._context = context
        self._forms = forms

    def write(self, record_uid: str, path: Path, *, template: Path | None = None) -> WrittenWord:
        """Write the Word file of a filled form.

        Args:
            record_uid: which filled form.
            path: the file to make or replace.
            template: the Word file that is filled in; without one, that of the package.

        Raises:
            NotFoundError: there is neither; RefusedError: the version is not here.
            InputError: the Word file cannot be read.
            EnvironmentProblem: the file could not be written; nothing has changed.
        """
        from inspector_app.base.written import check_place, write_document

        check_place(path)
        filled = self.fill(record_uid, template=template)
        return WrittenWord(write_document(path, filled.content), filled.placed, filled.unplaced)

    def has_word(self, record_uid: str) -> bool:
        """Say whether the package of a filled form holds the Word file that it was made from."""
        record, _ = self._forms.find(record_uid)
        content = self._context.stores.forms.package(record.form, record.version)
        return content is not None and _kept(content) is not None

    def fill(self, record_uid: str, *, template: Path | None = None) -> WordFilling:
        """Return the Word file of a filled form (errors as above)."""
        from inspector_app.papers.filling import WordPaper

        with self._context.database.snapshot():
            record, visit_uid = self._forms.find(record_uid)
            visit = self._context.stores.visits.get(visit_uid)
            filling = self._forms.filling(self._forms.known(record), record)
            people = self._people(visit)
            told = captions_of(self._context, record_uid)
            data, places = self._template(filling, template)
        paper = WordPaper(data, name=template.name if template else f"{record.title}.docx")
        if places is None:
            places = _places(paper, filling)
        answers = [(s, _put(paper, places.get(s.name), s)) for s in answers_said(filling, told)]
        head = tuple(_fill_head(paper, visit, people))
        placed = tuple(said.label for said, why in answers if not why)
        # A question that says what the head of every form says may have its place there.
        unplaced = tuple(
            Unplaced(said.label, said.text, why)
            for said, why in answers
            if why
            and not any(said.label in labels and _is_filled(labels, head) for labels in _HEADS)
        )
        return WordFilling(paper.file(), (*head, *placed), unplaced)

    def _people(self, visit: Visit) -> str:
        names = self._context.names()
        return "、".join(names.get(each, each) for each in (visit.lead_id, *visit.peer_ids) if each)

    def _template(
        self, filling: OpenForm, template: Path | None
    ) -> "tuple[bytes, Mapping[str, WordPlace] | None]":
        if template is not None:
            from inspector_app.papers.conversion import word_bytes

            return word_bytes(template), None
        known = filling.known
        content = self._context.stores.forms.package(known.form, known.version)
        kept = None if content is None else _kept(content)
        if kept is None:
            raise NotFoundError(
                f"“{known.title}”发布时没有带着 Word 原表，没有生成文件；"
                "请用 --template（窗口里选文件）写明填进哪个 Word 文件，"
                "或请发布的人用 form publish --word 带上它。"
            )
        return kept


def _kept(content: bytes) -> "tuple[bytes, Mapping[str, WordPlace]] | None":
    from inspector_app.authoring.package import read_package
    from inspector_app.authoring.word_map import map_from

    package = read_package(content, name="表单")
    told = package.manifest.get("word")
    return (package.members[told["file"]], map_from(told["map"])) if told else None


def _places(paper: "WordPaper", filling: OpenForm) -> "Mapping[str, WordPlace]":
    from inspector_app.authoring.word_map import asked_in, map_of

    return map_of(paper.content, asked_in(filling.known.definition))


# -- answers ---------------------------------------------------------------------------------------


def _put(paper: "WordPaper", place: "WordPlace | None", said: Said) -> str:
    """Put an answer into its place; return why it could not be."""
    if place is None:
        return "表里没有找到这一题"
    if place.options:
        return _put_in_options(paper, place, said)
    row = paper.content.tables[place.table].rows[place.row]
    at = next((n for n, c in enumerate(row) if c.column <= place.column < c.column + c.span), None)
    if place.column < 0 or at is None:
        return "表里没有填这一题的格子"
    spot = Spot(place.table, place.row, at)
    if said.words and all(paper.tick(spot, word) or paper.mark(spot, word) for word in said.words):
        return ""
    taken = (
        "这一格与上面的合并了，几题共用" if row[at].continues else "这一格里有表的文字，没有改动"
    )
    return "" if paper.write(spot, said.text) else taken


def _put_in_options(paper: "WordPaper", place: "WordPlace", said: Said) -> str:
    row = paper.content.tables[place.table].rows[place.row]
    cells = {cell.column: number for number, cell in enumerate(row)}
    for word in said.words:
        at = cells.get(place.options.get(word, -1))
        if at is None:
            return f"表里没有“{word}”这一列"
        spot = Spot(place.table, place.row, at)
        if not paper.write(spot, "√") and not paper.tick(spot, ""):
            return f"“{word}”一格里有表的文字，没有改动"
    return ""


def _is_filled(labels: tuple[str, ...], filled: tuple[str, ...]) -> bool:
    return any(label in labels for label in filled)


# -- the head --------------------------------------------------------------------------------------


def _fill_head(paper: "WordPaper", visit: Visit, people: str) -> Iterator[str]:
    """Fill school, day and people in where a label stands with a blank behind it or beside it."""
    school = visit.school.name if visit.school else ""
    for labels, value in zip(_HEADS, (school, visit.visited_on, people), strict=True):
        if value and (label := _fill_one(paper, labels, value)):
            yield label


def _fill_one(paper: "WordPaper", labels: tuple[str, ...], value: str | date) -> str:
    for label in labels:
        lines = (*paper.lines, *_lines_of_cells(paper))
        if any(_fill_line(paper, line, label, value) for line in lines):
            return label
        if _fill_beside(paper, label, value):
            return label
    return ""


def _lines_of_cells(paper: "WordPaper") -> "Iterator[Line]":
    for number, table in enumerate(paper.content.tables):
        for at, row in enumerate(table.rows):
            for place, cell in enumerate(row):
                if any(colon in cell.text for colon in _COLONS):
                    yield from paper.cell_lines(Spot(number, at, place))


def _fill_line(paper: "WordPaper", line: "Line", label: str, value: str | date) -> bool:
    at = 0
    while (at := line.text.find(label, at)) >= 0:
        end = at + len(label)
        whole = at == 0 or not line.text[at - 1].isalpha()
        if whole and line.text[end : end + 1] in tuple(_COLONS):
            return paper.fill_blank(line, end + 1, value)
        at = end
    return False


def _fill_beside(paper: "WordPaper", label: str, value: str | date) -> bool:
    text = day_text(value) if isinstance(value, date) else value
    for number, table in enumerate(paper.content.tables):
        for at, place in _beside(table, label):
            spot = Spot(number, at, place)
            lines = paper.cell_lines(spot)
            if isinstance(value, date) and lines and "年" in lines[0].text:
                return paper.fill_blank(lines[0], 0, value)
            if paper.write(spot, text):
                return True
    return False


def _beside(table: "WordTable", label: str) -> Iterator[tuple[int, int]]:
    for at, row in enumerate(table.rows):
        for place, cell in enumerate(row[:-1]):
            if "".join(cell.text.split()).rstrip(_COLONS) == label and not cell.continues:
                yield at, place + 1
