"""催报名单: a line for each inspector or office below, and what is missing by name."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from inspector_app.reports.document import Align, Block, Document, Note, TableRow
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by

_SAID: Final = ListColumn("说明", 120, Align.LEFT)
_FIGURES: Final = (ListColumn("收到\n记录", 40), ListColumn("代录", 36), ListColumn("导入", 36))


class PersonRow(NamedTuple):
    """How one person's month stands."""

    name: str
    zone: str
    state: str
    received: int
    typed: int
    imported: int
    said: str


class OfficeRow(NamedTuple):
    """How the month of an office below stands: it has no area, and its records are its own."""

    name: str
    state: str
    said: str


Rows = Sequence[PersonRow] | Sequence[OfficeRow]


def dunning_report(
    *, month: str, unit: str, as_of: str, who: str, lines: Rows, told: Sequence[str]
) -> Document:
    """Return the list; ``who`` is what those are called who hand over."""
    return Document(
        title="催报名单",
        subtitle="　".join(filter(None, (unit, month, f"截至 {as_of}"))),
        blocks=tuple(_blocks(who, lines, told)),
    )


def _blocks(who: str, lines: Rows, told: Sequence[str]) -> Iterator[Block]:
    yield list_table(_columns(who, lines), (_row(n, each) for n, each in enumerate(lines, start=1)))
    if told:
        yield Note(text="\n".join(told))
    yield compiled_by()


def _columns(who: str, lines: Rows) -> tuple[ListColumn, ...]:
    if lines and isinstance(lines[0], OfficeRow):
        return ListColumn("序号", 30), ListColumn(who, 180), ListColumn("月报", 92), _SAID
    head = (ListColumn("序号", 30), ListColumn(who, 62), ListColumn("责任区", 96, Align.LEFT))
    return *head, ListColumn("月报", 92), *_FIGURES, _SAID


def _row(number: int, each: Iterable[str | int]) -> TableRow:
    return TableRow(cells=tuple(map(str, (number, *each))))
