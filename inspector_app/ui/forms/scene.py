"""What all parts of a form on the screen share: the form, and where they ask for things."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from inspector_app.ui.forms.shown_pictures import pixmap_of

if TYPE_CHECKING:
    from inspector_app.services.form_filling import OpenForm
    from inspector_app.services.form_layout import Rows
    from inspector_app.ui.forms.picture_source import PictureSource


class FormAsks(QObject):
    """What the parts of a form ask for, wherever in it they stand.

    Signals:
        given(str, str): a path and its answer now, empty for none.
        left(str): the person went on from the path.
        refused(str): what was typed cannot be an answer, and why.
        undo_wanted(), redo_wanted(): Ctrl+Z and Ctrl+Y within a text.
        add_wanted(str), remove_wanted(str): a row of a repeat is to be added, or taken away.
        stood_on(QWidget, QRect): a part of a widget that is to be seen.

    Attributes:
        guiding: whether questions tell in full how they are to be answered.
    """

    given = Signal(str, str)
    left = Signal(str)
    refused = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()
    add_wanted = Signal(str)
    remove_wanted = Signal(str)
    stood_on = Signal(QWidget, QRect)
    guiding = False


class RowsView(QWidget):
    """What shows the rows of a repeat.

    Signals:
        grew(): it wants another height.
    """

    grew = Signal()

    def show_state(self, paths: frozenset[str] | None, *, asked: bool) -> None:
        """Show the rows as the session has them; ``paths``: those that changed, or all."""
        raise NotImplementedError

    def height_for(self, width: int) -> int:
        """Return how high it is in a width, in which its parts take their places."""
        raise NotImplementedError

    def measure(self) -> None:
        """Measure anew: the text has another size."""
        raise NotImplementedError

    def go_to(self, path: str) -> bool:
        """Put the keyboard on a question of a row; say whether it stands here."""
        raise NotImplementedError

    def flush(self) -> None:
        """Send out what is typed and not sent yet."""
        raise NotImplementedError

    def retire(self) -> None:
        """Ask for nothing any more."""
        raise NotImplementedError

    @property
    def stops(self) -> list[QWidget]:
        """Where the Tab key stops, in order."""
        raise NotImplementedError


class Scene(NamedTuple):
    """A form that is on the screen.

    Attributes:
        filling: the form with its answers.
        asks: where its parts ask for things.
        today: the day that it is.
        locked: nothing may be changed.
        pictures: shows and takes pictures in; ``None`` where a form is only tried.
        rows: makes what shows a repeat, of which each row is a grid again.
    """

    filling: OpenForm
    asks: FormAsks
    today: Callable[[], date]
    locked: bool
    pictures: PictureSource | None
    rows: Callable[[Scene, Rows, str], RowsView]

    def help_of(self, path: str) -> str:
        """Return what stands below the words of a question: its hint, and its guidance."""
        session = self.filling.session
        guidance = session.guidance(path) if self.asks.guiding else ""
        return "\n".join(text for text in (session.hint(path), guidance) if text.strip())

    def picture(self, address: str) -> QPixmap | None:
        """Return a picture that the form brings along, ``None`` where it has no such one."""
        name = address.rpartition("/")[2]
        content = self.filling.known.pictures.get(name) if name else None
        return None if content is None else pixmap_of(content)
