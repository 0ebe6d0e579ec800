"""The formulas of a form that scores its items.

An item that is not answered, not asked or 不适用 counts neither in what was got nor in what could
be; an empty answer is a text there, so that no sum becomes no number.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from typing import Final

from inspector_app.domain.checklist import LEVELS, NOT_APPLICABLE, Item, Scale

_NOTHING: Final = "0"


def got(items: Iterable[Item]) -> str:
    """Return the formula of the points that the answers are worth."""
    return f"round({' + '.join(map(_points_of, items)) or _NOTHING}, 2)"


def full(items: Iterable[Item]) -> str:
    """Return the formula of the points of all that was answered and applies."""
    return " + ".join(f"{item.points} * ({_counts(item)})" for item in items) or _NOTHING


def failed(items: Iterable[Item]) -> str:
    """Return the formula of the names of what failed, a blank behind each."""
    return f"concat({', '.join(_if_failed(item, f'{item.key} ') for item in items)}, '')"


def many_failed(items: Iterable[Item]) -> str:
    """Return the formula of how many failed."""
    return " + ".join(f"({_fails(item)})" for item in items) or _NOTHING


def not_written(items: Iterable[Item], written: str) -> str:
    """Return the formula of the numbers of what failed and is not among what was written."""
    parts = (
        f"if({_fails(item)} and not(selected(${{{written}}}, '{item.key}')), '{item.number} ', '')"
        for item in items
    )
    return f"concat({', '.join(parts)}, '')"


def total(names: Iterable[str]) -> str:
    """Return the formula of a sum; a page that is not asked adds nothing."""
    parts = " + ".join(f"coalesce(${{{name}}}, 0)" for name in names)
    return f"round({parts or _NOTHING}, 1)"


def _points_of(item: Item) -> str:
    if item.scale is Scale.POINTS:
        return f"coalesce({_answer(item)}, 0)"
    shares = [(level.word, level.share * item.points) for level in LEVELS[item.scale]]
    under = lcm(*(points.denominator for _, points in shares))
    parts = [
        f"{points * under} * ({_answer(item)} = '{word}')" for word, points in shares if points
    ]
    whole = " + ".join(parts)
    return whole if under == 1 else f"({whole}) div {Fraction(under)}"


def _counts(item: Item) -> str:
    given = f"{_answer(item)} != ''"
    return f"{given} and {_answer(item)} != '{NOT_APPLICABLE}'" if item.words else given


def _fails(item: Item) -> str:
    if item.scale is Scale.POINTS:
        return f"{_answer(item)} = 0"
    (word,) = (level.word for level in LEVELS[item.scale] if level.fails)
    return f"{_answer(item)} = '{word}'"


def _if_failed(item: Item, text: str) -> str:
    return f"if({_fails(item)}, '{text}', '')"


def _answer(item: Item) -> str:
    return f"${{{item.key}}}"
