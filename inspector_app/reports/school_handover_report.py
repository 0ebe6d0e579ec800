"""交接单: what an inspector hands on with a school: contacts, last visits, what is still open."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from inspector_app.domain.labels.issues import ISSUE_STATE_LABEL
from inspector_app.domain.labels.visits import VISIT_TYPE_LABEL
from inspector_app.domain.views import LedgerRow, SchoolCard, VisitSummary
from inspector_app.reports.document import (
    Align,
    Document,
    FieldGrid,
    Heading,
    Note,
    Table,
    TableRow,
)
from inspector_app.reports.letter_phrases import places_to_sign
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.school_rows import contact_rows
from inspector_app.reports.words import number_in_two_lines, plain_day

TITLE: Final = "责任学校交接单"
_ASSIGNED: Final = (ListColumn("责任督学", 100), ListColumn("从", 80), ListColumn("到", 80))
_VISITS: Final = (
    ListColumn("日期", 64), ListColumn("记录编号", 130), ListColumn("类型", 56),
    ListColumn("督学", 60), ListColumn("问题", 40), ListColumn("未销号", 44),
)  # fmt: skip
_ISSUES: Final = (
    ListColumn("问题编号", 84), ListColumn("问题", 150, Align.LEFT),
    ListColumn("整改要求", 110, Align.LEFT), ListColumn("状态", 48), ListColumn("时限", 62),
)  # fmt: skip


def school_handover_report(
    card: SchoolCard, *, inspector_names: Mapping[str, str], on: date
) -> Document:
    """Return the sheet of one school as of ``on``; whoever takes it over signs it.

    Args:
        card: the school with those who answer for it, its last filed visits and open issues.
        inspector_names: name of each 督学编号; an unknown one is printed as its number.
        on: the day of handing over.
    """
    assigned = (
        (inspector_names.get(a.inspector_id, a.inspector_id), plain_day(a.start), plain_day(a.end))
        for a in card.assignments
    )
    return Document(
        title=TITLE,
        subtitle=f"{card.school.name}　{plain_day(on)}",
        blocks=(
            FieldGrid(rows=tuple(contact_rows(card))),
            Heading(text="责任分配"),
            list_table(_ASSIGNED, (TableRow(cells=cells) for cells in assigned)),
            Heading(text="最近的督导"),
            list_table(_VISITS, map(_visit, card.visits)),
            Heading(text="未销号的问题"),
            _issues(card.open_issues),
            places_to_sign("移交督学：", "接收督学：", "督导室："),
        ),
    )


def _visit(visit: VisitSummary) -> TableRow:
    kind = VISIT_TYPE_LABEL[visit.type] if visit.type else ""
    counts = (str(visit.issues), str(visit.open_issues))
    return TableRow(
        cells=(plain_day(visit.visited_on), visit.number, kind, visit.lead_name, *counts)
    )


def _issues(rows: Sequence[LedgerRow]) -> Table | Note:
    if not rows:
        return Note(text="没有未销号的问题。")
    return list_table(
        _ISSUES,
        (
            TableRow(
                cells=(
                    number_in_two_lines(row.issue.number),
                    row.issue.description,
                    row.issue.requirement,
                    ISSUE_STATE_LABEL[row.state],
                    plain_day(row.due),
                )
            )
            for row in rows
        ),
    )
