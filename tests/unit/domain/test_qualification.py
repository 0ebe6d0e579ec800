"""The conditions of an inspector, as far as the roster knows them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.qualification import qualification_marks
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.school import Education, Inspector, InspectorKind
from tests.unit.rulesets import decided, make_rules

ON = date(2026, 11, 22)


def person(education: Education | None, since: int | None) -> Inspector:
    return Inspector(
        id="DX001", name="督学01", kind=InspectorKind.PART_TIME, education=education,
        teaching_since=since,
    )  # fmt: skip


@given(education=st.none() | st.sampled_from(Education), since=st.none() | st.integers(1960, 2026))
def test_only_what_is_known_and_too_little_is_marked(
    education: Education | None, since: int | None
) -> None:
    marks = qualification_marks(person(education, since), make_rules(), on=ON)
    little = education in {Education.VOCATIONAL, Education.COLLEGE}
    short = since is not None and 2026 - since < 10
    assert len(marks) == little + short


@pytest.mark.parametrize(("since", "words"), [(2017, "教育工作 9 年"), (2026, "教育工作 0 年")])
def test_a_mark_names_the_years_and_the_rule(since: int, words: str) -> None:
    (mark,) = qualification_marks(person(Education.BACHELOR, since), make_rules(), on=ON)
    assert mark.words == words
    assert "第七条" in mark.why
    assert "10 年以上" in mark.why


def test_a_rule_that_is_switched_off_marks_nobody() -> None:
    rules = make_rules(decided(RuleId.INSPECTOR_CONDITIONS, on=False))
    assert qualification_marks(person(Education.COLLEGE, 2026), rules, on=ON) == ()
