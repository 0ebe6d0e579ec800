"""A district's month upwards: the same after the way, the same rule above, nothing on trust."""

import json
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.district_json import UnsoundRowError, district_from, district_json
from inspector_app.domain.district_month import (
    OWN_UNIT,
    DistrictMonth,
    Group,
    SchoolLine,
    Unit,
    compile_groups,
    named_groups,
    person_key,
    shared_schools,
    units_table,
)
from inspector_app.domain.fact_rows import (
    ASSIGNMENT,
    COMPLAINT,
    ISSUE,
    LESSON,
    VISIT,
    credit_rows,
)
from inspector_app.domain.facts import VisitFact
from inspector_app.domain.figures import Breakdown, Count, Ratio
from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import Row, compile_table, counts
from inspector_app.domain.table_json import table_json
from inspector_app.domain.visit_options import Session, VisitStatus, VisitType
from tests.oracle.districts import district, facts_of

MONTH: Final = Month(2022, 9)
SEEDS: Final = st.integers(0, 5_000)
# A district with rows of every kind.
FULL: Final = 0


def made(seed: int, *, code: str = "210304", size: int = 25) -> DistrictMonth:
    """Return a made-up district's month as it would leave, with its schools under its own code."""
    plain = facts_of(district(seed, size))
    schools = {a.school_code for a in plain.assignments} | {v.school_code for v in plain.visits}
    own = {name: f"{code}{name}" for name in schools}
    homes = {v.uid: own[v.school_code] for v in plain.visits}
    within = [v for v in plain.visits if counts(v) and v.visited_on in MONTH.period]
    facts = replace(
        plain,
        assignments=[a._replace(school_code=own[a.school_code]) for a in plain.assignments],
        closed_schools={own[c]: day for c, day in plain.closed_schools.items() if c in own},
        visits=[
            v._replace(
                uid=f"{code}-{v.uid}", school_code=own[v.school_code], status=_LEFT,
                peer_ids=tuple(sorted(v.peer_ids)),
            )
            for v in within
        ],
        lessons=[
            x._replace(
                uid=f"{code}-{x.uid}", visit_uid=f"{code}-{x.visit_uid}",
                school_code=homes[x.visit_uid],
            )
            for x in plain.lessons if x.counts and x.whole
        ],
        issues=[
            i._replace(
                uid=f"{code}-{i.uid}", visit_uid=f"{code}-{i.visit_uid}", deadline=i.due,
                due_now=i.due,
            )
            for i in plain.issues if i.counts
        ],
        complaints=[c._replace(uid=f"{code}-{c.uid}") for c in plain.complaints],
    )  # fmt: skip
    table = table_json(compile_table(MONTH.period, facts))
    return DistrictMonth(
        code=code, name=f"示范区{code}", month=MONTH, span=MONTH.period,
        locked_on="2022-10-03T08:00:00Z", table={"month": str(MONTH), **table}, facts=facts,
        names={p.id: p.name for p in facts.inspectors},
        schools=[SchoolLine(code=c, name=c, kind="primary") for c in sorted(own.values())],
        numbers={v.uid: f"no-{v.uid}" for v in facts.visits},
        categories={i.uid: "T6" for i in facts.issues},
    )  # fmt: skip


_LEFT: Final = VisitStatus.HANDED_OVER


def travelled(month: DistrictMonth) -> DistrictMonth:
    return district_from(json.loads(json.dumps(district_json(month))))


def plain_rows(month: DistrictMonth) -> dict[str, Any]:
    return table_json(compile_table(month.span, month.facts))


@given(SEEDS)
def test_what_arrives_counts_what_was_counted_where_it_left(seed: int) -> None:
    month = made(seed)
    arrived = travelled(month)
    assert plain_rows(arrived) == plain_rows(month)
    assert arrived.recounted() == ()
    assert district_json(arrived) == district_json(month)


def numbers(row: Row) -> dict[str, Any]:
    """Return each count of a row, and both of each ratio."""
    found: dict[str, Any] = {}
    for name, cell in row.items():
        if isinstance(cell, Count):
            found[name] = cell.value
        elif isinstance(cell, Ratio):
            found[name] = (cell.n, cell.of)
        elif isinstance(cell, Breakdown):
            found |= {f"{name} {label}": count.value for label, count in cell.counts}
    return found


@given(SEEDS, SEEDS)
def test_above_districts_each_has_its_own_row_and_the_total_is_their_sum(
    one: int, two: int
) -> None:
    months = [made(one, code="210304"), made(two, code="210305")]
    groups = named_groups((m.code, m.name, [m]) for m in months)
    table = compile_groups(MONTH.period, groups)
    own = {m.name: compile_table(MONTH.period, m.facts).district for m in months}
    assert {name: numbers(row) for name, row in table.zones.items()} == {
        name: numbers(row) for name, row in own.items()
    }
    total = numbers(table.district)
    for figure, value in total.items():
        parts = [numbers(row).get(figure, 0) for row in own.values()]
        if isinstance(value, tuple):
            assert value == tuple(map(sum, zip(*parts, strict=True))), figure
        else:
            assert value == sum(parts), figure


def above(own: DistrictMonth, *below: DistrictMonth) -> DistrictMonth:
    """Return the month of an office above districts that has people of its own."""
    groups = (
        *named_groups((m.code, m.name, [m]) for m in below),
        Group(name=OWN_UNIT, districts=[own]),
    )
    table = table_json(units_table(MONTH.period, groups, own=own.code))
    units = [Unit(g.name, tuple(m.code for m in g.districts)) for g in groups]
    return replace(own, table={"month": str(MONTH), **table}, units=units)


@given(SEEDS, SEEDS)
def test_the_table_of_an_office_above_is_borne_out_by_the_months_it_was_made_of(
    one: int, two: int
) -> None:
    below = [made(one, code="210304"), made(two, code="210305")]
    city = above(made(FULL, code="210300"), *below)
    arrived = travelled(city)
    assert arrived.units == tuple(city.units)
    assert arrived.recounted([*map(travelled, below), arrived]) == ()
    # A district without records adds nothing that could be missed.
    if any(m.facts.visits for m in below):
        assert arrived.recounted([]) != ()


def test_people_of_the_office_above_stay_under_their_own_number_and_zone() -> None:
    own = made(FULL, code="210300", size=40)
    table = above(own, made(1, code="210304")).table
    assert set(table["inspectors"]) == {p.id for p in own.facts.inspectors}
    zones = {p.zone or OWN_UNIT for p in own.facts.inspectors}
    assert zones | {"示范区210304"} == set(table["zones"])


def test_a_district_that_is_called_like_the_own_people_of_an_office_is_told_apart() -> None:
    (group,) = named_groups([("210304", OWN_UNIT, [made(1)])])
    assert group.name == "本级（210304）"


@pytest.mark.parametrize(
    "units", [["区"], [["区", "210304"]], [["区", ["2103"]]], [[1, ["210304"]]], {"a": 1}, 5, [[]]]
)
def test_units_that_no_program_of_ours_has_written_are_refused(units: Any) -> None:
    value = {**district_json(above(made(FULL, code="210300"))), "units": units}
    with pytest.raises(UnsoundRowError):
        district_from(json.loads(json.dumps(value)))


def test_people_of_one_number_in_two_districts_stay_two_people() -> None:
    months = [made(3, code="210304"), made(3, code="210305")]
    table = compile_groups(MONTH.period, [Group(name="市", districts=months)])
    people = [p.id for p in months[0].facts.inspectors]
    assert set(table.inspectors) == {person_key(m.code, p) for m in months for p in people}
    for person in people:
        rows = [table.inspectors[person_key(m.code, person)] for m in months]
        assert numbers(rows[0]) == numbers(rows[1])


def test_two_offices_of_one_name_are_told_apart_by_their_codes() -> None:
    month = made(1)
    groups = named_groups([("2", "示范区", [month]), ("1", "示范区", []), ("3", "另一区", [])])
    assert [group.name for group in groups] == ["示范区（1）", "示范区（2）", "另一区"]


def codes_of(month: DistrictMonth) -> list[str]:
    return [school.code for school in month.schools]


def test_a_school_that_two_districts_claim_is_named() -> None:
    one, two = made(1, code="210304"), made(1, code="210305")
    assert shared_schools(map(codes_of, (one, two))) == ()
    both = replace(two, schools=[*two.schools, one.schools[0]])
    assert shared_schools(map(codes_of, (one, both))) == (one.schools[0].code,)


def test_schools_are_counted_by_type_as_of_the_last_day() -> None:
    month = made(1)
    first, *_ = codes = [school.code for school in month.schools]
    closed = replace(month.facts, closed_schools={first: MONTH.period.end})
    assert replace(month, facts=closed).schools_by_kind() == (
        {"primary": len(codes) - 1} if len(codes) > 1 else {}
    )
    later = replace(month.facts, closed_schools={first: date(2022, 10, 1)})
    assert replace(month, facts=later).schools_by_kind() == {"primary": len(codes)}


def test_a_figure_that_the_facts_do_not_bear_out_is_named() -> None:
    month = made(FULL, size=40)
    table = {**month.table, "district": {**month.table["district"], "visits": 999}}
    (found,) = replace(month, table=table).recounted()
    assert (found.label, found.before) == ("入校校次", "999")


def test_an_entry_of_a_peer_credits_its_peer_alone_above_as_below() -> None:
    month = made(FULL, size=40)
    entry = VisitFact(
        "e", month.schools[0].code, date(2022, 9, 5), Session.MORNING, None, "D9", ("D1",), _LEFT,
        False, month.facts.visits[0].methods, True,
    )  # fmt: skip
    facts = replace(month.facts, visits=[entry], lessons=[], issues=[], complaints=[])
    alone = replace(month, facts=facts, numbers={"e": "同行-1"})
    assert list(credit_rows([entry])) == [("e", date(2022, 9, 5), "D1")]
    assert travelled(alone).facts.visits == [entry]
    table = compile_groups(MONTH.period, [Group(name="区", districts=[alone])])
    assert table.inspectors[person_key("210304", "D1")]["inspector_visits"] == Count(1, ("e",))


def changed(month: DistrictMonth, *path: Any, to: Any) -> dict[str, Any]:
    value = json.loads(json.dumps(district_json(month)))
    place: Any = value
    *steps, last = [_column(path[0], step) for step in path]
    for step in steps:
        place = place[step]
    if to is _GONE:
        del place[last]
    else:
        place[last] = to
    return value


def _column(table: str, step: Any) -> Any:
    """Return the place of a column that is named, and any other step as it is."""
    names = _COLUMNS.get(table, ())
    return names.index(step) if step in names else step


_COLUMNS: Final = {
    "visits": (*(column.name for column in VISIT), "peers"),
    "lessons": tuple(column.name for column in LESSON),
    "issues": tuple(column.name for column in ISSUE),
    "complaints": tuple(column.name for column in COMPLAINT),
    "assignments": tuple(column.name for column in ASSIGNMENT),
    "people": ("id", "name", "zone"),
    "schools": ("code", "name", "kind", "closed_on"),
}


_GONE: Final = object()
ROW: Final = 0


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("district", "code"), "21030"),
        (("district", "code"), 210304),
        (("district", "month"), "2022-13"),
        (("district", "start"), "2022-10-31"),
        (("district", "end"), "20220930"),
        (("district", "locked_at"), "gestern"),
        (("district", "edition"), -1),
        (("district", "name"), "\x00"),
        (("district", "name"), "长" * 201),
        (("month_table", "month"), "2022-08"),
        (("month_table", "zones"), []),
        (("month_table", "district"), []),
        (("month_table", "more"), {}),
        (("visits",), {}),
        (("visits",), _GONE),
        (("visits", ROW), "row"),
        (("visits", ROW, "day"), "2022-09-31"),
        (("visits", ROW, "session"), "night"),
        (("visits", ROW, "half_days"), 7),
        (("visits", ROW, "half_days"), True),
        (("visits", ROW, "campus_walks"), -1),
        (("visits", ROW, "campus_walks"), 2**31),
        (("visits", ROW, "entry"), 1),
        (("visits", ROW, "entry"), True),
        (("visits", ROW, "type"), "party"),
        (("visits", ROW, "type"), None),
        (("visits", ROW, "peers"), "D1"),
        (("visits", ROW, "peers"), [1]),
        (("visits", ROW, "number"), _GONE),
        (("issues", ROW, "weight"), "heavy"),
        (("issues", ROW, "due"), 5),
        (("lessons", ROW, "period"), "1"),
        (("complaints", ROW, "substantiated"), None),
        (("schools", ROW, "kind"), "circus"),
        (("people", ROW, "id"), None),
        (("assignments", ROW, "since"), None),
    ],
)  # fmt: skip
def test_a_value_that_no_program_of_ours_has_written_is_refused(path: Any, to: Any) -> None:
    value = changed(made(FULL, size=40), *path, to=to)
    with pytest.raises(UnsoundRowError):
        district_from(value)


@pytest.mark.parametrize("name", ["visits", "lessons", "issues", "complaints", "people", "schools"])
def test_a_row_that_stands_there_twice_is_refused(name: str) -> None:
    value = json.loads(json.dumps(district_json(made(FULL, size=40))))
    value[name].append(value[name][0])
    with pytest.raises(UnsoundRowError, match="两份"):
        district_from(value)


def test_a_session_says_how_many_half_days_a_row_has() -> None:
    place = {name: _COLUMNS["visits"].index(name) for name in ("session", "half_days", "type")}
    for row in district_json(made(FULL, size=40))["visits"]:
        assert row[place["half_days"]] == Session(row[place["session"]]).half_days
        assert VisitType(row[place["type"]])
