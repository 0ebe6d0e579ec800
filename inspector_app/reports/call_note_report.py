"""热线电话（邮件）记录: what was said on the telephone or written in a mail, and the answer."""

from typing import Final

from inspector_app.domain.labels.complaints import (
    CHANNEL_LABEL,
    COMPLAINT_FORM_LABEL,
    NATURE_LABEL,
    STANDING_LABEL,
)
from inspector_app.domain.register_options import ComplaintForm
from inspector_app.reports.complaint_rows import (
    ComplaintPaper,
    answer_rows,
    complaint_paper,
    roomy,
    ticked,
    who_rows,
)
from inspector_app.reports.document import Document
from inspector_app.reports.words import one, pair

TITLE: Final = COMPLAINT_FORM_LABEL[ComplaintForm.CALL_NOTE]
_ACCOUNT_LINES: Final = 9


def call_note_report(paper: ComplaintPaper) -> Document:
    """Return the note; fields that are empty leave room for a pen."""
    rows = (
        one("来源", ticked(paper, "source", CHANNEL_LABEL)),
        pair("来件时间", paper.came, "记录人", paper.text("recorder")),
        *who_rows(paper),
        one("反映人身份", ticked(paper, "standing", STANDING_LABEL)),
        one("反映学校\n（部门）", paper.where),
        roomy("反映情况", paper.text("account"), lines=_ACCOUNT_LINES),
        pair("性质", ticked(paper, "nature", NATURE_LABEL), "保密", paper.text("confidential")),
        *answer_rows(paper),
    )
    return complaint_paper(paper, TITLE, rows)
