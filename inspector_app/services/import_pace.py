"""Steps that stay short: so many rows at once as fit into a fraction of a second."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

_T = TypeVar("_T")
# A step holds up a save by so much at most; half of the fifth of a second that is allowed.
_LONG: Final = 0.1
_SHORT: Final = 0.04
_FEWEST: Final = 1
_MOST: Final = 1_000


class Pace:
    """How many rows the next step takes, learned from how long the last one took."""

    def __init__(self, *, rows: int = 200, timer: Callable[[], float] = time.perf_counter) -> None:
        self.rows = rows
        self._timer = timer
        self._started = 0.0

    def start(self) -> None:
        """Note that a step begins."""
        self._started = self._timer()

    def stop(self) -> None:
        """Note that it has ended."""
        took = self._timer() - self._started
        if took > _LONG:
            self.rows = max(_FEWEST, self.rows // 2)
        elif took < _SHORT:
            self.rows = min(_MOST, self.rows * 2)

    def portions(self, rows: Sequence[_T]) -> Iterator[Sequence[_T]]:
        """Yield ``rows`` in portions; each is timed until the next one is asked for."""
        at = 0
        while at < len(rows):
            portion = rows[at : at + self.rows]
            at += len(portion)
            self.start()
            yield portion
            self.stop()
