"""Writes the nodes of a session out, as answers and as XML, and reads answers in."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from inspector_app.xform.elements import Element
from inspector_app.xform.instance import InstanceNode, build_from_definition, insert_instance
from inspector_app.xform.xml import NAMESPACES, XFORMS
from inspector_app.xform.xpath.nodes import Node

UID: Final = "_uuid"
# Nodes that compilers make for the layout of tables; their names change with the rows of the sheet.
_LAYOUT: Final = ("generated_", "reserved_name_for_field_list_labels_")
Answers: TypeAlias = dict[str, Any]


def is_layout(name: str) -> bool:
    """Tell whether a node is of the layout and holds no answer."""
    return name.startswith(_LAYOUT)


def answers_of(node: InstanceNode) -> Answers:
    """Return the answers in and below a node: by name, groups flattened, repeats as lists.

    Questions without an answer are left out; a repeat is there even when it is empty.
    """
    found: Answers = {}
    stack: list[tuple[InstanceNode, Answers]] = [(node, found)]
    while stack:
        each, target = stack.pop()
        for element in each.element.children:
            if element.kind == "repeat":
                rows = target[element.name] = []
                for child in _nodes(each, element):
                    row: Answers = {UID: child.uid}
                    rows.append(row)
                    stack.append((child, row))
            elif element.kind == "group":
                stack.extend((child, target) for child in _nodes(each, element))
            else:
                target.update(_answer(each, element))
    return found


def _answer(parent: InstanceNode, element: Element) -> Iterable[tuple[str, str]]:
    nodes = [] if is_layout(element.name) else _nodes(parent, element)
    return [(element.name, node.value) for node in nodes[:1] if node.value != ""]


def _nodes(parent: InstanceNode, element: Element) -> list[InstanceNode]:
    return [n for n in parent.named.get(element.name, ()) if isinstance(n, InstanceNode)]


def fill(node: InstanceNode, answers: Mapping[str, Any]) -> None:
    """Put answers into new nodes; a question that is not among them becomes empty."""
    stack: list[tuple[InstanceNode, Mapping[str, Any]]] = [(node, answers)]
    while stack:
        each, source = stack.pop()
        for element in each.element.children:
            if element.kind == "repeat":
                stack.extend(_fill_repeat(each, element, source))
            elif element.kind == "group":
                stack.extend((child, source) for child in _nodes(each, element))
            else:
                for child in _nodes(each, element):
                    child.value = _text(source.get(element.name, ""))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _fill_repeat(
    parent: InstanceNode, element: Element, source: Mapping[str, Any]
) -> list[tuple[InstanceNode, Mapping[str, Any]]]:
    for old in _nodes(parent, element):
        parent.children.remove(old)
    parent.named.pop(element.name, None)
    rows = source.get(element.name, ())
    filled: list[tuple[InstanceNode, Mapping[str, Any]]] = []
    for row in rows if isinstance(rows, list | tuple) else ():
        if isinstance(row, Mapping):
            child = build_from_definition(element)
            insert_instance(parent, child)
            child.uid = _text(row.get(UID, ""))
            filled.append((child, row))
    return filled


def instance_xml(top: InstanceNode, attributes: Mapping[str, str]) -> str:
    """Return the instance as XML, without what is not relevant."""
    prefixes = {n.name.partition(":")[0] for n in top.below() if ":" in n.name}
    declared = [f'xmlns="{XFORMS}"'] if "xmlns" not in attributes else []
    declared += [f"xmlns:{p}={quoteattr(NAMESPACES.get(p, p))}" for p in sorted(prefixes)]
    declared += [f"{name}={quoteattr(value)}" for name, value in attributes.items()]
    pieces = ['<?xml version="1.0" encoding="utf-8"?>\n']
    stack: list[Node | str] = [top]
    while stack:
        each = stack.pop()
        if isinstance(each, str):
            pieces.append(each)
        elif each.relevant:
            inside = " " + " ".join(declared) if each is top else ""
            pieces.append(f"<{each.name}{inside}>{escape(each.value)}")
            stack.append(f"</{each.name}>")
            stack.extend(reversed(each.children))
    return "".join(pieces)
