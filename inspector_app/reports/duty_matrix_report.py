"""责任矩阵: items down, units across, ▲ for who leads and ○ for who helps."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final

from inspector_app.domain.duty_sheet import LEAD, SUPPORT, DutySheet, UnitLoad
from inspector_app.domain.standard_options import StandardForm
from inspector_app.reports.document import Align, Block, Document, Emphasis, Note, TableRow
from inspector_app.reports.duty_rows import duty_document
from inspector_app.reports.list_tables import ListColumn, list_table

# More columns beside each other would be too narrow for a name of three lines.
_UNITS_BESIDE: Final = 16
_MARKS: Final = {LEAD: "▲", SUPPORT: "○"}


def duty_matrix_report(sheet: DutySheet) -> Document:
    """Return the printed matrix, in several tables where there are many units."""
    note = Note(text=f"▲ {LEAD}，○ {SUPPORT}。共 {len(sheet.units())} 个部门；项数由上表数出。")
    return duty_document(sheet, StandardForm.MATRIX, *_tables(sheet), note)


def _tables(sheet: DutySheet) -> Iterator[Block]:
    loads = sheet.loads()
    # Alike wide, or the last of several tables would be a single column.
    parts = ceil(len(loads) / _UNITS_BESIDE)
    for part in range(parts):
        first, last = (len(loads) * n // parts for n in (part, part + 1))
        yield _table(sheet, loads[first:last])


def _table(sheet: DutySheet, loads: Sequence[UnitLoad]) -> Block:
    columns = (
        ListColumn("序\n号", 26),
        ListColumn("指标", 150, Align.LEFT),
        *(ListColumn(load.unit, 36) for load in loads),
    )
    rows = [
        TableRow(
            cells=(
                str(row.item.no),
                row.item.text,
                *(_MARKS.get(row.roles.get(load.unit, ""), "") for load in loads),
            )
        )
        for row in sheet.matrix()
    ]
    return list_table(columns, [*rows, *_sums(loads)])


def _sums(loads: Sequence[UnitLoad]) -> Iterator[TableRow]:
    for name, numbers in (
        (f"{LEAD}项数", [load.leads for load in loads]),
        (f"{SUPPORT}项数", [load.supports for load in loads]),
    ):
        yield TableRow(cells=("", name, *map(str, numbers)), emphasis=Emphasis.TOTAL)
