"""专项督导: how far each group is, what was found, the 五有 with what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.five_haves import is_complete
from inspector_app.domain.labels.five_haves import HAVE_LABEL
from inspector_app.domain.labels.topics import TOPIC_SHORT_LABEL
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.registers.campaign import days_words
from inspector_app.services.campaign_views import kept_words
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.letter import Proposals, ask_letter
from inspector_app.ui.letters import show_letter
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import (
    OpenChecklistTable,
    OpenEntry,
    OpenFormAnswers,
    OpenVisit,
)
from inspector_app.ui.page import Kit, Page, card, clear, header
from inspector_app.ui.theme import button, label, scaled
from inspector_app.ui.widgets.flow import FlowLayout
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.domain.campaign_findings import CampaignFindings, FoundIssue, Point
    from inspector_app.domain.five_haves import Gate, Standing
    from inspector_app.services.campaign_views import CampaignView, GroupProgress, Progress
    from inspector_app.services.form_campaigns import CampaignForm
    from inspector_app.services.register_edit import NewEntry
    from inspector_app.ui.desk import Desk

_TABLE_LEAST: Final = 130


class _PointRow(NamedTuple):
    """One line of what was found."""

    short: str
    label: str
    point: Point


def _people(group: GroupProgress) -> str:
    idle = f"\n还没有去的：{'、'.join(group.idle)}" if group.idle else ""
    return f"{'、'.join(group.people)}{idle}"


_GROUPS: tuple[Column[GroupProgress], ...] = (
    Column(title="组", text=lambda g: str(g.place)),
    Column(title="组长", text=lambda g: g.head, tip=_people),
    Column(
        title="已入校",
        text=lambda g: f"{len(g.visited)}/{len(g.visited) + len(g.missing)}",
        value=lambda g: len(g.visited),
        right=True,
    ),
    Column(
        title="还没有入校",
        text=lambda g: "、".join(g.missing) or "都去过了",
        tip=lambda g: "、".join(g.missing),
    ),
)
_POINTS: tuple[Column[_PointRow], ...] = (
    Column(title="类别", text=lambda row: row.short, tip=lambda row: row.label),
    Column(
        title="问题", text=lambda row: row.point.text, tip=lambda row: "、".join(row.point.schools)
    ),
    Column(
        title="个数",
        text=lambda row: str(len(row.point.issues)),
        value=lambda row: len(row.point.issues),
        right=True,
    ),
    Column(
        title="学校",
        text=lambda row: str(len(row.point.schools)),
        value=lambda row: len(row.point.schools),
        right=True,
    ),
)


class _FiveCards(QWidget):
    """五有 beside each other, as high as the words of the longest need."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    def show_gate(self, gate: Gate) -> None:
        """Show each with what is missing."""
        clear(self._row)
        for standing in gate:
            self._row.addWidget(_have(standing), 1)
        self.setAccessibleName("五有齐全" if is_complete(gate) else "五有不全")
        self._fit()

    def _fit(self) -> None:
        # A page that scrolls asks its parts for their least height and not for that of their width.
        self.setMinimumHeight(max(0, self._row.heightForWidth(self.width())))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class CampaignPage(Page):
    """One campaign; its plan is written on the page of registers."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._uid = ""
        self._view: CampaignView | None = None
        self.name = label("", kind="head")
        self.name.setWordWrap(True)
        self.figures = label("", kind="soft")
        self.figures.setWordWrap(False)
        self.kept = label("", kind="soft")
        self.kept.setWordWrap(False)
        self.stale = label("", kind="warn")
        self.stale.setWordWrap(True)
        self.five = _FiveCards()
        self._progress, self._found = RowsModel(_GROUPS), RowsModel(_POINTS)
        self.groups = Table("各组进度", self._progress)
        self.points = Table("发现的问题", self._found)
        self._build()
        self.points.opened.connect(self._on_point)
        self.key("Ctrl+P", self.preview)

    def _build(self) -> None:
        self.plan = button("方案和反馈意见", tip="写在登记里：方案、分组、总体反馈意见的文字")
        self.checked = button("检查表汇总", tip="各校的结果、各项的不达标数；可以存为 Excel")
        self.filled = button("表单汇总", tip="各校填的表单：各题的结果、图、汇总表；可以存为 Excel")
        self.filled.hide()
        self.exchange = button("开始交流会", tip="新登记一条工作交流会，关联这个专项")
        self.draft = button("起草反馈意见", tip="从已定稿的记录起草，再修改；Ctrl+Z 退回")
        self.letter = button("打印反馈意见…", kind="primary", tip="Ctrl+P：预览、打印、另存 Word")
        acts = QWidget()
        row = FlowLayout(acts)
        # In one line at 100 %, in several in very large text.
        buttons = (
            self.plan, self.checked, self.filled, self.exchange, self.draft, self.letter,
        )  # fmt: skip
        for each in (*buttons, self.figures, self.kept):
            row.addWidget(each)
        top = header("专项督导")
        top.insertWidget(1, self.name, 1)
        self.box.addLayout(top)
        self.box.addWidget(self.notice)
        # In very large text the page is higher than the window.
        inner = QWidget()
        parts = QVBoxLayout(inner)
        parts.setContentsMargins(0, 0, 0, 0)
        for widget in (acts, self.stale, self.five):
            parts.addWidget(widget)
        parts.addLayout(self._tables(), 1)
        view = QScrollArea()
        view.setWidgetResizable(True)
        view.setWidget(inner)
        self.box.addWidget(view, 1)
        for pressed, slot in (
            (self.plan, self._open_plan), (self.checked, self._open_table),
            (self.filled, self._open_answers),
            (self.exchange, self._begin_exchange),
            (self.draft, self._draft), (self.letter, self.preview),
        ):  # fmt: skip
            pressed.clicked.connect(slot)

    def _tables(self) -> QHBoxLayout:
        """Return the progress of the groups, and beside it what was found."""
        self.groups.stretch(3)
        self.points.stretch(1)
        tables = QHBoxLayout()
        for title, table, share in (
            ("各组进度", self.groups, 4), ("问题按类别和频次　按 Enter 看记录", self.points, 5),
        ):  # fmt: skip
            column = QVBoxLayout()
            head = label(title, kind="head")
            head.setWordWrap(True)
            table.setMinimumHeight(scaled(_TABLE_LEAST))
            column.addWidget(head)
            column.addWidget(table, 1)
            tables.addLayout(column, share)
        return tables

    # -- showing ---------------------------------------------------------------------------------

    def open_campaign(self, uid: str) -> None:
        """Show one campaign."""
        self._uid = uid
        self.notice.hide()
        self.refresh()

    @override
    def affected_by(self, changes: Changes) -> bool:
        people = changes.schools or changes.inspectors
        return people or changes.registers or changes.visits or changes.issues

    @override
    def refresh(self) -> None:
        uid = self._uid
        if uid:
            self.read(lambda: self._desk.campaigns.view(uid), self._show)
            self.read(lambda: self._desk.form_campaigns.of_campaign(uid), self._show_forms)

    def _show(self, view: CampaignView) -> None:
        self._view = view
        self.name.setText(view.findings.name or "（还没有名称）")
        self.figures.setText(_figures(view.progress))
        self.kept.setText(kept_words(view.progress.kept))
        self.stale.setText(
            f"▲ 反馈意见里的数字与现在的记录不同，现在是：{view.stale}可以重新起草，或改正文字。"
        )
        self.stale.setVisible(bool(view.stale))
        self._show_gate(view.gate)
        self._progress.show(view.progress.groups)
        self._found.show(_rows(view.findings))
        self.letter.setEnabled(bool(view.entry.values["opinion"].strip()))
        found = view.findings
        self.checked.setVisible(bool(found.checklist) and not found.is_form)

    def _show_forms(self, forms: tuple[CampaignForm, ...]) -> None:
        self.filled.setVisible(bool(forms))

    def _show_gate(self, gate: Gate) -> None:
        self.five.show_gate(gate)

    # -- acting ----------------------------------------------------------------------------------

    def _open_plan(self) -> None:
        self.kit.navigator.open(OpenEntry(uid=self._uid))

    def _open_table(self) -> None:
        self.kit.navigator.open(OpenChecklistTable(uid=self._uid))

    def _open_answers(self) -> None:
        self.kit.navigator.open(OpenFormAnswers(uid=self._uid))

    def _begin_exchange(self) -> None:
        uid = self._uid

        def begun(made: NewEntry) -> None:
            self.kit.navigator.open(OpenEntry(uid=made.uid))

        self.write(lambda: self._desk.campaigns.begin_exchange(uid), begun)

    def _draft(self) -> None:
        uid = self._uid
        self.write(
            lambda: self._desk.campaigns.draft_opinion(uid), lambda _changes: self._open_plan()
        )

    def preview(self) -> None:
        """Show 总体反馈意见 as a letter, after asking for its 文号."""
        if self._view is None or not self.letter.isEnabled():
            return
        self.read(self._desk.numbers.proposals, self._ask_letter)

    def _ask_letter(self, numbers: Proposals) -> None:
        assert self._view is not None
        kind, uid = LetterKind.CAMPAIGN_OPINION, self._uid
        about = f"“{self._view.findings.name}”"
        order = ask_letter(self, (kind,), about=about, numbers=numbers)
        if order is not None:
            show_letter(self, self, self._desk, order=order, subjects=[uid])

    def _on_point(self, index: QModelIndex) -> None:
        issue = self._chosen(self._found.rows[index.row()].point.issues)
        if issue is not None:
            self.kit.navigator.open(OpenVisit(uid=issue.visit_uid))

    def _chosen(self, issues: tuple[FoundIssue, ...]) -> FoundIssue | None:
        if len(issues) == 1:
            return issues[0]
        lines = [f"{issue.school_name}　{issue.number}" for issue in issues]
        place = ask.pick(self, "看哪一份记录", "这些记录里写着同样的问题。", lines)
        return None if place is None else issues[place]


def _figures(found: Progress) -> str:
    days = days_words(found.days_left)
    strays = f"　▲ {len(found.strays)} 份记录的学校不在分组里" if found.strays else ""
    return f"已入校 {found.visited}/{found.schools} 所　{found.visits} 校次　{days}{strays}"


def _rows(found: CampaignFindings) -> tuple[_PointRow, ...]:
    return tuple(
        _PointRow(TOPIC_SHORT_LABEL.get(cluster.category, cluster.label), cluster.label, point)
        for cluster in found.clusters
        for point in cluster.points
    )


def _have(standing: Standing) -> QWidget:
    """Return a card: whether it is met by word and shape, then what is missing or there."""
    mark = "✓" if standing.met else "▲"
    words = standing.shown if standing.met else "；".join(standing.missing)
    told = label(words, kind="soft" if standing.met else "warn")
    told.setWordWrap(True)
    told.setToolTip(words)
    made = card(f"{mark} {HAVE_LABEL[standing.have]}", told)
    made.setAccessibleName(f"{HAVE_LABEL[standing.have]}：{words}")
    return made
