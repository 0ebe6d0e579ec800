"""Finding in long lists by words and initials, and the table of readings behind it."""

import pytest
from pypinyin import Style, pinyin

from inspector_app.ui.readings import read_with, spells
from inspector_app.ui.word_index import MOST, WordIndex

NAMES = ("示范区第1小学", "长安小学", "示范区第12中学", "重庆路幼儿园", "Lu Xun 中学")


def found(text: str) -> list[str]:
    return [NAMES[place] for place in WordIndex(NAMES).find(text)]


def test_a_part_of_the_words_finds_and_what_begins_so_comes_first() -> None:
    assert found("第12") == ["示范区第12中学"]
    assert found("小学") == ["示范区第1小学", "长安小学"]
    assert found("lu x") == ["Lu Xun 中学"]
    assert found("没有") == []
    assert found("") == list(NAMES)
    assert WordIndex(("甲乙", "乙")).find("乙") == [1, 0]


def test_initials_find_by_every_reading_of_a_character() -> None:
    assert found("sfq") == ["示范区第1小学", "示范区第12中学"]
    assert found("cax") == found("zax") == ["长安小学"]
    assert found("cql") == ["重庆路幼儿园"]
    assert found("zx") == ["示范区第12中学", "Lu Xun 中学"]


def test_letters_of_patterns_are_letters_like_any_others() -> None:
    assert WordIndex(("a+b", "aab", "(甲)")).find("a+") == [0]
    assert WordIndex(("a+b", "(甲)")).find("(") == [1]


def test_no_more_are_found_than_anybody_walks_through() -> None:
    many = WordIndex([f"示范区第{number}小学" for number in range(5_000)])
    assert len(many.find("小")) == MOST


def test_a_text_is_spelled_from_its_beginning() -> None:
    assert spells("zy", "重要")
    assert spells("cq", "重庆")
    assert spells("n", "Never")
    assert not spells("zyx", "重要")
    assert not spells("y", "重要")


@pytest.mark.parametrize("character", ["校", "督", "学", "长", "重", "安", "食", "堂", "区", "嗯"])
def test_the_table_says_what_the_dictionary_says(character: str) -> None:
    told = {
        each for row in pinyin(character, style=Style.FIRST_LETTER, heteronym=True) for each in row
    }
    letters = {letter for letter in "abcdefghijklmnopqrstuvwxyz" if character in read_with(letter)}
    assert letters == {each for each in told if each.isascii() and each.isalpha()}
