"""入校督导月统计表: compiled, explained, and kept as it was handed over."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from inspector_app.base.stable_json import stable_digest
from inspector_app.domain.chart import Chart
from inspector_app.domain.frozen_table import thawed
from inspector_app.domain.late_entries import LateMonth
from inspector_app.domain.late_json import late_from, late_json
from inspector_app.domain.month import Month, Period
from inspector_app.domain.month_edition import Deviation, Edition
from inspector_app.domain.monthly_table import MonthlyTable, compile_table
from inspector_app.domain.school import Inspector, InspectorKind, told_apart
from inspector_app.domain.table_difference import Difference, differences
from inspector_app.domain.table_json import table_json
from inspector_app.domain.trends import months_of_year, topics_chart, visits_chart
from inspector_app.domain.views import RecordLine
from inspector_app.services.context import Context
from inspector_app.services.district_held import HeldDistricts, MadeOf, made_of, month_figures
from inspector_app.services.district_lines import district_lines
from inspector_app.services.late_entries import LateEntries
from inspector_app.services.month_standing import standing
from inspector_app.services.record_lines import record_lines
from inspector_app.services.record_sources import marked
from inspector_app.storage.conditions import COUNTED

_CHECK_LENGTH: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTable:
    """The table of one month with the names that it prints.

    Attributes:
        inspectors: those of the table, by id, with the zone of the month's last day.
        school_names: by 标识码, for the list of schools below frequency; with the 标识码 where two
            schools are called alike.
        digest: of the figures; its first characters are printed at the foot.
        locked: whether the month was handed over or locked.
        frozen: whether these are the figures that were kept then.
        changed: whether the records count otherwise by now.
        late: 补报 and 更正 of locked months that this table tells.
        deviations: what the office noted beside figures.
        edition: which edition of the office's month this is, where it is one.
        notes: 编制说明 of the office, as it was kept; of an open month none.
        made_of: what an office above others has counted; none elsewhere.
        since_lock: the number of the edition that holds in place of the lock, 0 for none.
    """

    month: Month
    table: MonthlyTable
    inspectors: tuple[Inspector, ...]
    school_names: dict[str, str]
    digest: str
    locked: bool
    frozen: bool
    changed: bool
    late: tuple[LateMonth, ...]
    deviations: tuple[Deviation, ...] = ()
    edition: Edition | None = None
    notes: tuple[str, ...] = ()
    made_of: MadeOf | None = None
    since_lock: int = 0

    @property
    def kept_as(self) -> str:
        """What kept figures are, after the word for the month's state: 锁定时固定的数字."""
        if self.since_lock:
            return f"以后第 {self.since_lock} 版的数字"
        return "时固定的数字"

    @property
    def check_code(self) -> str:
        """Eight characters of the digest, printed at the foot."""
        return check_code_of(self.digest)


def check_code_of(digest: str) -> str:
    """Return what is printed of the digest of a table."""
    return digest[:_CHECK_LENGTH].upper()


def recounted(table: MonthTable) -> bool:
    """Say whether a table differs from the one that was kept, and must say so wherever it goes."""
    return table.changed and not table.frozen


class MonthService:
    """Compiles tables and answers what stands behind a number."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._late = LateEntries(context)

    def compile(self, period: Period) -> MonthlyTable:
        """Compile the table of any span of days from the records as they stand."""
        with self._context.database.snapshot():
            people = self._context.stores.people.all(on=period.end)
            facts = self._context.stores.facts.facts_for(period, people)
        return compile_table(period, facts)

    def under_way(self) -> Month:
        """Return the month in whose span today lies."""
        with self._context.database.snapshot():
            return self._context.closing_days().month_of(self._context.today())

    def table(self, month: Month, *, now: bool = False) -> MonthTable:
        """Return the table of a month with what is printed around it.

        One that was handed over or locked is that of then, unless it is wanted as of ``now``.
        """
        with self._context.database.snapshot():
            current = self._current(month)
            locked = standing(self._context, month)
            if locked is None:
                return current
            changed = locked.digest != current.digest
            if now or locked.body is None:
                return replace(current, locked=True, changed=changed)
        found = kept_table(month, locked.body, digest=locked.digest)
        return replace(
            found, changed=changed, deviations=current.deviations, since_lock=locked.edition
        )

    def _current(self, month: Month) -> MonthTable:
        span = self._context.span(month)
        held = HeldDistricts(self._context).of(month)
        table = self.compile(span) if held is None else held.table()
        people = self._context.stores.people.all(on=span.end) if held is None else held.people
        schools = {s.code: s.name for s in self._context.stores.schools.all()}
        return MonthTable(
            month=month,
            table=table,
            inspectors=people,
            school_names=told_apart(schools) if held is None else held.schools,
            digest=table_digest(month, table),
            locked=False,
            frozen=False,
            changed=False,
            late=self._late.told_in(month),
            deviations=self.deviations(month),
            made_of=None if held is None else held.made_of,
        )

    def late(self, month: Month) -> tuple[LateMonth, ...]:
        """Return what the table of a month tells of earlier ones: as it was kept, or as of now."""
        with self._context.database.snapshot():
            kept = self._context.stores.months.frozen(month, self._context.scope)
            return self._late.told_in(month) if kept is None else late_from(kept["late"])

    def deviations(self, month: Month) -> tuple[Deviation, ...]:
        """Return what the office noted beside figures of a month."""
        noted = self._context.stores.months.deviations(month, self._context.scope)
        return tuple(Deviation(*columns) for columns in noted)

    def trend(self, month: Month) -> tuple[Chart, ...]:
        """Return the charts of a month's school year: 校次 by month, issues found by topic."""
        months = months_of_year(month)
        with self._context.database.snapshot():
            closing = self._context.closing_days()
            end = closing.end_of(month)
            year = Period(closing.span(months[0]).start, closing.end_of(months[-1]))
            people = self._context.stores.people.all(on=end)
            facts = self._context.stores.facts.facts_for(year, people)
            topics = self._context.database.rows(_TOPICS, year.start.isoformat(), end.isoformat())
        visits = visits_chart(month, facts, today=self._context.today(), closing=closing)
        found = topics_chart(month, dict(topics))
        return (visits,) if found is None else (visits, found)

    def content(self, month: Month) -> dict[str, Any]:
        """Return the figures of a month as the records say now, in the form of ``month --json``."""
        with self._context.database.snapshot():
            return {"month": str(month), **table_json(month_figures(self._context, month))}

    def as_json(self, month: Month, *, recompute: bool = False) -> dict[str, Any]:
        """Return the table in the form of ``month --json``.

        A month that was handed over or locked is told as it was then, unless it is to be computed
        anew: then ``differences`` lists the cells that differ, if any do. ``late`` lists 补报 and
        更正 of earlier months, if there are any.
        """
        with self._context.database.snapshot():
            found = self.table(month, now=recompute)
            locked = standing(self._context, month)
            if locked is not None and not recompute:
                told: dict[str, Any] = dict(locked.content)
            else:
                told = {"month": str(month), **table_json(found.table)}
            if locked is not None and recompute and found.changed:
                cells = differences(locked.content, told)
                told["differences"] = [each._asdict() for each in cells]
        if found.late:
            told["late"] = late_json(found.late)
        return told

    def differences(self, month: Month) -> tuple[Difference, ...]:
        """Return what the records count otherwise than the table that was kept, cell by cell."""
        with self._context.database.snapshot():
            locked = standing(self._context, month)
            return () if locked is None else differences(locked.content, self.content(month))

    def behind(self, uids: Iterable[str], *, month: Month | None = None) -> tuple[RecordLine, ...]:
        """Return the records behind a number: 督导记录, 听课, 问题 or 投诉, by day.

        Args:
            uids: of them.
            month: whose number it is: above districts their records are told from what came.
        """
        wanted = tuple(dict.fromkeys(uids))
        lines = marked(self._context, record_lines(self._context.database, wanted))
        if month is None or len(lines) == len(wanted):
            return lines
        here = {line.uid for line in lines}
        return (*lines, *district_lines(self._context, month, set(wanted) - here))


_TOPICS: Final = f"""
SELECT i.category, count(*) FROM issue i JOIN visit v ON v.id = i.visit_id
WHERE {COUNTED} AND v.online = 0 AND v.visited_on BETWEEN ? AND ? GROUP BY i.category"""  # noqa: S608 - a condition of ours


def kept_table(month: Month, kept: dict[str, Any], *, digest: str) -> MonthTable:
    """Return a table as it was kept."""
    return MonthTable(
        month=month,
        table=thawed(kept["table"]),
        inspectors=tuple(map(_person, kept["people"])),
        school_names=kept["schools"],
        digest=digest,
        locked=True,
        frozen=True,
        changed=False,
        late=late_from(kept["late"]),
        notes=tuple(kept.get("notes", ())),
        made_of=made_of(kept),
    )


def _person(kept: dict[str, str]) -> Inspector:
    """Return a person as the table printed them."""
    return Inspector(
        id=kept["id"], name=kept["name"], kind=InspectorKind(kept["kind"]), zone=kept["zone"]
    )


def table_digest(month: Month, table: MonthlyTable) -> str:
    """Return the SHA-256 of a table as it is handed over."""
    return stable_digest({"month": str(month), **table_json(table)})
