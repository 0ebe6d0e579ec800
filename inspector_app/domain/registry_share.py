"""督导面: how many of the schools on the roster were visited, by group.

A numerator is a set of schools of the roster, never a number that somebody typed: it cannot be
greater than the roster. A number that a report is to say is checked against it (``claim_fault``).
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from inspector_app.domain.figures import Ratio
from inspector_app.domain.school import School, SchoolKind

_OF_CHILDREN: Final = frozenset({SchoolKind.KINDERGARTEN, SchoolKind.ATTACHED_KINDERGARTEN})
_GROUPS: Final[dict[str, Callable[[School], bool]]] = {
    "全部": lambda _school: True,
    "中小学": lambda school: school.kind not in _OF_CHILDREN,
    "幼儿园": lambda school: school.kind in _OF_CHILDREN,
    "民办": lambda school: "民办" in school.ownership,
}


class Share(NamedTuple):
    """One group of schools on one day.

    Attributes:
        group: 全部, 中小学, 幼儿园 or 民办.
        on: the day whose roster is meant.
        visited: 标识码 of those that were visited, sorted; ``roster`` of all of them.
    """

    group: str
    on: date
    visited: tuple[str, ...]
    roster: tuple[str, ...]

    @property
    def ratio(self) -> Ratio:
        """How many of how many."""
        return Ratio(len(self.visited), len(self.roster), self.visited, self.roster)


def shares(schools: Iterable[School], visited: Collection[str], *, on: date) -> tuple[Share, ...]:
    """Return each group; a school that is closed by then is neither above nor below the line.

    Args:
        schools: all that the roster knows.
        visited: 标识码 of the schools with a counted visit.
        on: the day whose roster is meant, the last of the span that is told of.
    """
    running = [school for school in schools if school.in_operation(on=on)]
    return tuple(
        _share(group, [school.code for school in running if fits(school)], visited, on)
        for group, fits in _GROUPS.items()
    )


def _share(group: str, codes: Iterable[str], visited: Collection[str], on: date) -> Share:
    roster = tuple(sorted(codes))
    return Share(group, on, tuple(code for code in roster if code in visited), roster)


def claim_fault(found: Iterable[Share], group: str, number: int) -> str:
    """Return in Chinese why a report cannot say a number of visited schools, empty where it can."""
    known = {share.group: share for share in found}
    share = known.get(group)
    if share is None:
        return f"没有“{group}”这一组，可以写 {'、'.join(known)}"
    return "".join(_faults(share, number))


def _faults(share: Share, number: int) -> Iterator[str]:
    most, visited = len(share.roster), len(share.visited)
    if number > most:
        yield (
            f"{share.group} {number} 所，多于 {share.on} 名册上的 {most} 所；"
            "规则：督导过的学校只能是名册上的学校，督导面不会超过 100%"
        )
    elif number != visited:
        yield (
            f"{share.group} {number} 所，而记录里督导过 {visited} 所；规则：数字由已定稿的记录数出"
        )
