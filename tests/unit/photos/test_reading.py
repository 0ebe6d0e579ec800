"""Files that are not taken, and the sentence that names them."""

import struct
import sys
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from inspector_app.base.errors import InputError
from inspector_app.photos import heic, reading
from inspector_app.photos.errors import (
    DamagedPhotoError,
    HeicDecoderMissingError,
    PhotoRefusedError,
    SlowPhotoError,
    TooManyBytesError,
    TooManyPixelsError,
    UnknownFormatError,
)
from inspector_app.photos.normalise import normalise
from inspector_app.photos.reading import SourceFormat, format_of
from tests.unit.photos.samples import (
    HEIC_FOLDER,
    UPRIGHT,
    corners,
    encoded,
    exif,
    four_colours,
    scenery,
)

SAMPLES = {
    SourceFormat.JPEG: encoded(scenery(160, 120), exif=exif()),
    SourceFormat.PNG: encoded(scenery(160, 120), "PNG"),
    SourceFormat.WEBP: encoded(scenery(160, 120), "WEBP"),
    SourceFormat.HEIC: (HEIC_FOLDER / "phone.heic").read_bytes(),
}


def _png(width: int, height: int, pixels: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(pixels, 9)) + chunk(b"IEND", b"")
    )  # fmt: skip


@pytest.mark.parametrize("kind", SourceFormat)
def test_a_format_is_told_by_the_first_bytes(kind: SourceFormat) -> None:
    assert format_of(SAMPLES[kind]) is kind
    assert normalise(SAMPLES[kind], name="no-ending").original_format is kind


@pytest.mark.parametrize("kind", SourceFormat)
@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.9])
def test_a_file_that_breaks_off_is_refused_by_its_name(kind: SourceFormat, share: float) -> None:
    data = SAMPLES[kind]
    with pytest.raises(DamagedPhotoError, match=r"“操场\.jpg”没有放入：文件不完整或已损坏"):
        normalise(data[: int(len(data) * share)], name="操场.jpg")


def test_a_photo_that_breaks_off_is_refused_where_it_is_decoded_smaller() -> None:
    data = encoded(scenery(4032, 504))
    with pytest.raises(DamagedPhotoError):
        normalise(data[: len(data) // 2], name="a.jpg")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "这是一个空文件"),
        (b"hello", "认不出这是什么图片"),
        (b"GIF89a" + b"\0" * 20, "这是 GIF 动图"),
        (b"%PDF-1.7", "这是 PDF 文件"),
        (b"BM" + b"\0" * 60, "这是 BMP 图片"),
        (b"II*\0" + b"\0" * 20, "这是 TIFF 图片"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "这是视频"),
        (b"\0\0\0\x18ftypavif\0\0\0\0mif1avif", "这是 AVIF 图片"),
    ],
)
def test_another_format_is_called_by_its_name(data: bytes, found: str) -> None:
    with pytest.raises(UnknownFormatError, match=found) as refusal:
        normalise(data, name="课堂.jpg")
    assert "“课堂.jpg”没有放入" in refusal.value.sentence
    assert "其他照片不受影响" in refusal.value.sentence


def test_a_refusal_carries_the_file_for_a_list_of_refusals() -> None:
    with pytest.raises(InputError) as refusal:
        normalise(b"hello", name="课堂.jpg")
    assert [problem.where for problem in refusal.value.problems] == ["课堂.jpg"]


def test_a_picture_of_more_pixels_than_60_million_is_refused_before_it_is_decoded() -> None:
    bomb = _png(8_000, 8_000, b"")
    assert len(bomb) < 100
    with pytest.raises(TooManyPixelsError, match="像素超过 6000 万"):
        normalise(bomb, name="a.png")


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_pixels_are_counted_even_where_warnings_are_ignored() -> None:
    with pytest.raises(TooManyPixelsError):
        normalise(_png(8_000, 8_000, b""), name="a.png")


def test_a_bomb_of_billions_of_pixels_is_refused() -> None:
    with pytest.raises(TooManyPixelsError):
        normalise(_png(60_000, 60_000, b""), name="a.png")


def test_a_picture_of_just_60_million_pixels_is_counted_as_allowed() -> None:
    # Its pixels are missing, so that the next thing said of it is about them.
    with pytest.raises(DamagedPhotoError):
        normalise(_png(10_000, 6_000, b""), name="a.png")


def test_a_heic_photo_of_too_many_pixels_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_PIXELS", 96 * 64 - 1)
    with pytest.raises(TooManyPixelsError):
        normalise(SAMPLES[SourceFormat.HEIC], name="a.heic")


def test_pixels_that_a_compressed_stream_pours_out_beyond_its_size_are_ignored() -> None:
    result = normalise(_png(8, 8, b"\0" * 5_000_000), name="a.png")
    assert (result.width, result.height) == (8, 8)


def test_a_file_above_64_megabytes_is_refused() -> None:
    with pytest.raises(TooManyBytesError, match="文件有 65 MB，超过 64 MB"):
        normalise(b"\xff\xd8\xff" + b"\0" * (65 * 1024 * 1024), name="a.jpg")


def test_a_heic_photo_that_brings_the_decoder_down_is_refused() -> None:
    # Its native code trips over a name of an item that is no text.
    data = SAMPLES[SourceFormat.HEIC].replace(b"Exif", b"E\xffif", 1)
    with pytest.raises(DamagedPhotoError) as refusal:
        normalise(data, name="a.heic")
    assert "ended with" in str(refusal.value.__cause__)


def test_a_heic_decoder_that_never_ends_costs_the_photo_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(heic, "SECONDS", 0.001)
    with pytest.raises(SlowPhotoError, match="很久没有读完"):
        normalise(SAMPLES[SourceFormat.HEIC], name="a.heic")


def test_a_heic_photo_is_averaged_before_it_is_handed_over() -> None:
    data = SAMPLES[SourceFormat.HEIC]
    image = heic.decode_heic(data, name="a", most_pixels=10_000, edge=32)
    assert image.size == (48, 32)
    assert corners(encoded(image, quality=95)) == UPRIGHT


def test_a_missing_heic_decoder_is_told_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    with pytest.raises(HeicDecoderMissingError, match="转为 JPEG"):
        normalise(SAMPLES[SourceFormat.HEIC], name="a.heic")


def test_memory_that_runs_out_is_not_blamed_on_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def starved(_self: Image.Image) -> None:
        raise MemoryError

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", starved)
    with pytest.raises(MemoryError):
        normalise(encoded(four_colours()), name="a.jpg")


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@settings(deadline=None)
@given(st.sampled_from([SourceFormat.JPEG, SourceFormat.PNG, SourceFormat.WEBP]), st.data())
def test_damage_anywhere_gives_a_photo_or_a_refusal(
    kind: SourceFormat, data: st.DataObject
) -> None:
    damaged = bytearray(SAMPLES[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        result = normalise(bytes(damaged), name="a")
    except PhotoRefusedError:
        return
    assert max(result.width, result.height) <= 2048
