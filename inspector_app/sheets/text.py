"""Text as offices type it: full-width characters, stray spaces, marks that mean "nothing"."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Final

from inspector_app.sheets.errors import CellError

# Zero-width characters and marks of direction come with text that was copied from a web page.
_INVISIBLE: Final = dict.fromkeys(
    [0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F)]
)
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
# The last white space of Unicode is U+3000.
_OUTER: Final = "".join(
    sorted({*filter(str.isspace, map(chr, range(0x3001))), *map(chr, _INVISIBLE)})
)
_SPACES: Final = re.compile(r"\s+")
_LINE_ENDS: Final = re.compile(r"(?:_x000D_|\r)\n?")
_EXCEL_ERRORS: Final = frozenset(
    {
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA",
        "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!",
    }
)  # fmt: skip
UNCOMPUTED: Final = "#NO RESULT!"
"""Stands for a formula whose result the file does not hold."""
NOTHING: Final = frozenset({"/", "\\", "-", "--", "无"})


def plain(text: str) -> str:
    """Return ``text`` in half-width characters with one kind of dash, and no outer space."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_DASHES).strip()


def compact(text: str) -> str:
    """Return ``plain`` text without any space: for codes, numbers, names and words of lists."""
    return _SPACES.sub("", plain(text))


def text_of(value: object) -> str:
    """Return a cell as text; a whole number loses the ``.0`` that Excel gave it.

    Raises:
        CellError: the cell holds a date, a time or a tick, not text.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | datetime | time | timedelta):
        raise CellError(
            "这里应是文字，单元格里却是日期或时间",
            "请把单元格格式改为“文本”后重新填写（“3-2”会被 Excel 变成日期）",
        )
    return str(value)


def free_text(value: object) -> str:
    """Return a narrative exactly as written, without outer space and with one kind of line end."""
    return _LINE_ENDS.sub("\n", text_of(value)).strip(_OUTER)


def code_of(value: object) -> str:
    """Return a number or code without spaces, in half-width characters.

    A guard that people put before digits for Excel's sake (an apostrophe, ``="…"``) is removed.
    """
    text = compact(text_of(value))
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    return text.lstrip("'")


def label_of(value: object) -> str:
    """Return a short name that is compared (class, zone, subject): half-width, no inner space."""
    return compact(text_of(value))


def key_of(text: str) -> str:
    """Return what two spellings of one code or name have in common."""
    return compact(text).casefold()


def is_blank(value: object) -> bool:
    """Say whether a cell shows nothing."""
    return value is None or (isinstance(value, str) and not value.strip(_OUTER))


def is_nothing(value: object) -> bool:
    """Say whether a cell is blank or holds a mark that offices write for "none"."""
    return value is None or (isinstance(value, str) and (not (t := compact(value)) or t in NOTHING))


def refuse_excel_error(value: object) -> None:
    """Refuse what a broken formula leaves in a cell.

    Raises:
        CellError: the cell shows #REF!, #N/A or another of Excel's errors, or its formula was
            never worked out.
    """
    if value == UNCOMPUTED:
        raise CellError(
            "公式没有存下结果", "请用 Excel 或 WPS 打开这份文件，保存一次再导入，或直接填写内容"
        )
    if isinstance(value, str) and value.startswith("#") and value.strip() in _EXCEL_ERRORS:
        raise CellError(f"公式出错，单元格显示 {value.strip()}", "请改正公式，或直接填写内容")


def shown(value: object) -> str:
    """Return a cell's content for a sentence: quoted, short, on one line."""
    if isinstance(value, datetime):
        value = f"{value:%Y-%m-%d}"
    text = " ".join(str(value).split())
    return f"“{text[:24]}…”" if len(text) > 24 else f"“{text}”"
