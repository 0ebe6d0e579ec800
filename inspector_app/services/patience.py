"""Waiting for a share that is asleep or gone: so long, or until nobody waits any more."""

from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Final, TypeVar

from inspector_app.base.errors import EnvironmentProblem

_T = TypeVar("_T")
PATIENCE: Final = 5.0
_LOOK_UP: Final = 0.2


class GivenUpError(Exception):
    """Whoever waited has no more time; what is under way is left to its share."""


def in_time(
    act: Callable[[], _T],
    *,
    folder: Path,
    seconds: float = PATIENCE,
    goes_on: Callable[[], bool] = lambda: True,
) -> _T:
    """Return what ``act`` returns, which may hang on a share that is asleep or gone.

    Args:
        act: what is done, on a thread of its own.
        folder: of the share, for the sentence.
        seconds: how long it may take.
        goes_on: asked now and then whether somebody still waits.

    Raises:
        EnvironmentProblem: it has not answered in time; the thread is left to its share.
        GivenUpError: nobody waits any more.
    """
    answers: SimpleQueue[tuple[_T | None, BaseException | None]] = SimpleQueue()

    def work() -> None:
        try:
            answers.put((act(), None))
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            answers.put((None, error))

    Thread(target=work, name="share", daemon=True).start()
    answer, error = _awaited(answers, folder=folder, seconds=seconds, goes_on=goes_on)
    if error is not None:
        raise error
    return answer  # type: ignore[return-value] # whoever put no error has put an answer


def _awaited(
    answers: "SimpleQueue[tuple[_T | None, BaseException | None]]",
    *,
    folder: Path,
    seconds: float,
    goes_on: Callable[[], bool],
) -> tuple[_T | None, BaseException | None]:
    until = monotonic() + seconds
    while (left := until - monotonic()) > 0:
        try:
            return answers.get(timeout=min(left, _LOOK_UP))
        except Empty:
            if not goes_on():
                raise GivenUpError from None
    raise EnvironmentProblem(
        f"共享文件夹“{folder}”{seconds:.0f} 秒没有回应，没有放入任何文件；"
        "要放的都留在发件箱，连上以后会接着放。"
    )
