"""A picture as evidence, and what Pillow alone says of the same bytes."""

import io
import warnings
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from inspector_app.domain.photo import PhotoOwner
from inspector_app.photos.reading import MAX_PIXELS
from inspector_app.services.incoming_photos import IncomingPhoto
from tests.fuzz.corpus.desk import Desk, Said

_SMALL: Final = (16, 16)
# Grey levels between two pictures of 16 by 16; the turned or mirrored one differs by more.
_FAR: Final = 24.0
_WHITE: Final = "white"


def add_photo(desk: Desk, path: Path, data: bytes) -> Said:
    """Add a file to a draft; tell what Pillow would have done where that is something else."""
    uid = desk.laptop.visits.uid_of(desk.number)
    file = IncomingPhoto(name=f"foreign{path.suffix}", data=data)
    added = desk.laptop.photos.add(PhotoOwner.VISIT, uid, files=[file])
    if added.refused:
        return Said(taken=False, words=added.refused[0].what + _refused_by_us(data))
    if not added.photos:
        return Said(taken=False, words="there already")
    photo = added.photos[0]
    content = desk.laptop.context.vault.get(photo.sha256)
    words = _taken_by_us(data, content)
    desk.laptop.photos.remove(photo.uid)
    return Said(taken=True, words=words)


def alone(data: bytes) -> Image.Image | None:
    """Return the picture as Pillow alone shows it, upright, ``None`` where it does not."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    return None
                opened.load()
                try:
                    return ImageOps.exif_transpose(opened)
                except Exception:  # noqa: BLE001 - a broken EXIF block says nothing
                    return opened.copy()
        except Exception:  # noqa: BLE001 - decoders raise whatever they like
            return None


def _refused_by_us(data: bytes) -> str:
    return "" if alone(data) is None else " (Pillow opens it)"


def _taken_by_us(data: bytes, content: bytes) -> str:
    here = Image.open(io.BytesIO(content))
    there = alone(data)
    if there is None:
        return "taken" if data[4:8] == b"ftyp" else "taken (Pillow refuses it)"
    wide, high = there.size
    if (wide > high) != (here.width > here.height) and abs(wide - high) > 1:
        return "taken (another shape than Pillow's)"
    return "taken (looks otherwise than Pillow's)" if _far(here, there) else "taken"


def _far(one: Image.Image, other: Image.Image) -> bool:
    seen = [_small(one), _small(other)]
    pairs = zip(*(each.tobytes() for each in seen), strict=True)
    return sum(abs(a - b) for a, b in pairs) / (_SMALL[0] * _SMALL[1]) > _FAR


def _small(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    layer = image.convert("RGBA")
    paper = Image.new("RGB", layer.size, _WHITE)
    paper.paste(layer, mask=layer)
    return paper.convert("L").resize(_SMALL, Image.Resampling.BOX)
