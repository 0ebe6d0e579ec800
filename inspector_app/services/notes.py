"""随手记: jotted down at once, assigned later."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError
from inspector_app.base.ids import new_uid
from inspector_app.domain.photo import Photo, PhotoOwner
from inspector_app.domain.views import Note
from inspector_app.services.context import Context
from inspector_app.services.incoming_photos import IncomingPhoto, PhotosAdded
from inspector_app.services.photos import PhotoService


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNote:
    """A note that was saved, and what became of its pictures."""

    uid: str
    photos: PhotosAdded
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteOfSchool:
    """A note that belongs to a school, with its pictures."""

    note: Note
    photos: tuple[Photo, ...]


class NoteService:
    """Keeps notes."""

    def __init__(self, context: Context, photos: PhotoService) -> None:
        self._context = context
        self._photos = photos

    def add(self, text: str, *, photos: Sequence[IncomingPhoto] = ()) -> NewNote:
        """Save a note; neither a text nor a picture is required, but one of them is.

        Raises:
            InputError: there is nothing in it.
        """
        if not text.strip() and not photos:
            raise InputError("随手记是空的，没有保存；请写几个字或放一张照片。")
        note = Note(uid=new_uid(), text=text, noted_at=self._context.now_text())
        with self._context.database.transaction():
            self._context.stores.notes.insert(note, origin=self._context.identity.device)
            self._context.note("note", note.uid, {"note": "记下"})
        added = self._photos.add(PhotoOwner.NOTE, note.uid, files=photos)
        return NewNote(uid=note.uid, photos=added, changes=Changes(notes=True) | added.changes)

    def get(self, uid: str) -> Note:
        """Return one note (NotFoundError where there is none)."""
        return self._context.stores.notes.get(uid)

    def unassigned(self) -> tuple[Note, ...]:
        """Return the notes that belong to nothing yet, newest first."""
        return self._context.stores.notes.unassigned()

    def of_visit(self, visit_uid: str) -> tuple[Note, ...]:
        """Return the notes of one record."""
        return self._context.stores.notes.of_visit(visit_uid)

    def of_school(self, school_code: str) -> tuple[NoteOfSchool, ...]:
        """Return the notes of one school, each with its pictures."""
        with self._context.database.snapshot():
            return tuple(
                NoteOfSchool(note=note, photos=self.photos_of(note.uid))
                for note in self._context.stores.notes.of_school(school_code)
            )

    def photos_of(self, uid: str) -> tuple[Photo, ...]:
        """Return the pictures of one note."""
        return self._photos.of(PhotoOwner.NOTE, uid)

    def set_text(self, uid: str, text: str) -> Changes:
        """Save the text of a note.

        Raises:
            InputError: it would be left with neither a text nor a picture.
        """
        if not text.strip() and not self.photos_of(uid):
            raise InputError("随手记没有文字，也没有照片，没有改；不要了就按“不要这条随手记了”。")
        return self._update(uid, "改写", text=text)

    def assign(self, uid: str, *, visit_uid: str = "", school_code: str = "") -> Changes:
        """Let a note belong to a record or a school; with neither it belongs to nothing again.

        The pictures of a note become those of its record, where they are seen, printed and handed
        over; those of a school's note stay with the note, so that they go on with it.

        Raises:
            RefusedError: the note has pictures, and the record is filed.
        """
        if visit_uid:
            self._context.stores.visits.id_of(visit_uid)
        if school_code:
            self._context.stores.schools.get(school_code)
        with self._context.database.transaction():
            changes = self._update(
                uid, "归到记录或学校", visit_uid=visit_uid or None, school_code=school_code or None
            )
            photos = [photo.uid for photo in self.photos_of(uid)] if visit_uid else []
            if photos:
                changes |= self._photos.assign(photos, PhotoOwner.VISIT, visit_uid)
        return changes

    def remove(self, uid: str) -> Changes:
        """Take a note away; ``restore`` brings it back."""
        return self._update(uid, "移走", deleted_at=self._context.now_text())

    def restore(self, uid: str) -> Changes:
        """Bring a note back that was taken away."""
        return self._update(uid, "放回", deleted_at=None)

    def _update(self, uid: str, what: str, **columns: str | None) -> Changes:
        with self._context.database.transaction():
            self._context.stores.notes.get(uid)
            self._context.stores.notes.update(uid, **columns)
            self._context.note("note", uid, {"note": what})
        return Changes(notes=True)
