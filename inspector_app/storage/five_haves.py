"""How much of what 五有 ask for there is in a period, over all records."""

from typing import Final, NamedTuple

from inspector_app.domain.month import Period
from inspector_app.storage.conditions import COUNTED, FILED_CONTENT, FILED_ENTRY, FILED_ON_SITE
from inspector_app.storage.database import Database

_COUNTS: Final = f"""
SELECT (SELECT count(*) FROM issue i JOIN visit v ON v.id = i.visit_id
        WHERE i.found_on BETWEEN ?1 AND ?2 AND {COUNTED} AND {FILED_ON_SITE}
          AND (?3 = '' OR i.lead_id = ?3)),
       (SELECT count(*) FROM visit v JOIN merit m ON m.visit_id = v.id
        WHERE v.visited_on BETWEEN ?1 AND ?2 AND {FILED_ON_SITE} AND m.text <> ''
          AND (?3 = '' OR v.lead_id = ?3)),
       (SELECT count(*) FROM (SELECT {FILED_CONTENT} AS held FROM register_entry
                              WHERE kind = 'meeting' AND {FILED_ENTRY})
        WHERE json_extract(held, '$.held_on') BETWEEN ?1 AND ?2
          AND json_extract(held, '$.type') IN ('work', 'exchange'))"""  # noqa: S608 - conditions of ours


class FoundInPeriod(NamedTuple):
    """How many issues and merits counted records hold, and how many 例会 and 交流会 were held."""

    issues: int
    merits: int
    meetings: int


class FiveHavesStore:
    """Counts over a period."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def found(self, period: Period, *, person_id: str = "") -> FoundInPeriod:
        """Return what there is in a period, of one person's records or of all."""
        row = self._database.row(
            _COUNTS, period.start.isoformat(), period.end.isoformat(), person_id
        )
        assert row is not None
        return FoundInPeriod(*row)
