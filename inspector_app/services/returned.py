"""退回 on the laptop: what the office asks is taken over, shown, answered, and handed back."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.domain.labels.returned import MARK_ANSWER_LABEL
from inspector_app.domain.returned import (
    UNMENDED,
    MarkAnswer,
    Returned,
    ReturnEvent,
    ReturnStep,
    prefilled_reason,
)
from inspector_app.services.context import Context, Role
from inspector_app.services.pack_lines import Mark, PackLine
from inspector_app.services.record_reading import UnsoundError
from inspector_app.services.return_events import (
    ReturnView,
    append,
    keep,
    newest_of,
    views,
)
from inspector_app.services.return_rows import COMMENT_LENGTH, read_of_office

_MARK_OF: Final = {
    ReturnStep.RETURNED: Mark.NEW,
    ReturnStep.CLOSED: Mark.CHANGED,
    ReturnStep.WITHDRAWN: Mark.CHANGED,
}


class ReturnedService:
    """Takes returns over, and answers them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.returns

    # -- reading ---------------------------------------------------------------------------------

    def all(self) -> tuple[ReturnView, ...]:
        """Return every return, the newest first."""
        with self._context.database.snapshot():
            return views(self._context, self._store.all())

    def waiting(self) -> tuple[ReturnView, ...]:
        """Return those that are neither mended nor answered, the oldest first."""
        if not self._store.any():
            return ()
        with self._context.database.snapshot():
            found = views(self._context, self._store.open())
        return tuple(view for view in reversed(found) if view.returned.state in UNMENDED)

    def of_visit(self, visit_uid: str) -> ReturnView | None:
        """Return the return of a record that the office has not finished, if there is one."""
        with self._context.database.snapshot():
            found = views(self._context, self._store.of_visit(visit_uid))
        return next((view for view in found if not view.returned.is_finished), None)

    def find(self, number: str) -> ReturnView:
        """Return the newest return of a record (NotFoundError: it was never returned)."""
        for view in self.all():
            known = {view.returned.number, view.returned.visit_uid, view.returned.uid}
            if number in known:
                return view
        raise NotFoundError(f"{number} 没有被退回过；请用 returned list 查看。")

    def reason(self, visit_uid: str) -> str:
        """Return the reason that a correction begins with, empty where nothing was returned."""
        found = self.of_visit(visit_uid)
        return "" if found is None else prefilled_reason(found.returned)

    # -- coming in -------------------------------------------------------------------------------

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        """Say in words what a pack of returns holds (RefusedError: it cannot be read)."""
        events = self._read(rows)
        with self._context.database.snapshot():
            known = {e.uid for e in self._store.all()}
            return tuple(
                PackLine(Mark.SAME if e.uid in known else _MARK_OF[e.step], self._words(e, events))
                for e in events
            )

    def _words(self, event: ReturnEvent, events: Sequence[ReturnEvent]) -> str:
        if event.step is ReturnStep.RETURNED:
            return self._line(event)
        begun = self._begun(event, events)
        number = begun.content["no"] if begun else "一份记录"
        done = "督导室已核" if event.step is ReturnStep.CLOSED else "督导室撤回"
        note = event.content["note"]
        return f"{number} 的退回，{done}{f'：{note}' if note else ''}"

    def _begun(self, event: ReturnEvent, events: Sequence[ReturnEvent]) -> ReturnEvent | None:
        known = (*events, *self._store.of_return(event.return_uid))
        return next(
            (e for e in known
             if e.return_uid == event.return_uid and e.step is ReturnStep.RETURNED), None,
        )  # fmt: skip

    def _line(self, event: ReturnEvent) -> str:
        said = event.content
        points = len(said["marks"]) + bool(said["comment"])
        told = f"{said['no']} 第 {said['revision']} 版退回，{points} 处意见"
        newest = newest_of(self._context, event.visit_uid)
        if newest is None:
            return f"{told}；本机没有这份记录（可能在以前的电脑上），先留存"
        if newest.revision > said["revision"]:
            return f"{told}；本机已是第 {newest.revision} 版，请对照意见看是否还要改"
        return told

    def take(self, rows: Mapping[str, Any]) -> Changes:
        """Take a pack of returns over; what is here already changes nothing.

        Raises:
            RefusedError: it cannot be read, or this is no laptop; nothing was taken over.
        """
        if self._context.identity.role is not Role.LAPTOP:
            raise RefusedError("退回由督学的电脑接收，这里是督导室；没有接收。")
        events = self._read(rows)
        with self._context.database.transaction():
            new = keep(self._context, events)
            for event in new:
                self._tell_taken(event)
        uids = frozenset(event.visit_uid for event in new)
        return Changes(visits=bool(new), visit_uids=uids)

    def _read(self, rows: Mapping[str, Any]) -> tuple[ReturnEvent, ...]:
        try:
            events = read_of_office(rows["events"])
        except (UnsoundError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise RefusedError(
                "督导室的退回读不出来，没有接收，原有内容没有改动；请升级软件后再收，或告知督导室。"
            ) from error
        me = self._context.identity.inspector_id
        for event in events:
            if event.step is ReturnStep.RETURNED and event.content["lead"] != me:
                raise RefusedError(
                    f"退回的 {event.content['no']} 不是您负责的记录，没有接收；请告知督导室。"
                )
        return events

    def _tell_taken(self, event: ReturnEvent) -> None:
        """Tell the office which revision stood here when the return came."""
        newest = newest_of(self._context, event.visit_uid)
        if event.step is ReturnStep.RETURNED and newest is not None:
            append(
                self._context, return_uid=event.return_uid, visit_uid=event.visit_uid,
                step=ReturnStep.TAKEN, content={"revision": newest.revision},
            )  # fmt: skip

    # -- answering -------------------------------------------------------------------------------

    def answer(self, number: str, mark: str, *, answer: MarkAnswer, text: str = "") -> Changes:
        """Answer one mark; it can be answered anew until the office has closed the return.

        Args:
            number: of the record.
            mark: id of the mark, 0 for the comment on the whole.
            answer: whether it was mended or stays.
            text: why it stays; of what was mended, whatever there is to say.

        Raises:
            NotFoundError: the record was never returned, or there is no such mark.
            RefusedError: the office has finished it.
            InputError: what stays is not explained.
        """
        with self._context.database.transaction():
            found = self.find(number).returned
            _refuse_finished(found)
            label = next((p.label for p in found.points if p.id == mark), None)
            if label is None:
                listed = "、".join(f"{p.id}（{p.label}）" for p in found.points)
                raise NotFoundError(f"没有第 {mark} 处退回意见，没有答复；有：{listed}。")
            said = text.strip()
            if answer is MarkAnswer.KEPT and not said:
                raise InputError(f"“{label}”不改的要写明理由，没有答复。")
            if len(said) > COMMENT_LENGTH:
                raise InputError(f"答复最多 {COMMENT_LENGTH} 字，没有答复；请写短些。")
            append(
                self._context, return_uid=found.uid, visit_uid=found.visit_uid,
                step=ReturnStep.ANSWERED,
                content={"mark": mark, "answer": answer.value, "text": said},
            )  # fmt: skip
        return Changes(visits=True, visit_uids=frozenset({found.visit_uid}))


def read_answer(word: str) -> MarkAnswer:
    """Return the answer that a word means (InputError: it means none)."""
    wanted = word.strip()
    for each, label in MARK_ANSWER_LABEL.items():
        if wanted in {each.value, label}:
            return each
    listed = "、".join(MARK_ANSWER_LABEL.values())
    raise InputError(f"没有“{word}”这种答复，没有登记；请写{listed}之一。")


def _refuse_finished(found: Returned) -> None:
    if found.is_finished:
        raise RefusedError(f"{found.number} 的退回，督导室已经办结，没有再答复；要改请直接更正。")
