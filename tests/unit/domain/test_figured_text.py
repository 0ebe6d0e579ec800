"""Figures in a text: named, seen when written, told when they have moved."""

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.figured_text import (
    Moved,
    as_written,
    moved,
    places_to_fill,
    refreshed,
    token,
    tokens,
    unknown,
    with_values,
)

TEXT = "入校{visits=128}校次，听课{lessons}节。"
_TEXTS = st.text(alphabet="入校督导0123456789（）/%{}=\n", max_size=12)
_VALUES = st.dictionaries(st.sampled_from(["visits", "topic1_name", "type.routine"]), _TEXTS)


def test_a_figure_reads_as_it_was_written_or_as_it_is_now() -> None:
    assert as_written(TEXT) == "入校128校次，听课{lessons}节。"
    assert with_values(TEXT, {"visits": "130", "lessons": "5"}) == "入校130校次，听课5节。"


def test_a_figure_that_is_another_now_is_told_once() -> None:
    twice = f"{TEXT}共{{visits=128}}。"
    assert moved(twice, {"visits": "130", "lessons": "5"}) == (Moved("visits", "128", "130"),)
    assert moved(twice, {"visits": "128", "lessons": "5"}) == ()


def test_what_is_no_figure_is_told_and_left_as_it_stands() -> None:
    assert unknown("{visits=1}和{tomorrow}", {"visits": "1"}) == ("tomorrow",)
    assert refreshed("{tomorrow}", {"visits": "1"}) == "{tomorrow}"


def test_braces_that_name_nothing_are_plain_text() -> None:
    assert list(tokens("{}、{一}、{Visits}、{ visits }")) == []


def test_what_a_draft_leaves_to_people_is_counted() -> None:
    assert places_to_fill("【请补充】和【请补充：原因】") == 2


@given(before=_TEXTS, values=_VALUES, after=_TEXTS)
def test_what_was_refreshed_has_not_moved_and_says_the_values_of_now(
    before: str, values: dict[str, str], after: str
) -> None:
    shown = {name: value.replace("{", "（").replace("}", "）") for name, value in values.items()}
    plain = before.replace("{", "").replace("}", "")
    text = plain + "".join(token(name, "0") for name in values) + after.replace("{", "")
    seen = refreshed(text, shown)
    assert moved(seen, shown) == ()
    assert as_written(seen) == with_values(text, shown)
