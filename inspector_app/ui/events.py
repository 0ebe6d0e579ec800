"""What the whole window hears of."""

from PySide6.QtCore import QObject, Signal


class AppEvents(QObject):
    """The few announcements that every page may listen to.

    Signals:
        changed(Changes): a use case was committed; emitted after the commit, never before.
        saved(str): a value was stored at the given wall time ("10:42:07").
        not_saved(str): a value could not be stored; the sentence says why.
        said(str): something to tell the person, shown in the status line.
        answers_wanted(): a page wants the shared folder to be looked at for the office's answers.
        phrase_wanted(): a phrase is to be put in where the cursor is.
    """

    changed = Signal(object)
    saved = Signal(str)
    not_saved = Signal(str)
    said = Signal(str)
    answers_wanted = Signal()
    phrase_wanted = Signal()
