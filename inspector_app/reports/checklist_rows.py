"""What the papers of a checklist have in common: head, items by group, signatures, sources."""

from collections.abc import Callable, Iterator
from typing import Final

from inspector_app.domain.checklist import Checklist, Item
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import (
    Align,
    Block,
    Emphasis,
    FieldGrid,
    Note,
    Table,
    TableRow,
)
from inspector_app.reports.letter_phrases import places_to_sign
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import day, pair

_COLUMNS: Final = (
    ListColumn("序号", 0.62),
    ListColumn("检查内容", 2.8, Align.LEFT),
    ListColumn("方式", 1.1, Align.LEFT),
    ListColumn("结果", 2.1),
    ListColumn("备注", 1.35, Align.LEFT),
)
_DAY: Final = "　　　年　　月　　日"
_SIGN: Final = ("督查人签字：", "学校负责人签字（盖章）：")

Cells = Callable[[Item], tuple[str, str]]
"""What stands under 结果 and 备注 of an item."""


def checklist_head(visit: Visit | None) -> FieldGrid:
    """Return school and day, empty for a pen where there is no record."""
    school = visit.school.name if visit and visit.school else ""
    on = day(visit.visited_on) if visit and visit.visited_on else _DAY
    return FieldGrid(rows=(pair("学校（园）", school, "日期", on),))


def checklist_table(checklist: Checklist, cells: Cells) -> Table:
    """Return the items by group."""
    return list_table(_COLUMNS, _rows(checklist, cells))


def _rows(checklist: Checklist, cells: Cells) -> Iterator[TableRow]:
    for group in checklist.groups:
        if group:
            yield TableRow(cells=("", group, "", "", ""), emphasis=Emphasis.SUBTOTAL)
        for item in checklist.items:
            if item.group == group:
                star = "★" if item.is_key else ""
                yield TableRow(cells=(f"{star}{item.number}", item.text, item.method, *cells(item)))


def checklist_foot(checklist: Checklist) -> Iterator[Block]:
    """Yield the places to sign, and which version of whose items this is."""
    yield places_to_sign(*_SIGN)
    sources = f"来源：{checklist.sources}" if checklist.sources else ""
    told = (f"版本 {checklist.version}", checklist.nature, sources)
    yield Note(text="　".join(part for part in told if part))
