"""The axes of XPath 1.0 (section 2.2) and the tests of nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from inspector_app.xform.xpath.nodes import (
    ATTRIBUTE,
    COMMENT,
    ELEMENT,
    INSTRUCTION,
    TEXT,
    Node,
)

Axis = Callable[[Node], Iterable[Node]]


def _parent(node: Node) -> Iterator[Node]:
    if node.parent is not None:
        yield node.parent


def _ancestor(node: Node) -> Iterator[Node]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _ancestor_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from _ancestor(node)


def _descendant_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from node.descendants()


def _siblings(node: Node) -> tuple[list[Node], int]:
    if node.parent is None or node.kind == ATTRIBUTE:
        return [], 0
    siblings = node.parent.children
    return siblings, siblings.index(node)


def _following_sibling(node: Node) -> list[Node]:
    siblings, place = _siblings(node)
    return siblings[place + 1 :]


def _preceding_sibling(node: Node) -> list[Node]:
    siblings, place = _siblings(node)
    return siblings[:place][::-1]


def _following(node: Node) -> Iterator[Node]:
    if node.kind == ATTRIBUTE and node.parent is not None:
        yield from node.parent.descendants()
        node = node.parent
    for level in _ancestor_or_self(node):
        for sibling in _following_sibling(level):
            yield from _descendant_or_self(sibling)


def _preceding(node: Node) -> Iterator[Node]:
    if node.kind == ATTRIBUTE and node.parent is not None:
        node = node.parent
    for level in _ancestor_or_self(node):
        for sibling in _preceding_sibling(level):
            yield from reversed(list(_descendant_or_self(sibling)))


AXES: Final[dict[str, Axis]] = {
    "ancestor": _ancestor,
    "ancestor-or-self": _ancestor_or_self,
    "attribute": lambda node: node.attributes,
    "child": lambda node: node.children,
    "descendant": lambda node: node.descendants(),
    "descendant-or-self": _descendant_or_self,
    "following": _following,
    "following-sibling": _following_sibling,
    "parent": _parent,
    "preceding": _preceding,
    "preceding-sibling": _preceding_sibling,
    "self": lambda node: (node,),
}
# Along these, nodes of several starts stay in document order and none comes twice.
ORDERLY: Final = frozenset({"attribute", "child", "self"})
_KINDS: Final = {"text()": TEXT, "comment()": COMMENT, "processing-instruction()": INSTRUCTION}


def node_test(axis: str, test: str) -> Callable[[Node], bool]:
    """Return what tells whether a node on an axis passes a test."""
    principal = ATTRIBUTE if axis == "attribute" else ELEMENT
    if test == "node()":
        return lambda _: True
    if test in _KINDS:
        return lambda node: node.kind == _KINDS[test]
    if test.startswith("processing-instruction("):
        target = test[len("processing-instruction('") : -2]
        return lambda node: node.kind == INSTRUCTION and node.name == target
    if test.endswith("*"):
        prefix = test[:-1]
        return lambda node: node.kind == principal and node.name.startswith(prefix)
    return lambda node: node.kind == principal and node.name == test


def in_order(nodes: Iterable[Node]) -> list[Node]:
    """Return nodes in document order, each once."""
    once = list({id(node): node for node in nodes}.values())
    if len(once) > 1:
        once.sort(key=Node.order)
    return once
