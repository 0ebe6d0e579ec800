"""What filled forms come to: each answer over records, read through the version it was given in.

Versions are united by the names of questions and the codes of choices, which never change their
meaning; where words differ the newest are shown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from inspector_app.domain.form_record import ROW_UID, Answers, texts_of


class ColumnKind(Enum):
    """What the answers to a question are."""

    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DAY = "day"
    TEXT = "text"


class FormColumn(NamedTuple):
    """A question of one version, or of all of them.

    Attributes:
        choices: what may be chosen: code and words.
        outside: they are a list of the day, as that of schools, and not of the form.
        repeat: the name of the outermost repeat that it is asked in, empty for none.
    """

    name: str
    label: str
    kind: ColumnKind
    choices: tuple[tuple[str, str], ...] = ()
    repeat: str = ""
    outside: bool = False

    @property
    def is_coded(self) -> bool:
        """Whether its answers are chosen from a list of the form."""
        return self.kind in {ColumnKind.CHOICE, ColumnKind.CHOICES} and (
            bool(self.choices) and not self.outside
        )

    def words(self, text: str) -> str:
        """Return an answer as people read it."""
        if not self.choices:
            return text
        labels = dict(self.choices)
        codes = text.split() if self.kind is ColumnKind.CHOICES else [text]
        return "、".join(labels.get(code, code) for code in codes)


class FilledForm(NamedTuple):
    """A filled form of one record, with its school and its day.

    Attributes:
        is_sorted: whether the table of coded answers holds what its answers say.
    """

    uid: str
    visit_uid: str
    number: str
    school_code: str
    school_name: str
    day: date | None
    version: str
    digest: str
    answers: Answers
    is_sorted: bool = False


class CodedLine(NamedTuple):
    """One coded answer: of which filled form, in which row of a repeat, to what, and the code."""

    uid: str
    row_uid: str
    name: str
    code: str


class Bucket(NamedTuple):
    """One choice, with the filled form of each time it was chosen."""

    code: str
    label: str
    uids: tuple[str, ...]


class Distribution(NamedTuple):
    """How a question was answered.

    Attributes:
        answered: how often it was: the whole that each bucket is a part of.
        silent: the filled forms without an answer to it; not told of rows of a repeat.
    """

    column: FormColumn
    buckets: tuple[Bucket, ...]
    answered: int
    silent: tuple[str, ...]


class NumberFigures(NamedTuple):
    """What the numbers given to a question come to, exactly."""

    column: FormColumn
    uids: tuple[str, ...]
    total: Fraction
    least: Fraction
    most: Fraction

    @property
    def mean(self) -> Fraction:
        """The mean; there is at least one number."""
        return self.total / len(self.uids)


def united(versions: Sequence[Sequence[FormColumn]]) -> tuple[FormColumn, ...]:
    """Return the questions of some versions, the oldest first, in the order of the newest."""
    whole: list[FormColumn] = []
    for columns in reversed(versions):
        before = -1
        for column in columns:
            at = next((n for n, each in enumerate(whole) if each.name == column.name), None)
            if at is None:
                before += 1
                whole.insert(before, column)
            else:
                whole[at] = _both(column, whole[at])
                before = max(before, at)
    return tuple(whole)


def _both(older: FormColumn, newer: FormColumn) -> FormColumn:
    known = dict(newer.choices)
    choices = (*newer.choices, *((c, w) for c, w in older.choices if c not in known))
    kind = newer.kind if older.kind is newer.kind else _wider(older.kind, newer.kind)
    return newer._replace(choices=choices, kind=kind)


def _wider(one: ColumnKind, other: ColumnKind) -> ColumnKind:
    chosen = {ColumnKind.CHOICE, ColumnKind.CHOICES}
    return ColumnKind.CHOICES if {one, other} == chosen else ColumnKind.TEXT


def newest_of_schools(filled: Iterable[FilledForm]) -> dict[str, FilledForm]:
    """Return the newest filled form of each school by its code."""
    found: dict[str, FilledForm] = {}
    for each in filled:
        before = found.get(each.school_code)
        if each.school_code and (before is None or _age(before) < _age(each)):
            found[each.school_code] = each
    return found


def _age(each: FilledForm) -> tuple[date, str]:
    return each.day or date.min, each.number


def coded_in(columns: Iterable[FormColumn], each: FilledForm) -> Iterator[CodedLine]:
    """Yield the coded answers of one filled form, of a multiple choice each one chosen."""
    kinds = {column.name: column.kind for column in columns if column.is_coded}
    for row_uid, name, text in texts_of(each.answers):
        if name in kinds:
            codes = text.split() if kinds[name] is ColumnKind.CHOICES else [text]
            yield from (CodedLine(each.uid, row_uid, name, c) for c in dict.fromkeys(codes))


def distributions(
    columns: Iterable[FormColumn], filled: Sequence[FilledForm], coded: Iterable[CodedLine]
) -> tuple[Distribution, ...]:
    """Return how each question with choices was answered, in the order of the columns."""
    by_name: dict[str, list[CodedLine]] = {}
    for line in coded:
        by_name.setdefault(line.name, []).append(line)
    return tuple(
        _distribution(column, filled, by_name.get(column.name, []))
        for column in columns
        if column.is_coded
    )


def _distribution(
    column: FormColumn, filled: Sequence[FilledForm], lines: Sequence[CodedLine]
) -> Distribution:
    chosen: dict[str, list[str]] = {code: [] for code, _ in column.choices}
    for line in lines:
        chosen.setdefault(line.code, []).append(line.uid)
    labels = dict(column.choices)
    answered = {(line.uid, line.row_uid) for line in lines}
    told = {line.uid for line in lines}
    return Distribution(
        column,
        tuple(Bucket(c, labels.get(c, c), tuple(uids)) for c, uids in chosen.items()),
        len(answered),
        () if column.repeat else tuple(each.uid for each in filled if each.uid not in told),
    )


def number_figures(
    columns: Iterable[FormColumn], filled: Iterable[FilledForm]
) -> tuple[NumberFigures, ...]:
    """Return what the numbers of each question come to, those without any left out."""
    records = tuple(filled)
    found = (_numbers_of(c, records) for c in columns if c.kind is ColumnKind.NUMBER)
    return tuple(each for each in found if each is not None)


def _numbers_of(column: FormColumn, filled: Iterable[FilledForm]) -> NumberFigures | None:
    values = [
        (each.uid, number)
        for each in filled
        for text in texts_under(each.answers, column)
        if (number := number_of(text)) is not None
    ]
    if not values:
        return None
    numbers = [number for _, number in values]
    return NumberFigures(
        column, tuple(uid for uid, _ in values), sum(numbers, Fraction()), min(numbers),
        max(numbers),
    )  # fmt: skip


def number_of(text: str) -> Fraction | None:
    """Return a number exactly as it is written, ``None`` where it is none."""
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def texts_under(answers: Answers, column: FormColumn) -> Iterator[str]:
    """Yield the answers to a question: one at most, or those of each row of its repeat."""
    if not column.repeat:
        text = answers.get(column.name, "")
        if isinstance(text, str) and text:
            yield text
        return
    yield from (text for row in rows_under(answers, column.repeat) for text in _in_row(row, column))


def _in_row(row: Answers, column: FormColumn) -> Iterator[str]:
    for name, value in row.items():
        if isinstance(value, list):
            yield from (text for inner in value for text in _in_row(inner, column))
        elif name == column.name and name != ROW_UID:
            yield value


def rows_under(answers: Answers, repeat: str) -> Sequence[Mapping[str, object]]:
    """Return the rows of a repeat that stands at the top of the answers."""
    rows = answers.get(repeat, ())
    return rows if isinstance(rows, list) else ()
