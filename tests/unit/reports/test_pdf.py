"""What is on paper: read back with poppler."""

import hashlib
import re
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from inspector_app.base import child
from inspector_app.reports.document import (
    CheckBoxes,
    Choice,
    Document,
    Field,
    FieldRow,
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
)
from inspector_app.reports.fonts import FontLibrary, FontsMissingError
from inspector_app.reports.pdf import (
    NothingToPrintError,
    UnprintableError,
    missing_characters,
    render,
)
from inspector_app.reports.pictures import PictureError
from tests.unit.reports.conftest import all_in, squeezed
from tests.unit.reports.trees import document, grid, long_row, narrative, row, table

Tool = Callable[..., str]
ROOT = Path(__file__).parents[3]
RARE = "王㛃、李䶮、赵𠅤"
NOWHERE = "\U00030000\ue000"


def picture(width: int = 80, height: int = 60, kind: str = "JPEG") -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (width, height), (90, 120, 160)).save(buffer, kind)
    return buffer.getvalue()


def photo(number: int) -> Photo:
    return Photo(image=picture(80 + number), number=f"照片{number}", caption=f"第{number}处")


@pytest.mark.parametrize("length", [12_000, 50_000])
def test_a_narrative_over_many_pages_is_all_there(printed: Tool, length: int) -> None:
    text = narrative(length)
    content = printed(document(grid(row("学校", "示范区第1小学"), long_row("督导过程", text))))
    assert squeezed(text) in content


def test_a_narrative_over_pages_is_all_there_in_the_order_of_drawing(printed: Tool) -> None:
    text = narrative(3000)
    content = printed(document(grid(long_row("督导过程", text))), "-raw")
    assert squeezed(text) in content


def test_two_long_cells_side_by_side_lose_nothing(printed: Tool) -> None:
    # Two scripts, so that each cell's text can be told from the other's.
    left = "".join(chr(0x4E00 + 3 * n) for n in range(1500))
    right = " ".join(str(n) for n in range(900))
    fields = (
        Field(label="Merits", content=LongText(text=left)),
        Field(label="Gaps", content=LongText(text=right)),
    )
    content = printed(document(grid(FieldRow(fields=fields))), "-raw")
    assert left in re.sub(r"[0-9A-Za-z]", "", content)
    assert squeezed(right) in re.sub(r"[^0-9]", "", content)


def test_rare_names_are_printed_and_can_be_searched(printed: Tool) -> None:
    assert RARE in printed(document(grid(row("同行督学", RARE))))


def test_every_font_is_embedded_and_none_is_helvetica(tool: Tool, fonts: FontLibrary) -> None:
    data = render([document(grid(row("同行督学", RARE)), Heading(text="听课"))], fonts=fonts)
    lines = tool("pdffonts", data).splitlines()[2:]
    assert lines
    for line in lines:
        assert "Inspector" in line
        embedded, subset, unicode = line.split()[-5:-2]
        assert (embedded, subset, unicode) == ("yes", "yes", "yes")


def test_wide_gaps_inside_a_field_do_not_part_its_text(printed: Tool) -> None:
    text = "2022年10月12日　上午　　第2节"
    content = printed(document(grid(row("督导日期", text), row("学校", "示范区第1小学"))))
    assert squeezed(text) in content


def test_a_table_that_passes_to_the_next_page_says_so_and_repeats_its_head(
    tool: Tool, fonts: FontLibrary
) -> None:
    data = render([document(table(80))], fonts=fonts)
    pages = tool("pdftotext", data, "-layout").split("\f")[:-1]
    assert len(pages) > 1
    assert "续表" not in pages[0]
    for page in pages[1:]:
        assert page.count("续表") == 1
    for page in pages:
        assert all(word in page for word in ("序号", "听课", "节次", "学年累计"))
    drawn = squeezed("".join(pages))
    assert not all_in([f"{n}甲{n}乙{n}" for n in range(1, 81)], drawn)


def test_a_record_table_that_passes_to_the_next_page_says_so(
    tool: Tool, fonts: FontLibrary
) -> None:
    data = render([document(grid(long_row("督导过程", narrative(3000))))], fonts=fonts)
    pages = tool("pdftotext", data).split("\f")[:-1]
    assert ["续表" in page for page in pages] == [False, *[True] * (len(pages) - 1)]
    assert [page.count("督导过程") for page in pages] == [1, *[0] * (len(pages) - 1)], (
        "the repeated label is drawn, but copied text has it once"
    )


def test_a_table_that_begins_on_a_new_page_is_not_called_continued(
    tool: Tool, fonts: FontLibrary
) -> None:
    data = render([document(Note(text="说明"), PageBreak(), table(3))], fonts=fonts)
    assert "续表" not in tool("pdftotext", data)


def test_every_page_bears_number_record_revision_check_code_and_mark(
    tool: Tool, fonts: FontLibrary
) -> None:
    tree = document(grid(long_row("督导过程", narrative(3000))), mark="送签稿 2")
    pages = tool("pdftotext", render([tree], fonts=fonts)).split("\f")[:-1]
    for number, page in enumerate(pages, start=1):
        drawn = squeezed(page)
        assert f"第{number}页共{len(pages)}页" in drawn
        assert f"记录编号{tree.record_no}{tree.revision}校验码{tree.check_code}" in drawn
        assert "送签稿2" in drawn


def test_documents_in_one_file_have_page_numbers_of_their_own(
    tool: Tool, fonts: FontLibrary
) -> None:
    one, two = document(table(2)), document(table(50))
    text = squeezed(tool("pdftotext", render([one, two], fonts=fonts)))
    assert re.findall(r"第\d+页共\d+页", text) == ["第1页共1页", "第1页共2页", "第2页共2页"]


def test_landscape_and_portrait_stand_in_one_file(tool: Tool, fonts: FontLibrary) -> None:
    tall = document(table(2))
    wide = Document(title="月统计表", blocks=(table(2),), orientation=Orientation.LANDSCAPE)
    info = tool("pdfinfo", render([tall, wide], fonts=fonts), "-l", "2")
    sizes = re.findall(r"Page +\d size: +([\d.]+) x ([\d.]+)", info)
    assert [(round(float(w)), round(float(h))) for w, h in sizes] == [(595, 842), (842, 595)]


def test_the_same_tree_gives_the_same_bytes_in_another_process(fonts: FontLibrary) -> None:
    tree = document(grid(row("同行督学", RARE)), PhotoPages(heading="照片", photos=(photo(1),)))
    here = hashlib.sha256(render([tree], fonts=fonts)).hexdigest()
    script = (
        "import hashlib\n"
        "from tests.unit.reports.test_pdf import *\n"
        "tree = document(grid(row('同行督学', RARE)),"
        " PhotoPages(heading='照片', photos=(photo(1),)))\n"
        "print(hashlib.sha256(render([tree], fonts=FontLibrary())).hexdigest())\n"
    )
    prelude = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
    there = child.run([sys.executable, "-c", prelude + script], seconds=60)
    assert there.out.decode().strip() == here, there.err.decode()


def test_characters_that_no_face_has_are_named_before_anything_is_printed(
    fonts: FontLibrary,
) -> None:
    tree = document(grid(row("同行督学", f"赵{NOWHERE}"), row("说明", "☑")))
    assert missing_characters([tree], fonts) == ("☑", "\ue000", "\U00030000")
    with pytest.raises(UnprintableError, match=r"U\+30000") as refused:
        render([tree], fonts=fonts)
    assert refused.value.characters == ("☑", "\ue000", "\U00030000")


def test_characters_that_faces_have_are_not_reported(fonts: FontLibrary) -> None:
    tree = document(grid(row("同行督学", f"{RARE}〔〕—㎡①⑮\u200b\t\n")))
    assert missing_characters([tree], fonts) == ()


def test_an_unprintable_character_is_a_box_that_copies_as_the_character(printed: Tool) -> None:
    assert f"赵{NOWHERE}同志" in printed(document(grid(row("同行督学", f"赵{NOWHERE}同志"))))


def test_check_boxes_are_drawn_and_their_labels_are_text(printed: Tool) -> None:
    labels = ["经常性", "专项", "综合", "整改回访", "投诉核查", "突发事件", "联合督导"]
    boxes = CheckBoxes(choices=tuple(Choice(label=x, ticked=x == "专项") for x in labels))
    field = Field(label="督导类型", content=boxes)
    content = printed(document(grid(FieldRow(fields=(field,)))))
    assert not all_in(labels, content)


def test_numbered_items_keep_their_text(printed: Tool) -> None:
    items = (narrative(300), "第二条。\n整改要求：立即清空。", "第三条")
    field = Field(label="存在问题", content=NumberedList(items=items))
    content = printed(document(grid(FieldRow(fields=(field,)))))
    assert not all_in(items, content)


def test_six_landscape_photos_stand_on_one_page(tool: Tool, fonts: FontLibrary) -> None:
    tree = document(PhotoPages(heading="现场照片", photos=tuple(photo(n) for n in range(1, 8))))
    data = render([tree], fonts=fonts)
    pages = [squeezed(page) for page in tool("pdftotext", data).split("\f")[:-1]]
    assert ["照片6" in page for page in pages] == [False, True, False]
    assert ["照片7" in page for page in pages] == [False, False, True]
    listed = tool("pdfimages", data, "-list").splitlines()[2:]
    assert [line.split()[0] for line in listed] == ["2"] * 6 + ["3"]
    assert all(line.split()[8] == "jpeg" for line in listed), "copied, not coded again"


def test_a_caption_longer_than_its_place_is_not_cut(printed: Tool) -> None:
    caption = narrative(700)
    tall = Photo(image=picture(), number="照片1", caption=caption)
    assert squeezed(caption) in printed(document(PhotoPages(heading="照片", photos=(tall,))))


def test_a_damaged_photo_refuses_the_print_with_a_sentence(fonts: FontLibrary) -> None:
    broken = Photo(image=b"\xff\xd8\xff\xe0 not a picture", number="照片1")
    with pytest.raises(PictureError, match="已损坏"):
        render([document(PhotoPages(heading="照片", photos=(broken,)))], fonts=fonts)


def test_a_signature_stands_in_its_place_as_a_picture(tool: Tool, fonts: FontLibrary) -> None:
    slots = (
        SignatureSlot(label="督学签名：", image=picture(300, 100, "PNG")),
        SignatureSlot(label="学校负责人（盖章）："),
    )
    data = render([document(SignatureRow(slots=slots))], fonts=fonts)
    assert len(tool("pdfimages", data, "-list").splitlines()[2:]) == 1
    text = squeezed(tool("pdftotext", data))
    assert text.count("年月日") == 2


def test_a_file_without_a_document_is_refused(fonts: FontLibrary) -> None:
    with pytest.raises(NothingToPrintError, match="未生成文件"):
        render([], fonts=fonts)


def test_a_document_without_a_number_is_named_by_its_title_on_every_page(
    tool: Tool, fonts: FontLibrary
) -> None:
    tree = Document(title="月统计表", subtitle="示范区　2022年10月", blocks=(table(60),))
    for page in tool("pdftotext", render([tree], fonts=fonts)).split("\f")[:-1]:
        assert f"月统计表示范区2022年10月校验码{tree.check_code}" in squeezed(page)


def test_fonts_that_are_not_there_give_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FontsMissingError, match="请重新安装"):
        render([document(table(1))], fonts=FontLibrary(tmp_path))


def test_a_damaged_font_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "NotoSerifSC-Regular.ttf").write_bytes(b"\x00\x01\x00\x00\x00\x05")
    with pytest.raises(FontsMissingError, match="已损坏"):
        render([document(table(1))], fonts=FontLibrary(tmp_path))
