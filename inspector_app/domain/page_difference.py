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
    """What changed, and the whole lines around it on either page."""

    issued: _Span
    found: _Span
    was: _Span
    now: _Span


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

    def line_beside(self, place: int, *, before: bool) -> _Span:
        """Return the line that ends or begins at a place between two lines."""
        near = max(0, place - 1) if before else min(place, len(self.whole) - 1)
        return self.lines_of(_Span(near, near + 1)) if self.whole else _Span(0, 0)

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
        _changed(
            one, other,
            _Span(one.places[i1], one.places[i2]), _Span(other.places[j1], other.places[j2]),
        )
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]  # fmt: skip
    for group in _grouped(changes):
        first, last = group[0], group[-1]
        yield _sentence(
            one.marked(_Span(first.was.start, last.was.end), [each.issued for each in group]),
            other.marked(_Span(first.now.start, last.now.end), [each.found for each in group]),
        )


def _changed(one: _Text, other: _Text, issued: _Span, found: _Span) -> _Change:
    was, now = one.lines_of(issued), other.lines_of(found)
    # What was added to a line, or taken from it, at its very end or beginning.
    if was.start == was.end and now != found:
        was = one.line_beside(issued.start, before=found.end == now.end)
    elif now.start == now.end and was != issued:
        now = other.line_beside(found.start, before=issued.end == was.end)
    return _Change(issued, found, was, now)


def _grouped(changes: Sequence[_Change]) -> list[list[_Change]]:
    """Put together what changed within the same lines."""
    groups: list[list[_Change]] = []
    for change in changes:
        last = groups[-1][-1] if groups else None
        if last and (change.was.start < last.was.end or change.now.start < last.now.end):
            groups[-1].append(change)
        else:
            groups.append([change])
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
