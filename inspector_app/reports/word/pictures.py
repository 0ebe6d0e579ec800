"""Pictures in a Word file: JPEG and PNG bytes go into it as they are."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.shared import Pt
from PIL import Image, UnidentifiedImageError

from inspector_app.reports.pictures import PictureError
from inspector_app.reports.word import xml
from inspector_app.reports.word.writer import Writer

_AS_IT_IS: Final = {"JPEG", "PNG"}
# Where they are not given, LibreOffice keeps an eighth of an inch beside a picture and cuts it off.
_SIDES: Final = ("distT", "distB", "distL", "distR")
_UNKNOWN: Final = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The place of a picture, in points."""

    width: float
    height: float


def picture(image: bytes, room: Room, writer: Writer, *, said: str) -> xml.Element:
    """Return a run with a picture as large as it goes into its room.

    Args:
        image: a picture file.
        room: its place.
        writer: the file that it goes into.
        said: what is read aloud instead of it.

    Raises:
        PictureError: the bytes are no picture.
    """
    try:
        with Image.open(BytesIO(image)) as opened:
            width, height = opened.size
            known = opened.format in _AS_IT_IS
        share = min(room.width / width, room.height / height)
        size = Pt(width * share), Pt(height * share)
        try:
            inline = writer.word.part.new_pic_inline(
                BytesIO(image if known else _png(image)), *size
            )
        except _UNKNOWN:
            # A JPEG without the marks of a camera or of JFIF, which python-docx looks for.
            inline = writer.word.part.new_pic_inline(BytesIO(_png(image)), *size)
    except (UnidentifiedImageError, OSError, *_UNKNOWN) as error:
        raise PictureError from error
    for side in _SIDES:
        inline.set(side, "0")
    number = next(writer.picture_ids)
    inline.docPr.set("id", str(number))
    inline.docPr.set("name", f"图片 {number}")
    inline.docPr.set("descr", xml.clean(said))
    return xml.element("r", xml.element("drawing", inline))


def _png(image: bytes) -> bytes:
    buffer = BytesIO()
    with Image.open(BytesIO(image)) as opened:
        opened.convert("RGBA" if "A" in opened.getbands() else "RGB").save(buffer, "PNG")
    return buffer.getvalue()
