"""Taking in pictures that are dropped or pasted."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QMimeData, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QWidget

from inspector_app.base.override import override

NO_PICTURES: Final = "剪贴板或拖来的东西里没有照片（JPEG、PNG、WebP、HEIC）。"
_SUFFIXES: Final = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif"}
Incoming = tuple[str, "bytes | Path"]


def pictures_in(mime: QMimeData) -> list[Incoming]:
    """Return the pictures that a drop or the clipboard holds: files first, else a bitmap.

    A file of another kind among them stays in the list, so that it is refused by name.
    """
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    found = _expanded(paths)
    if any(_is_picture(path) for path in found):
        return [(path.name, path) for path in found]
    image = mime.imageData() if mime.hasImage() else None
    if isinstance(image, QImage) and not image.isNull():
        return [("粘贴的图片.png", png_of(image))]
    return []


def _expanded(paths: Sequence[Path]) -> list[Path]:
    """Return the files among ``paths``, and the pictures in the folders among them."""
    found: list[Path] = []
    for path in paths:
        found += sorted(filter(_is_picture, path.iterdir())) if path.is_dir() else [path]
    return found


def _is_picture(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES


def png_of(image: QImage) -> bytes:
    """Return a picture as the bytes of a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # a format is a str; the stub says bytes
    return bytes(data.data())


class PictureDrop(QWidget):
    """A place for pictures: they are dropped on it, or pasted while the focus is in it.

    Signals:
        arrived(object): a list of (name, bytes or path), empty where there was no picture.
    """

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    def paste_now(self) -> None:
        """Take the pictures that the clipboard holds."""
        self.arrived.emit(pictures_in(QGuiApplication.clipboard().mimeData()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and self.acceptDrops():
            self.paste_now()
            return
        super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if pictures_in(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.arrived.emit(pictures_in(event.mimeData()))
