"""Keeps every node of a session true to its expressions, by re-evaluating what a change reaches.

A change is pushed to what reads the node. The heap holds what is due in the order of the program,
so that nothing is evaluated before what it reads, and a result that is the same stops there.
"""

import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from inspector_app.xform.computation import COUNT, Computation
from inspector_app.xform.computations import Listener, Program
from inspector_app.xform.elements import Element
from inspector_app.xform.errors import XPathError
from inspector_app.xform.instance import (
    InstanceNode,
    Kind,
    build_from_definition,
    insert_instance,
    kind_of,
    remove_instance,
)
from inspector_app.xform.storing import fits, result_of, stored
from inspector_app.xform.xpath.context import Context, World
from inspector_app.xform.xpath.nodes import Node
from inspector_app.xform.xpath.values import Value, to_boolean, to_number

MAX_INSTANCES: Final = 2_000
# Far more than any form needs; a count that feeds on itself must come to an end.
MAX_STEPS: Final = 5_000_000
# A node that changes so often in one step never settles: two conditions that undo each other.
MAX_TURNS: Final = 50


class Engine:
    """The nodes of one session and what is due to be evaluated.

    Attributes:
        top: the root node.
        changed: the nodes whose state has changed since somebody last emptied the set.
        on_value: called with each node whose value an evaluation has changed.
        on_new: called with each new instance of a repeat, before it is evaluated.
    """

    def __init__(self, program: Program, top: InstanceNode, world: World) -> None:
        self.top = top
        self.changed: dict[InstanceNode, None] = {}
        self.on_value: Callable[[InstanceNode], None] = lambda _: None
        self.on_new: Callable[[InstanceNode], None] = lambda _: None
        self._program = program
        self._world = world
        self._heap: list[tuple[int, int, Computation, InstanceNode]] = []
        self._queued: set[tuple[int, int]] = set()
        self._turns: Counter[int] = Counter()
        self._serial = 0
        self._quiet = False
        self._apply = {
            "calculate": self._calculate,
            "relevant": self._relevant,
            "required": self._required,
            "readonly": self._readonly,
            "constraint": self._constraint,
            COUNT: self._count,
        }

    # --- running ----------------------------------------------------------------------------

    def recalculate(self) -> None:
        """Evaluate everything, in order."""
        for node in self.top.below():
            self.check(node)
        self._quiet = True
        try:
            for computation in self._program.ordered:
                if computation.kind != COUNT:
                    for node in list(self.nodes_at(computation.element)):
                        self._evaluate(computation, node)
        finally:
            self._quiet = False
        for computation in self._program.ordered:
            for node in self._unsettled(computation):
                self._push(computation, node)
        self.run()

    def _unsettled(self, computation: Computation) -> list[InstanceNode]:
        """Return where a computation has still to be evaluated after one round of all."""
        if computation.kind == COUNT:
            return self._parents_of(computation.element)
        return list(self.nodes_at(computation.element)) if computation.circular else []

    def run(self) -> None:
        """Evaluate what is due, and what that makes due, until nothing is."""
        steps = 0
        while self._heap and steps < MAX_STEPS:
            steps += 1
            _, _, computation, node = heapq.heappop(self._heap)
            self._queued.discard((computation.order, id(node)))
            if node.parent is not None:
                self._evaluate(computation, node)
        self._heap.clear()
        self._queued.clear()
        self._turns.clear()

    def _push(self, computation: Computation, node: InstanceNode) -> None:
        key = (computation.order, id(node))
        if key not in self._queued:
            self._queued.add(key)
            self._serial += 1
            heapq.heappush(self._heap, (computation.order, self._serial, computation, node))

    def _evaluate(self, computation: Computation, node: InstanceNode) -> None:
        at = _next_instance(computation.element, node) if computation.kind == COUNT else node
        try:
            value = computation.thunk(Context(at, self._world, at=at.ordinal or 1))
        except XPathError:
            value = ""
        self._apply[computation.kind](computation, node, value)

    # --- what a result does -----------------------------------------------------------------

    def _calculate(self, _: Computation, node: InstanceNode, value: Value) -> None:
        self.store(node, value)

    def store(self, node: InstanceNode, value: Value) -> None:
        """Store the result of an expression in a node and make due what reads it."""
        result = result_of(value)
        text = stored(result, node.element.data_type, self._world.calendar)
        self.put(node, text, kind_of(result))

    def put(self, node: InstanceNode, text: str, kind: Kind = "") -> bool:
        """Store a text in a node and make due what reads it; tell whether that is a change."""
        if text == node.value and kind == node.result:
            return False
        node.value, node.result = text, kind
        self.check(node)
        self.signal(node)
        self.on_value(node)
        return True

    def check(self, node: InstanceNode) -> None:
        """Find out whether the value is one of the type; the constraint comes when it is due."""
        valid = node.value == "" or fits(node.element, node.value)
        self._set_valid(node, valid=valid)
        for computation in self._program.own.get(node.element.path, ()):
            if not self._quiet:
                self._push(computation, node)

    def _relevant(self, _: Computation, node: InstanceNode, value: Value) -> None:
        own = to_boolean(value)
        # What stands above tells all below of itself: only an own change can lead to another.
        if own != node.own_relevant:
            node.own_relevant = own
            self._inherit_relevant(node)

    def _inherit_relevant(self, node: InstanceNode) -> None:
        stack = [node]
        while stack:
            each = stack.pop()
            above = each.above()
            relevant = each.own_relevant and (above is None or above.relevant)
            if relevant != each.relevant:
                each.relevant = relevant
                self.signal(each)
                if not self._quiet:
                    self._renumbered(each)
                stack.extend(c for c in reversed(each.children) if isinstance(c, InstanceNode))

    def _readonly(self, _: Computation, node: InstanceNode, value: Value) -> None:
        own = to_boolean(value)
        if own != node.own_readonly:
            node.own_readonly = own
            self._inherit_readonly(node)

    def _inherit_readonly(self, node: InstanceNode) -> None:
        stack = [node]
        while stack:
            each = stack.pop()
            above = each.above()
            readonly = each.own_readonly or (above is not None and above.readonly)
            if readonly != each.readonly:
                each.readonly = readonly
                self.changed[each] = None
                stack.extend(c for c in reversed(each.children) if isinstance(c, InstanceNode))

    def _required(self, _: Computation, node: InstanceNode, value: Value) -> None:
        required = to_boolean(value)
        if required != node.required:
            node.required = required
            self.changed[node] = None

    def _constraint(self, _: Computation, node: InstanceNode, value: Value) -> None:
        if node.value == "":
            self._set_valid(node, valid=True)
        else:
            self._set_valid(node, valid=fits(node.element, node.value) and to_boolean(value))

    def _set_valid(self, node: InstanceNode, *, valid: bool) -> None:
        if valid != node.valid:
            node.valid = valid
            self.changed[node] = None

    # --- repeats ----------------------------------------------------------------------------

    def _count(self, computation: Computation, parent: InstanceNode, value: Value) -> None:
        number = to_number(value, self._world.calendar)
        if math.isnan(number):
            return
        wanted = int(min(MAX_INSTANCES, number)) if number > 0 else 0
        siblings = parent.named.get(computation.element.name, [])
        while len(siblings) < wanted:
            self.add(parent, computation.element)
            siblings = parent.named[computation.element.name]
        while len(siblings) > wanted:
            last = siblings[-1]
            if isinstance(last, InstanceNode):
                self.remove(last)

    def add(self, parent: InstanceNode, element: Element) -> InstanceNode:
        """Add an instance of a repeat and make due what it needs and what reads the repeat."""
        node = build_from_definition(element)
        insert_instance(parent, node)
        self.adopt(node)
        self.on_new(node)
        self._structure_changed(element, parent)
        return node

    def adopt(self, node: InstanceNode) -> None:
        """Make due everything in new nodes."""
        for each in node.below():
            above = each.above()
            each.relevant = above is None or above.relevant
            each.readonly = above is not None and above.readonly
            self.changed[each] = None
            if each.element.kind == "repeat" and not each.uid:
                each.uid = self._world.new_uuid()
            self.check(each)
        for computation in self._program.within.get(node.element.path, ()):
            for each in self._within(computation, node):
                self._push(computation, each)

    def _within(self, computation: Computation, node: InstanceNode) -> Iterable[InstanceNode]:
        element = computation.element
        if computation.kind == COUNT:
            if element is node.element or element.parent is None:
                return ()
            element = element.parent
        names = element.path[len(node.element.path) + 1 :].split("/")
        return _descend([node], [name for name in names if name])

    def remove(self, node: InstanceNode) -> None:
        """Take an instance of a repeat away and make due what reads the repeat."""
        parent = node.above()
        moved = remove_instance(node)
        for each in moved:
            for below in each.below():
                self.changed[below] = None
            self._renumbered(each)
        if parent is not None:
            self.changed[parent] = None
            self._structure_changed(node.element, parent)

    def _renumbered(self, node: InstanceNode) -> None:
        """Make due what reads the number of an instance; below one that is not asked it is 0."""
        for computation in self._program.ordinals.get(node.element.path, ()):
            for reader in self._within(computation, node):
                self._push(computation, reader)

    def _structure_changed(self, element: Element, parent: InstanceNode) -> None:
        self._world.forget_indexes()
        for listener in self._program.structure.get(element.path, ()):
            self._listen(listener, parent)

    # --- listeners --------------------------------------------------------------------------

    def signal(self, node: InstanceNode) -> None:
        """Note that a node has changed and make due what reads it."""
        self.changed[node] = None
        self._turns[id(node)] += 1
        if self._quiet or self._turns[id(node)] > MAX_TURNS:
            return
        for listener in self._program.listeners.get(node.element.path, ()):
            self._listen(listener, node)

    def _listen(self, listener: Listener, node: InstanceNode) -> None:
        fixed = self._world.fixed.get(listener.fixed) if listener.fixed else None
        if isinstance(fixed, InstanceNode):
            self._push(listener.computation, fixed)
            return
        start = self.top if listener.own is None else node.ancestor(listener.own)
        if start is None:
            return
        for target in _descend([start], listener.names):
            self._push(listener.computation, target)

    def nodes_at(self, element: Element) -> Iterator[InstanceNode]:
        """Yield all nodes that an element defines."""
        names = element.path.split("/")[2:]
        yield from _descend([self.top], names)

    def _parents_of(self, element: Element) -> list[InstanceNode]:
        return list(self.nodes_at(element.parent)) if element.parent else []


def _next_instance(element: Element, parent: InstanceNode) -> InstanceNode:
    """Return the instance that would come next, on which an expression of the number stands."""
    node = InstanceNode(element)
    node.parent = parent
    node.ordinal = len(parent.named.get(element.name, ())) + 1
    node.relevant = parent.relevant
    return node


def _descend(starts: Iterable[InstanceNode], names: Iterable[str]) -> list[InstanceNode]:
    nodes: list[Node] = list(starts)
    for name in names:
        nodes = [child for node in nodes for child in node.named.get(name, ())]
    return [node for node in nodes if isinstance(node, InstanceNode)]
