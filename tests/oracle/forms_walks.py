"""Random operations on one form, in our engine and in JavaRosa side by side."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isclose
from pathlib import Path
from random import Random
from typing import Final

from inspector_app.base.clock import CHINA
from inspector_app.xform import Element, FormDef, Session
from tests.oracle.forms_javarosa import Answer, JavaRosa

_WORDS: Final = (
    "甲", "甲 乙", "abc", "台账一二", "3年级2班", "9年级", "true", "12", "-3.5", "二", "a b",
    "  边  ",
    "x" * 40, "第一行\n第二行", "é㛃",
)  # fmt: skip
_NUMBERS: Final = (0, 1, 2, 3, 4, 5, 7, 12, 100, 30_000, -1)
_FIRST_DAY: Final = date(2025, 12, 20)
_MOST_INSTANCES: Final = 6
_SETTABLE: Final = {"input", "select1", "select", "trigger", "range", "rank"}


def roster_of(folder: Path, source: str) -> Iterable[Mapping[str, str]]:
    """Return the rows of the CSV file that a form names, as the fill-in screen would give them."""
    name = source.rsplit("/", 1)[-1]
    path = folder / (name if name.endswith(".csv") else f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@dataclass(slots=True)
class Walk:
    """One seed's way through a form."""

    form: FormDef
    ours: Session
    theirs: JavaRosa
    dice: Random
    ignored: frozenset[str]
    done: list[str] = field(default_factory=list)
    compared: int = 0
    taken_back: int = 0

    def step(self) -> None:
        """Do one thing in both engines."""
        chance = self.dice.random()
        repeats = [each for each in self._repeats() if not _is_counted(self.form, each)]
        if repeats and chance < 0.12:
            self._add(self.dice.choice(repeats))
        elif repeats and chance < 0.16:
            self._remove(self.dice.choice(repeats))
        else:
            self._answer()

    def _add(self, repeat: str) -> None:
        if self.ours.repeats(repeat) >= _MOST_INSTANCES:
            return
        self.done.append(f"add {repeat}")
        self.ours.add(repeat)
        self.theirs.add(repeat)

    def _take_back(self, theirs: Mapping[str, Answer]) -> None:
        """Empty in ours the choices that the other engine has emptied, if ours names them open.

        A choice that the answers to other questions no longer leave open JavaRosa drops whenever an
        expression makes it look at the choices. Ours keeps what was chosen and asks to choose anew;
        what a person then does is done here, and all else has to agree.
        """
        open_points = {point.path for point in self.ours.problems()}
        for path, state in self.ours.dump().items():
            other = theirs.get(path)
            element = self.form.elements[without_places(path)]
            if other is None or other.value == state.value or element.itemset is None:
                continue
            offered = {choice.value for choice in self.ours.choices(path)}
            left = " ".join(value for value in state.value.split() if value in offered)
            if left == other.value and (path in open_points or not state.relevant):
                self.taken_back += 1
                self.ours.set(path, left)

    def _remove(self, repeat: str) -> None:
        if not (count := self.ours.repeats(repeat)):
            return
        path = f"{repeat}[{self.dice.randint(1, count)}]"
        self.done.append(f"remove {path}")
        self.ours.remove(path)
        self.theirs.remove(path)

    def _answer(self) -> None:
        path, element = self.dice.choice(list(self._questions()))
        value = self._value(path, element)
        self.done.append(f"set {path} {value!r}")
        self.ours.set(path, value)
        self.theirs.set(path, value)

    def _questions(self) -> Iterator[tuple[str, Element]]:
        for path, state in self.ours.dump().items():
            element = self.form.elements.get(without_places(path))
            if element is None or element.has_calculate or state.readonly:
                continue
            if element.control in _SETTABLE and element.name not in self.ignored:
                yield path, element

    def _repeats(self) -> list[str]:
        """Return every repeat that can have instances now, with the places of those around it."""
        found = []
        for element in self.form.elements.values():
            if element.kind == "repeat":
                found += _with_places(element, self.ours)
        return found

    def _value(self, path: str, element: Element) -> str:
        dice = self.dice
        if dice.random() < 0.15:
            return ""
        if element.control in {"select1", "select", "rank"}:
            return self._chosen(path, element)
        if element.control == "trigger":
            return "OK"
        if element.control == "range":
            return self._on_the_range(element)
        day = _FIRST_DAY + timedelta(days=dice.randint(0, 60))
        moment = f"{dice.randint(0, 23):02}:{dice.choice((0, 15, 30)):02}:00.000+08:00"
        kinds = {
            "int": str(dice.choice((0, 1, 2, 3) if self._is_a_count(element) else _NUMBERS)),
            "decimal": str(dice.choice((0.5, 1.25, 3, 4.0, 99.9, 0.05, -2.5))),
            "date": day.isoformat(),
            "time": moment,
            "dateTime": f"{day.isoformat()}T{moment}",
            "boolean": dice.choice(("1", "0")),
        }
        return kinds.get(element.data_type, dice.choice(_WORDS))

    def _on_the_range(self, element: Element) -> str:
        """Return a step of a range; a slider gives nothing else."""
        start, end, step = (
            Decimal(element.parameters.get(name, usual))
            for name, usual in (("start", "0"), ("end", "10"), ("step", "1"))
        )
        steps = int(abs(end - start) / abs(step))
        towards = abs(step) if end >= start else -abs(step)
        return format(start + self.dice.randint(0, steps) * towards, "f")

    def _is_a_count(self, element: Element) -> bool:
        """Say whether the number of instances of a repeat hangs on the answer."""
        counts = " ".join(each.count for each in self.form.elements.values())
        counts += " ".join(
            each.bind.get("calculate", "")
            for each in self.form.elements.values()
            if each.name.endswith("_count")
        )
        return re.search(rf"\b{element.name}\b", counts) is not None

    def _chosen(self, path: str, element: Element) -> str:
        values = [choice.value for choice in self.ours.choices(path)]
        if not values:
            return ""
        if element.control == "select1":
            return self.dice.choice(values)
        if element.control == "rank":
            return " ".join(self.dice.sample(values, len(values)))
        return " ".join(self.dice.sample(values, self.dice.randint(1, min(3, len(values)))))

    def differences(self) -> Iterator[str]:
        """Yield every leaf of which the engines hold different things."""
        theirs = self.theirs.dump()
        self._take_back(theirs)
        # JavaRosa names nodes without their prefixes.
        ours = {re.sub(r"/\w+:", "/", path): each for path, each in self._leaves()}
        for path in ours.keys() | theirs.keys():
            if without_places(path).rsplit("/", 1)[-1] in self.ignored:
                continue
            self.compared += 1
            element, mine = ours.get(path, (None, None))
            other = theirs.get(path)
            if element is None or mine is None or other is None or not _agree(element, mine, other):
                yield f"{path}: ours {mine}, JavaRosa {other}"

    def _leaves(self) -> Iterator[tuple[str, tuple[Element, Answer]]]:
        for path, state in self.ours.dump().items():
            held = Answer(state.value, state.relevant, state.required, state.valid)
            yield path, (self.form.elements[without_places(path)], held)


def without_places(path: str) -> str:
    """Return "/data/r/q" for "/data/r[2]/q"."""
    return "/".join(step.split("[")[0] for step in path.split("/"))


def _with_places(element: Element, session: Session) -> list[str]:
    if element.parent is None:
        return [element.path]
    around = _with_places(element.parent, session)
    if element.parent.kind == "repeat":
        around = [
            f"{repeat}[{place}]"
            for repeat in around
            for place in range(1, session.repeats(repeat) + 1)
        ]
    return [f"{path}/{element.name}" for path in around]


def _is_counted(form: FormDef, repeat: str) -> bool:
    element = form.elements[without_places(repeat)]
    return bool(element.count) or element.fixed


def _agree(element: Element, mine: Answer, other: Answer) -> bool:
    if mine[1:] != other[1:]:
        return False
    if element.has_calculate:
        return _same_result(mine.value, other.value)
    if element.data_type == "decimal":
        return _same_result(mine.value, other.value)
    if element.data_type in {"time", "dateTime"}:
        return _moment(mine.value) == _moment(other.value)
    return mine.value == other.value


def _moment(text: str) -> str:
    """Return a time of day or instant as the clock of China shows it, as JavaRosa writes it out."""
    try:
        if "T" in text:
            return datetime.fromisoformat(text).astimezone(CHINA).isoformat()
        clock = time.fromisoformat(text)
    except ValueError:
        return text
    return clock.replace(tzinfo=clock.tzinfo or CHINA).isoformat()


def _same_result(mine: str, other: str) -> bool:
    """Compare numbers by their size, truths whether in words or figures, else letter by letter."""
    if mine == other or {mine, other} in ({"true", "1"}, {"false", "0"}):
        return True
    try:
        return isclose(float(mine), float(other), rel_tol=1e-12)
    except ValueError:
        return False
