"""Plans, planned visits, records and declarations for tests, each complete."""

from typing import Any

from inspector_app.domain.plan import (
    FiledVisit,
    Plan,
    PlanLevel,
    PlannedVisit,
    span_of,
    usual_title,
)
from inspector_app.domain.recusal import Recusal, Relation
from inspector_app.domain.visit_options import Session
from tests.unit.calendars import day, make_calendar, make_term

CALENDAR = make_calendar(terms=[make_term("2026-09-01", "2027-01-15")])


def make_plan(level: PlanLevel, on: str, **values: Any) -> Plan:
    """Return the plan of D001 whose span a day lies in."""
    period = span_of(level, day(on), CALENDAR)
    given: dict[str, Any] = {
        "uid": f"plan-{level}", "level": level, "inspector_id": "D001", "period": period,
        "title": usual_title(level, period, CALENDAR),
    }  # fmt: skip
    return Plan(**(given | values))


def make_planned(**values: Any) -> PlannedVisit:
    """Return the morning that D001 plans at a school."""
    given: dict[str, Any] = {
        "uid": "planned-1", "plan_uid": "plan-month", "day": day("2026-11-24"),
        "session": Session.MORNING, "school_code": "2121000003", "lead_id": "D001",
    }  # fmt: skip
    return PlannedVisit(**(given | values))


def make_filed(**values: Any) -> FiledVisit:
    """Return the filed record of that morning."""
    given: dict[str, Any] = {
        "uid": "visit-1", "number": "210304-2026-D001-0001", "school_code": "2121000003",
        "day": day("2026-11-24"), "session": Session.MORNING, "people": frozenset({"D001"}),
    }  # fmt: skip
    return FiledVisit(**(given | values))


def make_recusal(**values: Any) -> Recusal:
    """Return the declaration of D001 that a relative heads the school."""
    given: dict[str, Any] = {
        "uid": "recusal-1",
        "inspector_id": "D001",
        "school_code": "2121000003",
        "relation": Relation.HEAD_RELATIVE,
        "declared_on": day("2026-09-01"),
    }
    return Recusal(**(given | values))
