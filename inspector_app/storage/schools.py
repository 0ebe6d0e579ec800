"""学校 and what stands around them: assignments and what is open there."""

from datetime import date
from typing import Any, Final

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.school import Assignment, School, SchoolKind, SchoolState
from inspector_app.storage.codec import DATE, PLAIN, TEXTS, Codec, decode, encode, member
from inspector_app.storage.conditions import COUNTED, DUE, OPEN, OPEN_ON, OVERDUE
from inspector_app.storage.database import Database

_CODECS: Final[dict[str, Codec]] = {
    "code": PLAIN,
    "name": PLAIN,
    "kind": member(SchoolKind),
    "ownership": PLAIN,
    "pupils": PLAIN,
    "state": member(SchoolState),
    "closed_on": DATE,
    "short_name": PLAIN,
    "former_names": TEXTS,
    "urban_rural": PLAIN,
    "address": PLAIN,
    "head": PLAIN,
    "contact": PLAIN,
    "phone": PLAIN,
}

_SELECT: Final = f"SELECT {', '.join(_CODECS)} FROM school"  # noqa: S608 - columns of ours


class SchoolStore:
    """Reads and writes schools and assignments."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[School, ...]:
        """Return all schools by code."""
        return tuple(_school(row) for row in self._database.rows(f"{_SELECT} ORDER BY code"))

    def any(self) -> bool:
        """Say whether there is any school."""
        return self._database.row("SELECT 1 FROM school LIMIT 1") is not None

    def find(self, code: str) -> School | None:
        """Return the school of that 标识码, or ``None``."""
        row = self._database.row(f"{_SELECT} WHERE code = ?", code)
        return None if row is None else _school(row)

    def get(self, code: str) -> School:
        """Return the school of that 标识码.

        Raises:
            NotFoundError: there is none.
        """
        school = self.find(code)
        if school is None:
            raise NotFoundError(f"名册里没有标识码为“{code}”的学校；请核对标识码，或先导入名册。")
        return school

    def initials(self) -> dict[str, str]:
        """Return the pinyin initials of each school's name by code."""
        return dict(self._database.rows("SELECT code, initials FROM school"))

    def put(self, school: School, *, initials: str, origin: str) -> None:
        """Add the school or replace the one of its code."""
        from inspector_app.storage.tables import SchoolRow

        columns = encode(_CODECS, {name: getattr(school, name) for name in _CODECS})
        kept = {name: columns[name] for name in columns if name != "code"}
        statement = SchoolRow.insert(**columns, initials=initials, origin=origin)
        # An upsert, not REPLACE: records refer to the row.
        statement.on_conflict(
            conflict_target=[SchoolRow.code], update={**kept, "initials": initials}
        ).execute(self._database.peewee)

    def assignments(self, *, school_code: str | None = None) -> tuple[Assignment, ...]:
        """Return assignments, of one school or of all."""
        rows = self._database.rows(
            "SELECT inspector_id, school_code, start, end FROM assignment"
            " WHERE ?1 IS NULL OR school_code = ?1 ORDER BY school_code, start",
            school_code,
        )
        return tuple(_assignment(row) for row in rows)

    def put_assignment(self, assignment: Assignment, *, origin: str) -> None:
        """Add the assignment, or set the end of the one with the same person, school and start."""
        from inspector_app.storage.tables import AssignmentRow

        AssignmentRow.replace(
            inspector_id=assignment.inspector_id,
            school_code=assignment.school_code,
            start=assignment.start.isoformat(),
            end=DATE.encode(assignment.end),
            origin=origin,
        ).execute(self._database.peewee)

    def open_issues(self, *, on: date) -> dict[str, tuple[int, int]]:
        """Return how many issues are open, and how many of them overdue, at each school."""
        rows = self._database.rows(
            f"SELECT i.school_code, count(*), sum({OVERDUE}) FROM issue i INDEXED BY issue_open"  # noqa: S608 - conditions of ours
            f" WHERE {COUNTED} AND {OPEN} GROUP BY i.school_code",
            on.isoformat(),
        )
        return {code: (count, overdue or 0) for code, count, overdue in rows}

    def open_issues_then(self, *, on: date) -> dict[str, tuple[int, int]]:
        """Return the same as of the end of a day that is over, by the 时限 in force now."""
        rows = self._database.rows(
            "SELECT i.school_code, count(*),"  # noqa: S608 - conditions of ours
            f" sum((i.answered_on IS NULL OR i.answered_on > ?1) AND {DUE} < ?1)"
            f" FROM issue i WHERE {COUNTED} AND {OPEN_ON} GROUP BY i.school_code",
            on.isoformat(),
        )
        return {code: (count, overdue or 0) for code, count, overdue in rows}


def _school(row: tuple[Any, ...]) -> School:
    return School(**decode(_CODECS, dict(zip(_CODECS, row, strict=True))))


def _assignment(row: tuple[Any, ...]) -> Assignment:
    inspector_id, school_code, start, end = row
    return Assignment(
        inspector_id=inspector_id,
        school_code=school_code,
        start=date.fromisoformat(start),
        end=DATE.decode(end),
    )
