"""Any record with its rows, for rules that hold for all of them.

A record has two hundred values. To choose each by itself takes Hypothesis fifty times longer than
to store them all; so one choice fills a group of columns, with values that differ from column to
column: whatever is taken for its neighbour shows.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any, Final

from hypothesis import strategies as st

from inspector_app.domain.filled_checklist import FilledChecklist
from inspector_app.domain.form_record import FormRecord
from inspector_app.domain.interview import Audience, Interview, InterviewWay
from inspector_app.domain.issue import Handling, Issue, IssueDates, Severity
from inspector_app.domain.lesson import Lesson, LessonGrade, LessonKind, LessonManner, LessonScores
from inspector_app.domain.lesson_draw import DrawClass, LessonDraw
from inspector_app.domain.questionnaire import (
    Questionnaire,
    Respondents,
    SatisfactionRule,
    SheetCounts,
)
from inspector_app.domain.visit import (
    Announcement,
    FeedbackWay,
    Merit,
    MethodCounts,
    SchoolSnapshot,
    Session,
    Visit,
    VisitStatus,
    VisitType,
)
from tests.unit.builders import make_school

SCHOOL: Final = make_school(code="2100000001", name="示范区第1小学")
_NUMBERS: Final = count(1)
_TEXTS: Final = (
    "", " ", "巡视校园", "两行\n第二行\r\n", "'; DROP TABLE visit --", '["引号"]', "㛃䶮𠅤", "🏫",
    "\x1f、", "%_*?", "第十一个",
)  # fmt: skip
_ANY_TEXT: Final = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)
_TEXT: Final = st.sampled_from(_TEXTS)
_LAST_DAY: Final = date.max.toordinal()
_MOST: Final = 2**40

Filled = st.SearchStrategy[Mapping[str, Any]]


def _each(names: Sequence[str], value_at: Callable[[int], Any], most: int) -> Filled:
    """Fill columns from the place that is chosen on, going round after ``most``."""
    return st.integers(0, most).map(
        lambda first: {name: value_at((first + n) % (most + 1)) for n, name in enumerate(names)}
    )


def _one_of_each(**choices: Sequence[Any]) -> Filled:
    """Choose one value for every column at once."""
    combinations = 1
    for values in choices.values():
        combinations *= len(values)

    def chosen(number: int) -> Mapping[str, Any]:
        found = {}
        for name, values in choices.items():
            number, place = divmod(number, len(values))
            found[name] = values[place]
        return found

    return st.integers(0, combinations - 1).map(chosen)


def _days(*names: str) -> Filled:
    """Fill columns with days a hundred years apart, or with nothing."""

    def filled(first: int, gaps: int) -> Mapping[str, date | None]:
        return {
            name: None if gaps >> n & 1 else date.fromordinal(1 + (first + 36_524 * n) % _LAST_DAY)
            for n, name in enumerate(names)
        }

    return st.builds(filled, st.integers(0, _LAST_DAY - 1), st.integers(0, 2 ** len(names) - 1))


def _texts(*names: str) -> Filled:
    return _each(names, lambda place: _TEXTS[place], len(_TEXTS) - 1)


def _uid(name: str) -> st.SearchStrategy[str]:
    return st.builds(lambda: f"{name}-{next(_NUMBERS)}")


def _built(make: Callable[..., Any], *groups: Filled, **single: Any) -> st.SearchStrategy[Any]:
    def of(parts: Sequence[Mapping[str, Any]], **values: Any) -> Any:
        return make(**{name: value for part in parts for name, value in part.items()}, **values)

    return st.builds(of, st.tuples(*groups), **single)


_YES_OR_NO: Final = (False, True)

ISSUES: Final = _built(
    Issue,
    _texts(
        "category",
        "description",
        "requirement",
        "responsible",
        "responsible_unit",
        "assisting_units",
        "witness",
    ),
    _one_of_each(
        severity=(None, *Severity), handling=(None, *Handling), fixed_on_the_spot=_YES_OR_NO
    ),
    _days("deadline"),
    uid=_uid("issue"),
    number=_uid("W"),
    dates=_built(
        IssueDates,
        _days("extended_to", "due_now", "noticed_on", "answered_on", "closed_on", "voided_on"),
    ),
)
LESSONS: Final = _built(
    Lesson,
    _texts(
        "listener_id", "class_name", "subject", "teacher", "topic", "homework", "process",
        "strengths", "weaknesses", "advice",
    ),
    _one_of_each(
        period_no=(None, *range(1, 21)), kind=(None, *LessonKind), manner=(None, *LessonManner),
        has_plan=(None, *_YES_OR_NO), grade=(None, *LessonGrade), exchanged_views=_YES_OR_NO,
        whole=_YES_OR_NO,
    ),
    _each(("expected", "present"), lambda n: n - 1 if n else None, _MOST),
    uid=_uid("lesson"),
    scores=_built(
        LessonScores,
        _each(tuple(LessonScores.__slots__), lambda n: n - 1 if n else None, 21),
    ),
    paper_pages=st.just(0),
)  # fmt: skip
INTERVIEWS: Final = _built(
    Interview,
    _texts("details", "name", "outline", "points", "problems"),
    _one_of_each(
        audience=(None, *Audience), way=(None, *InterviewWay), withdrawn=_YES_OR_NO,
        confidential=_YES_OR_NO, people=(None, 0, 1, _MOST),
    ),
    uid=_uid("interview"),
)  # fmt: skip
QUESTIONNAIRES: Final = _built(
    Questionnaire,
    _texts("theme", "questions"),
    _one_of_each(
        respondents=(None, *Respondents), satisfaction=tuple(SatisfactionRule),
        counts=(SheetCounts(), SheetCounts(3, 2, 1), SheetCounts(_MOST, _MOST, 0)),
    ),
    uid=_uid("questionnaire"),
)  # fmt: skip
DRAWS: Final = _built(
    LessonDraw,
    _one_of_each(
        seed=("7", "种子", "'"), picked=((1,), (2, 1)),
        classes=((DrawClass("1班"), DrawClass('["2班"]', "语文", "赵㛃", "第2节")),),
        drawn_at=("2026-11-22T01:00:00Z",),
    ),
    uid=_uid("draw"),
)  # fmt: skip
CHECKLISTS: Final = st.lists(
    _built(
        FilledChecklist,
        _texts("title", "version", "digest"),
        _one_of_each(
            answers=({}, {"q1": "是"}, {"q1": "不符合", "q1_note": "㛃'\n", "q2_1": "8.5"})
        ),
        uid=_uid("checklist"),
        form=_uid("form"),
    ),
    max_size=2,
).map(tuple)
FORMS: Final = st.lists(
    _built(
        FormRecord,
        _texts("title", "version", "digest"),
        _one_of_each(
            answers=({}, {"学校": "㛃'\n"}, {"rows": [{"_uuid": "1", "a": "x"}, {"_uuid": "2"}]})
        ),
        uid=_uid("form-record"),
        form=_uid("form"),
    ),
    max_size=2,
).map(tuple)
VISITS: Final = _built(
    Visit,
    _texts(
        "lead_id", "arrived_at", "left_at", "campaign", "basis", "others", "host", "month_theme",
        "plan_text", "advice", "feedback_to", "reason", "origin", "created_at", "filed_at",
    ),
    _one_of_each(
        session=(None, *Session), type=(None, *VisitType), announcement=(None, *Announcement),
        showed_id=_YES_OR_NO, no_issues_found=_YES_OR_NO, online=_YES_OR_NO,
        status=tuple(VisitStatus), revision=range(1, 100),
    ),
    _days("visited_on", "announced_on", "next_visit"),
    uid=_uid("visit"),
    number=_uid("no"),
    school=st.none()
    | _built(SchoolSnapshot, _texts("name", "kind", "ownership"), code=st.just(SCHOOL.code)),
    methods=_built(MethodCounts, _each(MethodCounts._fields, int, _MOST)),
    narrative=_ANY_TEXT,
    peer_ids=st.lists(_TEXT, max_size=4).map(tuple),
    topics=st.lists(_TEXT, max_size=3).map(tuple),
    departments=st.lists(_TEXT, max_size=3).map(tuple),
    feedback_ways=st.lists(st.sampled_from(FeedbackWay), max_size=3).map(tuple),
    prefilled=st.frozensets(_TEXT, max_size=3),
    merits=st.lists(st.builds(Merit, uid=_uid("merit"), text=_TEXT), max_size=3).map(tuple),
    issues=st.lists(ISSUES, max_size=3).map(tuple),
    lessons=st.lists(LESSONS, max_size=3).map(tuple),
    interviews=st.lists(INTERVIEWS, max_size=2).map(tuple),
    questionnaires=st.lists(QUESTIONNAIRES, max_size=2).map(tuple),
    draws=st.lists(DRAWS, max_size=2).map(tuple),
    checklists=CHECKLISTS,
    forms=FORMS,
)  # fmt: skip
