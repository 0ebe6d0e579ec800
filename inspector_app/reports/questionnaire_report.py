"""问卷调查统计表 alone: one questionnaire of a record with its tallies."""

from typing import Final

from inspector_app.domain.questionnaire import Questionnaire
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import Document, FieldGrid, SignatureRow, SignatureSlot
from inspector_app.reports.talk_blocks import questionnaire_rows
from inspector_app.reports.visit_report import STATUS_MARK
from inspector_app.reports.words import day, pair

TITLE: Final = "问卷调查统计表"


def questionnaire_report(visit: Visit, sheets: Questionnaire, *, inspector: str) -> Document:
    """Return the printed form of one questionnaire; ``inspector`` is who led the visit."""
    head = pair(
        "学校（园）", visit.school.name if visit.school else "", "日期", day(visit.visited_on)
    )
    return Document(
        title=TITLE,
        reference=f"记录编号：{visit.number}",
        record_no=visit.number,
        revision=f"第{visit.revision}版",
        mark=STATUS_MARK[visit.status],
        blocks=(
            FieldGrid(rows=(head, *questionnaire_rows(sheets))),
            SignatureRow(slots=(SignatureSlot(label=f"统计督学签名（{inspector}）："),)),
        ),
    )
