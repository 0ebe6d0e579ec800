"""A record typed in Word: headings, tables and rows are recognised, the rest is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.listed_items import issue_in, items_in
from inspector_app.domain.record_recognition import RecognisedRecord, recognised
from inspector_app.domain.record_words import HEADINGS, bare_heading, chapter_of, field_named
from inspector_app.domain.word_content import (
    WordCell,
    WordContent,
    WordParagraph,
    WordPicture,
    WordTable,
)


def prose(*lines: str) -> RecognisedRecord:
    return recognised(WordContent(blocks=tuple(WordParagraph(text=line) for line in lines)))


def table(*rows: tuple[str, ...]) -> RecognisedRecord:
    made = tuple(
        tuple(
            WordCell(
                column=n, paragraphs=tuple(WordParagraph(text=line) for line in text.split("\n"))
            )
            for n, text in enumerate(row)
        )
        for row in rows
    )
    return recognised(WordContent(blocks=(WordTable(rows=made),)))


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("督导过程\n（纪实）", "narrative"), ("一、督导过程", "narrative"),
        ("督 导 纪 实：", "narrative"),
        ("（二）存在的问题", "issues"), ("2.意见建议", "advice"), ("【亮点】", "merits"),
        ("被督导学校\n（园）", "school"), ("督学签名：", ""), ("食堂", None),
    ],
)  # fmt: skip
def test_a_heading_is_known_with_and_without_numbering_and_marks(
    text: str, field: str | None
) -> None:
    assert field_named(text) == field


words = st.sampled_from([(key, word) for key, all_ in HEADINGS.items() for word in all_])
numbering = st.sampled_from(["", "一、", "（三）", "4.", "5、", "(6)", "第二部分"])
marks = st.sampled_from(["", "：", ":", "。", "（略）"])


@given(words, numbering, marks)
def test_any_known_heading_is_known_in_any_dress(
    known: tuple[str, str], before: str, after: str
) -> None:
    assert field_named(f"{before}{known[1]}{after}") == known[0]


def test_prose_with_headings_is_read_part_by_part_and_one_may_lack_its_number() -> None:
    found = prose(
        "关于示范区第1小学的督导", "督导日期：2026年11月20日", "学校：示范区第1小学",
        "一、督导纪实", "上午到校。", "查看食堂。", "亮点", "1.明厨亮灶。", "三、存在问题",
        "（一）通道堆放课桌。", "（二）制度不完善少于30节", "四、意见建议", "每日巡查。",
    )  # fmt: skip
    assert found.values == {
        "date": "2026年11月20日", "school": "示范区第1小学",
        "narrative": "上午到校。\n查看食堂。", "advice": "每日巡查。",
    }  # fmt: skip
    assert found.merits == ["明厨亮灶。"]
    assert [issue["description"] for issue in found.issues] == [
        "通道堆放课桌。", "制度不完善少于30节",
    ]  # fmt: skip
    assert found.rest == [("开头", "关于示范区第1小学的督导")]


def test_an_unknown_heading_keeps_its_text_under_its_name() -> None:
    found = prose("一、督导过程", "到校。", "二、校园文化建设", "墙报更新。", "三、建议", "坚持。")
    assert found.values == {"narrative": "到校。", "advice": "坚持。"}
    assert found.rest == [("二、校园文化建设", "墙报更新。")]


def test_a_form_of_labels_beside_contents_is_read_cell_by_cell() -> None:
    found = table(
        ("学校名称", "示范区第1小学", "督导时间", "2026.11.20 上午"),
        ("督导方式", "□随机听课 ☑查阅资料4份", "反馈方式", "■现场口头　□整改通知书"),
        ("存在问题", "1.甲问题。\n2.乙问题。"), ("气象", "晴"),
    )  # fmt: skip
    assert found.values["school"] == "示范区第1小学"
    assert found.ticks == {"feedback_way": ["现场口头"]}
    assert [issue["description"] for issue in found.issues] == ["甲问题。", "乙问题。"]
    assert {text for _, text in found.rest} == {"气象\n晴"}


def test_a_heading_over_the_whole_width_of_a_form_names_the_row_below_it() -> None:
    found = table(("督导过程",), ("上午到校。\n查看食堂。",), ("亮点：操场整洁。",))
    assert found.values == {"narrative": "上午到校。\n查看食堂。"}
    assert found.merits == ["操场整洁。"]


def test_places_that_nobody_has_filled_in_say_nothing() -> None:
    found = table(("督导日期", "年\u3000\u3000月\u3000\u3000日", "时段", "□上午\u3000□下午"))
    assert found.is_empty


def test_pictures_are_taken_out_and_their_captions_are_no_text() -> None:
    picture = WordPicture(name="a.png", data=b"1")
    shown = WordParagraph(text="照片1", pictures=(picture,))
    cells = (WordCell(column=0, paragraphs=(shown,)), WordCell(column=1))
    found = recognised(
        WordContent(blocks=(WordTable(rows=(cells,)), WordParagraph(pictures=(picture,))))
    )
    assert (found.pictures, found.rest) == ([picture, picture], [])


def test_no_issue_found_is_a_statement_and_no_issue() -> None:
    found = prose("存在问题", "未发现问题。")
    assert (found.values, found.issues) == ({"no_issues_found": "是"}, [])


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1.甲。\n2、乙。\n（三）丙。", ["甲。", "乙。", "丙。"]),
        ("一是甲；二是乙；三是丙。", ["甲；", "乙；", "丙。"]),
        ("甲。\n乙。", ["甲。", "乙。"]),
        ("1.甲。\n乙。\n3.丙。", ["甲。", "乙。", "丙。"]),
        ("1.护栏高\n2.5米，不够。", ["护栏高\n2.5米，不够。"]),
        ("1．\t甲。\n甲的第二行。\n2．\t乙。", ["甲。\n甲的第二行。", "乙。"]),
        ("30节听课没有完成", ["30节听课没有完成"]),
    ],
)
def test_rows_are_found_whatever_the_numbering(text: str, items: list[str]) -> None:
    assert items_in(text) == items


def test_an_issue_as_our_form_prints_it_is_read_with_its_facts() -> None:
    item = (
        "第1处通道堆放课桌。\n编号：210304-2026-DX001-0012-01；类别：校园及周边安全、学生交通安全；"
        "程度：一般；整改时限：2026年12月5日；当场整改（见证人：值班教师）\n整改要求：清空。"
    )
    assert issue_in(item) == {
        "description": "第1处通道堆放课桌。", "category": "T6", "severity": "一般",
        "deadline": "2026年12月5日", "fixed_on_the_spot": True, "witness": "值班教师",
        "requirement": "清空。",
    }  # fmt: skip


def test_a_word_that_is_no_degree_is_not_taken_for_one() -> None:
    assert "severity" not in issue_in("甲\n编号：1；程度：非常")


def test_blanks_within_a_heading_are_ignored() -> None:
    assert bare_heading(" 督　导 过 程 ") == "督导过程"


def test_a_requirement_below_an_issue_is_no_part_of_its_description() -> None:
    assert issue_in("通道堆物。\n整改要求：清空。") == {
        "description": "通道堆物。", "requirement": "清空。",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("四、天气", 4),
        ("十二、后勤", 12),
        ("二十、附则", 20),
        ("一二、甲", 0),
        ("一、甲。", 0),
        ("甲", 0),
    ],
)
def test_the_number_of_a_chapter_is_read(text: str, number: int) -> None:
    assert chapter_of(text) == number


def test_a_cell_with_its_own_name_is_read_and_a_label_over_several_rows_goes_on() -> None:
    label = WordCell(column=0, paragraphs=(WordParagraph(text="督导过程"),))
    first = WordCell(column=1, paragraphs=(WordParagraph(text="到校。"),))
    below = WordCell(column=0, continues=True)
    second = WordCell(column=1, paragraphs=(WordParagraph(text="看食堂。"),))
    named = WordCell(column=2, paragraphs=(WordParagraph(text="亮点：操场整洁。"),))
    found = recognised(
        WordContent(blocks=(WordTable(rows=((label, first, named), (below, second, WordCell()))),))
    )
    assert found.merits[0] == "操场整洁。"
    said = [*found.values.values(), *found.merits]
    assert all(any(text in each for each in said) for text in ("到校。", "看食堂。"))


def test_a_lesson_says_whether_it_was_whole_and_views_were_exchanged() -> None:
    found = table(
        ("授课教师", "教师07", "课题", "水的循环"), ("节次", "第3节", "是否整节", "□是\u3000■否"),
        ("交换意见", "□已与教师交换意见", "学科", ""),
    )  # fmt: skip
    assert found.lessons == [
        {"teacher": "教师07", "topic": "水的循环", "period": "3", "whole": False,
         "exchanged_views": False}
    ]  # fmt: skip
