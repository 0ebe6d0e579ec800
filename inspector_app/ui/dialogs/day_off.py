"""Asking which days a district gives off, or works."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from inspector_app.domain.calendar import MOST_LETTERS, days_fault
from inspector_app.domain.calendar_kinds import DayKind
from inspector_app.domain.labels.calendar import DAY_KIND_LABEL
from inspector_app.ui.dialogs.ask import CheckedQuestion, run
from inspector_app.ui.lenient import Lean
from inspector_app.ui.widgets.chips import ChoiceChips
from inspector_app.ui.widgets.dates import DateField
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.rows import FormRow


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysOff:
    """Days that are off or worked, and why."""

    first: date
    last: date
    kind: DayKind
    reason: str


class _DaysQuestion(CheckedQuestion):
    """From, until, what and why."""

    def __init__(self, parent: QWidget, days: DaysOff | None, *, today: date) -> None:
        text = "本区自己安排的放假或上班，比国务院的安排优先，工作日期限和上课日都照它算。"
        super().__init__(parent, "放假或上班的日子", text, yes="设定")
        self.first = DateField("第一天", lambda: today, lean=Lean.FUTURE)
        self.last = DateField("最后一天", lambda: today, lean=Lean.FUTURE)
        self.kind = ChoiceChips("放假还是上班", tuple(DAY_KIND_LABEL.items()))
        self.reason = LineField("理由", hint="如 运动会、暴雪停课、补课")
        self.reason.setMaxLength(MOST_LETTERS)
        self._lay_out(days)
        for field in (self.first, self.last):
            field.edited.connect(self._check)
            field.refused.connect(self._refuse)
        self.kind.chosen.connect(self._check)
        self.reason.textChanged.connect(self._check)
        self._check()
        self.yes.setDefault(True)
        self.first.setFocus()

    def _lay_out(self, days: DaysOff | None) -> None:
        if days is not None:
            self.first.show_value(days.first)
            self.last.show_value(days.last if days.last != days.first else None)
            self.reason.show_value(days.reason)
        self.kind.show_value(days.kind if days else DayKind.OFF)
        self.body.addWidget(FormRow("第一天", self.first))
        self.body.addWidget(FormRow("最后一天", self.last, hint="只有一天就不用写"))
        self.body.addWidget(FormRow("安排", self.kind))
        self.body.addWidget(FormRow("理由", self.reason))
        self.body.addWidget(self.hint)
        self.finish()

    def _check(self) -> None:
        days = self.days()
        if days is None or not days.reason:
            self.say("写明第一天、放假还是上班、为什么。", kind="soft")
        elif fault := days_fault(days.first, days.last, days.reason):
            self.say(f"{fault}。", kind="bad")
        else:
            count = (days.last - days.first).days + 1
            self.say(f"共 {count} 天{DAY_KIND_LABEL[days.kind]}。", kind="soft")
            self.yes.setEnabled(True)

    def _refuse(self, sentence: str) -> None:
        self.say(sentence, kind="bad")

    def days(self) -> DaysOff | None:
        """Return what is filled in, as far as it says which days."""
        first, kind = self.first.value(), self.kind.value()
        if first is None or not isinstance(kind, DayKind):
            return None
        last = self.last.value() or first
        return DaysOff(first=first, last=last, kind=kind, reason=self.reason.text().strip())


def ask_days(parent: QWidget, days: DaysOff | None, *, today: date) -> DaysOff | None:
    """Ask which days are off or worked.

    Args:
        parent: the page that asks.
        days: what the form begins with, ``None`` where it begins empty.
        today: the day in China.

    Returns:
        the days as they are to be set, ``None`` when given up.
    """
    question = _DaysQuestion(parent, days, today=today)
    return question.days() if run(question) else None
