"""A field of a record and the widget that shows it, joined once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from inspector_app.base.override import override
from inspector_app.ui.widgets.counts import CountField, CountsGrid
from inspector_app.ui.widgets.dates import DateField
from inspector_app.ui.widgets.fields import FIELD, LineField, LongText
from inspector_app.ui.widgets.picker import PeoplePicker, Picker
from inspector_app.ui.widgets.rows import FormRow, Section

Show = Callable[[Any], None]
_FLUSHED: Final = (LineField, LongText, DateField)


class Form(QObject):
    """The fields of one record, or of one row of it.

    Signals:
        edited(str, object): a field's new value is to be saved.
        left(str): a long text was left: its words can be indexed now.
        touched(str): a field had the focus and lost it: a prefilled value was looked at.
        refused(str): what was typed cannot be read; the sentence says what would be right.
        undo_wanted(), redo_wanted(): from any field.
    """

    edited = Signal(str, object)
    left = Signal(str)
    touched = Signal(str)
    refused = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: dict[str, FormRow] = {}
        self._inputs: dict[str, QWidget] = {}
        self._shows: dict[str, Show] = {}
        self._watched: dict[QObject, str] = {}

    def add(
        self,
        name: str,
        title: str,
        widget: QWidget,
        *,
        to: Section | None = None,
        show: Show | None = None,
        hint: str = "",
    ) -> FormRow:
        """Join the field ``name`` with ``widget`` and put its row into a section.

        Args:
            name: the attribute that the service is told.
            title: what stands at its left.
            widget: one of the inputs of this package.
            to: where the row goes; the caller places it itself without one.
            show: shows the stored record; by default the attribute is given to the widget.
            hint: small words below it.
        """
        row = FormRow(title, widget, hint=hint)
        self.join(name, widget, show=show)
        self.rows[name] = row
        if to is not None:
            to.add(row)
        return row

    def join(self, name: str, widget: QWidget, *, show: Show | None = None) -> None:
        """Join a field with a widget that has no row of its own."""
        self._inputs[name] = widget
        widget.setProperty(FIELD, name)
        self._shows[name] = show or self._default_show(name, widget)
        self._listen(name, widget)
        inner = widget.focusProxy() or widget
        inner.installEventFilter(self)
        self._watched[inner] = name

    def _default_show(self, name: str, widget: QWidget) -> Show:
        show_value = getattr(widget, "show_value", None)
        if show_value is None:
            msg = f"{type(widget).__name__} of {name} needs a way to show its value"
            raise TypeError(msg)
        return lambda record: show_value(getattr(record, name))

    def _listen(self, name: str, widget: QWidget) -> None:
        chosen = getattr(widget, "chosen", None)
        if chosen is not None:
            chosen.connect(lambda value: self.edited.emit(name, value))
        elif isinstance(widget, CountsGrid):
            widget.edited.connect(lambda _item, _number: self.edited.emit(name, widget.values()))
        elif isinstance(widget, PeoplePicker):
            widget.changed.connect(lambda value: self.edited.emit(name, value))
        elif isinstance(widget, Picker):
            widget.picked.connect(lambda value: self.edited.emit(name, value))
        elif isinstance(widget, (LineField, LongText, DateField, CountField)):
            widget.edited.connect(lambda value: self.edited.emit(name, value))
        self._listen_besides(name, widget)

    def _listen_besides(self, name: str, widget: QWidget) -> None:
        if isinstance(widget, LongText):
            widget.left.connect(lambda: self.left.emit(name))
        if isinstance(widget, _FLUSHED):
            widget.undo_wanted.connect(self.undo_wanted)
            widget.redo_wanted.connect(self.redo_wanted)
        refused = getattr(widget, "refused", None)
        if refused is not None:
            refused.connect(self.refused)

    def names(self) -> Sequence[str]:
        """Return the fields in the order in which they stand."""
        return tuple(self._inputs)

    def input(self, name: str) -> QWidget:
        """Return the widget of a field."""
        return self._inputs[name]

    def show(self, record: object, *, busy: QWidget | None = None) -> None:
        """Show what is stored.

        Args:
            record: the value whose attributes the fields are.
            busy: an input to leave alone, because it is being typed in.
        """
        for name, show in self._shows.items():
            if busy is None or self._inputs[name] is not busy:
                show(record)

    def show_marks(
        self,
        *,
        prefilled: frozenset[str] = frozenset(),
        missing: frozenset[str],
        wrong: Mapping[str, str] | None = None,
    ) -> None:
        """Show which fields are prefilled, which 定稿 will ask for, and what is wrong in some."""
        for name, row in self.rows.items():
            row.show_mark(
                prefilled=name in prefilled,
                missing=name in missing,
                wrong=(wrong or {}).get(name, ""),
            )

    def show_remarks(self, remarks: Mapping[str, str]) -> None:
        """Show what somebody says of fields, each below its own."""
        for name, row in self.rows.items():
            row.show_remark(remarks.get(name, ""))

    def lock(self, *, locked: bool, but: frozenset[str] = frozenset()) -> None:
        """Let everything be seen but not changed, save the fields named in ``but``."""
        for name, widget in self._inputs.items():
            _lock(widget, locked=locked and name not in but)

    def close(self, names: Iterable[str]) -> None:
        """Let some fields be seen but not changed, whatever the others are."""
        for name in names:
            if name in self._inputs:
                _lock(self._inputs[name], locked=True)

    def flush(self) -> None:
        """Send out all that is typed and not sent yet."""
        for widget in self._inputs.values():
            if isinstance(widget, _FLUSHED):
                widget.flush()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched in self._watched:
            self.touched.emit(self._watched[watched])
        return False


def _lock(widget: QWidget, *, locked: bool) -> None:
    lock = getattr(widget, "lock", None)
    if lock is not None:
        lock(locked=locked)
    elif isinstance(widget, (QLineEdit, QPlainTextEdit)):
        widget.setReadOnly(locked)


def field_of(focus: QWidget | None) -> QWidget | None:
    """Return the input that the focused widget belongs to, its parent where it is a part."""
    if focus is None:
        return None
    parent = focus.parentWidget()
    return parent if parent is not None and parent.focusProxy() is focus else focus
