"""One question as a cell of the paper: a small label above, its hint, the answer, what is wrong.

All but the answer is painted: a section has many cells, and each label of its own would be a widget
to be styled and laid out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QRect, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from inspector_app.base.override import override
from inspector_app.services.form_reads import names_read
from inspector_app.ui.forms.editors import Editor, editor_for
from inspector_app.ui.forms.words import WRAP, face, head, height_in, height_of, small
from inspector_app.ui.theme import colours_now

if TYPE_CHECKING:
    from inspector_app.ui.forms.scene import Scene
    from inspector_app.xform import Choice, Element, NodeState

_SELECTS: Final = frozenset({"select", "select1", "rank"})
_SIDE, _TOP, _GAP = 8, 4, 2


class Texts(NamedTuple):
    """What a cell says beside its editor."""

    name: str = ""
    hint: str = ""
    told: str = ""
    fault: str = ""


class FormCell(QWidget):
    """A question with its label and its editor.

    Signals:
        grew(): it may want another height.
    """

    grew = Signal()

    def __init__(self, scene: Scene, element: Element, path: str) -> None:
        super().__init__()
        self._scene, self.element, self.path = scene, element, path
        self._visited = False
        self._choices: tuple[Choice, ...] = ()
        self.editor: Editor | None = None
        self.texts = Texts()
        self._spots: dict[str, QRect] = {}
        self._reads = names_read(element)
        self.setObjectName(f"cell {self.object_name}")

    # -- showing ---------------------------------------------------------------------------------

    def concerns(self, paths: frozenset[str], names: frozenset[str]) -> bool:
        """Say whether a change of paths, whose last names are given, may show here."""
        return self.path in paths or not self._reads.isdisjoint(names)

    def show_state(self, *, asked: bool) -> None:
        """Show the question as the session has it; ``asked``: tell what is missing as well."""
        session = self._scene.filling.session
        state = session.state(self.path)
        told = self.element.has_calculate or state.readonly
        if not told:
            self._edit(state)
        texts = Texts(
            f"{session.label(self.path)}{'＊' if state.required else ''}",
            session.hint(self.path),
            state.value if told else "",
            self._fault(state, asked=asked),
        )
        if texts != self.texts:
            self.texts = texts
            self.setAccessibleName(f"{texts.name} {texts.told}".strip())
            self._spots = {}
            self.grew.emit()
            self.update()

    def _edit(self, state: NodeState) -> None:
        select = self.element.control in _SELECTS
        choices = self._scene.filling.session.choices(self.path) if select else ()
        if self.editor is None or choices != self._choices:
            self._choices = choices
            self._make()
        assert self.editor is not None
        if not self.editor.composing:
            self.editor.show_value(state.value)

    def _make(self) -> None:
        asks = self._scene.asks
        made = editor_for(self._scene, self.element, self.path, self._choices)
        had_focus = self.editor is not None and self.editor.widget.hasFocus()
        if self.editor is not None:
            self.editor.go()
        self.editor = made
        made.widget.setObjectName(self.object_name)
        made.widget.setParent(self)
        made.given.connect(lambda value: asks.given.emit(self.path, value))
        made.left.connect(self._on_left)
        made.refused.connect(asks.refused)
        made.undo_wanted.connect(asks.undo_wanted)
        made.redo_wanted.connect(asks.redo_wanted)
        if self._scene.locked:
            made.lock(locked=True)
        made.widget.show()
        self._spots = {}
        self.grew.emit()
        if had_focus:
            made.widget.setFocus()

    @property
    def object_name(self) -> str:
        """The name of the question, with the place of its row where it is in one."""
        above, _, name = self.path.rpartition("/")
        place = above.rpartition("[")[2] if "[" in above else ""
        return f"{name}#{place.partition(']')[0]}" if place else name

    def _fault(self, state: NodeState, *, asked: bool) -> str:
        session = self._scene.filling.session
        if not state.valid and (self._visited or asked):
            return session.constraint_message(self.path) or "填写的内容不符合要求"
        if state.required and not state.value and asked and self.element.control:
            return session.required_message(self.path) or "必填"
        return ""

    # -- room ------------------------------------------------------------------------------------

    @property
    def least_width(self) -> int:
        """The width below which the editor would be cut off."""
        if self.editor is None:
            return 2 * _SIDE
        return self.editor.widget.minimumSizeHint().width() + 2 * _SIDE

    def height_for(self, width: int) -> int:
        """Return how high the cell wants to be in a width."""
        spots = self._laid_out(width)
        last = max((spot.bottom() for spot in spots.values()), default=0)
        return max(last + 1 + _TOP + _GAP, face()[1].height() + 2 * _TOP)

    def _laid_out(self, width: int) -> dict[str, QRect]:
        if self._spots and self._spots["name"].width() == width - 2 * _SIDE:
            return self._spots
        y, inner, spots = _TOP, width - 2 * _SIDE, {}
        for part in ("name", "hint", "told", "editor", "fault"):
            high = self._height(part, inner)
            if high or part == "name":
                spots[part] = QRect(_SIDE, y, inner, high)
                y += high + (_GAP if high else 0)
        self._spots = spots
        return spots

    def _height(self, part: str, width: int) -> int:
        if part == "editor":
            return height_of(self.editor.widget, width) if self.editor is not None else 0
        text = getattr(self.texts, part)
        return height_in(text, self._face(part)[1], width) if text else 0

    def _face(self, part: str) -> tuple[QFont, QFontMetrics]:
        if part == "told":
            return head()
        if part == "fault":
            return face(bold=True)
        # A note is nothing but its words: they are read, not glanced at.
        return face() if part == "name" and self.editor is None and not self.texts.told else small()

    def measure(self) -> None:
        """Measure anew: the text has another size."""
        self._spots = {}
        if self.editor is not None:
            measure = getattr(self.editor.widget, "measure", None)
            if measure is not None:
                measure()

    def _place(self) -> None:
        spot = self._laid_out(self.width()).get("editor")
        if spot is not None and self.editor is not None:
            widget = self.editor.widget
            widget.setGeometry(spot.x(), spot.y(), min(spot.width(), widget.maximumWidth()),
                               spot.height())  # fmt: skip

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def settle(self) -> None:
        """Put the editor where it belongs, after something has changed its place."""
        self._place()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # The editor grew with its text.
            self._spots = {}
            self.grew.emit()
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), colours_now()
        painter.fillRect(self.rect(), QColor(c.surface))
        painter.setPen(QColor(c.line))
        right, low = self.width() - 1, self.height() - 1
        painter.drawLine(right, 0, right, low)
        painter.drawLine(0, low, right, low)
        spots = self._laid_out(self.width())
        note = self.editor is None and not self.texts.told
        inks = {"name": c.text if note else c.soft, "hint": c.soft, "told": c.text, "fault": c.bad}
        for part, ink in inks.items():
            if part in spots:
                painter.setFont(self._face(part)[0])
                painter.setPen(QColor(ink))
                painter.drawText(spots[part], WRAP, getattr(self.texts, part))

    # -- acting ----------------------------------------------------------------------------------

    def _on_left(self) -> None:
        self._visited = True
        self._scene.asks.left.emit(self.path)

    def go_to(self) -> None:
        """Put the keyboard there."""
        if self.editor is not None:
            self.editor.widget.setFocus()

    def flush(self) -> None:
        """Send out what is typed and not sent yet."""
        if self.editor is not None:
            self.editor.flush()

    def retire(self) -> None:
        """Ask for nothing any more: its place in the form may be gone."""
        if self.editor is not None:
            self.editor.fall_silent()

