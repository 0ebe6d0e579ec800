"""人员与电脑登记: whose laptops count; digits are compared here, and rosters signed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from inspector_app.base import clock as clocks
from inspector_app.base.override import override
from inspector_app.services.trust_listing import ASKED, laptop_state
from inspector_app.ui.dialogs import ask
from inspector_app.ui.export import export_button
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.page import Kit, Page, clear, header
from inspector_app.ui.root_acts import RootActs
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import GRID, button, label, look, scaled
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from datetime import date

    from inspector_app.base.changes import Changes
    from inspector_app.office.labels import Reporters
    from inspector_app.services.number_lost import LostNumbers
    from inspector_app.services.trust_laptops import Decided, Enrolled, TakenIn
    from inspector_app.services.trust_listing import Laptop
    from inspector_app.services.trust_state import TrustView
    from inspector_app.ui.desk import Desk

_DIGITS: Final = 4
_COMPARED: Final = 10
_NOTHING: Final = (
    "还没有电脑申请。请督学在“加入督导室”里写出登记申请，用 U 盘交来，再按“读入申请…”。"
)


class Line(NamedTuple):
    """A laptop as the table shows it."""

    laptop: Laptop
    ticked: bool
    state: str

    @property
    def waits(self) -> bool:
        """Whether its digits are still to be compared."""
        return self.laptop.state == ASKED


def _mark(line: Line) -> str:
    return ("☑" if line.ticked else "☐") if line.waits else ""


def _ink(line: Line) -> str:
    if line.waits:
        return "warn"
    return "bad" if line.laptop.revoked_from is not None else ""


_COLUMNS: tuple[Column[Line], ...] = (
    Column(title="核对", text=_mark),
    Column(title="编号", text=lambda line: line.laptop.inspector_id),
    Column(title="督学", text=lambda line: line.laptop.name),
    Column(title="电脑", text=lambda line: line.laptop.device),
    Column(title="核对号", text=lambda line: line.laptop.digits),
    Column(title="到哪一步", text=lambda line: line.state, tip=lambda line: line.state, ink=_ink),
)


_WHO: Final = 2
"""The column that says whose a computer is."""


class _Words(NamedTuple):
    """What is said of those whose computers are enrolled."""

    heard: str
    nothing: str
    refuse: str


_OF_PEOPLE: Final = _Words(
    "督学念的最后两组数字，写满就勾上那一台", _NOTHING, "这台电脑的申请不收；督学可以重新申请。"
)
_OF_OFFICES: Final = _Words(
    "对方念的最后两组数字",
    "还没有电脑申请。先在“各区”登记下级，请它在“上报上级”里写出登记申请，用 U 盘交来，"
    "再按“读入申请…”。",
    "这台电脑的申请不收；下级督导室可以重新申请。",
)


class _Shown(NamedTuple):
    """Everything that the page shows."""

    view: TrustView
    laptops: tuple[Laptop, ...]
    day: date
    reporters: Reporters


class EnrollingPage(Page):
    """The laptops of a district, those that wait first."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._ticked: set[str] = set()
        self._words = _OF_PEOPLE
        self.root_acts = RootActs(self, desk)
        self._build_head()
        self._build_check()
        self.model = RowsModel(_COLUMNS)
        self.table = Table("各台电脑", self.model)
        self.table.stretch(_DIGITS + 1)
        self.nothing = label(_NOTHING, kind="soft")
        self.box.addWidget(self.nothing)
        self.box.addWidget(self.table, 1)
        self.box.addStretch()
        self._connect()

    def _build_head(self) -> None:
        self.read_in = button("读入申请…", tip="Ctrl+O：选放着申请的 U 盘或文件夹")
        self.sign = button("签发名册…", kind="primary", tip="Ctrl+S：插上登记优盘")
        self.roots = button("登记优盘…", tip="做一个、备用、更换、遗失")
        self.show_large = button("投影核对号", tip="F5：放大给大家看")
        acts = (self.show_large, self.roots, self.read_in, self.sign)
        self.box.addLayout(header("人员与电脑登记", *acts))
        self.box.addWidget(self.notice)
        self._told = QVBoxLayout()
        self._told.setSpacing(2)
        self.box.addLayout(self._told)
        self.digits = label("", kind="small")
        self.box.addWidget(self.digits)

    def _build_check(self) -> None:
        self.heard = LineField("听到的核对号", hint=_OF_PEOPLE.heard)
        self.heard.setMaximumWidth(scaled(320))
        self.accept = button("登记勾上的", tip="Ctrl+Return")
        self.accept.setMinimumWidth(scaled(136))
        self.write_again = button("再写出名册…", tip="各版名册写到另一个 U 盘或文件夹")
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(label("听到的核对号", kind="soft"))
        row.addWidget(self.heard)
        row.addWidget(self.accept)
        row.addStretch()
        row.addWidget(self.write_again)
        self._tools = row
        self.box.addLayout(row)

    def _connect(self) -> None:
        self._tools.addWidget(export_button(self, self.table, lambda: "电脑登记"))
        self.read_in.clicked.connect(self.take_in)
        self.sign.clicked.connect(self.root_acts.sign_roster)
        self.roots.clicked.connect(self.root_acts.choose)
        self.show_large.clicked.connect(self.root_acts.project)
        self.accept.clicked.connect(self.accept_ticked)
        self.write_again.clicked.connect(self.root_acts.write_rosters)
        self.heard.textChanged.connect(self._on_heard)
        self.table.opened.connect(self._on_opened)
        tick = QShortcut(QKeySequence("Space"), self.table)
        # Only there: in the field beside it a blank parts two groups.
        tick.setContext(Qt.ShortcutContext.WidgetShortcut)
        tick.activated.connect(self.tick)
        for keys, slot in (
            ("Ctrl+O", self.take_in), ("Ctrl+S", self.sign.click), ("F5", self.root_acts.project),
            ("Ctrl+Return", self.accept_ticked),
        ):  # fmt: skip
            self.key(keys, slot)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.settings or changes.inspectors

    @override
    def refresh(self) -> None:
        self.read(self._read_all, self._show)

    def _read_all(self) -> _Shown:
        view, laptops = self._desk.trust_state.view(), self._desk.trust_laptops.all()
        day, reporters = clocks.today(self._desk.clock), self._desk.districts.reporters()
        return _Shown(view, laptops, day, reporters)

    def _show(self, shown: _Shown) -> None:
        view = self.root_acts.view = shown.view
        self.model.entitle(_WHO, shown.reporters.word)
        self._words = _OF_OFFICES if shown.reporters.only_offices else _OF_PEOPLE
        self.heard.setPlaceholderText(self._words.heard)
        self.nothing.setText(self._words.nothing)
        clear(self._told)
        for told in view.told:
            line = label(told.sentence)
            look(line, {"good": "small", "warn": "mark"}.get(told.kind, told.kind))
            line.setWordWrap(True)
            self._told.addWidget(line)
        self.digits.setText("　".join(f"督导室核对号　{each}" for each in view.roots[:1]))
        self.digits.setVisible(bool(view.roots))
        self.show_large.setEnabled(bool(view.roots))
        self.sign.setEnabled(bool(view.roots))
        self.write_again.setEnabled(view.version > 0)
        self._show_laptops(shown.laptops, shown.day)

    def _show_laptops(self, laptops: tuple[Laptop, ...], day: date) -> None:
        self._ticked &= {each.chain for each in laptops if each.state == ASKED}
        lines = [
            Line(each, each.chain in self._ticked, laptop_state(each, day)) for each in laptops
        ]
        show_rows(self.table, self.model, lines)
        self.table.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self._show_count()

    def _show_count(self) -> None:
        count = len(self._ticked)
        self.accept.setText(f"登记勾上的 {count} 台" if count else "登记勾上的")
        self.accept.setEnabled(bool(count))

    # -- comparing -------------------------------------------------------------------------------

    def take_in(self) -> None:
        """Read every request of a folder."""
        folder = ask.folder(self, "登记申请在哪个文件夹：U 盘或共享文件夹")
        if folder is not None:
            self.write(lambda: self._desk.trust_laptops.take_in([folder]), self._on_taken_in)

    def _on_taken_in(self, taken: TakenIn) -> None:
        told = [f"读到 {len(taken.asked)} 份等着核对的申请。请每台念最后两组数字。"]
        told += [*filter(None, [taken.known_words]), *map("：".join, taken.refused)]
        self.notice.tell("\n".join(told), kind="warn" if taken.refused else "")
        self.heard.setFocus()

    def _on_heard(self, text: str) -> None:
        figures = "".join(str(int(each)) for each in text if each.isdecimal())
        if len(figures) < _COMPARED:
            return
        for place, line in enumerate(self.model.rows):
            if line.waits and line.laptop.digits.replace(" ", "").endswith(figures):
                self._tick(place, on=True)
                self.notice.tell(f"相符：{line.laptop.name}的“{line.laptop.device}”，已勾上。")
                self.heard.show_value("")
                return
        self.notice.tell(
            f"“{text.strip()}”与等着核对的申请都不符；请再念一遍，仍不符就不要登记。", kind="bad"
        )
        self.heard.selectAll()

    def tick(self) -> None:
        """Tick the chosen laptop, whose digits a person has just compared, or take that back."""
        line = chosen_row(self.table, self.model)
        if line is not None and line.waits:
            self._tick(self.table.currentIndex().row(), on=not line.ticked)

    def _tick(self, place: int, *, on: bool) -> None:
        rows = list(self.model.rows)
        line = rows[place]
        rows[place] = line._replace(ticked=on)
        (self._ticked.add if on else self._ticked.discard)(line.laptop.chain)
        show_rows(self.table, self.model, rows)
        self.table.setCurrentIndex(self.model.index(place, 0))
        self._show_count()

    def accept_ticked(self) -> None:
        """Enrol the laptops that are ticked."""
        chains = tuple(self._ticked)
        if chains:
            self.write(lambda: self._desk.trust_laptops.accept_ticked(chains), self._on_accepted)

    def _on_accepted(self, enrolled: Enrolled) -> None:
        done = enrolled.laptops
        remarks = [f"{each.laptop.name}：{told}" for each in done for told in each.remarks]
        told = f"已登记 {len(done)} 台。请插上 U 盘签发名册（Ctrl+S），发给各台电脑。"
        self.notice.tell("\n".join([told, *remarks]))

    # -- deciding --------------------------------------------------------------------------------

    def _on_opened(self, index: QModelIndex) -> None:
        line = self.model.rows[index.row()]
        laptop, name = line.laptop, f"{line.laptop.name}的“{line.laptop.device}”"
        if line.waits:
            ask.act(self, name, f"核对号　{laptop.digits}", [
                ("取消勾选" if line.ticked else "核对相符，勾上", self.tick),
                ("不登记…", lambda: self._refuse(laptop)),
            ])  # fmt: skip
        elif laptop.is_in_use(clocks.today(self._desk.clock)):
            ask.act(self, name, line.state, [
                ("停用（丢失、被盗）…", lambda: self._revoke(laptop)),
                ("30 天后到期，换发新登记", lambda: self._end(laptop)),
            ])  # fmt: skip

    def _refuse(self, laptop: Laptop) -> None:
        why = ask.reason(self, "不登记", self._words.refuse, yes="不登记")
        if why is not None:
            self._decide(lambda: self._desk.trust_laptops.refuse(laptop.chain, reason=why))

    def _revoke(self, laptop: Laptop) -> None:
        text = "已收到的上报包照旧作数，以后的不再收。停用后不能恢复，找回来要换新登记再申请。"
        why = ask.reason(self, "停用这台电脑", text, yes="停用")
        if why is not None:
            self.write(
                lambda: self._desk.trust_laptops.revoke(laptop.chain, reason=why),
                lambda done: self._on_revoked(done, why),
            )

    def _on_revoked(self, done: Decided, why: str) -> None:
        self.notice.tell("\n".join(done.remarks))
        chain = done.laptop.chain
        self.read(
            lambda: self._desk.number_lost.of_laptop(chain), lambda lost: self._offer(lost, why)
        )

    def _offer(self, lost: LostNumbers | None, why: str) -> None:
        """Offer to make the numbers void that the laptop takes with it."""
        if lost is None:
            return
        text = f"{lost.words}。作废以后不能再用，登记里写明原因；以后发现已经用了的会点名。"
        if ask.confirm(self, "它没有用的文号也作废吗？", text, yes="全部作废"):
            self.write(
                lambda: self._desk.number_lost.void(lost.laptop.chain, reason=f"电脑停用：{why}"),
                lambda _done: self.notice.tell(f"已作废 {lost.count} 个文号，登记里写明原因。"),
            )

    def _end(self, laptop: Laptop) -> None:
        self._decide(lambda: self._desk.trust_laptops.end(laptop.chain))

    def _decide(self, work: Callable[[], Decided]) -> None:
        self.write(work, lambda done: self.notice.tell("\n".join(done.remarks) or "已写明。"))
