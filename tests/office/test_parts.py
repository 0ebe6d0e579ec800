"""The Word files of every kind from inside: named fonts, styles to edit, repeated heads."""

import re
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

from inspector_app.services.document_kinds import FileFormat
from tests.office.conftest import Made
from tests.office.peer import lines_of, programs, squeezed

Files = Mapping[str, Mapping[FileFormat, Path]]
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FONTS: Final = {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}
TABLES: Final = ("month", "ledger")
# A letter has no foot but its page number (GB/T 9704-2012), and so no check code.
LETTERS: Final = {
    "rectification-notice", "feedback-letter", "opinion-letter", "consultation-letter",
    "rectification-report", "campaign-opinion", "summary",
}  # fmt: skip


def part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def words(files: Files) -> Iterator[tuple[str, Path]]:
    for code, each in files.items():
        yield code, each[FileFormat.WORD]


def parts_with_text(path: Path) -> Iterator[etree._Element]:
    """Yield the body, the heads and the feet."""
    with zipfile.ZipFile(path) as archive:
        names = [n for n in archive.namelist() if n.startswith(("word/document", "word/header",
                                                                 "word/footer"))]  # fmt: skip
    for name in names:
        yield part(path, name)


def styles_of(path: Path) -> dict[str, etree._Element]:
    return {
        each.get(f"{W}styleId"): each for each in part(path, "word/styles.xml").iter(f"{W}style")
    }


def test_the_five_fonts_of_offices_are_named_in_every_file_and_none_is_embedded(
    files: Files,
) -> None:
    for code, path in words(files):
        fonts = part(path, "word/fontTable.xml")
        named = {each.get(f"{W}name"): each for each in fonts}
        assert set(named) >= FONTS, code
        assert all(named[name].find(f"{W}altName") is not None for name in FONTS), code
        with zipfile.ZipFile(path) as archive:
            assert not any(name.startswith("word/fonts/") for name in archive.namelist()), code


def test_every_paragraph_has_a_style_that_names_its_chinese_font(files: Files) -> None:
    for code, path in words(files):
        styles = styles_of(path)
        used = set()
        for root in parts_with_text(path):
            for paragraph in root.iter(f"{W}p"):
                style = paragraph.find(f"{W}pPr/{W}pStyle")
                assert style is not None, (code, "".join(paragraph.itertext()))
                used.add(style.get(f"{W}val"))
        fonts = {name: styles[name].find(f"{W}rPr/{W}rFonts") for name in used}
        assert {n for n, f in fonts.items() if f is None or f.get(f"{W}eastAsia") not in FONTS} == (
            set()
        ), code
        assert len({font.get(f"{W}eastAsia") for font in fonts.values()}) >= 3, code


def test_text_looks_as_its_style_says_and_in_no_other_way(files: Files) -> None:
    # A run that brings a font or size of its own would stay behind when its style is changed.
    allowed = {f"{W}rFonts", f"{W}rStyle"}
    for code, path in words(files):
        for root in parts_with_text(path):
            for look in root.iter(f"{W}rPr"):
                assert {child.tag for child in look} <= allowed, code
                fonts = look.find(f"{W}rFonts")
                assert fonts is None or set(fonts.attrib) == {f"{W}hint"}, code


def test_headings_are_listed_in_the_navigation_pane(files: Files) -> None:
    for code, path in words(files):
        levels = {
            name
            for name, style in styles_of(path).items()
            if style.find(f"{W}pPr/{W}outlineLvl") is not None
        }
        body = part(path, "word/document.xml")
        listed = [p for p in body.iter(f"{W}pStyle") if p.get(f"{W}val") in levels]
        assert listed, code


@pytest.mark.parametrize("code", TABLES)
def test_the_head_of_each_table_of_figures_is_repeated(files: Files, code: str) -> None:
    tables = list(part(files[code][FileFormat.WORD], "word/document.xml").iter(f"{W}tbl"))
    heads = [
        [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
        for table in tables
    ]
    with_head = [rows for rows in heads if any(rows)]
    assert with_head
    for rows in with_head:
        count = sum(rows)
        assert rows == [True] * count + [False] * (len(rows) - count)


def test_libreoffice_begins_each_page_of_the_ledger_with_its_head(
    documents: Mapping[str, Made],
) -> None:
    pages = [page for page in lines_of(documents["ledger"].printed[FileFormat.WORD]) if page]
    assert len(pages) > 2
    head = squeezed("序号问题编号来源被督导单位学段责任区类别问题描述程度处理")
    # The last page may have nothing but the places to sign.
    assert all(head in "".join(page) for page in pages[:-1])


def test_a_word_file_bears_the_check_code_of_the_pdf(files: Files) -> None:
    (reader,) = programs("pdftotext")
    code = re.compile(r"校验码\s?([0-9A-F]{4}-[0-9A-F]{4})")
    for kind, each in files.items():
        text = "".join("".join(root.itertext()) for root in parts_with_text(each[FileFormat.WORD]))
        pdf = subprocess.run(
            [reader, "-enc", "UTF-8", each[FileFormat.PDF], "-"],
            capture_output=True,
            check=True,
        ).stdout.decode()
        found = set(code.findall(pdf))
        assert set(code.findall(text)) == found, kind
        assert bool(found) == (kind not in LETTERS), kind
