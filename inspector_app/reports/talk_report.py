"""访谈记录表 and 问卷调查统计表 alone: one talk or one questionnaire of a record."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from inspector_app.domain.interview import Interview
from inspector_app.domain.questionnaire import Questionnaire
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import (
    Document,
    FieldGrid,
    FieldRow,
    Note,
    SignatureRow,
    SignatureSlot,
)
from inspector_app.reports.talk_blocks import interview_rows, questionnaire_rows
from inspector_app.reports.visit_report import STATUS_MARK
from inspector_app.reports.words import day, pair

INTERVIEW_TITLE: Final = "访谈记录表"
QUESTIONNAIRE_TITLE: Final = "问卷调查统计表"
_KEEP: Final = "本件含保密访谈，只由督学保存，不交学校。"


def interview_report(visit: Visit, talk: Interview, *, inspector: str) -> Document:
    """Return the printed form of one talk, confidential or not; ``inspector`` is who led it."""
    report = _report(
        visit, INTERVIEW_TITLE, tuple(interview_rows(talk)), signs=f"访谈督学签名（{inspector}）："
    )
    return report if not talk.confidential else _with_note(report, _KEEP)


def questionnaire_report(visit: Visit, sheets: Questionnaire, *, inspector: str) -> Document:
    """Return the printed form of one questionnaire."""
    rows = tuple(questionnaire_rows(sheets))
    return _report(visit, QUESTIONNAIRE_TITLE, rows, signs=f"统计督学签名（{inspector}）：")


def _report(visit: Visit, title: str, rows: Sequence[FieldRow], *, signs: str) -> Document:
    school = visit.school.name if visit.school else ""
    head = pair("学校（园）", school, "日期", day(visit.visited_on))
    return Document(
        title=title,
        reference=f"记录编号：{visit.number}",
        record_no=visit.number,
        revision=f"第{visit.revision}版",
        mark=STATUS_MARK[visit.status],
        blocks=(
            FieldGrid(rows=(head, *rows)),
            SignatureRow(slots=(SignatureSlot(label=signs),)),
        ),
    )


def _with_note(report: Document, text: str) -> Document:
    return replace(report, blocks=(*report.blocks, Note(text=text)))
