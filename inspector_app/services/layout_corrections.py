"""Corrections of what was recognised: ``D=听课（节次）``, ``B4=学校名称``, ``C7=不填``."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from inspector_app.base.errors import InputError
from inspector_app.domain.form_rows import column_called
from inspector_app.domain.layout import LayoutKind
from inspector_app.domain.layout_map import LayoutMap, TableMap
from inspector_app.domain.month_heads import EMPTY, LEADING_LABEL, field_called
from inspector_app.domain.month_items import ItemTable
from inspector_app.domain.paper_places import OUTSIDE, Place, Where, plain_label
from inspector_app.domain.record_places import place_called
from inspector_app.services import layout_month_map, layout_records
from inspector_app.services.layout_keys import NOTHING, KeyedForm

_OWNER_MARKS: Final = "：:"


def corrected(
    form: KeyedForm, kind: LayoutKind, found: LayoutMap, corrections: Sequence[str]
) -> LayoutMap:
    """Return a map with what people say of its columns, rows, cells and blanks.

    Raises:
        InputError: a correction names a place or a content that there is not.
    """
    mend = _with_month if kind is LayoutKind.MONTH else _of_record(kind)
    for told in corrections:
        key, mark, word = told.partition("=")
        if not mark or not key.strip() or not word.strip():
            raise InputError(
                f"“{told}”不是“位置=内容”，没有发布；"
                "请照 layout check 列出的位置写，如 D=听课（节次）、B4=学校名称、C7=不填。"
            )
        found = mend(form, found, key.strip(), word.strip())
    return found


# -- month tables ----------------------------------------------------------------------------------


def _with_month(form: KeyedForm, found: LayoutMap, key: str, word: str) -> LayoutMap:
    table = _column_of(form, found, key)
    if table is not None:
        tables, column = table
        field = field_called(word)
        if field is None:
            raise _unknown(key, word, layout_month_map.COLUMN_WORDS)
        changed = tuple(_with_column(t, column, field) if t in tables else t for t in found.tables)
        return found._replace(tables=changed)
    item = _item_of(form, found, key)
    if item is not None:
        field = field_called(word)
        if field is None:
            raise _unknown(key, word, layout_month_map.FIGURE_WORDS)
        items, row = item
        changed_items = tuple(_with_item(t, row, field) if t == items else t for t in found.items)
        return found._replace(items=changed_items)
    owner, field = _month_word(key, word)
    return _with_place(form, found, key, field, whose=owner)


def _month_word(key: str, word: str) -> tuple[str, str]:
    """Return whose figure a word asks for, and which figure or text."""
    if plain_label(word) == plain_label(NOTHING):
        return "", ""
    for name, label in layout_month_map.TEXT_LABEL.items():
        if plain_label(word) in {plain_label(label), name}:
            return "", name
    owner, said = "", word
    at = max(word.find(mark) for mark in _OWNER_MARKS)
    if at > 0:
        owner, said = word[:at].strip(), word[at + 1 :]
    field = field_called(said)
    if field in {None, EMPTY, *LEADING_LABEL}:
        raise _unknown(key, word, layout_month_map.PLACE_WORDS)
    assert field is not None
    return owner, field


def _column_of(
    form: KeyedForm, found: LayoutMap, key: str
) -> tuple[tuple[TableMap, ...], int] | None:
    """Return the column of tables that a key names: D, 4, 2.D, or a cell of its head."""
    sheet, _, column = key.upper().rpartition(".")
    at = _column_number(column)
    if at < 0:
        where = form.where(key)
        named = [
            table for table in found.tables
            if where is not None and table.sheet == where.sheet and where.row < table.head.body
            and any(where.column == c.column for c in table.head.columns)
            and form.opening(key) is None
        ]  # fmt: skip
        return None if where is None or not named else (tuple(named), where.column)
    if not found.tables or (sheet and not sheet.isdecimal()):
        return None
    tables = tuple(
        table
        for table in found.tables
        if (not sheet or sheet == str(table.sheet + 1))
        and any(c.column == at for c in table.head.columns)
    )
    if not tables:
        raise _no_place(key)
    return tables, at


def _with_column(table: TableMap, at: int, field: str) -> TableMap:
    columns = tuple(
        c._replace(field=field, sure=True) if c.column == at else c for c in table.head.columns
    )
    return table._replace(head=replace(table.head, columns=columns))


def _item_of(form: KeyedForm, found: LayoutMap, key: str) -> tuple[ItemTable, int] | None:
    """Return the row that a key names: as it is listed, or by the cell of its label."""
    plain = "".join(key.split()).upper()
    where = form.where(key)
    for table in found.items:
        for item in table.items:
            listed = layout_month_map.item_key(form, table, item.column).upper()
            is_label = (
                where is not None and where.sheet == table.sheet and where.row == item.column
                and where.column < min(table.columns, default=0)
            )  # fmt: skip
            if plain == listed or is_label:
                return table, item.column
    return None


def _with_item(table: ItemTable, row: int, field: str) -> ItemTable:
    items = tuple(i._replace(field=field, sure=True) if i.column == row else i for i in table.items)
    return table._replace(items=items)


def _column_number(text: str) -> int:
    """Return the column that D, or 4, means, from 0; -1 for what is no column."""
    if text.isascii() and text.isdecimal():
        return int(text) - 1
    number = 0
    for sign in text:
        if not "A" <= sign <= "Z":
            return -1
        number = number * 26 + ord(sign) - ord("A") + 1
    return number - 1


# -- records and letters ---------------------------------------------------------------------------

_Mend = Callable[[KeyedForm, LayoutMap, str, str], LayoutMap]


def _of_record(kind: LayoutKind) -> _Mend:
    def mend(form: KeyedForm, found: LayoutMap, key: str, word: str) -> LayoutMap:
        rows = _head_of_rows(form, found, key)
        if rows is not None:
            place, column = rows
            return _with_row_column(found, place, column, key, word)
        if plain_label(word) == plain_label(NOTHING):
            return _with_place(form, found, key, "")
        field = place_called(kind, word)
        if field is None:
            raise _unknown(key, word, layout_records.choices_of(kind))
        return _with_place(form, found, key, field)

    return mend


def _head_of_rows(form: KeyedForm, found: LayoutMap, key: str) -> tuple[Place, int] | None:
    """Return the rows, and the column of theirs, in whose head a key lies."""
    where = form.where(key)
    cell = None if where is None else form.covering(where)
    for place in found.places:
        if where is None or cell is None or place.how != "rows" or place.where.sheet != where.sheet:
            continue
        if cell.row <= place.where.row - 1 < cell.row + cell.rows:
            return place, cell.column
    return None


def _with_row_column(found: LayoutMap, place: Place, column: int, key: str, word: str) -> LayoutMap:
    columns = {at: name for at, name in place.columns if at != column}
    if plain_label(word) != plain_label(NOTHING):
        field = column_called(place.field, word)
        if field is None:
            raise _unknown(key, word, layout_records.column_choices(place.field))
        columns[column] = field
    changed = place._replace(columns=tuple(sorted(columns.items())))
    return found._replace(places=tuple(changed if p == place else p for p in found.places))


# -- single places ---------------------------------------------------------------------------------


def _with_place(
    form: KeyedForm, found: LayoutMap, key: str, field: str, *, whose: str = ""
) -> LayoutMap:
    """Return a map where one place takes a field; an empty one leaves it as it is."""
    opening = form.opening(key)
    if opening is not None:
        at, how = opening.at, opening.how
        made = Place(field, how, opening.where, at, opening.said, whose)
        left = [p for p in found.places if p.how == "rows" or not opening.holds(p)]
    else:
        made = _bare_place(form, key, field, whose)
        left = [p for p in found.places if p.how == "rows" or p.where != made.where]
    if made.where[:2] in layout_month_map.rows_of_people(form, found):
        raise InputError(
            f"“{key}”在表的行里：那里一行一个人，没有发布；请改用列号更正，如 D=听课（节次）。"
        )
    return found._replace(places=(*left, made) if field else tuple(left))


def _bare_place(form: KeyedForm, key: str, field: str, whose: str) -> Place:
    """Return an empty cell or line that nothing stands beside (InputError: there is none)."""
    where = form.where(key)
    cell = None if where is None else form.covering(where)
    if cell is not None and where is not None:
        if cell.free:
            there = Where(where.sheet, cell.row, cell.column, 0)
            return Place(field, "cell", there, said="", whose=whose)
        behind = form.behind_colon(cell, where.sheet)
        if behind is not None:
            return Place(field, "blank", behind.where, len(behind.text), cell.text, whose)
        raise InputError(
            f"“{key}”里已有“{cell.text or '公式'}”，没有空格可填，没有发布；请选空的格子。"
        )
    text = None if where is None else form.text_at(where)
    if where is None or text is None or where.sheet != OUTSIDE:
        raise _no_place(key)
    if text.strip():
        raise InputError(f"“{key}”里没有空格可填，没有发布；请选有空格或空着的一段。")
    return Place(field, "blank" if text else "line", where, 0, whose=whose)


def _no_place(key: str) -> InputError:
    return InputError(f"表里没有“{key}”这一处，没有发布；请照 layout check 列出的位置写。")


def _unknown(key: str, word: str, words: Sequence[str]) -> InputError:
    return InputError(
        f"“{key}={word}”：没有“{word}”这项内容，没有发布；可写“{NOTHING}”，或这些之一："
        f"{'、'.join(each for each in words if each != NOTHING)}。"
    )
