"""访谈记录表 alone: one talk of a record, for the inspector's own file."""

from typing import Final

from inspector_app.domain.interview import Interview
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import (
    Document,
    FieldGrid,
    Note,
    SignatureRow,
    SignatureSlot,
)
from inspector_app.reports.talk_blocks import interview_rows
from inspector_app.reports.visit_report import STATUS_MARK
from inspector_app.reports.words import day, pair

TITLE: Final = "访谈记录表"
_KEEP: Final = "本件含保密访谈，只由督学保存，不交学校。"


def interview_report(visit: Visit, talk: Interview, *, inspector: str) -> Document:
    """Return the printed form of one talk, confidential or not; ``inspector`` is who led it."""
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
            FieldGrid(rows=(head, *interview_rows(talk))),
            SignatureRow(slots=(SignatureSlot(label=f"访谈督学签名（{inspector}）："),)),
            *((Note(text=_KEEP),) if talk.confidential else ()),
        ),
    )
