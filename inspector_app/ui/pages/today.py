"""今日: what now? Every line opens the thing itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector_app.base.changes import Changes
from inspector_app.base.override import override
from inspector_app.domain.labels.issues import ISSUE_STATE_LABEL
from inspector_app.domain.labels.visits import SESSION_LABEL
from inspector_app.domain.text_line import one_line
from inspector_app.ui.marks import level_words, why
from inspector_app.ui.navigator import (
    GoTo,
    OpenBalance,
    OpenImport,
    OpenMonth,
    OpenNumbers,
    OpenSchool,
    OpenVisit,
    Place,
    StartPlanned,
    home_of,
)
from inspector_app.ui.note_line import note_line
from inspector_app.ui.open_lines import SHOWN, more_lines, open_line
from inspector_app.ui.page import Kit, Page, card, clear, header
from inspector_app.ui.pressing import Pressing, Waiting
from inspector_app.ui.theme import button, label, scaled

if TYPE_CHECKING:
    from inspector_app.domain.views import LedgerRow, SchoolStatus, VisitSummary
    from inspector_app.services.lesson_targets import LessonView
    from inspector_app.services.pack_offers import Look
    from inspector_app.services.plan_views import PlannedView
    from inspector_app.services.today import TodayPage
    from inspector_app.ui.desk import Desk

_TWO_COLUMNS_FROM: Final = 800


class TodayView(Page):
    """The first page: schools not yet visited, deadlines, drafts, lessons, months."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._first: TodayPage | None = None
        self._packs, self._packs_asked = Waiting(), False
        self._pressing = Pressing(self, desk)
        self.day = label("", kind="small")
        self.box.addLayout(header("今日", self.day))
        self.box.addWidget(self.notice)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        view = QScrollArea()
        view.setWidgetResizable(True)
        view.setWidget(inner)
        self.box.addWidget(view, 1)

    @override
    def affected_by(self, changes: Changes) -> bool:
        self._packs_asked = self._packs_asked and not changes.bundles
        return bool(changes)

    @override
    def refresh(self) -> None:
        first, self._first = self._first, None
        if first is not None:
            self._show(first)
        else:
            self.read(self._desk.today.page, self._show)

    def begin_with(self, page: TodayPage) -> None:
        """Show this at first, instead of asking for it."""
        self._first = page

    def _show(self, page: TodayPage) -> None:
        clear(self._column)
        weekday = "一二三四五六日"[page.today.weekday()]
        self.day.setText(f"{page.today:%Y}年{page.today.month}月{page.today.day}日 星期{weekday}")
        for part in self._parts(page):
            self._column.addWidget(part)
        self._column.addStretch(1)
        if page.by_share and not self._packs_asked:
            self._packs_asked = True
            # Apart, once, and after the page is painted: a shared folder may take its time, or be
            # away, and what looks into it takes as long to load as the page to fill.
            QTimer.singleShot(0, self, lambda: self.read(self._waiting_packs, self._show_packs))

    def _waiting_packs(self) -> Look:
        return self._desk.pack_taking.waiting()

    def _show_packs(self, found: Look) -> None:
        before, self._packs = self._packs, Waiting(len(found.open), found.missing)
        if self._packs != before:
            self.refresh()
        if found.foreign:
            self.write(lambda: self._desk.pack_taking.remember(found.foreign))

    def _parts(self, page: TodayPage) -> Sequence[QWidget]:
        parts = self._pressing.cards(page, self._packs)
        if page.resume is not None:
            parts.append(self._resume(page))
        if page.aims:
            parts.append(self._aims(page))
        if page.planned:
            parts.append(card("今天的计划", *map(self._planned, page.planned)))
        if page.districts is None and not (page.has_schools or page.drafts or page.due):
            parts.append(self._empty())
        grid = QWidget()
        cells = QGridLayout(grid)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(8)
        # An office that has none but others below answers for no school itself.
        own = page.has_schools or page.districts is None
        blocks = [
            *([self._unvisited(page)] if own else []),
            self._due(page),
            self._drafts(page.drafts),
            self._rest(page),
        ]
        columns = 2 if self.width() >= scaled(_TWO_COLUMNS_FROM) else 1
        for place, block in enumerate(blocks):
            cells.addWidget(block, place // columns, place % columns)
            cells.setColumnStretch(place % columns, 1)
        parts.append(grid)
        return parts

    def _resume(self, page: TodayPage) -> QFrame:
        assert page.resume is not None
        visit, cursor = page.resume.visit, page.resume.cursor
        go_on = button("接着写", kind="primary", name=f"接着写 {visit.number}")
        wish = OpenVisit(uid=visit.uid, field=cursor.field, position=cursor.position)
        go_on.clicked.connect(lambda: self.kit.navigator.open(wish))
        name = visit.school_name or "还没有选学校的记录"
        return card(
            "上次写到这里", label(f"{name}　{visit.visited_on or ''}　{visit.number}"), go_on
        )

    def _aims(self, page: TodayPage) -> QFrame:
        lines = [
            open_line(
                self,
                f"{'▲' if aim.due < page.today else '·'} {aim.due}　{aim.school_name}："
                f"{aim.aim} {one_line(aim.text)}".strip(),
                home_of(aim.visit_uid, aim.number),
            )
            for aim in page.aims
        ]
        return card("到期的阶段目标（长期整改）", *lines)

    def _empty(self) -> QFrame:
        words = label(
            "这里会列出本月还没去的学校、快到期的问题和没写完的草稿。"
            "先从督导室的名册或 Excel 导入学校，或按 Ctrl+N 直接写第一份记录。",
            kind="soft",
        )
        load = button("导入名册和以往记录…", kind="link")
        load.clicked.connect(lambda: self.kit.navigator.open(OpenImport()))
        return card("从这里开始", words, load)

    def _planned(self, view: PlannedView) -> QPushButton:
        when = f"今天{SESSION_LABEL[view.planned.session]}"
        what = "接着写" if view.begun else "开始记录"
        mark = "▲ " if view.warnings else ""
        tip = "\n".join(view.warnings)
        wish = StartPlanned(uid=view.planned.uid)
        return open_line(self, f"{mark}{when}：{view.school_name}，{what}", wish, tip=tip)

    def _unvisited(self, page: TodayPage) -> QFrame:
        rows = page.unvisited
        lines: list[QWidget] = [
            open_line(
                self,
                self._school_text(row),
                OpenSchool(code=row.school.code),
                tip=why(row.coverage),
            )
            for row in rows[:SHOWN]
        ]
        more = more_lines(self, len(rows), GoTo(place=Place.SCHOOLS))
        exempt = "（本月免每月入校）" if page.exempt else ""
        title = f"本月还没入校的学校　{len(rows)} 所{exempt}"
        none = "本月都去过了。" if page.has_schools else "还没有学校。"
        return card(title, *(lines or [_none(none)]), *more)

    def _school_text(self, row: SchoolStatus) -> str:
        since = "还没去过" if row.days_since is None else f"已 {row.days_since} 天"
        issues = f"，未销号 {row.open_issues}" if row.open_issues else ""
        return f"{level_words(row.coverage) or '·'} {row.school.name}　{since}{issues}"

    def _due(self, page: TodayPage) -> QFrame:
        lines: list[QWidget] = [
            open_line(self, self._due_text(row, page), home_of(row.visit_uid, row.issue.number))
            for row in page.due
        ]
        title = f"一周内到期和已逾期的问题　{page.due_count} 条，逾期 {page.overdue_count}"
        hidden = page.due_count - len(page.due)
        wish = GoTo(place=Place.LEDGER)
        more = [open_line(self, f"另有 {hidden} 条，在问题台账里 …", wish)] if hidden else []
        return card(title, *(lines or [_none("没有快到期的问题。")]), *more)

    def _due_text(self, row: LedgerRow, page: TodayPage) -> str:
        mark = "▲ 逾期" if row.overdue(on=page.today) else ISSUE_STATE_LABEL[row.state]
        return f"{mark} {row.due}　{row.school_name}：{one_line(row.issue.description)}"

    def _drafts(self, drafts: Sequence[VisitSummary]) -> QFrame:
        lines: list[QWidget] = [
            open_line(
                self,
                f"{v.visited_on or '未填日期'}　{v.school_name or '未选学校'}　{v.number}",
                OpenVisit(uid=v.uid),
            )
            for v in drafts[:SHOWN]
        ]
        more = more_lines(self, len(drafts), GoTo(place=Place.VISITS))
        return card(f"没写完的草稿　{len(drafts)} 份", *(lines or [_none("没有草稿。")]), *more)

    def _rest(self, page: TodayPage) -> QFrame:
        lines: list[QWidget] = []
        if page.lessons is not None:
            lines.append(_lessons(page.lessons))
        if page.basket_photos:
            lines.append(
                open_line(
                    self,
                    f"照片篓里有 {page.basket_photos} 张没有归到记录",
                    GoTo(place=Place.BASKET),
                )
            )
        if page.steps is not None:
            told = f"，逾期 {page.steps.overdue} 步" if page.steps.overdue else ""
            lines.append(
                open_line(
                    self,
                    f"创建计划有 {page.steps.due} 步到期（最早 {page.steps.first}{told}）",
                    OpenBalance(),
                )
            )
        if page.joint_waiting:
            lines.append(
                open_line(
                    self,
                    f"有 {page.joint_waiting} 份同行登记要认是哪份记录",
                    GoTo(place=Place.VISITS),
                )
            )
        lines += [open_line(self, f"△ {text}", OpenNumbers()) for text in page.short_numbers]
        lines += [
            open_line(self, f"{month.title}还没有上报", OpenMonth(month=month))
            for month in page.not_handed_over
        ]
        lines += [note_line(self, self._desk, note) for note in page.notes[:5]]
        return card("其他", *(lines or [_none("没有别的事。")]))


def _lessons(view: LessonView) -> QLabel:
    """Return the lessons of the school year against the time gone; its tip says by which rule."""
    told, rule = view.target, view.rule
    part = f"（在任 {told.weeks_in_office}/{told.weeks} 周）" if told.part_year else ""
    behind = "，▲ 落后" if told.behind else ""
    words = label(
        f"本学年听课 {told.heard}/{told.target} 节{part}，按时间应到 {told.expected} 节{behind}"
    )
    words.setToolTip(f"{rule.sentence}。\n依据：{rule.source}\n{rule.set_by}")
    return words


def _none(text: str) -> QLabel:
    return label(text, kind="soft")
