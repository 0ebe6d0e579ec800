"""The order in which a form asks: what a person meets who always presses 'next'."""

from collections.abc import Iterator
from dataclasses import dataclass

from inspector_app.xform import Element, FormDef, Session


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that is met: a group, an instance, a question, the offer of another instance."""

    kind: str
    reference: str
    path: str = ""
    definition: str = ""


def plain_path(form: FormDef, reference: str) -> str:
    """Return a recorded reference as our paths are: the place of each repeat, no prefixes."""
    steps, plain = [], ""
    words = reference.strip("/").split("/")
    for number, word in enumerate(words, start=1):
        name, _, place = word.partition("[")
        name = name.split(":")[-1]
        plain += f"/{name}"
        element = form.elements.get(plain)
        is_repeat = element is not None and element.kind == "repeat"
        if is_repeat and (place or number < len(words)):
            steps.append(f"{name}[{place.rstrip(']') or '1'}]")
        else:
            steps.append(name)
    return "/" + "/".join(steps)


def events_of(form: FormDef, session: Session) -> list[Event]:
    """Return everything that is met now, from the beginning of the form to its end."""
    root = form.root
    met = [event for child in root.children for event in _events(child, root.path, session)]
    return [Event("BEGINNING_OF_FORM", "BEGINNING_OF_FORM"), *met,
            Event("END_OF_FORM", "END_OF_FORM")]  # fmt: skip


def _events(element: Element, parent: str, session: Session) -> Iterator[Event]:
    path = f"{parent}/{element.name}"
    if element.kind == "repeat":
        yield from _repeat_events(element, path, session)
    elif session.state(path).relevant:
        if element.kind == "question":
            if element.control:
                yield Event("QUESTION", path, path, element.path)
            return
        if element.control:
            yield Event("GROUP", path, path, element.path)
        for child in element.children:
            yield from _events(child, path, session)


def _repeat_events(element: Element, path: str, session: Session) -> Iterator[Event]:
    for place in range(1, session.repeats(path) + 1):
        instance = f"{path}[{place}]"
        if not session.state(instance).relevant:
            continue
        yield Event("REPEAT", instance, instance, element.path)
        for child in element.children:
            yield from _events(child, instance, session)
    if not (element.count or element.fixed) and _may_be_added(session, path):
        yield Event("PROMPT_NEW_REPEAT", path, path, element.path)


def _may_be_added(session: Session, path: str) -> bool:
    """An instance is offered where those that there are are asked, or there is none."""
    count = session.repeats(path)
    return not count or any(
        session.state(f"{path}[{place}]").relevant for place in range(1, count + 1)
    )
