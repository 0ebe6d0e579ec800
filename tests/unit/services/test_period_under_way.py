"""Tables of a period that is not over."""

from collections.abc import Callable

from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.domain.table_period import TableSpan
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


def test_tables_say_which_locked_month_counts_otherwise_now(
    workbench: Workbench, filed: Filed
) -> None:
    uid = filed(date="2026-10-20")
    tables = workbench.period_tables
    term = tables.of_kind(TableSpan.TERM)
    workbench.month_life.lock(Month(2026, 10))
    assert tables.of(term).moved == ""
    workbench.visits.correct(uid, reason="日期写错")
    assert tables.of(term).moved == (
        "2026年10月已锁定，报出的数字以月统计表为准；这里按现有记录统计"
    )
    october = Month(2026, 10).period
    wish = TravelPrint(first=october.start, until=october.end)
    assert workbench.travel.table(wish).moved == tables.of(term).moved
