"""任务: who has to do what by when, how far it is, and from here the record or the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.labels.tasks import (
    TASK_KIND_LABEL,
    TASK_NEED_LABEL,
    TASK_SOURCE_LABEL,
    TASK_STAND_LABEL,
)
from inspector_app.domain.task_basis import is_own
from inspector_app.domain.task_progress import PlaceProgress
from inspector_app.domain.text_line import one_line
from inspector_app.services.context import Role
from inspector_app.services.wishes import TaskBoardPrint
from inspector_app.ui.export import export_button
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenPreview, OpenSending, OpenVisit
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.task_acts import TaskActs
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.services.task_board import TaskLine
    from inspector_app.ui.desk import Desk

_NOTHING_OFFICE: Final = (
    "还没有布置任务。按“布置任务…”写明做什么、哪天前办完、交给谁，再下发；"
    "督学按它写督导记录或答复，办到哪里都列在这里。"
)
_NOTHING_LAPTOP: Final = (
    "还没有任务。督导室布置的，接收下发以后列在这里；自己要记着办的，按“布置任务…”。"
)


def _stand(line: TaskLine) -> str:
    return f"{'▲ ' if line.is_late else '● ' if not line.is_open else '○ '}{line.stand}"


def _due(line: TaskLine) -> str:
    return f"{line.view.task.due}{f'　{line.view.left}' if line.is_open else ''}"


def _title(line: TaskLine) -> str:
    return line.view.task.title


def _due_ink(line: TaskLine) -> str:
    if line.is_late:
        return "bad"
    return "warn" if line.is_open and line.view.is_soon else ""


def _taken_ink(line: TaskLine) -> str:
    return "warn" if line.is_open and not line.share.taken else ""


_WHO: tuple[Column[TaskLine], ...] = (
    Column(title="督学", text=lambda line: line.name),
    Column(title="接收", text=lambda line: line.taken, ink=_taken_ink),
)


def _columns(*, office: bool) -> tuple[Column[TaskLine], ...]:
    return (
        Column(title="编号", text=lambda line: line.view.task.number),
        Column(title="任务", text=_title, tip=lambda line: line.view.task.text),
        Column(title="期限", text=_due, value=lambda line: line.view.task.due, ink=_due_ink),
        *(_WHO if office else ()),
        Column(title="状态", text=_stand, ink=lambda line: "bad" if line.is_late else ""),
    )


class TasksPage(Page):
    """The tasks above, school by school below."""

    made_here = "任务"

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._office = desk.settings.identity().role is Role.OFFICE
        self._wanted = ""
        self.acts = TaskActs(self, desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.lines = RowsModel(_columns(office=self._office))
        self.table = Table("任务", self.lines)
        self.table.stretch(1)
        self.box.addLayout(header("任务", *self._buttons()))
        self.box.addWidget(self.notice)
        self.told = label("", kind="soft")
        self.told.setWordWrap(True)
        self.box.addWidget(self.told)
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.addWidget(self.table)
        self.parts.addWidget(self._below())
        self.parts.setStretchFactor(0, 3)
        self.parts.setStretchFactor(1, 2)
        self.box.addWidget(self.parts, 1)

    def _buttons(self) -> Sequence[QPushButton]:
        """Return what can be done here, the most usual first."""
        first = "" if self._office else "primary"
        self.begin = button("写督导记录", kind=first, tip="Ctrl+Return：学校和指派依据已填好")
        self.answer = button("答复…", tip="办了什么、哪天办完；督导室代记时选中那位督学的一行")
        self.retract = button("撤回答复…")
        self.add = button("布置任务…", kind="" if first else "primary", tip="Ctrl+N")
        self.decided = button("由会议决定…", tip="选会议的一项决定，事项、责任人和时限由它带出")
        self.change = button("改…", tip="成为新的一版；下发以后督学看得到改了什么")
        self.withdraw = button("撤回…", tip="不再要办，写明理由")
        self.send = button("下发…", tip="到“下发”页：看要发给谁，再下发")
        self.remind = button("复制催办", tip="选中任务的催办；可以直接粘贴到群里")
        self.print = button("打印…", tip="Ctrl+P：先预览，再打印，或存为 PDF、Word、Excel")
        export = export_button(self, self.table, lambda: "任务")
        if self._office:
            return (
                self.add, self.decided, self.change, self.withdraw, self.send, self.remind,
                self.answer, self.print, export,
            )  # fmt: skip
        return (
            self.begin, self.answer, self.retract, self.add, self.change, self.withdraw,
            self.print, export,
        )  # fmt: skip

    def _below(self) -> QWidget:
        self.asked = label("")
        self.asked.setWordWrap(True)
        self.places = RowsModel(self._place_columns())
        self.places_table = Table("各校办理情况", self.places)
        self.places_table.stretch(3)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.asked)
        column.addWidget(self.places_table, 1)
        return made

    def _place_columns(self) -> tuple[Column[PlaceProgress], ...]:
        return (
            Column(title="学校", text=self._school),
            Column(title="状态", text=_place_stand),
            Column(title="督导记录", text=_records),
            Column(title="答复", text=_answer, tip=_answer),
        )

    def _connect(self) -> None:
        for pressed, act in (
            (self.begin, self.begin_record), (self.answer, self.ask_answer),
            (self.retract, self.ask_retraction), (self.add, self.ask_new),
            (self.decided, self.acts.add_decided),
            (self.change, self.ask_change), (self.withdraw, self.ask_withdrawal),
            (self.send, self.open_sending), (self.remind, self.copy_reminder),
            (self.print, self.preview),
        ):  # fmt: skip
            pressed.clicked.connect(act)
        self.table.opened.connect(lambda _index: self._on_opened())
        self.places_table.opened.connect(lambda _index: self.open_record())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_chosen())
        self.places_table.selectionModel().currentRowChanged.connect(lambda *_: self._offer())
        self.key("Ctrl+P", self.preview)
        self.key("Ctrl+Return", self.begin_record)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return any((changes.tasks, changes.visits, changes.bundles, changes.calendar,
                    changes.inspectors, changes.schools))  # fmt: skip

    @override
    def on_new(self) -> bool:
        self.ask_new()
        return True

    @override
    def refresh(self) -> None:
        self.read(self._desk.task_board.lines, self._show)

    def open_task(self, number: str) -> None:
        """Choose the task of a number when they are shown next."""
        self._wanted = number
        self.refresh()

    def _show(self, lines: tuple[TaskLine, ...]) -> None:
        show_rows(self.table, self.lines, lines)
        if self._wanted:
            self._choose(self._wanted)
            self._wanted = ""
        self.parts.setVisible(bool(lines))
        self.told.setText(self._summary(lines))
        self._show_chosen()

    def _choose(self, number: str) -> None:
        found = (n for n, x in enumerate(self.lines.rows) if x.view.task.number == number)
        place = next(found, None)
        if place is not None:
            self.table.setCurrentIndex(self.lines.index(place, 0))

    def _summary(self, lines: tuple[TaskLine, ...]) -> str:
        if not lines:
            return _NOTHING_OFFICE if self._office else _NOTHING_LAPTOP
        waiting = [x for x in lines if x.is_open]
        late = sum(x.is_late for x in waiting)
        if not self._office:
            return f"没办完的 {len(waiting)} 个，逾期 {late} 个"
        unseen = sum(x.taken == "未接收" for x in waiting)
        return f"没办完的 {len(waiting)} 人次，逾期 {late}，还没有接收 {unseen}"

    @property
    def chosen(self) -> TaskLine | None:
        """The row that is chosen."""
        return chosen_row(self.table, self.lines)

    @property
    def school(self) -> str:
        """The 标识码 of the school that is chosen below, empty for none."""
        place = chosen_row(self.places_table, self.places)
        return place.school_code if place is not None else ""

    def _show_chosen(self) -> None:
        line = self.chosen
        show_rows(self.places_table, self.places, () if line is None else line.share.places)
        self.asked.setText("" if line is None else _asked(line))
        self._offer()

    def _offer(self) -> None:
        line = self.chosen
        live = line is not None and not line.view.task.is_withdrawn
        mine = line is not None and (self._office or is_own(line.view.task.number))
        answered = line is not None and any(place.answer for place in line.share.places)
        self.begin.setEnabled(live)
        self.answer.setEnabled(live)
        self.retract.setEnabled(live and answered)
        self.change.setEnabled(live and mine)
        self.withdraw.setEnabled(live and mine)
        self.remind.setEnabled(line is not None and line.view.progress.is_open)

    def _school(self, place: PlaceProgress) -> str:
        line = self.chosen
        if not place.school_code:
            return "不分学校"
        return place.school_code if line is None else line.view.school(place.school_code)

    # -- acting ----------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        if self._office:
            self.ask_change()
        else:
            self.begin_record()

    def _with_chosen(self, act: Callable[[TaskLine], None]) -> None:
        line = self.chosen
        if line is not None and not line.view.task.is_withdrawn:
            act(line)

    def begin_record(self) -> None:
        """Begin the record of the chosen task and school, or go on with it."""
        if not self._office:
            self._with_chosen(lambda line: self.acts.begin(line, self.school))

    def ask_answer(self) -> None:
        """Ask what was done about the chosen task and school."""
        self._with_chosen(lambda line: self.acts.answer(line, self.school))

    def ask_retraction(self) -> None:
        """Ask why the answer is taken back."""
        self._with_chosen(self.acts.retract)

    def ask_new(self) -> None:
        """Ask for another task."""
        self.acts.add()

    def ask_change(self) -> None:
        """Ask what changes of the chosen task."""
        if self.change.isEnabled():
            self._with_chosen(self.acts.change)

    def ask_withdrawal(self) -> None:
        """Ask why the chosen task is withdrawn."""
        self._with_chosen(self.acts.withdraw)

    def open_sending(self) -> None:
        """Go where it is sent."""
        self.kit.navigator.open(OpenSending(kind="tasks"))

    def copy_reminder(self) -> None:
        """Put the text that asks for the chosen task on the clipboard."""
        line = self.chosen
        if line is None:
            return
        number = line.view.task.number

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self.notice.tell("催办的话已复制，可以直接粘贴。")

        self.read(lambda: self._desk.task_board.reminder(number), done)

    def open_record(self) -> None:
        """Open the record of the chosen school."""
        place = chosen_row(self.places_table, self.places)
        found = () if place is None else (*place.drafts, *place.records)
        if found:
            self.kit.navigator.open(OpenVisit(uid=found[0].uid))
        else:
            self.begin_record()

    def preview(self) -> None:
        """Show the list as it prints."""
        self.kit.navigator.open(OpenPreview(wish=TaskBoardPrint()))


def _asked(line: TaskLine) -> str:
    task = line.view.task
    source = f"{TASK_SOURCE_LABEL[task.source]} {task.reference}".strip()
    given = f"{task.by}布置　" if task.by else ""
    head = (
        f"{task.number} 第 {task.version} 版　{TASK_KIND_LABEL[task.kind]}　来源：{source}　"
        f"{given}要{TASK_NEED_LABEL[task.needs]}"
    )
    gone = f"已撤回：{task.withdrawn}" if task.withdrawn else ""
    return "\n".join(filter(None, (head, gone, task.text)))


def _place_stand(place: PlaceProgress) -> str:
    mark = "● " if place.done_on else "○ "
    return f"{mark}{TASK_STAND_LABEL[place.stand]}{f' {place.done_on}' if place.done_on else ''}"


def _records(place: PlaceProgress) -> str:
    told = [each.number for each in place.records]
    told += [f"{each.number}（草稿）" for each in place.drafts]
    return "、".join(told)


def _answer(place: PlaceProgress) -> str:
    return f"{place.answer.on}　{one_line(place.answer.text)}" if place.answer else ""
