"""The month of a district as it is handed upwards, and many of them as one table.

Above a district the same rule counts: a district is to its city what a 责任区 is to the district.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from inspector_app.domain.facts import InspectorFact, TableFacts
from inspector_app.domain.month import Month, Period
from inspector_app.domain.monthly_table import MonthlyTable, compile_table
from inspector_app.domain.table_difference import Difference, differences
from inspector_app.domain.table_json import table_json

LEAVES: Final = (
    ("锁定的月统计表", "全区、各责任区、各督学的每一格，锁定日期，数字校验码"),
    ("督学的编号、姓名、责任区", "表里每一行是谁的"),
    ("学校的标识码、名称、类型，责任分配", "上级按学校类型看覆盖"),
    ("记录的编号、学校、日期、时段、类型、同行、督导方式的次数", "上级用记录核对表里的数"),
    ("听课的班级、节次、听课人", "听课按节、按人计"),
    ("问题的分类、程度、是否当场整改、时限和整改的各个日期", "问题和整改率按日期计"),
    ("投诉由谁核查，收到、时限、办结的日期，是否属实", "投诉按日期计"),
)  # fmt: skip
"""What goes to the city, and why."""
STAYS: Final = (
    ("督导过程、意见、亮点、问题的文字", "上级看数；要看原文，凭记录编号向区里要"),
    ("授课教师、被访谈的人", "上级的表里没有教师，连代称也不需要"),
    ("学生的姓名", "不出区"),
    ("投诉人、投诉的内容和编号", "投诉人只有区督导室知道"),
    ("照片、签名、附件、定位", "可能有未成年人的脸；只给本区督导室"),
    ("访谈和问卷的内容、表单的回答", "计入督导方式的次数，内容不出区"),
    ("草稿、作废的记录", "不计数"),
)  # fmt: skip
"""What stays in the district, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolLine:
    """A school as it is told upwards; ``kind`` is the code of its type."""

    code: str
    name: str
    kind: str


OWN_UNIT: Final = "本级"
"""The unit of an office's own people above districts; one who has a 责任区 stays in it."""


class Unit(NamedTuple):
    """A row of an office's table, and the districts that it is the sum of."""

    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictMonth:
    """A district's locked month with the facts behind it.

    Attributes:
        code: six digits.
        span: the days that the district's month counts.
        locked_on: instant at which its figures were kept.
        edition: the number of the last edition that the district issued before; 0 for none.
        table: these figures, in the form of ``month --json``.
        names: of inspectors, by id.
        numbers: of records, by uid.
        categories: of issues, by uid.
        units: of an office above districts, of whose months its table is the sum: its facts are
            only its own records.
    """

    code: str
    name: str
    month: Month
    span: Period
    locked_on: str
    edition: int = 0
    table: Mapping[str, Any]
    facts: TableFacts = field(repr=False)
    names: Mapping[str, str]
    schools: Sequence[SchoolLine] = field(repr=False)
    numbers: Mapping[str, str] = field(repr=False)
    categories: Mapping[str, str] = field(repr=False)
    units: Sequence[Unit] = ()

    def recounted(self, others: Iterable["DistrictMonth"] = ()) -> tuple[Difference, ...]:
        """Return each figure that the facts add up to otherwise than the locked table says.

        Args:
            others: the months of which the table of an office above districts is the sum.
        """
        counted = {"month": str(self.month), **table_json(self._counted(others))}
        return differences(self.table, counted)

    def _counted(self, others: Iterable["DistrictMonth"]) -> MonthlyTable:
        if not self.units:
            return compile_table(self.span, self.facts)
        here = {each.code: each for each in (*others, self)}
        groups = [
            Group(name=name, districts=[here[code] for code in codes if code in here])
            for name, codes in self.units
        ]
        return units_table(self.span, groups, own=self.code)

    def schools_by_kind(self) -> Mapping[str, int]:
        """Return how many schools of each type were running on the last day."""
        closed = self.facts.closed_schools
        running = (
            s.kind for s in self.schools if s.code not in closed or closed[s.code] > self.span.end
        )
        return dict(sorted(Counter(running).items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Whose row of the table it is: one district at a city, one city at a province."""

    name: str
    districts: Sequence[DistrictMonth]


def compile_groups(period: Period, groups: Sequence[Group]) -> MonthlyTable:
    """Compile one table over many districts: a row for each group and one for all of them.

    Its rows of inspectors are those of every district, under ``district/id``.
    """
    return compile_table(period, joined_facts(groups))


def units_table(period: Period, groups: Sequence[Group], *, own: str) -> MonthlyTable:
    """Compile the table of an office above districts: units, and the people of its own.

    The people of a district are asked of the district.
    """
    whole = compile_groups(period, groups)
    prefix = person_key(own, "")
    people = {
        key.removeprefix(prefix): row
        for key, row in whole.inspectors.items()
        if key.startswith(prefix)
    }
    return replace(whole, inspectors=people)


def person_key(district: str, person: str) -> str:
    """Return what a person is called beside those of other districts, who may have his number."""
    return f"{district}/{person}"


def named_groups(found: Iterable[tuple[str, str, Sequence[DistrictMonth]]]) -> tuple[Group, ...]:
    """Return groups of code, name and districts; two of one name are told apart by their codes."""
    given = sorted(found, key=lambda each: each[0])
    names = unit_names((code, name) for code, name, _ in given)
    return tuple(Group(name=names[code], districts=months) for code, _, months in given)


def unit_names(given: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return names by code, of units of which two may be called alike."""
    units = dict(given)
    called = Counter([OWN_UNIT, *units.values()])
    return {
        code: name if called[name] == 1 else f"{name}（{code}）" for code, name in units.items()
    }


def shared_schools(schools: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return 标识码 that two districts claim: over all districts such a school counts once."""
    claimed = Counter(code for codes in schools for code in {*codes})
    return tuple(sorted(code for code, count in claimed.items() if count > 1))


def joined_facts(groups: Sequence[Group]) -> TableFacts:
    """Return the facts of many districts as those of one, whose 责任区 are the groups."""
    months = [(group.name, each) for group in groups for each in group.districts]
    facts = [each.facts for _, each in months]
    return TableFacts(
        inspectors=[fact for name, each in months for fact in _people(name, each)],
        assignments=[
            a._replace(inspector_id=person_key(each.code, a.inspector_id))
            for _, each in months for a in each.facts.assignments
        ],
        closed_schools={code: day for each in facts for code, day in each.closed_schools.items()},
        visits=[
            v._replace(
                lead_id=person_key(each.code, v.lead_id),
                peer_ids=tuple(person_key(each.code, peer) for peer in v.peer_ids),
            )
            for _, each in months for v in each.facts.visits
        ],
        lessons=[
            x._replace(listener_id=person_key(each.code, x.listener_id))
            for _, each in months for x in each.facts.lessons
        ],
        issues=[
            i._replace(lead_id=person_key(each.code, i.lead_id))
            for _, each in months for i in each.facts.issues
        ],
        complaints=[
            c._replace(inspector_id=person_key(each.code, c.inspector_id))
            for _, each in months for c in each.facts.complaints
        ],
    )  # fmt: skip


def _people(group: str, month: DistrictMonth) -> Iterator[InspectorFact]:
    for person in month.facts.inspectors:
        zone = person.zone if group == OWN_UNIT and person.zone else group
        yield InspectorFact(person_key(month.code, person.id), person.name, zone)
