"""Functions of nodes and of the form around them (XPath 1.0, section 4.1, and ODK's own)."""

from typing import Final

from inspector_app.xform.errors import XPathError
from inspector_app.xform.xpath.context import Context
from inspector_app.xform.xpath.functions.table import Table
from inspector_app.xform.xpath.nodes import ATTRIBUTE, ELEMENT, Node
from inspector_app.xform.xpath.values import Value, to_number, to_text

NODESETS: Final = Table()


@NODESETS.plain("last", 0)
def last(context: Context) -> float:
    """Return the number of candidates of the predicate."""
    return float(context.size)


@NODESETS.plain("position", 0, 1)
def position(context: Context, nodes: Value | None = None) -> float:
    """Return the number of the candidate, or of a node among its like siblings (ODK)."""
    if nodes is None:
        return float(context.position)
    if not isinstance(nodes, list):
        raise XPathError("type", "position() 的参数应为题目")
    return float(nodes[0].position()) if nodes else float("nan")


@NODESETS.plain("current", 0)
def current(context: Context) -> list[Node]:
    """Return the node that the whole expression belongs to."""
    return [context.current]


@NODESETS.plain("instance", 1)
def instance(context: Context, name: Value) -> list[Node]:
    """Return the node above the root of a secondary instance."""
    found = context.world.instance(to_text(name))
    return [] if found is None else [found]


@NODESETS.plain("name", 0, 1)
def name(context: Context, nodes: Value | None = None) -> str:
    """Return the name of a node as it is written."""
    found = context.node if nodes is None else _first(nodes)
    return found.name if found is not None and found.kind in {ELEMENT, ATTRIBUTE} else ""


def _first(nodes: Value) -> Node | None:
    found = _nodes(nodes)
    return found[0] if found else None


@NODESETS.plain("indexed-repeat", 3, 7)
def indexed_repeat(context: Context, target: Value, *pairs: Value) -> list[Node]:
    """Return what lies in the so-manieth instances of repeats (ODK).

    In forms the call is a path from the start; here the repeats are whatever nodes are given.
    """
    found = _nodes(target)
    for repeat, number in zip(pairs[::2], pairs[1::2], strict=False):
        wanted = to_number(number, context.world.calendar)
        chosen = {id(node) for node in _nodes(repeat) if node.position() == wanted}
        found = [node for node in found if not chosen.isdisjoint(_line(node))]
    return found


def _nodes(value: Value) -> list[Node]:
    if not isinstance(value, list):
        raise XPathError("type", "参数应为题目")
    return value


def _line(node: Node) -> set[int]:
    line: set[int] = set()
    each: Node | None = node
    while each is not None:
        line.add(id(each))
        each = each.parent
    return line


@NODESETS.plain("jr:itext", 1)
def itext(context: Context, identifier: Value) -> str:
    """Return a text of the form in the language of the session."""
    return context.world.itext(to_text(identifier))


@NODESETS.plain("jr:choice-name", 2)
def choice_name(context: Context, value: Value, question: Value) -> str:
    """Return the label of a choice of a question, in the language of the session."""
    return context.world.choice_name(context.node, to_text(value), to_text(question))


@NODESETS.plain("pulldata", 4)
def pulldata(context: Context, name: Value, column: Value, key: Value, value: Value) -> str:
    """Return a cell of a list: of the first row whose ``key`` has ``value``."""
    index = context.world.indexed(to_text(name), ("root", "item"), to_text(key))
    rows = index.get(to_text(value), ())
    cells = rows[0].named.get(to_text(column), ()) if rows else ()
    return cells[0].text() if cells else ""
