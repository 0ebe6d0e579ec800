"""问题整改台账 on A4 landscape: one row per issue, its facts in the order of the office's columns.

Two facts that belong together share a column, one below the other: all columns side by side would
need letters that nobody can read.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from inspector_app.domain.labels import ISSUE_STATE_LABEL, SEVERITY_LABEL, TOPIC_LABEL
from inspector_app.domain.ledger import LedgerEntry
from inspector_app.reports.document import (
    Align,
    Column,
    Document,
    HeadCell,
    Note,
    Orientation,
    SignatureRow,
    SignatureSlot,
    Table,
    TableRow,
)
from inspector_app.reports.words import day

TITLE: Final = "问题整改台账"
OVERDUE: Final = "▲ 逾期"
# The column's words and its width in points, as the text area of 728 points is shared out.
_COLUMNS: Final = (
    ("序\n号", 22, Align.CENTRE),
    ("问题编号\n来源", 82, Align.CENTRE),
    ("被督导单位\n学段\n责任区", 64, Align.CENTRE),
    ("类别", 46, Align.CENTRE),
    ("问题描述", 86, Align.LEFT),
    ("严重\n程度", 31, Align.CENTRE),
    ("发现日期\n督学", 61, Align.CENTRE),
    ("整改要求", 62, Align.LEFT),
    ("责任\n单位", 36, Align.CENTRE),
    ("整改时限", 61, Align.CENTRE),
    ("进展与核查", 76, Align.LEFT),
    ("完成情况\n日期", 61, Align.CENTRE),
    ("是否\n逾期", 42, Align.CENTRE),
)


def ledger_report(entries: Sequence[LedgerEntry], *, unit: str, title: str, on: date) -> Document:
    """Return the printed 台账.

    Args:
        entries: its rows, in the order in which they are printed.
        unit: whose 台账 it is.
        title: which issues are in it ("2026年11月", "未销号").
        on: the day that 逾期 is counted on.
    """
    columns = tuple(Column(weight=weight, align=align) for _, weight, align in _COLUMNS)
    rows = (_cells(number, entry, on=on) for number, entry in enumerate(entries, start=1))
    table = Table(
        columns=columns,
        head=(tuple(HeadCell(text=text) for text, _, _ in _COLUMNS),),
        rows=tuple(TableRow(cells=cells) for cells in rows),
    )
    return Document(
        title=TITLE,
        subtitle=f"{unit}　{title}",
        orientation=Orientation.LANDSCAPE,
        blocks=(
            table,
            Note(text=_summary(entries, on=on)),
            SignatureRow(
                slots=(SignatureSlot(label="制表人："), SignatureSlot(label="审核人（盖章）："))
            ),
        ),
    )


def _cells(number: int, entry: LedgerEntry, *, on: date) -> tuple[str, ...]:
    issue, dates = entry.row.issue, entry.row.issue.dates
    late = entry.days_overdue(on=on)
    extended = f"延期至\n{dates.extended_to}" if dates.extended_to else ""
    return (
        str(number),
        _lines(_parted(issue.number), entry.source),
        _lines(entry.row.school_name, entry.school_kind.removesuffix("学校"), entry.zone),
        TOPIC_LABEL.get(issue.category, issue.category),
        issue.description,
        _lines(
            SEVERITY_LABEL[issue.severity] if issue.severity else "",
            "安全\n隐患" if issue.safety_hazard else "",
        ),
        _lines(_day(entry.row.found_on), entry.row.lead_name),
        issue.requirement,
        issue.responsible,
        _lines(_day(issue.deadline), extended),
        "\n".join(entry.progress),
        _lines(ISSUE_STATE_LABEL[entry.row.state], _day(dates.settled_on)),
        f"{OVERDUE}\n{late}天" if late else "",
    )


def _summary(entries: Sequence[LedgerEntry], *, on: date) -> str:
    still_open = sum(entry.row.issue.dates.is_open for entry in entries)
    overdue = sum(entry.days_overdue(on=on) > 0 for entry in entries)
    return (
        f"共{len(entries)}条，未销号{still_open}条，逾期{overdue}条。"
        f"{OVERDUE}：到{day(on)}超过整改时限，学校还没有报送整改结果。"
    )


def _parted(number: str) -> str:
    """Return an issue's number in two lines that fit its column: 区划-学年- and the rest."""
    parts = number.split("-")
    return "-\n".join(("-".join(parts[:2]), "-".join(parts[2:]))) if parts[2:] else number


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))
