"""月主题."""

from typing import Any

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.domain.month import Month
from inspector_app.domain.plan import MonthTheme
from inspector_app.services.context import Context

_MOST_LETTERS = 100


class ThemeService:
    """Keeps the theme of each month, with where it comes from."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> tuple[MonthTheme, ...]:
        """Return every theme, the newest month first."""
        return self._context.stores.themes.all()

    def of(self, month: Month) -> MonthTheme | None:
        """Return the theme of a month, if it has one."""
        return self._context.stores.themes.of(month)

    def set(self, month: Month, theme: str, *, source: str = "") -> Changes:
        """Set the theme of a month; an empty one takes it away.

        Raises:
            InputError: a text is too long.
            NotFoundError: there is none to take away.
        """
        wanted = MonthTheme(
            month=month, theme=" ".join(theme.split()), source=" ".join(source.split())
        )
        if max(len(wanted.theme), len(wanted.source)) > _MOST_LETTERS:
            raise InputError(f"月主题没有保存：主题、来源各不超过 {_MOST_LETTERS} 字，请写短一些。")
        with self._context.database.transaction():
            before = self.of(month)
            if before is not None and _plain(before) == _plain(wanted):
                return Changes()
            self._write(before, wanted)
        return Changes(plans=True)

    def _write(self, before: MonthTheme | None, wanted: MonthTheme) -> None:
        context = self._context
        if wanted.theme:
            context.stores.themes.put(
                wanted, set_by=context.actor, at=context.now_text(), origin=context.identity.device
            )
            op: dict[str, Any] = {"set": [before and _plain(before), _plain(wanted)]}
        elif before is None:
            raise NotFoundError(f"{wanted.month.title}没有设过月主题，不用去掉。")
        else:
            context.stores.themes.remove(wanted.month)
            op = {"remove": _plain(before)}
        context.note("month_theme", str(wanted.month), op)


def _plain(theme: MonthTheme) -> dict[str, str]:
    """Return a theme as the history keeps it."""
    return {"theme": theme.theme, "source": theme.source}
