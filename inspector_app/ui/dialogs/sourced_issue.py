"""Asking for an issue that no record found: what, whose, until when, and where it came from."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.issue_source import Matter, OutsideSource
from inspector_app.domain.labels.sources import MATTER_LABEL, OUTSIDE_SOURCE_LABEL
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.lenient import Lean
from inspector_app.ui.widgets.chips import ChoiceChips
from inspector_app.ui.widgets.dates import DateField
from inspector_app.ui.widgets.fields import LineField, LongText, name_field
from inspector_app.ui.widgets.picker import Find, Picker
from inspector_app.ui.widgets.rows import FormRow

_WIDTH: Final = 640
# What comes from a letter or a complaint is taken in from its entry, under its number.
_BY_HAND: Final = (OutsideSource.SELF_CHECK, OutsideSource.SUPERIOR, OutsideSource.MONITORING)


class IssueQuestion(Question):
    """What is to be put right, by whom and until when."""

    def __init__(self, parent: QWidget, title: str, text: str, *, today: date) -> None:
        super().__init__(parent, title, text, yes="列入台账", width=_WIDTH)
        self.description = LongText("问题", lines=2, limit=4_000)
        self.requirement = LongText("整改要求", lines=2, limit=4_000)
        name_field(self.description, "issue", "description")
        name_field(self.requirement, "issue", "requirement")
        self.responsible = LineField("责任人")
        self.deadline = DateField("整改时限", lambda: today, lean=Lean.FUTURE)
        self.hint = self.words("", kind="small")

    def lay_out(self) -> None:
        """Put the fields of every issue below what was added before."""
        self.body.addWidget(FormRow("问题", self.description))
        self.body.addWidget(FormRow("整改要求", self.requirement))
        self.pair(FormRow("责任人", self.responsible), FormRow("整改时限", self.deadline))
        self.body.addWidget(self.hint)
        self.finish()
        self.description.textChanged.connect(self.check)
        self.check()

    def pair(self, *rows: FormRow) -> None:
        """Put rows side by side."""
        line = QHBoxLayout()
        for row in rows:
            line.addWidget(row, 1)
        self.body.addLayout(line)

    def check(self) -> None:
        """Say what is still missing."""
        lacking = self.lacking()
        self.hint.setText(lacking)
        self.yes.setEnabled(not lacking)

    def lacking(self) -> str:
        """Return what is still missing, nothing where all is there."""
        return "" if self.description.toPlainText().strip() else "写明问题。"

    def data(self) -> dict[str, Any]:
        """Return what was filled in, under the ids of the fields."""
        return {
            "description": self.description.toPlainText().strip(),
            "requirement": self.requirement.toPlainText().strip(),
            "responsible": self.responsible.text().strip(),
            "deadline": self.deadline.value(),
        }


class SourcedQuestion(IssueQuestion):
    """The same with 来源, its 文号 or 指标, and the school or department."""

    def __init__(self, parent: QWidget, schools: Find, *, today: date) -> None:
        text = (
            "督导记录以外发现的问题。意见函和投诉里的，请到登记里按“办理…”列入；"
            "督导记录里的，定稿时自己进台账。"
        )
        super().__init__(parent, "列入问题台账", text, today=today)
        self._code = ""
        self.source = ChoiceChips("来源", [(s, OUTSIDE_SOURCE_LABEL[s]) for s in _BY_HAND])
        self.matter = ChoiceChips("事项", list(MATTER_LABEL.items()))
        self.matter.show_value(Matter.SCHOOLS)
        self.reference = LineField("文号或指标", hint="文号、指标或通报的名称")
        self.item = LineField("第几条", hint="有几条的写")
        self.school = Picker("学校", schools, hint="校名、简称或拼音首字母")
        self.unit = LineField("部门", hint="不是学校时写")
        self.pair(FormRow("来源", self.source), FormRow("事项", self.matter))
        self.pair(FormRow("文号、指标", self.reference), FormRow("第几条", self.item))
        self.pair(FormRow("学校", self.school), FormRow("部门", self.unit))
        self.lay_out()
        self.source.chosen.connect(lambda _value: self.check())
        self.school.picked.connect(self._on_school)
        self.school.textEdited.connect(self._on_typed)
        for line in (self.reference, self.unit):
            line.textChanged.connect(lambda _text: self.check())
        self.source.setFocus()

    def _on_school(self, code: str) -> None:
        self._code = code
        self.check()

    def _on_typed(self, text: str) -> None:
        if not text.strip():
            self.school.show_choice("")
            self._on_school("")

    @override
    def lacking(self) -> str:
        if self.source.value() is None:
            return "先选来源。"
        if not self.reference.text().strip():
            return "写明文号、指标或通报的名称。"
        if bool(self._code) == bool(self.unit.text().strip()):
            return "选一所学校，或写一个部门，两样只写一样。"
        return super().lacking()

    @override
    def data(self) -> dict[str, Any]:
        return {
            **super().data(),
            "ref": self.reference.text().strip(),
            "item": self.item.text().strip(),
            "school": self._code,
            "unit": self.unit.text().strip(),
            "matter": self.matter.value(),
        }


def ask_of_complaint(parent: QWidget, *, today: date) -> dict[str, Any] | None:
    """Ask what a complaint was right about; ``None`` when given up."""
    text = "用自己的话写要整改什么，写反映人的信息会被拒绝；学校、类别和编号由投诉带出。"
    question = IssueQuestion(parent, "核实属实的问题", text, today=today)
    question.lay_out()
    question.description.setFocus()
    return question.data() if run(question) else None


def ask_sourced(
    parent: QWidget, schools: Find, *, today: date
) -> tuple[OutsideSource, dict[str, Any]] | None:
    """Ask for an issue of another source; ``None`` when given up."""
    question = SourcedQuestion(parent, schools, today=today)
    if not run(question):
        return None
    return OutsideSource(str(question.source.value())), question.data()
