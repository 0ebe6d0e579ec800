"""Blanks of sentences that take a figure of the month: 本月入校____校次，听课____节次."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from inspector_app.domain.boxes import BLANK, DAY, MONTH
from inspector_app.domain.month_heads import EMPTY, LEADING_LABEL, Heading, heading_of, is_unit
from inspector_app.domain.paper_places import PaperText, Place

_RUN: Final = re.compile(rf"[_＿][{BLANK}]*|[{BLANK}]{{2,}}")
_STOPS: Final = re.compile(r"[，。；、,;！？（）()\s_＿]")
_LEADS: Final = re.compile(
    r"^(?:本月|当月|本期|全区|我区|共计|共|累计|开展|完成|其中|责任督学|督学)+"
)
_TAILS: Final = re.compile(r"(?:共计|共|了|计|为|约)+$")
_LONGEST_UNIT: Final = 3


def figure_blanks(texts: Iterable[PaperText]) -> Iterator[Place]:
    """Yield the blanks that say by the words around them which figure they take."""
    for where, text in texts:
        dated = [found.span() for shape in (DAY, MONTH) for found in shape.finditer(text)]
        for blank in _RUN.finditer(text):
            if any(start <= blank.start() < stop for start, stop in dated):
                continue
            before = _STOPS.split(text[: blank.start()].rstrip("：: "))[-1]
            found = _figure(before, _unit(text[blank.end() :]))
            if found is not None and found.field not in {*LEADING_LABEL, EMPTY}:
                yield Place(found.field, "blank", where, blank.start(), before, sure=found.sure)


def _unit(rest: str) -> str:
    """Return the unit that a text begins with, the longest that there is."""
    sizes = range(_LONGEST_UNIT, 0, -1)
    return next((rest[:size] for size in sizes if rest[:size] and is_unit(rest[:size])), "")


def _figure(before: str, unit: str) -> Heading | None:
    said = _TAILS.sub("", before)
    for words in (said, _LEADS.sub("", said)):
        for heads in ((words + unit,), (words, unit), (words,)):
            found = heading_of(heads) if words else None
            if found is not None:
                return found
    return None
