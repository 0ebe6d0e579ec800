"""问题整改台账 on A4 landscape: one row per issue, its facts in the order of the office's columns.

Two facts that belong together share a column, one below the other: all columns side by side would
need letters that nobody can read.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from inspector_app.domain.issue import handling_of
from inspector_app.domain.issue_source import Matter
from inspector_app.domain.labels.issues import HANDLING_LABEL, ISSUE_STATE_LABEL, SEVERITY_LABEL
from inspector_app.domain.labels.sources import MATTER_LABEL
from inspector_app.domain.labels.topics import TOPIC_SHORT_LABEL
from inspector_app.domain.ledger import LedgerEntry
from inspector_app.reports.document import Align, Document, Note, Orientation, TableRow
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by, day, number_in_two_lines, plain_day, stacked

TITLE: Final = "问题整改台账"
OVERDUE: Final = "▲ 逾期"
# Widths in points, as the text area of 728 points is shared out.
_COLUMNS: Final = (
    ListColumn("序\n号", 22),
    ListColumn("问题编号\n来源", 82),
    ListColumn("被督导单位\n学段\n责任区", 86),
    ListColumn("类别", 34),
    ListColumn("问题描述", 80, Align.LEFT),
    ListColumn("程度\n处理", 32),
    ListColumn("发现日期\n督学", 61),
    ListColumn("整改要求", 64, Align.LEFT),
    ListColumn("责任\n单位\n和人", 44),
    ListColumn("整改时限", 61),
    ListColumn("进展与核查", 66, Align.LEFT),
    ListColumn("完成情况\n日期", 61),
    ListColumn("是否\n逾期", 35),
)


def ledger_report(entries: Sequence[LedgerEntry], *, unit: str, title: str, on: date) -> Document:
    """Return the printed 台账.

    Args:
        entries: its rows, in the order in which they are printed.
        unit: whose 台账 it is.
        title: which issues are in it ("2026年11月", "未销号").
        on: the day that 逾期 is counted on.
    """
    rows = (_row(number, entry, on=on) for number, entry in enumerate(entries, start=1))
    return Document(
        title=TITLE,
        subtitle=f"{unit}　{title}",
        orientation=Orientation.LANDSCAPE,
        blocks=(list_table(_COLUMNS, rows), Note(text=_summary(entries, on=on)), compiled_by()),
    )


def _row(number: int, entry: LedgerEntry, *, on: date) -> TableRow:
    issue, dates = entry.row.issue, entry.row.issue.dates
    late = entry.days_overdue(on=on)
    extended = f"延期至\n{dates.extended_to}" if dates.extended_to else ""
    cells = (
        str(number),
        stacked(number_in_two_lines(issue.number), *_came_from(entry)),
        stacked(entry.row.school_name, entry.school_kind.removesuffix("学校"), entry.zone),
        TOPIC_SHORT_LABEL.get(issue.category, issue.category),
        issue.description,
        stacked(
            SEVERITY_LABEL[issue.severity] if issue.severity else "",
            HANDLING_LABEL[way] if (way := handling_of(issue)) else "",
        ),
        stacked(plain_day(entry.row.found_on), entry.row.lead_name),
        issue.requirement,
        stacked(issue.responsible_unit, issue.responsible),
        stacked(plain_day(issue.deadline), extended),
        "\n".join(entry.progress),
        stacked(ISSUE_STATE_LABEL[entry.row.state], plain_day(dates.settled_on)),
        f"{OVERDUE}\n{late}天" if late else "",
    )
    return TableRow(cells=cells)


def _came_from(entry: LedgerEntry) -> Iterator[str]:
    """Yield 来源, with what a source other than a record is looked up by."""
    row = entry.row
    ours = row.matter is Matter.SCHOOLS
    yield entry.source if ours else f"{entry.source}（{MATTER_LABEL[row.matter]}）"
    if not row.visit_uid:
        yield row.origin


def _summary(entries: Sequence[LedgerEntry], *, on: date) -> str:
    still_open = sum(entry.row.issue.dates.is_open for entry in entries)
    overdue = sum(entry.days_overdue(on=on) > 0 for entry in entries)
    return (
        f"共{len(entries)}条，未销号{still_open}条，逾期{overdue}条。"
        f"{OVERDUE}：到{day(on)}超过整改时限，学校还没有报送整改结果。"
    )
