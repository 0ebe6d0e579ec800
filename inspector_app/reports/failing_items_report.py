"""不达标项清单 on A4 landscape: what each school lacks, how much, who answers, by when."""

from collections.abc import Mapping, Sequence
from typing import Final

from inspector_app.domain.indicators.failing import Duty, FailingItem
from inspector_app.reports.balance_rows import failing_rows
from inspector_app.reports.document import Align, Document, Note, Orientation
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by

TITLE: Final = "优质均衡不达标项清单"
_COLUMNS: Final = (
    ListColumn("序\n号", 0.5),
    ListColumn("学校", 1.9, Align.LEFT),
    ListColumn("学段部", 0.9),
    ListColumn("指标", 3.7, Align.LEFT),
    ListColumn("现值", 1.3),
    ListColumn("标准", 1.1),
    ListColumn("差额", 1.05),
    ListColumn("达标需\n增加量", 1.5),
    ListColumn("达\n85%", 0.6),
    ListColumn("责任部门", 1.15),
    ListColumn("时限", 1.35),
)


def failing_items_report(
    items: Sequence[FailingItem],
    duties: Mapping[str, Duty],
    *,
    unit: str,
    title: str,
    standards: str,
) -> Document:
    """Return the list.

    Args:
        items: what fails.
        duties: who answers for an item by when, by its key.
        unit: whose county it is.
        title: which assessment it is.
        standards: the set that was measured by, in words.
    """
    schools = len({each.school_code for each in items})
    needs = "需增加的用房、场馆、设备和多媒体教室是全校的，其余是这个学段部的。"
    return Document(
        title=TITLE,
        subtitle=f"{unit}　{title}　{schools} 所学校 {len(items)} 项",
        orientation=Orientation.LANDSCAPE,
        blocks=(
            list_table(_COLUMNS, failing_rows(items, duties)),
            Note(text=f"{needs}没有另行商定的，责任部门由程序建议。{standards}。"),
            compiled_by(),
        ),
    )
