"""What the checklists of a 专项 come to: each item over schools, each school, year beside year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QTabWidget

from inspector_app.base.override import override
from inspector_app.domain.checklist_answers import plain_number, score_text
from inspector_app.ui.dialogs import ask
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenCampaign, OpenChecklists
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.domain.checklist_counts import ChecklistTable, ItemCounts, SchoolLine
    from inspector_app.domain.year_comparison import YearFigures
    from inspector_app.services.checklist_tables import YearTable
    from inspector_app.ui.desk import Desk


class _Shown(NamedTuple):
    """What the page shows."""

    table: ChecklistTable
    years: YearTable | None


class _YearRow(NamedTuple):
    """One year of one school, with the change since the year before."""

    figures: YearFigures
    change: str


def _answers(counts: ItemCounts) -> str:
    """Return how often each answer was given."""
    if not counts.item.words:
        return f"已填 {counts.applicable}"
    return "　".join(f"{word or '未填'} {len(names)}" for word, names in counts.schools.items())


def _who(counts: ItemCounts) -> str:
    """Return which schools gave each answer."""
    return "\n".join(f"{word or '未填'}：{'、'.join(n)}" for word, n in counts.schools.items())


def _failed(counts: ItemCounts) -> str:
    return "、".join(counts.failed)


_ITEMS: tuple[Column[ItemCounts], ...] = (
    Column(title="序号", text=lambda c: f"{'★' if c.item.is_key else ''}{c.item.number}"),
    Column(title="检查内容", text=lambda c: c.item.text, tip=lambda c: c.item.text),
    Column(title="各结果的学校数", text=_answers, tip=_who),
    Column(
        title="不达标",
        text=lambda c: f"{len(c.failed)}/{c.applicable}" if c.item.words else "",
        value=lambda c: len(c.failed),
        tip=_failed,
        ink=lambda c: "bad" if c.failed else "",
        right=True,
    ),
    Column(title="不达标的学校", text=_failed, tip=_failed),
)
_SCHOOLS: tuple[Column[SchoolLine], ...] = (
    Column(title="学校", text=lambda line: line.found.school_name),
    Column(
        title="督导日期",
        text=lambda line: line.found.day.isoformat(),
        value=lambda line: line.found.day,
    ),
    Column(title="得分", text=lambda line: score_text(line.standing.score), right=True),
    Column(
        title="未填",
        text=lambda line: str(len(line.standing.open)),
        value=lambda line: len(line.standing.open),
        right=True,
    ),
    Column(
        title="不达标",
        text=lambda line: str(len(line.standing.failed)),
        value=lambda line: len(line.standing.failed),
        right=True,
    ),
    Column(
        title="不达标的★项",
        text=lambda line: "、".join(f"{i.number} {i.text}" for i in line.standing.failed_keys),
        tip=lambda line: "\n".join(f"{i.number} {i.text}" for i in line.standing.failed_keys),
    ),
)
_YEARS: tuple[Column[_YearRow], ...] = (
    Column(title="学校", text=lambda row: row.figures.school_name),
    Column(title="年度", text=lambda row: str(row.figures.year), right=True),
    Column(
        title="本值",
        text=lambda row: plain_number(row.figures.own),
        value=lambda row: float(row.figures.own),
        right=True,
    ),
    Column(
        title="对照值",
        text=lambda row: plain_number(row.figures.other),
        value=lambda row: float(row.figures.other),
        right=True,
    ),
    Column(
        title="差额",
        text=lambda row: plain_number(row.figures.own - row.figures.other),
        value=lambda row: float(row.figures.own - row.figures.other),
        ink=lambda row: "" if row.figures.holds else "bad",
        right=True,
    ),
    Column(title="不低于", text=lambda row: "是" if row.figures.holds else "否"),
    Column(
        title="填的结果",
        text=lambda row: f"{row.figures.said}{'（与数不符）' if row.figures.contradicts else ''}",
        ink=lambda row: "warn" if row.figures.contradicts else "",
    ),
    Column(title="比上年", text=lambda row: row.change, right=True),
)


class ChecklistTablePage(Page):
    """The table of one campaign; each school counts with its newest record."""

    def __init__(self, kit: Kit, desk: Desk, uid: str) -> None:
        super().__init__(kit)
        self._desk, self._uid = desk, uid
        self._title, self._form = "", ""
        self._items, self._schools = RowsModel(_ITEMS), RowsModel(_SCHOOLS)
        self._years: RowsModel[_YearRow] = RowsModel(_YEARS)
        self.items = Table("各项结果", self._items)
        self.schools = Table("各校结果", self._schools)
        self.years = Table("逐年比较", self._years)
        self.back = button("回到专项", tip="Esc")
        self.excel = button("存为 Excel…", kind="primary", tip="Ctrl+S：学校乘各项，数字就是数字")
        self.head = label("", kind="head")
        self.rest = label("", kind="soft")
        self._build()

    def _build(self) -> None:
        self.items.stretch(1)
        self.schools.stretch(5)
        self.years.stretch(0)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("汇总")
        for table, title in (
            (self.items, "各项结果"), (self.schools, "各校结果　Enter 看检查表"),
            (self.years, "逐年比较"),
        ):  # fmt: skip
            self.tabs.addTab(table, title)
        self.rest.setWordWrap(True)
        self.box.addLayout(header("检查表汇总", self.back, self.excel))
        self.box.addWidget(self.notice)
        self.box.addWidget(self.head)
        self.box.addWidget(self.tabs, 1)
        self.box.addWidget(self.rest)
        self.back.clicked.connect(self.go_back)
        self.excel.clicked.connect(self.save_excel)
        self.schools.opened.connect(self._on_school)
        self.key("Esc", self.go_back)
        self.key("Ctrl+S", self.save_excel)

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.visits or changes.registers or changes.schools

    @override
    def refresh(self) -> None:
        self.read(self._gather, self._show)

    def _gather(self) -> _Shown:
        tables = self._desk.checklist_tables
        table = tables.asked(self._uid)
        checklist = table.checklist
        years = tables.years(checklist.id, campaign_uid=self._uid) if checklist.has_years else None
        return _Shown(table, years)

    def _show(self, shown: _Shown) -> None:
        table, years = shown
        self._title, self._form = table.checklist.title, table.checklist.id
        done = len(table.lines)
        self.head.setText(
            f"{self._title}　版本 {table.checklist.version}　已填 {done} 所，"
            f"还没有填 {len(table.missing)} 所"
        )
        self._items.show(table.items)
        self._schools.show(table.lines)
        self.rest.setText("\n".join(_rest(table, years)))
        self.tabs.setTabVisible(2, years is not None)
        if years is not None:
            self._years.show(
                [_YearRow(each, years.change(n)) for n, each in enumerate(years.figures)]
            )

    # -- acting ----------------------------------------------------------------------------------

    def go_back(self) -> None:
        """Go to the campaign."""
        self.kit.navigator.open(OpenCampaign(uid=self._uid))

    def save_excel(self) -> None:
        """Write schools by items as an Excel file."""
        name = f"{self._title or '检查表'} 汇总.xlsx"
        target = ask.save_file(self, "把 Excel 文件存到哪里", name, ask.EXCEL)
        if target is not None:
            self._write_excel(target)

    def _write_excel(self, target: Path) -> None:
        self.read(
            lambda: self._desk.checklist_tables.table_xlsx(target, self._uid),
            self.tell_written,
            ticket=Ticket("正在存为 Excel……"),
        )

    def _on_school(self, index: QModelIndex) -> None:
        found = self._schools.rows[index.row()].found
        self.kit.navigator.open(OpenChecklists(uid=found.visit_uid, form=self._form))


def _rest(table: ChecklistTable, years: YearTable | None) -> list[str]:
    """Return what is not in the tables: who is missing, other versions, years in one line."""
    from inspector_app.services.checklist_tables import total_text

    lines = ["每所学校按最近一份已定稿的记录；分母是给出适用结果的学校数。"]
    if table.missing:
        lines.append(f"还没有填的学校：{'、'.join(table.missing)}")
    if table.other_versions:
        lines.append(f"用别的版本填的，没有计入：{'、'.join(table.other_versions)}")
    if years is not None and years.totals:
        lines.append("　".join(total_text(total) for total in years.totals))
    return lines
