"""The papers whose pictures are kept: every kind of document, photos, charts, a letter."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from inspector_app.domain.visit_options import COUNTED_STATUSES
from inspector_app.reports.document import Document, LongText, Photo, PhotoPages
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.letter import Letter, Section
from inspector_app.reports.pdf import render
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.documents import Unprintable
from tests.golden.charts import charts
from tests.papers import SEPTEMBER, YOUNG, Maker, demonstration, wishes

# How many pages, from the first, say something new where a paper is long; the rest says it again.
FIRST_PAGES: Final[Mapping[str, int]] = {
    "signing": 1, "issued": 1, "visits": 2, "ledger": 3, "plates": 1, "plate-coverage": 1,
    "cases": 2,
    "rectification-notice": 2, "selfcheck": 1, "responsibilities": 1, "tasks": 1, "matrix": 1,
    "tables": 2,
}  # fmt: skip
# Landscape, portrait, 3:2, 16:9, panorama, square, long screenshot.
_SHAPES: Final = (
    (400, 300), (300, 400), (400, 300), (450, 300), (400, 300), (480, 270),
    (300, 400), (300, 400), (600, 200), (300, 300), (270, 480), (150, 450), (400, 300),
)  # fmt: skip
_CAPTIONS: Final = (
    "消防通道",
    "食堂留样柜标签不全，日期模糊，已当场整改并重新张贴",
    "",
    "操场东侧围栏",
)
_BODY = "各学校要对照问题清单逐项整改，做到“有计划、有措施、有结果”；整改情况由责任督学复核后销号。"


def make_all(folder: Path) -> Mapping[str, Path]:
    """Write the PDF of every paper into ``folder`` and return them by code."""
    with demonstration(folder / "data", at=YOUNG) as bench:
        made = Maker(bench, folder)
        made.records(FileFormat.PDF)
        for code, wish in wishes(made.uid).items():
            made.document(code, wish, FileFormat.PDF)
        made.letters(FileFormat.PDF)
        filed = bench.visits.list(month=SEPTEMBER, statuses=COUNTED_STATUSES)
        first = min(filed, key=lambda visit: visit.number)
        issued = bench.documents.visit_pdf(first.uid, unprintable=Unprintable.BOX)
    papers = {code: files[FileFormat.PDF] for code, files in made.made.items()}
    papers["issued"] = folder / "issued.pdf"
    papers["issued"].write_bytes(issued)
    for code, tree in {"letter": _letter(), "photos": _photos(), "charts": charts()}.items():
        papers[code] = folder / f"{code}.pdf"
        papers[code].write_bytes(render([tree], fonts=FontLibrary()))
    return papers


def _photos() -> Document:
    """Return pages of photos of every shape, in an order that puts unlike ones side by side."""
    photos = (
        Photo(
            image=_picture(size),
            number=f"照片{number}",
            caption=_CAPTIONS[number % len(_CAPTIONS)],
            taken="拍摄时间 2026-09-11 09:40（原图）",
            place="示范区第1小学",
        )
        for number, size in enumerate(_SHAPES, start=1)
    )
    pages = PhotoPages(heading="现场照片", photos=tuple(photos))
    return Document(title="照片版式", blocks=(pages,))


def _picture(size: tuple[int, int]) -> bytes:
    width, height = size
    image = Image.new("RGB", size, (170, 190, 215))
    draw = ImageDraw.Draw(image)
    draw.rectangle((8, 8, width - 9, height - 9), outline=(40, 60, 120), width=4)
    draw.ellipse((width * 0.3, height * 0.3, width * 0.7, height * 0.7), fill=(220, 150, 90))
    buffer = BytesIO()
    image.save(buffer, "JPEG")
    return buffer.getvalue()


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
