"""整改通知书: what a school has to put right, in three copies that say the same.

The wording is that of deployed systems: what was found, that it is to be taken in hand at once,
within how many days the school answers in writing, and that the inspector passes the answer on
within three days.
"""

from collections.abc import Sequence
from typing import Final

from inspector_app.domain.letter_kind import LetterTerms
from inspector_app.domain.views import LedgerRow
from inspector_app.reports.document import LongText
from inspector_app.reports.letter import Letter
from inspector_app.reports.letter_phrases import (
    OFFICE,
    issue_paragraphs,
    pen_lines,
    reference_of,
    sign_off,
)
from inspector_app.reports.words import day

TITLE: Final = "整改通知书"
COPIES: Final = ("存根联", "学校联", "督导室联")
_PASSED_ON_WITHIN: Final = 3


def rectification_notice_report(
    rows: Sequence[LedgerRow], *, source: str, terms: LetterTerms, copy: str
) -> Letter:
    """Return one copy of the notice about issues of one record.

    Args:
        rows: the issues, at least one, in the order in which they are listed.
        source: 来源渠道, the 督导类型 of the record in words.
        terms: 文号, day and days for the answer.
        copy: which of ``COPIES`` it is; it stands at the head of each page.
    """
    first = rows[0]
    came = f"{source}督导整改" if source else "督导整改"
    return Letter(
        title=TITLE,
        reference=reference_of(terms.reference),
        addressee=first.school_name,
        body=(
            LongText(
                text=f"来源渠道：{came}。督导时间：{day(first.found_on)}。督学：{first.lead_name}。\n"
                "经挂牌督导，你单位存在以下问题，请按要求整改："
            ),
            issue_paragraphs(row.issue for row in rows),
            LongText(text=_demand(terms.days)),
            pen_lines("督学签名", "签收人"),
            # What stays in the office says who drafted and who signed.
            *(sign_off((first.lead_name,), terms.signed_off_by) if copy == COPIES[0] else ()),
        ),
        signed_by=(OFFICE,),
        dated=terms.dated,
        record_no=first.visit_number,
        mark=copy,
    )


def _demand(days: int) -> str:
    when = f"本通知送达之日起{days}日内" if days else "本通知送达当日"
    return (
        "对以上问题要高度重视，采取措施，立即整改。"
        f"整改报告于{when}书面报责任督学，"
        f"责任督学于接到报告的{_PASSED_ON_WITHIN}日内上报{OFFICE}备案。"
    )
