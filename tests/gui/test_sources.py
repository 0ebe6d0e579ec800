"""Issues of other sources in the window: listed, narrowed, opened at home, taken in."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from inspector_app.domain.issue_event import IssueEventKind, Measure
from inspector_app.domain.issue_source import Matter, OutsideSource
from inspector_app.domain.sourced_issue import SourcedIssue
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask, progress_note, sourced_issue
from inspector_app.ui.dialogs.progress_note import ask_progress
from inspector_app.ui.finders import unit_finder
from inspector_app.ui.navigator import GoTo, OpenIssue, OpenSearch, Place
from tests.gui.answers import Answer, answering
from tests.gui.registers import add, page_of
from tests.gui.test_registers_around import extras

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.gui
LETTER = SourcedIssue(
    source=OutsideSource.OPINION, reference="示政教督函〔2026〕3号", item="1", unit="区教育局",
    description="教师超编，调配没有落实。", matter=Matter.GOVERNMENT, responsible="分管副局长",
    deadline=date(2026, 12, 31), found_on=date(2026, 10, 20),
    measures=(Measure(text="校长兼课", target="6", unit="人"),),
)  # fmt: skip


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    return answering(monkeypatch, sourced_issue, progress_note)


@pytest.fixture
def number(window: Window) -> str:
    """The number of an issue of a department that no record found."""
    desk: Any = window.desk
    found: str = desk.ledger_sources.take_in([LETTER]).lines[0].number
    return found


def ledger(window: Window) -> Any:
    window.navigator.open(GoTo(place=Place.LEDGER))
    return window.shell.page


def pick(page: Any, words: str) -> None:
    page.came.setFocus()
    page.came.setText(words)
    page.came.textEdited.emit(words)
    QTest.keyClick(page.came, Qt.Key.Key_Return)


def test_the_list_is_narrowed_by_source_or_matter_and_widened_again(
    window: Window, number: str
) -> None:
    page = ledger(window)
    whole = len(page.model.rows)
    for words in ("意见", "督政", "dz"):
        pick(page, words)
        assert [row.issue.number for row in page.model.rows] == [number], words
        page.came.selectAll()
        QTest.keyClick(page.came, Qt.Key.Key_Delete)
        assert len(page.model.rows) == whole
    page.came.setFocus()
    QTest.keyClick(page.came, Qt.Key.Key_Down)
    assert [c.title for c in page.came.shown_choices][:2] == ["意见函", "投诉"]


def test_an_issue_of_another_source_says_where_it_came_from_and_has_no_record_to_open(
    window: Window, number: str
) -> None:
    window.navigator.open(OpenIssue(number=number))
    page: Any = window.shell.page
    (row,) = page.model.rows
    assert "来源：意见函 示政教督函〔2026〕3号 1　事项：督政" in page.details.text.text()
    assert "目标值：校长兼课 目标 6人" in page.details.events.text()
    assert not page.details.open.isEnabled()
    page.table.opened.emit(page.model.index(0, 0))
    assert "没有督导记录" in page.notice.text
    window.navigator.open(OpenSearch(text="调配没有落实"))
    search: Any = window.shell.page
    search.table.opened.emit(search.model.index(0, 0))
    assert window.shell.page is page
    assert [each.issue.number for each in page.model.rows] == [row.issue.number]


def test_what_a_letter_brought_opens_the_letter(window: Window) -> None:
    desk: Any = window.desk
    problem = {"text": "兼课不够。", "unit": "人事科", "person": "科长", "due": "2026-12-31",
               "measures": "排课"}  # fmt: skip
    uid = add(window, "opinion", document_no="示政督〔2026〕9号", sender="市督导室", level="市",
              dated="2026-11-02", problems=[problem])  # fmt: skip
    desk.registers.file(uid)
    (line,) = desk.opinion_issues.take_in(uid).lines
    window.navigator.open(OpenIssue(number=line.row.issue.number))
    page: Any = window.shell.page
    assert page.details.open.text() == "打开登记"
    page.details.open.click()
    entry: Any = window.shell.page
    assert entry.record.entry.uid == uid


def test_an_issue_of_a_self_check_is_taken_in_by_hand(window: Window, answer: Answer) -> None:
    page = ledger(window)

    def fill(dialog: Any) -> None:
        said = [dialog.hint.text()]
        QTest.keyClick(dialog.source, "1")
        said.append(dialog.hint.text())
        dialog.reference.setText("B12 生均用房")
        said.append(dialog.hint.text())
        dialog.unit.setText("区财政局")
        said.append(dialog.hint.text())
        dialog.description.setPlainText("经费没有到位。")
        assert said == [
            "先选来源。", "写明文号、指标或通报的名称。",
            "选一所学校，或写一个部门，两样只写一样。", "写明问题。",
        ]  # fmt: skip
        assert dialog.height() <= 544
        dialog.yes.click()

    answer(fill)
    page.add.click()
    (row,) = page.model.rows
    assert (row.school_name, row.source, row.reference) == (
        "区财政局", OutsideSource.SELF_CHECK, "B12 生均用房",
    )  # fmt: skip
    assert page.text.text() == row.issue.number


def test_what_a_measure_came_to_is_told_in_the_form_of_progress(
    window: Window, number: str, answer: Answer
) -> None:
    desk: Any = window.desk
    row = desk.ledger.row(number)
    seen = desk.issues.case(row.issue.uid)

    def tell(dialog: Any) -> None:
        dialog.kind.show_value(IssueEventKind.MEASURED)
        dialog.kind.chosen.emit(IssueEventKind.MEASURED)
        dialog.target.setFocus()
        QTest.keyClick(dialog.target, "1")
        assert dialog.hint.text() == "请写明实际值，到了多少。"
        dialog.actual.setText("4人")
        dialog.yes.click()

    answer(tell)
    units = unit_finder(window.shell.page.kit.jobs, desk.units)
    step = ask_progress(window.shell, row, today=TODAY, seen=seen, units=units)
    assert step is not None
    desk.issues.record(row.issue.uid, step)
    window.navigator.open(OpenIssue(number=number))
    page: Any = window.shell.page
    assert "目标值：校长兼课 目标 6人，已到 4人，2026-11-22" in page.details.events.text()


def test_what_a_complaint_was_right_about_is_written_for_the_ledger(
    window: Window, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    uid = add(
        window, "complaint", source="来电", received_on="2026-11-20", received_at="15:30",
        school="2121000001", account="食堂饭菜不热。", category="食堂卫生",
        accepted_on="2026-11-20", name="反映人甲乙",
    )  # fmt: skip
    desk.registers.file(uid)
    desk.complaints.verify(uid, {"verification": "温度偏低。", "finding": "属实"})
    page = page_of(window, "complaint")
    monkeypatch.setattr(ask, "pick", lambda *_a: 5)

    def fill(text: str) -> Callable[[Any], None]:
        def act(dialog: Any) -> None:
            assert not dialog.yes.isEnabled()
            dialog.description.setPlainText(text)
            dialog.yes.click()

        return act

    answer(fill("反映人甲乙说饭凉。"))
    extras(page)["办理…"].click()
    assert "反映人的信息" in page.notice.text
    answer(fill("午餐送到教室时偏凉。"))
    extras(page)["办理…"].click()
    number = page.record.entry.values["issue_no"]
    assert page.notice.text == f"{number}：新列入台账 1 个。"
