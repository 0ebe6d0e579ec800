"""交通和误餐天数: a month's days on the way by person, and below them each day with its schools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout

from inspector_app.base.override import override
from inspector_app.domain.month import Month
from inspector_app.domain.travel import TravelDay, TravelRow, totals
from inspector_app.services.wishes import TravelPrint
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenPreview, OpenVisit
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import button, label, scaled
from inspector_app.ui.widgets.month_line import MonthLine
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.services.travel import Travel
    from inspector_app.ui.desk import Desk

_SCHOOLS: Final = 2
_ONE_ROW: Final = 78
# What Qt takes for no limit.
_ANY_HEIGHT: Final = 16_777_215
_NUMBERS: Final = ("交通天数", "误餐天数", "其中休息日", "半天数", "入校校次")


class TravelPage(Page):
    """People above, the days of the chosen one below."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self.month = desk.months.under_way()
        self._found: Travel | None = None
        self._build()
        self.shown.picked.connect(self.open_month)
        self.print.clicked.connect(self.preview)
        self.people_table.selectionModel().currentRowChanged.connect(lambda *_: self._show_days())
        self.days_table.opened.connect(self._on_day)
        self.key("Ctrl+P", self.preview)

    def _build(self) -> None:
        self.shown = MonthLine(self.month, latest=self.month)
        self.print = button(
            "打印…", kind="primary", tip="Ctrl+P：先预览，再打印，或存为 PDF、Word、Excel"
        )
        self.box.addLayout(header("交通和误餐天数", self.shown, self.print))
        self.box.addWidget(self.notice)
        self.told = label("", kind="soft")
        self.told.setWordWrap(True)
        self.box.addWidget(self.told)
        self.people = RowsModel(tuple(self._people_columns()))
        self.days = RowsModel(tuple(self._day_columns()))
        self.people_table = Table("每人的天数", self.people)
        self.days_table = Table("逐日", self.days)
        self.days_table.stretch(_SCHOOLS)
        self.days_head = label("", kind="soft")
        below = QVBoxLayout()
        below.addWidget(self.days_head)
        below.addWidget(self.days_table, 1)
        self.box.addWidget(self.people_table, 1)
        self.box.addLayout(below, 1)

    def _people_columns(self) -> list[Column[TravelRow]]:
        columns: list[Column[TravelRow]] = [
            Column(title="编号", text=lambda row: row.person),
            Column(title="督学", text=lambda row: self._travel.name(row.person)),
            Column(title="责任区", text=lambda row: self._travel.people[row.person].zone),
        ]
        for place, title in enumerate(_NUMBERS, start=1):
            columns.append(_number(title, place))
        return columns

    def _day_columns(self) -> tuple[Column[TravelDay], ...]:
        return (
            Column(title="日期", text=lambda row: str(row.day), value=lambda row: row.day),
            Column(title="星期", text=self._weekday),
            Column(
                title="学校和时段",
                text=self._stops,
                tip=self._stops,
            ),
            Column(title="误餐", text=lambda row: "是" if row.meal else ""),
            Column(title="督导记录", text=lambda row: f"{len(row.uids)} 份", tip=self._numbers),
        )

    @property
    def _travel(self) -> Travel:
        # Rows are shown only once they are here.
        assert self._found is not None
        return self._found

    def _weekday(self, day: TravelDay) -> str:
        return self._travel.weekday(day)

    def _stops(self, day: TravelDay) -> str:
        return self._travel.stops(day)

    def _numbers(self, day: TravelDay) -> str:
        return "、".join(self._travel.numbers.get(uid, uid) for uid in day.uids)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return bool(changes.visits or changes.inspectors or changes.schools)

    @override
    def refresh(self) -> None:
        wish = self._wish()
        self.read(lambda: self._desk.travel.table(wish), self._show)

    def open_month(self, month: Month) -> None:
        """Show another month."""
        self.month = month
        self.shown.show_month(month)
        self.refresh()

    def _wish(self) -> TravelPrint:
        period = self._desk.travel.span(self.month)
        return TravelPrint(first=period.start, until=period.end)

    def _show(self, found: Travel) -> None:
        self._found = found
        days, meals, *_ = totals(found.table.rows)
        there = sum(bool(row.days.value) for row in found.table.rows)
        self.told.setText(
            f"{there} 人有入校，交通 {days} 人天，误餐 {meals} 人天。"
            "一天去几所学校都算一天；上午和下午都在学校的算误餐。"
            f"{found.moved.told and f'{found.moved.told}。'}"
        )
        alone = len(found.table.rows) == 1
        self.people_table.setMaximumHeight(scaled(_ONE_ROW) if alone else _ANY_HEIGHT)
        show_rows(self.people_table, self.people, found.table.rows)
        self._show_days()

    def _show_days(self) -> None:
        row = chosen_row(self.people_table, self.people)
        if row is None or self._found is None:
            return
        days = self._found.table.of(row.person)
        name = self._found.name(row.person)
        self.days_head.setText(
            f"{name}　{len(days)} 天；按 Enter 打开那天的记录"
            if days
            else f"{name}　这个月没有入校"
        )
        show_rows(self.days_table, self.days, days)

    # -- acting ----------------------------------------------------------------------------------

    def preview(self) -> None:
        """Show the table as it prints."""
        self.kit.navigator.open(OpenPreview(wish=self._wish()))

    def _on_day(self, index: QModelIndex) -> None:
        uids = self.days.rows[index.row()].uids
        self.kit.navigator.open(OpenVisit(uid=uids[0]))


def _number(title: str, place: int) -> Column[TravelRow]:
    return Column(
        title=title,
        text=lambda row: str(row[place]),
        value=lambda row: row[1:][place - 1].value,
        right=True,
    )
