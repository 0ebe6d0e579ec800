"""The columns of a Word file's tables: what each is taken for, to be corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from inspector_app.services.word_drafts import ColumnCard, Said, role_words
from inspector_app.ui.page import clear
from inspector_app.ui.theme import GRID, label
from inspector_app.ui.widgets.combo import Combo
from inspector_app.ui.widgets.fields import LineField

if TYPE_CHECKING:
    from collections.abc import Sequence

_HINT: Final = "如 好/中/差"
_RESULT: Final = "结果"


class WordColumns(QScrollArea):
    """A line for each column: what stands over it, what it is for, what may be answered.

    Signals:
        chosen(Said): what a person says of the columns, all that differ from the guess.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.cards: tuple[ColumnCard, ...] = ()
        self.rows: dict[tuple[int, int], tuple[Combo, LineField]] = {}
        self._guessed: dict[tuple[int, int], tuple[str, str]] = {}
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(GRID, GRID, GRID, GRID)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)

    def begin(self, columns: Sequence[ColumnCard]) -> None:
        """Show the columns of a file with what they were guessed to be."""
        clear(self._box)
        self.rows, self._guessed = {}, {}
        self.cards = tuple(columns)
        told = label("程序猜的，不对就改；右边的草稿马上跟着变。", kind="soft")
        self._box.addWidget(told)
        for table in dict.fromkeys(each.table for each in columns):
            self._box.addWidget(label(f"Word 表格 {table}", kind="head"))
            self._box.addWidget(self._grid([each for each in columns if each.table == table]))
        self._box.addStretch()

    def _grid(self, columns: Sequence[ColumnCard]) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(2, 2)
        for row, column in enumerate(columns):
            for place, widget in enumerate(self._line(column)):
                grid.addWidget(widget, row, place)
        return made

    def _line(self, column: ColumnCard) -> tuple[QWidget, QWidget, QWidget]:
        over = f"{column.over}·" if column.over else ""
        shown = f"{column.number}　{over}{column.heading or '（没有列名）'}"
        name = label(shown)
        name.setWordWrap(True)
        name.setToolTip(f"{column.where}；里面写着：{column.sample or '（空）'}")
        role = Combo(f"{column.where}“{column.heading}”是什么")
        role.addItems(role_words())
        role.setCurrentText(column.role)
        options = LineField(f"{column.where}的选项", hint=_HINT)
        options.show_value(column.options)
        options.setVisible(role.currentText() == _RESULT)
        key = (column.table, column.number)
        self.rows[key] = (role, options)
        self._guessed[key] = (role.currentText(), options.text())
        role.currentTextChanged.connect(self._on_changed)
        options.edited.connect(self._on_changed)
        return name, role, options

    def _on_changed(self, _text: str) -> None:
        for role, options in self.rows.values():
            options.setVisible(role.currentText() == _RESULT)
        self.chosen.emit(self.said())

    def said(self) -> Said:
        """Return what differs from the guess; only results have options."""
        now = {at: (r.currentText(), o.text().strip()) for at, (r, o) in self.rows.items()}
        return {
            at: (word, options if word == _RESULT else "")
            for at, (word, options) in now.items()
            if (word, options) != self._guessed[at]
        }

    def go_to(self, where: str) -> bool:
        """Put the keyboard on the column at a place such as Word 表格 1 第 2 列."""
        for column in self.cards:
            if column.where == where:
                self.rows[column.table, column.number][0].setFocus()
                return True
        return False
