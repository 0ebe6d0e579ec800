"""The table over districts as an Excel file: real numbers, and what was held against what."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app.domain.counting_rules import COUNTING_RULES
from inspector_app.domain.labels.schools import SCHOOL_KIND_LABEL
from inspector_app.domain.month import Month
from inspector_app.domain.school import SchoolKind
from inspector_app.domain.stat_table import StatTable
from inspector_app.services.context import Context
from inspector_app.services.districts import District, DistrictsService, DistrictsTable
from inspector_app.services.stat_sheets import source_sheets, stat_sheet
from inspector_app.services.summary_sources import lines_of
from inspector_app.services.unit_sheets import unit_figures

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.sheets.writer import TableSheet

_DISTRICTS: Final = (
    "区划", "名称", "报来的单位", "督到", "锁定日期", "收到日期", "数字校验码", "记录（份）",
    "学校", "与记录核对", "起止日不同",
)  # fmt: skip
_UNLIKE: Final = ("区划", "名称", "行", "列", "锁定的数", "记录合计")


class DistrictSheets:
    """Writes the table over districts."""

    def __init__(self, context: Context, districts: DistrictsService) -> None:
        self._context, self._districts = context, districts

    def write(self, path: Path, month: Month, *, of_districts: bool) -> "WrittenFile":
        """Write the month (errors of ``DistrictsService.table`` and of ``write_table``)."""
        from inspector_app.sheets.writer import write_table

        found = self._districts.table(month, of_districts=of_districts)
        figures = unit_figures(found.table)
        sources = source_sheets([figures], lambda uids: lines_of(self._context, uids, month=month))
        return write_table(path, [*_sheets(found, figures), *sources])


def _sheets(found: DistrictsTable, figures: StatTable) -> "Iterator[TableSheet]":
    from inspector_app.sheets.writer import TableSheet

    notes = (
        *(f"{n}. {rule}" for n, rule in enumerate(COUNTING_RULES, 1)),
        *found.told,
    )
    heading = f"入校督导月统计表　{found.month.title}"
    yield stat_sheet(figures, found.schools, heading=heading, notes=notes)
    yield TableSheet(
        title="各区", head=_DISTRICTS, rows=[_district(each) for each in found.districts],
        heading=f"各区的月统计　{found.month.title}", notes=found.told[:1],
        leading=2,
    )  # fmt: skip
    unlike = [
        (each.code, each.name, cell.row, cell.label, cell.before, cell.after)
        for each in found.districts for cell in each.unlike
    ]  # fmt: skip
    if unlike:
        yield TableSheet(
            title="与记录不同", head=_UNLIKE, rows=unlike, leading=2,
            heading="锁定的数与现有记录合计不同的格",
            notes=("锁定以后定稿、更正或作废的记录造成；请区督导室在下月作补报、更正。",),
        )  # fmt: skip


def _district(each: District) -> tuple[str | int, ...]:
    kinds = "，".join(
        f"{SCHOOL_KIND_LABEL[SchoolKind(kind)]} {count}" for kind, count in each.schools.items()
    )
    return (
        each.code, each.name, each.by, each.until, each.locked, each.taken_on, each.check,
        each.records, kinds, each.compared, each.other_days,
    )  # fmt: skip
