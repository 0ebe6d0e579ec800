"""人员和责任区: who the inspectors are on a day, and the zones with their heads and schools."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.override import override
from inspector_app.domain.labels.schools import EDUCATION_LABEL, INSPECTOR_KIND_LABEL
from inspector_app.services.wishes import ZonesPrint
from inspector_app.ui.dialogs.zone import ask_zone
from inspector_app.ui.export import export_button
from inspector_app.ui.finders import person_finder
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenImport, OpenPreview, OpenRegister
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import GRID, button, label, scaled
from inspector_app.ui.widgets.dates import DateField
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.services.people_cards import PersonCard
    from inspector_app.services.zones import ZoneCard
    from inspector_app.ui.desk import Desk

_SCHOOLS: Final = 5
_POSTS: Final = 4
_ZONES_HIGH: Final = 210


def _since(card: ZoneCard) -> str:
    return card.since.isoformat() if card.since else "没有登记"


def _names(card: ZoneCard) -> str:
    return "、".join(name for _, name in card.schools)


_ZONES: tuple[Column[ZoneCard], ...] = (
    Column(title="责任区", text=lambda card: card.zone),
    Column(title="组长", text=lambda card: card.head),
    Column(title="联络人", text=lambda card: card.liaison),
    Column(title="从", text=_since, value=lambda card: card.since),
    Column(
        title="督学",
        text=lambda card: f"{len(card.inspectors)} 人",
        value=lambda card: len(card.inspectors),
        tip=lambda card: "、".join(person.name for person in card.inspectors),
    ),
    Column(title="学校", text=lambda card: f"{len(card.schools)} 所　{_names(card)}", tip=_names),
)
_PEOPLE: tuple[Column[PersonCard], ...] = (
    Column(title="编号", text=lambda card: card.person.id),
    Column(title="姓名", text=lambda card: card.person.name),
    Column(title="专兼职", text=lambda card: INSPECTOR_KIND_LABEL[card.person.kind]),
    Column(title="责任区", text=lambda card: card.person.zone),
    Column(title="任职", text=lambda card: "、".join(card.posts), tip=lambda c: "、".join(c.posts)),
    Column(title="专长", text=lambda card: card.person.subjects),
    Column(title="学段", text=lambda card: card.person.stages),
    Column(
        title="学历",
        text=lambda card: EDUCATION_LABEL[card.person.education] if card.person.education else "",
    ),
    Column(title="从教", text=lambda card: str(card.person.teaching_since or ""), right=True),
    Column(
        title="职务、提示",
        text=lambda card: "　".join(
            filter(None, (card.person.position, f"△ {card.hint}" if card.hint else ""))
        ),
        tip=lambda card: "\n".join(mark.why for mark in card.marks),
        ink=lambda card: "warn" if card.hint else "",
    ),
)


class _Found(NamedTuple):
    """Everything that the page shows."""

    zones: tuple[ZoneCard, ...]
    people: tuple[PersonCard, ...]


class PeoplePage(Page):
    """Zones above, people below, both as of one day."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self.on = DateField("哪一天", self._today)
        self.on.show_value(self._today())
        self.on.edited.connect(lambda _day: self.refresh())
        self._build()
        self.zone_table.opened.connect(self._on_zone)
        self.key("Ctrl+P", self.preview)

    def _today(self) -> date:
        return clocks.today(self._desk.clock)

    def _day(self) -> date:
        return self.on.value() or self._today()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        day = label("哪一天", kind="soft")
        self.change = button("换组长、联络人…", tip="选中一个责任区后按 Enter：另记一版，旧的留着")
        self.change.clicked.connect(self.ask_to_change)
        self.versions = button("各版…", tip="责任区的登记：每一版从哪天起")
        self.versions.clicked.connect(lambda: self.kit.navigator.open(OpenRegister(kind="zone")))
        self.print = button("一览表…", tip="Ctrl+P：预览、打印，或另存", name="责任区一览表")
        self.print.clicked.connect(self.preview)
        acts = (day, self.on, self.change, self.versions, self.print)
        self.box.addLayout(header("人员和责任区", *acts))
        self.box.addWidget(self.notice)
        self.zones, self.people = RowsModel(_ZONES), RowsModel(_PEOPLE)
        self.zone_table = Table("责任区", self.zones)
        self.zone_table.stretch(_SCHOOLS)
        self.person_table = Table("督学", self.people)
        self.person_table.stretch(_POSTS)
        self.box.addLayout(self._zone_part(), 1)
        self.box.addLayout(self._people_part(), 1)

    def _zone_part(self) -> QVBoxLayout:
        self.no_zones = label("名册里还没有责任区。", kind="soft")
        column = QVBoxLayout()
        column.setSpacing(GRID)
        self.zone_table.setMaximumHeight(scaled(_ZONES_HIGH))
        column.addWidget(self.zone_table, 1)
        column.addWidget(self.no_zones)
        return column

    def _people_part(self) -> QVBoxLayout:
        export = export_button(self, self.person_table, lambda: f"督学名单 {self._day()}")
        self.told = label("", kind="soft")
        load = button("导入名册…", tip="名册可以带专长、学段、学历、教育工作起始年、职务各列")
        load.clicked.connect(lambda: self.kit.navigator.open(OpenImport()))
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addLayout(header("督学", self.told, load, export))
        column.addWidget(self.person_table, 1)
        return column

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.inspectors or changes.schools or changes.registers or changes.rules

    @override
    def refresh(self) -> None:
        day = self._day()
        self.read(
            lambda: _Found(self._desk.zones.cards(day), self._desk.people_cards.all(day)),
            self._show,
        )

    def _show(self, found: _Found) -> None:
        show_rows(self.zone_table, self.zones, found.zones)
        show_rows(self.person_table, self.people, found.people)
        self.no_zones.setVisible(not found.zones)
        self.zone_table.setVisible(bool(found.zones))
        self.change.setEnabled(bool(found.zones))
        self.print.setEnabled(bool(found.zones))
        hints = sum(bool(card.hint) for card in found.people)
        self.told.setText(f"{len(found.people)} 人" + (f"　△ 提示 {hints} 人" if hints else ""))

    # -- acting ----------------------------------------------------------------------------------

    def preview(self) -> None:
        """Show the list of zones as it prints."""
        if self.zones.rows:
            self.kit.navigator.open(OpenPreview(wish=ZonesPrint(on=self._day())))

    def _on_zone(self, _index: QModelIndex) -> None:
        self.ask_to_change()

    def ask_to_change(self) -> None:
        """Ask who heads the chosen zone from which day on, and write that down."""
        card = chosen_row(self.zone_table, self.zones)
        if card is None:
            return
        people = person_finder(self.kit.jobs, self._desk.people)
        told = ask_zone(self.window(), card, people=people, today=self._today())
        if told is None:
            return
        zones = self._desk.zones
        self.write(
            lambda: zones.set(card.zone, head=told.head, liaison=told.liaison, on=told.on),
            lambda made: self.notice.tell(f"已登记 {made.number}；旧的一版留着。"),
        )
