"""Answers to the items of a checklist: how they are read, how far they are, what they come to."""

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple

from inspector_app.base.errors import Problem
from inspector_app.domain.checklist import LEVELS, NOT_APPLICABLE, Checklist, Item, Scale
from inspector_app.domain.filled_checklist import Answers, plain_text

_NUMBER: Final = re.compile(r"-?\d{1,12}(\.\d{1,4})?")


class Score(NamedTuple):
    """Points: ``got`` of ``full``, the points of the items that apply and are answered."""

    got: Fraction
    full: int


class Standing(NamedTuple):
    """How far a filled checklist is.

    Attributes:
        open: what has no answer yet; ``failed`` what was answered with a failure.
    """

    answered: int
    asked: int
    open: tuple[Item, ...]
    failed: tuple[Item, ...]
    score: Score

    @property
    def failed_keys(self) -> tuple[Item, ...]:
        """The ★ items that failed."""
        return tuple(item for item in self.failed if item.is_key)


def read_answer(item: Item, value: object) -> str:
    """Return an answer as it is kept, empty for none.

    Raises:
        ValueError: it cannot be taken; says in Chinese why.
    """
    text = plain_text(value)
    short = " ".join(unicodedata.normalize("NFKC", text).split())
    if item.scale is Scale.TEXT:
        return text
    if not short or short == NOT_APPLICABLE:
        return short
    if item.words:
        if short not in item.words:
            msg = f"“{short}”不在选项里；可选：{'、'.join(item.words)}"
            raise ValueError(msg)
        return short
    return _figure(item, short.replace(",", ""))


def _figure(item: Item, text: str) -> str:
    if not _NUMBER.fullmatch(text):
        msg = f"“{text}”不是数；请只写数字，可以带小数点，不带单位"
        raise ValueError(msg)
    if item.scale is Scale.POINTS and not 0 <= Fraction(text) <= item.points:
        msg = f"“{text}”不在 0 到 {item.points} 分之间"
        raise ValueError(msg)
    return plain_number(Fraction(text))


def figure_fault(item: Item, text: str) -> str:
    """Return what is wrong with figures that were typed, empty where nothing is."""
    try:
        read_answer(item, text)
    except ValueError as error:
        return str(error)
    return ""


def read_value(checklist: Checklist, key: str, value: object) -> str:
    """Return the answer or the note that stands under a key (ValueError as above)."""
    item = checklist.item(key)
    if item is None:
        msg = f"“{checklist.title}”（版本 {checklist.version}）没有“{key}”这一项"
        raise ValueError(msg)
    return plain_text(value) if key == item.note_key else read_answer(item, value)


def key_in(checklist: Checklist, name: str) -> str:
    """Return the key that a person names: 序号 (3, 3备注), or the key itself."""
    plain = unicodedata.normalize("NFKC", name).strip()
    number = plain.removesuffix("备注").strip()
    for item in checklist.items:
        if item.number == number:
            return item.note_key if number != plain else item.key
    return plain


def read_answers(
    checklist: Checklist, data: Mapping[str, Any]
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return the answers that a file holds, and every one that cannot be taken."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for name, value in data.items():
        key = key_in(checklist, str(name))
        try:
            text = read_value(checklist, key, value)
        except ValueError as error:
            item = checklist.item(key)
            where = f"第 {item.number} 项" if item else str(name)
            problems.append(Problem(where=where, what=str(error)))
            continue
        if text:
            found[key] = text
    return found, tuple(problems)


def valid_answers(checklist: Checklist, answers: Answers) -> Answers:
    """Return the answers that a checklist can have; another's record may hold any."""
    return read_answers(checklist, answers)[0]


def standing_of(checklist: Checklist, answers: Answers) -> Standing:
    """Return how far a filled checklist is and what it comes to.

    Text need not be written; what does not apply counts neither above nor below.
    """
    asked = tuple(item for item in checklist.items if item.is_asked)
    left = tuple(item for item in asked if not answers.get(item.key))
    return Standing(
        answered=len(asked) - len(left),
        asked=len(asked),
        open=left,
        failed=tuple(item for item in asked if item.fails(answers.get(item.key, ""))),
        score=_score(checklist, answers),
    )


def _score(checklist: Checklist, answers: Answers) -> Score:
    got, full = Fraction(0), 0
    for item in checklist.items:
        answer = answers.get(item.key, "")
        if item.is_scored and answer and answer != NOT_APPLICABLE:
            got += points_of(item, answer)
            full += item.points
    return Score(got, full)


def points_of(item: Item, answer: str) -> Fraction:
    """Return what an answer is worth."""
    if item.scale is Scale.POINTS:
        return Fraction(answer)
    shares = {level.word: level.share for level in LEVELS[item.scale]}
    return shares[answer] * item.points


def plain_number(number: Fraction, *, digits: int = 4) -> str:
    """Return a number in figures with at most ``digits`` behind the point, the last rounded up."""
    scaled = number * 10**digits
    whole = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    above, below = divmod(whole, 10**digits)
    tail = f"{below:0{digits}d}".rstrip("0")
    sign = "-" if number < 0 and whole else ""
    return f"{sign}{above}.{tail}" if tail else f"{sign}{above}"


def score_text(score: Score) -> str:
    """Return points as they are told: 41.5/60（69.2%）."""
    if not score.full:
        return "—"
    share = plain_number(score.got / score.full * 100, digits=1)
    return f"{plain_number(score.got, digits=2)}/{score.full}（{share}%）"


def answer_text(item: Item, answers: Answers) -> str:
    """Return an answer with its unit, as it is shown and printed."""
    answer = answers.get(item.key, "")
    if not answer or answer == NOT_APPLICABLE or item.words:
        return answer
    if item.scale is Scale.POINTS:
        return f"{answer}/{item.points} 分"
    return f"{answer} {item.unit}".strip()


def issue_head(item: Item) -> str:
    """Return how the issue of an item begins, whatever was answered and noted."""
    return f"“{item.text.rstrip('。；;')}”检查结果为"


def issue_text(item: Item, answers: Answers) -> str:
    """Return what an issue of a failed item says: the item, what was noted, and its basis."""
    note = answers.get(item.note_key, "").strip().rstrip("。；;")
    told = f"：{note}" if note else ""
    basis = f"（依据：{item.basis.rstrip('。')}）" if item.basis else ""
    return f"{issue_head(item)}“{answer_text(item, answers)}”{told}。{basis}"
