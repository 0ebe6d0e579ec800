"""Round numbers along an axis."""

from fractions import Fraction
from math import floor, log10
from typing import Final, NamedTuple

from inspector_app.domain.chart import number_text

_ROUND: Final = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))


class Ticks(NamedTuple):
    """An axis from 0 to its last tick, in equal steps."""

    step: Fraction
    steps: int

    @property
    def top(self) -> float:
        """The number at the end of the axis."""
        return float(self.step * self.steps)

    @property
    def values(self) -> tuple[float, ...]:
        """The number at each tick, 0 first."""
        return tuple(float(self.step * n) for n in range(self.steps + 1))

    @property
    def texts(self) -> tuple[str, ...]:
        """The numbers as they print: with decimals only where a step has some."""
        whole = self.step.denominator == 1
        return tuple(number_text(int(v) if whole else v) for v in self.values)


def ticks(greatest: float, *, whole: bool, most: int = 5) -> Ticks:
    """Return the finest round steps of which at most ``most`` reach ``greatest``.

    A step is 1, 2, 2.5 or 5 times a power of ten, and a multiple of 1 where numbers are ``whole``,
    of 0.1 otherwise: that is what prints.
    """
    unit = Fraction(1) if whole else Fraction(1, 10)
    goal = Fraction(greatest)
    power = max(floor(log10(greatest / most)) if greatest else 0, floor(log10(unit)))
    base = Fraction(10) ** power
    while True:
        for factor in _ROUND:
            step = factor * base
            if step * most >= goal and (step / unit).denominator == 1:
                return Ticks(step, max(1, -(-goal // step)))
        base *= 10
