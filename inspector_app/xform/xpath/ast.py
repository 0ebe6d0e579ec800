"""The tree of an expression: frozen values that compare, print and tell what they read.

A chain of operators of one rank (``1 + 2 - 3``) is one node, so that the depth of the tree is the
depth of the brackets and a sum of a thousand terms is as flat as it looks.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from inspector_app.base.override import override


@dataclass(frozen=True, slots=True)
class Expr:
    """Anything that has a value."""

    def children(self) -> tuple["Expr", ...]:
        """Return the expressions directly inside, those of predicates among them."""
        return ()

    def walk(self) -> Iterator["Expr"]:
        """Yield this expression and all inside it, outer ones first."""
        stack: list[Expr] = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children()))

    def functions(self) -> tuple[tuple[str, int], ...]:
        """Return name and number of arguments of each call, in the order of the text."""
        return tuple((e.name, len(e.args)) for e in self.walk() if isinstance(e, Call))

    def references(self) -> tuple[str, ...]:
        """Return the paths that are read, as written but without predicates, each once.

        ``/data/a``, ``../b``, ``.``, ``current()/../c``, ``instance('schools')/root/item``. Paths
        inside predicates are among them, relative to what the predicate stands on.
        """
        return tuple(dict.fromkeys(e.bare() for e in self.walk() if isinstance(e, Path)))


@dataclass(frozen=True, slots=True)
class Number(Expr):
    """A number as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Text(Expr):
    """A text between quotation marks."""

    value: str


@dataclass(frozen=True, slots=True)
class Negate(Expr):
    """A minus before an operand."""

    operand: Expr

    @override
    def children(self) -> tuple[Expr, ...]:
        """Return the operand."""
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Chain(Expr):
    """Operands joined by operators of one rank, read from the left."""

    first: Expr
    rest: tuple[tuple[str, Expr], ...]

    @override
    def children(self) -> tuple[Expr, ...]:
        """Return the operands."""
        return (self.first, *(operand for _, operand in self.rest))


@dataclass(frozen=True, slots=True)
class Call(Expr):
    """A function with its arguments."""

    name: str
    args: tuple[Expr, ...]

    @override
    def children(self) -> tuple[Expr, ...]:
        """Return the arguments."""
        return self.args


@dataclass(frozen=True, slots=True)
class Filter(Expr):
    """An expression with predicates: ``(a | b)[1]``."""

    primary: Expr
    predicates: tuple[Expr, ...]

    @override
    def children(self) -> tuple[Expr, ...]:
        """Return what is filtered and the predicates."""
        return (self.primary, *self.predicates)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path.

    Attributes:
        axis: ``child``, ``parent``, ``self``, ...
        test: a name (``a``, ``jr:a``, ``*``) or a kind of node (``node()``, ``text()``).
        predicates: the conditions in brackets.
    """

    axis: str
    test: str
    predicates: tuple[Expr, ...] = ()

    def text(self) -> str:
        """Return the step as it is written, without predicates."""
        if self.test == "node()" and not self.predicates and self.axis in {"self", "parent"}:
            return "." if self.axis == "self" else ".."
        if self.axis == "child":
            return self.test
        return f"@{self.test}" if self.axis == "attribute" else f"{self.axis}::{self.test}"


@dataclass(frozen=True, slots=True)
class Path(Expr):
    """A path: from the root, from the context (``start`` is None), or from another expression."""

    steps: tuple[Step, ...]
    absolute: bool = False
    start: Expr | None = None

    @override
    def children(self) -> tuple[Expr, ...]:
        """Return the start and all predicates."""
        inside = tuple(p for step in self.steps for p in step.predicates)
        return inside if self.start is None else (self.start, *inside)

    def bare(self) -> str:
        """Return the path as written, without predicates."""
        return "".join(self._pieces())

    def _pieces(self) -> Iterator[str]:
        if self.start is not None:
            yield bare_text(self.start) + "/"
        elif self.absolute:
            yield "/"
        for index, step in enumerate(self.steps):
            yield ("/" if index else "") + step.text()


def bare_text(expression: Expr) -> str:
    """Return an expression as the start of a path: ``current()``, ``instance('x')``."""
    if isinstance(expression, Call) and all(isinstance(a, Text) for a in expression.args):
        inner = ", ".join(f"'{a.value}'" for a in expression.args if isinstance(a, Text))
        return f"{expression.name}({inner})"
    return "(…)"
