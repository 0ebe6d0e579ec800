"""First letters of the readings of Chinese words, for choosing by one key."""

from functools import lru_cache


@lru_cache(maxsize=2048)
def initials(text: str) -> str:
    """Return the initials of ``text`` in lower case; other characters stand for themselves."""
    # The dictionary of readings takes a while to load: only the first letter key pays for it.
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()
