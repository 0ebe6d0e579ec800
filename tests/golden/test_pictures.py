"""Every document looks as it did when somebody looked at it last.

After a wanted change: ``python -m tests.golden.remake``, then look at each changed picture.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw

from inspector_app.services.document_kinds import DOCUMENT_KINDS
from tests.golden.papers import FIRST_PAGES, make_all
from tests.golden.pictures import (
    ACTUAL,
    PICTURES,
    TOLERANCE,
    difference,
    keep,
    pictures_of,
    show_difference,
)

Pictures = Mapping[str, Mapping[str, Image.Image]]


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pictures:
    """The pages of every paper, as pictures, by the code of the paper and their names."""
    folder = tmp_path_factory.mktemp("golden")
    return {
        code: pictures_of(pdf, folder, first=FIRST_PAGES.get(code))
        for code, pdf in make_all(folder).items()
    }


def test_every_kind_of_document_has_its_pictures(pages: Pictures) -> None:
    assert {kind.code for kind in DOCUMENT_KINDS} <= pages.keys()
    wanted = {name for found in pages.values() for name in found}
    assert wanted == {path.name for path in PICTURES.glob("*.png")}


def test_every_page_looks_as_it_did(pages: Pictures) -> None:
    wrong = {}
    for name, page in [each for found in pages.values() for each in found.items()]:
        with Image.open(PICTURES / name) as picture:
            wanted = picture.convert("L")
        if (by := difference(wanted, page)) > TOLERANCE:
            keep(page, ACTUAL / name)
            show_difference(wanted, page, ACTUAL / f"difference-{name}")
            wrong[name] = by
    assert wrong == {}, f"look at {ACTUAL}"


def _first(pages: Pictures, code: str) -> Image.Image:
    return next(iter(pages[code].values()))


@pytest.mark.parametrize("code", [kind.code for kind in DOCUMENT_KINDS])
def test_a_page_that_moved_by_a_millimetre_is_refused(pages: Pictures, code: str) -> None:
    page = _first(pages, code)
    for step in ((4, 0), (0, 4)):
        assert difference(page, ImageChops.offset(page, *step)) > TOLERANCE


def test_a_character_that_is_missing_is_refused(pages: Pictures) -> None:
    page = _first(pages, "visit")
    size = 15  # a character of 10.5 points at 100 dots an inch
    places = [
        (x, y)
        for y in range(100, page.height - 100, size)
        for x in range(100, page.width - 100, size)
        if page.crop((x, y, x + size, y + size)).reduce(size).getpixel((0, 0)) < 200
    ]
    assert len(places) > 50
    for x, y in places[::7]:
        changed = page.copy()
        ImageDraw.Draw(changed).rectangle((x, y, x + size - 1, y + size - 1), fill=255)
        assert difference(page, changed) > TOLERANCE, (x, y)


def test_a_page_of_another_size_is_refused(pages: Pictures) -> None:
    page = _first(pages, "visit")
    assert difference(page, page.crop((0, 0, page.width, page.height - 1))) > TOLERANCE
    # A stroke that another program smooths otherwise is let through.
    paler = page.point(lambda shade: min(255, shade + 6))
    assert difference(page, paler) <= TOLERANCE


def test_what_differs_is_drawn_in_colours(tmp_path: Path) -> None:
    wanted, found = Image.new("L", (32, 32), 255), Image.new("L", (32, 32), 255)
    ImageDraw.Draw(wanted).rectangle((0, 0, 9, 9), fill=0)
    ImageDraw.Draw(found).rectangle((20, 20, 29, 29), fill=0)
    show_difference(wanted, found, tmp_path / "difference.png")
    with Image.open(tmp_path / "difference.png") as picture:
        assert [picture.getpixel(place) for place in ((5, 5), (25, 25), (15, 15))] == [
            (255, 0, 0), (0, 0, 255), (255, 255, 255),
        ]  # fmt: skip
