"""问卷: how many sheets went out and came back, and how often each answer was given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

MOST_QUESTIONS: Final = 15
_SATISFIED: Final = frozenset({"满意", "很满意", "非常满意", "十分满意"})
_FAIRLY: Final = frozenset({"基本满意", "比较满意", "较满意"})


class Respondents(StrEnum):
    """对象 of a questionnaire."""

    TEACHERS = "teachers"
    PUPILS = "pupils"
    PARENTS = "parents"


class QuestionKind(StrEnum):
    """题型."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    BLANK = "blank"


class SatisfactionRule(StrEnum):
    """Which answers count as satisfied: 满意 and 基本满意, or 满意 alone."""

    FAIRLY_TOO = "fairly_too"
    SATISFIED_ONLY = "satisfied_only"


class SheetCounts(NamedTuple):
    """发放, 回收 and 有效."""

    sent: int = 0
    returned: int = 0
    valid: int = 0


NO_SHEETS: Final = SheetCounts()


class Tally(NamedTuple):
    """One option and how often it was chosen."""

    label: str
    number: int = 0


class Share(NamedTuple):
    """A part of a whole; where the whole is 0 there is no share."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; ``kind`` is ``None`` where a line could not be read and is kept as written."""

    kind: QuestionKind | None
    text: str
    options: tuple[Tally, ...] = ()
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """One 问卷; ``questions`` is written one a line (``question_text`` reads it)."""

    uid: str
    theme: str = ""
    respondents: Respondents | None = None
    counts: SheetCounts = NO_SHEETS
    questions: str = ""
    satisfaction: SatisfactionRule = SatisfactionRule.FAIRLY_TOO


def counts_fault(counts: SheetCounts) -> str:
    """Return in Chinese which rule the counts break, empty where 0 ≤ 有效 ≤ 回收 ≤ 发放."""
    sent, returned, valid = counts
    if min(counts) < 0:
        return "发放、回收、有效都不能小于 0"
    if returned > sent:
        return f"回收 {returned} 份多于发放 {sent} 份（应当 有效≤回收≤发放）"
    if valid > returned:
        return f"有效 {valid} 份多于回收 {returned} 份（应当 有效≤回收≤发放）"
    return ""


def tally_faults(questions: Iterable[Question], valid: int) -> Iterator[str]:
    """Yield in Chinese what cannot be among so many valid sheets."""
    for number, question in enumerate(questions, start=1):
        if fault := _tally_fault(question, valid):
            yield f"第 {number} 题{fault}"
        if number == MOST_QUESTIONS + 1:
            yield f"最多 {MOST_QUESTIONS} 题"


def _tally_fault(question: Question, valid: int) -> str:
    if question.kind is QuestionKind.BLANK:
        given = len(question.answers)
        return f"有 {given} 条回答，多于有效 {valid} 份" if given > valid else ""
    for label, count in question.options:
        if count > valid:
            return f"“{label}”{count} 份，多于有效 {valid} 份"
    total = sum(count for _, count in question.options)
    if question.kind is not QuestionKind.MULTIPLE and total > valid:
        return f"每份只能选一项，各项合计 {total} 份，多于有效 {valid} 份"
    return ""


def return_rate(counts: SheetCounts) -> Share:
    """Return 回收率: 回收 ÷ 发放."""
    return Share(counts.returned, counts.sent)


def valid_rate(counts: SheetCounts) -> Share:
    """Return 有效率: 有效 ÷ 回收."""
    return Share(counts.valid, counts.returned)


def satisfaction(question: Question, valid: int, rule: SatisfactionRule) -> Share | None:
    """Return 满意度 of a question by the definition chosen, ``None`` where it asks for none.

    The whole is every valid sheet, those that left the question out included.
    """
    if question.kind not in {QuestionKind.SINGLE, QuestionKind.SCALE}:
        return None
    if not any(tally.label in _SATISFIED for tally in question.options):
        return None
    counted = _SATISFIED if rule is SatisfactionRule.SATISFIED_ONLY else _SATISFIED | _FAIRLY
    return Share(sum(count for label, count in question.options if label in counted), valid)


def percent(share: Share) -> str:
    """Return a share as ``45/50（90.0%）``, half up from the exact fraction, “—” of nothing."""
    if not share.whole:
        return "—"
    tenths = (2_000 * share.part + share.whole) // (2 * share.whole)
    return f"{share.part}/{share.whole}（{tenths // 10}.{tenths % 10}%）"
