"""What stands where in a finished PDF, read from its own page contents and font widths."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf

ASCENT, DESCENT = 0.88, 0.12


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
    def box(self) -> tuple[float, float, float, float]:
        low, high = self.y - DESCENT * self.size, self.y + ASCENT * self.size
        return self.x, low, self.x + self.width, high


@dataclass
class Drawn:
    """One page."""

    width: float
    height: float
    shown: list[Shown] = field(default_factory=list)
    frames: list[tuple[float, float, float, float]] = field(default_factory=list)

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
    _, _, width, height = (float(number) for number in page.mediabox)
    fonts = {name: _font(font) for name, font in page.Resources.Font.items()}
    drawn = Drawn(width, height)
    font, size, spacing, x, y = next(iter(fonts.values())), 0.0, 0.0, 0.0, 0.0
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                font, size = fonts[str(operands[0])], float(operands[1])
            case "Tc":
                spacing = float(operands[0])
            case "Tm":
                x, y = float(operands[4]), float(operands[5])
            case "Tj":
                codes = bytes(operands[0])
                advances = [font.widths[code] / 1000 * size + spacing for code in codes]
                text = "".join(font.characters[code] for code in codes)
                shown = Shown(text, x, y, sum(advances) - spacing, size, font.face)
                drawn.shown.append(shown)
                x += sum(advances)
            case "re":
                left, low, wide, high = (float(number) for number in operands)
                drawn.frames.append((left, low, left + wide, low + high))
            case _:
                pass
    return drawn
