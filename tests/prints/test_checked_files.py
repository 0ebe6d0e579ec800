"""Files that are brought to be checked: whose keys, forged codes, dim photos, and hostile bytes."""

import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from pypdfium2 import PdfDocument
from reportlab.pdfgen.canvas import Canvas

from inspector_app.base.errors import InputError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.page_code import key_id, read_code
from inspector_app.domain.page_verdict import PageVerdict
from inspector_app.exchange.keys import DeviceKey
from inspector_app.reports import read_codes
from inspector_app.reports.page_codes import png
from inspector_app.reports.pages import PdfPages
from inspector_app.reports.read_codes import found_pages
from inspector_app.services import checked_papers

Filed = Callable[..., str]


@pytest.fixture
def issued(workbench: Workbench, filed: Filed) -> bytes:
    return workbench.documents.visit_pdf(filed())


def code_of(pdf: bytes) -> str:
    return found_pages(pdf)[0].codes[0]


def sheet(pdf: bytes, dpi: int = 300) -> Image.Image:
    with PdfPages(pdf) as pages:
        drawn = pages.grey_picture(0, dpi=dpi)
    return Image.frombytes("L", (drawn.width, drawn.height), drawn.samples)


def as_jpeg(image: Image.Image, quality: int = 40) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def signed_by(key: DeviceKey, text: str) -> str:
    """The same claims, signed with another key."""
    code = replace(read_code(text).code, key_id=key_id(key.public.raw))
    return code.text(key.sign(code.message()))


def test_a_page_of_an_unknown_key_is_no_forgery_and_the_claimed_number_tells_whom_to_ask(
    workbench: Workbench, issued: bytes
) -> None:
    checked = workbench.document_check.text(signed_by(DeviceKey.generate(), code_of(issued)))
    assert checked.verdict is PageVerdict.NOT_OURS
    assert "不等于伪造" in checked.sentence()
    assert "您自己的编号，却不是这台电脑的密钥" in checked.sentence()


def test_a_page_signed_by_a_peer_whose_key_is_known_names_that_peer(
    workbench: Workbench, issued: bytes
) -> None:
    key = DeviceKey.generate()
    with workbench.context.database.transaction():
        workbench.context.stores.joint.know_key(
            key.public.chain, key.public.raw, holder_id="DX002", at=workbench.context.now_text()
        )
    checked = workbench.document_check.text(signed_by(key, code_of(issued)))
    assert checked.verdict is PageVerdict.OTHERS
    assert "（DX002）的电脑" in checked.sentence()


def test_a_code_on_a_page_that_claims_our_key_with_another_signature_is_forged(
    workbench: Workbench, issued: bytes, tmp_path: Path
) -> None:
    code = read_code(code_of(issued)).code
    file = tmp_path / "page.png"
    file.write_bytes(png(code.text(DeviceKey.generate().sign(code.message()))))
    (page,) = workbench.document_check.file(file)
    assert page.verdict is PageVerdict.FORGED
    assert "不要采信" in page.sentence()


@pytest.mark.parametrize("turn", [0, 90, 193])
def test_a_grainy_photo_half_in_shadow_is_read(
    workbench: Workbench, issued: bytes, tmp_path: Path, turn: int
) -> None:
    page = sheet(issued)
    shadow = Image.new("L", page.size, 255)
    shadow.paste(110, (page.width // 2 + 750, 0, page.width, page.height))
    dim = ImageChops.multiply(page, shadow.filter(ImageFilter.GaussianBlur(12)))
    grainy = ImageChops.add(dim, Image.effect_noise(page.size, 18), 1, -128)
    file = tmp_path / "photo.jpg"
    file.write_bytes(as_jpeg(grainy.rotate(turn, expand=True, fillcolor=90)))
    (checked,) = workbench.document_check.file(file)
    assert checked.verdict is PageVerdict.GENUINE
    assert "先看有数字和日期的行" in checked.sentence()
    assert any(line.startswith("▸ ") for line in checked.listed)


def test_a_coarse_scan_inside_a_pdf_is_tried_in_as_many_ways_as_a_photo() -> None:
    text = "A7F9K2" * 30
    code = Image.open(BytesIO(png(text))).convert("L").resize((70, 70), Image.Resampling.BICUBIC)
    page = Image.new("L", (800, 1100), 255)
    page.paste(code, (400, 650))
    buffer = BytesIO()
    turned = page.rotate(11, Image.Resampling.BICUBIC, fillcolor=255)
    turned.save(buffer, "PDF", resolution=300, quality=95)
    (scanned,) = found_pages(buffer.getvalue())
    assert scanned == ((text,), ())


def test_each_of_two_pages_on_one_picture_gets_its_verdict(
    workbench: Workbench, filed: Filed, tmp_path: Path
) -> None:
    one = sheet(workbench.documents.visit_pdf(filed()), 200)
    other = sheet(workbench.documents.visit_pdf(filed()), 200)
    both = Image.new("L", (one.width * 2, one.height), 255)
    both.paste(one, (0, 0))
    both.paste(other, (one.width, 0))
    file = tmp_path / "both.jpg"
    file.write_bytes(as_jpeg(both))
    found = workbench.document_check.file(file)
    assert [page.verdict for page in found] == [PageVerdict.GENUINE] * 2
    assert len({page.uid for page in found}) == 2


def test_the_sheets_of_a_scanner_s_one_file_are_checked_one_by_one(
    workbench: Workbench, issued: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "scan.tif"
    page = sheet(issued, 200)
    page.save(file, save_all=True, append_images=[page], compression="tiff_lzw")
    assert [(p.place, p.verdict) for p in workbench.document_check.file(file)] == [
        (1, PageVerdict.GENUINE), (2, PageVerdict.GENUINE),
    ]  # fmt: skip


def test_a_paper_is_opened_once_however_many_of_its_pages_a_file_has(
    workbench: Workbench, issued: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = PdfDocument.new()
    for _ in range(12):
        many.import_pages(PdfDocument(issued), [0])
    file = tmp_path / "many.pdf"
    many.save(file)
    vault, opened = workbench.context.vault, list[str]()
    get = vault.get
    monkeypatch.setattr(vault, "get", lambda name: (opened.append(name), get(name))[1])
    found = workbench.document_check.file(file)
    assert [(p.place, p.verdict) for p in found] == [
        (place, PageVerdict.GENUINE) for place in range(1, 13)
    ]
    assert len(opened) == 1


def test_pages_of_more_papers_than_are_held_open_are_all_compared(
    workbench: Workbench, filed: Filed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checked_papers, "_MOST_OPEN", 1)
    both = PdfDocument.new()
    papers = [PdfDocument(workbench.documents.visit_pdf(filed())) for _ in range(2)]
    for paper in [*papers, *papers]:
        both.import_pages(paper, [0])
    file = tmp_path / "both.pdf"
    both.save(file)
    found = workbench.document_check.file(file)
    assert [(p.verdict, p.compared) for p in found] == [(PageVerdict.GENUINE, True)] * 4


def test_a_file_that_takes_too_long_is_refused_with_what_to_do(
    workbench: Workbench, issued: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_codes, "SECONDS", 0.001)
    file = tmp_path / "page.pdf"
    file.write_bytes(issued)
    with pytest.raises(InputError, match="没有读完，没有核验；请只留要核验的几页"):
        workbench.document_check.file(file)


def bomb() -> bytes:
    """A PNG of a few kilobytes that claims ten thousand million pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(100_001 * 20))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def blank(pages: int) -> bytes:
    """A PDF of empty pages."""
    canvas = Canvas(buffer := BytesIO(), pagesize=(50, 50))
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def crowded() -> bytes:
    """A PDF with more characters on its page than any has."""
    canvas = Canvas(buffer := BytesIO())
    canvas.setFont("Courier", 0.5)
    for line in range(60):
        canvas.drawString(0, line, "a" * 1_000)
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "不是能打开的图片或 PDF"),
        (bytes(range(256)) * 40, "不是能打开的图片或 PDF"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "这份 PDF 打不开"),
        (b"\xff\xd8\xff\xe0" + bytes(500), "不是能打开的图片或 PDF"),
        (bomb(), "像素、字数太多.*请只留要核验的几页"),
        (blank(401), "超过 400 页"),
        (crowded(), "字数太多"),
    ],
    ids=["empty", "random", "pdf", "jpeg", "bomb", "pages", "characters"],
)
def test_bytes_that_are_no_page_are_refused_with_a_sentence(
    workbench: Workbench, tmp_path: Path, data: bytes, told: str
) -> None:
    file = tmp_path / "page.jpg"
    file.write_bytes(data)
    with pytest.raises(InputError, match=told):
        workbench.document_check.file(file)


def test_a_pdf_file_that_was_cut_off_is_refused_or_no_page_of_it_is_taken_for_a_changed_one(
    workbench: Workbench, issued: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "cut.pdf"
    file.write_bytes(issued[:20])
    with pytest.raises(InputError, match="没有核验"):
        workbench.document_check.file(file)
    # A reader mends what lacks its end alone; its pages are whole.
    file.write_bytes(issued[: issued.rindex(b"startxref")])
    assert {p.verdict for p in workbench.document_check.file(file)} == {PageVerdict.GENUINE}
