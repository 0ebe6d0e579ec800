"""退回: what the office asks an inspector to look at again, and where that stands.

A return is a row of events, made at the office and on the laptop. Both ends keep the same events,
in whatever order they came, and fold them by the rules of this module.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

OVERALL: Final = "0"
"""The mark that stands for the comment on the record as a whole."""


class ReturnStep(StrEnum):
    """What happened."""

    RETURNED = "returned"
    TAKEN = "taken"
    ANSWERED = "answered"
    MENDED = "mended"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


OF_OFFICE: Final = frozenset({ReturnStep.RETURNED, ReturnStep.CLOSED, ReturnStep.WITHDRAWN})
"""What only the office can say; all else is said by the laptop of the 责任督学."""


class ReturnState(StrEnum):
    """Where a return stands."""

    OPEN = "open"
    SENT = "sent"
    TAKEN = "taken"
    ANSWERED = "answered"
    MENDED = "mended"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


UNMENDED: Final = frozenset({ReturnState.OPEN, ReturnState.SENT, ReturnState.TAKEN})
"""The inspector has not mended and not answered yet."""
FINISHED: Final = frozenset({ReturnState.CLOSED, ReturnState.WITHDRAWN})


class MarkAnswer(StrEnum):
    """What the inspector did about one mark."""

    MENDED = "mended"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnEvent:
    """One thing that happened.

    Attributes:
        seq: one more than the highest that was known where it was made; the order of events.
        actor: who: the role of the office, or the 督学编号.
        content: what it says, by its step.
    """

    uid: str
    return_uid: str
    visit_uid: str
    seq: int
    step: ReturnStep
    at: str
    actor: str
    content: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place of the record with what the office says of it.

    Attributes:
        id: 1, 2, … within its return.
        field: id of the field, empty for a whole row.
        rows: the list that its row stands in, such as ``issues``; empty for the record itself.
        row: uuid of that row.
        label: what the place is called on paper.
    """

    id: str
    field: str
    label: str
    comment: str
    rows: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the inspector says to one mark; ``text`` tells why it stays as it is."""

    answer: MarkAnswer
    text: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One return as its events stand.

    Attributes:
        number: of the record.
        lead: 督学编号 of the 责任督学, the only one who can answer.
        revision: the one that the office has looked at.
        by: who at the office, in words.
        answers: by the id of the mark; of a record that was mended every mark has one.
        mended: the revision that answers it, 0 for none.
        void: whether that was made void.
        seen_at: revision of the laptop when the return arrived, 0 before.
        closing: who closed or withdrew it, and why.
    """

    uid: str
    visit_uid: str
    number: str
    lead: str
    revision: int
    at: str
    by: str
    comment: str
    marks: Sequence[Mark]
    answers: Mapping[str, Answer]
    mended: int
    void: bool
    seen_at: int
    state: ReturnState
    closing: str
    events: Sequence[ReturnEvent] = field(repr=False)

    @property
    def points(self) -> Sequence[Mark]:
        """The marks, led by the comment on the whole where there is one."""
        whole = Mark(id=OVERALL, field="", label="总的意见", comment=self.comment)
        return (whole, *self.marks) if self.comment else tuple(self.marks)

    @property
    def is_finished(self) -> bool:
        """Whether the office has closed or withdrawn it."""
        return self.state in FINISHED


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest filed revision of a record that is known here."""

    revision: int
    void: bool = False


def ordered(events: Iterable[ReturnEvent]) -> tuple[ReturnEvent, ...]:
    """Return events in the order that both ends agree on; no clock has a say in it."""
    return tuple(sorted(events, key=lambda e: (e.return_uid, e.seq, e.step.value, e.uid)))


def next_seq(events: Iterable[ReturnEvent]) -> int:
    """Return the place of an event that is made now, behind all that are known here."""
    return max((event.seq for event in events), default=0) + 1


def folded(events: Iterable[ReturnEvent], *, newest: Newest | None, sent: bool) -> Returned | None:
    """Return one return; None where the event that began it is not here.

    Args:
        events: of this return, in any order.
        newest: the newest revision of its record.
        sent: whether it has gone out; on the laptop it has.
    """
    row = ordered(events)
    first = next((each for each in row if each.step is ReturnStep.RETURNED), None)
    if first is None:
        return None
    said = first.content
    # Nobody but the 责任督学 answers, and of no other record.
    told = tuple(
        event for event in row
        if event.visit_uid == first.visit_uid
        and (event.step in OF_OFFICE or event.actor == said["lead"])
    )  # fmt: skip
    seen_at = max((e.content["revision"] for e in _steps(told, ReturnStep.TAKEN)), default=0)
    mended = _mended(told, newest, after=max(said["revision"], seen_at))
    ends = [*_steps(told, ReturnStep.WITHDRAWN), *_steps(told, ReturnStep.CLOSED)]
    began = Returned(
        uid=first.return_uid, visit_uid=first.visit_uid, number=said["no"], lead=said["lead"],
        revision=said["revision"], at=first.at, by=said["by"], comment=said["comment"],
        marks=tuple(Mark(**each) for each in said["marks"]),
        answers={e.content["mark"]: _answer(e) for e in _steps(told, ReturnStep.ANSWERED)},
        mended=mended.revision if mended else 0, void=mended is not None and mended.void,
        seen_at=seen_at, state=ReturnState.SENT if sent else ReturnState.OPEN,
        closing=ends[0].content["note"] if ends else "", events=told,
    )  # fmt: skip
    state = _ENDS[ends[0].step] if ends else _state(began)
    return replace(began, state=state, answers=_all_answers(began))


_ENDS: Final = {
    ReturnStep.CLOSED: ReturnState.CLOSED,
    ReturnStep.WITHDRAWN: ReturnState.WITHDRAWN,
}


def _steps(events: Iterable[ReturnEvent], step: ReturnStep) -> list[ReturnEvent]:
    return [event for event in events if event.step is step]


def _answer(event: ReturnEvent) -> Answer:
    said = event.content
    return Answer(answer=MarkAnswer(said["answer"]), text=said["text"], at=event.at)


def _mended(events: Iterable[ReturnEvent], newest: Newest | None, *, after: int) -> Newest | None:
    """Return the revision that answers a return.

    One that was filed before the inspector had read it does not. The newest revision alone decides
    where the laptop has not said so: it may be another laptop, or one that knows of no returns.
    """
    said = [Newest(e.content["revision"], e.content["void"])
            for e in _steps(events, ReturnStep.MENDED)]  # fmt: skip
    known = said if newest is None else [*said, newest]
    found = [each for each in known if each.revision > after or each.void]
    return max(found, key=lambda each: (each.revision, each.void), default=None)


def _state(found: Returned) -> ReturnState:
    if found.mended:
        return ReturnState.MENDED
    said = [found.answers.get(each.id) for each in found.points]
    if all(each is not None and each.answer is MarkAnswer.KEPT for each in said):
        return ReturnState.ANSWERED
    return ReturnState.TAKEN if found.seen_at else found.state


def _all_answers(found: Returned) -> Mapping[str, Answer]:
    """Return the answers; what the new revision was filed for without a word is 已改."""
    if not found.mended:
        return found.answers
    ends = _steps(found.events, ReturnStep.MENDED)
    mended = Answer(answer=MarkAnswer.MENDED, text="", at=ends[-1].at if ends else "")
    return {each.id: found.answers.get(each.id, mended) for each in found.points}


def grouped(events: Iterable[ReturnEvent]) -> Mapping[str, tuple[ReturnEvent, ...]]:
    """Return the events of each return by its uid, in order."""
    found: dict[str, list[ReturnEvent]] = {}
    for event in ordered(events):
        found.setdefault(event.return_uid, []).append(event)
    return {uid: tuple(row) for uid, row in found.items()}


def prefilled_reason(found: Returned) -> str:
    """Return the reason that a correction begins with; the inspector may write another."""
    told = "；".join(
        each.comment if each.id == OVERALL else f"{each.label}：{each.comment}"
        for each in found.points
    )
    text = f"督导室退回：{told}"
    return text if len(text) <= _REASON else f"{text[: _REASON - 1]}…"


_REASON: Final = 300
