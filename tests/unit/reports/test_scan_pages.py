"""Scanned files taken apart into pages, by a program of its own."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from inspector_app.reports.scan_pages import UnreadableScanError, pages_in
from tests.scanned import pdf, photo, tiff


def test_each_page_of_a_scanned_pdf_is_a_picture_in_colour(tmp_path: Path) -> None:
    found = pages_in(pdf(tmp_path / "纸.pdf", [1, 2, 3]).read_bytes(), name="纸.pdf")
    assert [part.name for part in found] == ["纸 第1页.jpg", "纸 第2页.jpg", "纸 第3页.jpg"]
    picture = Image.open(BytesIO(found[1].picture))
    assert picture.mode == "RGB"
    assert picture.height > 800
    # The stamp is red.
    stamp = [picture.getpixel((x, round(510 / 594 * picture.height))) for x in range(picture.width)]
    assert any(red > 200 and green < 90 for red, green, _ in stamp)  # type: ignore[misc]


def test_each_sheet_of_a_tiff_in_black_and_white_is_a_page(tmp_path: Path) -> None:
    found = pages_in(tiff(tmp_path / "传真.tif", [4, 5]).read_bytes(), name="传真.tif")
    assert [part.name for part in found] == ["传真 第1页.jpg", "传真 第2页.jpg"]
    assert Image.open(BytesIO(found[0].picture)).size == (420, 594)


def test_a_photo_is_one_page_as_it_is(tmp_path: Path) -> None:
    data = photo(tmp_path / "IMG.jpg", 1).read_bytes()
    assert pages_in(data, name="IMG.jpg") == (("IMG.jpg", data),)


def test_a_pdf_that_is_locked_with_a_password_is_refused_by_name(tmp_path: Path) -> None:
    path = pdf(tmp_path / "open.pdf", [1])
    with pikepdf.open(path) as opened:
        opened.save(tmp_path / "锁.pdf", encryption=pikepdf.Encryption(user="x", owner="y"))
    with pytest.raises(UnreadableScanError, match=r"“锁.pdf”打不开.*设了密码.*没有放入"):
        pages_in((tmp_path / "锁.pdf").read_bytes(), name="锁.pdf")


def test_a_pdf_that_was_cut_off_is_refused_by_name(tmp_path: Path) -> None:
    data = pdf(tmp_path / "a.pdf", [1]).read_bytes()
    with pytest.raises(UnreadableScanError, match=r"“a.pdf”打不开"):
        pages_in(data[:200], name="a.pdf")


def test_a_pdf_of_more_pages_than_a_month_has_is_refused(tmp_path: Path) -> None:
    made = pikepdf.new()
    for _ in range(101):
        made.add_blank_page(page_size=(100, 100))
    made.save(tmp_path / "书.pdf")
    with pytest.raises(UnreadableScanError, match="超过 100 页"):
        pages_in((tmp_path / "书.pdf").read_bytes(), name="书.pdf")


def test_a_page_as_large_as_a_wall_is_drawn_no_larger_than_paper(tmp_path: Path) -> None:
    made = pikepdf.new()
    made.add_blank_page(page_size=(14_400, 14_400))
    made.save(tmp_path / "墙.pdf")
    (part,) = pages_in((tmp_path / "墙.pdf").read_bytes(), name="墙.pdf")
    assert max(Image.open(BytesIO(part.picture)).size) <= 2_601


def test_a_tiff_of_more_points_than_any_paper_is_refused_before_it_is_decoded(
    tmp_path: Path,
) -> None:
    Image.new("1", (9_000, 9_000)).save(tmp_path / "大.tif", compression="group4")
    assert (tmp_path / "大.tif").stat().st_size < 100_000
    with pytest.raises(UnreadableScanError, match="一页的像素太多"):
        pages_in((tmp_path / "大.tif").read_bytes(), name="大.tif")
