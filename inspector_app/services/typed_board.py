"""代录 at the office as a list: which records people have confirmed, and what they object to."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from inspector_app.domain.labels.typed import TYPED_STATE_LABEL
from inspector_app.domain.typed import TypedEvent, TypedState
from inspector_app.domain.views import VisitSummary
from inspector_app.services.context import Context, Role
from inspector_app.services.record_sources import with_sources
from inspector_app.services.typed_states import judged

LOOKED_BACK: Final = timedelta(days=400)
"""Records that are longer past than a school year are shown to nobody any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLine:
    """A record that the office typed, with what its person says of it.

    Attributes:
        state: None where the person has no computer, and is not asked.
        answer: what was said of the revision that stands.
        sent: whether it has ever gone out to a computer.
    """

    record: VisitSummary
    state: TypedState | None
    answer: TypedEvent | None
    sent: bool

    @property
    def words(self) -> str:
        """Where it stands, in words."""
        if self.state is None:
            return "没有登记的电脑，不用确认"
        if self.is_unsent:
            return "待本人确认，还没有下发"
        return TYPED_STATE_LABEL[self.state]

    @property
    def said(self) -> str:
        """What the person objects to, in his words."""
        return self.answer.text if self.answer else ""

    @property
    def is_unsent(self) -> bool:
        """Whether the person cannot have seen it yet."""
        return self.state is TypedState.AWAITING and not self.sent


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedCounts:
    """What the office has to see to.

    Attributes:
        objected: records that people say are not right.
        unsent: records that are to be confirmed and never went out.
    """

    objected: int = 0
    unsent: int = 0


class TypedBoard:
    """Lists what was typed; reads only."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def lines(self) -> tuple[TypedLine, ...]:
        """Return every record that the office typed in the last year, those objected to first."""
        context, since = self._context, (self._context.today() - LOOKED_BACK).isoformat()
        if context.identity.role is not Role.OFFICE:
            return ()
        with context.database.snapshot():
            found = [each for each in context.stores.typed.typed(since=since) if not each.void]
            told, there = judged(context, found), {each.uid: each for each in found}
            summaries = (context.stores.visit_lists.summary(each.uid) for each in found)
            records = with_sources(context, filter(None, summaries))
        lines = [
            TypedLine(
                record=record, state=told[record.uid].state, answer=told[record.uid].answer,
                sent=there[record.uid].sent,
            )
            for record in records
        ]  # fmt: skip
        return tuple(sorted(lines, key=_rank))

    def counts(self) -> TypedCounts:
        """Return what waits for the office; where no computer is registered, at no cost."""
        if self._context.stores.trust.newest_roster() is None:
            return TypedCounts()
        lines = self.lines()
        return TypedCounts(
            objected=sum(line.state is TypedState.OBJECTED for line in lines),
            unsent=sum(line.is_unsent for line in lines),
        )


_ORDER: Final = (
    TypedState.OBJECTED, TypedState.HELD, TypedState.AWAITING, None, TypedState.CONFIRMED,
)  # fmt: skip


def _rank(line: TypedLine) -> tuple[int, str, str]:
    return _ORDER.index(line.state), str(line.record.visited_on), line.record.number
