"""Lets so many calls pass, and lets the next one fail or the program be gone."""

from collections.abc import Callable
from typing import Any


class Killed(BaseException):
    """The program is gone, with whatever it was about to do."""


class Fuse:
    """Counts the calls that change something."""

    def __init__(
        self, calls: int, fault: Callable[[], BaseException] = Killed, *, fails: int | None = None
    ) -> None:
        """Let ``calls`` pass; then ``fails`` calls fail, or all that follow."""
        self._left, self._fault, self._fails = calls, fault, fails

    def burn(self) -> None:
        """Count one call; raise the fault where it is its turn."""
        self._left -= 1
        if self._left < 0 and (self._fails is None or self._left >= -self._fails):
            raise self._fault()

    def before(self, call: Any) -> Any:
        """Return ``call`` as long as the fuse holds; from then on, the fault."""

        def act(*args: Any, **kwargs: Any) -> Any:
            self.burn()
            return call(*args, **kwargs)

        return act
