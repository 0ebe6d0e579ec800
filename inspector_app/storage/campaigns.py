"""What records and meetings say of 专项督导, found by the name that they hold."""

from datetime import date
from typing import Final, NamedTuple

from inspector_app.domain.campaign_findings import FoundIssue, FoundMerit
from inspector_app.domain.issue import Severity
from inspector_app.storage.conditions import COUNTED, FILED_ON_SITE, OPEN
from inspector_app.storage.database import Database

# The index holds named campaigns alone, and is used where a query says so.
_OF_CAMPAIGN: Final = "v.campaign <> '' AND v.campaign = ?"
_VISITS: Final = f"""
SELECT v.uid, v.number, v.school_code, v.school_name, v.visited_on, v.lead_id,
       (SELECT group_concat(p.inspector_id, char(31)) FROM visit_peer p WHERE p.visit_id = v.id)
FROM visit v WHERE {_OF_CAMPAIGN} AND {FILED_ON_SITE} AND v.school_code IS NOT NULL
  AND v.visited_on IS NOT NULL ORDER BY v.visited_on, v.number"""  # noqa: S608 - conditions of ours
_ISSUES: Final = f"""
SELECT i.uid, i.number, i.category, i.description, v.school_code, v.school_name,
       v.uid, i.severity = '{Severity.HAZARD.value}', i.fixed_on_the_spot = 1 OR NOT ({OPEN})
FROM visit v JOIN issue i ON i.visit_id = v.id
WHERE {_OF_CAMPAIGN} AND {FILED_ON_SITE} AND v.school_code IS NOT NULL AND {COUNTED}
ORDER BY v.visited_on, i.number"""  # noqa: S608 - conditions of ours
_MERITS: Final = f"""
SELECT m.uid, m.text, v.school_code, v.school_name FROM visit v JOIN merit m ON m.visit_id = v.id
WHERE {_OF_CAMPAIGN} AND {FILED_ON_SITE} AND m.text <> ''
  AND v.school_code IS NOT NULL
ORDER BY v.visited_on, v.number, m.ordinal"""  # noqa: S608 - conditions of ours
_NAMED: Final = """
SELECT 'visit' FROM visit v WHERE v.campaign <> '' AND v.campaign = ?1 AND v.deleted_at IS NULL
UNION ALL SELECT kind FROM register_entry WHERE kind IN ('meeting', 'case', 'suggestion')
  AND removed_at IS NULL
  AND json_extract(content, '$.campaign') = ?1"""
# What was written down for a campaign besides its records.
_KEPT: Final = """
SELECT kind, count(*), sum(kind = 'suggestion' AND json_extract(content, '$.answer')
  IN ('adopted', 'partly'))
FROM register_entry WHERE kind IN ('meeting', 'case', 'suggestion') AND state = 'filed'
  AND removed_at IS NULL AND json_extract(content, '$.campaign') = ? GROUP BY kind"""
_EXCHANGES: Final = """
SELECT number FROM register_entry WHERE kind = 'meeting' AND state = 'filed'
  AND removed_at IS NULL AND json_extract(content, '$.type') = 'exchange'
  AND json_extract(content, '$.campaign') = ? ORDER BY day, number"""


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


class CampaignStore:
    """Reads by the name of a campaign."""

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
            "SELECT json_extract(content, '$.form') FROM register_entry"
            " WHERE kind = 'campaign' AND state = 'filed' AND removed_at IS NULL AND title = ?",
            name,
        )
        return str(row[0] or "") if row else ""

    def any_filed(self) -> bool:
        """Say whether campaigns are written down here at all."""
        row = self._database.row(
            "SELECT 1 FROM register_entry WHERE kind = 'campaign' AND state = 'filed' LIMIT 1"
        )
        return row is not None

    def visits(self, name: str) -> tuple[CampaignVisit, ...]:
        """Return the counted records of a campaign by day."""
        return tuple(
            CampaignVisit(
                uid, number, code, school, date.fromisoformat(day), (lead, *_split(peers))
            )
            for uid, number, code, school, day, lead, peers in self._database.rows(_VISITS, name)
        )

    def issues(self, name: str) -> tuple[FoundIssue, ...]:
        """Return the issues of the counted records of a campaign by day."""
        return tuple(
            FoundIssue(uid, number, topic, text, code, school, visit, bool(hazard), bool(settled))
            for uid, number, topic, text, code, school, visit, hazard, settled in (
                self._database.rows(_ISSUES, name)
            )
        )

    def merits(self, name: str) -> tuple[FoundMerit, ...]:
        """Return the merits of the counted records of a campaign by day."""
        return tuple(FoundMerit(*row) for row in self._database.rows(_MERITS, name))

    def exchanges(self, name: str) -> tuple[str, ...]:
        """Return the numbers of the filed 交流会 about a campaign."""
        return tuple(number for (number,) in self._database.rows(_EXCHANGES, name))

    def named(self, name: str) -> dict[str, int]:
        """Return how much belongs to a campaign, drafts too: records, meetings, cases, 建言."""
        kinds = [kind for (kind,) in self._database.rows(_NAMED, name)]
        return {kind: kinds.count(kind) for kind in ("visit", "meeting", "case", "suggestion")}

    def kept_beside(self, name: str) -> KeptBeside:
        """Return how many filed meetings, cases and suggestions name a campaign."""
        found = {kind: (count, taken) for kind, count, taken in self._database.rows(_KEPT, name)}
        (meetings, _), (cases, _), (suggestions, adopted) = (
            found.get(kind, (0, 0)) for kind in ("meeting", "case", "suggestion")
        )
        return KeptBeside(meetings, cases, suggestions, adopted)


def _split(joined: str | None) -> list[str]:
    return joined.split("\x1f") if joined else []
