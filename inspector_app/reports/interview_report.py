"""访谈记录表 alone: one talk of a record, for the inspector's own file."""

from typing import Final

from inspector_app.domain.interview import Interview
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import Document, Note
from inspector_app.reports.row_document import row_document
from inspector_app.reports.talk_blocks import interview_rows

TITLE: Final = "访谈记录表"
_KEEP: Final = "本件含保密访谈，只由督学保存，不交学校。"


def interview_report(visit: Visit, talk: Interview, *, inspector: str) -> Document:
    """Return the printed form of one talk, confidential or not; ``inspector`` is who led it."""
    return row_document(
        visit,
        TITLE,
        interview_rows(talk),
        signed=f"访谈督学签名（{inspector}）：",
        more=(Note(text=_KEEP),) if talk.confidential else (),
    )
