"""A part of a picture, e.g. the signature line of a scanned page; and a page put upright."""

import io
import math
from dataclasses import dataclass

from PIL import Image

from inspector_app.photos.errors import PhotoRefusedError
from inspector_app.photos.normalise import finished, jpeg_of
from inspector_app.photos.reading import read_picture, refusing, upright


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on the upright picture, in fractions of its width and height.

    Fractions, because it is drawn on a small picture and cut from a large one.
    """

    left: float
    top: float
    right: float
    bottom: float


class EmptyBoxError(PhotoRefusedError):
    """A rectangle without any pixel of the picture in it."""

    code = "photo-empty-box"

    def __init__(self, name: str) -> None:
        super().__init__(name, what="框选的部分是空的", remedy="请在照片上重新框选")


def crop(data: bytes, box: Box, *, name: str) -> bytes:
    """Return the part of a picture within ``box`` as a JPEG, upright and without metadata.

    Args:
        data: the bytes of a stored picture or of an original.
        box: what stands out over the edges of the picture is left away.
        name: what a refusal calls the picture.

    Raises:
        PhotoRefusedError: the box is empty, or the picture is not taken.
    """
    picture = read_picture(data, name=name)
    image = upright(picture.image, picture.metadata)
    pixels = _pixels(box, image.size)
    if pixels[0] >= pixels[2] or pixels[1] >= pixels[3]:
        raise EmptyBoxError(name)
    with refusing(name):
        return jpeg_of(finished(image.crop(pixels)))


def _pixels(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    width, height = size
    return (
        max(math.floor(box.left * width), 0),
        max(math.floor(box.top * height), 0),
        min(math.ceil(box.right * width), width),
        min(math.ceil(box.bottom * height), height),
    )


def quarter_turned(data: bytes, *, name: str) -> bytes:
    """Return a picture turned a quarter to the right, without loss, as a PNG.

    Raises:
        PhotoRefusedError: the picture is not taken.
    """
    picture = read_picture(data, name=name)
    turned = upright(picture.image, picture.metadata).transpose(Image.Transpose.ROTATE_270)
    made = io.BytesIO()
    turned.save(made, "PNG", compress_level=1)
    return made.getvalue()
