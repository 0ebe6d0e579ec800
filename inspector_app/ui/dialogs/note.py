"""随手记: a text and pictures, no field required."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.fields import LongText
from inspector_app.ui.widgets.photo_strip import Incoming


@dataclass(frozen=True, slots=True, kw_only=True)
class Jotting:
    """What was jotted down."""

    text: str
    pictures: tuple[Incoming, ...]


class _NoteQuestion(Question):
    """A text field and a button for pictures."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent, "随手记", "先记下来，以后在“今日”里归到记录。时间会自动记下。", yes="记下"
        )
        self.text = LongText("随手记", lines=5, limit=4_000)
        self.pictures: list[Incoming] = []
        self._count = label("", kind="small")
        choose = button("放照片…")
        choose.clicked.connect(self._on_choose)
        for widget in (self.text, choose, self._count):
            self.body.addWidget(widget)
        self.finish()
        self.text.setFocus()

    def _on_choose(self) -> None:
        self.pictures += [
            (path.name, path) for path in ask.open_files(self, "选照片", ask.PICTURES)
        ]
        self._count.setText(f"照片 {len(self.pictures)} 张")


def ask_note(parent: QWidget) -> Jotting | None:
    """Ask for a note; ``None`` when given up."""
    question = _NoteQuestion(parent)
    if not run(question):
        return None
    return Jotting(text=question.text.toPlainText(), pictures=tuple(question.pictures))
