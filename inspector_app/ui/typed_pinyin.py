"""Letters that are typed on the way to Chinese words: of whole syllables, their first letters."""

import re
from functools import lru_cache
from typing import Final

_GKH: Final = "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"
_JQX: Final = "i ia ian iang iao ie in ing iong iu u uan ue un"
_FINALS: Final = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve",
    "g": _GKH, "k": _GKH, "h": _GKH, "j": _JQX, "q": _JQX, "x": _JQX,
    "zh": f"{_GKH} i", "ch": f"{_GKH} i", "sh": f"{_GKH} i",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}  # fmt: skip
_SYLLABLES: Final = frozenset(
    f"{initial}{final}" for initial, finals in _FINALS.items() for final in finals.split()
)
_LONGEST: Final = max(map(len, _SYLLABLES))
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


@lru_cache(maxsize=1024)
def _letters(text: str) -> str:
    if text in _FINALS:
        return text[:1]
    # The longest syllable first; a shorter one where the rest makes none. Kept, for the same rests
    # come up again and again.
    for end in range(min(_LONGEST, len(text)), 0, -1):
        if text[:end] in _SYLLABLES:
            rest = text[end:]
            more = _letters(rest)
            if not rest or more:
                return text[0] + more
    return ""
