"""How Chinese text is cut for the full-text index: overlapping pairs of characters.

A word of two characters is then one token and is found at once; trigrams find no such word and word
lists miss names.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_RUN: Final = re.compile(r"[0-9A-Za-z]+|[^\W\d_A-Za-z]+|\d+")
_LATIN: Final = re.compile(r"[0-9A-Za-z]+")


def normalise(text: str) -> str:
    """Return ``text`` with full-width forms folded and in lower case; lengths may change."""
    return unicodedata.normalize("NFKC", text).lower()


def index_body(text: str) -> str:
    """Return the tokens of ``text`` for the index, separated by spaces."""
    return " ".join(token for run in _RUN.findall(normalise(text)) for token in _tokens(run))


def match_expression(query: str) -> str:
    """Return the FTS5 expression that finds ``query``, empty when it holds no word.

    Words separated by spaces or signs must all occur; each is a phrase of its pairs.
    """
    return " AND ".join(_phrase(run) for run in _RUN.findall(normalise(query)))


def words(query: str) -> tuple[str, ...]:
    """Return the normalised words of a query, for marking them in a text."""
    return tuple(_RUN.findall(normalise(query)))


def _tokens(run: str) -> Iterator[str]:
    if _LATIN.fullmatch(run) or len(run) == 1:
        yield run
        return
    for place in range(len(run) - 1):
        yield run[place : place + 2]
    # The last character alone begins no pair; a search for it would miss the end of every run.
    yield run[-1]


def _phrase(run: str) -> str:
    if _LATIN.fullmatch(run) or len(run) == 1:
        return f'"{run}"*'
    pairs = " ".join(run[place : place + 2] for place in range(len(run) - 1))
    return f'"{pairs}"'
