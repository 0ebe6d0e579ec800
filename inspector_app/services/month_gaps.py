"""What a month's table leaves out or rests on shakily, each with the way to mend it."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from inspector_app.domain.month import Month, Period
from inspector_app.domain.month_life import MonthGap
from inspector_app.domain.month_steps import GapKind
from inspector_app.domain.typed import TypedState
from inspector_app.domain.views import VisitSummary
from inspector_app.domain.visit_options import COUNTED_STATUSES, Joint, VisitStatus
from inspector_app.services.context import Context, Role
from inspector_app.services.district_gaps import district_gaps
from inspector_app.services.joint_matches import JointMatches
from inspector_app.services.late_entries import LateEntries
from inspector_app.services.return_events import unmended
from inspector_app.services.typed_states import states_of
from inspector_app.storage.conditions import COUNTED, DUE, FILED_ON_SITE
from inspector_app.storage.visit_lists import VisitFilter

_UNDATED: Final = f"""
SELECT i.number, v.school_name, v.uid FROM issue i JOIN visit v ON v.id = i.visit_id
WHERE {COUNTED} AND v.visited_on BETWEEN ? AND ? AND i.fixed_on_the_spot = 0
  AND {DUE} IS NULL AND i.voided_on IS NULL ORDER BY i.number"""  # noqa: S608 - conditions of ours
_UNGRADED: Final = f"""
SELECT v.number, v.school_name, v.uid, count(*) FROM visit v JOIN lesson l ON l.visit_id = v.id
WHERE {FILED_ON_SITE} AND v.visited_on BETWEEN ? AND ? AND l.whole = 1 AND l.grade IS NULL
  AND v.origin <> 'import' AND v.id NOT IN (SELECT visit_id FROM joint_visit)
GROUP BY v.id ORDER BY v.visited_on, v.number"""  # noqa: S608 - a condition of ours


def month_gaps(context: Context, month: Month) -> tuple[MonthGap, ...]:
    """Return the gaps of a month, those that change its figures first."""
    span = context.span(month)
    days = span.start.isoformat(), span.end.isoformat()
    with context.database.snapshot():
        visits = context.stores.visit_lists.summaries(VisitFilter(start=span.start, end=span.end))
        visits = tuple(sorted(visits, key=lambda v: (v.visited_on or span.start, v.number)))
        return (
            *_drafts(visits),
            *_of_earlier_months(context, month, {visit.uid for visit in visits}),
            *_waiting(context, span),
            *_returned(context, span),
            *_questions(context, span),
            *_objected(context, visits),
            *_undated(context, days),
            *_ungraded(context, days),
            *_on_days_off(context, visits),
            *_late(visits),
            *district_gaps(context, month),
        )


def _gap(visit: VisitSummary, kind: GapKind, what: str, remedy: str) -> MonthGap:
    return MonthGap(kind, visit.number, visit.school_name, what, remedy, visit.uid)


def _drafts(visits: tuple[VisitSummary, ...]) -> Iterator[MonthGap]:
    for visit in visits:
        if visit.status is not VisitStatus.DRAFT:
            continue
        if visit.revision > 1:
            what = f"{visit.school_name}的记录正在更正，没有计入"
            yield _gap(visit, GapKind.CORRECTION, what, "定稿后按更正的计入，放弃更正则照原来的")
        else:
            what = f"{visit.school_name}的记录还是草稿，没有计入"
            yield _gap(visit, GapKind.DRAFT, what, "定稿后计入")


def _of_earlier_months(context: Context, month: Month, own: set[str]) -> Iterator[MonthGap]:
    """Yield the records of earlier months that an open month waits for: it lacks them too."""
    if month in context.stores.months.frozen_months(context.scope):
        return
    late = LateEntries(context)
    waiting = late.under_correction(month)
    told = {visit.uid for _, visit in waiting} | own
    for earlier, visit in waiting:
        if visit.uid not in own:
            what = f"{visit.school_name}的记录（已计入{earlier.title}）正在更正，问题和累计没有计入"
            remedy = f"定稿或放弃更正后，才列{earlier.title}的补报、更正"
            yield _gap(visit, GapKind.CORRECTION, what, remedy)
    for locked, visit in late.drafts_before(month):
        if visit.uid in told:
            continue
        if visit.revision > 1:
            what = f"{visit.school_name}的记录（{visit.visited_on}）正在更正，问题和累计没有计入"
            after = f"，定稿后作{locked.title}的补报" if locked else ""
            yield _gap(visit, GapKind.CORRECTION, what, f"请定稿或放弃更正{after}")
        elif locked:
            what = f"{visit.school_name}的记录还是草稿，{locked.title}已锁定，没有计入"
            yield _gap(visit, GapKind.DRAFT, what, f"定稿后作{locked.title}的补报")


def _waiting(context: Context, span: Period) -> Iterator[MonthGap]:
    matches = JointMatches(context)
    if not context.stores.joint.has_entries():
        return
    for waiting in matches.waiting():
        if waiting.entry.visited_on in span:
            what = f"{waiting.entry.school_name}的同行登记可能对应 {len(waiting.records)} 份记录"
            yield _gap(
                waiting.entry, GapKind.JOINT_OPEN, what, "打开登记，认定是哪一份，免得重复计"
            )
    for visit, problem in matches.without_record(span):
        yield _gap(visit, GapKind.JOINT_WAITING, problem.what, problem.remedy)


def _returned(context: Context, span: Period) -> Iterator[MonthGap]:
    for view in unmended(context, span):
        if view.record is not None:
            what = f"{view.school_name}的记录督导室已退回，还没有改；照现在的计入"
            yield _gap(view.record, GapKind.RETURNED, what, "按退回意见更正，或写明不改的理由")


def _questions(context: Context, span: Period) -> Iterator[MonthGap]:
    names = {school.code: school.name for school in context.stores.schools.all()}
    for each in context.stores.office_matters.questions():
        if not each.answer and date.fromisoformat(each.visited_on) in span:
            school = names.get(each.school_code, each.school_code)
            yield MonthGap(
                GapKind.QUESTION, each.uid[:8], school,
                f"{school} {each.visited_on} 有 {len(each.visits)} 份记录，没有写明是不是一次",
                "问过本人，在“收件”的“同校同日待确认”登记答复",
                each.visits[0],
            )  # fmt: skip


def _objected(context: Context, visits: tuple[VisitSummary, ...]) -> Iterator[MonthGap]:
    if context.identity.role is not Role.OFFICE or not context.stores.typed.any_answer():
        return
    told = states_of(context, [visit.uid for visit in visits])
    for visit in visits:
        if told.get(visit.uid) is TypedState.OBJECTED:
            what = f"{visit.school_name}的代录记录本人有异议；照现在的计入"
            yield _gap(
                visit, GapKind.OBJECTED, what,
                "在“收件”的“代录”看他写的，更正或作废，再下发请他确认",
            )  # fmt: skip


def _undated(context: Context, days: tuple[str, str]) -> Iterator[MonthGap]:
    for number, school, visit in context.database.rows(_UNDATED, *days):
        yield MonthGap(
            GapKind.DEADLINE, number, school, f"{school}的问题没有整改时限",
            "不计入逾期和按期；请更正记录补上", visit, number,
        )  # fmt: skip


def _ungraded(context: Context, days: tuple[str, str]) -> Iterator[MonthGap]:
    for number, school, visit, lessons in context.database.rows(_UNGRADED, *days):
        yield MonthGap(
            GapKind.GRADE, number, school, f"{school}的听课有 {lessons} 节没有评等次",
            "要评的请更正记录补上；节数照计", visit,
        )  # fmt: skip


def _on_days_off(context: Context, visits: tuple[VisitSummary, ...]) -> Iterator[MonthGap]:
    calendar = context.calendar()
    for visit in visits:
        day = visit.visited_on
        if day is None or visit.status not in COUNTED_STATUSES or visit.online:
            continue
        if not calendar.is_working_day(day):
            what = f"{visit.school_name}的督导日期 {day}（{_weekday(day)}）是休息日"
            yield _gap(visit, GapKind.HOLIDAY, what, "日期写错的请更正；确实当天入校的不用改")


def _late(visits: tuple[VisitSummary, ...]) -> Iterator[MonthGap]:
    for visit in visits:
        if visit.late and visit.status in COUNTED_STATUSES and visit.joint is not Joint.TAKEN:
            what = f"{visit.school_name}的记录在督导两天以后才定稿"
            yield _gap(visit, GapKind.LATE, what, "已计入，不用改；备查")


def _weekday(day: date) -> str:
    return f"星期{'一二三四五六日'[day.weekday()]}"
