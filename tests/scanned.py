"""Scanned paper as small files: PDF, TIFF, photos."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

_SIZE = (420, 594)


def page(number: int, *, size: tuple[int, int] = _SIZE) -> Image.Image:
    """Return a sheet whose lines differ from those of any other."""
    made = Image.new("RGB", size, "white")
    ink = ImageDraw.Draw(made)
    for line in range(6):
        top = 60 + 70 * line
        ink.rectangle((40, top, 60 + (number * 53 + line * 31) % 320, top + 12), fill="black")
    ink.ellipse((280, 460, 380, 560), outline="red", width=4 + number)
    return made


def pdf(path: Path, pages: Sequence[int]) -> Path:
    """Write sheets as scanners do: a PDF of pictures alone."""
    first, *others = map(page, pages)
    first.save(path, "PDF", save_all=True, append_images=others, resolution=150)
    return path


def tiff(path: Path, pages: Sequence[int]) -> Path:
    """Write sheets as one TIFF in black and white."""
    first, *others = (page(number).convert("1") for number in pages)
    first.save(path, "TIFF", save_all=True, append_images=others, compression="group4")
    return path


def photo(path: Path, number: int) -> Path:
    """Write a sheet that somebody photographed."""
    page(number).save(path, "JPEG", quality=80)
    return path
