"""上报上级: what leaves for the office above and what stays, one button, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.labels.schools import SCHOOL_KIND_LABEL
from inspector_app.domain.month import Month
from inspector_app.domain.school import SchoolKind
from inspector_app.services.trust_state import STANDING_LABEL, Standing
from inspector_app.services.upwards_content import LEAVING, STAYING
from inspector_app.ui.dialogs import ask
from inspector_app.ui.file_drop import ManyFilesPage
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenJoiningAbove, OpenMonth
from inspector_app.ui.page import Kit, card, header
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import GRID, button, label, look, scaled
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.rows import FormRow
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.base.errors import UserError
    from inspector_app.domain.table_difference import Difference
    from inspector_app.services.collecting import Collected
    from inspector_app.services.upwards import SentUpwards
    from inspector_app.services.upwards_content import LeavingDistrict, Upwards
    from inspector_app.services.upwards_desk import UpwardsMonth, UpwardsView
    from inspector_app.ui.desk import Desk

_Line = tuple[str, str, str]
_BEGIN: Final = (
    "第一步：写明上级督导室的区划和本室的名称。上级要先登记本室（它在“各区”里按“登记下级…”）。"
    "第二步：加入上级，与督学的电脑加入督导室一样，两边核对数字。"
)
_WAITS: Final = "还没有加入上级：按“加入上级…”写出申请，核对数字，采用名册；以后就能上报。"
_CODE_DIGITS: Final = 6


def _ink(row: UpwardsMonth) -> str:
    return "bad" if row.refused else ""


_MONTHS: tuple[Column[UpwardsMonth], ...] = (
    Column(title="月份", text=lambda row: row.month.title),
    Column(title="锁定", text=lambda row: row.locked or "未锁定"),
    Column(title="报出", text=lambda row: row.sent),
    Column(title="到哪一步", text=lambda row: row.state, tip=lambda row: row.state, ink=_ink),
)
_ALL: Final[tuple[_Line, ...]] = (
    *(("● 报", *line) for line in LEAVING), *(("○ 不报", *line) for line in STAYING),
)  # fmt: skip
_LISTED: tuple[Column[_Line], ...] = (
    Column(title="报不报", text=lambda line: line[0]),
    Column(title="什么", text=lambda line: line[1], tip=lambda line: line[1]),
    Column(title="为什么", text=lambda line: line[2], tip=lambda line: line[2]),
)
_CELLS: tuple[Column[Difference], ...] = (
    Column(title="行", text=lambda cell: cell.row),
    Column(title="列", text=lambda cell: cell.label),
    Column(title="锁定的数", text=lambda cell: cell.before),
    Column(title="现有记录", text=lambda cell: cell.after),
)


class UpwardsPage(ManyFilesPage):
    """The months at the left; what leaves of the chosen one, and what stays, at the right."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._view: UpwardsView | None = None
        self._build()
        self._connect()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.state = label("", kind="pill")
        self.join = button("加入上级…", tip="写出申请、核对数字、采用名册；换新登记也在那里")
        self.receipts = button("读取回执…", tip="Ctrl+O：回执、名册在哪个文件夹；也可以拖到这里")
        self.send = button("上报…", kind="primary", tip="Ctrl+Return：把选中的月报给上级")
        acts = (self.state, self.join, self.receipts, self.send)
        self.box.addLayout(header("上报上级", *acts))
        self.box.addWidget(self.notice)
        self.told = label("", kind="small")
        self.told.setWordWrap(True)
        self.box.addWidget(self.told)
        self._build_first()
        self._build_months()

    def _build_first(self) -> None:
        self.upper = LineField("上级区划", hint="六位数字，如 210300")
        self.name = LineField("本室名称", hint="如 示范区督导室；上级的表上这样写")
        for each in (self.upper, self.name):
            each.setMaximumWidth(scaled(360))
        self.write_upper = button("写明上级", kind="primary")
        begin = label(_BEGIN)
        begin.setWordWrap(True)
        self.first = card(
            "写明上级", begin, FormRow("上级区划", self.upper), FormRow("本室名称", self.name),
            self.write_upper,
        )  # fmt: skip
        self.box.addWidget(self.first)

    def _build_months(self) -> None:
        self._rows: RowsModel[UpwardsMonth] = RowsModel(_MONTHS)
        self.months = Table("各月", self._rows)
        self.months.stretch(3)
        self._listed: RowsModel[_Line] = RowsModel(_LISTED)
        self._cells: RowsModel[Difference] = RowsModel(_CELLS)
        self.listed = Table("报什么，不报什么", self._listed)
        self.cells = Table("锁定以后改了的格", self._cells)
        self._listed.show(_ALL)
        self.listed.stretch(2)
        self.cells.stretch(1)
        self.what = label("")
        self.what.setWordWrap(True)
        right = QVBoxLayout()
        right.setSpacing(GRID)
        right.addWidget(self.what)
        right.addWidget(self.cells, 1)
        right.addWidget(self.listed, 2)
        self.body = QWidget()
        columns = QHBoxLayout(self.body)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(GRID)
        columns.addWidget(self.months, 2)
        columns.addLayout(right, 3)
        self.box.addWidget(self.body, 1)
        self.rest = QWidget()
        self.box.addWidget(self.rest, 1)

    def _connect(self) -> None:
        self.join.clicked.connect(lambda: self.kit.navigator.open(OpenJoiningAbove()))
        self.receipts.clicked.connect(self.ask_for_receipts)
        self.send.clicked.connect(self.hand_over)
        self.write_upper.clicked.connect(self.write_office_above)
        for each in (self.upper, self.name):
            each.textChanged.connect(self._offer_first)
        self.months.selectionModel().currentRowChanged.connect(self._choose)
        self.months.opened.connect(lambda _index: self.open_month())
        self.key("Ctrl+Return", self.hand_over)
        self.key("Ctrl+O", self.ask_for_receipts)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.bundles or changes.settings or changes.inspectors

    @override
    def refresh(self) -> None:
        # The keys that face upwards are made when they are first looked at.
        self.write(self._desk.upwards_desk.view, self._show)

    def _show(self, view: UpwardsView) -> None:
        self._view = view
        trust = view.trust
        standing = Standing.NOT_JOINED if trust is None else trust.standing
        self.state.setText(STANDING_LABEL[standing])
        look(self.state, "pill" if view.joined else "warnpill")
        self.first.setVisible(trust is None)
        self.rest.setVisible(trust is None)
        self.body.setVisible(trust is not None)
        for each in (self.join, self.receipts, self.send):
            each.setVisible(trust is not None)
        if trust is None and not self.upper.text():
            self.upper.show_value(view.upper)
        self.told.setText(_told_of(view))
        # What comes next stands out.
        look(self.join, "" if view.joined else "primary")
        look(self.send, "primary" if view.joined else "")
        self._offer_first()
        show_rows(self.months, self._rows, view.months)
        self._choose()

    def _offer_first(self, *_what: object) -> None:
        code, name = self.upper.text().strip(), self.name.text().strip()
        self.write_upper.setEnabled(len(code) == _CODE_DIGITS and bool(name))

    @property
    def chosen(self) -> UpwardsMonth | None:
        """The month that is chosen."""
        return chosen_row(self.months, self._rows)

    def _choose(self, *_what: object) -> None:
        row = self.chosen
        joined = self._view is not None and self._view.joined
        self.send.setEnabled(joined and row is not None and bool(row.locked))
        self._show_cells(())
        if row is None or self._view is None or self._view.trust is None:
            return
        if not row.locked:
            self.what.setText(
                f"{row.month.title}还没有锁定，不能报。回车打开月统计，核对、锁定以后再报；"
                "报的是下面这些："
            )
            return
        month = row.month
        self.kit.jobs.read(
            self, lambda: self._desk.upwards_desk.preview(month),
            on_done=self._show_preview, on_error=self._show_refusal,
        )  # fmt: skip

    def _show_preview(self, found: Upwards) -> None:
        row = self.chosen
        if row is None or row.month != found.month:
            return
        lines = [_told_of_district(each) for each in found.districts]
        many = len(found.districts) > 1
        cells = [
            cell._replace(row=f"{each.name}　{cell.row}") if many else cell
            for each in found.districts for cell in each.unlike
        ]  # fmt: skip
        if found.missing:
            lines.append(f"没有报来的下级：{'、'.join(found.missing)}")
        if found.later:
            lines.append(
                f"▲ 锁定以后又收到：{'、'.join(found.later)}，不在报的数里；"
                "要报的，先在“各区”出一版"
            )
        if cells:
            lines.append(f"▲ 锁定以后改过记录，{len(cells)} 格与锁定的数不同，上级看到的也一样：")
        self.what.setText("\n".join(lines))
        self._show_cells(cells)

    def _show_refusal(self, error: UserError) -> None:
        self.what.setText(error.sentence)

    def _show_cells(self, cells: Sequence[Difference]) -> None:
        self._cells.show(tuple(cells))
        self.cells.setVisible(bool(cells))

    # -- doing -----------------------------------------------------------------------------------

    def open_month(self) -> None:
        """Open the month that is chosen."""
        row = self.chosen
        if row is not None:
            self.kit.navigator.open(OpenMonth(month=row.month))

    def write_office_above(self) -> None:
        """Write which office is above, and what this one is called there."""
        code, name = self.upper.text().strip(), self.name.text().strip()
        self.write(
            lambda: self._desk.upwards_desk.join(code, name),
            lambda _changes: self.notice.tell(
                f"已写明：上级 {code}，本室“{name}”。下一步按“加入上级…”，写出申请，核对数字。"
            ),
        )

    def hand_over(self) -> None:
        """Ask for the folder and put the month that is chosen there."""
        row = self.chosen
        if row is None or not self.send.isEnabled():
            return
        title = row.month.title
        folder = ask.folder(self, f"{title}报给上级：放到哪个文件夹（U 盘、共享文件夹）")
        if folder is not None:
            month: Month = row.month
            self.write(
                lambda: self._desk.upwards_desk.send(month, folder), self._on_sent,
                ticket=Ticket("正在做上报文件并核对……"),
            )  # fmt: skip

    def _on_sent(self, sent: SentUpwards) -> None:
        again = "内容与上次相同，放入的是同一个包。" if sent.repeated else ""
        folder = sent.files[0].parent
        self.tell_file(
            f"已放入 {folder}，共 {len(sent.files)} 个文件，交给{sent.office}。{again}"
            "文件已加密，只有它打得开；回执来了按“读取回执…”。",
            folder, action="打开文件夹",
        )  # fmt: skip
        self.refresh()

    def ask_for_receipts(self) -> None:
        """Ask for a folder and read the answers that lie in it."""
        folder = ask.folder(self, "上级的回执、名册在哪个文件夹")
        if folder is not None:
            self.take_files((folder,))

    @override
    def take_files(self, paths: Sequence[Path]) -> None:
        self.write(
            lambda: self._desk.upwards_desk.take(paths), self._on_taken,
            ticket=Ticket("正在读取……"),
        )  # fmt: skip

    def _on_taken(self, taken: Collected) -> None:
        self.notice.tell(taken.sentence, kind="warn" if taken.refused else "")
        self.refresh()


def _told_of(view: UpwardsView) -> str:
    if view.trust is None:
        return f"本室 {view.code}　还没有写明上级。"
    office = f"（{view.office}）" if view.office else ""
    told = f"本室 {view.code}（{view.name}）　上级 {view.upper}{office}"
    if not view.joined:
        return f"{told}\n{_WAITS}"
    ends = f"　名册第 {view.trust.version} 版，有效到 {view.trust.expires}"
    return f"{told}{ends if view.trust.expires else ''}"


def _told_of_district(each: LeavingDistrict) -> str:
    kinds = "，".join(
        f"{SCHOOL_KIND_LABEL[SchoolKind(kind)]} {count}" for kind, count in each.schools.items()
    )
    return (
        f"{each.name}　数字校验码 {each.check}　记录 {each.records}，听课 {each.lessons}，"
        f"问题 {each.issues}，投诉 {each.complaints}　学校：{kinds or '—'}"
    )
