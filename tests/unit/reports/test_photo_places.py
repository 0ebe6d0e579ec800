"""Where photos stand: in their order, as large as their row allows, captions side by side."""

from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from inspector_app.reports.document import Document, Photo, PhotoPages
from inspector_app.reports.paper import SHEETS
from inspector_app.reports.photo_places import Frame, PhotoRow, photo_rows
from inspector_app.reports.strips import PAD_X
from inspector_app.reports.word import render_docx
from tests.examples import examples

SHEET = next(iter(SHEETS.values()))
FRAME = Frame(SHEET.text_width, SHEET.text_height - 22)
LANDSCAPE, PORTRAIT, PANORAMA, LONG = (160, 120), (120, 160), (240, 80), (60, 180)
THREE_LINES = 45.0

Pages = Sequence[Sequence[PhotoRow]]


def picture(size: tuple[int, int]) -> bytes:
    buffer = BytesIO()
    Image.new("L", size).save(buffer, "PNG")
    return buffer.getvalue()


def laid_out(*sizes: tuple[int, int], caption: float = THREE_LINES) -> Pages:
    photos = [Photo(image=picture(size), number=str(n)) for n, size in enumerate(sizes)]
    return list(photo_rows(photos, FRAME, lambda _photo, _width: caption))


def numbers(pages: Pages) -> list[list[str]]:
    """The numbers of the photos, row by row on each page."""
    return [["".join(place.photo.number for place in row.places) for row in page] for page in pages]


def sizes_of(row: PhotoRow) -> list[tuple[float, float]]:
    return [(place.picture_width, place.picture_height) for place in row.places]


SIZES = st.tuples(st.integers(20, 400), st.integers(20, 400))


@examples()
@given(st.lists(SIZES, min_size=1, max_size=14), st.integers(1, 8).map(lambda n: n * 15.0))
def test_every_photo_has_a_place_of_its_own_in_its_shape_and_order(
    sizes: list[tuple[int, int]], caption: float
) -> None:
    pages = laid_out(*sizes, caption=caption)
    rows = [row for page in pages for row in page]
    places = [place for row in rows for place in row.places]
    assert [place.photo.number for place in places] == [str(n) for n in range(len(sizes))]
    for place, (width, height) in zip(places, sizes, strict=True):
        assert place.picture_width / place.picture_height == pytest.approx(width / height)
        assert 0 < place.picture_width <= place.width - 2 * PAD_X + 0.01
    for row in rows:
        edges = [(place.left, place.left + place.width) for place in row.places]
        assert edges[0][0] == 0
        assert edges[-1][1] <= FRAME.width + 0.01
        assert all(one[1] <= other[0] + 0.01 for one, other in pairwise(edges))
        assert max(height for _, height in sizes_of(row)) + caption < row.height
    for page in pages:
        assert sum(row.height for row in page) <= FRAME.height + 0.1
        assert sum(len(row.places) for row in page) <= 6 or all(w / h > 1 for w, h in sizes)


@pytest.mark.parametrize(
    ("count", "wanted"),
    [
        (1, [["0"]]),
        (2, [["01"]]),
        (3, [["01", "2"]]),
        (5, [["01", "23", "4"]]),
        (9, [["01", "23", "45"], ["67", "8"]]),
    ],
)
def test_landscape_photos_stand_two_across_in_three_rows(
    count: int, wanted: list[list[str]]
) -> None:
    assert numbers(laid_out(*[LANDSCAPE] * count)) == wanted


def test_portrait_photos_stand_two_by_two() -> None:
    assert numbers(laid_out(*[PORTRAIT] * 9)) == [["01", "23"], ["45", "67"], ["8"]]


def test_a_landscape_and_a_portrait_photo_beside_each_other_are_equally_high() -> None:
    for pair in ((LANDSCAPE, PORTRAIT), (PORTRAIT, LANDSCAPE)):
        ((row,),) = laid_out(*pair)
        (_, one), (_, other) = sizes_of(row)
        assert one == pytest.approx(other)
        assert row.height < FRAME.height / 2.5


def test_nothing_of_a_row_is_white_but_the_lines_of_the_longest_caption() -> None:
    for page in laid_out(*[LANDSCAPE] * 4, *[PORTRAIT] * 4):
        for row in page:
            assert row.height - max(h for _, h in sizes_of(row)) - THREE_LINES == pytest.approx(16)


def test_a_panorama_has_the_width_of_the_page_to_itself() -> None:
    pages = laid_out(LANDSCAPE, PANORAMA, LANDSCAPE, PANORAMA)
    assert numbers(pages) == [["0", "1", "2"], ["3"]]
    assert sizes_of(pages[0][1])[0][0] == pytest.approx(FRAME.width - 2 * PAD_X)


def test_a_long_screenshot_is_nearly_as_high_as_the_page() -> None:
    for sizes in ((LONG,), (LONG, LONG), (LANDSCAPE, LONG), (LONG, PORTRAIT)):
        ((row,),) = laid_out(*sizes)
        assert max(height for _, height in sizes_of(row)) > 0.85 * FRAME.height


def test_the_only_photo_is_larger_than_one_of_several() -> None:
    for size, place in ((LANDSCAPE, 1), (PORTRAIT, 1)):
        ((alone,),), ((shared,),) = laid_out(size), laid_out(*[size] * 2)
        assert sizes_of(alone)[0][place] >= sizes_of(shared)[0][place]


def test_a_photo_whose_bytes_cannot_be_read_has_a_square_place() -> None:
    photos = [Photo(image=b"", number=str(n)) for n in range(5)]
    pages = list(photo_rows(photos, FRAME, lambda _photo, _width: THREE_LINES))
    assert numbers(pages) == [["01", "23"], ["4"]]
    assert all(width == height for width, height in sizes_of(pages[0][0]))


def test_a_long_caption_leaves_a_third_of_the_row_to_its_photo() -> None:
    ((row,),) = laid_out(PORTRAIT, PORTRAIT, caption=330.0)
    assert min(height for _, height in sizes_of(row)) == pytest.approx(FRAME.height / 6)


def test_word_has_the_rows_of_the_pdf_and_keeps_nothing_beside_a_picture() -> None:
    # Without distances LibreOffice keeps an eighth of an inch and cuts a picture's right edge.
    sizes = (LANDSCAPE, PORTRAIT, PANORAMA, LANDSCAPE, LANDSCAPE)
    photos = tuple(Photo(image=picture(size), number=str(n)) for n, size in enumerate(sizes))
    tree = Document(title="照片", blocks=(PhotoPages(heading="现场照片", photos=photos),))
    body = docx.Document(BytesIO(render_docx([tree]))).element.body
    rows = [list(row.iter(qn("wp:inline"))) for row in body.iter(qn("w:tr"))]
    assert [len(row) for row in rows] == [2, 1, 2]
    heights = [[int(p.find(qn("wp:extent")).get("cy")) for p in row] for row in rows]
    assert heights[0][0] == pytest.approx(heights[0][1], rel=0.01)
    assert {p.get(side) for row in rows for p in row for side in ("distL", "distR")} == {"0"}
