"""Word forms with content controls: what is shown until somebody writes there is no text of it."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from inspector_app.base.errors import InputError
from inspector_app.papers.package import MOST_BYTES_OF_XML, BrokenXmlError, Package, damaged
from inspector_app.papers.places import Places, Splice
from inspector_app.papers.reading import part_of, tag_of


def blank_form(data: bytes, *, name: str) -> bytes:
    """Return a Word file whose prompts (单击此处输入文字) are empty places to write in.

    Raises:
        InputError: it cannot be read, has macros, or has tables in cells of tables.
    """
    package = Package(data, name=name)
    if package.has("word/vbaProject.bin"):
        raise InputError(
            f"“{name}”里有宏，不能作表样；请用 Word 或 WPS 另存为“Word 文档（.docx）”，"
            "宏会去掉，再试一次。"
        )
    part = package.bytes_of(package.document, most=MOST_BYTES_OF_XML)
    assert part is not None
    try:
        places = Places(part)
    except BrokenXmlError as error:
        raise damaged(name) from error
    if part_of(places.root, "body") is None:
        raise InputError(f"“{name}”不是 Word 文件，不能作表样；请选 .docx 文件，再试一次。")
    _refuse_nested(places.root, name)
    prompts = [each for each in places.root.iter() if _is_prompt(each)]
    if not prompts:
        return data
    splices = {splice for prompt in prompts for splice in _without_prompt(places, prompt)}
    return package.with_part(package.document, places.with_splices(_apart(splices)))


def _refuse_nested(root: Element, name: str) -> None:
    tables = (each for each in part_of(root, "body") or () if tag_of(each) == "tbl")
    for number, table in enumerate(tables, 1):
        for row_number, row in enumerate((e for e in table.iter() if tag_of(e) == "tr"), 1):
            for cell in (each for each in row if tag_of(each) == "tc"):
                if any(tag_of(each) == "tbl" for each in cell.iter()):
                    raise InputError(
                        f"“{name}”第 {number} 张表第 {row_number} 行的格子里又套着一张表，"
                        "没有办法逐格填，不能作表样；请在 Word 或 WPS 里把里面的表剪切出来，"
                        "或改成拆分单元格，再试一次。"
                    )


def _is_prompt(element: Element) -> bool:
    if tag_of(element) != "sdt":
        return False
    return part_of(part_of(element, "sdtPr"), "showingPlcHdr") is not None


def _without_prompt(places: Places, prompt: Element) -> Iterator[Splice]:
    """Yield what takes a control away and leaves the paragraphs and cells within it empty."""
    content = part_of(prompt, "sdtContent")
    whole = places.span(prompt)
    if content is None:
        return
    inside = places.span(content)
    yield Splice(whole.start, inside.inside, b"")
    for run in content.iter():
        if tag_of(run) == "r":
            span = places.span(run)
            yield Splice(span.start, span.end, b"")
    yield Splice(inside.inner_end, whole.end, b"")


def _apart(splices: set[Splice]) -> Iterator[Splice]:
    """Yield the outermost of splices that lie in each other."""
    end = -1
    for splice in sorted(splices, key=lambda each: (each.start, -each.end)):
        if splice.start >= end:
            yield splice
            end = splice.end
