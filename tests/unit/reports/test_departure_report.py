"""出发前一页纸: what it says, and that it stays one page."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.departure import Departure, LessonHeard, time_left
from inspector_app.domain.issue import Issue, IssueDates
from inspector_app.domain.lesson import LessonGrade
from inspector_app.domain.plan import PlannedVisit
from inspector_app.domain.views import LedgerRow, VisitSummary
from inspector_app.domain.visit_options import VisitStatus, VisitType
from inspector_app.reports.departure_report import departure_report
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.layout import paginate
from tests.examples import examples
from tests.unit.builders import make_issue, make_school
from tests.unit.plans import make_planned
from tests.unit.reports.conftest import all_in

ON = date(2026, 11, 24)
NUMBER = "210304-2026-DX001-0007"
FONTS = FontLibrary()


def issue(text: str = "消防通道堆放杂物。", *, left: int | None = 5, **dates: date) -> Issue:
    due = None if left is None else ON + timedelta(days=left)
    return make_issue(description=text, deadline=due, dates=IssueDates(**dates))


def row(each: Issue) -> LedgerRow:
    return LedgerRow(each, "v", NUMBER, "2121000003", "示范区第3小学", "D001", "督学01", ON)


def last(**values: Any) -> VisitSummary:
    given: dict[str, Any] = {
        "uid": "v", "number": "210304-2026-DX001-0003", "school_code": "2121000003",
        "school_name": "示范区第3小学", "visited_on": date(2026, 11, 3), "session": None,
        "type": VisitType.ROUTINE, "lead_id": "D001", "lead_name": "督学01", "peer_names": (),
        "status": VisitStatus.FILED, "online": False, "revision": 1, "issues": 1, "open_issues": 1,
        "lessons": 0, "photos": 0,
    }  # fmt: skip
    return VisitSummary(**(given | values))


def sheet(**values: Any) -> Departure:
    school = make_school(
        name="示范区第3小学", head="校长甲", contact="办公室", phone="000-1234", pupils=700,
        address="示范路3号",
    )  # fmt: skip
    given: dict[str, Any] = {
        "school": school,
        "on": ON,
        "inspectors": ("督学01",),
        "planned": make_planned(topics=("T6", "T7"), text="看食堂留样"),
        "people": ("督学01", "督学02"),
        "theme": "冬季安全",
        "number": NUMBER,
        "last": last(),
        "problems": (issue(closed_on=date(2026, 11, 10)),),
        "next_visit": date(2026, 12, 1),
        "open_issues": (row(issue()), row(issue("留样柜标签不全。", left=-2))),
        "lessons": (
            LessonHeard(date(2026, 11, 3), "三年2班", "语文", "观潮", LessonGrade.GOOD, "多提问"),
            LessonHeard(date(2026, 10, 9), "四年1班", "数学", "", None, ""),
        ),
        "warnings": ("11月24日在寒假中，请核对督导日期。",),
    }
    return Departure(**(given | values))


@pytest.mark.parametrize(
    ("each", "words"),
    [
        (issue(left=5), "还剩 5 天"),
        (issue(left=0), "今天到期"),
        (issue(left=-3), "▲ 逾期 3 天"),
        (issue(left=None), "没有时限"),
        (issue(left=-3, answered_on=ON), "学校已报送，待核查"),
        (issue(left=-3, extended_to=ON, due_now=ON), "今天到期"),
    ],
)
def test_the_time_left_of_an_issue_is_told_in_words(each: Issue, words: str) -> None:
    assert time_left(each, on=ON) == words


def test_the_sheet_says_all_that_one_wants_to_know(printed: Callable[..., str]) -> None:
    text = printed(departure_report(sheet()))
    wanted = [
        "出发前一页纸", "示范区第3小学", "小学", "公办", "校长甲", "700", "办公室", "000-1234",
        "示范路3号", f"记录编号：{NUMBER}", "2026-11-24", "上午", "督学01、督学02",
        "校园及周边安全、学生交通安全", "月主题：冬季安全", "看食堂留样", "在寒假中", "2026-11-03",
        "经常性", "210304-2026-DX001-0003", "2026年12月1日", "消防通道堆放杂物。", "已销号",
        "11-29到期，还剩5天", "▲逾期2天", "三年2班", "语文", "良", "多提问",
        "没有评等级", "空白记录表随附",
    ]  # fmt: skip
    assert all_in(wanted, text) == []


def test_a_school_nobody_has_visited_yet_says_so(printed: Callable[..., str]) -> None:
    bare = Departure(school=make_school(), on=ON)
    document = departure_report(bare)
    text = printed(document)
    assert all_in(["还没有定稿的记录", "没有听过课"], text) == []
    assert "记录编号" not in text
    assert (document.record_no, document.reference) == ("", "")
    visited = departure_report(Departure(school=make_school(), on=ON, last=last(type=None)))
    assert all_in(["没有发现问题"], printed(visited)) == []


def test_long_lists_are_cut_and_say_how_many_more_there_are(printed: Callable[..., str]) -> None:
    many = sheet(open_issues=tuple(row(issue(f"第{n}处。")) for n in range(1, 12)))
    text = printed(departure_report(many))
    assert all_in(["第4处。", "另有7条"], text) == []
    assert "第5处。" not in text


def test_what_is_still_to_be_done_at_the_school_is_told_where_there_is_any(
    printed: Callable[..., str],
) -> None:
    text = printed(departure_report(sheet(tasks=("2026-12-05 前　食堂专项检查",))))
    assert all_in(["没办完", "2026-12-05前", "食堂专项检查"], text) == []
    assert "没办完" not in printed(departure_report(sheet()))


def test_no_name_of_a_teacher_is_on_the_sheet() -> None:
    assert "teacher" not in LessonHeard._fields


TEXT = st.text(st.sampled_from("食堂留样柜标签，不全。（一）123 ABC"), max_size=300)
BIG = st.builds(
    sheet,
    school=st.builds(
        make_school, name=TEXT.filter(str.strip), head=TEXT, contact=TEXT, phone=TEXT, address=TEXT,
        ownership=TEXT,
    ),
    inspectors=st.lists(TEXT, max_size=9).map(tuple),
    people=st.lists(TEXT, max_size=9).map(tuple),
    planned=st.none() | st.builds(
        make_planned, text=TEXT,
        topics=st.just(("T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8")),
    ),
    theme=TEXT,
    warnings=st.lists(TEXT, max_size=4).map(tuple),
    tasks=st.lists(TEXT, max_size=9).map(tuple),
    problems=st.lists(st.builds(issue, TEXT), max_size=12).map(tuple),
    open_issues=st.lists(st.builds(issue, TEXT).map(row), max_size=30).map(tuple),
    lessons=st.lists(
        st.builds(
            LessonHeard, st.just(ON), TEXT, TEXT, TEXT, st.sampled_from(LessonGrade), TEXT
        ),
        max_size=6,
    ).map(tuple),
)  # fmt: skip


@pytest.mark.parametrize("text", ["食堂留样柜标签不全，" * 30, "W" * 300, "，、。" * 100])
@pytest.mark.parametrize("planned", [make_planned(topics=("T1", "T2", "T3"), text="看" * 90), None])
def test_a_school_with_much_history_and_a_full_plan_has_one_page(
    text: str, planned: PlannedVisit | None
) -> None:
    full = sheet(
        school=make_school(name=text, head=text, contact=text, phone=text, address=text),
        inspectors=(text,), people=(text,), theme=text, planned=planned, warnings=(text,) * 4,
        last=last(lead_name=text), tasks=(text,) * 9, problems=(issue(text),) * 12,
        open_issues=(row(issue(text)),) * 30,
        lessons=(LessonHeard(ON, text, text, text, LessonGrade.GOOD, text),) * 6,
    )  # fmt: skip
    assert len(paginate(departure_report(full), FONTS)) == 1


def test_where_there_is_little_to_tell_an_entry_of_a_planned_visit_has_two_lines(
    printed: Callable[..., str],
) -> None:
    said = "教学楼二层东侧消防通道堆放课桌椅和体育器材，已当场指出，要求清理。"
    text = printed(departure_report(sheet(open_issues=(row(issue(said)),), lessons=())))
    assert all_in([said], text) == []


@examples()
@given(BIG)
def test_whatever_a_school_has_the_sheet_is_one_page(facts: Departure) -> None:
    assert len(paginate(departure_report(facts), FONTS)) == 1
