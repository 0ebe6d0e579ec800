"""投诉批阅单: a complaint as it is laid before the leaders, with room for what they decide."""

from typing import Final

from inspector_app.domain.labels.complaints import COMPLAINT_FORM_LABEL, FINDING_LABEL
from inspector_app.domain.register_options import ComplaintForm
from inspector_app.domain.registers.complaint_terms import finish_by
from inspector_app.reports.complaint_rows import (
    ComplaintPaper,
    complaint_paper,
    roomy,
    signed,
    ticked,
    who_rows,
)
from inspector_app.reports.document import Document
from inspector_app.reports.words import day, one, pair

TITLE: Final = COMPLAINT_FORM_LABEL[ComplaintForm.REVIEW]
_LINES: Final = 4


def complaint_review_report(paper: ComplaintPaper) -> Document:
    """Return the paper."""
    due = day(finish_by(paper.entry.values))
    rows = (
        pair("来源", paper.text("source"), "来件时间", paper.came),
        pair("受理日期", paper.day("accepted_on"), "办结期限", due),
        *who_rows(paper),
        pair("反映学校\n（部门）", paper.where, "类别", paper.text("category")),
        roomy("反映情况", paper.text("account"), lines=5),
        roomy("核实情况", paper.text("verification"), lines=3),
        one("属实情况", ticked(paper, "finding", FINDING_LABEL)),
        signed("督导室\n处理建议", paper.text("office_advice"), lines=_LINES),
        signed("主管领导\n批示", "", lines=_LINES),
        signed("教工委、\n教育局意见", paper.text("leaders_opinion"), lines=_LINES),
        pair("承办人", paper.text("handler"), "完成时间", paper.day("closed_on")),
    )
    return complaint_paper(paper, TITLE, rows)
