"""月报核对: what was reported beside what records add up to, whatever arrived in what order."""

import random
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from inspector_app.domain.facts import TableFacts, VisitFact
from inspector_app.domain.figures import Breakdown, Cell, CodeList, Count
from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import Row, compile_table, counts
from inspector_app.domain.table_json import row_json
from inspector_app.domain.visit_options import METHOD_NAMES, VisitStatus
from inspector_app.office.labels import CAUSE_LABEL, reason_text, why_text
from inspector_app.office.reconciliation import (
    Cause,
    FigureLine,
    Here,
    Named,
    Reason,
    Reported,
    Standing,
    compared,
    reconcile,
)
from inspector_app.office.record_facts import facts_of, with_records
from tests.oracle import districts
from tests.unit.builders import make_issue, make_lesson, make_visit

OCTOBER = Month(2022, 10).period
SEEDS = st.integers(0, 10_000)


def rows(facts: TableFacts) -> dict[str, Row]:
    return dict(compile_table(OCTOBER, facts).inspectors)


def lines(
    person: str, reported: Row, facts: TableFacts, counted: Row, *reasons: Reason, **more: Any
) -> tuple[FigureLine, ...]:
    told = Reported(figures={**row_json(reported), **more}, reasons=reasons)
    return reconcile(told, facts, counted, person=person, period=OCTOBER)


def shuffled(facts: TableFacts, seed: int) -> TableFacts:
    pick = random.Random(seed)
    return replace(
        facts,
        visits=pick.sample(facts.visits, len(facts.visits)),
        lessons=pick.sample(facts.lessons, len(facts.lessons)),
        issues=pick.sample(facts.issues, len(facts.issues)),
    )


def of_october(facts: TableFacts) -> list[VisitFact]:
    return [v for v in facts.visits if v.visited_on in OCTOBER and counts(v)]


def stands_behind(visit: str, facts: TableFacts, cell: Cell) -> bool:
    parts = {visit}
    parts |= {each.uid for each in facts.lessons if each.visit_uid == visit}
    parts |= {each.uid for each in facts.issues if each.visit_uid == visit}
    return bool(parts & set(uids_of(cell)))


def uids_of(cell: Cell) -> Iterable[str]:
    match cell:
        case Breakdown(parts):
            return [uid for _, count in parts for uid in count.uids]
        case CodeList():
            return ()
        case Count(_, uids):
            return uids
    return (*cell.uids, *cell.of_uids)


@given(SEEDS, SEEDS)
def test_what_was_reported_agrees_with_records_that_all_arrived_in_whatever_order(
    seed: int, order: int
) -> None:
    sent = districts.facts_of(districts.district(seed, size=16))
    arrived = shuffled(sent, order)
    counted = rows(arrived)
    for person, row in rows(sent).items():
        assert lines(person, row, arrived, counted[person]) == ()


@given(SEEDS)
def test_a_record_that_did_not_arrive_moves_only_figures_it_stands_behind_and_is_named_at_each(
    seed: int,
) -> None:
    sent = districts.facts_of(districts.district(seed, size=16))
    inside = of_october(sent)
    assume(inside)
    gone = inside[seed % len(inside)]
    arrived = with_records(sent, {gone.uid: None})
    reason = Reason(cause=Cause.MISSING, uid=gone.uid, number=gone.uid, named=1, was_counted=True)
    counted = rows(arrived)
    for person, row in rows(sent).items():
        found = lines(person, row, arrived, counted[person], reason)
        for line in found:
            figure = line.difference.figure
            listed = stands_behind(gone.uid, sent, row[figure])
            assert listed or figure == "schools_below_frequency"
            assert (line.standing, line.reasons) == (Standing.PERHAPS, (reason,))
        moved = {line.difference.figure for line in found} & set(METHOD_NAMES)
        assert moved == {n for n in METHOD_NAMES if stands_behind(gone.uid, sent, row[n])}


@given(SEEDS)
def test_a_record_that_came_after_the_report_explains_every_figure_it_moves(seed: int) -> None:
    arrived = districts.facts_of(districts.district(seed, size=16))
    inside = of_october(arrived)
    assume(inside)
    late = inside[seed % len(inside)]
    sent = with_records(arrived, {late.uid: None})
    reason = Reason(cause=Cause.LATE, uid=late.uid, number=late.uid, here=1)
    counted = rows(arrived)
    for person, row in rows(sent).items():
        for line in lines(person, row, arrived, counted[person], reason):
            assert (line.standing, line.reasons) == (Standing.RECORDS, (reason,))
            assert late.uid in line.uids


@given(SEEDS, st.sampled_from(METHOD_NAMES), st.integers(1, 9))
def test_a_figure_that_no_record_explains_is_shown_as_such_beside_those_that_are_explained(
    seed: int, figure: str, more: int
) -> None:
    arrived = districts.facts_of(districts.district(seed, size=16))
    inside = of_october(arrived)
    assume(inside)
    late = inside[seed % len(inside)]
    person, counted = late.lead_id, rows(arrived)
    assume(person in counted)
    row = rows(with_records(arrived, {late.uid: None}))[person]
    too_much = row_json(counted[person])[figure] + more
    reason = Reason(cause=Cause.LATE, uid=late.uid, number=late.uid, here=1)
    found = lines(person, row, arrived, counted[person], reason, **{figure: too_much})
    unexplained = [x for x in found if x.standing is Standing.UNEXPLAINED]
    assert [x.difference.figure for x in unexplained] == [figure]
    assert "记录说明不了" in why_text(unexplained[0])


def test_a_record_that_is_not_here_never_explains_that_less_was_reported() -> None:
    arrived = districts.facts_of(districts.district(7, size=60))
    person = of_october(arrived)[0].lead_id
    row = rows(arrived)[person]
    reason = Reason(cause=Cause.MISSING, uid="x", number="x", named=1, was_counted=True)
    (less,) = lines(person, row, arrived, row, reason, visits=0)
    assert (less.standing, less.reasons) == (Standing.UNEXPLAINED, ())
    (more,) = lines(person, row, arrived, row, reason, visits=99)
    assert (more.standing, more.reasons) == (Standing.PERHAPS, (reason,))


def test_figures_of_another_shape_than_ours_are_shown_as_not_reported() -> None:
    facts = districts.facts_of(districts.district(7, size=60))
    person = of_october(facts)[0].lead_id
    row = rows(facts)[person]
    found = lines(person, row, facts, row, visits={"专项": 1}, by_type=3, coverage=7, more=1)
    told = {line.difference.figure: line.difference.before for line in found}
    assert (told["visits"], told["coverage"]) == ("（没有）", "（没有）")
    assert {line.standing for line in found} == {Standing.UNEXPLAINED}


def test_schools_and_complaints_that_only_one_computer_has_are_told_from_records() -> None:
    plain = districts.district(3, size=40)
    facts = districts.facts_of(plain)
    person = next(c.inspector_id for c in facts.complaints)
    facts = replace(
        facts,
        complaints=[facts.complaints[0]._replace(inspector_id=person, received_on=OCTOBER.start)],
    )
    row = rows(facts)[person]
    (line,) = lines(person, row, facts, row, complaints_received=0)
    assert (line.standing, why_text(line)) == (Standing.COMPLAINTS, "投诉只在督导室登记")
    (line,) = lines(person, row, facts, row, complaints_received=5)
    assert line.standing is Standing.UNEXPLAINED
    assigned = row_json(row)["assigned_schools"]
    (line,) = lines(person, row, facts, row, assigned_schools=assigned + 1)
    assert "责任分配" in why_text(line)


def test_records_of_earlier_months_from_a_workbook_explain_what_a_laptop_without_them_reports() -> (
    None
):
    facts = districts.facts_of(districts.district(11, size=40))
    older = next(
        x for x in facts.lessons
        if x.counts and x.whole and OCTOBER.school_year_start <= x.visited_on < OCTOBER.start
    )  # fmt: skip
    person = older.listener_id
    past = frozenset({older.visit_uid})
    without = rows(with_records(facts, {older.visit_uid: None}))[person]
    told = Reported(figures=row_json(without), reasons=(), past=past)
    found = reconcile(told, facts, rows(facts)[person], person=person, period=OCTOBER)
    assert {line.standing for line in found} == {Standing.PAST}
    assert "lessons_year" in {line.difference.figure for line in found}
    with_them = Reported(figures=row_json(rows(facts)[person]), reasons=(), past=past)
    assert reconcile(with_them, facts, rows(facts)[person], person=person, period=OCTOBER) == ()


# -- which records are not what was reported -------------------------------------------------------


def here(uid: str, **more: Any) -> Here:
    given: dict[str, Any] = {
        "uid": uid, "number": uid, "revision": 1, "void": False, "cause": Cause.LATE,
    }  # fmt: skip
    return Here(**(given | more))


def test_records_are_told_apart_by_what_the_statement_names_and_what_is_here() -> None:
    named = [
        Named("same", "same", 1), Named("missing", "missing", 1), Named("newer", "newer", 1),
        Named("gone", "gone", 1), Named("void", "void", 1, void=True),
        Named("back", "back", 1, void=True), Named("never", "never", 1, void=True),
    ]  # fmt: skip
    found = compared(
        named,
        [
            here("same", as_told=True), here("newer", revision=2), here("gone", void=True),
            here("void", void=True), here("back"), here("late"),
            here("typed", cause=Cause.TYPED), here("nothing", void=True),
        ],
    )  # fmt: skip
    told = {each.uid: (each.cause, each.is_unknown) for each in found}
    assert told == {
        "missing": (Cause.MISSING, True),
        "newer": (Cause.REVISION, True),
        "gone": (Cause.VOIDED, True),
        "back": (Cause.REVISION, False),
        "late": (Cause.LATE, False),
        "typed": (Cause.TYPED, False),
    }


def test_the_words_name_the_record_what_is_about_it_and_both_revisions() -> None:
    newer = Reason(cause=Cause.REVISION, uid="u", number="210304-2026-DX001-0003", named=1, here=2)
    assert reason_text(newer) == "210304-2026-DX001-0003 版次不同（月报第 1 版，现在第 2 版）"
    assert "来了两份" in reason_text(replace(newer, here=1))
    assert reason_text(replace(newer, cause=Cause.LATE)).endswith(CAUSE_LABEL[Cause.LATE])


# -- the facts of a whole record -------------------------------------------------------------------


def test_a_whole_record_counts_by_its_status_and_only_what_a_table_counts_of_it() -> None:
    visit = make_visit(
        status=VisitStatus.FILED,
        lessons=(make_lesson(whole=True), make_lesson(whole=False)),
        issues=(make_issue(), make_issue(severity=None)),
    )
    found = facts_of(visit)
    assert found is not None
    assert (len(found.lessons), len(found.issues)) == (1, 1)
    assert found.visit.methods == visit.methods_counted
    for nothing in (
        replace(visit, status=VisitStatus.VOIDED), replace(visit, online=True),
        replace(visit, session=None), replace(visit, visited_on=None),
    ):  # fmt: skip
        assert facts_of(nothing) is None
