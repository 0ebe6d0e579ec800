"""The figures of a 督导工作总结, each with the records behind it.

What the month's table counts is counted by the month's table, over the longer period: where months
can be added up they add up to these. ``summary_registers`` counts what stands in registers.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from inspector_app.domain.figures import Breakdown, Cell, CodeList, Count, Ratio
from inspector_app.domain.issue_weight import Weight
from inspector_app.domain.joint import people_of
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.labels.visits import VISIT_TYPE_LABEL
from inspector_app.domain.labels.weights import WEIGHT_LABEL
from inspector_app.domain.lesson_target import LessonStanding
from inspector_app.domain.monthly_table import Row, ScopeCount, count_group, count_person
from inspector_app.domain.register_options import SummaryScope
from inspector_app.domain.registry_share import shares
from inspector_app.domain.summary_facts import (
    GROUPS,
    Evidence,
    Figure,
    MonthLine,
    SummaryFacts,
)
from inspector_app.domain.summary_labels import SUMMARY_FIGURE_LABEL
from inspector_app.domain.summary_registers import register_cells
from inspector_app.domain.summary_schools import school_lines
from inspector_app.domain.summary_units import unit_figures, unit_lines, unit_notes
from inspector_app.domain.table_groups import GROUPS as TABLE_GROUPS
from inspector_app.domain.table_period import months_touched
from inspector_app.domain.table_piles import ended
from inspector_app.domain.visit_options import VisitType

_VISITS, _LESSONS, _ISSUES, _TOPICS, _COMPLAINTS, _WORK, _LEARNING, _CHANGES = GROUPS[:-1]
_SHARES: Final = {
    "全部": "share_all", "中小学": "share_schools", "幼儿园": "share_children",
    "民办": "share_private",
}  # fmt: skip
# 撤销 and the like go down as often as up without a meaning; these are what leaders compare.
COMPARED: Final = (
    "visits", "inspector_visits", "visited_schools", "lessons", "issues_found", "closed",
    "complaints_received",
)  # fmt: skip
# What the table counts from 1 September or 1 January on says nothing of another period.
_CUMULATIVE: Final = frozenset(
    {"lessons_year", "lessons_calendar_year", "closed_in_year", "closed_in_calendar_year"}
)
_SAID_IN_PERCENT: Final = frozenset(
    {"share_all", "coverage", "found_closed", "on_time", "answered_on_time"}
)
_TOP: Final = 5
_OTHER: Final = "other"
_PLACED: Final = dict(zip((_VISITS, _LESSONS, _ISSUES, _COMPLAINTS), TABLE_GROUPS, strict=True))
_REPORTS: Final = frozenset({"weekly_reports", "weekly_due", "five_haves"})
_LEARNT: Final = frozenset({"trainings", "training_hours", "training_people"}) | _REPORTS


def summary_facts(found: Evidence) -> SummaryFacts:
    """Return every figure of a summary; the order of what is found never matters."""
    counted = count_scope(found)
    row = counted.row
    before = dict(_cells(found.before)) if found.before else {}
    registers = register_cells(found)
    figures = [
        *(_figure(i, c, _group_of(i), before) for i, c in _cells(row)),
        *(_figure(i, c, _VISITS, {}) for i, c in _coverage(found, counted)),
        *(_figure(i, c, _LESSONS, {}) for i, c in _lesson_target(found.lessons)),
        *(_figure(i, c, _ISSUES, {}) for i, c in _issue_cells(found, row)),
        *_topics(found, row),
        *(
            _of_registers(found, _figure(i, c, _register_group(i), {}, note=n))
            for i, c, n in registers
        ),
        *_changes(row, found.before),
        *unit_figures(found),
    ]
    figures += list(_percentages(figures))
    order = {group: place for place, group in enumerate(GROUPS)}
    return SummaryFacts(
        period=found.period,
        name=found.name,
        before_name=found.before_name if found.before else "",
        figures=tuple(sorted(figures, key=lambda figure: order[figure.group])),
        months=tuple(_months(found, counted)),
        topics=tuple((_topic_label(code), len(uids)) for code, uids in _by_topic(found, row)),
        schools=school_lines(found, counted),
        units=unit_lines(found),
        notes=unit_notes(found),
    )


def _of_registers(found: Evidence, figure: Figure) -> Figure:
    """Say of a figure of registers above districts that it is of this office alone."""
    return figure if found.units is None else figure._replace(label=f"本级：{figure.label}")


def _percentages(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Yield shares once more as a percentage alone, as sentences have it that name no parts."""
    for figure in figures:
        if figure.id in _SAID_IN_PERCENT and figure.of is not None:
            yield figure._replace(
                id=f"{figure.id}_percent",
                label=f"{figure.label}（百分比）",
                text=Ratio(figure.n, figure.of).percent_text,
                before="",
            )


def count_scope(found: Evidence) -> ScopeCount:
    """Return the row that the month's table would have for the scope, over the whole period."""
    if found.scope is SummaryScope.PERSON:
        return count_person(found.period, found.facts, found.people[0])
    return count_group(found.period, found.facts, found.people)


def answering(found: Evidence) -> tuple[str, ...]:
    """Return those of the scope who answer for a school on the last day; a person does anyway."""
    end = found.period.end
    held = {
        each.inspector_id
        for each in found.facts.assignments
        if each.start <= end and (each.end is None or end <= each.end)
    }
    own = found.scope is SummaryScope.PERSON
    return tuple(person for person in found.people if own or person in held)


# -- what the table counts -----------------------------------------------------------------------


def _cells(row: Row) -> Iterator[tuple[str, Count | Ratio]]:
    """Yield the cells of a row, each part of a breakdown by itself."""
    for cell_id, cell in row.items():
        if isinstance(cell, Breakdown):
            yield from _parts(cell_id, cell)
        elif isinstance(cell, CodeList) or cell_id in _CUMULATIVE:
            continue
        else:
            yield cell_id, cell


def _parts(cell_id: str, cell: Breakdown) -> Iterator[tuple[str, Count]]:
    counts = dict(cell.counts)
    if cell_id == "by_type":
        for kind in VisitType:
            yield f"type.{kind.value}", counts.get(VISIT_TYPE_LABEL[kind], Count(0))
    else:
        for weight in Weight:
            yield f"weight.{weight.value}", counts[WEIGHT_LABEL[weight]]


def _group_of(cell_id: str) -> str:
    if cell_id.startswith("type."):
        return _VISITS
    if cell_id.startswith("weight."):
        return _ISSUES
    return next(group for group, (_, names) in _PLACED.items() if cell_id in names)


def _register_group(cell_id: str) -> str:
    if cell_id == "emergencies":
        return _COMPLAINTS
    return _LEARNING if cell_id in _LEARNT else _WORK


def _figure(
    figure_id: str, cell: Count | Ratio, group: str, before: Mapping[str, Cell], *, note: str = ""
) -> Figure:
    was = before.get(figure_id)
    n, of, of_uids = (
        (cell.value, None, ()) if isinstance(cell, Count) else (cell.n, cell.of, cell.of_uids)
    )
    return Figure(
        id=figure_id,
        label=SUMMARY_FIGURE_LABEL[figure_id],
        group=group,
        text=str(cell),
        n=n,
        of=of,
        before="" if was is None else str(was),
        uids=tuple(dict.fromkeys(cell.uids)),
        of_uids=tuple(dict.fromkeys(of_uids)),
        note=note,
    )


# -- coverage and lessons ------------------------------------------------------------------------


def _coverage(found: Evidence, counted: ScopeCount) -> Iterator[tuple[str, Count | Ratio]]:
    own = frozenset(found.people)
    there = counted.visits
    end, people = found.period.end, answering(found)
    yield "responsible", Count(len(people), people)
    uids = tuple(sorted(visit.uid for visit in there))
    yield "records", Count(len(uids), uids)
    days = {(person, v.visited_on) for v in there for person in people_of(v) & own}
    yield "days", Count(len(days), uids)
    below = counted.row["schools_below_frequency"]
    missing = below.codes if isinstance(below, CodeList) else ()
    if found.schools:
        share = shares(found.schools, {visit.school_code for visit in there}, on=end)
        yield from ((_SHARES[each.group], each.ratio) for each in share)
        everywhere = share[0]
        missing = tuple(code for code in everywhere.roster if code not in everywhere.visited)
    yield "not_visited", Count(len(missing), missing)


def _lesson_target(lessons: tuple[LessonStanding, ...]) -> Iterator[tuple[str, Ratio]]:
    """Yield how many of how many keep pace; of one person, how much of the target was heard."""
    if len(lessons) == 1:
        yield "lesson_target", Ratio(lessons[0].heard, lessons[0].target)
    elif lessons:
        reached = tuple(each.person for each in lessons if each.heard >= each.expected)
        yield (
            "lesson_target",
            Ratio(len(reached), len(lessons), reached, tuple(each.person for each in lessons)),
        )


# -- issues --------------------------------------------------------------------------------------


def _issue_cells(found: Evidence, row: Row) -> Iterator[tuple[str, Count | Ratio]]:
    inside, open_now = _uids(row, "issues_found"), _uids(row, "open_at_end")
    for figure_id, part in (
        ("found_closed", _uids(row, "closed")),
        ("found_on_the_spot", _uids(row, "fixed_on_the_spot")),
        ("found_open", open_now),
    ):
        held = frozenset(part)
        passing = tuple(uid for uid in inside if uid in held)
        yield figure_id, Ratio(len(passing), len(inside), passing, inside)
    if found.units is not None:
        return
    for figure_id, uids in (("hazards", inside), ("hazards_open", open_now)):
        danger = tuple(uid for uid in uids if uid in found.issues and found.issues[uid].hazard)
        yield figure_id, Count(len(danger), danger)
    own = frozenset(found.people)
    merits = tuple(merit.visit_uid for merit in found.merits if merit.lead_id in own)
    yield "merits", Count(len(merits), merits)


def _topics(found: Evidence, row: Row) -> Iterator[Figure]:
    """Yield a number for each topic, then the names and numbers of the most frequent."""
    by_topic = _by_topic(found, row)
    for code, uids in by_topic:
        yield _figure(f"topic.{code}", Count(len(uids), uids), _TOPICS, {})
    for place, (code, uids) in enumerate(by_topic[:_TOP], start=1):
        name = Figure(f"topic{place}_name", f"第{place}多的类别", _TOPICS,
                      _topic_label(code), len(uids), uids=uids)  # fmt: skip
        yield name
        yield name._replace(
            id=f"topic{place}", label=f"第{place}多的类别（个）", text=str(len(uids))
        )


def _by_topic(found: Evidence, row: Row) -> list[tuple[str, tuple[str, ...]]]:
    held: dict[str, list[str]] = {}
    for uid in _uids(row, "issues_found"):
        category = found.issues[uid].category if uid in found.issues else ""
        held.setdefault(category if category in TOPIC_LABEL else _OTHER, []).append(uid)
    ordered = sorted(held.items(), key=lambda kv: (kv[0] == _OTHER, -len(kv[1]), kv[0]))
    return [(code, tuple(uids)) for code, uids in ordered]


def _topic_label(code: str) -> str:
    return TOPIC_LABEL.get(code, "其他")


def _uids(row: Row, name: str) -> tuple[str, ...]:
    cell = row[name]
    return tuple(dict.fromkeys(cell.uids)) if isinstance(cell, Count) else ()


# -- months, and the period before -----------------------------------------------------------------


def _months(found: Evidence, counted: ScopeCount) -> Iterator[MonthLine]:
    row, month_of = counted.row, found.closing.month_of
    there = {(visit.school_code, visit.visited_on) for visit in counted.visits}
    visits = Counter(month_of(day) for _, day in there)
    facts = {issue.uid: issue for issue in found.facts.issues}
    begun = Counter(month_of(facts[uid].found_on) for uid in _uids(row, "issues_found"))
    ends = [end[0] for uid in _uids(row, "closed") if (end := ended(facts[uid])) is not None]
    over = Counter(map(month_of, ends))
    for month in months_touched(found.period, found.closing):
        yield MonthLine(f"{month.month}月", visits[month], begun[month], over[month])


def _changes(row: Row, before: Row) -> Iterator[Figure]:
    """Yield how much more or less there was; nothing where nothing is known of the time before."""
    for name in COMPARED:
        now, was = row[name], before.get(name)
        if isinstance(now, Count) and isinstance(was, Count):
            by = now.value - was.value
            said = "持平" if not by else f"增加{by}" if by > 0 else f"减少{-by}"
            label = f"{SUMMARY_FIGURE_LABEL[name]}比上期"
            yield Figure(f"{name}_change", label, _CHANGES, said, by, before=str(was),
                         uids=tuple(dict.fromkeys(now.uids)))  # fmt: skip
