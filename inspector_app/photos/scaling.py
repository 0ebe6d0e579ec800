"""Smaller pictures, in little memory."""

from typing import Final

from PIL import Image

from inspector_app.photos.colour import opaque

# Averaging whole pixels first, down to about twice the wanted size, halves the time of a thumbnail
# and cannot be told from shrinking at once.
_REDUCING_GAP: Final = 1.9
_BAND_PIXELS: Final = 1_000_000


def shrunk(image: Image.Image, edge: int) -> Image.Image:
    """Return ``image`` with a long edge of at most ``edge``; none is blown up."""
    longest = max(image.size)
    if longest <= edge:
        return image
    # In whole numbers, so that the same picture has the same size on every machine.
    width, height = (max((side * edge * 2 + longest) // (longest * 2), 1) for side in image.size)
    return image.resize((width, height), Image.Resampling.BICUBIC, reducing_gap=_REDUCING_GAP)


def fitted(image: Image.Image, edge: int) -> Image.Image:
    """Return ``image`` opaque and with a long edge of at most ``edge``."""
    step = max(image.size) // (edge + edge // 4)
    return shrunk(opaque(image) if step < 2 else _averaged(image, step), edge)


def _averaged(image: Image.Image, step: int) -> Image.Image:
    # Sixty million pixels take 240 MB, and each change of their mode as much again: so a large
    # picture is changed and averaged in bands.
    width, height = image.size
    rows = max(_BAND_PIXELS // width // step, 1) * step
    tops = range(0, height, rows)
    bands = [
        opaque(image.crop((0, top, width, min(top + rows, height)))).reduce(step) for top in tops
    ]
    whole = Image.new(bands[0].mode, (bands[0].width, sum(band.height for band in bands)))
    for top, band in zip(tops, bands, strict=True):
        whole.paste(band, (0, top // step))
    whole.info = dict(image.info)
    return whole
