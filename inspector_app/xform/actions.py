"""What a form sets by itself at events (ODK XForms, "Events and actions")."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element as XmlElement

from inspector_app.xform.bindings import absolute
from inspector_app.xform.elements import Element
from inspector_app.xform.errors import Problem
from inspector_app.xform.xml import attribute, local_name

FIRST_LOAD: Final = "odk-instance-first-load"
EVERY_LOAD: Final = frozenset({"odk-instance-load", "xforms-ready"})
NEW_REPEAT: Final = "odk-new-repeat"
VALUE_CHANGED: Final = "xforms-value-changed"
_EVENTS: Final = frozenset({FIRST_LOAD, *EVERY_LOAD, NEW_REPEAT, VALUE_CHANGED})
_REFUSED: Final = {"setgeopoint": "记录位置", "recordaudio": "录音"}


@dataclass(frozen=True, slots=True)
class Action:
    """Sets a node at an event.

    Attributes:
        events: the names of the events.
        target: the path of the node that is set.
        source: the node whose event it is: the question that changed, the repeat that grew; "" for
            events of the whole form.
        expression: what gives the value; None when it is a plain text.
        text: that text.
    """

    events: frozenset[str]
    target: str
    source: str
    expression: str | None
    text: str


def read_actions(
    model: XmlElement,
    body: XmlElement | None,
    elements: Mapping[str, Element],
    problems: list[Problem],
) -> tuple[Action, ...]:
    """Return the actions of a form, those of the model first."""
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
    stack = [(top, at)]
    while stack:
        source, where = stack.pop()
        for inner in reversed(source):
            name = local_name(inner)
            if name == "setvalue" or name in _REFUSED:
                continue
            if name not in {"instance", "itext"}:
                reference = attribute(inner, "ref") or attribute(inner, "nodeset")
                stack.append((inner, reference or where))
        for inner in source:
            if local_name(inner) == "setvalue" or local_name(inner) in _REFUSED:
                yield inner, where


def _action(
    source: XmlElement, at: str, elements: Mapping[str, Element], problems: list[Problem]
) -> Action | None:
    reference = attribute(source, "ref") or ""
    target = absolute(reference, elements, at or None)
    if not reference or target not in elements:
        problems.append(Problem("no-node", reference or at, "setvalue 没有可设置的题目"))
        return None
    events = frozenset((attribute(source, "event") or "").split())
    if not events & _EVENTS:
        problems.append(Problem("event", target, f"不认识的事件 {' '.join(sorted(events))}"))
        return None
    text = "".join(source.itertext()).strip()
    return Action(events, target, at, attribute(source, "value") or None, text)
