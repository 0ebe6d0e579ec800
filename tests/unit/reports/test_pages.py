"""Pages as pictures: the same as poppler draws, on any number of threads."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.paper import PagePicture
from inspector_app.reports.document import Document, Heading, LongText, Orientation, PageBreak
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.pages import PdfPages, UnreadablePdfError
from inspector_app.reports.pdf import render
from tests.unit.reports.conftest import poppler

DPI = 50
A4 = (595.28, 841.89)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    upright = Document(
        title="入校督导记录表",
        blocks=(LongText(text="巡视校园。" * 60), PageBreak(), Heading(text="二、听课")),
    )
    lying = Document(
        title="月统计表", blocks=(LongText(text="校次"),), orientation=Orientation.LANDSCAPE
    )
    return render([upright, lying], fonts=FontLibrary())


def image(picture: PagePicture) -> Image.Image:
    mode = "L" if picture.grey else "RGB"
    return Image.frombytes(mode, (picture.width, picture.height), picture.samples)


def test_pages_have_the_size_that_they_have_on_paper(pdf: bytes) -> None:
    with PdfPages(pdf) as pages:
        assert pages.count == 3
        assert [tuple(round(side, 2) for side in size) for size in pages.sizes] == [
            A4,
            A4,
            A4[::-1],
        ]
        assert pages.picture(2, dpi=72)[:2] == (842, 596) or pages.picture(2, dpi=72)[:2] == (
            842,
            595,
        )


def test_a_page_looks_as_another_program_draws_it(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "document.pdf"
    path.write_bytes(pdf)
    command = [poppler("pdftoppm"), "-r", str(DPI), "-png", path, tmp_path / "page"]
    subprocess.run(command, check=True)
    with PdfPages(pdf) as pages:
        for number, other in enumerate(sorted(tmp_path.glob("page-*.png"))):
            theirs = Image.open(other).convert("L")
            ours = image(pages.picture(number, dpi=DPI)).convert("L").resize(theirs.size)
            off = ImageChops.difference(ours, theirs).histogram()
            assert sum(off[96:]) / sum(off) < 0.02
            assert ours.getextrema()[0] < 100


def test_in_grey_a_page_takes_a_third_of_the_bytes_and_is_as_dark(pdf: bytes) -> None:
    with PdfPages(pdf) as pages:
        colour, grey = pages.picture(0, dpi=DPI), pages.grey_picture(0, dpi=DPI)
    assert len(grey.samples) * 3 == len(colour.samples)
    ours, theirs = (ImageStat.Stat(image(each).convert("L")).mean[0] for each in (grey, colour))
    assert ours < 254
    assert ours == pytest.approx(theirs, abs=1)


def test_many_threads_draw_from_many_files_at_a_time(pdf: bytes) -> None:
    def draw(number: int) -> bytes:
        with PdfPages(pdf) as pages:
            return pages.picture(number % 3, dpi=DPI).samples

    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(draw, range(24)))
    assert [drawn[n] == drawn[n % 3] for n in range(24)] == [True] * 24


def test_a_page_that_there_is_not_is_said_so(pdf: bytes) -> None:
    with PdfPages(pdf) as pages, pytest.raises(NotFoundError, match="没有第 4 页，这份文件共 3 页"):
        pages.picture(3, dpi=DPI)


@pytest.mark.parametrize("damage", [b"", b"%PDF-1.7\n", "不是 PDF".encode()])
def test_bytes_that_are_no_file_are_refused_in_a_sentence(damage: bytes) -> None:
    with pytest.raises(UnreadablePdfError, match="打不开"):
        PdfPages(damage)
