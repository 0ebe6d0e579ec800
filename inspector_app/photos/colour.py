"""Whatever colours a file has, as 8-bit grey or sRGB on white paper."""

import io
from typing import Final

from PIL import Image, ImageCms

_WHITE: Final = (255, 255, 255)
_PROFILE: Final = "icc_profile"
# Modes of 16 and more bits hold grey from 0 to 65535.
_DEEP_MODES: Final = frozenset({"I", "I;16", "I;16B", "I;16L", "I;16N"})


def opaque(image: Image.Image) -> Image.Image:
    """Return ``image`` without transparency, in a mode whose pixels may be averaged."""
    if image.mode in _DEEP_MODES:
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return _on_white(image)
    if image.mode == "1":
        return image.convert("L")
    return image.convert("RGB") if image.mode == "P" else image


def printable(image: Image.Image) -> Image.Image:
    """Return an opaque ``image`` as grey or sRGB; what cannot be made sense of is taken as sRGB."""
    if image.mode == "L":
        return image
    profile = image.info.get(_PROFILE)
    if profile:
        try:
            return _by_profile(image, profile)
        except (ImageCms.PyCMSError, OSError, ValueError):
            # A profile that cannot be read, or is of other colours than the picture, says nothing.
            pass
    return image if image.mode == "RGB" else image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    paper = Image.new("RGB", image.size, _WHITE)
    layer = image.convert("RGBA")
    paper.paste(layer, mask=layer)
    paper.info = dict(image.info)
    return paper


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if image.mode == "RGB" and ImageCms.getProfileDescription(source).startswith("sRGB"):
        return image
    target = ImageCms.createProfile("sRGB")
    return ImageCms.buildTransform(source, target, image.mode, "RGB").apply(image)
