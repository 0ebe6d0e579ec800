"""Asking for the few words of a plan or of a month's theme."""

from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from inspector_app.domain.plan import MOST_TEXT, MOST_TITLE
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.widgets.fields import LineField, LongText
from inspector_app.ui.widgets.rows import FormRow


class PlanWords(NamedTuple):
    """What a plan is called, what it aims at, and the document it rests on."""

    title: str
    aims: str
    basis: str


class ThemeWords(NamedTuple):
    """月主题, and the document it comes from."""

    theme: str
    source: str


class _PlanQuestion(Question):
    """Title, aims and basis of a plan."""

    def __init__(self, parent: QWidget, words: PlanWords, text: str) -> None:
        super().__init__(parent, "计划和督导重点", text, yes="保存")
        self.title = LineField("计划名称", hint="不写就用通常的名称")
        self.title.setMaxLength(MOST_TITLE)
        self.aims = LongText("督导重点", lines=5, limit=MOST_TEXT)
        self.basis = LineField("依据", hint="文件名称和文号")
        self.basis.setMaxLength(MOST_TITLE)
        self.title.show_value(words.title)
        self.aims.show_value(words.aims)
        self.basis.show_value(words.basis)
        self.body.addWidget(FormRow("名称", self.title))
        self.body.addWidget(FormRow("督导重点", self.aims))
        self.body.addWidget(FormRow("依据", self.basis))
        self.finish()
        self.aims.setFocus()

    def words_now(self) -> PlanWords:
        """Return what is filled in."""
        return PlanWords(self.title.text(), self.aims.toPlainText(), self.basis.text())


class _ThemeQuestion(Question):
    """A theme and its source."""

    def __init__(self, parent: QWidget, month: str, words: ThemeWords) -> None:
        text = "从计划开始写的记录会带上它。主题清空就是去掉。"
        super().__init__(parent, f"{month}主题", text, yes="保存")
        self.theme = LineField("月主题", hint="如 冬季安全")
        self.source = LineField("来源", hint="文件名称和文号")
        for field, value in ((self.theme, words.theme), (self.source, words.source)):
            field.setMaxLength(100)
            field.show_value(value)
        self.body.addWidget(FormRow("月主题", self.theme))
        self.body.addWidget(FormRow("来源", self.source))
        self.finish()
        self.yes.setDefault(True)
        self.theme.setFocus()

    def words_now(self) -> ThemeWords:
        """Return what is filled in."""
        return ThemeWords(self.theme.text(), self.source.text())


def ask_plan_words(parent: QWidget, words: PlanWords, *, text: str) -> PlanWords | None:
    """Ask for the words of a plan; ``text`` says which; ``None`` when given up."""
    question = _PlanQuestion(parent, words, text)
    return question.words_now() if run(question) else None


def ask_theme(parent: QWidget, month: str, words: ThemeWords) -> ThemeWords | None:
    """Ask for the theme of a month; ``None`` when given up."""
    question = _ThemeQuestion(parent, month, words)
    return question.words_now() if run(question) else None
