"""What a scenario does: each operation by its recorded name, on one run."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.oracle.scenarios.outcome import DiffersError, NotOursError
from tests.oracle.scenarios.run import Answer, Label, Run, Validity

Json = Any


# A recording has lost what was in a file that somebody chose; one name stands for each of them.
A_FILE: Final = "upload.txt"


def _stored(value: Json, *, control: str) -> str:
    """Return a recorded answer as an instance holds it."""
    if control == "upload":
        return "" if value is None else A_FILE
    if control == "trigger":
        return "OK" if value in {True, "OK"} else ""
    if isinstance(value, dict):
        return _stored_object(value)
    return _plain(value)


def _plain(value: Json) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


def _stored_object(value: Mapping[str, Json]) -> str:
    if "big" in value:
        return str(value["big"])
    if value.get("args") and "parse" in str(value.get("call")):
        return str(value["args"][0])
    raise NotOursError("answers that are places on a map")


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
    return Answer(node, node.counted())


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
    "serializeAndDeserializeInstance": _again,
    "proposed_getTitle": lambda run: run.form.title,
    "proposed_getSelectedOptionLabelsAsText": _labels_of_chosen,
    "proposed_getAvailableOptionLabels": lambda run, where: [
        choice.label
        for choice in run.session.choices(run.node(where["assertCurrentReference"]).path)
    ],
    "proposed_canCreateOrRemoveRepeat": _can_add,
    "proposed_serializeInstance": lambda run, *_: run.session.instance_xml(),
    "indexOf": lambda run, where: next((e for e in run.events() if e.reference == where), None),
    "getCurrentIndex": lambda run: run.event(),
    "getSelectedOptionLabels": lambda run, where: [
        Label(text) for text in _labels_of_chosen(run, where)
    ],
    "getQuestionHint": lambda run, where: Label(
        run.session.hint(run.node(where["assertCurrentReference"]).path)
    ),
}
