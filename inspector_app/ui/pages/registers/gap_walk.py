"""下一处未填 of an entry: the next missing field after where the person is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from PySide6.QtWidgets import QWidget

from inspector_app.base.errors import Problem
from inspector_app.base.override import override
from inspector_app.ui.widgets.binding import Form
from inspector_app.ui.widgets.gap_walk import GapWalk, Position, field_at
from inspector_app.ui.widgets.row_list import RowList

_ROW: Final = re.compile(r"(\w+)\[(\d+)\]\.(\w+)")


class Spot(NamedTuple):
    """A field of the entry, or the field ``part`` of the row at a place."""

    field: str
    place: int = 0
    part: str = ""


def spots_of(gaps: Iterable[Problem]) -> tuple[Spot, ...]:
    """Return where each gap stands in the form."""
    return tuple(_spot(gap.where) for gap in gaps)


def _spot(where: str) -> Spot:
    found = _ROW.fullmatch(where)
    return Spot(where) if found is None else Spot(found[1], int(found[2]), found[3])


class EntryWalk(GapWalk):
    """Knows the order of all fields of an entry: field, row of its list, field of the row."""

    def __init__(self, form: Form, rows: Mapping[str, RowList], order: Sequence[str]) -> None:
        self._form, self._rows, self._order = form, rows, order
        super().__init__()

    @override
    def position_of(self, gap: Problem) -> Position:
        return self._position(spots_of((gap,))[0])

    def _position(self, spot: Spot) -> Position:
        at = self._order.index(spot.field)
        cards = list(self._rows[spot.field].cards.values()) if spot.field in self._rows else []
        if not spot.part or spot.place >= len(cards):
            return (at, -1, 0)
        return (at, spot.place, list(cards[spot.place].body.form.names()).index(spot.part))

    @override
    def at(self, focus: QWidget) -> Position | None:
        name = field_at(self._form, focus)
        if name is not None:
            return self._position(Spot(name))
        for field, rows in self._rows.items():
            if rows.add_button is focus:
                return self._position(Spot(field))
            for place, held in enumerate(rows.cards.values()):
                part = field_at(held.body.form, focus)
                if part is not None:
                    return self._position(Spot(field, place, part))
        return None
