"""The tables by inspector, zone and district: the month table's columns, and those of duties."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from inspector_app.domain.figures import Breakdown, Count, Ratio
from inspector_app.domain.issue import Handling
from inspector_app.domain.monthly_table import Compiled, MonthlyTable, Row
from inspector_app.domain.registers.case import CASE
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.meeting import MEETING
from inspector_app.domain.registers.suggestion import SUGGESTION
from inspector_app.domain.registers.summary import SUMMARY
from inspector_app.domain.registers.training import TRAINING
from inspector_app.domain.school import Inspector
from inspector_app.domain.stat_lines import (
    DISTRICT,
    Line,
    frequency_of,
    people_table,
    row_of,
    uids_of,
)
from inspector_app.domain.stat_table import (
    NOTHING,
    Said,
    StatCell,
    StatColumn,
    StatTable,
    count_of,
)
from inspector_app.domain.table_evidence import TableEvidence, WeeklyStanding
from inspector_app.domain.table_groups import GROUPS
from inspector_app.domain.table_labels import FIGURE_LABEL
from inspector_app.domain.table_period import TableSpan

_GROUP_IDS: Final = ("coverage", "lessons", "issues", "complaints")
# Over a longer time a school below frequency may have been visited: only those that nobody went to
# are listed, and called so. How far the others came stands beside each school.
_WORDS: Final = (
    ("月初", "期初"), ("月末", "期末"), ("本月", "本期"), ("未达频次学校", "未入校学校"),
    ("未达频次", "未入校学校"),
)  # fmt: skip
DUTY_COLUMNS: Final = (
    StatColumn("frequency", "频次完成率"),
    StatColumn("online_visits", "线上督导（次）"),
    StatColumn("lesson_target", "学年听课／目标"),
    StatColumn("lesson_pace", "听课达到进度（人）"),
    StatColumn("escalated", "上报督导室（问题）"),
    StatColumn("consulted", "协商科室（问题）"),
    StatColumn("reports", "督导报告（篇）"),
    StatColumn("cases", "典型案例（篇）"),
    StatColumn("suggestions", "意见建议（条）"),
    StatColumn("meetings", "例会（次）"),
    StatColumn("training_hours", "培训（学时）"),
    StatColumn("weekly_reports", "周汇报（期／应报）"),
    StatColumn("remarks", "备注"),
)
_DUTY_NOTE: Final = (
    "频次完成率：每校每月计满应有次数为止，除以校数×应有次数；只数整月，免计的月份不算。"
    "听课目标自学年开始累计。督导报告是已定稿的总结。会议按记录人计，培训学时按参加的人计。"
)


# -- the columns of the month table --------------------------------------------------------------


def people_tables(found: TableEvidence, table: MonthlyTable) -> tuple[StatTable, ...]:
    """Return the groups of columns of the month table, named as the period is."""
    said = _said_of(found)

    def table_of(id_: str, title: str, names: Sequence[str]) -> StatTable:
        def cells(line: Line) -> Iterator[StatCell]:
            return _cells(row_of(table, line), table.district, names)

        columns = _columns(table.district, names, said)
        return people_table(id_, said(title), found.people, columns, cells)

    return tuple(table_of(id_, *group) for id_, group in zip(_GROUP_IDS, GROUPS, strict=True))


def figures_table(table: MonthlyTable, people: Sequence[Inspector], *, title: str) -> StatTable:
    """Return all figures of a month's table beside each other."""
    names = tuple(table.district)

    def cells(line: Line) -> Iterator[StatCell]:
        return _cells(row_of(table, line), table.district, names)

    return people_table("month", title, people, _columns(table.district, names, str), cells)


def _said_of(found: TableEvidence) -> Callable[[str], str]:
    """Return what turns the words of a month into those of the period."""
    return str if found.period.span is TableSpan.MONTH else of_period


def of_period(text: str) -> str:
    """Return words about a month as words about any other period."""
    for month, period in _WORDS:
        text = text.replace(month, period)
    return text


def _columns(
    district: Row, names: Iterable[str], said: Callable[[str], str]
) -> Iterator[StatColumn]:
    for name in names:
        cell, label = district[name], said(FIGURE_LABEL[name])
        if isinstance(cell, Breakdown):
            yield from (StatColumn(f"{name}.{part}", f"{label}·{part}") for part, _ in cell.counts)
        else:
            yield StatColumn(name, label)


def _cells(row: Row, district: Row, names: Iterable[str]) -> Iterator[StatCell]:
    for name in names:
        cell, heads = row[name], district[name]
        if isinstance(cell, Breakdown) and isinstance(heads, Breakdown):
            known = dict(cell.counts)
            yield from (known.get(part, Count(0)) for part, _ in heads.counts)
        elif not isinstance(cell, Breakdown):
            yield cell


# -- duties ----------------------------------------------------------------------------------------


def duty_table(found: TableEvidence, compiled: Compiled) -> StatTable:
    """Return frequency, lessons against the target, reports, meetings and training."""
    return people_table(
        "duties",
        "频次、听课进度与履职",
        found.people,
        DUTY_COLUMNS,
        _Duties(found, compiled).cells,
        note=_DUTY_NOTE,
    )


class _Duties:
    def __init__(self, found: TableEvidence, compiled: Compiled) -> None:
        self._found = found
        self._compiled = compiled
        self._entries = {
            kind.id: found.entries.get(kind.id, ())
            for kind in (SUMMARY, CASE, SUGGESTION, MEETING, TRAINING)
        }

    def cells(self, line: Line) -> tuple[StatCell, ...]:
        row = row_of(self._compiled.table, line)
        own = frozenset(line.people)
        return (
            self._frequency(line, row),
            count_of(v.uid for v in self._found.online if v.people & own),
            *self._lessons(line, row),
            self._handled(row, Handling.ESCALATE),
            self._handled(row, Handling.CONSULT),
            self._written(SUMMARY.id, line, "inspector"),
            self._written(CASE.id, line, "inspector"),
            self._written(SUGGESTION.id, line, "inspector"),
            self._written(MEETING.id, line, "recorder"),
            self._hours(line),
            self._weekly(line.people),
            self._remarks(own),
        )

    def _frequency(self, line: Line, row: Row) -> StatCell:
        visits = self._compiled.visits if line.total else self._compiled.by_person.get(line.key, ())
        return frequency_of(self._found, uids_of(row, "assigned_schools"), visits)

    def _lessons(self, line: Line, row: Row) -> tuple[StatCell, StatCell]:
        standing = [self._found.lessons[p] for p in line.people if p in self._found.lessons]
        if not standing:
            return NOTHING, NOTHING
        heard = uids_of(row, "lessons_year")
        reached = tuple(each.person for each in standing if each.heard >= each.expected)
        return (
            Ratio(sum(s.heard for s in standing), sum(s.target for s in standing), heard),
            Ratio(len(reached), len(standing), reached, tuple(s.person for s in standing)),
        )

    def _handled(self, row: Row, way: Handling) -> Count:
        places = self._found.issues
        found = uids_of(row, "issues_found")
        return count_of(uid for uid in found if uid in places and places[uid].handling is way)

    def _written(self, kind: str, line: Line, by: str) -> Count:
        return count_of(e.uid for e in self._entries[kind] if self._is_of(e, line, by))

    def _is_of(self, entry: Entry, line: Line, by: str) -> bool:
        """Say whose an entry is: of the district's all are, of one laptop those without a name."""
        person = entry.values[by] or self._found.own
        return line.key == DISTRICT or person in line.people

    def _hours(self, line: Line) -> Count:
        own = frozenset(line.people)
        told = [
            (each.uid, (each.values["hours"] or 0) * len(own & set(each.values["people"])))
            for each in self._entries[TRAINING.id]
        ]
        return Count(sum(h for _, h in told), tuple(sorted(uid for uid, h in told if h)))

    def _weekly(self, people: Iterable[str]) -> StatCell:
        standing: list[WeeklyStanding] = [
            self._found.weekly[p] for p in people if p in self._found.weekly
        ]
        if not standing:
            return NOTHING
        uids = tuple(sorted(uid for each in standing for uid in each.uids))
        return Ratio(sum(s.filed for s in standing), sum(s.due for s in standing), uids)

    def _remarks(self, own: frozenset[str]) -> Said:
        records = {v.uid for person in own for v in self._compiled.by_person.get(person, ())}
        changed = tuple(sorted(records & self._found.corrected))
        return Said(f"更正 {len(changed)} 份" if changed else "", changed)
