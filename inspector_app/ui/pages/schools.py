"""学校: the board of who was not yet visited, and the card of one school."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.override import override
from inspector_app.domain.labels.schools import (
    INSPECTOR_KIND_LABEL,
    SCHOOL_KIND_LABEL,
    SCHOOL_STATE_LABEL,
)
from inspector_app.domain.labels.visits import (
    SESSION_LABEL,
    VISIT_TYPE_LABEL,
    state_words,
)
from inspector_app.domain.photo import Photo, PhotoOwner, PhotoRole
from inspector_app.services.context import Role
from inspector_app.services.wishes import DeparturePrint, PlateCoveragePrint
from inspector_app.ui.blank_paper import ask_departure, keep_blank
from inspector_app.ui.dialogs import ask
from inspector_app.ui.export import export_button
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.models.school_columns import MARK_COLUMN
from inspector_app.ui.navigator import (
    OpenImport,
    OpenPreview,
    OpenSchool,
    OpenTasks,
    OpenVisit,
    StartPlanned,
    StartVisit,
    home_of,
)
from inspector_app.ui.open_lines import open_line
from inspector_app.ui.page import Kit, Page, card, clear, header, named_line
from inspector_app.ui.progress import progress_button, standing, tell_progress
from inspector_app.ui.replies import reply_card
from inspector_app.ui.school_notes import SchoolNotes
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.row_button import RowButton
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.domain.reply import Reply
    from inspector_app.domain.school import School
    from inspector_app.domain.views import LedgerRow, SchoolCard, SchoolStatus
    from inspector_app.services.notes import NoteOfSchool
    from inspector_app.services.plan_views import PlannedView
    from inspector_app.services.task_views import TaskView
    from inspector_app.ui.desk import Desk

_SETTLED_SHOWN: Final = 20


def _days(row: SchoolStatus) -> str:
    return "还没去过" if row.days_since is None else f"{row.days_since} 天前"


def _issues(row: SchoolStatus) -> str:
    if not row.open_issues:
        return ""
    return f"{row.open_issues}" + (f"（▲ 逾期 {row.overdue}）" if row.overdue else "")


_COLUMNS: tuple[Column[SchoolStatus], ...] = (
    MARK_COLUMN,
    Column(title="本月", text=lambda row: "✓ 已去" if row.visited_this_month else "○ 未去"),
    Column(title="学校", text=lambda row: row.school.name),
    Column(title="类型", text=lambda row: SCHOOL_KIND_LABEL[row.school.kind]),
    Column(title="上次入校", text=_days),
    Column(title="未销号问题", text=_issues),
    Column(title="责任督学", text=lambda row: "、".join(row.inspector_names)),
    Column(title="标识码", text=lambda row: row.school.code),
)

_ABOVE: Final = "00"
"""How the codes end of offices that have others below."""
_NONE: Final = "还没有学校。请导入督导室发的名册（Excel），学校、督学和责任分配一次带入。"
_NONE_ABOVE: Final = (
    "本级没有自己的学校。各区的学校随月统计报来，数在“各区”和“统计表”里看；"
    "本级督学有责任校的，再导入名册（Excel）。"
)


class SchoolsPage(Page):
    """All schools that one answers for, those that most need a visit first."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._board: tuple[SchoolStatus, ...] = ()
        self.finder = LineField("找学校", hint="第三小学、三小、曾用名、拼音首字母")
        self.finder.setMaximumWidth(320)
        self.finder.textChanged.connect(self._on_find)
        load = button("导入名册…")
        load.clicked.connect(lambda: kit.navigator.open(OpenImport()))
        self._count = label("", kind="soft")
        self.model = RowsModel(_COLUMNS)
        self.table = Table("学校", self.model)
        export = export_button(self, self.table, lambda: "学校")
        plates = button("标牌覆盖…", tip="哪些学校挂了责任督学标牌，哪些还没有")
        plates.clicked.connect(self.show_plates)
        self.box.addLayout(header("学校", self._count, self.finder, plates, export, load))
        self.box.addWidget(self.notice)
        self.table.opened.connect(self._on_open)
        self.box.addWidget(self.table, 1)

    @override
    def affected_by(self, changes: Changes) -> bool:
        rules = changes.rules or changes.calendar
        return rules or changes.schools or changes.visits or changes.issues or changes.settings

    @override
    def refresh(self) -> None:
        self.read(self._desk.schools.board, self._show)

    def show_plates(self) -> None:
        """Show where plates hang, as it prints."""
        wish = PlateCoveragePrint(on=clocks.today(self._desk.clock))
        self.kit.navigator.open(OpenPreview(wish=wish))

    def _show(self, board: tuple[SchoolStatus, ...]) -> None:
        self._board = board
        left = sum(not row.visited_this_month for row in board)
        self._count.setText(f"{len(board)} 所，本月未去 {left} 所")
        if not board:
            self.notice.tell(_NONE_ABOVE if self._above() else _NONE)
        self._on_find()

    def _above(self) -> bool:
        own = self._desk.settings.identity()
        return own.role is Role.OFFICE and own.district.endswith(_ABOVE)

    def _on_find(self) -> None:
        text = self.finder.text().strip()
        if not text:
            self.model.show(self._board)
            return
        self.read(lambda: self._desk.schools.find(text, limit=50), self._show_found)

    def _show_found(self, found: Sequence[School]) -> None:
        by_code = {row.school.code: row for row in self._board}
        self.model.show([by_code[s.code] for s in found if s.code in by_code])

    def _on_open(self, index: QModelIndex) -> None:
        self.kit.navigator.open(OpenSchool(code=self.model.rows[index.row()].school.code))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Everything that the page of one school shows."""

    card: SchoolCard
    settled: tuple[LedgerRow, ...]
    notes: tuple[NoteOfSchool, ...]
    photos: tuple[Photo, ...]
    plate: date | None
    replies: tuple[Reply, ...]
    planned: PlannedView | None
    still_open: str
    tasks: tuple[TaskView, ...]


class SchoolPage(Page):
    """The card of one school: facts, issues, notes and pictures, visits."""

    def __init__(self, kit: Kit, desk: Desk, code: str) -> None:
        super().__init__(kit)
        self._desk, self.code, self._planned = desk, code, ""
        self._title = label("", kind="title")
        start = button("＋ 到这所学校写记录", kind="primary", tip="Ctrl+N")
        start.clicked.connect(lambda: self.kit.navigator.open(self.start()))
        plate = button("公示牌…", tip="责任督学公示牌，一页：先预览，再打印，或存为 PDF、Word")
        plate.clicked.connect(self.show_plate)
        leaving = button("出发前一页纸…", tip="去学校的路上看的一页：问题、听课、联系方式")
        leaving.clicked.connect(self.before_leaving)
        blank = button("空白记录表…", tip="占一个记录编号，空表存为 PDF 或 Word，带去手填")
        blank.clicked.connect(self.print_blank)
        self.box.addLayout(named_line(self._title, plate, leaving, blank, start))
        self.box.addWidget(self.notice)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        self._before, self._after = QVBoxLayout(), QVBoxLayout()
        self.notes = SchoolNotes(self, desk, code)
        column.addLayout(self._before)
        column.addWidget(self.notes)
        column.addLayout(self._after)
        column.addStretch()
        view = QScrollArea()
        view.setWidgetResizable(True)
        view.setWidget(inner)
        self.box.addWidget(view, 1)

    @override
    def affected_by(self, changes: Changes) -> bool:
        paper = changes.notes or changes.photos or changes.plans
        found = changes.visits or changes.issues or changes.replies or changes.tasks
        return paper or changes.schools or found

    @override
    def refresh(self) -> None:
        self.read(self._find, self._show)

    def _find(self) -> _Found:
        return _Found(
            card=self._desk.schools.card(self.code),
            settled=self._desk.issues.settled_at(self.code),
            notes=self._desk.notes.of_school(self.code),
            photos=tuple(
                photo
                for photo in self._desk.photos.of(PhotoOwner.SCHOOL, self.code)
                # Those of replies are shown, and looked after, where the reply is.
                if photo.role is not PhotoRole.REPLY
            ),
            replies=self._desk.replies.listed(school_code=self.code),
            plate=self._desk.plates.hung_on(self.code),
            planned=self._desk.plans.next_at(self.code),
            still_open=self._desk.ledger.still_open_at(self.code),
            tasks=self._desk.tasks.open_at(self.code),
        )

    def _show(self, found: _Found) -> None:
        clear(self._before)
        clear(self._after)
        self._title.setText(found.card.school.name)
        self._before.addWidget(card("基本情况", *_facts(found.card), self._plate(found.plate)))
        self._planned = found.planned.planned.uid if found.planned else ""
        if found.planned is not None:
            self._before.addWidget(card("下次计划入校", self._next(found.planned)))
        if found.tasks:
            lines = (self._task(view) for view in found.tasks)
            self._before.addWidget(card(f"没办完的任务　{len(found.tasks)} 个", *lines))
        self._before.addWidget(self._issues(found.card, found.still_open))
        if found.replies or found.card.open_issues:
            self._before.addWidget(reply_card(self, self._desk, self.code, found.replies))
        self.notes.show_notes(found.notes, found.photos)
        self._after.addWidget(self._visits(found.card))
        if found.settled:
            self._after.addWidget(self._settled(found.settled))

    def _plate(self, hung_on: date | None) -> QWidget:
        told = f"标牌：{hung_on} 挂上" if hung_on else "标牌：还没有登记挂上"
        made = button(told, kind="link", tip="登记标牌挂上的日期")
        made.clicked.connect(self.hang_plate)
        return made

    def hang_plate(self) -> None:
        """Ask for the day on which the plate was hung, and note it."""
        text = "写标牌挂到校门口的日期，如 2026-09-01；换了新牌就写新的日期。"
        day = ask.reason(self, "标牌挂上了", text, yes="登记", name="挂牌日期")
        if day is not None:
            self.write(
                lambda: self._desk.plates.hang_on_text(self.code, day),
                lambda _changes: self.notice.tell("已登记挂牌日期。"),
            )

    @override
    def start(self) -> StartVisit:
        return StartVisit(school_code=self.code)

    def show_plate(self) -> None:
        """Show the plate of the school as it prints."""
        from inspector_app.services.wishes import PlatePrint

        self.kit.navigator.open(OpenPreview(wish=PlatePrint(school_code=self.code)))

    def print_blank(self) -> None:
        """Ask for format and place, take a number, and write the empty form that bears it."""
        keep_blank(
            self,
            "空白记录表",
            "程序新建一份草稿，把它的编号印在空表上；取消就不占编号。",
            stem=f"空白记录表 {self.code}",
            begin=lambda form: self._desk.blank_forms.begin(self.code, form),
        )

    def before_leaving(self) -> None:
        """Show 出发前一页纸, or write it with an empty form behind it."""
        wish = DeparturePrint(school_code=self.code, planned_uid=self._planned)
        ask_departure(self, self._desk, wish)

    def _next(self, view: PlannedView) -> QWidget:
        planned = view.planned
        people = "、".join((view.lead_name, *view.peer_names))
        what = "接着写" if view.begun else "开始记录"
        mark = "▲ " if view.warnings else ""
        text = f"{mark}{planned.day} {SESSION_LABEL[planned.session]}　{people}，{what}"
        line = RowButton(text, tip="\n".join(view.warnings))
        line.clicked.connect(lambda: self.kit.navigator.open(StartPlanned(uid=planned.uid)))
        return line

    def _task(self, view: TaskView) -> QWidget:
        task = view.task
        mark = "▲" if view.presses else "·"
        text = f"{mark} {task.due} 前　{task.title}　{view.left}　{task.number}"
        return open_line(self, text, OpenTasks(number=task.number), tip=task.text)

    def _issues(self, found: SchoolCard, still_open: str) -> QWidget:
        lines: list[QWidget] = [
            self._issue(
                row, f"{standing(row.issue)}　时限 {row.due or '未定'}　{row.issue.description}"
            )
            for row in found.open_issues
        ]
        told = label(f"{still_open}。", kind="soft")
        return card(f"未销号的问题　{len(found.open_issues)} 条", told, *lines)

    def _settled(self, rows: Sequence[LedgerRow]) -> QWidget:
        lines: list[QWidget] = [
            self._issue(row, f"{standing(row.issue)}　{row.issue.description}")
            for row in rows[:_SETTLED_SHOWN]
        ]
        if len(rows) > _SETTLED_SHOWN:
            lines.append(label(f"更早的 {len(rows) - _SETTLED_SHOWN} 条见各份记录。", kind="small"))
        return card(f"已销号和已撤销的问题　{len(rows)} 条", *lines)

    def _issue(self, row: LedgerRow, text: str) -> QWidget:
        line = RowButton(text)
        home = home_of(row.visit_uid, row.issue.number)
        line.clicked.connect(lambda: self.kit.navigator.open(home))
        told = progress_button(row.issue)
        told.clicked.connect(lambda: tell_progress(self, self, self._desk, row))
        whole = QWidget()
        box = QHBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(line, 1)
        box.addWidget(told)
        return whole

    def _visits(self, found: SchoolCard) -> QWidget:
        lines = []
        for visit in found.visits:
            kind = VISIT_TYPE_LABEL[visit.type] if visit.type else ""
            state = state_words(visit.status, visit.joint, merged=visit.merged)
            text = (
                f"{visit.visited_on}　{kind}　{visit.lead_name}　"
                f"{state}　问题 {visit.issues}　{visit.number}"
            )
            line = RowButton(text)
            line.clicked.connect(lambda _=None, visit=visit: self._open(visit.uid))
            lines.append(line)
        none = [label("还没有督导记录。", kind="soft")]
        return card("督导记录", *(lines or none))

    def _open(self, uid: str) -> None:
        self.kit.navigator.open(OpenVisit(uid=uid))


def _facts(found: SchoolCard) -> list[QWidget]:
    school = found.school
    closed = f"（{school.closed_on}）" if school.closed_on else ""
    facts = (
        ("标识码", school.code),
        ("类型", f"{SCHOOL_KIND_LABEL[school.kind]}　{school.ownership}"),
        ("状态", f"{SCHOOL_STATE_LABEL[school.state]}{closed}"),
        ("学生数", "" if school.pupils is None else str(school.pupils)),
        ("曾用名", "、".join(school.former_names)),
        ("负责人", school.head),
        ("联系", f"{school.contact} {school.phone}".strip()),
        ("地址", school.address),
        (
            "责任督学",
            "、".join(f"{p.name}（{INSPECTOR_KIND_LABEL[p.kind]}）" for p in found.inspectors),
        ),
    )
    return [label(f"{name}：{value}") for name, value in facts if value]
