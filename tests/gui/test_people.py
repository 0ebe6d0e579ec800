"""人员和责任区, 主任一角, 成员单位: who is who, and what waits for the office."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.issue_rules import NextStep
from inspector_app.services.context import Role
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import (
    GoTo,
    OpenDirector,
    OpenPeople,
    OpenRegister,
    OpenVisit,
    Place,
)
from tests.gui.conftest import Hands
from tests.unit.services.registers.conftest import COMPLETE

TODAY = date(2026, 11, 22)


def add(window: Window, kind: str, **values: Any) -> str:
    """File an entry of a kind that misses nothing."""
    desk: Any = window.desk
    uid = str(desk.register_edit.new_from_json(kind, {**COMPLETE[kind], **values}).uid)
    desk.registers.file(uid)
    return uid


def shown(window: Window) -> Any:
    """Return the page on the screen, once what was put in just now is shown."""
    QApplication.sendPostedEvents()
    return window.shell.page


@pytest.fixture
def office(open_window: Callable[[Path], Window], filled: Path, clock: FixedClock) -> Window:
    """The window of the office, with an issue that was told on and an extension that is asked."""
    with bootstrap.open_workbench(filled, clock=clock) as made:
        made.settings.set_identity(role=Role.OFFICE, district="210304", inspector_id="")
        first, second, *_ = made.ledger.page(replace(made.ledger.everything(), open_only=True)).rows
        for row, kind, until in (
            (first, IssueEventKind.ESCALATED, None),
            (second, IssueEventKind.EXTENSION_ASKED, date(2026, 12, 20)),
        ):
            step = NextStep(kind=kind, on=TODAY, note="请协调住建部门", until=until)
            made.issues.record(row.issue.uid, step)
    return open_window(filled)


# -- 主任一角 --------------------------------------------------------------------------------------


def test_today_of_an_office_says_what_waits_for_a_decision_and_leads_to_all_of_it(
    office: Window,
) -> None:
    office.navigator.open(GoTo(place=Place.TODAY))
    lines = [each for each in shown(office).findChildren(QPushButton) if "个问题" in each.text()]
    assert [line.text() for line in lines] == [
        "· 1 个问题上报督导室，还没有答复", "· 1 个问题申请延期，还没有批",
    ]  # fmt: skip
    lines[0].click()
    page = shown(office)
    assert [row.text.rsplit("　", 1)[-1] for row in page.model.rows] == ["请协调住建部门"] * 2
    assert page.told.text() == "上报督导室 1　申请延期 1"
    page.table.setFocus()
    wanted = page.model.rows[0].visit_uid
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert shown(office).uid == wanted


def test_today_of_a_laptop_says_nothing_of_the_office(window: Window) -> None:
    window.navigator.open(GoTo(place=Place.TODAY))
    assert all("还没有批" not in each.text() for each in shown(window).findChildren(QPushButton))


def test_an_empty_corner_says_what_will_stand_there(window: Window) -> None:
    window.navigator.open(OpenDirector())
    page = shown(window)
    assert page.told.text().startswith("没有等督导室决定的事。")
    assert not page.table.isVisible()


# -- 人员和责任区 ----------------------------------------------------------------------------------


def test_a_zone_gets_another_head_by_keyboard_and_the_old_version_stays(
    window: Window, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.navigator.open(OpenPeople())
    page = shown(window)
    zone = page.zones.rows[0].zone
    add(window, "zone", name=zone, head="督学02", start="2026-09-01")
    page.refresh()
    assert (page.zones.rows[0].head, page.zones.rows[0].since) == ("督学02", date(2026, 9, 1))

    from inspector_app.ui.dialogs import zone as dialog

    def answer(question: Any) -> bool:
        question.head.setText("督学03")
        return bool(question.yes.isEnabled())

    monkeypatch.setattr(dialog, "run", answer)
    page.zone_table.setFocus()
    hands.enter()
    page = shown(window)
    assert (page.zones.rows[0].head, page.zones.rows[0].since) == ("督学03", TODAY)
    page.on.line.setText("2026-10-01")
    QTest.keyClick(page.on.line, Qt.Key.Key_Return)
    assert page.zones.rows[0].head == "督学02"


def test_an_inspector_who_lacks_years_is_marked_with_the_rule(window: Window) -> None:
    desk: Any = window.desk
    desk.people_cards.set("督学01", "学历", "大专")
    desk.people_cards.set("督学01", "教育工作起始年", "2020")
    window.navigator.open(OpenPeople())
    page = shown(window)
    text, tip = (page.people.data(page.people.index(0, 9), role) for role in (
        Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole,
    ))  # fmt: skip
    assert text == "△ 学历大专；教育工作 6 年"
    assert "《教育督导条例》（国务院令第624号）第七条" in tip
    assert page.told.text().endswith("△ 提示 1 人")


def test_more_leads_to_people_and_to_the_corner(window: Window) -> None:
    for text, name in (("人员和责任区", "PeoplePage"), ("主任一角", "DirectorPage")):
        window.navigator.open(GoTo(place=Place.MORE))
        (line,) = (b for b in shown(window).findChildren(QPushButton) if b.text() == text)
        line.click()
        assert type(shown(window)).__name__ == name


# -- 成员单位 --------------------------------------------------------------------------------------


def test_a_unit_is_offered_where_departments_of_a_joint_visit_are_named(
    window: Window, filed: str, hands: Hands
) -> None:
    add(window, "unit")
    add(window, "unit", name="示范区公安分局", short="公安", contacts=[])
    desk: Any = window.desk
    made = desk.visit_edit.new(school_code="2121000003")
    window.navigator.open(OpenVisit(uid=made.uid))
    field: Any = shown(window).sheet.form.input("departments")
    field.setFocus()
    for part in ("监管", "公安"):
        field.insert(part)
        field.textEdited.emit(field.text())
        field._wait.stop()
        field._ask(field.text())
        hands.press(Qt.Key.Key_Down)
        hands.enter()
        field.setFocus()
        field.setCursorPosition(len(field.text()))
        field.insert("、")
    field.flush()
    assert desk.visits.get(made.uid).departments == ("示范区市场监督管理局", "示范区公安分局")


def test_a_new_contact_is_written_in_a_filed_unit_and_the_old_one_stays(window: Window) -> None:
    uid = add(window, "unit")
    window.navigator.open(OpenRegister(kind="unit"))
    page = shown(window)
    rows = page.sheet.rows["contacts"]
    assert rows.add_button.isEnabled()
    rows.add_wanted.emit()
    desk: Any = window.desk
    entry = desk.registers.record(uid).entry
    assert [row["name"] for row in entry.values["contacts"]] == ["联络员01", "联络员02", ""]


# -- 举报渠道 --------------------------------------------------------------------------------------


def test_channels_are_saved_when_a_line_is_left_and_a_wrong_mail_is_told(window: Window) -> None:
    window.navigator.open(GoTo(place=Place.SETTINGS))
    page = shown(window)
    page.channels.phone.setFocus()
    page.channels.phone.setText("0412-12345")
    page.channels.email.setFocus()
    desk: Any = window.desk
    assert desk.plates.channels().phone == "0412-12345"
    page.channels.email.setText("jubao")
    page.channels.phone.setFocus()
    assert "不是电子邮箱" in page.notice.text
    assert desk.plates.channels().email == ""
