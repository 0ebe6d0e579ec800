"""An interpreter of recorded form scenarios: what another engine's tests did, and what they expect.

A scenario is a list of operations; each may leave a result, and an expectation names such a result
and what it must be. Whatever speaks of things that our engine does not have is told apart, with its
reason, from what it has and does differently.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from inspector_app.xform import FormDef, FormError, Session, load_form
from tests.oracle.forms_positions import Event, events_of, plain_path

Json = Any


class NotOursError(Exception):
    """The scenario speaks of something that our engine does not have; the text says of what."""


class DiffersError(Exception):
    """An expectation does not hold; the text says how."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the instance, as it is when it is looked at."""

    run: "Run"
    path: str

    @property
    def state(self) -> Any:
        return self.run.session.state(self.path)

    def text(self) -> str:
        return self.run.session.value(self.path)

    def constraint_message(self) -> str | None:
        return None if self.state.valid else self.run.session.constraint_message(self.path)

    def required_message(self) -> str | None:
        state = self.state
        missing = state.required and state.relevant and not state.value
        return self.run.session.required_message(self.path) if missing else None


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

    run: "Run"
    path: str | None
    kind: str


@dataclass(slots=True)
class Outcome:
    """What became of one scenario."""

    digest: str
    test: str
    held: int = 0
    differs: list[str] = field(default_factory=list)
    not_ours: list[str] = field(default_factory=list)
    stopped: str = ""

    @property
    def ran(self) -> bool:
        """Whether it went through to its end and said something about our engine."""
        return not self.stopped and (self.held + len(self.differs) > 0 or not self.not_ours)


def play(row: Mapping[str, Json]) -> Outcome:
    """Run one recorded scenario."""
    test = f"{row['file']}: {row['test']}"
    outcome = Outcome(hashlib.sha256(test.encode()).hexdigest()[:10], test)
    try:
        _Player(outcome).play(row["ops"])
    except NotOursError as reason:
        outcome.stopped = str(reason)
    return outcome


class Run:
    """One form that is being filled, and the place in it that is looked at."""

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

    def node(self, reference: str) -> Node:
        return Node(self, plain_path(self.form, reference))

    def go(self, reference: str) -> Event:
        """Move to the event of this reference."""
        for self.position, event in enumerate(self.events()):
            if event.reference == reference:
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


class _Player:
    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.runs: dict[int, Run] = {}
        self.results: dict[int, Any] = {}
        self.refused: Exception | None = None

    def play(self, operations: Sequence[Json]) -> None:
        waiting: list[Json] | None = None
        for operation in operations:
            name = operation["op"]
            if name == "expectThrowBegin":
                waiting = []
            elif name == "expectThrowEnd":
                self._expect_refusal(waiting or [], wanted=not operation["neg"])
                waiting = None
            elif waiting is not None:
                waiting.append(operation)
            else:
                self._one(operation)

    def _expect_refusal(self, operations: Sequence[Json], *, wanted: bool) -> None:
        try:
            for operation in operations:
                if operation["op"] not in {"expect", "assert"}:
                    self._do(operation)
            refused = self.refused is not None
        except (ValueError, LookupError, DiffersError):
            refused = True
        self._count(None if refused == wanted else f"refused: {refused}, expected: {wanted}")

    def _one(self, operation: Json) -> None:
        if operation["op"] == "assert":  # narrows a type for the compiler of the recorded tests
            return
        if operation["op"] == "expect":
            self._expect(operation)
            return
        try:
            self._do(operation)
        except DiffersError as difference:
            self._count(f"{operation['op']} {operation['args']}: {difference}")
        except (ValueError, LookupError) as error:
            self._count(f"{operation['op']} {operation['args']}: {type(error).__name__} {error}")

    def _count(self, difference: str | None) -> None:
        if difference is None:
            self.outcome.held += 1
        else:
            self.outcome.differs.append(difference)

    def _do(self, operation: Json) -> None:
        name, arguments = operation["op"], operation["args"]
        if name == "init":
            self._init(operation["scenario"], arguments)
            return
        act = ACTS.get(name)
        if act is None:
            raise NotOursError(f"the operation {name}")
        if (run := self.runs.get(operation["scenario"])) is None:
            raise NotOursError("the form was refused, or is not in the recording")
        if name == "restoreWebFormsInstanceState" and "result" not in arguments[0]:
            raise NotOursError("the saved instance is not in the recording")
        result = act(run, *arguments)
        if name in {"next", "prev"}:
            self.outcome.held += 1
        self.results[operation["opid"]] = result

    def _init(self, number: int, arguments: Sequence[Json]) -> None:
        xml = next((a["xml"] for a in arguments if isinstance(a, dict) and "xml" in a), None)
        if xml is None:
            raise NotOursError("the form is not in the recording")
        more = {key for a in arguments[2:] for key in a}
        if more:
            raise NotOursError(f"a form opened with {', '.join(sorted(more))}")
        self.refused = None
        try:
            form = load_form(xml)
            self.runs[number] = Run(form, Session(form))
        except (FormError, ValueError) as error:
            self.refused = error

    def _expect(self, operation: Json) -> None:
        try:
            if operation["subject"] is None and operation["matcher"] == "toBeInstanceOf":
                self._count(None if self.refused else "the form was not refused")
                return
            if self.refused and not self.runs:
                raise DiffersError(f"the form was refused: {self.refused}")
            subject = self._subject(operation["subject"])
            wanted = [self._wanted(argument) for argument in operation["args"]]
            matcher = MATCHERS.get(operation["matcher"])
            if matcher is None:
                raise NotOursError(f"the expectation {operation['matcher']}")
            holds = matcher(subject, *wanted)
            if holds == operation["neg"]:
                told = f"{'not ' if operation['neg'] else ''}{operation['matcher']} {wanted}"
                raise DiffersError(f"{_shown(subject)} {told}")
            self._count(None)
        except NotOursError as reason:
            self.outcome.not_ours.append(str(reason))
        except DiffersError as difference:
            self._count(str(difference))
        except (ValueError, LookupError) as error:
            self._count(f"{operation['subject']}: {type(error).__name__} {error}")

    def _subject(self, subject: Json) -> Any:
        if not isinstance(subject, dict):
            raise NotOursError("what the recorded test computed by itself")
        if "result" in subject:
            if subject["result"] not in self.results:
                raise DiffersError(f"{subject['method']} {subject['args']} had no result")
            return self.results[subject["result"]]
        if "get" in subject:
            return _got(self._subject(subject["of"]), subject["get"])
        call = subject.get("call")
        if isinstance(call, dict) and "get" in call:
            return _called(self._subject(call["of"]), call["get"], subject["args"])
        raise NotOursError(f"the inside of the other engine: {sorted(subject)}")

    def _wanted(self, value: Json) -> Any:
        if isinstance(value, list):
            return [self._wanted(one) for one in value]
        if isinstance(value, dict):
            if "big" in value:
                return int(value["big"])
            if "name" in value:
                return value["name"]
            if "get" in value:
                return value["get"]
            if "ref" in value:
                return value["ref"]
            if "re" in value:
                return re.compile(value["re"])
            if "call" in value or "new" in value or "fn" in value:
                raise NotOursError("a wanted value that the recorded test computed by itself")
        return value


def _shown(subject: Any) -> str:
    if isinstance(subject, Answer):
        return f"{subject.node.path} = {subject.value!r}"
    if isinstance(subject, Node):
        return f"{subject.path}: {subject.state}"
    return repr(subject)


# -- operations ------------------------------------------------------------------------------------


def _stored(value: Json, *, control: str) -> str:
    """Return a recorded answer as an instance holds it."""
    if control == "trigger":
        return "OK" if value in {True, "OK"} else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict) and "big" in value:
        return str(value["big"])
    if isinstance(value, dict) and value.get("args") and "parse" in str(value.get("call")):
        return str(value["args"][0])
    if isinstance(value, dict):
        raise NotOursError("answers that are files or places on a map")
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


def _answer(run: Run, *arguments: Json) -> Answer:
    if len(arguments) == 1:
        event, values = run.event(), arguments
    else:
        event, values = run.go(str(arguments[0])), arguments[1:]
    if event.kind != "QUESTION":
        raise DiffersError(f"{event.reference} is no question")
    control = run.form.elements[event.definition].control
    value = " ".join(_stored(one, control=control) for one in values)
    run.session.set(event.path, value)
    return _answer_of(run, event.reference)


def _answer_of(run: Run, reference: str) -> Answer:
    node = run.node(reference)
    return Answer(node, node.text())


def _new_repeat(run: Run, where: Json) -> None:
    reference = where["assertCurrentReference"] if isinstance(where, dict) else where
    if isinstance(where, dict) and run.event().reference != reference:
        raise DiffersError(f"at {run.event().reference}, expected {reference}")
    event = run.go(reference)
    if event.kind != "PROMPT_NEW_REPEAT":
        raise DiffersError(f"no instance can be added at {reference}")
    run.go(run.session.add(event.path))


def _remove_repeat(run: Run, reference: str) -> None:
    run.go(reference)
    run.session.remove(run.node(reference).path)


def _again(run: Run, *_: Json) -> Run:
    return run.again()


def _label(run: Run, where: Json) -> Label:
    event = run.event()
    if event.reference != where["assertCurrentReference"]:
        raise DiffersError(f"at {event.reference}, expected {where['assertCurrentReference']}")
    return Label(run.session.label(event.path))


def _validity(run: Run) -> Validity:
    points = run.session.problems()
    if not points:
        return Validity(run, None, "ANSWER_OK")
    kinds = {"required": "ANSWER_REQUIRED_BUT_EMPTY", "constraint": "ANSWER_CONSTRAINT_VIOLATED"}
    return Validity(run, points[0].path, kinds[points[0].kind])


def _set_language(run: Run, language: str) -> None:
    run.session.language = language


def _labels_of_chosen(run: Run, where: Json) -> list[str]:
    path = run.node(where["assertCurrentReference"]).path
    label = {choice.value: choice.label for choice in run.session.choices(path)}
    return [label[value] for value in run.session.value(path).split()]


def _start(run: Run) -> None:
    run.position = 0


def _can_add(run: Run, reference: str) -> bool:
    return any(
        event.reference == reference and event.kind == "PROMPT_NEW_REPEAT" for event in run.events()
    )


ACTS: Final[Mapping[str, Callable[..., Any]]] = {
    "answer": _answer,
    "answerOf": _answer_of,
    "getInstanceNode": Run.node,
    "next": lambda run, wanted: run.step(1, wanted),
    "prev": lambda run, wanted: run.step(-1, wanted),
    "createNewRepeat": _new_repeat,
    "proposed_addExplicitCreateNewRepeatCallHere": lambda run, where, _: _new_repeat(run, where),
    "removeRepeat": _remove_repeat,
    "countRepeatInstancesOf": lambda run, where: run.session.repeats(run.node(where).path),
    "choicesOf": lambda run, where: list(run.session.choices(run.node(where).path)),
    "setLanguage": _set_language,
    "atQuestion": lambda run: run.event().kind == "QUESTION",
    "refAtIndex": lambda run: run.event(),
    "atTheEndOfForm": lambda run: run.event().kind == "END_OF_FORM",
    "jumpToBeginningOfForm": _start,
    "proposed_serializeAndRestoreInstanceState": _again,
    "restoreWebFormsInstanceState": _again,
    "prepareWebFormsInstancePayload": _again,
    "editCurrentInstance": _again,
    "getQuestionLabel": _label,
    "getQuestionLabelText": lambda run, where: _label(run, where).text,
    "getValidationOutcome": _validity,
    "getFormDef": lambda run: run,
    "proposed_getTitle": lambda run: run.form.title,
    "proposed_getSelectedOptionLabelsAsText": _labels_of_chosen,
    "proposed_getAvailableOptionLabels": lambda run, where: [
        choice.label
        for choice in run.session.choices(run.node(where["assertCurrentReference"]).path)
    ],
    "proposed_canCreateOrRemoveRepeat": _can_add,
    "proposed_serializeInstance": lambda run, *_: run.session.instance_xml(),
}


# -- what is looked at -----------------------------------------------------------------------------


def _got(thing: Any, name: str) -> Any:
    found = _GETTERS.get((type(thing), name))
    if found is None:
        raise NotOursError(f"{name} of {type(thing).__name__}")
    return found(thing)


def _formatted(label: Label) -> Label:
    return label


_GETTERS: Final[Mapping[tuple[type, str], Callable[[Any], Any]]] = {
    (Answer, "value"): lambda answer: answer,
    (Answer, "stringValue"): lambda answer: answer.value,
    (Answer, "node"): lambda answer: answer.node,
    (Node, "currentState"): lambda node: node,
    (Node, "value"): lambda node: node.text(),
    (Node, "reference"): lambda node: node.path,
    (Event, "xpathReference"): lambda event: event.reference,
    (Label, "formatted"): _formatted,
    (Validity, "outcome"): lambda validity: validity.kind,
    (Validity, "failedPrompt"): lambda validity: (
        None if validity.path is None else Node(validity.run, validity.path)
    ),
    (Node, "node"): lambda node: node,
    (Node, "validationState"): lambda node: node,
    (Node, "required"): lambda node: node,
    (Node, "message"): lambda node: node.required_message(),
    (str, "asString"): lambda text: text,
    (str, "formatted"): Label,
}


def _called(thing: Any, name: str, arguments: Sequence[Json]) -> Any:
    if isinstance(thing, Run) and name in ACTS:
        return ACTS[name](thing, *arguments)
    found = _CALLS.get((type(thing), name))
    if found is None:
        raise NotOursError(f"{name}() of {type(thing).__name__}")
    return found(thing, *arguments)


_CALLS: Final[Mapping[tuple[type, str], Callable[..., Any]]] = {
    (Answer, "getValue"): lambda answer: answer.value,
    (Answer, "toString"): lambda answer: answer.value,
    (list, "isEmpty"): lambda choices: not choices,
    (list, "size"): len,
    (list, "get"): lambda choices, place: choices[place],
    (Run, "newInstance"): lambda run: run,
    (Run, "isRepeatRelevant"): lambda run, where: run.node(where["ref"]).state.relevant,
}


# -- expectations ----------------------------------------------------------------------------------


def _equals_answer(answer: Answer, wanted: Json) -> bool:
    kind, value = wanted["ans"], wanted["args"][0]
    if kind == "booleanAnswer":
        return (answer.value in {"true", "1", "OK"}) is value
    if kind in {"intAnswer", "floatAnswer"}:
        return _is_number(answer.value, value)
    if kind in {"stringAnswer", "answerText"}:
        return answer.value == value
    raise NotOursError(f"an answer of the kind {kind}")


def _is_number(text: str, wanted: float) -> bool:
    try:
        return float(text) == float(wanted)
    except ValueError:
        return False


def _is(subject: Any, wanted: Any) -> bool:
    if isinstance(subject, Answer):
        if wanted is None:
            return subject.value == ""
        if isinstance(wanted, list):
            return [None if w == "" else w for w in subject.value.split()] == wanted
        if isinstance(wanted, int | float) and not isinstance(wanted, bool):
            return _is_number(subject.value, wanted)
        return subject.value == wanted
    if isinstance(subject, Event):
        return bool(subject.reference == wanted)
    return bool(subject == wanted)


def _choices_are(choices: Sequence[Any], wanted: Sequence[Json]) -> list[bool]:
    def one(wish: Json) -> bool:
        value, *label = wish["args"]
        return any(c.value == value and (not label or c.label == label[0]) for c in choices)

    return [one(wish) for wish in wanted]


def _in_order(choices: Sequence[Any], wanted: Sequence[Json]) -> bool:
    found = [choice.value for choice in choices]
    values = [wish["args"][0] for wish in wanted]
    return all(_choices_are(choices, wanted)) and [v for v in found if v in values] == values


def _matches_label(label: Label, wanted: Sequence[Json]) -> bool:
    # Type (bold, links) is another engine's; what is left is the text, if it is all that is wanted.
    if any(set(part) != {"value"} for part in wanted):
        raise NotOursError("Markdown in labels")
    return label.text.strip() == "".join(part["value"] for part in wanted).strip()


def _status(subject: Any) -> str:
    node = subject.node if isinstance(subject, Answer) else subject
    if node.constraint_message() is not None:
        return "CONSTRAINT_VIOLATED"
    return "OK" if node.required_message() is None else "REQUIRED_BUT_EMPTY"


def _of_node(
    read: Callable[[Node], str | None],
) -> Callable[[Any, str | None], bool]:
    def matches(subject: Any, wanted: str | None) -> bool:
        node = subject.node if isinstance(subject, Answer) else subject
        return read(node) == wanted

    return matches


def _validity_message(node: Node) -> str | None:
    told = node.constraint_message()
    return node.required_message() if told is None else told


def _appearances(node: Node) -> list[str]:
    return node.run.form.elements[re.sub(r"\[\d+\]", "", node.path)].appearance.split()


def _is_close(subject: Any, *_: Any) -> bool:
    raise NotOursError("distances and areas on a map")


MATCHERS: Final[Mapping[str, Callable[..., bool]]] = {
    "toEqualAnswer": _equals_answer,
    "toBe": _is,
    "toEqual": _is,
    "toBeNull": lambda subject: _is(subject, None),
    "toEqualTreeReference": _is,
    "toBeRelevant": lambda node: node.state.relevant,
    "toBeNonRelevant": lambda node: not node.state.relevant,
    "toBeReadonly": lambda node: node.state.readonly,
    "toBeEnabled": lambda node: not node.state.readonly,
    "toBeRequired": lambda node: node.state.required,
    "toBeOptional": lambda node: not node.state.required,
    "toContainChoicesInAnyOrder": lambda found, wanted: all(_choices_are(found, wanted)),
    "toContainChoices": _in_order,
    "toMatchObject": _matches_label,
    "toHaveAppearance": lambda node, word: word in _appearances(node),
    "notToHaveAppearance": lambda node, word: word not in _appearances(node),
    "toYieldAppearances": lambda node, words: _appearances(node) == words,
    "toHaveConstraintMessage": _of_node(Node.constraint_message),
    "toHaveRequiredMessage": _of_node(Node.required_message),
    "toHaveValidityMessage": _of_node(_validity_message),
    "toHaveDefaultConstraintMessage": lambda answer: answer.node.constraint_message() == "",
    "toHaveDefaultRequiredMessage": lambda answer: answer.node.required_message() == "",
    "toHaveValidityStatus": lambda subject, wanted: _status(subject) == wanted,
    "toMatch": lambda text, pattern: pattern.search(str(text)) is not None,
    "toStartWith": lambda text, start: str(text).startswith(start),
    "toContain": lambda text, part: part in text,
    "toHaveAnswerCloseTo": _is_close,
}
