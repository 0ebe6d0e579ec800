"""The sections of a form, one page each, made when it is first looked at; and their navigator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector_app.base.override import override
from inspector_app.services.form_layout import (
    Matrix,
    Part,
    Rows,
    Section,
    rows_are_asked,
    sections_of,
)
from inspector_app.ui.forms.cell import FormCell
from inspector_app.ui.forms.grid import PartsGrid
from inspector_app.ui.forms.matrix import RatingMatrix
from inspector_app.ui.forms.rows import RepeatRows
from inspector_app.ui.forms.scene import FormAsks, Scene
from inspector_app.ui.forms.sections import SectionList
from inspector_app.ui.theme import GRID, label

if TYPE_CHECKING:
    from inspector_app.services.form_filling import OpenForm
    from inspector_app.ui.forms.picture_source import PictureSource

_MARGIN: Final = 24


class SectionView(QScrollArea):
    """One page of the form."""

    def __init__(self, grid: PartsGrid, title: str) -> None:
        super().__init__()
        self.grid = grid
        self.title = label(title, kind="head")
        self.title.setWordWrap(True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner = QWidget()
        inner.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
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

    def see(self, widget: QWidget, box: QRect) -> None:
        """Scroll so that a part of a widget within is to be seen."""
        inner = self.widget()
        if inner is None or not inner.isAncestorOf(widget):
            return
        at = widget.mapTo(inner, QPoint(0, 0))
        place = box.translated(at)
        self.ensureVisible(place.center().x(), place.bottom(), 0, _MARGIN)
        self.ensureVisible(place.center().x(), place.top(), 0, _MARGIN)


class FormBook(QWidget):
    """The whole form: navigator at the left, the section that is filled in at the right.

    Attributes:
        asks: where all parts of the form ask for things.
    """

    def __init__(self, today: Callable[[], date], pictures: PictureSource | None = None) -> None:
        super().__init__()
        self._today, self._pictures = today, pictures
        self.asks = FormAsks(self)
        self.asks.stood_on.connect(self._see)
        self._scene: Scene | None = None
        self.sections: tuple[Section, ...] = ()
        self._views: dict[str, SectionView] = {}
        self._seen: set[str] = set()
        self._asked_all = False
        self._section_of: dict[str, str] = {}
        self._asked: dict[str, bool] = {}
        self._asked_keys: tuple[str, ...] = ()
        # Whether the title of a section holds an answer.
        self._titles_tell = False
        self.navigator = SectionList()
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
        self._drop_views()
        if self._scene is None or filling.known is not self._scene.filling.known:
            self.sections = sections_of(filling.known.definition)
            self._titles_tell = any("{" in s.element.label() for s in self.sections)
            self._section_of = {n: s.key for s in self.sections for p in s.parts for n in _names(p)}
        self._scene = Scene(filling, self.asks, self._today, locked, self._pictures, RepeatRows)
        self._asked = {}
        self._list_sections()
        self._show(at if at in self._asked_keys else next(iter(self._asked_keys), ""))
        if at in self._views:
            self._views[at].verticalScrollBar().setValue(scroll)
            found = self._views[at].findChild(QWidget, focus) if focus else None
            if found is not None:
                found.setFocus()

    def _drop_views(self) -> None:
        for view in self._views.values():
            view.grid.retire()
            self.stack.removeWidget(view)
            view.deleteLater()
        self._views = {}

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
        return self.navigator.current

    @property
    def locked(self) -> bool:
        """Whether the form is shown but cannot be changed."""
        return self._scene is not None and self._scene.locked

    @property
    def view(self) -> SectionView | None:
        """The section on the screen."""
        found = self.stack.currentWidget()
        return found if isinstance(found, SectionView) else None

    def _list_sections(self, touched: frozenset[str] | None = None) -> None:
        """List the sections in which anything is asked; ``touched``: those that may differ."""
        scene = self._scene
        if scene is None:
            return
        before = dict(self._asked)
        for section in self.sections:
            if touched is None or section.key in touched:
                self._asked[section.key] = _is_asked(section, scene.filling)
        if self._asked != before or self._titles_tell:
            asked = [section for section in self.sections if self._asked[section.key]]
            self._asked_keys = tuple(section.key for section in asked)
            self.navigator.show_sections([(s.key, self.title_of(s)) for s in asked])

    def title_of(self, section: Section) -> str:
        """Return what a section is called."""
        assert self._scene is not None
        element, filling = section.element, self._scene.filling
        told = filling.session.label(element.path).strip() if element.kind == "group" else ""
        first = section.parts[0]
        if not told and isinstance(first, Matrix):
            told = filling.session.label(first.title.path).strip()
        text = told or element.label().strip() or filling.known.title
        return f"{text}（续）" if section.number > 1 else text

    def count_open(self) -> int:
        """Show how much is open in each section; return how much in all."""
        if self._scene is None:
            return 0
        places = self._scene.filling.open_places()
        self.navigator.show_open(Counter(map(self.section_of, places)))
        return len(places)

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
        if not key or self._scene is None:
            return
        old = self.view
        if old is not None:
            old.grid.flush()
            # From now on what is missing in the section that was on the screen is told.
            self._seen.update(k for k, view in self._views.items() if view is old)
        fresh = key not in self._views
        view = self._views.get(key) or self._made(key)
        view.grid.asked = self._asked_all or key in self._seen
        if old is not None and fresh:
            # Built and laid out before it is shown: each part that is shown alone costs as much.
            view.grid.resize(old.grid.width(), view.grid.height())
        view.grid.show_state()
        if fresh:
            self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        self.navigator.go_to(key)

    def _made(self, key: str) -> SectionView:
        assert self._scene is not None
        section = next(each for each in self.sections if each.key == key)
        made = SectionView(PartsGrid(self._scene, section.parts), self.title_of(section))
        self._views[key] = made
        return made

    def show_changed(self, paths: frozenset[str]) -> None:
        """Show what a change led to, in the section on the screen; others follow when shown."""
        self._list_sections(frozenset(map(self.section_of, paths)))
        if self.view is not None:
            self.view.grid.show_state(paths)

    def ask_all(self) -> None:
        """Tell from now on what is missing everywhere."""
        self._asked_all = True
        if self.view is not None:
            self.view.grid.asked = True
            self.view.grid.show_state()

    def guide(self, *, on: bool) -> None:
        """Let questions tell in full how they are to be answered, or no longer."""
        self.asks.guiding = on
        if self.view is not None:
            self.view.grid.show_state()

    @property
    def has_guidance(self) -> bool:
        """Whether any question of the form tells that."""
        return self._scene is not None and self._scene.filling.known.has_guidance

    def _see(self, widget: QWidget, box: QRect) -> None:
        if self.view is not None:
            self.view.see(widget, box)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.navigator.fit()

    # -- walking ---------------------------------------------------------------------------------

    def go_to(self, path: str) -> bool:
        """Put the keyboard on a question, on whichever page it is."""
        key = self.section_of(path)
        if key not in self._asked_keys:
            return False
        if key != self.current or self.view is None:
            self._show(key)
        return self._views[key].grid.go_to(path)

    def turn(self, by: int) -> None:
        """Go to the next section, or the one before."""
        row = self.navigator.currentRow() + by
        if 0 <= row < self.navigator.count():
            self.navigator.setCurrentRow(row)
            self.focus_first()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Let Tab and Enter go on into the next section, and back from its first question."""
        stops = [each for each in self.view.grid.stops if each.isVisible()] if self.view else []
        at, row = self.stack.focusWidget(), self.navigator.currentRow()
        if next and stops and at is stops[-1] and row + 1 < self.navigator.count():
            self.turn(1)
            return True
        if not next and stops and at is stops[0] and row > 0:
            self.turn(-1)
            for stop in self.view.grid.stops[-1:] if self.view else []:
                stop.setFocus(Qt.FocusReason.BacktabFocusReason)
            return True
        return super().focusNextPrevChild(next)

    def focus_first(self) -> None:
        """Put the keyboard on the first question of the section."""
        if self.view is not None:
            self.view.grid.focus_first()

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
        if self.view is not None:
            self.view.grid.flush()

    @property
    def focus_path(self) -> str:
        """The question in which the keyboard is, empty for none."""
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


def _is_asked(section: Section, filling: OpenForm) -> bool:
    state, element = filling.session.state, section.element
    if element.kind == "group" and not state(element.path).relevant:
        return False
    return any(_part_is_asked(part, filling) for part in section.parts)


def _part_is_asked(part: Part, filling: OpenForm) -> bool:
    session = filling.session
    if isinstance(part, Matrix):
        return any(session.state(each.path).relevant for each in part.questions)
    if isinstance(part, Rows):
        return rows_are_asked(session, part.element, part.element.path)
    return session.state(part.element.path).relevant
