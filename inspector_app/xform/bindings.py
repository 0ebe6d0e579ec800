"""Reads the binds of a model: types, expressions and messages by node."""

from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element as XmlElement

from inspector_app.xform.elements import Element
from inspector_app.xform.errors import Problem
from inspector_app.xform.texts import Text, text_of_expression
from inspector_app.xform.xml import attributes, children

EXPRESSIONS: Final = ("calculate", "relevant", "required", "readonly", "constraint")
_OTHERS: Final = ("preload", "preloadParams", "max-pixels")
_MESSAGES: Final = {"constraintMsg": "constraint_message", "requiredMsg": "required_message"}
_TYPES: Final = {"integer": "int", "": "string", "select_one": "select1", "double": "decimal"}
REFUSED_TYPES: Final = frozenset({"geopoint", "geotrace", "geoshape", "barcode"})


def read_binds(model: XmlElement, elements: Mapping[str, Element], problems: list[Problem]) -> None:
    """Enter what the binds say into the elements that they are about."""
    for bind in children(model, "bind"):
        written = attributes(bind)
        where = (written.get("nodeset") or written.get("ref") or "").strip()
        element = elements.get(absolute(where, elements))
        if element is None:
            problems.append(Problem("no-node", where, "bind 所指的题目不在主数据中"))
        else:
            _enter(written, element, problems)


def absolute(path: str, elements: Mapping[str, Element], base: str | None = None) -> str:
    """Return a path from the root; one without a slash begins at ``base``, else at the root."""
    if path.startswith("/") or not elements:
        return path.rstrip("/") if len(path) > 1 else path
    start = base or next(iter(elements))
    for name in path.split("/"):
        if name == "..":
            start = start.rpartition("/")[0]
        elif name not in {"", ".", "current()"}:
            start = f"{start}/{name}"
    return start


def _enter(written: Mapping[str, str], element: Element, problems: list[Problem]) -> None:
    type_name = written.get("type", "").rpartition(":")[2]
    element.data_type = _TYPES.get(type_name, type_name)
    if element.data_type in REFUSED_TYPES:
        detail = f"不支持 {element.data_type} 类型的题目"
        problems.append(Problem("refused-type", element.path, detail))
    for name in (*EXPRESSIONS, *_OTHERS):
        value = written.get(name, "").strip()
        if value:
            element.bind[name] = value
    for name, key in _MESSAGES.items():
        if message := written.get(name):
            element.texts[key] = _message(message)


def _message(value: str) -> Text:
    return text_of_expression(value) if value.startswith("jr:itext(") else Text((value,))
