"""The arguments that say where a document is written."""

import argparse
from pathlib import Path

from inspector_app.base.files import make_folder


def add_pdf_or_docx(
    one: argparse.ArgumentParser, *, pdf: str = "--out", text: str = "PDF 文件"
) -> None:
    """Let a command write a PDF, a Word file or both; ``pdf`` is what it calls the first."""
    one.add_argument(pdf, dest="out", type=Path, metavar="F", help=text)
    one.add_argument("--docx", type=Path, metavar="F", help="Word 文件")


def folder_at(path: Path) -> Path:
    """Return a folder to write into, made where only its last part is missing.

    What is missing further up is more likely a stick or a share that is not there than a wish.
    """
    if not path.exists() and path.absolute().parent.is_dir():
        make_folder(path)
    return path
