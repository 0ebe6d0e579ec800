from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.coverage import board
from inspector_app.domain.proposals import proposals
from inspector_app.domain.rule_kinds import RuleId
from tests.unit.domain.test_coverage import DISTRICT, school, yardstick
from tests.unit.rulesets import make_rules, only

BY = yardstick("2026-11-17", only(RuleId.VISITS_PER_MONTH))
ROWS = board(
    [
        school("2026-11-10", code="1"),
        school("2026-10-20", code="2"),
        school(code="3"),
        school("2026-11-02", code="4"),
    ],
    BY,
)


def test_the_school_that_most_needs_a_visit_is_proposed_with_the_reason() -> None:
    found = proposals(ROWS, planned=(), kept_away=(), limit=3)
    assert [(each.coverage.code, each.reason) for each in found] == [
        ("3", "本月还没有入校"), ("2", "本月还没有入校"), ("4", "距上次入校 15 天"),
    ]  # fmt: skip


def test_a_school_that_was_never_visited_says_so_where_nothing_marks_it() -> None:
    rows = board([school()], yardstick("2026-11-17", only()))
    assert proposals(rows, planned=(), kept_away=(), limit=3)[0].reason == "还没有入校过"


def test_what_is_planned_already_and_what_one_must_keep_away_from_is_left_out() -> None:
    found = proposals(ROWS, planned={"3"}, kept_away={"2"}, limit=9)
    assert [each.coverage.code for each in found] == ["4", "1"]


@given(DISTRICT, st.sets(st.sampled_from("123456")), st.integers(0, 6))
def test_proposals_are_the_first_of_the_board_that_are_free(
    district: tuple, planned: set[str], limit: int
) -> None:
    rows = board(district, yardstick("2026-11-25", make_rules()))
    free = [row for row in rows if row.code not in planned]
    found = proposals(reversed(rows), planned=planned, kept_away=(), limit=limit)
    assert [each.coverage for each in found] == free[:limit]
