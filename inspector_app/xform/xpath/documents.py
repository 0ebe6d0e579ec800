"""Plain XML documents as trees of nodes, and expressions on them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal
from xml.dom import minidom
from xml.parsers.expat import ExpatError

import defusedxml.minidom
from defusedxml.common import DefusedXmlException

from inspector_app.base.clock import CHINA
from inspector_app.base.override import override
from inspector_app.xform.errors import FormError, Problem, XPathError
from inspector_app.xform.xpath import nodes
from inspector_app.xform.xpath.compile import compile_expression
from inspector_app.xform.xpath.context import Context, World
from inspector_app.xform.xpath.dates import Calendar
from inspector_app.xform.xpath.nodes import Node
from inspector_app.xform.xpath.parser import parse_expression
from inspector_app.xform.xpath.values import Value, to_boolean, to_number, to_text

MAX_DEPTH = 200
_KINDS = {
    minidom.Node.TEXT_NODE: nodes.TEXT,
    minidom.Node.CDATA_SECTION_NODE: nodes.TEXT,
    minidom.Node.COMMENT_NODE: nodes.COMMENT,
    minidom.Node.PROCESSING_INSTRUCTION_NODE: nodes.INSTRUCTION,
}


def read_document(xml: str | bytes, prefixes: Mapping[str, str] | None = None) -> Node:
    """Return the document node over the tree of ``xml``.

    Args:
        xml: the text.
        prefixes: by namespace, the prefix that names of its elements get; others keep theirs.

    Raises:
        FormError: the text is no XML, has entities or is nested too deep.
    """
    try:
        document: Any = defusedxml.minidom.parseString(xml)  # type: ignore[arg-type]
    except (ExpatError, DefusedXmlException, ValueError, LookupError) as error:
        raise FormError([Problem("xml", "", f"不是 XML：{error}")]) from error
    root = Node("", kind=nodes.DOCUMENT)
    stack: list[tuple[Any, Node, int]] = [(document, root, 0)]
    while stack:
        source, target, depth = stack.pop()
        if depth > MAX_DEPTH:
            raise FormError([Problem("depth", target.name, f"XML 嵌套超过 {MAX_DEPTH} 层")])
        for child in source.childNodes:
            made = _node(child, prefixes or {})
            if made is not None:
                target.append(made)
                if child.nodeType == minidom.Node.ELEMENT_NODE:
                    stack.append((child, made, depth + 1))
    return root


def _node(source: Any, prefixes: Mapping[str, str]) -> Node | None:
    if source.nodeType == minidom.Node.ELEMENT_NODE:
        prefix = prefixes.get(source.namespaceURI or "")
        made = Node(f"{prefix}:{source.localName}" if prefix else source.tagName)
        made.attributes = tuple(_attributes(source, made))
        return made
    kind = _KINDS.get(source.nodeType)
    if kind is None:
        return None
    name = source.target if kind == nodes.INSTRUCTION else ""
    return Node(name, source.data, kind)


def _attributes(source: Any, owner: Node) -> Iterator[Node]:
    for name, value in source.attributes.items():
        if name != "xmlns" and not name.startswith("xmlns:"):
            made = Node(name, value, nodes.ATTRIBUTE)
            made.parent = owner
            yield made


class DocumentWorld(World):
    """The world of an expression on a plain document."""

    def __init__(
        self,
        root: Node,
        calendar: Calendar,
        instant: datetime | None = None,
        language: str | None = None,
    ) -> None:
        super().__init__(root, calendar)
        self._instant = instant
        self._language = language

    @override
    def now(self) -> datetime:
        """Return the instant that was given, else that of the machine."""
        return self._instant or super().now()

    @override
    def instance(self, name: str) -> Node | None:
        """Return the element ``instance`` of that id anywhere in the document."""
        for node in self.root.descendants():
            if node.name == "instance" and _attribute(node, "id") == name:
                return node
        return None

    @override
    def itext(self, identifier: str) -> str:
        """Return the text of that id in the language, else in the first translation."""
        for node in self.root.descendants():
            if node.name == "translation" and self._language in {None, _attribute(node, "lang")}:
                for text in node.named.get("text", ()):
                    if _attribute(text, "id") == identifier:
                        return "".join(value.text() for value in text.named.get("value", ()))
        return super().itext(identifier)


def _attribute(node: Node, name: str) -> str | None:
    return next((each.value for each in node.attributes if each.name == name), None)


def evaluate(  # noqa: PLR0913
    expression: str,
    *,
    xml: str | bytes,
    context: str | Sequence[int] | None = None,
    namespaces: Mapping[str, str] | None = None,
    kind: Literal["string", "number", "boolean", "nodes"] = "string",
    local_midnight: bool = False,
    clock: datetime | None = None,
) -> Any:
    """Return the value of an expression on a plain document.

    Args:
        expression: the text of the expression.
        xml: the document.
        context: an expression for the context node; None = the document node.
        namespaces: the namespaces of the prefixes that the expressions use.
        kind: what the value is turned into.
        local_midnight: count days from midnight in UTC, as some engines do.
        clock: the instant, aware; it also says the zone. None = now, at UTC+8.

    Raises:
        XPathSyntaxError: the expression cannot be read.
        XPathError: it gives no value.
        FormError: the document cannot be read.
    """
    root = read_document(xml, {uri: prefix for prefix, uri in (namespaces or {}).items()})
    zone = clock.tzinfo if clock and clock.tzinfo else CHINA
    world = DocumentWorld(root, Calendar(zone, local_midnight), clock)
    at = _context_node(context, root, world)
    value = compile_expression(parse_expression(expression))(Context(at, world))
    return _converted(value, kind, world)


def _context_node(context: str | Sequence[int] | None, root: Node, world: World) -> Node:
    if context is None:
        return root
    if not isinstance(context, str):
        node = root
        for place in context:
            node = node.children[place]
        return node
    found = compile_expression(parse_expression(context))(Context(root, world))
    if not isinstance(found, list) or not found:
        raise XPathError("type", f"没有节点 {context}")
    return found[0]


def _converted(value: Value, kind: str, world: World) -> Value:
    if kind == "string":
        return to_text(value)
    if kind == "number":
        return to_number(value, world.calendar)
    if kind == "boolean":
        return to_boolean(value)
    if not isinstance(value, list):
        raise XPathError("type", "结果不是节点")
    return value
