"""Photo pages as they are printed after a record: one kind after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from inspector_app.domain.labels.photos import PHOTO_ROLE_LABEL
from inspector_app.domain.photo import Photo as PhotoFacts
from inspector_app.domain.photo import PhotoRole, TimeSource
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import Block, Photo, PhotoPages

# A time that a messenger wrote into the file name is never called the time of taking.
_TIME_WORDS: Final = {
    TimeSource.ORIGINAL: "拍摄时间 {}（原图）",
    TimeSource.FILE_NAME: "文件名所记时间 {}",
    TimeSource.TYPED: "拍摄时间 {}（手填）",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPhoto:
    """A photo of the record with its upright picture."""

    facts: PhotoFacts
    image: bytes


class AskedPhoto(NamedTuple):
    """A photo that a question asked for: its number in the text, the question, and itself."""

    number: str
    question: str
    photo: PrintedPhoto


def asked_pages(photos: Sequence[AskedPhoto], visit: Visit | None) -> Iterator[Block]:
    """Yield the pages of photos that were asked for, each with its question."""
    place = visit.school.name if visit and visit.school else ""
    if photos:
        yield PhotoPages(
            heading="照片",
            photos=tuple(
                replace(
                    as_printed(each.photo, each.number, place=place),
                    caption="：".join(filter(None, (each.question, each.photo.facts.caption))),
                )
                for each in photos
            ),
        )


def photo_pages(visit: Visit, photos: Sequence[PrintedPhoto]) -> Iterator[Block]:
    """Yield the pages of photos, one kind after the other; signatures have none."""
    place = visit.school.name if visit.school else ""
    for role in PhotoRole:
        chosen = [photo for photo in photos if photo.facts.role is role]
        if chosen and role is not PhotoRole.SIGNATURE:
            yield PhotoPages(
                heading=PHOTO_ROLE_LABEL[role],
                photos=tuple(
                    as_printed(photo, f"照片{number}", place=place)
                    for number, photo in enumerate(chosen, start=1)
                ),
            )


def as_printed(photo: PrintedPhoto, number: str, *, place: str) -> Photo:
    """Return a photo with what is printed below it."""
    return Photo(
        image=photo.image,
        number=number,
        caption=photo.facts.caption,
        taken=_taken(photo.facts),
        place=place,
    )


def _taken(photo: PhotoFacts) -> str:
    if not photo.taken_at or photo.time_source not in _TIME_WORDS:
        return "拍摄时间不详"
    return _TIME_WORDS[photo.time_source].format(photo.taken_at.replace("T", " ")[:16])
