"""访谈记录: whom an inspector talked to during a visit, about what, and what was said.

A talk is confidential unless the inspector says otherwise. Pupils are never named: a 代称 stands
for each of them from the beginning, and no name of theirs is ever stored.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

TOLD_IN_CONFIDENCE: Final = ("details", "name", "outline", "points", "problems")
"""What of a confidential talk nobody but the inspector gets to know."""


class Audience(StrEnum):
    """对象类别."""

    HEAD = "head"
    MIDDLE = "middle"
    TEACHER = "teacher"
    PUPIL = "pupil"
    PARENT = "parent"
    SUPPORT = "support"
    COMMUNITY = "community"


class InterviewWay(StrEnum):
    """方式: one by one (个别), or several at a table (座谈)."""

    INDIVIDUAL = "individual"
    PANEL = "panel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One 访谈记录; the school and the date are the visit's.

    ``details`` says what is worth knowing of the people without naming them (性别, 年级).
    ``withdrawn``: whoever must not hear it (managers, teachers) kept away. ``problems`` is what was
    complained of, which one key makes an issue of.
    """

    uid: str
    audience: Audience | None = None
    people: int | None = None
    way: InterviewWay | None = None
    details: str = ""
    name: str = ""
    withdrawn: bool = False
    outline: str = ""
    points: str = ""
    problems: str = ""
    confidential: bool = True


_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_WHO: Final = (
    r"(?:(?:[高初小]?[一二三四五六七八九1-9]?年?级?)?(?:男|女)?(?:学生|同学|生|孩子|幼儿))?"
)
_MARK: Final = (
    rf"(?:[{_STEMS}]|[A-Za-zＡ-Ｚ]{{1,2}}|[0-9０-９]{{1,3}}|[一二三四五六七八九十]{{1,3}}|某+)"
)
_ALIAS: Final = re.compile(rf"{_WHO}{_MARK}号?(?:同学|生|学生)?")
_BETWEEN: Final = re.compile(r"[、，,；;\s和]+")


def is_pupil_alias(text: str) -> bool:
    """Say whether a text holds nothing but 代称 of pupils: 学生甲, 学生A, 女生2、男生3."""
    parts = [part for part in _BETWEEN.split(text) if part]
    return bool(parts) and all(_ALIAS.fullmatch(part) for part in parts)


def name_fault(audience: Audience | None, name: str) -> str:
    """Return in Chinese why a name cannot stand beside such people, empty where it can."""
    if audience is not Audience.PUPIL or not name.strip() or is_pupil_alias(name.strip()):
        return ""
    return "学生只写代称，如 学生甲、学生A、女生2；学生的姓名不能记下"
