"""代称 for teachers: what stands for their names wherever a record leaves the laptop.

A record names its teachers in fields (授课教师, 姓名 of a talk, the list of a draw). The first of
them is 教师甲, the next 教师乙, in the order in which the record names them; the same name is the
same 代称 throughout the record. What is a 代称 already stays, and no other teacher gets it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import Any, Final

from inspector_app.domain.filled_checklist import FilledChecklist
from inspector_app.domain.form_record import with_texts
from inspector_app.domain.interview import TOLD_IN_CONFIDENCE, Audience, Interview
from inspector_app.domain.lesson import Lesson
from inspector_app.domain.lesson_draw import LessonDraw
from inspector_app.domain.names import TITLES, offices_of, without_surnames
from inspector_app.domain.photo import Photo
from inspector_app.domain.question_text import read_questions, written
from inspector_app.domain.questionnaire import Question, Questionnaire
from inspector_app.domain.visit import Visit

_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_ALIAS: Final = re.compile(
    r"(?:授课|任课|男|女|语文|数学|英语|物理|化学|生物|政治|道德与法治|道法|历史|地理|科学|音乐|美术|体育|劳动|信息|心理)?"
    r"(?:教师|老师)\s*"
    rf"(?:[{_STEMS}]|[A-Za-zＡ-Ｚ]|\d{{1,3}}|某+|[一二三四五六七八九十]{{1,3}})|某(?:教师|老师)|[A-Za-z]|[{_STEMS}]"
)
_SHORTEST_NAME: Final = 2
_NAMED: Final = frozenset({Audience.HEAD, Audience.MIDDLE, Audience.TEACHER})
_BETWEEN: Final = re.compile(r"[、，,；;/\s]+")
_TITLE: Final = re.compile(rf"(?:{TITLES})$")

Mask = Callable[[str], str]


def is_alias(text: str) -> bool:
    """Say whether a text is a 代称 of a teacher: 教师甲, 教师07, 语文教师A, 某老师."""
    return _ALIAS.fullmatch(text.strip()) is not None


def aliases_of(visit: Visit) -> Mapping[str, str]:
    """Return the 代称 of each teacher whom a record names."""
    named = list(dict.fromkeys(_names(visit)))
    taken = {name for name in named if is_alias(name)}
    free = (alias for alias in _in_order() if alias not in taken)
    return {name: next(free) for name in named if name not in taken}


def _in_order() -> Iterator[str]:
    yield from (f"教师{stem}" for stem in _STEMS)
    yield from (f"教师{number}" for number in count(len(_STEMS) + 1))


def _names(visit: Visit) -> Iterator[str]:
    for lesson in visit.lessons:
        yield from _people(lesson.teacher)
    for interview in visit.interviews:
        if interview.audience in _NAMED:
            yield from _people(interview.name)
    for draw in visit.draws:
        for each in draw.classes:
            yield from _people(each.teacher)


def _people(text: str) -> Iterator[str]:
    for part in _BETWEEN.split(text.strip()):
        if part and not is_alias(part):
            yield _TITLE.sub("", part) or part
        elif part:
            yield part


def masked_by(aliases: Mapping[str, str]) -> Mask:
    """Return what puts each 代称 where its name stands, the longest names first.

    A surname alone (张老师 in the field) stands for its teacher only before a title of a school.
    """
    names = sorted(aliases, key=len, reverse=True)
    if not names:
        return str
    found = re.compile("|".join(map(_as_written, names)))
    return lambda text: found.sub(lambda match: aliases[_named_by(match[0], aliases)], text)


def _as_written(name: str) -> str:
    always = "" if len(name) < _SHORTEST_NAME else "?"
    return f"{re.escape(name)}(?:{TITLES}){always}"


def _named_by(words: str, aliases: Mapping[str, str]) -> str:
    return words if words in aliases else _TITLE.sub("", words)


def mask_of(visit: Visit) -> Mask:
    """Return what takes the names out of a text of a record that leaves.

    Teachers whom the record names are 代称; anybody else who is called by family name and title
    (王校长) keeps the title.
    """
    mask = masked_by(aliases_of(visit))
    return lambda text: without_surnames(mask(text))


def outgoing_photos(visit: Visit, photos: Iterable[Photo]) -> tuple[Photo, ...]:
    """Return the pictures of a record as they leave: their captions name no teacher."""
    mask = mask_of(visit)
    return tuple(replace(photo, caption=mask(photo.caption)) for photo in photos)


def outgoing(visit: Visit) -> Visit:
    """Return a record as it leaves for the 督导室: teachers as 代称, confidential talks untold.

    Of a confidential talk the kind of people, their number and the way remain, so that it counts.
    Issues stay as they were written: they are findings that the school was told in these words,
    and the office has to act on them.
    """
    mask = mask_of(visit)
    whole = _whole(aliases_of(visit), mask)
    return replace(
        visit,
        host=mask(offices_of(visit.host)),
        feedback_to=mask(offices_of(visit.feedback_to)),
        others=mask(visit.others),
        narrative=mask(visit.narrative),
        plan_text=mask(visit.plan_text),
        advice=mask(visit.advice),
        merits=tuple(replace(merit, text=mask(merit.text)) for merit in visit.merits),
        lessons=tuple(_lesson(lesson, mask, whole) for lesson in visit.lessons),
        interviews=tuple(_interview(talk, mask, whole) for talk in visit.interviews),
        questionnaires=tuple(_questionnaire(sheets, mask) for sheets in visit.questionnaires),
        draws=tuple(_draw(draw, mask, whole) for draw in visit.draws),
        checklists=tuple(_filled(filled, mask) for filled in visit.checklists),
        forms=tuple(replace(f, answers=with_texts(f.answers, mask)) for f in visit.forms),
    )


def _whole(aliases: Mapping[str, str], mask: Mask) -> Mask:
    """Return what masks a field that holds nothing but names, those of one character too."""
    return lambda text: "、".join(aliases.get(each, mask(each)) for each in _people(text))


def _lesson(lesson: Lesson, mask: Mask, whole: Mask) -> Lesson:
    return replace(
        lesson,
        teacher=whole(lesson.teacher),
        class_name=mask(lesson.class_name),
        topic=mask(lesson.topic),
        homework=mask(lesson.homework),
        process=mask(lesson.process),
        strengths=mask(lesson.strengths),
        weaknesses=mask(lesson.weaknesses),
        advice=mask(lesson.advice),
    )


def _interview(talk: Interview, mask: Mask, whole: Mask) -> Interview:
    if talk.confidential:
        return untold(talk)
    named = talk.audience in _NAMED
    return replace(
        talk,
        # Of pupils, parents and others these may name whom no 代称 stands for.
        name=whole(talk.name) if named else "",
        details=mask(talk.details) if named else "",
        outline=mask(talk.outline),
        points=mask(talk.points),
        problems=mask(talk.problems),
    )


def untold(talk: Interview) -> Interview:
    """Return what may be known of a confidential talk: whom, how many, in which way."""
    hidden: dict[str, Any] = dict.fromkeys(TOLD_IN_CONFIDENCE, "")
    return replace(talk, **hidden)


def _questionnaire(sheets: Questionnaire, mask: Mask) -> Questionnaire:
    questions = (_question(each, mask) for each in read_questions(sheets.questions))
    return replace(sheets, theme=mask(sheets.theme), questions=written(questions))


def _question(question: Question, mask: Mask) -> Question:
    return replace(
        question,
        text=mask(question.text),
        options=tuple(each._replace(label=mask(each.label)) for each in question.options),
        answers=tuple(map(mask, question.answers)),
    )


def _filled(filled: FilledChecklist, mask: Mask) -> FilledChecklist:
    return replace(filled, answers={key: mask(text) for key, text in filled.answers.items()})


def _draw(draw: LessonDraw, mask: Mask, whole: Mask) -> LessonDraw:
    masked = tuple(
        each._replace(class_name=mask(each.class_name), teacher=whole(each.teacher))
        for each in draw.classes
    )
    return replace(draw, classes=masked)
