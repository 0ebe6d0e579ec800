"""A kind of entry, and an entry."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from inspector_app.base.errors import Problem
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.shapes import Field, Rows, empty

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a register.

    Attributes:
        kind: id of its kind.
        number: given when the entry is begun, never to another one.
        values: the stored form of every field of the kind, by its id.
        reason: why it was corrected or made void.
        removed: whether it lies in the recycle bin.
    """

    uid: str
    kind: str
    number: str
    values: Values
    state: EntryState = EntryState.DRAFT
    revision: int = 1
    reason: str = ""
    origin: str = ""
    created_at: str = ""
    filed_at: str = ""
    removed: bool = False

    def day(self, name: str) -> date | None:
        """Return the day in a field."""
        return day_in(self.values, name)

    @property
    def was_filed(self) -> bool:
        """Whether it is filed, or was and is being corrected."""
        return self.state is EntryState.FILED or (
            self.state is EntryState.DRAFT and self.revision > 1
        )


class SealedState(NamedTuple):
    """What may be known of the sealed part of an entry by those who do not look into it.

    Attributes:
        filled: ids of the sealed fields in which something stands.
        leaks: labels of open fields in which a sealed value stands as well.
        handed_on: when it was handed over as a sealed file, the newest time.
    """

    filled: frozenset[str] = frozenset()
    leaks: tuple[str, ...] = ()
    handed_on: date | None = None


_NOTHING_SEALED: Final = SealedState()


class Due(NamedTuple):
    """Something that has to be done.

    Attributes:
        day: by when.
        text: what, in Chinese.
        rank: the smaller, the further up it stands, whatever the day.
    """

    day: date
    text: str
    rank: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a rule may look at besides the entry itself.

    Attributes:
        today: the day in China.
        others: filed entries of the same kind and the same inspector (or what else its kind calls
            kin), the entry itself left out.
        names: names of people in the record that the entry was made from.
        sealed: what may be known of its sealed part.
        elsewhere: what keeps the entry from being filed and stands in other data than the entry.
    """

    today: date
    others: tuple[Entry, ...] = ()
    names: tuple[str, ...] = ()
    sealed: SealedState = _NOTHING_SEALED
    elsewhere: tuple[Problem, ...] = ()


Rule = Callable[[Entry, Facts], Iterable[Problem]]


def _no_problem(_entry: Entry, _facts: Facts) -> Iterable[Problem]:
    return ()


def _no_remark(_entry: Entry) -> str:
    return ""


def _empty_start(_today: date, _me: str) -> Values:
    return {}


def _nothing_due(_entry: Entry) -> Iterable[Due]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterKind:
    """A kind of entry.

    Attributes:
        id: the word of the command line.
        name: what it is called.
        prefix: the beginning of the numbers of its entries.
        purpose: one line that says what is written down in it.
        paper: what its printed form is called.
        fields: in the order of screen and print.
        title: the words that name an entry in a list, made from its values.
        named_by: what these words are, for the head of a list.
        listed: ids of the fields that a list shows beside number, title and state.
        day, school, inspector: ids of the fields by which entries are found.
        record: id of the field that names the record that the entry was made from.
        heads: what stands above a field, by its id, where a part of the form begins.
        kin: id of the field in which entries agree that rules look at together; the inspector's
            where it is empty.
        written_by_items: whether a row of it stands for an item of an indicator set.
        sealed: fields that are kept apart from the entry and never leave with it.
        sealed_after: id of the field behind which the form shows them.
        sealed_name: what they are called together.
        sealed_about: what no open field may say of them; ``sealed_remedy`` what to do about it.
        stage: the word for where an entry stands, for kinds whose course is told by their fields.
        remark: what stands beside the number of an entry.
        start: what a new entry says at first, from the day and from who works here.
        checks: what cannot be filed, besides fields that are needed.
        hints: what is said and can be filed all the same.
        dues: what has to be done because of an entry.
    """

    id: str
    name: str
    prefix: str
    purpose: str
    paper: str
    fields: tuple[Field, ...]
    title: Callable[[Values], str]
    named_by: str
    listed: tuple[str, ...]
    day: str = ""
    school: str = ""
    inspector: str = ""
    record: str = ""
    heads: Mapping[str, str] = field(default_factory=dict)
    kin: str = ""
    written_by_items: bool = False
    sealed: tuple[Field, ...] = ()
    sealed_after: str = ""
    sealed_name: str = ""
    sealed_about: str = ""
    sealed_remedy: str = ""
    stage: Callable[[Entry], str] | None = None
    remark: Callable[[Entry], str] = _no_remark
    start: Callable[[date, str], Values] = _empty_start
    checks: Rule = _no_problem
    hints: Rule = _no_problem
    dues: Callable[[Entry], Iterable[Due]] = _nothing_due
    by_id: Mapping[str, Field] = field(init=False, repr=False)
    sealed_by_id: Mapping[str, Field] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the fields."""
        object.__setattr__(self, "by_id", {each.id: each for each in self.fields})
        object.__setattr__(self, "sealed_by_id", {each.id: each for each in self.sealed})

    def filled(self, values: Values) -> dict[str, Any]:
        """Return ``values`` in the order of the fields, with nothing for what they lack."""
        return _filled(self.fields, values)

    def rows(self, field_id: str) -> Rows:
        """Return what the rows of a field are made of (LookupError where it has none)."""
        return {each.id: each.shape for each in self.fields if isinstance(each.shape, Rows)}[
            field_id
        ]


def leak_problem(kind: RegisterKind, labels: Iterable[str]) -> Problem:
    """Return what is wrong with open fields that say what is sealed."""
    named = "、".join(f"“{label}”" for label in labels)
    what = f"{named}里写着{kind.sealed_about}"
    return Problem(where=kind.sealed_after, what=what, remedy=kind.sealed_remedy)


def leaks_of(kind: RegisterKind, facts: Facts) -> Iterable[Problem]:
    """Return the same of what is known of an entry, nothing where no field says it."""
    return (leak_problem(kind, facts.sealed.leaks),) if facts.sealed.leaks else ()


def _filled(fields: Iterable[Field], values: Values) -> dict[str, Any]:
    found = {each.id: values.get(each.id, empty(each.shape)) for each in fields}
    for each in fields:
        if isinstance(each.shape, Rows):
            found[each.id] = [filled_row(each.shape, row) for row in found[each.id]]
    return found


def filled_row(rows: Rows, values: Values) -> dict[str, Any]:
    """Return a row in the order of its fields, with nothing for what it lacks."""
    return {"uuid": values["uuid"], **_filled(rows.fields, values)}


def day_in(values: Values, name: str) -> date | None:
    """Return the day that stands under a name."""
    return date.fromisoformat(values[name]) if values.get(name) else None
