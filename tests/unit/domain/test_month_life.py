"""What of a month's gaps is told when its figures are kept."""

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.month_life import (
    MonthGap,
    left_out,
    left_out_told,
    undecided,
    undecided_told,
)
from inspector_app.domain.month_steps import GapKind
from tests.examples import examples

KINDS = st.lists(st.sampled_from(GapKind), max_size=12)


def gaps_of(kinds: list[GapKind]) -> list[MonthGap]:
    return [MonthGap(kind, f"n{at}", "", "", "", "") for at, kind in enumerate(kinds)]


@given(kinds=KINDS)
@examples()
def test_no_gap_is_both_missing_from_the_figures_and_undecided_in_them(
    kinds: list[GapKind],
) -> None:
    gaps = gaps_of(kinds)
    assert not {*left_out(gaps)} & {*undecided(gaps)}
    assert bool(undecided(gaps)) is bool(undecided_told(gaps))
    assert bool(left_out(gaps)) is bool(left_out_told(gaps))


def test_what_people_owe_each_other_is_counted_by_kind_and_named() -> None:
    gaps = gaps_of([GapKind.QUESTION, GapKind.RETURNED, GapKind.OBJECTED, GapKind.LATE])
    assert undecided_told(gaps) == (
        "退回未改 1 份（n1）、同校同日待确认 1 件（n0）、代录有异议 1 份（n2）还没有办完"
    )


def test_of_many_the_first_five_are_named() -> None:
    told = undecided_told(gaps_of([GapKind.RETURNED] * 7))
    assert told == "退回未改 7 份（n0、n1、n2、n3、n4 等）还没有办完"
