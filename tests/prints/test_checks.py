"""Each check refuses a print that is broken in just the way it looks for."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from inspector_app.reports import linebreak
from inspector_app.reports.document import Block, Heading, LongText
from inspector_app.reports.fonts import FontLibrary
from tests.prints import checks
from tests.prints.heads import blank_pages, headless_pages, unkept_headings
from tests.prints.line_ends import wrong_line_ends
from tests.prints.places import misplaced
from tests.prints.prints import CONTINUED, Print, printed
from tests.prints.texts import lost_texts, unembedded_fonts
from tests.unit.reports.trees import document, grid, long_row, narrative, row, table

Made = Callable[..., Print]
Operation = tuple[Any, str]


@pytest.fixture
def made(fonts: FontLibrary, tmp_path: Path) -> Made:
    return lambda *blocks: printed(document(*blocks), fonts, tmp_path)


def changed(
    one: Print, page: int, change: Callable[[list[Operation]], Iterable[Operation]]
) -> Print:
    """Return the print with the operations of one page changed."""
    out = BytesIO()
    with pikepdf.open(BytesIO(one.data)) as pdf:
        drawn = pdf.pages[page - 1]
        given = [
            (list(operands), str(name)) for operands, name in pikepdf.parse_content_stream(drawn)
        ]
        kept = [(operands, pikepdf.Operator(name)) for operands, name in change(given)]
        drawn.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        pdf.save(out)
    return replace(one, data=out.getvalue())


def moved(one: Print, text: str, *, x: float = 0.0, y: float = 0.0) -> Print:
    """Return the print with what begins with a text put elsewhere on page 1."""
    place = next(part for part in one.pages[0].shown if part.text.startswith(text))

    def change(given: list[Operation]) -> Iterable[Operation]:
        for operands, name in given:
            if name == "Tm" and (float(operands[4]), float(operands[5])) == (place.x, place.y):
                yield [*operands[:4], place.x + x, place.y + y], name
            else:
                yield operands, name

    return changed(one, 1, change)


def cut(one: Print, page: int, *, low: float, high: float) -> Print:
    """Return the print without the words of a page that stand between two heights."""

    def change(given: list[Operation]) -> Iterable[Operation]:
        at = 0.0
        for operands, name in given:
            if name == "Tm":
                at = float(operands[5])
            if name != "Tj" or not low <= at <= high:
                yield operands, name

    return changed(one, page, change)


def test_a_whole_print_has_no_complaint(made: Made) -> None:
    assert not list(checks.complaints(made(Heading(text="一"), grid(row("学校", "示范区第1小学")))))


def test_a_field_that_was_not_printed_is_lost(made: Made) -> None:
    one = made(grid(row("学校", "示范区第1小学")))
    more = document(grid(row("学校", "示范区第1小学"), row("意见", "补齐台账")))
    assert "lost: 补齐台账" in list(lost_texts(replace(one, tree=more)))


def test_a_text_that_lacks_its_end_is_lost(made: Made) -> None:
    long = narrative(3000)
    one = made(grid(long_row("过程", long)))
    longer = document(grid(long_row("过程", long + "终")))
    assert list(lost_texts(replace(one, tree=longer)))


def test_words_outside_the_text_area_are_misplaced(made: Made) -> None:
    one = made(grid(row("学校", "示范区第1小学")))
    assert any("margin" in said for said in misplaced(moved(one, "示范区", x=400)))


def test_words_across_the_rule_of_a_cell_are_misplaced(made: Made) -> None:
    one = made(grid(row("学校", "示范区第1小学"), row("意见", "补齐台账")))
    assert any("leaves its cell" in said for said in misplaced(moved(one, "示范区", y=-14)))


def test_words_over_words_are_misplaced(made: Made) -> None:
    one = made(LongText(text=narrative(200)))
    assert any("overlap" in said for said in misplaced(_lifted(one)))


def test_a_page_without_content_is_blank(made: Made) -> None:
    one = made(LongText(text=narrative(3000)))
    top = one.area[3]
    assert not list(blank_pages(one))
    assert list(blank_pages(cut(one, 2, low=one.area[1], high=top))) == ["page 2 is blank"]


def test_a_page_that_does_not_give_its_mark_has_no_head(made: Made) -> None:
    one = made(grid(row("学校", "示范区第1小学")))
    marked = replace(one, tree=replace(one.tree, mark="草稿"))
    assert not list(headless_pages(one))
    assert "page 1 lacks 草稿" in list(headless_pages(marked))


def test_a_table_that_goes_on_unannounced_has_no_head(made: Made) -> None:
    blocks: tuple[Block, ...] = (grid(long_row("过程", narrative(4000))),)
    one = made(*blocks)
    said = next(part for part in one.pages[1].shown if CONTINUED in part.text)
    broken = cut(one, 2, low=said.y - 1, high=said.y + 1)
    assert not list(headless_pages(one))
    assert list(headless_pages(broken)) == ["page 2 begins with a cell that nothing announces"]


def test_a_table_that_goes_on_without_its_head_is_refused(made: Made) -> None:
    one = made(table(80))
    said = next(part for part in one.pages[1].shown if CONTINUED in part.text)
    head = next(part for part in one.pages[1].shown if part.text.startswith("听课"))
    broken = cut(one, 2, low=head.y - 1, high=said.y - 1)
    assert not list(headless_pages(one))
    assert list(headless_pages(broken)) == [
        "page 2 goes on with a table without repeating its head"
    ]


def test_a_heading_at_the_foot_of_a_page_is_unkept(made: Made) -> None:
    one = made(Heading(text="存在问题"), LongText(text=narrative(300)))
    heading = next(part for part in one.pages[0].shown if part.text.startswith("存在"))
    broken = cut(one, 1, low=one.area[1], high=heading.y - 1)
    assert not list(unkept_headings(one))
    assert list(unkept_headings(broken)) == ["page 1 ends with the heading 存在问题"]


def test_a_line_that_begins_with_a_closing_mark_is_wrong(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = LongText(text="督导记录，" * 400)
    assert not list(wrong_line_ends(made(text)))
    monkeypatch.setattr(linebreak, "_may_part", lambda _before, _after: True)
    assert any("wrong end" in said for said in wrong_line_ends(made(text)))


def test_a_face_that_is_only_named_is_unembedded(made: Made) -> None:
    one = made(LongText(text=narrative(100)))
    out = BytesIO()
    with pikepdf.open(BytesIO(one.data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
                del thing["/FontFile2"]
        pdf.save(out)
    assert not list(unembedded_fonts(one))
    assert any(
        "not embedded" in said for said in unembedded_fonts(replace(one, data=out.getvalue()))
    )


def _lifted(one: Print) -> Print:
    """Return the print with its last line half over the line above."""
    last = min((part for part in one.pages[0].shown if part.y > one.area[1]), key=lambda p: p.y)
    return moved(one, last.text, y=last.size)
