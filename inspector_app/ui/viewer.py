"""Handing a file over to the program that the system opens it with."""

from pathlib import Path


def show_file(path: Path) -> None:
    """Open ``path`` as a double click would."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
