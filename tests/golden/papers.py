"""The papers whose pictures are kept: every kind of document, a letter, charts."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from inspector_app.reports.document import LongText
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.letter import Letter, Section
from inspector_app.reports.pdf import render
from inspector_app.services.document_kinds import FileFormat
from tests.papers import YOUNG, Maker, demonstration, wishes

# How many pages, from the first, say something new where a paper is long; the rest says it again.
FIRST_PAGES: Final[Mapping[str, int]] = {"signing": 1, "visits": 2, "ledger": 3, "plates": 1}
_BODY = "各学校要对照问题清单逐项整改，做到“有计划、有措施、有结果”；整改情况由责任督学复核后销号。"


def make_all(folder: Path) -> Mapping[str, Path]:
    """Write the PDF of every paper into ``folder`` and return them by code."""
    with demonstration(folder / "data", at=YOUNG) as bench:
        made = Maker(bench, folder)
        made.records(FileFormat.PDF)
        for code, wish in wishes(made.uid).items():
            made.document(code, wish, FileFormat.PDF)
    letter = folder / "letter.pdf"
    letter.write_bytes(render([_letter()], fonts=FontLibrary()))
    return {code: files[FileFormat.PDF] for code, files in made.made.items()} | {"letter": letter}


def _letter() -> Letter:
    """Return a letter of two pages with headings, long text and a signature."""
    return Letter(
        title="示范区人民政府教育督导室\n关于限期整改的通知",
        addressee="示范区第1小学",
        body=(
            LongText(text=_BODY),
            Section(level=1, text="整改要求"),
            Section(level=2, text="消防安全"),
            LongText(text=_BODY * 6),
            Section(level=1, text="报送时间"),
            LongText(text="请于收到本通知之日起十五日内报送整改报告。" + _BODY * 4),
        ),
        signed_by=("示范区人民政府教育督导室",),
        dated="2026年9月12日",
    )
