"""标牌 coverage: the schools of the roster on a day, and at which of them the plate hangs by then.

The numerator is drawn from the roster of that very day: a plate at a school that is closed, or in
no roster, is no part of it, so that more than all can never hang.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from inspector_app.domain.school import School


class ReportChannels(NamedTuple):
    """举报渠道 of a district: where anybody may report; what is empty is not printed."""

    phone: str = ""
    mailbox: str = ""
    email: str = ""

    @property
    def words(self) -> str:
        """The channels in one line of Chinese, empty where there is none."""
        told = (("电话", self.phone), ("信箱", self.mailbox), ("电子邮箱", self.email))
        return "　".join(f"{name}：{value}" for name, value in told if value)


NO_CHANNELS: Final = ReportChannels()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateCoverage:
    """Where plates hang on a day.

    Attributes:
        hung: the schools that have one, with the day on which it was hung, by code.
        missing: the schools that have none, by code.
    """

    on: date
    own: bool
    hung: tuple[tuple[School, date], ...]
    missing: tuple[School, ...]

    @property
    def schools(self) -> int:
        """How many schools the roster of the day has."""
        return len(self.hung) + len(self.missing)

    @property
    def is_whole(self) -> bool:
        """Whether every school has its plate."""
        return bool(self.hung) and not self.missing

    @property
    def sentence(self) -> str:
        """Numerator, denominator and share in one line of Chinese; 100% only where it is all."""
        if not self.schools:
            whose = "没有本人负责的学校" if self.own else "名册里没有在办的学校"
            return f"截至 {self.on}，{whose}"
        # Cut, not rounded: 999 of 1000 is not all of them.
        tenths = len(self.hung) * 1000 // self.schools
        share = f"{tenths // 10}.{tenths % 10}%"
        whose = "本人负责的学校" if self.own else ""
        return f"截至 {self.on}，{whose}已挂标牌 {len(self.hung)}/{self.schools} 所，{share}"


def plate_coverage(
    schools: Iterable[School], hung: Mapping[str, date], *, on: date, own: bool = False
) -> PlateCoverage:  # fmt: skip
    """Return where plates hang on a day.

    Args:
        schools: everything that was ever in the roster.
        hung: the day on which the plate of each school was hung, by code.
        on: the day.
        own: whether these are one person's schools.
    """
    running = sorted((s for s in schools if s.in_operation(on=on)), key=lambda s: s.code)
    found = [(school, hung.get(school.code)) for school in running]
    return PlateCoverage(
        on=on,
        own=own,
        hung=tuple((s, day) for s, day in found if day is not None and day <= on),
        missing=tuple(s for s, day in found if day is None or day > on),
    )
