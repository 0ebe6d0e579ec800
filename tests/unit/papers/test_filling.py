"""Writing into a Word form: only what is filled in changes."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base.errors import InputError
from inspector_app.domain.word_spot import Spot
from inspector_app.papers.filling import WordPaper
from inspector_app.papers.reading import read_word
from tests.unit.papers.word_files import p, tbl, tc, tr, word_file

LOOKS = '<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="21"/></w:rPr>'
EMPTY = f"<w:p><w:pPr><w:jc w:val='center'/>{LOOKS}</w:pPr></w:p>"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist()}


def body_of(data: bytes) -> str:
    return parts(data)["word/document.xml"].decode()


def paper(body: str) -> WordPaper:
    return WordPaper(word_file(body), name="甲.docx")


def text_of(data: bytes, row: int, column: int) -> str:
    return read_word(data, name="甲.docx").tables[0].rows[row][column].text


def test_an_empty_cell_is_written_in_the_looks_of_its_paragraph_and_all_else_stays() -> None:
    before = word_file(tbl(tr(tc(p("内容")), tc(EMPTY))), more={"word/settings.xml": b"<x/>"})
    filled = WordPaper(before, name="甲.docx")
    assert filled.write(Spot(0, 0, 1), "公示 <三处>\n& 两栏")
    data = filled.file()
    run = (
        f'<w:r>{LOOKS}<w:t xml:space="preserve">公示 &lt;三处&gt;</w:t><w:br/>'
        '<w:t xml:space="preserve">&amp; 两栏</w:t></w:r>'
    )
    assert body_of(data) == body_of(before).replace("</w:pPr></w:p>", f"</w:pPr>{run}</w:p>")
    others = {name: content for name, content in parts(data).items() if "document.xml" not in name}
    assert others == {n: c for n, c in parts(before).items() if "document.xml" not in n}
    assert text_of(data, 0, 1) == "公示 <三处>\n& 两栏"


def test_a_cell_of_one_tag_is_opened_for_what_is_written() -> None:
    filled = paper(tbl(tr(tc(p("内容")), '<w:tc><w:p w:rsidR="1"/></w:tc>')))
    assert filled.write(Spot(0, 0, 1), "好")
    assert '<w:p w:rsidR="1"><w:r><w:t xml:space="preserve">好</w:t></w:r></w:p>' in body_of(
        filled.file()
    )


def test_what_the_form_says_is_never_written_over_and_nothing_is_written_twice() -> None:
    before = word_file(tbl(tr(tc(p("见附件")), tc())))
    filled = WordPaper(before, name="甲.docx")
    assert not filled.write(Spot(0, 0, 0), "好")
    assert filled.write(Spot(0, 0, 1), "好")
    assert not filled.write(Spot(0, 0, 1), "差")
    assert text_of(filled.file(), 0, 1) == "好"


@pytest.mark.parametrize(
    ("cell", "word", "then"),
    [
        ("□是 □否", "否", "□是 ☑否"),
        ("是□ 否□", "是", "是☑ 否□"),
        ("□ 符合  □基本符合  □不符合", "符合", "☑ 符合  □基本符合  □不符合"),
        ("○好　○中　○差", "中", "○好　●中　○差"),
        ("情况：□是 □否", "是", "情况：☑是 □否"),
        ("有无：□有 □无", "有", "有无：☑有 □无"),
        ("1. □是 □否（原因：　　）", "否", "1. □是 ☑否（原因：　　）"),
        ("有□ 无□ 说明", "有", "有☑ 无□ 说明"),
    ],
)
def test_the_box_of_a_word_is_ticked(cell: str, word: str, then: str) -> None:
    filled = paper(tbl(tr(tc(p(cell)))))
    assert filled.tick(Spot(0, 0, 0), word)
    assert body_of(filled.file()) == body_of(word_file(tbl(tr(tc(p(then))))))


def test_a_box_that_may_be_of_either_word_is_left_alone() -> None:
    filled = paper(tbl(tr(tc(p("有□ 无□ 说明")))))
    assert not filled.tick(Spot(0, 0, 0), "无")


def test_a_box_over_several_runs_keeps_the_looks_of_each() -> None:
    filled = paper(tbl(tr(tc(p("□", "是", " □", "否")))))
    assert filled.tick(Spot(0, 0, 0), "否")
    assert body_of(filled.file()) == body_of(word_file(tbl(tr(tc(p("□", "是", " ☑", "否"))))))


def test_a_box_from_a_font_of_symbols_becomes_the_ticked_one_of_that_font() -> None:
    box = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r><w:r><w:t>是</w:t></w:r>'
    filled = paper(tbl(tr(tc(f"<w:p>{box}</w:p>"))))
    assert filled.tick(Spot(0, 0, 0), "是")
    data = filled.file()
    assert '<w:sym w:font="Wingdings" w:char="F0FE"/>' in body_of(data)
    assert text_of(data, 0, 0) == "☑是"


def test_a_control_with_a_box_is_ticked_inside_and_outside() -> None:
    control = (
        f'<w:sdt {W14}><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/>'
        '<w14:checkedState w14:val="2611" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>是</w:t></w:r>"
    )
    filled = paper(tbl(tr(tc(f"<w:p>{control}</w:p>"))))
    assert filled.tick(Spot(0, 0, 0), "是")
    told = body_of(filled.file())
    assert '<w14:checked w14:val="1"/>' in told
    assert '<w14:checkedState w14:val="2611" w14:font="MS Gothic"/>' in told
    assert "<w:t>☑</w:t>" in told


def test_one_of_several_words_between_strokes_is_marked_behind() -> None:
    filled = paper(tbl(tr(tc(p("好/中/差")))))
    assert filled.mark(Spot(0, 0, 0), "中")
    assert not filled.mark(Spot(0, 0, 0), "优")
    assert text_of(filled.file(), 0, 0) == "好/中√/差"


def test_no_box_and_no_word_is_no_place() -> None:
    filled = paper(tbl(tr(tc(p("□是 □否")), tc(p("符合")))))
    assert not filled.tick(Spot(0, 0, 0), "不适用")
    assert not filled.tick(Spot(0, 0, 1), "符合")
    assert not filled.mark(Spot(0, 0, 1), "符合")
    assert body_of(filled.file()) == body_of(word_file(tbl(tr(tc(p("□是 □否")), tc(p("符合"))))))


def test_a_blank_takes_what_it_is_for_and_the_next_label_stays_in_its_place() -> None:
    filled = paper(p("学校：", "__________", "日期：    年  月  日"))
    (line,) = filled.lines
    assert filled.fill_blank(line, 3, "第3小学")
    assert filled.fill_blank(line, line.text.index("日期：") + 3, date(2026, 11, 20))
    told = read_word(filled.file(), name="甲.docx")
    assert next(told.paragraphs()).text == "学校：第3小学   日期：2026年11月20日"


def test_a_label_at_the_end_of_its_line_takes_what_follows() -> None:
    filled = paper(p("责任督学："))
    assert filled.fill_blank(filled.lines[0], 5, "督学01")
    assert next(read_word(filled.file(), name="甲.docx").paragraphs()).text == "责任督学：督学01"


def test_a_label_with_words_behind_it_is_left_alone() -> None:
    filled = paper(p("学校：由督导室填写"))
    assert not filled.fill_blank(filled.lines[0], 3, "第3小学")


def test_a_part_in_another_writing_says_how_to_save_it_again() -> None:
    data = word_file(p("甲"))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts(data).items():
            wide = name == "word/document.xml"
            archive.writestr(name, content.decode().encode("utf-16") if wide else content)
    with pytest.raises(InputError, match=r"另存为 \.docx"):
        WordPaper(stream.getvalue(), name="甲.docx")


@given(st.lists(st.text("甲乙 <>&□_/\"'", max_size=8), min_size=1, max_size=6), st.data())
def test_whatever_is_written_reads_back_and_every_other_cell_says_what_it_said(
    texts: list[str], data: st.DataObject
) -> None:
    escaped = [t.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for t in texts]
    before = word_file(tbl(*(tr(tc(p(text)), tc("<w:p></w:p>")) for text in escaped)))
    filled = WordPaper(before, name="甲.docx")
    row = data.draw(st.integers(0, len(texts) - 1))
    written = data.draw(st.text("丙丁<&>;\n", min_size=1, max_size=9))
    assert filled.write(Spot(0, row, 1), written)
    rows = read_word(filled.file(), name="甲.docx").tables[0].rows
    told = read_word(before, name="甲.docx").tables[0].rows
    assert [each[0].text for each in rows] == [each[0].text for each in told]
    assert rows[row][1].text == written.strip()
    # One piece went in; before it and behind it every byte is what it was.
    was, now = body_of(before), body_of(filled.file())
    at = next(n for n, (one, other) in enumerate(zip(was, now, strict=False)) if one != other)
    assert now.endswith(was[at:])
