"""What the tables of a period ask besides the facts of the month's table."""

from collections.abc import Collection
from typing import Final

from inspector_app.domain.issue import Handling
from inspector_app.domain.month import Period
from inspector_app.domain.table_evidence import IssuePlace, LastVisit, OnlineVisit
from inspector_app.storage.codec import DATE
from inspector_app.storage.conditions import COUNTED, ENTRY, FILED, FILED_ON_SITE
from inspector_app.storage.database import Database

_HANDLINGS: Final = {member.value: member for member in Handling}
_ISSUES: Final = f"""
SELECT i.uid, i.school_code, i.category, i.handling FROM issue i
WHERE {COUNTED} AND i.found_on <= ?2
  AND (i.found_on >= ?1 OR i.closed_on IS NULL OR i.closed_on >= ?1)"""  # noqa: S608 - a condition of ours
_ONLINE: Final = f"""
SELECT v.uid, v.lead_id, (
    SELECT group_concat(p.inspector_id, char(31)) FROM visit_peer p WHERE p.visit_id = v.id)
FROM visit v WHERE {FILED} AND v.online = 1 AND v.visited_on BETWEEN ? AND ?
  AND NOT {ENTRY}"""  # noqa: S608 - conditions of ours
_CORRECTED: Final = f"""
SELECT v.uid FROM visit v WHERE {FILED_ON_SITE} AND v.revision > 1
  AND v.visited_on BETWEEN ? AND ?"""  # noqa: S608 - a condition of ours
_LAST: Final = f"""
SELECT v.visited_on, v.uid FROM visit v WHERE v.school_code = ? AND v.visited_on < ?
  AND {FILED_ON_SITE} AND NOT {ENTRY} ORDER BY v.visited_on DESC, v.uid DESC LIMIT 1"""  # noqa: S608 - conditions of ours


class PeriodTableStore:
    """Reads by period, of all people at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def issues(self, period: Period) -> dict[str, IssuePlace]:
        """Return school, 类别 and 处理方式 of the issues found, ended or open in a period."""
        rows = self._database.rows(_ISSUES, *_span(period))
        return {
            uid: IssuePlace(school, category, _HANDLINGS.get(handling))
            for uid, school, category, handling in rows
        }

    def online(self, period: Period) -> tuple[OnlineVisit, ...]:
        """Return the filed records of visits that nobody made on site."""
        rows = self._database.rows(_ONLINE, *_span(period))
        return tuple(
            OnlineVisit(uid, frozenset((lead, *(peers.split("\x1f") if peers else ()))))
            for uid, lead, peers in rows
        )

    def corrected(self, period: Period) -> frozenset[str]:
        """Return the records of a period that are a later revision than the first."""
        return frozenset(uid for (uid,) in self._database.rows(_CORRECTED, *_span(period)))

    def last_visits(self, schools: Collection[str], period: Period) -> dict[str, LastVisit]:
        """Return the newest record of each of some schools from before a period."""
        found = {}
        for code in schools:
            row = self._database.row(_LAST, code, period.start.isoformat())
            if row is not None:
                found[code] = LastVisit(DATE.decode(row[0]), row[1])
        return found


def _span(period: Period) -> tuple[str, str]:
    return period.start.isoformat(), period.end.isoformat()
