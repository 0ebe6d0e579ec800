"""Reads values as people and files give them: days, times, options, people, schools, numbers.

Each reader takes a JSON value or a text and returns the typed value; ``ValueError`` says in Chinese
why it cannot.
"""

import re
import uuid
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final, Protocol

from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.base.ids import new_uid
from inspector_app.domain.kept_text import keeping_fault
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.visit import SchoolSnapshot
from inspector_app.sheets.dates import read_date
from inspector_app.sheets.errors import CellError
from inspector_app.sheets.text import plain

_SEPARATORS: Final = re.compile(r"[、，,；;/\s]+")
_BETWEEN_NAMES: Final = re.compile(r"[、，,；;\n]+")
# A list or a NaN of a JSON file would otherwise be kept as Python spells it.
_TEXTS: Final = (str, int, type(None))
_FIGURE: Final = re.compile(r"\d{1,12}(\.\d{1,8})?")
_MOST_DIGITS: Final = 18
_TIME: Final = re.compile(r"([01]?\d|2[0-3])[:.时]([0-5]\d)分?")
_YES: Final = frozenset({"是", "true", "1", "yes", "有", "√", "已出示", "整节"})
_NO: Final = frozenset({"否", "false", "0", "no", "无", "×", "未出示", "半节"})


class Lookup(Protocol):
    """Finds people and schools by what a person writes.

    Attributes:
        limits_texts: whether texts longer than their field are refused.
    """

    limits_texts: bool

    def person_id(self, text: str) -> str:
        """Return the 督学编号 of an id or a name (UserError where it is unknown or ambiguous)."""
        ...

    def school(self, text: str) -> SchoolSnapshot:
        """Return the school of a 标识码 or a name (UserError where it is unknown or ambiguous)."""
        ...

    def campaign(self, text: str) -> str:
        """Return the name of the 专项 that a number names; any other text is a name already."""
        ...

    def basis(self, text: str) -> str:
        """Return how the task of a number stands on a record; any other text as it is."""
        ...


Parser = Callable[[Any, Lookup], Any]


def text_reader(limit: int = 1_000) -> Parser:
    """Return what reads a text of at most ``limit`` characters, line ends made one kind."""

    def parse(value: Any, lookup: Lookup) -> str:
        if type(value) not in _TEXTS:
            msg = "这里要写文字"
            raise ValueError(msg)
        text = "" if value is None else str(value)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if fault := keeping_fault(text, most=limit if lookup.limits_texts else None):
            raise ValueError(fault)
        return text

    return parse


def campaign_reader(limit: int = 200) -> Callable[[Any, Lookup], str]:
    """Return what reads the name of a 专项, or the number of one, which stands for its name."""
    read = text_reader(limit)

    def parse(value: Any, lookup: Lookup) -> str:
        return lookup.campaign(read(value, lookup))

    return parse


def basis_reader(limit: int = 300) -> Callable[[Any, Lookup], str]:
    """Return what reads 指派依据: the number of a task stands for its number and title."""
    read = text_reader(limit)

    def parse(value: Any, lookup: Lookup) -> str:
        return lookup.basis(read(value, lookup))

    return parse


def name_reader(limit: int = 200) -> Callable[[Any, Lookup], tuple[str, ...]]:
    """Return what reads names in a list, or in a text with 、 between them, each once.

    A blank may be a part of a name.
    """
    read = text_reader(limit)

    def parse(value: Any, lookup: Lookup) -> tuple[str, ...]:
        parts = value if isinstance(value, list | tuple) else [value]
        names = (" ".join(name.split()) for part in parts for name in
                 _BETWEEN_NAMES.split(read(part, lookup)))  # fmt: skip
        found = tuple(dict.fromkeys(name for name in names if name))
        read("、".join(found), lookup)
        return found

    return parse


def read_figure(value: Any) -> str:
    """Return a number from 0 up as plain decimal text, "" for none.

    Separators of thousands and a percent sign behind it are let go.

    Raises:
        ValueError: it is no such number.
    """
    if value in (None, ""):
        return ""
    # A float of a file or a cell is what people see there, not its binary neighbour.
    text = plain(str(value)).replace(",", "").removesuffix("%").strip()
    if isinstance(value, bool) or _FIGURE.fullmatch(text) is None:
        msg = f"“{value}”不是 0 或大于 0 的数；请只写数字，可以带小数"
        raise ValueError(msg)
    return text.lstrip("0") if text.lstrip("0")[:1].isdigit() else f"0{text.lstrip('0')}"


def uid_in(data: Mapping[str, Any]) -> str:
    """Return the uuid that ``data`` names, or a new one.

    Raises:
        InputError: it names something that is no uuid.
    """
    given = data.get("uuid")
    if not given:
        return new_uid()
    try:
        return str(uuid.UUID(str(given)))
    except ValueError as error:
        raise InputError(f"“{given}”不是唯一标识（uuid）；没有保存任何内容。") from error


def read_day(value: Any, _lookup: Lookup) -> date | None:
    """Return a day (ValueError where it is not one certain day)."""
    if value in (None, ""):
        return None
    try:
        return read_date(value)
    except CellError as error:
        raise ValueError(error.what) from error


def read_time(value: Any, _lookup: Lookup) -> str:
    """Return a time of day as ``08:30`` (ValueError where it is none)."""
    if value in (None, ""):
        return ""
    found = _TIME.fullmatch(plain(str(value)).replace("：", ":"))
    if found is None:
        msg = f"“{value}”不是时刻；请写成 08:30 这样"
        raise ValueError(msg)
    return f"{int(found[1]):02d}:{found[2]}"


def read_flag(value: Any, _lookup: Lookup) -> bool:
    """Return yes or no (ValueError where it is neither)."""
    if isinstance(value, bool):
        return value
    text = plain(str(value)).lower()
    if text in _YES:
        return True
    if text in _NO or value is None:
        return False
    msg = f"“{value}”不是“是”或“否”"
    raise ValueError(msg)


def read_maybe_flag(value: Any, lookup: Lookup) -> bool | None:
    """Return yes, no or nothing (ValueError where it is none of them)."""
    return None if value in (None, "") else read_flag(value, lookup)


def one_of(words: Mapping[Any, str]) -> Parser:
    """Return what reads one of several options by its word or its code."""

    def parse(value: Any, _lookup: Lookup) -> StrEnum | None:
        if value in (None, ""):
            return None
        member: StrEnum | None = from_label(words, plain(str(value)))
        if member is None:
            msg = f"“{value}”不在选项里；可选：{'、'.join(words.values())}"
            raise ValueError(msg)
        return member

    return parse


def many_of(words: Mapping[Any, str]) -> Parser:
    """Return what reads any of several options, in the order of ``words``."""
    one = one_of(words)

    def parse(value: Any, lookup: Lookup) -> tuple[StrEnum, ...]:
        chosen = {one(part, lookup) for part in parts_of(value)}
        return tuple(member for member in words if member in chosen)

    return parse


def parts_of(value: Any) -> list[Any]:
    """Return the parts of a list, or of a text that is cut at commas and blanks."""
    if value is None:
        return []
    if isinstance(value, list | tuple):
        return list(value)
    return [part for part in _SEPARATORS.split(str(value)) if part]


def read_person(value: Any, lookup: Lookup) -> str:
    """Return the 督学编号 of an id or a name, empty for nothing."""
    return lookup.person_id(str(value)) if value not in (None, "") else ""


def read_people(value: Any, lookup: Lookup) -> tuple[str, ...]:
    """Return the 督学编号 of ids or names, each once."""
    return tuple(dict.fromkeys(lookup.person_id(str(part)) for part in parts_of(value)))


def read_somebody(text: str, lookup: Lookup) -> str:
    """Return the 督学编号 where the roster knows the one who is named, else the name itself.

    Raises:
        InputError: more than one in the roster is called so.
    """
    name = " ".join(text.split())
    try:
        return lookup.person_id(name) if name else ""
    except NotFoundError:
        return name


def read_school(value: Any, lookup: Lookup) -> SchoolSnapshot | None:
    """Return the school of a 标识码 or a name."""
    return None if value in (None, "") else lookup.school(str(value))


def whole_number(value: Any, *, most: int = 1_000_000) -> int:
    """Return a count from 0 up.

    Raises:
        ValueError: it is none.
    """
    text = plain(str(value)) if not isinstance(value, bool) else "x"
    if not text.isdecimal():
        msg = f"“{value}”不是 0 或正整数"
        raise ValueError(msg)
    # More digits than this no count has, and Python reads no number of thousands of them.
    if len(text) > _MOST_DIGITS or int(text) > most:
        msg = f"“{text[:_MOST_DIGITS]}”太大；最多 {most}"
        raise ValueError(msg)
    return int(text)


def read_number(value: Any, _lookup: Lookup) -> int | None:
    """Return a count from 0 up, or nothing (ValueError where it is neither)."""
    return None if value in (None, "") else whole_number(value)
