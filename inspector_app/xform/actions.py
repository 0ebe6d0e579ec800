"""What a form sets by itself at events (ODK XForms, "Events and actions")."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element as XmlElement

from inspector_app.xform.bindings import absolute
from inspector_app.xform.elements import Element
from inspector_app.xform.errors import FormError, Problem, XPathSyntaxError
from inspector_app.xform.xml import attribute, local_name
from inspector_app.xform.xpath.ast import Path
from inspector_app.xform.xpath.parser import parse_expression

FIRST_LOAD: Final = "odk-instance-first-load"
EVERY_LOAD: Final = frozenset({"odk-instance-load", "xforms-ready"})
NEW_REPEAT: Final = "odk-new-repeat"
VALUE_CHANGED: Final = "xforms-value-changed"
_EVENTS: Final = frozenset({FIRST_LOAD, *EVERY_LOAD, NEW_REPEAT, VALUE_CHANGED})
_WITHOUT_ACTIONS: Final = frozenset({"instance", "itext", "item", "itemset", "label", "hint"})
_REFUSED: Final = {"setgeopoint": "记录位置", "recordaudio": "录音"}


@dataclass(frozen=True, slots=True)
class Action:
    """Sets a node at an event.

    Attributes:
        events: the names of the events.
        target: the path of the element that is set.
        place: the path as it is written, which may choose an instance: ``/data/r[1]/x``.
        source: the node whose event it is: the question that changed, the repeat that grew; "" for
            events of the whole form.
        expression: what gives the value; None when it is a plain text.
        text: that text.
    """

    events: frozenset[str]
    target: str
    place: str
    source: str
    expression: str | None
    text: str


def read_actions(
    model: XmlElement,
    body: XmlElement | None,
    elements: Mapping[str, Element],
    problems: list[Problem],
) -> tuple[Action, ...]:
    """Return the actions of a form, those of the model first.

    Raises:
        FormError: one sets a node that is not there.
    """
    found = [*_walk(model, "")] + ([] if body is None else [*_walk(body, "")])
    actions: list[Action] = []
    for source, at in found:
        refused = _REFUSED.get(local_name(source))
        if refused:
            where = attribute(source, "ref") or at
            problems.append(Problem("refused-action", where, f"不支持{refused}"))
        elif (action := _action(source, at, elements, problems)) is not None:
            actions.append(action)
    return tuple(actions)


def _walk(top: XmlElement, at: str) -> Iterator[tuple[XmlElement, str]]:
    """Yield every action below an element with the node whose event it is, those above first."""
    stack = [(top, at)]
    while stack:
        source, where = stack.pop()
        deeper: list[tuple[XmlElement, str]] = []
        for inner in source:
            name = local_name(inner)
            if name == "setvalue" or name in _REFUSED:
                yield inner, where
            elif len(inner) and name not in _WITHOUT_ACTIONS:
                reference = attribute(inner, "ref") or attribute(inner, "nodeset")
                deeper.append((inner, reference or where))
        stack.extend(reversed(deeper))


def _action(
    source: XmlElement, at: str, elements: Mapping[str, Element], problems: list[Problem]
) -> Action | None:
    reference = (attribute(source, "ref") or "").strip()
    if not reference:
        problems.append(Problem("no-node", at, "setvalue 没有写要设置哪一题"))
        return None
    target = absolute(_bare(reference), elements, at or None)
    if target not in elements:
        raise FormError([Problem("no-node", reference, "setvalue 所设置的题目不存在")])
    events = frozenset((attribute(source, "event") or "").split())
    _check_events(events, target, at)
    text = "".join(source.itertext()).strip()
    value = attribute(source, "value") or None
    at = absolute(at, elements) if at else ""
    return Action(events, target, reference if "[" in reference else target, at, value, text)


def _check_events(events: frozenset[str], target: str, at: str) -> None:
    """Refuse events that nothing ever raises, as JavaRosa does.

    Raises:
        FormError: one is unknown, or waits for a new instance outside of every repeat.
    """
    unknown = events - _EVENTS
    if unknown or not events:
        raise FormError([Problem("event", target, f"不认识的事件 {' '.join(sorted(unknown))}")])
    if NEW_REPEAT in events and not at:
        raise FormError([Problem("event", target, f"事件 {NEW_REPEAT} 应写在循环组之内")])


def _bare(reference: str) -> str:
    """Return a path without predicates; a text that is no path as it is."""
    try:
        tree = parse_expression(reference)
    except XPathSyntaxError:
        return reference
    return tree.bare() if isinstance(tree, Path) else reference
