"""One question as a cell of the paper: a small label above, its hint, the answer, what is wrong.

All but the answer is painted: a section has many cells, and each label of its own would be a widget
to be styled and laid out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from inspector_app.base.override import override
from inspector_app.services.form_reads import names_read
from inspector_app.ui.forms.editor import Editor
from inspector_app.ui.forms.editors import editor_for
from inspector_app.ui.forms.shown_pictures import fitted
from inspector_app.ui.forms.words import HEAD, SMALL, Face, Words, face, height_of
from inspector_app.ui.theme import colours_now

if TYPE_CHECKING:
    from inspector_app.ui.forms.scene import Scene
    from inspector_app.xform import Choice, Element, NodeState

_SELECTS: Final = frozenset({"select", "select1", "rank"})
_SIDE, _TOP, _GAP = 8, 4, 2
_PICTURE: Final = 160
_PARTS: Final = ("name", "hint", "told", "fault")


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
        self._value: str | None = None
        self.texts = Texts()
        self._width, self._bottom, self._spot = -1, 0, QRect()
        self._least = -1
        self._words: list[tuple[str, int, Words]] = []
        self._picture: QPixmap | None = None
        self._frame = QRect()
        self._reads = names_read(element)
        # It paints its own ground, and can be moved as it stands, without being painted again.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
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
            self._scene.help_of(self.path),
            state.value if told else "",
            self._fault(state, asked=asked),
        )
        if texts != self.texts:
            self.texts = texts
            self._picture = self._scene.picture(session.image(self.path))
            self.setAccessibleName(f"{texts.name} {texts.told}".strip())
            self._width = -1
            self.grew.emit()
            self.update()

    def _edit(self, state: NodeState) -> None:
        select = self.element.control in _SELECTS
        choices = self._scene.filling.session.choices(self.path) if select else ()
        if self.editor is None or choices != self._choices:
            self._choices = choices
            self._make()
        assert self.editor is not None
        if state.value != self._value and not self.editor.composing:
            # What was typed and refused stands until there is another answer.
            self._value = state.value
            self.editor.show_value(state.value)

    def _make(self) -> None:
        asks = self._scene.asks
        made = editor_for(self._scene, self.element, self.path, self._choices)
        had_focus = self.editor is not None and self.editor.widget.hasFocus()
        if self.editor is not None:
            self.editor.go()
        self.editor, self._value = made, None
        made.widget.setObjectName(self.object_name)
        made.widget.setParent(self)
        made.given.connect(lambda value: asks.given.emit(self.path, value))
        made.left.connect(self._on_left)
        made.grew.connect(self._on_grown)
        made.refused.connect(asks.refused)
        made.undo_wanted.connect(asks.undo_wanted)
        made.redo_wanted.connect(asks.redo_wanted)
        if self._scene.locked:
            made.lock(locked=True)
        made.widget.show()
        self._width = self._least = -1
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
        if self._least < 0:
            own = 0 if self.editor is None else self.editor.widget.minimumSizeHint().width()
            self._least = own + 2 * _SIDE
        return self._least

    def height_for(self, width: int) -> int:
        """Return how high the cell wants to be in a width."""
        self._lay_out(width)
        return max(self._bottom + _TOP + _GAP, face().height + 2 * _TOP)

    def _lay_out(self, width: int) -> None:
        """Put everything under each other in a width."""
        if width == self._width:
            return
        self._width, y, inner = width, _TOP, width - 2 * _SIDE
        self._words = []
        for part in _PARTS:
            text = getattr(self.texts, part)
            if text:
                words = Words(text, self._face(part), inner)
                self._words.append((part, y, words))
                y += words.height + _GAP
            if part == "hint" and self._picture is not None:
                self._frame = QRect(QPoint(_SIDE, y), fitted(self._picture, inner, _PICTURE))
                y += self._frame.height() + _GAP
            if part == "told" and self.editor is not None:
                high = height_of(self.editor.widget, inner)
                self._spot = QRect(_SIDE, y, min(inner, self.editor.widget.maximumWidth()), high)
                y += high + _GAP
        self._bottom = y - _GAP

    def _face(self, part: str) -> Face:
        if part == "told":
            return face(HEAD, bold=True)
        if part == "fault":
            return face(bold=True)
        # A note is nothing but its words: they are read, not glanced at.
        return face() if part == "name" and self._is_note else face(SMALL)

    @property
    def _is_note(self) -> bool:
        return self.editor is None and not self.texts.told

    def measure(self) -> None:
        """Measure anew: something has another size."""
        self._width = self._least = -1
        measure = getattr(self.editor.widget, "measure", None) if self.editor is not None else None
        if measure is not None:
            measure()

    def settle(self) -> None:
        """Put the editor where it belongs."""
        if self.editor is not None and self.editor.widget.geometry() != self._spot:
            self.editor.widget.setGeometry(self._spot)

    def _on_grown(self) -> None:
        self._least = -1
        if self.editor is not None:
            wanted = height_of(self.editor.widget, self._width - 2 * _SIDE)
            if self._width > 0 and wanted != self._spot.height():
                self._width = -1
                self.grew.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), colours_now()
        painter.fillRect(event.rect(), QColor(c.surface))
        painter.setPen(QColor(c.line))
        right, low = self.width() - 1, self.height() - 1
        painter.drawLine(right, 0, right, low)
        painter.drawLine(0, low, right, low)
        self._lay_out(self.width())
        inks = {"name": c.text, "hint": c.soft, "told": c.text, "fault": c.bad}
        seen = event.rect()
        for part, y, words in self._words:
            if y <= seen.bottom() and y + words.height >= seen.top():
                painter.setPen(QColor(inks[part]))
                words.draw(painter, _SIDE, y)
        if self._picture is not None and self._frame.intersects(seen):
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(self._frame, self._picture)

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
