"""Talks, questionnaires and draws as they are printed after the record of their visit."""

from collections.abc import Iterator, Sequence
from enum import Enum

from inspector_app.base.clock import local_datetime_text, parse_instant
from inspector_app.domain.interview import Interview
from inspector_app.domain.labels.talks import (
    AUDIENCE_LABEL,
    INTERVIEW_WAY_LABEL,
    RESPONDENTS_LABEL,
    SATISFACTION_RULE_LABEL,
)
from inspector_app.domain.lesson_draw import LessonDraw
from inspector_app.domain.question_text import read_questions, satisfaction_shares
from inspector_app.domain.questionnaire import (
    Questionnaire,
    percent,
    return_rate,
    valid_rate,
)
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import Block, FieldGrid, FieldRow, Heading, LongText, Note
from inspector_app.reports.question_rows import question_rows
from inspector_app.reports.words import choices, one, pair


class Talks(Enum):
    """Which talks a print tells of."""

    UNSAID = "not a word of any"
    NONE = "how many are kept back"
    OPEN = "those that are not confidential, and how many are kept back"
    ALL = "every one"


def talk_blocks(visit: Visit, told: Talks) -> Iterator[Block]:
    """Yield what is printed of a record's talks, questionnaires and draws."""
    printed = told_of(visit.interviews, told)
    for number, talk in enumerate(printed, start=1):
        yield Heading(text=f"访谈记录{_order(number, len(printed))}")
        yield FieldGrid(rows=tuple(interview_rows(talk)))
    kept_back = len(visit.interviews) - len(printed)
    if kept_back and told is not Talks.UNSAID:
        yield Note(text=f"另有 {kept_back} 次访谈保密，记录由督学保存，没有印在本件里。")
    for number, sheets in enumerate(visit.questionnaires, start=1):
        yield Heading(text=f"问卷调查统计{_order(number, len(visit.questionnaires))}")
        yield FieldGrid(rows=tuple(questionnaire_rows(sheets)))
    for number, draw in enumerate(visit.draws, start=1):
        yield Heading(text=f"推门听课抽签{_order(number, len(visit.draws))}")
        yield FieldGrid(rows=tuple(_draw_rows(draw)))


def told_of(interviews: Sequence[Interview], told: Talks) -> tuple[Interview, ...]:
    """Return the talks that a print tells of."""
    if told is Talks.ALL:
        return tuple(interviews)
    if told is Talks.OPEN:
        return tuple(talk for talk in interviews if not talk.confidential)
    return ()


def _order(number: int, count: int) -> str:
    return f"（第{number}份，共{count}份）" if count > 1 else ""


def interview_rows(talk: Interview) -> Iterator[FieldRow]:
    """Yield the rows of one talk."""
    yield one("对象类别", choices(AUDIENCE_LABEL, talk.audience))
    people = "" if talk.people is None else f"{talk.people}人"
    yield pair("方式", choices(INTERVIEW_WAY_LABEL, talk.way), "人数", people)
    if talk.name or talk.details:
        yield pair("姓名\n（代称）", talk.name, "性别年级等", talk.details)
    kept_away = choices({True: "应回避人员已回避"}, talk.withdrawn)
    yield pair("回避", kept_away, "保密", choices({True: "是", False: "否"}, talk.confidential))
    yield one("提纲", LongText(text=talk.outline))
    yield one("要点", LongText(text=talk.points))
    yield one("反映的问题", LongText(text=talk.problems))


def questionnaire_rows(sheets: Questionnaire) -> Iterator[FieldRow]:
    """Yield the rows of one questionnaire: its counts, its rates, and each question."""
    counts, questions = sheets.counts, read_questions(sheets.questions)
    yield one("主题", sheets.theme)
    yield pair("对象", choices(RESPONDENTS_LABEL, sheets.respondents), "发放", f"{counts.sent}份")
    yield pair("回收", f"{counts.returned}份", "回收率", percent(return_rate(counts)))
    yield pair("有效", f"{counts.valid}份", "有效率", percent(valid_rate(counts)))
    shares = enumerate(satisfaction_shares(sheets), start=1)
    asked = [(n, share) for n, share in shares if share is not None]
    if asked:
        words = "，".join(f"第{n}题 {percent(share)}" for n, share in asked)
        rule = SATISFACTION_RULE_LABEL[sheets.satisfaction]
        yield one("满意度", f"{words}\n按“{rule}”占有效问卷计算")
    yield from question_rows(questions, counts.valid)


def _draw_rows(draw: LessonDraw) -> Iterator[FieldRow]:
    yield pair("抽签时间", local_datetime_text(parse_instant(draw.drawn_at)), "种子", draw.seed)
    listed = "；".join(f"{n} {each.words()}" for n, each in enumerate(draw.classes, start=1))
    yield one(f"名单\n（{len(draw.classes)}个）", LongText(text=listed))
    drawn = (f"{place} {draw.classes[place - 1].words()}" for place in draw.picked)
    yield one("抽中", "\n".join(drawn))
    yield one(
        "算法", "每行取 SHA-256（种子、序号、班级各占一行，UTF-8），按结果从小到大，取前几行。"
    )
