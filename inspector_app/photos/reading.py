"""From the bytes of a file to pixels, whoever sent them.

A photo comes from a phone, a messenger or a stranger: its format is told by its first bytes and
never by its name, its pixels are counted before any is decoded, and whatever a decoder raises
becomes one sentence about the file.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from PIL import Image

from inspector_app.base.errors import UserError
from inspector_app.photos.errors import (
    DamagedPhotoError,
    SlowPhotoError,
    TooManyBytesError,
    TooManyPixelsError,
    UnknownFormatError,
)
from inspector_app.photos.heic import decode_heic
from inspector_app.photos.metadata import Metadata, metadata_in, metadata_of
from inspector_app.photos.structure import is_laborious_jpeg, is_laborious_png

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_PIXELS: Final = 60_000_000
# Below this the long edge of a shrunk decode would lose what fits on the page.
_LEAST_EDGE: Final = 2000
_HEIC_BRANDS: Final = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"},
)
_OTHERS: Final = (
    (b"GIF8", " GIF 动图"),
    (b"BM", " BMP 图片"),
    (b"%PDF", " PDF 文件"),
    (b"II*\0", " TIFF 图片"),
    (b"MM\0*", " TIFF 图片"),
)
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# Set once for the process: all threads share the filters of `warnings`, so that they cannot be
# changed around a call. Other users of Pillow in this program want the same limit.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
# What Pillow has to say about a careless camera's EXIF is of no use to anybody here.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


class SourceFormat(StrEnum):
    """The formats that are taken."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"


_LABORIOUS: Final = {
    SourceFormat.JPEG: is_laborious_jpeg,
    SourceFormat.PNG: is_laborious_png,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A decoded file.

    Attributes:
        image: the pixels; not yet turned.
        metadata: what of its EXIF is of use; its orientation is the turn that ``image`` needs.
        format: what the file was.
    """

    image: Image.Image
    metadata: Metadata
    format: SourceFormat


def read_picture(data: bytes, *, name: str, edge: int | None = None) -> Picture:
    """Decode a file.

    Args:
        data: the file's bytes.
        name: what the sentences of a refusal call it.
        edge: the long edge that is wanted in the end; a JPEG is then decoded no larger than needed.

    Raises:
        PhotoRefusedError: the file is not taken, and why.
        HeicDecoderMissingError: this installation cannot read HEIC.
    """
    if len(data) > MAX_BYTES:
        raise TooManyBytesError(name, size=len(data), limit=MAX_BYTES)
    kind = format_of(data)
    if kind is None:
        raise UnknownFormatError(name, found=_other_kind(data))
    with refusing(name):
        if kind is SourceFormat.HEIC:
            return _read_heic(data, name, edge)
        return _read_by_pillow(data, kind, name, edge)


def format_of(data: bytes) -> SourceFormat | None:
    """Return the format that the first bytes tell, if it is one that is taken."""
    if data.startswith(b"\xff\xd8\xff"):
        return SourceFormat.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return SourceFormat.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return SourceFormat.WEBP
    brands = _brands(data)
    return SourceFormat.HEIC if brands & _HEIC_BRANDS and b"avif" not in brands else None


def refuse_laborious(data: bytes, kind: SourceFormat) -> None:
    """Refuse a picture that is built to keep a decoder busy (ValueError)."""
    check = _LABORIOUS.get(kind)
    if check is not None and check(data):
        msg = "more parts than a picture has"
        raise ValueError(msg)


def upright(image: Image.Image, metadata: Metadata) -> Image.Image:
    """Return ``image`` turned as its camera was held."""
    turn = _UPRIGHT.get(metadata.orientation)
    return image if turn is None else image.transpose(turn)


def _brands(data: bytes) -> frozenset[bytes]:
    if data[4:8] != b"ftyp":
        return frozenset()
    end = min(int.from_bytes(data[:4]), 256)
    return frozenset({data[8:12], *(data[at : at + 4] for at in range(16, end, 4))})


def _other_kind(data: bytes) -> str:
    if not data:
        return "一个空文件"
    brands = _brands(data)
    if b"avif" in brands:
        return " AVIF 图片"
    if brands:
        return "视频"
    return next((kind for start, kind in _OTHERS if data.startswith(start)), "")


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """Turn whatever working on a picture raises into one sentence about its file."""
    try:
        yield
    except (UserError, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise TooManyPixelsError(name, limit=MAX_PIXELS) from bomb
    except TimeoutError as slow:
        raise SlowPhotoError(name) from slow
    except Exception as error:
        # Decoders raise OSError, ValueError, SyntaxError, struct.error, EOFError and others.
        raise DamagedPhotoError(name) from error


def _read_by_pillow(data: bytes, kind: SourceFormat, name: str, edge: int | None) -> Picture:
    refuse_laborious(data, kind)
    image = Image.open(io.BytesIO(data), formats=(kind.value,))
    _count_pixels(image.size, name)
    if kind is SourceFormat.JPEG and edge is not None:
        _draft(image)
    # Before its EXIF: that of a PNG is looked for behind the pixels, and what is wrong with these
    # would be taken for a fault of the EXIF.
    image.load()
    return Picture(image=image, metadata=metadata_of(image), format=kind)


def _read_heic(data: bytes, name: str, edge: int | None) -> Picture:
    image = decode_heic(data, name=name, most_pixels=MAX_PIXELS, edge=edge or 0)
    # The decoder has obeyed the container's own turn. EXIF repeats it, and obeying it again would
    # turn every photo of a phone twice: ISO/IEC 23008-12 says that EXIF is not to be obeyed here.
    metadata = replace(metadata_in(image.info["exif"]), orientation=1)
    return Picture(image=image, metadata=metadata, format=SourceFormat.HEIC)


def _count_pixels(size: tuple[int, int], name: str) -> None:
    if size[0] * size[1] > MAX_PIXELS:
        raise TooManyPixelsError(name, limit=MAX_PIXELS)


def _draft(image: Image.Image) -> None:
    # A JPEG decodes to a half, a quarter or an eighth of its size for a fraction of the work. The
    # box keeps the aspect of the picture: Pillow takes the smaller ratio of the two edges, so a
    # square box would leave most photos as large as they are.
    width, height = image.size
    for divisor in (8, 4, 2):
        if -(-max(width, height) // divisor) >= _LEAST_EDGE:
            image.draft("RGB", (max(width // divisor, 1), max(height // divisor, 1)))
            return
