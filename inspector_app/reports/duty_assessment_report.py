"""督学个人年度履职考核表: duties with their numbers, the person's own words, places to judge.

What comes of it is decided by people: no score is worked out, and no grade is ticked.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from inspector_app.domain.summary_facts import SummaryFacts
from inspector_app.reports.assessment_rows import judged_duties, own_words
from inspector_app.reports.document import (
    Block,
    CheckBoxes,
    Choice,
    Document,
    FieldGrid,
    Heading,
    LongText,
    Note,
    SignatureRow,
    SignatureSlot,
)
from inspector_app.reports.words import one, pair

TITLE: Final = "督学个人履职考核表"
_GRADES: Final = ("优秀", "称职", "基本称职", "不称职")
_ROOM: Final = "\n\n"
_NUMBERS: Final = (
    "数字由已定稿的记录和登记得出；比率列出分子、分母。“核定”由督导室手填；等次由考核的人勾选，"
    "程序不算分、不定等次。"
)


class DutyAssessment(NamedTuple):
    """What is printed of one person's duties; a section without a heading has its own in it."""

    name: str
    inspector_id: str
    kind: str
    zone: str
    period: str
    sections: tuple[tuple[str, str], ...]
    facts: SummaryFacts
    number: str
    dated: str
    mark: str


def duty_assessment_report(paper: DutyAssessment) -> Document:
    """Return the 考核表."""
    return Document(
        title=TITLE,
        subtitle=paper.facts.name,
        reference=paper.number,
        blocks=tuple(_blocks(paper)),
        record_no=paper.number,
        mark=paper.mark,
    )


def _blocks(paper: DutyAssessment) -> Iterator[Block]:
    yield FieldGrid(
        rows=(
            pair("姓名", paper.name, "督学编号", paper.inspector_id),
            pair("类别", paper.kind, "责任区", paper.zone),
            one("考核期间", paper.period),
        )
    )
    yield Heading(text="一、履职数据")
    yield judged_duties(paper.facts)
    yield Note(text=_NUMBERS)
    yield Heading(text="二、个人履职总结")
    yield from own_words(paper.sections)
    yield Heading(text="三、考核意见")
    yield FieldGrid(
        rows=(
            one("自评等次", _grades()),
            one("责任区意见", LongText(text=_ROOM)),
            one("督导室意见", LongText(text=_ROOM)),
            one("考核等次", _grades()),
        )
    )
    yield SignatureRow(
        slots=(
            SignatureSlot(label="督学本人："), SignatureSlot(label="责任区组长："),
            SignatureSlot(label="督导室（盖章）："),
        )
    )  # fmt: skip


def _grades() -> CheckBoxes:
    return CheckBoxes(choices=tuple(Choice(label=grade) for grade in _GRADES))
