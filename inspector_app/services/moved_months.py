"""Locked months whose records have changed since, told wherever their days are counted anew."""

from inspector_app.domain.month import Period
from inspector_app.domain.table_period import months_touched
from inspector_app.services.context import Context
from inspector_app.services.months import MonthService


def moved_months_told(context: Context, days: Period) -> str:
    """Say which locked months of a period count otherwise now; nothing where none does."""
    with context.database.snapshot():
        frozen = context.stores.months.frozen_months(context.scope)
        touched = [m for m in months_touched(days, context.closing_days()) if m in frozen]
        months = MonthService(context) if touched else None
        moved = [month.title for month in touched if months and months.table(month).changed]
    if not moved:
        return ""
    return f"{'、'.join(moved)}已锁定，报出的数字以月统计表为准；这里按现有记录统计"
