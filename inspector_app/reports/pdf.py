"""The PDF renderer: pages of strips become a file.

Output depends on the documents alone: the same tree gives the same bytes, on every machine.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from enum import StrEnum
from hashlib import sha256
from io import BytesIO
from itertools import count, groupby
from threading import Lock
from typing import Final

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from inspector_app.base.errors import RefusedError
from inspector_app.reports import letter_furniture, pictures
from inspector_app.reports.fonts import FontLibrary, Role
from inspector_app.reports.furniture import Furniture
from inspector_app.reports.layout import Page, paginate
from inspector_app.reports.letter import Letter, Printable
from inspector_app.reports.lines import Kind, Line, Piece, Style, plain
from inspector_app.reports.page_codes import PageCoder, PageSaid, modules, path, spot
from inspector_app.reports.paper import Sheet
from inspector_app.reports.pdf_structure import Contents, describe
from inspector_app.reports.strips import Colour

# Pictures would be spelled as text by a slow pure-Python coder, five times the time of a report.
rl_config.useA85 = 0

_RULE: Final = 0.5
# Where the strokes of a Chinese character's lower edge stand, as a share of its size from the top.
_ASCENT: Final = 0.88
_WIDE_GAP: Final = re.compile(r"\S[ \u2000-\u200a]*(?:\u3000| {2})\s*\S")
_LOCK: Final = Lock()


class Missing(StrEnum):
    """What becomes of characters that no bundled face has."""

    REFUSE = "refuse"
    BOX = "box"


class UnprintableError(RefusedError):
    """Some characters are in no bundled face."""

    code = "unprintable"

    def __init__(self, characters: Sequence[str]) -> None:
        named = "、".join(f"{char}（U+{ord(char):04X}）" for char in characters)
        super().__init__(
            f"有{len(characters)}个字打印用的字体中没有：{named}。未生成文件，记录没有改变。"
            "请改用通行字，或选择照样打印：这些字将印成带编码的方框，可在纸上手填。"
        )
        self.characters = tuple(characters)


class NothingToPrintError(RefusedError):
    """A file was asked for that would have no page."""

    code = "nothing-to-print"

    def __init__(self) -> None:
        super().__init__("没有可以打印的内容，未生成文件。请先选定要打印的记录。")


def missing_characters(documents: Sequence[Printable], fonts: FontLibrary) -> tuple[str, ...]:
    """Return, in code order, the characters of the documents that no bundled face has."""
    typeface = fonts.typeface(Role.SONG)
    used = {char for document in documents for text in document.texts() for char in plain(text)}
    return tuple(sorted(char for char in used - {"\n"} if not typeface.has(char)))


def render(
    documents: Sequence[Printable],
    *,
    fonts: FontLibrary,
    missing: Missing = Missing.REFUSE,
    author: str = "",
    coder: PageCoder | None = None,
) -> bytes:
    """Return one PDF file with all ``documents`` and letters, each with page numbers of its own.

    Args:
        documents: what is printed, in order.
        fonts: the faces.
        missing: what becomes of characters that no face has.
        author: who is named in the file's properties; for letters, else who signs them.
        coder: told what each page says; what it returns is printed as a QR code.

    Raises:
        NothingToPrintError: there is no document.
        UnprintableError: a character is in no face and ``missing`` does not allow boxes.
        FontsMissingError: the program's fonts are not in their place.
        PictureError: a photo cannot be read.
    """
    if not documents:
        raise NothingToPrintError
    # reportlab's font objects are shared and keep a read position, so one file is made at a time.
    with _LOCK:
        unknown = missing_characters(documents, fonts)
        if unknown and missing is Missing.REFUSE:
            raise UnprintableError(unknown)
        return _file(documents, fonts, author, coder)


def _file(
    documents: Sequence[Printable], fonts: FontLibrary, author: str, coder: PageCoder | None
) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        invariant=1,
        pageCompression=1,
        pdfVersion=(1, 7),
        # Any other first font would be Helvetica, named in every file and embedded in none.
        initialFontName=fonts.typeface(Role.SONG).name,  # type: ignore[arg-type]
        lang="zh-CN",
    )
    describe(canvas, documents, author=author)
    contents = Contents(canvas)
    through = count(1)
    for document in documents:
        contents.begin(document)
        pages, surround = paginate(document, fonts), _surroundings(document, fonts)
        for number, page in enumerate(pages, start=1):
            ink = _draw(canvas, page, contents, fonts)
            surround(ink, page.sheet, number, len(pages))
            if coder is not None:
                done = PageSaid(printable=document, page=next(through), said=ink.said())
                ink.code(coder.code(done), page.sheet)
            canvas.showPage()
    if len(documents) > 1:
        canvas.showOutline()
    canvas.save()
    return buffer.getvalue()


def _surroundings(
    document: Printable, fonts: FontLibrary
) -> "Callable[[PageInk, Sheet, int, int], None]":
    """Return what draws head and foot of a page, by its number and how many there are."""
    if isinstance(document, Letter):
        return lambda ink, sheet, number, _: letter_furniture.draw(
            ink, document, sheet, fonts, number
        )
    around = Furniture(document, fonts)
    return lambda ink, sheet, number, of: around.draw(ink, sheet, f"第{number}页 共{of}页")


def _draw(canvas: Canvas, page: Page, contents: Contents, fonts: FontLibrary) -> "PageInk":
    """Draw the content of a page and return the ink for what surrounds it."""
    height = page.sheet.height
    canvas.setPageSize((page.sheet.width, height))
    ink = PageInk(canvas, height, digits=fonts.typeface(Role.SONG).name)
    for placed in page.placed:
        if placed.entry is not None:
            contents.add(placed.entry, y=height - placed.top)
        placed.strip.draw(ink, left=page.sheet.left, top=placed.top)
    return ink


class PageInk:
    """Draws on one page, with y growing downwards.

    Attributes:
        digits: the face in which the numbers of unprintable characters are written.
    """

    def __init__(self, canvas: Canvas, height: float, *, digits: str) -> None:
        self._canvas = canvas
        self._height = height
        self._digits = digits
        self._said: list[Line | bytes] = []
        canvas.setLineWidth(_RULE)

    def said(self) -> tuple[str, ...]:
        """Return all that was drawn so far, in order: lines of text, and pictures by digest."""
        return tuple(_in_words(each) for each in self._said)

    def code(self, text: str, sheet: Sheet) -> None:
        """Draw a QR code in the corner of the sheet, as one path; nothing for no text."""
        if not text:
            return
        rows = modules(text)
        place = spot(sheet, len(rows))
        scale = place.side / len(rows)
        foot = self._height - place.top - place.side
        self._canvas.addLiteral(
            f"q {scale:.4f} 0 0 {scale:.4f} {place.left:.3f} {foot:.3f} cm\n{path(rows)}\nQ"
        )

    def line(self, line: Line, style: Style, *, x: float, top: float) -> None:
        """Draw a line of text whose line box begins at ``top``."""
        self._said.append(line)
        with self._in_red() if style.red else nullcontext():
            self._line(line, style, x=x, top=top)

    def _line(self, line: Line, style: Style, *, x: float, top: float) -> None:
        drop = (style.leading - style.size) / 2 + style.size * _ASCENT
        y = self._height - top - drop
        for is_text, group in groupby(line.pieces, key=lambda piece: piece.kind is Kind.TEXT):
            pieces = list(group)
            if is_text:
                self._words(pieces, x=x, y=y, size=style.size, stretch=line.stretch)
                continue
            for piece in pieces:
                draw = self._unprintable if piece.kind is Kind.UNPRINTABLE else self._check_box
                draw(piece, x=x + piece.x, y=y, size=style.size)

    def repeated(self, line: Line, style: Style, *, x: float, top: float) -> None:
        """Draw a line that is left out when the file's text is copied or searched."""
        with self._spoken_as(""):
            self.line(line, style, x=x, top=top)

    def frame(self, *, x: float, top: float, width: float, height: float) -> None:
        """Draw a thin rule around a rectangle."""
        self._canvas.rect(x, self._height - top - height, width, height)

    def red_rule(self, *, x: float, top: float, width: float, weight: float) -> None:
        """Draw a red rule below the head of an office's paper."""
        with self._in_red():
            self._canvas.setLineWidth(weight)
            self._canvas.line(x, self._height - top, x + width, self._height - top)
        self._canvas.setLineWidth(_RULE)

    def picture(self, image: bytes, *, x: float, top: float, width: float, height: float) -> None:
        """Draw a picture as large as it goes into a rectangle, at its foot."""
        self._said.append(image)
        self._canvas.drawImage(
            pictures.reader(image),
            x,
            self._height - top - height,
            width=width,
            height=height,
            preserveAspectRatio=True,
            anchor="s",
        )

    def area(self, points: Sequence[tuple[float, float]], colour: Colour) -> None:
        """Fill a polygon."""
        self._canvas.setFillColorRGB(*(part / 255 for part in colour))
        self._canvas.drawPath(self._path(points), stroke=0, fill=1)
        self._canvas.setFillColorRGB(0, 0, 0)

    def stroke(
        self, points: Sequence[tuple[float, float]], colour: Colour, *, width: float
    ) -> None:
        """Draw a line through points."""
        self._canvas.setStrokeColorRGB(*(part / 255 for part in colour))
        self._canvas.setLineWidth(width)
        self._canvas.drawPath(self._path(points), stroke=1, fill=0)
        self._canvas.setStrokeColorRGB(0, 0, 0)
        self._canvas.setLineWidth(_RULE)

    def _path(self, points: Sequence[tuple[float, float]]) -> PDFPathObject:
        path = self._canvas.beginPath()
        (x, y), *more = points
        path.moveTo(x, self._height - y)
        for x, y in more:
            path.lineTo(x, self._height - y)
        return path

    def _words(
        self, pieces: Sequence[Piece], *, x: float, y: float, size: float, stretch: float
    ) -> None:
        text = self._canvas.beginText()
        if stretch:
            text.setCharSpace(stretch)
        for piece in pieces:
            text.setTextOrigin(x + piece.x, y)
            text.setFont(piece.face, size)
            text.textOut(piece.text)
        if stretch:
            text.setCharSpace(0)
        said = "".join(piece.text for piece in pieces)
        # Readers take a wide gap for the space between two columns and would part the text.
        with self._spoken_as(said) if _WIDE_GAP.search(said) else nullcontext():
            self._canvas.drawText(text)

    def _check_box(self, piece: Piece, *, x: float, y: float, size: float) -> None:
        side = 0.78 * size
        left, bottom = x + 0.1 * size, y - 0.04 * size
        self._canvas.rect(left, bottom, side, side)
        if piece.kind is Kind.TICKED_BOX:
            path = self._canvas.beginPath()
            path.moveTo(left + 0.18 * side, bottom + 0.52 * side)
            path.lineTo(left + 0.42 * side, bottom + 0.22 * side)
            path.lineTo(left + 0.86 * side, bottom + 0.86 * side)
            self._canvas.setLineWidth(1.1)
            self._canvas.drawPath(path)
            self._canvas.setLineWidth(_RULE)

    def _unprintable(self, piece: Piece, *, x: float, y: float, size: float) -> None:
        """Draw a box with the character's number; copied text still has the character itself."""
        side = 0.9 * size
        left, bottom = x + 0.05 * size, y - 0.1 * size
        self._canvas.rect(left, bottom, side, side)
        code = f"{ord(piece.text):04X}"
        half = (len(code) + 1) // 2
        small = 0.32 * size
        with self._spoken_as(piece.text):
            text = self._canvas.beginText()
            text.setFont(self._digits, small)
            for row, digits in enumerate((code[:half], code[half:])):
                text.setTextOrigin(left + 0.08 * size, bottom + side * (0.56 - 0.42 * row))
                text.textOut(digits)
            self._canvas.drawText(text)

    @contextmanager
    def _in_red(self) -> Iterator[None]:
        self._canvas.setFillColorRGB(1, 0, 0)
        self._canvas.setStrokeColorRGB(1, 0, 0)
        yield
        self._canvas.setFillColorRGB(0, 0, 0)
        self._canvas.setStrokeColorRGB(0, 0, 0)

    @contextmanager
    def _spoken_as(self, text: str) -> Iterator[None]:
        """Give what is drawn another text for readers that copy or search."""
        spoken = (b"\xfe\xff" + text.encode("utf-16-be", "surrogatepass")).hex().upper()
        self._canvas.addLiteral(f"/Span <</ActualText <{spoken}>>> BDC")
        yield
        self._canvas.addLiteral("EMC")


_BOXES: Final = {Kind.BOX: "☐", Kind.TICKED_BOX: "☑"}


def _in_words(drawn: Line | bytes) -> str:
    if isinstance(drawn, bytes):
        return f"图 {sha256(drawn).hexdigest()}"
    return "".join(_BOXES.get(piece.kind, piece.text) for piece in drawn.pieces)
