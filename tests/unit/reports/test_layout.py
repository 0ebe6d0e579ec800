"""Geometry before ink: nothing leaves its cell, its page or its place in the order."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.reports.document import (
    Column,
    Document,
    Field,
    FieldRow,
    HeadCell,
    Heading,
    LongText,
    Note,
    NumberedList,
    Orientation,
    PageBreak,
    Photo,
    PhotoPages,
    SignatureRow,
    SignatureSlot,
    Table,
    TableRow,
)
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.layout import Page, paginate
from inspector_app.reports.lines import Line, Style
from tests.examples import examples
from tests.unit.reports.trees import document, grid, long_row, narrative, row, table

SLACK = 0.05
# Where the running text of a record table begins, and what stands further right (title, 续表).
SECOND_COLUMN = 165.0
TITLE = 200.0


@dataclass
class Recorder:
    """An ink that remembers where things were drawn."""

    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    frames: list[tuple[float, float, float, float]] = field(default_factory=list)
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)

    def line(self, line: Line, style: Style, *, x: float, top: float) -> None:
        if line.pieces:
            self.lines.append((x, top, x + line.width, top + style.leading))

    repeated = line

    def frame(self, *, x: float, top: float, width: float, height: float) -> None:
        self.frames.append((x, top, x + width, top + height))

    def picture(self, image: bytes, *, x: float, top: float, width: float, height: float) -> None:
        self.pictures.append((x, top, x + width, top + height))


def drawn(page: Page) -> Recorder:
    recorder = Recorder()
    for placed in page.placed:
        placed.strip.draw(recorder, left=page.sheet.left, top=placed.top)
    return recorder


def inside(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return (
        inner[0] >= outer[0] - SLACK
        and inner[1] >= outer[1] - SLACK
        and inner[2] <= outer[2] + SLACK
        and inner[3] <= outer[3] + SLACK
    )


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > SLACK
        and min(one[3], other[3]) - max(one[1], other[1]) > SLACK
    )


def assert_sound(tree: Document, fonts: FontLibrary) -> tuple[Page, ...]:
    pages = paginate(tree, fonts)
    for page in pages:
        sheet = page.sheet
        area = (sheet.left, sheet.top, sheet.left + sheet.text_width, sheet.text_end)
        ink = drawn(page)
        # An empty cell is no word, but its frame is what the page has to show.
        assert ink.lines or ink.pictures or ink.frames, "no page is blank"
        for box in (*ink.lines, *ink.frames, *ink.pictures):
            assert inside(box, area), "nothing is drawn in the margin"
        tops = [placed.top for placed in page.placed]
        ends = [placed.top + placed.strip.height for placed in page.placed]
        assert all(end <= top + SLACK for end, top in zip(ends, tops[1:], strict=False))
        for line in ink.lines:
            touching = [frame for frame in ink.frames if overlap(line, frame)]
            assert all(inside(line, frame) for frame in touching), "text stays in its cell"
        for number, line in enumerate(ink.lines):
            assert not any(overlap(line, other) for other in ink.lines[number + 1 :])
    return pages


SHORT = st.text(alphabet="督导学校问题整改，。：（）abc 019\n", max_size=60)
LONG = st.integers(0, 4000).map(narrative)
FIELDS = st.one_of(
    st.builds(row, SHORT, SHORT),
    st.builds(long_row, SHORT, LONG),
    st.builds(
        lambda a, b, c: FieldRow(
            fields=(Field(label="左", content=a), Field(label=c, content=LongText(text=b)))
        ),
        SHORT,
        LONG,
        SHORT,
    ),
    st.builds(
        lambda items: FieldRow(fields=(Field(label="问题", content=NumberedList(items=items)),)),
        st.lists(SHORT, min_size=1, max_size=12).map(tuple),
    ),
)
PHOTO = st.builds(lambda caption: Photo(image=b"", number="照片1", caption=caption), SHORT)
BLOCKS = st.one_of(
    st.lists(FIELDS, min_size=1, max_size=6).map(lambda rows: grid(*rows)),
    st.integers(1, 60).map(table),
    SHORT.map(lambda text: Heading(text=f"一、{text}")),
    SHORT.map(lambda text: Note(text=f"注{text}")),
    LONG.map(lambda text: LongText(text=f"正文{text}")),
    st.just(SignatureRow(slots=(SignatureSlot(label="签"), SignatureSlot(label="章")))),
    st.just(PageBreak()),
    st.lists(PHOTO, min_size=1, max_size=9).map(
        lambda photos: PhotoPages(heading="照片", photos=tuple(photos))
    ),
)


@examples()
@given(st.lists(BLOCKS, max_size=5), st.sampled_from(Orientation))
def test_nothing_overlaps_or_leaves_its_cell_in_any_document(
    fonts: FontLibrary, blocks: list, orientation: Orientation
) -> None:
    tree = Document(title="记录表", blocks=tuple(blocks), orientation=orientation)
    assert_sound(tree, fonts)


def test_forty_photos_stand_on_seven_pages(fonts: FontLibrary) -> None:
    photos = tuple(Photo(image=b"", number=f"照片{n}") for n in range(40))
    pages = assert_sound(document(PhotoPages(heading="现场照片", photos=photos)), fonts)
    assert [len(drawn(page).pictures) for page in pages] == [0] + [6] * 6 + [4]


@pytest.mark.parametrize("rows", range(18, 30))
def test_a_heading_is_never_the_last_thing_on_a_page(fonts: FontLibrary, rows: int) -> None:
    tree = document(table(rows), Heading(text="听课记录"), grid(row("学科", "数学")))
    for page in paginate(tree, fonts)[:-1]:
        last = max(drawn(page).frames, key=lambda frame: frame[3])
        assert all(line[3] <= last[3] + SLACK for line in drawn(page).lines)


def test_a_parted_cell_leaves_two_lines_on_either_side(fonts: FontLibrary) -> None:
    parted = set()
    for lines in range(20, 80):
        text = "督" * (28 * lines)
        pages = paginate(Document(title="表", blocks=(grid(long_row("过程", text)),)), fonts)
        counts = [sum(SECOND_COLUMN < line[0] < TITLE for line in drawn(p).lines) for p in pages]
        parted.add(len(pages))
        assert min(counts) >= 2, (lines, counts)
    assert parted >= {1, 2}


def test_page_breaks_in_a_row_make_one_new_page(fonts: FontLibrary) -> None:
    photos = PhotoPages(heading="照片", photos=(Photo(image=b"", number="照片1"),))
    tree = document(Note(text="说明"), PageBreak(), PageBreak(), photos)
    assert len(assert_sound(tree, fonts)) == 2


def test_signatures_never_stand_alone_on_a_page(fonts: FontLibrary) -> None:
    signatures = SignatureRow(slots=(SignatureSlot(label="督学签名："),))
    turned = 0
    for lines in range(24, 40):
        body = grid(long_row("过程", "督" * (28 * lines)), row("处理意见", "整改通知"))
        pages = assert_sound(document(body, signatures), fonts)
        turned += len(pages) - 1
        assert len(drawn(pages[-1]).frames) >= 3, "a row of the table is with them"
    assert turned


def test_a_long_last_row_leaves_lines_of_itself_to_the_signatures(fonts: FontLibrary) -> None:
    signatures = SignatureRow(slots=(SignatureSlot(label="督学签名："),))
    turned = 0
    for lines in range(20, 45):
        body = grid(row("学校", "示范区第1小学"), long_row("更正理由", "督" * (28 * lines)))
        pages = assert_sound(document(body, signatures), fonts)
        turned += len(pages) - 1
        beside = [line for line in drawn(pages[-1]).lines if SECOND_COLUMN < line[0] < TITLE]
        assert len(beside) >= 2, lines
    assert turned


@pytest.mark.parametrize("rows", range(18, 40))
def test_the_last_row_of_a_table_never_stands_alone_on_a_page(
    fonts: FontLibrary, rows: int
) -> None:
    single = grid(*(row(f"第{number}项", "有") for number in range(rows)))
    for tree, cells in ((document(single), 2), (document(table(rows)), 3)):
        pages = assert_sound(tree, fonts)
        heads = 0 if tree.blocks == (single,) else 4
        assert len(pages) == 1 or len(drawn(pages[-1]).frames) >= 2 * cells + heads


def test_a_row_that_passes_on_repeats_the_columns_that_name_it(fonts: FontLibrary) -> None:
    long = narrative(1500)
    one = Table(
        columns=tuple(Column(weight=1) for _ in range(4)),
        head=(tuple(HeadCell(text=text) for text in ("序号", "编号", "描述", "责任单位")),),
        rows=(TableRow(cells=("1", "W-0001", long, "总务处")),),
    )
    first, *others = paginate(document(one), fonts)
    assert others
    # Beside the words of the long cell: number and code on every page, the unit on the first.
    for page, beside in ((first, 3), *((other, 2) for other in others)):
        row_top = max(frame[1] for frame in drawn(page).frames)
        width = page.sheet.text_width / 4
        below = [line for line in drawn(page).lines if line[1] > row_top]
        cells = {int((line[0] - page.sheet.left) // width) for line in below}
        assert len(cells) == beside + 1


def test_a_short_cell_stays_whole_beside_a_long_one_that_is_parted(fonts: FontLibrary) -> None:
    both = Table(
        columns=(Column(weight=1), Column(weight=1), Column(weight=1)),
        head=(tuple(HeadCell(text=text) for text in ("序号", "描述", "整改要求")),),
        rows=(TableRow(cells=("1", narrative(700), "一\n二\n三\n四\n五")),),
    )
    third_column = 375.0
    seen = set()
    for lines in range(18, 38):
        pages = assert_sound(document(Note(text="注" + "\n注" * lines), both), fonts)
        for page in (drawn(page) for page in pages):
            head = min((frame[3] for frame in page.frames), default=0.0)
            seen.add(sum(line[0] > third_column and line[1] > head for line in page.lines))
    assert seen == {0, 5}


@pytest.mark.parametrize(
    "nothing",
    [LongText(text=""), LongText(text=" \u3000\n"), Note(text=""), NumberedList(items=())],
)
def test_a_text_without_a_word_leaves_no_page_blank(
    nothing: LongText | Note | NumberedList, fonts: FontLibrary
) -> None:
    assert len(paginate(document(PageBreak(), nothing), fonts)) == 1


def test_signatures_after_a_text_without_a_word_stand_by_themselves(fonts: FontLibrary) -> None:
    signed = SignatureRow(slots=(SignatureSlot(label="督学签名："),))
    (page,) = assert_sound(document(LongText(text=" "), signed), fonts)
    assert drawn(page).lines
