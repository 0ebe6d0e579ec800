"""特殊问题办理记录单: from what was complained of to the answer, on one paper."""

from collections.abc import Iterator
from typing import Final

from inspector_app.domain.labels.complaints import COMPLAINT_FORM_LABEL, FINDING_LABEL
from inspector_app.domain.register_options import ComplaintForm
from inspector_app.domain.registers.complaint_terms import finish_by
from inspector_app.reports.complaint_rows import (
    ComplaintPaper,
    answer_rows,
    complaint_paper,
    roomy,
    signed,
    ticked,
    who_rows,
)
from inspector_app.reports.document import Document, FieldRow
from inspector_app.reports.words import day, one, pair

TITLE: Final = COMPLAINT_FORM_LABEL[ComplaintForm.HANDLING]


def complaint_handling_report(paper: ComplaintPaper) -> Document:
    """Return the paper; fields that are empty leave room for a pen."""
    due = day(finish_by(paper.entry.values))
    rows = (
        pair("来源", paper.text("source"), "来件时间", paper.came),
        pair("受理日期", paper.day("accepted_on"), "办结期限", due),
        *_order(paper),
        *who_rows(paper),
        pair("反映学校\n（部门）", paper.where, "类别", paper.text("category")),
        roomy("反映情况", paper.text("account"), lines=3),
        pair("核实督学", paper.text("inspector"), "核实日期", paper.day("verified_on")),
        roomy("核实经过", paper.text("verification"), lines=2),
        one("属实情况", ticked(paper, "finding", FINDING_LABEL)),
        signed("督导室\n处理建议", paper.text("office_advice"), lines=2),
        signed("教工委、\n教育局意见", paper.text("leaders_opinion"), lines=2),
        roomy("最终处理\n结果", paper.text("result"), lines=2),
        pair("承办人", paper.text("handler"), "办结日期", paper.day("closed_on")),
        *answer_rows(paper),
    )
    return complaint_paper(paper, TITLE, rows)


def _order(paper: ComplaintPaper) -> Iterator[FieldRow]:
    """Yield the 转办单, where the complaint came by one."""
    if paper.entry.values["order_no"]:
        yield pair("转办单号", paper.text("order_no"), "转办日期", paper.day("order_on"))
