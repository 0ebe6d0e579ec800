"""Functions of numbers (XPath 1.0, section 4.4, and ODK's own)."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from typing import Final

from inspector_app.xform.xpath.context import Context
from inspector_app.xform.xpath.functions.table import Table
from inspector_app.xform.xpath.values import Value, to_boolean, to_number, to_text

NUMBERS: Final = Table()


def _number(context: Context, value: Value) -> float:
    return to_number(value, context.world.calendar)


@NUMBERS.plain("number", 0, 1)
def number(context: Context, value: Value | None = None) -> float:
    """Return a value as a number, without one the context node's."""
    return _number(context, context.node.text() if value is None else value)


@NUMBERS.plain("int", 1)
def integer(context: Context, value: Value) -> float:
    """Return a number without its fraction."""
    found = _number(context, value)
    return float(math.trunc(found)) if math.isfinite(found) else found


@NUMBERS.plain("floor", 1)
def floor(context: Context, value: Value) -> float:
    """Return the whole number at or below."""
    found = _number(context, value)
    return float(math.floor(found)) if math.isfinite(found) else found


@NUMBERS.plain("ceiling", 1)
def ceiling(context: Context, value: Value) -> float:
    """Return the whole number at or above."""
    found = _number(context, value)
    return float(math.ceil(found)) if math.isfinite(found) else found


@NUMBERS.plain("abs", 1)
def absolute(context: Context, value: Value) -> float:
    """Return a number without its sign."""
    return abs(_number(context, value))


@NUMBERS.plain("round", 1, 2)
def rounded(context: Context, value: Value, places: Value = 0.0) -> float:
    """Round to places, a half up (XPath 1.0, 4.4); negative places round tens and hundreds."""
    found, digits = _number(context, value), _number(context, places)
    if not math.isfinite(found) or not math.isfinite(digits):
        return found if not math.isnan(digits) else math.nan
    step = Decimal(1).scaleb(-int(max(-300, min(300, digits))))
    exact = Decimal(repr(found))
    if exact.adjusted() - step.adjusted() > 25:
        return found
    half_up = ROUND_HALF_DOWN if exact < 0 else ROUND_HALF_UP
    return float((exact / step).quantize(Decimal(1), half_up) * step)


def _finite(function: Callable[..., float]) -> Callable[..., float]:
    """Make a function of numbers give NaN or infinity where Python would raise."""

    def call(context: Context, *values: Value) -> float:
        try:
            return float(function(*[_number(context, value) for value in values]))
        except OverflowError:
            return math.inf
        except (ValueError, ZeroDivisionError, TypeError):
            return math.nan

    return call


def _logarithm(function: Callable[[float], float]) -> Callable[[float], float]:
    return lambda value: -math.inf if value == 0 else function(value)


def _power(base: float, exponent: float) -> float:
    if base == 0 and exponent < 0:
        return math.inf
    if math.isnan(exponent):
        return math.nan
    return math.pow(base, exponent)


for _name, _function in {
    "sqrt": math.sqrt, "exp": math.exp, "exp10": lambda value: math.pow(10, value),
    "log": _logarithm(math.log), "log10": _logarithm(math.log10),
    "sin": math.sin, "cos": math.cos, "tan": math.tan,
    "asin": math.asin, "acos": math.acos, "atan": math.atan,
}.items():  # fmt: skip
    NUMBERS.plain(_name, 1)(_finite(_function))
for _name, _pair in {"pow": _power, "atan2": math.atan2}.items():
    NUMBERS.plain(_name, 2)(_finite(_pair))


@NUMBERS.plain("pi", 0)
def pi(_: Context) -> float:
    """Return the ratio of a circle's circumference to its diameter."""
    return math.pi


@NUMBERS.plain("count", 1)
def count(_: Context, nodes: Value) -> float:
    """Return the number of nodes."""
    return float(len(nodes)) if isinstance(nodes, list) else math.nan


@NUMBERS.plain("count-non-empty", 1)
def count_non_empty(_: Context, nodes: Value) -> float:
    """Return the number of nodes that are answered."""
    return float(sum(node.text() != "" for node in nodes)) if isinstance(nodes, list) else math.nan


@NUMBERS.plain("sum", 1, None)
def total(context: Context, *values: Value) -> float:
    """Return the sum of all nodes and values; those without an answer are left out."""
    return float(sum(_answered(context, values)))


def _answered(context: Context, values: tuple[Value, ...]) -> list[float]:
    found: list[float] = []
    for value in values:
        if isinstance(value, list):
            held = [node.typed() for node in value]
            found += [_number(context, h) for h in held if not isinstance(h, str) or h.strip()]
        else:
            found.append(_number(context, value))
    return found


@NUMBERS.plain("max", 0, None)
def maximum(context: Context, *values: Value) -> float:
    """Return the greatest of all nodes and values; NaN without any."""
    return _extreme(context, values, max)


@NUMBERS.plain("min", 0, None)
def minimum(context: Context, *values: Value) -> float:
    """Return the least of all nodes and values; NaN without any."""
    return _extreme(context, values, min)


def _extreme(
    context: Context, values: tuple[Value, ...], pick: Callable[[list[float]], float]
) -> float:
    found = _answered(context, values)
    if not found or any(math.isnan(each) for each in found):
        return math.nan
    return pick(found)


@NUMBERS.plain("random", 0)
def draw(context: Context) -> float:
    """Return a number from 0 up to but not 1."""
    return context.world.random()


@NUMBERS.plain("checklist", 2, None)
def checklist(context: Context, least: Value, most: Value, *values: Value) -> bool:
    """Tell whether the number of true values lies between two bounds; -1 is no bound (ODK)."""
    found = sum(_truths(context, values))
    return _within(context, float(found), least, most)


@NUMBERS.plain("weighted-checklist", 2, None)
def weighted_checklist(context: Context, least: Value, most: Value, *pairs: Value) -> bool:
    """Tell whether the weights of the true values add up to between two bounds (ODK)."""
    truths = _truths(context, pairs[::2])
    weights: list[float] = []
    for value in pairs[1::2]:
        held: list[Value] = [n.typed() for n in value] if isinstance(value, list) else [value]
        weights += [_number(context, each) for each in held]
    found = sum(weight for true, weight in zip(truths, weights, strict=False) if true)
    return _within(context, found, least, most)


def _truths(context: Context, values: tuple[Value, ...]) -> list[bool]:
    found: list[bool] = []
    for value in values:
        if isinstance(value, list):
            found += [_true(context, node.typed()) for node in value]
        else:
            found.append(_true(context, value))
    return found


def _true(context: Context, value: Value) -> bool:
    if isinstance(value, str):
        as_number = _number(context, value)
        return bool(to_text(value)) if math.isnan(as_number) else as_number != 0
    return to_boolean(value)


def _within(context: Context, found: float, least: Value, most: Value) -> bool:
    low, high = _number(context, least), _number(context, most)
    return (low < 0 or found >= low) and (high < 0 or found <= high)
