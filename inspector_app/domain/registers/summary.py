"""督导工作总结: a month, a term or a year of a district, a zone or one person; 整改情况报告.

Its numbers are none that anybody typed: they stand in the text by name (``domain/figured_text.py``)
and are those of the records until 定稿 freezes them.
"""

from collections.abc import Iterator
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.domain.figured_text import places_to_fill
from inspector_app.domain.labels.summaries import (
    BODY,
    SECTION_LABEL,
    SUMMARY_GENRE_LABEL,
    SUMMARY_SCOPE_LABEL,
    SUMMARY_SPAN_LABEL,
)
from inspector_app.domain.register_options import SummaryGenre, SummaryScope, SummarySpan
from inspector_app.domain.registers.kind import Entry, Facts, RegisterKind, Values
from inspector_app.domain.registers.shapes import Day, Field, FiguredText, Line, OneOf, PersonId

SECTIONS: Final = tuple(SECTION_LABEL)

COUNTED_BY: Final = ("span", "first", "until", "scope", "zone", "inspector")
"""The fields that say what is counted."""


def scope_of(values: Values) -> SummaryScope:
    """Return whose work a summary is about; the district's where nothing is chosen."""
    return SummaryScope(values["scope"] or SummaryScope.DISTRICT)


def span_of(values: Values) -> SummarySpan:
    """Return over which kind of period it looks back; a calendar year where nothing is chosen."""
    return SummarySpan(values["span"] or SummarySpan.CALENDAR_YEAR)


def genre_of(values: Values) -> SummaryGenre:
    """Return what a summary is about; all the work where nothing is chosen."""
    return SummaryGenre(values.get("genre") or SummaryGenre.WORK)


def is_duty(values: Values) -> bool:
    """Say whether a summary is the 履职总结 of one person."""
    return genre_of(values) is SummaryGenre.WORK and scope_of(values) is SummaryScope.PERSON


def _checks(entry: Entry, facts: Facts) -> Iterator[Problem]:
    first, until = entry.day("first"), entry.day("until")
    if first is not None and until is not None and until < first:
        yield Problem(where="until", what="截止日期早于开始日期", remedy="请核对两个日期")
    if until is not None and until > facts.today:
        yield Problem(where="until", what="截止日期还没有到", remedy="最晚写今天")
    scope = entry.values["scope"]
    if scope == SummaryScope.ZONE and not entry.values["zone"].strip():
        yield Problem(where="zone", what="“责任区”还没有填", remedy="写名册里的责任区")
    if scope == SummaryScope.PERSON and not entry.values["inspector"]:
        yield Problem(where="inspector", what="“督学”还没有填", remedy="选是谁的总结")
    if not (entry.values["overview"].strip() or entry.values[BODY].strip()):
        yield Problem(where="overview", what="还没有写“工作概况”", remedy="写工作概况，或写正文")
    for section in SECTIONS:
        if waiting := places_to_fill(entry.values[section]):
            yield Problem(
                where=section,
                what=f"“{SECTION_LABEL[section]}”里还有 {waiting} 处【请补充】",
                remedy="补上，或删去那一句",
            )
    yield from facts.elsewhere


def _title(values: Values) -> str:
    return str(values["title"])


def _fields() -> Iterator[Field]:
    yield Field(id="title", label="标题", shape=Line(limit=100), needed=True)
    for section, label in SECTION_LABEL.items():
        limit, lines = (60_000, 12) if section == BODY else (20_000, 3)
        shape = FiguredText(limit=limit, lines=lines)
        hint = "照去年的 Word 起草时写在这里" if section == BODY else ""
        yield Field(id=section, label=label, shape=shape, hint=hint)
    yield Field(id="unit", label="署名", shape=Line(limit=100), hint="印在末尾，可以空着")
    yield Field(id="document_no", label="文号", shape=Line(limit=40), hint="可以空着")
    yield Field(id="span", label="期间", shape=OneOf(words=SUMMARY_SPAN_LABEL), needed=True)
    yield Field(id="first", label="从哪天", shape=Day(), needed=True)
    yield Field(id="until", label="到哪天", shape=Day(), needed=True, hint="数字截至这一天")
    yield Field(id="genre", label="文种", shape=OneOf(words=SUMMARY_GENRE_LABEL))
    yield Field(id="scope", label="范围", shape=OneOf(words=SUMMARY_SCOPE_LABEL), needed=True)
    yield Field(id="zone", label="责任区", shape=Line(limit=50), hint="范围是责任区时写")
    yield Field(id="inspector", label="督学", shape=PersonId(), hint="范围是个人时选")


SUMMARY: Final[RegisterKind] = RegisterKind(
    id="summary",
    name="督导工作总结",
    prefix="ZJ",
    purpose="月度到年度的总结、整改情况报告：数字都从记录得出，写进文字里仍跟着记录变，定稿时固定",
    paper="督导工作总结",
    fields=tuple(_fields()),
    title=_title,
    named_by="标题",
    heads={"unit": "署名和文号", "span": "数字的期间和范围"},
    listed=("until", "span", "scope"),
    day="until",
    inspector="inspector",
    checks=_checks,
)
