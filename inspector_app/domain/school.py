"""学校/幼儿园 and the people who answer for it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class SchoolKind(StrEnum):
    """办学类型."""

    PRIMARY = "primary"
    TEACHING_POINT = "teaching_point"
    JUNIOR = "junior"
    NINE_YEAR = "nine_year"
    TWELVE_YEAR = "twelve_year"
    COMPLETE_SECONDARY = "complete_secondary"
    SENIOR = "senior"
    VOCATIONAL = "vocational"
    SPECIAL = "special"
    REFORM = "reform"
    KINDERGARTEN = "kindergarten"
    ATTACHED_KINDERGARTEN = "attached_kindergarten"


class SchoolState(StrEnum):
    """状态 of a school."""

    RUNNING = "running"
    CLOSED = "closed"
    MERGED = "merged"
    NEW = "new"


class InspectorKind(StrEnum):
    """专职 or 兼职."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"


class Education(StrEnum):
    """学历, from the lowest."""

    VOCATIONAL = "vocational"
    COLLEGE = "college"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTOR = "doctor"


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """One school, keyed by its ten-digit 标识码, which survives renaming.

    ``ownership`` is the text of the roster (公办, 普惠性民办, …): districts have their own lists.
    """

    code: str
    name: str
    kind: SchoolKind
    ownership: str = ""
    pupils: int | None = None
    state: SchoolState = SchoolState.RUNNING
    closed_on: date | None = None
    short_name: str = ""
    former_names: tuple[str, ...] = ()
    urban_rural: str = ""
    address: str = ""
    head: str = ""
    contact: str = ""
    phone: str = ""

    def in_operation(self, *, on: date) -> bool:
        """Say whether the school counts as running on a day (closed from 停办日期 on)."""
        return self.closed_on is None or self.closed_on > on


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspector:
    """One 责任督学.

    Attributes:
        zone: the 责任区 in force on the day that was asked for.
        subjects: 专长, as the roster writes it; ``stages`` 学段.
        teaching_since: the year in which the work in education began.
        position: 职务 at the school or office that somebody comes from.
    """

    id: str
    name: str
    kind: InspectorKind
    zone: str = ""
    subjects: str = ""
    stages: str = ""
    education: Education | None = None
    teaching_since: int | None = None
    position: str = ""


class Assignment(NamedTuple):
    """责任分配: an inspector answers for a school from ``start`` to ``end``, both included."""

    inspector_id: str
    school_code: str
    start: date
    end: date | None = None

    def in_force(self, *, on: date) -> bool:
        """Say whether the assignment holds on a day."""
        return self.start <= on and (self.end is None or on <= self.end)


def told_apart(schools: Mapping[str, str]) -> dict[str, str]:
    """Return the names of schools by 标识码, those that are called alike with the 标识码."""
    called = Counter(schools.values())
    return {
        code: name if called[name] == 1 else f"{name}（{code}）" for code, name in schools.items()
    }
