"""HEIC, the default of many phones, decoded at arm's length."""

import base64
import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PIL import Image

from inspector_app.base.child import run
from inspector_app.photos.errors import HeicDecoderMissingError, TooManyPixelsError
from inspector_app.photos.heic_decoder import TOO_MANY_PIXELS

_DECODER: Final = Path(__file__).with_name("heic_decoder.py")
SECONDS: Final = 20.0
"""The largest photo of a phone takes two; its taker waits for it."""


def decode_heic(data: bytes, *, name: str, most_pixels: int, edge: int) -> Image.Image:
    """Return the pixels of a HEIC file, with EXIF block and profile in ``info``.

    Args:
        data: the file's bytes.
        name: what a refusal calls it.
        most_pixels: a picture with more is refused before it is decoded.
        edge: the long edge that is wanted in the end, or 0 for all pixels.

    Raises:
        HeicDecoderMissingError: this installation cannot read HEIC.
        TooManyPixelsError: the picture is too large.
        ValueError: the file is damaged.
        TimeoutError: the decoder did not come to an end.
    """
    if find_spec("pi_heif") is None:
        raise HeicDecoderMissingError(name)
    command: list[str | Path] = [sys.executable, "-I", _DECODER, str(most_pixels), str(edge)]
    done = run(command, given=data, seconds=SECONDS)
    if done.code == TOO_MANY_PIXELS:
        raise TooManyPixelsError(name, limit=most_pixels)
    if done.code != 0:
        msg = f"the decoder ended with {done.code}"
        raise ValueError(msg)
    return _image_in(done.out)


def _image_in(answer: bytes) -> Image.Image:
    end = answer.index(b"\n")
    header = json.loads(answer[:end])
    image = Image.frombytes(header["mode"], tuple(header["size"]), answer[end + 1 :])
    image.info["exif"] = base64.b64decode(header["exif"])
    image.info["icc_profile"] = base64.b64decode(header["profile"])
    return image
