"""随手记 and pictures of one school, that wait for a record of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from inspector_app.base.override import override
from inspector_app.domain.photo import Photo, PhotoOwner
from inspector_app.ui.note_line import note_line
from inspector_app.ui.page import Page, clear
from inspector_app.ui.photo_panel import PhotoPanel
from inspector_app.ui.theme import GRID, label

if TYPE_CHECKING:
    from inspector_app.domain.views import Note
    from inspector_app.services.notes import NoteOfSchool
    from inspector_app.ui.desk import Desk


class NotePictures(PhotoPanel):
    """The pictures of one note: what is there can be described and taken away."""

    def __init__(self, page: Page, desk: Desk, note: Note) -> None:
        super().__init__(page.kit, desk.photos, name=f"随手记的照片：{note.text[:20]}")
        self.belong_to(PhotoOwner.NOTE, note.uid)
        for widget in (self.strip.choose, self.strip.paste, self.strip.hint):
            widget.hide()

    @override
    def show_photos(self, photos: Sequence[Photo]) -> None:
        super().show_photos(photos)
        self.setVisible(bool(photos))


class SchoolNotes(QFrame):
    """A card with the notes of a school and the pictures that hang on the school itself.

    It is not built anew while the same notes are shown, so that a caption can be written on.
    """

    def __init__(self, page: Page, desk: Desk, code: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._page, self._desk = page, desk
        self._notes: tuple[Note, ...] | None = None
        self._pictures: dict[str, NotePictures] = {}
        self.panel = PhotoPanel(page.kit, desk.photos, name="学校的照片")
        self.panel.belong_to(PhotoOwner.SCHOOL, code)
        self._list = QVBoxLayout()
        box = QVBoxLayout(self)
        box.setContentsMargins(GRID + 4, GRID, GRID + 4, GRID)
        box.addWidget(label("随手记和照片", kind="head"))
        box.addLayout(self._list)
        box.addWidget(label("学校的照片", kind="small"))
        box.addWidget(self.panel)

    def pictures_of(self, note_uid: str) -> NotePictures:
        """Return the pictures of one of the notes."""
        return self._pictures[note_uid]

    def show_notes(self, notes: Sequence[NoteOfSchool], photos: Sequence[Photo]) -> None:
        """Show what is stored."""
        found = tuple(each.note for each in notes)
        if found != self._notes:
            self._notes = found
            self._rebuild(found)
        for each in notes:
            self._pictures[each.note.uid].show_photos(each.photos)
        self.panel.show_photos(photos)

    def _rebuild(self, notes: Sequence[Note]) -> None:
        clear(self._list)
        self._pictures = {note.uid: NotePictures(self._page, self._desk, note) for note in notes}
        if not notes:
            self._list.addWidget(label("没有归到这所学校的随手记。", kind="soft"))
        for note in notes:
            self._list.addWidget(note_line(self._page, self._desk, note))
            self._list.addWidget(self._pictures[note.uid])
