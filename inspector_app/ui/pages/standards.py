"""指标体系: the editions at the left, the items of the marked one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.item_grade import rule_words
from inspector_app.domain.standards import Item, Standard
from inspector_app.ui.dialogs import ask
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.theme import button, label, scaled
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.ui.desk import Desk

_LIST_WIDTH: Final = 300
_NAME_WIDTH: Final = 250
_SETS: tuple[Column[Standard], ...] = (
    Column(title="指标体系", text=lambda s: s.title, tip=lambda s: s.title),
    Column(title="项", text=lambda s: str(len(s.items)), right=True),
)
_ITEMS: tuple[Column[Item], ...] = (
    Column(title="序号", text=lambda item: str(item.no), right=True),
    Column(title="指标", text=lambda item: item.text, tip=lambda item: item.method),
    Column(title="怎样评定", text=rule_words, tip=rule_words),
)


class StandardsPage(Page):
    """The sets that ship with the program, and what the district has taken in."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._sets, self._items = RowsModel(_SETS), RowsModel(_ITEMS)
        self.sets = Table("指标体系", self._sets)
        self.items = Table("各项指标", self._items)
        self.about = label("", kind="soft")
        self.about.setWordWrap(True)
        self._build()
        self.sets.selectionModel().currentRowChanged.connect(self._on_current)

    def _build(self) -> None:
        self.template = button("写出样表…", tip="把选中的版本写成 Excel，改成本地细则后导入")
        self.take = button("导入…", kind="primary", tip="从改好的样表导入一个版本")
        self.remove = button("去掉", tip="去掉选中的、还没有用过的本地版本")
        self.box.addLayout(header("指标体系", self.template, self.take, self.remove))
        self.box.addWidget(self.notice)
        self.sets.stretch(0)
        self.items.stretch(2)
        self.sets.setMaximumWidth(scaled(_LIST_WIDTH))
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.about)
        column.addWidget(self.items, 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.sets, 2)
        row.addWidget(right, 5)
        self.box.addLayout(row, 1)
        for pressed, slot in (
            (self.template, self._on_template), (self.take, self._on_take),
            (self.remove, self._on_remove),
        ):  # fmt: skip
            pressed.clicked.connect(slot)

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.registers

    @override
    def refresh(self) -> None:
        self.read(self._desk.standards.all, self._show)

    def _show(self, found: tuple[Standard, ...]) -> None:
        key = self._current.key if self._current else ""
        self._sets.show(found)
        keys = [standard.key for standard in found]
        place = keys.index(key) if key in keys else 0
        self.sets.setCurrentIndex(self._sets.index(place, 0))
        self._show_items()

    @property
    def _current(self) -> Standard | None:
        place = self.sets.currentIndex().row()
        return self._sets.rows[place] if 0 <= place < len(self._sets.rows) else None

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_items()

    def _show_items(self) -> None:
        standard = self._current
        if standard is None:
            return
        grades = "　".join(
            f"{grade.name}：合格 ≥ {grade.passes}，基本合格 ≤ {grade.basics}"
            for grade in standard.grades
        )
        self.about.setText("\n".join(filter(None, (f"来源：{standard.source}", grades))))
        self._items.show(standard.items)
        # Left to itself the column of long names would leave the rules no room.
        self.items.setColumnWidth(1, scaled(_NAME_WIDTH))

    # -- acting ----------------------------------------------------------------------------------

    def _on_template(self) -> None:
        standard = self._current
        if standard is None:
            return
        name = f"指标体系 {standard.key.replace('@', ' ')}.xlsx"
        path = ask.save_file(self, "把样表存到哪里", name, ask.EXCEL)
        if path is not None:
            key = standard.key
            self.read(lambda: self._desk.standards.template(path, key), self.tell_written)

    def _on_take(self) -> None:
        path = ask.open_file(self, "选改好的指标体系", ask.EXCEL)
        if path is None:
            return

        def taken(standard: Standard) -> None:
            self.notice.tell(f"已导入 {standard.title}，{len(standard.items)} 项。")
            self.refresh()

        self.write(lambda: self._desk.standards.take(path), taken)

    def _on_remove(self) -> None:
        standard = self._current
        if standard is None:
            return
        text = "还没有按它写过自评表或责任分解的才能去掉。"
        if ask.confirm(self, f"去掉“{standard.title}”吗？", text, yes="去掉"):
            key = standard.key
            self.write(lambda: self._desk.standards.remove(key), lambda _changes: self.refresh())
