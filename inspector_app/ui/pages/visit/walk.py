"""下一处未填: the next missing field after where the person is, in the order of the page."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from inspector_app.base.errors import Problem
from inspector_app.ui.pages.visit.gaps import Spot, spots_of
from inspector_app.ui.widgets.binding import Form
from inspector_app.ui.widgets.row_list import RowList

# Part of the page, list of rows in it, row of the list, field of the form.
Position = tuple[int, int, int, int]


class GapWalk:
    """Knows the order of all fields of a record, rows included."""

    def __init__(
        self, form: Form, rows: Mapping[str, RowList], section_of: Callable[[Spot], int]
    ) -> None:
        self._form, self._rows, self._section_of = form, rows, section_of
        self._last: Position = (-1, 0, 0, 0)

    def next(self, gaps: Sequence[Problem], *, focus: QWidget | None) -> Problem:
        """Return the first gap after the focus, or the first of all behind the last one."""
        here = self._at(focus) or self._last
        ordered = sorted((self._position(spot), i) for i, spot in enumerate(spots_of(gaps)))
        position, place = next((each for each in ordered if each[0] > here), ordered[0])
        self._last = position
        return gaps[place]

    def _position(self, spot: Spot) -> Position:
        rows = self._rows.get(spot.rows)
        if rows is None:
            return (self._section_of(spot), -1, -1, _index(self._form, spot.field))
        cards = list(rows.cards.values())
        index = _index(cards[spot.place].body.form, spot.field) if spot.place < len(cards) else 0
        return (self._section_of(spot), list(self._rows).index(spot.rows), spot.place, index)

    def _at(self, focus: QWidget | None) -> Position | None:
        """Return where the focus is, ``None`` where it is in no field."""
        if focus is None:
            return None
        name = _field_at(self._form, focus)
        if name is not None:
            return self._position(Spot(name))
        for rows_name, rows in self._rows.items():
            for place, held in enumerate(rows.cards.values()):
                field = _field_at(held.body.form, focus)
                if field is not None:
                    return self._position(Spot(field, rows_name, place))
        return None


def _index(form: Form, field: str) -> int:
    names = form.names()
    return names.index(field) if field in names else -1


def _field_at(form: Form, focus: QWidget) -> str | None:
    return next(
        (n for n in form.names() if form.input(n) is focus or form.input(n).isAncestorOf(focus)),
        None,
    )
