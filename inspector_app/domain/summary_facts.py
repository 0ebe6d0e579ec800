"""What a 督导工作总结 is counted from, and what it comes to: values alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from inspector_app.domain.closing_days import NATURAL, ClosingDays
from inspector_app.domain.facts import TableFacts
from inspector_app.domain.five_haves import Gate
from inspector_app.domain.lesson_target import LessonStanding
from inspector_app.domain.month import Period
from inspector_app.domain.monthly_table import Row
from inspector_app.domain.register_options import SummaryScope, SummarySpan
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.reported import Reported
from inspector_app.domain.school import School


class Figure(NamedTuple):
    """One number of a summary.

    Attributes:
        id: the name by which it stands in a text.
        group: the heading under which it is listed.
        text: as it is said: 128, 86/93（92.5%）, 增加12.
        n, of: the numbers of it; ``of`` is ``None`` where it is no part of anything.
        before: what it was in the period before, empty where nothing is known of that.
        uids: the records that it was counted from, ``of_uids`` those of the whole.
        note: what it is made of where that is no list of records.
    """

    id: str
    label: str
    group: str
    text: str
    n: int
    of: int | None = None
    before: str = ""
    uids: tuple[str, ...] = ()
    of_uids: tuple[str, ...] = ()
    note: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        """The records behind it: those of the whole where it is a part, each once."""
        return tuple(dict.fromkeys((*self.uids, *self.of_uids)))


class IssueNote(NamedTuple):
    """What the month's table does not ask of an issue: its 类别, and whether it is a 安全隐患."""

    category: str
    hazard: bool


class Merit(NamedTuple):
    """A merit: the record that it stands on, and whose record that is."""

    visit_uid: str
    lead_id: str


class MonthLine(NamedTuple):
    """One month of the period, or the part of it that lies in it."""

    label: str
    visits: int
    found: int
    closed: int


class SchoolLine(NamedTuple):
    """What was done in one school in the period; ``closed`` of the issues that were ``found``."""

    name: str
    visits: int
    lessons: int
    found: int
    closed: int


UNIT_NUMBERS: Final = (
    "visits", "inspector_visits", "lessons", "issues_found", "closed", "open_at_end",
)  # fmt: skip
"""What is told of each unit below."""


class UnitLine(NamedTuple):
    """What a unit below has reported of the period.

    Attributes:
        numbers: those of ``UNIT_NUMBERS``, none where nothing of it has come.
        missing: the months that lack.
    """

    name: str
    numbers: tuple[int, ...]
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsTold:
    """What an office above others knows of those whose months it counts.

    Attributes:
        word: what the offices right below are called: 区, 市; ``whole`` what all of it is: 全市.
        below: how many offices are below.
        reported: each month of each unit that is asked of.
        as_of: the day on which the last month came, empty where none did.
        own: the people of this office itself, of whom alone its registers tell.
    """

    word: str
    whole: str
    below: int
    reported: tuple[Reported, ...]
    as_of: str
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that the figures of one period are counted from.

    Attributes:
        name: what the period is called.
        people: whose work it is about.
        schools: the roster, for the district alone.
        school_names: by 标识码, for a zone alone, whose schools are told one by one.
        issues: what else is known of each issue found in the period or open at its end.
        entries: filed entries of registers by their kind, those of the period and of the scope.
        reports_due: of how many 周汇报 that were due how many are filed, ``None`` where none is
            asked.
        lessons: how each person stands, empty where no rule asks for lessons.
        gate: the 五有 of a term, ``None`` where the period is none.
        letters: uids of the letters issued under a 文号, ``None`` where that is not the scope's.
        before: the row of the period before, empty where there is no record of that time.
        closing: says on which days months close.
        units: what is known of the offices below, ``None`` where only own records count; the zones
            of the facts are units then.
    """

    period: Period
    name: str
    span: SummarySpan
    scope: SummaryScope
    people: tuple[str, ...]
    facts: TableFacts
    schools: tuple[School, ...] = ()
    school_names: Mapping[str, str] = field(default_factory=dict)
    issues: Mapping[str, IssueNote] = field(default_factory=dict)
    merits: tuple[Merit, ...] = ()
    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    reports_due: tuple[int, int] | None = None
    lessons: tuple[LessonStanding, ...] = ()
    gate: Gate | None = None
    letters: tuple[str, ...] | None = None
    before_name: str = ""
    before: Row = field(default_factory=dict)
    closing: ClosingDays = NATURAL
    units: UnitsTold | None = None

    @property
    def own_people(self) -> tuple[str, ...]:
        """Those of its people of whom the registers here tell."""
        return self.people if self.units is None else self.units.own

    def of(self, kind: str) -> tuple[Entry, ...]:
        """Return the entries of a register, the oldest first."""
        return tuple(reversed(self.entries.get(kind, ())))


GROUPS: Final = (
    "入校和覆盖", "听课和督导方式", "问题和整改", "问题类别", "投诉和突发事件", "专项、会议和案例",
    "培训和汇报", "与上期相比", "计入的月统计",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryFacts:
    """What a summary comes to: its figures, and the numbers of its charts.

    Attributes:
        topics: how many issues of each 类别 were found, the most frequent first.
        schools: the schools of a zone, those that it answers for and those that it went to.
        units: above districts what each unit has reported; ``notes`` what is not counted.
    """

    period: Period
    name: str
    before_name: str
    figures: tuple[Figure, ...]
    months: tuple[MonthLine, ...] = ()
    topics: tuple[tuple[str, int], ...] = ()
    schools: tuple[SchoolLine, ...] = ()
    units: tuple[UnitLine, ...] = ()
    notes: tuple[str, ...] = ()

    def values(self) -> dict[str, str]:
        """Return what is said for each figure, by its id."""
        return {figure.id: figure.text for figure in self.figures}

    def by_id(self) -> dict[str, Figure]:
        """Return the figures by their ids."""
        return {figure.id: figure for figure in self.figures}
