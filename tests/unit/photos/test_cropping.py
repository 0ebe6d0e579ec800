"""Cutting the signature line out of a page."""

import pytest

from inspector_app.photos.cropping import Box, EmptyBoxError, crop
from inspector_app.photos.errors import DamagedPhotoError
from tests.unit.photos.samples import (
    HEIC_FOLDER,
    UPRIGHT,
    YELLOW,
    corners,
    distance,
    encoded,
    four_colours,
    opened,
    taken_with,
)

LOWER_RIGHT = Box(left=0.5, top=0.5, right=1, bottom=1)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_box_is_on_the_upright_picture(orientation: int) -> None:
    image = opened(crop(taken_with(orientation), LOWER_RIGHT, name="a.jpg"))
    assert image.size == (48, 32)
    assert distance(image.getpixel((24, 16)), YELLOW) < 20


def test_a_part_of_a_heic_photo_is_on_its_upright_picture() -> None:
    data = (HEIC_FOLDER / "phone.heic").read_bytes()
    image = opened(crop(data, LOWER_RIGHT, name="a.heic"))
    assert distance(image.getpixel((24, 16)), YELLOW) < 20


def test_a_part_keeps_the_pixels_of_the_original() -> None:
    data = encoded(four_colours(4000, 300))
    line = Box(left=0.1, top=0.25, right=0.5, bottom=0.75)
    assert opened(crop(data, line, name="a.jpg")).size == (1600, 150)


def test_a_large_part_is_shrunk_like_a_photo() -> None:
    whole = Box(left=0, top=0, right=1, bottom=1)
    image = opened(crop(encoded(four_colours(4000, 300)), whole, name="a.jpg"))
    assert image.size == (2048, 154)


def test_a_box_that_stands_out_is_cut_at_the_edge() -> None:
    part = crop(taken_with(1), Box(left=-1, top=-0.5, right=3, bottom=1.5), name="a.jpg")
    assert opened(part).size == (96, 64)
    assert corners(part) == UPRIGHT


def test_a_part_holds_no_metadata() -> None:
    part = opened(crop(taken_with(6), LOWER_RIGHT, name="a.jpg"))
    assert dict(part.getexif()) == {}


@pytest.mark.parametrize(
    "box",
    [
        Box(left=0.5, top=0.5, right=0.5, bottom=1),
        Box(left=0.8, top=0.5, right=0.2, bottom=1),
        Box(left=1.2, top=0, right=1.5, bottom=1),
        Box(left=0, top=-2, right=1, bottom=-1),
    ],
)
def test_an_empty_box_is_refused(box: Box) -> None:
    with pytest.raises(EmptyBoxError, match=r"“签字页\.jpg”没有放入：框选的部分是空的"):
        crop(taken_with(1), box, name="签字页.jpg")


def test_a_damaged_picture_is_refused() -> None:
    with pytest.raises(DamagedPhotoError):
        crop(taken_with(1)[:300], LOWER_RIGHT, name="a.jpg")
