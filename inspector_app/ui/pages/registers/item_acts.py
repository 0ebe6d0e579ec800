"""What the page of items offers besides the steps of every entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QWidget

from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.duty import DUTY
from inspector_app.domain.registers.selfcheck import SELFCHECK
from inspector_app.domain.standard_options import StandardForm
from inspector_app.services.wishes import StandardPrint
from inspector_app.ui.dialogs import ask
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.navigator import OpenEntry, OpenMatrix, OpenPreview
from inspector_app.ui.page import clear
from inspector_app.ui.theme import GRID, button
from inspector_app.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from inspector_app.domain.registers.kind import Entry
    from inspector_app.services.saved import Added
    from inspector_app.services.selfchecks import TakenBack
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.pages.registers.surface import ItemSurface


class _Act(NamedTuple):
    """A button: its words, its tip, what it does, and the one state of an entry it is for."""

    text: str
    tip: str
    act: Callable[[], None]
    only: EntryState | None = None


class ItemActs(QObject):
    """What the buttons at the top do."""

    def __init__(self, page: ItemSurface, widget: QWidget, desk: Desk) -> None:
        super().__init__(widget)
        self._page, self._widget, self._desk = page, widget, desk
        self._bound: list[tuple[QPushButton, EntryState]] = []

    def offer(self, line: QWidget, kind: str) -> None:
        """Put the buttons of a kind into a line."""
        row = line.layout()
        if row is None:
            row = FlowLayout(line, gap=GRID, to_the_right=True)
        clear(row)
        self._bound = []
        for act in (*self._of(kind), _Act("登记页", "年度、日期、结论和依据", self._entry)):
            made = button(act.text, tip=act.tip)
            made.clicked.connect(act.act)
            row.addWidget(made)
            if act.only is not None:
                self._bound.append((made, act.only))

    def _of(self, kind: str) -> tuple[_Act, ...]:
        return {
            SELFCHECK.id: (
                _Act("导出填写表…", "存成 Excel，发给各部门填写", self._export),
                _Act("读回填写表…", "把部门填好的 Excel 读进来", self._take, only=EntryState.DRAFT),
                _Act(
                    "列入台账",
                    "定稿后，每个要整改的项目列入问题整改台账；可以反复做，不会重复",
                    self._list_issues,
                    only=EntryState.FILED,
                ),
            ),
            DUTY.id: (
                _Act("再加任务", "给这一项再加一个任务", self._add, only=EntryState.DRAFT),
                _Act(
                    "去掉任务",
                    "去掉这一项多出的任务；Ctrl+Z 退回",
                    self._remove,
                    only=EntryState.DRAFT,
                ),
                _Act("任务清单…", "预览、打印、另存", self._tasks),
                _Act("责任矩阵", "各项指标和各部门：谁牵头、谁配合", self._matrix),
            ),
        }[kind]

    def show_entry(self, entry: Entry) -> None:
        """Let be pressed what the state of the entry allows."""
        for each, state in self._bound:
            each.setEnabled(entry.state is state and not entry.removed)

    # -- acting ----------------------------------------------------------------------------------

    def _uid(self) -> str:
        record = self._page.record
        assert record is not None
        return record.entry.uid

    def _entry(self) -> None:
        self._page.kit.navigator.open(OpenEntry(uid=self._uid()))

    def _matrix(self) -> None:
        self._page.flush()
        self._page.kit.navigator.open(OpenMatrix(uid=self._uid()))

    def _tasks(self) -> None:
        self._page.flush()
        wish = StandardPrint(uid=self._uid(), form=StandardForm.TASKS)
        # Behind what was just typed, on the one thread that saves.
        self._page.write(
            lambda: None, lambda _done: self._page.kit.navigator.open(OpenPreview(wish=wish))
        )

    def _export(self) -> None:
        self._page.flush()
        record, uid = self._page.record, self._uid()
        assert record is not None
        name = f"自评表 {record.entry.number}.xlsx"
        path = ask.save_file(self._widget, "把填写表存到哪里", name, ask.EXCEL)
        if path is not None:
            self._page.write(
                lambda: self._desk.selfchecks.write_xlsx(uid, path), self._page.tell_written
            )

    def _list_issues(self) -> None:
        uid = self._uid()
        self._page.write(
            lambda: self._desk.standard_issues.of_selfcheck(uid),
            lambda taken: self._page.notice.tell(f"问题整改台账：{taken.sentence()}"),
        )

    def _take(self) -> None:
        self._page.flush()
        uid = self._uid()
        path = ask.open_file(self._widget, "选部门填好的自评表", ask.EXCEL)
        if path is None:
            return

        def taken(found: TakenBack) -> None:
            self._page.kit.events.saved.emit(found.saved.at)
            told = f"读了 {found.items} 项，改动 {found.values} 处；空格没有改原来的内容。"
            self._page.notice.tell(f"{told}不对的按 Ctrl+Z 一次退回。")
            self._page.refresh()

        work = self._desk.selfchecks.take_xlsx
        self._page.write(lambda: work(uid, path), taken, ticket=Ticket(_READING))

    def _add(self) -> None:
        self._page.flush()
        uid, row = self._uid(), self._page.row_uid
        rows = self._rows()
        item = next((each["item"] for each in rows if each["uuid"] == row), None)
        if item is None:
            return

        def added(made: Added) -> None:
            self._page.kit.events.saved.emit(made.saved.at)
            self._page.open_row(made.uid)

        self._page.write(lambda: self._desk.duties.add_task(uid, item), added)

    def _remove(self) -> None:
        self._page.flush()
        uid, row = self._uid(), self._page.row_uid
        rows = self._rows()
        item = next((each["item"] for each in rows if each["uuid"] == row), None)
        if sum(each["item"] == item for each in rows) < _ONE_MORE:
            self._page.notice.tell("这一项只有一个任务，不能去掉；可以直接改它。", kind="warn")
            return
        self._page.write(
            lambda: self._desk.register_edit.remove_row(uid, "duties", row),
            lambda saved: self._page.kit.events.saved.emit(saved.at),
        )

    def _rows(self) -> list[dict[str, Any]]:
        record = self._page.record
        assert record is not None
        rows: list[dict[str, Any]] = record.entry.values["duties"]
        return rows


_ONE_MORE: Final = 2
_READING: Final = "正在读入填写表……"
