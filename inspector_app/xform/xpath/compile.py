"""Compiles the tree of an expression into closures, once; evaluating calls them."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Final

from inspector_app.xform.xpath.ast import Call, Chain, Expr, Filter, Negate, Number, Path, Text
from inspector_app.xform.xpath.axes import in_order
from inspector_app.xform.xpath.context import Context
from inspector_app.xform.xpath.functions import find_function
from inspector_app.xform.xpath.functions.moments import day_part
from inspector_app.xform.xpath.functions.table import Thunk
from inspector_app.xform.xpath.paths import Nodes, PathCompiler, nodes_of
from inspector_app.xform.xpath.scope import Picked, Scope, is_time, rewrite
from inspector_app.xform.xpath.values import (
    Value,
    equal,
    ordered,
    to_boolean,
    to_number,
    to_text,
    unequal,
)


def _divide(left: float, right: float) -> float:
    if right != 0:
        return left / right
    if left == 0 or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _remainder(left: float, right: float) -> float:
    if right == 0 or not math.isfinite(left) or math.isnan(right):
        return math.nan
    return math.fmod(left, right)


_ARITHMETIC: Final[dict[str, Callable[[float, float], float]]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "div": _divide, "mod": _remainder,
}  # fmt: skip
_ORDER: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def compile_expression(
    expression: Expr, scope: Scope | None = None, base: str | None = None
) -> Thunk:
    """Return the closure of ``expression``; with a scope by the rules of forms.

    Args:
        expression: the tree.
        scope: the node of a form that the expression belongs to; None on plain documents.
        base: the node that it stands on, if that is another.

    Raises:
        XPathError: a function is unknown, refused or has a wrong number of arguments, or a path
            has steps that forms do not.
    """
    return compile_rewritten(rewrite(expression, scope), scope, base)


def compile_rewritten(expression: Expr, scope: Scope | None, base: str | None = None) -> Thunk:
    """Return the closure of an expression that ``rewrite`` has gone over."""
    at = base if base is not None or scope is None else scope.context
    return Compiler(scope).compile(expression, at)


def compile_number(expression: Expr, scope: Scope) -> Thunk:
    """Return the closure of a number of instances: a plain question is read even while hidden."""
    compiler = Compiler(scope)
    if isinstance(expression, Path):
        return compiler.hidden(expression, scope.context)
    return compiler.compile(expression, scope.context)


class Compiler:
    """Compiles the expressions of one node of a form, or of a plain document."""

    def __init__(self, scope: Scope | None) -> None:
        self._scope = scope
        self._paths = PathCompiler(scope, self.compile)

    def compile(self, expression: Expr, base: str | None) -> Thunk:
        """Return the closure of an expression that stands on the node ``base``."""
        match expression:
            case Number() | Text():
                return _constant(expression)
            case Path():
                return self._paths.path(expression, base)
            case Call():
                return self._call(expression, base)
            case Chain():
                return self._chain(expression, base)
            case _:
                return self._rarer(expression, base)

    def hidden(self, path: Path, base: str) -> Thunk:
        """Return the closure of a path that reads what is not relevant, too."""
        return self._paths.path(path, base, hidden=True)

    def _rarer(self, expression: Expr, base: str | None) -> Thunk:
        match expression:
            case Negate(operand):
                inner = self.compile(operand, base)
                return lambda context: -to_number(inner(context), context.world.calendar)
            case Filter(primary, predicates):
                return self._filter(self.compile(primary, base), predicates)
            case Picked(number):
                return self.compile(number, base)
            case _:
                raise TypeError(expression)

    def _filter(self, primary: Thunk, predicates: tuple[Expr, ...]) -> Thunk:
        narrows = self._paths.predicates(predicates, None)

        def call(context: Context) -> Value:
            nodes = nodes_of(primary(context))
            for narrow in narrows:
                nodes = narrow(context, nodes)
            return nodes

        return call

    def _call(self, call: Call, base: str | None) -> Thunk:
        function = find_function(call.name, len(call.args))
        if call.name == "position" and self._is_itself(call, base):
            # Whether an instance is asked may hang on its number: that number stays.
            return function.build(lambda context: [context.node])
        return function.build(*[self.compile(arg, base) for arg in call.args])

    def _is_itself(self, call: Call, base: str | None) -> bool:
        """Say whether a function is given the instance of a repeat on which it stands."""
        scope = self._scope
        if scope is None or len(call.args) != 1 or scope.context not in scope.repeats:
            return False
        path = call.args[0]
        return isinstance(path, Path) and scope.resolve(path, base) == base == scope.context

    # --- operators --------------------------------------------------------------------------

    def _chain(self, chain: Chain, base: str | None) -> Thunk:
        first = self.compile(chain.first, base)
        rest = [(symbol, self.compile(operand, base)) for symbol, operand in chain.rest]
        symbol = chain.rest[0][0]
        operands = [first, *(operand for _, operand in rest)]
        if symbol == "or":
            return _some(operands)
        if symbol == "and":
            return _every(operands)
        if symbol == "|":
            return _union(operands)
        if symbol in _ARITHMETIC:
            return _arithmetic(first, [(_ARITHMETIC[sign], operand) for sign, operand in rest])
        return self._comparisons(chain, first, rest, base)

    def _comparisons(
        self, chain: Chain, first: Thunk, rest: list[tuple[str, Thunk]], base: str | None
    ) -> Thunk:
        if len(rest) == 1 and self._compares_times(chain, base):
            return _times(_ORDER[rest[0][0]], first, rest[0][1])
        if len(rest) == 1 and rest[0][0] == "=" and isinstance(chain.first, Path):
            right = chain.rest[0][1]
            if isinstance(right, Text) and right.value != "":
                return _node_is(self._paths.path(chain.first, base), right.value)
        if len(rest) == 1 and rest[0][0] in _ORDER and isinstance(chain.first, Path):
            right = chain.rest[0][1]
            if isinstance(right, Number) and self._scope is not None:
                path = self._paths.path(chain.first, base)
                return _node_is_ordered(path, _ORDER[rest[0][0]], float(right.text))
        left = self._operand(first)
        for symbol, right_thunk in rest:
            left = _comparison(symbol, left, self._operand(right_thunk))
        return left

    def _operand(self, thunk: Thunk) -> Thunk:
        """In forms no node at all, because none is relevant, compares as an empty text."""
        if self._scope is None:
            return thunk

        def call(context: Context) -> Value:
            value = thunk(context)
            return "" if isinstance(value, list) and not value else value

        return call

    def _compares_times(self, chain: Chain, base: str | None) -> bool:
        """Two times of day compare as such, which plain ODK reads as NaN on both sides."""
        if self._scope is None or chain.rest[0][0] not in _ORDER:
            return False
        sides = chain.children()
        some_question = any(isinstance(side, Path) for side in sides)
        return some_question and all(is_time(side, self._scope, base) for side in sides)


def _constant(expression: Number | Text) -> Thunk:
    value: Value = float(expression.text) if isinstance(expression, Number) else expression.value
    return lambda _: value


# Loops and not ``any`` and ``all``: these run for every question that hangs on an answer.


def _some(operands: list[Thunk]) -> Thunk:
    def call(context: Context) -> Value:
        for each in operands:  # noqa: SIM110 - see above
            if to_boolean(each(context)):
                return True
        return False

    return call


def _every(operands: list[Thunk]) -> Thunk:
    def call(context: Context) -> Value:
        for each in operands:  # noqa: SIM110 - see above
            if not to_boolean(each(context)):
                return False
        return True

    return call


def _union(operands: list[Thunk]) -> Thunk:
    def call(context: Context) -> Value:
        return in_order(node for each in operands for node in nodes_of(each(context)))

    return call


def _arithmetic(first: Thunk, rest: list[tuple[Callable[[float, float], float], Thunk]]) -> Thunk:
    def call(context: Context) -> Value:
        calendar = context.world.calendar
        result = to_number(first(context), calendar)
        for function, operand in rest:
            result = function(result, to_number(operand(context), calendar))
        return result

    return call


def _comparison(symbol: str, left: Thunk, right: Thunk) -> Thunk:
    if symbol in _ORDER:
        holds = _ORDER[symbol]
        return lambda context: ordered(left(context), right(context), holds, context.world.calendar)
    compare = equal if symbol == "=" else unequal
    return lambda context: compare(left(context), right(context), context.world.calendar)


def _times(holds: Callable[[float, float], bool], left: Thunk, right: Thunk) -> Thunk:
    def call(context: Context) -> Value:
        earlier = day_part(context, to_text(left(context)))
        return holds(earlier, day_part(context, to_text(right(context))))

    return call


def _node_is(path: Nodes, text: str) -> Thunk:
    def call(context: Context) -> Value:
        for node in path(context):
            held = node.typed()
            if held == text if isinstance(held, str) else equal(held, text, context.world.calendar):
                return True
        return False

    return call


def _node_is_ordered(path: Nodes, holds: Callable[[float, float], bool], number: float) -> Thunk:
    """Compare nodes with a number; no node at all is no number, which compares with none."""

    def call(context: Context) -> Value:
        for node in path(context):
            held = node.typed()
            if holds(to_number(held, context.world.calendar), number):
                return True
        return False

    return call
