"""表样: what is published, and a blank form that is looked through before it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout

from inspector_app.base.changes import Changes
from inspector_app.base.clock import day_of_instant
from inspector_app.base.override import override
from inspector_app.domain.labels.layouts import LAYOUT_KIND_LABEL, MEDIUM_LABEL
from inspector_app.domain.layout import Layout, LayoutKind, Medium
from inspector_app.domain.layout_map import MapLine
from inspector_app.ui.dialogs import ask
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.month_by_layout import MonthByLayout
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.theme import button, label, scaled
from inspector_app.ui.widgets.combo import Combo
from inspector_app.ui.widgets.search_combo import SearchCombo
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.services.layouts import LayoutCheck, Published
    from inspector_app.ui.desk import Desk

_FILES: Final = "空表 (*.xlsx *.docx)"
_MONTHS: Final = 6
_VERSIONS: tuple[Column[Layout], ...] = (
    Column(title="表样", text=lambda each: each.name, tip=lambda each: each.name),
    Column(title="版", text=lambda each: str(each.version), right=True),
    Column(title="表", text=lambda each: LAYOUT_KIND_LABEL[each.kind]),
    Column(title="形式", text=lambda each: MEDIUM_LABEL[each.medium]),
    Column(title="文件", text=lambda each: each.file_name),
    Column(title="发布日期", text=lambda each: day_of_instant(each.published_at).isoformat()),
)


def _judged(line: MapLine) -> str:
    if not line.field:
        return "没有认出，留空"
    return "" if line.sure else "猜的，请核对"


_LINES: tuple[Column[MapLine], ...] = (
    Column(title="位置", text=lambda line: line.key),
    Column(title="表上写着", text=lambda line: line.said, tip=lambda line: line.said),
    Column(title="当作", text=lambda line: line.field or "不填"),
    Column(title="核对", text=_judged, ink=lambda line: "warn" if _judged(line) else ""),
)
_EMPTY: Final = (
    "还没有表样。按“从空表…”选本区的空表（月统计表、督导记录表、整改通知书或别的文书，"
    "Excel 或 Word）：程序逐格认出要填什么，你核对、更正以后发布，以后就照原样填。\n"
    "只想换列、换名、换次序、换签字栏，按“选列…”：写出一份工作簿，改好再从空表处选它。"
)


class LayoutsPage(Page):
    """The layouts of the district; the lower half is a file that is being looked through."""

    made_here = "一份表样"

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._path: Path | None = None
        self._corrections: tuple[str, ...] = ()
        self._kind: LayoutKind | None = None
        self._new: Layout | None = None
        self.forms = MonthByLayout(self, desk)
        self._rows, self._lines = RowsModel(_VERSIONS), RowsModel(_LINES)
        self.table, self.lines = Table("已发布的表样", self._rows), Table("认出的地方", self._lines)
        self.table.stretch(0)
        self.lines.stretch(1)
        self.fill = button("填一个月…", tip="Enter：按选中的表样填一个月，另存为文件")
        self.original = button("取出原表…", tip="取出这一版发布时的文件，改了再发布下一版")
        self.columns = button("选列…", tip="写出现在的列和签字栏，改好后再发布")
        self.blank = button("从空表…", kind="primary", tip="Ctrl+N：选本区的空表，看认出了什么")
        self.hint = label(_EMPTY, kind="soft")
        self.hint.setWordWrap(True)
        self.box.addLayout(header("表样", self.fill, self.original, self.columns, self.blank))
        self.box.addWidget(self.notice)
        self.box.addWidget(self.hint)
        self.box.addWidget(self.table, 1)
        self._add_check()
        self._connect()

    def _add_check(self) -> None:
        self.told = label("", kind="soft")
        self.kind = Combo("这是什么表")
        self.kind.addItems(list(LAYOUT_KIND_LABEL.values()))
        self.kind.setToolTip("认错了是什么表，在这里改")
        self.field = SearchCombo("这一处当作", hint="打几个字找，如 听课")
        self.field.setMinimumWidth(scaled(210))
        self.field.setToolTip(
            "在上面的一处按 Enter，打几个字找，再按 Enter 选定；可写“督学01：校次”"
        )
        self.publish = button("发布", kind="primary", tip="Ctrl+Enter：发布成一版，不再改变")
        self.drop = button("不要了", tip="不发布，关上这份空表")
        self._foot = (self.told, self.kind, self.field, self.drop, self.publish)
        row = QHBoxLayout()
        row.addWidget(self.told, 1)
        for widget in self._foot[1:]:
            row.addWidget(widget)
        self.box.addWidget(self.lines, 2)
        self.box.addLayout(row)
        self._show_check(None)

    def _connect(self) -> None:
        self.table.opened.connect(lambda _: self.fill_month())
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.lines.selectionModel().currentRowChanged.connect(self._on_line)
        self.lines.opened.connect(lambda _: self.field.setFocus(Qt.FocusReason.OtherFocusReason))
        self.field.chosen.connect(self._on_field)
        self.kind.activated.connect(self._on_kind)
        for pressed, slot in (
            (self.fill, self.fill_month), (self.original, self.take_original),
            (self.columns, self.write_columns), (self.blank, self.on_new),
            (self.publish, self.publish_file), (self.drop, lambda: self._show_check(None)),
        ):  # fmt: skip
            pressed.clicked.connect(slot)
        self.key("Ctrl+Return", self.publish_file)

    @override
    def on_new(self) -> bool:
        path = ask.open_file(self, "选本区的空表", _FILES)
        if path is not None:
            self.look_at(path)
        return True

    @override
    def affected_by(self, _changes: Changes) -> bool:
        # Nothing but the page itself publishes a layout.
        return False

    @override
    def refresh(self) -> None:
        self.read(self._desk.layouts.all, self._show)

    def _show(self, found: tuple[Layout, ...]) -> None:
        at = self.table.currentIndex().row()
        self._rows.show(found[::-1])
        if self._new in found:
            # What was just published is what is filled next.
            at = found[::-1].index(self._new)
            self._new = None
        self.hint.setVisible(not found)
        self.table.setVisible(bool(found))
        for each in (self.fill, self.original):
            each.setVisible(bool(found))
        if found:
            self.table.setCurrentIndex(self._rows.index(min(max(at, 0), len(found) - 1), 0))

    @property
    def _current(self) -> Layout | None:
        place = self.table.currentIndex().row()
        return self._rows.rows[place] if 0 <= place < len(self._rows.rows) else None

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        layout = self._current
        self.fill.setEnabled(layout is not None and layout.kind is LayoutKind.MONTH)

    # -- looking through a file ------------------------------------------------------------------

    def look_at(self, path: Path) -> None:
        """Show what is recognised in a blank form."""
        self._path, self._corrections, self._kind = path, (), None
        self._look(())

    def _look(self, corrections: tuple[str, ...]) -> None:
        """Show what a file means with these corrections; one that cannot be is told and left."""
        path, kind = self._path, self._kind

        def show(check: LayoutCheck) -> None:
            if self._path == path:
                again = len(corrections) > len(self._corrections)
                self._corrections = corrections
                self._show_check(check, again=again)

        if path is not None:
            self.read(
                lambda: self._desk.layouts.check(path, kind=kind, corrections=corrections), show
            )

    def _show_check(self, check: LayoutCheck | None, *, again: bool = False) -> None:
        at = self.lines.currentIndex().row() if again else -1
        self._lines.show(() if check is None else check.lines)
        for widget in (self.lines, *self._foot):
            widget.setVisible(check is not None)
        if check is None:
            self._path = None
            return
        kind, form = LAYOUT_KIND_LABEL[check.kind], MEDIUM_LABEL[check.medium]
        unknown = f"　{check.unknown} 处没有认出" if check.unknown else ""
        self.told.setText(check.sentence or f"{check.name}：{kind}，{form}{unknown}")
        self.kind.setCurrentText(kind)
        for each in (self.kind, self.field):
            each.setVisible(check.medium is not Medium.COLUMNS)
        self.publish.setEnabled(not check.sentence)
        if check.lines:
            unsure = (n for n, line in enumerate(check.lines) if _judged(line))
            first = next(unsure, 0) if not 0 <= at < len(check.lines) else at
            self.lines.setCurrentIndex(self._lines.index(first, 0))
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_line(self, now: QModelIndex, _before: QModelIndex) -> None:
        if 0 <= now.row() < len(self._lines.rows):
            line = self._lines.rows[now.row()]
            self.field.show_words(line.choices, line.field or "不填")

    def _on_field(self, word: str) -> None:
        """Take what was chosen for the place of the current line."""
        at = self.lines.currentIndex().row()
        if 0 <= at < len(self._lines.rows) and word.strip():
            self._look((*self._corrections, f"{self._lines.rows[at].key}={word}"))

    def _on_kind(self, place: int) -> None:
        """Look at the file as another form; what was said of its places no longer holds."""
        self._kind, self._corrections = tuple(LAYOUT_KIND_LABEL)[place], ()
        self._look(())

    def publish_file(self) -> None:
        """Publish the file that is looked through."""
        path, corrections, kind = self._path, self._corrections, self._kind
        if path is None:
            return

        def done(made: Published) -> None:
            told = "这一版早已发布，没有改动" if made.already else "已发布"
            self.notice.tell(f"{told}：{made.layout.title}。")
            self._show_check(None)
            self._new = made.layout
            self.refresh()

        self.write(
            lambda: self._desk.layouts.publish(path, kind=kind, corrections=corrections), done
        )

    # -- files -----------------------------------------------------------------------------------

    def write_columns(self) -> None:
        """Write the columns as they are printed, to be edited."""
        path = ask.save_file(self, "把列存到哪里", "月统计表的列.xlsx", ask.EXCEL)
        if path is not None:
            self.read(lambda: self._desk.layouts.template(path), self.tell_written)

    def take_original(self) -> None:
        """Write the file of the current version."""
        layout = self._current
        if layout is None:
            return
        path = ask.save_file(self, "把原表存到哪里", layout.file_name, _FILES)
        if path is not None:
            self.read(lambda: self._desk.layouts.write_original(layout, path), self.tell_written)

    def fill_month(self) -> None:
        """Ask which month, and write it as the current layout has it."""
        layout = self._current
        if layout is None or layout.kind is not LayoutKind.MONTH:
            return
        newest = self._desk.layouts.this_month()
        months = [newest.shifted(-many) for many in range(_MONTHS)]
        place = ask.pick(self, "填哪一个月", layout.title, [each.title for each in months])
        if place is None:
            return
        self.forms.fill(layout, months[place])
