"""常用语: sentences that are written again and again, kept to be put where the cursor is.

A phrase is text and nothing more: it claims nothing, and once it stands in a field it is what was
typed there.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.phrase_options import PhrasePlace, PhraseSource

MOST_LETTERS: Final = 1_000
MOST_PHRASES: Final = 2_000
"""So many are one's own at most: more are found by nobody."""
_BLANK: Final = re.compile("_{2,}|＿{2,}")
_LINE_ENDS: Final = re.compile(r"\r\n?|[\u2028\u2029]")
_NO_DIFFERENCE: Final = re.compile(r"\s+|[。．.；;，,、！!]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One of them.

    Attributes:
        text: what is put in; ``____`` is a place to be filled.
        category: the matter (``T6``) that it belongs to, empty for any.
    """

    uid: str
    text: str
    place: PhrasePlace = PhrasePlace.ANY
    category: str = ""
    source: PhraseSource = PhraseSource.OWN


def cleaned(text: str) -> str:
    """Return a text as it is kept: one kind of line end, nothing around it."""
    return _LINE_ENDS.sub("\n", text).strip()


def fault_of(text: str, category: str = "") -> str:
    """Return in Chinese why a text cannot be a phrase, empty where it can."""
    if not text:
        return "常用语没有写内容"
    if len(text) > MOST_LETTERS:
        return f"一条常用语最多 {MOST_LETTERS} 字，这一条有 {len(text)} 字"
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t" for sign in text):
        return "常用语里有看不见的控制字符"
    if category and category not in TOPIC_LABEL:
        return f"没有“{category}”这个问题类别"
    return ""


def same_words(text: str) -> str:
    """Return what two spellings of one phrase have in common: no spaces, no last stop."""
    plain = _BLANK.sub("__", unicodedata.normalize("NFKC", text))
    return _NO_DIFFERENCE.sub("", plain).casefold()


def next_blank(text: str, start: int = 0) -> tuple[int, int] | None:
    """Return where the next place to be filled begins and ends, ``None`` without one."""
    found = _BLANK.search(text, start)
    return found.span() if found else None


def duplicates(phrases: Iterable[Phrase]) -> tuple[tuple[Phrase, ...], ...]:
    """Return the groups of phrases that say the same."""
    groups: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        groups[same_words(phrase.text)].append(phrase)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def common_place(phrases: Iterable[Phrase]) -> tuple[PhrasePlace, str]:
    """Return where one phrase in place of several belongs: where all do, else anywhere."""
    places, categories = zip(*((each.place, each.category) for each in phrases), strict=True)
    place = places[0] if len(set(places)) == 1 else PhrasePlace.ANY
    return place, categories[0] if len(set(categories)) == 1 else ""
