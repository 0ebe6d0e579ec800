"""同校同日待确认: what two people are asked, and what they answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from inspector_app.office.labels import SAME_DAY_LABEL
from inspector_app.office.same_day import SameDay
from inspector_app.ui.dialogs.same_day import ask_same_day, ask_shared_issue
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.page import fill_tab
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.services.office_questions import Question
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page


def _state_of(question: Question) -> str:
    answer = question.answer
    return f"● {SAME_DAY_LABEL[answer]}" if answer else "○ 待确认"


_COLUMNS: tuple[Column[Question], ...] = (
    Column(title="日期", text=lambda q: q.row.visited_on),
    Column(title="学校", text=lambda q: q.school_name, tip=lambda q: q.school_name),
    Column(title="督学", text=lambda q: "、".join(r.lead_name for r in q.records)),
    Column(title="答复", text=_state_of),
    Column(title="谁答复的", text=lambda q: q.row.answered_by),
    Column(title="记录", text=lambda q: "、".join(r.number for r in q.records)),
)


class QuestionsTab(QWidget):
    """The list of questions.

    Signals:
        counted(int): how many wait for an answer.
    """

    counted = Signal(int)

    def __init__(self, page: Page, desk: Desk) -> None:
        super().__init__()
        self._page, self._desk = page, desk
        self.rows = RowsModel(_COLUMNS)
        self.table = Table("同校同日待确认", self.rows)
        self.table.stretch(len(_COLUMNS) - 1)
        self.told = label("", kind="soft")
        self.copy = button("复制问话", tip="发给两位督学；由他们商量，督导室不代为判断")
        self.answer = button("登记答复…", kind="primary", tip="选中一行后按 Enter")
        self.same = button("同一问题…", tip="两人都写了的同一个问题，只计一次")
        fill_tab(self, self.told, self.table, self.copy, self.same, self.answer)
        self.copy.clicked.connect(self.copy_question)
        self.answer.clicked.connect(self.ask_answer)
        self.same.clicked.connect(self.ask_same_issue)
        self.table.opened.connect(lambda _index: self.ask_answer())
        self.table.selectionModel().currentRowChanged.connect(self._offer)

    def refresh(self) -> None:
        """Ask what is asked of people."""
        self._page.read(self._desk.office_questions.all, self._show)

    def _show(self, found: Sequence[Question]) -> None:
        show_rows(self.table, self.rows, found)
        self.table.setVisible(bool(found))
        self.counted.emit(sum(question.answer is None for question in found))
        self._offer()

    def _offer(self) -> None:
        question = chosen_row(self.table, self.rows)
        self.copy.setEnabled(question is not None)
        self.answer.setEnabled(question is not None)
        self.same.setEnabled(question is not None and question.issues > 1)
        self.told.setText(
            "没有两位督学同一天到同一所学校、又没有互相写明同行的记录。"
            if question is None
            else question.text.splitlines()[0]
        )

    def copy_question(self) -> None:
        """Put the question to two people on the clipboard."""
        question = chosen_row(self.table, self.rows)
        if question is not None:
            QGuiApplication.clipboard().setText(question.text)
            self._page.notice.tell("问话已复制，请发给两位督学；答复来了再登记。")

    def ask_answer(self) -> None:
        """Write down what the two answered."""
        question = chosen_row(self.table, self.rows)
        if question is None:
            return
        wanted = ask_same_day(self._page, question)
        if wanted is None:
            return
        uid = question.row.uid
        self._page.write(
            lambda: self._desk.office_questions.answer(
                uid, wanted.answer, by=wanted.by, kept=wanted.kept
            ),
            lambda _changes: self._answered(wanted.answer),
        )

    def ask_same_issue(self) -> None:
        """Write down which two issues are one."""
        question = chosen_row(self.table, self.rows)
        if question is not None and self.same.isEnabled():
            uid = question.row.uid
            self._page.read(
                lambda: self._desk.office_questions.issues_of(uid), self._ask_same_issue
            )

    def _ask_same_issue(self, issues: Sequence[tuple[str, str]]) -> None:
        wanted = ask_shared_issue(self._page, issues)
        if wanted is not None:
            self._page.write(
                lambda: self._desk.office_questions.same_issue(
                    wanted.counted, wanted.other, by=wanted.by
                ),
                lambda _changes: self._page.notice.tell(
                    "已登记为同一问题：只计一次，两位发现人都保留。"
                ),
            )

    def _answered(self, answer: SameDay) -> None:
        more = "同一个问题两人都写了的，再按“同一问题…”合成一条。"
        joint = answer is SameDay.JOINT
        self._page.notice.tell(f"已登记：{SAME_DAY_LABEL[answer]}。{more if joint else ''}")
        self.refresh()
