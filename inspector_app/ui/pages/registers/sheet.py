"""The form of one kind of entry, built from its fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.gaps import is_missing
from inspector_app.domain.registers.shapes import Field, Rows
from inspector_app.ui.pages.registers.entry_rows import ShownRow, entry_rows
from inspector_app.ui.pages.registers.gap_walk import EntryWalk, Spot, spots_of
from inspector_app.ui.pages.registers.inputs import Tools, put
from inspector_app.ui.pages.registers.sealed_panel import SealedPanel
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.binding import Form
from inspector_app.ui.widgets.fields import NOUN
from inspector_app.ui.widgets.files import FilesField
from inspector_app.ui.widgets.row_list import RowList
from inspector_app.ui.widgets.scrolled import ScrolledColumn

if TYPE_CHECKING:
    from inspector_app.base.errors import Problem
    from inspector_app.domain.registers.kind import Entry, RegisterKind
    from inspector_app.services.registers import EntryRecord


class EntrySheet(QWidget):
    """All fields of an entry in the order of its kind.

    Signals:
        edited(str, object): the stored name of a value, and the new one.
        left(): a long text was left.
        refused(str): what was typed cannot be read.
        undo_wanted(), redo_wanted(): from any field.
        row_wanted(str): a row is to be added to a field.
        row_removed(str, str): field and uid of a row that is to be taken out.
        row_moved(str, str, int): field, uid and new place of a row.
        page_wanted(): the rows that have a page of their own are wanted.
        reveal_wanted(): somebody wants to see the sealed part.
    """

    edited = Signal(str, object)
    left = Signal()
    refused = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()
    row_wanted = Signal(str)
    row_removed = Signal(str, str)
    row_moved = Signal(str, str, int)
    page_wanted = Signal()
    reveal_wanted = Signal()

    def __init__(self, kind: RegisterKind, tools: Tools) -> None:
        super().__init__()
        self.kind = kind
        self.form = Form(self)
        self.setProperty(NOUN, f"register.{kind.id}")
        self.rows: dict[str, RowList] = {}
        self.pages: dict[str, QPushButton] = {}
        inner = ScrolledColumn()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(6)
        self.sealed: SealedPanel | None = None
        for field in kind.fields:
            if field.id in kind.heads:
                self._column.addWidget(label(kind.heads[field.id], kind="head"))
            self._add(field, tools)
            if field.id == kind.sealed_after:
                self.sealed = self._seal(kind, tools)
        self._column.addStretch()
        self.view = QScrollArea()
        self.view.setWidgetResizable(True)
        self.view.setWidget(inner)
        # Everything inside wraps; a bar at the bottom would only hide a line.
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFocusPolicy(self.focusPolicy())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self._connect(self.form)
        self._walk = EntryWalk(self.form, self.rows, [field.id for field in kind.fields])

    def _add(self, field: Field, tools: Tools) -> None:
        if isinstance(field.shape, Rows) and field.shape.page:
            self._column.addWidget(self._page_button(field.id, field.shape.page))
        elif isinstance(field.shape, Rows):
            self._column.addWidget(label(field.label, kind="head"))
            self._column.addWidget(self._rows(field.id, field.shape, tools))
        else:
            self._column.addWidget(put(self.form, field, tools, name=field.label))

    def _seal(self, kind: RegisterKind, tools: Tools) -> SealedPanel:
        panel = SealedPanel(kind, tools)
        panel.reveal_wanted.connect(self.reveal_wanted)
        self._column.addWidget(panel)
        self._connect(panel.form)
        return panel

    def _page_button(self, field_id: str, page: str) -> QWidget:
        made = button(f"{page} ›", kind="primary", tip="Ctrl+Return：到逐项填写的页面")
        made.clicked.connect(self.page_wanted)
        self.pages[field_id] = made
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 4, 0, 4)
        row.addWidget(made)
        row.addStretch()
        return line

    def _rows(self, field_id: str, shape: Rows, tools: Tools) -> RowList:
        made = entry_rows(shape, tools)
        self.rows[field_id] = made
        made.add_wanted.connect(lambda: self.row_wanted.emit(field_id))
        made.removed.connect(lambda uid: self.row_removed.emit(field_id, uid))
        made.moved.connect(lambda uid, to: self.row_moved.emit(field_id, uid, to))
        made.edited.connect(
            lambda uid, name, value: self.edited.emit(f"{field_id}/{uid}/{name}", value)
        )
        self._connect_besides(made)
        return made

    def files(self) -> Iterator[FilesField]:
        """Yield the fields that hold files."""
        for name in self.form.names():
            widget = self.form.input(name)
            if isinstance(widget, FilesField):
                yield widget

    def _connect(self, form: Form) -> None:
        form.edited.connect(self.edited)
        self._connect_besides(form)

    def _connect_besides(self, part: Form | RowList) -> None:
        part.left.connect(lambda *_which: self.left.emit())
        part.refused.connect(self.refused)
        part.undo_wanted.connect(self.undo_wanted)
        part.redo_wanted.connect(self.redo_wanted)

    # -- showing ---------------------------------------------------------------------------------

    def show_record(self, record: EntryRecord, *, busy: QWidget | None) -> None:
        """Show what is stored; ``busy`` is the input that is being typed in."""
        entry = record.entry
        self.form.show(entry, busy=busy)
        if self.sealed is not None:
            self.sealed.show_record(record)
        for field_id, rows in self.rows.items():
            shown = [ShownRow(row["uuid"], row) for row in entry.values[field_id]]
            rows.show_rows(shown, busy=busy)
        draft = entry.state is EntryState.DRAFT and not entry.removed
        self.show_gaps(entry, record.gaps if draft else ())
        self._lock(entry)

    def show_gaps(self, entry: Entry, gaps: Sequence[Problem]) -> None:
        """Mark what 定稿 will ask for, and what it will object to."""
        empty: dict[str, dict[int, frozenset[str]]] = {}
        wrong: dict[str, dict[int, dict[str, str]]] = {}
        for gap, spot in zip(gaps, spots_of(gaps), strict=True):
            name = spot.part or spot.field
            if is_missing(_value(entry, spot)):
                of_rows = empty.setdefault(spot.field, {})
                of_rows[spot.place] = of_rows.get(spot.place, frozenset()) | {name}
            else:
                wrong.setdefault(spot.field, {}).setdefault(spot.place, {})[name] = gap.words()
        own = self.form.rows
        self.form.show_marks(
            missing=frozenset(name for name in own if name in empty),
            wrong={name: wrong[name][0][name] for name in own if name in wrong},
        )
        for field_id, rows in self.rows.items():
            rows.show_missing(empty.get(field_id, {}), wrong.get(field_id, {}))

    def _lock(self, entry: Entry) -> None:
        """Leave open what may be written now: all of a draft, what comes later of a filed one."""
        draft = entry.state is EntryState.DRAFT and not entry.removed
        later = entry.state is EntryState.FILED and not entry.removed
        self.form.lock(locked=not draft, but=_later(self.kind.fields) if later else frozenset())
        self.form.close(field.id for field in self.kind.fields if field.fixed)
        for field_id, rows in self.rows.items():
            rows.lock(locked=not draft and not (later and self.kind.by_id[field_id].later))
            parts = _later(self.kind.rows(field_id).fields) if later else frozenset()
            for held in rows.cards.values():
                held.body.form.lock(locked=not draft, but=parts)

    def flush(self) -> None:
        """Send out all that is typed and not sent yet."""
        self.form.flush()
        if self.sealed is not None:
            self.sealed.form.flush()
        for rows in self.rows.values():
            rows.flush()

    # -- going -----------------------------------------------------------------------------------

    def go_to_first(self) -> None:
        """Go to the first field that can be written."""
        fixed = {field.id for field in self.kind.fields if field.fixed}
        self.go_to(Spot(next(name for name in self.form.names() if name not in fixed)))

    def go_to_stored(self, name: str) -> None:
        """Go to the value that is stored under ``name``."""
        field, _, rest = name.partition("/")
        uid, _, part = rest.partition("/")
        if field in self.rows:
            self.open_row(field, uid, part)
        else:
            self.go_to(Spot(field))

    def open_row(self, field: str, uid: str, part: str = "") -> None:
        """Open a row and go to a field of it, the first unless one is named."""
        self.rows[field].open_row(uid, field=part)
        if uid in self.rows[field].cards:
            form = self.rows[field].cards[uid].body.form
            self._bring_into_view(form.rows[part or form.names()[0]])

    def go_to_next_gap(self, gaps: Sequence[Problem]) -> Problem:
        """Go to the next missing field after where the person is, and return it."""
        gap = self._walk.next(gaps, focus=self.focusWidget())
        self.go_to(spots_of((gap,))[0])
        return gap

    def go_to(self, spot: Spot) -> None:
        """Go to one field."""
        rows = self.rows.get(spot.field)
        if spot.field in self.pages:
            self.pages[spot.field].setFocus()
            self._bring_into_view(self.pages[spot.field])
        elif rows is None:
            target = self.form.input(spot.field)
            target.setFocus()
            self._bring_into_view(self.form.rows.get(spot.field, target))
        elif spot.part:
            rows.open_place(spot.place, field=spot.part)
            held = list(rows.cards.values())[spot.place]
            self._bring_into_view(held.body.form.rows[spot.part])
        else:
            rows.add_button.setFocus()
            self._bring_into_view(rows.add_button)

    def _bring_into_view(self, field: QWidget) -> None:
        """Show a field, once a row that opened just now has its place."""
        QTimer.singleShot(0, field, lambda: self.view.ensureWidgetVisible(field, 0, 60))


def _value(entry: Entry, spot: Spot) -> object:
    value = entry.values.get(spot.field)
    return value[spot.place][spot.part] if spot.part and value else value


def _later(fields: Sequence[Field]) -> frozenset[str]:
    return frozenset(field.id for field in fields if field.later)
