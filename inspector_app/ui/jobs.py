"""Work off the interface thread: one writer, one reader, and a pool of two for pure work.

    jobs.write(owner, work, on_done=…, on_error=…)   a use case that changes something
    jobs.read(owner, work, on_done=…, on_error=…)    a question to the data
    jobs.pool(owner, work, on_done=…, on_error=…)    files and bytes, no data

Answers come back on the interface thread, and are dropped when their owner is gone. What a write
changed is announced even then: the data did change.
"""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from threading import Event
from typing import Any, Final, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from inspector_app.base.changes import Changes
from inspector_app.base.errors import UserError
from inspector_app.base.override import override

_T = TypeVar("_T")
_LOG: Final = logging.getLogger("inspector_app.ui.jobs")
SAY_AFTER_MS: Final = 300
SHOW_AFTER_MS: Final = 1000

OnError = Callable[[UserError], None]


class InternalFault(UserError):  # noqa: N818 - it is reported as a fault of the program
    """A bug of ours, told in words that a person can act on."""

    code = "internal"

    def __init__(self) -> None:
        super().__init__(
            "程序内部出错，刚才这一步没有完成；以前保存的内容都在。请重做这一步，"
            "若再次出现，请把数据文件夹里的 logs 交给技术人员。"
        )


class Ticket(QObject):
    """Progress of one long job, and the wish to stop it.

    Signals:
        progressed(int, int): done so far, and all there is (0 while unknown).
    """

    progressed = Signal(int, int)

    def __init__(self, label: str) -> None:
        super().__init__()
        self.label = label
        self._stop = Event()

    def report(self, done: int, total: int) -> None:
        """Tell how far the work is; may be called from any thread."""
        self.progressed.emit(done, total)

    def goes_on(self, done: int, total: int) -> bool:
        """Tell how far the work is, and say whether it may go on."""
        self.report(done, total)
        return not self.cancelled()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Say whether somebody asked to stop."""
        return self._stop.is_set()


class Jobs(Protocol):
    """What a page may ask for."""

    def write(
        self,
        owner: QObject,
        work: Callable[[], _T],
        *,
        on_done: Callable[[_T], None] | None = None,
        on_error: OnError | None = None,
        ticket: Ticket | None = None,
    ) -> None:
        """Run a use case on the writer thread."""
        ...

    def read(
        self,
        owner: QObject,
        work: Callable[[], _T],
        *,
        on_done: Callable[[_T], None] | None = None,
        on_error: OnError | None = None,
        ticket: Ticket | None = None,
    ) -> None:
        """Run a question on the reader thread."""
        ...

    def pool(
        self,
        owner: QObject,
        work: Callable[[], _T],
        *,
        on_done: Callable[[_T], None] | None = None,
        on_error: OnError | None = None,
        ticket: Ticket | None = None,
    ) -> None:
        """Run pure work beside both."""
        ...

    def close(self) -> None:
        """Finish what is under way and accept nothing more."""
        ...


class Lane(StrEnum):
    """Where a job runs."""

    WRITE = "write"
    READ = "read"
    POOL = "pool"


@dataclass(slots=True, kw_only=True, eq=False)
class _Job:
    owner: QObject
    lane: Lane
    work: Callable[[], Any]
    on_done: Callable[[Any], None] | None
    on_error: OnError | None
    ticket: Ticket | None
    value: Any = None
    error: UserError | None = None

    def run(self) -> None:
        try:
            self.value = self.work()
        except UserError as error:
            self.error = error
        except Exception:  # noqa: BLE001 - a bug must not end the thread that saves
            _LOG.exception("a job ended in a bug")
            self.error = InternalFault()


def changes_of(value: object) -> Changes | None:
    """Return the ``Changes`` that a writing service's answer is or carries."""
    if isinstance(value, Changes):
        return value
    carried = getattr(value, "changes", None)
    if isinstance(carried, Changes):
        return carried
    saved = getattr(value, "saved", None)
    return changes_of(saved) if saved is not None else None


class _Deliverer(QObject):
    """Hands answers over on the interface thread, and tells who is busy.

    Signals:
        changed(Changes): a write was committed.
        failed(UserError): a job failed whose owner had no word for it.
        busy(object): a job takes longer than 0.3 s (its Ticket, or None); emitted once for each.
        idle(): nothing is under way any more.
    """

    changed = Signal(object)
    failed = Signal(object)
    busy = Signal(object)
    idle = Signal()
    _answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._running: list[_Job] = []
        # Emitted on the thread of a lane, so that it is delivered later, on this one.
        self._answered.connect(self._deliver)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(SAY_AFTER_MS)
        self._patience.timeout.connect(self._say_busy)

    @property
    def pending(self) -> int:
        """How many jobs have not answered yet."""
        return len(self._running)

    def began(self, job: _Job) -> None:
        self._running.append(job)
        if not self._patience.isActive():
            self._patience.start()

    def answered(self, job: _Job) -> None:
        self._answered.emit(job)

    def _say_busy(self) -> None:
        if self._running:
            self.busy.emit(self._running[0].ticket)

    def _deliver(self, job: _Job) -> None:
        if job in self._running:
            self._running.remove(job)
        try:
            self.hand_over(job)
        finally:
            # Said last: an answer may ask for more, and a chain of jobs is one long piece of work.
            if not self._running:
                self._patience.stop()
                self.idle.emit()

    def hand_over(self, job: _Job) -> None:
        changes = changes_of(job.value) if job.lane is Lane.WRITE else None
        if changes:
            self.changed.emit(changes)
        if not shiboken6.isValid(job.owner):
            return
        if job.error is not None:
            if job.on_error is not None:
                job.on_error(job.error)
            else:
                self.failed.emit(job.error)
        elif job.on_done is not None:
            job.on_done(job.value)


class _JobsBase(ABC):
    """What both kinds share: the three lanes, named once."""

    def __init__(self) -> None:
        self.signals = _Deliverer()

    def write(
        self,
        owner: QObject,
        work: Callable[[], _T],
        *,
        on_done: Callable[[_T], None] | None = None,
        on_error: OnError | None = None,
        ticket: Ticket | None = None,
    ) -> None:
        """Run a use case on the writer thread."""
        self._start(_Job(owner=owner, lane=Lane.WRITE, work=work, on_done=on_done,
                         on_error=on_error, ticket=ticket))  # fmt: skip

    def read(
        self,
        owner: QObject,
        work: Callable[[], _T],
        *,
        on_done: Callable[[_T], None] | None = None,
        on_error: OnError | None = None,
        ticket: Ticket | None = None,
    ) -> None:
        """Run a question on the reader thread."""
        self._start(_Job(owner=owner, lane=Lane.READ, work=work, on_done=on_done,
                         on_error=on_error, ticket=ticket))  # fmt: skip

    def pool(
        self,
        owner: QObject,
        work: Callable[[], _T],
        *,
        on_done: Callable[[_T], None] | None = None,
        on_error: OnError | None = None,
        ticket: Ticket | None = None,
    ) -> None:
        """Run pure work beside both."""
        self._start(_Job(owner=owner, lane=Lane.POOL, work=work, on_done=on_done,
                         on_error=on_error, ticket=ticket))  # fmt: skip

    @abstractmethod
    def _start(self, job: _Job) -> None:
        """Let a job run in its lane and hand its answer over."""


class ThreadJobs(_JobsBase):
    """The real thing."""

    def __init__(self) -> None:
        super().__init__()
        self._lanes = {
            Lane.WRITE: ThreadPoolExecutor(1, thread_name_prefix="writer"),
            Lane.READ: ThreadPoolExecutor(1, thread_name_prefix="reader"),
            Lane.POOL: ThreadPoolExecutor(2, thread_name_prefix="pool"),
        }
        self._closed = False

    @override
    def _start(self, job: _Job) -> None:
        if self._closed and job.lane is not Lane.WRITE:
            # An answer that came in while the window shut may ask for more; nobody is left to see.
            return
        self.signals.began(job)
        self._lanes[job.lane].submit(self._run, job)

    def _run(self, job: _Job) -> None:
        job.run()
        # The window may have been torn down meanwhile: then there is nobody to tell.
        if shiboken6.isValid(self.signals):
            self.signals.answered(job)

    def close(self) -> None:
        """Finish what is under way (a save above all) and accept nothing more."""
        self._closed = True
        for executor in self._lanes.values():
            executor.shutdown(wait=True)


class InlineJobs(_JobsBase):
    """Runs each job at once on the calling thread: page tests become synchronous."""

    @override
    def _start(self, job: _Job) -> None:
        job.run()
        self.signals.hand_over(job)

    def close(self) -> None:
        """Nothing is ever under way."""
