"""What a record misses before it can be filed (定稿)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.domain.issue import Issue
from inspector_app.domain.lesson import Lesson
from inspector_app.domain.talk_gaps import talk_gaps
from inspector_app.domain.visit import NARRATIVE_LIMIT, Visit
from inspector_app.domain.visit_options import Announcement, Joint, MethodCounts, VisitType

IMPORT_ORIGIN: Final = "import"
# A record taken over from a workbook cannot say what workbooks have no column for.
_NOT_IN_WORKBOOKS: Final = re.compile(
    r"^(notice|topics|feedback_way|next_visit|campaign)$"
    r"|^lessons\[\d+\]\.(teacher|topic|kind|process|advice|grade)$"
)


def gaps(visit: Visit, *, today: date) -> tuple[Problem, ...]:
    """Return every gap of a record, in the order of the form; ``where`` is the field's id."""
    if visit.joint is Joint.ENTRY:
        return tuple(_entry(visit, today))
    found = (
        *_head(visit, today),
        *_conditional(visit),
        *_body(visit),
        *_findings(visit),
        *(g for i, lesson in enumerate(visit.lessons) for g in _lesson(i, lesson)),
        *talk_gaps(visit),
    )
    if visit.origin != IMPORT_ORIGIN:
        return found
    return tuple(gap for gap in found if not _NOT_IN_WORKBOOKS.search(gap.where))


def _need(present: object, where: str, label: str, remedy: str = "") -> Iterator[Problem]:
    if not present:
        yield Problem(where=where, what=f"“{label}”还没有填", remedy=remedy)


def _not_before(visit: Visit, where: str, label: str, day: date | None) -> Iterator[Problem]:
    if day is not None and visit.visited_on is not None and day < visit.visited_on:
        yield Problem(where=where, what=f"{label}早于督导日期", remedy="请核对两个日期")


def _not_after(visit: Visit, where: str, label: str, day: date | None) -> Iterator[Problem]:
    if day is not None and visit.visited_on is not None and day > visit.visited_on:
        yield Problem(where=where, what=f"{label}晚于督导日期", remedy="请核对两个日期")


def _entry(visit: Visit, today: date) -> Iterator[Problem]:
    """Yield what a 同行登记 misses: it says who went where when, and which lessons were heard."""
    yield from _place(visit, today)
    yield from _need(visit.lead_id, "lead", "责任督学（主）")
    if visit.lead_id and visit.lead_id in visit.peer_ids:
        yield Problem(
            where="lead", what="责任督学是登记人自己", remedy="自己主责的请写督导记录，不做同行登记"
        )
    for place, lesson in enumerate(visit.lessons):
        at, name = f"lessons[{place}]", f"听课 {place + 1} "
        yield from _need(lesson.period_no, f"{at}.period", f"{name}的节次")
        yield from _need(lesson.class_name, f"{at}.class", f"{name}的班级")
        if lesson.listener_id not in visit.peer_ids:
            yield Problem(
                where=f"{at}.listener",
                what=f"{name}的听课督学不是登记人",
                remedy="同行登记只记本人听的课",
            )


def _place(visit: Visit, today: date) -> Iterator[Problem]:
    yield from _need(visit.school, "school", "被督导学校（园）")
    yield from _need(visit.visited_on, "date", "督导日期")
    if visit.visited_on is not None and visit.visited_on > today:
        yield Problem(where="date", what="督导日期在今天之后", remedy="请核对日期")
    yield from _need(visit.session, "session", "时段")


def _head(visit: Visit, today: date) -> Iterator[Problem]:
    yield from _place(visit, today)
    yield from _need(visit.type, "type", "督导类型")
    yield from _need(visit.announcement, "notice", "是否事先通知")
    yield from _need(visit.lead_id, "lead", "责任督学（主）")
    yield from _need(visit.topics, "topics", "督导事项", "至少选一项")


def _conditional(visit: Visit) -> Iterator[Problem]:
    if visit.type is VisitType.CAMPAIGN:
        yield from _need(visit.campaign, "campaign", "所属专项/计划", "专项督导要写明是哪个专项")
    if visit.announcement is Announcement.ANNOUNCED:
        yield from _need(visit.announced_on, "notice_date", "通知日期")
        yield from _not_after(visit, "notice_date", "通知日期", visit.announced_on)
    yield from _not_before(visit, "next_visit", "拟回访日期", visit.next_visit)
    if visit.arrived_at and visit.left_at and visit.left_at < visit.arrived_at:
        yield Problem(where="left", what="离校时间早于到校时间", remedy="请核对两个时间")
    if visit.lead_id and visit.lead_id in visit.peer_ids:
        yield Problem(where="peers", what="责任督学又列在同行督学里", remedy="请从同行督学里去掉")
    counted = visit.methods_counted
    if counted.questionnaires_returned > counted.questionnaires_sent:
        yield Problem(where="methods", what="问卷回收多于发放", remedy="请核对两个数字")


def _body(visit: Visit) -> Iterator[Problem]:
    talked = bool(visit.interviews or visit.questionnaires)
    used = visit.methods != MethodCounts() or bool(visit.lessons) or talked
    yield from _need(used, "methods", "督导方式及数量", "至少填一种方式的数量，或记一节听课")
    yield from _need(visit.narrative.strip(), "narrative", "督导过程（纪实）")
    if len(visit.narrative) > NARRATIVE_LIMIT:
        yield Problem(where="narrative", what=f"督导过程超过 {NARRATIVE_LIMIT} 字", remedy="请删减")
    yield from _need(visit.advice.strip(), "advice", "督导意见和建议")
    yield from _need(visit.feedback_ways, "feedback_way", "反馈方式", "至少选一项")
    for place, merit in enumerate(visit.merits):
        yield from _need(
            merit.text.strip(), f"merits[{place}].text", "亮点", "写上内容或删去这一条"
        )


def _findings(visit: Visit) -> Iterator[Problem]:
    if not visit.issues and not visit.no_issues_found:
        yield Problem(
            where="issues", what="“存在问题”还没有填", remedy="记下问题，或勾选“未发现问题”"
        )
    if visit.issues and visit.no_issues_found:
        yield Problem(
            where="no_issues_found", what="记了问题，又勾选了“未发现问题”", remedy="二者只留一个"
        )
    for place, issue in enumerate(visit.issues):
        yield from _issue(place, issue)
        where, label = f"issues[{place}].deadline", f"问题 {place + 1} 的整改时限"
        yield from _not_before(visit, where, label, issue.deadline)
    if any(issue.dates.is_open and not issue.fixed_on_the_spot for issue in visit.issues):
        yield from _need(
            visit.next_visit, "next_visit", "拟回访日期", "还有问题没有整改，要定回访日期"
        )


def _issue(place: int, issue: Issue) -> Iterator[Problem]:
    at = f"issues[{place}]"
    name = f"问题 {place + 1} "
    yield from _need(issue.description.strip(), f"{at}.description", f"{name}的描述")
    yield from _need(issue.category, f"{at}.category", f"{name}的类别")
    yield from _need(issue.severity, f"{at}.severity", f"{name}的程度")
    if issue.fixed_on_the_spot:
        yield from _need(
            issue.shown or issue.witness.strip(),
            f"{at}.witness",
            f"{name}当场整改的凭据",
            "放上整改前和整改后的照片，或写明见证人",
        )
    else:
        yield from _need(issue.deadline, f"{at}.deadline", f"{name}的整改时限", "当场整改的请勾选")


def _lesson(place: int, lesson: Lesson) -> Iterator[Problem]:
    at = f"lessons[{place}]"
    name = f"听课 {place + 1} "
    yield from _need(lesson.listener_id, f"{at}.listener", f"{name}的听课督学")
    yield from _need(lesson.period_no, f"{at}.period", f"{name}的节次")
    yield from _need(lesson.class_name, f"{at}.class", f"{name}的班级")
    yield from _need(lesson.subject, f"{at}.subject", f"{name}的学科")
    yield from _need(lesson.teacher, f"{at}.teacher", f"{name}的授课教师", "可以写代称")
    yield from _need(lesson.topic, f"{at}.topic", f"{name}的课题")
    yield from _need(lesson.kind, f"{at}.kind", f"{name}的课型")
    written = lesson.process.strip() or lesson.paper_pages
    yield from _need(written, f"{at}.process", f"{name}的教学过程", "也可以附上听课本的照片")
    yield from _need(lesson.advice.strip(), f"{at}.advice", f"{name}的建议")
    yield from _need(lesson.grade, f"{at}.grade", f"{name}的等级")
    if (
        lesson.present is not None
        and lesson.expected is not None
        and lesson.present > lesson.expected
    ):
        yield Problem(where=f"{at}.present", what=f"{name}的实到多于应到", remedy="请核对人数")
