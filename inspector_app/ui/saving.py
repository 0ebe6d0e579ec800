"""Saving while one types: every change at once, and again until it is stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, QTimer

from inspector_app.base.errors import EnvironmentProblem, UserError
from inspector_app.ui.jobs import InternalFault

if TYPE_CHECKING:
    from inspector_app.services.saved import Saved
    from inspector_app.ui.page import Page

AGAIN_AFTER_MS: Final = 3_000

Save = Callable[[], "Saved"]
_T = TypeVar("_T")


class Saver(QObject):
    """Sends the changes of one record out.

    A change that could not be stored because of the disk is kept and sent again every few seconds;
    until it is stored the page must not be shown anew, or what was typed would vanish from it.
    A refusal is final: the same change would be refused again.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._unsaved: dict[str, Save] = {}
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
        self.note()
        turn = self._begun
        self._newest[key] = turn
        self._unsaved.pop(key, None)

        def done(saved: Saved) -> None:
            self._page.kit.events.saved.emit(saved.at)
            if then is not None:
                then()

        def failed(error: UserError) -> None:
            self.tell(error)
            # Where a newer change of the same is on its way, this one must not follow it.
            newest = self._newest.get(key) == turn
            if newest and isinstance(error, (EnvironmentProblem, InternalFault)):
                self._unsaved[key] = work
                self._again.start()

        self._page.kit.jobs.write(self._page, work, on_done=done, on_error=failed)

    def try_again(self) -> None:
        """Send out again what could not be stored."""
        for key, work in list(self._unsaved.items()):
            self.save(key, work)

    def tell(self, error: UserError) -> None:
        """Say that a change is not stored."""
        self._page.kit.events.not_saved.emit(error.sentence)
        self._page.show_error(error)
