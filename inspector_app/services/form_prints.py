"""The pictures of a filled form on its paper: numbered in its order, each with its question."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from inspector_app.domain.form_pictures import picture_uids
from inspector_app.domain.photo import Photo, PhotoOwner
from inspector_app.domain.visit import Visit
from inspector_app.services.context import Context
from inspector_app.services.form_filling import OpenForm
from inspector_app.services.form_records import FormRecordService
from inspector_app.services.form_versions import FormVersions

if TYPE_CHECKING:
    from inspector_app.reports.photo_blocks import AskedPhoto


class FormPictures:
    """Pictures of one form; those that show the faces of minors are told of and not printed."""

    def __init__(self, context: Context, filling: OpenForm) -> None:
        self._context = context
        known = context.stores.photos.of(PhotoOwner.FORM, filling.record.uid)
        self._facts = {photo.uid: photo for photo in known}
        self._labels: dict[str, str] = {}
        for path, uids in filling.pictures().items():
            for uid in uids:
                self._labels.setdefault(uid, filling.label(path))
        shown = [uid for uid in self._labels if uid in self._facts]
        self._numbers = {
            uid: f"照片{number}"
            for number, uid in enumerate(
                (uid for uid in shown if not self._facts[uid].shows_minors), 1
            )
        }

    def told(self, answer: str) -> str:
        """Return what stands on the form for the answer to a question for pictures."""
        uids = picture_uids(answer)
        found = [self._numbers[uid] for uid in uids if uid in self._numbers]
        kept = sum(1 for uid in uids if uid in self._facts and self._facts[uid].shows_minors)
        hidden = [f"另有 {kept} 张含未成年人面部，不印"] if kept else []
        return "、".join([*found, *hidden])

    def printed(self) -> "list[AskedPhoto]":
        """Return each that is printed, with its number and its question."""
        from inspector_app.reports.photo_blocks import AskedPhoto, PrintedPhoto

        vault = self._context.vault
        return [
            AskedPhoto(
                number,
                self._labels[uid],
                PrintedPhoto(facts=self._facts[uid], image=vault.get(self._facts[uid].sha256)),
            )
            for uid, number in self._numbers.items()
        ]


def with_questions(context: Context, visit: Visit, photos: Sequence[Photo]) -> tuple[Photo, ...]:
    """Return the pictures of a record, those of its forms with their questions in the captions."""
    if all(photo.owner is not PhotoOwner.FORM for photo in photos):
        return tuple(photos)
    forms = FormRecordService(context, FormVersions(context))
    asked: dict[str, str] = {}
    for record in visit.forms:
        known = forms.versions.of(record)
        if known is not None:
            filling = forms.filling(known, record)
            for path, uids in filling.pictures().items():
                asked |= dict.fromkeys(uids, f"{record.title}·{filling.label(path)}")
    return tuple(
        replace(photo, caption="：".join(filter(None, (asked.get(photo.uid, ""), photo.caption))))
        for photo in photos
    )
