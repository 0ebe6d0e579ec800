"""整改情况核查表: what was asked, what the school did and what a check saw, round by round."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from inspector_app.domain.issue_rounds import Round
from inspector_app.domain.views import LedgerRow, VisitSummary
from inspector_app.reports.document import Block, Document, FieldGrid, Heading
from inspector_app.reports.letter_phrases import origin_line, places_to_sign, record_of
from inspector_app.reports.round_rows import issue_rows, round_rows

TITLE: Final = "整改情况核查表"


def check_sheet_report(
    row: LedgerRow, rounds: Sequence[Round], *, follow_ups: Mapping[str, VisitSummary]
) -> Document:
    """Return the sheet of one issue.

    Args:
        row: the issue with the record that it was found on.
        rounds: its rounds, the newest last; what is not checked yet is left for a pen.
        follow_ups: the other records on which checks were made, by uid.
    """
    return Document(
        title=TITLE,
        reference=origin_line(row),
        record_no=record_of(row),
        blocks=(
            FieldGrid(rows=tuple(issue_rows(row))),
            *_rounds(rounds, follow_ups),
            places_to_sign("督学签名：", "学校负责人（盖章）："),
        ),
    )


def _rounds(rounds: Sequence[Round], follow_ups: Mapping[str, VisitSummary]) -> Iterator[Block]:
    for each in rounds:
        yield Heading(text=f"第{each.number}轮")
        yield FieldGrid(rows=tuple(round_rows(each, follow_ups)))
