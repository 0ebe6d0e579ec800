"""Instances as XML: answers out of one, and whether two say the same."""

import re
from typing import Any
from xml.etree.ElementTree import Element as Xml

from defusedxml.ElementTree import fromstring

from inspector_app.xform import Element, FormDef

# Made anew in each engine.
_OWN = {"instanceID", "deprecatedID"}


def answers_in(form: FormDef, xml: str) -> dict[str, Any]:
    """Return the answers of a saved instance, as a session is opened with them."""
    return _answers(fromstring(xml), form.root)


def _answers(node: Xml, element: Element) -> dict[str, Any]:
    found: dict[str, Any] = {}
    defined = {child.name: child for child in element.children}
    for child in node:
        name = _local(child)
        inner = defined.get(name)
        if inner is None or name == "meta":
            continue
        if inner.kind == "repeat":
            found.setdefault(name, []).append(_answers(child, inner))
        elif inner.kind == "group":
            found |= _answers(child, inner)
        else:
            found[name] = (child.text or "").strip()
    return found


def same_instance(ours: str, theirs: str) -> bool:
    """Say whether two instances hold the same elements and texts in the same order."""
    return _shape(fromstring(ours)) == _shape(fromstring(theirs))


def _shape(node: Xml) -> tuple[str, str, tuple[Any, ...]]:
    name = _local(node)
    text = "" if name in _OWN or len(node) else (node.text or "").strip()
    return name, text, tuple(_shape(child) for child in node)


def _local(node: Xml) -> str:
    return re.sub(r"\{.*\}", "", str(node.tag))
