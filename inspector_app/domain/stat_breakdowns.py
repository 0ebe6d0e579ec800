"""The tables by school type, by topic, by school, by month, and by step of 整改.

Each part is of what the district's row lists: so they add up to it, and a cell lists its records.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple, TypeVar

from inspector_app.domain.closing_days import ClosingDays
from inspector_app.domain.facts import IssueFact, VisitFact
from inspector_app.domain.figures import Count, Ratio
from inspector_app.domain.issue_weight import Weight
from inspector_app.domain.labels.schools import SCHOOL_KIND_LABEL
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.labels.weights import WEIGHT_LABEL
from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import Compiled, zone_order
from inspector_app.domain.school import School, SchoolKind
from inspector_app.domain.stat_lines import frequency_of, uids_of
from inspector_app.domain.stat_table import (
    NOTHING,
    Said,
    StatCell,
    StatColumn,
    StatRow,
    StatTable,
    count_of,
)
from inspector_app.domain.table_evidence import LastVisit, TableEvidence, trend_months
from inspector_app.domain.table_piles import ended

_T = TypeVar("_T")

TOTAL: Final = "total"
OTHER: Final = "other"
_OF_CHILDREN: Final = frozenset({SchoolKind.KINDERGARTEN, SchoolKind.ATTACHED_KINDERGARTEN})
_TYPES: Final = {
    SchoolKind.PRIMARY: "小学",
    SchoolKind.TEACHING_POINT: "小学",
    SchoolKind.JUNIOR: "初中",
    SchoolKind.NINE_YEAR: "一贯制",
    SchoolKind.TWELVE_YEAR: "一贯制",
    SchoolKind.COMPLETE_SECONDARY: "完全中学",
    SchoolKind.SENIOR: "高中",
    SchoolKind.VOCATIONAL: "中职",
    SchoolKind.SPECIAL: "特殊教育",
    SchoolKind.REFORM: "专门学校",
}
_PRIVATE: Final = "民办中小学"
_KINDERGARTENS: Final = ("公办园", "普惠性民办园", "非普惠性民办园")
TYPE_ORDER: Final = (*dict.fromkeys(_TYPES.values()), _PRIVATE, *_KINDERGARTENS)
_ELSEWHERE: Final = "停办或不在名册"
_FREQUENCY_NOTE: Final = (
    "频次完成：每月计满应有次数为止，除以应有次数；只数整月，免计的月份不算；"
    "没有责任督学的学校不计。"
)
_ISSUES: Final = (
    StatColumn("issues_found", "发现问题"),
    StatColumn("closed", "销号"),
    StatColumn("open_at_end", "期末未销号"),
    StatColumn("overdue_at_end", "其中逾期"),
)


def school_type(school: School) -> str:
    """Return the type under which a school is counted; each school has one."""
    private = "民办" in school.ownership
    if school.kind in _OF_CHILDREN:
        if not private:
            return _KINDERGARTENS[0]
        inclusive = "普惠" in school.ownership and "非普惠" not in school.ownership
        return _KINDERGARTENS[1] if inclusive else _KINDERGARTENS[2]
    return _PRIVATE if private else _TYPES[school.kind]


class Parts(NamedTuple):
    """What the district's row lists, by what it belongs to.

    Attributes:
        visits: records by 标识码.
        issues: by column, the issues by 标识码 or 类别.
    """

    visits: Mapping[str, Sequence[VisitFact]]
    issues: Mapping[str, Mapping[str, Sequence[str]]]


def by_school(found: TableEvidence, compiled: Compiled) -> Parts:
    """Return records and issues of the period by 标识码."""
    visits: dict[str, list[VisitFact]] = defaultdict(list)
    for visit in compiled.visits:
        visits[visit.school_code].append(visit)
    return Parts(visits, _issues(found, compiled, lambda uid: found.issues[uid].school_code))


def _issues(
    found: TableEvidence, compiled: Compiled, part: Callable[[str], str]
) -> dict[str, Mapping[str, Sequence[str]]]:
    parts: dict[str, Mapping[str, Sequence[str]]] = {}
    for column in _ISSUES:
        held: dict[str, list[str]] = defaultdict(list)
        for uid in uids_of(compiled.table.district, column.id):
            held[part(uid) if uid in found.issues else OTHER].append(uid)
        parts[column.id] = held
    return parts


def _issue_cells(parts: Parts, keys: Iterable[str]) -> Iterator[Count]:
    wanted = tuple(keys)
    for column in _ISSUES:
        held = parts.issues[column.id]
        yield count_of(uid for key in wanted for uid in held.get(key, ()))


def _visit_count(visits: Iterable[VisitFact]) -> Count:
    there = list(visits)
    days = {(v.school_code, v.visited_on) for v in there}
    return Count(len(days), tuple(sorted(v.uid for v in there)))


# -- by school type ------------------------------------------------------------------------------


def type_table(found: TableEvidence, parts: Parts) -> StatTable:
    """Return 按学段和类型: schools, coverage, visits and issues of each type."""
    running = {s.code: s for s in found.schools if s.in_operation(on=found.period.days.end)}
    held: dict[str, list[str]] = {name: [] for name in TYPE_ORDER}
    for code, school in running.items():
        held[school_type(school)].append(code)
    return _types("按学段和类型", held, parts)


def kind_table(kinds: Mapping[str, SchoolKind], parts: Parts) -> StatTable:
    """Return 按学校类型, where nothing is known of a school but its kind.

    Args:
        kinds: of the running schools by 标识码.
        parts: what belongs to each.
    """
    held: dict[str, list[str]] = {name: [] for name in SCHOOL_KIND_LABEL.values()}
    for code, kind in kinds.items():
        held[SCHOOL_KIND_LABEL[kind]].append(code)
    return _types("按学校类型", held, parts)


def _types(title: str, held: Mapping[str, Sequence[str]], parts: Parts) -> StatTable:
    running = {code for codes in held.values() for code in codes}
    touched = {*parts.visits, *(key for each in parts.issues.values() for key in each)}
    rows = [
        StatRow(name, (name,), tuple(_type_cells(codes, parts)))
        for name, codes in held.items()
        if codes
    ]
    elsewhere = sorted(touched - running)
    if elsewhere:
        cells = _type_cells(elsewhere, parts, listed=False)
        rows.append(StatRow(OTHER, (_ELSEWHERE,), tuple(cells)))
    total = StatRow(
        TOTAL, ("合计",), tuple(_type_cells([*running, *elsewhere], parts, of=running)), total=True
    )
    columns = (
        StatColumn("schools", "学校数"),
        StatColumn("visited_schools", "已督导"),
        StatColumn("coverage", "覆盖率"),
        StatColumn("visits", "入校校次"),
        *_ISSUES,
    )
    return StatTable("types", title, ("类型",), columns, (total, *rows))


def _type_cells(
    codes: Iterable[str],
    parts: Parts,
    *,
    of: Iterable[str] | None = None,
    listed: bool = True,
) -> Iterator[StatCell]:
    keys = sorted(codes)
    roster = tuple(sorted(of) if of is not None else keys if listed else ())
    there = [v for code in roster for v in parts.visits.get(code, ())]
    covered = {v.school_code for v in there}
    uids = tuple(sorted(v.uid for v in there))
    yield Count(len(roster), roster)
    yield Count(len(covered), uids)
    yield Ratio(len(covered), len(roster), uids, roster)
    yield _visit_count(v for code in keys for v in parts.visits.get(code, ()))
    yield from _issue_cells(parts, keys)


# -- by topic --------------------------------------------------------------------------------------


def topic_table(found: TableEvidence, compiled: Compiled) -> StatTable:
    """Return 按督导事项: issues found by gravity, closed, and open."""
    issues = _issues(found, compiled, lambda uid: topic_of(found.issues[uid].category))
    weights = {issue.uid: issue.weight for issue in found.facts.issues}
    parts = Parts({}, issues)
    keys = [*TOPIC_LABEL, OTHER]
    used = [key for key in keys if any(key in held for held in issues.values())]

    def cells(wanted: Sequence[str]) -> tuple[StatCell, ...]:
        mine, *rest = _issue_cells(parts, wanted)
        by_weight = (count_of(u for u in mine.uids if weights[u] is w) for w in Weight)
        return (mine, *by_weight, *rest)

    columns = (
        _ISSUES[0],
        *(StatColumn(f"weight.{w.value}", f"其中{WEIGHT_LABEL[w]}") for w in Weight),
        *_ISSUES[1:],
    )
    rows = (StatRow(key, (_topic_name(key),), cells([key])) for key in used)
    total = StatRow(TOTAL, ("合计",), cells(keys), total=True)
    return StatTable("topics", "按督导事项", ("督导事项",), columns, (total, *rows))


def topic_of(category: str) -> str:
    """Return the code of a 类别; words of the inspector's own are others."""
    return category if category in TOPIC_LABEL else OTHER


def _topic_name(key: str) -> str:
    return f"{key} {TOPIC_LABEL[key]}" if key in TOPIC_LABEL else "其他"


# -- by school -------------------------------------------------------------------------------------


def school_table(found: TableEvidence, compiled: Compiled, parts: Parts) -> StatTable:
    """Return 按学校: who answers for it, visits made and due, lessons, the last day, issues."""
    heard = _lessons_by_school(found, compiled)
    answering = _answering(found)
    last = _last_visits(found)
    end = found.period.days.end
    assigned = frozenset(uids_of(compiled.table.district, "assigned_schools"))
    zones = {person.id: person.zone for person in found.people}
    names = {person.id: person.name for person in found.people}

    def zone_of(code: str) -> str:
        return next((zones[p] for p in answering.get(code, ()) if zones.get(p)), "")

    def row(school: School) -> StatRow:
        people = "、".join(names[p] for p in answering.get(school.code, ()) if p in names)
        known = last.get(school.code)
        there = parts.visits.get(school.code, ())
        due = [school.code] if school.code in assigned else []
        cells: tuple[StatCell, ...] = (
            _visit_count(there),
            frequency_of(found, due, there),
            count_of(heard.get(school.code, ())),
            NOTHING if known is None else Said(known.day.isoformat(), (known.uid,)),
            *_issue_cells(parts, [school.code]),
        )
        kind = SCHOOL_KIND_LABEL[school.kind]
        return StatRow(school.code, (school.name, kind, zone_of(school.code), people), cells)

    shown = [s for s in found.schools if s.in_operation(on=end) or s.code in parts.visits]
    shown.sort(key=lambda s: (not zone_of(s.code), zone_order(zone_of(s.code)), s.code))
    columns = (
        StatColumn("visits", "入校次数"),
        StatColumn("frequency", "频次完成（到／应到）"),
        StatColumn("lessons", "听课（节次）"),
        StatColumn("last_visit", "上次日期"),
        *_ISSUES,
    )
    heads = ("学校", "类型", "责任区", "责任督学")
    rows = tuple(row(s) for s in shown)
    return StatTable("schools", "按学校", heads, columns, rows, note=_FREQUENCY_NOTE)


def _lessons_by_school(found: TableEvidence, compiled: Compiled) -> Mapping[str, Sequence[str]]:
    counted = frozenset(uids_of(compiled.table.district, "lessons"))
    held: dict[str, list[str]] = defaultdict(list)
    for lesson in found.facts.lessons:
        if lesson.uid in counted:
            held[lesson.school_code].append(lesson.uid)
    return held


def _answering(found: TableEvidence) -> Mapping[str, Sequence[str]]:
    end = found.period.days.end
    held: dict[str, list[str]] = defaultdict(list)
    for each in sorted(found.facts.assignments):
        if each.start <= end and (each.end is None or end <= each.end):
            held[each.school_code].append(each.inspector_id)
    return {code: tuple(dict.fromkeys(people)) for code, people in held.items()}


def _last_visits(found: TableEvidence) -> Mapping[str, LastVisit]:
    last: dict[str, LastVisit] = dict(found.earlier)
    end = found.period.days.end
    for visit in found.facts.visits:
        if visit.visited_on > end or visit.entry:
            continue
        known = last.get(visit.school_code)
        if known is None or (known.day, known.uid) < (visit.visited_on, visit.uid):
            last[visit.school_code] = LastVisit(visit.visited_on, visit.uid)
    return last


# -- by month, and by step -------------------------------------------------------------------------


def month_table(found: TableEvidence, longest: Compiled) -> StatTable:
    """Return 按月: visits, lessons, issues found and closed of each month.

    Args:
        found: the evidence.
        longest: compiled from the first month of the trend on.
    """
    row = longest.table.district
    facts = {issue.uid: issue for issue in found.facts.issues}
    closing = found.closing
    visits = _by_month(((v.visited_on, v) for v in longest.visits), closing)
    heard = frozenset(uids_of(row, "lessons"))
    lessons = _by_month(
        ((x.visited_on, x.uid) for x in found.facts.lessons if x.uid in heard), closing
    )
    begun = _by_month(((facts[u].found_on, u) for u in uids_of(row, "issues_found")), closing)
    over = _by_month(
        ((end[0], uid) for uid in uids_of(row, "closed") if (end := ended(facts[uid])) is not None),
        closing,
    )
    columns = (
        StatColumn("visits", "入校校次"),
        StatColumn("visited_schools", "实督导学校数"),
        StatColumn("lessons", "听课（节次）"),
        StatColumn("issues_found", "发现问题"),
        StatColumn("closed", "销号"),
    )

    def cells(month: Month) -> tuple[StatCell, ...]:
        there = visits.get(month, [])
        return (
            _visit_count(there),
            Count(len({v.school_code for v in there}), tuple(sorted(v.uid for v in there))),
            *(count_of(each.get(month, ())) for each in (lessons, begun, over)),
        )

    rows = (StatRow(str(month), (month.title,), cells(month)) for month in trend_months(found))
    return StatTable("months", "按月", ("月份",), columns, tuple(rows))


def _by_month(dated: Iterable[tuple[date, _T]], closing: ClosingDays) -> dict[Month, list[_T]]:
    held: dict[Month, list[_T]] = defaultdict(list)
    month_of: dict[date, Month] = {}
    for day, what in dated:
        if day not in month_of:
            month_of[day] = closing.month_of(day)
        held[month_of[day]].append(what)
    return held


def step_table(found: TableEvidence, compiled: Compiled) -> StatTable:
    """Return 整改环节: how far the issues that were found in the period have come by its end.

    What has come to a later step has passed the earlier ones.
    """
    end = found.period.days.end
    facts = {issue.uid: issue for issue in found.facts.issues}
    inside = [facts[uid] for uid in uids_of(compiled.table.district, "issues_found")]

    def by(day: date | None) -> bool:
        return day is not None and day <= end

    def closed(issue: IssueFact) -> bool:
        over = ended(issue)
        return over is not None and over[1] and over[0] <= end

    def answered(issue: IssueFact) -> bool:
        return closed(issue) or by(issue.answered_on)

    def told(issue: IssueFact) -> bool:
        return answered(issue) or by(issue.noticed_on) or issue.fixed_on_the_spot

    steps: tuple[tuple[str, str, Callable[[IssueFact], bool]], ...] = (
        ("found", "发现问题", lambda _issue: True),
        ("told", "已通知或当场整改", told),
        ("answered", "学校已报送", answered),
        ("closed", "已销号", closed),
    )
    whole = tuple(sorted(issue.uid for issue in inside))
    rows = []
    for key, name, passed in steps:
        count = count_of(issue.uid for issue in inside if passed(issue))
        share = Ratio(count.value, len(whole), count.uids, whole)
        rows.append(StatRow(key, (name,), (count, share)))
    columns = (StatColumn("count", "问题"), StatColumn("share", "占发现问题"))
    return StatTable("steps", "整改环节", ("环节",), columns, tuple(rows))
