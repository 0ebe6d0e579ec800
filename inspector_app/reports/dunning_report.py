"""催报名单: a line for each inspector, and what is missing by name."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from inspector_app.reports.document import Align, Block, Document, Note, TableRow
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by

_PEOPLE: Final = (
    ListColumn("序号", 30), ListColumn("督学", 62), ListColumn("责任区", 96, Align.LEFT),
    ListColumn("月报", 92), ListColumn("收到\n记录", 40), ListColumn("代录", 36),
    ListColumn("导入", 36), ListColumn("说明", 120, Align.LEFT),
)  # fmt: skip


class PersonRow(NamedTuple):
    """How one person's month stands."""

    name: str
    zone: str
    state: str
    received: int
    typed: int
    imported: int
    said: str


def dunning_report(
    *, month: str, unit: str, as_of: str, people: Sequence[PersonRow], told: Sequence[str]
) -> Document:
    """Return the list."""
    return Document(
        title="催报名单",
        subtitle="　".join(filter(None, (unit, month, f"截至 {as_of}"))),
        blocks=tuple(_blocks(people, told)),
    )


def _blocks(people: Sequence[PersonRow], told: Sequence[str]) -> Iterator[Block]:
    yield list_table(_PEOPLE, (_row(n, each) for n, each in enumerate(people, start=1)))
    if told:
        yield Note(text="\n".join(told))
    yield compiled_by()


def _row(number: int, each: PersonRow) -> TableRow:
    return TableRow(cells=tuple(map(str, (number, *each))))
