"""The sections of a form, one page each, made when it is first looked at; and their navigator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector_app.services.form_layout import Matrix, Part, Rows, Section, sections_of
from inspector_app.ui.forms.grid import PartsGrid
from inspector_app.ui.forms.rows import RepeatRows
from inspector_app.ui.theme import GRID, label, scaled

if TYPE_CHECKING:
    from inspector_app.services.form_filling import OpenForm

_NAVIGATOR: Final = 190
_MARGIN: Final = 24


class SectionView(QScrollArea):
    """One page of the form."""

    def __init__(self, grid: PartsGrid) -> None:
        super().__init__()
        self.grid = grid
        self.title = label("", kind="head")
        self.title.setWordWrap(True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(2, 4, GRID, GRID)
        box.setSpacing(GRID)
        box.addWidget(self.title)
        box.addWidget(grid)
        box.addStretch()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        grid.stood_on.connect(self._see)

    def _see(self, widget: QWidget, box: QRect) -> None:
        inner = self.widget()
        if inner is None or not inner.isAncestorOf(widget):
            return
        at = widget.mapTo(inner, QPoint(0, 0))
        place = box.translated(at)
        self.ensureVisible(place.center().x(), place.bottom(), 0, _MARGIN)
        self.ensureVisible(place.center().x(), place.top(), 0, _MARGIN)


class FormBook(QWidget):
    """The whole form: navigator at the left, the section that is filled in at the right.

    Signals:
        given(str, str), left(str), refused(str), undo_wanted(), redo_wanted(), add_wanted(str),
        remove_wanted(str): as in ``PartsGrid``.
    """

    given = Signal(str, str)
    left = Signal(str)
    refused = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()
    add_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._filling: OpenForm | None = None
        self._locked = False
        self.sections: tuple[Section, ...] = ()
        self._views: dict[str, SectionView] = {}
        self._seen: set[str] = set()
        self._asked_all = False
        self._section_of: dict[str, str] = {}
        self.navigator = QListWidget()
        self.navigator.setObjectName("sections")
        self.navigator.setAccessibleName("表单的各部分")
        self.navigator.setFixedWidth(scaled(_NAVIGATOR))
        self.navigator.setWordWrap(True)
        self.navigator.currentRowChanged.connect(self._on_chosen)
        self.stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.navigator)
        row.addWidget(self.stack, 1)

    # -- showing ---------------------------------------------------------------------------------

    def open(self, filling: OpenForm, *, locked: bool) -> None:
        """Show a form; the section, the scroll position and the question stay where they are."""
        at, focus = self.current, self._focus_name()
        scroll = self._views[at].verticalScrollBar().value() if at in self._views else 0
        for view in self._views.values():
            self.stack.removeWidget(view)
            view.deleteLater()
        self._views = {}
        if self._filling is None or filling.known is not self._filling.known:
            self.sections = sections_of(filling.known.definition)
            self._section_of = {n: s.key for s in self.sections for p in s.parts for n in _names(p)}
        self._filling, self._locked = filling, locked
        self._list_sections()
        self._show(at if at in self._relevant() else next(iter(self._relevant()), ""))
        if at in self._views:
            self._views[at].verticalScrollBar().setValue(scroll)
            found = self._views[at].findChild(QWidget, focus) if focus else None
            if found is not None:
                found.setFocus()

    def _focus_name(self) -> str:
        widget: QWidget | None = self.stack.focusWidget()
        while widget is not None:
            if widget.objectName():
                return widget.objectName()
            widget = widget.parentWidget()
        return ""

    @property
    def current(self) -> str:
        """The key of the section on the screen, empty for none."""
        row = self.navigator.currentRow()
        return str(self.navigator.item(row).data(Qt.ItemDataRole.UserRole)) if row >= 0 else ""

    def _relevant(self) -> tuple[str, ...]:
        if self._filling is None:
            return ()
        session = self._filling.session
        return tuple(
            s.key
            for s in self.sections
            if s.element.kind != "group" or session.state(s.element.path).relevant
        )

    def _list_sections(self) -> None:
        at = self.current
        self.navigator.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.navigator.clear()
        for section in self.sections:
            if section.key in self._relevant():
                item = QListWidgetItem()
                item.setData(Qt.ItemDataRole.UserRole, section.key)
                self.navigator.addItem(item)
                if section.key == at:
                    self.navigator.setCurrentItem(item)
        self.navigator.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.count_open()

    def title_of(self, section: Section) -> str:
        """Return what a section is called."""
        assert self._filling is not None
        element = section.element
        told = self._filling.session.label(element.path).strip() if element.kind == "group" else ""
        text = told or element.label().strip() or self._filling.known.title
        return f"{text}（续）" if section.number > 1 else text

    def count_open(self) -> int:
        """Show how much is open in each section; return how much in all."""
        if self._filling is None:
            return 0
        points = self._filling.problems()
        open_in = Counter(self.section_of(point.path) for point in points)
        by_key = {section.key: section for section in self.sections}
        for row in range(self.navigator.count()):
            item = self.navigator.item(row)
            key = str(item.data(Qt.ItemDataRole.UserRole))
            left = open_in.get(key, 0)
            title = self.title_of(by_key[key])
            text = f"○ {title}　{left}" if left else f"✓ {title}"
            if item.text() != text:
                item.setText(text)
                item.setToolTip(f"还有 {left} 处" if left else "没有空着的必填项")
        return len(points)

    def section_of(self, path: str) -> str:
        """Return the key of the section in which a question stands."""
        for part in path.split("/"):
            found = self._section_of.get(part.partition("[")[0])
            if found is not None:
                return found
        return ""

    def _on_chosen(self, row: int) -> None:
        if row >= 0:
            self._show(self.current)

    def _show(self, key: str) -> None:
        if not key or self._filling is None:
            return
        old = self.stack.currentWidget()
        if isinstance(old, SectionView):
            old.grid.flush()
        self._leave()
        fresh = key not in self._views
        view = self._views.get(key) or self._made(key)
        view.grid.asked = self._asked_all or key in self._seen
        view.grid.show_state()
        if fresh:
            self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        self._mark(key)

    def _leave(self) -> None:
        """From now on what is missing in the section that was on the screen is told."""
        key = next((k for k, v in self._views.items() if v is self.stack.currentWidget()), "")
        if key:
            self._seen.add(key)

    def _mark(self, key: str) -> None:
        self.navigator.blockSignals(True)  # noqa: FBT003 - Qt's own
        for row in range(self.navigator.count()):
            if self.navigator.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.navigator.setCurrentRow(row)
        self.navigator.blockSignals(False)  # noqa: FBT003 - Qt's own

    def _made(self, key: str) -> SectionView:
        assert self._filling is not None
        section = next(each for each in self.sections if each.key == key)
        grid = PartsGrid(
            self._filling, section.parts, self._today, rows=RepeatRows, locked=self._locked
        )
        for own, theirs in (
            (grid.given, self.given), (grid.left, self.left), (grid.refused, self.refused),
            (grid.undo_wanted, self.undo_wanted), (grid.redo_wanted, self.redo_wanted),
            (grid.add_wanted, self.add_wanted), (grid.remove_wanted, self.remove_wanted),
        ):  # fmt: skip
            own.connect(theirs)
        view = SectionView(grid)
        view.title.setText(self.title_of(section))
        self._views[key] = view
        return view

    def show_changed(self, paths: frozenset[str]) -> None:
        """Show what a change led to, in the section on the screen; others follow when shown."""
        if self.navigator.count() != len(self._relevant()):
            self._list_sections()
        view = self.stack.currentWidget()
        if isinstance(view, SectionView):
            view.grid.show_state(paths)

    def ask_all(self) -> None:
        """Tell from now on what is missing everywhere."""
        self._asked_all = True

    # -- walking ---------------------------------------------------------------------------------

    def go_to(self, path: str) -> bool:
        """Put the keyboard on a question, on whichever page it is."""
        key = self.section_of(path)
        if key not in self._relevant():
            return False
        if key != self.current or not isinstance(self.stack.currentWidget(), SectionView):
            self._show(key)
        return self._views[key].grid.go_to(path)

    def turn(self, by: int) -> None:
        """Go to the next section, or the one before."""
        row = self.navigator.currentRow() + by
        if 0 <= row < self.navigator.count():
            self.navigator.setCurrentRow(row)
            self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on the first question of the section."""
        view = self.stack.currentWidget()
        if isinstance(view, SectionView):
            view.grid.focus_first()

    @property
    def rows(self) -> RepeatRows | None:
        """The repeat on the screen in which the keyboard is, or the only one there."""
        view = self.stack.currentWidget()
        found = view.findChildren(RepeatRows) if view is not None else []
        focus: QWidget | None = self.stack.focusWidget()
        held = [each for each in found if focus is not None and each.isAncestorOf(focus)]
        return next(iter((*reversed(held), *found)), None)

    def flush(self) -> None:
        """Send out what is typed and not sent yet."""
        view = self.stack.currentWidget()
        if isinstance(view, SectionView):
            view.grid.flush()

    @property
    def focus_path(self) -> str:
        """The question in which the keyboard is, empty for none."""
        from inspector_app.ui.forms.cell import FormCell
        from inspector_app.ui.forms.matrix import RatingMatrix

        widget: QWidget | None = self.stack.focusWidget()
        while widget is not None:
            if isinstance(widget, FormCell | RatingMatrix):
                return widget.path
            widget = widget.parentWidget()
        return ""


def _names(part: Part) -> tuple[str, ...]:
    if isinstance(part, Matrix):
        return tuple(each.name for each in part.questions)
    if isinstance(part, Rows):
        return tuple(each.name for each in part.element.walk())
    return (part.element.name,)
