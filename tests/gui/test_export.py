"""Every list goes to Excel and to the clipboard as it is shown, values as values."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QTableView

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.domain.month import Month
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import (
    GoTo,
    OpenCalendar,
    OpenImport,
    OpenPeople,
    OpenRecycleBin,
    OpenRules,
    OpenSchool,
    OpenSearch,
    OpenStandards,
    Place,
    Request,
)
from inspector_app.ui.widgets.table import Table
from inspector_app.ui.widgets.table_content import chosen_content
from tests.made_once import made_once

LISTS: dict[str, Request] = {
    "学校": GoTo(place=Place.SCHOOLS),
    "督导记录": GoTo(place=Place.VISITS),
    "回收站里的草稿": OpenRecycleBin(),
    "搜索结果": OpenSearch(text="消防通道"),
    "做过的上报包": GoTo(place=Place.HAND_OVER),
    "要改的单元格": OpenImport(),
    "放假和上班的日子": OpenCalendar(),
    "入校督导月统计表": GoTo(place=Place.MONTH),
}
Show = Callable[[str], tuple[Window, Any, Table]]


@pytest.fixture(scope="session")
def worked_once(district: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district that has handed a month over and thrown two drafts away; only ever copied."""

    def make(folder: Path) -> None:
        path = shutil.copytree(district, folder / "data")
        clock = FixedClock(datetime(2026, 11, 22, 8, tzinfo=UTC))
        out = folder / "out"
        out.mkdir()
        with bootstrap.open_workbench(path, clock=clock) as made:
            code = made.schools.board()[0].school.code
            for _ in range(2):
                made.visits.discard(made.visit_edit.new(school_code=code).uid, reason="重复")
            made.bundles.export(inspector_id="DX001", month=Month(2026, 9), folder=out)

    return made_once(tmp_path_factory, "worked", make) / "data"


@pytest.fixture
def worked(worked_once: Path, tmp_path: Path) -> Path:
    """That district, to be worked in."""
    return shutil.copytree(worked_once, tmp_path / "worked")


@pytest.fixture
def show(open_window: Callable[[Path], Window], worked: Path, tmp_path: Path) -> Show:
    """Open the page of a list and return its table, with rows in it."""

    def opened(name: str) -> tuple[Window, Any, Table]:
        window = open_window(worked)
        window.navigator.open(LISTS[name])
        page: Any = window.shell.page
        if name == "要改的单元格":
            page.look_at(bad_workbook(tmp_path), roster=False)
        (table,) = [t for t in page.findChildren(Table) if t.accessibleName() == name]
        assert table.model().rowCount() > 0
        return window, page, table

    return opened


def bad_workbook(folder: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "投诉"
    sheet.append(["编号", "受理日期", "学校标识码", "核实督学", "办结时限", "办结日期", "属实情况"])
    sheet.append(["TS0002", "2026年13月8日", "2121000002", "督学02", "2026-12-08", None, None])
    sheet.append(["TS0003", "2026-10-09", "9999999999", "查无此人", "2026-12-08", None, "大概"])
    book.save(folder / "以往记录.xlsx")
    return folder / "以往记录.xlsx"


def shown(view: QTableView) -> list[list[str]]:
    """The heads and rows as they can be read on the screen, without those that are hidden."""
    model = view.model()
    columns = range(model.columnCount())
    horizontal = Qt.Orientation.Horizontal
    head = [str(model.headerData(c, horizontal)).replace("\n", "·") for c in columns]
    rows = [[str(model.index(r, c).data()) for c in columns] for r in range(model.rowCount())]
    return [head, *rows]


def as_read(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def button_of(page: Any) -> QPushButton:
    (found,) = [b for b in page.findChildren(QPushButton) if b.text() == "导出 Excel…"]
    return found


@pytest.mark.parametrize("name", [name for name in LISTS if name != "入校督导月统计表"])
def test_a_list_is_exported_with_its_heads_and_rows_in_their_order(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    _, page, table = show(name)
    proposed: list[str] = []

    def answer(_parent: object, _title: str, file_name: str, _kinds: str) -> Path:
        proposed.append(file_name)
        return tmp_path / "表.xlsx"

    monkeypatch.setattr(ask, "save_file", answer)
    button_of(page).click()
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(min_row=2, max_row=2 + table.model().rowCount(), values_only=True))
    assert [[as_read(value) for value in row] for row in rows] == shown(table)
    assert sheet.freeze_panes == "A3"
    assert proposed[0].endswith(".xlsx")
    assert f"{sheet['A1'].value}" in f"{proposed[0]}"
    assert str(tmp_path / "表.xlsx") in page.notice.text


def test_dates_and_numbers_of_a_list_are_dates_and_numbers_in_excel(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, page, _ = show("督导记录")
    monkeypatch.setattr(ask, "save_file", lambda *_a: tmp_path / "表.xlsx")
    button_of(page).click()
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").worksheets[0]
    heads = [cell.value for cell in sheet[2]]
    columns = list(zip(*sheet.iter_rows(min_row=3, values_only=True), strict=True))
    kinds = {head: {type(v) for v in column} for head, column in zip(heads, columns, strict=True)}
    assert kinds["日期"] == {datetime}
    assert kinds["问题"] <= {int, type(None)}
    assert kinds["听课"] <= {int, type(None)}
    assert kinds["记录编号"] == {str}


def test_what_is_exported_is_what_the_filter_leaves(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, page, table = show("学校")
    every = table.model().rowCount()
    page.finder.setText(page.model.rows[0].school.name)
    assert 0 < table.model().rowCount() < every
    monkeypatch.setattr(ask, "save_file", lambda *_a: tmp_path / "表.xlsx")
    button_of(page).click()
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").worksheets[0]
    assert sheet.max_row == 2 + table.model().rowCount()


def test_an_export_that_is_given_up_writes_and_says_nothing(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, page, _ = show("督导记录")
    monkeypatch.setattr(ask, "save_file", lambda *_a: None)
    button_of(page).click()
    assert page.notice.text == ""


def test_every_page_with_a_list_has_the_export(
    open_window: Callable[[Path], Window], worked: Path
) -> None:
    window = open_window(worked)
    requests = [*(GoTo(place=place) for place in Place), *LISTS.values()]
    without = []
    for request in (*requests, OpenSchool(code="2121000001")):
        window.navigator.open(request)
        page: Any = window.shell.page
        names = [button.text() for button in page.findChildren(QPushButton)]
        if page.findChildren(QTableView) and "导出 Excel…" not in names:
            without.append(type(page).__name__)
    assert without == []


def menu_of(page: Any, view: QTableView) -> QMenu:
    """The menu that a right click in the middle of a table opens."""
    middle = view.viewport().rect().center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, middle, view.viewport().mapToGlobal(middle)
    )
    QApplication.sendEvent(view.viewport(), event)
    (menu,) = page.findChildren(QMenu)
    return menu


def test_every_table_offers_copy_and_export_by_its_menu(
    open_window: Callable[[Path], Window], worked: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window = open_window(worked)
    monkeypatch.setattr(ask, "save_file", lambda *_a: tmp_path / "表.xlsx")
    seen = set()
    for request in (OpenRules(), OpenStandards(), OpenPeople(), *LISTS.values()):
        window.navigator.open(request)
        page: Any = window.shell.page
        for view in page.findChildren(QTableView):
            if not view.isVisible():
                continue
            menu = menu_of(page, view)
            copy, export = menu.actions()
            copy.trigger()
            text, _ = pasted()
            assert text[0] == list(chosen_content(view).head)
            export.trigger()
            sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").worksheets[0]
            assert sheet["A1"].value == view.accessibleName()
            assert sheet.max_row == 2 + view.model().rowCount()
            seen.add(view.accessibleName())
            menu.close()
            menu.setParent(None)
    assert {"规则", "指标体系", "各项指标", "责任区", "督学", "督导记录"} <= seen


def test_a_right_click_beside_every_table_opens_no_menu(show: Show) -> None:
    _, page, _ = show("督导记录")
    corner = QPoint(1, 1)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, corner, page.mapToGlobal(corner))
    QApplication.sendEvent(page, event)
    assert page.findChildren(QMenu) == []


class Cells(HTMLParser):
    """The cells of a table as Excel takes them from the clipboard."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.as_text: list[list[bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
            self.as_text.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
            self.as_text[-1].append("mso-number-format:'\\@'" in (dict(attrs).get("style") or ""))

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def pasted() -> tuple[list[list[str]], Cells]:
    data = QGuiApplication.clipboard().mimeData()
    cells = Cells()
    cells.feed(data.html())
    return [line.split("\t") for line in data.text().split("\n")], cells


@pytest.mark.parametrize("name", list(LISTS))
def test_the_whole_of_a_list_is_copied_as_lines_with_tabs_and_as_a_table(
    show: Show, name: str
) -> None:
    _, _, table = show(name)
    table.clearSelection()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines, cells = pasted()
    expected = [[" ".join(text.split()) for text in row] for row in shown(table)]
    assert lines == expected
    assert [[" ".join(text.split()) for text in row] for row in cells.rows] == expected


@pytest.mark.parametrize("name", ["督导记录", "学校", "搜索结果"])
def test_the_selected_rows_alone_are_copied_with_the_heads(show: Show, name: str) -> None:
    _, _, table = show(name)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines, _ = pasted()
    expected = [[" ".join(text.split()) for text in row] for row in shown(table)]
    assert lines == expected[:3]


def test_a_copied_number_of_the_month_says_whose_it_is(show: Show) -> None:
    _, _, table = show("入校督导月统计表")
    only = QItemSelectionModel.SelectionFlag.ClearAndSelect
    table.selectionModel().setCurrentIndex(table.model().index(0, 2), only)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines, cells = pasted()
    whole = shown(table)
    assert lines == [[row[0], row[2]] for row in whole[:2]]
    assert cells.as_text[1] == [True, False]


def test_a_code_is_pasted_as_text_and_a_date_as_a_date(show: Show) -> None:
    _, _, table = show("督导记录")
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    _, cells = pasted()
    kinds = dict(zip(cells.rows[0], cells.as_text[1], strict=True))
    assert kinds["记录编号"] is True
    assert kinds["日期"] is False
    assert date.fromisoformat(cells.rows[1][cells.rows[0].index("日期")])


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx"])
def test_the_ledger_of_the_month_is_seen_and_written_from_the_window(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    window, page, _ = show("做过的上报包")
    monkeypatch.setattr(ask, "save_file", lambda _p, _t, name, _k: tmp_path / name)
    page.ledger.click()
    seen: Any = window.shell.page
    {"pdf": seen.save, "docx": seen.word, "xlsx": seen.excel}[ending].click()
    name = f"{seen.title.text()}.{ending}"
    assert seen.title.text().startswith("问题整改台账 2026-")
    start = (tmp_path / name).read_bytes()[:4]
    assert start == {"pdf": b"%PDF"}.get(ending, b"PK\x03\x04")
    assert name in seen.notice.text


def test_a_school_gets_its_plate(
    window: Window,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.navigator.open(OpenSchool(code="2121000001"))
    card: Any = window.shell.page
    monkeypatch.setattr(ask, "save_file", lambda _p, _t, name, _k: tmp_path / name)
    card.show_plate()
    seen: Any = window.shell.page
    seen.save.click()
    seen.word.click()
    assert seen.excel.isHidden()
    assert {path.suffix for path in tmp_path.glob("责任督学公示牌 2121000001.*")} == {
        ".pdf",
        ".docx",
    }
    seen.close_.click()
    assert window.shell.page is card


@pytest.mark.parametrize(("place", "start"), [(0, b"%PDF"), (1, b"PK\x03\x04")])
def test_a_school_gets_an_empty_form_that_takes_a_number(
    window: Window,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: int,
    start: bytes,
) -> None:
    window.navigator.open(OpenSchool(code="2121000001"))
    page: Any = window.shell.page
    monkeypatch.setattr(ask, "pick", lambda *_a: place)
    monkeypatch.setattr(ask, "save_file", lambda _p, _t, name, _k: tmp_path / name)
    page.print_blank()
    (made,) = tmp_path.glob("空白记录表 2121000001.*")
    assert made.read_bytes().startswith(start)
    desk: Any = window.desk
    (draft,) = [
        v for v in desk.visits.list(school_code="2121000001") if v.number in page.notice.text
    ]
    assert "照纸录入" in page.notice.text
    assert draft.status.value == "draft"


def test_an_empty_form_that_is_given_up_takes_no_number(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.navigator.open(OpenSchool(code="2121000001"))
    page: Any = window.shell.page
    desk: Any = window.desk
    before = len(desk.visits.list(school_code="2121000001"))
    monkeypatch.setattr(ask, "pick", lambda *_a: None)
    page.print_blank()
    monkeypatch.setattr(ask, "pick", lambda *_a: 1)
    monkeypatch.setattr(ask, "save_file", lambda *_a: None)
    page.print_blank()
    assert len(desk.visits.list(school_code="2121000001")) == before
