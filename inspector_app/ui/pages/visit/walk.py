"""下一处未填: the next missing field after where the person is, in the order of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from inspector_app.base.errors import Problem
from inspector_app.base.override import override
from inspector_app.ui.pages.visit.gaps import Spot, spots_of
from inspector_app.ui.widgets.binding import Form
from inspector_app.ui.widgets.gap_walk import GapWalk, Position, field_at
from inspector_app.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from inspector_app.services.undo import Undone


class RecordWalk(GapWalk):
    """Knows the order of all fields of a record: part of the page, list, row, field."""

    def __init__(
        self, form: Form, rows: Mapping[str, RowList], section_of: Callable[[Spot], int]
    ) -> None:
        self._form, self._rows, self._section_of = form, rows, section_of
        super().__init__()

    @override
    def position_of(self, gap: Problem) -> Position:
        return self._position(spots_of((gap,))[0])

    def _position(self, spot: Spot) -> Position:
        rows = self._rows.get(spot.rows)
        if rows is None:
            return (self._section_of(spot), -1, -1, _index(self._form, spot.field))
        cards = list(rows.cards.values())
        index = _index(cards[spot.place].body.form, spot.field) if spot.place < len(cards) else 0
        return (self._section_of(spot), list(self._rows).index(spot.rows), spot.place, index)

    @override
    def at(self, focus: QWidget) -> Position | None:
        name = field_at(self._form, focus)
        if name is not None:
            return self._position(Spot(name))
        for rows_name, rows in self._rows.items():
            for place, held in enumerate(rows.cards.values()):
                field = field_at(held.body.form, focus)
                if field is not None:
                    return self._position(Spot(field, rows_name, place))
        return None


def go_to_undone(undone: Undone, rows: Mapping[str, RowList], go_to: Callable[[str], None]) -> None:
    """Go where something was taken back or put back in: into its row, or to its field."""
    listed = rows.get(f"{undone.noun}s")
    if listed is not None:
        listed.open_row(undone.row_uid, field=undone.field)
    else:
        go_to("school_code" if undone.field == "school" else undone.field)


def _index(form: Form, field: str) -> int:
    names = form.names()
    return names.index(field) if field in names else -1
