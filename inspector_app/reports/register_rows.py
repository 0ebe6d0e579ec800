"""The rows and tables of an entry of a register, in the order of its fields.

Short fields stand two beside each other; what may be long has a row of its own. Rows of one or two
fields are a numbered list, longer ones a table below.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from inspector_app.domain.registers.kind import RegisterKind, Values
from inspector_app.domain.registers.shapes import (
    Day,
    Field,
    OneOf,
    Paragraphs,
    Rows,
    SchoolCodes,
)
from inspector_app.domain.registers.words import Names, said, said_row
from inspector_app.reports.document import (
    Align,
    CheckBoxes,
    FieldRow,
    Heading,
    LongText,
    NumberedList,
    Table,
    TableRow,
)
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import choices, day, one, pair

# More options than these do not fit beside another field.
_BESIDE_ANOTHER: Final = 3
_IN_A_LIST: Final = 2
_NUMBER_WEIGHT: Final = 0.5
_NUMBER_SHARE: Final = 0.06
_LONG_WEIGHT, _WEIGHT, _DAY_WEIGHT = 3.0, 1.4, 1.2


def register_rows(
    kind: RegisterKind, values: Values, names: Names, *, reason: tuple[str, str] | None
) -> Iterator[FieldRow]:
    """Yield the rows; a field without a value leaves its cell blank.

    Args:
        kind: whose fields they are.
        values: what stands in them.
        names: of schools and people.
        reason: label and text of why the entry was corrected or made void.
    """
    waiting: Field | None = None
    for field in kind.fields:
        if _is_table(field) or field.apart:
            continue
        if _is_wide(field):
            if waiting is not None:
                yield one(waiting.label, _beside(waiting, values, names))
                waiting = None
            yield one(field.label, _alone(field, values[field.id], names))
        elif waiting is None:
            waiting = field
        else:
            yield pair(
                waiting.label, _beside(waiting, values, names),
                field.label, _beside(field, values, names),
            )  # fmt: skip
            waiting = None
    if waiting is not None:
        yield one(waiting.label, _beside(waiting, values, names))
    if reason is not None:
        yield one(*reason)


def row_tables(kind: RegisterKind, values: Values, names: Names) -> Iterator[Heading | Table]:
    """Yield a heading and a table for each field whose rows are too long for a list."""
    for field in kind.fields:
        if isinstance(field.shape, Rows) and _is_table(field) and values[field.id]:
            yield Heading(text=field.label)
            yield _table(field.shape, values[field.id], names)


def _table(rows: Rows, value: list[dict[str, Any]], names: Names) -> Table:
    told = [_column(part) for part in rows.fields]
    # However many columns there are, one character has room in that of the numbers.
    number = max(_NUMBER_WEIGHT, _NUMBER_SHARE * sum(column.weight for column in told))
    cells = (
        (str(place), *(said(part, row[part.id], names) for part in rows.fields))
        for place, row in enumerate(value, start=1)
    )
    columns = (ListColumn("序号", number), *told)
    return list_table(columns, (TableRow(cells=each) for each in cells))


def _column(part: Field) -> ListColumn:
    if isinstance(part.shape, Paragraphs | SchoolCodes):
        return ListColumn(part.label, _LONG_WEIGHT, Align.LEFT)
    return ListColumn(part.label, _DAY_WEIGHT if isinstance(part.shape, Day) else _WEIGHT)


def _is_table(field: Field) -> bool:
    return isinstance(field.shape, Rows) and len(field.shape.fields) > _IN_A_LIST


def _is_wide(field: Field) -> bool:
    if isinstance(field.shape, OneOf):
        return len(field.shape.words) > _BESIDE_ANOTHER
    return field.wide


def _beside(field: Field, values: Values, names: Names) -> str | CheckBoxes:
    value = values[field.id]
    if isinstance(field.shape, OneOf):
        return choices(field.shape.words, value)
    if isinstance(field.shape, Day):
        return day(date.fromisoformat(value)) if value else ""
    return said(field, value, names)


def _alone(
    field: Field, value: Any, names: Names
) -> str | CheckBoxes | LongText | NumberedList:  # fmt: skip
    if isinstance(field.shape, OneOf):
        return choices(field.shape.words, value)
    if isinstance(field.shape, Rows):
        items = tuple(said_row(field.shape, row, names) for row in value)
        return NumberedList(items=items) if items else ""
    if isinstance(field.shape, Paragraphs):
        return LongText(text=said(field, value, names))
    return said(field, value, names)
