"""A 周汇报 as a short text for a group chat: whole sentences, never more than a limit.

The head with the four numbers always stands in full; what does not fit is left out a sentence at a
time, and the text says that there is more.
"""

import re
from collections.abc import Iterator
from typing import Final

from inspector_app.domain.registers.kind import Values, day_in
from inspector_app.domain.registers.weekly import COUNTS, TEXTS, week_words

MOST_CHARACTERS: Final = 300
_MORE: Final = "\n详见周汇报。"
_NAME: Final = 20
_SENTENCE: Final = re.compile(r"[^。！？；\n]+[。！？；]*")
_SAID: Final = ("入校{}校次", "听课{}节", "发现问题{}个", "销号{}个")
_HEADS: Final = {
    "visits": "入校",
    "lessons": "听课",
    "issues": "问题",
    "merits": "亮点",
    "other": "其他",
    "matters": "需协调",
    "plan": "下周",
}
# What others have to know comes before what stands in the records anyway.
_ORDER: Final = ("visits", "matters", "plan", "issues", "merits", "lessons", "other")


def chat_text(values: Values, name: str, *, most: int = MOST_CHARACTERS) -> str:
    """Return a report in at most ``most`` characters (at least 100).

    Args:
        values: what stands in the report.
        name: whose it is; a very long one is left out rather than cut.
        most: how many characters there may be.
    """
    head = _head(values, name)
    said = {field: list(sentences(str(values[field]))) for field in _ORDER}
    whole = _joined(head, said)
    if len(whole) <= most:
        return whole
    told: dict[str, list[str]] = {}
    cut: set[str] = set()
    for field, sentence in _in_turn(said):
        tried = {**told, field: [*told.get(field, ()), sentence]}
        if field not in cut and len(_joined(head, tried) + _MORE) <= most:
            told = tried
        else:
            # A part that was cut goes on no more: what stands of it are its first sentences.
            cut.add(field)
    return _joined(head, told) + _MORE


def _in_turn(said: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield a sentence of each part, then the next of each: a long part leaves room to others."""
    for place in range(max(map(len, said.values()))):
        for field in _ORDER:
            if place < len(said[field]):
                yield field, said[field][place]


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, each with what ends it."""
    for found in _SENTENCE.findall(text):
        said = " ".join(found.split())
        if said:
            yield said if said.endswith(("。", "！", "？", "；")) else f"{said}。"


def _head(values: Values, name: str) -> str:
    monday = day_in(values, "monday")
    week = "" if monday is None else week_words(monday)
    who = name if len(name) <= _NAME else ""
    counts = (
        said.format(values[field])
        for field, said in zip(COUNTS, _SAID, strict=True)
        if values[field] is not None
    )
    title = "　".join(filter(None, (who, week)))
    return "：".join(filter(None, (f"【周汇报】{title}", "，".join(counts)))) + "。"


def _joined(head: str, told: dict[str, list[str]]) -> str:
    parts = (f"{_HEADS[f]}：{''.join(told[f])}" for f in TEXTS if told.get(f))
    return "\n".join((head, *parts))
