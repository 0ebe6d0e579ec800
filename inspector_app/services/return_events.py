"""Writes what happens to returns, inside the caller's transaction, and reads where they stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspector_app.base.clock import local_datetime_text, parse_instant
from inspector_app.base.ids import new_uid
from inspector_app.domain.labels.returned import MARK_ANSWER_LABEL, RETURN_STEP_LABEL
from inspector_app.domain.month import Period
from inspector_app.domain.returned import (
    OF_OFFICE,
    UNMENDED,
    MarkAnswer,
    Newest,
    Returned,
    ReturnEvent,
    ReturnStep,
    folded,
    grouped,
    next_seq,
)
from inspector_app.domain.views import VisitSummary
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.context import Context, Role
from inspector_app.services.return_rows import RETURNS
from inspector_app.storage.bundles import SentRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnView:
    """A return with the record that it is about.

    Attributes:
        record: None where the record is not here.
        lead_name: of the 责任督学.
        newest: the newest filed revision here, 0 for none.
        told: whether all that was done on the laptop has left for the office.
    """

    returned: Returned
    record: VisitSummary | None
    lead_name: str
    newest: int
    told: bool

    @property
    def school_name(self) -> str:
        """Of the record, empty where it is not here."""
        return self.record.school_name if self.record else ""


def append(
    context: Context, *, return_uid: str, visit_uid: str, step: ReturnStep,
    content: Mapping[str, Any],
) -> ReturnEvent:  # fmt: skip
    """Write that something happened here."""
    store = context.stores.returns
    event = ReturnEvent(
        uid=new_uid(), return_uid=return_uid, visit_uid=visit_uid,
        seq=next_seq(store.of_return(return_uid)), step=step, at=context.now_text(),
        actor=context.actor, content=content,
    )  # fmt: skip
    keep(context, (event,))
    return event


def keep(context: Context, events: Iterable[ReturnEvent]) -> tuple[ReturnEvent, ...]:
    """Keep events that are not here yet, and return those."""
    new = tuple(event for event in events if context.stores.returns.add(event))
    at_office = context.identity.role is Role.OFFICE
    for event in new:
        context.note(
            "return", event.return_uid,
            {"note": RETURN_STEP_LABEL[event.step], "event": event.uid, "visit": event.visit_uid},
            # On a laptop it must not stand between a person and the undoing of what was typed.
            visit_uid=event.visit_uid if at_office else "",
            field="*",
        )  # fmt: skip
    return new


def note_mended(context: Context, visit: Visit) -> None:
    """Tell the returns that a record waits with that its next revision was filed, or made void."""
    if context.identity.role is Role.OFFICE or not context.stores.returns.any():
        return
    void = visit.status is VisitStatus.VOIDED
    for view in views(context, context.stores.returns.of_visit(visit.uid)):
        if not view.returned.is_finished:
            append(
                context, return_uid=view.returned.uid, visit_uid=visit.uid, step=ReturnStep.MENDED,
                content={"revision": visit.revision, "void": void, "reason": visit.reason},
            )  # fmt: skip


# -- reading ---------------------------------------------------------------------------------------


def views(context: Context, events: Iterable[ReturnEvent]) -> tuple[ReturnView, ...]:
    """Return the returns that these events are of, the newest first."""
    rows = grouped(events)
    if not rows:
        return ()
    names = context.names()
    sent = {uid for uid, _ in context.stores.returns.sent()}
    found = [_view(context, row, names, sent) for row in rows.values()]
    return tuple(
        sorted(
            filter(None, found), key=lambda v: (v.returned.at, v.returned.revision), reverse=True
        )
    )


def unmended(context: Context, span: Period) -> tuple[ReturnView, ...]:
    """Return the returns of records of a period that nobody has mended or answered yet."""
    if not context.stores.returns.any():
        return ()
    found = views(context, context.stores.returns.open())
    return tuple(
        view for view in reversed(found)
        if view.returned.state in UNMENDED and view.record is not None
        and view.record.visited_on in span
    )  # fmt: skip


def _view(
    context: Context, row: Sequence[ReturnEvent], names: Mapping[str, str], sent: set[str]
) -> ReturnView | None:
    begun = next((event for event in row if event.step is ReturnStep.RETURNED), None)
    if begun is None:
        return None
    visit_uid = begun.visit_uid
    newest = newest_of(context, visit_uid)
    out = begun.uid in sent or context.identity.role is not Role.OFFICE
    returned = folded(row, newest=newest, sent=out)
    assert returned is not None
    return ReturnView(
        returned=returned,
        record=context.stores.visit_lists.summary(visit_uid),
        lead_name=names.get(returned.lead, returned.lead),
        newest=newest.revision if newest else 0,
        told=_is_told(context, row),
    )


def _is_told(context: Context, row: Iterable[ReturnEvent]) -> bool:
    if context.identity.role is Role.OFFICE:
        return True
    bundles = context.stores.bundles
    own = [event for event in row if event.step not in OF_OFFICE]
    return all(bundles.has_left(SentRow(RETURNS, event.uid)) for event in own)


def newest_of(context: Context, visit_uid: str) -> Newest | None:
    """Return the newest filed revision of a record: at the office, the one that counts there."""
    if context.identity.role is Role.OFFICE:
        return _received(context, visit_uid)
    kept = context.stores.history.revisions(visit_uid)
    if not kept:
        return None
    found = context.stores.visits.find(visit_uid)
    return Newest(kept[-1].revision, found is not None and found.status is VisitStatus.VOIDED)


def _received(context: Context, visit_uid: str) -> Newest | None:
    from inspector_app.office.revisions import standing
    from inspector_app.services.office_revisions import revision_of

    rows = context.stores.office_matters.revisions(visit_uid)
    if not rows:
        return None
    counts = standing([revision_of(row) for row in rows]).counts
    return Newest(counts.number, counts.void)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One event in words."""

    at: str
    who: str
    what: str


def history(found: Returned, *, names: Mapping[str, str]) -> tuple[HistoryLine, ...]:
    """Return what happened to a return, in the order that both ends agree on."""
    return tuple(
        HistoryLine(
            at=local_datetime_text(parse_instant(event.at)),
            who=_who(event, names),
            what=f"{RETURN_STEP_LABEL[event.step]}{_told(event, found)}",
        )
        for event in found.events
    )


def _who(event: ReturnEvent, names: Mapping[str, str]) -> str:
    if event.step in OF_OFFICE:
        by = event.content["by"]
        return f"督导室（{by}）" if by else "督导室"
    return names.get(event.actor, event.actor)


def _told(event: ReturnEvent, found: Returned) -> str:
    said = event.content
    match event.step:
        case ReturnStep.RETURNED:
            return f"第 {said['revision']} 版，{len(found.points)} 处意见"
        case ReturnStep.TAKEN:
            return f"（本机第 {said['revision']} 版）"
        case ReturnStep.MENDED:
            return "（作废）" if said["void"] else f"第 {said['revision']} 版"
        case ReturnStep.ANSWERED:
            label = next((p.label for p in found.points if p.id == said["mark"]), "")
            text = f"：{said['text']}" if said["text"] else ""
            return f"“{label}”{MARK_ANSWER_LABEL[MarkAnswer(said['answer'])]}{text}"
    return f"：{said['note']}" if said["note"] else ""
