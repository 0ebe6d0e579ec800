"""Exact numbers from cells: the decimals that a person sees, never the binary ones behind them."""

import re
from fractions import Fraction
from math import isfinite
from typing import Final

from inspector_app.sheets.cells import read_count
from inspector_app.sheets.errors import CellError
from inspector_app.sheets.text import compact, plain, shown, text_of

_NUMBER: Final = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_MOST: Final = 100_000_000
_APART: Final = re.compile(r"[、,;/|\s]+")
# Excel keeps and shows fifteen digits; what stands behind them in a file is binary noise.
_DIGITS: Final = 15


def read_decimal(value: object, *, units: tuple[str, ...] = ()) -> Fraction:
    """Read a number that is not negative, as a fraction of the decimals that are written.

    Args:
        value: a cell.
        units: what may stand behind the number.

    Raises:
        CellError: it is not such a number, or beyond reason.
    """
    if isinstance(value, bool):
        raise CellError(f"{shown(value)}不是数", "请填 0 或正数")
    if isinstance(value, int | float):
        return _bounded(_of_excel(value), value)
    text = _without_unit(compact(text_of(value)), units)
    if text.startswith("-") and _NUMBER.fullmatch(text[1:]):
        raise CellError(f"{shown(value)}是负数", "请填 0 或正数")
    if not _NUMBER.fullmatch(text):
        raise CellError(f"{shown(value)}不是数", "请填 0 或正数，不带别的文字")
    return _bounded(Fraction(text.replace(",", "")), value)


def _of_excel(value: float) -> Fraction:
    if isinstance(value, int):
        return Fraction(value)
    if not isfinite(value):
        raise CellError(f"{shown(value)}不是数", "请填 0 或正数")
    return Fraction(f"{value:.{_DIGITS}g}")


def _without_unit(text: str, units: tuple[str, ...]) -> str:
    for unit in units:
        if text.endswith(unit):
            return text.removesuffix(unit)
    return text


def _bounded(number: Fraction, value: object) -> Fraction:
    if number < 0:
        raise CellError(f"{shown(value)}是负数", "请填 0 或正数")
    if number > _MOST:
        raise CellError(f"{shown(value)}大得不可能", "请核对后重新填写")
    return number


def read_sizes(value: object, *, most: int) -> tuple[int, ...]:
    """Read the sizes of classes, parted by 、 or other marks; a 0 alone means that there is none.

    Raises:
        CellError: one of them is not a whole number between 1 and ``most``.
    """
    parts = _parts(value)
    found = tuple(read_count(part, unit="人") for part in parts)
    if not any(found) and len(found) == 1:
        return ()
    for part, size in zip(parts, found, strict=True):
        if not 1 <= size <= most:
            raise CellError(
                f"{shown(value)}里的{shown(part)}不像一个班的人数",
                f"请逐班填 1 到 {most} 的人数，用、隔开，如 45、44、46",
            )
    return found


def read_areas(value: object, *, most: int) -> tuple[Fraction, ...]:
    """Read the area of each room in square metres, parted likewise; a 0 alone means none.

    Raises:
        CellError: one of them is not a number above 0 and at most ``most``.
    """
    parts = _parts(value)
    found = tuple(read_decimal(part, units=AREA_UNITS) for part in parts)
    if not any(found) and len(found) == 1:
        return ()
    for part, area in zip(parts, found, strict=True):
        if not 0 < area <= most:
            raise CellError(
                f"{shown(value)}里的{shown(part)}不像一间教室的面积",
                "请逐间填平方米，用、隔开，如 98.5、91",
            )
    return found


AREA_UNITS: Final = ("m2", "平方米", "平米")


def _parts(value: object) -> tuple[object, ...]:
    if not isinstance(value, str):
        return (value,)
    return tuple(part for part in _APART.split(plain(value)) if part)
