"""Compiles paths into closures from a context to nodes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from inspector_app.xform.errors import XPathError
from inspector_app.xform.xpath.ast import Call, Chain, Expr, Number, Path, Step, Text
from inspector_app.xform.xpath.axes import AXES, ORDERLY, in_order, node_test
from inspector_app.xform.xpath.context import Context
from inspector_app.xform.xpath.functions.table import Thunk
from inspector_app.xform.xpath.nodes import Node, Row, cell_text
from inspector_app.xform.xpath.scope import Picked, Scope, independent
from inspector_app.xform.xpath.values import Value, to_boolean, to_number, to_text

Nodes: TypeAlias = Callable[[Context], list[Node]]
Mover: TypeAlias = Callable[[Context, list[Node]], list[Node]]
Compile: TypeAlias = Callable[[Expr, "str | None"], Thunk]
# Forms are made of elements; what else XML has is refused in them.
_NOT_IN_FORMS: Final = frozenset({"attribute", "namespace"})
_INDEXED_DEPTH: Final = 2


class PathCompiler:
    """Compiles paths, the expressions inside by ``compile_``."""

    def __init__(self, scope: Scope | None, compile_: Compile) -> None:
        self._scope = scope
        self._compile = compile_

    def path(self, path: Path, base: str | None, *, hidden: bool = False) -> Nodes:
        """Return the closure of a path that stands on a node ``base``.

        Nodes that are not relevant are left out unless ``hidden``.

        Raises:
            XPathError: the path has steps that forms do not.
        """
        for step in path.steps:
            self._check(step)
        fixed = self._fixed(path, hidden=hidden)
        if fixed is not None:
            return fixed
        found = self._looked_up(path) or self._walked(path, base)
        if self._scope is None or hidden:
            return found
        return lambda context: [node for node in found(context) if node.relevant]

    def _check(self, step: Step) -> None:
        if step.axis == "namespace":
            raise XPathError("refused", "不支持命名空间")
        odd = step.test.endswith(")") and step.test != "node()"
        if self._scope is not None and (step.axis in _NOT_IN_FORMS or odd):
            raise XPathError("refused", f"表单中不能写 {step.text()}")

    # --- three ways -------------------------------------------------------------------------

    def _fixed(self, path: Path, *, hidden: bool) -> Nodes | None:
        """One node of the main tree outside every repeat: found by its path at once."""
        scope = self._scope
        if scope is None or path.start is not None or any(s.predicates for s in path.steps):
            return None
        target = scope.resolve(path, scope.context if not scope.repeats_of(scope.context) else None)
        if target is None or target not in scope.types or scope.repeats_of(target):
            return None

        def call(context: Context) -> list[Node]:
            node = context.world.fixed.get(target)
            return [node] if node is not None and (hidden or node.relevant) else []

        return call if path.absolute else None

    def _looked_up(self, path: Path) -> Nodes | None:
        """``instance('x')/root/item[column = …]``: found by an index."""
        name = _instance_name(path.start)
        if name is None or len(path.steps) < _INDEXED_DEPTH or path.steps[0].predicates:
            return None
        head, step = path.steps[:_INDEXED_DEPTH], path.steps[_INDEXED_DEPTH - 1]
        if any(each.axis != "child" or each.test.endswith((")", "*")) for each in head):
            return None
        lookup = _Lookup.of(step)
        if lookup is None:
            return None
        names = tuple(each.test for each in head)
        found = self._index(name, names, lookup)
        return _along(found, [self._mover(each, None) for each in path.steps[_INDEXED_DEPTH:]])

    def _index(self, name: str, names: tuple[str, ...], lookup: _Lookup) -> Nodes:
        wanted = self._compile(lookup.value, None)
        rest = [self._predicate(each, None) for each in lookup.rest]
        step = Step("child", names[1], (lookup.whole,))
        slow = self._mover(step, None)
        column = lookup.column

        def call(context: Context) -> list[Node]:
            value = wanted(context)
            if isinstance(value, list) and len(value) == 1:
                value = value[0].text()
            if isinstance(value, str):
                found = context.world.indexed(name, names, column).get(value, [])
            else:
                found = slow(context, _roots(context, name, names[0])) if value != [] else []
            for narrow in rest:
                found = narrow(context, found)
            return found

        return call

    def _walked(self, path: Path, base: str | None) -> Nodes:
        """Step by step."""
        start, steps, place = self._start(path, base)
        movers: list[Mover] = []
        for step in steps:
            place = self._place(place, step)
            movers.append(self._mover(step, place))
        return _along(start, movers)

    # --- starts -----------------------------------------------------------------------------

    def _start(self, path: Path, base: str | None) -> tuple[Nodes, tuple[Step, ...], str | None]:
        if path.start is not None:
            start = self._compile(path.start, base)
            at = self._scope.start_of(path, base) if self._scope else None
            return _as_nodes(start), path.steps, at
        if not path.absolute:
            return (lambda context: [context.node]), path.steps, base
        anchored = self._anchored(path)
        if anchored is not None:
            return anchored
        return (lambda context: [_root(context)]), path.steps, "" if self._scope else None

    def _anchored(self, path: Path) -> tuple[Nodes, tuple[Step, ...], str | None] | None:
        """An absolute path into the repeat of the context begins at its instance."""
        scope = self._scope
        target = scope.resolve(path, None) if scope else None
        if scope is None or target is None or any(s.axis != "child" for s in path.steps):
            return None
        shared = scope.shared_repeat(path, target)
        if shared is None:
            return None
        ups = scope.context.count("/") - shared.count("/")

        def call(context: Context) -> list[Node]:
            node: Node | None = context.current
            for _ in range(ups):
                node = node.parent if node else None
            return [] if node is None else [node]

        return call, path.steps[shared.count("/") :], shared

    def _place(self, place: str | None, step: Step) -> str | None:
        if place is None or self._scope is None:
            return None
        return self._scope.resolve(Path((step,)), place)

    # --- steps ------------------------------------------------------------------------------

    def _mover(self, step: Step, place: str | None) -> Mover:
        if step.axis == "child" and not step.test.endswith((")", "*")):
            candidates = _named(step.test)
        else:
            candidates = _along_axis(step)
        narrows = [self._predicate(each, place) for each in step.predicates]

        def one(context: Context, node: Node) -> list[Node]:
            found = candidates(node)
            for narrow in narrows:
                found = narrow(context, found)
            return found

        orderly = step.axis in ORDERLY

        def move(context: Context, nodes: list[Node]) -> list[Node]:
            if len(nodes) == 1:
                found = one(context, nodes[0])
                return found if orderly else in_order(found)
            all_found = [each for node in nodes for each in one(context, node)]
            return all_found if orderly else in_order(all_found)

        return move

    # --- predicates -------------------------------------------------------------------------

    def predicates(self, predicates: tuple[Expr, ...], base: str | None) -> list[Mover]:
        """Return what narrows nodes by each predicate in turn."""
        return [self._predicate(each, base) for each in predicates]

    def _predicate(self, predicate: Expr, place: str | None) -> Mover:
        number = _number_of(predicate)
        if number is not None:
            return _nth(self._compile(number, self._base_of(predicate)))
        slow = _filter(self._compile(predicate, place))
        compared = _column_compared(predicate)
        if compared is None:
            return slow
        column, value, equals = compared
        return _filter_cells(column, self._compile(value, place), slow, equals=equals)

    def _base_of(self, predicate: Expr) -> str | None:
        return self._scope.context if self._scope and isinstance(predicate, Picked) else None


class _Lookup:
    """A predicate ``column = value and …`` whose value does not hang on the candidate."""

    def __init__(self, column: str, value: Expr, whole: Expr, rest: tuple[Expr, ...]) -> None:
        self.column = column
        self.value = value
        self.whole = whole
        self.rest = rest

    @classmethod
    def of(cls, step: Step) -> _Lookup | None:
        """Return the look-up of a step; None when its first predicate is none."""
        if not step.predicates:
            return None
        parts = _conjuncts(step.predicates[0])
        for index, part in enumerate(parts):
            found = _column_and_value(part)
            if found is not None:
                others = (*parts[:index], *parts[index + 1 :], *step.predicates[1:])
                return cls(*found, part, others)
        return None


def _conjuncts(predicate: Expr) -> tuple[Expr, ...]:
    if isinstance(predicate, Chain) and predicate.rest[0][0] == "and":
        parts = predicate.children()
        # A number or a place among the candidates means another thing alone than joined by and.
        if all(isinstance(part, Chain | Call) and not _mentions_place(part) for part in parts):
            return parts
    return (predicate,)


def _mentions_place(part: Expr) -> bool:
    return any(name in {"position", "last"} for name, _ in part.functions())


def _column_and_value(part: Expr) -> tuple[str, Expr] | None:
    if not isinstance(part, Chain) or len(part.rest) != 1 or part.rest[0][0] != "=":
        return None
    sides = (part.first, part.rest[0][1])
    for column, value in (sides, sides[::-1]):
        name = _column(column)
        if name is not None and independent(value):
            return name, value
    return None


def _column_compared(predicate: Expr) -> tuple[str, Expr, bool] | None:
    """Return column, value and whether it is ``=`` (else ``!=``) of a simple comparison."""
    if not isinstance(predicate, Chain) or len(predicate.rest) != 1:
        return None
    symbol, right = predicate.rest[0]
    if symbol not in {"=", "!="}:
        return None
    found = _column_and_value(Chain(predicate.first, (("=", right),)))
    return None if found is None else (*found, symbol == "=")


def _column(expression: Expr) -> str | None:
    if not isinstance(expression, Path) or expression.absolute or expression.start is not None:
        return None
    steps = [step for step in expression.steps if step.axis != "self"]
    plain = len(steps) == 1 and steps[0].axis == "child" and not steps[0].predicates
    return steps[0].test if plain and not steps[0].test.endswith((")", "*")) else None


def _instance_name(start: Expr | None) -> str | None:
    if isinstance(start, Call) and start.name == "instance" and len(start.args) == 1:
        (name,) = start.args
        return name.value if isinstance(name, Text) else None
    return None


def _number_of(predicate: Expr) -> Expr | None:
    """Return the number that a predicate compares the place with, when it is known outside."""
    if isinstance(predicate, Picked):
        return predicate.number
    if isinstance(predicate, Number):
        return predicate
    if not isinstance(predicate, Chain) or len(predicate.rest) != 1 or predicate.rest[0][0] != "=":
        return None
    sides = (predicate.first, predicate.rest[0][1])
    for place, number in (sides, sides[::-1]):
        if place == Call("position", ()) and independent(number):
            return number
    return None


def _nth(number: Thunk) -> Mover:
    def narrow(context: Context, nodes: list[Node]) -> list[Node]:
        wanted = to_number(number(context), context.world.calendar)
        if 1 <= wanted <= len(nodes) and wanted == int(wanted):
            return [nodes[int(wanted) - 1]]
        return []

    return narrow


def _filter(predicate: Thunk) -> Mover:
    def narrow(context: Context, nodes: list[Node]) -> list[Node]:
        size, world, current = len(nodes), context.world, context.current
        kept = []
        for place, node in enumerate(nodes, 1):
            value = predicate(Context(node, world, current, at=place, of=size))
            if value == place if type(value) is float else to_boolean(value):
                kept.append(node)
        return kept

    return narrow


def _filter_cells(column: str, value: Thunk, slow: Mover, *, equals: bool) -> Mover:
    """Compare a cell of each row with one text, without making nodes of the cells."""

    def narrow(context: Context, nodes: list[Node]) -> list[Node]:
        if not nodes or not isinstance(nodes[0], Row):
            return slow(context, nodes)
        wanted = value(context)
        if isinstance(wanted, list) and len(wanted) == 1:
            wanted = wanted[0].text()
        if not isinstance(wanted, str):
            return slow(context, nodes)
        texts = [cell_text(node, column) for node in nodes]
        if None in texts:
            return slow(context, nodes)
        return [node for node, text in zip(nodes, texts, strict=True) if (text == wanted) == equals]

    return narrow


def _named(name: str) -> Callable[[Node], list[Node]]:
    def candidates(node: Node) -> list[Node]:
        return node.named.get(name, [])

    return candidates


def _along_axis(step: Step) -> Callable[[Node], list[Node]]:
    axis, passes = AXES[step.axis], node_test(step.axis, step.test)
    return lambda node: [each for each in axis(node) if passes(each)]


def _along(start: Nodes, movers: list[Mover]) -> Nodes:
    if not movers:
        return start

    def call(context: Context) -> list[Node]:
        nodes = start(context)
        for move in movers:
            nodes = move(context, nodes)
        return nodes

    return call


def _as_nodes(thunk: Thunk) -> Nodes:
    def call(context: Context) -> list[Node]:
        return nodes_of(thunk(context))

    return call


def nodes_of(value: Value) -> list[Node]:
    """Return a value as nodes.

    Raises:
        XPathError: it is none.
    """
    if not isinstance(value, list):
        raise XPathError("type", f"“{to_text(value)}”不是题目，不能在它后面写路径")
    return value


def _root(context: Context) -> Node:
    if context.world.rooted:
        return context.world.root
    node = context.node
    while node.parent is not None:
        node = node.parent
    return node


def _roots(context: Context, instance: str, name: str) -> list[Node]:
    start = context.world.instance(instance)
    return [] if start is None else start.named.get(name, [])
