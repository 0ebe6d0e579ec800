"""A table of figures as it prints, its heads joined where they belong together."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from inspector_app.domain.figures import CodeList, Ratio
from inspector_app.domain.stat_table import Said, StatCell, StatRow, StatTable
from inspector_app.reports.document import Align, Column, Emphasis, HeadCell, Table, TableRow

_COUNT, _RATIO, _SAID = 1.25, 3.1, 2.2
# A ratio of so many characters stands in one line.
_RATIO_LENGTH: Final = 12
_SAID_LENGTH: Final = 10
# How wide a column of counts is for the longest line of its head.
_COUNT_FOR: Final = {3: 1.5, 4: 1.85}
# A head of so many characters whose first two are a word stands in two lines.
_TWO_WORDS: Final = 5
_FIRST_WORDS: Final = ("期初", "期末", "本期", "上报", "频次")
_PERSON_ALONE: Final = 2.8
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
    if len(head) == _TWO_WORDS and head[:2] in _FIRST_WORDS:
        head = f"{head[:2]}\n{head[2:]}"
    if bracket and unit.endswith("）"):
        return f"{head}\n{unit[:-1]}"
    return f"{head}{bracket}{unit}".replace("／", "\n／", 1)


def _columns(table: StatTable) -> Iterator[Column]:
    weights = [_NAME.get(head, 2.2) for head in table.heads]
    if "学校" in table.heads:
        # Beside a school stands a name alone, not whether that is a person's main work.
        weights[table.heads.index("责任督学")] = _PERSON_ALONE
    weights += [_weight(table, place) for place in range(len(table.columns))]
    whole = sum(weights)
    for place, weight in enumerate(weights):
        name = 0 < place < len(table.heads)
        align = Align.LEFT if name and table.heads[place] == "指标" else Align.CENTRE
        yield Column(weight=weight / whole, align=align)


def _weight(table: StatTable, place: int) -> float:
    cells = [row.cells[place] for row in table.rows]
    if any(isinstance(cell, Ratio | CodeList) for cell in cells):
        return _RATIO * max(1, _longest(cells, Ratio) / _RATIO_LENGTH)
    if any(isinstance(cell, Said) for cell in cells):
        return _SAID * max(1, _longest(cells, Said) / _SAID_LENGTH)
    head = _parted(table.columns[place].label.rpartition("·")[2])
    lines = head.split("\n") if "\n" in head else ()
    return _COUNT_FOR.get(max(map(len, lines), default=0), _COUNT)


def _longest(cells: Iterable[StatCell], kind: type) -> int:
    return max((len(str(cell)) for cell in cells if isinstance(cell, kind)), default=0)


def _row(row: StatRow) -> TableRow:
    emphasis = Emphasis.PLAIN
    if row.total:
        emphasis = (
            Emphasis.TOTAL
            if row.key.partition("/")[0] in {"district", "total"}
            else (Emphasis.SUBTOTAL)
        )
    return TableRow(cells=(*row.names, *map(str, row.cells)), emphasis=emphasis)
