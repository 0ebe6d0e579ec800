"""The rows of 入校督导记录表, in the order of the form.

A field without a value leaves its cell blank; the rarer fields have a row only where they are
filled in.
"""

from collections.abc import Iterator, Mapping

from inspector_app.domain.issue import disposition_of
from inspector_app.domain.labels.issues import DISPOSITION_LABEL
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.schools import SCHOOL_KIND_LABEL
from inspector_app.domain.labels.visits import (
    ANNOUNCEMENT_LABEL,
    FEEDBACK_WAY_LABEL,
    SESSION_LABEL,
    VISIT_TYPE_LABEL,
)
from inspector_app.domain.visit import SchoolSnapshot, Visit
from inspector_app.domain.visit_options import Announcement, VisitStatus
from inspector_app.reports.document import CheckBoxes, Choice, FieldRow
from inspector_app.reports.finding_rows import finding_rows
from inspector_app.reports.matter_rows import matter_rows
from inspector_app.reports.words import choices, day, one, pair


def visit_rows(visit: Visit, inspector_names: Mapping[str, str]) -> Iterator[FieldRow]:
    """Yield all rows; an inspector without a name is printed as his number."""
    yield from _school_rows(visit)
    yield from _kind_rows(visit)
    yield from _people_rows(visit, inspector_names)
    yield from matter_rows(visit)
    yield from finding_rows(visit)
    yield from _feedback_rows(visit)


def _school_rows(visit: Visit) -> Iterator[FieldRow]:
    school = visit.school
    name, code = (school.name, school.code) if school else ("", "")
    kind = "，".join(filter(None, (_kind_text(school), school.ownership))) if school else ""
    yield pair("被督导学校\n（园）", name, "标识码", code)
    yield pair("办学类型", kind, "接待人\n（职务）", visit.host)
    session = SESSION_LABEL[visit.session] if visit.session else ""
    yield pair("督导日期", day(visit.visited_on), "时段", session)
    if visit.arrived_at or visit.left_at:
        yield pair("到校时间", visit.arrived_at, "离校时间", visit.left_at)


def _kind_text(school: SchoolSnapshot) -> str:
    kind = from_label(SCHOOL_KIND_LABEL, school.kind)
    return SCHOOL_KIND_LABEL[kind] if kind else school.kind


def _kind_rows(visit: Visit) -> Iterator[FieldRow]:
    yield one("督导类型", choices(VISIT_TYPE_LABEL, visit.type))
    notice = choices(ANNOUNCEMENT_LABEL, visit.announcement)
    if visit.announcement is Announcement.ANNOUNCED and visit.announced_on:
        yield pair("是否事先\n通知", notice, "通知日期", day(visit.announced_on))
    else:
        yield one("是否事先\n通知", notice)
    if visit.campaign:
        yield one("所属专项\n（计划）", visit.campaign)
    if visit.basis:
        yield one("指派依据", visit.basis)
    if visit.online:
        yield one("督导形式", "线上督导（不计入校次数）")


def _people_rows(visit: Visit, names: Mapping[str, str]) -> Iterator[FieldRow]:
    shown = Choice(label="已出示", ticked=visit.showed_id)
    lead = names.get(visit.lead_id, visit.lead_id)
    peers = "、".join(names.get(peer, peer) for peer in visit.peer_ids)
    yield pair("责任督学", lead, "督学证", CheckBoxes(choices=(shown,)))
    yield pair("同行督学", peers, "其他参加\n人员", visit.others)
    if visit.departments:
        yield one("参加部门", "、".join(visit.departments))


def _feedback_rows(visit: Visit) -> Iterator[FieldRow]:
    ways = {way: FEEDBACK_WAY_LABEL[way] for way in FEEDBACK_WAY_LABEL}
    yield one("反馈方式", choices(ways, *visit.feedback_ways))
    yield pair("反馈对象", visit.feedback_to, "拟回访\n日期", day(visit.next_visit))
    asked = disposition_of(visit.issues)
    settled = bool(visit.issues) or visit.no_issues_found
    yield one("处理意见", choices(DISPOSITION_LABEL, asked if settled else None))
    if visit.revision > 1 or visit.status is VisitStatus.VOIDED:
        label = "作废理由" if visit.status is VisitStatus.VOIDED else "更正理由"
        yield one(label, visit.reason)
