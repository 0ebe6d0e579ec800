"""The options of an item side by side in its cell, to look at and to click."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from inspector_app.base.override import override
from inspector_app.domain.checklist import Item, Scale
from inspector_app.domain.checklist_answers import answer_text
from inspector_app.ui.pages.checklist.model import ItemsModel
from inspector_app.ui.theme import colours_now, scaled

_CHIP_SPACE: Final = 6
_CHIP_PAD: Final = 7
_ROUND: Final = 4


class ChipPainter(QStyledItemDelegate):
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
