"""What a visit was about and what was done, as rows of its record: 督导事项, 方式, 过程."""

import re
from collections.abc import Iterator
from typing import Final

from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.schools import SCHOOL_KIND_LABEL
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.labels.visits import METHOD_LABEL
from inspector_app.domain.school import SchoolKind
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import CheckBoxes, Choice, FieldRow, LongText
from inspector_app.reports.words import one

METHOD_WORDS: Final = re.compile(r"(.+)（(.+)）")
_KINDERGARTENS: Final = {SchoolKind.KINDERGARTEN, SchoolKind.ATTACHED_KINDERGARTEN}


def matter_rows(visit: Visit) -> Iterator[FieldRow]:
    """Yield the rows; the rarer ones only where they are filled in."""
    yield one("督导事项", _topics(visit))
    if visit.month_theme:
        yield one("月主题", visit.month_theme)
    yield one("督导方式\n及数量", methods_text(visit))
    if visit.plan_text:
        yield one("督导重点", LongText(text=visit.plan_text))
    yield one("督导过程\n（纪实）", LongText(text=visit.narrative))


def _topics(visit: Visit) -> CheckBoxes:
    """Return the topics that belong to the kind of school, with the chosen ones ticked."""
    kind = from_label(SCHOOL_KIND_LABEL, visit.school.kind) if visit.school else None
    own = "K" if kind in _KINDERGARTENS else "T"
    known = [code for code in TOPIC_LABEL if code.startswith(own) or code in visit.topics]
    others = [topic for topic in visit.topics if topic not in TOPIC_LABEL]
    return CheckBoxes(
        choices=(
            *(Choice(label=TOPIC_LABEL[code], ticked=code in visit.topics) for code in known),
            *(Choice(label=topic, ticked=True) for topic in others),
        )
    )


def methods_text(visit: Visit) -> str:
    """Return what was done and how often: 校园巡视1次，随机听课2节."""
    whole = sum(lesson.whole for lesson in visit.lessons)
    parts = [f"随机听课{whole}节"] if whole else []
    for name, count in visit.methods_counted._asdict().items():
        if count:
            parts.append(METHOD_WORDS.sub(rf"\g<1>{count}\g<2>", METHOD_LABEL[name]))
    return "，".join(parts)
