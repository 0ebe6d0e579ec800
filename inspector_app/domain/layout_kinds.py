"""Which form a blank file is, by its title and by what was recognised in it."""

import re
from collections.abc import Sequence
from typing import Final

from inspector_app.domain.layout import LayoutKind
from inspector_app.domain.layout_map import LayoutMap
from inspector_app.domain.month_heads import FIELD_LABEL

_TITLES: Final = (
    (re.compile("整改通知"), LayoutKind.NOTICE),
    (re.compile("(核查|复查)(情况)?(表|意见|通知|记录)"), LayoutKind.CHECK_SHEET),
    (re.compile("闭环"), LayoutKind.CLOSED_LOOP),
    (re.compile("即报|隐患报告"), LayoutKind.HAZARD),
    (re.compile("协商|商请"), LayoutKind.CONSULTATION),
    (re.compile("回复表|反馈表|整改报告"), LayoutKind.REPLY_FORM),
    (re.compile("交接"), LayoutKind.HANDOVER),
    (re.compile("总体反馈"), LayoutKind.CAMPAIGN),
    (re.compile("反馈意见|反馈书|现场反馈"), LayoutKind.FEEDBACK),
    (re.compile("督导意见书|督导意见"), LayoutKind.OPINION),
)
_RECORD: Final = re.compile("记录表|记录单|督导记录|工作记录|登记表")
_TITLE_LINES: Final = 3
_LONGEST_TITLE: Final = 40


def kind_of(texts: Sequence[str], figures: LayoutMap) -> LayoutKind:
    """Return what a form is of: a person a row is a month; else its title, then its figures."""
    if figures.tables:
        return LayoutKind.MONTH
    said = [line for text in texts if (line := "".join(text.split()))][:_TITLE_LINES]
    title = "\n".join(line for line in said if len(line) <= _LONGEST_TITLE)
    named = next((kind for words, kind in _TITLES if words.search(title)), None)
    if named is not None and (named is LayoutKind.CHECK_SHEET or not _RECORD.search(title)):
        return named
    singles = sum(place.field in FIELD_LABEL for place in figures.places)
    if not _RECORD.search(title) and (figures.items or singles > 1):
        return LayoutKind.MONTH
    return LayoutKind.VISIT
