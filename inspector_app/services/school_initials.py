"""The pinyin of school names, computed once when a school is taken over and then kept.

The dictionary costs 56 MB and a third of a second to load: it must not be loaded to search.
"""

from collections.abc import Iterable
from typing import Final

from inspector_app.domain.school import School
from inspector_app.domain.school_tokens import folded, spoken, tokens

_APART: Final = " "


def spellings_of(school: School) -> str:
    """Return the spellings of all names of a school, in the form that the finder reads."""
    names = dict.fromkeys([school.name, school.short_name, *school.former_names])
    return _APART.join(initials_of(name) for name in names if name)


def initials_of(name: str) -> str:
    """Return the spelling of one name: ``shi.fan.qu.13=shi'san.xiao.xue``."""
    return ".".join(_spelled(token) for token in tokens(folded(name)))


def _spelled(token: str) -> str:
    if token.isascii() and not token.isdigit():
        return token
    syllables = "'".join(_syllables(spoken(token)))
    return f"{token}={syllables}" if token.isdigit() else syllables


def _syllables(text: str) -> Iterable[str]:
    from pypinyin import lazy_pinyin

    # What has no reading (a rare character, a letter) is typed as it stands.
    return lazy_pinyin(text, errors=lambda rest: list(rest))  # type: ignore[arg-type,return-value]  # noqa: PLW0108 - its stubs know one string only
