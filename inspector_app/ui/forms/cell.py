"""One question as a cell of the paper: a small label above, its hint, the answer, what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from inspector_app.ui.forms.editors import Editor, editor_for
from inspector_app.ui.theme import label

if TYPE_CHECKING:
    from inspector_app.services.form_filling import OpenForm
    from inspector_app.xform import Choice, Element, NodeState

_SELECTS = frozenset({"select", "select1", "rank"})


class FormCell(QFrame):
    """A question with its label and its editor.

    Signals:
        given(str, str): the path and the answer now.
        left(str): the person went on from the path.
        refused(str): what was typed cannot be an answer, and why.
        undo_wanted(), redo_wanted(): Ctrl+Z and Ctrl+Y within the text.
    """

    given = Signal(str, str)
    left = Signal(str)
    refused = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(
        self, filling: OpenForm, element: Element, path: str, today: Callable[[], date]
    ) -> None:
        super().__init__()
        self._filling, self.element, self.path, self._today = filling, element, path, today
        self.locked = False
        self._visited = False
        self._choices: tuple[Choice, ...] = ()
        self.editor: Editor | None = None
        self.setProperty("look", "cell")
        self._name = label("", kind="small")
        self._name.setWordWrap(True)
        self._hint = label("", kind="small")
        self._hint.setWordWrap(True)
        self._wrong = label("", kind="bad")
        self._wrong.setWordWrap(True)
        self._value: QLabel | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(8, 4, 8, 6)
        self._box.setSpacing(2)
        self._box.addWidget(self._name)
        self._box.addWidget(self._hint)
        self._box.addWidget(self._wrong)
        self._box.addStretch()

    # -- showing ---------------------------------------------------------------------------------

    def show_state(self, *, asked: bool) -> None:
        """Show the question as the session has it; ``asked``: tell what is missing as well."""
        session = self._filling.session
        state = session.state(self.path)
        star = "＊" if state.required else ""
        self._put(self._name, f"{session.label(self.path)}{star}")
        self._put(self._hint, session.hint(self.path))
        if self._is_told(state):
            self._tell(state.value)
        else:
            self._edit(state)
        self._put(self._wrong, self._fault(state, asked=asked))

    def _is_told(self, state: NodeState) -> bool:
        """Say whether the value is only shown: a note, a calculated or a locked value."""
        return self.element.has_calculate or state.readonly

    def _tell(self, value: str) -> None:
        if self._value is None:
            self._value = label("", kind="head")
            self._value.setWordWrap(True)
            self._value.setObjectName(self.object_name)
            self._box.insertWidget(2, self._value)
        self._put(self._value, value)

    def _edit(self, state: NodeState) -> None:
        select = self.element.control in _SELECTS
        choices = self._filling.session.choices(self.path) if select else ()
        if self.editor is None or choices != self._choices:
            self._choices = choices
            self._make()
        assert self.editor is not None
        if not self.editor.composing:
            self.editor.show_value(state.value)
        self.editor.lock(locked=self.locked)

    def _make(self) -> None:
        name = self._filling.session.label(self.path) or self.element.name
        made = editor_for(self.element, name, self._choices, self._today)
        had_focus = self.editor is not None and self.editor.widget.hasFocus()
        if self.editor is not None:
            self.editor.widget.hide()
            self.editor.widget.deleteLater()
        self.editor = made
        made.widget.setObjectName(self.object_name)
        self._box.insertWidget(2, made.widget)
        made.given.connect(lambda value: self.given.emit(self.path, value))
        made.left.connect(self._on_left)
        made.refused.connect(self.refused)
        made.undo_wanted.connect(self.undo_wanted)
        made.redo_wanted.connect(self.redo_wanted)
        if had_focus:
            made.widget.setFocus()

    @property
    def object_name(self) -> str:
        """The name of the question, with the place of its row where it is in one."""
        above, _, name = self.path.rpartition("/")
        place = above.rpartition("[")[2] if "[" in above else ""
        return f"{name}#{place.partition(']')[0]}" if place else name

    def _fault(self, state: NodeState, *, asked: bool) -> str:
        if not state.valid and (self._visited or asked):
            return self._filling.session.constraint_message(self.path) or "填写的内容不符合要求"
        if state.required and not state.value and asked and self.element.control:
            return self._filling.session.required_message(self.path) or "必填"
        return ""

    @staticmethod
    def _put(words: QLabel, text: str) -> None:
        if words.text() != text:
            words.setText(text)
        # Not asked by isVisible: a cell is filled before it is shown.
        if words.isHidden() != (not text):
            words.setVisible(bool(text))

    # -- acting ----------------------------------------------------------------------------------

    def _on_left(self) -> None:
        self._visited = True
        self.left.emit(self.path)

    def go_to(self) -> None:
        """Put the keyboard there."""
        if self.editor is not None:
            self.editor.widget.setFocus()

    def flush(self) -> None:
        """Send out what is typed and not sent yet."""
        if self.editor is not None:
            self.editor.flush()
