"""When the 公示牌 of each school was hung."""

from datetime import date

from inspector_app.storage.database import Database


class PlateStore:
    """Reads and writes the days; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, date]:
        """Return the day of each school that has one, by code."""
        rows = self._database.rows("SELECT school_code, hung_on FROM plate")
        return {code: date.fromisoformat(day) for code, day in rows}

    def put(self, code: str, hung_on: date, *, by: str, at: str, origin: str) -> None:
        """Note that the plate of a school was hung, or hung anew, on a day."""
        self._database.execute(
            "INSERT INTO plate (school_code, hung_on, noted_by, noted_at, origin)"
            " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (school_code) DO UPDATE SET"
            " hung_on = ?2, noted_by = ?3, noted_at = ?4, origin = ?5",
            code,
            hung_on.isoformat(),
            by,
            at,
            origin,
        )

    def remove(self, code: str) -> None:
        """Note that no plate hangs at a school."""
        self._database.execute("DELETE FROM plate WHERE school_code = ?", code)
