"""隐患即报单: one page about a 安全隐患, filled from what the ledger knows of it.

教育督导条例, article 26: who finds a danger and does not see to it at once answers for that. What
is not recorded yet is left for a pen.
"""

from collections.abc import Sequence
from typing import Final

from inspector_app.domain.issue_event import IssueEvent, IssueEventKind
from inspector_app.domain.views import LedgerRow
from inspector_app.reports.document import Document, FieldGrid, LongText
from inspector_app.reports.letter_phrases import places_to_sign, record_of
from inspector_app.reports.round_rows import measure_lines
from inspector_app.reports.words import day, one, pair, stacked

TITLE: Final = "安全隐患即报单"
_PEN: Final = "　　　　年　　月　　日　　时　　分"
_K = IssueEventKind


def hazard_slip_report(row: LedgerRow, events: Sequence[IssueEvent], *, address: str) -> Document:
    """Return the page.

    Args:
        row: the issue, a 安全隐患.
        events: what happened to it, in the order in which it counts.
        address: where the school is, empty where the roster does not say.
    """
    issue = row.issue
    measures = [m for event in events for m in measure_lines(event.details.measures)]
    taken = [f"学校措施：{'；'.join(measures)}" if measures else ""]
    return Document(
        title=TITLE,
        reference=f"问题编号：{issue.number}",
        record_no=record_of(row),
        blocks=(
            FieldGrid(
                rows=(
                    pair("单位", row.school_name, "发现日期", day(row.found_on)),
                    one("地址", address),
                    one("隐患部位\n和情形", LongText(text=issue.description)),
                    one("告知学校", _told(events, _K.SCHOOL_TOLD)),
                    one("电话报\n督导室", _told(events, _K.OFFICE_PHONED)),
                    one("措施", LongText(text=stacked(_wanted(issue.requirement), *taken) or "\n")),
                    pair("责任单位", issue.responsible_unit, "责任人", issue.responsible),
                    pair("整改时限", day(issue.due), "发现督学", row.lead_name),
                )
            ),
            places_to_sign("报告人（督学）：", "接报人（督导室）："),
        ),
    )


def _wanted(requirement: str) -> str:
    return f"督学要求：{requirement}" if requirement.strip() else ""


def _told(events: Sequence[IssueEvent], kind: IssueEventKind) -> str:
    told = [
        f"{day(event.effective_on)}{event.details.at}，{event.details.person}"
        f"{'：' if event.note else ''}{event.note}"
        for event in events
        if event.kind is kind
    ]
    return "\n".join(told) or _PEN
