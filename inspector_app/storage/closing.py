"""月结日; apart from the life of months, for 今日 asks for it."""

from inspector_app.domain.month import Month
from inspector_app.storage.database import Database


class ClosingStore:
    """Keeps on which day months close; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[Month, int]:
        """Return the closing days by the month from which they hold."""
        rows = self._database.rows("SELECT from_month, day FROM month_closing")
        return {Month.parse(month): day for month, day in rows}

    def put(self, month: Month, day: int, *, by: str, at: str, origin: str) -> None:
        """Set the closing day from a month on; what was set for later months is let go."""
        self._database.execute("DELETE FROM month_closing WHERE from_month >= ?", str(month))
        self._database.execute(
            "INSERT INTO month_closing (from_month, day, set_by, set_at, origin)"
            " VALUES (?, ?, ?, ?, ?)",
            str(month), day, by, at, origin,
        )  # fmt: skip
