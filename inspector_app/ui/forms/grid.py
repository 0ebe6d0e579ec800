"""The questions of a section on the grid of its paper; what is not asked has no place on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from inspector_app.services.form_layout import (
    COLUMNS,
    Cell,
    Heading,
    Matrix,
    Part,
    Rows,
    lines_of,
)
from inspector_app.ui.forms.cell import FormCell
from inspector_app.ui.forms.matrix import Line, RatingMatrix
from inspector_app.ui.theme import label

if TYPE_CHECKING:
    from inspector_app.services.form_filling import OpenForm
    from inspector_app.xform import Element


class PartsGrid(QWidget):
    """Parts of a form under one place of its instance.

    Signals:
        given(str, str): a path and its answer now.
        left(str), refused(str), undo_wanted(), redo_wanted(): as in ``FormCell``.
        add_wanted(str), remove_wanted(str): a row of a repeat is to be added, or taken away.
        stood_on(QWidget, QRect): a part of a widget that is to be seen.
    """

    given = Signal(str, str)
    left = Signal(str)
    refused = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()
    add_wanted = Signal(str)
    remove_wanted = Signal(str)
    stood_on = Signal(QWidget, QRect)

    def __init__(
        self,
        filling: OpenForm,
        parts: tuple[Part, ...],
        today: Callable[[], date],
        *,
        rows: Callable[..., Any],
        locked: bool,
        at: tuple[str, str] = ("", ""),
    ) -> None:
        """Show nothing yet.

        Args:
            filling: the form.
            parts: what is to be shown.
            today: the day that it is.
            rows: makes what shows a repeat, whose card is a grid again.
            locked: nothing may be changed.
            at: the path of a row of a repeat without and with positions.
        """
        super().__init__()
        self._filling, self._parts, self._today, self._locked = filling, parts, today, locked
        self._schema, self._real = at
        self._make_rows = rows
        self._widgets: dict[int, QWidget] = {}
        self._placed: tuple[int, ...] = ()
        self.asked = False
        self.setProperty("look", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 0, 0)
        box.addLayout(self._grid)

    # -- showing ---------------------------------------------------------------------------------

    def show_state(self, paths: frozenset[str] | None = None) -> None:
        """Show the parts as the session has them; ``paths``: those that changed, or all."""
        relevant = tuple(n for n, part in enumerate(self._parts) if self._is_asked(part))
        if relevant != self._placed:
            self._place(relevant)
            paths = None
        for number in relevant:
            self._show_part(self._parts[number], self._widgets[number], paths)

    def _is_asked(self, part: Part) -> bool:
        session = self._filling.session
        if isinstance(part, Matrix):
            return any(session.state(self.path_of(each)).relevant for each in part.questions)
        if isinstance(part, Rows):
            above = part.element.parent
            return above is None or session.state(self.path_of(above)).relevant
        return session.state(self.path_of(part.element)).relevant

    def path_of(self, element: Element) -> str:
        """Return where the element stands in the instance."""
        return f"{self._real}{element.path[len(self._schema) :]}"

    def _place(self, numbers: tuple[int, ...]) -> None:
        # Switched off meanwhile: each part that is shown would make all of them be placed anew.
        self.setUpdatesEnabled(False)
        self._grid.setEnabled(False)
        for number in self._placed:
            self._grid.removeWidget(self._widgets[number])
        spans = [(number, _span(self._parts[number])) for number in numbers]
        for row, line in enumerate(lines_of(spans)):
            for number, column, span in line:
                self._grid.addWidget(self._widget(number), row, column, 1, span)
        for number, widget in self._widgets.items():
            if (number in numbers) == widget.isHidden():
                widget.setVisible(number in numbers)
        self._placed = numbers
        self._order_tabs()
        self._grid.setEnabled(True)
        self._grid.activate()
        self.setUpdatesEnabled(True)

    def _order_tabs(self) -> None:
        stops = self.stops
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _widget(self, number: int) -> QWidget:
        if number not in self._widgets:
            made = self._make(self._parts[number])
            made.setParent(self)
            self._widgets[number] = made
            # The editor must stand before the order of Tab is made.
            self._show_part(self._parts[number], made, None)
        return self._widgets[number]

    def _make(self, part: Part) -> QWidget:
        if isinstance(part, Heading):
            head = label("", kind="head")
            head.setContentsMargins(2, 8, 0, 4)
            return head
        if isinstance(part, Matrix):
            return self._matrix(part)
        if isinstance(part, Rows):
            return self._rows(part)
        cell = FormCell(self._filling, part.element, self.path_of(part.element), self._today)
        cell.locked = self._locked
        cell.given.connect(self.given)
        cell.left.connect(self.left)
        cell.refused.connect(self.refused)
        cell.undo_wanted.connect(self.undo_wanted)
        cell.redo_wanted.connect(self.redo_wanted)
        return cell

    def _matrix(self, part: Matrix) -> RatingMatrix:
        title = self._filling.session.label(self.path_of(part.title)).strip()
        made = RatingMatrix(title or "评分")
        made.setObjectName(part.element.name)
        made.locked = self._locked
        made.given.connect(self.given)
        made.stood_on.connect(lambda box: self.stood_on.emit(made, box))
        return made

    def _rows(self, part: Rows) -> QWidget:
        made = self._make_rows(
            self._filling, part, self.path_of(part.element), self._today, locked=self._locked
        )
        made.given.connect(self.given)
        made.left.connect(self.left)
        made.refused.connect(self.refused)
        made.undo_wanted.connect(self.undo_wanted)
        made.redo_wanted.connect(self.redo_wanted)
        made.add_wanted.connect(self.add_wanted)
        made.remove_wanted.connect(self.remove_wanted)
        made.stood_on.connect(self.stood_on)
        shown: QWidget = made
        return shown

    def _show_part(self, part: Part, widget: QWidget, paths: frozenset[str] | None) -> None:
        if isinstance(widget, FormCell):
            told = "{" in widget.element.label() or "{" in widget.element.hint()
            choosing = widget.element.itemset is not None
            if paths is None or widget.path in paths or told or choosing:
                widget.show_state(asked=self.asked)
        elif isinstance(widget, RatingMatrix) and isinstance(part, Matrix):
            if paths is None or any(self.path_of(each) in paths for each in part.questions):
                self._show_matrix(part, widget)
        elif isinstance(widget, QLabel):
            widget.setText(self._filling.session.label(self.path_of(part.element)))
        else:
            _show_rows(widget, paths, asked=self.asked)

    def _show_matrix(self, part: Matrix, matrix: RatingMatrix) -> None:
        session = self._filling.session
        paths = [self.path_of(each) for each in part.questions]
        states = {path: session.state(path) for path in paths}
        choices = session.choices(paths[0])
        matrix.show_lines(
            [(choice.value, choice.label) for choice in choices],
            [
                Line(
                    path,
                    f"{session.label(path)}{'＊' if state.required else ''}",
                    state.value,
                    self.asked and state.required and not state.value,
                )
                for path, state in states.items()
                if state.relevant
            ],
        )

    # -- walking ---------------------------------------------------------------------------------

    def go_to(self, path: str) -> bool:
        """Put the keyboard on a question; say whether it stands here."""
        for number in self._placed:
            part, widget = self._parts[number], self._widgets[number]
            if _goes_to(self, part, widget, path):
                self.stood_on.emit(widget, QRect(0, 0, widget.width(), min(widget.height(), 80)))
                return True
        return False

    def flush(self) -> None:
        """Send out what is typed and not sent yet."""
        for widget in list(self._widgets.values()):
            flush = getattr(widget, "flush", None)
            if flush is not None:
                flush()

    @property
    def stops(self) -> list[QWidget]:
        """Where the Tab key stops, in order."""
        return [stop for n in self._placed for stop in _stops(self._widgets[n])]

    def focus_first(self) -> None:
        """Put the keyboard on the first question."""
        for stop in self.stops[:1]:
            stop.setFocus()


def _goes_to(grid: PartsGrid, part: Part, widget: QWidget, path: str) -> bool:
    if isinstance(widget, FormCell):
        if widget.path != path:
            return False
        widget.go_to()
        return True
    if isinstance(widget, RatingMatrix) and isinstance(part, Matrix):
        if path not in {grid.path_of(each) for each in part.questions}:
            return False
        widget.go_to(path)
        return True
    go_to = getattr(widget, "go_to", None)
    return bool(go_to is not None and go_to(path))


def _show_rows(widget: QWidget, paths: frozenset[str] | None, *, asked: bool) -> None:
    show = getattr(widget, "show_state", None)
    if show is not None:
        show(paths, asked=asked)


def _span(part: Part) -> int:
    return part.span if isinstance(part, Cell) else COLUMNS


def _stops(widget: QWidget) -> list[QWidget]:
    """Return where the Tab key stops within a part, in order."""
    if isinstance(widget, FormCell):
        if widget.editor is None:
            return []
        inner = widget.editor.widget
        return [inner.focusProxy() or inner]
    if isinstance(widget, RatingMatrix):
        return [widget]
    return list(getattr(widget, "stops", []))
