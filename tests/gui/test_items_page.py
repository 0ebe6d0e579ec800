"""自评表 and 责任分解 in the window: item by item, the next one, the matrix, the sheets."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import OpenItems, OpenMatrix, OpenStandards
from tests.gui.conftest import Hands
from tests.gui.registers import add, page_of
from tests.selfchecks import broken_down, filled


@pytest.fixture
def uid(window: Window) -> str:
    """An empty self-assessment."""
    return add(window, "selfcheck")


def opened(window: Window, uid: str) -> Any:
    window.navigator.open(OpenItems(uid=uid))
    return window.shell.page


def shown(page: Any) -> set[str]:
    return set(page.sheet.names())


def test_an_item_shows_the_fields_that_it_has_a_use_for(window: Window, uid: str) -> None:
    page = opened(window, uid)
    assert page.list.model.rowCount() == 36
    assert {"numerator", "denominator"} <= shown(page)
    assert not {"grade", "value", "problem"} & shown(page)
    page.list.step(3)
    assert "grade" in shown(page)
    assert not {"numerator", "value", "problem"} & shown(page)
    page.list.step(7)
    assert {"value", "grade"} <= shown(page)


def test_a_grade_follows_from_typed_figures_and_opens_the_fields_of_a_problem(
    window: Window, uid: str, hands: Hands
) -> None:
    page = opened(window, uid)
    page.sheet.go_to("numerator")
    hands.write("84996")
    hands.enter()
    hands.write("100000")
    hands.enter()
    page.flush()
    page.refresh()
    assert "合格 0 项　基本合格 0 项　不合格 1 项　未评 35 项" in page.figures.text()
    assert "按原值是不合格，按印出的 85.00% 是合格" in page.sheet.told.text()
    assert {"problem", "unit", "measures", "due"} <= shown(page)
    assert page.list.model.rows[0].word == "不合格"


def test_f8_goes_from_one_unrated_item_to_the_next(window: Window, uid: str, hands: Hands) -> None:
    page = opened(window, uid)
    hands.press(Qt.Key.Key_F8)
    assert hands.place == "在园人数"
    hands.write("90")
    hands.enter()
    hands.write("100")
    hands.press(Qt.Key.Key_F8)
    assert page.list.current == page.list.model.rows[1].uid
    assert hands.place == "公办园和普惠性民办园在园幼儿数"


def test_an_item_that_is_left_and_come_back_to_shows_what_was_typed_in_it(
    window: Window, uid: str, hands: Hands
) -> None:
    page = opened(window, uid)
    page.list.step(3)
    page.sheet.go_to("explanation")
    hands.write("逐园核对")
    page.list.step(1)
    assert page.sheet.form.input("explanation").toPlainText() == ""
    page.list.step(-1)
    assert page.sheet.form.input("explanation").toPlainText() == "逐园核对"


def test_a_grade_is_chosen_by_its_digit_and_taken_back_by_undo(
    window: Window, uid: str, hands: Hands
) -> None:
    page = opened(window, uid)
    page.list.step(3)
    page.sheet.go_to("grade")
    hands.choose("1")
    page.refresh()
    assert page.list.model.rows[3].word == "合格"
    hands.press(Qt.Key.Key_Z, ctrl=True)
    assert page.list.model.rows[3].word == "未评"
    assert hands.place == "评定"


def test_an_item_without_a_middle_grade_does_not_offer_it(window: Window, uid: str) -> None:
    page = opened(window, uid)
    page.list.step(3)
    chips = page.sheet.form.input("grade").findChildren(QWidget)
    told = {c.accessibleName() for c in chips if c.accessibleName() and not c.isHidden()}
    assert told == {"评定：合格", "评定：不合格"}


def test_the_list_can_be_narrowed_to_a_part_and_to_what_has_to_be_put_right(
    window: Window,
) -> None:
    uid = add(window, "selfcheck", **filled(basic=(26, 29), failed=(4,)))
    page = opened(window, uid)
    page.list.pressing.click()
    assert [line.item.no for line in page.list.model.rows] == [4, 26, 29]
    page.list.pressing.click()
    page.list.parts.setCurrentIndex(3)
    page.list.parts.activated.emit(3)
    assert [line.item.no for line in page.list.model.rows] == list(range(26, 37))


def test_an_assessment_is_filed_from_its_items_and_locked(
    window: Window, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = add(window, "selfcheck", **filled(basic=(26,)))
    page = opened(window, uid)
    monkeypatch.setattr(ask, "confirm", lambda *_a, **_k: True)
    hands.press(Qt.Key.Key_F9)
    desk: Any = window.desk
    assert desk.registers.record(uid).entry.state == "filed"
    page.refresh()
    assert page.sheet.form.input("explanation").isReadOnly()
    assert "县域等级：创优" in page.figures.text()


def test_files_are_put_into_the_item_that_is_shown(
    window: Window, uid: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "规划.txt"
    paper.write_text("布局规划", "utf-8")
    page = opened(window, uid)
    page.list.step(4)
    monkeypatch.setattr(ask, "open_files", lambda *_a: (paper,))
    page.sheet.form.input("files").add.click()
    desk: Any = window.desk
    rows = desk.registers.record(uid).entry.values["items"]
    assert [(row["item"], f["name"]) for row in rows for f in row["files"]] == [(5, "规划.txt")]
    target = tmp_path / "写出.txt"
    monkeypatch.setattr(ask, "save_file", lambda *_a: target)
    page.sheet.form.input("files").opened.emit(rows[4]["files"][0]["uuid"])
    assert target.read_text("utf-8") == "布局规划"
    page.sheet.form.input("files").removed.emit(rows[4]["files"][0]["uuid"])
    assert desk.registers.record(uid).entry.values["items"][4]["files"] == []


def test_a_sheet_goes_out_and_comes_back_as_one_change(
    window: Window, uid: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "填写.xlsx"
    page = opened(window, uid)
    acts = {b.text(): b for b in page.acts_line.findChildren(QWidget) if hasattr(b, "text")}
    monkeypatch.setattr(ask, "save_file", lambda *_a: path)
    acts["导出填写表…"].click()
    book = load_workbook(path)
    heads = {cell.value: cell.column for cell in book["自评表"][1]}
    book["自评表"].cell(5, heads["评定"]).value = "合格"
    book["自评表"].cell(5, heads["自评说明"]).value = "三名以上党员的园都单独建组织。"
    book.save(path)
    monkeypatch.setattr(ask, "open_file", lambda *_a: path)
    acts["读回填写表…"].click()
    assert "读了 1 项，改动 2 处" in page.notice.text
    assert page.list.model.rows[3].word == "合格"
    page.undo()
    assert page.list.model.rows[3].word == "未评"


def test_the_form_of_the_register_leads_to_the_items_and_keeps_its_set(
    window: Window, uid: str, hands: Hands
) -> None:
    page = page_of(window, "selfcheck")
    assert page.record.entry.uid == uid
    assert page.sheet.form.input("standard").isReadOnly()
    page.open_entry(uid)
    assert hands.place == "年度"
    hands.press(Qt.Key.Key_F8)
    page.sheet.form.input("county").setText("示范区")
    page.flush()
    page.go_to_next_gap()
    assert hands.at is page.sheet.pages["items"]
    hands.press(Qt.Key.Key_Space)
    assert type(window.shell.page).__name__ == "ItemsPage"


def test_a_new_entry_asks_by_which_set_where_there_are_several(
    window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    desk: Any = window.desk
    path = tmp_path / "细则.xlsx"
    desk.standards.template(path, "pjph")
    book = load_workbook(path)
    book["指标体系"]["C2"] = "2024年地方版"
    book.save(path)
    desk.standards.take(path)
    offered: list[str] = []

    def pick(_parent: object, _title: str, _text: str, lines: list[str]) -> int:
        offered.extend(lines)
        return 1

    monkeypatch.setattr(ask, "pick", pick)
    page = page_of(window, "selfcheck")
    page.begin()
    assert offered == ["县域学前教育普及普惠（2020年版）", "县域学前教育普及普惠（2024年地方版）"]
    assert page.record.entry.values["standard"] == offered[1]


# -- breakdowns ----------------------------------------------------------------------------------


@pytest.fixture
def duty(window: Window) -> str:
    """A breakdown of which two tasks are late."""
    return add(window, "duty", **broken_down())


def test_a_task_can_be_added_to_an_item_and_taken_out_again(window: Window, duty: str) -> None:
    page = opened(window, duty)
    acts = {b.text(): b for b in page.acts_line.findChildren(QWidget) if hasattr(b, "text")}
    page.list.step(1)
    acts["再加任务"].click()
    assert page.list.model.rowCount() == 37
    assert [line.item.no for line in page.list.model.rows[:4]] == [1, 2, 2, 3]
    assert page.sheet.form.input("lead").text() == "住房和城乡建设局"
    acts["去掉任务"].click()
    page.refresh()
    assert page.list.model.rowCount() == 36
    acts["去掉任务"].click()
    assert "只有一个任务" in page.notice.text


def test_what_is_late_is_named_above_and_in_the_list(window: Window, duty: str) -> None:
    page = opened(window, duty)
    assert page.figures.text().startswith("任务 36 项：未启动 34")
    assert page.lacking.text() == "▲ 逾期：第 1 项（财政局）、第 2 项（住房和城乡建设局）"
    assert page.list.model.rows[0].word == "已逾期"


def test_a_filed_breakdown_takes_progress_and_nothing_else(window: Window, duty: str) -> None:
    desk: Any = window.desk
    desk.registers.file(duty)
    page = opened(window, duty)
    assert page.sheet.form.input("lead").isReadOnly()
    assert not page.sheet.form.input("progress").isReadOnly()


def test_departments_in_use_are_offered(window: Window, duty: str) -> None:
    desk: Any = window.desk
    assert desk.known_units.find("")[0] in {"教育局", "财政局", "住房和城乡建设局"}
    assert desk.known_units.find("财政") == ("财政局",)


def test_the_matrix_shows_who_leads_and_who_helps(window: Window, duty: str) -> None:
    window.navigator.open(OpenMatrix(uid=duty))
    page: Any = window.shell.page
    model = page.table.model()
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert heads[2:] == ["财政局", "住房和城乡建设局", "教育局"]
    first = [model.index(0, n).data() for n in range(model.columnCount())]
    assert first == ["1", "学前三年毛入园率", "▲ 牵头", "○ 配合", ""]
    assert "财政局 牵头 12 配合 12 ▲逾期 1" in page.loads.text()
    page.preview()
    seen: Any = window.shell.page
    assert seen.title.text().startswith("责任矩阵 FJ-2026-")
    assert seen.excel.isVisible()


# -- indicator sets ------------------------------------------------------------------------------


def test_the_sets_are_listed_written_out_taken_in_and_taken_away(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from openpyxl import load_workbook

    window.navigator.open(OpenStandards())
    page: Any = window.shell.page
    assert page.items.model().rowCount() == 36
    path = tmp_path / "样表.xlsx"
    monkeypatch.setattr(ask, "save_file", lambda *_a: path)
    page.template.click()
    book = load_workbook(path)
    book["指标体系"]["C2"] = "2024年地方版"
    book.save(path)
    monkeypatch.setattr(ask, "open_file", lambda *_a: path)
    page.take.click()
    assert "已导入 县域学前教育普及普惠（2024年地方版），36 项" in page.notice.text
    monkeypatch.setattr(ask, "confirm", lambda *_a, **_k: True)
    page.remove.click()
    assert "程序自带" in page.notice.text
    page.sets.setCurrentIndex(page.sets.model().index(1, 0))
    page.remove.click()
    assert page.sets.model().rowCount() == 1
