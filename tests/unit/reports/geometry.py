"""What stands where in a finished PDF, read from its own page contents and font widths."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

ASCENT, DESCENT = 0.88, 0.12
Box = tuple[float, float, float, float]
"""Left, low, right, high in points."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Text that is drawn in one go; y grows upwards from the foot of the sheet."""

    text: str
    x: float
    y: float
    width: float
    size: float
    face: str

    @property
    def box(self) -> Box:
        low, high = self.y - DESCENT * self.size, self.y + ASCENT * self.size
        return self.x, low, self.x + self.width, high


@dataclass
class Drawn:
    """One page."""

    width: float
    height: float
    shown: list[Shown] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)

    def lines(self) -> list[tuple[float, str, float, float]]:
        """Return (baseline, text, left, right) from top to bottom."""
        found: dict[float, list[Shown]] = defaultdict(list)
        for one in self.shown:
            found[round(one.y, 1)].append(one)
        made = []
        for y, parts in sorted(found.items(), reverse=True):
            parts.sort(key=lambda part: part.x)
            text = "".join(part.text for part in parts)
            made.append((y, text, parts[0].x, max(part.x + part.width for part in parts)))
        return made


@dataclass(frozen=True)
class Font:
    face: str
    widths: list[float]
    characters: dict[int, str]


def pages_of_pdf(data: bytes) -> list[Drawn]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [_page(page) for page in pdf.pages]


def _font(font: pikepdf.Object) -> Font:
    entries = re.findall(r"<(\w{2})> <(\w{4,})>", font.ToUnicode.read_bytes().decode("ascii"))
    characters = {int(code, 16): bytes.fromhex(u).decode("utf-16-be") for code, u in entries}
    return Font(str(font.BaseFont), [float(width) for width in font.Widths], characters)


def _page(page: pikepdf.Page) -> Drawn:
    pen = _Pen(page)
    for operands, operator in pikepdf.parse_content_stream(page):
        stroke = pen.strokes.get(str(operator))
        if stroke is not None:
            stroke(operands)
    return pen.drawn


class _Pen:
    """Follows the operators of a page that the program writes."""

    def __init__(self, page: pikepdf.Page) -> None:
        _, _, width, height = (float(number) for number in page.mediabox)
        self.drawn = Drawn(width, height)
        self.strokes: dict[str, Callable[[Any], None]] = {
            "Tf": self._face,
            "Tc": self._spacing,
            "Tm": self._move,
            "Tj": self._show,
            "re": self._frame,
            "cm": self._place,
            "Do": self._picture,
        }
        self._fonts = {name: _font(font) for name, font in page.Resources.Font.items()}
        self._font = next(iter(self._fonts.values()))
        self._size = self._space = self._x = self._y = 0.0
        self._placed: Box = (0.0, 0.0, width, height)

    def _face(self, operands: Any) -> None:
        self._font, self._size = self._fonts[str(operands[0])], float(operands[1])

    def _spacing(self, operands: Any) -> None:
        self._space = float(operands[0])

    def _move(self, operands: Any) -> None:
        self._x, self._y = float(operands[4]), float(operands[5])

    def _show(self, operands: Any) -> None:
        codes = bytes(operands[0])
        font, size = self._font, self._size
        width = sum(font.widths[code] / 1000 * size + self._space for code in codes)
        text = "".join(font.characters[code] for code in codes)
        shown = Shown(text, self._x, self._y, width - self._space, size, font.face)
        self.drawn.shown.append(shown)
        self._x += width

    def _frame(self, operands: Any) -> None:
        left, low, wide, high = (float(number) for number in operands)
        self.drawn.frames.append((left, low, left + wide, low + high))

    def _place(self, operands: Any) -> None:
        wide, _, _, high, left, low = (float(number) for number in operands)
        self._placed = (left, low, left + wide, low + high)

    def _picture(self, operands: Any) -> None:
        self.drawn.pictures.append(self._placed)
