"""Python's search for garbage, put off while much is made that stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# The oldest of what is young yet; behind it everything is old.
_YOUNG: Final = 1


@contextmanager
def put_off() -> Iterator[None]:
    """Look for no garbage within: a search would go through all that was made, and find none.

    The one search behind it puts what stays where it is rarely looked at again. Left to Python it
    would be gone through twice more, the second time while somebody is typing.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
            gc.collect(_YOUNG)
