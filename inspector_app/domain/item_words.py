"""The words of an item of a form, to find it again under a heading that somebody else wrote."""

import re
import unicodedata
from difflib import SequenceMatcher
from typing import Final

_NUMBER: Final = re.compile(r"^[（(]?第?(\d{1,3})[项条题]?[)）.．、:：]?")
_ONLY_NUMBER: Final = re.compile(r"^[（(]?第?(\d{1,3})[项条题]?[)）.．、:：]?$")
_SIGNS: Final = re.compile(r"[\W_]+")
_SPACES: Final = re.compile(r"\s+")
_LEAST_ALIKE: Final = 6
_ALIKE: Final = 0.8


def folded(text: str) -> str:
    """Return a text in half-width signs and without spaces."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))


def words_of(text: str) -> str:
    """Return the words of a label: without its number, signs and spaces."""
    return _SIGNS.sub("", _NUMBER.sub("", folded(text)))


def number_of(text: str) -> str:
    """Return the number that a label begins with, empty without one."""
    found = _NUMBER.match(folded(text))
    return found[1] if found else ""


def only_number(text: str) -> str:
    """Return the number that is all a heading says (3, 第3项, 3.), empty for any other."""
    found = _ONLY_NUMBER.match(folded(text))
    return found[1] if found else ""


def alike(one: str, other: str) -> bool:
    """Say whether one of two texts begins or ends with the other, or they share most signs."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LEAST_ALIKE:
        return False
    if long.startswith(short) or long.endswith(short):
        return True
    # The quick ones are never less than the exact one, and most pairs end there: by their lengths
    # before a matcher is made, which takes longer than it.
    if 2 * len(short) <= _ALIKE * (len(short) + len(long)):
        return False
    matcher = SequenceMatcher(None, one, other)
    ratios = (matcher.quick_ratio, matcher.ratio)
    return all(ratio() > _ALIKE for ratio in ratios)
