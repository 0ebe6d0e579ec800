"""整改措施 as lines of text, and back: what they consist of, aim at, and by which day.

    补充图书｜责任 总务处｜目标 275万余元｜时限 2027-08-31
    －采购第一批｜目标 1200 册｜时限 2026-12-31

A line that begins with a blank or a dash is a part of the measure above it. What stands between
the bars and is none of these belongs to the words of the measure.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from inspector_app.domain.issue_event import Measure

_BAR: Final = "｜"
_PART: Final = re.compile(r"[\s\u3000]+[-－–·•]?\s*|[-－–·•]\s*")
_DAY: Final = r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?"
_DUE: Final = re.compile(rf"(?:时限|完成时限|里程碑)?[:：\s]*{_DAY}\s*前?")
_DONE: Final = re.compile(rf"(?:已完成|达成)[:：\s]*{_DAY}")
_RESPONSIBLE: Final = re.compile(r"责任(?:人|单位)?[:：\s]+(.+)")
_TARGET: Final = re.compile(r"目标(?:值)?[:：\s]+(.+)")
_ACTUAL: Final = re.compile(r"(?:实际|已到)(?:值)?[:：\s]*(.+)")
_NUMBER: Final = re.compile(
    r"((?:约|不少于|不低于|≥|≤)?\s*\d[\d,.]*\s*(?:万|亿|千|百)?(?:余|多)?)\s*(.*)"
)


def measures_of(text: str) -> tuple[Measure, ...]:
    """Return the measures of a text, one for each line; those that a line begins with are parts."""
    made: list[Measure] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        within = _PART.match(line)
        measure = _measure(line[within.end() :] if within else line)
        if within and made:
            made[-1] = replace(made[-1], parts=(*made[-1].parts, measure))
        else:
            made.append(measure)
    return tuple(made)


def text_of(measures: Iterable[Measure]) -> str:
    """Return measures as the text that they are read from."""
    return "\n".join(_lines(measures))


def value_of(text: str) -> tuple[str, str]:
    """Return a quantity as it was written, and its unit: 275万余 and 元."""
    number = _NUMBER.fullmatch(text.strip())
    return (number[1].strip(), number[2]) if number else (text.strip(), "")


def target_of(measure: Measure) -> str:
    """Return 目标值 with its unit, or nothing."""
    return f"{measure.target}{measure.unit}"


def _lines(measures: Iterable[Measure]) -> Iterator[str]:
    for measure in measures:
        yield _line(measure)
        yield from (f"　－{_line(part)}" for part in measure.parts)


def _line(measure: Measure) -> str:
    facts = (
        measure.text,
        f"责任 {measure.responsible}" if measure.responsible else "",
        f"目标 {target_of(measure)}" if measure.target else "",
        f"实际 {measure.actual}{measure.unit}" if measure.actual else "",
        f"时限 {measure.due}" if measure.due else "",
        f"达成 {measure.done_on}" if measure.done_on else "",
    )
    return _BAR.join(filter(None, facts))


def _measure(line: str) -> Measure:
    words, *facts = (part.strip() for part in line.replace("|", _BAR).split(_BAR))
    made = Measure(text=words)
    for fact in facts:
        made = _with(made, fact)
    return made


def _with(measure: Measure, fact: str) -> Measure:
    if (found := _DONE.fullmatch(fact)) and (day := _day(found)):
        return replace(measure, done_on=day)
    if (found := _DUE.fullmatch(fact)) and (day := _day(found)):
        return replace(measure, due=day)
    if found := _RESPONSIBLE.fullmatch(fact):
        return replace(measure, responsible=found[1].strip())
    return _valued(measure, fact) or replace(
        measure, text=_BAR.join(filter(None, (measure.text, fact)))
    )


def _valued(measure: Measure, fact: str) -> Measure | None:
    """Return the measure with the 目标值 or 实际值 of a fact, ``None`` where it is neither."""
    if found := _TARGET.fullmatch(fact):
        target, unit = value_of(found[1])
        return replace(measure, target=target, unit=unit)
    if found := _ACTUAL.fullmatch(fact):
        actual, unit = value_of(found[1])
        return replace(measure, actual=actual, unit=measure.unit or unit)
    return None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
