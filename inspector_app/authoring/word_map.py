"""Where each question of a form stands in the Word file that it was made from.

The draft of a Word table goes through a clerk's hands: names, types and choices change, rows are
left out, words are put right. So questions are found again by their words, then by their numbers.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.authoring.word_columns import ANSWERED, Role, columns_of, head_of
from inspector_app.domain.item_words import alike, folded, number_of, words_of
from inspector_app.domain.word_content import WordCell, WordContent, WordTable

if TYPE_CHECKING:
    from inspector_app.xform import FormDef

WORD: Final = "media/form.docx"
"""The member of a package that is the Word file it was made from."""
_NOTE: Final = re.compile(r"^\W*\d{0,3}\W*(?:备注|说明|存在问题|问题)$")
_NOTE_NAME: Final = "_note"


class Asked(NamedTuple):
    """A question, or a repeat, as far as its place is found by it; ``words`` are its choices."""

    name: str
    label: str
    words: tuple[str, ...] = ()


class WordPlace(NamedTuple):
    """Where the answer to a question goes.

    Attributes:
        column: the first column of the grid that the cell stands in.
        options: the column of each choice that has one of its own.
    """

    table: int
    row: int
    column: int
    options: Mapping[str, int]


class _Columns(NamedTuple):
    """What the columns of a table are for, as they are guessed for a draft.

    Attributes:
        body: the first row below the head.
        roles: the first column of each role in the grid.
        options: the column of each answer that has one of its own.
        headings: the columns that something is written into, by what stands over them.
        width: how many columns the grid has.
    """

    body: int
    roles: Mapping[str, int]
    options: Mapping[str, int]
    headings: Mapping[str, int]
    width: int


class _Row(NamedTuple):
    table: int
    row: int
    columns: _Columns
    number: str
    text: str


def asked_in(form: "FormDef") -> tuple[Asked, ...]:
    """Return what a form asks, rows of repeats under the repeat."""
    from inspector_app.xform import Session  # noqa: PLC0415 - the engine is only run here

    session = Session(form)
    found = []
    for element in form.elements.values():
        if element.repeat() is not None and element.repeat() is not element:
            continue
        if element.kind == "repeat":
            found.append(Asked(element.name, element.label().strip()))
        elif element.kind == "question" and element.control not in {"", "trigger"}:
            words = tuple(choice.label for choice in session.choices(element.path))
            found.append(Asked(element.name, element.label().strip(), words))
    return tuple(found)


def map_of(content: WordContent, asked: Iterable[Asked]) -> dict[str, WordPlace]:
    """Return the places of questions by their names; one that is not found is not in it."""
    rows = list(_rows(content.tables))
    left = dict.fromkeys(range(len(rows)))
    found: dict[str, WordPlace] = {}
    rest: list[Asked] = []
    last: _Row | None = None
    asked_last = ""
    for each in asked:
        another = _another_cell(each, asked_last, last)
        if another is not None:
            found[each.name] = another
            continue
        if last is not None and _is_note(each, found) and "note" in last.columns.roles:
            # A line at the foot may be called as the notes are: 存在问题.
            own = None if each.name.endswith(_NOTE_NAME) else _beside_label(content.tables, each)
            found[each.name] = own or _at(last, "note")
            continue
        place = _row_of(each, rows, left)
        if place is None:
            rest.append(each)
            last = None
            continue
        left.pop(place)
        last, asked_last = rows[place], each.name
        found[each.name] = _answer_place(last, each)
    for each in rest:
        beside = _beside_label(content.tables, each)
        if beside is not None:
            found[each.name] = beside
    return found


def _another_cell(each: Asked, before: str, row: _Row | None) -> WordPlace | None:
    """Return the cell of a further answer of a line, which is called by what stands over it."""
    if row is None or not each.name.startswith(f"{before}_"):
        return None
    at = row.columns.headings.get(words_of(each.label))
    return None if at is None else WordPlace(row.table, row.row, at, {})


def _is_note(each: Asked, found: Mapping[str, WordPlace]) -> bool:
    named = each.name.removesuffix(_NOTE_NAME)
    return (named != each.name and named in found) or bool(_NOTE.match(folded(each.label)))


def _rows(tables: Iterable[WordTable]) -> Iterator[_Row]:
    before: _Columns | None = None
    for number, table in enumerate(tables):
        columns = _columns_of(table, number)
        if columns is None and before is not None and _width(table) == before.width:
            # Without a head it goes on with the table before it.
            columns = before._replace(body=0)
        if columns is None:
            continue
        before = columns
        for at, row in enumerate(table.rows[columns.body :], columns.body):
            texts = {cell.column: cell.text for cell in row if not cell.continues}
            text = words_of(texts.get(columns.roles["text"], ""))
            if text:
                told = number_of(texts.get(columns.roles.get("number", -1), ""))
                yield _Row(number, at, columns, told, text)


def _columns_of(table: WordTable, number: int) -> _Columns | None:
    head = head_of(table)
    if head is None:
        return None
    found = columns_of(table, head, number)
    text = next((each.at for each in found if each.role is Role.TEXT), -1)
    roles: dict[str, int] = {}
    # Of several columns to write into it is the one behind the text that is asked.
    for each in sorted(found, key=lambda c: (c.role in ANSWERED and c.at < text, c.at)):
        roles.setdefault(each.role.value, each.at)
    for stands_for_it in (Role.OPTION, Role.WORDS):
        if stands_for_it in roles:
            roles.setdefault(Role.RESULT, roles[stands_for_it])
    if Role.TEXT not in roles:
        return None
    options = {each.heading: each.at for each in found if each.role is Role.OPTION}
    written = [each for each in found if each.role in ANSWERED and each.role is not Role.OPTION]
    headings = {words_of(each.heading): each.at for each in written}
    return _Columns(head.row + head.rows, roles, options, headings, _width(table))


def _width(table: WordTable) -> int:
    return max((cell.column + cell.span for row in table.rows for cell in row), default=0)


def _row_of(each: Asked, rows: list[_Row], left: Mapping[int, None]) -> int | None:
    wanted, number = words_of(each.label), number_of(each.label)
    same = [place for place in left if rows[place].text == wanted]
    if same:
        # The same words may stand in several rows: then they are in the order of the form.
        return same[0]
    close = [place for place in left if alike(rows[place].text, wanted)]
    numbered = [place for place in close if number and rows[place].number == number]
    found = numbered or close
    return found[0] if len(found) == 1 else None


def _answer_place(row: _Row, each: Asked) -> WordPlace:
    roles = row.columns.roles
    role = "score" if "score" in roles and not each.words else "result"
    place = _at(row, role if role in roles else next(iter({"score", "note"} & roles.keys()), ""))
    return place._replace(options=dict(row.columns.options) if each.words else {})


def _at(row: _Row, role: str) -> WordPlace:
    return WordPlace(row.table, row.row, row.columns.roles.get(role, -1), {})


def _beside_label(tables: Iterable[WordTable], each: Asked) -> WordPlace | None:
    """Return the empty cell to the right of, or else below, one that says what is asked."""
    wanted = words_of(each.label)
    for number, table in enumerate(tables):
        for at, row in enumerate(table.rows):
            for cell, after in zip(row, (*row[1:], None), strict=True):
                if not wanted or words_of(cell.text) != wanted or cell.continues:
                    continue
                if after is not None and _is_free(after):
                    return WordPlace(number, at, after.column, {})
    return None


def _is_free(cell: WordCell) -> bool:
    return not cell.text and not cell.continues


def word_map(xml: str | bytes, word: bytes) -> dict[str, Any]:
    """Return as JSON values where the questions of a form stand in a Word file, and which do not.

    Raises:
        InputError: it is no Word file that can be read.
    """
    from inspector_app.papers.reading import read_word  # noqa: PLC0415 - only with a Word file
    from inspector_app.xform import load_form  # noqa: PLC0415

    asked = asked_in(load_form(xml))
    found = map_of(read_word(word, name="Word 原表"), asked)
    return {
        "map": map_json(found),
        "without": [each.label or each.name for each in asked if each.name not in found],
    }


def map_json(places: Mapping[str, WordPlace]) -> dict[str, Any]:
    """Return a map as JSON values."""
    return {
        name: {**place._asdict(), "options": dict(place.options)} for name, place in places.items()
    }


def map_from(told: Mapping[str, Any]) -> dict[str, WordPlace]:
    """Return the map that JSON values say."""
    return {name: WordPlace(**place) for name, place in told.items()}
