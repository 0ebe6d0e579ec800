"""The main instance: its definition and its nodes."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element as XmlElement

from inspector_app.base.override import override
from inspector_app.xform.elements import Element
from inspector_app.xform.xml import attribute, node_name
from inspector_app.xform.xpath.nodes import Node

TEMPLATE: Final = "template"


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
    """

    __slots__ = (
        "element", "ordinal", "own_readonly", "own_relevant", "readonly", "required", "uid", "valid",
    )  # fmt: skip

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

    @override
    def position(self) -> int:
        """Return the number among siblings of the same name, from 1."""
        return self.ordinal or super().position()

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
    stack: list[tuple[XmlElement, Element]] = [(template, root)]
    while stack:
        source, element = stack.pop()
        known = {each.name: each for each in element.children}
        for inner in source:
            child = known.get(node_name(inner))
            if child is None:
                child = _element(inner, element)
                known[child.name] = child
                element.children.append(child)
            if attribute(inner, TEMPLATE) is not None:
                child.kind, child.default = "repeat", _default(inner)
            elif element.initial <= 1 or child.initial == 0:
                child.initial += 1
            stack.append((inner, child))
    for place, element in enumerate(root.walk()):
        element.place = place
        if element.children and element.kind == "question":
            element.kind = "group"
    return root


def _element(source: XmlElement, parent: Element) -> Element:
    name = node_name(source)
    return Element(f"{parent.path}/{name}", name, parent=parent, default=_default(source))


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
    return top


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
    """Return one new node with all below it; repeats inside begin with no instance."""
    top = InstanceNode(element, element.default)
    stack = [top]
    while stack:
        node = stack.pop()
        for each in node.element.children:
            if each.kind == "repeat" and each.initial == 0:
                continue
            child = InstanceNode(each, each.default)
            child.ordinal = 1 if each.kind == "repeat" else 0
            node.append(child)
            stack.append(child)
    return top
