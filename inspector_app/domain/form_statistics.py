"""What forms contribute to the month: each question that its form marks 计次, 均分 or 占比.

Each record is read through the version that it was filled in with; versions are united as in
``form_counts``. Every figure knows the records behind it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from inspector_app.base.override import override
from inspector_app.domain.figures import Count, Ratio
from inspector_app.domain.form_counts import (
    ColumnKind,
    FilledForm,
    FormColumn,
    number_of,
    texts_under,
)


class Role(Enum):
    """What a question is counted for, by the word that the form says it with."""

    TIMES = "计次"
    MEAN = "均分"
    SHARE = "占比"


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of exact numbers, with the records behind it.

    Attributes:
        of: how many numbers there are.
    """

    total: Fraction
    of: int
    uids: tuple[str, ...] = ()

    @property
    def value(self) -> Fraction | None:
        """The mean exactly, ``None`` where there is no number."""
        return self.total / self.of if self.of else None

    @override
    def __str__(self) -> str:
        """Return the mean to two decimals, rounded half up, or ``—``."""
        if self.value is None:
            return "—"
        hundredths = abs(self.value) * 100 + Fraction(1, 2)
        whole, rest = divmod(hundredths.__floor__(), 100)
        return f"{'-' if self.value < 0 and (whole or rest) else ''}{whole}.{rest:02d}"


FormCell = Count | Ratio | Mean


class FormLine(NamedTuple):
    """One figure: what it is of, a choice or nothing, and the number."""

    word: str
    cell: FormCell


class FormFigure(NamedTuple):
    """What one question of one form contributes; ``full`` is its 分值, empty for none."""

    form: str
    column: FormColumn
    role: Role
    full: str
    lines: tuple[FormLine, ...]


def figures_of(
    form: str,
    columns: Iterable[FormColumn],
    roles: Mapping[str, Role],
    filled: Sequence[FilledForm],
    points: Mapping[str, str],
) -> tuple[FormFigure, ...]:
    """Return the figures of one form in the order of its questions.

    Args:
        form: what it is called.
        columns: its questions, all versions united.
        roles: what is counted, by the name of the question; ``points`` their 分值.
        filled: the filled forms of the records that count.
        points: as above.
    """
    return tuple(
        FormFigure(
            form, column, roles[column.name], points.get(column.name, ""),
            tuple(_lines(column, roles[column.name], filled)),
        )
        for column in columns
        if column.name in roles
    )  # fmt: skip


def _lines(column: FormColumn, role: Role, filled: Sequence[FilledForm]) -> Iterator[FormLine]:
    given = [
        (each.visit_uid, text) for each in filled for text in texts_under(each.answers, column)
    ]
    if role is Role.MEAN:
        yield FormLine("", _mean(given))
    elif column.choices and not column.outside:
        yield from _by_choice(column, role, given)
    elif role is Role.SHARE:
        told = {uid for uid, _ in given}
        every = tuple(each.visit_uid for each in filled)
        yield FormLine("填写", Ratio(len(told), len(every), tuple(sorted(told)), every))
    else:
        yield FormLine("", _times(column, given))


def _mean(given: Sequence[tuple[str, str]]) -> Mean:
    numbers = [(uid, n) for uid, text in given if (n := number_of(text)) is not None]
    total = sum((number for _, number in numbers), Fraction())
    return Mean(total, len(numbers), _apart(uid for uid, _ in numbers))


def _times(column: FormColumn, given: Sequence[tuple[str, str]]) -> Count:
    """Return how often it was answered; of whole numbers, which are counts, what they sum to."""
    uids = _apart(uid for uid, _ in given)
    if column.kind is ColumnKind.NUMBER:
        numbers = [n for _, text in given if (n := number_of(text)) is not None]
        if numbers and all(number.denominator == 1 for number in numbers):
            return Count(sum(number.numerator for number in numbers), uids)
    return Count(len(given), uids)


def _by_choice(
    column: FormColumn, role: Role, given: Sequence[tuple[str, str]]
) -> Iterator[FormLine]:
    several = column.kind is ColumnKind.CHOICES
    chosen: dict[str, list[str]] = {code: [] for code, _ in column.choices}
    for uid, text in given:
        for code in dict.fromkeys(text.split() if several else [text]):
            chosen.setdefault(code, []).append(uid)
    every = _apart(uid for uid, _ in given)
    labels = dict(column.choices)
    for code, uids in chosen.items():
        behind = _apart(uids)
        if role is Role.SHARE:
            cell: FormCell = Ratio(len(uids), len(given), behind, every)
        else:
            cell = Count(len(uids), behind)
        yield FormLine(labels.get(code, code), cell)


def _apart(uids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(uids))
