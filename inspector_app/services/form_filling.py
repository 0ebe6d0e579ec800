"""A form while it is filled in: every change comes with what has to be saved of it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.base.ids import new_uid
from inspector_app.domain.form_lists import Rosters
from inspector_app.domain.form_pictures import picture_uids
from inspector_app.domain.form_record import (
    ROW_UID,
    FormRecord,
    Step,
    answer_at,
    steps_between,
    texts_of,
    trimmed,
)
from inspector_app.services.form_layout import takes_other_file, takes_pictures
from inspector_app.services.form_open import OpenPlaces

if TYPE_CHECKING:
    from inspector_app.services.known_form import KnownForm
    from inspector_app.xform import Element, OpenPoint

# What the standard itself keeps of a record.
_META: Final = frozenset({"instanceID", "instanceName"})
_TYPED: Final = frozenset({"string", "text"})


class Edit(NamedTuple):
    """What a change of a form comes to.

    Attributes:
        steps: the answers that are to be saved, each with its place in the history.
        answers: all answers now, those that are worked out among them.
        worked_out: the names of those.
        typed: it is text, which grows into one change while it is typed.
        paths: the nodes of which anything changed.
    """

    steps: tuple[Step, ...]
    answers: Mapping[str, Any]
    worked_out: frozenset[str]
    typed: bool
    paths: frozenset[str]


class OpenForm:
    """A filled form with its session; it belongs to one thread and asks no data."""

    def __init__(
        self,
        known: "KnownForm",
        record: FormRecord,
        rosters: Rosters,
        clock: Callable[[], datetime],
        *,
        fresh: bool = False,
    ) -> None:
        """Go on with a record, or begin one where it is ``fresh``."""
        from inspector_app.xform import Session

        self.known, self.record = known, record
        self.session: Session = Session(
            known.definition,
            answers=None if fresh else record.answers,
            rosters=lambda name: rosters.get(name, ()),
            clock=clock,
            new_uuid=new_uid,
        )
        elements = known.definition.elements.values()
        self._worked_out = frozenset(e.name for e in elements if e.has_calculate)
        self._by_name = {e.name: e for e in elements}
        self._changed: set[str] = set()
        self.session.on_change(self._changed.update)
        self._saved = self._given()
        self._whole = self.answers()
        listed = [e for e in elements if e.itemset is not None]
        self._open = OpenPlaces(self.session, self.element, self.problems, listed)

    # -- changing --------------------------------------------------------------------------------

    def set(self, path: str, value: str) -> Edit:
        """Give an answer, "" to take it back (PathError, ReadOnlyError)."""
        self.session.set(path, value)
        element = self.element(path)
        typed = element.data_type in _TYPED and element.control == "input"
        if any("[" in each for each in self._changed):
            return self._edit(typed=typed)
        return self._small_edit(typed=typed)

    def add(self, repeat: str) -> tuple[str, Edit]:
        """Add a row of a repeat; return its path and the change (errors as above)."""
        path = self.session.add(repeat)
        return path, self._edit()

    def remove(self, path: str) -> Edit:
        """Take a row of a repeat away (errors as above)."""
        self.session.remove(path)
        return self._edit()

    def finish(self) -> Edit:
        """Empty what does not apply any more, as 定稿 does."""
        self.session.drop_irrelevant()
        return self._edit()

    def _edit(self, *, typed: bool = False) -> Edit:
        """Return what anything has led to, by comparing all answers."""
        whole = self.session.answers()
        given = given_of(whole, self._worked_out)
        steps = tuple(steps_between(self._saved, given))
        self._saved, self._whole = given, trimmed(whole)
        self._open.forget()
        return self._told(steps, typed=typed)

    def _small_edit(self, *, typed: bool) -> Edit:
        """Return what an answer outside all repeats has led to, by what has changed alone."""
        found = {path.rpartition("/")[2]: path for path in self._changed}
        values = {
            name: self.session.value(path)
            for name, path in found.items()
            if name in self._by_name and self._by_name[name].kind == "question"
        }
        given = {name: value for name, value in values.items() if name not in self._worked_out}
        steps = tuple(
            Step(name, given[name])
            for name in sorted(given)
            if given[name] != self._saved.get(name, "")
        )
        self._saved = _with(self._saved, given)
        self._whole = _with(self._whole, values)
        return self._told(steps, typed=typed)

    def _told(self, steps: tuple[Step, ...], *, typed: bool) -> Edit:
        paths = frozenset(self._changed)
        self._changed.clear()
        self._open.note(paths)
        return Edit(steps, self._whole, self._worked_out, typed, paths)

    def again(self, addresses: Iterable[str], edit: Edit) -> Edit:
        """Return what is to be saved of a change that was not: some of its answers as they are now.

        What is worked out is told as it is now too, so that it never falls behind what was saved.
        """
        steps = tuple(Step(each, answer_at(self._saved, each)) for each in addresses)
        return edit._replace(steps=steps, answers=self._whole)

    # -- reading ---------------------------------------------------------------------------------

    def answers(self) -> dict[str, Any]:
        """Return all answers in their canonical form."""
        return trimmed(self.session.answers())

    def differs(self, record: FormRecord) -> bool:
        """Say whether a stored record says something else than what was given here."""
        same_version = record.digest == self.record.digest
        return not same_version or given_of(record.answers, self._worked_out) != self._saved

    def _given(self) -> dict[str, Any]:
        return given_of(self.session.answers(), self._worked_out)

    def given_texts(self) -> tuple[tuple[str, str, str], ...]:
        """Return what a person gave: the uid of the row, the name and the text."""
        return tuple(each for each in texts_of(self._given()) if each[1] not in _META)

    def element(self, path: str) -> "Element":
        """Return the definition of a node."""
        return self._by_name[path.rpartition("/")[2].partition("[")[0]]

    def named(self, name: str) -> "Element | None":
        """Return the element of a name, if the form has it."""
        return self._by_name.get(name)

    def path_of(self, address: str) -> str:
        """Return the path of the place that an address of an answer names, empty for none."""
        names = address.removeprefix("answers/").split("/")
        element = self.named(names[-2] if len(names) % 2 == 0 else names[-1])
        if element is None:
            return ""
        places = dict(zip(names[::2], names[1::2], strict=False))
        return _positioned(element, self.session.answers(), places)

    def label(self, path: str) -> str:
        """Return what a node is called; its name where it has no label."""
        return self.session.label(path).strip() or self.element(path).name

    def problems(self) -> "tuple[OpenPoint, ...]":
        """Return what 定稿 would refuse, in the order of the form.

        Files that are no pictures are kept beside the record and not by its form.
        """
        points = self.session.problems()
        return tuple(each for each in points if not takes_other_file(self.element(each.path)))

    def open_places(self) -> frozenset[str]:
        """Return the paths of ``problems``, of which only what has changed is looked at again."""
        return self._open.paths()

    def wanted_files(self) -> tuple[str, ...]:
        """Return the paths of questions that must have a file that is no picture."""
        points = self.session.problems()
        return tuple(p.path for p in points if takes_other_file(self.element(p.path)))

    def pictures(self) -> dict[str, tuple[str, ...]]:
        """Return the uids of the pictures of each question that has any, by its path."""
        return {
            path: picture_uids(state.value)
            for path, state in self.session.dump().items()
            if state.value and state.relevant and takes_pictures(self.element(path))
        }

    def to_drop(self) -> tuple[str, ...]:
        """Return the paths of answers that do not apply any more."""
        return tuple(
            path
            for path, state in self.session.dump().items()
            if state.value and not state.relevant and not self.element(path).has_calculate
        )


def _with(answers: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """Return answers with other texts; what says nothing is not among them."""
    kept = {name: value for name, value in answers.items() if name not in texts}
    return {**kept, **{name: text for name, text in texts.items() if text}}


def given_of(answers: Mapping[str, Any], worked_out: frozenset[str]) -> dict[str, Any]:
    """Return answers without those that are worked out from others."""
    return {
        name: [given_of(row, worked_out) for row in value] if isinstance(value, list) else value
        for name, value in answers.items()
        if value != "" and name not in worked_out
    }


def _positioned(element: "Element", answers: Mapping[str, Any], places: Mapping[str, str]) -> str:
    """Return the path of an element with the position of each repeat, by the uids of rows."""
    chain: list[Element] = []
    above: Element | None = element
    while above is not None:
        chain.append(above)
        above = above.parent
    path, holder = "", answers
    for each in reversed(chain):
        path += f"/{each.name}"
        if each.kind != "repeat":
            continue
        rows = holder.get(each.name, [])
        found = [at for at, row in enumerate(rows, 1) if row[ROW_UID] == places.get(each.name)]
        if not found:
            return path if each is element else ""
        path, holder = f"{path}[{found[0]}]", rows[found[0] - 1]
    return path
