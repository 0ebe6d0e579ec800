"""Pictures that are small and would keep a decoder busy for minutes, or are broken unseen."""

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from inspector_app.photos.errors import DamagedPhotoError
from inspector_app.photos.examine import examined
from inspector_app.photos.normalise import normalise
from inspector_app.photos.structure import (
    MOST_CHUNKS,
    MOST_MARKERS,
    MOST_SCANS,
    is_laborious_jpeg,
    is_laborious_png,
)
from tests.unit.exchange.hostile import _chunk, png
from tests.unit.photos.samples import encoded, exif, opened, scenery

JPEG = encoded(scenery(160, 120), exif=exif())
PROGRESSIVE = encoded(scenery(160, 120), progressive=True)
PNG = encoded(scenery(160, 120), "PNG")


def scans(many: int) -> bytes:
    last = PROGRESSIVE.rindex(b"\xff\xda")
    return PROGRESSIVE[:-2] + PROGRESSIVE[last:-2] * many + b"\xff\xd9"


def scans_behind_what_looks_like_the_end(many: int) -> bytes:
    last = PROGRESSIVE.rindex(b"\xff\xda")
    note = b"\xff\xfe\0\x04\xff\xd9" + b"anything"
    return PROGRESSIVE[:-2] + (note + PROGRESSIVE[last:-2]) * many + b"\xff\xd9"


def markers(many: int) -> bytes:
    return JPEG[:2] + b"\xff\xe9\0\x02" * many + JPEG[2:]


def fill(many: int) -> bytes:
    return JPEG[:2] + b"\xff" * many + JPEG[2:]


def chunks(many: int) -> bytes:
    return PNG[:33] + _chunk(b"abCd", b"") * many + PNG[33:]


@pytest.mark.parametrize(
    ("make", "most"),
    [
        (scans, MOST_SCANS),
        (scans_behind_what_looks_like_the_end, MOST_SCANS),
        (markers, MOST_MARKERS),
        (fill, MOST_MARKERS),
        (chunks, MOST_CHUNKS),
    ],
)
def test_more_parts_than_a_picture_has_are_refused_before_a_decoder_sees_them(
    make: Callable[[int], bytes], most: int
) -> None:
    with pytest.raises(DamagedPhotoError):
        normalise(make(most), name="甲.jpg")
    assert list(examined([make(most)])) == [None]


@pytest.mark.parametrize("data", [JPEG, PROGRESSIVE, scans(30), markers(900), fill(20)])
def test_a_jpeg_as_cameras_write_it_has_few_parts(data: bytes) -> None:
    assert not is_laborious_jpeg(data)
    assert normalise(data, name="甲.jpg").width == 160


@pytest.mark.parametrize(
    "data",
    [
        JPEG[:2] + b"\xff\xe2\x10\0" + b"\xff\xda" * 2_047 + JPEG[2:],
        JPEG + b"\xff\xda" * 5_000,
    ],
    ids=["in a preview", "in a film behind the photo"],
)
def test_what_looks_like_scans_beside_the_picture_is_no_part_of_it(data: bytes) -> None:
    assert normalise(data, name="甲.jpg").width == 160


def test_a_png_as_programs_write_it_has_few_chunks() -> None:
    assert not is_laborious_png(chunks(500))
    assert normalise(chunks(500), name="甲.png").width == 160


@pytest.mark.parametrize("cut", [2, 3, 20, 40, 200])
def test_a_picture_that_breaks_off_among_its_parts_is_no_laborious_one(cut: int) -> None:
    assert not is_laborious_jpeg(JPEG[:cut])
    assert not is_laborious_png(PNG[:cut])


def test_a_png_whose_palette_is_missing_is_called_damaged() -> None:
    head = struct.pack(">IIBBBBB", 8, 8, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(8 * 9))), (b"IEND", b""))
    data = b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)

    with pytest.raises(DamagedPhotoError):
        normalise(data, name="甲.png")


def test_a_png_whose_pixels_do_not_add_up_is_called_damaged() -> None:
    pixels = zlib.compress(bytes(8 * 25))
    wrong = pixels[:-1] + bytes([pixels[-1] ^ 1])

    assert normalise(png(8, 8, (b"IDAT", pixels)), name="甲.png").width == 8
    with pytest.raises(DamagedPhotoError):
        normalise(png(8, 8, (b"IDAT", wrong)), name="甲.png")


def test_the_transparent_dots_of_a_scan_in_black_and_white_are_white() -> None:
    stream = io.BytesIO()
    Image.new("1", (40, 30), 0).save(stream, "PNG", transparency=0)

    here = opened(normalise(stream.getvalue(), name="甲.png").content)

    assert here.convert("L").getextrema() == (255, 255)
