"""整改通知书: what a school has to put right, in three copies that say the same.

The wording is that of deployed systems: what was found, that it is to be taken in hand at once,
within how many days the school answers in writing, and that the inspector passes the answer on
within three days.
"""

from collections.abc import Sequence
from typing import Final

from inspector_app.domain.labels.sources import source_word
from inspector_app.domain.letter_kind import LetterTerms
from inspector_app.domain.views import LedgerRow
from inspector_app.reports.document import LongText
from inspector_app.reports.letter import Letter
from inspector_app.reports.letter_phrases import (
    OFFICE,
    issue_paragraphs,
    pen_lines,
    record_of,
    reference_of,
    sign_off,
)
from inspector_app.reports.words import day

TITLE: Final = "整改通知书"
COPIES: Final = ("存根联", "学校联", "督导室联")
_PASSED_ON_WITHIN: Final = 3


def rectification_notice_report(
    rows: Sequence[LedgerRow], *, terms: LetterTerms, copy: str
) -> Letter:
    """Return one copy of the notice about issues of one record, or of one other source.

    Args:
        rows: the issues, at least one, in the order in which they are listed.
        terms: 文号, day and days for the answer.
        copy: which of ``COPIES`` it is; it stands at the head of each page.
    """
    first = rows[0]
    return Letter(
        title=TITLE,
        reference=reference_of(terms.reference),
        addressee=first.school_name,
        body=(
            LongText(text=_came_from(first)),
            issue_paragraphs(row.issue for row in rows),
            LongText(text=_demand(terms.days)),
            pen_lines("督学签名", "签收人"),
            # What stays in the office says who drafted and who signed.
            *(sign_off((first.lead_name,), terms.signed_off_by) if copy == COPIES[0] else ()),
        ),
        signed_by=(OFFICE,),
        dated=terms.dated,
        record_no=record_of(first),
        mark=copy,
    )


def _came_from(first: LedgerRow) -> str:
    """Return 来源渠道 and what was found where: on a visit, or by whom else."""
    source = source_word(first.source)
    if first.visit_uid:
        return (
            f"来源渠道：{source}督导整改。督导时间：{day(first.found_on)}。"
            f"督学：{first.lead_name}。\n经挂牌督导，你单位存在以下问题，请按要求整改："
        )
    by = f"督学：{first.lead_name}。" if first.lead_name else ""
    return (
        f"来源渠道：{source}（{first.reference}）。提出时间：{day(first.found_on)}。{by}\n"
        "根据上述来源，你单位存在以下问题，请按要求整改："
    )


def _demand(days: int) -> str:
    when = f"本通知送达之日起{days}日内" if days else "本通知送达当日"
    return (
        "对以上问题要高度重视，采取措施，立即整改。"
        f"整改报告于{when}书面报责任督学，"
        f"责任督学于接到报告的{_PASSED_ON_WITHIN}日内上报{OFFICE}备案。"
    )
