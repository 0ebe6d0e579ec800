"""What a 学校回复 makes of the issues that it answers, step by step."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from inspector_app.domain.issue import Issue
from inspector_app.domain.issue_event import EventDetails, IssueEvent, IssueEventKind
from inspector_app.domain.issue_fold import fold
from inspector_app.domain.issue_rules import NextStep, refusal
from inspector_app.domain.measure_text import measures_of
from inspector_app.domain.reply import Answer, Reply, Verdict

_K = IssueEventKind
SEE_PHOTOS: Final = "见学校回复的照片"


def steps_of(reply: Reply, answer: Answer, *, today: date) -> tuple[NextStep, ...]:
    """Return what an answer makes of its issue: the school's words first, then the verdict.

    Measures alone are a plan; they do not say that anything was put right.
    """
    return tuple(_steps(reply, answer, reply.received_on or today, reply.checked_on or today))


def _steps(reply: Reply, answer: Answer, came: date, checked: date) -> Iterator[NextStep]:
    measures = measures_of(answer.measures)
    photos = tuple(dict.fromkeys((*answer.photos, *reply.photos)))
    if measures:
        planned = EventDetails(
            person=answer.responsible.strip(), reference=reply.number,
            measures=measures, reply_uid=reply.uid,
        )  # fmt: skip
        yield NextStep(kind=_K.PLANNED, on=came, details=planned)
    done = answer.done.strip()
    if done or photos or not measures or answer.verdict is not Verdict.TO_CHECK:
        said = EventDetails(
            person=answer.responsible.strip(), reference=reply.number,
            photos=photos, reply_uid=reply.uid,
        )  # fmt: skip
        yield NextStep(
            kind=_K.ANSWERED, on=came, note=done or (SEE_PHOTOS if photos else ""), details=said
        )
    if answer.verdict is Verdict.TO_CHECK:
        return
    accepted = answer.verdict is Verdict.ACCEPTED
    seen = EventDetails(
        visit_uid=answer.visit_uid if accepted else "",
        documents=answer.documents,
        photos=photos,
        reply_uid=reply.uid,
    )
    yield NextStep(
        kind=_K.CLOSED if accepted else _K.NOT_ACCEPTED,
        on=checked,
        note=answer.remark.strip(),
        until=None if accepted else answer.until,
        details=seen,
    )


def wrong_with(
    issue: Issue,
    steps: Iterable[NextStep],
    *,
    events: Iterable[IssueEvent],
    found_on: date | None,
    today: date,
) -> str:
    """Return why the steps of an answer cannot be recorded one after the other, or nothing."""
    known = list(events)
    for step in steps:
        wrong = refusal(issue, step, events=known, found_on=found_on, today=today)
        if wrong:
            return wrong
        known.append(
            IssueEvent(
                uid=f"next-{len(known)}", issue_uid=issue.uid, kind=step.kind,
                effective_on=step.on, recorded_at="",
                seq=max((event.seq for event in known), default=0) + 1,
                until=step.until, note=step.note, details=step.details,
            )
        )  # fmt: skip
        issue = replace(issue, dates=fold(known))
    return ""
