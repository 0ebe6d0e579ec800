"""督导室下发 on a laptop: what came, what taking it over would do, and then the one button."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from inspector_app.base import clock as clocks
from inspector_app.base.override import override
from inspector_app.services.pack_lines import MARK_LABEL, Mark, PackLine, told
from inspector_app.services.pack_offers import Look, Offer, PackState
from inspector_app.ui.dialogs import ask
from inspector_app.ui.file_drop import ManyFilesPage
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.page import Kit, header
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.services.pack_offers import TakenPacks
    from inspector_app.ui.desk import Desk

_NOTHING: Final = (
    "还没有督导室下发的内容。督导室放进共享文件夹的会自己列在这里；"
    "用 U 盘或聊天软件收到的，点“打开文件…”，或把文件拖到这里。"
)
_STATE: Final = {
    PackState.OFFERED: "○ 待接收",
    PackState.TAKEN: "● 已接收",
    PackState.DECLINED: "– 不接收",
    PackState.UNDER_WAY: "… 没有传完",
    PackState.REFUSED: "▲ 不能接收",
}


def _when(offer: Offer) -> str:
    made = offer.created
    return clocks.local_datetime_text(clocks.parse_instant(made)) if made else ""


def _said(offer: Offer) -> str:
    return offer.sentence or (told(offer.lines) if offer.state is PackState.OFFERED else "")


def _by_weight(line: PackLine) -> int:
    """Return where a line stands: what is refused or changes something first."""
    return _WEIGHT.index(line.mark)


_WEIGHT: Final = (Mark.REFUSED, Mark.NOTE, Mark.CHANGED, Mark.NEW, Mark.SAME)
_OFFERS: tuple[Column[Offer], ...] = (
    Column(
        title="状态",
        text=lambda offer: _STATE[offer.state],
        ink=lambda offer: "bad" if offer.state is PackState.REFUSED else "",
    ),
    Column(title="编号", text=lambda offer: str(offer.n) if offer.n else "", right=True,
           value=lambda offer: offer.n),
    Column(title="内容", text=lambda offer: offer.title or offer.file.name,
           tip=lambda offer: offer.file.name),
    Column(title="下发时间", text=_when),
    Column(title="接收以后", text=_said, tip=_said),
)  # fmt: skip
_LINES: tuple[Column[PackLine], ...] = (
    Column(
        title="结果",
        text=lambda line: f"{'▲ ' if line.mark is Mark.REFUSED else ''}{MARK_LABEL[line.mark]}",
        ink=lambda line: "bad" if line.mark is Mark.REFUSED else "",
    ),
    Column(title="内容", text=lambda line: line.text, tip=lambda line: line.text),
)


class OffersPage(ManyFilesPage):
    """The packs above, the rows of the chosen one below."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._paths: tuple[Path, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.take = button("接收", kind="primary", tip="Ctrl+Return：接收选中的一份")
        self.decline = button("不接收…", tip="以后不再提示；改了主意还能接收")
        self.files = button("打开文件…", tip="Ctrl+O：下发包，名字以 op1- 开头")
        self.folder = button("打开文件夹…", tip="U 盘或聊天软件的下载文件夹")
        self.again = button("再看一次", tip="F5")
        acts = (self.take, self.decline, self.files, self.folder, self.again)
        self.box.addLayout(header("督导室下发", *acts))
        self.box.addWidget(self.notice)
        self.nothing = label(_NOTHING, kind="soft")
        self.nothing.setWordWrap(True)
        self.box.addWidget(self.nothing)
        self.offers = RowsModel(_OFFERS)
        self.table = Table("督导室下发", self.offers)
        self.table.stretch(4)
        self.lines = RowsModel(_LINES)
        self.lines_table = Table("接收以后有什么变化", self.lines)
        self.lines_table.stretch(1)
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.addWidget(self.table)
        self.parts.addWidget(self.lines_table)
        self.parts.setStretchFactor(1, 1)
        self.box.addWidget(self.parts, 1)

    def _connect(self) -> None:
        self.take.clicked.connect(self.take_chosen)
        self.decline.clicked.connect(self.decline_chosen)
        self.files.clicked.connect(self.ask_for_files)
        self.folder.clicked.connect(self.ask_for_folder)
        self.again.clicked.connect(self.refresh)
        self.table.selectionModel().currentRowChanged.connect(self._offer)
        self.key("Ctrl+Return", self.take_chosen)
        self.key("Ctrl+O", self.ask_for_files)
        self.key("F5", self.refresh)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.bundles

    @override
    def refresh(self) -> None:
        taking, paths = self._desk.pack_taking, self._paths
        self.read(lambda: taking.look(paths) if paths else taking.waiting(), self._show)

    def _show(self, found: Look) -> None:
        if self._paths and not found.offers:
            self._nothing_there()
            return
        before = self.table.currentIndex().row()
        show_rows(self.table, self.offers, found.offers)
        if before < 0:
            self._go_to_first_open()
        missing = "、".join(f"第 {n} 号" for n in found.missing)
        lost = f"▲ {missing}下发没有收到，请向督导室要。" if missing else ""
        self.nothing.setText(lost or _NOTHING)
        self.nothing.setVisible(bool(lost) or not found.offers)
        self.parts.setVisible(bool(found.offers))
        self._offer()
        if found.foreign:
            self.write(lambda: self._desk.pack_taking.remember(found.foreign))

    def _nothing_there(self) -> None:
        """Say that what was opened holds no pack, and show again what waits."""
        names, self._paths = "、".join(path.name for path in self._paths), ()
        self.notice.tell(
            f"“{names}”里没有督导室的下发包，没有接收任何内容；"
            "请选名称以 op1- 开头的文件，或放着它的文件夹。",
            kind="warn",
        )
        self.refresh()

    def _go_to_first_open(self) -> None:
        """Begin where something is to be decided."""
        for place, offer in enumerate(self.offers.rows):
            if offer.state is PackState.OFFERED:
                self.table.selectRow(place)
                return

    def _offer(self) -> None:
        offer = chosen_row(self.table, self.offers)
        state = offer.state if offer else None
        self.take.setEnabled(state in {PackState.OFFERED, PackState.DECLINED})
        self.decline.setEnabled(state is PackState.OFFERED)
        self.lines.show(sorted(offer.lines, key=_by_weight) if offer else ())

    # -- acts ------------------------------------------------------------------------------------

    def ask_for_files(self) -> None:
        """Ask for files and show what is in them."""
        files = ask.open_files(self, "选督导室的下发包", ask.PACKS)
        if files:
            self.open(files)

    def ask_for_folder(self) -> None:
        """Ask for a folder and show what is in it."""
        folder = ask.folder(self, "下发包在哪个文件夹里")
        if folder is not None:
            self.open((folder,))

    def open(self, paths: Sequence[Path]) -> None:
        """Show what lies at these paths."""
        self._paths = tuple(paths)
        self.refresh()

    def take_chosen(self) -> None:
        """Take the chosen pack over."""
        offer = chosen_row(self.table, self.offers)
        if offer is None or not self.take.isEnabled():
            return
        self.write(
            lambda: self._desk.pack_taking.take([offer.file], only=[offer.id]),
            self._taken,
            ticket=Ticket("正在接收……"),
        )

    def _taken(self, taken: TakenPacks) -> None:
        for offer in taken.offers:
            good = offer.state is PackState.TAKEN
            text = f"已接收第 {offer.n} 号下发：{offer.title}（{told(offer.lines)}）。"
            self.notice.tell(text if good else offer.sentence, kind="" if good else "bad")
        self.refresh()

    def decline_chosen(self) -> None:
        """Let the chosen pack be asked about no more."""
        offer = chosen_row(self.table, self.offers)
        if offer is None or not self.decline.isEnabled():
            return
        text = "本机的内容都不变，以后不再提示；改了主意，还能在这里选中它接收。"
        if ask.confirm(self, f"不接收第 {offer.n} 号下发吗？", text, yes="不接收"):
            self.write(
                lambda: self._desk.pack_taking.decline([offer.file], only=[offer.id]),
                lambda _changes: self.refresh(),
            )

    @override
    def take_files(self, paths: Sequence[Path]) -> None:
        self.open(paths)
