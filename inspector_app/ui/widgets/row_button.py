"""A line of a list that can be pressed: where it is too long it ends in “…”."""

from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from inspector_app.base.override import override

_CUT = "…"
# No window is wider; measuring more of a text than can be shown would take long.
_SHOWN = 400


class RowButton(QPushButton):
    """A line as wide as there is room, whose whole text is said by its tip and read out.

    Enter opens it, as it opens a line of a table.
    """

    def __init__(self, text: str = "", *, tip: str = "", name: str = "") -> None:
        super().__init__()
        self._said = ""
        # Nothing is cut before there is a width to cut for.
        self._fitted: int | None = None
        self.setAutoDefault(False)
        self.setProperty("look", "row")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.say(text, tip=tip, name=name)

    def say(self, text: str, *, tip: str = "", name: str = "") -> None:
        """Show another text, with what else its tip says."""
        self._said = text
        self.setText(text.replace("&", "&&"))
        if self._fitted is not None:
            self._fit()
        self.setToolTip(f"{text}\n{tip}".strip())
        self.setAccessibleName(name or text)

    @override
    def text(self) -> str:
        return self._said

    @property
    def shown(self) -> str:
        """The part of the text that there is room for."""
        self._fit()
        return self._label

    @property
    def _label(self) -> str:
        return super().text().replace("&&", "&")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # By its text: the names of keys would be built at every start.
        if event.text() in {"\r", "\n"} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A layout tries a line in several sizes before it shows it, most of them as wide.
        if self.isVisible():
            self._fit_once()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_once()

    def _fit_once(self) -> None:
        if self.width() != self._fitted:
            self._fit()

    def _fit(self) -> None:
        self._fitted = self.width()
        # The style tells the room by names of its own, and to read one of these builds them all at
        # every start; what a button is wider than its text is the same.
        around = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self._label)
        # A “&” is one of the text and names no key.
        label = self._cut(self._said, self.width() - around).replace("&", "&&")
        if label != super().text():
            self.setText(label)

    def _cut(self, text: str, room: int) -> str:
        # Not elidedText: its mode is a name of Qt, and to read one of these builds them all.
        width = self.fontMetrics().horizontalAdvance
        if len(text) <= _SHOWN and width(text) <= room:
            return text
        fits, too_many = 0, min(len(text), _SHOWN)
        # Most characters are as wide as each other, so that the next guess is near.
        each = max(1, width(text[:too_many]) // too_many)
        tried = room // each
        while too_many - fits > 1:
            tried = min(max(tried, fits + 1), too_many - 1)
            spare = room - width(text[:tried] + _CUT)
            if spare >= 0:
                fits = tried
            else:
                too_many = tried
            tried += spare // each
        return text[:fits].rstrip() + _CUT
