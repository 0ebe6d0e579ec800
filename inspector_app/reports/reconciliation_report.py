"""全区月表核对表: a line for each inspector, each figure that differs with why, and 编制说明."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from inspector_app.reports.document import (
    Align,
    Block,
    Document,
    Heading,
    Note,
    NumberedList,
    TableRow,
)
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by

# All of a district of 25 people stand on one sheet: zones, and which of the two a change was, are
# in the Excel file.
_PEOPLE: Final = (
    ListColumn("序号", 20), ListColumn("督学", 46), ListColumn("月报", 62),
    ListColumn("月报\n列出", 31), ListColumn("其中\n收到", 31), ListColumn("报后\n改动", 31),
    ListColumn("以后\n交来", 31), ListColumn("代录", 31), ListColumn("导入", 31),
    ListColumn("不同\n数字", 31), ListColumn("说明", 88, Align.LEFT),
)  # fmt: skip
_FIGURES: Final = (
    ListColumn("督学", 50), ListColumn("列", 104, Align.LEFT), ListColumn("月报", 56),
    ListColumn("记录合计", 56), ListColumn("说明", 258, Align.LEFT),
)  # fmt: skip


class PersonRow(NamedTuple):
    """One person's month; what the closing statement says is empty without one.

    Attributes:
        changed: how many records were corrected or made void since.
    """

    name: str
    state: str
    named: str
    arrived: str
    changed: str
    late: str
    typed: int
    imported: int
    differing: str
    said: str


class FigureRow(NamedTuple):
    """A figure that was reported otherwise than the records add up to."""

    name: str
    figure: str
    reported: str
    counted: str
    why: str


def reconciliation_report(
    *, month: str, unit: str, as_of: str, people: Sequence[PersonRow], figures: Sequence[FigureRow],
    notes: Sequence[str],
) -> Document:  # fmt: skip
    """Return the table."""
    return Document(
        title="全区月表核对表",
        subtitle="　".join(filter(None, (unit, month, f"截至 {as_of}"))),
        blocks=tuple(_blocks(people, figures, notes)),
    )


def _blocks(
    people: Sequence[PersonRow], figures: Sequence[FigureRow], notes: Sequence[str]
) -> Iterator[Block]:
    numbered = enumerate(people, start=1)
    yield list_table(_PEOPLE, (TableRow(cells=tuple(map(str, (n, *x)))) for n, x in numbered))
    if figures:
        yield Heading(text="月报与记录合计不同的数字")
        yield list_table(_FIGURES, (TableRow(cells=tuple(each)) for each in figures))
    else:
        yield Note(text="没有与记录合计不同的数字。")
    yield Heading(text="编制说明")
    yield NumberedList(items=tuple(notes))
    yield compiled_by()
