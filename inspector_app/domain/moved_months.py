"""Locked months beside what the records say now: a table counted anew says where it differs."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from inspector_app.domain.month import Month

_NAMED = 3


class MovedMonths(NamedTuple):
    """The locked months, among those counted, whose records count otherwise than when locked."""

    months: tuple[Month, ...] = ()

    @property
    def told(self) -> str:
        """Say how many months differ, which, and where to look; nothing where none does."""
        if not self.months:
            return ""
        names = "、".join(month.title for month in self.months)
        return (
            f"所统计的月份里有{len(self.months)}个（{names}）锁定以后记录有改动："
            "这里按现有记录统计，与报出的数字不同；报出的数字和逐格的差别，看那个月的月统计"
        )

    def as_json(self) -> dict[str, Any]:
        """Return the months and the sentence."""
        return {"months": [str(month) for month in self.months], "told": self.told}


def locked_told(locked: Sequence[Month]) -> str:
    """Say that a table counts locked months by their records of now; nothing where it does not."""
    if not locked:
        return ""
    if len(locked) > _NAMED:
        names = f"{locked[0].title}至{locked[-1].title}间已锁定的{len(locked)}个月"
    else:
        names = f"已锁定的{'、'.join(month.title for month in locked)}"
    return f"{names}也按现有记录统计，报出的数字以月统计表为准。"
