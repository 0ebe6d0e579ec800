"""QR codes on pages: the modules that are drawn, and what readers make of them."""

from hashlib import sha256
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from inspector_app.reports.page_codes import QUIET, modules, png

# Every sign that a code is written in, as long as that of a page with all its key figures.
TEXT = ("DD1:" + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$%*+-./:" * 5)[:221]


def test_a_code_is_drawn_as_another_writer_draws_it_at_level_m_with_the_third_mask() -> None:
    drawn = b"".join(modules(TEXT))
    # As segno 1.6.6 draws it: make_qr(TEXT, error="m", boost_error=False, mask=3).
    assert sha256(drawn).hexdigest() == (
        "bf0aa4b52e2204b0292052df53b7a03095346d7e85eb2d59c4850b425cf878c2"
    )
    assert len(modules(TEXT)) == 17 + 4 * 8


@pytest.mark.parametrize("length", [160, 200, 221])
def test_the_picture_for_a_word_file_has_its_white_and_is_read_back(length: int) -> None:
    picture = Image.open(BytesIO(png(TEXT[:length])))
    side = len(modules(TEXT[:length])) + 2 * QUIET
    assert picture.size == (side * 8, side * 8)
    assert picture.crop((0, 0, side * 8, QUIET * 8)).getextrema() == (255, 255)
    (read,) = zxingcpp.read_barcodes(picture.convert("L"))
    assert (read.text, read.ec_level) == (TEXT[:length], "M")
