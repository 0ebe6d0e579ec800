"""No line begins with a closing mark or ends with an opening one (避头尾)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from inspector_app.reports.linebreak import NO_END, NO_START
from inspector_app.reports.lines import plain
from tests.prints.prints import (
    GAP,
    PAD,
    SLACK,
    Print,
    inside,
    within,
)
from tests.unit.reports.conftest import squeezed
from tests.unit.reports.geometry import Box, Drawn, Shown

# How much of a line is compared with the texts of a document.
_SEEN = 12


def wrong_line_ends(one: Print) -> Iterator[str]:
    """Yield lines that begin with a closing mark or end with an opening one, though avoidable."""
    last: dict[tuple[float, float], str] = {}
    for number, page in enumerate(one.pages, start=1):
        at_foot: dict[tuple[float, float], str] = {}
        for place, room, lines in _cells(one, page):
            before = last.pop(place, "")
            for line in lines:
                wrong = line[0] in NO_START or before[-1:] in NO_END
                together = before and wrong and not _ends_a_text(one, before, line)
                if together and _avoidable(before, line, room):
                    yield f"page {number}: wrong end between {before[-20:]!r} and {line[:20]!r}"
                before = line
            at_foot[place] = before
        last = at_foot


def _ends_a_text(one: Print, before: str, line: str) -> bool:
    """Say whether one text ends with ``before`` and another begins with ``line``."""
    last, first = squeezed(before)[-_SEEN:], squeezed(line)[:_SEEN]
    # A text of several paragraphs has a line feed between them.
    texts = [squeezed(part) for text in one.tree.texts() for part in plain(text).split("\n")]
    if any(last + first in text for text in texts):
        return False
    ends = any(text.endswith(last) for text in texts)
    return ends and any(text.startswith(first) for text in texts)


def _cells(one: Print, page: Drawn) -> Iterator[tuple[tuple[float, float], float, list[str]]]:
    """Yield each cell's left and right edge, its width in characters, and its lines downwards."""
    found: dict[Box, dict[float, list[Shown]]] = defaultdict(lambda: defaultdict(list))
    for run in _runs(within(one, page)):
        found[_cell_of(one, page, run)][round(run[0].y, 1)] += run
    for cell in sorted(found, key=lambda box: -box[3]):
        rows = [
            sorted(parts, key=lambda part: part.x)
            for _, parts in sorted(found[cell].items(), reverse=True)
        ]
        lines = ["".join(part.text for part in row).strip() for row in rows]
        room = (cell[2] - cell[0] - 2 * PAD) / rows[0][0].size
        yield (round(cell[0]), round(cell[2])), room, [line for line in lines if line]


def _runs(parts: Iterable[Shown]) -> Iterator[list[Shown]]:
    """Yield what stands on one line without a gap."""
    run: list[Shown] = []
    for part in sorted(parts, key=lambda part: (-round(part.y, 1), part.x)):
        goes_on = run and abs(part.y - run[-1].y) < 0.1 and part.box[0] < run[-1].box[2] + GAP
        if run and not goes_on:
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def _cell_of(one: Print, page: Drawn, run: Sequence[Shown]) -> Box:
    part = run[0]
    around = [
        frame
        for frame in page.frames
        if inside(part.box, frame, SLACK) and frame[3] - frame[1] > 1.5 * part.size
    ]
    if around:
        return min(around, key=lambda frame: (frame[2] - frame[0]) * (frame[3] - frame[1]))
    return _picture_above(page, run) or one.area


def _picture_above(page: Drawn, run: Sequence[Shown]) -> Box | None:
    """Return the picture that words stand below: each has a column of its own for them."""
    above = [box for box in page.pictures if box[1] >= run[0].box[3] - SLACK]
    if not above:
        return None
    lowest = min(box[1] for box in above)
    middle = (run[0].box[0] + run[-1].box[2]) / 2
    beside = [box for box in above if box[1] < lowest + GAP]
    return min(beside, key=lambda box: abs((box[0] + box[2]) / 2 - middle))


def _avoidable(before: str, line: str, room: float) -> bool:
    """Say whether a line could have ended earlier, with what it pushes out in one line."""
    at = len(before)
    text = before + line
    earlier = next((n for n in range(at - 1, 0, -1) if _free(text[n - 1], text[n])), 0)
    later = next((n for n in range(at + 1, len(text)) if _free(text[n - 1], text[n])), len(text))
    pushed = text[earlier:later]
    return earlier > 0 and sum(0.5 if char.isascii() else 1.0 for char in pushed) <= room


_WORD_CHARACTER = re.compile("[0-9A-Za-z\u00c0-\u024f０-９Ａ-Ｚａ-ｚ]")


def _free(before: str, after: str) -> bool:
    word = _WORD_CHARACTER.match(before) and _WORD_CHARACTER.match(after)
    return before not in NO_END and after not in NO_START and after != " " and not word
