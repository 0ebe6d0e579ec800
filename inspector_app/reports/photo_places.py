"""Where photos stand on their pages: rows that are as high as what is in them, in their order.

Two photos share a row, and its width is shared out so that both are equally high: no white stands
above either, and each has its caption directly below. A panorama has a row of its own; a
long screenshot is as high as the page, so that it can be read.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from inspector_app.reports.document import Photo
from inspector_app.reports.pictures import shape_of
from inspector_app.reports.strips import PAD_X

PANORAMA: Final = 2.0
LONG_SCREENSHOT: Final = 0.42
ROW_PADS: Final = 16.0
"""White above a photo, between it and its caption, and below that."""

# Shapes as near as 4:3 and 3:2 stand in halves: the columns of a page then stay where they are.
_ALIKE: Final = 1.25
# 拍摄时间 with its source goes into one line of so narrow a cell.
_LEAST_SHARE: Final = 0.4
# Heights that differ by less become one, so that captions stand beside each other.
_LEVELLED: Final = 1.3
# A row that is so little too high for a third of the page is made lower rather than leaving white.
_LOWERED: Final = 1.15
_LEAST_OF_ROW: Final = 1 / 3
_TOLERANCE: Final = 0.01

CaptionHeight = Callable[[Photo, float], float]
"""How high a photo's caption is, in a cell of a width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoPlace:
    """A photo in its cell of a row, in points: it stands at the top, in the middle of the width."""

    photo: Photo
    left: float
    width: float
    picture_width: float
    picture_height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRow:
    """Photos side by side."""

    places: tuple[PhotoPlace, ...]
    height: float


class Frame(NamedTuple):
    """The part of a page that photos have."""

    width: float
    height: float


class _Shaped(NamedTuple):
    photo: Photo
    ratio: float

    @property
    def wide(self) -> bool:
        return self.ratio >= PANORAMA

    @property
    def long(self) -> bool:
        return self.ratio < LONG_SCREENSHOT


def caption_of(photo: Photo) -> str:
    """Return what stands below a photo, in lines."""
    said = (f"{photo.number}　{photo.caption}".strip("　"), photo.taken, photo.place)
    return "\n".join(filter(None, said))


def photo_rows(
    photos: Sequence[Photo], frame: Frame, caption: CaptionHeight
) -> Iterator[tuple[PhotoRow, ...]]:
    """Yield the rows of each page."""
    page: list[PhotoRow] = []
    for group in _groups(photos):
        row = _row(group, _cells(group, frame.width, alone=len(photos) == 1), frame, caption)
        if page and sum(each.height for each in page) + row.height > frame.height + _TOLERANCE:
            yield tuple(page)
            page = []
        page.append(row)
    yield tuple(page)


def rows_in_text(
    rows: Sequence[Sequence[Photo]], frame: Frame, caption: CaptionHeight
) -> Iterator[PhotoRow]:
    """Yield rows of photos that stand in running text, each as high as the frame at most."""
    # Half a page is the most that a row of a page has.
    page = Frame(frame.width, 2 * frame.height)
    for photos in rows:
        for placed in photo_rows(photos, page, caption):
            yield from placed


def _groups(photos: Sequence[Photo]) -> Iterator[Sequence[_Shaped]]:
    """Yield the photos of each row."""
    waiting: list[_Shaped] = []
    for photo in photos:
        width, height = shape_of(photo.image)
        shaped = _Shaped(photo, width / height)
        if waiting and shaped.wide:
            yield waiting
            waiting = []
        waiting.append(shaped)
        if shaped.wide or len(waiting) == 2:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _cells(group: Sequence[_Shaped], width: float, *, alone: bool) -> list[float]:
    """Return how wide each cell of a row is."""
    if len(group) == 1:
        return [width if alone or group[0].wide else width / 2]
    one, other = (shaped.ratio for shaped in group)
    share = one / (one + other)
    alike = max(one, other) < _ALIKE * min(one, other)
    if alike or any(shaped.long for shaped in group):
        share = 0.5
    inner = (width - 4 * PAD_X) * min(max(share, _LEAST_SHARE), 1 - _LEAST_SHARE)
    return [inner + 2 * PAD_X, width - inner - 2 * PAD_X]


def _row(
    group: Sequence[_Shaped], cells: Sequence[float], frame: Frame, caption: CaptionHeight
) -> PhotoRow:
    beside = ROW_PADS + max(caption(s.photo, w) for s, w in zip(group, cells, strict=True))
    whole = _levelled([(w - 2 * PAD_X) / s.ratio for s, w in zip(group, cells, strict=True)])
    row = _row_height(beside + max(whole), frame.height, long=any(shaped.long for shaped in group))
    # However long a caption is, something is seen of its photo.
    most = max(row - beside, row * _LEAST_OF_ROW)
    heights = [min(height, most) for height in whole]
    lefts = (0.0, cells[0])
    places = tuple(
        PhotoPlace(
            photo=shaped.photo,
            left=left,
            width=width,
            picture_width=height * shaped.ratio,
            picture_height=height,
        )
        for shaped, left, width, height in zip(group, lefts, cells, heights, strict=False)
    )
    return PhotoRow(places=places, height=beside + max(heights))


def _levelled(heights: Sequence[float]) -> Sequence[float]:
    least = min(heights)
    return [least] * len(heights) if max(heights) < _LEVELLED * least else heights


def _row_height(wanted: float, page: float, *, long: bool) -> float:
    """Return how high a row may be: three or two of them fill a page, long screenshots one."""
    if wanted <= page / 3 * _LOWERED:
        return min(wanted, page / 3)
    return min(wanted, page if long else page / 2)
