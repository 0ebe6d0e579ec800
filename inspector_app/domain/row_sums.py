"""Rows of the month table added up, where no record, person or school stands in two of them."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final, TypeVar

from inspector_app.domain.figures import Breakdown, Cell, CodeList, Count, Ratio
from inspector_app.domain.labels.visits import VISIT_TYPE_LABEL
from inspector_app.domain.labels.weights import WEIGHT_LABEL
from inspector_app.domain.monthly_table import Row

_C = TypeVar("_C", Count, Ratio, CodeList, Breakdown)
# Labels of breakdowns in the order in which they print.
_PLACES: Final = {
    label: place for place, label in enumerate((*VISIT_TYPE_LABEL.values(), *WEIGHT_LABEL.values()))
}


def summed(rows: Sequence[Row]) -> Row:
    """Return one row of some: numbers are added, a ratio is made of its parts, lists are joined."""
    if len(rows) == 1:
        return rows[0]
    return {name: _cell([row[name] for row in rows]) for name in rows[0]}


def _cell(cells: Sequence[Cell]) -> Cell:
    match cells[0]:
        case Count():
            return _count(_of(cells, Count))
        case Ratio():
            parts = _of(cells, Ratio)
            return Ratio(
                sum(each.n for each in parts), sum(each.of for each in parts),
                _joined(each.uids for each in parts), _joined(each.of_uids for each in parts),
            )  # fmt: skip
        case CodeList():
            return CodeList(_joined(each.codes for each in _of(cells, CodeList)))
    return _breakdown(_of(cells, Breakdown))


def _of(cells: Sequence[Cell], kind: type[_C]) -> Sequence[_C]:
    found: list[_C] = [each for each in cells if isinstance(each, kind)]
    assert len(found) == len(cells)
    return found


def _count(cells: Sequence[Count]) -> Count:
    return Count(sum(each.value for each in cells), _joined(each.uids for each in cells))


def _breakdown(cells: Sequence[Breakdown]) -> Breakdown:
    held: dict[str, list[Count]] = {}
    for label, count in chain.from_iterable(each.counts for each in cells):
        held.setdefault(label, []).append(count)
    labels = sorted(held, key=_PLACES.__getitem__)
    return Breakdown(tuple((label, _count(held[label])) for label in labels))


def _joined(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return sorted lists as one; sorting several that are sorted is cheap."""
    return tuple(sorted(chain.from_iterable(lists)))
