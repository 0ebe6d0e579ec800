"""Find a school by what people type: 第3小学, 三小, ３小, 简称, 曾用名, initials, pinyin, 标识码.

The keys of every school are prepared once; a search then only compares text, because it runs at
every key that is pressed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import product
from typing import Final

from inspector_app.domain.labels.schools import SCHOOL_KIND_LABEL
from inspector_app.domain.school import School, SchoolKind
from inspector_app.domain.school_tokens import folded, spoken, tokens

# What people say for a kind behind a number: 三小, 一中, 五幼.
_SHORTHANDS: Final[Mapping[SchoolKind, str]] = {
    SchoolKind.PRIMARY: "小",
    SchoolKind.TEACHING_POINT: "小点",
    SchoolKind.JUNIOR: "初中",
    SchoolKind.NINE_YEAR: "校中",
    SchoolKind.TWELVE_YEAR: "校中",
    SchoolKind.COMPLETE_SECONDARY: "中",
    SchoolKind.SENIOR: "高中",
    SchoolKind.VOCATIONAL: "职",
    SchoolKind.SPECIAL: "特",
    SchoolKind.REFORM: "专",
    SchoolKind.KINDERGARTEN: "幼园",
    SchoolKind.ATTACHED_KINDERGARTEN: "幼",
}
_LETTERS: Final = dict(zip("小点初中校高职特专幼园", "xdczxgztzyy", strict=True))
_CODE_DIGITS: Final = 4
# 第, which names are kept without.
_ORDINAL: Final = "di"
_EDGE: Final = "\n"


class Rank(IntEnum):
    """How well a school fits, best first."""

    EXACT = 0
    START_OF_NAME = 1
    IN_NAME = 2
    SHORTHAND = 3
    FORMER_NAME = 4
    START_OF_SPELLING = 5
    IN_SPELLING = 6
    CODE = 7
    LETTERS_IN_ORDER = 8
    KIND = 9
    # Added where the query's last number goes on in the name: 1 typed on the way to 13.
    UNFINISHED_NUMBER = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keys:
    """What one school is found by; each blob holds every place that a match may begin at."""

    school: School
    exact: frozenset[str]
    starts: str
    names: str
    former: str
    shorthands: str
    spelling_starts: str
    spellings: str
    tokens: tuple[str, ...]
    kind: str
    order: tuple[bool, int, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """The pinyin of one name: a syllable for each token, of a number all of its syllables.

    As text the tokens are separated by dots and the syllables of a number by apostrophes, the
    number itself standing before them: ``shi.fan.qu.13=shi'san.xiao.xue``.
    """

    tokens: tuple[tuple[str, str], ...]

    @classmethod
    def parse(cls, text: str) -> "Spelling":
        """Read one spelling as text."""
        pairs = []
        for part in text.split("."):
            number, _, syllables = part.rpartition("=")
            pairs.append((number, syllables))
        return cls(tokens=tuple(pairs))

    def readings(self) -> Iterator[tuple[str, ...]]:
        """Yield the ways to type it.

        Syllables or first letters, numbers read or as digits, each with its 第 or without.
        """
        ordinals = ("", _ORDINAL) if any(number for number, _ in self.tokens) else ("",)
        for as_digits, letters, ordinal in product((False, True), (False, True), ordinals):
            before = _typed(ordinal, letters=letters)
            yield tuple(
                before + (number if as_digits else _typed(syllables, letters=letters))
                if number
                else _typed(syllables, letters=letters)
                for number, syllables in self.tokens
            )


class SchoolFinder:
    """Ranks schools by how well they fit what was typed."""

    def __init__(self, schools: Iterable[School], spellings: Mapping[str, str]) -> None:
        """Prepare the keys.

        Args:
            schools: all schools.
            spellings: by code, the spellings of a school's names as text, separated by spaces.
        """
        self._all = [_keys(school, spellings.get(school.code, "")) for school in schools]
        self._all.sort(key=lambda keys: keys.order)

    def find(self, text: str, *, limit: int) -> tuple[School, ...]:
        """Return the schools that fit ``text``, best first; all of them when it says nothing."""
        words = [_Word.of(word) for word in text.split() or [text]]
        words = [word for word in words if word.digits]
        if not words:
            return tuple(keys.school for keys in self._all[:limit])
        found = []
        for place, keys in enumerate(self._all):
            rank = _rank_of_all(words, keys)
            if rank is not None:
                found.append((rank, place))
        found.sort()
        return tuple(self._all[place].school for _, place in found[:limit])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """One typed word: its numbers in digits, and as it was written."""

    digits: str
    written: str
    tokens: tuple[str, ...]
    is_latin: bool

    @classmethod
    def of(cls, text: str) -> "_Word":
        written = folded(text)
        parts = tokens(written)
        return cls(
            digits="".join(parts),
            written=written,
            tokens=parts,
            is_latin=written.isascii(),
        )


def _rank_of_all(words: Sequence[_Word], keys: _Keys) -> int | None:
    worst = 0
    for word in words:
        rank = _rank(word, keys)
        if rank is None:
            return None
        worst = max(worst, rank)
    return worst


def _rank(word: _Word, keys: _Keys) -> int | None:
    if word.digits in keys.exact:
        return Rank.EXACT
    return _rank_of_name(word, keys) or _rank_of_spelling(word, keys) or _rank_of_rest(word, keys)


def _rank_of_name(word: _Word, keys: _Keys) -> int | None:
    for rank, blob in (
        (Rank.START_OF_NAME, keys.starts),
        (Rank.IN_NAME, keys.names),
        (Rank.SHORTHAND, keys.shorthands),
        (Rank.FORMER_NAME, keys.former),
    ):
        for typed in {word.digits, word.written}:
            at = blob.find(_EDGE + typed)
            if at >= 0:
                unfinished = _goes_on(typed, blob, at + 1 + len(typed))
                return rank + Rank.UNFINISHED_NUMBER if unfinished else rank
    return None


def _goes_on(typed: str, blob: str, end: int) -> bool:
    return typed[-1].isdigit() and blob[end : end + 1].isdigit()


def _rank_of_spelling(word: _Word, keys: _Keys) -> int | None:
    if not word.is_latin:
        return None
    if f"{_EDGE}{word.written}" in keys.spelling_starts:
        return Rank.START_OF_SPELLING
    return Rank.IN_SPELLING if f"{_EDGE}{word.written}" in keys.spellings else None


def _rank_of_rest(word: _Word, keys: _Keys) -> int | None:
    written = word.written
    if written.isdigit() and len(written) >= _CODE_DIGITS and written in keys.school.code:
        return Rank.CODE
    if len(word.tokens) > 1 and _in_order(word.tokens, keys.tokens):
        return Rank.LETTERS_IN_ORDER
    return Rank.KIND if not word.is_latin and written in keys.kind else None


def _in_order(wanted: Sequence[str], there: Sequence[str]) -> bool:
    rest = iter(there)
    return all(token in rest for token in wanted)


def _keys(school: School, spellings: str) -> _Keys:
    names = [tokens(folded(name)) for name in (school.name, school.short_name) if name]
    former = [tokens(folded(name)) for name in school.former_names]
    shorthands = list(_shorthands(school.kind, names))
    spelled = [r for text in spellings.split() for r in Spelling.parse(text).readings()]
    short_spelled = [(n, _LETTERS[kind]) for n, kind in shorthands]
    return _Keys(
        school=school,
        exact=frozenset("".join(key) for key in (*names, *former, *shorthands)),
        starts=_blob(form for name in names for form in _forms(name)),
        names=_blob(_suffixes(form for name in names for form in _forms(name))),
        former=_blob(_suffixes(form for name in former for form in _forms(name))),
        shorthands=_blob(form for key in shorthands for form in _forms(key)),
        spelling_starts=_blob((*spelled, *short_spelled)),
        spellings=_blob(_suffixes(spelled)),
        tokens=names[0] if names else (),
        kind=SCHOOL_KIND_LABEL[school.kind],
        order=(school.closed_on is not None, *_natural(names[0] if names else ()), school.code),
    )


def _shorthands(kind: SchoolKind, names: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for name in names:
        numbers = [token for token in name if token.isdigit()]
        if numbers:
            yield from ((numbers[-1], letter) for letter in _SHORTHANDS[kind])


def _forms(name: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return a name with its numbers in digits and, because people type both, in numerals."""
    read = tuple(spoken(token) for token in name)
    return (name,) if read == name else (name, read)


def _suffixes(names: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    for name in names:
        for start in range(len(name)):
            yield name[start:]


def _blob(keys: Iterable[tuple[str, ...]]) -> str:
    return _EDGE + _EDGE.join("".join(key) for key in keys)


def _typed(syllables: str, *, letters: bool) -> str:
    parts = syllables.split("'")
    return "".join(part[:1] for part in parts) if letters else "".join(parts)


def _natural(name: tuple[str, ...]) -> tuple[int, str]:
    """Return what sorts 第2小学 before 第13小学."""
    number = next((int(token) for token in reversed(name) if token.isdigit()), 0)
    return number, "".join(token for token in name if not token.isdigit())
