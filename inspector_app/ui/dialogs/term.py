"""Asking for the days of a term."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from inspector_app.domain.term import Term, fault_of, moved_into
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.theme import look
from inspector_app.ui.widgets.dates import DateField
from inspector_app.ui.widgets.rows import FormRow


class _TermQuestion(Question):
    """First day, last day and, if it is not that of 开学, the Monday of 第1教学周."""

    def __init__(self, parent: QWidget, term: Term, others: Sequence[Term], *, today: date) -> None:
        text = "学期两头的日子都算在内。日期只写月和日也可以，如 9.1。"
        super().__init__(parent, term.name, text, yes="设定")
        self._term, self._others = term, others
        self.first = DateField("开学", lambda: today)
        self.last = DateField("学期最后一天", lambda: today)
        self.monday = DateField("第1教学周的星期一", lambda: today)
        self.hint = self.words("")
        self._fields = (self.first, self.last, self.monday)
        self._lay_out()
        for field in self._fields:
            field.edited.connect(lambda _day, field=field: self._on_day(field))
            field.refused.connect(self._refuse)
        self._check()
        self.yes.setDefault(True)
        self.first.setFocus()

    def _lay_out(self) -> None:
        term = self._term
        for field, day in zip(
            self._fields, (term.first, term.last, term.first_monday), strict=True
        ):
            field.show_value(day)
        self.body.addWidget(FormRow("开学", self.first))
        self.body.addWidget(FormRow("最后一天", self.last, hint="放假前的最后一天"))
        self.body.addWidget(
            FormRow("第1教学周", self.monday, hint="从哪个星期一算起；不写就是开学那一周")
        )
        self.body.addWidget(self.hint)
        self.finish()

    def _on_day(self, field: DateField) -> None:
        day = field.value()
        if day is not None:
            field.show_value(moved_into(self._term.school_year, day))
        self._check()

    def _check(self) -> None:
        term = self.term()
        if term is None:
            self._refuse("开学和最后一天都要写。")
            return
        fault = fault_of(term, self._others)
        if fault:
            self._refuse(f"{fault}。")
            return
        self.hint.setText(f"第1教学周从 {term.week_one} 开始，共 {term.weeks} 个教学周。")
        look(self.hint, "soft")
        self.yes.setEnabled(True)

    def _refuse(self, sentence: str) -> None:
        self.hint.setText(sentence)
        look(self.hint, "bad")
        self.yes.setEnabled(False)

    def term(self) -> Term | None:
        """Return what is filled in, as far as it is a term."""
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            return None
        return replace(
            self._term, first=first, last=last, first_monday=self.monday.value(), assumed=False
        )


def ask_term(parent: QWidget, term: Term, others: Sequence[Term], *, today: date) -> Term | None:
    """Ask for the days of a term.

    Args:
        parent: the page that asks.
        term: how it stands now.
        others: the terms that are set, which it must not overlap.
        today: the day in China.

    Returns:
        the term as it is to be set, ``None`` when given up.
    """
    question = _TermQuestion(parent, term, others, today=today)
    return question.term() if run(question) else None
