"""台账, 听课记录表, 公示牌 and the empty form: what stands on paper, read back by poppler."""

from collections.abc import Callable
from datetime import date

import pytest

from inspector_app.domain.issue import Issue, IssueDates, Severity
from inspector_app.domain.issue_event import IssueEvent, IssueEventKind
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.labels.visits import METHOD_LABEL, SESSION_LABEL, VISIT_TYPE_LABEL
from inspector_app.domain.ledger import LedgerEntry
from inspector_app.domain.lesson import Lesson, LessonGrade, LessonKind
from inspector_app.domain.school import School, SchoolKind
from inspector_app.domain.views import LedgerRow
from inspector_app.domain.visit import SchoolSnapshot, Visit
from inspector_app.reports.blank_visit_report import blank_visit_report
from inspector_app.reports.document import Document, FieldGrid, Orientation, Table
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.layout import paginate
from inspector_app.reports.ledger_report import OVERDUE, ledger_report
from inspector_app.reports.lesson_report import lesson_report
from inspector_app.reports.plate_report import DUTIES, plate_report
from tests.unit.reports.conftest import all_in, squeezed

ON = date(2026, 11, 22)
NUMBER = "210304-2026-DX001-0007"
SCHOOL = SchoolSnapshot(code="2121000003", name="示范区第3小学", kind="primary", ownership="公办")


def entry(number: int = 1, *, deadline: date, dates: IssueDates | None = None) -> LedgerEntry:
    issue = Issue(
        uid=f"i{number}", number=f"{NUMBER}-{number:02}", category="T6", severity=Severity.HAZARD,
        description="消防通道堆放课桌。", requirement="三日内清理并留影。",
        responsible="总务处", deadline=deadline, dates=dates or IssueDates(),
    )  # fmt: skip
    row = LedgerRow(
        issue=issue, visit_uid="v", visit_number=NUMBER, school_code="2121000003",
        school_name="示范区第3小学", lead_id="DX001", lead_name="督学01",
        found_on=date(2026, 10, 12),
    )  # fmt: skip
    notice = IssueEvent(
        uid=f"e{number}", issue_uid=issue.uid, kind=IssueEventKind.NOTICE_ISSUED, seq=2,
        effective_on=date(2026, 10, 13), recorded_at="2026-10-13T00:00:00Z", note="第3号通知书",
    )  # fmt: skip
    return LedgerEntry(
        row=row, source="专项", school_kind="小学", zone="第一督学责任区", events=(notice,)
    )


def ledger(*entries: LedgerEntry) -> Document:
    return ledger_report(entries, unit="示范区", title="2026年11月", on=ON)


def test_every_fact_of_an_issue_stands_in_the_printed_ledger(
    printed: Callable[..., str],
) -> None:
    dates = IssueDates(
        extended_to=date(2026, 11, 19), due_now=date(2026, 11, 19), noticed_on=date(2026, 10, 13)
    )
    # In the order of drawing, cell by cell: read across, the lines of the cells mix.
    text = printed(ledger(entry(deadline=date(2026, 10, 20), dates=dates)), "-raw")
    wanted = [
        "问题整改台账", "示范区　2026年11月", f"{NUMBER}-01", "专项", "示范区第3小学", "小学",
        "第一督学责任区", "校园安全", "消防通道堆放课桌。", "安全隐患", "上报督导室", "2026-10-12",
        "督学01", "三日内清理并留影。", "总务处", "2026-10-20", "延期至", "2026-11-19",
        "2026-10-13 下达整改通知：第3号通知书", "整改中", OVERDUE, "3天", "制表人：",
    ]  # fmt: skip
    assert all_in(wanted, text) == []


def test_an_overdue_issue_bears_a_sign_and_its_days_and_no_other_does() -> None:
    answered = IssueDates(answered_on=date(2026, 11, 20))
    document = ledger(
        entry(1, deadline=date(2026, 11, 20)),
        entry(2, deadline=ON),
        entry(3, deadline=date(2026, 11, 1), dates=answered),
    )
    table = document.blocks[0]
    assert isinstance(table, Table)
    assert [row.cells[-1] for row in table.rows] == [f"{OVERDUE}\n2天", "", ""]
    assert document.orientation is Orientation.LANDSCAPE
    assert any("共3条，未销号3条，逾期1条。" in text for text in document.texts())


def test_numbers_and_dates_of_the_ledger_keep_to_their_lines(
    tool: Callable[..., str], fonts: FontLibrary
) -> None:
    from inspector_app.reports.pdf import render

    data = render([ledger(entry(deadline=date(2026, 10, 20)))], fonts=fonts)
    lines = tool("pdftotext", data, "-layout")
    assert all_in(["DX001-0007-01", "2026-10-20", OVERDUE, "33天"], squeezed(lines)) == []
    assert "2026-10-20" in lines
    assert "DX001-0007-01" in lines


def test_a_lesson_is_printed_alone_with_school_day_and_place_to_sign(
    printed: Callable[..., str],
) -> None:
    lesson = Lesson(
        uid="l", listener_id="DX002", period_no=3, class_name="4年1班", subject="科学",
        teacher="教师07", topic="水的循环", kind=LessonKind.EXPERIMENT, expected=42, present=41,
        homework="观察记录一则", process="演示、分组、汇报。", strengths="分工明确。",
        weaknesses="时间偏紧。", advice="精简讲解。", grade=LessonGrade.GOOD,
    )  # fmt: skip
    visit = Visit(
        uid="v", number=NUMBER, school=SCHOOL, visited_on=date(2026, 10, 12), lead_id="DX001",
        narrative="不属于听课记录的纪实。", lessons=(lesson,),
    )  # fmt: skip
    text = printed(lesson_report(visit, lesson, inspector_names={"DX002": "督学02"}))
    wanted = [
        "听课记录表", NUMBER, "示范区第3小学", "2026年10月12日", "督学02", "教师07", "第3节",
        "4年1班", "科学", "水的循环", "42", "41", "观察记录一则", "演示、分组、汇报。",
        "分工明确。", "时间偏紧。", "精简讲解。", "听课督学签名：",
    ]  # fmt: skip
    assert all_in(wanted, text) == []
    assert "不属于听课记录的纪实" not in text


@pytest.mark.parametrize("people", [0, 1, 2, 3, 8])
@pytest.mark.parametrize("kind", [SchoolKind.PRIMARY, SchoolKind.KINDERGARTEN])
def test_a_plate_is_one_page_whoever_answers_for_the_school(
    fonts: FontLibrary, kind: SchoolKind, people: int
) -> None:
    school = School(code="2121000003", name="示范区第3实验学校附属幼儿园" * 2, kind=kind)
    names = [f"督学{n:02}" for n in range(1, people + 1)]
    document = plate_report(school, inspectors=names)
    assert len(paginate(document, fonts)) == 1
    assert all_in(names, "".join(document.texts())) == []


def test_a_plate_says_who_and_what_and_leaves_room_for_photo_and_telephone(
    printed: Callable[..., str],
) -> None:
    school = School(code="2121000003", name="示范区第3小学", kind=SchoolKind.PRIMARY)
    text = printed(plate_report(school, inspectors=["督学01", "督学02"]))
    topics = [label for code, label in TOPIC_LABEL.items() if code.startswith("T")]
    people = ["督学01", "督学02"]
    wanted = ["责任督学公示牌", school.name, *people, "照片", "监督电话", *DUTIES, *topics]
    assert all_in(wanted, text) == []
    kindergarten = School(code="1121000007", name="示范区第7幼儿园", kind=SchoolKind.KINDERGARTEN)
    text = printed(plate_report(kindergarten, inspectors=[]))
    own = [label for code, label in TOPIC_LABEL.items() if code.startswith("K")]
    assert all_in([kindergarten.name, "职责", *own], text) == []
    assert squeezed(DUTIES[0]) not in text


def blank(school: SchoolSnapshot = SCHOOL) -> Document:
    names = {"DX001": "督学01"}
    return blank_visit_report(NUMBER, school=school, lead_id="DX001", inspector_names=names)


def test_the_empty_form_has_every_field_its_number_and_nothing_ticked(
    printed: Callable[..., str], fonts: FontLibrary
) -> None:
    document = blank()
    text = printed(document)
    wanted = [
        f"编号：{NUMBER}", "示范区第3小学", "2121000003", "督学01", "督导日期", "到校时间",
        "所属专项", "同行督学", "督导重点", "督导过程", "亮点与经验", "存在问题", "督导意见",
        "反馈方式", "反馈对象", "处理意见", "督学签名：", "学校负责人（盖章）：",
        *SESSION_LABEL.values(), *VISIT_TYPE_LABEL.values(),
        *(label for code, label in TOPIC_LABEL.items() if code.startswith("T")),
        *(label.partition("（")[0] for label in METHOD_LABEL.values()),
    ]  # fmt: skip
    assert all_in(wanted, text) == []
    assert document.record_no == NUMBER
    assert len(paginate(document, fonts)) == 2
    assert "ticked=True" not in repr(document)


def test_the_empty_form_asks_what_the_printed_record_shows() -> None:
    rows = [row for block in blank().blocks if isinstance(block, FieldGrid) for row in block.rows]
    asked = {field.label for row in rows for field in row.fields}
    from inspector_app.reports.visit_report import visit_report

    record = Visit(uid="v", number=NUMBER, school=SCHOOL, visited_on=ON, lead_id="DX001")
    (grid, *_) = visit_report(record, inspector_names={}).blocks
    assert isinstance(grid, FieldGrid)
    assert {field.label for row in grid.rows for field in row.fields} <= asked
