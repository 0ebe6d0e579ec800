from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.rule_kinds import MarkLevel, RuleId
from inspector_app.domain.rules import Ruleset
from inspector_app.domain.staffing import Staffing, staffing
from tests.unit.builders import make_inspector
from tests.unit.rulesets import decided, make_rules, only


def codes(count: int) -> list[str]:
    return [f"{number:010d}" for number in range(1, count + 1)]


def shared(schools: Sequence[str], people: int) -> dict[str, list[str]]:
    """Deal schools out to D1, D2 … in turn."""
    return {code: [f"D{place % people + 1}"] for place, code in enumerate(schools)}


def district(
    schools: int,
    people: int,
    *,
    answering: Mapping[str, Sequence[str]] | None = None,
    rules: Ruleset | None = None,
) -> Staffing:
    names = codes(schools)
    inspectors = [
        make_inspector(id=f"D{number}", zone=f"第{(number - 1) % 2 + 1}责任区")
        for number in range(1, people + 1)
    ]
    given_to = shared(names, people) if answering is None else answering
    return staffing(names, inspectors, given_to, rules or make_rules())


def test_the_district_of_121_schools_and_25_inspectors_has_just_enough() -> None:
    found = district(121, 25)
    assert (found.per_inspector, found.needed, found.shortage) == ("4.84", 25, 0)
    assert found.sentence == "121 所 ÷ 25 人 = 每人 4.84 所；每人至多 5 所，至少要 25 人，够用。"


def test_a_shortage_is_told_in_people() -> None:
    found = district(121, 17)
    assert found.sentence == "121 所 ÷ 17 人 = 每人 7.12 所；每人至多 5 所，至少要 25 人，缺 8 人。"


def test_schools_for_each_inspector_are_rounded_half_up() -> None:
    assert district(201, 8).per_inspector == "25.13"


def test_a_district_without_inspectors_has_no_share_and_lacks_all_of_them() -> None:
    found = district(6, 0, answering={})
    assert (found.per_inspector, found.shortage, found.unassigned) == ("—", 2, tuple(codes(6)))


def test_where_no_caseload_is_asked_nothing_is_short() -> None:
    found = district(121, 2, rules=only())
    assert (found.needed, found.shortage) == (None, 0)
    assert found.sentence == "121 所 ÷ 2 人 = 每人 60.50 所。"
    assert all(not load.marks for load in (*found.people, *found.zones))


def test_too_few_schools_are_amber_and_too_many_are_red() -> None:
    named = codes(8)
    found = district(8, 3, answering={code: ["D1" if code < named[6] else "D2"] for code in named})
    levels = {load.id: [mark.level for mark in load.marks] for load in found.people}
    assert levels == {"D1": [MarkLevel.RED], "D2": [MarkLevel.AMBER], "D3": [MarkLevel.AMBER]}
    assert found.people[0].marks[0].words == "负责 6 所"
    assert found.people[0].marks[0].rule.id is RuleId.CASELOAD


def test_a_zone_with_more_schools_than_usual_is_amber() -> None:
    found = district(42, 2)
    assert [(zone.zone, zone.schools, zone.inspectors) for zone in found.zones] == [
        ("第1责任区", 21, 1), ("第2责任区", 21, 1),
    ]  # fmt: skip
    assert [mark.words for mark in found.zones[0].marks] == ["责任区有 21 所学校"]
    wider = make_rules(decided(RuleId.SCHOOLS_PER_ZONE, most=21))
    assert district(42, 2, rules=wider).zones[0].marks == ()


def test_a_school_with_two_inspectors_counts_for_both_and_once_for_their_zone() -> None:
    found = district(1, 3, answering={codes(1)[0]: ["D1", "D3", "D1"]})
    assert [load.schools for load in found.people] == [1, 0, 1]
    assert [zone.schools for zone in found.zones] == [1, 0]


def test_a_person_who_left_the_roster_makes_no_zone() -> None:
    found = district(2, 1, answering={codes(2)[0]: ["D9"], codes(2)[1]: ["D1"]})
    assert [(zone.zone, zone.schools) for zone in found.zones] == [("第1责任区", 1)]


@given(st.integers(0, 60), st.integers(1, 20))
def test_so_many_inspectors_as_are_needed_are_enough_and_one_less_is_not(
    schools: int, people: int
) -> None:
    found = district(schools, people)
    assert found.needed is not None
    enough = found.inspectors + found.shortage
    assert enough * 5 >= schools
    assert found.shortage == 0 or (enough - 1) * 5 < schools
