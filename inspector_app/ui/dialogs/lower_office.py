"""登记下级: which office below may join."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.rows import FormRow

_DIGITS = 6


class LowerOffice(NamedTuple):
    """What was filled in."""

    code: str
    name: str


class _OfficeQuestion(Question):
    """A code of six digits and a name; it can be answered once both are there."""

    def __init__(self, parent: QWidget) -> None:
        text = (
            "登记以后，它才能申请加入：它在“上报上级”里写出申请，"
            "这里在“人员与电脑登记”里核对、签发名册。"
        )
        super().__init__(parent, "登记下级督导室", text, yes="登记")
        self.code = LineField("区划", hint="六位数字，如 210304")
        self.name = LineField("名称", hint="如 示范区督导室")
        for title, typed in (("区划", self.code), ("名称", self.name)):
            self.body.addWidget(FormRow(title, typed))
            typed.textChanged.connect(self._check)
        self.finish()
        self.code.setFocus()
        self._check()

    def answer(self) -> LowerOffice:
        """Return what was filled in."""
        return LowerOffice(self.code.text().strip(), self.name.text().strip())

    def _check(self, *_what: object) -> None:
        code, name = self.answer()
        self.yes.setEnabled(len(code) == _DIGITS and code.isdecimal() and bool(name))


def ask_lower_office(parent: QWidget) -> LowerOffice | None:
    """Ask; ``None`` when given up."""
    question = _OfficeQuestion(parent)
    return question.answer() if run(question) else None
