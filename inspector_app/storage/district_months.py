"""The months of districts that were taken in: the in-tray keeps each bundle as it came."""

import json
import zlib
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from inspector_app.base.stable_json import stable_text
from inspector_app.domain.month import Month
from inspector_app.storage.database import Database

_Json = Mapping[str, Any]


class Removal(NamedTuple):
    """That an office below was taken off; its word counts no more from then on."""

    uid: str
    code: str
    at: str
    reason: str
    actor: str


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
    FROM office_bundle WHERE type = 'district'
      AND inspector_id NOT IN (SELECT code FROM district_removal WHERE back_at IS NULL))
WHERE place = 1"""


_EVER: Final = """
SELECT statement ->> 'x_district' AS district, inspector_id, period, chain, seq, taken_at
FROM office_bundle WHERE type = 'district' AND (?1 = '' OR period = ?1)
ORDER BY district, rowid DESC"""


class DistrictMonthStore:
    """Reads what districts handed over."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_month(self, month: Month) -> tuple[DistrictLine, ...]:
        """Return the newest of each district for a month, by district."""
        rows = self._database.rows(f"{_NEWEST} AND period = ? ORDER BY district", str(month))
        return tuple(DistrictLine(*row) for row in rows)

    def ever(self, month: Month | None = None) -> tuple[DistrictLine, ...]:
        """Return everything that came for a month or for any, by district, the newest first."""
        rows = self._database.rows(_EVER, "" if month is None else str(month))
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
        return _said(row[0])

    # -- what was read of them -------------------------------------------------------------------

    def keep(self, place: tuple[str, int], *, form: int, figures: _Json, people: _Json) -> None:
        """Keep what was read of a bundle; the caller holds the transaction."""
        self._database.execute(
            "INSERT OR REPLACE INTO district_figures (chain, seq, form, figures, people)"
            " VALUES (?, ?, ?, ?, ?)",
            *place, form, _packed(figures), _packed(people),
        )  # fmt: skip

    def kept(self, line: DistrictLine, *, form: int) -> dict[str, Any] | None:
        """Return what was read of a bundle in a form, ``None`` where it was not."""
        row = self._database.row(
            "SELECT figures FROM district_figures WHERE chain = ? AND seq = ? AND form = ?",
            line.chain, line.seq, form,
        )  # fmt: skip
        return None if row is None else _said(row[0])

    def kept_people(self, line: DistrictLine, *, form: int) -> dict[str, Any] | None:
        """Return the rows of people that were read of a bundle (as above)."""
        row = self._database.row(
            "SELECT people FROM district_figures WHERE chain = ? AND seq = ? AND form = ?",
            line.chain, line.seq, form,
        )  # fmt: skip
        return None if row is None else _said(row[0])

    def unread(self, *, form: int) -> tuple[DistrictLine, ...]:
        """Return the bundles of which nothing is kept in a form."""
        rows = self._database.rows(
            "SELECT statement ->> 'x_district', inspector_id, period, chain, seq, taken_at"
            " FROM office_bundle b WHERE type = 'district' AND NOT EXISTS (SELECT 1"
            " FROM district_figures f WHERE f.chain = b.chain AND f.seq = b.seq AND f.form = ?)"
            " ORDER BY rowid",
            form,
        )
        return tuple(DistrictLine(*row) for row in rows)

    def read(self, *, form: int) -> tuple[DistrictLine, ...]:
        """Return the bundles of which something is kept in a form."""
        rows = self._database.rows(
            "SELECT statement ->> 'x_district', inspector_id, period, chain, seq, taken_at"
            " FROM office_bundle JOIN district_figures USING (chain, seq) WHERE form = ?"
            " ORDER BY chain, seq",
            form,
        )
        return tuple(DistrictLine(*row) for row in rows)

    def orphans(self) -> tuple[tuple[str, int], ...]:
        """Return chain and number of what is kept of a bundle that is not here."""
        rows = self._database.rows(
            "SELECT chain, seq FROM district_figures f WHERE NOT EXISTS (SELECT 1"
            " FROM office_bundle b WHERE b.chain = f.chain AND b.seq = f.seq)"
        )
        return tuple((str(chain), int(seq)) for chain, seq in rows)

    # -- offices that were taken off -------------------------------------------------------------

    def removals(self) -> tuple[Removal, ...]:
        """Return the offices below that are taken off now."""
        rows = self._database.rows(
            "SELECT uid, code, at, reason, actor FROM district_removal WHERE back_at IS NULL"
            " ORDER BY code"
        )
        return tuple(Removal(*row) for row in rows)

    def remove(self, removal: Removal) -> None:
        """Note that an office is taken off."""
        self._database.execute(
            "INSERT INTO district_removal (uid, code, at, reason, actor) VALUES (?, ?, ?, ?, ?)",
            *removal,
        )

    def take_back(self, code: str, *, at: str) -> bool:
        """Let an office that was taken off be below again, and say whether it was."""
        return bool(
            self._database.execute(
                "UPDATE district_removal SET back_at = ? WHERE code = ? AND back_at IS NULL",
                at, code,
            )
        )  # fmt: skip


def _packed(value: _Json) -> bytes:
    return zlib.compress(stable_text(value).encode(), 1)


def _said(value: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(value))
    return found
