"""问卷调查统计表 alone: one questionnaire of a record with its tallies."""

from typing import Final

from inspector_app.domain.questionnaire import Questionnaire
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import Document
from inspector_app.reports.row_document import row_document
from inspector_app.reports.talk_blocks import questionnaire_rows

TITLE: Final = "问卷调查统计表"


def questionnaire_report(visit: Visit, sheets: Questionnaire, *, inspector: str) -> Document:
    """Return the printed form of one questionnaire; ``inspector`` is who led the visit."""
    signed = f"统计督学签名（{inspector}）："
    return row_document(visit, TITLE, questionnaire_rows(sheets), signed=signed)
