"""The content tree of the table over districts."""

from typing import TYPE_CHECKING

from inspector_app.domain.counting_rules import COUNTING_RULES
from inspector_app.services.context import Context
from inspector_app.services.districts import DistrictsService
from inspector_app.services.wishes import DistrictsPrint

if TYPE_CHECKING:
    from inspector_app.reports.document import Document


def districts_tree(context: Context, wish: DistrictsPrint, *, unit: str) -> "Document":
    """Return the table over districts as it prints (NotFoundError: nothing has come)."""
    from inspector_app.reports.districts_report import DistrictRow, UnlikeRow, districts_report
    from inspector_app.reports.month_lines import TableNames

    found = DistrictsService(context).table(wish.month, of_districts=wish.of_districts)
    rows = [
        DistrictRow(
            each.code, each.name, each.by, each.until, each.locked, each.taken_on, each.check,
            each.records, each.compared, each.other_days,
        )
        for each in found.districts
    ]  # fmt: skip
    unlike = [
        UnlikeRow(each.name, cell.row, cell.label, cell.before, cell.after)
        for each in found.districts for cell in each.unlike
    ]  # fmt: skip
    return districts_report(
        found.table,
        names=TableNames(unit=unit, inspectors={}, zones={}, schools=found.schools),
        rules=COUNTING_RULES, districts=rows, unlike=unlike, told=found.told,
    )  # fmt: skip
