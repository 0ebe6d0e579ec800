"""Where the lines of a letter's title end.

GB/T 9704-2012, 7.3.1: a title of several lines keeps words whole, is symmetrical and has the
shape of a trapezium or a rhombus (梯形或菱形): never of an hourglass, and no line is a character or
two.
"""

from collections.abc import Sequence
from itertools import accumulate, combinations, pairwise
from typing import Final

from inspector_app.reports.linebreak import BLANKS, break_lines, line_ends

_LEAST: Final = 3
_MOST_LINES: Final = 4
_MOST_PLACES: Final = 60
# A word that falls apart reads worse than lines of unlike length, an hourglass worse than both.
_HOURGLASS: Final = 60.0
_TORN: Final = 12.0
_BAD_PLACE: Final = 10.0
_GOOD_START: Final = -10.0
_GOOD_END: Final = -3.0
_LEVEL: Final = 1.5
_STARTS: Final = ("关于", "《")
_LEADS_ON: Final = ("关于", "对", "于", "为", "印发", "开展", "做好", "第")
_NO_START: Final = frozenset("的和与及等了中上下内外")
_GOOD_AFTER: Final = ("的", "》", "、", "局", "室", "区", "年度")
# Words that titles of the field are made of; a line end within one of them is the last choice.
_WHOLE: Final = (
    "关于", "开展", "进行", "印发", "实施", "报告", "通知", "意见", "情况", "工作", "整改", "问题",
    "督导", "督学", "责任", "挂牌", "教育", "政府", "委员会", "办公室", "学校", "小学", "中学",
    "幼儿园", "专项", "检查", "评估", "反馈", "年度", "学年", "学期", "上半年", "下半年", "义务",
    "义务教育", "教育督导", "均衡", "优质", "安全", "管理", "总结", "计划", "方案", "办法", "制度",
    "统计", "月份", "季度", "食品", "食堂", "入校", "经常性", "综合", "书面", "结果", "通报", "函",
)  # fmt: skip


def title_lines(text: str, *, widths: Sequence[float], measure: float) -> list[str]:
    """Return the lines of one title.

    Args:
        text: the title without line feeds.
        widths: width of each character.
        measure: width of the longest line.
    """
    prefix = [0.0, *accumulate(widths)]
    spans = break_lines(text, widths=widths, measure=measure)
    if len(spans) == 1:
        return [text]
    places = [place for place in line_ends(text) if _LEAST <= place <= len(text) - _LEAST]
    if len(places) <= _MOST_PLACES:
        for count in range(len(spans), _MOST_LINES + 1):
            cuts = _best(text, places, prefix, count, measure)
            if cuts:
                return [text[start:end].strip(BLANKS) for start, end in pairwise(cuts)]
    return [
        text[start:end].strip(BLANKS) for start, end in _evened(text, widths, measure, len(spans))
    ]


def _best(
    text: str, places: Sequence[int], prefix: Sequence[float], count: int, measure: float
) -> tuple[int, ...]:
    """Return the ends of the best ``count`` lines, or nothing where none go into the measure."""
    best: tuple[int, ...] = ()
    least = float("inf")
    em = prefix[-1] / len(text)
    wounds = {place: _wound(text, place) for place in places}
    for inner in combinations(places, count - 1):
        cuts = (0, *inner, len(text))
        lengths = [prefix[end] - prefix[start] for start, end in pairwise(cuts)]
        if max(lengths) > measure or min(b - a for a, b in pairwise(cuts)) < _LEAST:
            continue
        cost = _shape([length / em for length in lengths]) + sum(wounds[cut] for cut in inner)
        if cost < least:
            best, least = cuts, cost
    return best


def _shape(lengths: Sequence[float]) -> float:
    """Return how far lines, in characters, are from a trapezium or a rhombus of like lines."""
    mean = sum(lengths) / len(lengths)
    cost = sum((length - mean) ** 2 for length in lengths) / len(lengths)
    for before, line, after in zip(lengths, lengths[1:], lengths[2:], strict=False):
        if line < min(before, after):
            cost += _HOURGLASS
    return cost + sum(_LEVEL for a, b in pairwise(lengths) if abs(a - b) < 0.5)


def _wound(text: str, place: int) -> float:
    """Return what it costs the sense to end a line before ``place``."""
    before, after = text[:place], text[place:]
    leads_on = before.endswith(_LEADS_ON) or before[-1].isdigit()
    cost = _BAD_PLACE if after[0] in _NO_START or leads_on else 0.0
    cost += _GOOD_START if after.startswith(_STARTS) else 0.0
    cost += _GOOD_END if before.endswith(_GOOD_AFTER) else 0.0
    for word in _WHOLE:
        start = text.find(word, max(0, place - len(word) + 1), place + len(word) - 1)
        if 0 <= start < place < start + len(word):
            return cost + _TORN
    return cost


def _evened(
    text: str, widths: Sequence[float], measure: float, count: int
) -> list[tuple[int, int]]:
    """Break a very long title with the least measure that needs no more lines."""
    low, high = sum(widths) / count, measure
    for _ in range(12):
        middle = (low + high) / 2
        if len(break_lines(text, widths=widths, measure=middle)) > count:
            low = middle
        else:
            high = middle
    return break_lines(text, widths=widths, measure=high)
