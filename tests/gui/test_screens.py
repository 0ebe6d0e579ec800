"""Every page has a picture in the handbook, taken here, so that the handbook cannot drift.

``dev.py screens --accept`` (INSPECTOR_APP_ACCEPT_SCREENS=1) replaces the pictures.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PIL import Image, ImageChops, ImageDraw
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench
from inspector_app.domain.calendar_kinds import DayKind
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.issue_rules import NextStep
from inspector_app.domain.month import Month, Period
from inspector_app.domain.photo import PhotoOwner
from inspector_app.domain.recusal import Relation
from inspector_app.domain.register_options import SummarySpan
from inspector_app.domain.reply import Answer, Verdict
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.visit_options import COUNTED_STATUSES, Session
from inspector_app.services import pdf_signing
from inspector_app.services.authored_forms import export_workbook
from inspector_app.services.context import Role
from inspector_app.services.photos import IncomingPhoto
from inspector_app.services.plans import HalfDay
from inspector_app.services.summaries import SummaryOrder
from inspector_app.services.wishes import VisitPrint
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import certificate
from inspector_app.ui.navigator import (
    GoTo,
    OpenBalance,
    OpenCalendar,
    OpenCampaign,
    OpenChecklists,
    OpenChecklistTable,
    OpenDirector,
    OpenEntry,
    OpenFormBench,
    OpenForms,
    OpenImport,
    OpenItems,
    OpenMatrix,
    OpenPeople,
    OpenPreview,
    OpenPublishedForms,
    OpenReply,
    OpenRules,
    OpenSchool,
    OpenSearch,
    OpenStandards,
    OpenVisit,
    Place,
    Request,
    ShowShortcuts,
)
from tests.form_packages import package, xform
from tests.gui.test_campaigns import plan_of
from tests.gui.test_checklists import campaign_with_checklists
from tests.gui.test_form_kinds import xml as every_kind
from tests.selfchecks import broken_down
from tests.selfchecks import filled as filled_selfcheck
from tests.unit.calendars import make_term
from tests.unit.counties import VARIED, county_book
from tests.unit.papers.word_files import p, tbl, tc, tr, word_file

PICTURES = Path(__file__).parents[2] / "docs" / "handbook" / "images"
ACCEPT = os.environ.get("INSPECTOR_APP_ACCEPT_SCREENS") == "1"
SIZE = (1366, 768)
# Another machine's rounding moves single pixels of a glyph; a missing line moves thousands.
DIFFERS_FROM = 48
MOST_DIFFERENT = 0.01

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


def scene(number: int) -> bytes:
    """Return a drawn picture: sky, a building, a gate."""
    image = Image.new("RGB", (800, 600), (190, 215, 235))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 430, 800, 600), fill=(150, 160, 140))
    draw.rectangle((120 + number * 20, 180, 620, 430), fill=(200, 120 + number * 20, 90))
    for window in range(5):
        draw.rectangle((160 + window * 90, 230, 210 + window * 90, 290), fill=(230, 240, 250))
    buffer = BytesIO()
    image.save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture
def uid(filled: Path, clock: FixedClock) -> str:
    """A record that is being written, with a lesson, an issue and pictures."""
    with bootstrap.open_workbench(filled, clock=clock) as made:
        edit = made.visit_edit
        visit = edit.new(school_code=made.schools.board()[0].school.code).uid
        for field, value in (
            ("session", "上午"), ("host", "副校长"), ("topics", "T6、T7"),
            ("narrative", "8:00到校，巡视校门、楼道和消防通道，查看食堂后厨、留样和陪餐记录。"),
            ("advice", "坚持日巡查、周小结。"), ("feedback_way", "现场口头"),
        ):  # fmt: skip
            edit.set_json(visit, field, value)
        edit.add_issue_json(
            visit,
            {"category": "T6", "description": "二楼消防通道堆放课桌。", "severity": "一般",
             "deadline": "2026-12-05"},
        )  # fmt: skip
        files = [
            IncomingPhoto(name=f"IMG_2026112{n}_{8 + n:02d}1500.jpg", data=scene(n))
            for n in range(4)
        ]
        made.photos.add(PhotoOwner.VISIT, visit, files=files[:2])
        made.photos.add(PhotoOwner.BASKET, "", files=files[2:])
        made.calendar.set_term(make_term("2026-09-01", "2027-01-15"))
        storm = Period(date(2026, 11, 12), date(2026, 11, 13))
        made.calendar.set_days(storm, kind=DayKind.OFF, reason="暴雪停课")
        edit.set_cursor(visit, field="narrative", position=12)
        plan_the_week(made)
        basis = "区教督〔2026〕5号"
        made.rules.set_values(RuleId.DAYS_BETWEEN_VISITS, {"amber_days": 40}, basis=basis)
        made.recusals.add("DX003", "2121000002", Relation.FORMER_POST, left_on=date(2025, 6, 30))
    return visit


def plan_the_week(made: Workbench) -> None:
    """Plan visits around a visit that was made, and one that was called off."""
    month = Month(2026, 11)
    made.themes.set(month, "冬季安全", source="教督办〔2026〕12号")
    records = made.visits.list(month=month, inspector_id="DX001", statuses=COUNTED_STATUSES)
    done = next(
        each for each in records
        if each.session is Session.MORNING and each.visited_on and each.visited_on.day >= 16
    )  # fmt: skip
    assert done.visited_on is not None
    codes = [row.school.code for row in made.schools.board()]
    for day, session, code in (
        (done.visited_on.day, Session.MORNING, done.school_code),
        (17, Session.AFTERNOON, codes[0]),
        (19, Session.FULL_DAY, codes[1]),
        (22, Session.MORNING, codes[2]),
    ):
        half = HalfDay(day=date(2026, 11, day), session=session, school_code=code, topics=("T6",))
        planned = made.plans.add(half).view.planned
        if day == 17:
            made.plans.cancel(planned.uid, reason="学校停课")


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


def compare(window: Window, name: str) -> str:
    """Take the picture of a page; return what is wrong with it, or nothing."""
    window.shell.resize(*SIZE)
    return compare_widget(window.shell, name)


def compare_widget(shown: QWidget, name: str) -> str:
    """Take the picture of a window or a question; return what is wrong with it, or nothing."""
    QApplication.sendPostedEvents()
    QApplication.sendPostedEvents()
    target = PICTURES / f"{name}.png"
    shot = shown.grab()
    if ACCEPT:
        PICTURES.mkdir(parents=True, exist_ok=True)
        assert shot.save(str(target), "PNG")
        _small(target)
        return ""
    if not target.exists():
        return f"{name}: no picture in the handbook"
    actual = target.parent / f"{name}.actual.png"
    try:
        assert shot.save(str(actual), "PNG")
        share = _different(actual, target)
    finally:
        actual.unlink(missing_ok=True)
    return f"{name}: {share:.1%} of the picture differs" if share > MOST_DIFFERENT else ""


def _small(path: Path) -> None:
    with Image.open(path) as image:
        image.convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(path, optimize=True)


def _different(actual: Path, expected: Path) -> float:
    with Image.open(actual) as one, Image.open(expected) as other:
        if one.size != other.size:
            return 1.0
        difference = ImageChops.difference(one.convert("L"), other.convert("L"))
    histogram = difference.histogram()
    return sum(histogram[DIFFERS_FROM:]) / sum(histogram)


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
        if name == "preview":
            wait_for_the_page(window, qtbot)
        wrong.append(compare(window, name))
    window.navigator.open(OpenImport())
    page: Any = window.shell.page
    page.look_at(bad_workbook, roster=False)
    wrong.append(compare(window, "import"))
    assert [each for each in wrong if each] == []


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


def test_a_checklist_looks_as_its_picture_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, uid: str
) -> None:
    window = open_window(filled)
    window.shell.resize(*SIZE)
    desk: Any = window.desk
    desk.checklists.fill(
        uid, "shuangjian",
        {"1": "符合", "2": "基本符合", "3": "部分符合", "4": "否", "5": "基本符合", "6": "符合",
         "4备注": "二楼公示栏是空的，上周起没有更新。", "7": "是", "8": "是", "9": "不适用"},
    )  # fmt: skip
    window.navigator.open(OpenChecklists(uid=uid))
    page: Any = window.shell.page
    page.table.go_to_item("q4")
    assert compare(window, "checklist") == ""


def test_each_kind_of_section_of_a_form_looks_as_its_picture_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, uid: str, tmp_path: Path
) -> None:
    window = open_window(filled)
    window.shell.resize(*SIZE)
    desk: Any = window.desk
    desk.form_versions.publish(package(tmp_path, xform()))
    row = desk.forms.begin(uid, "demo").uid
    desk.forms.add(row, "/data/finding")
    for path, text in (
        ("base/stage", "p"), ("base/ways", "meals"), ("base/pupils", "412"), ("base/classes", "9"),
        ("rates/m/r1", "1"), ("rates/m/r2", "4"), ("finding[1]/f_text", "二楼应急灯不亮"),
        ("finding[1]/f_grave", "serious"),
    ):  # fmt: skip
        desk.forms.set(row, f"/data/{path}", text)
    window.navigator.open(OpenForms(uid=uid))
    page: Any = window.shell.page
    wrong = [compare(window, "form")]
    page.book.turn(1)
    wrong.append(compare(window, "form-rating"))
    page.book.turn(2)
    wrong.append(compare(window, "form-rows"))
    assert [each for each in wrong if each] == []


def test_the_bench_of_a_form_looks_as_its_pictures_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, tmp_path: Path
) -> None:
    window = open_window(filled)
    window.shell.resize(*SIZE)
    desk: Any = window.desk
    path = export_workbook("anquan", tmp_path / "安全检查.xlsx").path
    desk.form_bench.publish(desk.form_bench.read(path), tmp_path / "安全检查.form")
    window.navigator.open(OpenPublishedForms())
    wrong = [compare(window, "forms")]
    window.navigator.open(OpenFormBench(path=path))
    page: Any = window.shell.page
    spoil(path)
    page.reread()
    wrong.append(compare(window, "form-bench"))
    page.open_path(province_table(tmp_path))
    page.tabs.setCurrentIndex(1)
    wrong.append(compare(window, "form-bench-word"))
    assert [each for each in wrong if each] == []


def spoil(path: Path) -> None:
    """Save the next version of a form with a question more, other words and two mistakes."""
    book = load_workbook(path)
    sheet = book["题目"]
    head = {cell.value: cell.column for cell in sheet[1]}
    texts = [n for n in range(2, sheet.max_row) if sheet.cell(n, head["类型"]).value == "文本"]
    sheet.cell(texts[0], head["显示条件"]).value = "${没有的题} = '有'"
    sheet.cell(texts[0], head["题目"]).value = "检查情况（写清楚时间、地点）"
    sheet.cell(texts[1], head["类型"]).value = "文字块"
    book["设置"].cell(2, 3).value = "2027.1"
    book.save(path)


def province_table(folder: Path) -> Path:
    """Write a Word file with the table of a province."""

    def row(*cells: str) -> str:
        return tr(*(tc(p(text)) for text in cells))

    table = tbl(
        row("序号", "检查内容", "检查方式", "检查结果", "牵头单位", "备注"),
        tr(tc(p("一、校园安全"), span=6)),
        row("1", "门卫值守规范，外来人员登记", "实地看", "□是 □否", "安保科", ""),
        row("2", "消防通道畅通", "实地看", "□是 □否", "安保科", ""),
        tr(tc(p("二、食堂管理"), span=6)),
        row("3", "食品留样齐全", "查记录", "好/中/差", "体卫科", ""),
    )
    path = folder / "省里的检查表.docx"
    path.write_bytes(word_file(p("中小学校园安全和食堂检查表") + table))
    return path


def test_every_kind_of_question_of_a_form_looks_as_its_picture_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, uid: str, tmp_path: Path
) -> None:
    window = open_window(filled)
    window.shell.resize(*SIZE)
    desk: Any = window.desk
    desk.form_versions.publish(package(tmp_path, every_kind(), form="kinds"))
    row = desk.forms.begin(uid, "kinds").uid
    for path, text in (
        ("c/meals", "rice fish"), ("c/grade", "3"), ("c/topics", "t1 t12"),
        ("c/order", "fish rice soup fruit"), ("c/score", "7"), ("c/temperature", "68.5"),
    ):  # fmt: skip
        desk.forms.set(row, f"/data/{path}", text)
    files = [IncomingPhoto(name=f"IMG_{n}.jpg", data=coloured(n)) for n in (1, 2)]
    desk.form_photos.add(row, "/data/p/views", files)
    window.navigator.open(OpenForms(uid=uid))
    page: Any = window.shell.page
    wrong = [compare(window, "form-kinds")]
    page.book.turn(2)
    wrong.append(compare(window, "form-photos"))
    assert [each for each in wrong if each] == []


def coloured(number: int) -> bytes:
    """Return a picture."""
    stream = BytesIO()
    Image.new("RGB", (320, 240), (90, 60 * number, 160)).save(stream, "JPEG")
    return stream.getvalue()


def test_the_checklists_of_a_campaign_look_as_their_picture_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path
) -> None:
    window = open_window(filled)
    window.shell.resize(*SIZE)
    desk: Any = window.desk
    campaign = campaign_with_checklists(window)
    assert desk.campaigns.view(campaign).findings.failures
    window.navigator.open(OpenChecklistTable(uid=campaign))
    assert compare(window, "checklist-table") == ""


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
