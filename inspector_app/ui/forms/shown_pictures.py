"""Pictures that a form brings along, as they stand beside its questions and choices."""

from functools import lru_cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap

from inspector_app.ui.theme import scaled


@lru_cache(maxsize=64)
def pixmap_of(content: bytes) -> QPixmap | None:
    """Return a picture, ``None`` where the bytes are none."""
    made = QPixmap()
    return made if made.loadFromData(content) else None


def fitted(picture: QPixmap, width: int, height: int) -> QSize:
    """Return how large a picture is shown: within a frame, and never larger than it is."""
    room = QSize(width, scaled(height)).boundedTo(picture.size())
    return picture.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
