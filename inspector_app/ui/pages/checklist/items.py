"""The items of a checklist as a table: every option lies open, a digit chooses and goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from inspector_app.base.override import override
from inspector_app.domain.checklist import Checklist, Item, Scale
from inspector_app.domain.checklist_answers import answer_text
from inspector_app.ui.initials import initials
from inspector_app.ui.theme import colours_now, scaled

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_NUMBER, _TEXT, _RESULT, _NOTE = range(4)
_HEADS: Final = ("序号", "检查内容", "结果", "备注")
_CHIP_SPACE, _CHIP_PAD, _ROUND = 6, 7, 4


class Line(NamedTuple):
    """A row of the table: an item, or the head of a group, that has none."""

    group: str
    item: Item | None = None


def lines_of(checklist: Checklist) -> tuple[Line, ...]:
    """Return the rows of a checklist: each group with its items."""
    found: list[Line] = []
    for group in checklist.groups:
        if group:
            found.append(Line(group))
        found += [Line(group, item) for item in checklist.items if item.group == group]
    return tuple(found)


class ItemsModel(QAbstractTableModel):
    """The items with the answers as they are now."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()
        self.answers: dict[str, str] = {}

    def show(self, lines: Sequence[Line], answers: Mapping[str, str]) -> None:
        """Show answers; the rows are made anew only where the items differ."""
        self.answers = dict(answers)
        if tuple(lines) == self.lines:
            self._changed(0, len(self.lines) - 1)
            return
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def put(self, row: int, key: str, text: str) -> None:
        """Show one answer before it is stored."""
        self.answers = {**self.answers, key: text}
        self._changed(row, row)

    def _changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, _NOTE))

    def item_at(self, row: int) -> Item | None:
        """Return the item of a row, nothing for the head of a group."""
        return self.lines[row].item if 0 <= row < len(self.lines) else None

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, index.column())
        if role == Qt.ItemDataRole.FontRole and line.item is None:
            bold = QFont()
            bold.setBold(True)
            return bold
        if role == Qt.ItemDataRole.BackgroundRole and line.item is None:
            return QColor(colours_now().tint)
        if role == Qt.ItemDataRole.ToolTipRole and line.item is not None:
            return line.item.text
        return None

    def _text(self, line: Line, column: int) -> str:
        item = line.item
        if item is None:
            return line.group if column == _TEXT else ""
        star = "★" if item.is_key else ""
        texts = (
            f"{star}{item.number}", item.text, answer_text(item, self.answers),
            "✎" if self.answers.get(item.note_key) else "",
        )  # fmt: skip
        return texts[column]

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        shown = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return _HEADS[section] if shown else None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.item_at(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _ChipPainter(QStyledItemDelegate):
    """Paints the options of an item side by side; a click on one chooses it.

    Signals:
        chosen(int, str): the row and the word.
    """

    chosen = Signal(int, str)

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | Any) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | Any
    ) -> None:
        super().paint(painter, option, index)
        item = _item(index)
        if item is None:
            return
        painter.save()
        answer = _model(index).answers.get(item.key, "")
        for word, box in _boxes(item, option.rect, option.fontMetrics):
            self._chip(painter, box, word, on=word == answer, fails=item.fails(word))
        if not item.words:
            _plain(painter, option.rect, item, _model(index).answers)
        painter.restore()

    def _chip(self, painter: QPainter, box: QRect, word: str, *, on: bool, fails: bool) -> None:
        colours = colours_now()
        fill = colours.bad if fails else colours.accent
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(fill if on else colours.line))
        painter.setBrush(QColor(fill if on else colours.surface))
        painter.drawRoundedRect(box, _ROUND, _ROUND)
        painter.setPen(QColor(colours.on_accent if on else colours.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | Any) -> QSize:
        item = _item(index)
        height = option.fontMetrics.height() + 11
        words = item.words if item is not None else ()
        width = sum(_width(word, option.fontMetrics) + _CHIP_SPACE for word in words)
        return QSize(max(width + _CHIP_SPACE, scaled(120)), height)

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | Any,
    ) -> bool:
        item = _item(index)
        released = event.type() == QEvent.Type.MouseButtonRelease
        if item is None or not released or not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        for word, box in _boxes(item, option.rect, option.fontMetrics):
            if box.contains(event.position().toPoint()):
                self.chosen.emit(index.row(), word)
                return True
        return False


def _plain(painter: QPainter, rect: QRect, item: Item, answers: Mapping[str, str]) -> None:
    """Paint figures or text as they stand, or that they are to be typed."""
    text = " ".join(answer_text(item, answers).split())
    hint = "按 Enter 写文字" if item.scale is Scale.TEXT else f"按 Enter 填数　{item.unit}"
    painter.setPen(QColor(colours_now().text if text else colours_now().soft))
    inner = rect.adjusted(_CHIP_SPACE, 0, -_CHIP_SPACE, 0)
    shown = painter.fontMetrics().elidedText(
        text or hint, Qt.TextElideMode.ElideRight, inner.width()
    )
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)


def _boxes(item: Item, rect: QRect, metrics: QFontMetrics) -> list[tuple[str, QRect]]:
    height = metrics.height() + 6
    left, top = rect.left() + _CHIP_SPACE, rect.top() + (rect.height() - height) // 2
    found = []
    for word in item.words:
        width = _width(word, metrics)
        found.append((word, QRect(left, top, width, height)))
        left += width + _CHIP_SPACE
    return found


def _width(word: str, metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance(word) + 2 * _CHIP_PAD


def _model(index: QModelIndex) -> ItemsModel:
    model = index.model()
    assert isinstance(model, ItemsModel)
    return model


def _item(index: QModelIndex) -> Item | None:
    return _model(index).item_at(index.row())


class ItemsTable(QTableView):
    """The table: arrows walk, digits or initials choose and go on, Enter goes to the right.

    Signals:
        chosen(str, str): the key of an item and its answer now, empty for none.
        stood_on(object): the ``Item`` of the row that the person is on.
        writing_wanted(str): the person wants to type beside the table, and began with this.
    """

    chosen = Signal(str, str)
    stood_on = Signal(object)
    writing_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.items = ItemsModel()
        self.locked = False
        self.setAccessibleName("检查表的各项")
        self.setModel(self.items)
        self._chips = _ChipPainter(self)
        self.setItemDelegateForColumn(_RESULT, self._chips)
        self._chips.chosen.connect(self._on_chip)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Stretch)
        for column in (_NUMBER, _RESULT, _NOTE):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        # Rows are as high as their text needs at the width that the column has in the end.
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.timeout.connect(self.resizeRowsToContents)
        head.sectionResized.connect(self._on_resized)
        self.selectionModel().currentRowChanged.connect(self._on_row)

    def _on_resized(self, section: int, _old: int, _new: int) -> None:
        if section == _TEXT:
            self._fit.start()

    def show_items(self, lines: Sequence[Line], answers: Mapping[str, str]) -> None:
        """Show a checklist; the row that the person is on stays."""
        fresh = tuple(lines) != self.items.lines
        self.items.show(lines, answers)
        if fresh:
            self._fit.start()
            self.clearSpans()
            for row, line in enumerate(self.items.lines):
                if line.item is None:
                    self.setSpan(row, _TEXT, 1, _NOTE)
            self.go_to(next((n for n, each in enumerate(self.items.lines) if each.item), 0))

    @property
    def item(self) -> Item | None:
        """The item of the row that the person is on."""
        return self.items.item_at(self.currentIndex().row())

    def go_to(self, row: int) -> None:
        """Go to a row."""
        self.setCurrentIndex(self.items.index(row, _RESULT))
        self.scrollTo(self.currentIndex())

    def go_to_item(self, key: str) -> None:
        """Go to the row of an item."""
        for row, line in enumerate(self.items.lines):
            if line.item is not None and line.item.key == key:
                self.go_to(row)

    def next_open(self, open_keys: frozenset[str]) -> bool:
        """Go to the next item without an answer, from the top again after the last one."""
        size, at = len(self.items.lines), self.currentIndex().row()
        for step in range(1, size + 1):
            item = self.items.item_at((at + step) % size)
            if item is not None and item.key in open_keys:
                self.go_to((at + step) % size)
                return True
        return False

    def step(self, by: int) -> None:
        """Go on to the next item up or down, over the heads of groups."""
        row = self.currentIndex().row() + by
        while 0 <= row < len(self.items.lines):
            if self.items.item_at(row) is not None:
                self.go_to(row)
                return
            row += by

    def choose(self, word: str) -> None:
        """Answer the item of the row and go on; the word that stands there is taken out again."""
        if self._answer(word):
            self.step(1)

    def _answer(self, word: str) -> bool:
        """Answer the item of the row; say whether a word stands there now."""
        item = self.item
        if item is None or self.locked:
            return False
        new = "" if self.items.answers.get(item.key) == word else word
        self.items.put(self.currentIndex().row(), item.key, new)
        self.chosen.emit(item.key, new)
        return bool(new)

    def _on_chip(self, row: int, word: str) -> None:
        self.go_to(row)
        self._answer(word)

    def _on_row(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.stood_on.emit(self.items.item_at(index.row()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if not plain or not self._typed(Qt.Key(event.key()), event.text()):
            super().keyPressEvent(event)

    def _typed(self, key: Qt.Key, text: str) -> bool:
        """Do what a key means here; say whether it means anything."""
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.writing_wanted.emit("")
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} or (text == "0" and self._words):
            self.choose("")
        elif text.isascii() and text.isalnum():
            self._by_text(text.lower())
        else:
            return False
        return True

    @property
    def _words(self) -> tuple[str, ...]:
        return self.item.words if self.item is not None else ()

    def _by_text(self, text: str) -> None:
        words = self._words
        if text.isdigit() and not words:
            self.writing_wanted.emit(text)
        elif text.isdigit():
            place = int(text) - 1
            if 0 <= place < len(words):
                self.choose(words[place])
        else:
            self._by_letter(text, words)

    def _by_letter(self, letter: str, words: tuple[str, ...]) -> None:
        """Choose the first word that begins with a letter and does not stand there already."""
        item = self.item
        now = self.items.answers.get(item.key, "") if item is not None else ""
        fitting = [word for word in words if initials(word).startswith(letter)]
        after = fitting[fitting.index(now) + 1 :] if now in fitting else fitting
        if after:
            self.choose(after[0])
