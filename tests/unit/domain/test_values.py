"""Schools, records, figures and changed stretches as values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.figures import Breakdown, CodeList, Count, Ratio
from inspector_app.domain.school import Assignment
from inspector_app.domain.text_span import Span, span_between
from inspector_app.domain.visit_options import METHOD_NAMES, Session, VisitStatus
from tests.unit.builders import make_school, make_visit


def on(number: int) -> date:
    return date(2022, 9, number)


def test_a_school_is_closed_from_its_day_of_closing_on() -> None:
    assert make_school().in_operation(on=on(30))
    closing = make_school(closed_on=on(10))
    assert [closing.in_operation(on=on(day)) for day in (9, 10, 11)] == [True, False, False]


def test_an_assignment_holds_on_its_first_and_its_last_day() -> None:
    held = Assignment(inspector_id="D001", school_code="S", start=on(5), end=on(7))
    assert [held.in_force(on=on(day)) for day in (4, 5, 7, 8)] == [False, True, True, False]
    open_ended = Assignment(inspector_id="D001", school_code="S", start=on(5))
    assert open_ended.in_force(on=on(30))


def test_a_record_without_a_school_has_an_empty_code_and_only_a_draft_is_written_in() -> None:
    assert make_visit().school_code == "2100000001"
    assert make_visit(school=None).school_code == ""
    editable = {status for status in VisitStatus if make_visit(status=status).is_editable}
    assert editable == {VisitStatus.DRAFT}


def test_a_full_day_is_two_half_days() -> None:
    assert [session.half_days for session in Session] == [1, 1, 2]


def test_ten_methods_stand_in_the_month_table() -> None:
    assert len(METHOD_NAMES) == 10
    assert "panel_people" not in METHOD_NAMES


# -- figures -------------------------------------------------------------------------------------


@given(n=st.integers(0, 10**6), of=st.integers(1, 10**6))
def test_a_percentage_is_the_nearest_tenth_and_the_upper_of_two(n: int, of: int) -> None:
    whole, tenth = Ratio(n, of).percent_text.removesuffix("%").split(".")
    printed = int(whole) * 10 + int(tenth)
    # The rest in twice its size, in whole numbers: floats would round where they should not.
    rest = 2 * (1000 * n - printed * of)
    assert -of <= rest < of
    assert str(Ratio(n, of)) == f"{n}/{of}（{whole}.{tenth}%）"


def test_of_nothing_there_is_no_percentage() -> None:
    assert str(Ratio(0, 0)) == Ratio(0, 0).percent_text == "—"


def test_figures_print_as_a_person_writes_them() -> None:
    assert str(Count(12, ("a",))) == "12"
    assert str(CodeList(("2100000001", "2100000002"))) == "2100000001、2100000002"
    assert str(CodeList(())) == "—"
    assert Breakdown((("小", Count(1)), ("严重", Count(2))))["严重"] == Count(2)


# -- changed stretches ---------------------------------------------------------------------------

TEXTS = st.text("甲乙\n🏫", max_size=12)


@given(old=TEXTS, new=TEXTS)
def test_a_change_turns_the_old_text_into_the_new_and_back(old: str, new: str) -> None:
    span = span_between(old, new)
    assert span.applied(old) == new
    assert span.inverse().applied(new) == old


@given(old=TEXTS, new=TEXTS)
def test_a_change_holds_nothing_that_both_texts_share_at_its_ends(old: str, new: str) -> None:
    span = span_between(old, new)
    if span.removed and span.inserted:
        assert span.removed[0] != span.inserted[0]
        assert span.removed[-1] != span.inserted[-1]
    assert (span.removed, span.inserted) == ("", "") or old != new


def test_a_change_is_refused_on_a_text_that_it_was_not_made_on() -> None:
    with pytest.raises(ValueError, match="not the one"):
        Span(1, "乙", "丙").applied("甲甲")
