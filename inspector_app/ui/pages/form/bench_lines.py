"""What is to be seen to in a form: one line each, the whole sentence below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.services.form_bench import BenchLine, LineKind
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.theme import GRID, label
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD: Final = {
    LineKind.WRONG: "不对", LineKind.LOOK: "请看", LineKind.CHANGE: "改动", LineKind.NOTE: "说明",
}  # fmt: skip
_INK: Final = {LineKind.WRONG: "bad", LineKind.LOOK: "warn"}
_CELL: Final = re.compile(r"(.+)!([A-Z]{1,3})?(\d+)(?::([A-Z]{1,3})?\d+)?")
_PLAIN: Final = re.compile(r"[^\W\d]\w*")


def _whole(line: BenchLine) -> str:
    told = f"{line.where}：{line.what}" if line.where else line.what
    remedy = f"\n怎样改：{line.remedy}" if line.remedy else ""
    detail = f"\n详细信息：{line.detail}" if line.detail else ""
    return f"{told}。{remedy}{detail}"


_COLUMNS: tuple[Column[BenchLine], ...] = (
    Column(title="", text=lambda line: _WORD[line.kind], ink=lambda line: _INK.get(line.kind, "")),
    Column(title="哪里", text=lambda line: line.where),
    Column(title="说什么", text=lambda line: line.what, tip=_whole),
)


def address_of(line: BenchLine) -> str:
    """Return what goes into the name box of a spreadsheet program, empty without a cell."""
    found = _CELL.fullmatch(line.where)
    if found is None:
        return ""
    sheet, column, row = found[1], found[2] or "A", found[3]
    quoted = sheet if _PLAIN.fullmatch(sheet) else "'" + sheet.replace("'", "''") + "'"
    return f"{quoted}!{column}{row}"


class BenchLines(QWidget):
    """The lines, and the current one in full.

    Signals:
        wanted(BenchLine): Enter or a double click on a line.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model = RowsModel(_COLUMNS)
        self._without = ""
        self.table = Table("要看的地方", self._model)
        self.table.stretch(2)
        self.whole = label("", kind="soft")
        box = QVBoxLayout(self)
        box.setContentsMargins(GRID, GRID, GRID, GRID)
        box.setSpacing(GRID)
        box.addWidget(self.table, 1)
        box.addWidget(self.whole)
        self.table.opened.connect(self._on_opened)
        self.table.selectionModel().currentChanged.connect(self._on_current)

    def show_lines(self, lines: Sequence[BenchLine], *, without: str = "") -> None:
        """Show other lines; the current one stays where the same is said again.

        Args:
            lines: all of them.
            without: what is said where there are none.
        """
        self._without = without
        at = self.table.currentIndex().row()
        before = self._model.rows[at] if 0 <= at < len(self._model.rows) else None
        self._model.show(lines)
        place = lines.index(before) if before in lines else 0
        if lines:
            self.table.setCurrentIndex(self._model.index(place, 0))
        else:
            self._tell(-1)

    @property
    def lines(self) -> tuple[BenchLine, ...]:
        """What is shown."""
        return self._model.rows

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        self._tell(now.row())

    def _tell(self, row: int) -> None:
        shown = 0 <= row < len(self._model.rows)
        self.whole.setText(_whole(self._model.rows[row]) if shown else self._without)

    def _on_opened(self, index: QModelIndex) -> None:
        self.wanted.emit(self._model.rows[index.row()])
