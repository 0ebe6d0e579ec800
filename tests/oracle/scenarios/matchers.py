"""What a scenario expects: each matcher by its recorded name."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from inspector_app.xform import Element
from tests.oracle.scenarios.instances import same_instance
from tests.oracle.scenarios.outcome import NotOursError
from tests.oracle.scenarios.positions import Event
from tests.oracle.scenarios.run import Answer, Label, Node, Run

Json = Any


def _equals_answer(answer: Answer, wanted: Json) -> bool:
    if isinstance(wanted, Answer):
        return answer.value == wanted.value
    kind, value = wanted["ans"], wanted["args"][0]
    if kind == "booleanAnswer":
        return (answer.value in {"true", "1", "OK"}) is value
    if kind in {"intAnswer", "floatAnswer"}:
        return _is_number(answer.value, value)
    if kind == "answerText" and answer.node.element.control == "select":
        return ", ".join(answer.value.split()) == value
    if kind in {"stringAnswer", "answerText"}:
        return bool(answer.value == value)
    raise NotOursError(f"an answer of the kind {kind}")


def _is_number(text: str, wanted: float) -> bool:
    try:
        return float(text) == float(wanted)
    except ValueError:
        return False


def _is(subject: Any, wanted: Any) -> bool:
    if isinstance(subject, list) and any(not isinstance(one, str) for one in wanted):
        raise NotOursError("whether two lists are one object")
    if isinstance(subject, Answer):
        return _answer_is(subject.value, wanted)
    if isinstance(wanted, Event):
        return isinstance(subject, Node) and subject.path == wanted.path
    if isinstance(subject, Element):
        return bool((subject.mediatype or "*") == wanted["accept"])
    return bool((subject.reference if isinstance(subject, Event) else subject) == wanted)


def _answer_is(value: str, wanted: Any) -> bool:
    if isinstance(wanted, list):
        return value.split() == wanted
    if isinstance(wanted, int | float) and not isinstance(wanted, bool):
        return _is_number(value, wanted)
    return value == ("" if wanted is None else wanted)


def _choices_are(choices: Sequence[Any], wanted: Sequence[Json]) -> list[bool]:
    def one(wish: Json) -> bool:
        value, *label = wish["args"]
        return any(c.value == value and (not label or c.label == label[0]) for c in choices)

    return [one(wish) for wish in wanted]


def _in_order(choices: Sequence[Any], wanted: Sequence[Json]) -> bool:
    found = [choice.value for choice in choices]
    values = [wish["args"][0] for wish in wanted]
    return all(_choices_are(choices, wanted)) and [v for v in found if v in values] == values


def _matches(subject: Label | Node, wanted: Json) -> bool:
    if isinstance(subject, Node):
        return wanted == {"nodeType": subject.element.kind}
    return _matches_label(subject, wanted)


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
    return node.element.appearance.split()


def _has_type(answer: Answer, wanted: str) -> bool:
    """Compare by the type of the bind: a whole number, another number, or text."""
    found = {"int": "bigint", "decimal": "number"}.get(answer.node.element.data_type, "string")
    return found == wanted


def _instance_id(run: Run) -> str:
    paths = [e.path for e in run.form.elements.values() if e.name.endswith("instanceID")]
    if not paths:
        raise NotOursError("a number of the instance that the form does not ask for")
    return run.session.value(paths[0])


def _is_uuid(text: str) -> bool:
    return re.fullmatch(r"uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text) is not None


def _is_the_file(answer: Answer, wanted: Json) -> bool:
    """Compare whether a file was chosen; which one the recording does not tell."""
    return bool(answer.value) == (wanted["args"][0] is not None)


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
    "toMatchObject": _matches,
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
    "toStartWith": lambda answer, start: answer.value.startswith(start),
    "toContain": lambda text, part: part in text,
    "toHaveAnswerCloseTo": _is_close,
    "toBeTypeOf": _has_type,
    "toEqualUploadedAnswer": _is_the_file,
    "toBeValid": lambda run: not run.session.problems(),
    "toHaveClass": lambda node, word: word in node.run.form.style.split(),
    "notToHaveClass": lambda node, word: word not in node.run.form.style.split(),
    "toYieldClasses": lambda node, words: node.run.form.style.split() == words,
    "toHaveSerializedSubmissionXML": lambda run, xml: same_instance(
        run.session.instance_xml(), xml
    ),
    "toHavePreparedSubmissionXML": lambda run, xml: same_instance(run.session.instance_xml(), xml),
    "toHaveComputedPreloadInstanceID": lambda run, _: _is_uuid(_instance_id(run)),
}
