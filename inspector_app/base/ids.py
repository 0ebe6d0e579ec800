"""Identity: random for what is made here, derived for what comes from a district's workbooks.

Twenty-six laptops that import the same workbook must hold one record, not twenty-six: the uuid of
an imported row is a function of the district, the sheet and the row's own number.
"""

import uuid
from typing import Final

_IMPORT_SPACE: Final = uuid.UUID("5d4b1a52-6d3e-5f0e-9a53-0b7f1d5f9c11")


def new_uid() -> str:
    """Return a random uuid as 36 characters of lower-case text."""
    return str(uuid.uuid4())


def imported_uid(district: str, sheet: str, *key: str) -> str:
    """Return the uuid of a workbook row.

    Args:
        district: six-digit district code.
        sheet: name of the sheet the row stands in.
        key: what makes the row itself: its number, or the parts that replace one.
    """
    # A unit separator cannot occur in a cell, so that ("a", "bc") and ("ab", "c") stay different.
    return str(uuid.uuid5(_IMPORT_SPACE, "\x1f".join((district, sheet, *key))))


def derived_uid(uid: str, name: str) -> str:
    """Return the uuid of a part of something, the same each time that it is asked for."""
    return str(uuid.uuid5(uuid.UUID(uid), name))
