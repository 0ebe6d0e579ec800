"""典型案例: what went well and can be done elsewhere, from a merit to a printed booklet.

Names of teachers and pupils never go into a case: those in the record that it was made from are
looked for in its text, and a person says that none is left.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.domain.labels.cases import (
    CASE_CATEGORY_LABEL,
    CASE_REVIEW_LABEL,
    PROMOTION_LEVEL_LABEL,
)
from inspector_app.domain.register_options import CaseReview
from inspector_app.domain.registers.kind import Entry, Facts, RegisterKind, Values
from inspector_app.domain.registers.shapes import (
    CampaignName,
    Day,
    Field,
    Line,
    OneOf,
    Paragraphs,
    PersonId,
    SchoolCode,
    Statement,
)

LEAST_CHARACTERS: Final = 1_500
MOST_CHARACTERS: Final = 3_000
PARTS: Final = ("background", "process", "results", "lessons")
_TITLE_CHARACTERS: Final = 30


def length_of(values: Values) -> int:
    """Return how many characters a case has: those of its four parts, blanks apart."""
    return sum(len("".join(values[part].split())) for part in PARTS)


def length_problem(length: int) -> str | None:
    """Say in Chinese that a case is shorter or longer than cases are."""
    if LEAST_CHARACTERS <= length <= MOST_CHARACTERS:
        return None
    return f"正文 {length} 字，案例要求 {LEAST_CHARACTERS} 到 {MOST_CHARACTERS} 字"


def names_left(values: Values, names: Iterable[str]) -> tuple[str, ...]:
    """Return those of ``names`` that stand in the text of a case, in their order.

    One that another begins with is the same person.
    """
    text = "\n".join([values["title"], *(values[part] for part in PARTS)])
    found = sorted(name for name in set(names) if name and name in text)
    return tuple(name for name in found if not any(o != name and o.startswith(name) for o in found))


def _checks(entry: Entry, facts: Facts) -> Iterator[Problem]:
    left = names_left(entry.values, facts.names)
    if left and not entry.values["private"]:
        yield Problem(
            where="private",
            what=f"文中有关联记录里的师生姓名：{'、'.join(left)}",
            remedy="请改成代称；确认不是姓名的，勾选后可以定稿",
        )
    wrong = length_problem(length_of(entry.values))
    if wrong:
        yield Problem(where=PARTS[0], what=wrong, remedy="请增删四个部分的文字")


def _hints(entry: Entry, facts: Facts) -> Iterator[Problem]:
    values = entry.values
    left = names_left(values, facts.names)
    if left and values["private"]:
        yield Problem(where="private", what=f"文中有：{'、'.join(left)}", remedy="已勾选不是姓名")
    adopted = values["review"] == CaseReview.ADOPTED
    if values["level"] and not adopted:
        yield Problem(where="level", what="有了推广级别，审核还不是“采用”")


def _title(values: Values) -> str:
    return str(values["title"])


def _start(today: object, me: str) -> Values:
    return {"written_on": str(today), "inspector": me, "review": CaseReview.DRAFT.value}


# A case is recommended, then adopted or sent back; one sent back may be recommended again.
_MOVES: Final[Mapping[StrEnum, frozenset[StrEnum]]] = {
    CaseReview.DRAFT: frozenset({CaseReview.RECOMMENDED}),
    CaseReview.RECOMMENDED: frozenset({CaseReview.ADOPTED, CaseReview.RETURNED}),
    CaseReview.RETURNED: frozenset({CaseReview.RECOMMENDED}),
    CaseReview.ADOPTED: frozenset(),
}


def _fields() -> Iterator[Field]:
    yield Field(id="title", label="标题", shape=Line(limit=_TITLE_CHARACTERS), needed=True)
    yield Field(id="category", label="类别", shape=OneOf(words=CASE_CATEGORY_LABEL), needed=True)
    yield Field(id="school", label="学校", shape=SchoolCode(), needed=True)
    yield Field(id="inspector", label="督学", shape=PersonId(), needed=True)
    yield Field(id="term", label="学期", shape=Line(limit=50), hint="如 2026-2027 第一学期")
    yield Field(id="written_on", label="写成日期", shape=Day(), needed=True)
    yield Field(id="record", label="关联记录", shape=Line(limit=50), hint="亮点所在记录的编号")
    yield Field(id="campaign", label="关联专项", shape=CampaignName())
    yield from _parts()
    sentence = Statement(text="已核对，没有能认出教师和学生的内容")
    yield Field(id="private", label="隐私检查", shape=sentence, needed=True)
    review = OneOf(words=CASE_REVIEW_LABEL, moves=_MOVES)
    yield Field(id="review", label="审核", shape=review, later=True)
    yield Field(id="review_note", label="审核意见", shape=Paragraphs(lines=2), later=True)
    level = OneOf(words=PROMOTION_LEVEL_LABEL)
    yield Field(id="level", label="推广级别", shape=level, later=True)


def _parts() -> Iterator[Field]:
    labels = ("一、背景与问题发现", "二、督导过程与方法", "三、整改与成效", "四、启示与可推广做法")
    for part, label in zip(PARTS, labels, strict=True):
        shape = Paragraphs(limit=10_000, lines=4)
        yield Field(id=part, label=label, shape=shape, needed=True)


CASE: Final[RegisterKind] = RegisterKind(
    id="case",
    name="典型案例",
    prefix="AL",
    purpose="值得推广的做法：背景、过程、成效和启示，可以从记录的亮点开始写",
    paper="典型案例",
    fields=tuple(_fields()),
    title=_title,
    start=_start,
    named_by="标题",
    listed=("written_on", "category", "school", "review"),
    day="written_on",
    school="school",
    inspector="inspector",
    record="record",
    checks=_checks,
    hints=_hints,
)
