"""Strips of letters: lines on the grid of a page, and the head of an office's paper."""

from dataclasses import dataclass, replace
from typing import Final

from inspector_app.base.override import override
from inspector_app.reports.document import Align
from inspector_app.reports.lines import Line, Style
from inspector_app.reports.paper import MILLIMETRE
from inspector_app.reports.strips import SHIFT, Ink, Strip

_TOLERANCE: Final = 0.01
# GB/T 9704-2012, 7.2.4 and 7.2.7: where 发文机关标志 begins, where its rule stands.
AUTHORITY_DROP: Final = 35 * MILLIMETRE
_RULE_DROP: Final = 4 * MILLIMETRE
_RULE_WEIGHT: Final = 1.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines(Strip):
    """Lines of running text, one to each line of the page; unless ``whole`` they part anywhere.

    ``together`` lines at least stand at the foot of a page, or all where there are fewer.
    """

    lines: tuple[Line, ...]
    style: Style
    width: float
    align: Align = Align.LEFT
    whole: bool = False
    together: int = 1

    @property
    @override
    def height(self) -> float:
        return len(self.lines) * self.style.leading

    @property
    @override
    def least(self) -> float:
        together = len(self.lines) if self.whole else min(self.together, len(self.lines))
        return together * self.style.leading

    @override
    def parted(self, space: float) -> "tuple[Lines, Lines] | None":
        if self.whole:
            return None
        fit = int((space + _TOLERANCE) // self.style.leading)
        return self.parted_after(fit) if 0 < fit < len(self.lines) else None

    def parted_after(self, count: int) -> "tuple[Lines, Lines]":
        """Return the first ``count`` lines and the rest."""
        return replace(self, lines=self.lines[:count]), replace(self, lines=self.lines[count:])

    @override
    def draw(self, ink: Ink, *, left: float, top: float) -> None:
        for number, line in enumerate(self.lines):
            x = left + max(0.0, self.width - line.width) * SHIFT[self.align]
            ink.line(line, self.style, x=x, top=top + number * self.style.leading)


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead(Strip):
    """发文机关标志, 发文字号 two lines below it and, where it is red, the rule below both.

    ``height`` is a whole number of lines.
    """

    authority: tuple[Line, ...]
    authority_style: Style
    reference: tuple[Line, ...]
    reference_style: Style
    width: float

    @property
    @override
    def height(self) -> float:
        pitch = self.reference_style.leading
        below = max(1, len(self.reference)) * pitch
        used = AUTHORITY_DROP + self._authority_height + 2 * pitch + below
        return -(-(used + _RULE_DROP + _RULE_WEIGHT) // pitch) * pitch

    @property
    def _authority_height(self) -> float:
        return len(self.authority) * self.authority_style.leading

    @property
    @override
    def least(self) -> float:
        return self.height

    @override
    def parted(self, space: float) -> None:
        return None

    @override
    def draw(self, ink: Ink, *, left: float, top: float) -> None:
        style, pitch = self.authority_style, self.reference_style.leading
        self._centred(ink, self.authority, style, left=left, top=top + AUTHORITY_DROP)
        below = top + AUTHORITY_DROP + self._authority_height + 2 * pitch
        self._centred(ink, self.reference, self.reference_style, left=left, top=below)
        if style.red:
            below += max(1, len(self.reference)) * pitch
            ink.red_rule(x=left, top=below + _RULE_DROP, width=self.width, weight=_RULE_WEIGHT)

    def _centred(
        self, ink: Ink, lines: tuple[Line, ...], style: Style, *, left: float, top: float
    ) -> None:
        for number, line in enumerate(lines):
            x = left + max(0.0, self.width - line.width) / 2
            ink.line(line, style, x=x, top=top + number * style.leading)
