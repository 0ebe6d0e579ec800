"""入校督导记录表: the record of one visit, with its lessons and photos.

The order of the fields is that of the form; a field without a value leaves its cell blank, and the
rarer fields have a row only where they are filled in.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from inspector_app.domain.issue import Issue, disposition_of
from inspector_app.domain.labels import (
    ANNOUNCEMENT_LABEL,
    DISPOSITION_LABEL,
    FEEDBACK_WAY_LABEL,
    METHOD_LABEL,
    PHOTO_ROLE_LABEL,
    SCHOOL_KIND_LABEL,
    SESSION_LABEL,
    SEVERITY_LABEL,
    TOPIC_LABEL,
    VISIT_TYPE_LABEL,
    from_label,
)
from inspector_app.domain.photo import Photo as PhotoFacts
from inspector_app.domain.photo import PhotoRole, TimeSource
from inspector_app.domain.school import SchoolKind
from inspector_app.domain.visit import Announcement, SchoolSnapshot, Visit, VisitStatus
from inspector_app.reports.document import (
    Block,
    CheckBoxes,
    Choice,
    Document,
    FieldGrid,
    FieldRow,
    LongText,
    NumberedList,
    Photo,
    PhotoPages,
    SignatureRow,
    SignatureSlot,
)
from inspector_app.reports.lesson_blocks import lesson_blocks
from inspector_app.reports.words import choices, day, one, pair

TITLE: Final = "入校督导记录表"
NO_ISSUES: Final = "未发现问题"
METHOD_WORDS: Final = re.compile(r"(.+)（(.+)）")
_KINDERGARTENS: Final = {SchoolKind.KINDERGARTEN, SchoolKind.ATTACHED_KINDERGARTEN}

STATUS_MARK: Final = {
    VisitStatus.DRAFT: "草稿",
    VisitStatus.FILED: "定稿",
    VisitStatus.HANDED_OVER: "定稿",
    VisitStatus.VOIDED: "作废",
}
# A time that a messenger wrote into the file name is never called the time of taking.
_TIME_WORDS: Final = {
    TimeSource.ORIGINAL: "拍摄时间 {}（原图）",
    TimeSource.FILE_NAME: "文件名所记时间 {}",
    TimeSource.TYPED: "拍摄时间 {}（手填）",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPhoto:
    """A photo of the record with its upright picture."""

    facts: PhotoFacts
    image: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """How far the paper is: the number of the 送签稿 that is printed, a signature already given."""

    number: int = 0
    signature: bytes | None = None


def visit_report(
    visit: Visit,
    *,
    inspector_names: Mapping[str, str],
    photos: Sequence[PrintedPhoto] = (),
    signing: Signing | None = None,
) -> Document:
    """Return the printed form of ``visit``.

    Args:
        visit: the record with its issues and lessons.
        inspector_names: name of each 督学编号; an unknown one is printed as its number.
        photos: what is printed on photo pages, in this order within each kind.
        signing: given for a 送签稿 and where the signature is at hand.
    """
    paper = signing or Signing()
    names = _Names(inspector_names)
    return Document(
        title=TITLE,
        reference=f"编号：{visit.number}",
        record_no=visit.number,
        revision=f"第{visit.revision}版",
        mark=f"送签稿 {paper.number}" if paper.number else STATUS_MARK[visit.status],
        blocks=(
            FieldGrid(rows=tuple(_rows(visit, names))),
            SignatureRow(
                slots=(
                    SignatureSlot(label="督学签名：", image=paper.signature),
                    SignatureSlot(label="学校负责人（盖章）："),
                )
            ),
            *lesson_blocks(visit.lessons, inspector_names),
            *photo_pages(visit, photos),
        ),
    )


class _Names:
    """Names of inspectors by number."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __call__(self, *ids: str) -> str:
        return "、".join(self._names.get(id_, id_) for id_ in ids)


def _rows(visit: Visit, names: _Names) -> Iterator[FieldRow]:
    yield from _school_rows(visit)
    yield from _kind_rows(visit)
    yield from _people_rows(visit, names)
    yield from _matter_rows(visit)
    yield from _finding_rows(visit)
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
    if visit.online:
        yield one("督导形式", "线上督导（不计入校次数）")


def _people_rows(visit: Visit, names: _Names) -> Iterator[FieldRow]:
    shown = Choice(label="已出示", ticked=visit.showed_id)
    yield pair("责任督学", names(visit.lead_id), "督学证", CheckBoxes(choices=(shown,)))
    yield pair("同行督学", names(*visit.peer_ids), "其他参加\n人员", visit.others)


def _matter_rows(visit: Visit) -> Iterator[FieldRow]:
    yield one("督导事项", _topics(visit))
    if visit.month_theme:
        yield one("月主题", visit.month_theme)
    yield one("督导方式\n及数量", _methods(visit))
    if visit.plan_text:
        yield one("督导重点", LongText(text=visit.plan_text))
    yield one("督导过程\n（纪实）", LongText(text=visit.narrative))


def _topics(visit: Visit) -> CheckBoxes:
    """Return the topics that belong to the kind of school, with the chosen ones ticked."""
    kind = from_label(SCHOOL_KIND_LABEL, visit.school.kind) if visit.school else None
    own = "K" if kind in _KINDERGARTENS else "T"
    known = [code for code in TOPIC_LABEL if code.startswith(own) or code in visit.topics]
    others = [topic for topic in visit.topics if topic not in TOPIC_LABEL]
    return CheckBoxes(
        choices=(
            *(Choice(label=TOPIC_LABEL[code], ticked=code in visit.topics) for code in known),
            *(Choice(label=topic, ticked=True) for topic in others),
        )
    )


def _methods(visit: Visit) -> str:
    """Return what was done and how often: 校园巡视1次，随机听课2节."""
    whole = sum(lesson.whole for lesson in visit.lessons)
    parts = [f"随机听课{whole}节"] if whole else []
    for name, count in visit.methods._asdict().items():
        if count:
            parts.append(METHOD_WORDS.sub(rf"\g<1>{count}\g<2>", METHOD_LABEL[name]))
    return "，".join(parts)


def _finding_rows(visit: Visit) -> Iterator[FieldRow]:
    merits = tuple(merit.text for merit in visit.merits)
    yield one("亮点与经验", NumberedList(items=merits) if merits else "")
    yield one("存在问题", _issues(visit))
    yield one("督导意见\n和建议", LongText(text=visit.advice))


def _issues(visit: Visit) -> NumberedList | CheckBoxes | str:
    if visit.issues:
        return NumberedList(items=tuple(_issue(issue) for issue in visit.issues))
    if visit.no_issues_found:
        return CheckBoxes(choices=(Choice(label=NO_ISSUES, ticked=True),))
    return ""


def _issue(issue: Issue) -> str:
    facts = (
        ("编号", issue.number),
        ("类别", TOPIC_LABEL.get(issue.category, issue.category)),
        ("严重程度", SEVERITY_LABEL[issue.severity] if issue.severity else ""),
        ("责任单位", issue.responsible),
        ("整改时限", day(issue.due)),
    )
    said = [f"{name}：{value}" for name, value in facts if value]
    said += ["安全隐患"] * issue.safety_hazard + ["当场整改"] * issue.fixed_on_the_spot
    wanted = f"整改要求：{issue.requirement}" if issue.requirement else ""
    return "\n".join(filter(None, (issue.description, "；".join(said), wanted)))


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


def photo_pages(visit: Visit, photos: Sequence[PrintedPhoto]) -> Iterator[Block]:
    """Yield the pages of photos, one kind after the other; signatures have none."""
    place = visit.school.name if visit.school else ""
    for role in PhotoRole:
        chosen = [photo for photo in photos if photo.facts.role is role]
        if chosen and role is not PhotoRole.SIGNATURE:
            yield PhotoPages(
                heading=PHOTO_ROLE_LABEL[role],
                photos=tuple(
                    Photo(
                        image=photo.image,
                        number=f"照片{number}",
                        caption=photo.facts.caption,
                        taken=_taken(photo.facts),
                        place=place,
                    )
                    for number, photo in enumerate(chosen, start=1)
                ),
            )


def _taken(photo: PhotoFacts) -> str:
    if not photo.taken_at or photo.time_source not in _TIME_WORDS:
        return "拍摄时间不详"
    return _TIME_WORDS[photo.time_source].format(photo.taken_at.replace("T", " ")[:16])
