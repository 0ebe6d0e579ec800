"""The main instance: its definition and its nodes."""

import math
import re
from collections import deque
from collections.abc import Iterator
from typing import Final, Literal
from xml.etree.ElementTree import Element as XmlElement

from inspector_app.base.override import override
from inspector_app.xform.elements import Element
from inspector_app.xform.xml import attribute, node_name
from inspector_app.xform.xpath.nodes import Node
from inspector_app.xform.xpath.values import Value, number_text

_TRUTHS: Final = {"true": True, "1": True, "false": False, "0": False}
_NUMERAL: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_NUMBERS: Final = frozenset({"int", "decimal"})
Kind = Literal["", "text", "number", "truth"]
TEMPLATE: Final = "template"


def kind_of(value: Value) -> Kind:
    """Return of which kind the result of an expression is."""
    if isinstance(value, bool):
        return "truth"
    return "number" if isinstance(value, float) else "text"


class InstanceNode(Node):
    """A node of the main instance with its state.

    Attributes:
        element: what the form says about it.
        ordinal: the number of the instance, from 1, of a repeat; 0 for any other node.
        uid: the lasting identifier of an instance of a repeat; "" for any other node.
        own_relevant: what its own expression says, before what stands above.
        own_readonly: likewise.
        readonly: whether it takes no answer.
        required: whether it needs an answer.
        valid: whether its constraint holds.
        result: of which kind the result of an expression was that it holds; "" for an answer.
    """

    __slots__ = (
        "element",
        "ordinal",
        "own_readonly",
        "own_relevant",
        "readonly",
        "required",
        "result",
        "uid",
        "valid",
    )

    def __init__(self, element: Element, value: str = "") -> None:
        super().__init__(element.name, value)
        self.element = element
        self.ordinal = 0
        self.uid = ""
        self.own_relevant = True
        self.own_readonly = False
        self.readonly = False
        self.required = False
        self.valid = True
        self.result: Kind = ""

    @override
    def position(self) -> int:
        """Return the number among siblings of the same name, from 1."""
        return self.ordinal or super().position()

    @override
    def truth(self) -> bool:
        """Tell what the node is as a truth: a number but 0, any text that is not empty."""
        held = self.typed()
        if isinstance(held, float):
            return held != 0 and not math.isnan(held)
        return held if isinstance(held, bool) else bool(held)

    @override
    def text(self) -> str:
        """Return the text of the node; a number with a fraction as expressions write it."""
        if self.element.data_type == "decimal" and _NUMERAL.fullmatch(self.value):
            return number_text(float(self.value))
        return super().text()

    @override
    def typed(self) -> str | float | bool:
        """Return what is held by the type of the bind, else by the kind of its result.

        JavaRosa holds numbers, truths and texts apart, so that 4.0 equals 4 where one side is a
        number, and a calculated "0" is true as a text and false as a number.
        """
        kind, data_type = self.result, self.element.data_type
        if (kind == "number" or data_type in _NUMBERS) and _NUMERAL.fullmatch(self.value):
            return float(self.value)
        if kind == "truth" or data_type == "boolean":
            return _TRUTHS.get(self.value, self.value)
        return self.text()

    def path(self) -> str:
        """Return the path with the positions of repeats."""
        pieces: list[str] = []
        node: Node | None = self
        while isinstance(node, InstanceNode):
            pieces.append(f"{node.name}[{node.ordinal}]" if node.ordinal else node.name)
            node = node.parent
        return "/" + "/".join(reversed(pieces))

    def above(self) -> "InstanceNode | None":
        """Return the node above; None for the root."""
        return self.parent if isinstance(self.parent, InstanceNode) else None

    def below(self) -> "Iterator[InstanceNode]":
        """Yield this node and all below, in order."""
        stack: list[Node] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, InstanceNode):
                yield node
            stack.extend(reversed(node.children))

    def ancestor(self, element: Element) -> "InstanceNode | None":
        """Return the node itself or the one above that ``element`` defines."""
        node: InstanceNode | None = self
        while node is not None and node.element is not element:
            node = node.above()
        return node


def read_definition(template: XmlElement) -> Element:
    """Return the tree of elements that the main instance of a form implies."""
    name = node_name(template)
    root = Element(f"/{name}", name, kind="group")
    waiting: deque[tuple[XmlElement, Element, bool]] = deque([(template, root, False)])
    known: dict[str, Element] = {}
    while waiting:
        source, element, in_template = waiting.popleft()
        for inner in source:
            child = _defined(inner, element, known)
            is_template = attribute(inner, TEMPLATE) is not None
            inside = is_template or in_template
            _note_instance(child, inner, is_template=is_template, in_template=inside)
            waiting.append((inner, child, inside))
    for place, element in enumerate(root.walk()):
        element.place = place
        if element.children and element.kind == "question":
            element.kind = "group"
    return root


def _element(source: XmlElement, parent: Element) -> Element:
    name = node_name(source)
    return Element(f"{parent.path}/{name}", name, parent=parent, default=_default(source))


def _defined(source: XmlElement, parent: Element, known: dict[str, Element]) -> Element:
    """Return what a node of the instance belongs to, entered anew if need be."""
    path = f"{parent.path}/{node_name(source)}"
    if path not in known:
        known[path] = _element(source, parent)
        parent.children.append(known[path])
    return known[path]


def _note_instance(
    element: Element, source: XmlElement, *, is_template: bool, in_template: bool
) -> None:
    """Learn from one node of the instance what a new one begins with."""
    if is_template:
        element.kind = "repeat"
    elif in_template:
        element.initial += 1
    if in_template:
        element.default = element.fresh = _default(source)


def _default(source: XmlElement) -> str:
    return (source.text or "").strip() if len(source) == 0 else ""


def build_instance(template: XmlElement, root: Element) -> InstanceNode:
    """Return the nodes that a new record begins with."""
    top = InstanceNode(root)
    stack: list[tuple[XmlElement, InstanceNode]] = [(template, top)]
    while stack:
        source, node = stack.pop()
        known = {each.name: each for each in node.element.children}
        counts: dict[str, int] = {}
        for inner in source:
            element = known[node_name(inner)]
            if element.kind == "repeat" and attribute(inner, TEMPLATE) is not None:
                continue
            child = _node(inner, element, counts)
            node.append(child)
            stack.append((inner, child))
        _complete(node)
    return top


def _complete(node: InstanceNode) -> None:
    """Give a repeat that nobody can add to by hand the one instance that it has to have."""
    for element in node.element.children:
        fixed = element.kind == "repeat" and element.fixed and not element.count
        if fixed and element.name not in node.named:
            insert_instance(node, build_from_definition(element))


def _node(source: XmlElement, element: Element, counts: dict[str, int]) -> InstanceNode:
    node = InstanceNode(element, _default(source))
    if element.kind == "repeat":
        node.ordinal = counts[element.name] = counts.get(element.name, 0) + 1
    return node


def insert_instance(parent: InstanceNode, node: InstanceNode) -> None:
    """Put a new instance of a repeat behind the others, or where the form has the first."""
    node.parent = parent
    siblings = parent.named.setdefault(node.name, [])
    if siblings:
        place = parent.children.index(siblings[-1]) + 1
    else:
        places = [e.element.place for e in parent.children if isinstance(e, InstanceNode)]
        place = sum(each < node.element.place for each in places)
    siblings.append(node)
    node.ordinal = len(siblings)
    parent.children.insert(place, node)


def remove_instance(node: InstanceNode) -> list[InstanceNode]:
    """Take an instance of a repeat away; return those behind it, which move up by one."""
    parent = node.parent
    if parent is None:
        return []
    parent.children.remove(node)
    siblings = parent.named[node.name]
    siblings.remove(node)
    moved = [each for each in siblings[node.ordinal - 1 :] if isinstance(each, InstanceNode)]
    for each in moved:
        each.ordinal -= 1
    node.parent = None
    return moved


def build_from_definition(element: Element) -> InstanceNode:
    """Return one new node with all below it; repeats inside begin as in the template."""
    top = InstanceNode(element, element.fresh)
    stack = [top]
    while stack:
        node = stack.pop()
        for each in node.element.children:
            # A repeat that nobody can add to by hand has to have one.
            needs_one = each.fixed and not each.count
            wanted = max(each.initial, needs_one) if each.kind == "repeat" else 1
            for number in range(1, wanted + 1):
                child = InstanceNode(each, each.fresh)
                child.ordinal = number if each.kind == "repeat" else 0
                node.append(child)
                stack.append(child)
    return top
