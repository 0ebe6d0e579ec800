"""Work that several threads do at a time, a few items ahead of whoever takes the results."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def done_ahead(
    work: Callable[[Given], Made], items: Iterable[Given], *, threads: int
) -> Iterator[Made]:
    """Yield what ``work`` makes of each item, in order.

    No more items are taken than the threads are at work on, and as many again: they may be large.
    """
    under_way: deque[Future[Made]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for item in items:
            under_way.append(pool.submit(work, item))
            if len(under_way) > 2 * threads:
                yield under_way.popleft().result()
        for each in under_way:
            yield each.result()
