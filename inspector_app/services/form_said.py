"""What the answers of a filled form say in words, under the names of its questions."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.services.form_captions import Told, counted
from inspector_app.services.form_filling import OpenForm
from inspector_app.services.form_layout import takes_pictures
from inspector_app.services.form_words import said

if TYPE_CHECKING:
    from inspector_app.xform import Element

_ROW: Final = re.compile(r"\[(\d+)\]")


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


def answers_said(filling: OpenForm, told: Told = counted) -> Iterator[Said]:
    """Yield every relevant answer in the order of the form; a repeat is one, row by row.

    Args:
        filling: the form.
        told: tells pictures in words.
    """
    for element in filling.known.definition.elements.values():
        if element.kind == "repeat" and element.repeat() is element:
            yield from _of_repeat(filling, element, told)
        elif element.kind == "question" and element.control and element.repeat() is None:
            found = said_at(filling, element.path, told)
            if found is not None:
                yield found


def said_at(filling: OpenForm, path: str, told: Told = counted) -> Said | None:
    """Return the answer at a path, ``None`` where there is none or it does not apply."""
    session = filling.session
    state = session.state(path)
    if not state.relevant or not state.value:
        return None
    element = filling.element(path)
    choices = session.choices(path)
    labels = {choice.value: choice.label for choice in choices}
    words = tuple(labels.get(code, code) for code in state.value.split()) if labels else ()
    pictures = takes_pictures(element)
    text = told(state.value) if pictures else said(element, state.value, choices)
    return Said(element.name, filling.label(path), words, text)


def lines_said(filling: OpenForm, told: Told = counted) -> Iterator[tuple[str, str, str]]:
    """Yield each relevant answer with its path: what is asked, in which row, and what is said."""
    for path, state in filling.session.dump().items():
        if state.value and state.relevant and filling.element(path).control:
            found = said_at(filling, path, told)
            if found is not None:
                yield path, f"{_rows_of(path)}{found.label}", found.text


def _rows_of(path: str) -> str:
    numbers = _ROW.findall(path)
    return f"第 {'-'.join(numbers)} 条　" if numbers else ""


def _of_repeat(filling: OpenForm, repeat: "Element", told: Told) -> Iterator[Said]:
    lines: list[str] = []
    for number in range(1, filling.session.repeats(repeat.path) + 1):
        row = f"{repeat.path}[{number}]"
        answers = [
            found.text
            for each in repeat.walk()
            if each.kind == "question" and each.control and each.repeat() is repeat
            if (found := said_at(filling, f"{row}{each.path.removeprefix(repeat.path)}", told))
        ]
        if answers:
            lines.append(f"{len(lines) + 1}. {'；'.join(answers)}")
    if lines:
        label = repeat.label().strip() or repeat.name
        yield Said(repeat.name, label, (), "\n".join(lines))
