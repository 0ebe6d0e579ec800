"""退回: which places of a record, and why; and what the inspector says to one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QCheckBox, QComboBox, QScrollArea, QVBoxLayout, QWidget

from inspector_app.domain.labels.returned import MARK_ANSWER_LABEL
from inspector_app.domain.returned import MarkAnswer
from inspector_app.services.office_returns import WishedMark
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.theme import scaled
from inspector_app.ui.widgets.fields import LineField, LongText, name_field
from inspector_app.ui.widgets.rows import FormRow

if TYPE_CHECKING:
    from inspector_app.domain.returned import Answer, Mark
    from inspector_app.services.return_places import ReturnPlace

_WIDTH: Final = 640
_HEIGHT: Final = 240
_SAID: Final = 36
_LONGEST: Final = 1_000


class ReturnWish(NamedTuple):
    """What was filled in."""

    marks: tuple[WishedMark, ...]
    comment: str
    by: str


class MarkAnswerGiven(NamedTuple):
    """What the inspector says."""

    answer: MarkAnswer
    text: str


class _PlaceLine(QWidget):
    """One place: ticked, it asks for a comment."""

    def __init__(self, place: ReturnPlace) -> None:
        super().__init__()
        self.place = place
        said = place.said.replace("\n", " ")
        cut = f"{said[:_SAID]}…" if len(said) > _SAID else said
        self.tick = QCheckBox(f"{place.label}　{cut}".replace("&", "&&").rstrip())
        self.tick.setToolTip(place.said)
        self.comment = LineField(f"对“{place.label}”的意见", hint="要改什么、为什么")
        name_field(self.comment, "return", "comment")
        self.comment.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.tick)
        box.addWidget(self.comment)
        self.tick.toggled.connect(self._on_ticked)

    def _on_ticked(self, ticked: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self.comment.setVisible(ticked)
        if ticked:
            self.comment.setFocus()

    @property
    def mark(self) -> WishedMark | None:
        """What is said of the place, ``None`` where it is not ticked."""
        if not self.tick.isChecked():
            return None
        return WishedMark(place=self.place.key, comment=self.comment.text().strip())


class _ReturnQuestion(Question):
    """The places of the record, a comment on the whole, and who says so."""

    def __init__(self, parent: QWidget, places: Sequence[ReturnPlace]) -> None:
        text = "勾上要改的地方，写明意见。记录照现在的计入统计，督学改好上报后按新的计。"
        super().__init__(parent, "退回这份记录", text, yes="退回", width=_WIDTH)
        self.search = LineField("找字段", hint="输入几个字，如 时限、听课")
        self.lines = [_PlaceLine(place) for place in places]
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        for line in self.lines:
            column.addWidget(line)
        column.addStretch()
        view = QScrollArea()
        view.setWidgetResizable(True)
        view.setWidget(inner)
        view.setFixedHeight(scaled(_HEIGHT))
        self.comment = LongText("总的意见", lines=2, limit=_LONGEST)
        name_field(self.comment, "return", "comment")
        self.by = LineField("谁定的", hint="督导室里谁定的，可以不写")
        self.body.addWidget(self.search)
        self.body.addWidget(view)
        self.body.addWidget(FormRow("总的意见", self.comment))
        self.body.addWidget(FormRow("谁定的", self.by))
        self.finish()
        self.search.textChanged.connect(self._on_find)
        self.comment.textChanged.connect(self._check)
        for line in self.lines:
            line.tick.toggled.connect(self._check)
            line.comment.textChanged.connect(self._check)
        self.search.setFocus()
        self._check()

    def _on_find(self, text: str) -> None:
        wanted = text.strip()
        for line in self.lines:
            near = wanted in line.place.label or wanted in line.place.said
            line.setVisible(near or line.tick.isChecked())

    def _check(self, *_what: object) -> None:
        wish = self.filled()
        said = all(0 < len(mark.comment) <= _LONGEST for mark in wish.marks)
        self.yes.setEnabled(said and bool(wish.marks or wish.comment))

    def filled(self) -> ReturnWish:
        """Return what was filled in."""
        marks = tuple(mark for line in self.lines if (mark := line.mark) is not None)
        return ReturnWish(marks, self.comment.toPlainText().strip(), self.by.text().strip())


def ask_return(parent: QWidget, places: Sequence[ReturnPlace]) -> ReturnWish | None:
    """Ask; ``None`` when given up."""
    asked = _ReturnQuestion(parent, places)
    return asked.filled() if run(asked) else None


class _AnswerQuestion(Question):
    """已改, or 不改 with its reason."""

    def __init__(self, parent: QWidget, point: Mark, before: Answer | None) -> None:
        text = f"督导室对“{point.label}”的意见：\n{point.comment}"
        super().__init__(parent, "答复退回意见", text, yes="答复")
        self.answer = QComboBox()
        self.answer.setAccessibleName("答复")
        for each in MarkAnswer:
            self.answer.addItem(MARK_ANSWER_LABEL[each], each)
        self.text = LongText("说明", lines=3, limit=_LONGEST, hint="不改的写明理由；已改的可以不写")
        name_field(self.text, "return", "answer")
        if before is not None:
            self.answer.setCurrentIndex(self.answer.findData(before.answer))
            self.text.setPlainText(before.text)
        self.body.addWidget(FormRow("答复", self.answer))
        self.body.addWidget(FormRow("说明", self.text))
        self.finish()
        self.answer.currentIndexChanged.connect(self._check)
        self.text.textChanged.connect(self._check)
        self.answer.setFocus()
        self._check()

    def _check(self, *_what: object) -> None:
        given = self.filled()
        self.yes.setEnabled(given.answer is MarkAnswer.MENDED or bool(given.text))

    def filled(self) -> MarkAnswerGiven:
        """Return what was filled in."""
        answer = MarkAnswer(self.answer.currentData())
        return MarkAnswerGiven(answer, self.text.toPlainText().strip())


def ask_answer(parent: QWidget, point: Mark, before: Answer | None) -> MarkAnswerGiven | None:
    """Ask; ``None`` when given up."""
    asked = _AnswerQuestion(parent, point, before)
    return asked.filled() if run(asked) else None
