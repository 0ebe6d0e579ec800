"""Where an expression of a form stands: what its paths mean, and what they read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from inspector_app.base.override import override
from inspector_app.xform.errors import XPathError
from inspector_app.xform.xpath.ast import Call, Chain, Expr, Filter, Negate, Path, Step, Text
from inspector_app.xform.xpath.functions import check_arguments

INDEXED_REPEAT: Final = "indexed-repeat"
_TIME_TEXT: Final = re.compile(r"\s*\d{1,2}:\d{2}(:\d{2}.*)?\s*")
# Called without arguments these read the context node or its place among the candidates.
_READS_CONTEXT: Final = frozenset({
    "last", "name", "normalize-space", "number", "position", "string", "string-length",
})  # fmt: skip
_SIBLINGS: Final = frozenset({"following-sibling", "preceding-sibling"})
_ALWAYS_READS_CONTEXT: Final = frozenset({"jr:choice-name", "once"})


_ITSELF: Final = Path((Step("self", "node()"),))


@dataclass(frozen=True, slots=True)
class Picked(Expr):
    """A predicate that chooses one node by number, the number worked out outside of it."""

    number: Expr

    @override
    def children(self) -> tuple[Expr, ...]:
        """Return the expression of the number."""
        return (self.number,)


@dataclass(frozen=True, slots=True)
class Scope:
    """The node that an expression belongs to, and the tree of the form around it.

    Attributes:
        context: the path of the node, without positions.
        types: the data type of every node by path.
        repeats: the paths that occur several times.
    """

    context: str
    types: Mapping[str, str]
    repeats: frozenset[str]

    def resolve(self, path: Path, base: str | None) -> str | None:
        """Return what a path of names, ``.`` and ``..`` leads to; None for any other path."""
        start = self.start_of(path, base)
        return None if start is None else walk(start, path.steps)

    def start_of(self, path: Path, base: str | None) -> str | None:
        """Return where a path begins; None when that is not in the main tree."""
        if path.start is None:
            return "" if path.absolute else base
        is_current = isinstance(path.start, Call) and path.start.name == "current"
        return self.context if is_current else None

    def repeats_of(self, path: str) -> list[str]:
        """Return the repeats that a path lies in or is, outer ones first."""
        return [each for each in ancestors(path) if each in self.repeats] if self.repeats else []

    def shared_repeat(self, path: Path, target: str) -> str | None:
        """Return the innermost repeat that an absolute path has in common with the context.

        There JavaRosa reads ``/data/r/x`` as the ``x`` of the instance that the expression stands
        in. The last step and steps with predicates stay open.
        """
        shared = None
        for depth, each in enumerate(ancestors(target)[:-1]):
            if path.steps[depth].predicates or not within(self.context, each):
                break
            if each in self.repeats:
                shared = each
        return shared


def within(path: str, ancestor: str) -> bool:
    """Tell whether ``path`` is ``ancestor`` or lies below it."""
    return path == ancestor or path.startswith(ancestor + "/")


@lru_cache(maxsize=20_000)
def ancestors(path: str) -> tuple[str, ...]:
    """Return ``/a``, ``/a/b``, ``/a/b/c`` of the last."""
    names = path.split("/")[1:]
    return tuple("/" + "/".join(names[: end + 1]) for end in range(len(names)))


def walk(start: str, steps: tuple[Step, ...]) -> str | None:
    """Follow names, ``.`` and ``..`` from a path; None when a step is anything else."""
    path = start
    for step in steps:
        if step.axis == "child" and step.test[-1] not in ")*":
            path = f"{path}/{step.test}"
        elif step.axis == "parent" and path:
            path = path.rpartition("/")[0]
        elif step.axis != "self":
            return None
    return path


def independent(expression: Expr) -> bool:
    """Tell whether an expression gives the same on every candidate of a predicate."""
    if isinstance(expression, Path):
        if expression.start is not None:
            return independent(expression.start)
        return expression.absolute
    if isinstance(expression, Filter):
        return independent(expression.primary)
    if isinstance(expression, Call):
        reads = not expression.args and expression.name in _READS_CONTEXT
        if reads or expression.name in _ALWAYS_READS_CONTEXT:
            return False
    return all(independent(child) for child in expression.children())


def is_time(expression: Expr, scope: Scope, base: str | None) -> bool:
    """Tell whether an expression is a question of type time or a text like ``'08:30'``."""
    if isinstance(expression, Text):
        return _TIME_TEXT.fullmatch(expression.value) is not None
    if isinstance(expression, Path):
        target = scope.resolve(expression, base)
        return target is not None and scope.types.get(target) == "time"
    return False


def rewrite(expression: Expr, scope: Scope | None) -> Expr:
    """Return the expression with every ``indexed-repeat`` as the path that it stands for.

    Raises:
        XPathError: the arguments of one are not a question and repeats that it lies in.
    """
    if scope is None or not _has_indexed_repeat(expression):
        return expression
    if isinstance(expression, Call):
        args = tuple(rewrite(arg, scope) for arg in expression.args)
        is_path = expression.name == INDEXED_REPEAT
        return _indexed(args, scope) if is_path else Call(expression.name, args)
    return _rewrite_inside(expression, scope)


def _rewrite_inside(expression: Expr, scope: Scope) -> Expr:
    match expression:
        case Negate(operand):
            return Negate(rewrite(operand, scope))
        case Chain(first, rest):
            inner = tuple((operator, rewrite(operand, scope)) for operator, operand in rest)
            return Chain(rewrite(first, scope), inner)
        case Filter(primary, predicates):
            inside = tuple(rewrite(each, scope) for each in predicates)
            return Filter(rewrite(primary, scope), inside)
        case Path(steps, absolute, start):
            new = tuple(_rewrite_step(step, scope) for step in steps)
            return Path(new, absolute, None if start is None else rewrite(start, scope))
        case _:
            return expression


def _has_indexed_repeat(expression: Expr) -> bool:
    return any(isinstance(e, Call) and e.name == INDEXED_REPEAT for e in expression.walk())


def _rewrite_step(step: Step, scope: Scope | None) -> Step:
    if not step.predicates:
        return step
    return Step(step.axis, step.test, tuple(rewrite(each, scope) for each in step.predicates))


def _indexed(args: tuple[Expr, ...], scope: Scope) -> Path:
    check_arguments(INDEXED_REPEAT, len(args))
    if len(args) % 2 == 0:
        raise XPathError("arity", "indexed-repeat() 的参数应为：题目、循环组、序号，最多三层")
    target = _as_absolute(args[0], scope)
    steps = list(target.steps)
    for repeat, number in zip(args[1::2], args[2::2], strict=True):
        prefix = _as_absolute(repeat, scope)
        depth = len(prefix.steps) - 1
        if depth < 0 or _bare(prefix.steps) != _bare(target.steps[: depth + 1]):
            raise XPathError("type", "indexed-repeat() 的题目不在所写的循环组之内")
        step = steps[depth]
        steps[depth] = Step(step.axis, step.test, (*step.predicates, Picked(number)))
    return Path(tuple(steps), target.absolute, target.start)


def _bare(steps: tuple[Step, ...]) -> list[tuple[str, str]]:
    return [(step.axis, step.test) for step in steps]


def _as_absolute(expression: Expr, scope: Scope) -> Path:
    if not isinstance(expression, Path):
        raise XPathError("type", "indexed-repeat() 的前几个参数应为题目和循环组")
    resolved = scope.resolve(expression, scope.context)
    if resolved is None:
        raise XPathError("type", "indexed-repeat() 的参数应为简单的题目路径")
    if any(step.predicates for step in expression.steps):
        return expression
    return Path(tuple(Step("child", name) for name in resolved.split("/")[1:]), absolute=True)


def references(expression: Expr, scope: Scope) -> Iterator["Reference"]:
    """Yield what an expression of a form reads from the main tree."""
    yield from _references(expression, scope, scope.context)


@dataclass(frozen=True, slots=True)
class Reference:
    """Something that an expression reads.

    Attributes:
        path: the node, without positions.
        deep: whether everything below is read too.
        own: the innermost repeat whose own instance is read; None when all instances are.
        ordinal: whether only the number of the instance is read (``position(..)``).
        chosen: whether a condition or an axis picks among the instances of a repeat.
    """

    path: str
    deep: bool = False
    own: str | None = None
    ordinal: bool = False
    chosen: bool = False


def _references(expression: Expr, scope: Scope, base: str | None) -> Iterator[Reference]:
    if isinstance(expression, Path):
        yield from _path_references(expression, scope, base)
        return
    if isinstance(expression, Call) and expression.name == "position":
        # Without an argument it is the number of the node itself, if that is an instance.
        argument = expression.args[0] if expression.args else _ITSELF
        yield from _ordinal(argument, scope, base)
        return
    for child in expression.children():
        yield from _references(child, scope, base)


def _ordinal(argument: Expr, scope: Scope, base: str | None) -> Iterator[Reference]:
    target = scope.resolve(argument, base) if isinstance(argument, Path) else None
    if isinstance(argument, Path) and target is not None and target in scope.repeats:
        yield Reference(target, own=target, ordinal=True)
        return
    yield from _references(argument, scope, base)


def _path_references(path: Path, scope: Scope, base: str | None) -> Iterator[Reference]:
    if path.start is not None and scope.start_of(path, base) is None:
        yield from _references(path.start, scope, base)
    place = scope.start_of(path, base)
    own = _own_repeat(path, scope, base)
    chosen = own is None and any(s.predicates or s.axis in _SIBLINGS for s in path.steps)
    for step in path.steps:
        before, place = place, None if place is None else walk(place, (step,))
        for predicate in step.predicates:
            outside = isinstance(predicate, Picked)
            yield from _references(predicate, scope, scope.context if outside else place)
        if place is None and before is not None:
            yield replace(_deep(step, before, own), chosen=chosen)
    if place is not None:
        yield Reference(place, own=own if own and within(place, own) else None, chosen=chosen)


def _deep(step: Step, before: str, own: str | None) -> Reference:
    if step.axis in {"child", "descendant", "descendant-or-self"}:
        return Reference(before, deep=True, own=own if own and within(before, own) else None)
    if step.axis in _SIBLINGS:
        parent = before.rpartition("/")[0]
        return Reference(parent, deep=True)
    return Reference("", deep=True)


def _own_repeat(path: Path, scope: Scope, base: str | None) -> str | None:
    """Return the innermost repeat whose one instance, that of the context, the path stays in."""
    if path.start is None and path.absolute:
        target = walk("", path.steps)
        return None if target is None else scope.shared_repeat(path, target)
    start = scope.start_of(path, base)
    if start is None or (base != scope.context and path.start is None):
        return None
    lowest = start
    for step in path.steps:
        if step.axis != "parent":
            break
        lowest = lowest.rpartition("/")[0]
    inside = scope.repeats_of(lowest) if lowest else []
    return inside[-1] if inside else None
