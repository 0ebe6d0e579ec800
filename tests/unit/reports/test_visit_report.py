"""The record's tree: what the printed form says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from inspector_app.domain.issue import Disposition, Issue, IssueDates, Severity
from inspector_app.domain.labels.issues import DISPOSITION_LABEL
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.lesson import Lesson, LessonGrade, LessonKind, LessonManner, LessonScores
from inspector_app.domain.photo import Photo as PhotoFacts
from inspector_app.domain.photo import PhotoOwner, PhotoRole, TimeSource
from inspector_app.domain.visit import Merit, SchoolSnapshot, Visit
from inspector_app.domain.visit_options import (
    Announcement,
    FeedbackWay,
    MethodCounts,
    Session,
    VisitStatus,
    VisitType,
)
from inspector_app.reports.document import (
    CheckBoxes,
    Document,
    Field,
    FieldGrid,
    Heading,
    LongText,
    NumberedList,
    PhotoPages,
    SignatureRow,
)
from inspector_app.reports.photo_blocks import PrintedPhoto
from inspector_app.reports.visit_report import Signing, visit_report
from tests.unit.reports.conftest import all_in
from tests.unit.reports.test_pdf import picture
from tests.unit.reports.trees import narrative

NAMES = {"D01": "督学01", "D02": "王㛃"}

FULL = Visit(
    uid="u1",
    number="210321-2022-D01-0001",
    school=SchoolSnapshot(
        code="2121000001", name="示范区第1小学", kind="primary", ownership="公办"
    ),
    visited_on=date(2022, 10, 12),
    lead_id="D01",
    peer_ids=("D02", "D03"),
    session=Session.FULL_DAY,
    arrived_at="08:10",
    left_at="15:40",
    type=VisitType.CAMPAIGN,
    campaign="校园安全专项督导",
    announcement=Announcement.ANNOUNCED,
    announced_on=date(2022, 10, 9),
    others="区应急管理部门两人",
    host="副校长",
    showed_id=True,
    topics=("T6", "防汛准备"),
    month_theme="安全月",
    methods=MethodCounts(campus_walks=1, documents_read=12, questionnaires_sent=30),
    plan_text="看消防、食堂、校门。",
    narrative=narrative(2600),
    merits=(Merit(uid="m1", text="值班表上墙。"), Merit(uid="m2", text="陪餐制度落实到人。")),
    issues=(
        Issue(
            uid="i1",
            number="W-0001",
            category="T6",
            description="消防通道堆放桌椅。",
            severity=Severity.HAZARD,
            requirement="立即清空并每周检查。",
            responsible="总务处",
            deadline=date(2022, 10, 20),
            dates=IssueDates(extended_to=date(2022, 10, 27), due_now=date(2022, 10, 27)),
        ),
        Issue(
            uid="i2", description="留样未标时间。", severity=Severity.MINOR, fixed_on_the_spot=True
        ),
    ),
    advice="把通道检查列入每日巡查表。",
    feedback_ways=(FeedbackWay.ORAL, FeedbackWay.NOTICE),
    feedback_to="校长",
    next_visit=date(2022, 10, 28),
    lessons=(
        Lesson(
            uid="l1",
            listener_id="D02",
            period_no=2,
            class_name="三年级2班",
            subject="数学",
            teacher="教师A",
            topic="分数的初步认识",
            kind=LessonKind.NEW,
            manner=LessonManner.DROP_IN,
            expected=42,
            present=41,
            has_plan=True,
            homework="课堂完成，无书面作业。",
            process="复习导入八分钟，探究二十分钟。",
            strengths="目标明确。",
            weaknesses="提问面不宽。",
            advice="增加小组讨论。",
            grade=LessonGrade.GOOD,
            scores=LessonScores(aims=18, effect=17),
            exchanged_views=True,
        ),
    ),
)


def report(visit: Visit, **named: object) -> Document:
    return visit_report(visit, inspector_names=NAMES, **named)  # type: ignore[arg-type]


def grids(document: Document) -> list[FieldGrid]:
    return [block for block in document.blocks if isinstance(block, FieldGrid)]


def fields_of(document: Document) -> dict[str, Field]:
    return {
        field.label.replace("\n", ""): field
        for row in grids(document)[0].rows
        for field in row.fields
    }


def ticked(field: Field) -> list[str]:
    assert isinstance(field.content, CheckBoxes)
    return [choice.label for choice in field.content.choices if choice.ticked]


def photo(number: int, **facts: object) -> PrintedPhoto:
    known = {
        "uid": str(number),
        "owner": PhotoOwner.VISIT,
        "owner_uid": "u1",
        "sha256": "",
        "original_sha256": "",
        "crc32": 0,
        "size": 0,
        "width": 80,
        "height": 60,
        **facts,
    }
    return PrintedPhoto(facts=PhotoFacts(**known), image=picture())  # type: ignore[arg-type]


def test_every_text_of_a_full_record_is_on_paper(printed: Callable[..., str]) -> None:
    photos = [photo(1, caption="消防通道"), photo(2, caption="食堂留样柜")]
    content = printed(report(FULL, photos=photos))
    lesson = FULL.lessons[0]
    said = [
        FULL.number, "示范区第1小学", "2121000001", "小学，公办", "2022年10月12日", "全天",
        "08:10", "15:40", FULL.campaign, "2022年10月9日", FULL.others, FULL.host, FULL.month_theme,
        FULL.plan_text, FULL.narrative, FULL.advice, FULL.feedback_to, "2022年10月28日",
        "督学01", "王㛃、D03", "防汛准备", "随机听课1节，校园巡视1次，查阅资料12份，问卷发放30份",
        *(merit.text for merit in FULL.merits),
        *(text for issue in FULL.issues for text in (issue.description, issue.requirement)),
        "W-0001", "总务处", "2022年10月27日", lesson.class_name, lesson.subject, lesson.teacher,
        lesson.topic, lesson.homework, lesson.process, lesson.strengths, lesson.weaknesses,
        lesson.advice, "第2节", "42", "41", "目标18分，效果17分", "消防通道", "食堂留样柜",
    ]  # fmt: skip
    assert not all_in(said, content)


def test_what_is_chosen_is_ticked_and_the_other_options_stand_beside_it() -> None:
    fields = fields_of(report(FULL))
    assert ticked(fields["督导类型"]) == ["专项"]
    assert ticked(fields["是否事先通知"]) == ["已通知"]
    assert ticked(fields["反馈方式"]) == ["现场口头", "整改通知书"]
    assert ticked(fields["督学证"]) == ["已出示"]
    boxes = fields["督导类型"].content
    assert isinstance(boxes, CheckBoxes)
    assert len(boxes.choices) == len(VisitType)


def test_topics_of_a_school_are_its_eight_and_what_was_added() -> None:
    field = fields_of(report(FULL))["督导事项"]
    assert ticked(field) == [TOPIC_LABEL["T6"], "防汛准备"]
    assert isinstance(field.content, CheckBoxes)
    assert len(field.content.choices) == 9


def test_topics_of_a_kindergarten_are_its_four() -> None:
    school = SchoolSnapshot(code="1121000001", name="示范区第1幼儿园", kind="幼儿园")
    field = fields_of(report(replace(FULL, school=school, topics=("K1",))))["督导事项"]
    assert isinstance(field.content, CheckBoxes)
    assert [choice.label for choice in field.content.choices] == [
        TOPIC_LABEL[code] for code in ("K1", "K2", "K3", "K4")
    ]


def test_the_gravest_issue_decides_the_disposition() -> None:
    fields = fields_of(report(FULL))
    assert ticked(fields["处理意见"]) == [DISPOSITION_LABEL[Disposition.ESCALATE]]


def test_no_issue_is_said_only_where_it_was_ticked() -> None:
    silent = fields_of(report(replace(FULL, issues=())))
    said = fields_of(report(replace(FULL, issues=(), no_issues_found=True)))
    assert silent["存在问题"].content == ""
    assert ticked(silent["处理意见"]) == []
    assert ticked(said["存在问题"]) == ["未发现问题"]
    assert ticked(said["处理意见"]) == [DISPOSITION_LABEL[Disposition.NONE]]


def test_issues_are_numbered_with_what_is_asked_of_the_school() -> None:
    content = fields_of(report(FULL))["存在问题"].content
    assert isinstance(content, NumberedList)
    first, second = content.items
    assert first.split("\n")[0] == "消防通道堆放桌椅。"
    assert "整改时限：2022年10月27日" in first
    assert "安全隐患" in first
    assert "当场整改" in second


@pytest.mark.parametrize(
    ("status", "signing", "mark"),
    [
        (VisitStatus.DRAFT, None, "草稿"),
        (VisitStatus.DRAFT, Signing(number=2), "送签稿 2"),
        (VisitStatus.FILED, None, "定稿"),
        (VisitStatus.HANDED_OVER, None, "定稿"),
        (VisitStatus.VOIDED, None, "作废"),
    ],
)
def test_each_page_says_what_kind_of_copy_it_is(
    status: VisitStatus, signing: Signing | None, mark: str
) -> None:
    assert report(replace(FULL, status=status), signing=signing).mark == mark


def test_a_correction_is_printed_with_its_revision_and_reason() -> None:
    corrected = report(replace(FULL, revision=3, reason="日期写错。"))
    assert corrected.revision == "第3版"
    assert fields_of(corrected)["更正理由"].content == "日期写错。"
    assert "更正理由" not in fields_of(report(FULL))


def test_the_check_code_changes_with_every_word_and_picture() -> None:
    codes = {
        report(FULL).check_code,
        report(replace(FULL, advice="把通道检查列入每日巡查表！")).check_code,
        report(replace(FULL, merits=FULL.merits[::-1])).check_code,
        report(FULL, photos=[photo(1)]).check_code,
        report(FULL, signing=Signing(number=1)).check_code,
    }
    assert len(codes) == 5
    assert report(FULL).check_code == report(replace(FULL)).check_code


def test_an_empty_draft_can_be_printed(printed: Callable[..., str]) -> None:
    empty = Visit(uid="u2", number="210321-2022-D01-0002", school=None, visited_on=None, lead_id="")
    content = printed(report(empty))
    assert not all_in(
        ["入校督导记录表", "草稿", "督学签名：", "学校负责人（盖章）："], content + "草稿"
    )
    assert fields_of(report(empty))["督导过程（纪实）"].content == LongText(text="")


def test_a_signature_stands_at_the_inspector_and_not_at_the_school() -> None:
    slots = next(
        block.slots
        for block in report(FULL, signing=Signing(number=1, signature=b"png")).blocks
        if isinstance(block, SignatureRow)
    )
    assert [slot.image for slot in slots] == [b"png", None]


def test_each_lesson_has_a_sheet_of_its_own() -> None:
    one = report(FULL)
    two = report(replace(FULL, lessons=(FULL.lessons[0], replace(FULL.lessons[0], uid="l2"))))
    assert [b.text for b in one.blocks if isinstance(b, Heading)] == ["听课记录"]
    assert [b.text for b in two.blocks if isinstance(b, Heading)] == [
        "听课记录（第1节，共2节）",
        "听课记录（第2节，共2节）",
    ]


def test_a_lesson_written_on_paper_points_to_its_photos() -> None:
    lesson = replace(FULL.lessons[0], process="", paper_pages=2)
    sheet = grids(report(replace(FULL, lessons=(lesson,))))[1]
    (process,) = [f for row in sheet.rows for f in row.fields if f.label == "教学过程"]
    assert process.content == LongText(text="见所附听课本照片（2页）。")


def test_a_time_from_a_file_name_is_never_called_the_time_of_taking() -> None:
    at = "2022-10-12T09:41:07"
    photos = [
        photo(1, taken_at=at, time_source=TimeSource.ORIGINAL),
        photo(2, taken_at=at, time_source=TimeSource.FILE_NAME),
        photo(3, taken_at=at, time_source=TimeSource.TYPED),
        photo(4),
    ]
    (pages,) = [b for b in report(FULL, photos=photos).blocks if isinstance(b, PhotoPages)]
    assert [shown.taken for shown in pages.photos] == [
        "拍摄时间 2022-10-12 09:41（原图）",
        "文件名所记时间 2022-10-12 09:41",
        "拍摄时间 2022-10-12 09:41（手填）",
        "拍摄时间不详",
    ]


def test_photos_of_the_site_and_of_paper_stand_on_pages_of_their_own() -> None:
    photos = [photo(1, role=PhotoRole.LESSON_PAPER), photo(2), photo(3, role=PhotoRole.SIGNATURE)]
    pages = [b for b in report(FULL, photos=photos).blocks if isinstance(b, PhotoPages)]
    assert [(page.heading, len(page.photos)) for page in pages] == [
        ("现场照片", 1),
        ("听课本照片", 1),
    ]
