"""配备测算: schools against inspectors, for a district, each zone and each person."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, NamedTuple

from inspector_app.domain.coverage import Mark
from inspector_app.domain.monthly_table import zone_order
from inspector_app.domain.rule_kinds import MarkLevel, RuleId
from inspector_app.domain.rules import Rule, Ruleset
from inspector_app.domain.school import Inspector

_NAMED: Final = 10


class PersonLoad(NamedTuple):
    """How many schools one inspector answers for."""

    id: str
    name: str
    zone: str
    schools: int
    marks: tuple[Mark, ...]


class ZoneLoad(NamedTuple):
    """How many schools and inspectors a 责任区 has.

    A school is of each zone that one of its inspectors is of.
    """

    zone: str
    schools: int
    inspectors: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """The whole district.

    Attributes:
        schools: how many are in operation; ``inspectors`` how many people inspect them.
        most: schools that one inspector may answer for, ``None`` where no rule asks.
        needed: the fewest inspectors with which nobody has more, ``None`` without the rule.
        unassigned: 标识码 of the schools nobody answers for, sorted.
    """

    schools: int
    inspectors: int
    most: int | None
    needed: int | None
    people: tuple[PersonLoad, ...]
    zones: tuple[ZoneLoad, ...]
    unassigned: tuple[str, ...]

    @property
    def per_inspector(self) -> str:
        """Schools for each inspector, to two decimals, rounded half up; "—" without anybody."""
        if not self.inspectors:
            return "—"
        hundredths = (Fraction(self.schools * 100, self.inspectors) + Fraction(1, 2)).__floor__()
        return f"{hundredths // 100}.{hundredths % 100:02d}"

    @property
    def reasons(self) -> tuple[str, ...]:
        """A line for each rule that marks somebody: who and what, the rule, source, who set it."""
        marked = [
            *((zone.zone, zone.schools, mark) for zone in self.zones for mark in zone.marks),
            *((load.name, load.schools, mark) for load in self.people for mark in load.marks),
        ]
        rules = {mark.rule.id: mark.rule for _, _, mark in marked}
        return tuple(
            _reason(rule, [(who, n) for who, n, mark in marked if mark.rule.id is rule_id])
            for rule_id, rule in rules.items()
        )

    @property
    def shortage(self) -> int:
        """How many inspectors are missing, 0 where there are enough or no rule asks."""
        return 0 if self.needed is None else max(0, self.needed - self.inspectors)

    @property
    def sentence(self) -> str:
        """The reckoning in one sentence of Chinese."""
        head = f"{self.schools} 所 ÷ {self.inspectors} 人 = 每人 {self.per_inspector} 所"
        if self.most is None:
            return f"{head}。"
        short = f"缺 {self.shortage} 人" if self.shortage else "够用"
        return f"{head}；每人至多 {self.most} 所，至少要 {self.needed} 人，{short}。"


def staffing(
    schools: Iterable[str],
    people: Sequence[Inspector],
    answering: Mapping[str, Iterable[str]],
    rules: Ruleset,
) -> Staffing:
    """Return how a district is staffed on one day.

    Args:
        schools: 标识码 of the schools in operation.
        people: all inspectors with the zones of the day.
        answering: 督学编号 of those who answer for each school.
        rules: the rules of the district.
    """
    codes = frozenset(schools)
    served = {code: frozenset(answering.get(code, ())) for code in codes}
    caseload = rules.asked(RuleId.CASELOAD)
    most = None if caseload is None else caseload.number("most")
    return Staffing(
        schools=len(codes),
        inspectors=len(people),
        most=most,
        needed=None if most is None else -(-len(codes) // most),
        people=_people(people, served, caseload),
        zones=_zones(people, served, rules.asked(RuleId.SCHOOLS_PER_ZONE)),
        unassigned=tuple(sorted(code for code, ids in served.items() if not ids)),
    )


def _reason(rule: Rule, marked: Sequence[tuple[str, int]]) -> str:
    named = "、".join(f"{who} {schools} 所" for who, schools in marked[:_NAMED])
    more = f"等 {len(marked)} 处" if len(marked) > _NAMED else ""
    return f"{named}{more}。规则：{rule.sentence}。来源：{rule.source}。由谁设定：{rule.set_by}。"


def _people(
    people: Iterable[Inspector], served: Mapping[str, frozenset[str]], rule: Rule | None
) -> tuple[PersonLoad, ...]:
    load = Counter(person for ids in served.values() for person in ids)
    return tuple(
        PersonLoad(p.id, p.name, p.zone, load[p.id], _load_marks(load[p.id], rule)) for p in people
    )


def _load_marks(schools: int, rule: Rule | None) -> tuple[Mark, ...]:
    words = f"负责 {schools} 所"
    if rule is None or rule.number("least") <= schools <= rule.number("most"):
        return ()
    level = MarkLevel.RED if schools > rule.number("most") else MarkLevel.AMBER
    return (Mark(level, words, rule),)


def _zones(
    people: Sequence[Inspector], served: Mapping[str, frozenset[str]], rule: Rule | None
) -> tuple[ZoneLoad, ...]:
    zone_of = {person.id: person.zone for person in people}
    # Whoever has left the roster has no zone, but may still be named by an old assignment.
    schools = Counter(
        zone for ids in served.values() for zone in {zone_of.get(person, "") for person in ids}
    )
    inspectors = Counter(zone_of.values())
    return tuple(
        ZoneLoad(zone, schools[zone], inspectors[zone], _zone_marks(schools[zone], rule))
        for zone in sorted(set(inspectors) - {""}, key=zone_order)
    )


def _zone_marks(schools: int, rule: Rule | None) -> tuple[Mark, ...]:
    if rule is None or schools <= rule.number("most"):
        return ()
    return (Mark(MarkLevel.AMBER, f"责任区有 {schools} 所学校", rule),)
