"""Reads the body of a form: what shows a node, in which order and with which choices."""

from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element as XmlElement

from inspector_app.xform.bindings import absolute
from inspector_app.xform.elements import Element, Itemset, StaticItem
from inspector_app.xform.errors import Problem
from inspector_app.xform.texts import Text, read_text
from inspector_app.xform.xml import attribute, child, children, local_name

CONTROLS: Final = frozenset({
    "input", "select1", "select", "upload", "trigger", "range", "rank", "secret", "textarea",
})  # fmt: skip
_SELECT_TYPES: Final = {"select1": "select1", "select": "select", "rank": "rank"}
_KNOWN: Final = frozenset({"ref", "bind", "nodeset", "appearance", "class", "mediatype"})


def read_body(body: XmlElement, elements: Mapping[str, Element], problems: list[Problem]) -> None:
    """Enter what the body says into the elements that it shows, and order their siblings."""
    reader = _Reader(elements, problems)
    reader.read(body, next(iter(elements)))
    for element in elements.values():
        element.children.sort(key=reader.order_of)


class _Reader:
    def __init__(self, elements: Mapping[str, Element], problems: list[Problem]) -> None:
        self._elements = elements
        self._problems = problems
        self._order: dict[str, int] = {}
        self._items: dict[StaticItem, StaticItem] = {}

    def order_of(self, element: Element) -> int:
        """Return the place of the first thing of the body in the element; others go last."""
        return self._order.get(element.path, len(self._elements) + 1)

    def read(self, source: XmlElement, base: str) -> None:
        """Read everything in ``source``, whose relative paths begin at ``base``."""
        for inner in source:
            name = local_name(inner)
            if name == "group":
                self._group(inner, base)
            elif name == "repeat":
                self._repeat(inner, base)
            elif name in CONTROLS:
                self._control(inner, name, base)

    def _find(self, source: XmlElement, base: str) -> Element | None:
        where = attribute(source, "ref") or attribute(source, "nodeset") or ""
        if not where:
            return None
        element = self._elements.get(absolute(where.strip(), self._elements, base))
        if element is None:
            self._problems.append(Problem("no-node", where, "界面所指的题目不在主数据中"))
            return None
        for path in _with_ancestors(element):
            self._order.setdefault(path, len(self._order))
        return element

    def _group(self, source: XmlElement, base: str) -> None:
        element = self._find(source, base)
        if element is not None:
            if element.kind == "question":
                element.kind = "group"
            self._show(source, element)
        self.read(source, element.path if element else base)

    def _repeat(self, source: XmlElement, base: str) -> None:
        element = self._find(source, base)
        if element is None:
            return
        element.kind = "repeat"
        element.count = (attribute(source, "count") or "").strip()
        fixed = attribute(source, "noAddRemove") or ""
        element.fixed = bool(element.count) or fixed.replace(" ", "") == "true()"
        self._show(source, element)
        self.read(source, element.path)

    def _control(self, source: XmlElement, name: str, base: str) -> None:
        element = self._find(source, base)
        if element is None:
            return
        if name == "rank" or not element.control:
            element.control = name
        if name in _SELECT_TYPES and element.data_type in {"string", name, "rank"}:
            element.data_type = _SELECT_TYPES[name]
        element.mediatype = attribute(source, "mediatype") or ""
        self._show(source, element)
        for key, value in source.attrib.items():
            local = key.rpartition("}")[2]
            if local not in _KNOWN:
                element.parameters[local] = value
        element.items = tuple(self._item(item) for item in children(source, "item"))
        itemset = child(source, "itemset")
        if itemset is not None:
            element.itemset = _itemset(itemset)

    def _item(self, source: XmlElement) -> StaticItem:
        """Return a choice; questions with the same choices share them."""
        found = _item(source)
        return self._items.setdefault(found, found)

    def _show(self, source: XmlElement, element: Element) -> None:
        words = attribute(source, "appearance") or attribute(source, "class")
        if words:
            found = f"{element.appearance} {words}".split()
            # The old word for choosing by typing.
            renamed = ["autocomplete"] if "search" in found and "autocomplete" not in found else []
            element.appearance = " ".join(renamed + found)
        for name in ("label", "hint"):
            text = child(source, name)
            if text is not None:
                element.texts.setdefault(name, read_text(text))


def _with_ancestors(element: Element) -> list[str]:
    paths: list[str] = []
    each: Element | None = element
    while each is not None:
        paths.append(each.path)
        each = each.parent
    return paths[::-1]


def _item(source: XmlElement) -> StaticItem:
    value, label = child(source, "value"), child(source, "label")
    text = "" if value is None else "".join(value.itertext()).strip()
    return StaticItem(text, Text((text,)) if label is None else read_text(label))


def _itemset(source: XmlElement) -> Itemset:
    value, label = child(source, "value"), child(source, "label")
    value_ref = "" if value is None else attribute(value, "ref") or ""
    label_ref = "" if label is None else attribute(label, "ref") or ""
    return Itemset(
        (attribute(source, "nodeset") or "").strip(), value_ref or "name", label_ref or value_ref
    )
