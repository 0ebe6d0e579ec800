"""One form that is being filled by a scenario, and what a scenario may hold in its hand of it."""

import re
from dataclasses import dataclass

from inspector_app.xform import Element, FormDef, NodeState, Session
from tests.oracle.scenarios.outcome import DiffersError, NotOursError
from tests.oracle.scenarios.positions import Event, events_of, plain_path


class Run:
    """A form, its session and the place in it that is looked at."""

    def __init__(self, form: FormDef, session: Session) -> None:
        self.form, self.session, self.position = form, session, 0

    def again(self) -> "Run":
        """Return a new session with the answers of this one, as after saving and opening."""
        names = [e.name for e in self.form.elements.values() if e.kind == "question"]
        if len(names) != len(set(names)):
            raise NotOursError("names repeat in the form, and answers are kept by name")
        return Run(self.form, Session(self.form, answers=self.session.answers()))

    def events(self) -> list[Event]:
        return events_of(self.form, self.session)

    def event(self) -> Event:
        return self.events()[self.position]

    def node(self, reference: str) -> "Node":
        return Node(self, plain_path(self.form, reference))

    def go(self, reference: str) -> Event:
        """Move to the event of this reference."""
        for position, event in enumerate(self.events()):
            if event.reference == reference:
                self.position = position
                return event
        raise DiffersError(f"{reference} is nowhere to be asked")

    def step(self, by: int, wanted: str) -> None:
        """Move on, and expect what is then looked at."""
        events = self.events()
        self.position = max(0, min(self.position + by, len(events) - 1))
        found = events[self.position].reference
        if found != wanted:
            self.go(wanted)
            raise DiffersError(f"the next is {found}, expected {wanted}")

    def is_offered(self, path: str) -> bool:
        """Say whether everything that is chosen can be chosen now."""
        chosen = self.session.value(path).split()
        return set(chosen) <= {choice.value for choice in self.session.choices(path)}


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the instance, as it is when it is looked at."""

    run: Run
    path: str

    @property
    def state(self) -> NodeState:
        return self.run.session.state(self.path)

    @property
    def element(self) -> Element:
        return self.run.form.elements[re.sub(r"\[\d+\]", "", self.path)]

    def text(self) -> str:
        return self.run.session.value(self.path)

    def constraint_message(self) -> str | None:
        return None if self.state.valid else self.run.session.constraint_message(self.path)

    def required_message(self) -> str | None:
        state = self.state
        missing = state.required and state.relevant and not state.value
        return self.run.session.required_message(self.path) if missing else None

    def counted(self) -> str:
        """Return what counts of it: nothing where it is not asked, or does not fit its question.

        The other engine drops what is not of the type of a question, or is no longer among its
        choices. Ours keeps what was written, names it an open point and does not let it through.
        """
        state, element = self.state, self.element
        if element.data_type.startswith("geo"):
            raise NotOursError("places on a map")
        wrong_type = not state.valid and "constraint" not in element.bind
        if wrong_type or not state.relevant:
            return ""
        if element.itemset is None or self.run.is_offered(self.path):
            return self.text()
        offered = {choice.value for choice in self.run.session.choices(self.path)}
        return " ".join(value for value in self.text().split() if value in offered)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a node held when it was asked."""

    node: Node
    value: str


@dataclass(frozen=True, slots=True)
class Label:
    """The text of a label; how it would be set in type is not ours."""

    text: str


@dataclass(frozen=True, slots=True)
class Validity:
    """What keeps a form from being finished, if anything does."""

    run: Run
    path: str | None
    kind: str
