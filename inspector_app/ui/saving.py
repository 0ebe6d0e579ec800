"""Saving while one types: every change at once, and again until it is stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer

from inspector_app.base.errors import EnvironmentProblem, UserError
from inspector_app.ui.jobs import InternalFault

if TYPE_CHECKING:
    from inspector_app.services.saved import Saved
    from inspector_app.ui.page import Page

AGAIN_AFTER_MS: Final = 3_000
_SLASH: Final = "/"

Save = Callable[[], "Saved"]
Again = Callable[[Sequence[str]], Save]
_T = TypeVar("_T")


class _Change(NamedTuple):
    """What is sent out, and until it is stored sent again.

    Attributes:
        keys: what it changes.
        again: makes the use case that stores some of that.
    """

    keys: tuple[str, ...]
    again: Again
    then: Callable[[], None] | None


class Saver(QObject):
    """Sends the changes of one record out.

    A change that could not be stored because of the disk is kept and sent again every few seconds;
    until it is stored the page must not be shown anew, or what was typed would vanish from it.
    A refusal is final: the same change would be refused again.

    Of a change that is sent again, what a newer one has changed since is left out. Where a key has
    slashes, a change of what stands before one takes the place of those of what stands behind it.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._unsaved: dict[int, _Change] = {}
        self._newest: dict[str, int] = {}
        self._begun = 0
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_AFTER_MS)
        self._again.timeout.connect(self.try_again)

    @property
    def begun(self) -> int:
        """How many changes were sent out so far: what was read before the last one is old."""
        return self._begun

    @property
    def unsaved(self) -> int:
        """How many changes wait to be stored."""
        return len(self._unsaved)

    def unless_written(
        self,
        show: Callable[[_T], None],
        again: Callable[[], None],
        *,
        still: Callable[[], bool] = lambda: True,
    ) -> Callable[[_T], None]:
        """Return what shows something that is being read now, or asks for it again.

        What was read before a change went out is old: shown then, it would put an older text under
        the next key, and that key would save it. ``still`` says whether it is wanted at all.
        """
        asked_at = self._begun

        def shown(found: _T) -> None:
            if self._begun == asked_at and still():
                show(found)
            else:
                again()

        return shown

    def note(self) -> None:
        """Count a change that goes out on another way."""
        self._begun += 1

    def save(self, key: str, work: Save, *, then: Callable[[], None] | None = None) -> None:
        """Send one change out.

        Args:
            key: what it changes; a newer change of the same takes the place of one that waits.
            work: the use case.
            then: called when it is stored.
        """
        self._send(_Change((key,), lambda _: work, then), work)

    def save_several(self, keys: Sequence[str], work: Save, again: Again) -> None:
        """Send out one change of several things, of which each may be changed again alone.

        Args:
            keys: what it changes.
            work: the use case.
            again: returns the use case for those of ``keys`` that no newer change has changed;
                asked each time that the change is sent again.
        """
        self._send(_Change(tuple(keys), again, None), work)

    def _send(self, change: _Change, work: Save) -> None:
        self.note()
        turn = self._begun
        self._newest.update(dict.fromkeys(change.keys, turn))
        self._leave_out_newer()

        def done(saved: Saved) -> None:
            self._page.kit.events.saved.emit(saved.at)
            if change.then is not None:
                change.then()

        def failed(error: UserError) -> None:
            self.tell(error)
            if isinstance(error, (EnvironmentProblem, InternalFault)):
                self._unsaved[turn] = change
                self._leave_out_newer()
                self._again.start()

        self._page.kit.jobs.write(self._page, work, on_done=done, on_error=failed)

    def _leave_out_newer(self) -> None:
        """Leave out of what waits whatever a newer change, stored or on its way, has changed."""
        for turn, change in list(self._unsaved.items()):
            keys = tuple(key for key in change.keys if self._turn_of(key) <= turn)
            if keys:
                self._unsaved[turn] = change._replace(keys=keys)
            else:
                del self._unsaved[turn]

    def _turn_of(self, key: str) -> int:
        """Return which change was the last of a thing, or of the whole that it is a part of."""
        wholes = (key[:at] for at, sign in enumerate(key) if sign == _SLASH)
        return max(self._newest.get(each, 0) for each in (key, *wholes))

    def try_again(self) -> None:
        """Send out again what could not be stored."""
        waiting, self._unsaved = self._unsaved, {}
        for change in waiting.values():
            self._send(change, change.again(change.keys))

    def tell(self, error: UserError) -> None:
        """Say that a change is not stored."""
        self._page.kit.events.not_saved.emit(error.sentence)
        self._page.show_error(error)
