"""What a PDF file says about itself: properties, list of contents, colours, faces."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from inspector_app.reports.colour_profile import srgb
from inspector_app.reports.document import (
    Document,
    Heading,
    LongText,
    PageBreak,
    Photo,
    PhotoPages,
    SignatureRow,
    SignatureSlot,
)
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.letter import Letter, Section
from inspector_app.reports.linebreak import NO_END, NO_START
from inspector_app.reports.pdf import render
from tests.examples import examples
from tests.unit.reports.geometry import Drawn, pages_of_pdf
from tests.unit.reports.trees import document, grid, long_row, narrative, row, table

Tool = Callable[..., str]
RARE = "王㛃、李䶮、赵𠅤"
SLACK = 0.1

RECORD = document(
    grid(row("同行督学", RARE), long_row("督导过程", narrative(2500))),
    Heading(text="听课情况"),
    table(3),
)
LETTER = Letter(
    title="关于督导的\n通知",
    reference="示教督〔2022〕3号",
    body=(Section(text="范围"), Section(text="要求", level=2), LongText(text="正文。")),
    signed_by=("示范区督导室",),
    record_no="L-1",
)


def png(mode: str, colour: tuple[int, ...]) -> bytes:
    stream = BytesIO()
    Image.new(mode, (40, 20), colour).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def opened(fonts: FontLibrary) -> Callable[..., pikepdf.Pdf]:
    def make(*trees: Document | Letter, author: str = "") -> pikepdf.Pdf:
        return pikepdf.open(BytesIO(render(list(trees), fonts=fonts, author=author)))

    return make


def outline(pdf: pikepdf.Pdf) -> list[tuple[str, list[str]]]:
    with pdf.open_outline() as found:
        return [(item.title, [child.title for child in item.children]) for item in found.root]


def test_every_document_and_heading_is_in_the_list_of_contents(opened: Callable) -> None:
    other = replace(RECORD, record_no="210321-2022-D01-0002")
    pdf = opened(RECORD, other, LETTER)
    assert outline(pdf) == [
        ("入校督导记录表　210321-2022-D01-0001", ["听课情况"]),
        ("入校督导记录表　210321-2022-D01-0002", ["听课情况"]),
        ("关于督导的通知　示教督〔2022〕3号　L-1", ["一、范围"]),
    ]
    assert pdf.Root.PageMode == "/UseOutlines"


def test_an_entry_leads_to_the_place_of_its_heading(opened: Callable) -> None:
    pdf = opened(RECORD)
    with pdf.open_outline() as found:
        (entry,) = found.root
        (heading,) = entry.children
        assert entry.destination[0].objgen == pdf.pages[0].objgen
        page, kind, _, top, _ = heading.destination
    number = next(n for n, one in enumerate(pdf.pages) if one.objgen == page.objgen)
    stream = BytesIO()
    pdf.save(stream)
    shown = next(s for s in pages_of_pdf(stream.getvalue())[number].shown if s.text == "听课情况")
    assert kind == "/XYZ"
    assert shown.y < float(top) < shown.y + 30


def test_a_single_document_opens_without_the_list(opened: Callable) -> None:
    assert opened(RECORD).Root.PageMode == "/UseNone"


@given(st.lists(st.integers(1, 4), max_size=12))
@examples(20)
def test_headings_of_any_levels_give_a_list_of_contents(
    fonts: FontLibrary, levels: list[int]
) -> None:
    body = tuple(Section(text=f"题{n}", level=level) for n, level in enumerate(levels))
    data = render([Letter(title="通知", body=body)], fonts=fonts)
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as found:
        titles = list(titles_below(found.root[0]))
    assert [title[-2:].strip("、）题") for title in titles] == [
        str(n)[-2:] for n, level in enumerate(levels) if level <= 2
    ]


def titles_below(item: pikepdf.OutlineItem) -> list[str]:
    found = []
    for child in item.children:
        found += [child.title, *titles_below(child)]
    return found


def test_properties_name_title_author_subject_and_record_numbers(
    tool: Tool, fonts: FontLibrary
) -> None:
    other = replace(RECORD, record_no="210321-2022-D01-0002")
    info = tool("pdfinfo", render([RECORD, other, LETTER], fonts=fonts, author="督学01"))
    said = dict(line.split(":", 1) for line in info.splitlines())
    assert said["Title"].strip() == "入校督导记录表 210321-2022-D01-0001"
    assert said["Author"].strip() == "督学01"
    assert said["Subject"].strip() == "入校督导记录表；示教督〔2022〕3号"
    assert said["Keywords"].strip() == "210321-2022-D01-0001；210321-2022-D01-0002；L-1"
    assert said["Creator"].strip() == "入校督导工作台"


def test_a_letter_names_who_signs_it_as_its_author(opened: Callable) -> None:
    assert str(opened(LETTER).docinfo.Author) == "示范区督导室"


def test_the_properties_in_xmp_are_the_same(opened: Callable) -> None:
    pdf = opened(RECORD, author="督学01 <&>")
    with pdf.open_metadata() as xmp:
        assert xmp["pdfaid:part"] == "2"
        assert xmp["pdfaid:conformance"] == "B"
        assert xmp["dc:title"] == str(pdf.docinfo.Title)
        assert xmp["dc:creator"] == [str(pdf.docinfo.Author)] == ["督学01 <&>"]
        assert xmp["dc:description"] == str(pdf.docinfo.Subject)
        assert xmp["pdf:Keywords"] == str(pdf.docinfo.Keywords)
        assert xmp["pdf:Producer"] == str(pdf.docinfo.Producer)
    assert str(pdf.Root.Lang) == "zh-CN"


def test_text_that_xml_cannot_hold_does_not_break_the_properties(opened: Callable) -> None:
    pdf = opened(replace(RECORD, title="记录\x01<表>&"), author="督学01\ufffe\ud800\x07")
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"].startswith("记录<表>&")
        assert xmp["dc:creator"] == ["督学01"]


def test_the_file_is_prepared_for_the_archive_format(opened: Callable) -> None:
    slot = SignatureSlot(label="督学签名：", image=png("RGBA", (0, 0, 0, 0)))
    pdf = opened(document(*RECORD.blocks, SignatureRow(slots=(slot,))))
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.N == 3
    assert intent.DestOutputProfile.read_bytes() == srgb()
    assert len(pdf.trailer.ID) == 2
    assert "/Filter" not in pdf.Root.Metadata
    assert "/Encrypt" not in pdf.trailer
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
            assert not {"/SMask", "/Mask", "/ca", "/CA", "/JS", "/AA"} & set(thing.keys())
            if thing.get("/Type") == "/Font":
                # A symbolic font has no encoding of its own (ISO 19005-2, 6.2.11.6).
                assert int(thing.FontDescriptor.Flags) & 4
                assert "/Encoding" not in thing
                assert "/FontFile2" in thing.FontDescriptor


def test_the_colour_profile_is_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(BytesIO(srgb()))
    ours = Image.new("RGB", (6, 1))
    colours = [
        (200, 30, 60),
        (10, 250, 128),
        (120, 120, 120),
        (0, 0, 0),
        (255, 255, 255),
        (5, 9, 3),
    ]
    for x, colour in enumerate(colours):
        ours.putpixel((x, 0), colour)
    reference = ImageCms.createProfile("sRGB")
    made = ImageCms.profileToProfile(ours, profile, reference)
    for x, colour in enumerate(colours):
        assert made.getpixel((x, 0)) == pytest.approx(colour, abs=1)


def test_what_is_clear_in_a_signature_is_white_on_paper(opened: Callable) -> None:
    slot = SignatureSlot(label="督学签名：", image=png("RGBA", (0, 0, 0, 0)))
    pdf = opened(document(SignatureRow(slots=(slot,))))
    (image,) = pdf.pages[0].get_images().values()
    assert pikepdf.PdfImage(image).as_pil_image().convert("RGB").getpixel((3, 3)) == (255, 255, 255)


def test_files_of_a_batch_are_the_same_bytes_each_time(fonts: FontLibrary) -> None:
    trees = [RECORD, LETTER]
    assert render(trees, fonts=fonts) == render(trees, fonts=FontLibrary())


# --- any document, from its own geometry --------------------------------------------------------

TEXT = st.text(alphabet="督导学校问题整改，。；：“”（）《》、…— abc019.%㛃𠅤\n", max_size=200)
BLOCKS = st.one_of(
    st.builds(lambda text: grid(row("栏目", text)), TEXT),
    st.builds(lambda text: grid(long_row("栏目", text)), TEXT),
    st.builds(lambda size: grid(long_row("栏目", narrative(size))), st.integers(0, 3000)),
    st.builds(LongText, text=TEXT),
    st.builds(Heading, text=st.text(alphabet="督导情况", min_size=1, max_size=60)),
    st.integers(1, 40).map(table),
    st.just(PageBreak()),
    st.builds(
        lambda count: PhotoPages(
            heading="照片",
            photos=tuple(
                Photo(image=png("RGB", (n, 2, 3)), number=f"照片{n}") for n in range(count)
            ),
        ),
        st.integers(1, 5),
    ),
    st.just(SignatureRow(slots=(SignatureSlot(label="督学签名："),))),
)
DOCUMENTS = st.lists(BLOCKS, max_size=5).map(lambda blocks: document(*blocks, mark="草稿"))


def strictly_inside(shown: tuple[float, ...], frame: tuple[float, ...]) -> bool:
    return (
        shown[0] >= frame[0] - SLACK
        and shown[1] >= frame[1] - SLACK
        and shown[2] <= frame[2] + SLACK
        and shown[3] <= frame[3] + SLACK
    )


def touches(shown: tuple[float, ...], frame: tuple[float, ...]) -> bool:
    wide = min(shown[2], frame[2]) - max(shown[0], frame[0])
    return wide > 0.5 and min(shown[3], frame[3]) - max(shown[1], frame[1]) > 0.5


def assert_clean(page: Drawn) -> None:
    for number, one in enumerate(page.shown):
        for other in page.shown[number + 1 :]:
            assert not touches(one.box, other.box), (one.text, other.text)
        for frame in page.frames:
            assert not touches(one.box, frame) or strictly_inside(one.box, frame), one.text


@examples(25)
@given(DOCUMENTS)
def test_on_paper_nothing_overlaps_or_leaves_its_cell_and_every_page_has_its_head_and_foot(
    fonts: FontLibrary, tree: Document
) -> None:
    pages = pages_of_pdf(render([tree], fonts=fonts))
    for number, page in enumerate(pages, start=1):
        texts = [text for _, text, _, _ in page.lines()]
        assert any(f"第{number}页 共{len(pages)}页" in text for text in texts)
        assert any("草稿" in text for text in texts)
        assert len(texts) > 2 or page.frames[1:] or "照片" in "".join(texts), "no page is blank"
        assert_clean(page)


@examples(25)
@given(TEXT.filter(lambda text: text.strip() != ""))
def test_on_paper_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(
    fonts: FontLibrary, text: str
) -> None:
    (page, *_) = pages_of_pdf(render([document(LongText(text=text))], fonts=fonts))
    typed = {line.strip() for line in text.split("\n")}
    lines = [line for _, line, _, _ in page.lines()[1:-1]]
    for before, after in pairwise(lines):
        # Where a person has ended a line, and where marks alone stand, nothing can be done.
        free = [c not in NO_START | NO_END and c != " " for c in before]
        if any(part.startswith(after[0]) for part in typed):
            continue
        assert after[0] not in NO_START or not any(free[1:])
        assert before[-1] not in NO_END or not any(free) or before in typed
