"""elementpath and lxml at the same work: the expressions of a form that one answer concerns.

Neither knows what depends on what, so a list of it is made for them beforehand; and only what both
can compute is in the forms that are measured.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import elementpath
from elementpath.xpath1 import XPath1Parser
from lxml import etree

_KINDS: Final = ("calculate", "relevant", "required", "constraint")
_XF: Final = "{http://www.w3.org/2002/xforms}"


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression of a bind: what it stands at, what it is for, and what it reads."""

    path: str
    kind: str
    text: str

    @property
    def reads(self) -> frozenset[str]:
        found = set(re.findall(r"/data(?:/\w+)+", self.text))
        if self.kind == "constraint":
            found.add(self.path)
        return frozenset(found)


def expressions_of(xml: str) -> list[Expression]:
    """Return every expression of the form's binds."""
    root = etree.fromstring(xml.encode())
    return [
        Expression(bind.get("nodeset"), kind, bind.get(kind))
        for bind in root.iter(f"{_XF}bind")
        for kind in _KINDS
        if bind.get(kind)
    ]


def concerned(expressions: Sequence[Expression], path: str) -> list[Expression]:
    """Return what must be computed again after an answer, in an order that holds."""
    found: list[Expression] = []
    changed = [path]
    for each in changed:
        for expression in expressions:
            if each in expression.reads and expression not in found:
                found.append(expression)
                if expression.kind == "calculate":
                    changed.append(expression.path)
    return found


def instance_of(xml: str) -> etree._Element:
    """Return the form's instance as a document of its own, without namespaces."""
    found = re.search(r"<data .*?</data>", xml, re.DOTALL)
    assert found is not None
    return etree.fromstring(found[0])


def _text(value: Any) -> str:
    if isinstance(value, list):
        return (value[0].text or "") if value else ""
    return str(value)


def _coalesce(_context: Any, *values: Any) -> str:
    texts = (_text(v) for v in values)
    return next((text for text in texts if text), "")


def _selected(_context: Any, chosen: Any, wanted: str) -> bool:
    return wanted in _text(chosen).split()


def _round(_context: Any, value: Any, places: float) -> float:
    return round(float(value), int(places))


class Lxml:
    """lxml, with the functions that forms have beyond XPath as functions in Python."""

    name = "lxml"

    def __init__(self, xml: str) -> None:
        self._root = instance_of(xml)
        self._tree = self._root.getroottree()
        functions: Mapping[tuple[None, str], Callable[..., Any]] = {
            (None, "coalesce"): _coalesce,
            (None, "selected"): _selected,
            # round() with two arguments cannot be given to lxml; the name below is for that.
            (None, "round2"): _round,
        }
        self.compiled = {
            expression: etree.XPath(_for_lxml(expression.text), extensions=functions)
            for expression in expressions_of(xml)
        }

    def answer(self, path: str, value: str, work: Sequence[Expression]) -> None:
        """Write an answer and compute what it concerns."""
        self._node(path).text = value
        for expression in work:
            node = self._node(expression.path)
            result = self.compiled[expression](node)
            if expression.kind == "calculate":
                node.text = str(result)

    def choices(self, items: etree._Element, zone: str) -> int:
        """Return how many schools a zone has."""
        return len(items.xpath("item[zone = $zone]", zone=zone))

    def _node(self, path: str) -> etree._Element:
        steps = path.removeprefix("/data").strip("/")
        found = self._root.find(steps) if steps else self._root
        assert found is not None
        return found


def _for_lxml(text: str) -> str:
    return text.replace("round(", "round2(")


class FormParser(XPath1Parser):
    """elementpath's XPath 1, with what forms have beyond it."""


_method, _function = FormParser.method, FormParser.function


def _texts(token: Any, context: Any) -> list[str]:
    return [token.string_value(token.get_argument(context, place)) for place in range(len(token))]


@_method(_function("coalesce", nargs=(2, None)))
def evaluate_coalesce(self: Any, context: Any = None) -> str:
    return next((text for text in _texts(self, context) if text), "")


@_method(_function("selected", nargs=2))
def evaluate_selected(self: Any, context: Any = None) -> bool:
    chosen, wanted = _texts(self, context)
    return wanted in chosen.split()


@_method(_function("round2", nargs=2))
def evaluate_round(self: Any, context: Any = None) -> float:
    number, places = _texts(self, context)
    return round(float(number), int(places))


class Elementpath:
    """elementpath over the same tree."""

    name = "elementpath"

    def __init__(self, xml: str) -> None:
        self._root = instance_of(xml)
        self._tree = elementpath.get_node_tree(self._root)
        parser = FormParser()
        self.compiled = {
            expression: parser.parse(_for_lxml(expression.text))
            for expression in expressions_of(xml)
        }
        self._in_zone = parser.parse("item[zone = $zone]")

    def answer(self, path: str, value: str, work: Sequence[Expression]) -> None:
        """Write an answer and compute what it concerns."""
        self._node(path).text = value
        for expression in work:
            node = self._node(expression.path)
            context = elementpath.XPathContext(self._tree, item=node)
            result = self.compiled[expression].evaluate(context)
            if expression.kind == "calculate":
                node.text = str(result)

    def choices(self, items: etree._Element, zone: str) -> int:
        """Return how many schools a zone has."""
        context = elementpath.XPathContext(items, variables={"zone": zone})
        return len(self._in_zone.get_results(context))

    def _node(self, path: str) -> etree._Element:
        steps = path.removeprefix("/data").strip("/")
        found = self._root.find(steps) if steps else self._root
        assert found is not None
        return found


YARDSTICKS: Final = (Elementpath, Lxml)
