"""常用语: what one is, which say the same, and which are offered where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.phrase import (
    MOST_LETTERS,
    Phrase,
    cleaned,
    common_place,
    duplicates,
    fault_of,
    next_blank,
    same_words,
)
from inspector_app.domain.phrase_offer import PhraseSpot, PhraseUse, offered
from inspector_app.domain.phrase_options import PhrasePlace, PhraseSource
from inspector_app.services.phrase_pack import shipped_phrases

ISSUE = PhraseSpot("issue.description")
_TEXTS = st.text(alphabet="甲乙_＿ 。\r\n", max_size=12)


def phrase(uid: str, text: str = "", **more: object) -> Phrase:
    return Phrase(uid=uid, text=text or f"第{uid}条", **more)  # type: ignore[arg-type]


def order(phrases: list[Phrase], *uses: PhraseUse, spot: PhraseSpot = ISSUE) -> list[str]:
    return [each.phrase.uid for each in offered(phrases, uses, spot)]


@given(_TEXTS)
def test_what_is_cleaned_stays_as_it_is_and_says_the_same(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert "\r" not in once
    assert same_words(once) == same_words(cleaned(text + "  "))


@pytest.mark.parametrize(
    ("text", "category", "said"),
    [
        ("", "", "没有写内容"),
        ("长" * (MOST_LETTERS + 1), "", f"最多 {MOST_LETTERS} 字，这一条有 {MOST_LETTERS + 1} 字"),
        ("甲\x07乙", "", "控制字符"),
        ("甲", "T99", "没有“T99”这个问题类别"),
    ],
)
def test_what_cannot_be_a_phrase_is_told_in_words(text: str, category: str, said: str) -> None:
    assert said in fault_of(text, category)


def test_a_phrase_may_have_lines_and_a_category() -> None:
    assert fault_of("一行\n又一行", "T6") == ""


def test_stops_spaces_widths_and_the_length_of_a_blank_make_no_other_phrase() -> None:
    group = [phrase("a", "____处堆放 杂物。"), phrase("b", "______处堆放杂物"), phrase("c", "别的")]
    assert [[each.uid for each in same] for same in duplicates(group)] == [["a", "b"]]


def test_a_blank_is_found_from_where_one_stands_on() -> None:
    text = "____处的＿＿堵塞_"
    assert next_blank(text) == (0, 4)
    assert next_blank(text, 4) == (6, 8)
    assert next_blank(text, 8) is None


def test_one_in_place_of_several_belongs_where_all_do_and_else_anywhere() -> None:
    here = phrase("a", place=PhrasePlace.ISSUE, category="T6")
    there = phrase("b", place=PhrasePlace.ADVICE, category="T6")
    assert common_place([here, here]) == (PhrasePlace.ISSUE, "T6")
    assert common_place([here, there]) == (PhrasePlace.ANY, "T6")


def test_what_was_used_most_in_this_field_stands_first_and_then_what_was_used_last() -> None:
    three = [phrase("a"), phrase("b"), phrase("c")]
    elsewhere = PhraseUse("a", "visit.advice", 99, "2026-11-22T08:00:00Z")
    uses = [
        PhraseUse("b", ISSUE.field, 1, "2026-11-20T08:00:00Z"),
        PhraseUse("c", ISSUE.field, 1, "2026-11-21T08:00:00Z"),
    ]
    assert order(three, elsewhere, *uses) == ["c", "b", "a"]
    assert order(three, *uses, PhraseUse("a", ISSUE.field, 2, "")) == ["a", "c", "b"]


def test_of_what_was_never_used_the_nearest_stands_first_and_the_rest_can_still_be_found() -> None:
    far = phrase("far", place=PhrasePlace.TALK)
    anywhere = phrase("any")
    other = phrase("other", place=PhrasePlace.ISSUE, category="T7")
    place = phrase("place", place=PhrasePlace.ISSUE)
    matter = phrase("matter", place=PhrasePlace.ISSUE, category="T6")
    spot = PhraseSpot("issue.description", "T6")
    given_in = [far, other, anywhere, place, matter]
    assert order(given_in, spot=spot) == ["matter", "place", "any", "other", "far"]


def test_of_several_that_say_the_same_ones_own_is_offered_and_what_is_hidden_is_not() -> None:
    mine = phrase("mine", "同一句。")
    office = phrase("office", "同一句", source=PhraseSource.OFFICE)
    shipped = phrase("shipped", "另一句", source=PhraseSource.SHIPPED)
    found = offered([shipped, office, mine], (), ISSUE, hidden=frozenset({"shipped"}))
    assert [each.phrase.uid for each in found] == ["mine"]


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("visit.narrative", PhrasePlace.NARRATIVE),
        ("visit.host", PhrasePlace.ANY),
        ("interview.points", PhrasePlace.TALK),
        ("register.meeting.title", PhrasePlace.REGISTER),
    ],
)
def test_a_field_says_where_its_phrases_belong(field: str, place: PhrasePlace) -> None:
    assert PhraseSpot(field).place is place


def test_what_ships_has_blanks_and_claims_nothing_and_says_nothing_twice() -> None:
    shipped = shipped_phrases()
    assert all(fault_of(each.text, each.category) == "" for each in shipped)
    assert all(next_blank(each.text) for each in shipped)
    assert duplicates(shipped) == ()
    assert len({each.uid for each in shipped}) == len(shipped)
    assert {each.category for each in shipped} - {""} <= set(TOPIC_LABEL)
    assert not [each.text for each in shipped if "正常" in each.text or "未发现" in each.text]
