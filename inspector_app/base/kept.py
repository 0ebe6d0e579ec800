"""What was made at some cost, kept for the next who asks: so many, those asked for last."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


class Kept(Generic[_K, _V]):
    """Values by key; any thread may ask."""

    def __init__(self, most: int) -> None:
        """Keep nothing yet, and never more than ``most``."""
        self._most = most
        self._values: OrderedDict[_K, _V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: _K, make: Callable[[], _V | None]) -> _V | None:
        """Return what is kept of a key, else what ``make`` returns, kept unless it is nothing.

        It is made outside the lock: two threads may make the same at one time, the last one stays.
        """
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        made = make()
        if made is not None:
            with self._lock:
                self._values[key] = made
                self._values.move_to_end(key)
                if len(self._values) > self._most:
                    self._values.popitem(last=False)
        return made
