"""补报、更正 as a sheet of the month's workbook."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from inspector_app.domain.late_entries import LateEntry, LateMonth
from inspector_app.services.months import MonthTable

if TYPE_CHECKING:
    from inspector_app.sheets.writer import TableSheet, TableValue


def late_sheets(table: MonthTable) -> "Iterator[TableSheet]":
    """Yield the sheet of what a table tells of earlier months, where it tells anything."""
    from inspector_app.sheets.writer import TableSheet

    if not table.late:
        return
    names = {person.id: person.name for person in table.inspectors}
    yield TableSheet(
        title="补报更正",
        heading="补报、更正：属于以前月份的记录，不计入本月各列",
        head=("种类", "所属月份", "事项", "日期", "学校", "内容", "编号", "理由"),
        rows=[_entry(each, entry) for each in table.late for entry in each.entries],
        leading=2,
    )
    yield TableSheet(
        title="补报更正的数字",
        heading="以前月份的数字因此的变化；已上报的表不改",
        head=("所属月份", "行", "列", "已报", "应为", "增减"),
        rows=[
            (str(m.of), c.row, c.label, c.before, c.after, c.more)
            for m in table.late
            for c in (each.named(names, table.school_names) for each in m.differences)
        ],
        leading=2,
    )


def _entry(month: LateMonth, entry: LateEntry) -> tuple["TableValue", ...]:
    line, told = entry.line, (entry.item.word, str(month.of), entry.about)
    if line is None:
        return (*told, None, "", "", entry.item.uid, month.reason)
    return (*told, line.day, line.school_name, line.text, line.number, month.reason)
