"""Tables of a period that is not over."""

from inspector_app.bootstrap import Workbench
from inspector_app.domain.table_period import TableSpan


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
