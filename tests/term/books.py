"""The books that the player of a term keeps for itself, in the plain rows that are counted by hand.

Nothing of the program is used here. An issue is one row that each step overwrites; there are no
events, so that what the program folds from its events is checked against something else.
"""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

Plain = dict[str, Any]

COUNTED = ("已提交", "已上报")


class Books:
    """Roster, records, lessons, issues and complaints as they stand now."""

    def __init__(self) -> None:
        self.people: list[Plain] = []
        self.schools: dict[str, Plain] = {}
        self.assignments: list[Plain] = []
        self.records: dict[str, Plain] = {}
        self.lessons: dict[str, Plain] = {}
        self.issues: dict[str, Plain] = {}
        self.complaints: dict[str, Plain] = {}

    # -- the roster ------------------------------------------------------------------------------

    def zone_of(self, person: Plain, day: date) -> str:
        """Return the zone that a person belongs to on a day."""
        return str([zone for since, zone in person["zones"] if since <= day][-1])

    def schools_of(self, inspector: str, day: date) -> list[str]:
        """Return the running schools that a person answers for on a day."""
        return [
            a["school"]
            for a in self.assignments
            if a["inspector"] == inspector and holds(a, day) and self.is_running(a["school"], day)
        ]

    def schools_of_any(self, inspector: str, day: date) -> set[str]:
        """Return the schools that a person answers for on a day, closed ones too."""
        return {
            a["school"] for a in self.assignments if a["inspector"] == inspector and holds(a, day)
        }

    def answering(self, school: str, day: date) -> list[Plain]:
        """Return the assignments of a school that hold on a day."""
        return [a for a in self.assignments if a["school"] == school and holds(a, day)]

    def is_running(self, school: str, day: date) -> bool:
        closed = self.schools[school]["closed"]
        return closed is None or closed > day

    # -- records ---------------------------------------------------------------------------------

    def counts(self, record: Plain) -> bool:
        """Say whether a record is filed; the ledger knows its issues, online or not."""
        return record["status"] in COUNTED

    def on_site(self) -> list[Plain]:
        return [r for r in self.records.values() if self.counts(r) and not r["online"]]

    def of_record(self, rows: dict[str, Plain], number: str) -> list[Plain]:
        return [row for row in rows.values() if row["record"] == number]

    def copy_of(self, number: str) -> Plain:
        """Return everything that a record said, for a correction that is given up."""
        return deepcopy(
            {
                "record": self.records[number],
                "lessons": {r["id"]: r for r in self.of_record(self.lessons, number)},
                "issues": {r["no"]: r for r in self.of_record(self.issues, number)},
            }
        )

    def put_back(self, number: str, copy: Plain) -> None:
        """Let a record say again what it said before."""
        self.forget_rows(number)
        self.records[number] = copy["record"]
        self.lessons |= copy["lessons"]
        self.issues |= copy["issues"]

    def forget_rows(self, number: str) -> None:
        for rows in (self.lessons, self.issues):
            for key in [key for key, row in rows.items() if row["record"] == number]:
                del rows[key]

    # -- issues ----------------------------------------------------------------------------------

    def issue_row(self, issue: Plain) -> Plain:
        """Return an issue with the days that the record itself says of it."""
        record = self.records[issue["record"]]
        row = dict(issue)
        if issue["on_the_spot"]:
            # A step that took the form's word back stands; the day is that of the record.
            if issue["form_answer"]:
                row["answered"] = record["date"]
            if issue["form_close"]:
                row["closed"] = record["date"]
        elif record["by_notice"]:
            row["notice"] = record["date"]
        return row

    def ledger(self) -> list[Plain]:
        """Return the issues of all filed records, with the day on which they were found."""
        return [
            {
                **self.issue_row(issue),
                "found": self.records[issue["record"]]["date"],
                "school": self.records[issue["record"]]["school"],
                "lead": self.records[issue["record"]]["lead"],
            }
            for issue in self.issues.values()
            if self.counts(self.records[issue["record"]])
        ]

    # -- for those who count ---------------------------------------------------------------------

    def plain(self, day: date) -> Plain:
        """Return all rows, with the zones of a day."""
        return {
            "people": [{"id": p["id"], "zone": self.zone_of(p, day)} for p in self.people],
            "schools": list(self.schools.values()),
            "assignments": self.assignments,
            "records": list(self.records.values()),
            "lessons": list(self.lessons.values()),
            "issues": [self.issue_row(issue) for issue in self.issues.values()],
            "complaints": list(self.complaints.values()),
        }


def holds(assignment: Plain, day: date) -> bool:
    end = assignment["end"]
    return bool(assignment["start"] <= day and (end is None or end >= day))


def is_open(issue: Plain) -> bool:
    return issue["closed"] is None and issue["voided"] is None


def month_end(year: int, month: int) -> date:
    first = date(year, month, 1)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
