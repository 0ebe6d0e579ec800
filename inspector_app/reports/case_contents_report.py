"""The first pages of a booklet of case studies: which cases are in it, in their order.

A case is found by its number: it stands at the head of every page of the case, in PDF and in Word.
"""

from collections.abc import Sequence

from inspector_app.domain.registers.case import CASE
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.words import Names, said
from inspector_app.reports.document import Align, Document, Note, TableRow
from inspector_app.reports.list_tables import ListColumn, list_table

_COLUMNS = (
    ListColumn("篇次", 0.5),
    ListColumn("标题", 3.0, Align.LEFT),
    ListColumn("类别", 1.0),
    ListColumn("学校", 1.6),
    ListColumn("督学", 0.8),
)
_SAID = ("category", "school", "inspector")


def case_contents_report(cases: Sequence[Entry], names: Names, *, unit: str) -> Document:
    """Return the table of contents of a booklet with these cases in this order."""
    rows = (
        TableRow(
            cells=(
                str(place),
                case.values["title"],
                *(said(CASE.by_id[name], case.values[name], names) for name in _SAID),
            )
        )
        for place, case in enumerate(cases, start=1)
    )
    return Document(
        title="典型案例汇编",
        subtitle=unit,
        blocks=(
            list_table(_COLUMNS, rows),
            Note(text=f"共 {len(cases)} 篇。每页右上角印有篇次，按篇次查找。"),
        ),
    )
