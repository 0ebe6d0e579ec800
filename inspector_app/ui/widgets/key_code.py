"""A key as people compare it: eight groups of digits, and the same as a QR code."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from inspector_app.services.trust_codes import MODULE
from inspector_app.ui.theme import GRID, colours_now, label, scaled

_IN_A_LINE: Final = 4
_COMPARED: Final = 2
_TALLEST: Final = 300


class KeyCode(QFrame):
    """Digits beside their code; the two groups that are typed stand out.

    Args:
        title: whose key it is.
        points: how large the digits are.
        side: how large the code is, in pixels.
    """

    def __init__(self, title: str, *, points: float, side: int) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._points, self._side = points, side
        self.digits = ""
        self._code = QLabel()
        self._code.setAccessibleName(f"{title}：二维码")
        self._figures = QLabel()
        self._figures.setTextFormat(Qt.TextFormat.RichText)
        self.hint = label("", kind="small")
        self.hint.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID + 4, GRID, GRID + 4, GRID)
        row.setSpacing(GRID * 2)
        row.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(title, kind="head"))
        words.addWidget(self._figures)
        words.addWidget(self.hint)
        words.addStretch()
        row.addLayout(words, 1)

    def show_key(self, digits: str, picture: bytes, *, hint: str) -> None:
        """Show a key; without digits only the hint stands there."""
        self.digits = digits
        self._figures.setVisible(bool(digits))
        self._code.setVisible(bool(picture))
        points = self._points * scaled(100) / 100
        self._figures.setText(_as_html(digits, points))
        self._figures.setAccessibleName(digits)
        self.hint.setText(hint)
        if picture:
            self._code.setPixmap(_drawn(picture, min(scaled(self._side), _TALLEST)))


def _drawn(picture: bytes, side: int) -> QPixmap:
    """Return a code no larger than ``side``, each module as many whole pixels as the next."""
    drawn = QPixmap()
    drawn.loadFromData(picture)
    modules = drawn.width() // MODULE
    return drawn.scaledToWidth(modules * max(1, side // modules))


def _as_html(digits: str, points: float) -> str:
    groups = digits.split()
    plain = len(groups) - _COMPARED
    accent = colours_now().accent
    shown = [
        f'<b style="color:{accent}">{each}</b>' if place >= plain else each
        for place, each in enumerate(groups)
    ]
    lines = (
        "&nbsp;&nbsp;".join(shown[i : i + _IN_A_LINE]) for i in range(0, len(shown), _IN_A_LINE)
    )
    return f'<span style="font-size:{points}pt">{"<br>".join(lines)}</span>'
