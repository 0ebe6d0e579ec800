"""The form of one item: what it asks for, its figures or its grade, and what goes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from inspector_app.domain.labels.standards import ITEM_GRADE_LABEL
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.selfcheck import SELFCHECK
from inspector_app.domain.standard_options import ItemGrade
from inspector_app.ui.pages.registers.inputs import Tools, put
from inspector_app.ui.pages.registers.item_views import ShownItem, about
from inspector_app.ui.theme import label, look
from inspector_app.ui.widgets.binding import Form
from inspector_app.ui.widgets.chips import ChoiceChips
from inspector_app.ui.widgets.fields import NOUN
from inspector_app.ui.widgets.scrolled import ScrolledColumn

if TYPE_CHECKING:
    from inspector_app.domain.registers.kind import Entry, RegisterKind
    from inspector_app.domain.registers.shapes import Rows
    from inspector_app.domain.standards import Item

# Written only where an item is to be put right.
_PUT_RIGHT: Final = ("problem", "unit", "person", "measures", "due")
_RATIO: Final = ("numerator", "denominator")


class ItemForm(QWidget):
    """The fields of a row; those that its item has no use for are hidden."""

    def __init__(self, kind: RegisterKind, rows: Rows, tools: Tools) -> None:
        super().__init__()
        self.kind, self._rows = kind, rows
        self.form = Form(self)
        self.setProperty(NOUN, f"register.{kind.id}")
        self.title = label("", kind="head")
        self.about = label("", kind="soft")
        self.told = label("", kind="warn")
        inner = ScrolledColumn()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        for words in (self.title, self.about, self.told):
            words.setWordWrap(True)
            column.addWidget(words)
        for part in rows.fields:
            if part.id != "item":
                column.addWidget(put(self.form, part, tools, name=part.label))
        column.addStretch()
        self.view = QScrollArea()
        self.view.setWidgetResizable(True)
        self.view.setWidget(inner)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)

    def show_item(self, line: ShownItem, entry: Entry, *, busy: QWidget | None) -> None:
        """Show what is stored; ``busy`` is the input that is being typed in."""
        item = line.item
        self.title.setText(f"{item.no}. {item.text}")
        self.title.setToolTip(item.level1)
        self.about.setText(about(item))
        self.told.setText(line.told)
        self.told.setVisible(bool(line.told))
        look(self.told, "warn" if "▲" in line.told or line.pressing else "soft")
        self.form.show(line, busy=busy)
        self.form.show_marks(prefilled=frozenset(), missing=line.missing)
        self._lock(entry)
        if self.kind is SELFCHECK:
            self._fit(line)

    def _lock(self, entry: Entry) -> None:
        draft = entry.state is EntryState.DRAFT and not entry.removed
        later = entry.state is EntryState.FILED and not entry.removed
        told = frozenset(part.id for part in self._rows.fields if part.later and later)
        self.form.lock(locked=not draft, but=told)

    def _fit(self, line: ShownItem) -> None:
        """Hide what the item has no use for, and call its figures by their names."""
        item, values = line.item, line.values
        rule = item.rule
        ratio = rule is not None and rule.is_ratio
        shown = dict.fromkeys(_RATIO, ratio)
        shown["value"] = rule is not None and (not ratio or bool(values["value"]))
        reached = rule is not None and line.word == ITEM_GRADE_LABEL[ItemGrade.GOOD]
        shown["grade"] = not item.is_computed and not reached
        wrong = line.pressing
        shown.update({name: wrong or bool(values[name]) for name in _PUT_RIGHT})
        for name, visible in shown.items():
            self.form.rows[name].setVisible(visible)
        self._name_figures(item)
        grade = self.form.input("grade")
        assert isinstance(grade, ChoiceChips)
        grade.offer(_grades(item))

    def _name_figures(self, item: Item) -> None:
        rule = item.rule
        if rule is None:
            return
        for name, words in (
            ("numerator", rule.numerator),
            ("denominator", rule.denominator),
            ("value", f"{rule.name}（{rule.unit}）" if rule.unit else rule.name),
        ):
            if words:
                self.form.rows[name].rename(words)

    def names(self) -> tuple[str, ...]:
        """Return the fields that can be gone to, in their order."""
        return tuple(n for n in self.form.names() if not self.form.rows[n].isHidden())

    def go_to(self, name: str) -> None:
        """Go to a field."""
        target = name if name in self.names() else self.names()[0]
        self.form.input(target).setFocus()
        row = self.form.rows[target]
        QTimer.singleShot(0, row, lambda: self.view.ensureWidgetVisible(row, 0, 60))


def _grades(item: Item) -> list[str]:
    """Return the grades that people may give to an item."""
    found = [ItemGrade.GOOD.value] if item.rule is None else []
    return [*found, *([ItemGrade.BASIC.value] if item.has_basic else []), ItemGrade.FAIL.value]
