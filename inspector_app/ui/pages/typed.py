"""督导室代录的记录 on a laptop: the record as it prints, and the two things to say of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.labels.typed import TYPED_ANSWER_LABEL
from inspector_app.domain.typed import TypedAnswer
from inspector_app.services.wishes import TypedPrint
from inspector_app.ui.dialogs import ask
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.sheaf import Sheaf
from inspector_app.ui.theme import GRID, button, label, scaled
from inspector_app.ui.widgets.page_view import PageView, WantedPage
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.services.typed_records import TypedView
    from inspector_app.ui.desk import Desk

_NOTHING: Final = (
    "督导室没有替您录过记录。录了的，接收督导室下发以后列在这里，看过后确认，不对的写明。"
)
_TOLD: Final = "这是督导室替您录的，计在您名下，由督导室计；本机的月统计不计，也不再上报。"

# A day, a school of eight letters and 待您确认 beside each other, also on the smallest screen.
_LIST_WIDTH: Final = 336


def _where(view: TypedView) -> str:
    return view.school_name


_COLUMNS: tuple[Column[TypedView], ...] = (
    Column(title="日期", text=lambda view: str(view.visit.visited_on)),
    Column(title="学校", text=_where, tip=lambda view: f"{view.school_name}　{view.record.number}"),
    Column(
        title="本人",
        text=lambda view: f"{'○' if view.waits else '●'} {view.words}",
        tip=lambda view: view.words,
        ink=lambda view: "warn" if view.waits else "",
    ),
)


class TypedPage(Page):
    """The list on the left, the record as it prints on the right."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._wanted = self._shown = ""
        self.sheaf: Sheaf | None = None
        self._build()
        self.confirm.clicked.connect(self.confirm_record)
        self.object_.clicked.connect(self.object_to_record)
        self.key("Ctrl+Return", self.confirm_record)
        self.view.wanted.connect(self._draw)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._offer())

    def _build(self) -> None:
        self.confirm = button("确认无误", kind="primary", tip="Ctrl+Return：录得和您写的一样")
        self.object_ = button("有异议…", tip="写明哪里不对、应当怎样；督导室看了更正或作废")
        self.box.addLayout(header("督导室代录的记录", self.confirm, self.object_))
        self.box.addWidget(self.notice)
        self.rows = RowsModel(_COLUMNS)
        self.table = Table("督导室代录的记录", self.rows)
        self.table.stretch(len(_COLUMNS) - 1)
        self.table.setMinimumWidth(scaled(_LIST_WIDTH))
        self.told = label(_NOTHING, kind="soft")
        self.told.setWordWrap(True)
        self.view = PageView("代录的记录")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.told)
        column.addWidget(self.view, 1)
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.addWidget(self.table)
        self.parts.addWidget(right)
        self.parts.setStretchFactor(0, 2)
        self.parts.setStretchFactor(1, 3)
        self.box.addWidget(self.parts, 1)

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.visits or changes.bundles

    @override
    def refresh(self) -> None:
        self.read(self._desk.typed_records.all, self._show)

    @override
    def leave(self) -> None:
        self._let_go()
        self._shown = ""
        self.view.forget()

    def open_record(self, number: str) -> None:
        """Show one of them."""
        self._wanted = number
        self.refresh()

    def _show(self, found: Sequence[TypedView]) -> None:
        show_rows(self.table, self.rows, found)
        self.table.setVisible(bool(found))
        self.view.setVisible(bool(found))
        numbers = [view.record.number for view in found]
        if self._wanted in numbers:
            self.table.setCurrentIndex(self.rows.index(numbers.index(self._wanted), 0))
        self._wanted = ""
        self._offer()

    def _offer(self) -> None:
        view = chosen_row(self.table, self.rows)
        can = view is not None and not view.record.void
        self.confirm.setEnabled(
            can and view is not None
            and (view.answer is None or view.answer.answer is not TypedAnswer.CONFIRMED)
        )  # fmt: skip
        self.object_.setEnabled(can)
        self.told.setText(_NOTHING if view is None else _words(view))
        if view is not None:
            self._print(view)

    # -- as it prints ----------------------------------------------------------------------------

    def _print(self, view: TypedView) -> None:
        shown = f"{view.record.visit_uid} {view.record.revision}"
        if shown == self._shown:
            return
        self._shown = shown
        self._let_go()
        self.view.clear()
        self.sheaf = Sheaf(self, self.kit.jobs, self._desk)
        self.sheaf.grew.connect(self.view.add_pages)
        self.sheaf.failed.connect(self.show_error)
        self.sheaf.load(TypedPrint(uid=view.record.visit_uid))

    def _let_go(self) -> None:
        if self.sheaf is not None:
            self.sheaf.ticket.cancel()
            self.sheaf.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            self.sheaf.deleteLater()
            self.sheaf = None

    def _draw(self, wanted: WantedPage) -> None:
        sheaf = self.sheaf
        if sheaf is not None:
            sheaf.draw(
                wanted, on_done=partial(self._drawn, sheaf, wanted.page), on_error=self.show_error
            )

    def _drawn(self, sheaf: Sheaf, page: int, picture: QImage) -> None:
        if sheaf is self.sheaf:
            self.view.show_page(page, picture)

    # -- saying ----------------------------------------------------------------------------------

    def confirm_record(self) -> None:
        """Say that it is right, and go to the next one that waits."""
        if self.confirm.isEnabled():
            self._answer(TypedAnswer.CONFIRMED, "")

    def object_to_record(self) -> None:
        """Ask what is not right, and note it."""
        view = chosen_row(self.table, self.rows)
        if view is None:
            return
        text = "写明哪里不对、应当怎样；督导室看了更正或作废，再请您看一遍。"
        said = ask.reason(self, f"对 {view.record.number} 有异议", text, yes="记下")
        if said is not None:
            self._answer(TypedAnswer.OBJECTED, said)

    def _answer(self, answer: TypedAnswer, text: str) -> None:
        view = chosen_row(self.table, self.rows)
        if view is None:
            return
        number = view.record.number
        later = [row.record.number for row in self.rows.rows if row.waits and row != view]
        self._wanted = later[0] if later else number
        self.write(
            lambda: self._desk.typed_records.answer(number, answer, text=text),
            lambda _changes: self.notice.tell(
                f"{number}：{TYPED_ANSWER_LABEL[answer]}，随下一次上报送到督导室。"
            ),
        )


def _words(view: TypedView) -> str:
    told = f"{view.record.number}　{view.record.source or '代录'}　{view.words}。{_TOLD}"
    if view.answer and view.answer.text:
        told += f"\n您写的异议：{view.answer.text}"
    if view.own:
        own = "、".join(view.own)
        told += f"\n▲ 本机有您自己写的同校同日的记录 {own}。同一次的按“有异议…”写明，只计一份。"
    return told
