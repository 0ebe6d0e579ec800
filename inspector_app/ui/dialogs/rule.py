"""Asking for the numbers of a rule, and the document that they rest on."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from inspector_app.domain.labels.rules import RULE_LABEL
from inspector_app.domain.rules import MOST_LETTERS, Rule, setting_fault
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.theme import look
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.rows import FormRow


class RuleNumbers(NamedTuple):
    """The numbers of a rule by name, and the district's document."""

    values: Mapping[str, int]
    basis: str


class _RuleQuestion(Question):
    """A line for each number; the bounds of each stand beside it."""

    def __init__(self, parent: QWidget, rule: Rule) -> None:
        text = f"{rule.sentence}。来源：{rule.source}。"
        super().__init__(parent, f"改规则“{RULE_LABEL[rule.id]}”", text, yes="设定")
        self._rule = rule
        self.fields = {value.name: LineField(value.label) for value in rule.values}
        self.basis = LineField("依据", hint="本区的文件名称和文号")
        self.basis.setMaxLength(MOST_LETTERS)
        self.hint = self.words("")
        for value in rule.values:
            self.fields[value.name].show_value(str(value.value))
            row = FormRow(
                value.label, self.fields[value.name], hint=f"{value.least} 到 {value.most}"
            )
            self.body.addWidget(row)
        self.basis.show_value(rule.setting.basis if rule.setting else "")
        self.body.addWidget(FormRow("依据", self.basis))
        self.body.addWidget(self.hint)
        self.finish()
        for field in (*self.fields.values(), self.basis):
            field.textChanged.connect(self._check)
        self._check()
        self.yes.setDefault(True)
        first = next(iter(self.fields.values()))
        first.setFocus()
        first.selectAll()

    def _check(self) -> None:
        numbers = self._numbers()
        fault = (
            "每个数值都要写成数字"
            if numbers is None
            else setting_fault(self._rule, numbers, self.basis.text())
        )
        self.hint.setText(f"{fault}。" if fault else "从设定起按新的数值提醒，记下由谁设定。")
        look(self.hint, "bad" if fault else "soft")
        self.yes.setEnabled(not fault)

    def _numbers(self) -> dict[str, int] | None:
        texts = {name: field.text().strip() for name, field in self.fields.items()}
        if not all(text.isascii() and text.isdecimal() for text in texts.values()):
            return None
        return {name: int(text) for name, text in texts.items()}

    def numbers(self) -> RuleNumbers:
        """Return the numbers that differ from those that stand, and the document."""
        now = self._rule.numbers
        changed = {n: number for n, number in (self._numbers() or {}).items() if number != now[n]}
        return RuleNumbers(changed, self.basis.text().strip())


def ask_rule(parent: QWidget, rule: Rule) -> RuleNumbers | None:
    """Ask for the numbers of a rule that has some; ``None`` when given up."""
    question = _RuleQuestion(parent, rule)
    return question.numbers() if run(question) else None
