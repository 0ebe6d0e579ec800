"""What records and meetings say of 专项督导, found by the name that they hold."""

import json
from collections import Counter
from collections.abc import Callable, Collection
from datetime import date
from typing import Any, Final, NamedTuple, TypeVar

from inspector_app.domain.campaign_findings import FoundIssue, FoundMerit
from inspector_app.domain.issue import Severity
from inspector_app.storage.conditions import (
    FILED_CONTENT,
    FILED_ENTRY,
    FILED_ON_SITE,
    OPEN,
)
from inspector_app.storage.database import Database

_T = TypeVar("_T")
# The index holds named campaigns alone, and is used where a query says so.
_OF_CAMPAIGN: Final = "v.campaign <> '' AND v.campaign IN (SELECT value FROM json_each(?))"
_VISITS: Final = f"""
SELECT v.campaign, v.uid, v.number, v.school_code, v.school_name, v.visited_on, v.lead_id,
       (SELECT group_concat(p.inspector_id, char(31)) FROM visit_peer p WHERE p.visit_id = v.id)
FROM visit v WHERE {_OF_CAMPAIGN} AND {FILED_ON_SITE} AND v.school_code IS NOT NULL
  AND v.visited_on IS NOT NULL ORDER BY v.visited_on, v.number"""  # noqa: S608 - conditions of ours
# Also of records taken over from a peer, which the ledger here does not hold: the campaign is one.
_ISSUES: Final = f"""
SELECT v.campaign, i.uid, i.number, i.category, i.description, v.school_code, v.school_name,
       v.uid, i.severity = '{Severity.HAZARD.value}', i.fixed_on_the_spot = 1 OR NOT ({OPEN})
FROM visit v JOIN issue i ON i.visit_id = v.id
WHERE {_OF_CAMPAIGN} AND {FILED_ON_SITE} AND v.school_code IS NOT NULL
ORDER BY v.visited_on, i.number"""  # noqa: S608 - conditions of ours
_MERITS: Final = f"""
SELECT v.campaign, m.uid, m.text, v.school_code, v.school_name, v.uid
FROM visit v JOIN merit m ON m.visit_id = v.id
WHERE {_OF_CAMPAIGN} AND {FILED_ON_SITE} AND m.text <> ''
  AND v.school_code IS NOT NULL
ORDER BY v.visited_on, v.number, m.ordinal"""  # noqa: S608 - conditions of ours
_NAMED: Final = """
SELECT 'visit' FROM visit v WHERE v.campaign <> '' AND v.campaign = ?1 AND v.deleted_at IS NULL
UNION ALL SELECT kind FROM register_entry WHERE kind IN ('meeting', 'case', 'suggestion')
  AND removed_at IS NULL
  AND json_extract(content, '$.campaign') = ?1"""
# What was written down for a campaign besides its records.
_KEPT: Final = f"""
SELECT json_extract(held, '$.campaign') AS campaign, kind,
       coalesce(json_extract(held, '$.answer') IN ('adopted', 'partly'), 0)
FROM (SELECT kind, {FILED_CONTENT} AS held FROM register_entry
      WHERE kind IN ('meeting', 'case', 'suggestion') AND {FILED_ENTRY})
WHERE campaign IN (SELECT value FROM json_each(?))"""  # noqa: S608 - conditions of ours
_EXCHANGES: Final = f"""
SELECT json_extract(held, '$.campaign') AS campaign, number
FROM (SELECT number, {FILED_CONTENT} AS held FROM register_entry
      WHERE kind = 'meeting' AND {FILED_ENTRY})
WHERE json_extract(held, '$.type') = 'exchange'
  AND campaign IN (SELECT value FROM json_each(?))
ORDER BY json_extract(held, '$.held_on'), number"""  # noqa: S608 - conditions of ours


class CampaignVisit(NamedTuple):
    """A counted record that names a campaign.

    Attributes:
        people: the 责任督学 first.
    """

    uid: str
    number: str
    school_code: str
    school_name: str
    day: date
    people: tuple[str, ...]


class KeptBeside(NamedTuple):
    """How many filed entries name a campaign.

    Attributes:
        adopted: of the suggestions those that were adopted, wholly or in part.
    """

    meetings: int
    cases: int
    suggestions: int
    adopted: int


class CampaignRecords(NamedTuple):
    """What counts for one campaign, each by day.

    Attributes:
        exchanges: the numbers of its filed 交流会.
    """

    visits: tuple[CampaignVisit, ...]
    issues: tuple[FoundIssue, ...]
    merits: tuple[FoundMerit, ...]
    exchanges: tuple[str, ...]
    kept: KeptBeside


class CampaignStore:
    """Reads by the names of campaigns: one query a kind, however many campaigns there are."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def name_of(self, number: str) -> str:
        """Return what the campaign of a number is called, empty where there is none."""
        row = self._database.row(
            "SELECT title FROM register_entry WHERE number = ? AND kind = 'campaign'", number
        )
        return str(row[0]) if row else ""

    def form_of(self, name: str) -> str:
        """Return which checklist the filed campaign of a name uses, empty where it names none."""
        row = self._database.row(
            f"SELECT json_extract(held, '$.form') FROM (SELECT {FILED_CONTENT} AS held"  # noqa: S608 - conditions of ours
            f" FROM register_entry WHERE kind = 'campaign' AND {FILED_ENTRY})"
            " WHERE json_extract(held, '$.name') = ?",
            name,
        )
        return str(row[0] or "") if row else ""

    def any_filed(self) -> bool:
        """Say whether campaigns are written down here at all."""
        row = self._database.row(
            f"SELECT 1 FROM register_entry WHERE kind = 'campaign' AND {FILED_ENTRY} LIMIT 1"  # noqa: S608 - a condition of ours
        )
        return row is not None

    def visits(self, names: Collection[str]) -> dict[str, tuple[CampaignVisit, ...]]:
        """Return the counted records of each campaign by day."""
        return self._of_each(_VISITS, names, _visit)

    def records(self, names: Collection[str]) -> dict[str, CampaignRecords]:
        """Return what counts for each campaign."""
        visits = self.visits(names)
        issues = self._of_each(_ISSUES, names, _issue)
        merits = self._of_each(_MERITS, names, lambda row: FoundMerit(*row))
        exchanges = self._of_each(_EXCHANGES, names, lambda row: str(row[0]))
        kept = self._of_each(_KEPT, names, lambda row: (str(row[0]), bool(row[1])))
        return {
            name: CampaignRecords(
                visits[name], issues[name], merits[name], exchanges[name], _kept(kept[name])
            )
            for name in visits
        }

    def _of_each(
        self, sql: str, names: Collection[str], make: Callable[[tuple[Any, ...]], _T]
    ) -> dict[str, tuple[_T, ...]]:
        found: dict[str, list[_T]] = {name: [] for name in names}
        for name, *row in self._database.rows(sql, json.dumps([*found])):
            found[name].append(make(tuple(row)))
        return {name: tuple(each) for name, each in found.items()}

    def named(self, name: str) -> dict[str, int]:
        """Return how much belongs to a campaign, drafts too: records, meetings, cases, 建言."""
        kinds = [kind for (kind,) in self._database.rows(_NAMED, name)]
        return {kind: kinds.count(kind) for kind in ("visit", "meeting", "case", "suggestion")}


def _kept(entries: tuple[tuple[str, bool], ...]) -> KeptBeside:
    count = Counter(kind for kind, _ in entries)
    adopted = sum(taken for kind, taken in entries if kind == "suggestion")
    return KeptBeside(count["meeting"], count["case"], count["suggestion"], adopted)


def _visit(row: tuple[Any, ...]) -> CampaignVisit:
    uid, number, code, school, day, lead, peers = row
    return CampaignVisit(uid, number, code, school, date.fromisoformat(day), (lead, *_split(peers)))


def _issue(row: tuple[Any, ...]) -> FoundIssue:
    return FoundIssue(*row)._replace(hazard=bool(row[-2]), settled=bool(row[-1]))


def _split(joined: str | None) -> list[str]:
    return joined.split("\x1f") if joined else []
