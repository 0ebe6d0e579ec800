"""注明差异: what the office notes beside a figure of the month, from the cell that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from inspector_app.services.context import Role
from inspector_app.ui.dialogs.deviation import DeviationAnswer, ask_deviation
from inspector_app.ui.theme import button

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from inspector_app.services.months import MonthTable
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.models.month_table import CellPlace, MonthModel
    from inspector_app.ui.page import Page


class MonthNotes(QObject):
    """The button and the keys of 注明差异; an inspector corrects records instead."""

    def __init__(self, page: Page, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk
        self._office = desk.settings.identity().role is Role.OFFICE
        self._model: MonthModel | None = None
        self._found: MonthTable | None = None
        self._chosen: QModelIndex | None = None
        self.button = button(
            "注明差异…", kind="chip", tip="F4 或 Ctrl+R：在选中的数旁边注明另有说法"
        )
        self.button.setVisible(self._office)
        self.button.clicked.connect(self.note)
        for key in ("F4", "Ctrl+R"):
            page.key(key, self.note)

    def watch(self, model: MonthModel) -> None:
        """Note beside the figures of that model."""
        self._model = model

    def choose(self, index: QModelIndex) -> None:
        """Take the cell that the next note is about."""
        self._chosen = index

    def show(self, found: MonthTable) -> None:
        """Note in that table."""
        self._found = found

    def note(self) -> None:
        """Ask for the number and the reason beside the chosen figure, and note them."""
        found, model, index = self._found, self._model, self._chosen
        if not self._office or found is None or model is None or index is None:
            return
        place = model.place(index)
        if place is None:
            self._page.notice.tell("先选一个数，再注明差异。", kind="warn")
            return
        noted = next((each for each in found.deviations if each.cell == place.noted_as), None)
        answer = ask_deviation(self._page, place.title, place.cell, noted)
        if answer is not None:
            self._write(found, place, answer)

    def _write(self, found: MonthTable, place: CellPlace, answer: DeviationAnswer) -> None:
        done = (
            f"已注明：{place.title}，注 {answer.value}。" if answer.value
            else f"已收回：{place.title}。"
        )  # fmt: skip
        self._page.write(
            lambda: self._desk.month_editions.deviate(
                found.month, row=place.row, figure=place.column,
                value=answer.value, reason=answer.reason,
            ),
            lambda _: self._page.notice.tell(done),
        )  # fmt: skip
