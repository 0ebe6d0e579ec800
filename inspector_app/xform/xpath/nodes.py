"""Nodes that expressions walk over: those of documents, of instances and of rosters."""

from collections.abc import Iterator, Mapping
from typing import Final

from inspector_app.base.override import override

DOCUMENT: Final = 0
ELEMENT: Final = 1
TEXT: Final = 2
COMMENT: Final = 3
ATTRIBUTE: Final = 4
INSTRUCTION: Final = 5


class Node:
    """A node of a tree.

    Attributes:
        kind: one of the constants of this module.
        name: the name as written, with its prefix if it has one.
        parent: the node above, or None.
        children: the nodes below, in order, without attributes.
        named: the elements below by name, each list in order.
        value: the text of a leaf, of a text node or of an attribute.
        relevant: whether expressions may read the node.
        attributes: the attributes, as nodes.
    """

    __slots__ = ("attributes", "children", "kind", "name", "named", "parent", "relevant", "value")

    children: "list[Node]"
    named: "dict[str, list[Node]]"

    def __init__(self, name: str, value: str = "", kind: int = ELEMENT) -> None:
        self.kind = kind
        self.name = name
        self.value = value
        self.parent: Node | None = None
        self.relevant = True
        self.attributes: tuple[Node, ...] = ()
        self.children = []
        self.named = {}

    def append(self, child: "Node") -> None:
        """Put ``child`` below this node, after the others."""
        child.parent = self
        self.children.append(child)
        if child.kind == ELEMENT:
            self.named.setdefault(child.name, []).append(child)

    def text(self) -> str:
        """Return the string-value: what stands in the node and below."""
        if not self.children:
            return self.value
        return self.value + "".join(_leaf_texts(self))

    def truth(self) -> bool:
        """Tell what the node is as a truth: in a plain document that it is there."""
        return True

    def typed(self) -> str | float | bool:
        """Return what the node holds as expressions meet it: a number, a truth, or a text."""
        return self.text()

    def position(self) -> int:
        """Return the number of the node among its siblings of the same name, from 1."""
        if self.parent is None:
            return 1
        return self.parent.named[self.name].index(self) + 1

    def order(self) -> tuple[int, ...]:
        """Return a key that sorts nodes of one tree in document order."""
        key: list[int] = []
        node = self
        while node.parent is not None:
            key.append(_place(node, node.parent))
            node = node.parent
        return tuple(reversed(key))

    def descendants(self) -> "Iterator[Node]":
        """Yield all nodes below, in document order, without attributes."""
        stack = list(reversed(self.children))
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


def _place(node: Node, parent: Node) -> int:
    if node.kind == ATTRIBUTE:
        return parent.attributes.index(node) - len(parent.attributes)
    return parent.children.index(node)


def _leaf_texts(node: Node) -> Iterator[str]:
    for below in node.descendants():
        if not below.children and below.kind in {ELEMENT, TEXT}:
            yield below.value


class Row(Node):
    """A row of a roster, whose cells become nodes only when somebody walks into them."""

    __slots__ = ("_children", "_named", "columns")

    def __init__(self, columns: Mapping[str, str], parent: Node) -> None:
        self.columns = columns
        self._children: list[Node] | None = None
        self.kind = ELEMENT
        self.name = "item"
        self.value = ""
        self.parent = parent
        self.relevant = True
        self.attributes = ()

    def _fill(self) -> "list[Node]":
        cells = []
        self._named: dict[str, list[Node]] = {}
        for name, value in self.columns.items():
            cell = Node(name, value)
            cell.parent = self
            cells.append(cell)
            self._named[name] = [cell]
        self._children = cells
        return cells

    @override
    @property
    def children(self) -> "list[Node]":  # type: ignore[override]
        """Return the cells."""
        return self._fill() if self._children is None else self._children

    @override
    @property
    def named(self) -> "dict[str, list[Node]]":  # type: ignore[override]
        """Return the cells by name."""
        if self._children is None:
            self._fill()
        return self._named


def cell_text(node: Node, column: str) -> str | None:
    """Return the text of the one child ``column``; None when there is none or more than one."""
    if isinstance(node, Row):
        return node.columns.get(column)
    if column.startswith("@"):
        return next((a.value for a in node.attributes if a.name == column[1:]), None)
    found = node.named.get(column, ())
    return found[0].text() if len(found) == 1 else None
