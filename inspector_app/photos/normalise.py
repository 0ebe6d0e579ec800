"""A photo as it is shown, printed and handed over.

Photographs become JPEG. A PNG of at most 256 colours (a screenshot, a scan in black and white)
stays PNG where that is smaller. Either way the result is upright, at most 2048 pixels long, sRGB or
grey, white where it was transparent, and carries no metadata at all: no EXIF, no place, no profile,
no comment. What is wanted of these is returned as values.
"""

import hashlib
import io
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Any, Final

from PIL import Image

from inspector_app.domain.photo import TimeSource
from inspector_app.photos.colour import printable
from inspector_app.photos.fingerprint import fingerprint_of
from inspector_app.photos.metadata import Position
from inspector_app.photos.reading import SourceFormat, read_picture, refusing, upright
from inspector_app.photos.scaling import fitted, shrunk
from inspector_app.photos.times import time_and_source

LONG_EDGE: Final = 2048
THUMBNAIL_EDGE: Final = 256
_QUALITY: Final = 82
_THUMBNAIL_QUALITY: Final = 80
_FEW_COLOURS: Final = 256


class GpsPolicy(Enum):
    """What becomes of the place that a phone wrote into a photo."""

    DROP = auto()
    KEEP = auto()


class OutputFormat(StrEnum):
    """The formats that are shown, printed and handed over."""

    JPEG = "jpeg"
    PNG = "png"

    @property
    def media_type(self) -> str:
        """The media type, e.g. ``image/jpeg``."""
        return f"image/{self.value}"

    @property
    def suffix(self) -> str:
        """The ending of a file name, with its dot."""
        return ".jpg" if self is OutputFormat.JPEG else ".png"


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalised:
    """A photo ready to be stored.

    Attributes:
        content: the upright picture's bytes.
        thumbnail: a JPEG whose long edge is at most 256.
        sha256: of ``content``.
        original_sha256: of the bytes that were taken in.
        taken_at: wall time ``2022-11-14T10:15:00`` or nothing.
        position: None unless it was asked for and is known.
        fingerprint: see ``fingerprint.looks_alike``; 0 tells nothing.
    """

    content: bytes
    format: OutputFormat
    width: int
    height: int
    thumbnail: bytes
    sha256: str
    original_sha256: str
    original_format: SourceFormat
    taken_at: str
    time_source: TimeSource
    position: Position | None
    fingerprint: int


def normalise(data: bytes, *, name: str, gps: GpsPolicy = GpsPolicy.DROP) -> Normalised:
    """Return a photo upright, shrunk and stripped, with what is known of it.

    Args:
        data: the bytes of a JPEG, PNG, WebP or HEIC file.
        name: the file's name: it may tell a time, and a refusal is about it.
        gps: whether the place is returned. The picture itself never carries one.

    Raises:
        PhotoRefusedError: the file is not taken, and why.
        HeicDecoderMissingError: this installation cannot read HEIC.
    """
    picture = read_picture(data, name=name, edge=LONG_EDGE)
    with refusing(name):
        # Turned last: fewer pixels to move.
        image = upright(finished(picture.image), picture.metadata)
        small = shrunk(image, THUMBNAIL_EDGE)
        content, output = _encoded(image, picture.format)
    taken_at, time_source = time_and_source(picture.metadata.camera_time, name)
    return Normalised(
        content=content,
        format=output,
        width=image.width,
        height=image.height,
        thumbnail=_bytes_of(small, OutputFormat.JPEG, quality=_THUMBNAIL_QUALITY),
        sha256=hashlib.sha256(content).hexdigest(),
        original_sha256=hashlib.sha256(data).hexdigest(),
        original_format=picture.format,
        taken_at=taken_at,
        time_source=time_source,
        position=picture.metadata.position if gps is GpsPolicy.KEEP else None,
        fingerprint=fingerprint_of(small),
    )


def finished(image: Image.Image) -> Image.Image:
    """Return decoded pixels at most 2048 long, in sRGB or grey, on white."""
    return printable(fitted(image, LONG_EDGE))


def jpeg_of(image: Image.Image) -> bytes:
    """Return ``image`` as a JPEG without metadata."""
    return _bytes_of(image, OutputFormat.JPEG, quality=_QUALITY)


def _encoded(image: Image.Image, source: SourceFormat) -> tuple[bytes, OutputFormat]:
    jpeg = jpeg_of(image)
    if source is SourceFormat.PNG and image.getcolors(_FEW_COLOURS) is not None:
        png = _bytes_of(image, OutputFormat.PNG)
        if len(png) < len(jpeg):
            return png, OutputFormat.PNG
    return jpeg, OutputFormat.JPEG


def _bytes_of(image: Image.Image, output: OutputFormat, **options: Any) -> bytes:
    # Pillow's writers take comments, profiles and text from here unless it is empty.
    image.info = {}
    stream = io.BytesIO()
    image.save(stream, output.value, **options)
    return stream.getvalue()
