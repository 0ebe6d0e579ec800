"""Keys as people compare them: eight groups of five digits, read out or projected."""

import hashlib
from typing import Final

GROUPS: Final = 8
COMPARED: Final = 2
"""How many groups, counted from the last, a person types to say that the keys are the same."""
# Enough bytes that no group is likelier than another (2^40 against 100 000).
_GROUP_BYTES: Final = 5
_GROUP_DIGITS: Final = 5


def digits(content: bytes, *, purpose: str) -> str:
    """Return the digits of ``content``; another ``purpose`` gives others."""
    digest = hashlib.sha512(purpose.encode() + b"\0" + content).digest()
    starts = range(0, GROUPS * _GROUP_BYTES, _GROUP_BYTES)
    parts = (digest[start : start + _GROUP_BYTES] for start in starts)
    return " ".join(f"{int.from_bytes(part, 'big') % 100_000:05d}" for part in parts)


def are_last(typed: str, *, of: str) -> bool:
    """Say whether ``typed`` gives the last groups of ``of``, however they are spaced.

    All of the digits count as well; fewer than the last two groups never do.
    """
    # int(…) reads the full width digits that an input method may leave.
    figures = "".join(str(int(c)) for c in typed if c.isdecimal())
    whole = of.replace(" ", "")
    least = COMPARED * _GROUP_DIGITS
    return len(figures) >= least and whole.endswith(figures)
