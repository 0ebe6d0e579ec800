"""Asking with which certificate a PDF is signed, and why."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from inspector_app.base.override import override
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.fields import LineField

_ABOUT = (
    "用单位的签名证书（.p12、.pfx 文件）签名，另存一份已签的 PDF，记录没有改变。"
    "密码只用这一次，不保存。电子签名不能代替纸上的签字和公章。"
)
_NOT_CHOSEN = "（还没有选）"
_MOST_REASON = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningOrder:
    """A certificate file, what opens it, and why it signs."""

    key: Path
    passphrase: str = field(repr=False)
    reason: str


class _CertificateQuestion(Question):
    """A file, its passphrase, a reason."""

    def __init__(self, parent: QWidget, key: Path | None) -> None:
        super().__init__(parent, "电子签名", _ABOUT, yes="下一步：选存到哪里…")
        self.key = key
        self.choose = button("选证书文件…", name="选证书文件")
        self.file = self.words("", kind="small")
        self.passphrase = LineField("证书密码", hint="证书没有密码就空着")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.reason = LineField("签名理由", hint="可以不填，如 督导意见签发")
        self.reason.setMaxLength(_MOST_REASON)
        self._lay_out()
        self.choose.clicked.connect(self._on_choose)
        self.yes.setDefault(True)
        self._show()

    def _lay_out(self) -> None:
        chosen = QHBoxLayout()
        chosen.addWidget(self.choose)
        chosen.addWidget(self.file, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID)
        grid.addWidget(label("证书"), 0, 0)
        grid.addLayout(chosen, 0, 1)
        for row, typed in enumerate((self.passphrase, self.reason), start=1):
            grid.addWidget(label(typed.accessibleName()), row, 0)
            grid.addWidget(typed, row, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.finish()

    def _on_choose(self) -> None:
        chosen = ask.open_file(self, "选签名证书", ask.CERTIFICATES)
        if chosen is not None:
            self.key = chosen
            self._show()

    def _show(self) -> None:
        self.file.setText(self.key.name if self.key is not None else _NOT_CHOSEN)
        self.file.setToolTip(str(self.key or ""))
        self.yes.setEnabled(self.key is not None)
        (self.passphrase if self.key is not None else self.choose).setFocus()

    @override
    def accept(self) -> None:
        if self.yes.isEnabled():
            super().accept()


def ask_certificate(parent: QWidget, key: Path | None) -> SigningOrder | None:
    """Ask what a PDF is signed with; ``None`` when given up.

    Args:
        parent: the page that asks.
        key: the file that was chosen before, if any.
    """
    question = _CertificateQuestion(parent, key)
    if not run(question) or question.key is None:
        return None
    return SigningOrder(
        key=question.key,
        passphrase=question.passphrase.text(),
        reason=question.reason.text().strip(),
    )
