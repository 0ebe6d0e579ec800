"""Every page has a picture in the handbook, taken here, so that the handbook cannot drift.

``dev.py screens --accept`` (INSPECTOR_APP_ACCEPT_SCREENS=1) replaces the pictures.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.issue_rules import NextStep
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.month import Month
from inspector_app.domain.register_options import SummarySpan
from inspector_app.domain.reply import Answer, Verdict
from inspector_app.services import pdf_signing
from inspector_app.services.context import Role
from inspector_app.services.incoming_photos import IncomingPhoto
from inspector_app.services.summaries import SummaryOrder
from inspector_app.services.wishes import PlatePrint, VisitPrint
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import certificate
from inspector_app.ui.navigator import (
    GoTo,
    OpenArchive,
    OpenBalance,
    OpenCalendar,
    OpenCampaign,
    OpenDirector,
    OpenEntry,
    OpenImport,
    OpenItems,
    OpenLayouts,
    OpenMatrix,
    OpenPeople,
    OpenPeriodTables,
    OpenPreview,
    OpenReply,
    OpenRules,
    OpenSchool,
    OpenSearch,
    OpenStandards,
    OpenTravel,
    OpenVisit,
    Place,
    Request,
    ShowShortcuts,
)
from tests.blank_records import labels_above
from tests.gui.handbook_pictures import SIZE, compare, compare_widget, record_to_show, scene
from tests.gui.test_campaigns import plan_of
from tests.selfchecks import broken_down
from tests.selfchecks import filled as filled_selfcheck
from tests.unit.counties import VARIED, county_book

pytestmark = pytest.mark.screenshot


TALK = {
    "audience": "学生", "people": 6, "way": "座谈", "name": "学生甲、学生乙",
    "details": "五年级，男女各 3 名",
    "withdrawn": True, "outline": "作业、睡眠、午餐", "points": "作业一小时内能做完；午餐偏凉。",
    "problems": "午餐送到教室时偏凉。",
}  # fmt: skip
SHEETS = {
    "theme": "课后服务满意度", "respondents": "家长",
    "counts": {"sent": 50, "returned": 48, "valid": 47},
    "questions": "单选 对课后服务满意吗 | 满意 30 | 基本满意 12 | 不满意 3\n"
    "多选 喜欢哪些社团 | 合唱 18 | 足球 25\n填空 最希望改进什么 | 多开社团",
}  # fmt: skip
EVENT = "课间教学楼外墙瓷砖脱落，没有砸到人。"
MEETING = {
    "type": "工作例会", "held_on": "2026-11-20", "place": "教育局三楼会议室", "chair": "督学01",
    "expected": 12, "present": 10, "absent": 2, "absentees": "两人参加培训",
    "topics": [{"topic": "食堂检查的分工", "speaker": "督学02"}, {"topic": "冬季安全"}],
    "points": "各片区先自查，再互查。",
    "decisions": [{"matter": "完成食堂检查", "owner": "督学02", "due": "2026-11-27"}],
    "recorder": "督学01",
}  # fmt: skip
COMPLAINT = {
    "source": "来电", "received_on": "2026-11-20", "received_at": "15:30", "school": "2121000003",
    "account": "食堂饭菜不热，学生回家说吃不饱。", "category": "食堂卫生", "standing": "家长",
    "accepted_on": "2026-11-20", "name": "反映人甲乙", "phone": "13900001234",
}  # fmt: skip


CARDS = {
    "督学01": {"专长": "语文、德育", "学段": "小学", "学历": "本科", "教育工作起始年": 1988},
    "督学02": {"专长": "数学", "学段": "初中", "学历": "本科", "职务": "原区实验中学校长"},
    "督学03": {"专长": "学校管理", "学历": "硕士研究生", "教育工作起始年": 1995},
    "督学04": {"专长": "学前教育", "学段": "幼儿园", "学历": "大专", "教育工作起始年": 1992},
}


@pytest.fixture
def uid(filled: Path, clock: FixedClock) -> str:
    """Fill the folder of the pictures; return the record that they show."""
    return record_to_show(filled, clock)


@pytest.fixture
def bad_workbook(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "投诉"
    sheet.append(["编号", "受理日期", "学校标识码", "核实督学", "办结时限", "办结日期", "属实情况"])
    sheet.append(["TS0001", "2026-10-08", "2121000001", "督学01", "2026-12-08", None, None])
    sheet.append(["TS0002", "2026年13月8日", "2121000002", "督学02", "2026-12-08", None, None])
    sheet.append(["TS0003", "2026-10-09", "9999999999", "查无此人", "2026-12-08", None, "大概"])
    book.save(tmp_path / "以往记录.xlsx")
    return tmp_path / "以往记录.xlsx"


def pages(window: Window, uid: str) -> Iterator[tuple[str, Request]]:
    yield "today", GoTo(place=Place.TODAY)
    yield "schools", GoTo(place=Place.SCHOOLS)
    yield "school", OpenSchool(code="2121000001")
    yield "plan", GoTo(place=Place.PLAN)
    yield "rules", OpenRules()
    yield "visits", GoTo(place=Place.VISITS)
    yield "visit", OpenVisit(uid=uid)
    yield "preview", OpenPreview(wish=VisitPrint(uid=uid))
    yield "ledger", GoTo(place=Place.LEDGER)
    yield "basket", GoTo(place=Place.BASKET)
    yield "month", GoTo(place=Place.MONTH)
    yield "tables", OpenPeriodTables()
    yield "hand-over", GoTo(place=Place.HAND_OVER)
    yield "search", OpenSearch(text="消防通道")
    yield "settings", GoTo(place=Place.SETTINGS)
    yield "calendar", OpenCalendar()
    yield "shortcuts", ShowShortcuts()


def test_every_page_looks_as_its_picture_in_the_handbook(
    open_window: Callable[[Path], Window],
    filled: Path,
    uid: str,
    bad_workbook: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(filled)
    window.shell.resize(*SIZE)
    wrong = []
    # The pictures show the button on whatever machine they are taken.
    monkeypatch.setattr(pdf_signing, "signing_installed", lambda: True)
    for name, request in pages(window, uid):
        window.navigator.open(request)
        if name == "month":
            show_a_number(window)
        if name == "tables":
            show_the_topics(window)
        if name == "preview":
            wait_for_the_page(window, qtbot)
        wrong.append(compare(window, name))
    window.navigator.open(OpenImport())
    page: Any = window.shell.page
    page.look_at(bad_workbook, roster=False)
    wrong.append(compare(window, "import"))
    assert [each for each in wrong if each] == []


def show_the_topics(window: Window) -> None:
    """Show the table by topic, and the records behind one of its numbers."""
    page: Any = window.shell.page
    page.show_table([chip.text() for chip in page.chips].index("按督导事项"))
    page.table.main.setCurrentIndex(page.model.index(1, 1))
    page.table.main.opened.emit(page.model.index(1, 1))


def wait_for_the_page(window: Window, qtbot: QtBot) -> None:
    """Wait until the first page is drawn, which is done a moment after it is seen."""
    page: Any = window.shell.page
    qtbot.waitUntil(lambda: page.view.pictured(0))


def show_a_number(window: Window) -> None:
    """Open what stands behind the number of issues of the first zone."""
    page: Any = window.shell.page
    page.show_group(2)
    page.table.opened.emit(page.model.index(1, 1))


def test_the_first_start_looks_as_its_picture_in_the_handbook(
    open_window: Callable[[Path], Window], folder: Path
) -> None:
    window = open_window(folder)
    window.shell.resize(*SIZE)
    assert compare(window, "welcome") == ""


def test_a_lesson_with_its_own_print_button_looks_as_its_picture_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, uid: str
) -> None:
    window = open_window(filled)
    window.shell.resize(*SIZE)
    desk: Any = window.desk
    for subject, topic in (("语文", "草船借箭"), ("科学", "水的循环")):
        facts = {
            "period": 2,
            "class": "四年级3班",
            "subject": subject,
            "topic": topic,
            "kind": "新授",
        }
        desk.visit_edit.add_lesson_json(uid, facts)
    window.navigator.open(OpenVisit(uid=uid))
    page: Any = window.shell.page
    page.sheet.lessons.open_place(0, field="class_name")
    QApplication.sendPostedEvents()
    page.sheet.view.verticalScrollBar().setValue(page.sheet.lessons.parentWidget().y())
    assert compare(window, "lesson") == ""


def test_talks_and_questionnaires_look_as_their_pictures_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, uid: str
) -> None:
    window = open_window(filled)
    window.shell.resize(*SIZE)
    desk: Any = window.desk
    desk.talks.draw(uid, "三年级1班,语文\n三年级2班,数学\n四年级1班,英语", count=1, seed="2026-11")
    desk.talks.add_interview_json(uid, TALK)
    desk.talks.add_interview_json(uid, {**TALK, "audience": "教师", "name": ""})
    desk.talks.add_questionnaire_json(uid, SHEETS)
    window.navigator.open(OpenVisit(uid=uid))
    page: Any = window.shell.page
    wrong = []
    for name, rows, field in (
        ("talk", page.sheet.interviews, "points"),
        ("questionnaire", page.sheet.questionnaires, "questions"),
    ):
        rows.open_place(0, field=field)
        QApplication.sendPostedEvents()
        page.sheet.view.verticalScrollBar().setValue(rows.y() + rows.parentWidget().y() - 90)
        wrong.append(compare(window, name))
    assert "".join(wrong) == ""


def test_the_registers_look_as_their_pictures_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, clock: FixedClock
) -> None:
    with bootstrap.open_workbench(filled, clock=clock) as made:
        edit = made.register_edit
        for day in ("2026-10-23", "2026-09-11"):
            edit.new_from_json("meeting", {**MEETING, "held_on": day, "decisions": []})
        held = edit.new_from_json("meeting", MEETING).uid
        made.registers.file(held)
        emergency = {"happened_on": "2026-11-21", "school": "2121000001", "account": EVENT}
        edit.new_from_json("emergency", emergency)
        taken = edit.new_from_json("complaint", COMPLAINT).uid
        made.registers.file(taken)
    window = open_window(filled)
    window.shell.resize(*SIZE)
    wrong = [compare(window, "today-registers")]
    for name, request in (
        ("more", GoTo(place=Place.MORE)),
        ("registers", OpenEntry(uid=held)),
        ("complaint", OpenEntry(uid=taken)),
    ):
        window.navigator.open(request)
        wrong.append(compare(window, name))
    assert [each for each in wrong if each] == []


def test_people_and_what_waits_for_the_office_look_as_their_pictures_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, clock: FixedClock
) -> None:
    with bootstrap.open_workbench(filled, clock=clock) as made:
        made.settings.set_identity(role=Role.OFFICE, district="210304", inspector_id="")
        for place, card in enumerate(made.zones.cards(), start=1):
            for day, head in ((date(2026, 3, 1), place + 5), (date(2026, 9, 1), place)):
                made.zones.set(card.zone, head=f"督学{head:02d}", liaison="联络员01", on=day)
        for person, values in CARDS.items():
            for name, value in values.items():
                made.people_cards.set(person, name, value)
        post = {"post": "督导室主任", "person": "督学03", "start": "2025-09-01"}
        made.registers.file(made.register_edit.new_from_json("post", post).uid)
        first, second, *_ = made.ledger.page(replace(made.ledger.everything(), open_only=True)).rows
        asked = (IssueEventKind.ESCALATED, IssueEventKind.EXTENSION_ASKED)
        for row, kind, until in zip(
            (first, second), asked, (None, date(2026, 12, 20)), strict=True
        ):
            step = NextStep(kind=kind, on=date(2026, 11, 20), note="请协调住建部门", until=until)
            made.issues.record(row.issue.uid, step)
        made.register_edit.new_from_json("complaint", COMPLAINT)
    window = open_window(filled)
    window.shell.resize(*SIZE)
    wrong = []
    for name, request in (("people", OpenPeople()), ("director", OpenDirector())):
        window.navigator.open(request)
        wrong.append(compare(window, name))
    assert [each for each in wrong if each] == []


def test_a_campaign_and_a_weekly_report_look_as_their_pictures_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path
) -> None:
    window = open_window(filled)
    window.shell.resize(*SIZE)
    desk: Any = window.desk
    plan = plan_of(window)
    campaign = desk.register_edit.new_from_json("campaign", plan).uid
    desk.registers.file(campaign)
    window.navigator.open(OpenCampaign(uid=campaign))
    wrong = [compare(window, "campaign")]
    week = desk.weekly_reports.draft(day=date(2026, 11, 16)).uid
    window.navigator.open(OpenEntry(uid=week))
    wrong.append(compare(window, "weekly"))
    assert [each for each in wrong if each] == []


def test_a_summary_looks_as_its_picture_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, clock: FixedClock
) -> None:
    with bootstrap.open_workbench(filled, clock=clock) as made:
        uid = made.summaries.draft(SummaryOrder(span=SummarySpan.CALENDAR_YEAR)).uid
    window = open_window(filled)
    window.shell.resize(*SIZE)
    window.navigator.open(OpenEntry(uid=uid))
    page: Any = window.shell.page
    names = [row.figure.id for row in page.side.model.rows]
    page.side.table.opened.emit(page.side.model.index(names.index("issues_found"), 0))
    assert compare(window, "summary") == ""


def test_the_days_on_the_way_look_as_their_picture_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path
) -> None:
    window = open_window(filled)
    window.shell.resize(*SIZE)
    window.navigator.open(OpenTravel())
    page: Any = window.shell.page
    page.open_month(Month(2026, 10))
    assert compare(window, "travel") == ""


def test_the_balance_and_its_plan_look_as_their_pictures_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, tmp_path: Path
) -> None:
    window = open_window(filled)
    window.shell.resize(*SIZE)
    desk: Any = window.desk
    for year, schools in (("2024", VARIED[1:5]), ("2025", VARIED[:5]), ("2026", VARIED)):
        book = county_book(tmp_path / f"各校数据{year}.xlsx", *schools)
        kept = desk.assessments.keep(book, year=year).uid
    desk.creation_plans.draft_due(kept, "2026-11-1")
    steps = [step.uid for step in desk.creation_plans.plan(kept).steps]
    desk.creation_plans.change(steps[:3], {"department": "人事科", "due": "2027-8-31"})
    desk.creation_plans.change(steps[3:4], {"progress": "已添置", "done_on": "2026-10-30"})
    window.navigator.open(OpenBalance())
    page: Any = window.shell.page
    wrong = []
    for name, part in (
        ("balance", 0), ("balance-failing", 2), ("balance-plan", 3), ("balance-years", 4),
    ):  # fmt: skip
        page.show_part(part)
        wrong.append(compare(window, name))
    assert [each for each in wrong if each] == []


def test_entries_by_an_indicator_set_look_as_their_pictures_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, clock: FixedClock
) -> None:
    with bootstrap.open_workbench(filled, clock=clock) as made:
        edit = made.register_edit
        assessed = edit.new_from_json("selfcheck", filled_selfcheck(basic=(11, 26), failed=(4,)))
        for part, figure in (("numerator", 84996), ("denominator", 100_000)):
            made.selfchecks.set_item(assessed.uid, 1, part, figure)
        parted = edit.new_from_json("duty", broken_down()).uid
    window = open_window(filled)
    window.shell.resize(*SIZE)
    wrong = []
    for name, request in (
        ("standards", OpenStandards()),
        ("selfcheck", OpenItems(uid=assessed.uid)),
        ("duty", OpenItems(uid=parted)),
        ("matrix", OpenMatrix(uid=parted)),
    ):
        window.navigator.open(request)
        wrong.append(compare(window, name))
    assert [each for each in wrong if each] == []


def test_issued_papers_look_as_their_picture_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, clock: FixedClock
) -> None:
    # Without codes: those are signed by a key that each data folder makes at random.
    with bootstrap.open_workbench(filled, clock=clock) as made:
        made.documents.issue_pdf(PlatePrint(school_code="2121000001"))
        for number, visit in enumerate(made.visits.list(month=Month(2026, 11))[:2], start=1):
            clock.advance(timedelta(minutes=5))
            wish = made.letters.wish(
                LetterKind.FEEDBACK_LETTER, [visit.number], reference=f"示教督〔2026〕{number}号"
            )
            made.documents.letter_pdf(wish)
    window = open_window(filled)
    window.shell.resize(*SIZE)
    window.navigator.open(OpenArchive())
    assert compare(window, "archive") == ""


def test_the_forms_of_a_district_look_as_their_picture_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, tmp_path: Path
) -> None:
    window = open_window(filled)
    window.shell.resize(*SIZE)
    window.navigator.open(OpenLayouts())
    page: Any = window.shell.page
    page.look_at(labels_above(tmp_path / "督导记录表.xlsx"))
    keys = [line.key for line in page._lines.rows]
    page.lines.setCurrentIndex(page._lines.index(keys.index("E10"), 0))
    assert compare(window, "layouts") == ""


def test_a_reply_looks_as_its_picture_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, clock: FixedClock
) -> None:
    with bootstrap.open_workbench(filled, clock=clock) as made:
        rows = made.issues.open_at("2121000001")
        reply = made.replies.begin("2121000001")
        done = {"measures": "清空通道\n每日巡查", "done": "已清空。", "responsible": "总务主任"}
        first = Answer(issue_uid=rows[0].issue.uid, **done)
        second = Answer(issue_uid=rows[1].issue.uid, done="已报修。", verdict=Verdict.REJECTED)
        made.replies.save(replace(reply, answers=(first, second)))
        made.replies.add_photos(reply.uid, [IncomingPhoto(name="回复.jpg", data=scene(1))])
    window = open_window(filled)
    window.shell.resize(*SIZE)
    window.navigator.open(OpenReply(uid=reply.uid))
    assert compare(window, "reply") == ""


def test_the_question_for_a_certificate_looks_as_its_picture_in_the_handbook(
    open_window: Callable[[Path], Window], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong: list[str] = []

    def run(question: Any) -> bool:
        question.passphrase.setText("secret")
        question.reason.setText("督导意见签发")
        question.show()
        wrong.append(compare_widget(question, "signature"))
        question.hide()
        return False

    monkeypatch.setattr(certificate, "run", run)
    window = open_window(folder)
    assert certificate.ask_certificate(window.shell, Path("单位证书.p12")) is None
    assert wrong == [""]
