"""Where a line of Chinese may end.

Closing marks never begin a line and opening marks never end one (避头尾): what would do so is
pushed out to the next line together with its neighbour, so nothing ever hangs into the margin.
Latin words and numbers stay whole, unless a mark would have to begin a line. reportlab's own list
is Japanese and lacks ，：；！？”’》〉….
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final
from unicodedata import category

NO_START: Final = frozenset(
    "、。，．：；！？·‧•…—–～〜・）］｝〕〉》」』】〗〙〛｠’”〞〟々〻％‰℃°′″㎡㎥!?,.:;)]}%>/|~"
)
"""Marks that must not begin a line."""

NO_END: Final = frozenset("（［｛〔〈《「『【〖〘〚｟‘“〝￥＄№＃([{<$¥#§")
"""Marks that must not end one."""

BLANKS: Final = " \u3000"
"""What stays, unseen, at the end of a line."""

_WORD: Final = re.compile(
    "[0-9A-Za-z\u00c0-\u024f０-９Ａ-Ｚａ-ｚ]+"
    "(?:[-.,:/_'@&+=．：]{1,2}[0-9A-Za-z\u00c0-\u024f０-９Ａ-Ｚａ-ｚ]+)*"
)
_UNIT: Final = re.compile(f"{_WORD.pattern}|.", re.DOTALL)
_TOLERANCE: Final = 0.001


def break_lines(
    text: str, *, widths: Sequence[float], measure: float, first_measure: float | None = None
) -> list[tuple[int, int]]:
    """Return the lines of one paragraph as (start, end) positions that cover all of ``text``.

    Args:
        text: one paragraph, without line feeds.
        widths: width of each character of ``text``.
        measure: width of a line.
        first_measure: width of the first line where it is indented.

    Blanks at a line's end stay with that line and may stand, unseen, beyond the measure. A rule is
    broken only by a character wider than the measure or a chain of marks that nothing can part.
    """
    prefix = [0.0, *accumulate(widths)]
    limit = (measure if first_measure is None else first_measure) + _TOLERANCE
    lines: list[tuple[int, int]] = []
    start = 0
    candidate = 0
    previous = ""
    for begin, end in _units(text, prefix, measure):
        first = text[begin]
        if previous and _may_part(previous, first):
            candidate = begin
        # Twice at most: what was pushed out may with this unit still be too long.
        while begin > start and first not in BLANKS and prefix[end] - prefix[start] > limit:
            cut = candidate if candidate > start else _within_word(text, start, begin)
            lines.append((start, cut))
            start = cut
            limit = measure + _TOLERANCE
        previous = text[end - 1]
    if start < len(text) or not lines:
        lines.append((start, len(text)))
    return lines


def _within_word(text: str, start: int, mark: int) -> int:
    """Return where to break a word that fills its line, so that no mark begins the next one.

    Best is the last hyphen or dot in it, then its last character; where nothing can part, the mark.
    """
    places = [p for p in range(mark - 1, start, -1) if _may_part(text[p - 1], text[p])]
    after_joiner = [p for p in places if not text[p - 1].isalnum()]
    return next(iter(after_joiner or places), mark)


def line_ends(text: str) -> list[int]:
    """Return the places inside ``text`` where a line may end, whatever its measure."""
    starts = [begin for begin, _ in _units(text, [0.0] * (len(text) + 1), 1.0)]
    return [at for at in starts[1:] if _may_part(text[at - 1], text[at])]


def _units(text: str, prefix: Sequence[float], measure: float) -> Iterator[tuple[int, int]]:
    """Yield what stays together: a word or one character; too long a word falls apart."""
    for match in _UNIT.finditer(text):
        begin, end = match.span()
        if end - begin > 1 and prefix[end] - prefix[begin] > measure:
            yield from ((position, position + 1) for position in range(begin, end))
        else:
            yield begin, end


@lru_cache(maxsize=65536)
def _may_part(before: str, after: str) -> bool:
    """Say whether a line may end between these two neighbours."""
    if before in NO_END or after in NO_START or after in BLANKS:
        return False
    # Combining marks and variation selectors belong to the character before them.
    return category(after) not in {"Mn", "Mc", "Me"}
