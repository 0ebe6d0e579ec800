"""Putting files into an entry, and writing them out again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspector_app.ui.dialogs import ask
from inspector_app.ui.jobs import Ticket

if TYPE_CHECKING:
    from inspector_app.services.saved import Saved
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.pages.registers.surface import HasEntry
    from inspector_app.ui.widgets.files import FilesField


class Attachments(QObject):
    """What the buttons of a field of files do."""

    def __init__(
        self,
        page: HasEntry,
        widget: QWidget,
        desk: Desk,
        *,
        place: Callable[[], str] = lambda: "",
    ) -> None:
        """Take what they act on; ``place`` is where the files of the shown row are stored."""
        super().__init__(widget)
        self._page, self._widget, self._desk = page, widget, desk
        self._place = place

    def serve(self, field: FilesField) -> None:
        """Do what the buttons of ``field`` ask for."""
        field.wanted.connect(self.put)
        field.opened.connect(self.save)
        field.removed.connect(self.remove)

    def put(self) -> None:
        """Ask for files and take them in."""
        uid, place = self._uid(), self._place()
        paths = ask.open_files(self._widget, "选要放入的附件", "所有文件 (*)") if uid else ()
        if paths:
            self._page.write(
                lambda: self._desk.register_files.attach(uid, paths, place=place),
                self._saved,
                ticket=Ticket("正在放入附件……"),
            )

    def save(self, file_uid: str) -> None:
        """Ask where a file is to go, and write it there."""
        file = self._file(file_uid)
        if file is None:
            return
        uid, place = self._uid(), self._place()
        target = ask.save_file(self._widget, "把附件存到哪里", file["name"], "所有文件 (*)")
        if target is not None:
            self._page.read(
                lambda: self._desk.register_files.save(uid, file_uid, target, place=place),
                self._page.tell_written,
            )

    def remove(self, file_uid: str) -> None:
        """Leave a file out; Ctrl+Z brings it back, so nobody is asked."""
        uid, place = self._uid(), self._place()
        self._page.write(
            lambda: self._desk.register_files.detach(uid, file_uid, place=place), self._saved
        )

    def _saved(self, saved: Saved) -> None:
        self._page.kit.events.saved.emit(saved.at)
        self._page.refresh()

    def _uid(self) -> str:
        return "" if self._page.record is None else self._page.record.entry.uid

    def _file(self, file_uid: str) -> dict[str, Any] | None:
        record = self._page.record
        if record is None:
            return None
        files = (file for value in record.entry.values.values() for file in _files(value))
        return next((file for file in files if file["uuid"] == file_uid), None)


def _files(value: object) -> Iterator[dict[str, Any]]:
    """Yield the files of a value, those of its rows too."""
    for each in value if isinstance(value, list) else ():
        if isinstance(each, dict) and "sha256" in each:
            yield each
        elif isinstance(each, dict):
            yield from (file for part in each.values() for file in _files(part))
