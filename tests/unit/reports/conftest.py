"""Tools that read a PDF back: poppler's, which know nothing of how it was written."""

import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from inspector_app.base import child
from inspector_app.reports.document import Document
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.furniture import furniture_patterns
from inspector_app.reports.pdf import Missing, render

Extract = Callable[..., str]


@pytest.fixture(scope="session")
def fonts() -> FontLibrary:
    return FontLibrary()


def poppler(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} (poppler-utils) is not installed")
    return found


def squeezed(text: str) -> str:
    """Take out all white space."""
    return "".join(text.split())


def content_of(extracted: str, document: Document) -> str:
    """Take white space and the lines of page furniture out of extracted text."""
    patterns = furniture_patterns(document)
    lines = [squeezed(line) for line in extracted.replace("\f", "\n").split("\n")]
    return "".join(line for line in lines if not any(p.match(line) for p in patterns))


@pytest.fixture
def tool(tmp_path: Path) -> Callable[..., str]:
    """Run one of poppler's programs on PDF bytes and return what it prints."""

    def run(name: str, data: bytes, *options: str) -> str:
        path = tmp_path / "document.pdf"
        path.write_bytes(data)
        to_stdout = ["-"] if name == "pdftotext" else []
        done = child.run([poppler(name), *options, path, *to_stdout], seconds=60)
        assert done.code == 0, done.err
        return done.out.decode("utf-8")

    return run


@pytest.fixture
def printed(tool: Callable[..., str], fonts: FontLibrary) -> Callable[..., str]:
    """Print a document and return its text as a reader gets it, furniture taken out."""

    def text(document: Document, *options: str) -> str:
        data = render([document], fonts=fonts, missing=Missing.BOX)
        return content_of(tool("pdftotext", data, *options), document)

    return text


def pages_of(info: str) -> int:
    """Read the number of pages from pdfinfo's answer."""
    found = re.search(r"^Pages:\s+(\d+)$", info, re.MULTILINE)
    assert found is not None
    return int(found[1])


def all_in(pieces: Sequence[str], text: str) -> list[str]:
    """Return the pieces that are not in ``text``."""
    return [piece for piece in pieces if squeezed(piece) not in text]
