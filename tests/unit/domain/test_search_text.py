"""Chinese text in pairs, asked of the real index."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from inspector_app.domain.search_text import index_body, match_expression, normalise, words
from inspector_app.storage.migrations.m0001_foundation import STATEMENTS
from tests.examples import examples


@pytest.fixture(scope="module")
def index() -> Iterator[Any]:
    connection = dbapi2.connect(":memory:")
    connection.execute(next(s for s in STATEMENTS if "VIRTUAL TABLE search_index" in s))
    yield connection
    connection.close()


def found(index: Any, text: str, query: str) -> bool:
    index.execute("DELETE FROM search_index")
    index.execute("INSERT INTO search_index (rowid, body) VALUES (1, ?)", (index_body(text),))
    return (1,) in index.execute(
        "SELECT rowid FROM search_index WHERE search_index MATCH ?", (match_expression(query),)
    ).fetchall()


# Rare characters of names and places: extensions A, B and G, letters the Unicode of SQLite lacks.
HAN = st.sampled_from("安全隐患消防通道留样记录㛃䶮𠅤𰀀龘ᦰ㐂") | st.characters(
    min_codepoint=0x4E00, max_codepoint=0x9FA5
)

SENTENCES = st.lists(st.text(HAN, min_size=1, max_size=9), min_size=1, max_size=4).map("，".join)


@examples()
@given(text=SENTENCES, data=st.data())
def test_every_part_of_every_run_of_characters_is_found(
    index: Any, text: str, data: st.DataObject
) -> None:
    run = data.draw(st.sampled_from(words(text)))
    start = data.draw(st.integers(0, len(run) - 1))
    end = data.draw(st.integers(start + 1, len(run)))
    assert found(index, text, run[start:end])


@examples()
@given(text=SENTENCES, query=st.text(HAN, min_size=2, max_size=4))
@example(text="安全，全隐", query="安全隐")
@example(text="安全全隐", query="安全隐")
def test_what_is_not_in_the_text_is_not_found(index: Any, text: str, query: str) -> None:
    present = all(any(word in run for run in words(text)) for word in words(query))
    assert found(index, text, query) is present


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("三年２班 语文", "三年2班"),
        ("三年2班 语文", "语文 ２"),
        ("WT00017号问题", "wt000"),
        ("WT00017号问题", "ＷＴ00017"),
        ("面积65㎡以上", "65m2以上"),
        ("210302-2022-DX001-0007", "DX001"),
        ("联系人：校长室", "校长"),
        ("第①条", "1"),
        ("Straße Ünal", "ünal"),
    ],
)
def test_spellings_of_width_and_case_are_one(index: Any, text: str, query: str) -> None:
    assert found(index, text, query)


@pytest.mark.parametrize("query", ["", "  ", "，。！", "\"*'()", "-"])
def test_a_query_without_a_word_asks_nothing(query: str) -> None:
    assert match_expression(query) == ""
    assert words(query) == ()


@examples()
@given(query=st.text(max_size=12))
def test_whatever_is_typed_is_a_question_that_the_index_understands(index: Any, query: str) -> None:
    assert bool(match_expression(query)) is bool(words(query))
    if words(query):
        assert found(index, query, query)


@given(text=st.text(max_size=20))
def test_a_text_is_folded_once_and_for_all(text: str) -> None:
    assert index_body(normalise(text)) == index_body(text)
