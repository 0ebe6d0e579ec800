"""Answers of a questionnaire, one row a sheet, to tallies: every cell that cannot be is named."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from inspector_app.base.errors import Problem
from inspector_app.domain.labels.talks import QUESTION_KIND_LABEL
from inspector_app.domain.questionnaire import MOST_QUESTIONS, Question, QuestionKind, Tally

_NO_QUESTIONS: Final = frozenset({"序号", "编号", "答卷编号", "提交时间", "提交答卷时间", "来源"})
_KINDS: Final = {label: kind for kind, label in QUESTION_KIND_LABEL.items()}
_WORDS: Final = "|".join(_KINDS)
_BEFORE: Final = re.compile(rf"[\[【(（]?({_WORDS})(?:题)?[\]】)）]?[\s、.．:：]*(.+)")
_BEHIND: Final = re.compile(rf"(.+?)\s*[\[【(（]({_WORDS})(?:题)?[\]】)）]")
_NUMBER: Final = re.compile(r"^\s*[Qq]?\d{1,2}\s*[.．、)）]\s*")
_PARTS: Final = re.compile(r"[;；┋\n]+")
_LISTED: Final = re.compile(r"[;；、,，┋\n]+")
_CUTS: Final = re.compile(r"[|｜\r\n]+")
MOST_LABELS: Final = 20
_SCALE: Final = range(11)
_LONGEST: Final = 200

Row = Sequence[object]


class Tallied(NamedTuple):
    """What the rows say: the questions with their tallies, and how many sheets there are."""

    questions: tuple[Question, ...]
    sheets: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    place: int
    question: Question
    fixed: bool


def tally(rows: Sequence[Row], known: Sequence[Question]) -> Tallied:
    """Return the tallies of answers.

    Args:
        rows: the head with the questions, then one row a sheet; rows without a cell are no sheets.
        known: the questions as they are; their kinds and options hold for columns of their text.
    """
    problems: list[Problem] = []
    head = list(rows[0]) if rows else []
    columns = list(_columns(head, known, problems))
    sheets = [(n, row) for n, row in enumerate(rows[1:], start=2) if any(map(_text, row))]
    done = tuple(_tallied(column, sheets, problems) for column in columns)
    if not columns:
        problems.append(Problem(where="第 1 行", what="没有题目", remedy="第一行写各题的题目"))
    by_text = {question.text: question for question in done}
    kept = tuple(by_text.pop(question.text, question) for question in known)
    every = (*kept, *by_text.values())
    if len(every) > MOST_QUESTIONS:
        what = f"有 {len(every)} 题，最多 {MOST_QUESTIONS} 题"
        problems.append(Problem(where="第 1 行", what=what, remedy="请删去几列"))
    return Tallied(every, len(sheets), tuple(problems))


def _columns(head: Row, known: Sequence[Question], problems: list[Problem]) -> Iterator[_Column]:
    texts = {question.text: question for question in known if question.kind is not None}
    seen: set[str] = set()
    for place, cell in enumerate(head):
        title = _text(cell)
        if not title or title in _NO_QUESTIONS:
            continue
        question = texts.get(title) or _named(title, texts)
        if question.text in seen:
            what = f"“{question.text}”有两列"
            problems.append(Problem(where=_address(place, 1), what=what, remedy="请删去一列"))
            continue
        seen.add(question.text)
        yield _Column(place, question, fixed=bool(question.options))


def _named(title: str, known: dict[str, Question]) -> Question:
    """Return the question of a head such as 3. 对食堂满意吗（单选）."""
    bare = _CUTS.sub(" ", _NUMBER.sub("", title))
    behind, before = _BEHIND.fullmatch(bare), _BEFORE.fullmatch(bare)
    kind, text = QuestionKind.SINGLE, bare
    if behind:
        text, kind = behind[1], _KINDS[behind[2]]
    elif before:
        kind, text = _KINDS[before[1]], before[2]
    return known.get(text) or Question(kind=kind, text=text)


def _tallied(
    column: _Column, sheets: Sequence[tuple[int, Row]], problems: list[Problem]
) -> Question:
    counts = Counter({label: 0 for label, _ in column.question.options})
    answers: list[str] = []
    for number, row in sheets:
        text = _text(row[column.place]) if column.place < len(row) else ""
        if not text:
            continue
        if fault := _fault(column, text):
            where = _address(column.place, number)
            problems.append(Problem(where=where, what=fault[0], remedy=fault[1]))
        elif column.question.kind is QuestionKind.BLANK:
            answers.append(_CUTS.sub(" ", text))
        else:
            counts.update(_chosen(column, text))
    if column.question.kind is QuestionKind.BLANK:
        return replace(column.question, answers=tuple(answers))
    if len(counts) > MOST_LABELS:
        what = f"有 {len(counts)} 种不同的回答，不像选择题"
        remedy = "是填空题的，请在题目后写（填空）"
        problems.append(Problem(where=_address(column.place, 1), what=what, remedy=remedy))
    labels = list(counts)
    if column.question.kind is QuestionKind.SCALE and not column.fixed:
        labels.sort(key=int)
    return replace(column.question, options=tuple(Tally(label, counts[label]) for label in labels))


def _fault(column: _Column, text: str) -> tuple[str, str] | None:
    """Return what is wrong with a cell and what would be right."""
    if len(text) > _LONGEST:
        return f"回答有 {len(text)} 字", f"最多 {_LONGEST} 字，请缩短"
    if column.question.kind is QuestionKind.BLANK:
        return None
    return _fixed_fault(column, text) if column.fixed else _free_fault(column, text)


def _fixed_fault(column: _Column, text: str) -> tuple[str, str] | None:
    labels = [label for label, _ in column.question.options]
    wrong = next((part for part in _chosen(column, text) if part not in labels), None)
    return None if wrong is None else (f"“{wrong}”不是这一题的选项", f"只能是 {'、'.join(labels)}")


def _free_fault(column: _Column, text: str) -> tuple[str, str] | None:
    if column.question.kind is QuestionKind.SCALE:
        fits = text.isdecimal() and text.isascii() and int(text) in _SCALE
        return None if fits else (f"“{text}”不是量表的分数", "请填 0 到 10 的整数")
    cut = any(_CUTS.search(part) for part in _chosen(column, text))
    return (f"“{text}”里有“|”或换行", "请去掉") if cut else None


def _chosen(column: _Column, text: str) -> tuple[str, ...]:
    """Return the options that a cell names, each once."""
    labels = [label for label, _ in column.question.options]
    if column.question.kind is not QuestionKind.MULTIPLE or text in labels:
        return (text,)
    parts = _PARTS.split(text)
    if (column.fixed and any(part.strip() not in labels for part in parts)) or len(parts) == 1:
        parts = _LISTED.split(text)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def _address(place: int, row: int) -> str:
    """Return ``C5`` for the third cell of the fifth row."""
    letters = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
