"""What a Word file says, whoever wrote it and whatever it tries."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from inspector_app.base.errors import InputError
from inspector_app.domain.word_content import WordParagraph, WordTable
from inspector_app.papers import package
from inspector_app.papers.conversion import word_bytes
from inspector_app.papers.package import BrokenXmlError, OldFormatError, parse
from inspector_app.papers.reading import read_word
from tests.unit.papers.word_files import drawing, p, run, tbl, tc, tr, vml, word_file


def lines(body: str, **parts: object) -> list[str]:
    content = read_word(word_file(body, **parts), name="甲.docx")  # type: ignore[arg-type]
    return [block.text for block in content.blocks if isinstance(block, WordParagraph)]


def test_fonts_are_stripped_and_the_runs_of_a_line_stand_together() -> None:
    assert lines(p("督导", "过程") + p("")) == ["督导过程", ""]


def test_tracked_changes_are_read_as_if_they_were_accepted() -> None:
    body = (
        "<w:p>" + run("已") + f"<w:ins>{run('全部')}</w:ins>"
        "<w:del><w:r><w:delText>尚未</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('移走的')}</w:moveFrom><w:moveTo>{run('移来的')}</w:moveTo>"
        + run("完成") + "</w:p>"
    )  # fmt: skip
    assert lines(body) == ["已全部移来的完成"]


def test_a_row_that_was_deleted_is_not_read() -> None:
    gone = tr(tc(p("删去")), shape="<w:trPr><w:del/></w:trPr>")
    (table,) = read_word(word_file(tbl(tr(tc(p("留下"))), gone)), name="甲").tables
    assert [row[0].text for row in table.rows] == ["留下"]


def test_breaks_tabs_and_boxes_become_characters() -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>'
    )
    assert lines(body) == ["甲\n乙\t丙☑"]


def test_headings_are_known_by_their_style_and_by_the_style_it_is_based_on() -> None:
    styles = (
        '<w:style w:styleId="1"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="my"><w:name w:val="标题甲"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:styleId="loop"><w:basedOn w:val="loop"/></w:style>'
    )
    body = p("甲", style="1") + p("乙", style="my") + p("丙", style="loop")
    content = read_word(word_file(body, styles=styles), name="甲")
    assert [block.level for block in content.paragraphs()] == [2, 2, 0]


def test_pictures_of_new_and_of_old_programs_are_taken_out() -> None:
    data = word_file(tbl(tr(tc(drawing("a")), tc(vml("b")))), pictures={"a": b"1", "b": b"2"})
    (table,) = read_word(data, name="甲").tables
    assert [[each.data for each in cell.pictures] for cell in table.rows[0]] == [[b"1"], [b"2"]]


def test_of_what_is_written_twice_for_two_programs_one_is_read() -> None:
    body = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
        f"{p('框里的字')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent>{p('框里的字')}</w:txbxContent></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert lines(body) == ["", "框里的字"]


def test_merged_cells_keep_their_place_and_a_table_in_a_cell_its_words() -> None:
    inner = tbl(tr(tc(p("里一")), tc(p("里二"))))
    body = tbl(
        tr(tc(p("甲"), span=2), tc(p("乙"), merge="restart")),
        tr(tc(p("丙")), tc(inner), tc(merge="continue")),
    )
    (table,) = read_word(word_file(body), name="甲").tables
    assert isinstance(table, WordTable)
    assert [(c.column, c.span, c.continues, c.text) for row in table.rows for c in row] == [
        (0, 2, False, "甲"), (2, 1, False, "乙"),
        (0, 1, False, "丙"), (1, 1, False, "里一\n里二"), (2, 1, True, ""),
    ]  # fmt: skip


def test_an_entity_is_refused_before_it_is_read() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(InputError, match="已经损坏"):
        read_word(word_file(p("&b;"), head=bomb), name="甲.docx")
    with pytest.raises(BrokenXmlError):
        parse((bomb + "<x/>").encode("utf-16"))


def test_elements_that_lie_in_each_other_without_end_are_refused() -> None:
    with pytest.raises(BrokenXmlError):
        parse(b"<a>" * 5_000 + b"</a>" * 5_000)


def test_a_small_file_that_unpacks_to_a_large_one_is_refused() -> None:
    bomb = word_file(p("甲"), more={"word/media/x.png": bytes(420 * 2**20)})
    assert len(bomb) < 2**20
    with pytest.raises(InputError, match="太大"):
        read_word(bomb, name="甲.docx")


@pytest.mark.parametrize("data", [b"PK\x03\x04 nothing", b"{\\rtf1 text}", b"%PDF-1.7"])
def test_another_file_is_a_sentence(data: bytes) -> None:
    with pytest.raises(InputError, match=r"不是 Word 文件|已经损坏"):
        read_word(data, name="甲.docx")


def test_an_archive_of_something_else_is_a_sentence() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "甲")
    with pytest.raises(InputError, match="不是 Word 文件"):
        read_word(buffer.getvalue(), name="甲.zip")


def test_any_cut_of_a_file_is_a_sentence() -> None:
    whole = word_file(p("甲"), pictures={"a": b"1" * 200})
    for length in range(0, len(whole), 37):
        with pytest.raises(InputError):
            read_word(whole[:length], name="甲.docx")


def test_without_another_program_an_old_file_says_how_to_save_it_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "旧.doc"
    old.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OldFormatError, match=r"另存为 \.docx"):
        word_bytes(old)


def test_a_locked_file_is_told_apart_from_an_old_one() -> None:
    locked = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(InputError, match="打开密码"):
        read_word(locked, name="甲.docx")


@pytest.mark.parametrize("where", ["a place before the file", "a way of packing that is broken"])
def test_an_archive_that_its_reader_falls_over_is_called_damaged(where: str) -> None:
    data = bytearray(word_file(p("甲")))
    if where == "a place before the file":
        # The first entry of the directory begins, so it says, where no file can.
        at = data.index(b"PK\x01\x02")
        end = data.index(b"PK\x05\x06")
        data[end + 16 : end + 20] = (at + 4_000).to_bytes(4, "little")
    else:
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
            archive.writestr("_rels/.rels", b"<a/>")
        data = stream.getbuffer().tobytes()  # type: ignore[assignment]
        data = bytearray(data)
        body = data.index(b"rels/.rels") + len("rels/.rels")
        data[body + 4 : body + 9] = b"\xff" * 5

    with pytest.raises(InputError, match="已经损坏"):
        read_word(bytes(data), name="甲.docx")


def test_more_elements_than_any_document_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_ELEMENTS", 2_000)

    assert lines(p("甲") * 100)
    for body in (p("甲") * 1_000, "<w:p " + " ".join(f'a{n}=""' for n in range(2_500)) + "/>"):
        with pytest.raises(InputError, match="太大"):
            read_word(word_file(body), name="甲.docx")
