"""The months of districts that were taken in: the in-tray keeps each bundle as it came."""

import json
import zlib
from typing import Any, Final, NamedTuple

from inspector_app.domain.month import Month
from inspector_app.storage.database import Database


class DistrictLine(NamedTuple):
    """A district's month that was taken in.

    Attributes:
        by: id of the office that handed it over.
    """

    district: str
    by: str
    month: str
    chain: str
    seq: int
    taken_at: str


# The last one that came of a district and month holds: numbers of a chain come in order.
_NEWEST: Final = """
SELECT district, inspector_id, period, chain, seq, taken_at FROM (
    SELECT statement ->> 'x_district' AS district, inspector_id, period, chain, seq, taken_at,
           ROW_NUMBER() OVER (PARTITION BY statement ->> 'x_district', period
                              ORDER BY rowid DESC) AS place
    FROM office_bundle WHERE type = 'district')
WHERE place = 1"""


_EVER: Final = """
SELECT statement ->> 'x_district' AS district, inspector_id, period, chain, seq, taken_at
FROM office_bundle WHERE type = 'district' AND period = ? ORDER BY district, rowid DESC"""


class DistrictMonthStore:
    """Reads what districts handed over."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_month(self, month: Month) -> tuple[DistrictLine, ...]:
        """Return the newest of each district for a month, by district."""
        rows = self._database.rows(f"{_NEWEST} AND period = ? ORDER BY district", str(month))
        return tuple(DistrictLine(*row) for row in rows)

    def ever(self, month: Month) -> tuple[DistrictLine, ...]:
        """Return everything that came for a month, by district, the newest first."""
        rows = self._database.rows(_EVER, str(month))
        return tuple(DistrictLine(*row) for row in rows)

    def all(self) -> tuple[DistrictLine, ...]:
        """Return the newest of each district and month."""
        rows = self._database.rows(f"{_NEWEST} ORDER BY district, period")
        return tuple(DistrictLine(*row) for row in rows)

    def records(self, line: DistrictLine) -> dict[str, Any]:
        """Return what a bundle holds, as it came."""
        row = self._database.row(
            "SELECT records FROM office_bundle WHERE chain = ? AND seq = ?", line.chain, line.seq
        )
        assert row is not None
        found: dict[str, Any] = json.loads(zlib.decompress(row[0]))
        return found
