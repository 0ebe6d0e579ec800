"""What stands beside the items: the whole of the chosen one, its figures, what is noted of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.checklist import Item, Scale
from inspector_app.domain.checklist_answers import figure_fault
from inspector_app.domain.filled_checklist import NOTE_LIMIT
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.fields import LineField, LongText, name_field

_FACTS: Final = (
    ("方式", "method"), ("佐证", "evidence"), ("依据", "basis"), ("部门", "department"),
)  # fmt: skip


class NumberLine(LineField):
    """A number, sent out when it is left: half of one is none yet.

    Signals:
        entered(): Enter was pressed, after the last ``edited``.
    """

    entered = Signal()

    @override
    def _on_changed(self) -> None:
        """Wait until the field is left."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self.composing:
            self.flush()
            self.entered.emit()
            return
        super().keyPressEvent(event)


class ItemPanel(QScrollArea):
    """One item with what can be written of it.

    Signals:
        edited(str, str): a key of the answers and its text now.
        refused(str): what was typed cannot be taken, and why.
        issue_wanted(str): an issue is to be made of the item of this key.
    """

    edited = Signal(str, str)
    refused = Signal(str)
    issue_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._item: Item | None = None
        self.setAccessibleName("这一项")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._text = label("", kind="head")
        self._facts = label("", kind="soft")
        self._odd = label("", kind="warn")
        self._figure_title = label("数值", kind="small")
        self._long_title = label("文字", kind="small")
        self.figure = NumberLine("数值", hint="只写数字，按 Enter 到下一项")
        self.long = LongText("文字", lines=4, limit=NOTE_LIMIT)
        self.note = LongText("备注", lines=3, limit=NOTE_LIMIT, hint="看到的情况；转为问题时带上")
        name_field(self.long, "checklist", "text")
        name_field(self.note, "checklist", "note")
        self.issue = button("转为问题", tip="Ctrl+Shift+I：把这一项、备注和依据加到“存在问题”")
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(GRID, 0, GRID, 0)
        for words in (self._text, self._facts, self._odd):
            words.setWordWrap(True)
        for widget in (
            self._text, self._facts, self._figure_title, self.figure, self._long_title, self.long,
            self._odd, label("备注", kind="small"), self.note, self.issue,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addStretch()
        self.setWidget(self._inner)
        self.figure.edited.connect(self._on_figure)
        self.long.edited.connect(lambda text: self._send(note=False, text=text))
        self.note.edited.connect(lambda text: self._send(note=True, text=text))
        self.issue.clicked.connect(self._on_issue)

    def show_item(
        self, item: Item | None, answers: Mapping[str, str], *, odd: str, made: bool, locked: bool
    ) -> None:
        """Show an item; what is being typed of the same item stays as it is."""
        same = item is not None and self._item is not None and item.key == self._item.key
        if not same:
            self.flush()
        self._item = item
        self._inner.setVisible(item is not None)
        if item is None:
            return
        star = "★ " if item.is_key else ""
        self._text.setText(f"{star}{item.number}　{item.text}")
        self._facts.setText(_facts(item))
        self._odd.setText(f"▲ {odd}" if odd else "")
        self._odd.setVisible(bool(odd))
        self._show_inputs(item, answers, same=same, locked=locked)
        fails = item.fails(answers.get(item.key, ""))
        self.issue.setVisible(fails)
        self.issue.setEnabled(fails and not made and not locked)
        self.issue.setText("已转为问题" if made else "转为问题")

    def _show_inputs(
        self, item: Item, answers: Mapping[str, str], *, same: bool, locked: bool
    ) -> None:
        figures, text = item.scale in {Scale.NUMBER, Scale.POINTS}, item.scale is Scale.TEXT
        most = f"，0 到 {item.points} 分" if item.scale is Scale.POINTS else ""
        self._figure_title.setText(f"数值{f'（{item.unit}）' if item.unit else ''}{most}")
        for widget in (self._figure_title, self.figure):
            widget.setVisible(figures)
        for each in (self._long_title, self.long):
            each.setVisible(text)
        for field, value in (
            (self.figure, answers.get(item.key, "") if figures else ""),
            (self.long, answers.get(item.key, "") if text else ""),
            (self.note, answers.get(item.note_key, "")),
        ):
            field.setReadOnly(locked)
            if not (same and field.hasFocus()):
                field.show_value(value)

    def begin(self, text: str) -> None:
        """Go to what is written of the item, and begin with ``text``."""
        item = self._item
        if item is None:
            return
        if item.scale in {Scale.NUMBER, Scale.POINTS}:
            self.figure.setFocus()
            self.figure.selectAll()
            if text and not self.figure.isReadOnly():
                self.figure.insert(text)
        elif item.scale is Scale.TEXT:
            self.long.setFocus()
        else:
            self.note.setFocus()

    def flush(self) -> None:
        """Send out all that is typed and not sent yet."""
        for field in (self.figure, self.long, self.note):
            field.flush()

    def _on_figure(self, text: str) -> None:
        item = self._item
        if item is None:
            return
        fault = figure_fault(item, text)
        if fault:
            self.refused.emit(f"没有保存：{fault}。")
        else:
            self.edited.emit(item.key, text)

    def _send(self, *, note: bool, text: str) -> None:
        if self._item is not None:
            self.edited.emit(self._item.note_key if note else self._item.key, text)

    def _on_issue(self) -> None:
        if self._item is not None and self.issue.isEnabled():
            self.flush()
            self.issue_wanted.emit(self._item.key)


def _facts(item: Item) -> str:
    told = [(title, getattr(item, name)) for title, name in _FACTS]
    lines = [f"{title}：{text}" for title, text in told if text]
    return "\n".join((*lines, *((f"分值：{item.points}",) if item.is_scored else ())))
