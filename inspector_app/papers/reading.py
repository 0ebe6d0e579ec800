"""From the parts of a Word file to what it says.

Tracked changes are read as if they were accepted. Fonts, sizes and colours are never looked at.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from inspector_app.domain.word_content import (
    WordBlock,
    WordCell,
    WordContent,
    WordParagraph,
    WordPicture,
    WordTable,
)
from inspector_app.papers.package import MOST_BYTES_OF_PICTURE, Package, too_big

_MAIN: Final = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_RELATION: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)
ALTERNATE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_VML_IMAGE: Final = "{urn:schemas-microsoft-com:vml}imagedata"
_STYLES: Final = "/relationships/styles"
_MOST_CELLS: Final = 100_000
# What was deleted or moved away, what only describes, and what is no part of the running text.
SILENT: Final = frozenset(
    {"del", "moveFrom", "rPr", "pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "delText",
     "instrText", "sdtPr", "sdtEndPr", "footnoteReference", "commentReference"}
)  # fmt: skip
CHARACTERS: Final = {
    "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": "\t",
}  # fmt: skip
# Boxes to tick that Word takes from fonts of symbols.
SYMBOLS: Final = {
    "00A8": "□", "006F": "□", "00A3": "□", "0052": "☑", "00FE": "☑", "0053": "☒", "00FD": "☒",
}  # fmt: skip


def read_word(data: bytes, *, name: str) -> WordContent:
    """Return what a .docx file says.

    Raises:
        OldFormatError: it is of a format before .docx.
        InputError: it is locked, damaged, too large or no Word file.
    """
    return _Reader(Package(data, name=name), name).content()


def tag_of(element: Element) -> str:
    """Return the name of an element of Word's main namespace, empty for any other."""
    for main in _MAIN:
        if element.tag.startswith(main):
            return element.tag[len(main) :]
    return ""


def value_of(element: Element | None, name: str = "val") -> str:
    """Return an attribute of Word's main namespace, empty where there is none."""
    if element is None:
        return ""
    return next((v for main in _MAIN if (v := element.get(main + name)) is not None), "")


def part_of(element: Element | None, name: str) -> Element | None:
    """Return the first part of an element with this name in Word's main namespace."""
    return next((e for e in element if tag_of(e) == name), None) if element is not None else None


class _Reader:
    """Reads one file."""

    def __init__(self, package: Package, name: str) -> None:
        self._package, self._name = package, name
        relations = package.relations(package.document)
        self._targets = {key: target for key, (_, target) in relations.items()}
        self._levels = self._style_levels(relations.values())
        self._pictures: dict[str, WordPicture | None] = {}
        self._cells = 0

    def content(self) -> WordContent:
        root = self._package.xml(self._package.document)
        body = part_of(root, "body")
        return WordContent(blocks=tuple(self._blocks(body)) if body is not None else ())

    def _style_levels(self, relations: Iterable[tuple[str, str]]) -> Mapping[str, int]:
        part = next((target for kind, target in relations if kind.endswith(_STYLES)), "")
        root = self._package.xml(part) if part else None
        return dict(_heading_styles(root)) if root is not None else {}

    # -- blocks ----------------------------------------------------------------------------------

    def _blocks(self, parent: Element) -> Iterator[WordBlock]:
        for child in unfolded(parent):
            match tag_of(child):
                case "p":
                    yield self._paragraph(child)
                    # A shape with text in it stands apart from the line that it is anchored in.
                    for box in text_boxes(child):
                        yield from self._blocks(box)
                case "tbl":
                    yield self._table(child)
                case "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag":
                    yield from self._blocks(child)

    def _table(self, table: Element) -> WordTable:
        return WordTable(rows=tuple(self._row(row) for row in parts_named(table, "tr")))

    def _row(self, row: Element) -> tuple[WordCell, ...]:
        made: list[WordCell] = []
        column = _number(part_of(part_of(row, "trPr"), "gridBefore"), least=0)
        for cell in parts_named(row, "tc"):
            self._cells += 1
            if self._cells > _MOST_CELLS:
                raise too_big(self._name)
            shape = part_of(cell, "tcPr")
            span = _number(part_of(shape, "gridSpan"), least=1)
            merge = part_of(shape, "vMerge")
            made.append(
                WordCell(
                    column=column,
                    span=span,
                    continues=merge is not None and value_of(merge) != "restart",
                    paragraphs=tuple(self._flat(self._blocks(cell))),
                )
            )
            column += span
        return tuple(made)

    def _flat(self, blocks: Iterable[WordBlock]) -> Iterator[WordParagraph]:
        """Yield the paragraphs of a cell; those of a table within it follow row by row."""
        for block in blocks:
            if isinstance(block, WordParagraph):
                yield block
            else:
                yield from (p for row in block.rows for cell in row for p in cell.paragraphs)

    # -- paragraphs ------------------------------------------------------------------------------

    def _paragraph(self, paragraph: Element) -> WordParagraph:
        shape = part_of(paragraph, "pPr")
        own = value_of(part_of(shape, "outlineLvl"))
        level = _level(own) if own else self._levels.get(value_of(part_of(shape, "pStyle")), 0)
        pictures: list[WordPicture] = []
        text = "".join(self._texts(paragraph, pictures))
        return WordParagraph(text=text.strip(), level=level, pictures=tuple(pictures))

    def _texts(self, parent: Element, pictures: list[WordPicture]) -> Iterator[str]:
        for child in unfolded(parent):
            tag = tag_of(child)
            if tag in SILENT or tag == "txbxContent":
                continue
            if tag == "t":
                yield child.text or ""
            elif tag in CHARACTERS:
                yield "" if value_of(child, "type") == "page" else CHARACTERS[tag]
            elif tag == "sym":
                yield SYMBOLS.get(value_of(child, "char").upper().replace("F0", "00", 1), "")
            else:
                self._picture(child, pictures)
                yield from self._texts(child, pictures)

    def _picture(self, element: Element, pictures: list[WordPicture]) -> None:
        """Add the picture that an element shows, if it is one that shows any."""
        local = element.tag.rpartition("}")[2]
        if local == "blip":
            key = next((v for r in _RELATION if (v := element.get(r + "embed"))), "")
        elif element.tag == _VML_IMAGE:
            key = next((v for r in _RELATION if (v := element.get(r + "id"))), "")
        else:
            return
        found = self._picture_at(self._targets.get(key, ""))
        if found is not None:
            pictures.append(found)

    def _picture_at(self, part: str) -> WordPicture | None:
        if part and part not in self._pictures:
            data = self._package.bytes_of(part, most=MOST_BYTES_OF_PICTURE)
            name = part.rpartition("/")[2]
            self._pictures[part] = WordPicture(name=name, data=data) if data else None
        return self._pictures.get(part)


def unfolded(parent: Element) -> Iterator[Element]:
    """Yield the children; of what is written twice for old and new programs, the new one."""
    for child in parent:
        if child.tag == ALTERNATE:
            if len(child):
                yield from child[0]
        else:
            yield child


def parts_named(parent: Element, name: str) -> Iterator[Element]:
    """Yield rows or cells, also those within content controls; deleted rows are left out."""
    for child in parent:
        tag = tag_of(child)
        if tag == name:
            if part_of(part_of(child, "trPr"), "del") is None:
                yield child
        elif tag in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from parts_named(child, name)


def text_boxes(paragraph: Element) -> Iterator[Element]:
    """Yield the contents of the boxes that hang on a paragraph."""
    for child in unfolded(paragraph):
        if tag_of(child) == "txbxContent":
            yield child
        elif tag_of(child) not in SILENT:
            yield from text_boxes(child)


def _heading_styles(root: Element) -> Iterator[tuple[str, int]]:
    """Yield the id and the level of each style of headings, those based on another included."""
    own: dict[str, int] = {}
    based: dict[str, str] = {}
    for style in root:
        if tag_of(style) != "style":
            continue
        key = value_of(style, "styleId")
        based[key] = value_of(part_of(style, "basedOn"))
        outline = value_of(part_of(part_of(style, "pPr"), "outlineLvl"))
        name = value_of(part_of(style, "name")).lower()
        if outline:
            own[key] = _level(outline)
        elif name.startswith("heading ") and name[8:].isdecimal():
            own[key] = int(name[8:])
    for key in based:
        seen: set[str] = set()
        at = key
        while at and at not in own and at not in seen:
            seen.add(at)
            at = based.get(at, "")
        if at in own:
            yield key, own[at]


def _level(outline: str) -> int:
    number = int(outline) if outline.isdecimal() else 9
    return number + 1 if number < 9 else 0


def _number(element: Element | None, *, least: int) -> int:
    text = value_of(element)
    return max(least, min(int(text), 1_000)) if text.isdecimal() else least


def read_word_file(path: Path) -> WordContent:
    """Return what a .docx file on the disk says (errors as above, and those of reading it)."""
    from inspector_app.papers.conversion import word_bytes  # noqa: PLC0415 - starts programs

    return read_word(word_bytes(path), name=path.name)
