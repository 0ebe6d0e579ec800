"""达标测算 in the window: chosen, kept, put right and compared, all by keyboard."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from inspector_app.services.wishes import BalancePart, BalancePrint, CreationPlanPrint
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask, balance
from inspector_app.ui.navigator import GoTo, OpenBalance, Place
from inspector_app.ui.pages.preview import PreviewPage
from tests.gui.answers import Answer, answering
from tests.gui.conftest import Hands
from tests.unit.counties import county_book, row

SECOND = {"学校标识码": "2121000002", "学校名称": "示范县第2小学"}
SCHOOLS, COUNTY, FAILING, PLAN, YEARS, STANDARDS = range(6)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A county of two schools, of which the second lacks two things."""
    return county_book(
        tmp_path / "各校数据.xlsx", row(), row(小学骨干教师数=8, 美术教室面积=None, **SECOND)
    )  # fmt: skip


@pytest.fixture
def window(open_window: Callable[[Path], Window], folder: Path) -> Window:
    """The window of a folder without a school."""
    return open_window(folder)


@pytest.fixture
def page(window: Window) -> Any:
    window.navigator.open(OpenBalance())
    QApplication.sendPostedEvents()
    return window.shell.page


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Let functions act in place of the person, one for each question, in turn."""
    return answering(monkeypatch, ask, balance)


@pytest.fixture
def kept(page: Any, window: Window, book: Path) -> Any:
    """The page with a kept assessment and its plan."""
    desk: Any = window.desk
    uid = desk.assessments.keep(book, year="2026").uid
    desk.creation_plans.draft_due(uid, "2026-11-1")
    page.open_kept(uid)
    return page


def fill(**texts: str) -> Callable[[Any], None]:
    def act(dialog: Any) -> None:
        for name, text in texts.items():
            dialog.fields[name].show_value(text)
        dialog.accept()

    return act


def cells(table: Any) -> list[list[str]]:
    model = table.model()
    return [
        [str(model.index(r, c).data() or "") for c in range(model.columnCount())]
        for r in range(model.rowCount())
    ]


def test_it_stands_at_the_top_of_more_and_is_opened_by_a_key(window: Window, hands: Hands) -> None:
    window.navigator.open(GoTo(place=Place.MORE))
    QApplication.sendPostedEvents()
    hands.walk_to("达标测算")
    hands.press(Qt.Key.Key_Space)
    assert type(window.shell.page).__name__ == "BalancePage"


def test_an_empty_page_says_what_will_stand_there_and_how_to_begin(page: Any) -> None:
    assert "选工作簿…" in page.verdict.text()
    assert [chip.isEnabled() for chip in page.chips] == [False] * 4 + [True] * 2
    assert not page.keep.isEnabled()
    page.show_part(YEARS)
    assert "还没有存下的测算" in page.parts.years.words.text()


def test_a_workbook_is_chosen_and_each_school_stands_by_word_and_shape(
    page: Any, book: Path, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "open_file", lambda *_: book)
    hands.press(Qt.Key.Key_O, ctrl=True)
    assert "没有达到优质均衡：达标学校 1/2（50.0%）" in page.verdict.text()
    first, second = cells(page.parts.schools.table)
    assert (first[3], second[3]) == ("✓ 达标", "✗ 不达标")
    assert second[5] == "0.80 ✗"
    assert second[-1] == "缺美术教室 3"
    assert page.parts.schools.table.hasFocus()
    hands.press(Qt.Key.Key_2, ctrl=True)
    county = cells(page.parts.county.table)
    assert len(county) == 7
    assert county[1][2:] == ["0.90", "0.111", "0.5", "✓ 通过", "1/2"]
    hands.press(Qt.Key.Key_3, ctrl=True)
    assert [line[6] for line in cells(page.parts.failing.table)] == ["增加 2 人", "增加 3 间"]
    hands.press(Qt.Key.Key_4, ctrl=True)
    assert "先按“保存…”" in page.parts.plan.words.text()
    assert not page.parts.plan.draft.isEnabled()


def test_a_workbook_may_be_dropped(page: Any, book: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(book))])
    left, no = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(1, 1), Qt.DropAction.CopyAction, data, left, no))
    assert page.measured is not None


def test_bad_cells_are_named_on_the_page_and_what_was_shown_stays(
    page: Any, book: Path, tmp_path: Path
) -> None:
    page.open_workbook(book)
    page.open_workbook(county_book(tmp_path / "bad.xlsx", row(小学学生数="很多")))
    assert "学校!D2：“很多”不是数" in page.notice.text
    assert len(cells(page.parts.schools.table)) == 2


def test_what_was_noticed_is_told_above_the_result(page: Any, tmp_path: Path) -> None:
    page.open_workbook(county_book(tmp_path / "b.xlsx", row(小学学生数=1003)))
    assert "小学班额合计 1000 人" in page.notice.text
    assert "2 处舍入以后判断会变" in page.parts.schools.words.text()
    assert cells(page.parts.schools.table)[0][6] == "0.90（0.897） △"


def test_an_assessment_is_kept_and_a_wrong_year_is_asked_for_again(
    page: Any, book: Path, answer: Answer, hands: Hands
) -> None:
    page.open_workbook(book)
    seen: list[str] = []

    def wrong(dialog: Any) -> None:
        seen.append(dialog.fields["year"].text())
        fill(year="26", name="年末自查")(dialog)

    def right(dialog: Any) -> None:
        seen.append(dialog.fields["name"].text())
        fill(year="2026")(dialog)

    answer(wrong, right)
    hands.press(Qt.Key.Key_S, ctrl=True)
    assert seen == ["2026", "年末自查"]
    assert page.verdict.text().startswith("2026年 年末自查")
    assert not page.keep.isEnabled()
    assert cells(page.parts.years.table)[0][:2] == ["2026", "年末自查"]


def test_the_newest_that_is_kept_is_shown_when_the_page_is_opened(
    window: Window, book: Path
) -> None:
    desk: Any = window.desk
    desk.assessments.keep(book, year="2025")
    desk.assessments.keep(book, year="2026")
    window.navigator.open(OpenBalance())
    shown: Any = window.shell.page
    assert shown.verdict.text().startswith("2026年")
    shown.show_part(YEARS)
    shown.parts.years.table.opened.emit(shown.parts.years.model.index(0, 0))
    assert shown.verdict.text().startswith("2025年")
    assert len(shown.parts.years.charts.views) == 1


def test_a_plan_is_drafted_and_several_steps_are_written_into_together(
    page: Any, window: Window, book: Path, answer: Answer, hands: Hands
) -> None:
    desk: Any = window.desk
    page.open_kept(desk.assessments.keep(book, year="2026").uid)
    page.show_part(PLAN)
    answer(fill(due="那一天"), fill(due="2026-11-1"))
    page.parts.plan.draft.click()
    table = page.parts.plan.table
    assert [line[1] for line in cells(table)] == ["▲ 逾期 21 天"] * 2
    table.setFocus()
    hands.press(Qt.Key.Key_A, ctrl=True)
    answer(fill(department="计财科", person="督学02"))
    hands.enter()
    assert [line[5:7] for line in cells(table)] == [["计财科", "督学02"]] * 2
    table.setCurrentIndex(table.model().index(0, 0))
    answer(fill(done_on="2026-11-20", progress="已调入"))
    hands.enter()
    assert cells(table)[0][1] == "✓ 已完成 2026-11-20"
    page.parts.plan.late.click()
    assert len(cells(table)) == 1
    assert "已完成 1 项，逾期 1 项" in page.parts.plan.words.text()


def test_a_step_of_ones_own_is_added_by_a_key_and_one_is_taken_out_and_back(
    kept: Any, answer: Answer, hands: Hands
) -> None:
    kept.show_part(PLAN)
    answer(fill(item=" "), fill(item="成立领导小组", department="区政府"))
    hands.press(Qt.Key.Key_N, ctrl=True)
    table = kept.parts.plan.table
    assert [line[3] for line in cells(table)][-1] == "成立领导小组"
    table.setFocus()
    table.setCurrentIndex(table.model().index(2, 0))
    hands.press(Qt.Key.Key_Delete)
    assert len(cells(table)) == 2
    hands.press(Qt.Key.Key_Z, ctrl=True)
    assert len(cells(table)) == 3


def test_what_the_list_says_of_departments_and_days_follows_the_plan(
    kept: Any, window: Window
) -> None:
    desk: Any = window.desk
    step = kept.parts.plan.model.rows[0].step
    desk.creation_plans.change([step.uid], {"department": "人事科"})
    kept.refresh()
    assert cells(kept.parts.failing.table)[0][-2:] == ["人事科", "2026-11-01"]


def test_steps_that_are_due_stand_on_today_and_lead_here(
    kept: Any, window: Window, hands: Hands
) -> None:
    window.navigator.open(GoTo(place=Place.TODAY))
    QApplication.sendPostedEvents()
    hands.walk_to("创建计划有 2 步到期（最早 2026-11-01，逾期 2 步）")
    hands.press(Qt.Key.Key_Space)
    assert window.shell.page is kept


@pytest.mark.parametrize(
    ("part", "wanted"),
    [
        (SCHOOLS, BalancePart.ALL),
        (FAILING, BalancePart.FAILING),
        (PLAN, None),
    ],
)
def test_what_is_in_sight_is_what_is_printed(
    kept: Any, window: Window, hands: Hands, part: int, wanted: BalancePart | None
) -> None:
    kept.show_part(part)
    hands.press(Qt.Key.Key_P, ctrl=True)
    preview = window.shell.page
    assert isinstance(preview, PreviewPage)
    wish = preview._wish
    if wanted is None:
        assert isinstance(wish, CreationPlanPrint)
    else:
        assert isinstance(wish, BalancePrint)
        assert wish.part is wanted
    assert preview.excel.isVisible()


def test_tables_and_the_empty_workbook_are_written_where_one_wishes(
    kept: Any, window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda *_: tmp_path / "出.xlsx")
    kept.template.click()
    assert (tmp_path / "出.xlsx").exists()
    (tmp_path / "出.xlsx").unlink()
    kept.show_part(YEARS)
    kept.parts.years.workbook.click()
    assert (tmp_path / "出.xlsx").exists()
    kept.show_part(FAILING)
    kept.preview()
    preview: Any = window.shell.page
    preview.save_excel()
    assert (tmp_path / "出.xlsx").stat().st_size > 1000


def test_an_assessment_is_laid_aside_and_taken_back(kept: Any, hands: Hands) -> None:
    kept.show_part(YEARS)
    hands.press(Qt.Key.Key_Delete)
    assert cells(kept.parts.years.table) == []
    assert not kept.chips[SCHOOLS].isEnabled()
    hands.press(Qt.Key.Key_Z, ctrl=True)
    assert len(cells(kept.parts.years.table)) == 1
    assert kept.chips[SCHOOLS].isEnabled()


def test_a_workbook_that_is_gone_hides_neither_the_years_nor_the_standards(
    window: Window, folder: Path, book: Path
) -> None:
    desk: Any = window.desk
    desk.assessments.keep(book, year="2026")
    for path in (folder / "photos").rglob("*"):
        if path.is_file():
            path.unlink()
    window.navigator.open(OpenBalance())
    shown: Any = window.shell.page
    assert "不见了" in shown.notice.text
    assert len(cells(shown.parts.years.table)) == 1
    assert not shown.chips[SCHOOLS].isEnabled()
    assert shown.parts.standards.model.rows


def test_a_number_is_set_by_a_document_and_set_back(
    page: Any, book: Path, answer: Answer, hands: Hands
) -> None:
    page.open_workbook(book)
    page.show_part(STANDARDS)
    names = [number.name for number in page.parts.standards.model.rows]
    table = page.parts.standards.table
    at = page.parts.standards.model.index(names.index("L2.primary"), 0)
    table.setCurrentIndex(at)
    basis = "区教发〔2026〕1号"
    answer(fill(value="0.8", basis=""), fill(value="0.8", basis=basis))
    hands.enter()
    assert cells(table)[at.row()][1:5] == ["0.8", "人", "1", basis]
    assert "达到优质均衡：达标学校 2/2" in page.verdict.text()
    table.setCurrentIndex(at)
    answer(lambda dialog: dialog.accept())
    hands.press(Qt.Key.Key_Delete)
    assert cells(table)[at.row()][1] == "1"


def test_in_very_large_text_nothing_is_pushed_out_of_the_window(
    kept: Any, window: Window, qapp: QApplication
) -> None:
    from inspector_app.ui.theme import dress

    dress(qapp, scale=200)
    for part in range(6):
        kept.show_part(part)
        QApplication.sendPostedEvents()
        assert window.shell.width() <= 1093
        table = kept.parts.currentWidget().table
        assert table.height() >= 2 * table.verticalHeader().defaultSectionSize()
