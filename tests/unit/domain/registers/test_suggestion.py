"""意见建议: counted by year, with what became of each."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.register_options import Answer
from inspector_app.domain.registers.kind import Entry, Facts
from inspector_app.domain.registers.suggestion import SUGGESTION, count_year
from tests.unit.domain.registers.entries import make_entry

FACTS = Facts(today=date(2026, 11, 22))
WHOLE = {"made_on": "2026-11-18", "made_to": "bureau", "content": "建议", "basis": "依据"}


def found(entry: Entry) -> list[str]:
    return [gap.where for gap in SUGGESTION.checks(entry, FACTS)]


def hinted(**values: object) -> list[str]:
    entry = make_entry(SUGGESTION, **{**WHOLE, **values})
    return [hint.where for hint in SUGGESTION.hints(entry, FACTS)]


@given(
    made=st.lists(
        st.tuples(
            st.none() | st.dates(date(2024, 12, 30), date(2027, 1, 2)),
            st.none() | st.sampled_from(Answer),
        )
    )
)
def test_each_suggestion_of_a_year_is_counted_once_under_its_answer(
    made: list[tuple[date | None, Answer | None]],
) -> None:
    entries = [
        make_entry(SUGGESTION, made_on=day and day.isoformat(), answer=answer and answer.value)
        for day, answer in made
    ]
    counted = {year: count_year(entries, year) for year in (2024, 2025, 2026, 2027)}
    assert sum(each.made for each in counted.values()) == sum(day is not None for day, _ in made)
    for year, each in counted.items():
        assert each.made == sum(each.by_answer.values())
        assert each.made == sum(day is not None and day.year == year for day, _ in made)
        adopted = [(d, a) for d, a in made if d and d.year == year and a is Answer.ADOPTED]
        assert each.by_answer[Answer.ADOPTED] == len(adopted)


def test_a_suggestion_without_an_answer_counts_as_waiting() -> None:
    assert count_year([make_entry(SUGGESTION, **WHOLE)], 2026).by_answer[Answer.PENDING] == 1


def test_an_issue_or_a_school_stands_for_the_basis() -> None:
    bare = {**WHOLE, "basis": "  "}
    assert found(make_entry(SUGGESTION, **bare)) == ["basis"]
    for name, value in (("issue_no", "W1"), ("school", "2121000003"), ("basis", "文件")):
        assert found(make_entry(SUGGESTION, **{**bare, name: value})) == []


def test_no_day_lies_ahead_of_today_or_before_the_suggestion() -> None:
    assert found(make_entry(SUGGESTION, **{**WHOLE, "made_on": "2026-11-23"})) == ["made_on"]
    early = make_entry(SUGGESTION, **WHOLE, answered_on="2026-11-17")
    assert found(early) == ["answered_on"]
    assert found(make_entry(SUGGESTION, **WHOLE, answered_on="2026-11-18")) == []


def test_an_answer_and_its_day_belong_together() -> None:
    assert hinted() == hinted(answer="pending") == []
    assert hinted(answer="adopted") == ["answered_on"]
    assert hinted(answered_on="2026-11-20") == ["answer"]
    assert hinted(answer="partly", answered_on="2026-11-20") == []


def test_a_long_suggestion_is_named_by_its_beginning() -> None:
    assert SUGGESTION.title({"content": "第一行\n第二行"}) == "第一行 第二行"
    assert SUGGESTION.title({"content": "字" * 50}) == "字" * 40 + "…"
