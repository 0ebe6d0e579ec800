"""What the forms of a 专项 come to: each answer with its records, charts, each school."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.figures import Ratio
from inspector_app.domain.form_statistics import Mean
from inspector_app.services.wishes import FormCountsPrint
from inspector_app.ui.dialogs import ask
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenCampaign, OpenForms, OpenPreview
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.chart import ChartPane
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.base.changes import Changes
    from inspector_app.domain.form_counts import FilledForm
    from inspector_app.domain.form_table import FormTable
    from inspector_app.services.form_campaigns import CampaignForm
    from inspector_app.services.form_summary import SummaryMapping
    from inspector_app.ui.desk import Desk

_SUMMARY_KINDS = "汇总表 (*.xlsx *.docx)"
_MOST_TOLD = 14


class _Shown(NamedTuple):
    """What the page shows."""

    forms: tuple[CampaignForm, ...]
    table: FormTable | None


class _Line(NamedTuple):
    """One number: how often a question was answered so, or the mean of its numbers."""

    label: str
    word: str
    number: str
    share: str
    answered: int
    uids: tuple[str, ...]


_LINES: tuple[Column[_Line], ...] = (
    Column(title="题", text=lambda line: line.label, tip=lambda line: line.label),
    Column(title="结果", text=lambda line: line.word, tip=lambda line: line.word),
    Column(title="次数", text=lambda line: line.number, right=True),
    Column(title="占比", text=lambda line: line.share, right=True),
    Column(title="填报", text=lambda line: str(line.answered), right=True),
)
_RECORDS: tuple[Column[FilledForm], ...] = (
    Column(title="学校", text=lambda each: each.school_name),
    Column(title="督导日期", text=lambda each: str(each.day or ""), value=lambda each: each.day),
    Column(title="记录编号", text=lambda each: each.number),
    Column(title="版本", text=lambda each: each.version),
)


class FormAnswersPage(Page):
    """The filled forms of one campaign, one form at a time."""

    def __init__(self, kit: Kit, desk: Desk, uid: str) -> None:
        super().__init__(kit)
        self._desk, self._uid, self._form = desk, uid, ""
        self._shown: _Shown | None = None
        self._lines: RowsModel[_Line] = RowsModel(_LINES)
        self._records: RowsModel[FilledForm] = RowsModel(_RECORDS)
        self._behind: RowsModel[FilledForm] = RowsModel(_RECORDS)
        self.lines = Table("各题结果", self._lines)
        self.records = Table("各校", self._records)
        self.behind = Table("数字背后的记录", self._behind)
        self.charts = ChartPane()
        self._build()
        self._connect()
        # Counting is quick once what was written since is sorted in; it is right without that, too.
        self.write(desk.form_campaigns.catch_up)

    def _build(self) -> None:
        self.back = button("回到专项", tip="Esc")
        self.choose = button("换一张表单…", tip="Ctrl+K：这个专项用了几张表单")
        self.drafts = button("含草稿", kind="chip", tip="草稿里填的也算；不选就只算已定稿的")
        self.drafts.setCheckable(True)
        self.fill = button("填汇总表…", tip="选上面发的汇总表（Excel 或 Word），填上各校的回答")
        self.excel = button("存为 Excel…", tip="Ctrl+S：一行一份，一列一题")
        self.paper = button("打印…", kind="primary", tip="Ctrl+P：图和各题的数；也可存为 Word")
        self.head = label("", kind="head")
        self.head.setWordWrap(True)
        self.rest = label("", kind="soft")
        self.rest.setWordWrap(True)
        acts = (self.back, self.choose, self.drafts, self.fill, self.excel, self.paper)
        self.box.addLayout(header("表单汇总", *acts))
        self.box.addWidget(self.notice)
        self.box.addWidget(self.head)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("表单汇总")
        for widget, title in (
            (self._numbers(), "各题结果　Enter 看背后的记录"), (self.charts, "图"),
            (self.records, "各校　Enter 看表单"),
        ):  # fmt: skip
            self.tabs.addTab(widget, title)
        self.box.addWidget(self.tabs, 1)
        self.box.addWidget(self.rest)

    def _numbers(self) -> QWidget:
        # Both may be long: neither leaves the other without room.
        self.lines.stretch(0)
        self.lines.stretch(1)
        self.records.stretch(0)
        self.behind.stretch(0)
        self.behind.hide()
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        self.behind_title = label("双击（或按 Enter）一个数，下面列出背后的记录。", kind="soft")
        column.addWidget(self.lines, 3)
        column.addWidget(self.behind_title)
        column.addWidget(self.behind, 2)
        return made

    def _connect(self) -> None:
        self.lines.opened.connect(self._on_line)
        self.behind.opened.connect(lambda index: self._open(self._behind, index))
        self.records.opened.connect(lambda index: self._open(self._records, index))
        self.drafts.toggled.connect(lambda _: self.refresh())
        for pressed, slot in (
            (self.back, self.go_back), (self.choose, self.choose_form),
            (self.fill, self.fill_summary), (self.excel, self.save_excel),
            (self.paper, self.preview),
        ):  # fmt: skip
            pressed.clicked.connect(slot)
        for key, act in (
            ("Esc", self.go_back), ("Ctrl+K", self.choose_form), ("Ctrl+S", self.save_excel),
            ("Ctrl+P", self.preview),
        ):  # fmt: skip
            self.key(key, act)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.visits or changes.registers or changes.schools

    @override
    def refresh(self) -> None:
        self.read(self._look, self._show)

    def _look(self) -> _Shown:
        forms = self._desk.form_campaigns.of_campaign(self._uid)
        known = {each.form for each in forms}
        form = self._form if self._form in known else next((each.form for each in forms), "")
        wish = self._wish(form)
        return _Shown(forms, self._desk.form_campaigns.wished(wish) if form else None)

    def _wish(self, form: str) -> FormCountsPrint:
        return FormCountsPrint(form=form, entry=self._uid, drafts=self.drafts.isChecked())

    def _show(self, shown: _Shown) -> None:
        self._shown = shown
        table = shown.table
        self.choose.setVisible(len(shown.forms) > 1)
        for each in (self.fill, self.excel, self.paper, self.tabs):
            each.setEnabled(table is not None and bool(table.filled))
        if table is None:
            self.head.setText("这个专项还没有填过表单；在记录里选所属专项，按“表单…”填。")
            self.rest.setText("")
            return
        self._form = table.scope.form
        self.head.setText(f"{table.title}　{table.about}　{len(table.filled)} 份")
        self._lines.show(_lines_of(table))
        self._records.show(table.filled)
        self.charts.show_charts(table.charts())
        self.rest.setText("\n".join(table.notes))
        self.rest.setVisible(bool(table.notes))
        self.behind.hide()

    # -- acting ----------------------------------------------------------------------------------

    def _on_line(self, index: QModelIndex) -> None:
        line = self._lines.rows[index.row()]
        if self._shown is None or self._shown.table is None:
            return
        found = [each for each in self._shown.table.filled if each.uid in set(line.uids)]
        many = f"{len(found)} 份记录，Enter 看表单" if found else "没有记录"
        self.behind_title.setText(f"{line.label}　{line.word}　{many}")
        self._behind.show(found)
        self.behind.setVisible(bool(found))

    def _open(self, rows: RowsModel[FilledForm], index: QModelIndex) -> None:
        self.kit.navigator.open(OpenForms(uid=rows.rows[index.row()].visit_uid, form=self._form))

    def choose_form(self) -> None:
        """Ask which form of the campaign is looked at."""
        forms = self._shown.forms if self._shown is not None else ()
        if len(forms) < 2:
            return
        words = [f"{each.title}（{each.records} 份）" for each in forms]
        place = ask.pick(self, "看哪一张表单", "这个专项用了几张表单。", words)
        if place is not None:
            self._form = forms[place].form
            self.refresh()

    def preview(self) -> None:
        """Show the charts and numbers as they print."""
        if self.paper.isEnabled():
            self.kit.navigator.open(OpenPreview(wish=self._wish(self._form)))

    def save_excel(self) -> None:
        """Write the answers as an Excel file."""
        shown = self._shown
        if shown is None or shown.table is None or not self.excel.isEnabled():
            return
        table = shown.table
        name = f"{table.title} 汇总.xlsx"
        target = ask.save_file(self, "把回答存到哪里", name, "Excel (*.xlsx)")
        if target is not None:
            self.read(
                lambda: self._desk.form_campaigns.xlsx(target, table),
                self.tell_written,
                ticket=Ticket("正在写 Excel……"),
            )

    def fill_summary(self) -> None:
        """Ask for an empty 汇总表, tell what would be filled in where, and write it."""
        template = ask.open_file(self, "选要填的汇总表", _SUMMARY_KINDS)
        if template is None:
            return
        wish = self._wish(self._form)
        self.read(
            lambda: self._desk.form_summary.mapping(template, wish),
            lambda found: self._ask_to_fill(template, found, wish),
            ticket=Ticket(f"正在看 {template.name}……"),
        )

    def _ask_to_fill(self, template: Path, found: SummaryMapping, wish: FormCountsPrint) -> None:
        lines = list(found.lines())
        told = "\n".join(lines[:_MOST_TOLD])
        more = f"\n……共 {len(lines)} 行" if len(lines) > _MOST_TOLD else ""
        if not ask.confirm(self, f"填 {found.filled} 格", f"{told}{more}", yes="填好另存…"):
            return
        name = f"{template.stem}（已填）{template.suffix}"
        kind = f"{template.suffix[1:]} (*{template.suffix})"
        target = ask.save_file(self, "填好的存到哪里", name, kind)
        if target is not None:
            self.read(
                lambda: self._desk.form_summary.write(template, target, wish)[0],
                self.tell_written,
                ticket=Ticket("正在填汇总表……"),
            )

    def go_back(self) -> None:
        """Go to the campaign."""
        self.kit.navigator.open(OpenCampaign(uid=self._uid))


def _lines_of(table: FormTable) -> list[_Line]:
    made: list[_Line] = []
    for each in table.distributions:
        for bucket in each.buckets:
            share = Ratio(len(bucket.uids), each.answered).percent_text
            many = str(len(bucket.uids))
            made.append(
                _Line(each.column.label, bucket.label, many, share, each.answered, bucket.uids)
            )
        if each.silent:
            many = str(len(each.silent))
            made.append(
                _Line(each.column.label, "没有回答或不适用", many, "", each.answered, each.silent)
            )
    for found in table.numbers:
        mean = str(Mean(found.total, len(found.uids)))
        made.append(_Line(found.column.label, "均值", mean, "", len(found.uids), found.uids))
    return made
