"""Tables of a period that is not over."""

from collections.abc import Callable
from datetime import date

from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.domain.moved_months import MovedMonths, locked_told
from inspector_app.domain.period_tables import tables_json
from inspector_app.domain.register_options import SummarySpan
from inspector_app.domain.table_period import TableSpan
from inspector_app.services.summaries import SummaryOrder
from inspector_app.services.wishes import TravelPrint

Filed = Callable[..., str]


def test_a_year_under_way_says_up_to_which_day_and_leaves_out_months_to_come(
    workbench: Workbench,
) -> None:
    tables = workbench.period_tables
    found = tables.of(tables.of_kind(TableSpan.CALENDAR_YEAR, "2026"))
    today = workbench.context.today()
    assert found.counted_to == f"统计到{today}"
    months = found.find("months")
    assert months is not None
    assert (months.rows[0].key, months.rows[-1].key) == ("2026-01", f"{today:%Y-%m}")


def test_a_month_that_is_over_says_nothing_of_a_day(workbench: Workbench) -> None:
    tables = workbench.period_tables
    assert tables.of(tables.of_kind(TableSpan.MONTH, "2026-10")).counted_to == ""


SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)


def test_whatever_counts_a_locked_month_anew_says_that_it_differs(
    workbench: Workbench, filed: Filed
) -> None:
    filed(date="2026-09-20")
    uid = filed(date="2026-10-20")
    tables = workbench.period_tables
    term = tables.of_kind(TableSpan.TERM)
    for month in (SEPTEMBER, OCTOBER):
        workbench.month_life.lock(month)
    draft = workbench.summaries.draft(SummaryOrder(span=SummarySpan.TERM)).uid
    assert tables.of(term).moved == MovedMonths()
    assert workbench.summaries.view(draft).locked == MovedMonths()
    workbench.visits.correct(uid, reason="日期写错")
    found = tables.of(term)
    assert found.moved == MovedMonths((OCTOBER,))
    assert found.moved.told.startswith("所统计的月份里有1个（2026年10月）锁定以后记录有改动")
    assert tables_json(found)["moved"] == {"months": ["2026-10"], "told": found.moved.told}
    wish = TravelPrint(first=date(2026, 10, 1), until=date(2026, 10, 31))
    assert workbench.travel.table(wish).moved == found.moved
    assert workbench.summaries.view(draft).locked == found.moved
    # A month of its own says nothing of another; half a month is looked at as a whole.
    assert tables.of(tables.of_kind(TableSpan.MONTH, "2026-09")).moved == MovedMonths()
    assert tables.of(tables.of_days(date(2026, 10, 1), date(2026, 10, 5))).moved == found.moved


def test_comparisons_and_years_say_which_locked_months_they_count_as_the_records_are(
    workbench: Workbench, filed: Filed
) -> None:
    filed(date="2026-09-20")
    october = workbench.period_tables.of_kind(TableSpan.MONTH, "2026-10")
    workbench.month_life.lock(SEPTEMBER)
    found = workbench.period_tables.of(october)
    for name in ("compare", "cumulative"):
        table = found.find(name)
        assert table is not None
        assert table.note.endswith("已锁定的2026年9月也按现有记录统计，报出的数字以月统计表为准。")


def test_months_locked_one_after_another_are_told_as_a_run() -> None:
    told = locked_told([Month(2026, n) for n in (1, 2, 3, 5)])
    assert told.startswith("2026年1月至2026年5月间已锁定的4个月也按现有记录统计")
    assert locked_told([]) == ""
