"""Pages as pictures, and how far two pictures of a page may differ.

A page is looked at in squares of 16 dots (4 mm), each as dark on average as its ink. Another
version of poppler smooths the edge of a stroke otherwise, which moves a square by a few of its 255
steps; a character that is missing, or stands a millimetre away, moves one by far more.
"""

import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from PIL import Image, ImageChops, ImageFilter
from pypdfium2 import PdfDocument

PICTURES: Final = Path(__file__).parent / "pictures"
# What differs is put here for a person to look at; git does not know the folder.
ACTUAL: Final = Path(__file__).parent / "actual"
DOTS_PER_INCH: Final = 100
TOLERANCE: Final = 14
_SQUARE: Final = 16


def pictures_of(pdf: Path, folder: Path, *, first: int | None = None) -> dict[str, Image.Image]:
    """Return pictures of the first pages of a PDF, or of all, in shades of grey.

    The key is the name of the picture; it says how many pages the PDF has.
    """
    program = shutil.which("pdftoppm")
    if program is None:
        pytest.skip("pdftoppm (poppler-utils) is not installed")
    stem = folder / pdf.stem
    last = [] if first is None else ["-l", str(first)]
    command = [program, "-r", str(DOTS_PER_INCH), "-gray", *last, str(pdf), str(stem)]
    subprocess.run(command, check=True)
    with PdfDocument(pdf) as document:
        count = len(document)
    return {
        f"{pdf.stem}-{number}-of-{count}.png": Image.open(path).convert("L")
        for number, path in enumerate(sorted(folder.glob(f"{pdf.stem}-*.pgm")), 1)
    }


def difference(one: Image.Image, other: Image.Image) -> int:
    """Return how far the darkest change in any square goes, of 255; 255 for pages of two sizes."""
    if one.size != other.size:
        return 255
    darkest: int = _squares(one, other).getextrema()[1]
    return darkest


def keep(picture: Image.Image, path: Path) -> None:
    """Write a picture in 16 shades, as small as PNG makes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(16).save(path, optimize=True)


def show_difference(wanted: Image.Image, found: Image.Image, path: Path) -> None:
    """Write both pages over each other: what is new is blue, what is gone is red."""
    path.parent.mkdir(parents=True, exist_ok=True)
    size = tuple(map(max, wanted.size, found.size))
    wanted, found = (_on_paper(picture, size) for picture in (wanted, found))
    Image.merge("RGB", (found, ImageChops.darker(wanted, found), wanted)).save(path)


def _squares(one: Image.Image, other: Image.Image) -> Image.Image:
    soft = [picture.filter(ImageFilter.BoxBlur(1)) for picture in (one, other)]
    return ImageChops.difference(*soft).reduce(_SQUARE)


def _on_paper(picture: Image.Image, size: tuple[int, ...]) -> Image.Image:
    paper = Image.new("L", size, 255)
    paper.paste(picture)
    return paper
