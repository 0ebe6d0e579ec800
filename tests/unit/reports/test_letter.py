"""Letters as GB/T 9704-2012 has them, measured in the finished PDF."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.letter_headings import HeadingLine, heading_in, with_number
from inspector_app.domain.numerals import in_characters
from inspector_app.reports.document import LongText, NumberedList, PageBreak
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.letter import Attachment, Letter, Section, numbered
from inspector_app.reports.letter_title import title_lines
from inspector_app.reports.linebreak import NO_END, NO_START
from inspector_app.reports.pdf import UnprintableError, render
from inspector_app.reports.pdf_structure import CREATOR
from tests.examples import examples
from tests.unit.reports.conftest import pages_of, squeezed
from tests.unit.reports.geometry import Drawn, pages_of_pdf
from tests.unit.reports.trees import document, narrative, table

Tool = Callable[..., str]
MM = 72 / 25.4
OFFICE = "示范区人民政府教育督导室"
TITLE = "示范区人民政府教育督导室关于开展2022年秋季学期义务教育学校经常性督导工作的通知"


def letter(**changes: object) -> Letter:
    given_letter = Letter(
        title=TITLE,
        addressee="各责任督学，各中小学校、幼儿园",
        body=(LongText(text=narrative(300)),),
        signed_by=(OFFICE,),
        dated="2022年10月12日",
    )
    return replace(given_letter, **changes)


def drawn(tree: Letter, fonts: FontLibrary) -> list[Drawn]:
    return pages_of_pdf(render([tree], fonts=fonts))


def text_lines(page: Drawn) -> list[tuple[float, str, float, float]]:
    """Return the lines of the text area, the page number left out."""
    return [line for line in page.lines() if not re.fullmatch(r"— \d+ —", line[1])]


def place_of(page: Drawn, text: str) -> tuple[float, str, float, float]:
    return next(line for line in page.lines() if text in line[1])


def test_a_page_has_22_lines_of_28_characters_within_the_margins(fonts: FontLibrary) -> None:
    pages = drawn(Letter(title="通知", body=(LongText(text="督" * 3000),)), fonts)
    for page in pages[1:-1]:
        lines = text_lines(page)
        assert [len(text) for _, text, _, _ in lines] == [28] * 22
        for (y, *_), (below, *_) in pairwise(lines):
            assert y - below == pytest.approx(225 / 22 * MM, abs=0.11)
        for _, _, left, right in lines:
            assert left == pytest.approx(28 * MM, abs=1 * MM)
            assert page.width - right == pytest.approx(26 * MM, abs=1 * MM)
        # A character of 16 points stands in the middle of its line.
        pitch = 225 / 22 * MM
        first, last = lines[0][0], lines[-1][0]
        top = page.height - (first + 0.88 * 16 + (pitch - 16) / 2)
        foot = last - 0.12 * 16 - (pitch - 16) / 2
        assert top == pytest.approx(37 * MM, abs=1 * MM)
        assert foot == pytest.approx(35 * MM, abs=1 * MM)


def test_poppler_too_counts_22_lines_of_28_characters(tool: Tool, fonts: FontLibrary) -> None:
    data = render([Letter(title="通知", body=(LongText(text="督" * 1500),))], fonts=fonts)
    page = tool("pdftotext", data, "-f", "2", "-l", "2", "-bbox-layout")
    boxes = re.findall(r'<line xMin="([\d.]+)" .*?xMax="([\d.]+)"', page)
    full = [(float(a) / MM, float(b) / MM) for a, b in boxes if float(b) - float(a) > 300]
    assert len(full) == 22
    assert all(abs(a - 28) < 1 and abs(210 - 26 - b) < 1 for a, b in full)
    assert page.count("督" * 28) == 22


def test_the_first_line_of_a_paragraph_stands_two_characters_in(fonts: FontLibrary) -> None:
    page, *_ = drawn(letter(body=(LongText(text="督" * 60),)), fonts)
    first, second, third = (line for line in page.lines() if "督督督" in line[1])
    assert (len(first[1]), len(second[1]), len(third[1])) == (26, 28, 6)
    assert first[2] == pytest.approx((28 + 2 * 156 / 28) * MM, abs=0.1)


def test_page_numbers_stand_one_character_in_from_the_outer_edge(fonts: FontLibrary) -> None:
    for number, page in enumerate(drawn(letter(body=(LongText(text="督" * 2000),)), fonts), 1):
        y, text, left, right = place_of(page, "—")
        assert text == f"— {number} —"
        outer = page.width - 26 * MM - right if number % 2 else left - 28 * MM
        assert outer == pytest.approx(14, abs=0.1)
        dash = y + 0.35 * 14
        assert 35 * MM - dash == pytest.approx(7 * MM, abs=1 * MM)
        assert {shown.size for shown in page.shown if "—" in shown.text} == {14}


def test_the_date_stands_four_characters_in_and_the_office_centred_above_it(
    fonts: FontLibrary,
) -> None:
    page = drawn(letter(), fonts)[-1]
    name_y, _, name_left, name_right = [line for line in page.lines() if line[1] == OFFICE][-1]
    date_y, _, left, right = place_of(page, "2022年10月12日")
    assert name_y - date_y == pytest.approx(225 / 22 * MM, abs=0.11)
    assert page.width - 26 * MM - right == pytest.approx(4 * 156 / 28 * MM, abs=0.5)
    assert (name_left + name_right) / 2 == pytest.approx((left + right) / 2, abs=0.5)


@pytest.mark.parametrize("length", range(320, 620, 12))
def test_the_signature_never_stands_alone_on_a_page(fonts: FontLibrary, length: int) -> None:
    page = drawn(letter(body=(LongText(text="督" * length),)), fonts)[-1]
    assert any("督" in text and OFFICE not in text for _, text, _, _ in text_lines(page))
    assert place_of(page, "2022年10月12日")


def test_headings_are_numbered_and_set_in_hei_kai_and_fang(fonts: FontLibrary) -> None:
    body = (
        Section(text="总体情况"),
        Section(text="督导范围", level=2),
        Section(text="随机督导。", level=3, running="不打招呼。"),
        Section(text="当场反馈。", level=4),
        Section(text="限期整改。", level=4),
        Section(text="有关要求"),
        Section(text="按时报送。", level=2, running="每月五日前报送。"),
    )
    page = drawn(letter(body=body), fonts)[0]
    faces = {shown.text: shown.face for shown in page.shown}
    for text, face in {
        "一、总体情况": "Sans",
        "（一）督导范围": "Kai",
        "1.随机督导。": "Fang",
        "（1）当场反馈。": "Fang",
        "（2）限期整改。": "Fang",
        "二、有关要求": "Sans",
        "（一）按时报送。": "Kai",
        "每月五日前报送。": "Fang",
    }.items():
        found = [name for shown, name in faces.items() if shown == text]
        assert found, text
        assert face in found[0]
    assert place_of(page, "（一）按时报送。每月五日前报送。")


def test_a_level_that_the_standard_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="1 to 4"):
        Section(text="标题", level=5)


@given(st.lists(st.integers(1, 4), max_size=40))
def test_numbers_of_headings_count_up_and_start_again_below_a_higher_one(levels: list[int]) -> None:
    labels = [label for label, _ in numbered(Section(text="题", level=level) for level in levels)]
    counts = [0, 0, 0, 0]
    for level, label in zip(levels, labels, strict=True):
        counts[level - 1] += 1
        counts[level:] = [0] * (4 - level)
        count = counts[level - 1]
        shown = {1: f"{in_characters(count)}、", 2: f"（{in_characters(count)}）", 3: f"{count}."}
        assert label == shown.get(level, f"（{count}）")


def test_numbers_in_characters_are_those_that_people_write() -> None:
    said = {
        1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九", 100: "一百",
        101: "一百零一", 110: "一百一十", 215: "二百一十五", 999: "九百九十九", 1000: "1000",
    }  # fmt: skip
    assert {number: in_characters(number) for number in said} == said


@given(st.integers(1, 999), st.sampled_from((1, 2)))
def test_a_heading_is_found_again_by_the_number_that_it_was_given(number: int, level: int) -> None:
    line = with_number("组织领导", level=level, number=number)
    assert heading_in(line) == HeadingLine("组织领导", level)


def test_nothing_red_is_drawn_unless_a_red_head_is_asked_for(fonts: FontLibrary) -> None:
    red = b"1 0 0 rg"
    plain_letter = letter(authority=f"{OFFICE}文件", reference="示教督〔2022〕3号")
    for tree, expected in ((plain_letter, False), (replace(plain_letter, red_head=True), True)):
        assert (red in contents_of(render([tree], fonts=fonts))) is expected


def contents_of(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        return b"".join(page.Contents.read_bytes() for page in pdf.pages)


def test_the_red_head_begins_35_mm_below_the_margin_and_stays_in_it(fonts: FontLibrary) -> None:
    tree = letter(authority=f"{OFFICE}文件" * 2, red_head=True, reference="示教督〔2022〕3号")
    page = drawn(tree, fonts)[0]
    _, _, left, right = place_of(page, "文件")
    head = next(shown for shown in page.shown if "文件" in shown.text)
    assert page.height - head.box[3] == pytest.approx((37 + 35) * MM, abs=1 * MM)
    assert left >= 28 * MM - 0.1
    assert right <= page.width - 26 * MM + 0.1
    assert place_of(page, "〔2022〕")[0] < head.y


def test_attachments_are_listed_below_each_other_and_printed_on_their_own_pages(
    fonts: FontLibrary,
) -> None:
    tree = letter(
        body=(LongText(text="现将有关事项通知如下。"),),
        attachments=(
            Attachment(title="秋季学期督导安排表", body=(table(3), LongText(text="说明。"))),
            Attachment(title="入校督导记录表"),
        ),
    )
    pages = drawn(tree, fonts)
    one, two = place_of(pages[0], "1.秋季"), place_of(pages[0], "2.入校")
    assert one[1].startswith("附件：1.")
    start = next(shown.x for shown in pages[0].shown if shown.text.startswith("附件："))
    assert two[2] - start == pytest.approx(3 * 156 / 28 * MM, abs=0.5)
    assert len(pages) == 2
    assert [text for _, text, _, _ in pages[1].lines()][:2] == ["附件1", "秋季学期督导安排表"]
    assert place_of(pages[1], "— 2 —")


def test_what_is_not_given_is_not_printed(fonts: FontLibrary) -> None:
    (page,) = drawn(Letter(title="通知", body=(LongText(text="正文。"),)), fonts)
    assert [text for _, text, _, _ in page.lines()] == ["通知", "正文。", "— 1 —"]


def test_letters_and_records_stand_in_one_file(tool: Tool, fonts: FontLibrary) -> None:
    data = render([letter(), document(table(2)), letter()], fonts=fonts)
    pages = tool("pdftotext", data).split("\f")[:-1]
    assert [("第1页共1页" in squeezed(p), "—1—" in squeezed(p)) for p in pages] == [
        (False, True), (True, False), (False, True),
    ]  # fmt: skip
    assert pages_of(tool("pdfinfo", data)) == 3
    assert CREATOR in tool("pdfinfo", data)


def test_a_letter_is_not_printed_with_a_character_that_no_face_has(fonts: FontLibrary) -> None:
    with pytest.raises(UnprintableError, match=r"U\+30000"):
        render([letter(remark="联系人：\U00030000")], fonts=fonts)


def test_rare_names_in_a_letter_are_printed_and_can_be_searched(
    tool: Tool, fonts: FontLibrary
) -> None:
    text = tool("pdftotext", render([letter(remark="王㛃、李䶮、赵𠅤")], fonts=fonts))
    assert "（王㛃、李䶮、赵𠅤）" in text


# --- titles -------------------------------------------------------------------------------------


def titled(text: str, measure: float = 19) -> list[str]:
    widths = [0.5 if char.isdigit() else 1.0 for char in text]
    return title_lines(text, widths=widths, measure=measure)


def test_a_title_keeps_words_whole_in_lines_of_a_rhombus_or_trapezium() -> None:
    assert titled("关于做好秋季学期开学工作的通知") == ["关于做好秋季学期开学工作的通知"]
    assert titled("示范区人民政府教育督导室关于2022年秋季学期督导工作情况的报告") == [
        "示范区人民政府教育督导室",
        "关于2022年秋季学期督导工作情况的报告",
    ]
    three = titled(TITLE)
    assert len(three) == 3
    assert all(word in "|".join(three) for word in ("义务教育", "督导室", "关于", "通知"))


TITLES = st.text(
    alphabet="关于开展示范区督导工作情况的通知报告和（）《》、整改问题", min_size=1, max_size=60
)


@examples(60)
@given(TITLES)
def test_no_line_of_any_title_is_short_or_wide_or_broken_at_a_mark(text: str) -> None:
    lines = titled(text)
    assert "".join(lines) == text
    assert all(len(line) <= 19 for line in lines)
    if len(lines) > 1 and not set(text) & (NO_START | NO_END):
        assert min(len(line) for line in lines) >= 3
        assert max(len(line) for line in lines) - min(len(line) for line in lines) <= 10
    for before, after in pairwise(lines):
        # A chain of marks alone can be parted nowhere else.
        parts = [c not in NO_START | NO_END for c in before]
        assert before[-1] not in NO_END or not any(parts)
        assert after[0] not in NO_START or not any(parts[1:])


@given(st.integers(20, 60))
def test_three_lines_of_a_title_never_have_the_shape_of_an_hourglass(length: int) -> None:
    widths = [len(line) for line in titled("督" * length)]
    for before, line, after in zip(widths, widths[1:], widths[2:], strict=False):
        assert line >= min(before, after)


def test_a_line_feed_in_a_title_is_where_its_line_ends(fonts: FontLibrary) -> None:
    (page,) = drawn(Letter(title="关于督导的\n通知", body=()), fonts)
    assert [text for _, text, _, _ in page.lines()][:2] == ["关于督导的", "通知"]


# --- any letter ---------------------------------------------------------------------------------

PARAGRAPH = st.text(
    alphabet="督导学校问题整改，。；：“”（）《》、…— abc019.%㛃𠅤", max_size=300
).filter(lambda text: text.strip() != "")
BLOCKS = st.one_of(
    st.builds(LongText, text=PARAGRAPH),
    st.builds(LongText, text=st.integers(1, 2500).map(narrative)),
    st.builds(
        Section,
        text=st.text(alphabet="督导情况（和）要求", min_size=1, max_size=40),
        level=st.integers(1, 4),
        running=PARAGRAPH,
    ),
    st.builds(NumberedList, items=st.lists(PARAGRAPH, max_size=3).map(tuple)),
    st.integers(1, 30).map(table),
    st.just(PageBreak()),
)
LETTERS = st.builds(
    Letter,
    title=TITLES,
    body=st.lists(BLOCKS, max_size=6).map(tuple),
    addressee=st.sampled_from(["", "各中小学校、幼儿园"]),
    authority=st.sampled_from(["", f"{OFFICE}文件"]),
    reference=st.sampled_from(["", "示教督〔2022〕3号"]),
    attachments=st.lists(
        st.builds(Attachment, title=TITLES, body=st.lists(BLOCKS, max_size=2).map(tuple)),
        max_size=3,
    ).map(tuple),
    signed_by=st.sampled_from([(), (OFFICE,), (OFFICE, "示范区教育局")]),
    dated=st.sampled_from(["", "2022年10月12日"]),
    mark=st.sampled_from(["", "草稿"]),
)


def overlaps(page: Drawn) -> Iterator[tuple[str, str]]:
    for number, one in enumerate(page.shown):
        a = one.box
        for other in page.shown[number + 1 :]:
            b = other.box
            wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
            if wide > 0.5 and high > 0.5:
                yield one.text, other.text


@examples(30)
@given(LETTERS)
def test_any_letter_stays_within_its_margins_without_a_blank_page(
    fonts: FontLibrary, tree: Letter
) -> None:
    pages = drawn(tree, fonts)
    for number, page in enumerate(pages, start=1):
        assert place_of(page, f"— {number} —")
        assert len(pages) == 1 or text_lines(page), "no page is blank"
        for shown in page.shown:
            assert shown.box[0] >= 28 * MM - 0.1
            assert shown.box[2] <= page.width - 26 * MM + 0.3
        assert not list(overlaps(page))


@examples(30)
@given(PARAGRAPH)
def test_no_line_of_a_letter_begins_with_a_closing_mark_or_ends_with_an_opening_one(
    fonts: FontLibrary, text: str
) -> None:
    lines = [
        line
        for page in drawn(Letter(title="通知", body=(LongText(text=text),)), fonts)
        for _, line, _, _ in text_lines(page)
    ][1:]
    for before, after in pairwise(lines):
        # A chain of marks alone can be parted nowhere else.
        parts = [c not in NO_START | NO_END for c in before]
        assert after[0] not in NO_START or not any(parts[1:])
        assert before[-1] not in NO_END or not any(parts)
