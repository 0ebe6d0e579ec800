"""Secondary instances: lists inside the form, and those that come from outside when asked for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias
from xml.etree.ElementTree import Element as XmlElement

from inspector_app.xform.errors import XPathError
from inspector_app.xform.xml import attribute, children, node_name
from inspector_app.xform.xpath.nodes import ATTRIBUTE, Node, Row

FILE_CSV: Final = "jr://file-csv/"
# The record that was saved before: a record here begins from nothing but its form.
LAST_SAVED: Final = "jr://instance/last-saved"
NOTHING: Final = Node("instance")
Rosters: TypeAlias = Callable[[str], Iterable[Mapping[str, str]]]


@dataclass(slots=True)
class Lists:
    """The lists of a form.

    Attributes:
        inline: the node above the root of each list that the form brings along.
        sources: where each other list comes from, by its name: ``jr://file-csv/schools.csv``.
    """

    inline: dict[str, Node] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)


def read_lists(model: XmlElement) -> Lists:
    """Return the secondary instances of a model."""
    lists = Lists()
    for place, instance in enumerate(children(model, "instance")):
        name = attribute(instance, "id")
        if place == 0 or not name:
            continue
        source = attribute(instance, "src")
        if source and len(instance) == 0:
            lists.sources[name] = source
        else:
            lists.inline[name] = _tree(instance)
    return lists


def _tree(source: XmlElement) -> Node:
    top = Node("instance")
    stack = [(source, top)]
    while stack:
        element, node = stack.pop()
        for inner in element:
            child = Node(node_name(inner), (inner.text or "").strip() if len(inner) == 0 else "")
            child.attributes = tuple(_attribute(child, *each) for each in inner.attrib.items())
            node.append(child)
            stack.append((inner, child))
    return top


def _attribute(owner: Node, name: str, value: str) -> Node:
    made = Node(name.rpartition("}")[2], value, ATTRIBUTE)
    made.parent = owner
    return made


def roster_name(source: str) -> str:
    """Return the name of a list from outside: ``schools.csv`` of ``jr://file-csv/schools.csv``.

    Raises:
        XPathError: it is of a kind that this program does not read.
    """
    if not source.startswith(FILE_CSV):
        raise XPathError("refused", f"不支持名单 {source}，只支持 .csv 名单")
    return source[len(FILE_CSV) :]


def roster_tree(rows: Iterable[Mapping[str, str]]) -> Node:
    """Return the node above the root of a list of rows."""
    top, root = Node("instance"), Node("root")
    top.append(root)
    root.children = [Row(row, root) for row in rows]
    root.named = {"item": root.children}
    return top
