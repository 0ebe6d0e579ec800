"""A long list searched by any part of its words, or by the initials of their readings."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, islice
from typing import Final

from inspector_app.ui.readings import read_with

_LETTER: Final = re.compile(r"[a-z]")
# Nobody walks through more: another letter is sooner typed.
MOST: Final = 300


class WordIndex:
    """The lines of a list as one text, which a pattern goes through at once.

    A letter stands for itself and for every character that has a reading which begins with it.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        kept = [line.replace("\n", " ").lower() for line in lines]
        self._text = "\n".join(kept)
        self._starts = [0, *accumulate(len(line) + 1 for line in kept[:-1])]
        self._many = len(kept)
        self._characters = "".join(sorted(set(self._text)))
        self._classes: dict[str, str] = {}

    def find(self, text: str) -> list[int]:
        """Return the places of lines that hold a text, at most ``MOST``.

        Those that begin with it come first. Without a text it is all places.
        """
        wanted = text.strip().lower()
        if not wanted:
            return list(range(self._many))
        pattern = "".join(map(self._class, wanted))
        found = dict.fromkeys(self._places(f"^{pattern}.*$"))
        found.update(dict.fromkeys(self._places(f"{pattern}.*$")))
        return list(islice(found, MOST))

    def _places(self, pattern: str) -> list[int]:
        # To the end of the line, so that each line is found once.
        matches = islice(re.finditer(pattern, self._text, re.MULTILINE), MOST)
        return [bisect_right(self._starts, match.start()) - 1 for match in matches]

    def _class(self, character: str) -> str:
        if not _LETTER.fullmatch(character):
            return re.escape(character)
        if character not in self._classes:
            known = read_with(character)
            self._classes[character] = "".join(c for c in self._characters if c in known)
        return f"[{character}{self._classes[character]}]"
