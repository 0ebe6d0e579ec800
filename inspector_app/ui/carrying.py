"""上报 by itself: walks to the shared folder beside everything else, and tells it in passing.

It looks once after the start and after every change that may have made something to hand over.
While something waits, or waits for an answer, a timer looks again; else it is off. No dialog ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from inspector_app.services.context import Role

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.base.errors import UserError
    from inspector_app.services.courier import Brought
    from inspector_app.services.share_carrying import Carried, Errand
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.events import AppEvents
    from inspector_app.ui.jobs import Jobs

START_AFTER_MS: Final = 5_000
_SETTLED_AFTER_MS: Final = 2_000
AGAIN_MS: Final = 60_000
ANSWERS_MS: Final = 600_000


class Carrying(QObject):
    """Walks for one window.

    Signals:
        brought(Brought): a walk has ended.
    """

    brought = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, events: AppEvents, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._jobs, self._events = desk, jobs, events
        self._walking = self._once_more = self._stopped = False
        # The office may tell of something that was not made here, though nothing is waited for.
        self._curious = True
        self._told = ""
        self._soon = _timer(self, once=True)
        self._again = _timer(self, once=False)
        events.changed.connect(self._on_changed)
        events.answers_wanted.connect(self.look)
        self._soon.start(START_AFTER_MS)

    @property
    def looks_again(self) -> int:
        """After how many milliseconds it looks again; 0 while nothing waits."""
        return self._again.interval() if self._again.isActive() else 0

    def stop(self) -> None:
        """Walk no more: the window closes. What is under way ends at its next step."""
        self._stopped = True
        self._soon.stop()
        self._again.stop()

    def walk(self) -> None:
        """Walk now; where a walk is under way, once more after it."""
        if self._walking:
            self._once_more = True
            return
        if self._stopped or self._desk.settings.identity().role is not Role.LAPTOP:
            return
        self._walking = True
        courier = self._desk.courier
        prepare = courier.prepare if self._curious else courier.prepare_if_needed
        self._jobs.write(self, prepare, on_done=self._prepared, on_error=self._failed)

    def look(self) -> None:
        """Walk now, and look for answers even where none is waited for."""
        self._curious = True
        self.walk()

    def _on_changed(self, changes: Changes) -> None:
        if changes.visits or changes.bundles or changes.registers or changes.settings:
            self._soon.start(_SETTLED_AFTER_MS)

    def _prepared(self, errand: Errand | None) -> None:
        if errand is None or not (errand.waiting or errand.unanswered or self._curious):
            self._again.stop()
            self._ended()
            return
        self._curious = False
        from inspector_app.services.share_carrying import carry

        self._jobs.pool(
            self,
            lambda: carry(errand, goes_on=lambda: not self._stopped),
            on_done=lambda carried: self._carried(errand, carried),
            on_error=self._failed,
        )

    def _carried(self, errand: Errand, carried: Carried) -> None:
        if self._stopped:
            return
        self._jobs.write(
            self,
            lambda: self._desk.courier.note(errand, carried),
            on_done=self._noted,
            on_error=self._failed,
        )

    def _noted(self, brought: Brought) -> None:
        waits = AGAIN_MS if brought.waiting else ANSWERS_MS if brought.unanswered else 0
        if waits and not self._stopped:
            self._again.start(waits)
        else:
            self._again.stop()
        self._say(" ".join(filter(None, (brought.sentence, *brought.alarms[:1]))))
        self.brought.emit(brought)
        self._ended()

    def _failed(self, error: UserError) -> None:
        self._say(error.sentence)
        if not self._stopped:
            self._again.start(AGAIN_MS)
        self._ended()

    def _say(self, text: str) -> None:
        """Tell something in passing, and nothing twice in a row."""
        if text and text != self._told:
            self._events.said.emit(text)
        self._told = text

    def _ended(self) -> None:
        self._walking = False
        if self._once_more:
            self._once_more = False
            self._soon.start(0)


def _timer(owner: Carrying, *, once: bool) -> QTimer:
    made = QTimer(owner)
    made.setSingleShot(once)
    made.timeout.connect(owner.walk)
    return made
