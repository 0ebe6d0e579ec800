"""A finished print, read back from its file alone: poppler's text, its own geometry."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from inspector_app.base import child
from inspector_app.reports.document import Document
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.furniture import furniture_patterns
from inspector_app.reports.letter import Letter, Printable
from inspector_app.reports.letter_furniture import page_pattern
from inspector_app.reports.paper import LETTER_SHEET, SHEETS
from inspector_app.reports.pdf import Missing, render
from tests.unit.reports.conftest import poppler, squeezed
from tests.unit.reports.geometry import Box, Drawn, Shown, pages_of_pdf

CONTINUED = "续表"
SLACK = 0.3
# A column of captions ends so far before the next one begins; words of a line stand closer.
GAP = 8.0
# White on either side of a cell's words, at most.
PAD = 3.0


@dataclass
class Print:
    """One printed document, read back."""

    tree: Printable
    data: bytes
    folder: Path

    @cached_property
    def pages(self) -> list[Drawn]:
        return pages_of_pdf(self.data)

    @cached_property
    def texts(self) -> list[str]:
        """Each page's text in the order of drawing, without white space and page furniture."""
        raw = self._told("pdftotext", "-raw", "document.pdf", "-").split("\f")[:-1]
        return [self._content(page) for page in raw]

    @cached_property
    def fonts(self) -> list[str]:
        return self._told("pdffonts", "document.pdf").splitlines()[2:]

    @property
    def area(self) -> Box:
        """Where content may stand."""
        letter = isinstance(self.tree, Letter)
        sheet = LETTER_SHEET if letter else SHEETS[self.tree.orientation]
        return (
            sheet.left - SLACK,
            sheet.height - sheet.text_end - SLACK,
            sheet.width - sheet.right + SLACK,
            sheet.height - sheet.top + SLACK,
        )

    @cached_property
    def furniture(self) -> tuple[re.Pattern[str], ...]:
        if isinstance(self.tree, Document):
            return furniture_patterns(self.tree)
        mark = re.escape("".join(self.tree.mark.split()))
        continued = re.compile(f"^{CONTINUED}$")
        return (page_pattern(), continued, *([re.compile(f"^{mark}$")] if mark else []))

    def is_furniture(self, line: str) -> bool:
        return any(pattern.match(squeezed(line)) for pattern in self.furniture)

    def _content(self, page: str) -> str:
        return "".join(squeezed(line) for line in page.split("\n") if not self.is_furniture(line))

    def _told(self, name: str, *arguments: str) -> str:
        path = self.folder / "document.pdf"
        path.write_bytes(self.data)
        words = [path if word == path.name else word for word in arguments]
        done = child.run([poppler(name), *words], seconds=120)
        assert done.code == 0, done.err
        return done.out.decode("utf-8")


def printed(tree: Printable, fonts: FontLibrary, folder: Path) -> Print:
    """Print a tree and return it for the checks below."""
    return Print(tree, render([tree], fonts=fonts, missing=Missing.BOX), folder)


def content_of(page: Drawn) -> list[Shown]:
    return [part for part in page.shown if part.text.strip()]


def inside(inner: Box, outer: Box, slack: float = 0.0) -> bool:
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def shared(one: Box, other: Box) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    return wide > SLACK and min(one[3], other[3]) - max(one[1], other[1]) > SLACK


def blocks_of(tree: Printable) -> Iterator[object]:
    if isinstance(tree, Document):
        yield from tree.blocks
    else:
        yield from tree.body
        for attachment in tree.attachments:
            yield from attachment.body


def within(one: Print, page: Drawn) -> list[Shown]:
    return [part for part in content_of(page) if inside(part.box, one.area)]
