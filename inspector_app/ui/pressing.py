"""What presses, above everything else on 今日: what came from others, and what is to be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QFrame, QWidget

from inspector_app.domain.text_line import one_line
from inspector_app.services.today import TASKS_SHOWN
from inspector_app.ui.navigator import (
    GoTo,
    OpenDirector,
    OpenDistricts,
    OpenEntry,
    OpenOffers,
    OpenReceiving,
    OpenRegister,
    OpenSending,
    OpenTasks,
    OpenTyped,
    OpenVisit,
    Place,
    home_of,
)
from inspector_app.ui.open_lines import SHOWN, more_lines, open_line
from inspector_app.ui.page import Page, card
from inspector_app.ui.theme import button, label, look
from inspector_app.ui.widgets.row_button import RowButton

if TYPE_CHECKING:
    from inspector_app.domain.awaiting import AwaitingCounts
    from inspector_app.domain.views import LedgerRow
    from inspector_app.services.district_today import DistrictsToday
    from inspector_app.services.key_misuse import MisuseAlarm
    from inspector_app.services.peers_arrived import ArrivedRecord
    from inspector_app.services.return_events import ReturnView
    from inspector_app.services.task_views import TaskView
    from inspector_app.services.today import TodayPage
    from inspector_app.services.typed_board import TypedCounts
    from inspector_app.services.typed_records import TypedView
    from inspector_app.ui.desk import Desk


class Waiting(NamedTuple):
    """What the office has sent: how many packs wait, and the numbers that have not come."""

    open: int = 0
    missing: tuple[int, ...] = ()


class Pressing:
    """Makes the cards of the page."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self._page = page
        self._desk = desk

    def cards(self, page: TodayPage, packs: Waiting) -> list[QWidget]:
        """Return what stands above everything else, where there is any."""
        return [*self._from_others(page, packs), *self._to_be_done(page)]

    def _from_others(self, page: TodayPage, packs: Waiting) -> Iterator[QWidget]:
        if page.misuse is not None:
            yield self._misuse(page.misuse)
        if page.returned:
            yield self._returned(page.returned)
        if page.typed:
            yield self._typed(page.typed)
        if page.peers:
            yield self._peers(page.peers)
        if packs.open or packs.missing:
            yield self._offers(packs)

    def _to_be_done(self, page: TodayPage) -> Iterator[QWidget]:
        if page.districts is not None and (page.districts.lines or page.districts.refused):
            yield self._districts(page.districts)
        if page.awaiting is not None and any(page.awaiting):
            yield self._awaiting(page.awaiting)
        if page.typed_here is not None:
            yield self._typed_here(page.typed_here)
        if page.given:
            yield self._given(page.given)
        if page.tasks:
            yield self._tasks(page)
        if page.hazards:
            yield self._hazards(page.hazards)

    def _districts(self, found: DistrictsToday) -> QFrame:
        wish = OpenDistricts(month=found.month)
        lines: list[QWidget] = [
            open_line(self._page, f"▲ {each.text}", wish, tip=each.remedy)
            for each in found.lines[:SHOWN]
        ]
        lines += more_lines(self._page, len(found.lines), wish)
        lines += [
            open_line(self._page, f"▲ {each.text}", OpenReceiving(), tip=each.remedy)
            for each in found.refused[:SHOWN]
        ]
        lines += more_lines(self._page, len(found.refused), OpenReceiving())
        return card(found.title, *lines)

    def _offers(self, packs: Waiting) -> QFrame:
        lines = []
        if packs.open:
            text = f"督导室下发 {packs.open} 份，等着接收：先看里面是什么"
            lines.append(open_line(self._page, text, OpenOffers()))
        if packs.missing:
            numbers = "、".join(f"第 {n} 号" for n in packs.missing)
            lines.append(
                open_line(self._page, f"▲ {numbers}下发没有收到，请向督导室要", OpenOffers())
            )
        return card("督导室下发", *lines)

    def _returned(self, found: Sequence[ReturnView]) -> QFrame:
        lines = [
            # A record of a laptop that was lost need not be here.
            open_line(self._page, _returned_text(view), OpenVisit(uid=view.returned.visit_uid))
            if view.record
            else label(_returned_text(view), kind="soft")
            for view in found[:SHOWN]
        ]
        return card(f"督导室退回待改　{len(found)} 份", *lines)

    def _typed(self, found: Sequence[TypedView]) -> QFrame:
        lines = [
            open_line(
                self._page,
                f"· {view.visit.visited_on}　{view.school_name}　{view.record.number}",
                OpenTyped(number=view.record.number),
            )
            for view in found[:SHOWN]
        ]
        more = more_lines(self._page, len(found), OpenTyped())
        return card(
            f"督导室替您录的记录　{len(found)} 份，看过后确认或写明不对的地方", *lines, *more
        )

    def _typed_here(self, found: TypedCounts) -> QFrame:
        lines = []
        if found.objected:
            text = f"▲ {found.objected} 份本人有异议，看写了什么，更正或作废"
            lines.append(open_line(self._page, text, OpenReceiving(tab="typed")))
        if found.unsent:
            text = f"· {found.unsent} 份还没有下发给本人确认"
            lines.append(open_line(self._page, text, OpenSending(kind="typed")))
        return card("代录的记录", *lines)

    def _peers(self, found: Sequence[ArrivedRecord]) -> QFrame:
        lines = []
        for each in found[:SHOWN]:
            line = RowButton(f"· {each.words}")
            line.clicked.connect(lambda _=False, file=each.file: self._look_at(file))
            lines.append(line)
        return card(f"同行督学交来的记录　{len(found)} 份，看过再收取", *lines)

    def _look_at(self, file: str) -> None:
        # Loaded when it is wanted: this page is the first that is painted.
        from inspector_app.ui.joint_desk import look_at

        look_at(self._page, self._desk, file)

    def _misuse(self, alarm: MisuseAlarm) -> QFrame:
        told = button("已打电话告诉督导室", kind="primary")
        told.clicked.connect(self._on_told)
        made = card(alarm.title, label(alarm.sentence), label(alarm.remedy), told)
        look(made, "badcard")
        return made

    def _on_told(self) -> None:
        from inspector_app.ui.dialogs import ask

        sure = "督导室停用这台电脑的登记以前，冒用的人还能接着交。"
        if ask.confirm(self._page, "已经打电话告诉督导室了吗？", sure, yes="已经告诉"):
            self._page.write(self._desk.key_misuse.end)

    def _hazards(self, rows: Sequence[LedgerRow]) -> QFrame:
        lines = [
            open_line(
                self._page,
                f"▲ {row.school_name}　还没有记：{'、'.join(_untold(row))}　"
                f"{one_line(row.issue.description)}",
                home_of(row.visit_uid, row.issue.number),
            )
            for row in rows
        ]
        return card(f"安全隐患还没有报全　{len(rows)} 处", *lines)

    def _tasks(self, page: TodayPage) -> QFrame:
        shown = page.tasks[:TASKS_SHOWN]
        lines = [
            open_line(
                self._page,
                f"{'▲' if task.presses(on=page.today) else '·'} {task.due_on}　{task.text}",
                OpenEntry(uid=task.uid) if task.uid else OpenRegister(kind="weekly"),
            )
            for task in shown
        ]
        hidden = len(page.tasks) > len(shown)
        more = [open_line(self._page, "还有更多 …", GoTo(place=Place.MORE))] if hidden else []
        return card("登记里到期要办的事", *lines, *more)

    def _given(self, found: Sequence[TaskView]) -> QFrame:
        lines = [
            open_line(
                self._page,
                _given_text(view),
                OpenTasks(number=view.task.number),
                tip=view.task.text,
            )
            for view in found[:SHOWN]
        ]
        late = sum(view.is_overdue for view in found)
        told = f"，逾期 {late}" if late else ""
        more = more_lines(self._page, len(found), OpenTasks())
        return card(f"任务　{len(found)} 个没办完{told}", *lines, *more)

    def _awaiting(self, found: AwaitingCounts) -> QFrame:
        told = (
            (found.escalated, "个问题上报督导室，还没有答复"),
            (found.asked, "个问题申请延期，还没有批"),
            (found.noted, "件投诉还没有受理"),
            (found.late, "件投诉过了告知或办结的期限"),
            (found.unreported, "人上周的周汇报还没有交"),
        )
        lines = [open_line(self._page, f"· {n} {words}", OpenDirector()) for n, words in told if n]
        return card("等督导室决定（主任一角）", *lines)


def _returned_text(view: ReturnView) -> str:
    points = view.returned.points
    where = view.school_name or "这份记录不在本机"
    said = f"{len(points)} 处意见：{one_line(points[0].comment)}"
    return f"▲ {where}　{view.returned.number}　{said}"


def _given_text(view: TaskView) -> str:
    progress = view.progress
    many = f"　办完 {progress.done}/{progress.places}" if progress.places > 1 else ""
    mark = "▲" if view.presses else "·"
    return f"{mark} {view.task.due}　{view.task.title}　{view.left}{many}"


def _untold(row: LedgerRow) -> list[str]:
    dates = row.issue.dates
    steps = (("告知学校", dates.told_on), ("电话报督导室", dates.phoned_on))
    return [step for step, day in steps if day is None]
