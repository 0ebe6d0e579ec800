"""Files of an entry: each can be written out again, left out, and more can be put in."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector_app.ui.theme import button
from inspector_app.ui.widgets.row_button import RowButton


class FilesField(QWidget):
    """The names of the files, one below the other.

    Signals:
        wanted(): files are to be put in.
        opened(str): the file of this uid is to be written out.
        removed(str): it is to be left out.
    """

    wanted = Signal()
    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._locked = False
        self._lines: list[tuple[QWidget, QPushButton]] = []
        self.add = button("放入附件…", name=f"{name}：放入附件")
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(self._list)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch()
        box.addLayout(row)
        self.setFocusProxy(self.add)
        self.add.clicked.connect(self.wanted)

    def show_value(self, files: Sequence[Mapping[str, Any]]) -> None:
        """Show what is stored."""
        for line, _ in self._lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(file) for file in files]
        for line, _ in self._lines:
            self._list.addWidget(line)

    def _line(self, file: Mapping[str, Any]) -> tuple[QWidget, QPushButton]:
        uid, name = file["uuid"], file["name"]
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        told = f"{name}　{_size(file['size'])}"
        save = RowButton(told, tip=f"另存 {name}…", name=f"另存附件 {name}")
        gone = button("去掉", kind="link", name=f"去掉附件 {name}")
        gone.setVisible(not self._locked)
        row.addWidget(save, 1)
        row.addWidget(gone)
        save.clicked.connect(lambda: self.opened.emit(uid))
        gone.clicked.connect(lambda: self.removed.emit(uid))
        return whole, gone

    def lock(self, *, locked: bool) -> None:
        """Let the files be seen and written out, but not changed."""
        self._locked = locked
        self.add.setVisible(not locked)
        for _, gone in self._lines:
            gone.setVisible(not locked)


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(1, size // 1000)} KB"
