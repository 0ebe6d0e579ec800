"""A filled 整改回复表, in whatever shape it comes back."""

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.reply_form import FilledForm, bare_number, filled_form
from inspector_app.domain.word_content import (
    WordCell,
    WordContent,
    WordParagraph,
    WordPicture,
    WordTable,
)

HEAD = (
    "序\n号",
    "问题编号",
    "存在问题",
    "整改要求",
    "整改时限",
    "整改措施",
    "完成情况",
    "责任人",
    "照片",
)
ONE, TWO = "210304-2026-DX001-0001-01", "210304-2026-DX001-0001-02"


def cell(text: str, column: int, *, span: int = 1, continues: bool = False) -> WordCell:
    made = tuple(WordParagraph(text=line) for line in text.split("\n"))
    return WordCell(column=column, span=span, continues=continues, paragraphs=made)


def row(*texts: str) -> tuple[WordCell, ...]:
    return tuple(cell(text, column) for column, text in enumerate(texts))


def issue(number: str, measures: str, done: str = "") -> tuple[WordCell, ...]:
    return row("1", number, "问题", "要求", "2026-12-01", measures, done, "", "")


def read(*tables: tuple[tuple[WordCell, ...], ...]) -> FilledForm:
    found = filled_form(WordContent(blocks=tuple(WordTable(rows=rows) for rows in tables)))
    assert found is not None
    return found


numbers = st.permutations([f"210304-2026-DX001-0001-{n:02d}" for n in range(1, 6)])


@given(numbers)
def test_rows_are_known_by_their_numbers_in_any_order(order: list[str]) -> None:
    found = read((row(*HEAD), *(issue(number, f"措施{number}") for number in order)))
    assert {each.number: each.measures for each in found.rows} == {n: f"措施{n}" for n in order}


def test_a_number_is_read_across_lines_blanks_wide_letters_and_dashes() -> None:
    assert bare_number("２１０３０４-2026－\n DX001—0001-\u300001") == ONE


def test_columns_are_known_by_their_words_wherever_they_stand() -> None:
    head = row("完成情况", "负责人", "问题编号", "整改措施")
    (found,) = read((head, row("已完成", "总务主任", ONE, "清空"))).rows
    assert (found.number, found.measures, found.done, found.responsible) == (
        ONE, "清空", "已完成", "总务主任",
    )  # fmt: skip


def test_cells_merged_downwards_answer_every_issue_that_they_stand_beside() -> None:
    first = issue(ONE, "统一整改", "完成")
    second = tuple(
        cell("", c.column, continues=True) if c.column in {5, 6} else c for c in issue(TWO, "")
    )
    assert [each.measures for each in read((row(*HEAD), first, second)).rows] == ["统一整改"] * 2


def test_cells_merged_sideways_belong_to_their_first_column() -> None:
    wide = (*issue(ONE, "")[:5], cell("措施和情况", 5, span=2), cell("某", 7), cell("", 8))
    (found,) = read((row(*HEAD), wide)).rows
    assert (found.measures, found.done) == ("措施和情况", "")


def test_a_table_that_was_parted_goes_on_without_a_head() -> None:
    found = read((row(*HEAD), issue(ONE, "甲")), (issue(TWO, "乙"),), (row("填表人", "校长"),))
    assert [each.number for each in found.rows] == [ONE, TWO]


def test_a_repeated_head_and_an_empty_row_are_no_answers() -> None:
    found = read((row(*HEAD), issue(ONE, "甲"), row(*HEAD), row(*[""] * 9), issue(TWO, "乙")))
    assert [each.number for each in found.rows] == [ONE, TWO]


def test_an_answer_without_a_number_is_kept_to_be_named() -> None:
    (found,) = read((row(*HEAD), issue("", "写了措施"))).rows
    assert (found.number, found.measures, found.place) == ("", "写了措施", 1)


def test_pictures_are_found_in_any_answering_column_each_once() -> None:
    picture = WordPicture(name="a.png", data=b"1")
    shown = WordCell(column=8, paragraphs=(WordParagraph(pictures=(picture,)),))
    beside = WordCell(column=6, paragraphs=(WordParagraph(text="见图", pictures=(picture,)),))
    cells = (*issue(ONE, "")[:6], beside, cell("", 7), shown)
    (found,) = read((row(*HEAD), cells)).rows
    assert found.pictures == (picture,)


def test_what_stands_beside_the_form_is_kept_and_its_own_words_are_not() -> None:
    content = WordContent(
        blocks=(
            WordParagraph(text="整改回复表"),
            WordParagraph(text="示范区第1小学　截至2026年9月12日未销号5条"),
            WordTable(rows=(row(*HEAD), issue(ONE, "甲"))),
            WordParagraph(text="照片栏写照片的编号或贴照片；填好后连同佐证材料送责任督学。"),
            WordParagraph(text="另：感谢指导。"),
        )
    )
    found = filled_form(content)
    assert found is not None
    assert found.rest == "另：感谢指导。"


def test_another_table_is_no_form() -> None:
    assert filled_form(WordContent(blocks=(WordTable(rows=(row("甲", "乙"),)),))) is None
