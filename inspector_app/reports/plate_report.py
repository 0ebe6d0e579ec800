"""责任督学公示牌: what hangs at a school's gate, one A4 landscape page per school.

A plate shows name, photo, telephone and what is inspected (中小学校责任督学挂牌督导办法, 2013), at
a kindergarten name, photo, telephone and duties (幼儿园责任督学挂牌督导办法, 2019). The roster has
neither photos nor telephones of inspectors: these places stay empty for glue and pen.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.plates import NO_CHANNELS, ReportChannels
from inspector_app.domain.school import School, SchoolKind
from inspector_app.reports.document import (
    Document,
    Field,
    FieldRow,
    NumberedList,
    Orientation,
    PosterGrid,
)
from inspector_app.reports.words import one

TITLE: Final = "责任督学公示牌"
# The five duties of article 4 of the regulation of 2013.
DUTIES: Final = (
    "对学校依法依规办学进行监督；",
    "对学校管理和教育教学进行指导；",
    "受理、核实相关举报和投诉；",
    "发现问题并督促学校整改；",
    "向教育督导部门报告情况，并向政府有关部门提出意见。",
)
_KINDERGARTENS: Final = {SchoolKind.KINDERGARTEN, SchoolKind.ATTACHED_KINDERGARTEN}
# A photo of two inches (35 mm by 49 mm) needs five lines of the letters that a plate has.
_PHOTO_ROOM: Final = "\n" * 4
_MOST_BESIDE: Final = 3


def plate_report(
    school: School, *, inspectors: Sequence[str], channels: ReportChannels = NO_CHANNELS
) -> Document:
    """Return the plate of ``school`` with the names of the inspectors who answer for it.

    Where nobody does, the place of the name is left empty, too. 举报渠道 of the district stand
    below where there are any.
    """
    return Document(
        title=TITLE,
        orientation=Orientation.LANDSCAPE,
        blocks=(
            PosterGrid(
                rows=(
                    one("学校（园）", school.name),
                    *_people(inspectors),
                    *_duties(school),
                    *_channels(channels),
                )
            ),
        ),
    )


def _people(names: Sequence[str]) -> Iterator[FieldRow]:
    """Yield a column for each person; more than three share one, so that the page stays one."""
    shown = names if 1 <= len(names) <= _MOST_BESIDE else ("、".join(names),)
    yield _row("照片", *[_PHOTO_ROOM] * len(shown))
    yield _row("责任督学", *shown)
    yield _row("监督电话", *[""] * len(shown))


def _channels(channels: ReportChannels) -> Iterator[FieldRow]:
    if channels.words:
        yield one("举报渠道", channels.words)


def _row(label: str, *contents: str) -> FieldRow:
    return FieldRow(fields=tuple(Field(label=label, content=content) for content in contents))


def _duties(school: School) -> Iterator[FieldRow]:
    if school.kind in _KINDERGARTENS:
        yield one("职责", NumberedList(items=_topics("K")))
        return
    yield one("职责", NumberedList(items=DUTIES))
    yield one("督导事项", "；".join(_topics("T")))


def _topics(kind: str) -> tuple[str, ...]:
    return tuple(label for code, label in TOPIC_LABEL.items() if code.startswith(kind))
