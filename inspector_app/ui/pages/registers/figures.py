"""The figures of a summary beside its text: what they are now, what they were, what is behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.domain.figured_text import Moved, moved
from inspector_app.domain.labels.summaries import BODY, SECTION_LABEL
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.summary import COUNTED_BY, SECTIONS, is_duty
from inspector_app.domain.text_line import first_line
from inspector_app.services.wishes import SummaryForm, SummaryPrint
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenEntry, OpenPreview, OpenVisit
from inspector_app.ui.theme import button, label, scaled
from inspector_app.ui.widgets.figured import FiguredField
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.base.errors import UserError
    from inspector_app.domain.registers.kind import Values
    from inspector_app.domain.summary_facts import Figure
    from inspector_app.domain.views import RecordLine
    from inspector_app.services.registers import EntryRecord
    from inspector_app.services.saved import Saved
    from inspector_app.services.summaries import SummaryView
    from inspector_app.ui.pages.registers.sheet import EntrySheet
    from inspector_app.ui.pages.registers.surface import EntrySurface

_BEHIND_HEIGHT: Final = 170
_HOW: Final = "双击（或按 Enter）一个数字，这里列出它背后的记录。"
_MOVED_SHOWN: Final = 4
_TEXT_SHOWN: Final = 16
"""So much of a figure that is words is shown in its list; the whole when the mouse rests on it."""


class _Row(NamedTuple):
    figure: Figure
    moved: bool


def _tip(row: _Row) -> str:
    figure = row.figure
    before = f"上期 {figure.before}" if figure.before else ""
    whole = figure.text if len(figure.text) > _TEXT_SHOWN else ""
    return "\n".join(filter(None, (whole, figure.group, before, figure.note)))


_FIGURES: tuple[Column[_Row], ...] = (
    Column(
        title="数字",
        text=lambda row: f"{'▲ ' if row.moved else ''}{row.figure.label}",
        tip=_tip,
        ink=lambda row: "warn" if row.moved else "",
    ),
    Column(title="现在", text=lambda row: first_line(row.figure.text, most=_TEXT_SHOWN),
           value=lambda row: row.figure.n, right=True, tip=_tip),
)  # fmt: skip
_BEHIND: tuple[Column[RecordLine], ...] = (
    Column(title="类型", text=lambda line: line.kind),
    Column(title="日期", text=lambda line: str(line.day or "")),
    Column(
        title="学校或名称",
        text=lambda line: line.school_name or line.text,
        tip=lambda line: "\n".join(filter(None, (line.number, line.text))),
    ),
)


class FiguresPanel(QWidget):
    """Beside the form of a summary; it reads the figures again when records change."""

    def __init__(self, page: EntrySurface) -> None:
        super().__init__()
        self._page = page
        self._record: EntryRecord | None = None
        self._sheet: EntrySheet | None = None
        self._view: SummaryView | None = None
        self._read_for: tuple[object, ...] = ()
        self._last: FiguredField | None = None
        self._watched: EntrySheet | None = None
        self.head = label("", kind="soft")
        self.head.setWordWrap(True)
        self.told = label("", kind="warn")
        self.told.setWordWrap(True)
        self.refresh = button("用现在的数字", tip="文字里的数字都换成现在的；Ctrl+Z 退回")
        self.insert = button("插入到文字", tip="Alt+I：把选中的数字放到光标处，以后跟着记录变")
        self.insert.setShortcut("Alt+I")
        self.assessment = button("考核表…", tip="履职数据、个人总结和考核意见栏，先预览再打印")
        self.model, self._lines = RowsModel(_FIGURES), RowsModel(_BEHIND)
        self.table = Table("总结的数字", self.model)
        self.table.stretch(0)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.behind_head = label(_HOW, kind="soft")
        self.behind_head.setWordWrap(True)
        self.behind = Table("数字背后的记录", self._lines)
        self.behind.stretch(2)
        self._build()
        self._connect()

    def _build(self) -> None:
        acts = QHBoxLayout()
        acts.addWidget(self.head, 1)
        acts.addWidget(self.assessment)
        acts.addWidget(self.insert)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(acts)
        box.addWidget(self.told)
        box.addWidget(self.refresh, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.table, 3)
        box.addWidget(self.behind_head)
        box.addWidget(self.behind, 2)
        self.behind.setMinimumHeight(scaled(_BEHIND_HEIGHT) // 2)
        for widget in (self.behind, self.told, self.refresh, self.assessment):
            widget.hide()

    def _connect(self) -> None:
        self.refresh.clicked.connect(self._on_refresh)
        self.insert.clicked.connect(self._on_insert)
        self.assessment.clicked.connect(self._on_assessment)
        self.table.opened.connect(self._on_figure)
        self.behind.opened.connect(self._on_line)

    # -- showing ---------------------------------------------------------------------------------

    def show_record(self, record: EntryRecord, sheet: EntrySheet) -> None:
        """Show the figures of what the form shows."""
        self._record, self._sheet = record, sheet
        if self._watched is not sheet:
            self._watched = sheet
            for field in self._fields():
                field.entered.connect(lambda each=field: self._note_field(each))
        entry = record.entry
        self._show_used_rows(entry.values)
        self.assessment.setVisible(is_duty(entry.values))
        wanted = (entry.uid, entry.state, entry.revision, *(entry.values[n] for n in COUNTED_BY))
        if wanted == self._read_for:
            self._show_moved()
            return
        if self._read_for[:1] != wanted[:1]:
            self._clear()
        self._read_for = wanted
        self.look_again()

    def _show_used_rows(self, values: Values) -> None:
        """Show either the sections or the text by an old file, and whatever has something in it."""
        by_old_file = bool(values[BODY].strip())
        for section in SECTIONS:
            field = self._sheet.form.input(section) if self._sheet else None
            row = field.parentWidget() if field else None
            if field is not None and row is not None:
                wanted = (section == BODY) == by_old_file or bool(values[section].strip())
                row.setVisible(wanted or field.hasFocus())

    def note_changes(self, changes: Changes) -> bool:
        """Say whether records changed that figures are counted from."""
        concerns = (
            changes.visits, changes.issues, changes.lessons, changes.complaints, changes.bundles,
        )  # fmt: skip
        if any(concerns):
            self._read_for = self._read_for[:1]
        return any(concerns)

    def look_again(self) -> None:
        """Count anew."""
        record = self._record
        if record is None:
            return
        uid = record.entry.uid
        self.head.setText("正在统计……")

        def show(view: SummaryView) -> None:
            if self._record is not None and self._record.entry.uid == uid:
                self._show(view)

        service = self._page.desk.summaries
        self._page.kit.jobs.read(
            self, lambda: service.view(uid), on_done=show, on_error=self._show_error
        )

    def _show_error(self, error: UserError) -> None:
        self._clear()
        self.head.setText(error.sentence)

    def _clear(self) -> None:
        self._view = None
        self.model.show(())
        self.told.hide()
        self._hide_behind()

    def _show(self, view: SummaryView) -> None:
        self._view = view
        facts = view.facts
        held = "定稿时的数字" if view.frozen else f"数字到 {facts.period.end}"
        self.head.setText(f"{facts.name}　{held}")
        self.head.setToolTip("\n".join(facts.notes))
        values = facts.values()
        for field in self._fields():
            field.show_live(values)
        self._show_moved()

    def _show_moved(self) -> None:
        view, record = self._view, self._record
        if view is None or record is None:
            return
        values, figures = view.now.values(), view.now.by_id()
        found = [
            (section, each)
            for section in SECTIONS
            for each in moved(record.entry.values[section], values)
        ]
        ids = {each.id for _, each in found}
        place = self.table.currentIndex().row()
        self.model.show(tuple(_Row(figure, figure.id in ids) for figure in view.facts.figures))
        self.table.setCurrentIndex(self.model.index(max(0, place), 0))
        draft = record.entry.state is EntryState.DRAFT and not record.entry.removed
        self.insert.setVisible(draft)
        self.refresh.setVisible(draft and bool(found))
        lines = [_said(section, each, figures[each.id].label) for section, each in found]
        more = [f"……另有 {len(lines) - _MOVED_SHOWN} 处"] if len(lines) > _MOVED_SHOWN else []
        head = "写好以后变了的数字：" if draft else "定稿以后，记录里变了的数字："
        told = [head, *lines[:_MOVED_SHOWN], *more] if found else []
        lacking = view.facts.by_id().get("units_missing")
        if lacking is not None and lacking.n:
            told.append(f"▲ 没有报来的：{lacking.text}")
        self.told.setText("\n".join(filter(None, [*told, view.locked.told])))
        self.told.setVisible(bool(self.told.text()))

    def _fields(self) -> list[FiguredField]:
        if self._sheet is None:
            return []
        inputs = (self._sheet.form.input(section) for section in SECTIONS)
        return [each for each in inputs if isinstance(each, FiguredField)]

    def _note_field(self, field: FiguredField) -> None:
        self._last = field

    # -- acting ----------------------------------------------------------------------------------

    def _on_refresh(self) -> None:
        record = self._record
        if record is None:
            return
        self._page.flush()
        uid = record.entry.uid

        def done(saved: Saved) -> None:
            self._page.kit.events.saved.emit(saved.at)
            self._page.refresh()

        self._page.write(lambda: self._page.desk.summaries.refresh(uid), done)

    def _on_assessment(self) -> None:
        if self._record is not None:
            self._page.flush()
            wish = SummaryPrint(uid=self._record.entry.uid, form=SummaryForm.ASSESSMENT)
            self._page.kit.navigator.open(OpenPreview(wish=wish))

    def _on_insert(self) -> None:
        place = self.table.currentIndex().row()
        field = self._last if self._last in self._fields() else None
        if field is None or not 0 <= place < len(self.model.rows):
            self._page.notice.tell("先点一下要写的那一段，再选右边的数字。")
            return
        figure = self.model.rows[place].figure
        field.insert(figure.id, figure.text)
        field.setFocus()

    def _on_figure(self, index: QModelIndex) -> None:
        record = self._record
        if record is None:
            return
        uid, figure_id = record.entry.uid, self.model.rows[index.row()].figure.id

        def show(found: tuple[Figure, tuple[RecordLine, ...]]) -> None:
            figure, lines = found
            note = f"\n{figure.note}" if figure.note else ""
            self.behind_head.setText(f"{figure.label}　背后有 {len(lines)} 条{note}")
            self._lines.show(lines)
            self.behind.setVisible(bool(lines))

        self._page.read(lambda: self._page.desk.summaries.behind(uid, figure_id), show)

    def _hide_behind(self) -> None:
        self.behind_head.setText(_HOW)
        self.behind.hide()

    def _on_line(self, index: QModelIndex) -> None:
        line = self._lines.rows[index.row()]
        if line.visit_uid:
            self._page.kit.navigator.open(OpenVisit(uid=line.visit_uid))
        elif line.kind not in {"学校", "督学", "文书", "投诉"}:
            self._page.kit.navigator.open(OpenEntry(uid=line.uid))


def _said(section: str, each: Moved, name: str) -> str:
    return f"▲ {SECTION_LABEL[section]}：{name} 写时 {each.written}，现在 {each.now}"
