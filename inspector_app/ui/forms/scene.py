"""What all parts of a form on the screen share: the form, and where they ask for things."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from inspector_app.services.form_filling import OpenForm
    from inspector_app.ui.forms.pictures import PictureSource


class FormAsks(QObject):
    """What the parts of a form ask for, wherever in it they stand.

    Signals:
        given(str, str): a path and its answer now, empty for none.
        left(str): the person went on from the path.
        refused(str): what was typed cannot be an answer, and why.
        undo_wanted(), redo_wanted(): Ctrl+Z and Ctrl+Y within a text.
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


class Scene(NamedTuple):
    """A form that is on the screen.

    Attributes:
        filling: the form with its answers.
        asks: where its parts ask for things.
        today: the day that it is.
        locked: nothing may be changed.
        pictures: shows and takes pictures in; nothing where there are none to be had.
    """

    filling: OpenForm
    asks: FormAsks
    today: Callable[[], date]
    locked: bool
    pictures: PictureSource | None = None
