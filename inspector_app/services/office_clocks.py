"""Laptops whose date runs ahead of the office's: taken in all the same, and told of."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from inspector_app.services.office_answers import SKEW

if TYPE_CHECKING:
    from inspector_app.exchange.receiving import Received

_DAY: Final = timedelta(days=1)


class ClocksAhead:
    """Who handed over what bears a date that is still to come, and by how many days."""

    def __init__(self) -> None:
        self._days: dict[str, int] = {}

    def compare(self, found: "Received", *, now: datetime) -> None:
        """Note a bundle that was taken in where its date is too far ahead of ``now``."""
        ahead = found.verified.statement.created - now
        if ahead > SKEW:
            name = f"{found.holder.inspector.name}的“{found.holder.key.device}”"
            self._days[name] = max(self._days.get(name, 0), round(ahead / _DAY))

    def sentences(self) -> Iterator[str]:
        """Yield one sentence for each of these laptops."""
        for name, days in sorted(self._days.items()):
            yield (
                f"{name}的日期比本机快 {days} 天，上报包照收；请看本机的日期对不对，"
                "本机对的，请那位督学校准电脑的日期。"
            )
