"""Reads the XML of a form safely, and names its elements as expressions do."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from xml.etree.ElementTree import Element as XmlElement
from xml.etree.ElementTree import ParseError

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from inspector_app.xform.errors import FormError, Problem

XFORMS: Final = "http://www.w3.org/2002/xforms"
JAVAROSA: Final = "http://openrosa.org/javarosa"
_PREFIXES: Final = {
    "http://openrosa.org/xforms": "orx",
    "http://openrosa.org/xforms/": "orx",
    JAVAROSA: "jr",
    "http://www.opendatakit.org/xforms": "odk",
    "http://www.opendatakit.org/xforms/entities": "entities",
}
NAMESPACES: Final = {"orx": "http://openrosa.org/xforms", "jr": JAVAROSA}
MAX_BYTES: Final = 64 * 1024 * 1024
MAX_DEPTH: Final = 60


def parse_xml(xml: str | bytes) -> XmlElement:
    """Return the root element of ``xml``.

    Raises:
        FormError: it is no XML, declares entities, or is too large or too deep.
    """
    if len(xml) > MAX_BYTES:
        raise FormError([Problem("size", "", "表单文件过大")])
    try:
        root: XmlElement = defusedxml.ElementTree.fromstring(xml)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise FormError([Problem("xml", "", f"不是可用的 XML：{error}")]) from error
    _check_depth(root)
    return root


def _check_depth(root: XmlElement) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            where = local_name(level[0])
            raise FormError([Problem("depth", where, f"XML 嵌套超过 {MAX_DEPTH} 层")])
        level = [child for element in level for child in element]


def local_name(element: XmlElement) -> str:
    """Return the name of an element without its namespace."""
    return _local(element.tag)


@lru_cache(maxsize=4_096)
def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def node_name(element: XmlElement) -> str:
    """Return the name of a node of an instance as expressions write it."""
    namespace, _, local = str(element.tag).rpartition("}")
    prefix = _PREFIXES.get(namespace.lstrip("{"), "")
    return f"{prefix}:{local}" if prefix else local


def attribute(element: XmlElement, name: str) -> str | None:
    """Return an attribute, whatever its namespace."""
    if name in element.attrib:
        return element.attrib[name]
    for key, value in element.attrib.items():
        if key.endswith("}" + name):
            return value
    return None


def attributes(element: XmlElement) -> dict[str, str]:
    """Return all attributes by their names without namespaces; one without a namespace wins."""
    found = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
    return found | {key: value for key, value in element.attrib.items() if key[0] != "{"}


def children(element: XmlElement, *names: str) -> Iterator[XmlElement]:
    """Yield the children of one of the names, whatever their namespace."""
    for child in element:
        if _local(child.tag) in names:
            yield child


def child(element: XmlElement | None, name: str) -> XmlElement | None:
    """Return the first child of a name; None when there is none."""
    if element is not None:
        for each in element:
            if _local(each.tag) == name:
                return each
    return None
