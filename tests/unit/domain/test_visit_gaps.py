"""What a record misses before it can be filed, field by field."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from inspector_app.domain.issue import IssueDates
from inspector_app.domain.visit import NARRATIVE_LIMIT, Visit
from inspector_app.domain.visit_gaps import IMPORT_ORIGIN, gaps
from inspector_app.domain.visit_options import Announcement, MethodCounts, VisitType
from tests.unit.builders import DAY, make_issue, make_lesson, make_merit, make_visit


def missing(visit: Visit, *, today: date = DAY) -> list[str]:
    return [gap.where for gap in gaps(visit, today=today)]


def test_a_complete_record_misses_nothing() -> None:
    rich = make_visit(
        type=VisitType.CAMPAIGN, campaign="校园安全", announcement=Announcement.ANNOUNCED,
        announced_on=DAY, peer_ids=("D002",), merits=(make_merit(),), no_issues_found=False,
        issues=(
            make_issue(), make_issue(fixed_on_the_spot=True, witness="总务主任", deadline=None),
        ),
        next_visit=DAY, lessons=(make_lesson(),),
    )  # fmt: skip
    assert missing(rich) == []
    assert missing(make_visit()) == []


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"school": None}, "school"),
        ({"visited_on": None}, "date"),
        ({"visited_on": date(2022, 9, 6)}, "date"),
        ({"session": None}, "session"),
        ({"type": None}, "type"),
        ({"announcement": None}, "notice"),
        ({"lead_id": ""}, "lead"),
        ({"topics": ()}, "topics"),
        ({"type": VisitType.CAMPAIGN}, "campaign"),
        ({"announcement": Announcement.ANNOUNCED}, "notice_date"),
        (
            {"announcement": Announcement.ANNOUNCED, "announced_on": date(2022, 9, 6)},
            "notice_date",
        ),
        ({"next_visit": date(2022, 9, 4)}, "next_visit"),
        ({"arrived_at": "09:30", "left_at": "09:00"}, "left"),
        ({"peer_ids": ("D002", "D001")}, "peers"),
        ({"methods": MethodCounts(questionnaires_sent=3, questionnaires_returned=4)}, "methods"),
        ({"methods": MethodCounts()}, "methods"),
        ({"narrative": " \n"}, "narrative"),
        ({"narrative": "字" * (NARRATIVE_LIMIT + 1)}, "narrative"),
        ({"advice": " "}, "advice"),
        ({"feedback_ways": ()}, "feedback_way"),
        ({"merits": (make_merit(), make_merit(text=" "))}, "merits[1].text"),
        ({"no_issues_found": False}, "issues"),
    ],
)
def test_each_gap_names_its_field_alone(values: dict[str, Any], where: str) -> None:
    assert missing(make_visit(**values)) == [where]


def test_a_narrative_of_the_greatest_length_is_no_gap() -> None:
    assert missing(make_visit(narrative="字" * NARRATIVE_LIMIT)) == []


def test_one_lesson_is_a_way_of_inspecting() -> None:
    assert missing(make_visit(methods=MethodCounts(), lessons=(make_lesson(),))) == []


def test_issues_and_the_tick_that_there_are_none_contradict_each_other() -> None:
    issue = make_issue(fixed_on_the_spot=True, witness="总务主任")
    assert missing(make_visit(issues=(issue,), no_issues_found=True)) == ["no_issues_found"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"description": " "}, "description"),
        ({"category": ""}, "category"),
        ({"severity": None}, "severity"),
        ({"deadline": None}, "deadline"),
        ({"deadline": date(2022, 9, 4)}, "deadline"),
    ],
)
def test_each_gap_of_an_issue_names_its_place(values: dict[str, Any], field: str) -> None:
    issues = (make_issue(), make_issue(**values))
    visit = make_visit(issues=issues, no_issues_found=False, next_visit=DAY)
    assert missing(visit) == [f"issues[1].{field}"]


@pytest.mark.parametrize(
    ("issue", "asked"),
    [
        (make_issue(), True),
        (make_issue(fixed_on_the_spot=True, witness="总务主任"), False),
        (make_issue(dates=IssueDates(closed_on=DAY)), False),
        (make_issue(dates=IssueDates(voided_on=DAY)), False),
    ],
)
def test_an_open_issue_asks_for_a_day_of_return(issue: Any, asked: bool) -> None:
    visit = make_visit(issues=(issue,), no_issues_found=False)
    assert missing(visit) == (["next_visit"] if asked else [])


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"listener_id": ""}, "listener"),
        ({"period_no": None}, "period"),
        ({"class_name": ""}, "class"),
        ({"subject": ""}, "subject"),
        ({"teacher": ""}, "teacher"),
        ({"topic": ""}, "topic"),
        ({"kind": None}, "kind"),
        ({"process": " "}, "process"),
        ({"advice": " "}, "advice"),
        ({"grade": None}, "grade"),
        ({"expected": 40, "present": 41}, "present"),
    ],
)
def test_each_gap_of_a_lesson_names_its_place(values: dict[str, Any], field: str) -> None:
    assert missing(make_visit(lessons=(make_lesson(), make_lesson(**values)))) == [
        f"lessons[1].{field}"
    ]


def test_a_photo_of_the_paper_stands_in_for_what_was_done_in_a_lesson() -> None:
    assert missing(make_visit(lessons=(make_lesson(process="", paper_pages=1),))) == []


def test_a_record_taken_over_is_not_asked_for_what_workbooks_have_no_column_for() -> None:
    bare = make_visit(
        announcement=None, topics=(), feedback_ways=(), type=VisitType.CAMPAIGN,
        issues=(make_issue(),), no_issues_found=False,
        lessons=(make_lesson(teacher="", topic="", kind=None, process="", advice="", grade=None),),
    )  # fmt: skip
    assert missing(replace(bare, origin=IMPORT_ORIGIN)) == []
    assert len(missing(bare)) == 11
    assert missing(replace(bare, origin=IMPORT_ORIGIN, advice="")) == ["advice"]


def test_every_gap_says_what_is_wrong_in_a_sentence() -> None:
    empty = Visit(uid="v", number="n", school=None, visited_on=None, lead_id="")
    found = gaps(empty, today=DAY)
    assert len(found) == 12
    assert all(gap.what.endswith("还没有填") for gap in found)


@pytest.mark.parametrize("proof", [{"witness": "总务主任"}, {"shown": True}])
def test_what_was_put_right_on_the_spot_needs_a_witness_or_pictures(proof: dict[str, Any]) -> None:
    issue = make_issue(fixed_on_the_spot=True, deadline=None)
    assert "issues[0].witness" in missing(make_visit(issues=(issue,), no_issues_found=False))
    assert "issues[0].witness" not in missing(
        make_visit(issues=(replace(issue, **proof),), no_issues_found=False)
    )
