"""Rows of photos on the pages of a PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspector_app.base.override import override
from inspector_app.reports.document import Align, Photo
from inspector_app.reports.lines import Typesetter
from inspector_app.reports.photo_places import (
    CaptionHeight,
    Frame,
    PhotoPlace,
    PhotoRow,
    caption_of,
    photo_rows,
    rows_in_text,
)
from inspector_app.reports.strips import PAD_X, PAD_Y, Cell, Ink, Strip


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """A photo in its place with the lines below it."""

    place: PhotoPlace
    caption: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRow(Strip):
    """Photos side by side, each with its caption directly below; never parted."""

    pictures: tuple[Pictured, ...]
    height: float

    @property
    @override
    def least(self) -> float:
        return self.height

    @override
    def parted(self, space: float) -> None:
        return None

    @override
    def draw(self, ink: Ink, *, left: float, top: float) -> None:
        for picture in self.pictures:
            place, caption = picture.place, picture.caption
            ink.picture(
                place.photo.image,
                x=left + place.left + (place.width - place.picture_width) / 2,
                top=top + PAD_Y,
                width=place.picture_width,
                height=place.picture_height,
            )
            below = top + PAD_Y + place.picture_height
            caption.draw(ink, left=left, top=below, height=caption.height)


def picture_rows(
    photos: Sequence[Photo], frame: Frame, setter: Typesetter
) -> Iterator[tuple[PictureRow, ...]]:
    """Yield the rows of photos of each page, captions set by ``setter``."""
    for page in photo_rows(photos, frame, _heights(setter)):
        yield tuple(_strip(row, setter) for row in page)


def picture_rows_in_text(
    rows: Sequence[Sequence[Photo]], frame: Frame, setter: Typesetter
) -> Iterator[PictureRow]:
    """Yield rows of photos that stand in running text, captions set by ``setter``."""
    for row in rows_in_text(rows, frame, _heights(setter)):
        yield _strip(row, setter)


def _heights(setter: Typesetter) -> CaptionHeight:
    def caption(photo: Photo, width: float) -> float:
        return _caption(photo, 0.0, width, setter).height

    return caption


def _strip(row: PhotoRow, setter: Typesetter) -> PictureRow:
    pictures = (
        Pictured(place=place, caption=_caption(place.photo, place.left, place.width, setter))
        for place in row.places
    )
    return PictureRow(pictures=tuple(pictures), height=row.height)


def _caption(photo: Photo, left: float, width: float, setter: Typesetter) -> Cell:
    return Cell(
        x=left,
        width=width,
        lines=setter.lines(caption_of(photo), width - 2 * PAD_X),
        style=setter.style,
        align=Align.CENTRE,
        middle=False,
    )
