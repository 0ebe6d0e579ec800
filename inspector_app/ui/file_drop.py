"""A page on which a file may be dropped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from inspector_app.base.override import override
from inspector_app.ui.page import Kit, Page


class FileDropPage(Page):
    """Takes one file of those that are dropped on it; the page says which, and what is done."""

    def fitting(self, paths: Sequence[Path]) -> Path | None:
        """Return the file that is taken of those dropped, if any is."""
        raise NotImplementedError

    def take_file(self, path: Path) -> None:
        """Do what is done with a file."""
        raise NotImplementedError

    def _dropped(self, event: QDropEvent) -> Path | None:
        urls = event.mimeData().urls()
        return self.fitting([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = self._dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.take_file(path)


class ManyFilesPage(Page):
    """Takes whatever files and folders are dropped on it."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.setAcceptDrops(True)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Do what is done with files and folders."""
        raise NotImplementedError

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        if urls:
            event.acceptProposedAction()
            self.take_files([Path(url.toLocalFile()) for url in urls])


def first_of(paths: Sequence[Path], endings: frozenset[str]) -> Path | None:
    """Return the first file with one of these endings."""
    return next((path for path in paths if path.suffix.lower() in endings), None)
