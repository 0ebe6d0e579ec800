"""Printed numbers as values: each knows the records behind it."""

from dataclasses import dataclass
from fractions import Fraction

from inspector_app.base.override import override


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number and the uids of the records it was counted from."""

    value: int
    uids: tuple[str, ...] = ()

    @override
    def __str__(self) -> str:
        """Return the number as it prints."""
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Ratio:
    """``n`` of ``of``, never rounded, with the records behind both."""

    n: int
    of: int
    uids: tuple[str, ...] = ()
    of_uids: tuple[str, ...] = ()

    @property
    def percent_text(self) -> str:
        """Return the percentage to one decimal, rounded half up from the exact fraction."""
        if self.of == 0:
            return "—"
        tenths = (Fraction(self.n, self.of) * 1000 + Fraction(1, 2)).__floor__()
        whole, tenth = divmod(tenths, 10)
        return f"{whole}.{tenth}%"

    @override
    def __str__(self) -> str:
        """Return ``2/3（66.7%）``, or ``—`` where nothing was due."""
        if self.of == 0:
            return "—"
        return f"{self.n}/{self.of}（{self.percent_text}）"


@dataclass(frozen=True, slots=True)
class CodeList:
    """A printed list of school codes, sorted."""

    codes: tuple[str, ...]

    @override
    def __str__(self) -> str:
        """Return the codes separated by 、; "—" when there are none."""
        return "、".join(self.codes) or "—"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One count for each label, in the order in which they print."""

    counts: tuple[tuple[str, Count], ...]

    def __getitem__(self, label: str) -> Count:
        """Return the count of ``label``."""
        return dict(self.counts)[label]


Cell = Count | Ratio | CodeList | Breakdown
