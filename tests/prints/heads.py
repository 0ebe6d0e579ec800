"""Every page says something, and what it is."""

from collections.abc import Iterator
from itertools import pairwise

from inspector_app.reports.document import Heading, PhotoPages, Table
from inspector_app.reports.letter import Letter, Printable
from tests.prints.prints import CONTINUED, SLACK, Print, blocks_of, inside, within
from tests.unit.reports.conftest import squeezed
from tests.unit.reports.geometry import Drawn


def blank_pages(one: Print) -> Iterator[str]:
    """Yield the pages that bear nothing but their furniture."""
    for number, (page, text) in enumerate(zip(one.pages, one.texts, strict=True), start=1):
        if not text and not page.pictures:
            yield f"page {number} is blank"


def headless_pages(one: Print) -> Iterator[str]:
    """Yield the pages that do not say what they are: number, mark, 续表 with the table's head."""
    total = len(one.pages)
    for number, page in enumerate(one.pages, start=1):
        lines = {squeezed(line) for _, line, _, _ in page.lines()}
        for wanted in _furniture_of(one.tree, number, total):
            if not any(wanted in line for line in lines):
                yield f"page {number} lacks {wanted}"
    for number, (before, page) in enumerate(pairwise(one.pages), start=2):
        for said in _wrong_head(one, before, page):
            yield f"page {number} {said}"


def _furniture_of(tree: Printable, number: int, total: int) -> Iterator[str]:
    yield from filter(None, [squeezed(tree.mark)])
    if isinstance(tree, Letter):
        yield f"—{number}—"
        return
    yield f"第{number}页共{total}页"
    yield f"校验码{tree.check_code}"
    yield from filter(None, (squeezed(tree.record_no), squeezed(tree.revision)))


def _wrong_head(one: Print, before: Drawn, page: Drawn) -> Iterator[str]:
    first = _first_line(one, page)
    if first is None:
        return
    top, text = first
    cells = [frame for frame in page.frames if inside(frame, one.area)]
    if any(frame[3] > top + SLACK for frame in cells) and not _begins_a_table(one, page):
        yield "begins with a cell that nothing announces"
    if text == CONTINUED:
        yield from _wrong_continuation(one, before, page, top)


def _wrong_continuation(one: Print, before: Drawn, page: Drawn, top: float) -> Iterator[str]:
    lowest = min((part.box[1] for part in within(one, before)), default=0.0)
    if not any(inside(frame, one.area) and frame[1] <= lowest for frame in before.frames):
        yield "says 续表, but no table came to the end of the page before"
    heads = _heads(one)
    drawn = "".join(part.text for part in page.shown if part.box[3] < top)
    only_tables = len(heads) > 0 and not _has_grids(one.tree)
    if only_tables and not any(squeezed(drawn).startswith(head) for head in heads):
        yield "goes on with a table without repeating its head"


def _begins_a_table(one: Print, page: Drawn) -> bool:
    """Say whether the page's first row is the head of a table, which announces itself."""
    text = squeezed("".join(part.text for part in within(one, page)))
    return any(text.startswith(head) for head in _heads(one))


def _heads(one: Print) -> list[str]:
    tables = [block for block in blocks_of(one.tree) if isinstance(block, Table)]
    return ["".join(squeezed(cell.text) for row in t.head for cell in row) for t in tables]


def _has_grids(tree: Printable) -> bool:
    return any(type(block).__name__ == "FieldGrid" for block in blocks_of(tree))


def _first_line(one: Print, page: Drawn) -> tuple[float, str] | None:
    """Return the top and the text of the highest line of a page's content."""
    parts = within(one, page)
    if not parts:
        return None
    top = max(part.box[3] for part in parts)
    highest = [part for part in parts if part.box[3] > top - SLACK]
    text = "".join(part.text for part in sorted(highest, key=lambda part: part.x))
    return top, squeezed(text)


def unkept_headings(one: Print) -> Iterator[str]:
    """Yield the headings that are the last thing on a page."""
    headings = {
        squeezed(block.text if isinstance(block, Heading) else block.heading)
        for block in blocks_of(one.tree)
        if isinstance(block, Heading | PhotoPages)
    }
    for number, page in enumerate(one.pages, start=1):
        parts = within(one, page)
        if parts and not page.pictures:
            low = min(part.box[1] for part in parts)
            lowest = sorted((p for p in parts if p.box[1] < low + SLACK), key=lambda p: p.x)
            text = squeezed("".join(part.text for part in lowest))
            framed = any(frame[1] < low for frame in page.frames if inside(frame, one.area))
            if text in headings and not framed:
                yield f"page {number} ends with the heading {text}"
