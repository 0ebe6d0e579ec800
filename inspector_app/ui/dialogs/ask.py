"""The only place that waits for an answer.

Every question of the window goes through a function here and comes back as a value, so that tests
can answer it and nothing else can ever block.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector_app.ui.theme import GRID, label, look, scaled
from inspector_app.ui.widgets.fields import LongText

PICTURES = "照片 (*.jpg *.jpeg *.png *.webp *.heic *.heif *.JPG *.JPEG *.PNG *.HEIC)"
WORKBOOKS = "表格 (*.xlsx *.csv)"
BUNDLES = "上报包 (*.zip *.age)"
SEALED_BUNDLES = "上报包 (*.age)"
JOINT_FILES = "同行记录文件 (*.zip *.zip.age)"
PACKS = "下发包 (op1-*.age *.age)"
PDF = "PDF (*.pdf)"
WORD = "Word (*.docx)"
WORD_IN = "Word (*.docx *.doc *.wps *.DOCX *.DOC)"
EXCEL = "Excel (*.xlsx)"
FORMS = "表单 (*.form)"
FORM_SOURCES = "表格和 Word (*.xlsx *.xls *.csv *.docx *.doc *.wps *.XLSX *.XLS *.DOCX *.DOC)"
CERTIFICATES = "签名证书 (*.p12 *.pfx *.P12 *.PFX)"
_WIDTH = 440
_BESIDE = 64


class Question(QDialog):
    """A text, perhaps an input, and two buttons that say what they do."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        *,
        yes: str,
        no: str = "取消",
        width: int = _WIDTH,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.body = QVBoxLayout(self)
        # As large as what stands in it, also where text is large: Qt itself would show no more
        # than two thirds of the screen, and cut the rest.
        self.body.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        self._width = min(scaled(width), parent.window().width() - _BESIDE)
        self.body.addStrut(self._width)
        self.body.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        self.body.setSpacing(GRID)
        self.body.addWidget(label(title, kind="head"))
        self.body.addWidget(self.words(text))
        self._buttons = QDialogButtonBox()
        self.no = QPushButton(no)
        self.yes = QPushButton(yes)
        look(self.yes, "primary")
        self._buttons.addButton(self.no, QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.addButton(self.yes, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def words(self, text: str, *, kind: str = "") -> QLabel:
        """Return a text that is wrapped at the width of the question."""
        made = label(text, kind=kind)
        made.setWordWrap(True)
        made.setMaximumWidth(self._width)
        return made

    def finish(self) -> None:
        """Put the buttons under what was added to the body."""
        self.body.addWidget(self._buttons)


class CheckedQuestion(Question):
    """A question that says, as it is filled in, what is wrong; its yes waits until nothing is."""

    def __init__(self, parent: QWidget, title: str, text: str, *, yes: str) -> None:
        super().__init__(parent, title, text, yes=yes)
        self.hint = self.words("")

    def say(self, sentence: str, *, kind: str) -> None:
        """Say something of what is filled in; it cannot be accepted as it stands."""
        self.hint.setText(sentence)
        look(self.hint, kind)
        self.yes.setEnabled(False)


def run(dialog: QDialog) -> bool:
    """Show ``dialog`` and say whether it was accepted."""
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()


def confirm(parent: QWidget, title: str, text: str, *, yes: str) -> bool:
    """Ask for a yes to a step that cannot be taken back by Ctrl+Z."""
    question = Question(parent, title, text, yes=yes)
    question.finish()
    question.yes.setDefault(True)
    return run(question)


class _ReasonQuestion(Question):
    """A question whose yes needs a reason."""

    def __init__(
        self, parent: QWidget, title: str, text: str, *, yes: str, name: str, begun: str
    ) -> None:
        super().__init__(parent, title, text, yes=yes)
        self.reason = LongText(name, lines=3, limit=500, hint="写清楚即可，会留在记录的历史里")
        self.body.addWidget(self.reason)
        self.finish()
        self.yes.setEnabled(False)
        self.reason.textChanged.connect(self._on_text)
        self.reason.setPlainText(begun)
        self.reason.setFocus()

    def _on_text(self) -> None:
        self.yes.setEnabled(bool(self.reason.toPlainText().strip()))


def reason(
    parent: QWidget, title: str, text: str, *, yes: str, name: str = "理由", begun: str = ""
) -> str | None:
    """Ask for a text that must not be empty; ``None`` when the step is given up.

    Args:
        parent: over which it stands.
        title: what is done.
        text: what that leads to.
        yes: what the button says.
        name: what the text is called.
        begun: what it begins with.
    """
    question = _ReasonQuestion(parent, title, text, yes=yes, name=name, begun=begun)
    return question.reason.toPlainText().strip() if run(question) else None


def open_files(parent: QWidget, title: str, kinds: str) -> tuple[Path, ...]:
    """Ask for files to read; empty when given up."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, QDir.homePath(), kinds)
    return tuple(Path(name) for name in names)


def open_file(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Ask for one file to read."""
    name, _ = QFileDialog.getOpenFileName(parent, title, QDir.homePath(), kinds)
    return Path(name) if name else None


def save_file(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Ask where to write a file."""
    start = str(Path(QDir.homePath()) / name)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, start, kinds)
    return Path(chosen) if chosen else None


def folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder to write into."""
    chosen = QFileDialog.getExistingDirectory(parent, title, QDir.homePath())
    return Path(chosen) if chosen else None


class _PickQuestion(Question):
    """A question answered by one of several buttons."""

    def __init__(self, parent: QWidget, title: str, text: str, answers: Sequence[str]) -> None:
        super().__init__(parent, title, text, yes="确定")
        self.answer = -1
        self.yes.hide()
        for place, words in enumerate(answers):
            choice = QPushButton(words)
            choice.clicked.connect(lambda _=None, place=place: self._take(place))
            self.body.addWidget(choice)
        self.finish()

    def _take(self, place: int) -> None:
        self.answer = place
        self.accept()


def act(
    parent: QWidget, title: str, text: str, acts: Sequence[tuple[str, Callable[[], None]]]
) -> None:
    """Ask which of several things is to be done, and do it."""
    place = pick(parent, title, text, [words for words, _ in acts])
    if place is not None:
        acts[place][1]()


def pick(parent: QWidget, title: str, text: str, answers: Sequence[str]) -> int | None:
    """Ask which of several; the place of the answer, ``None`` when given up."""
    question = _PickQuestion(parent, title, text, answers)
    return question.answer if run(question) else None
