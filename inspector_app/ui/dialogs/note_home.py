"""Where a note belongs: a record that is being written, a school, or nowhere any more."""

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtWidgets import QWidget

from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.theme import button
from inspector_app.ui.widgets.fields import LongText
from inspector_app.ui.widgets.picker import Find, Picker
from inspector_app.ui.widgets.rows import FormRow

_ROOM_FOR_LISTS: Final = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteHome:
    """The record or the school of a note; ``remove`` where it is not wanted any more.

    ``text`` is what its text is to be, ``None`` where it was left as it is.
    """

    visit_uid: str = ""
    school_code: str = ""
    remove: bool = False
    text: str | None = None


class _HomeQuestion(Question):
    """The note, a picker of drafts, one of schools, and a way to take the note away."""

    def __init__(self, parent: QWidget, text: str, *, drafts: Find, schools: Find) -> None:
        super().__init__(
            parent, "随手记归到哪里", "文字可以在这里改；归到哪里可以以后再说。", yes="存好"
        )
        self.home, self._first = NoteHome(), text
        self.text = LongText("随手记", lines=3, limit=4_000)
        self.text.show_value(text)
        self.body.addWidget(self.text)
        self.visit = Picker("归到记录", drafts, hint="输入学校或编号；按 ↓ 列出草稿")
        self.school = Picker("归到学校", schools, hint="还没有记录，就先归到学校")
        self.away = button("不要这条随手记了", kind="link")
        self.body.addWidget(FormRow("督导记录", self.visit))
        self.body.addWidget(FormRow("学校", self.school))
        self.body.addWidget(self.away)
        # The lists of the pickers open within the dialog.
        self.body.addSpacing(_ROOM_FOR_LISTS)
        self.finish()
        self.yes.setEnabled(False)
        self.visit.picked.connect(self._on_visit)
        self.school.picked.connect(self._on_school)
        self.away.clicked.connect(self._on_away)
        self.text.textChanged.connect(self._check)
        self.visit.setFocus()

    def _on_visit(self, uid: str) -> None:
        self.school.show_choice("")
        self._settle(NoteHome(visit_uid=uid))

    def _on_school(self, code: str) -> None:
        self.visit.show_choice("")
        self._settle(NoteHome(school_code=code))

    def _settle(self, home: NoteHome) -> None:
        self.home = home
        self._check()

    def _check(self) -> None:
        self.yes.setEnabled(self._is_new or bool(self.home.visit_uid or self.home.school_code))

    @property
    def _is_new(self) -> bool:
        return self.text.toPlainText() != self._first

    def answer(self) -> NoteHome:
        """Return where it belongs and what it says."""
        text = self.text.toPlainText() if self._is_new and not self.home.remove else None
        return replace(self.home, text=text)

    def _on_away(self) -> None:
        self.home = NoteHome(remove=True)
        self.accept()


def ask_home(parent: QWidget, text: str, *, drafts: Find, schools: Find) -> NoteHome | None:
    """Ask where a note belongs; ``None`` when given up."""
    question = _HomeQuestion(parent, text, drafts=drafts, schools=schools)
    return question.answer() if run(question) else None
