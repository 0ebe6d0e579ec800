"""Exact numbers as text, and rounded ones where a print has room for no more."""

from collections.abc import Callable
from fractions import Fraction
from typing import Final

VALUE_PLACES: Final = 2
"""Decimals of a printed value; a CV has ``CV_PLACES``."""
CV_PLACES: Final = 3
_MOST_PLACES: Final = 9


def decimal_text(value: Fraction, *, most: int = 6) -> str:
    """Return a number with as many decimals as it has, at most ``most`` of them (half up)."""
    return (
        rounded_text(value, most).rstrip("0").rstrip(".") if value.denominator > 1 else str(value)
    )


def rounded_text(value: Fraction, places: int) -> str:
    """Return a number with so many decimals, rounded half up away from nothing."""
    scaled = rounded(abs(value), places) * 10**places
    digits = str(scaled.numerator).rjust(places + 1, "0")
    sign = "-" if value < 0 and scaled else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def rounded(value: Fraction, places: int) -> Fraction:
    """Return a number rounded half up to so many decimals."""
    return Fraction((value * 10**places + Fraction(1, 2)).__floor__(), 10**places)


def judged_text(value: Fraction, places: int, same: Callable[[Fraction], bool]) -> str:
    """Return a rounded value, and the finer one beside it where rounding would change its verdict.

    Args:
        value: the exact one.
        places: decimals of the rounded one.
        same: whether a rounded value is judged as the exact one is.
    """
    text = rounded_text(value, places)
    if same(rounded(value, places)):
        return text
    finer = next(
        (n for n in range(places + 1, _MOST_PLACES) if same(rounded(value, n))), _MOST_PLACES
    )
    return f"{text}（{rounded_text(value, finer)}）"


def plain_number(value: Fraction) -> int | float:
    """Return a whole number as one, any other as the nearest float."""
    return value.numerator if value.denominator == 1 else float(value)
