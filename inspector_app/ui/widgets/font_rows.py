"""The rows of 打印字体: for each role the program's own face, or a file of the office."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector_app.services.own_fonts import ROLE_NAMES
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.rows import FormRow, Section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inspector_app.services.own_fonts import OwnFont

_BUNDLED: Final = "程序自带"


class _FontRow(QWidget):
    """What serves one role, and the buttons that change it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.file = label(_BUNDLED)
        self.choose = button("选字体文件…")
        self.choose.setAccessibleName(f"{name}：选字体文件")
        self.reset = button("改回程序自带")
        self.reset.setAccessibleName(f"{name}：改回程序自带")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.file, 1)
        row.addWidget(self.choose)
        row.addWidget(self.reset)

    def show_font(self, font: OwnFont | None) -> None:
        """Show the file that is switched on, if one is."""
        self.file.setText(font.name if font else _BUNDLED)
        self.reset.setVisible(font is not None)


class FontRows(Section):
    """Asks for files and for the program's own faces; whoever owns it does both."""

    wanted = Signal(str)
    unwanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("打印字体（只影响 PDF 和打印；单位买了字体时才需要换）")
        self.rows = {role: _FontRow(name) for role, name in ROLE_NAMES.items()}
        for role, row in self.rows.items():
            self.add(FormRow(ROLE_NAMES[role], row))
            row.choose.clicked.connect(partial(self._want, role))
            row.reset.clicked.connect(partial(self._unwant, role))
        self.show_fonts({})

    def show_fonts(self, fonts: Mapping[str, OwnFont]) -> None:
        """Show what is switched on, by role."""
        for role, row in self.rows.items():
            row.show_font(fonts.get(role))

    def _want(self, role: str) -> None:
        self.wanted.emit(role)

    def _unwant(self, role: str) -> None:
        self.unwanted.emit(role)
