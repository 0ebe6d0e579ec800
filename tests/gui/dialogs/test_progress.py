"""How the 整改 of an issue goes on, asked in one form."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.views import IssueCase
from inspector_app.ui.dialogs.progress_note import ask_progress
from tests.gui.dialogs.rows import NOTHING_SEEN, TODAY, ledger_row, no_units
from tests.unit.builders import make_event

Answer = Callable[[Callable[[Any], None]], None]


def test_a_closed_issue_is_taken_back_with_a_reason_and_not_before_it_was_closed(
    parent: QWidget, answer: Answer
) -> None:
    said = []

    def act(dialog: Any) -> None:
        said.append(dialog.hint.text())
        dialog.note.setPlainText("回访又堆上了")
        dialog.on.line.setText("11.9")
        QTest.keyClick(dialog.on.line, Qt.Key.Key_Return)
        said.append(dialog.hint.text())
        assert not dialog.yes.isEnabled()
        dialog.on.line.setText("11.18")
        QTest.keyClick(dialog.on.line, Qt.Key.Key_Return)
        dialog.yes.click()

    answer(act)
    told = ask_progress(
        parent,
        ledger_row(closed_on=date(2026, 11, 10)),
        today=TODAY,
        seen=NOTHING_SEEN,
        units=no_units,
    )
    assert told is not None
    assert (told.kind, told.on, told.note) == (
        IssueEventKind.REOPENED, date(2026, 11, 18), "回访又堆上了",
    )  # fmt: skip
    assert said == ["恢复要写明理由。", "恢复的日期早于销号或撤销的 2026-11-10。"]


def test_what_would_be_refused_is_said_before_the_form_is_closed(
    parent: QWidget, answer: Answer
) -> None:
    said = []

    def act(dialog: Any) -> None:
        said.append(dialog.hint.text())
        dialog.kind.setFocus()
        QTest.keyClick(dialog.kind, "4")
        for day in ("2026-11-20", "2026-10-20", "2026-11-25", "2026-11-20"):
            dialog.on.line.setText(day)
            QTest.keyClick(dialog.on.line, Qt.Key.Key_Return)
            said.append(dialog.hint.text())
        dialog.reject()

    answer(act)
    assert (
        ask_progress(parent, ledger_row(), today=TODAY, seen=NOTHING_SEEN, units=no_units) is None
    )
    assert said == [
        "先选发生了什么。", "请写明进展。", "日期早于发现问题的 2026-11-01。",
        "日期在今天之后。", "请写明进展。",
    ]  # fmt: skip


def test_measures_are_written_with_target_and_day_and_a_milestone_is_met(
    parent: QWidget, answer: Answer
) -> None:
    def plan(dialog: Any) -> None:
        dialog.kind.setFocus()
        QTest.keyClick(dialog.kind, "3")
        assert dialog._how.isVisible()
        dialog.note.setPlainText(
            "补充图书｜目标 275万余元｜时限 2027-08-31\n -采购｜时限 2026-12-31"
        )
        dialog.yes.click()

    answer(plan)
    told = ask_progress(parent, ledger_row(), today=TODAY, seen=NOTHING_SEEN, units=no_units)
    assert told is not None
    (measure,) = told.details.measures
    assert (measure.target, measure.unit, len(measure.parts)) == ("275万余", "元", 1)

    def meet(dialog: Any) -> None:
        dialog.kind.show_value(IssueEventKind.MILESTONE_MET)
        dialog.kind.chosen.emit(IssueEventKind.MILESTONE_MET)
        dialog.aim.setFocus()
        QTest.keyClick(dialog.aim, "1")
        assert not dialog.yes.isEnabled()
        dialog.note.setPlainText("已到货")
        dialog.yes.click()

    answer(meet)
    planned = make_event(
        kind=IssueEventKind.PLANNED, effective_on=TODAY, seq=1, details=told.details
    )
    seen = IssueCase(events=(planned,))
    met = ask_progress(parent, ledger_row(planned_on=TODAY), today=TODAY, seen=seen, units=no_units)
    assert met is not None
    assert [(m.text, m.due) for m in met.details.measures] == [("采购", date(2026, 12, 31))]
