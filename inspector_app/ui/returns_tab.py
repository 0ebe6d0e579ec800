"""退回 at the office as a list: where each stands, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.base.clock import local_datetime_text, parse_instant
from inspector_app.domain.labels.returned import standing_words
from inspector_app.domain.returned import UNMENDED, ReturnState
from inspector_app.ui.dialogs import ask
from inspector_app.ui.export import export_button
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenVisit
from inspector_app.ui.page import wrapped
from inspector_app.ui.returned_words import sent_words
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.services.office_returns import Delivery
    from inspector_app.services.return_events import ReturnView
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page

_STEP = 50
_NOTHING = "没有退回的记录。要退回一份，打开收到的记录，按“退回…”，勾上要改的地方，写明意见。"


def _points(view: ReturnView) -> str:
    return "；".join(f"{point.label}：{point.comment}" for point in view.returned.points)


def _state(view: ReturnView) -> str:
    found = view.returned
    mark = "●" if found.is_finished else "○" if found.state in UNMENDED else "▲"
    return f"{mark} {standing_words(found)}"


_COLUMNS: tuple[Column[ReturnView], ...] = (
    Column(title="退回", text=lambda v: local_datetime_text(parse_instant(v.returned.at))),
    Column(title="督学", text=lambda v: v.lead_name),
    Column(title="学校", text=lambda v: v.school_name, tip=lambda v: v.school_name),
    Column(title="记录", text=lambda v: v.returned.number, tip=lambda v: v.returned.number),
    Column(title="状态", text=_state,
           ink=lambda v: "warn" if v.returned.state is ReturnState.MENDED else ""),
    Column(title="意见", text=_points, tip=_points),
)  # fmt: skip


class _Found(NamedTuple):
    """What is open, what of the rest is listed, and how much of it there is."""

    current: tuple[ReturnView, ...]
    done: tuple[ReturnView, ...]
    all_done: int


class ReturnsTab(QWidget):
    """The list.

    Signals:
        counted(int): how many the inspector has mended or answered, which the office looks at next.
    """

    counted = Signal(int)

    def __init__(self, page: Page, desk: Desk) -> None:
        super().__init__()
        self._page, self._desk = page, desk
        self.rows = RowsModel(_COLUMNS)
        self.table = Table("退回的记录", self.rows)
        self.table.stretch(5)
        self.told = label(_NOTHING, kind="soft")
        self.told.setWordWrap(True)
        self.open = button("打开记录", kind="primary", tip="选中一行后按 Enter：对照意见看改了什么")
        self.close_it = button("核过", tip="督学改的或答复的没有问题了")
        self.withdraw = button("撤回…", tip="不再要求改，写明理由")
        self.send = button("送出", tip="把还没送出的退回放进收过的共享文件夹")
        self.save = button("另存下发包…", tip="没有共享文件夹时，另存后发给督学")
        self.more = button("", kind="link", tip="已核的、已撤回的，新的在前，一次再列 50 份")
        self._done = 0
        export = export_button(page, self.table, lambda: "退回的记录")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.told)
        acts = (self.open, self.close_it, self.withdraw, self.send, self.save, export)
        column.addWidget(wrapped(*acts))
        column.addWidget(self.table, 1)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        for pressed, step in (
            (self.open, self.open_record), (self.close_it, self.close_return),
            (self.withdraw, self.withdraw_return), (self.send, self.deliver),
            (self.save, self.save_packs), (self.more, self.show_more),
        ):  # fmt: skip
            pressed.clicked.connect(step)
        self.table.opened.connect(lambda _index: self.open_record())
        self.table.selectionModel().currentRowChanged.connect(self._offer)

    def refresh(self) -> None:
        """Ask where returns stand: those that are open, and as many of the others as were asked."""
        office, limit = self._desk.office_returns, self._done

        def read() -> _Found:
            done = office.done(limit=limit) if limit else ()
            return _Found(office.current(), done, office.count_done())

        self._page.read(read, self._show)

    def show_more(self) -> None:
        """List more of what is finished."""
        self._done += _STEP
        self.refresh()

    def _show(self, told: _Found) -> None:
        found, left = told.current, told.all_done - len(told.done)
        show_rows(self.table, self.rows, (*found, *told.done))
        self.table.setVisible(bool(found or told.done))
        self.more.setText(f"更多：已核、已撤回的还有 {left} 份")
        self.more.setAccessibleName(self.more.text())
        self.more.setVisible(left > 0)
        waits = sum(v.returned.state in UNMENDED for v in found)
        ready = sum(not v.returned.is_finished and v.returned.state not in UNMENDED for v in found)
        self.told.setText(
            f"督学还没有改的 {waits} 份（照现在的计入），等督导室核的 {ready} 份"
            if found or told.all_done else _NOTHING
        )  # fmt: skip
        self.counted.emit(ready)
        self._offer()

    def _offer(self) -> None:
        view = chosen_row(self.table, self.rows)
        open_one = view is not None and not view.returned.is_finished
        self.open.setEnabled(view is not None and view.record is not None)
        self.close_it.setEnabled(
            view is not None and open_one and view.returned.state not in UNMENDED
        )
        self.withdraw.setEnabled(open_one)

    # -- doing -----------------------------------------------------------------------------------

    def open_record(self) -> None:
        """Open the record of the chosen return."""
        view = chosen_row(self.table, self.rows)
        if view is not None and view.record is not None:
            self._page.kit.navigator.open(OpenVisit(uid=view.record.uid))

    def close_return(self) -> None:
        """Accept what the inspector has mended or answered."""
        self._end("已核", lambda uid: self._desk.office_returns.close(uid, by=""))

    def withdraw_return(self) -> None:
        """Ask no more."""
        text = "督学那边不再显示这些意见；经过两边都留着。"
        reason = ask.reason(self, "撤回这次退回", text, yes="撤回")
        if reason is not None:
            self._end(
                "已撤回",
                lambda uid: self._desk.office_returns.withdraw(uid, by="", reason=reason),
            )

    def _end(self, said: str, act: Callable[[str], object]) -> None:
        view = chosen_row(self.table, self.rows)
        if view is None:
            return
        uid = view.returned.uid

        def work() -> Delivery:
            act(uid)
            return self._desk.office_returns.deliver()

        self._page.write(work, lambda sent: self._tell(f"{said}。{sent_words(sent)}", sent))

    def deliver(self) -> None:
        """Send what has not gone out."""

        def done(sent: Delivery) -> None:
            self._tell(sent_words(sent) or "没有还没送出的退回。", sent)

        self._page.write(self._desk.office_returns.deliver, done)

    def _tell(self, text: str, sent: Delivery) -> None:
        self._page.notice.tell(text, kind="warn" if sent.remarks else "")
        self.refresh()

    def save_packs(self) -> None:
        """Put the files into a folder, to be sent by hand."""
        folder = ask.folder(self, "下发包存到哪个文件夹")
        if folder is None:
            return
        office = self._desk.office_returns

        def work() -> tuple[Path, ...]:
            office.deliver(folder=folder)
            office.write(folder)
            return tuple(sorted(folder.rglob("op1-*")))

        def done(files: tuple[Path, ...]) -> None:
            if files:
                self._page.tell_file(f"下发包在 {folder}，请发给督学。", folder)
            else:
                self._page.notice.tell("没有可以另存的退回。")

        self._page.write(work, done)
