"""The questions of a section on the grid of its paper; what is not asked has no place on it.

The grid lays its parts out itself: a change measures what grew and moves what stands below, and
nothing else.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from inspector_app.base.override import override
from inspector_app.services.form_layout import (
    COLUMNS,
    Cell,
    Heading,
    Matrix,
    Part,
    Rows,
    lines_of,
    rows_are_asked,
)
from inspector_app.services.form_reads import last_names
from inspector_app.ui.forms.cell import FormCell
from inspector_app.ui.forms.matrix import Line, RatingMatrix
from inspector_app.ui.forms.scene import RowsView, Scene
from inspector_app.ui.forms.words import height_of
from inspector_app.ui.theme import colours_now, label

if TYPE_CHECKING:
    from inspector_app.xform import Element

_SEEN = 80


class PartsGrid(QWidget):
    """Parts of a form under one place of its instance.

    Signals:
        grew(): it has another height now.
    """

    grew = Signal()

    def __init__(
        self, scene: Scene, parts: tuple[Part, ...], *, at: tuple[str, str] = ("", "")
    ) -> None:
        """Show nothing yet.

        Args:
            scene: the form.
            parts: what is to be shown.
            at: the path of a row of a repeat without and with positions.
        """
        super().__init__()
        self._scene, self._parts = scene, parts
        self._schema, self._real = at
        self._widgets: dict[int, QWidget] = {}
        self._placed: tuple[int, ...] = ()
        self._busy, self._due = False, True
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.measure)
        self.asked = False
        # Where it grows only what is new is painted.
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # -- showing ---------------------------------------------------------------------------------

    def show_state(self, paths: frozenset[str] | None = None) -> None:
        """Show the parts as the session has them; ``paths``: those that changed, or all."""
        self._busy = True
        relevant = tuple(n for n, part in enumerate(self._parts) if self._is_asked(part))
        placed, grown = frozenset(self._placed), relevant != self._placed
        if grown:
            self._place(relevant)
        names = last_names(paths or frozenset())
        for number in relevant:
            # What had no place was not kept up meanwhile.
            of = paths if number in placed else None
            self._show_part(self._parts[number], self._widgets[number], of, names)
        if grown:
            self._order_tabs()
        self._busy = False
        if grown or self._due:
            self._arrange()

    def _is_asked(self, part: Part) -> bool:
        session = self._scene.filling.session
        if isinstance(part, Matrix):
            return any(session.state(self.path_of(each)).relevant for each in part.questions)
        if isinstance(part, Rows):
            return rows_are_asked(session, part.element, self.path_of(part.element))
        return session.state(self.path_of(part.element)).relevant

    def path_of(self, element: Element) -> str:
        """Return where the element stands in the instance."""
        return f"{self._real}{element.path[len(self._schema) :]}"

    def _place(self, numbers: tuple[int, ...]) -> None:
        for number in numbers:
            if number not in self._widgets:
                self._widgets[number] = self._make(self._parts[number])
        for number, widget in self._widgets.items():
            if (number in numbers) == widget.isHidden():
                widget.setVisible(number in numbers)
        self._placed = numbers

    def _order_tabs(self) -> None:
        for one, other in pairwise(self.stops):
            QWidget.setTabOrder(one, other)

    def _make(self, part: Part) -> QWidget:
        if isinstance(part, Heading):
            head = label("", kind="head")
            head.setContentsMargins(8, 10, 8, 4)
            head.setWordWrap(True)
            made: QWidget = head
        elif isinstance(part, Matrix):
            made = self._matrix(part)
        elif isinstance(part, Rows):
            made = self._rows(part)
        else:
            cell = FormCell(self._scene, part.element, self.path_of(part.element))
            cell.grew.connect(self._on_grown)
            made = cell
        made.setParent(self)
        made.hide()
        # Below all others: shown where it does not stand yet, it would have them painted again.
        made.move(0, self.height())
        return made

    def _matrix(self, part: Matrix) -> RatingMatrix:
        title = self._scene.filling.session.label(self.path_of(part.title)).strip()
        made = RatingMatrix(title or "评分")
        made.setObjectName(part.element.name)
        made.locked = self._scene.locked
        made.given.connect(self._scene.asks.given)
        made.stood_on.connect(lambda box: self._scene.asks.stood_on.emit(made, box))
        return made

    def _rows(self, part: Rows) -> RowsView:
        made = self._scene.rows(self._scene, part, self.path_of(part.element))
        made.grew.connect(self._on_grown)
        return made

    def _show_part(
        self, part: Part, widget: QWidget, paths: frozenset[str] | None, names: frozenset[str]
    ) -> None:
        if isinstance(widget, FormCell):
            if paths is None or widget.concerns(paths, names):
                widget.show_state(asked=self.asked)
        elif isinstance(widget, RatingMatrix) and isinstance(part, Matrix):
            if paths is None or any(self.path_of(each) in paths for each in part.questions):
                self._show_matrix(part, widget)
                self._due = True
        elif isinstance(widget, QLabel):
            text = self._scene.filling.session.label(self.path_of(part.element))
            if widget.text() != text:
                widget.setText(text)
                self._due = True
        elif isinstance(widget, RowsView):
            widget.show_state(paths, asked=self.asked)
            self._due = True

    def _show_matrix(self, part: Matrix, matrix: RatingMatrix) -> None:
        session = self._scene.filling.session
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
                    # A row is low: what would be lines of a cell stands behind each other.
                    "　".join(self._scene.help_of(path).splitlines()),
                )
                for path, state in states.items()
                if state.relevant
            ],
        )

    # -- room ------------------------------------------------------------------------------------

    def _on_grown(self) -> None:
        """Lay out anew, at once or when all that is being shown stands."""
        if self._busy:
            self._due = True
        else:
            self._arrange()

    def _arrange(self) -> None:
        """Give every part its place; cells that stand beside each other are equally high."""
        if self._busy or self.width() < 2:
            return
        self._busy = True
        top, places = 1, list[tuple[QWidget, QRect]]()
        for line in self._lines():
            boxes = [self._box(*each) for each in line]
            high = max(height_of(widget, box.width()) for widget, box in boxes)
            places += [(widget, QRect(b.x(), top, b.width(), high)) for widget, b in boxes]
            top += high
        _put(places)
        self._busy = self._due = False
        if top != self.minimumHeight():
            self.setFixedHeight(top)
            self.grew.emit()

    def _lines(self) -> list[list[tuple[int, int, int]]]:
        return lines_of([(number, self._span(number)) for number in self._placed])

    def _span(self, number: int) -> int:
        """Return how many columns a part takes: more than it asks for where it would be cut off."""
        part, widget = self._parts[number], self._widgets[number]
        if not isinstance(part, Cell) or not isinstance(widget, FormCell):
            return COLUMNS
        least = -(-widget.least_width * COLUMNS // max(1, self.width() - 1))
        return min(COLUMNS, max(part.span, least))

    def _box(self, number: int, column: int, span: int) -> tuple[QWidget, QRect]:
        width = self.width() - 1
        left, right = width * column // COLUMNS, width * (column + span) // COLUMNS
        return self._widgets[number], QRect(1 + left, 0, right - left, 0)

    def height_for(self, width: int) -> int:
        """Return how high it is in a width, which it takes."""
        if width != self.width():
            self.resize(width, self.height())
        return self.minimumHeight()

    def measure(self) -> None:
        """Measure anew: the text has another size."""
        for widget in self._widgets.values():
            if isinstance(widget, FormCell | RatingMatrix | RowsView):
                widget.measure()
        self._arrange()

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, self.minimumHeight())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            # After the parts have been told as well.
            self._later.start()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(colours_now().line))
        painter.drawLine(0, 0, 0, self.height())
        painter.drawLine(0, 0, self.width(), 0)

    # -- walking ---------------------------------------------------------------------------------

    def go_to(self, path: str) -> bool:
        """Put the keyboard on a question; say whether it stands here."""
        for number in self._placed:
            part, widget = self._parts[number], self._widgets[number]
            if self._goes_to(part, widget, path):
                seen = QRect(0, 0, widget.width(), min(widget.height(), _SEEN))
                self._scene.asks.stood_on.emit(widget, seen)
                return True
        return False

    def _goes_to(self, part: Part, widget: QWidget, path: str) -> bool:
        if isinstance(widget, FormCell):
            if widget.path != path:
                return False
            widget.go_to()
            return True
        if isinstance(widget, RatingMatrix) and isinstance(part, Matrix):
            if path not in {self.path_of(each) for each in part.questions}:
                return False
            widget.go_to(path)
            return True
        return isinstance(widget, RowsView) and widget.go_to(path)

    def flush(self) -> None:
        """Send out what is typed and not sent yet."""
        for widget in list(self._widgets.values()):
            if isinstance(widget, FormCell | RowsView):
                widget.flush()

    def retire(self) -> None:
        """Ask for nothing any more: what is shown here may be gone."""
        for widget in self._widgets.values():
            if isinstance(widget, RatingMatrix):
                widget.blockSignals(True)  # noqa: FBT003 - Qt's own
            elif isinstance(widget, FormCell | RowsView):
                widget.retire()

    @property
    def stops(self) -> list[QWidget]:
        """Where the Tab key stops, in order."""
        return [stop for n in self._placed for stop in _stops(self._widgets[n])]

    def focus_first(self) -> None:
        """Put the keyboard on the first question."""
        for stop in self.stops[:1]:
            stop.setFocus()


def _put(places: list[tuple[QWidget, QRect]]) -> None:
    """Move widgets to their places, each onto room that is free by then.

    What is moved so is not painted again: its picture is moved.
    """
    moved = [(widget, box) for widget, box in places if widget.geometry() != box]
    down = bool(moved) and moved[-1][1].top() > moved[-1][0].y()
    for widget, box in reversed(moved) if down else moved:
        widget.setGeometry(box)
    for widget, _ in places:
        if isinstance(widget, FormCell):
            widget.settle()


def _stops(widget: QWidget) -> list[QWidget]:
    """Return where the Tab key stops within a part, in order."""
    if isinstance(widget, FormCell):
        return [] if widget.editor is None else widget.editor.stops
    if isinstance(widget, RatingMatrix):
        return [widget]
    return widget.stops if isinstance(widget, RowsView) else []
