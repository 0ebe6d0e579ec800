"""What is planned, on 今日, on a record, on a card and on paper."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from inspector_app.domain.month import Month
from inspector_app.domain.recusal import Relation
from inspector_app.domain.visit_options import Session
from inspector_app.services.wishes import DeparturePrint
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, OpenSchool, OpenVisit, Place
from tests.gui.answers import Answer
from tests.gui.plan.halves import choose, half_of, plan


def rows_of(page: Any) -> list[QPushButton]:
    """Return the lines of the cards that 今日 shows now, not of those it showed before."""
    parts = [page._column.itemAt(place).widget() for place in range(page._column.count())]
    buttons = [b for part in parts if part for b in part.findChildren(QPushButton)]
    return [b for b in buttons if b.property("look") == "row"]


def test_today_offers_what_is_planned_and_begins_its_record(window: Window, answer: Answer) -> None:
    desk: Any = window.desk
    desk.themes.set(Month(2026, 11), "冬季安全")
    plan(window, day=date(2026, 11, 22), peer_ids=("DX002",), topics=("T7",), text="看留样")
    window.navigator.open(GoTo(place=Place.TODAY))
    page: Any = window.shell.page
    (line,) = [b for b in rows_of(page) if "开始记录" in b.text()]
    assert line.text() == "▲ 今天上午：示范区第1小学，开始记录"
    assert "是星期日" in line.toolTip()
    line.click()
    record: Any = window.shell.page
    visit = desk.visits.get(record.uid)
    assert (visit.session, visit.peer_ids, visit.topics) == (Session.MORNING, ("DX002",), ("T7",))
    assert (visit.month_theme, visit.plan_text) == ("冬季安全", "看留样")
    window.navigator.open(GoTo(place=Place.TODAY))
    (line,) = [b for b in rows_of(page) if "今天上午" in b.text()]
    assert line.text().endswith("，接着写")
    line.click()
    again: Any = window.shell.page
    assert again.uid == record.uid


def test_today_lists_unvisited_schools_with_the_marks_and_order_of_the_board(
    window: Window,
) -> None:
    desk: Any = window.desk
    window.navigator.open(GoTo(place=Place.TODAY))
    page: Any = window.shell.page
    board = [row for row in desk.schools.board() if not row.visited_this_month]
    texts = [b.text() for b in rows_of(page)]
    shown = [text for text in texts if any(row.school.name in text for row in board)][: len(board)]
    assert board
    for row, text in zip(board, shown, strict=False):
        assert row.school.name in text
        assert text.startswith("△ 提醒" if row.coverage.level else "·")


def test_a_record_with_somebody_in_recusal_says_so_below_the_people(window: Window) -> None:
    desk: Any = window.desk
    desk.recusals.add("DX001", "2121000001", Relation.HEAD_RELATIVE)
    uid = str(desk.visit_edit.new(school_code="2121000001").uid)
    window.navigator.open(OpenVisit(uid=uid))
    page: Any = window.shell.page
    hint = page.sheet.basics.people_hint
    assert "督学01与这所学校有回避关系（主要负责人的近亲属" in hint.text()
    assert "《教育督导条例》（国务院令第624号）第十条" in hint.text()
    assert hint.isVisibleTo(page)
    desk.visit_edit.set_json(uid, "lead", "督学02")
    page.refresh()
    assert not hint.isVisibleTo(page)


def test_the_sheet_before_a_visit_is_shown_and_written_with_a_number(
    page: Any, answer: Answer, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    uid = plan(window)
    half_of(page, date(2026, 11, 23))
    answer(choose("出发前一页纸：先看"))
    page.table.opened.emit(page.table.currentIndex())
    assert "出发前一页纸" in window.shell.page.title.text()  # type: ignore[union-attr]
    assert not desk.plans.get(uid).begun
    window.navigator.open(GoTo(place=Place.PLAN))
    target = tmp_path / "一页纸.pdf"
    monkeypatch.setattr(ask, "save_file", lambda *_: target)
    answer(choose("出发前一页纸和空白记录表"), choose("存为 PDF"))
    page.table.opened.emit(page.table.currentIndex())
    number = desk.visits.get(desk.plans.get(uid).planned.begun_uid).number
    assert f"编号 {number} 已留给它" in page.notice.text
    assert target.read_bytes().startswith(b"%PDF")


def test_the_card_of_a_school_offers_the_next_planned_visit_and_its_sheet(
    window: Window, answer: Answer
) -> None:
    desk: Any = window.desk
    uid = plan(window, peer_ids=("DX002",))
    window.navigator.open(OpenSchool(code="2121000001"))
    card: Any = window.shell.page
    (line,) = [b for b in card.findChildren(QPushButton) if "开始记录" in b.text()]
    assert line.text() == "2026-11-23 上午　督学01、督学02，开始记录"
    asked: list[Any] = []
    window.navigator.requested.connect(asked.append)
    answer(choose("先看"))
    card.before_leaving()
    assert asked[-1].wish == DeparturePrint(school_code="2121000001", planned_uid=uid)
    line.click()
    record: Any = window.shell.page
    assert desk.plans.get(uid).planned.begun_uid == record.uid
