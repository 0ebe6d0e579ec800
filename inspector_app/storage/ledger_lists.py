"""Lists of the 台账: filtered, ordered and counted by what stands in the row of each issue."""

from typing import Final

from inspector_app.domain.issue import IssueState
from inspector_app.domain.issue_source import Matter, OutsideSource
from inspector_app.domain.ledger_filter import (
    CommonProblem,
    LedgerCount,
    LedgerFilter,
    LedgerOrder,
)
from inspector_app.domain.views import LedgerRow
from inspector_app.storage.codec import DATE
from inspector_app.storage.conditions import COUNTED, DUE, OPEN, OVERDUE, UNTOLD
from inspector_app.storage.database import Database
from inspector_app.storage.issues import LEDGER_COLUMNS, LEDGER_JOINS, ledger_row

# As ``IssueDates.state`` has it.
_UNDER_WAY: Final = "(i.noticed_on IS NOT NULL OR i.planned_on IS NOT NULL OR i.rejected > 0)"
_VOIDED: Final = "i.voided_on IS NOT NULL AND (i.closed_on IS NULL OR i.voided_on < i.closed_on)"
_IN_STATE: Final = {
    IssueState.FOUND: f"{OPEN} AND i.answered_on IS NULL AND NOT {_UNDER_WAY}",
    IssueState.NOTIFIED: f"{OPEN} AND i.answered_on IS NULL AND {_UNDER_WAY}",
    IssueState.AWAITING_CHECK: f"{OPEN} AND i.answered_on IS NOT NULL",
    IssueState.CLOSED: f"i.closed_on IS NOT NULL AND NOT ({_VOIDED})",
    IssueState.VOIDED: f"{_VOIDED} AND i.waived_on IS NULL",
    IssueState.WAIVED: f"{_VOIDED} AND i.waived_on IS NOT NULL",
}
_SETTLED: Final = frozenset({IssueState.CLOSED, IssueState.VOIDED, IssueState.WAIVED})
_MOST_PRESSING: Final = f"{DUE} IS NULL, {DUE}, i.number"
_NEWEST: Final = "i.found_on DESC, i.number DESC"
# Each list in parts that follow one another, each with a condition and an order that an index has:
# what is open stands before what is settled, and only the page is read, however long the rest is.
_PARTS: Final = {
    LedgerOrder.DUE: ((OPEN, _MOST_PRESSING), (f"NOT ({OPEN})", _NEWEST)),
    LedgerOrder.FOUND: (("", _NEWEST),),
    LedgerOrder.SCHOOL: (("", "i.school_code, i.found_on, i.number"),),
}
# What records find is 督学: only of the others the row itself is looked at.
_OF_MATTER: Final = "(i.visit_id IS NOT NULL OR i.matter = ?)"
_ASSIGNED: Final = (
    "i.school_code IN (SELECT a.school_code FROM assignment a WHERE a.inspector_id = ?"
    " AND a.start <= ? AND (a.end IS NULL OR a.end >= ?))"
)


class LedgerListStore:
    """Answers lists of issues of counted records."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, wanted: LedgerFilter) -> tuple[LedgerRow, ...]:
        """Return the page of a list that ``limit`` and ``offset`` name."""
        found: list[LedgerRow] = []
        left, skip = wanted.limit, wanted.offset
        for condition, order in _PARTS[wanted.order]:
            where, values = where_of(wanted)
            if condition:
                where = f"{where} AND {condition}"
            found += self._part(where, values, order=order, limit=left, offset=skip)
            if wanted.limit >= 0:
                left = wanted.limit - len(found)
                if left == 0:
                    break
            if skip and not found:
                skip -= min(skip, self._size(where, values))
            else:
                skip = 0
        return tuple(found)

    def _size(self, where: str, values: list[object], *, source: str = "issue i") -> int:
        sql = f"SELECT count(*) FROM {source} WHERE {where}"  # noqa: S608 - conditions of ours
        found = self._database.row(sql, *values)
        return int(found[0]) if found else 0

    def _part(
        self, where: str, values: list[object], *, order: str, limit: int, offset: int
    ) -> list[LedgerRow]:
        # The page is chosen among narrow rows; only its own rows are read whole.
        sql = (
            f"SELECT {LEDGER_COLUMNS} FROM (SELECT i.rowid AS wanted FROM issue i WHERE {where}"  # noqa: S608 - columns of ours
            f" ORDER BY {order} LIMIT ? OFFSET ?)"
            f" JOIN issue i ON i.rowid = wanted {LEDGER_JOINS}"
            f" ORDER BY {order}"
        )
        return [ledger_row(row) for row in self._database.rows(sql, *values, limit, offset)]

    def count(self, wanted: LedgerFilter) -> LedgerCount:
        """Return what a list adds up to, whatever part of it is shown."""
        where, values = where_of(wanted)
        hazard = "i.severity = 'hazard'"
        # Of the open ones, for which there is an index; the rest is counted and not looked at.
        sql = (
            f"SELECT count(*), sum({OVERDUE}),"  # noqa: S608 - columns of ours
            f" sum(i.answered_on IS NOT NULL), sum({hazard}), sum({hazard} AND {UNTOLD}),"
            f" min(i.found_on) FROM issue i WHERE {where} AND {OPEN}"
        )
        found = self._database.row(sql, wanted.on.isoformat(), *values) or (0, *[None] * 5)
        open_ones, *sums, earliest = found
        late, waiting, hazards, untold = (number or 0 for number in sums)
        total = self._size(where, values, source=_source(wanted))
        return LedgerCount(total, open_ones, late, waiting, hazards, untold, DATE.decode(earliest))

    def common(self, wanted: LedgerFilter, *, least_schools: int) -> tuple[CommonProblem, ...]:
        """Return the topics found at several schools, those of most schools first."""
        where, values = where_of(wanted)
        sql = (
            "WITH at AS (SELECT i.category AS topic, i.school_code AS code, count(*) AS issues,"  # noqa: S608 - columns of ours
            f" sum({OPEN}) AS still, count(DISTINCT i.visit_id) AS records"
            f" FROM issue i WHERE {where} AND i.school_code <> '' GROUP BY 1, 2)"
            " SELECT topic, sum(issues), count(*), sum(still),"
            " group_concat(CASE WHEN records > 1 THEN code END, char(31)) FROM at"
            " GROUP BY topic HAVING count(*) >= ? ORDER BY count(*) DESC, sum(issues) DESC, topic"
        )
        return tuple(
            CommonProblem(topic, issues, schools, still, _codes(again))
            for topic, issues, schools, still, again in self._database.rows(
                sql, *values, least_schools
            )
        )


def _codes(joined: str | None) -> tuple[str, ...]:
    return tuple(sorted(joined.split("\x1f"))) if joined else ()


def _source(wanted: LedgerFilter) -> str:
    """Return where to count: in the index of all lists, unless another narrows the search.

    It holds every column but the description. SQLite takes it for as wide as the table and would
    decrypt all of that, in forty times the time.
    """
    otherwise = (
        wanted.text,
        wanted.school_code,
        wanted.follower_id,
        wanted.open_only,
        wanted.overdue,
        wanted.states and wanted.states.isdisjoint(_SETTLED),
        _has_no_record(wanted),
    )
    return "issue i" if any(otherwise) else "issue i INDEXED BY issue_list"


def _has_no_record(wanted: LedgerFilter) -> bool:
    """Say whether a list is of issues alone that no record found: a record's matter is 督学."""
    of_others = wanted.matter is not None and wanted.matter is not Matter.SCHOOLS
    return of_others or isinstance(wanted.source, OutsideSource)


def where_of(wanted: LedgerFilter) -> tuple[str, list[object]]:
    """Return the condition on an issue ``i`` that a filter means, and its values."""
    clauses, values = _plain_of(wanted)
    today = wanted.on.isoformat()
    if wanted.follower_id is not None:
        clauses.append(_ASSIGNED)
        values += [wanted.follower_id, today, today]
    if wanted.open_only:
        clauses.append(OPEN)
    if wanted.states:
        clauses.append("(" + " OR ".join(f"({_IN_STATE[s]})" for s in sorted(wanted.states)) + ")")
    if wanted.overdue:
        clauses.append(f"{OPEN} AND {OVERDUE}")
        values.append(today)
    if wanted.text:
        clauses.append("(instr(i.description, ?) > 0 OR instr(i.number, ?) > 0)")
        values += [wanted.text, wanted.text]
    return " AND ".join(clauses), values


def _plain_of(wanted: LedgerFilter) -> tuple[list[str], list[object]]:
    """Return what columns are asked to hold."""
    clauses, values = [COUNTED], list[object]()
    of_matter = "i.matter = ?" if _has_no_record(wanted) else _OF_MATTER
    for clause, given in (
        ("i.school_code = ?", wanted.school_code),
        ("i.lead_id = ?", wanted.lead_id),
        ("i.category = ?", wanted.category),
        ("i.severity = ?", wanted.severity and wanted.severity.value),
        ("i.source = ?", wanted.source and wanted.source.value),
        (of_matter, wanted.matter and wanted.matter.value),
        ("i.found_on >= ?", wanted.found_from and wanted.found_from.isoformat()),
        ("i.found_on <= ?", wanted.found_to and wanted.found_to.isoformat()),
    ):
        if given is not None:
            clauses.append(clause)
            values.append(given)
    if _has_no_record(wanted):
        # Said again for the index of these few.
        clauses.append("i.visit_id IS NULL")
    return clauses, values
