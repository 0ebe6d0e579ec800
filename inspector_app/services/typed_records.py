"""On a laptop: what the office typed for whoever works here is looked at and answered."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.base.ids import new_uid
from inspector_app.domain.labels.typed import TYPED_ANSWER_LABEL
from inspector_app.domain.typed import (
    MOST_WORDS,
    TypedAnswer,
    TypedEvent,
    TypedRecord,
    answer_to,
    next_seq,
)
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.context import Context
from inspector_app.services.record_reading import read_record_row
from inspector_app.services.typed_rows import TYPED_ANSWERS, keep_answers
from inspector_app.storage.bundles import SentRow
from inspector_app.storage.visit_lists import VisitFilter

if TYPE_CHECKING:
    from inspector_app.reports.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedView:
    """A record of the office as it is looked at here.

    Attributes:
        answer: what was said of the revision that is here.
        told: whether that has left for the office.
        own: 记录编号 of this laptop's own filed records of the same school and day.
    """

    record: TypedRecord
    visit: Visit
    answer: TypedEvent | None
    told: bool
    own: tuple[str, ...] = ()

    @property
    def school_name(self) -> str:
        """Where it was."""
        return self.visit.school.name if self.visit.school else ""

    @property
    def waits(self) -> bool:
        """Whether nothing was said of it yet."""
        return self.answer is None and not self.record.void

    @property
    def words(self) -> str:
        """Where it stands, in words."""
        if self.record.void:
            return "督导室已作废"
        if self.answer is None:
            return "待您确认"
        left = "" if self.told else "，还没有送到督导室"
        return f"{TYPED_ANSWER_LABEL[self.answer.answer]}{left}"


class TypedRecords:
    """Shows them and takes the answers; every call is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.typed

    def all(self) -> tuple[TypedView, ...]:
        """Return every one, those that wait first, then the newest day first."""
        if not self._store.any_record():
            return ()
        with self._context.database.snapshot():
            found = [self._view(each) for each in self._store.records()]
        by_day = sorted(found, key=lambda v: (v.visit.visited_on, v.record.number), reverse=True)
        return tuple(sorted(by_day, key=lambda v: not v.waits))

    def waiting(self) -> tuple[TypedView, ...]:
        """Return those of which nothing was said yet; where there is none, at no cost."""
        return tuple(view for view in self.all() if view.waits)

    def find(self, number: str) -> TypedView:
        """Return one by 记录编号 or uid (NotFoundError: nothing of that number was typed)."""
        for view in self.all():
            if number in {view.record.number, view.record.visit_uid}:
                return view
        raise NotFoundError(f"没有督导室代录的“{number}”；请用 typed list 核对编号。")

    def document(self, uid: str) -> "Document":
        """Return one as it prints, without its pictures, which stay at the office."""
        from inspector_app.reports.talk_blocks import Talks
        from inspector_app.reports.visit_report import visit_report

        view = self.find(uid)
        return visit_report(
            view.visit, inspector_names=self._context.names(), talks=Talks.ALL,
            source=view.record.source or "代录",
        )  # fmt: skip

    def answer(self, number: str, answer: TypedAnswer, *, text: str = "") -> Changes:
        """Confirm one or object to it; a later answer stands for the one before.

        Args:
            number: 记录编号 or uid.
            answer: what the person says.
            text: what is not right.

        Raises:
            NotFoundError: nothing of that number was typed.
            RefusedError: the office has made it void.
            InputError: an objection says nothing, or too much.
        """
        said = text.strip()
        if answer is TypedAnswer.OBJECTED and not said:
            raise InputError("有异议要写明哪里不对、应当怎样，没有记下。")
        if len(said) > MOST_WORDS:
            raise InputError(f"异议最多写 {MOST_WORDS} 字，没有记下；请写短些。")
        with self._context.database.transaction():
            record = self.find(number).record
            if record.void:
                raise RefusedError(f"{record.number} 督导室已经作废，不用确认，没有记下。")
            event = TypedEvent(
                uid=new_uid(), visit_uid=record.visit_uid, revision=record.revision,
                seq=next_seq(self._store.answers([record.visit_uid])), answer=answer, text=said,
                at=self._context.now_text(), actor=self._context.identity.inspector_id,
            )  # fmt: skip
            keep_answers(self._context, (event,))
        return Changes(visits=True)

    def _view(self, record: TypedRecord) -> TypedView:
        visit = read_record_row(self._context, record.content)
        answer = answer_to(self._store.answers([record.visit_uid]), record.revision)
        left = answer is not None and self._context.stores.bundles.has_left(
            SentRow(TYPED_ANSWERS, answer.uid)
        )
        return TypedView(record=record, visit=visit, answer=answer, told=left, own=self._own(visit))

    def _own(self, visit: Visit) -> tuple[str, ...]:
        counted = frozenset({VisitStatus.FILED, VisitStatus.HANDED_OVER})
        found = self._context.stores.visit_lists.summaries(
            VisitFilter(statuses=counted, school_code=visit.school_code)
        )
        return tuple(
            line.number for line in found
            if line.visited_on == visit.visited_on and line.lead_id == visit.lead_id
        )  # fmt: skip
