"""What the office notes beside a counted figure, asked in one small form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget

from inspector_app.domain.figures import Ratio
from inspector_app.domain.month_edition import noted_value
from inspector_app.ui.dialogs.ask import CheckedQuestion, run
from inspector_app.ui.theme import look
from inspector_app.ui.widgets.fields import LineField, LongText
from inspector_app.ui.widgets.rows import FormRow

if TYPE_CHECKING:
    from inspector_app.domain.figures import Cell
    from inspector_app.domain.month_edition import Deviation

_MOST_LETTERS: Final = 200
_TEXT: Final = (
    "表里的数不改，也不计入合计；那一格印 *，表尾写明注的数和理由。数字不对的请更正记录。"
)


class DeviationAnswer(NamedTuple):
    """What is to stand beside a figure; no value takes back what stands there."""

    value: str
    reason: str


class _DeviationQuestion(CheckedQuestion):
    """A number and a reason; what stands there already can be taken back."""

    def __init__(self, parent: QWidget, title: str, cell: Cell, noted: Deviation | None) -> None:
        super().__init__(parent, "注明差异", f"{title}\n{_TEXT}", yes="注明")
        self._cell = cell
        self.taken_back = False
        self.value = LineField("注明的数", hint="如 5/6" if isinstance(cell, Ratio) else "整数")
        self.reason = LongText("理由", lines=2, limit=_MOST_LETTERS)
        self.take_back = QPushButton("收回")
        if noted is not None:
            self.value.show_value(noted.value)
            self.reason.show_value(noted.reason)
            self._buttons.addButton(self.take_back, QDialogButtonBox.ButtonRole.DestructiveRole)
            self.take_back.clicked.connect(self._on_take_back)
        for widget in (FormRow("注明的数", self.value), FormRow("理由", self.reason), self.hint):
            self.body.addWidget(widget)
        self.finish()
        self.value.textChanged.connect(self._check)
        self.reason.textChanged.connect(self._check)
        self.value.setFocus()
        self._check()

    def _check(self) -> None:
        text, reason = self.value.text().strip(), self.reason.toPlainText().strip()
        if text and noted_value(self._cell, text) is None:
            form = "比率，如 5/6（前数不大于后数）" if isinstance(self._cell, Ratio) else "整数"
            self.say(f"这一列要写{form}。", kind="bad")
        elif not text or not reason:
            self.say("写明数和理由，才能注明。", kind="small")
        else:
            self.hint.setText("")
            look(self.hint, "small")
            self.yes.setEnabled(True)

    def _on_take_back(self) -> None:
        self.taken_back = True
        self.accept()

    def answer(self) -> DeviationAnswer:
        """Return what was filled in."""
        if self.taken_back:
            return DeviationAnswer("", "")
        return DeviationAnswer(self.value.text().strip(), self.reason.toPlainText().strip())


def ask_deviation(
    parent: QWidget, title: str, cell: Cell, noted: Deviation | None
) -> DeviationAnswer | None:
    """Ask what is noted beside a figure; ``None`` when given up.

    Args:
        parent: the page.
        title: row, column and counted figure in words.
        cell: the figure.
        noted: what is noted there already, if anything is.
    """
    question = _DeviationQuestion(parent, title, cell, noted)
    return question.answer() if run(question) else None
