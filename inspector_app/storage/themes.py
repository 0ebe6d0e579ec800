"""月主题 by month."""

from inspector_app.base.clock import day_of_instant
from inspector_app.domain.month import Month
from inspector_app.domain.plan import MonthTheme
from inspector_app.storage.actors import actor_name
from inspector_app.storage.database import Database

_SELECT = (
    "SELECT t.month, t.theme, t.source, coalesce(i.name, t.set_by), t.set_at"
    " FROM month_theme t LEFT JOIN inspector i ON i.id = t.set_by"
)


class ThemeStore:
    """Reads and writes themes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[MonthTheme, ...]:
        """Return every theme, the newest month first."""
        return tuple(map(_theme, self._database.rows(f"{_SELECT} ORDER BY t.month DESC")))

    def of(self, month: Month) -> MonthTheme | None:
        """Return the theme of a month, if it has one."""
        row = self._database.row(f"{_SELECT} WHERE t.month = ?", str(month))
        return None if row is None else _theme(row)

    def put(self, theme: MonthTheme, *, set_by: str, at: str, origin: str) -> None:
        """Set the theme of its month."""
        from inspector_app.storage.tables import MonthThemeRow

        MonthThemeRow.replace(
            month=str(theme.month), theme=theme.theme, source=theme.source, set_by=set_by,
            set_at=at, origin=origin,
        ).execute(self._database.peewee)  # fmt: skip

    def remove(self, month: Month) -> None:
        """Take the theme of a month away, if it has one."""
        self._database.execute("DELETE FROM month_theme WHERE month = ?", str(month))


def _theme(row: tuple[str, ...]) -> MonthTheme:
    month, theme, source, set_by, set_at = row
    return MonthTheme(
        month=Month.parse(month), theme=theme, source=source, set_by=actor_name(set_by),
        set_on=str(day_of_instant(set_at)),
    )  # fmt: skip
