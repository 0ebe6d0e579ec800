"""Word files: what stands in them, and under which styles."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from inspector_app.reports.document import (
    CheckBoxes,
    Choice,
    Column,
    Document,
    Field,
    FieldGrid,
    FieldRow,
    HeadCell,
    LongText,
    NumberedList,
    Orientation,
    SignatureRow,
    SignatureSlot,
    Table,
    TableRow,
)
from inspector_app.reports.pdf import NothingToPrintError
from inspector_app.reports.word import render_docx
from tests.examples import examples
from tests.unit.reports.conftest import squeezed

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=60
)


def record(label: str, text: str, narrative: str, items: tuple[str, ...]) -> Document:
    boxes = CheckBoxes(choices=(Choice(label="随机", ticked=True), Choice(label="通知")))
    fields = (
        FieldRow(fields=(Field(label=label, content=text), Field(label="时段", content="上午"))),
        FieldRow(fields=(Field(label="过程", content=LongText(text=narrative)),)),
        FieldRow(fields=(Field(label="方式", content=boxes),)),
        FieldRow(fields=(Field(label="问题", content=NumberedList(items=items)),)),
    )
    signed = SignatureRow(slots=(SignatureSlot(label="督学签名："), SignatureSlot(label="学校：")))
    return Document(
        title="入校督导记录表",
        reference="编号：210304-2026-DX001-0001",
        record_no="210304-2026-DX001-0001",
        mark="草稿",
        blocks=(FieldGrid(rows=fields), signed),
    )


ORDINARY = record("学校", "示范区第1小学", "巡视校园。\n查看食堂。", ("通道堆物。", "台账不全。"))
TABLE = Document(
    title="入校督导月统计表",
    orientation=Orientation.LANDSCAPE,
    blocks=(
        Table(
            columns=(Column(weight=1), Column(weight=1), Column(weight=1)),
            head=(
                (HeadCell(text="督学", rows=2), HeadCell(text="入校", columns=2)),
                (HeadCell(text="校次"), HeadCell(text="人次")),
            ),
            rows=tuple(TableRow(cells=(f"督学{n:02d}", str(n), str(2 * n))) for n in range(80)),
        ),
    ),
)


def text_of(data: bytes) -> str:
    word = docx.Document(BytesIO(data))
    return squeezed("".join(each.text or "" for each in word.element.body.iter(qn("w:t"))))


@given(label=WORDS, text=WORDS, narrative=WORDS, items=st.lists(WORDS, max_size=3).map(tuple))
@examples()
def test_every_text_of_any_record_stands_in_the_file(
    label: str, text: str, narrative: str, items: tuple[str, ...]
) -> None:
    found = text_of(render_docx([record(label, text, narrative, items)]))
    for piece in (label, text, narrative, *items):
        assert squeezed(piece) in found


def test_the_same_tree_gives_the_same_bytes() -> None:
    assert render_docx([ORDINARY, TABLE]) == render_docx([ORDINARY, TABLE])


def test_each_document_has_a_section_of_its_own_paper() -> None:
    word = docx.Document(BytesIO(render_docx([ORDINARY, TABLE])))
    lies = [section.orientation for section in word.sections]
    assert lies == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]


def test_styles_name_the_fonts_that_offices_have() -> None:
    word = docx.Document(BytesIO(render_docx([ORDINARY])))
    used = {paragraph.style.name for paragraph in word.paragraphs}
    used |= {p.style.name for t in word.tables for row in t.rows for c in row.cells
             for p in c.paragraphs}  # fmt: skip
    fonts = set()
    for name in used:
        for node in word.styles[name].element.iter(qn("w:rFonts")):
            fonts.add(node.get(qn("w:eastAsia")))
    assert {"方正小标宋简体", "黑体", "宋体"} <= fonts


def test_the_head_of_a_table_is_repeated_on_each_page() -> None:
    body = docx.Document(BytesIO(render_docx([TABLE]))).element.body
    rows = list(body.iter(qn("w:tr")))
    repeated = [row for row in rows if row.find(f".//{qn('w:tblHeader')}") is not None]
    assert repeated == rows[:2]


def test_a_ratio_too_long_for_its_column_is_parted_before_its_bracket_and_no_other_text_is() -> (
    None
):
    head = (tuple(HeadCell(text="率") for _ in range(6)),)
    texts = ("269/1200（57.5%）", "督学01（兼职）一二三四五六七八九十", *["3/5（60%）"] * 4)
    table = Table(columns=(Column(weight=1),) * 6, head=head, rows=(TableRow(cells=texts),))
    word = docx.Document(BytesIO(render_docx([Document(title="表", blocks=(table,))])))
    cells = word.tables[0].rows[1].cells
    assert [cell.text for cell in cells[:3]] == ["269/1200\n（57.5%）", texts[1], "3/5（60%）"]


def test_every_part_of_the_file_is_sound_xml() -> None:
    with zipfile.ZipFile(BytesIO(render_docx([ORDINARY, TABLE]))) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(archive.read(name))


def test_a_signature_stays_out_of_a_file_whose_words_can_be_changed() -> None:
    buffer = BytesIO()
    Image.new("RGB", (90, 30), "white").save(buffer, "PNG")
    slots = (SignatureSlot(label="督学签名：", image=buffer.getvalue()),)
    signed = Document(title="表", blocks=(SignatureRow(slots=slots),))
    with zipfile.ZipFile(BytesIO(render_docx([signed]))) as archive:
        assert [name for name in archive.namelist() if "media" in name] == []
    assert "督学签名：" in text_of(render_docx([signed]))


def test_control_characters_do_not_break_the_file() -> None:
    found = text_of(render_docx([record("学校", "示范区\x00\x0b第1小学", "一\x1f二", ())]))
    assert "示范区第1小学" in found
    assert "一二" in found


def test_nothing_to_print_is_refused() -> None:
    with pytest.raises(NothingToPrintError):
        render_docx([])
