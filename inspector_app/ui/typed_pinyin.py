"""Letters that are typed on the way to Chinese words: of whole syllables, their first letters."""

import re
from typing import Final

_FINALS: Final = (
    "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un"
    "|uo|ve|a|e|i|o|u|v"
)
_INITIALS: Final = "zh|ch|sh|[bpmfdtnlgkhjqxzcsryw]"
_SYLLABLE: Final = re.compile(rf"(?:{_INITIALS})(?:{_FINALS})|a[ino]?|e[inr]?|ang|ou?")
_BEGUN: Final = re.compile(rf"(?:{_INITIALS})")
_APART: Final = re.compile(r"[' ]+")


def joined(text: str) -> str:
    """Return what an input method composes without the marks that it puts between syllables."""
    return _APART.sub("", text)


def first_letters(text: str) -> str:
    """Return the first letter of each syllable, empty where the text is no row of syllables.

    The last one may be only begun: ``xiaof`` is ``xf``.
    """
    found = [_letters(part) for part in _APART.split(text.strip().lower()) if part]
    return "".join(found) if all(found) else ""


def _letters(text: str) -> str:
    if not text:
        return ""
    if _BEGUN.fullmatch(text):
        return text[0]
    # The longest syllable first; a shorter one where the rest makes none.
    for end in range(min(6, len(text)), 0, -1):
        if _SYLLABLE.fullmatch(text, 0, end):
            rest = text[end:]
            more = _letters(rest)
            if not rest or more:
                return text[0] + more
    return ""
