"""Where a page's text differs from what it was issued with: line by line, what was and what is."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final, NamedTuple

_MOST_TOLD: Final = 20
# Below this nothing of a page is left to be compared piece by piece.
_SAME_PAGE: Final = 0.5
# A number or a word in Latin letters changes as a whole.
_TOKEN: Final = re.compile(r"[0-9A-Za-z]+|.", re.DOTALL)


class _Span(NamedTuple):
    """A stretch of characters, or a place between two of them."""

    start: int
    end: int


class _Change(NamedTuple):
    issued: _Span
    found: _Span


class _Text:
    """The lines of a page one behind the other, and where each of them stands."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.whole = "".join(lines)
        self._ends = list(accumulate(map(len, lines)))
        self._starts = [0, *self._ends[:-1]]
        self.tokens = _TOKEN.findall(self.whole)
        self.places = [0, *accumulate(map(len, self.tokens))]

    def lines_of(self, span: _Span) -> _Span:
        """Return the whole lines that a stretch touches; of a place between two lines nothing."""
        if span.start == span.end and (span.start in self._ends or not span.start):
            return span
        first = bisect_right(self._ends, span.start)
        last = bisect_right(self._ends, max(span.start, span.end - 1))
        return _Span(self._starts[first], self._ends[last])

    def marked(self, around: _Span, spans: Sequence[_Span]) -> str:
        """Return the text of a stretch with brackets around what changed in it."""
        parts, at = [], around.start
        for span in spans:
            changed = self.whole[span.start : span.end]
            parts += [self.whole[at : span.start], f"【{changed}】" if changed else ""]
            at = span.end
        return "".join([*parts, self.whole[at : around.end]])


def differences(issued: Sequence[str], found: Sequence[str]) -> tuple[str, ...]:
    """Return in words where the text of a page differs from what it was issued with.

    Args:
        issued: the lines of the page as it was issued, without white space.
        found: those of the page that is checked; how they are broken does not matter.
    """
    one, other = _Text(issued), _Text(found)
    if one.whole == other.whole:
        return ()
    matcher = SequenceMatcher(None, one.tokens, other.tokens, autojunk=False)
    if matcher.quick_ratio() < _SAME_PAGE:
        return ("整页的文字都和出具时不同",)
    told = tuple(dict.fromkeys(_told(one, other, matcher)))
    more = len(told) - _MOST_TOLD
    return (*told[:_MOST_TOLD], *((f"另有 {more} 处不同",) if more > 0 else ()))


def _told(one: _Text, other: _Text, matcher: "SequenceMatcher[str]") -> Iterator[str]:
    changes = [
        _Change(
            _Span(one.places[i1], one.places[i2]),
            _Span(other.places[j1], other.places[j2]),
        )
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]
    for group in _grouped(one, other, changes):
        was = one.lines_of(_Span(group[0].issued.start, group[-1].issued.end))
        now = other.lines_of(_Span(group[0].found.start, group[-1].found.end))
        yield _sentence(
            one.marked(was, [change.issued for change in group]),
            other.marked(now, [change.found for change in group]),
        )


def _grouped(one: _Text, other: _Text, changes: Sequence[_Change]) -> list[list[_Change]]:
    """Put together what changed within the same lines."""
    groups: list[list[_Change]] = []
    was = now = -1
    for change in changes:
        issued, found = one.lines_of(change.issued), other.lines_of(change.found)
        if groups and (issued.start < was or found.start < now):
            groups[-1].append(change)
        else:
            groups.append([change])
        was, now = issued.end, found.end
    return groups


def _sentence(was: str, now: str) -> str:
    if not was:
        return f"出具时没有“{_plain(now)}”"
    if not now:
        return f"出具时写的是“{_plain(was)}”，这里没有"
    return f"出具时写的是“{was}”，这里是“{now}”"


def _plain(text: str) -> str:
    """Take the brackets from a text that changed as a whole."""
    return text.removeprefix("【").removesuffix("】")
