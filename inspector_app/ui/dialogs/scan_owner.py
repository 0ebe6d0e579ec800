"""Asking whose records the scanned paper holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.widgets.picker import Picker
from inspector_app.ui.widgets.rows import FormRow

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.ui.widgets.picker import Find

_MOST_NAMES: Final = 3


class _OwnerQuestion(Question):
    """One person."""

    def __init__(self, parent: QWidget, names: str, *, people: Find) -> None:
        text = f"{names}。记录计在这位督学名下，注明“代录”；扫描件加密留着，作为签字盖章件。"
        super().__init__(parent, "替谁录", text, yes="放入，开始录")
        self.person = ""
        self.who = Picker("责任督学", people, hint="姓名或督学编号，按 ↓ 选")
        self.body.addWidget(FormRow("责任督学", self.who))
        self.finish()
        self.yes.setEnabled(False)
        self.yes.setDefault(True)
        self.who.picked.connect(self._picked)
        self.who.textEdited.connect(lambda _text: self._picked(""))
        self.who.setFocus()

    def _picked(self, person: str) -> None:
        self.person = person
        self.yes.setEnabled(bool(person))


def ask_scan_owner(parent: QWidget, paths: Sequence[Path], *, people: Find) -> str | None:
    """Ask; ``None`` when given up."""
    names = "、".join(path.name for path in paths[:_MOST_NAMES])
    more = f"等 {len(paths)} 个文件" if len(paths) > _MOST_NAMES else ""
    question = _OwnerQuestion(parent, names + more, people=people)
    return question.person if run(question) and question.person else None
