"""任务 by the window: given and followed at the office, done from its page on a laptop."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from inspector_app.base.clock import FixedClock
from inspector_app.domain.task import TaskKind, TaskNeed, TaskSource
from inspector_app.services.tasks import TaskWish
from inspector_app.services.wishes import TaskBoardPrint
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs import task as dialog
from inspector_app.ui.navigator import GoTo, OpenSchool, OpenTasks, OpenVisit, Place
from inspector_app.ui.widgets.picker import Choice
from tests.district.office.district import District
from tests.gui.answers import answering
from tests.gui.handbook_pictures import compare
from tests.gui.on_screen import rows, shown
from tests.unit.services.conftest import KINDERGARTEN, SCHOOL, filled_folder  # noqa: F401 - a fixture
from tests.unit.services.registers.conftest import COMPLETE as ENTRIES

CTRL = Qt.KeyboardModifier.ControlModifier
HEATING = TaskWish(
    title="冬季取暖安全检查", due=date(2026, 11, 23), people=("督学01", "督学02"),
    source=TaskSource.SUPERIOR, reference="示教督〔2026〕5号", by="主任",
    text="看锅炉房、一氧化碳报警器和值班记录。\n发现隐患当天告知学校并电话报督导室。",
)  # fmt: skip
CANTEEN = TaskWish(
    title="食堂专项检查", due=date(2026, 12, 5), people=("督学01",), kind=TaskKind.VISIT,
    schools=(SCHOOL, KINDERGARTEN),
)  # fmt: skip
HOLIDAY = TaskWish(
    title="报送寒假工作安排", due=date(2026, 12, 20), people=("全部",), kind=TaskKind.REPORT,
    source=TaskSource.MEETING, reference="HY-2026-003",
)  # fmt: skip


@pytest.fixture
def district(sharing: District) -> District:
    """A district with a shared folder, whose office has given three tasks that 督学01 has taken."""
    for wish in (HEATING, CANTEEN, HOLIDAY):
        sharing.office.tasks.add(wish)
    sharing.office.pack_desk.send("tasks")
    sharing.laptops["DX001"].pack_taking.take()
    return sharing


def opened(open_window: Callable[[Path], Window], bench: Any) -> Window:
    bench.close()
    return open_window(bench.context.folder.root)


def test_the_first_page_names_tasks_and_leads_to_the_one_that_is_pressed(
    open_window: Callable[[Path], Window], district: District
) -> None:
    window = opened(open_window, district.laptops["DX001"])
    window.navigator.open(GoTo(place=Place.TODAY))
    lines = [b for b in shown(window).findChildren(QPushButton) if "食堂专项检查" in b.text()]
    lines[0].click()
    page = shown(window)
    assert page.chosen.view.task.title == "食堂专项检查"
    assert [row[0] for row in rows(page.places)] == ["示范区第3小学", "示范区第7幼儿园"]
    assert page.told.text() == "没办完的 3 个，逾期 0 个"


def test_the_card_of_a_school_lists_the_tasks_that_are_not_done_there(
    open_window: Callable[[Path], Window], district: District
) -> None:
    window = opened(open_window, district.laptops["DX001"])
    window.navigator.open(OpenSchool(code=SCHOOL))
    pressed = [b for b in shown(window).findChildren(QPushButton) if "RW-2026" in b.text()]
    assert [b.text() for b in pressed] == [
        "· 2026-12-05 前　食堂专项检查　还有 10 个工作日　RW-2026-002"
    ]
    pressed[0].click()
    assert shown(window).chosen.view.task.number == "RW-2026-002"


def test_a_record_is_begun_by_keyboard_for_the_school_that_is_chosen(
    open_window: Callable[[Path], Window], district: District
) -> None:
    window = opened(open_window, district.laptops["DX001"])
    window.navigator.open(OpenTasks(number="RW-2026-002"))
    page = shown(window)
    page.places_table.setCurrentIndex(page.places.index(1, 0))
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    visit = shown(window)
    assert visit.sheet.basics.school.text() == "示范区第7幼儿园"
    basis = visit.sheet.form.input("basis")
    assert basis.text() == "RW-2026-002 食堂专项检查"
    assert basis.isVisible()
    window.navigator.open(OpenTasks())
    assert rows(shown(window).places)[1][1] == "○ 进行中"


def test_a_task_is_answered_and_the_answer_taken_back(
    open_window: Callable[[Path], Window], district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(open_window, district.laptops["DX001"])
    window.navigator.open(OpenTasks(number="RW-2026-003"))
    page = shown(window)

    def write(question: Any) -> None:
        assert not question.yes.isEnabled()
        question.text.setPlainText("已报值班表。")
        question.yes.click()

    answering(monkeypatch, dialog)(write)
    page.answer.click()
    assert page.notice.text == "已答复，随下一次上报送到督导室。"
    page.open_task("RW-2026-003")
    assert rows(page.places) == [
        ["不分学校", "● 已完成 2026-11-22", "", "2026-11-22　已报值班表。"]
    ]
    monkeypatch.setattr(ask, "reason", lambda *_words, **_more: "写错了")
    page.retract.click()
    page.open_task("RW-2026-003")
    assert rows(page.places)[0][1] == "○ 未开始"


def test_what_the_office_has_given_cannot_be_changed_on_a_laptop(
    open_window: Callable[[Path], Window], district: District
) -> None:
    window = opened(open_window, district.laptops["DX001"])
    window.navigator.open(OpenTasks())
    page = shown(window)
    assert not page.change.isEnabled()
    assert not page.withdraw.isEnabled()
    assert page.begin.isEnabled()


def test_an_office_gives_a_task_by_keyboard(
    open_window: Callable[[Path], Window], district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(open_window, district.office)
    window.navigator.open(OpenTasks())
    page = shown(window)

    def fill(question: Any) -> None:
        assert question.hint.text().startswith("写明任务")
        question.title.setText("校车安全检查")
        question.due.show_value(date(2026, 12, 1))
        question.schools.show_choices((Choice(SCHOOL, "示范区第3小学"),))
        question.kind.show_value(TaskKind.VISIT)
        question.needs.show_value(TaskNeed.RECORD)
        question._check()
        question.yes.click()

    answering(monkeypatch, dialog)(fill)
    QTest.keyClick(window.shell, Qt.Key.Key_N, CTRL)
    assert page.notice.text.startswith("已保存 RW-2026-004 校车安全检查；下发以后")
    page.open_task("RW-2026-004")
    assert page.chosen.name == "督学01"


def test_a_task_can_be_given_to_everybody_at_once(
    open_window: Callable[[Path], Window], district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(open_window, district.office)
    window.navigator.open(OpenTasks())
    page = shown(window)

    def fill(question: Any) -> None:
        question.title.setText("报送总结")
        question.due.show_value(date(2026, 12, 1))
        question.people.line.setFocus()
        question.people.line._ask("全部")
        QTest.keyClick(question.people.line, Qt.Key.Key_Return)
        assert [choice.title for choice in question.people.choices] == ["全部督学"]
        question.yes.click()

    answering(monkeypatch, dialog)(fill)
    page.add.click()
    view = window.desk.tasks.get("RW-2026-004")
    assert view.task.people == ("DX001", "DX002", "DX003")


def test_a_decision_of_a_meeting_is_offered_and_becomes_a_task(
    open_window: Callable[[Path], Window], district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = district.office
    decision = {"matter": "各校上报食堂整改情况。", "owner": "督学02", "due": "2026-12-01"}
    entry = {**ENTRIES["meeting"], "decisions": [decision]}
    uid = office.register_edit.new_from_json("meeting", entry).uid
    window = opened(open_window, office)
    window.navigator.open(OpenTasks())
    page = shown(window)
    page.decided.click()
    assert page.notice.text.startswith("定稿的会议里没有还没办完的决定")
    window.desk.registers.file(uid)
    offered: list[Any] = []
    monkeypatch.setattr(ask, "pick", lambda *words: offered.append(words[3]) or 0)

    def look(question: Any) -> None:
        assert question.title.text() == "各校上报食堂整改情况。"
        assert [choice.value for choice in question.people.choices] == ["DX002"]
        assert question.source.value() is TaskSource.MEETING
        question.yes.click()

    answering(monkeypatch, dialog)(look)
    page.decided.click()
    assert "各校上报食堂整改情况。　督学02" in offered[0][0]
    assert page.notice.text.startswith("已保存 RW-2026-004 各校上报食堂整改情况。")


def test_an_office_changes_a_task_and_withdraws_it(
    open_window: Callable[[Path], Window], district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(open_window, district.office)
    window.navigator.open(OpenTasks(number="RW-2026-002"))
    page = shown(window)

    def rename(question: Any) -> None:
        assert question.title.text() == "食堂专项检查"
        question.title.setText("食堂和饮水检查")
        question.yes.click()

    answering(monkeypatch, dialog)(rename)
    page.change.click()
    assert "食堂和饮水检查" in page.notice.text
    monkeypatch.setattr(ask, "reason", lambda *_words, **_more: "并入联合检查")
    page.open_task("RW-2026-002")
    page.withdraw.click()
    assert page.notice.text.startswith("已撤回 RW-2026-002")
    page.open_task("RW-2026-002")
    assert "已撤回：并入联合检查" in page.asked.text()
    assert not page.change.isEnabled()


def test_the_office_sees_who_has_taken_and_done_what_and_copies_the_reminder(
    open_window: Callable[[Path], Window], district: District, clock: FixedClock
) -> None:
    laptop = district.laptops["DX001"]
    laptop.task_answers.answer("RW-2026-003", "已报：1月15日至17日值班表。")
    laptop.courier.walk()
    district.office.office_desk.scan([district.share])
    clock.advance(timedelta(days=3))
    window = opened(open_window, district.office)
    window.navigator.open(OpenTasks())
    page = shown(window)
    assert page.told.text() == "没办完的 5 人次，逾期 2，还没有接收 3"
    assert [row[3:] for row in rows(page.lines)][:2] == [
        ["督学01", "已接收", "▲ 未开始"], ["督学02", "未接收", "▲ 未开始"]
    ]  # fmt: skip
    page.remind.click()
    text = QApplication.clipboard().text()
    assert "冬季取暖安全检查（期限 2026-11-23，逾期 2 个工作日）：督学01、督学02（未接收）" in text
    page.send.click()
    sending = shown(window)
    assert sending.kind.currentText() == "任务"
    assert sending.outgoing.text().startswith("将下发任务 3 个")
    window.navigator.open(OpenTasks())
    asked: list[object] = []
    window.navigator.requested.connect(asked.append)
    QTest.keyClick(page, Qt.Key.Key_P, CTRL)
    assert isinstance(getattr(asked[0], "wish", None), TaskBoardPrint)


def test_without_any_task_a_record_asks_for_none(
    open_window: Callable[[Path], Window], district: District
) -> None:
    bench = district.laptops["DX003"]
    uid = bench.visit_edit.new().uid
    window = opened(open_window, bench)
    window.navigator.open(OpenVisit(uid=uid))
    assert not shown(window).sheet.form.input("basis").isVisible()
    window.navigator.open(OpenTasks())
    page = shown(window)
    assert page.told.text().startswith("还没有任务。")
    assert not page.parts.isVisible()


@pytest.mark.screenshot
def test_tasks_look_as_their_pictures_in_the_handbook(
    open_window: Callable[[Path], Window], district: District, clock: FixedClock
) -> None:
    laptop, wrong = district.laptops["DX001"], []
    laptop.task_answers.answer("RW-2026-003", "已报：1月15日至17日值班表。")
    laptop.task_answers.begin("RW-2026-002", school=SCHOOL)
    laptop.courier.walk()
    district.office.office_desk.scan([district.share])
    clock.advance(timedelta(days=3))
    for bench, name in ((district.office, "tasks-office"), (laptop, "tasks-laptop")):
        window = opened(open_window, bench)
        window.navigator.open(OpenTasks())
        page = shown(window)
        page.table.setCurrentIndex(page.lines.index(1, 0))
        page.setFocus()
        wrong.append(compare(window, name))
    assert [each for each in wrong if each] == []
