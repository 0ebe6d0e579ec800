"""Functions of truths and choices (XPath 1.0, section 4.3, and ODK's own)."""

from __future__ import annotations

import math
from typing import Final

from inspector_app.xform.errors import XPathError
from inspector_app.xform.xpath.context import Context
from inspector_app.xform.xpath.functions.table import Table, Thunk
from inspector_app.xform.xpath.nodes import Node
from inspector_app.xform.xpath.values import Value, is_empty, to_boolean, to_number, to_text

LOGIC: Final = Table()
_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_MAX_TOKEN: Final = 10_000


@LOGIC.plain("true", 0)
def true(_: Context) -> bool:
    """Return true."""
    return True


@LOGIC.plain("false", 0)
def false(_: Context) -> bool:
    """Return false."""
    return False


@LOGIC.plain("not", 1)
def negated(_: Context, value: Value) -> bool:
    """Return the opposite."""
    return not to_boolean(value)


@LOGIC.plain("boolean", 1)
def boolean(_: Context, value: Value) -> bool:
    """Return a value as a truth."""
    return to_boolean(value)


@LOGIC.plain("boolean-from-string", 1)
def boolean_from_string(_: Context, value: Value) -> bool:
    """Tell whether the text is ``true`` or ``1`` (ODK)."""
    return to_text(value).lower() in {"true", "1"}


@LOGIC.lazy("if", 3)
def choose(condition: Thunk, first: Thunk, second: Thunk) -> Thunk:
    """Evaluate one of two, by a condition."""
    return lambda context: first(context) if to_boolean(condition(context)) else second(context)


@LOGIC.lazy("coalesce", 1, None)
def coalesce(*options: Thunk) -> Thunk:
    """Return the first that is answered; NaN counts as no answer (ODK)."""

    def call(context: Context) -> Value:
        for option in options:
            found = option(context)
            if not is_empty(found):
                return found
        return ""

    return call


@LOGIC.lazy("once", 1)
def once(option: Thunk) -> Thunk:
    """Keep the answer of the context node if it has one, else evaluate (ODK)."""

    def call(context: Context) -> Value:
        if context.node.text() not in {"", "NaN"}:
            return context.node.typed()
        found = option(context)
        return "" if is_empty(found) else found

    return call


@LOGIC.plain("selected", 2)
def selected(_: Context, answer: Value, choice: Value) -> bool:
    """Tell whether a choice is among those of an answer (ODK)."""
    wanted, chosen = to_text(choice).strip(), to_text(answer).split()
    return wanted in chosen if wanted else not chosen


@LOGIC.plain("count-selected", 1)
def count_selected(_: Context, answer: Value) -> float:
    """Return the number of choices of an answer (ODK)."""
    return float(len(to_text(answer).split()))


@LOGIC.plain("selected-at", 2)
def selected_at(context: Context, answer: Value, place: Value) -> str:
    """Return the choice at a place, from 0; nothing where there is none (ODK)."""
    choices = to_text(answer).split()
    index = to_number(place, context.world.calendar)
    if not math.isfinite(index) or not 0 <= index < len(choices):
        return ""
    return choices[int(index)]


@LOGIC.plain("uuid", 0, 1)
def uuid(context: Context, length: Value | None = None) -> str:
    """Return a new identifier: a UUID, or a token of so many letters and figures (ODK)."""
    if length is None:
        return context.world.new_uuid()
    wanted = to_number(length, context.world.calendar)
    if not 0 <= wanted <= _MAX_TOKEN:
        raise XPathError("type", "uuid() 的长度不对")
    draws = (context.world.random() for _ in range(int(wanted)))
    return "".join(_ALPHABET[int(draw * len(_ALPHABET))] for draw in draws)


@LOGIC.plain("randomize", 1, 2)
def randomize(context: Context, nodes: Value, seed: Value | None = None) -> list[Node]:
    """Shuffle nodes; with a seed as every ODK engine does (Park-Miller, Fisher-Yates)."""
    if not isinstance(nodes, list):
        raise XPathError("type", "randomize() 的第一个参数应为一组选项")
    shuffled = list(nodes)
    draw = context.world.random if seed is None else _ParkMiller(_seed(context, seed)).draw
    for last in range(len(shuffled) - 1, 0, -1):
        other = int(draw() * (last + 1))
        shuffled[last], shuffled[other] = shuffled[other], shuffled[last]
    return shuffled


def _seed(context: Context, value: Value) -> int:
    number = to_number(value, context.world.calendar)
    return int(number) if math.isfinite(number) else 0


class _ParkMiller:
    """The generator of random numbers that ODK's engines share."""

    MODULUS: Final = 2_147_483_647

    def __init__(self, seed: int) -> None:
        state = math.fmod(seed, self.MODULUS)
        self._state = int(state + (self.MODULUS - 1) if state <= 0 else state)

    def draw(self) -> float:
        """Return the next number from 0 up to but not 1."""
        self._state = self._state * 16_807 % self.MODULUS
        return (self._state - 1) / (self.MODULUS - 1)
