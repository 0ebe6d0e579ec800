"""A repeat: a table of its rows above, the row that is looked at as a card below."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QWidget

from inspector_app.base.override import override
from inspector_app.domain.form_pictures import picture_uids
from inspector_app.services.form_layout import Cell, Rows, takes_pictures
from inspector_app.services.form_words import said
from inspector_app.ui.forms.grid import PartsGrid
from inspector_app.ui.forms.scene import RowsView, Scene
from inspector_app.ui.forms.words import height_of
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.theme import GRID, button, colours_now, label
from inspector_app.ui.widgets.table import Table

_SHOWN_COLUMNS: Final = 5
_SHOWN_ROWS: Final = 6
_SHORT: Final = 40
_EDGE: Final = 8


class RepeatRows(RowsView):
    """The rows of a repeat; Ctrl+Shift+N adds one, the card below is where it is written."""

    def __init__(self, scene: Scene, part: Rows, path: str) -> None:
        super().__init__()
        self._scene, self._part, self.path = scene, part, path
        self._asked = False
        self._count = -1
        self._busy = False
        self._on_card = 0
        self.card: PartsGrid | None = None
        self._shown = [p.element for p in part.parts if isinstance(p, Cell)][:_SHOWN_COLUMNS]
        self._build()

    def _build(self) -> None:
        self._title = label("", kind="head")
        self._title.setWordWrap(True)
        self.add = button("新增一条", tip="Ctrl+Shift+N")
        self.remove = button("删除这一条", tip="Ctrl+Shift+Delete；Ctrl+Z 退回")
        self._head = QWidget(self)
        line = QHBoxLayout(self._head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        line.addWidget(self._title, 1)
        line.addWidget(self.add)
        line.addWidget(self.remove)
        self._lines = RowsModel(
            [
                Column[tuple[str, ...]](
                    title=element.label() or element.name,
                    text=partial(_at_place, at),
                    tip=partial(_at_place, at),
                )
                for at, element in enumerate(self._shown)
            ]
        )
        self.table = Table(self._part.element.label() or self._part.element.name, self._lines)
        self.table.setParent(self)
        self.table.setObjectName(self._part.element.name)
        self.table.setWordWrap(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.opened.connect(self._write)
        self.add.clicked.connect(lambda: self._scene.asks.add_wanted.emit(self.path))
        self.remove.clicked.connect(self.take_out)

    # -- room ------------------------------------------------------------------------------------

    @override
    def height_for(self, width: int) -> int:
        inner, top = width - 2 * _EDGE, GRID
        parts: tuple[QWidget | None, ...] = (self._head, self.table, self.card)
        for part in parts:
            if part is None or part.isHidden():
                continue
            high = self._table_height if part is self.table else height_of(part, inner)
            part.setGeometry(_EDGE, top, inner, high)
            top += high + GRID
        return top

    @property
    def _table_height(self) -> int:
        rows = max(1, min(self._count, _SHOWN_ROWS))
        high = self.table.horizontalHeader().sizeHint().height() + 6
        return high + rows * self.table.verticalHeader().defaultSectionSize()

    @override
    def measure(self) -> None:
        if self.card is not None:
            self.card.measure()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), colours_now()
        painter.setPen(QColor(c.line))
        right, low = self.width() - 1, self.height() - 1
        painter.drawLine(right, 0, right, low)
        painter.drawLine(0, low, right, low)

    # -- showing ---------------------------------------------------------------------------------

    @property
    def row(self) -> int:
        """The row that is looked at, from 0; -1 without any."""
        return self.table.currentIndex().row()

    @override
    def show_state(self, paths: frozenset[str] | None, *, asked: bool) -> None:
        self._asked = asked
        count = self._scene.filling.session.repeats(self.path)
        fresh = count != self._count
        if fresh or paths is None or any(path.startswith(f"{self.path}[") for path in paths):
            self._fill(count)
        fixed = self._part.element.fixed or self._scene.locked
        self.add.setVisible(not fixed)
        self.remove.setVisible(not fixed and count > 0)
        if fresh or self.card is None:
            self._show_card()
        else:
            self.card.asked = asked
            self.card.show_state(paths)

    def _fill(self, count: int) -> None:
        at, grown = self.row, count > self._count >= 0
        self._count = count
        self._busy = True
        self._lines.show([self._line(row) for row in range(count)])
        if count:
            self._stand(count - 1 if grown else max(0, min(at, count - 1)))
        self._busy = False
        self.table.setVisible(count > 0)
        self._title.setText(f"共 {count} 条" if count else "还没有；按“新增一条”（Ctrl+Shift+N）")

    def _line(self, row: int) -> tuple[str, ...]:
        above = len(self._part.element.path)
        return tuple(_short(self._said(f"{self._at(row)}{e.path[above:]}")) for e in self._shown)

    def _stand(self, row: int) -> None:
        self.table.setCurrentIndex(self._lines.index(row, 0))

    def _said(self, path: str) -> str:
        state = self._scene.filling.session.state(path)
        if not state.relevant or not state.value:
            return ""
        element = self._scene.filling.element(path)
        if takes_pictures(element):
            return f"{len(picture_uids(state.value))} 张"
        return said(element, state.value, self._scene.filling.session.choices(path))

    def _at(self, row: int) -> str:
        return f"{self.path}[{row + 1}]"

    def _on_row(self, now: QModelIndex, before: QModelIndex) -> None:
        if not self._busy and now.row() != before.row() and now.row() >= 0:
            self._show_card()

    def _show_card(self) -> None:
        if self.card is not None:
            if self._on_card <= self._count:
                self.card.flush()
            # Its row may be gone: the focus that leaves it must not speak of it any more.
            self.card.retire()
            self.card.hide()
            self.card.deleteLater()
            self.card = None
        if self.row >= 0 and self._count:
            self._on_card = self.row + 1
            at = (self._part.element.path, self._at(self.row))
            self.card = PartsGrid(self._scene, self._part.parts, at=at)
            self.card.setParent(self)
            self.card.resize(max(1, self.width() - 2 * _EDGE), 1)
            self.card.asked = self._asked
            self.card.show_state()
            self.card.grew.connect(self.grew)
            self.card.show()
        self.grew.emit()

    @override
    def retire(self) -> None:
        if self.card is not None:
            self.card.retire()

    # -- acting ----------------------------------------------------------------------------------

    def take_out(self) -> None:
        """Ask that the row that is looked at is taken away."""
        if self.row >= 0:
            self._scene.asks.remove_wanted.emit(self._at(self.row))

    def _write(self, _line: object) -> None:
        if self.card is not None:
            self.card.focus_first()

    @override
    def go_to(self, path: str) -> bool:
        if not path.startswith(f"{self.path}["):
            return False
        place = path[len(self.path) + 1 :].partition("]")[0]
        row = int(place) - 1
        if not 0 <= row < self._count:
            return False
        self._stand(row)
        if self.card is None:
            return False
        if path == self._at(row):
            self.card.focus_first()
            return True
        return self.card.go_to(path)

    @override
    def flush(self) -> None:
        if self.card is not None:
            self.card.flush()

    @property
    @override
    def stops(self) -> list[QWidget]:
        own: list[QWidget] = [self.add, self.remove, self.table]
        return own + (self.card.stops if self.card is not None else [])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}…"


def _at_place(place: int, line: tuple[str, ...]) -> str:
    return line[place]
