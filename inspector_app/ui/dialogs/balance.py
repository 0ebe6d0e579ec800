"""Asking for a year, for a number of a standard, and for what steps of a 创建计划 say."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from PySide6.QtWidgets import QWidget

from inspector_app.domain.indicators.creation import MOST_TEXT, CreationStep
from inspector_app.domain.indicators.exact import decimal_text
from inspector_app.domain.indicators.standards import MOST_LETTERS, StandardNumber
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.theme import look
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.rows import FormRow

_DAY_HINT: Final = "如 2027-8-31 或 8.31"
_DAYS: Final = frozenset({"due", "done_on"})
_STEP_LABELS: Final = {
    "about": "学校", "item": "事项", "target": "目标", "department": "责任部门",
    "person": "责任人", "due": "完成时限", "progress": "完成情况", "done_on": "完成日期",
}  # fmt: skip
_SHARED: Final = ("department", "person", "due", "progress", "done_on")
"""What may be written into several steps at once."""


class KeepWords(NamedTuple):
    """A year and a name."""

    year: str
    name: str


class NumberWords(NamedTuple):
    """A number as it was typed, and the document that it rests on."""

    value: str
    basis: str


class _Lines(Question):
    """A question of several lines of text."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        *,
        yes: str,
        lines: Mapping[str, tuple[str, str]],
        refused: str = "",
    ) -> None:
        super().__init__(parent, title, text, yes=yes)
        self.fields: dict[str, LineField] = {}
        for name, (words, value) in lines.items():
            # The hint stands in the line itself: eight lines are to fit a low screen.
            field = LineField(words, hint=_DAY_HINT if name in _DAYS else "")
            field.setMaxLength(MOST_TEXT)
            field.show_value(value)
            self.fields[name] = field
            self.body.addWidget(FormRow(words, field))
        if refused:
            told = self.words(refused)
            look(told, "bad")
            self.body.addWidget(told)
        self.finish()
        self.yes.setDefault(True)
        first = next(iter(self.fields.values()))
        first.setFocus()
        first.selectAll()

    def texts(self) -> dict[str, str]:
        """Return what stands in the lines."""
        return {name: field.text().strip() for name, field in self.fields.items()}


def ask_keep(parent: QWidget, words: KeepWords, *, refused: str = "") -> KeepWords | None:
    """Ask under which year and name an assessment is kept; ``None`` when given up."""
    text = "工作簿加密存进数据文件夹，以后能按当时的标准重算，也能和别的年度比较。"
    lines = {"year": ("年度", words.year), "name": ("名称", words.name)}
    question = _Lines(parent, "保存这次测算", text, yes="保存", lines=lines, refused=refused)
    return KeepWords(**question.texts()) if run(question) else None


def ask_due(parent: QWidget, *, refused: str = "") -> str | None:
    """Ask by when the steps that are drafted are due; ``None`` when given up."""
    text = "每个不达标项起草一项，已有的不动。时限可以先不写，以后选中几项一起改。"
    lines = {"due": ("完成时限", "")}
    question = _Lines(parent, "起草创建计划", text, yes="起草", lines=lines, refused=refused)
    return question.texts()["due"] if run(question) else None


def ask_number(parent: QWidget, number: StandardNumber, *, refused: str = "") -> NumberWords | None:
    """Ask for a number of the set and the district's document; ``None`` when given up."""
    span = f"{decimal_text(number.least)} 到 {decimal_text(number.most)}"
    text = f"{number.label}。随程序的数是 {decimal_text(number.shipped)}，可以改到 {span}。"
    basis = number.own.basis if number.own else ""
    lines = {"value": ("数", decimal_text(number.value)), "basis": ("依据", basis[:MOST_LETTERS])}
    question = _Lines(parent, "改标准", text, yes="设定", lines=lines, refused=refused)
    return NumberWords(**question.texts()) if run(question) else None


def ask_step(
    parent: QWidget, step: CreationStep | None, *, refused: str = ""
) -> dict[str, str] | None:
    """Ask for everything that a step says, a new one without one; ``None`` when given up."""
    lines = {name: (words, _text(step, name)) for name, words in _STEP_LABELS.items()}
    title, yes = ("添加一项", "添加") if step is None else ("改这一项", "保存")
    text = "责任部门、责任人和完成时限写清楚；做完了写完成日期。"
    question = _Lines(parent, title, text, yes=yes, lines=lines, refused=refused)
    return question.texts() if run(question) else None


def ask_steps(parent: QWidget, count: int, *, refused: str = "") -> dict[str, str] | None:
    """Ask what is to be written into several steps; lines left empty are not."""
    text = f"写进选中的 {count} 项；空着的一栏各项照旧。"
    lines = {name: (_STEP_LABELS[name], "") for name in _SHARED}
    question = _Lines(
        parent, f"一起改 {count} 项", text, yes="写进各项", lines=lines, refused=refused
    )
    if not run(question):
        return None
    return {name: value for name, value in question.texts().items() if value}


def _text(step: CreationStep | None, name: str) -> str:
    value = "" if step is None else getattr(step, name)
    return "" if value is None else str(value)
