"""Lenient readers: one cell in, one exact value out, or a ``CellError`` with the remedy."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from inspector_app.sheets.errors import CellError
from inspector_app.sheets.numerals import number
from inspector_app.sheets.text import code_of, compact, refuse_excel_error, shown, text_of

Reader = Callable[[object], Any]

_MOST: Final = 1_000_000
_MOST_REMEMBERED: Final = 4_096
_WHOLE: Final = re.compile(r"[+]?([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.0+)?")
_DECIMAL: Final = re.compile(r"[-+]?[0-9]*\.?[0-9]+")
_YES: Final = frozenset({"是", "√", "✓", "✔", "☑"})
_NO: Final = frozenset({"否", "×", "✗", "✘"})
_NOT_IN_FILE_NAMES: Final = re.compile(r'[/\\:*?"<>|\x00-\x1f]|^\.')
_TEN_DIGITS: Final = re.compile(r"[0-9]{10}")


def read_count(value: object, *, unit: str = "") -> int:
    """Read a whole number from 0 up; the column's own unit behind it is allowed.

    Raises:
        CellError: it is not a number, negative, not whole or beyond reason.
    """
    if isinstance(value, bool):
        raise CellError(f"{shown(value)}不是数", "请填 0 或正整数")
    if isinstance(value, int | float):
        return _whole(float(value), value)
    text = compact(text_of(value)).removesuffix(unit)
    match = _WHOLE.fullmatch(text)
    if match is not None:
        return _whole(float(match[1].replace(",", "")), value)
    if _DECIMAL.fullmatch(text):
        return _whole(float(text), value)
    spoken = number(text)
    if spoken is None:
        raise CellError(f"{shown(value)}不是数", "请填 0 或正整数，不带别的文字")
    return spoken


def _whole(count: float, value: object) -> int:
    if count < 0:
        raise CellError(f"{shown(value)}是负数", "请填 0 或正整数")
    if not count <= _MOST:  # also false for what is not a number at all
        raise CellError(f"{shown(value)}大得不可能", "请核对后重新填写")
    if not count.is_integer():
        raise CellError(f"{shown(value)}不是整数", "请填 0 或正整数")
    return int(count)


def read_yes_no(value: object) -> bool:
    """Read 是 or 否, a tick or a cross, or Excel's own TRUE and FALSE.

    Raises:
        CellError: it is neither.
    """
    if isinstance(value, bool):
        return value
    text = compact(text_of(value))
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise CellError(f"{shown(value)}不是“是”或“否”", "请填“是”或“否”")


def choice(words: Iterable[str], *, also: Mapping[str, str] | None = None) -> Reader:
    """Return a reader of the words of a list, and of other spellings of them."""
    listed = tuple(words)
    known = {compact(word).casefold(): word for word in listed}
    known.update({compact(other).casefold(): word for other, word in (also or {}).items()})
    remedy = "请填：" + "、".join(listed)

    def read(value: object) -> str:
        word = known.get(compact(text_of(value)).casefold())
        if word is None:
            raise CellError(f"{shown(value)}不在可填的范围内", remedy)
        return word

    return read


def read_school_code(value: object) -> str:
    """Read a 学校（机构）标识码 of ten digits, typed as text or as a number.

    Raises:
        CellError: it does not have ten digits.
    """
    code = code_of(value).removesuffix(".0")
    if not _TEN_DIGITS.fullmatch(code):
        what = f"{shown(value)}不是 10 位的学校标识码"
        raise CellError(what, "请填 10 位数字的学校（机构）标识码")
    return code


def read_person_id(value: object) -> str:
    """Read a 督学编号; it becomes a part of record numbers and of names of files.

    Raises:
        CellError: no file could be named so.
    """
    code = code_of(value)
    if _NOT_IN_FILE_NAMES.search(code):
        what = f"{shown(value)}里有不能写进文件名的符号"
        raise CellError(what, "督学编号请只用字母、数字、文字和横线")
    return code


def memoised(read: Reader) -> Reader:
    """Return ``read`` with a memory: a column repeats a few values a thousand times.

    An error is remembered as well. The reader sees no cell that shows one of Excel's errors. A
    column of numbers repeats nothing: its memory ends where it would only grow.
    """
    seen: dict[tuple[type, object], tuple[Any, CellError | None]] = {}

    def remembering(value: object) -> Any:
        key = (value.__class__, value)
        found = seen.get(key)
        if found is None:
            try:
                refuse_excel_error(value)
                found = (read(value), None)
            except CellError as error:
                found = (None, error)
            if len(seen) < _MOST_REMEMBERED:
                seen[key] = found
        if found[1] is not None:
            raise found[1]
        return found[0]

    return remembering
