"""The arguments that say where a document is written."""

import argparse
from pathlib import Path


def add_pdf_or_docx(
    one: argparse.ArgumentParser, *, pdf: str = "--out", text: str = "PDF 文件"
) -> None:
    """Let a command write a PDF, a Word file or both; ``pdf`` is what it calls the first."""
    one.add_argument(pdf, dest="out", type=Path, metavar="F", help=text)
    one.add_argument("--docx", type=Path, metavar="F", help="Word 文件")
