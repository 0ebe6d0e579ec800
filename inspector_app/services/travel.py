"""交通和误餐天数: read, looked into, and written as an Excel file."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base.errors import InputError, RefusedError
from inspector_app.domain.month import Month, Period
from inspector_app.domain.moved_months import MovedMonths
from inspector_app.domain.school import Inspector
from inspector_app.domain.travel import TRAVEL_RULES, TravelDay, TravelTable, totals, travel_table
from inspector_app.domain.views import RecordLine
from inspector_app.services.context import Context, Role
from inspector_app.services.months import MonthService
from inspector_app.services.moved_months import moved_months
from inspector_app.services.wishes import TravelPrint

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.reports.document import Document
    from inspector_app.sheets.writer import TableValue

TRAVEL_COLUMNS: Final = ("交通天数", "误餐天数", "其中休息日", "半天数", "入校校次")
_LONGEST: Final = 366
WEEKDAYS: Final = "一二三四五六日"


class Travel(NamedTuple):
    """The table with the names that it prints.

    Attributes:
        people: those of its rows, by 督学编号.
        schools: names by 标识码; ``numbers`` those of records by their uids.
        rest: the days of the period on which nobody works.
        moved: the locked months that count otherwise now.
    """

    table: TravelTable
    people: dict[str, Inspector]
    schools: dict[str, str]
    numbers: dict[str, str]
    rest: frozenset[date]
    moved: MovedMonths = MovedMonths()

    def name(self, person: str) -> str:
        """Return what a person is called."""
        return self.people[person].name

    def stops(self, day: TravelDay) -> str:
        """Return where a person was on a day, and when."""
        return "；".join(f"{self.schools.get(code, code)}（{when}）" for code, when in day.stops)

    def weekday(self, day: TravelDay) -> str:
        """Return the day of the week; a day on which nobody works says so."""
        return f"{WEEKDAYS[day.day.weekday()]}{'（休）' if day.day in self.rest else ''}"


class TravelService:
    """Counts days on the way; reading only."""

    def __init__(self, context: Context, months: MonthService) -> None:
        self._context = context
        self._months = months

    def table(self, wish: TravelPrint) -> Travel:
        """Return the days of everybody, or of one person; on a laptop of whoever works there.

        Raises:
            InputError: the period ends before it begins, or is longer than a year.
            RefusedError: the records of others are not here, or there is nobody.
        """
        period = _period(wish)
        with self._context.database.snapshot():
            people = self._people(wish)
            every = self._context.people_on(period.end)
            facts = self._context.stores.facts.facts_for(period, every)
            rest = self._rest(period)
            table = travel_table(period, facts, [each.id for each in people], rest=rest)
            uids = {uid for each in table.days for uid in each.uids}
            return Travel(
                table=table,
                people={each.id: each for each in people},
                schools={school.code: school.name for school in self._context.stores.schools.all()},
                numbers=self._numbers(uids),
                rest=rest,
                moved=moved_months(self._context, period),
            )

    def span(self, month: Month) -> Period:
        """Return the days that a month counts: those of its month table."""
        with self._context.database.snapshot():
            return self._context.span(month)

    def behind(self, day: TravelDay) -> tuple[RecordLine, ...]:
        """Return the records that a day is counted from."""
        return self._months.behind(day.uids)

    def _people(self, wish: TravelPrint) -> tuple[Inspector, ...]:
        identity = self._context.identity
        own = identity.inspector_id if identity.role is Role.LAPTOP else ""
        if own and wish.inspector_id not in {None, own}:
            raise RefusedError("这台电脑里只有本人的记录，没有统计；别人的由本人或督导室统计。")
        wanted = own or wish.inspector_id
        people = self._context.people_on(wish.until)
        found = tuple(each for each in people if wanted in {None, each.id})
        if not found:
            raise RefusedError("名册里没有督学，没有统计；请先导入名册。")
        return found

    def _rest(self, period: Period) -> frozenset[date]:
        calendar = self._context.calendar()
        length = (period.end - period.start).days + 1
        days = (period.start + timedelta(days=n) for n in range(length))
        return frozenset(day for day in days if not calendar.is_working_day(day))

    def _numbers(self, uids: set[str]) -> dict[str, str]:
        return {line.uid: line.number for line in self._months.behind(sorted(uids))}

    # -- as files --------------------------------------------------------------------------------

    def document(self, wish: TravelPrint, *, unit: str) -> "Document":
        """Return the table as it prints (errors as ``table``)."""
        from inspector_app.reports.travel_report import DayLine, PersonLine, travel_report

        found = self.table(wish)
        return travel_report(
            period=found.table.period,
            unit=unit,
            moved=found.moved.told,
            people=[
                PersonLine(found.name(row.person), found.people[row.person].zone,
                           tuple(str(cell) for cell in row[1:]))
                for row in found.table.rows
            ],
            total=tuple(str(n) for n in totals(found.table.rows)),
            days=[
                DayLine(each.day, found.weekday(each), found.name(each.person),
                        found.stops(each), each.meal)
                for each in found.table.days
            ],
        )  # fmt: skip

    def xlsx(self, wish: TravelPrint, path: Path) -> "WrittenFile":
        """Write the table; a second sheet has every day with its records.

        Raises:
            EnvironmentProblem: the file could not be written; nothing has changed.
        """
        from inspector_app.sheets.writer import TableSheet, write_table

        found = self.table(wish)
        period = found.table.period
        return write_table(
            path,
            [
                TableSheet(
                    title="交通和误餐天数",
                    heading=f"督学交通和误餐天数　{period.start}至{period.end}",
                    head=("序号", "督学编号", "督学", "责任区", *TRAVEL_COLUMNS),
                    rows=list(_person_rows(found)),
                    notes=tuple(filter(None, (found.moved.told, *TRAVEL_RULES))),
                    leading=3,
                ),
                TableSheet(
                    title="逐日",
                    head=("督学编号", "督学", "日期", "星期", "学校", "误餐", "督导记录"),
                    rows=list(_day_rows(found)),
                ),
            ],
        )


def _period(wish: TravelPrint) -> Period:
    if wish.until < wish.first:
        raise InputError("截止日期早于开始日期，没有统计；请核对两个日期。")
    if (wish.until - wish.first).days >= _LONGEST:
        raise InputError("最多统计一年，没有统计；请把起止日期写近一些。")
    return Period(wish.first, wish.until)


def _person_rows(found: Travel) -> Iterator[tuple["TableValue", ...]]:
    for number, row in enumerate(found.table.rows, start=1):
        person = found.people[row.person]
        yield (number, person.id, person.name, person.zone, *(cell.value for cell in row[1:]))
    yield ("", "", "合计", "", *totals(found.table.rows))


def _day_rows(found: Travel) -> Iterator[tuple["TableValue", ...]]:
    for each in found.table.days:
        numbers = "、".join(found.numbers.get(uid, uid) for uid in each.uids)
        yield (
            each.person, found.name(each.person), each.day, found.weekday(each),
            found.stops(each), "是" if each.meal else "", numbers,
        )  # fmt: skip
