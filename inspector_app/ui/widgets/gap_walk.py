"""下一处未填: the next missing field after where the person is, in the order of the page."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from inspector_app.base.errors import Problem
from inspector_app.ui.widgets.binding import Form

Position = tuple[int, ...]
_BEFORE_ALL: Position = (-1,)


class GapWalk(ABC):
    """Goes from gap to gap; whoever derives from it knows the order of the fields."""

    def __init__(self) -> None:
        self._last = _BEFORE_ALL

    def next(self, gaps: Sequence[Problem], *, focus: QWidget | None) -> Problem:
        """Return the first gap after the focus, or the first of all behind the last one."""
        here = (None if focus is None else self.at(focus)) or self._last
        ordered = sorted((self.position_of(gap), i) for i, gap in enumerate(gaps))
        position, place = next((each for each in ordered if each[0] > here), ordered[0])
        self._last = position
        return gaps[place]

    @abstractmethod
    def position_of(self, gap: Problem) -> Position:
        """Return where a gap stands among all fields."""

    @abstractmethod
    def at(self, focus: QWidget) -> Position | None:
        """Return where the focus is, ``None`` where it is in no field."""


def field_at(form: Form, focus: QWidget) -> str | None:
    """Return the field of a form that has the focus."""
    return next(
        (n for n in form.names() if form.input(n) is focus or form.input(n).isAncestorOf(focus)),
        None,
    )
