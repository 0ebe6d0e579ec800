"""Asking why somebody is not asked to hand over: no computer, or on leave."""

from datetime import date
from enum import Enum
from typing import Final, NamedTuple

from PySide6.QtWidgets import QWidget

from inspector_app.ui.dialogs.ask import CheckedQuestion, run
from inspector_app.ui.lenient import Lean
from inspector_app.ui.widgets.chips import ChoiceChips
from inspector_app.ui.widgets.dates import DateField
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.rows import FormRow


class Excuse(Enum):
    """What is noted of a person."""

    NO_COMPUTER = "不用电脑"
    COMPUTER = "改用电脑"
    LEAVE = "请假"
    BACK = "销假"
    NO_VISITS = "本月没有入校"
    VISITS = "本月有入校"


_TOLD: Final = {
    Excuse.NO_COMPUTER: "由督导室代录，不再催报。",
    Excuse.COMPUTER: "照常催报。",
    Excuse.LEAVE: "整月请假的不催报，请假的日子不算没有上报。",
    Excuse.BACK: "照常催报。",
    Excuse.NO_VISITS: "这个月不再催报；以后交来记录的照样计入。",
    Excuse.VISITS: "照常催报。",
}


class Excused(NamedTuple):
    """What was filled in; the days are those of a leave."""

    what: Excuse
    first: date | None
    until: date | None
    reason: str


class _ExcuseQuestion(CheckedQuestion):
    """What, from when until when, and why."""

    def __init__(self, parent: QWidget, name: str, *, today: date) -> None:
        text = "登记以后，催报和月表上都写明；记录照样计在本人名下。"
        super().__init__(parent, f"{name}：不用催报的原因", text, yes="登记")
        self.what = ChoiceChips("登记什么", tuple((each, each.value) for each in Excuse))
        self.first = DateField("第一天", lambda: today, lean=Lean.FUTURE)
        self.until = DateField("最后一天", lambda: today, lean=Lean.FUTURE)
        self.reason = LineField("说明", hint="可以不写")
        self.body.addWidget(FormRow("登记什么", self.what))
        self.body.addWidget(FormRow("第一天", self.first, hint="请假的写"))
        self.body.addWidget(FormRow("最后一天", self.until, hint="不写是到销假为止"))
        self.body.addWidget(FormRow("说明", self.reason))
        self.body.addWidget(self.hint)
        self.finish()
        self.what.show_value(Excuse.NO_COMPUTER)
        self.what.chosen.connect(self._check)
        for field in (self.first, self.until):
            field.edited.connect(self._check)
            field.refused.connect(lambda said: self.say(said, kind="bad"))
        self.yes.setDefault(True)
        self._check()

    def _check(self) -> None:
        found = self.filled()
        leave = found is not None and found.what is Excuse.LEAVE
        for field in (self.first, self.until):
            field.setEnabled(leave)
        if found is None:
            self.say("选一样。", kind="soft")
        elif leave and found.first is None:
            self.say("写明从哪天起请假。", kind="soft")
        elif leave and found.first and found.until and found.until < found.first:
            self.say("最后一天早于第一天。", kind="bad")
        else:
            self.say(_TOLD[found.what], kind="soft")
            self.yes.setEnabled(True)

    def filled(self) -> Excused | None:
        """Return what is filled in, as far as it says what is meant."""
        what = self.what.value()
        if not isinstance(what, Excuse):
            return None
        reason = self.reason.text().strip()
        return Excused(what, self.first.value(), self.until.value(), reason)


def ask_excuse(parent: QWidget, name: str, *, today: date) -> Excused | None:
    """Ask; ``None`` when given up."""
    asked = _ExcuseQuestion(parent, name, today=today)
    return asked.filled() if run(asked) else None
