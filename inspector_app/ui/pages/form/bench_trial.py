"""A form that is tried: filled in as in a record, kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from inspector_app.base.clock import today
from inspector_app.domain.form_record import text_fault
from inspector_app.ui.forms.book import FormBook
from inspector_app.ui.theme import label

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from inspector_app.base.clock import Clock
    from inspector_app.services.form_filling import Edit, OpenForm

_COUNT_AFTER_MS: Final = 60
_MOST_UNDO: Final = 100
_MEND: Final = "改好左边列出的“不对”，存盘，这里就能试填。"


class FormTrial(QStackedWidget):
    """The sections of the form that is tried, or what has to be done before there is one.

    Signals:
        refused(str): a sentence: what was typed was not taken.
        wanted(dict): the form is to be shown anew with these answers.
    """

    refused = Signal(str)
    wanted = Signal(object)

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.filling: OpenForm | None = None
        self._past: list[Mapping[str, Any]] = []
        self.book = FormBook(lambda: today(clock))
        hint = label(_MEND, kind="soft")
        hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.addWidget(hint)
        self.addWidget(self.book)
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(_COUNT_AFTER_MS)
        self._count.timeout.connect(self.book.count_open)
        asks = self.book.asks
        asks.given.connect(self._on_given)
        asks.refused.connect(self.refused)
        asks.left.connect(lambda path: self.book.show_changed(frozenset({path})))
        asks.undo_wanted.connect(self.undo)
        asks.add_wanted.connect(self._on_add)
        asks.remove_wanted.connect(self._on_remove)

    def show_form(self, filling: OpenForm) -> None:
        """Show a form; section and question stay where they are, as far as they are there."""
        self.filling = filling
        self.book.open(filling, locked=False)
        self.book.count_open()
        self.setCurrentIndex(1)

    def forget(self) -> None:
        """Show no form, and keep nothing of what was tried."""
        self.filling, self._past = None, []
        self.setCurrentIndex(0)

    def answers(self) -> Mapping[str, Any]:
        """Return what was tried, with what is typed just now."""
        if self.filling is None:
            return {}
        self.book.flush()
        return self.filling.answers()

    def undo(self) -> None:
        """Take the last thing that was tried back."""
        if self._past:
            self.wanted.emit(self._past.pop())

    def start_again(self) -> None:
        """Try the form from the beginning."""
        self._past = []
        self.wanted.emit({})

    def go_to_open(self, by: int) -> None:
        """Go to the next place that would keep a record from being filed, or to the one before."""
        if self.filling is None:
            return
        self.book.flush()
        self.book.ask_all()
        points = [point.path for point in self.filling.problems()][::by]
        places = {path: place for place, path in enumerate(self.filling.session.dump())}
        here = places.get(self.book.focus_path, -1)
        ahead = [path for path in points if (places[path] - here) * by > 0]
        if points:
            self.book.go_to((ahead or points)[0])
            self.book.show_changed(frozenset(points))

    def _on_given(self, path: str, value: str) -> None:
        filling = self.filling
        if filling is None or filling.session.value(path) == value:
            return
        fault = text_fault(value) if value else ""
        if fault:
            self.refused.emit(f"没有填上：{fault}。")
            return
        self._remember(filling)
        self._after(filling.set(path, value))

    def _on_add(self, repeat: str) -> None:
        if self.filling is not None:
            self._remember(self.filling)
            path, edit = self.filling.add(repeat)
            self._after(edit)
            self.book.go_to(path)

    def _on_remove(self, path: str) -> None:
        if self.filling is not None:
            self._remember(self.filling)
            self._after(self.filling.remove(path))

    def _remember(self, filling: OpenForm) -> None:
        self._past = [*self._past, filling.answers()][-_MOST_UNDO:]

    def _after(self, edit: Edit) -> None:
        self.book.show_changed(edit.paths)
        self._count.start()
