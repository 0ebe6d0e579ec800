"""Pictures of the questions of a form: taken in together with the answer that names them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, Problem
from inspector_app.domain.form_pictures import SEVERAL, picture_names, picture_uids
from inspector_app.domain.photo import Photo, PhotoOwner
from inspector_app.domain.visit import Visit
from inspector_app.services.context import Context
from inspector_app.services.form_filling import OpenForm
from inspector_app.services.form_layout import takes_pictures, words_of
from inspector_app.services.form_records import FormRecordService
from inspector_app.services.incoming_photos import IncomingPhoto, PhotosAdded, Prepared
from inspector_app.services.photos import PhotoService
from inspector_app.services.saved import Saved


class PicturesAdded(NamedTuple):
    """What became of files that were given to a question.

    Attributes:
        answer: what the question is answered with now.
        saved: nothing where no picture came in.
    """

    photos: PhotosAdded
    answer: str
    saved: Saved | None

    @property
    def changes(self) -> Changes:
        """What the pages have to show anew."""
        return self.photos.changes | (self.saved.changes if self.saved is not None else Changes())


class PicturePlace(NamedTuple):
    """A question of a filled form that pictures may be put to.

    Attributes:
        record_uid, path: which one.
        form: what the form is called.
        question: what is asked, in a repeat with the number of its row.
    """

    record_uid: str
    path: str
    form: str
    question: str


class FormPhotos:
    """A picture and the answer that names it are one transaction; its files are safe before."""

    def __init__(self, context: Context, forms: FormRecordService, photos: PhotoService) -> None:
        self._context, self._forms, self._photos = context, forms, photos

    def add(
        self,
        record_uid: str,
        path: str,
        files: Sequence[IncomingPhoto],
        *,
        editing: str = "",
        progress: Callable[[int, int], bool] | None = None,
    ) -> PicturesAdded:
        """Put pictures behind those that a question has; where it takes one, in its place.

        Args:
            record_uid: the filled form.
            path: the question, with the positions of the rows of repeats.
            files: what was dropped, pasted or chosen.
            editing: as in other changes of the form.
            progress: told (done, all) after each; answering False stops there, keeping what is in.

        Raises:
            InputError: it is no question for pictures, or takes but one.
            RefusedError: the record is no draft, or this version of the form is not here.
        """
        self._refuse_other(record_uid, path, many=len(files))
        prepared, refused = self._prepared(files, progress)
        none = PhotosAdded(photos=(), duplicates=(), refused=tuple(refused), changes=Changes())
        if not prepared:
            return PicturesAdded(none, "", None)
        with self._context.database.transaction():
            filling = self._filling(record_uid)
            added = self._photos.commit(PhotoOwner.FORM, record_uid, prepared)
            # A picture that the form has already, in another answer or taken out of this one.
            here = (*added.photos, *(d.existing for d in added.duplicates if d.sure))
            brought = list({photo.uid: photo for photo in here}.values())
            answer = self._answer(filling, path, brought)
            saved = self._forms.put_pictures(record_uid, path, answer, editing=editing)
        there = frozenset(picture_uids(filling.session.value(path)))
        told = PhotosAdded(
            photos=tuple(photo for photo in brought if photo.uid not in there),
            duplicates=tuple(d for d in added.duplicates if not d.sure or d.existing.uid in there),
            refused=tuple(refused),
            changes=added.changes,
        )
        return PicturesAdded(told, answer, saved)

    def places(self, visit: Visit) -> tuple[PicturePlace, ...]:
        """Return the questions of a record's forms that ask for pictures now."""
        known = (record for record in visit.forms if self._forms.versions.of(record) is not None)
        return tuple(
            PicturePlace(record.uid, path, record.title, _asked_as(filling, path))
            for record in known
            for filling in (self._forms.filling(self._forms.known(record), record),)
            for path, state in filling.session.dump().items()
            if state.relevant and not state.readonly and takes_pictures(filling.element(path))
        )

    def take(
        self, record_uid: str, path: str, uids: Sequence[str], *, editing: str = ""
    ) -> PicturesAdded:
        """Hang pictures that are here already on a question (errors as above)."""
        self._refuse_other(record_uid, path, many=len(uids))
        with self._context.database.transaction():
            changes = self._photos.assign(uids, PhotoOwner.FORM, record_uid)
            brought = tuple(self._context.stores.photos.get(uid) for uid in uids)
            answer = self._answer(self._filling(record_uid), path, brought)
            saved = self._forms.put_pictures(record_uid, path, answer, editing=editing)
        taken = PhotosAdded(photos=brought, duplicates=(), refused=(), changes=changes)
        return PicturesAdded(taken, answer, saved)

    def _filling(self, record_uid: str) -> OpenForm:
        record, _ = self._forms.find(record_uid)
        return self._forms.filling(self._forms.known(record), record)

    def _refuse_other(self, record_uid: str, path: str, *, many: int) -> None:
        from inspector_app.xform import PathError

        filling = self._filling(record_uid)
        try:
            filling.session.value(path)
            element = filling.element(path)
        except (PathError, KeyError) as error:
            raise InputError(f"照片没有放入：表单里没有“{path}”这道题；请核对题目。") from error
        if not takes_pictures(element):
            raise InputError(
                f"照片没有放入：“{filling.label(path)}”不是放照片的题；请选放照片的题。"
            )
        if many > 1 and SEVERAL not in words_of(element):
            raise InputError(
                f"照片没有放入：“{filling.label(path)}”只放一张，给了 {many} 张；请选其中一张。"
            )

    def _answer(self, filling: OpenForm, path: str, brought: Sequence[Photo]) -> str:
        names = picture_names(brought).split()
        if SEVERAL not in words_of(filling.element(path)):
            return names[-1]
        return " ".join(dict.fromkeys([*filling.session.value(path).split(), *names]))

    def _prepared(
        self, files: Sequence[IncomingPhoto], progress: Callable[[int, int], bool] | None
    ) -> tuple[list[Prepared], list[Problem]]:
        prepared: list[Prepared] = []
        refused: list[Problem] = []
        for place, incoming in enumerate(files, 1):
            try:
                prepared.append(self._photos.prepare(incoming))
            except InputError as error:
                refused += error.problems
            if progress is not None and not progress(place, len(files)):
                break
        return prepared, refused


def _asked_as(filling: OpenForm, path: str) -> str:
    rows = [part.partition("[")[2].rstrip("]") for part in path.split("/") if "[" in part]
    place = f"第 {'、'.join(rows)} 条 " if rows else ""
    return f"{place}{filling.label(path)}"
