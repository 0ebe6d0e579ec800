"""Where a note belongs: a record that is being written, or nowhere any more."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.theme import button
from inspector_app.ui.widgets.picker import Find, Picker
from inspector_app.ui.widgets.rows import FormRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteHome:
    """The record of a note; ``remove`` where the note is not wanted any more."""

    visit_uid: str = ""
    remove: bool = False


class _HomeQuestion(Question):
    """The note, a picker of drafts, and a way to take the note away."""

    def __init__(self, parent: QWidget, text: str, drafts: Find) -> None:
        super().__init__(parent, "随手记归到哪里", text, yes="归到这份记录")
        self.home = NoteHome()
        self.visit = Picker("归到记录", drafts, hint="输入学校或编号；按 ↓ 列出全部草稿")
        self.away = button("不要这条随手记了", kind="link")
        self.body.addWidget(FormRow("督导记录", self.visit))
        self.body.addWidget(self.away)
        self.finish()
        self.yes.setEnabled(False)
        self.visit.picked.connect(self._on_picked)
        self.away.clicked.connect(self._on_away)
        self.visit.setFocus()

    def _on_picked(self, uid: str) -> None:
        self.home = NoteHome(visit_uid=uid)
        self.yes.setEnabled(True)

    def _on_away(self) -> None:
        self.home = NoteHome(remove=True)
        self.accept()


def ask_home(parent: QWidget, text: str, drafts: Find) -> NoteHome | None:
    """Ask where a note belongs; ``None`` when given up."""
    question = _HomeQuestion(parent, text, drafts)
    return question.home if run(question) else None
