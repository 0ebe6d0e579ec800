"""入校督导月统计表: compiled, explained, and kept as it was handed over."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from inspector_app.base.errors import Problem
from inspector_app.base.stable_json import stable_digest
from inspector_app.domain.chart import Chart
from inspector_app.domain.labels.visits import VISIT_STATUS_LABEL
from inspector_app.domain.month import Month, Period
from inspector_app.domain.monthly_table import MonthlyTable, compile_table
from inspector_app.domain.school import Inspector
from inspector_app.domain.table_json import table_json
from inspector_app.domain.trends import months_of_year, topics_chart, visits_chart
from inspector_app.domain.views import RecordLine
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.context import Context
from inspector_app.services.joint_matches import JointMatches
from inspector_app.storage.codec import DATE
from inspector_app.storage.conditions import COUNTED

_CHECK_LENGTH: Final = 8
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTable:
    """The table of one month with the names that it prints.

    Attributes:
        inspectors: those of the table, by id, with the zone of the month's last day.
        school_names: by 标识码, for the list of schools below frequency.
        check_code: eight characters of the table's digest, printed at its foot.
        locked: whether the month was handed over; ``table`` is then still compiled anew.
        changed: whether it counts otherwise by now than when it was handed over.
    """

    month: Month
    table: MonthlyTable
    inspectors: tuple[Inspector, ...]
    school_names: dict[str, str]
    check_code: str
    locked: bool
    changed: bool


class MonthService:
    """Compiles tables and answers what stands behind a number."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def compile(self, period: Period) -> MonthlyTable:
        """Compile the table of any span of days from the records as they stand."""
        with self._context.database.snapshot():
            people = self._context.stores.people.all(on=period.end)
            facts = self._context.stores.facts.facts_for(period, people)
        return compile_table(period, facts)

    def table(self, month: Month) -> MonthTable:
        """Return the table of a month with what is printed around it."""
        with self._context.database.snapshot():
            table = self.compile(month.period)
            people = self._context.stores.people.all(on=month.period.end)
            schools = {s.code: s.name for s in self._context.stores.schools.all()}
            locked = self._locked(month)
        digest = table_digest(month, table)
        return MonthTable(
            month=month,
            table=table,
            inspectors=people,
            school_names=schools,
            check_code=digest[:_CHECK_LENGTH].upper(),
            locked=locked is not None,
            changed=locked is not None and locked["digest"] != digest,
        )

    def trend(self, month: Month) -> tuple[Chart, ...]:
        """Return the charts of a month's school year: 校次 by month, issues found by topic."""
        months = months_of_year(month)
        year = Period(months[0].period.start, months[-1].period.end)
        with self._context.database.snapshot():
            people = self._context.stores.people.all(on=month.period.end)
            facts = self._context.stores.facts.facts_for(year, people)
            topics = self._context.database.rows(
                _TOPICS, year.start.isoformat(), month.period.end.isoformat()
            )
        visits = visits_chart(month, facts, today=self._context.today())
        found = topics_chart(month, dict(topics))
        return (visits,) if found is None else (visits, found)

    def as_json(self, month: Month, *, recompute: bool = False) -> dict[str, Any]:
        """Return the table in the form of ``month --json``.

        A month that was handed over is told as it was then, unless it is to be computed anew.
        """
        with self._context.database.snapshot():
            locked = None if recompute else self._locked(month)
            if locked is not None:
                content: dict[str, Any] = locked["content"]
                return content
            return {"month": str(month), **table_json(self.compile(month.period))}

    def behind(self, uids: Iterable[str]) -> tuple[RecordLine, ...]:
        """Return the records behind a number: 督导记录, 听课, 问题 or 投诉, by day."""
        wanted = list(dict.fromkeys(uids))
        lines: list[RecordLine] = []
        for start in range(0, len(wanted), _CHUNK):
            lines += self._lines(wanted[start : start + _CHUNK])
        return tuple(
            sorted(lines, key=lambda line: (line.day or Month(1, 1).period.start, line.number))
        )

    def gaps(self, month: Month) -> tuple[Problem, ...]:
        """Return what a month's table leaves out or rests on shakily: drafts, missing deadlines."""
        period = month.period
        drafts = self._context.database.rows(
            "SELECT number, school_name, status FROM visit WHERE deleted_at IS NULL AND status = ?"
            " AND visited_on BETWEEN ? AND ? ORDER BY visited_on",
            VisitStatus.DRAFT.value, period.start.isoformat(), period.end.isoformat(),
        )  # fmt: skip
        undated = self._context.database.rows(
            "SELECT i.number, v.school_name FROM issue i JOIN visit v ON v.id = i.visit_id"  # noqa: S608 - a condition of ours
            f" WHERE {COUNTED} AND v.visited_on BETWEEN ? AND ? AND i.fixed_on_the_spot = 0"
            "   AND i.deadline IS NULL ORDER BY i.number",
            period.start.isoformat(), period.end.isoformat(),
        )  # fmt: skip
        draft_label = VISIT_STATUS_LABEL[VisitStatus.DRAFT]
        return (
            *(
                Problem(
                    where=number,
                    what=f"{name}的记录还是{draft_label}，没有计入",
                    remedy="定稿后计入",
                )
                for number, name, _ in drafts
            ),
            *(
                Problem(where=number, what=f"{name}的问题没有整改时限", remedy="不计入逾期和按期")
                for number, name in undated
            ),
            *JointMatches(self._context).gaps(period),
        )

    def _locked(self, month: Month) -> dict[str, Any] | None:
        scope = self._context.identity.inspector_id or self._context.identity.role.value
        return self._context.stores.bundles.locked(str(month), scope)

    def _lines(self, uids: list[str]) -> list[RecordLine]:
        marks = ", ".join("?" * len(uids))
        lines: list[RecordLine] = []
        for kind, sql in _BEHIND.items():
            for row in self._context.database.rows(sql.format(marks=marks), *uids):
                uid, visit_uid, number, day, school, text = row
                lines.append(
                    RecordLine(
                        kind=kind, uid=uid, visit_uid=visit_uid, number=number,
                        day=DATE.decode(day), school_name=school, text=text,
                    )
                )  # fmt: skip
        return lines


_TOPICS: Final = f"""
SELECT i.category, count(*) FROM issue i JOIN visit v ON v.id = i.visit_id
WHERE {COUNTED} AND v.online = 0 AND v.visited_on BETWEEN ? AND ? GROUP BY i.category"""  # noqa: S608 - a condition of ours

LESSONS_BEHIND: Final = "听课"
_BEHIND: Final = {
    "督导记录": "SELECT v.uid, v.uid, v.number, v.visited_on, v.school_name,"
    " coalesce(p.name, v.lead_id) FROM visit v LEFT JOIN inspector p ON p.id = v.lead_id"
    " WHERE v.uid IN ({marks})",
    LESSONS_BEHIND: "SELECT l.uid, v.uid, v.number, v.visited_on, v.school_name,"
    " coalesce(p.name, l.listener_id) || ' ' || l.class_name || ' ' || l.subject"
    " FROM lesson l JOIN visit v ON v.id = l.visit_id"
    " LEFT JOIN inspector p ON p.id = l.listener_id WHERE l.uid IN ({marks})",
    "问题": "SELECT i.uid, v.uid, i.number, v.visited_on, v.school_name, i.description"
    " FROM issue i JOIN visit v ON v.id = i.visit_id WHERE i.uid IN ({marks})",
    # Imported ones and typed ones; of neither is said what it is about.
    "投诉": "SELECT c.uid, '', c.number, c.day, coalesce(s.name, c.school_code, ''), '' FROM"
    " (SELECT uid, number, received_on AS day, school_code FROM complaint UNION ALL"
    "  SELECT uid, number, day, school_code FROM register_entry WHERE kind = 'complaint') c"
    " LEFT JOIN school s ON s.code = c.school_code WHERE c.uid IN ({marks})",
    "学校": "SELECT s.code, '', s.code, NULL, s.name, s.ownership FROM school s"
    " WHERE s.code IN ({marks})",
}


def table_digest(month: Month, table: MonthlyTable) -> str:
    """Return the SHA-256 of a table as it is handed over."""
    return stable_digest({"month": str(month), **table_json(table)})
