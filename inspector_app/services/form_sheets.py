"""Filled forms as sheets: answers as people read them, the codes, the rows of repeats, figures."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from inspector_app.domain.form_counts import (
    ColumnKind,
    Distribution,
    FilledForm,
    FormColumn,
    number_of,
    rows_under,
)
from inspector_app.domain.form_table import FormTable

if TYPE_CHECKING:
    from inspector_app.sheets.writer import TableSheet, TableValue

_RECORD: Final = ("序号", "学校", "标识码", "督导日期", "记录编号", "版本")
_ROW: Final = ("序号", "学校", "督导日期", "记录编号", "第几条")
_FIGURES: Final = ("题", "名称", "结果", "编码", "次数", "占比", "填报次数", "记录编号")


def answer_sheets(table: FormTable) -> "list[TableSheet]":
    """Return the sheets of some filled forms."""
    from inspector_app.sheets.writer import TableSheet

    flat = [column for column in table.columns if not column.repeat]
    heading = f"{table.title}　{table.about}"
    return [
        TableSheet(
            title="回答",
            heading=heading,
            head=(*_RECORD, *(column.label for column in flat)),
            rows=[
                [*_record(n, each), *(cell_of(c, each.answers.get(c.name, "")) for c in flat)]
                for n, each in enumerate(table.filled, 1)
            ],
            notes=table.notes,
            leading=2,
        ),
        TableSheet(
            title="编码",
            heading=f"{heading}　名称和编码",
            head=(*_RECORD, *(column.name for column in flat)),
            rows=[
                [*_record(n, each), *(each.answers.get(c.name) or None for c in flat)]
                for n, each in enumerate(table.filled, 1)
            ],
            leading=2,
        ),
        *(_repeat_sheet(table, name) for name in _repeats(table.columns)),
        TableSheet(
            title="统计", heading=f"{heading}　统计", head=_FIGURES, rows=list(_figures(table)),
            leading=1,
        ),
    ]  # fmt: skip


def _repeats(columns: Sequence[FormColumn]) -> Iterator[str]:
    yield from dict.fromkeys(column.repeat for column in columns if column.repeat)


def _record(number: int, each: FilledForm) -> "tuple[TableValue, ...]":
    return (number, each.school_name, each.school_code, each.day, each.number, each.version)


def _repeat_sheet(table: FormTable, name: str) -> "TableSheet":
    from inspector_app.sheets.writer import TableSheet

    columns = [column for column in table.columns if column.repeat == name]
    rows: list[list[TableValue]] = []
    for each in table.filled:
        for place, row in enumerate(rows_under(each.answers, name), 1):
            cells = (cell_of(c, _text_in(row, c.name)) for c in columns)
            rows.append([len(rows) + 1, each.school_name, each.day, each.number, place, *cells])
    return TableSheet(
        title=name, heading=f"{table.title}　{name}", rows=rows, leading=2,
        head=(*_ROW, *(column.label for column in columns)),
    )  # fmt: skip


def _text_in(row: Mapping[str, object], name: str) -> str:
    """Return an answer of a row; those of rows within it on lines of their own."""
    told = []
    for key, value in row.items():
        if isinstance(value, list):
            told += [text for inner in value if (text := _text_in(inner, name))]
        elif key == name:
            told.append(str(value))
    return "\n".join(told)


def cell_of(column: FormColumn, text: object) -> "TableValue":
    """Return an answer as a cell: numbers and days as such, choices by what they are called."""
    if not isinstance(text, str) or not text:
        return None
    if column.kind is ColumnKind.NUMBER:
        number = number_of(text)
        return text if number is None else real(number)
    if column.kind is ColumnKind.DAY:
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return column.words(text)


def real(number: Fraction) -> int | float:
    """Return a number as Excel holds it."""
    return number.numerator if number.denominator == 1 else float(number)


def _figures(table: FormTable) -> "Iterator[list[TableValue]]":
    numbers = {each.uid: each.number for each in table.filled}
    for found in table.distributions:
        yield from _distribution_rows(found, numbers)
    for each in table.numbers:
        for word, value in (
            ("合计", each.total), ("均值", each.mean), ("最小", each.least), ("最大", each.most),
        ):  # fmt: skip
            yield [
                each.column.label, each.column.name, word, None, real(value), None,
                len(each.uids), None,
            ]  # fmt: skip


def _distribution_rows(
    found: Distribution, numbers: Mapping[str, str]
) -> "Iterator[list[TableValue]]":
    from inspector_app.sheets.writer import Percent

    column = found.column
    for bucket in found.buckets:
        share = Percent(len(bucket.uids) / found.answered) if found.answered else None
        records = "、".join(dict.fromkeys(numbers[uid] for uid in bucket.uids))
        yield [
            column.label, column.name, bucket.label, bucket.code, len(bucket.uids), share,
            found.answered, records,
        ]  # fmt: skip
    if found.silent:
        records = "、".join(numbers[uid] for uid in found.silent)
        yield [
            column.label, column.name, "没有回答或不适用", None, len(found.silent), None,
            found.answered, records,
        ]  # fmt: skip
