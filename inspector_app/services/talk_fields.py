"""The fields of talks and questionnaires: id, label, and how a value is read."""

from collections.abc import Mapping
from typing import Any, Final

from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.talks import (
    AUDIENCE_LABEL,
    INTERVIEW_WAY_LABEL,
    QUESTION_KIND_LABEL,
    RESPONDENTS_LABEL,
    SATISFACTION_RULE_LABEL,
)
from inspector_app.domain.question_text import QUESTIONS_LIMIT, read_questions, written
from inspector_app.domain.questionnaire import (
    Question,
    QuestionKind,
    SatisfactionRule,
    SheetCounts,
    Tally,
)
from inspector_app.services.field_spec import spec
from inspector_app.services.value_readers import (
    Lookup,
    one_of,
    parts_of,
    read_flag,
    read_number,
    text_reader,
    whole_number,
)

_COUNTS: Final = {"sent": "发放", "returned": "回收", "valid": "有效"}
_CUTS: Final = frozenset("|｜\n")


def _counts(value: Any, _lookup: Lookup) -> SheetCounts:
    """Read 发放, 回收 and 有效: a mapping of ids or words, or three numbers in this order."""
    if value in (None, ""):
        return SheetCounts()
    if not isinstance(value, Mapping):
        numbers = [whole_number(part) for part in parts_of(value)]
        if len(numbers) != len(_COUNTS):
            msg = "要写发放、回收、有效三个数，如 50、48、47"
            raise ValueError(msg)
        return SheetCounts(*numbers)
    words = {label: name for name, label in _COUNTS.items()}
    given = {words.get(str(key), str(key)): count for key, count in value.items()}
    if unknown := sorted(set(given) - set(_COUNTS)):
        msg = f"没有“{unknown[0]}”；只有 发放、回收、有效"
        raise ValueError(msg)
    return SheetCounts(**{name: whole_number(count) for name, count in given.items()})


def _rule(value: Any, lookup: Lookup) -> SatisfactionRule:
    found = one_of(SATISFACTION_RULE_LABEL)(value, lookup)
    return SatisfactionRule.FAIRLY_TOO if found is None else SatisfactionRule(found)


def _questions(value: Any, lookup: Lookup) -> str:
    """Read questions: the text as it is typed, or a list of objects."""
    text = text_reader(QUESTIONS_LIMIT)
    if not isinstance(value, list):
        return str(text(value, lookup))
    return str(text(written([_question(one) for one in value]), lookup))


def _question(value: Any) -> Question:
    if not isinstance(value, Mapping):
        msg = "每道题要写成一组字段"
        raise ValueError(msg)  # noqa: TRY004 - a value of the wrong form is what ValueError means here
    text, kind = _plain(value.get("text")), value.get("kind")
    if kind is None:
        (line,) = read_questions(str(value.get("text") or "")) or (None,)
        if line is None or line.kind is not None:
            msg = f"题目“{text}”没有写题型（{'、'.join(QUESTION_KIND_LABEL.values())}）"
            raise ValueError(msg)
        return line
    known = from_label(QUESTION_KIND_LABEL, str(kind))
    if known is None:
        msg = f"没有“{kind}”这种题型；可选：{'、'.join(QUESTION_KIND_LABEL.values())}"
        raise ValueError(msg)
    if known is QuestionKind.BLANK:
        answers = tuple(_plain(answer) for answer in _rows(value.get("answers")))
        return Question(kind=known, text=text, answers=answers)
    return Question(kind=known, text=text, options=tuple(map(_tally, _rows(value.get("options")))))


def _tally(value: Any) -> Tally:
    if not isinstance(value, Mapping):
        return Tally(_plain(value))
    return Tally(_plain(value.get("label")), whole_number(value.get("count", 0)))


def _rows(value: Any) -> list[Any]:
    if value is not None and not isinstance(value, list):
        msg = "选项和回答要写成列表"
        raise ValueError(msg)
    return value or []


def _plain(value: Any) -> str:
    """Return a text that can stand in a line of questions."""
    text = "" if value is None else str(value).strip()
    if not text or _CUTS & set(text):
        msg = f"题目、选项和回答不能空着，里面也不能有“|”和换行（“{text[:20]}”）"
        raise ValueError(msg)
    return text


INTERVIEW_FIELDS: Final = (
    spec("audience", "对象类别", "audience", one_of(AUDIENCE_LABEL), "对象"),
    spec("people", "人数", "people", read_number),
    spec("way", "方式", "way", one_of(INTERVIEW_WAY_LABEL)),
    spec("details", "性别年级等", "details", text_reader(200)),
    spec("name", "姓名（代称）", "name", text_reader(200), "姓名", "代称"),
    spec("withdrawn", "应回避人员已回避", "withdrawn", read_flag, "回避"),
    spec("outline", "提纲", "outline", text_reader(4_000)),
    spec("points", "要点", "points", text_reader(10_000)),
    spec("problems", "反映的问题", "problems", text_reader(4_000)),
    spec("confidential", "保密", "confidential", read_flag),
)
QUESTIONNAIRE_FIELDS: Final = (
    spec("theme", "主题", "theme", text_reader(200)),
    spec("respondents", "对象", "respondents", one_of(RESPONDENTS_LABEL)),
    spec("counts", "发放、回收、有效", "counts", _counts, "份数"),
    spec("questions", "题目", "questions", _questions),
    spec("satisfaction", "满意度算法", "satisfaction", _rule, "满意度"),
)
