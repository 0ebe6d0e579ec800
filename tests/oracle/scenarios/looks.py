"""What a scenario looks at: properties and calls of what an operation gave, by recorded name."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from inspector_app.xform import Element
from tests.oracle.scenarios.acts import ACTS
from tests.oracle.scenarios.outcome import NotOursError
from tests.oracle.scenarios.positions import Event
from tests.oracle.scenarios.run import Answer, Label, Node, Run, Validity

Json = Any


def got(thing: Any, name: str) -> Any:
    found = _GETTERS.get((type(thing), name))
    if found is None:
        raise NotOursError(f"{name} of {type(thing).__name__}")
    return found(thing)


_GETTERS: Final[Mapping[tuple[type, str], Callable[[Any], Any]]] = {
    (Answer, "value"): lambda answer: answer,
    (Answer, "stringValue"): lambda answer: answer.value,
    (Answer, "node"): lambda answer: answer.node,
    (Node, "currentState"): lambda node: node,
    (Node, "value"): lambda node: node.text(),
    (Node, "reference"): lambda node: node.path,
    (Event, "eventType"): lambda event: event.kind,
    (Event, "xpathReference"): lambda event: event.reference,
    (Label, "formatted"): lambda label: label,
    (Validity, "outcome"): lambda validity: validity.kind,
    (Validity, "failedPrompt"): lambda validity: (
        None if validity.path is None else Node(validity.run, validity.path)
    ),
    (Node, "node"): lambda node: node,
    (Node, "validationState"): lambda node: node,
    (Node, "required"): lambda node: node,
    (Node, "message"): lambda node: node.required_message(),
    (Node, "nodeOptions"): lambda node: node.element,
    (Element, "media"): lambda element: element,
    (list, "0"): lambda found: found[0],
    (str, "asString"): lambda text: text,
    (str, "formatted"): Label,
}


def called(thing: Any, name: str, arguments: Sequence[Json]) -> Any:
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
    (Event, "isEndOfFormIndex"): lambda event: event.kind == "END_OF_FORM",
    (Run, "newInstance"): lambda run: run,
    (Run, "isRepeatRelevant"): lambda run, where: run.node(where["ref"]).state.relevant,
}
