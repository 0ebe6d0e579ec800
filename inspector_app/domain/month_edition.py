"""The office's month: numbered editions until it is reported upward, and noted deviations."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from inspector_app.domain.figures import Cell, Count, Ratio
from inspector_app.domain.monthly_table import MonthlyTable
from inspector_app.domain.table_difference import DISTRICT, Difference
from inspector_app.domain.table_labels import FIGURE_LABEL

_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_RATIO: Final = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")


NO_RECORD: Final = "没有记录：还没有报，或本月没有入校"
NO_REPORT: Final = "还没有交月报；收到的记录已计入"


class Handed(NamedTuple):
    """Of whom records are in a table, and of whom they should be.

    One who reports that there was no visit is among the missing: no record says so.

    Attributes:
        missing: the 督学编号 of those who answer for schools and have no record in it.
    """

    have: int
    of: int
    missing: tuple[str, ...]


class Offices(NamedTuple):
    """Of how many offices below the month was here; ``word`` is what they are called."""

    have: int
    of: int
    word: str
    missing: tuple[str, ...] = ()


class Edition(NamedTuple):
    """One edition of a month's table.

    Attributes:
        missing: the names of those whose month was not here.
        differences: to the edition before; none of the first.
        lacks: what of them was missing, in words.
        offices: of an office above others, whose months were here.
        since_lock: whether it was issued after the lock, for what came then.
    """

    number: int
    have: int
    of: int
    missing: tuple[str, ...]
    at: str
    actor: str
    check_code: str
    differences: tuple[Difference, ...]
    lacks: str = NO_RECORD
    offices: Offices | None = None
    since_lock: bool = False

    @property
    def title(self) -> str:
        """第1版　22/25 人　未齐, or above districts 第1版　2/3 区已报　未齐."""
        words = [f"第{self.number}版{'（锁定以后）' if self.since_lock else ''}"]
        words += [f"{x.have}/{x.of} {x.word}已报" for x in (self.offices,) if x]
        words += [f"{self.have}/{self.of} 人"] if self.of or not self.offices else []
        words += ["未齐"] if self.missing or (self.offices and self.offices.missing) else []
        return "　".join(words)

    @property
    def face(self) -> str:
        """What stands on its face: an incomplete one says so and who is missing.

        Where no laptop hands over, records are all that is known: who was nowhere in the month
        looks like who has not reported.
        """
        lacks = [
            f"{'、'.join(x.missing)}（还没有报来）" for x in (self.offices,) if x and x.missing
        ]
        lacks += [f"{'、'.join(self.missing)}（{self.lacks}）"] if self.missing else []
        return f"{self.title}，尚缺：{'；'.join(lacks)}" if lacks else self.title


class Deviation(NamedTuple):
    """What the office noted beside a counted figure; it changes no figure and no sum.

    Attributes:
        row: 合计, a zone's name or a 督学编号.
        figure: the name of the figure; ``part`` that of a breakdown, or nothing.
    """

    uid: str
    row: str
    figure: str
    part: str
    value: str
    reason: str
    noted_by: str

    @property
    def cell(self) -> tuple[str, str]:
        """The row and the figure as printed tables name it: ``by_type/专项`` of a part."""
        return self.row, f"{self.figure}/{self.part}" if self.part else self.figure

    def words(self, names: Mapping[str, str]) -> str:
        """Return what the foot of the table says; ``names`` are those of the inspectors."""
        label = FIGURE_LABEL[self.figure] + (f"·{self.part}" if self.part else "")
        return (
            f"* {names.get(self.row, self.row)}　{label}：督导室注明 {self.value}，"
            f"{self.reason}（不计入合计）"
        )


def handed(table: MonthlyTable) -> Handed:
    """Return whose records are in a table: those that answer for a school are expected."""
    visits = {person: _value(row["visits"]) for person, row in table.inspectors.items()}
    expected = [
        person
        for person, row in table.inspectors.items()
        if visits[person] or _value(row["assigned_schools"])
    ]
    missing = tuple(person for person in expected if not visits[person])
    return Handed(len(expected) - len(missing), len(expected), missing)


def _value(cell: object) -> int:
    assert isinstance(cell, Count)
    return cell.value


def row_named(table: MonthlyTable, people: Mapping[str, str], text: str) -> str | None:
    """Return the row that a person means: 合计 or 全区, a zone, a 督学编号 or a name."""
    if text in {DISTRICT, "全区"}:
        return DISTRICT
    if text in table.zones or text in table.inspectors:
        return text
    named = [person for person, name in people.items() if name == text]
    return named[0] if len(named) == 1 else None


def figure_named(figures: Sequence[str], text: str) -> tuple[str, str] | None:
    """Return figure and part of what a person calls a column: ``督导类型·专项`` or ``visits``."""
    name, _, part = text.replace("/", "·").partition("·")
    known = [figure for figure in figures if name in {figure, FIGURE_LABEL[figure]}]
    return (known[0], part) if known else None


def noted_value(cell: Cell, text: str) -> str | None:
    """Return a number to note beside a figure in plain digits, ``None`` where it is none of it.

    It is a whole number, beside a ratio ``5/6``: never more than the whole.
    """
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if not isinstance(cell, Ratio):
        return plain if _WHOLE.fullmatch(plain) else None
    parts = _RATIO.fullmatch(plain)
    fits = parts is not None and int(parts[1]) <= int(parts[2]) > 0
    return plain if fits else None
