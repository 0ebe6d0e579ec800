"""The sealed part of an entry in its form: closed, once it is filled, until somebody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.shapes import empty
from inspector_app.ui.pages.registers.entry_rows import ShownRow
from inspector_app.ui.pages.registers.inputs import Tools, put
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.binding import Form
from inspector_app.ui.widgets.fields import NOUN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inspector_app.domain.registers.kind import RegisterKind
    from inspector_app.services.registers import EntryRecord


class SealedPanel(QWidget):
    """Fields that are shown while they are filled in, and afterwards only to those who ask.

    Signals:
        reveal_wanted(): somebody wants to look; the page has it noted and calls ``reveal``.
    """

    reveal_wanted = Signal()

    def __init__(self, kind: RegisterKind, tools: Tools) -> None:
        super().__init__()
        self._kind = kind
        self._uid, self._open = "", False
        self.form = Form(self)
        # Nothing of it is kept elsewhere, and nothing that is kept elsewhere is offered in it.
        self.setProperty(NOUN, "")
        self.told = label("", kind="soft")
        self.look = button("查看或修改…", tip="谁在何时看过，会留下记录")
        self.look.clicked.connect(self.reveal_wanted)
        self._fields = QWidget()
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for field in kind.sealed:
            column.addWidget(put(self.form, field, tools, name=field.label))
        top = QHBoxLayout()
        top.addWidget(self.told, 1)
        top.addWidget(self.look)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(label(kind.sealed_name, kind="head"))
        box.addLayout(top)
        box.addWidget(self._fields)

    def show_record(self, record: EntryRecord) -> None:
        """Show that something is there, never what; what is open on the same entry stays open."""
        entry, filled = record.entry, record.sealed.filled
        if entry.uid != self._uid:
            self._uid, self._open = entry.uid, not filled
            self._fill({})
        names = "、".join(each.label for each in self._kind.sealed if each.id in filled)
        self.told.setText("" if self._open else f"已登记：{names}")
        self._arrange()
        self.form.lock(locked=entry.removed or entry.state is EntryState.VOIDED)

    def reveal(self, values: Mapping[str, Any]) -> None:
        """Show what stands there; that somebody looked was noted."""
        self._open = True
        self._fill(values)
        self.told.setText("")
        self._arrange()
        self.form.input(self._kind.sealed[0].id).setFocus()

    def close_again(self) -> None:
        """Show no more what stands there."""
        self._uid, self._open = "", False

    def _fill(self, values: Mapping[str, Any]) -> None:
        shown = {each.id: values.get(each.id, empty(each.shape)) for each in self._kind.sealed}
        self.form.show(ShownRow("", shown))

    def _arrange(self) -> None:
        self._fields.setVisible(self._open)
        self.told.setVisible(not self._open)
        self.look.setVisible(not self._open)
