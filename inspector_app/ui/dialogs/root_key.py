"""Asking for 登记优盘: its file on the stick, and what opens it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from inspector_app.base.override import override
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.ask import CheckedQuestion, Question, run
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.key_code import KeyCode
from inspector_app.ui.widgets.rows import FormRow

LEAST: Final = 8
_KINDS: Final = "登记优盘 (*.key.json)"
_NOT_CHOSEN: Final = "（还没有选）"
_PROJECTED: Final = 34


@dataclass(frozen=True, slots=True, kw_only=True)
class RootAnswer:
    """What was filled in; a passphrase stays in memory for the one act."""

    path: Path | None
    passphrase: str = field(repr=False)
    new_passphrase: str = field(repr=False)


class _RootQuestion(CheckedQuestion):
    """A key file with its passphrase, a new passphrase twice, or both."""

    def __init__(
        self, parent: QWidget, title: str, text: str, *, path: Path | None, opens: bool, makes: bool
    ) -> None:
        super().__init__(parent, title, text, yes="下一步…")
        self._opens, self._makes, self.path = opens, makes, path
        self.choose = button("选登记优盘上的文件…", name="选登记优盘上的文件")
        self.file = self.words("", kind="small")
        self.passphrase, self.new, self.again = (
            LineField(name, hint=hint)
            for name, hint in (
                ("口令", "做这个优盘时定的口令"),
                ("新口令", f"至少 {LEAST} 个字符，好记、别人猜不到"),
                ("再输入一次", "与上面一样"),
            )
        )
        for typed in (self.passphrase, self.new, self.again):
            typed.setEchoMode(QLineEdit.EchoMode.Password)
            typed.textChanged.connect(self._check)
        self._lay_out()
        self.choose.clicked.connect(self._on_choose)
        self.yes.setDefault(True)
        self._check()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID)
        fields: list[LineField] = []
        if self._opens:
            chosen = QHBoxLayout()
            chosen.addWidget(self.choose)
            chosen.addWidget(self.file, 1)
            grid.addWidget(label("登记优盘"), 0, 0)
            grid.addLayout(chosen, 0, 1)
            fields.append(self.passphrase)
        if self._makes:
            fields += [self.new, self.again]
        for row, typed in enumerate(fields, start=1):
            grid.addWidget(label(typed.accessibleName()), row, 0)
            grid.addWidget(typed, row, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.hint)
        self.finish()
        first = fields[0] if self.path is not None or not self._opens else self.choose
        first.setFocus()

    def _on_choose(self) -> None:
        chosen = ask.open_file(self, "选登记优盘上的文件", _KINDS)
        if chosen is not None:
            self.path = chosen
            self._check()
            self.passphrase.setFocus()

    def _check(self, *_what: object) -> None:
        self.file.setText(self.path.name if self.path is not None else _NOT_CHOSEN)
        self.file.setToolTip(str(self.path or ""))
        flaw = self._flaw()
        self.say(flaw, kind="small")
        self.yes.setEnabled(not flaw)

    def _flaw(self) -> str:
        if self._opens and self.path is None:
            return "请选登记优盘上的文件。"
        if self._opens and not self.passphrase.text():
            return "请输入它的口令。"
        if self._makes and len(self.new.text()) < LEAST:
            return f"新口令至少要 {LEAST} 个字符。"
        if self._makes and self.new.text() != self.again.text():
            return "两次输入的新口令不一样。"
        return ""

    def answer(self) -> RootAnswer:
        """Return what was filled in."""
        return RootAnswer(
            path=self.path, passphrase=self.passphrase.text(), new_passphrase=self.new.text()
        )

    @override
    def accept(self) -> None:
        if self.yes.isEnabled():
            super().accept()


def ask_to_sign(parent: QWidget, path: Path | None) -> RootAnswer | None:
    """Ask for the root key that signs the next roster; ``None`` when given up."""
    text = "插上督导室主任保管的登记优盘，选上面的文件，输入口令。口令只用这一次，不保存。"
    return _ask(parent, "签发登记名册", text, path=path, opens=True, makes=False)


def ask_to_make(parent: QWidget) -> RootAnswer | None:
    """Ask under which passphrase a root key is made; ``None`` when given up."""
    text = (
        "登记优盘由督导室主任保管，口令与 U 盘分开存放；数据文件夹里不留。"
        "口令忘了，这个优盘就打不开了。"
    )
    return _ask(parent, "做一个登记优盘", text, path=None, opens=False, makes=True)


def ask_to_change(parent: QWidget, title: str, text: str, path: Path | None) -> RootAnswer | None:
    """Ask for the root key at hand and the passphrase of a new one; ``None`` when given up."""
    return _ask(parent, title, text, path=path, opens=True, makes=True)


def _ask(
    parent: QWidget, title: str, text: str, *, path: Path | None, opens: bool, makes: bool
) -> RootAnswer | None:
    question = _RootQuestion(parent, title, text, path=path, opens=opens, makes=makes)
    return question.answer() if run(question) else None


class _DigitsQuestion(Question):
    """The last two groups, as another person shows or reads them."""

    def __init__(self, parent: QWidget, title: str, text: str) -> None:
        super().__init__(parent, title, text, yes="核对并采用")
        self.check = LineField("核对号最后两组", hint="如 12345 67890")
        self.body.addWidget(FormRow("最后两组", self.check))
        self.finish()
        self.check.textChanged.connect(self._on_text)
        self.yes.setDefault(True)
        self.yes.setEnabled(False)
        self.check.setFocus()

    def _on_text(self, text: str) -> None:
        self.yes.setEnabled(sum(each.isdecimal() for each in text) >= 2 * 5)


def ask_digits(parent: QWidget, title: str, text: str) -> str | None:
    """Ask for digits that are seen or heard elsewhere; ``None`` when given up."""
    question = _DigitsQuestion(parent, title, text)
    return question.check.text() if run(question) else None


class _Projection(Question):
    """A key as large as the window, for a projector."""

    def __init__(self, parent: QWidget, title: str, digits: str, picture: bytes) -> None:
        text = "各台电脑上打开“加入督导室”→“采用名册…”，输入下面最后两组数字。"
        width = parent.window().width()
        super().__init__(parent, title, text, yes="关闭", width=width)
        self.shown = KeyCode("督导室核对号", points=_PROJECTED, side=300)
        self.shown.show_key(digits, picture, hint="八组都可以对照；二维码是同一个号。")
        self.body.addWidget(self.shown)
        self.no.hide()
        self.finish()
        self.yes.setDefault(True)
        self.yes.setFocus()


def project(parent: QWidget, digits: str, picture: bytes) -> None:
    """Show a key large until it is closed."""
    run(_Projection(parent, "核对号", digits, picture))
