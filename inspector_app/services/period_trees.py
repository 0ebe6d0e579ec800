"""The content tree of the tables of a period."""

from typing import TYPE_CHECKING

from inspector_app.domain.counting_rules import COUNTING_RULES
from inspector_app.domain.labels.schools import INSPECTOR_KIND_LABEL
from inspector_app.domain.table_period import TablePeriod
from inspector_app.services.context import Context
from inspector_app.services.period_tables import PeriodTableService

if TYPE_CHECKING:
    from inspector_app.reports.document import Document


def period_tree(context: Context, period: TablePeriod) -> "Document":
    """Return all tables of a period, from the records as they stand."""
    from inspector_app.reports.month_lines import TableNames
    from inspector_app.reports.month_units import of_units
    from inspector_app.reports.period_report import period_report

    with context.database.snapshot():
        service = PeriodTableService(context)
        found, schools = service.of(period), service.school_names()
        people = context.stores.people.all(on=period.days.end)
    own = next((p.name for p in people if p.id == context.identity.inspector_id), "")
    names = TableNames(
        unit="　".join(filter(None, (f"区划 {context.identity.district}", own))),
        inspectors={p.id: f"{p.name}（{INSPECTOR_KIND_LABEL[p.kind]}）" for p in people},
        zones={p.id: p.zone for p in people},
        schools=schools,
    )
    made = period_report(found, names=names, rules=COUNTING_RULES)
    return of_units(made) if found.units else made
