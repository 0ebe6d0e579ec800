"""What the answers of a filled form say in words, under the names of its questions."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.services.form_filling import OpenForm

if TYPE_CHECKING:
    from inspector_app.xform import Element


class Said(NamedTuple):
    """One answer.

    Attributes:
        name: of the question; of a repeat whose rows are told in one text.
        label: what is asked.
        words: what was chosen, each choice by what it is called; empty where nothing is chosen.
        text: the whole answer as people read it.
    """

    name: str
    label: str
    words: tuple[str, ...]
    text: str


def answers_said(filling: OpenForm) -> Iterator[Said]:
    """Yield every relevant answer in the order of the form; a repeat is one, row by row."""
    for element in filling.known.definition.elements.values():
        if element.kind == "repeat" and element.repeat() is element:
            yield from _of_repeat(filling, element)
        elif element.kind == "question" and element.control and element.repeat() is None:
            found = said_at(filling, element.path)
            if found is not None:
                yield found


def said_at(filling: OpenForm, path: str) -> Said | None:
    """Return the answer at a path, ``None`` where there is none or it does not apply."""
    session = filling.session
    state = session.state(path)
    if not state.relevant or not state.value:
        return None
    element = filling.element(path)
    labels = {choice.value: choice.label for choice in session.choices(path)}
    words = tuple(labels.get(code, code) for code in state.value.split()) if labels else ()
    return Said(element.name, filling.label(path), words, "、".join(words) or state.value)


def _of_repeat(filling: OpenForm, repeat: "Element") -> Iterator[Said]:
    lines: list[str] = []
    for number in range(1, filling.session.repeats(repeat.path) + 1):
        row = f"{repeat.path}[{number}]"
        told = [
            found.text
            for each in repeat.walk()
            if each.kind == "question" and each.control and each.repeat() is repeat
            if (found := said_at(filling, f"{row}{each.path.removeprefix(repeat.path)}"))
        ]
        if told:
            lines.append(f"{len(lines) + 1}. {'；'.join(told)}")
    if lines:
        label = repeat.label().strip() or repeat.name
        yield Said(repeat.name, label, (), "\n".join(lines))
