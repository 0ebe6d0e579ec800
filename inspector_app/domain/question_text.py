"""The questions of a questionnaire as a person types them, one a line.

    单选 对食堂满意吗 | 满意 30 | 基本满意 12 | 不满意 3
    多选 喜欢哪些社团 | 合唱 18 | 足球 25
    量表 学习负担（1–5） | 1 20 | 2 15 | 3 8
    填空 最希望改进什么 | 多开社团 | 午餐再热一些

What cannot be read stays as it was typed and is told of: nothing of a draft is lost.
"""

import re
from collections.abc import Iterable
from typing import Final

from inspector_app.domain.labels.talks import QUESTION_KIND_LABEL
from inspector_app.domain.questionnaire import (
    Question,
    QuestionKind,
    Questionnaire,
    Share,
    Tally,
    satisfaction,
    tally_faults,
)

QUESTIONS_LIMIT: Final = 20_000
_KINDS: Final = {label: kind for kind, label in QUESTION_KIND_LABEL.items()}
_PARTS: Final = re.compile(r"\s*[|｜]\s*")
_HEAD: Final = re.compile(rf"({'|'.join(_KINDS)})(?:题)?[\s、.．:：]*(.*)")
_NUMBER: Final = re.compile(r"^\s*\d{1,2}\s*[.．、)）]\s*")
_COUNTED: Final = re.compile(r"(.*\D)\s*(\d{1,6})\s*[人份票]?")
_LABEL_END: Final = " \t　=＝:："


def read_questions(text: str) -> tuple[Question, ...]:
    """Return the questions of a text; a line that cannot be read has no kind."""
    return tuple(_question(line.strip()) for line in text.split("\n") if line.strip())


def _question(line: str) -> Question:
    head, *parts = _PARTS.split(_NUMBER.sub("", line))
    found = _HEAD.fullmatch(head)
    if found is None or not found[2]:
        return Question(kind=None, text=line)
    kind = _KINDS[found[1]]
    filled = [part for part in parts if part]
    if kind is QuestionKind.BLANK:
        return Question(kind=kind, text=found[2], answers=tuple(filled))
    return Question(kind=kind, text=found[2], options=tuple(map(_tally, filled)))


def _tally(part: str) -> Tally:
    found = _COUNTED.fullmatch(part)
    label = found[1].strip(_LABEL_END) if found else ""
    return Tally(label, int(found[2])) if found and label else Tally(part.strip(_LABEL_END))


def written(questions: Iterable[Question]) -> str:
    """Return questions as a text that is read as the same questions."""
    return "\n".join(map(_line, questions))


def _line(question: Question) -> str:
    if question.kind is None:
        return question.text
    head = f"{QUESTION_KIND_LABEL[question.kind]} {question.text}"
    if question.kind is QuestionKind.BLANK:
        return " | ".join((head, *question.answers))
    return " | ".join((head, *(f"{label} {count}" for label, count in question.options)))


def question_faults(text: str, *, valid: int) -> tuple[str, ...]:
    """Return in Chinese what is wrong with questions, of so many valid sheets."""
    questions = read_questions(text)
    return (*_line_faults(questions), *tally_faults(questions, valid))


def satisfaction_shares(sheets: Questionnaire) -> tuple[Share | None, ...]:
    """Return 满意度 of each question, ``None`` of one that asks for none."""
    valid, rule = sheets.counts.valid, sheets.satisfaction
    return tuple(satisfaction(each, valid, rule) for each in read_questions(sheets.questions))


def _line_faults(questions: Iterable[Question]) -> tuple[str, ...]:
    """Return in Chinese what is wrong with the lines themselves."""
    found = []
    for number, question in enumerate(questions, start=1):
        labels = [label for label, _ in question.options]
        twice = sorted({label for label in labels if labels.count(label) > 1})
        if question.kind is None:
            kinds = "、".join(_KINDS)
            found.append(f"第 {number} 题看不出题型，开头要写 {kinds} 之一")
        elif question.kind is not QuestionKind.BLANK and not labels:
            found.append(f"第 {number} 题没有选项，选项用“|”隔开")
        elif twice:
            found.append(f"第 {number} 题的选项“{twice[0]}”写了两次")
    return tuple(found)
