"""A list of the entries of one register on A4 landscape: the fields that the screen lists."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from inspector_app.domain.registers.kind import RegisterKind
from inspector_app.domain.registers.shapes import Day, Line, OneOf, WholeNumber
from inspector_app.reports.document import Align, Document, Note, Orientation, TableRow
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by, number_in_two_lines

_NARROW: Final = (Day, OneOf, WholeNumber)


class ListedEntry(NamedTuple):
    """One entry as a list prints it: ``cells`` are what the listed fields say, in their order."""

    number: str
    title: str
    cells: Sequence[str]
    state: str
    hint: str


def register_list_report(
    kind: RegisterKind, entries: Sequence[ListedEntry], *, heading: str, unit: str, title: str
) -> Document:
    """Return the printed list.

    Args:
        kind: of the entries.
        entries: in the order in which they are printed.
        heading: what the list is called.
        unit: whose list it is.
        title: which entries are in it ("2026年").
    """
    fields = [kind.by_id[name] for name in kind.listed]
    columns = (
        ListColumn("序\n号", 24),
        ListColumn("编号", 80),
        *(ListColumn(f.label, 62 if isinstance(f.shape, _NARROW) else 84) for f in fields),
        ListColumn(kind.named_by, 200 if _is_long(kind) else 120, Align.LEFT),
        ListColumn("状态", 36),
        ListColumn("提示", 100, Align.LEFT),
    )
    rows = (
        TableRow(
            cells=(
                str(place), number_in_two_lines(entry.number), *entry.cells, entry.title,
                entry.state, entry.hint,
            )
        )
        for place, entry in enumerate(entries, start=1)
    )  # fmt: skip
    return Document(
        title=heading,
        subtitle=f"{unit}　{title}",
        orientation=Orientation.LANDSCAPE,
        blocks=(list_table(columns, rows), Note(text=f"共 {len(entries)} 条。"), compiled_by()),
    )


def _is_long(kind: RegisterKind) -> bool:
    """Say whether entries are named by running text rather than by a few words."""
    return not any(isinstance(f.shape, Line) and f.label == kind.named_by for f in kind.fields)
