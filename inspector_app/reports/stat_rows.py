"""A table of figures as it prints, its heads joined where they belong together."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from inspector_app.domain.figures import CodeList, Count, Ratio
from inspector_app.domain.stat_table import StatRow, StatTable
from inspector_app.reports.document import Align, Column, Emphasis, HeadCell, Table, TableRow

_COUNT, _RATIO, _SAID = 1.25, 2.8, 2.2
_NAME: Final = {
    "序号": 1.4, "责任督学": 3.8, "责任区": 3.9, "学校": 4.2, "指标": 3.2, "督导事项": 5.0,
}  # fmt: skip


def stat_block(table: StatTable) -> Table:
    """Return a table of figures; columns that share the words before “·” share a head."""
    labels = [column.label.partition("·") for column in table.columns]
    groups = [(k, list(g)) for k, g in groupby(labels, key=lambda x: x[0] if x[1] else object())]
    two = any(isinstance(key, str) and len(parts) > 1 for key, parts in groups)
    depth = 2 if two else 1
    top = [HeadCell(text=head, rows=depth) for head in table.heads]
    below: list[HeadCell] = []
    for key, parts in groups:
        if isinstance(key, str) and len(parts) > 1:
            top.append(HeadCell(text=key, columns=len(parts)))
            below += [HeadCell(text=_parted(part)) for _, _, part in parts]
        else:
            top += [HeadCell(text=_parted("".join(part)), rows=depth) for part in parts]
    return Table(
        columns=tuple(_columns(table)),
        head=(tuple(top), tuple(below)) if two else (tuple(top),),
        rows=tuple(map(_row, table.rows)),
    )


def _parted(label: str) -> str:
    """Return a label with its unit, or with what comes after ／, in a line of its own."""
    head, bracket, unit = label.partition("（")
    if bracket and unit.endswith("）"):
        return f"{head}\n{unit[:-1]}"
    return label.replace("／", "\n／", 1)


def _columns(table: StatTable) -> Iterator[Column]:
    weights = [_NAME.get(head, 2.2) for head in table.heads]
    weights += [_weight(table, place) for place in range(len(table.columns))]
    whole = sum(weights)
    for place, weight in enumerate(weights):
        name = 0 < place < len(table.heads)
        align = Align.LEFT if name and table.heads[place] == "指标" else Align.CENTRE
        yield Column(weight=weight / whole, align=align)


def _weight(table: StatTable, place: int) -> float:
    cells = [row.cells[place] for row in table.rows]
    if any(isinstance(cell, Ratio | CodeList) for cell in cells):
        return _RATIO
    return _COUNT if all(isinstance(cell, Count) for cell in cells) else _SAID


def _row(row: StatRow) -> TableRow:
    emphasis = Emphasis.PLAIN
    if row.total:
        emphasis = (
            Emphasis.TOTAL
            if row.key.partition("/")[0] in {"district", "total"}
            else (Emphasis.SUBTOTAL)
        )
    return TableRow(cells=(*row.names, *map(str, row.cells)), emphasis=emphasis)
