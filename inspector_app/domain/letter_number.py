"""发文字号 as GB/T 9704-2012, 7.2.5 has it: 机关代字, the whole year in 〔〕, a number, 号."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from inspector_app.base.override import override

LONGEST_CODE: Final = 20
HIGHEST: Final = 99_999
_OPEN, _CLOSE = r"[〔\[【(〈《{]", r"[〕\]】)〉》}]"
_SHAPE: Final = re.compile(
    rf"(?P<code>[^\d\s〔\[【(〈《{{]+){_OPEN}(?P<year>\d{{4}}|\d{{2}})年?{_CLOSE}"
    rf"(?P<ordinal>第?)(?P<serial>\d{{1,6}})(?P<end>号?)"
)
_CENTURY: Final = 2000
_WHOLE_YEAR: Final = 4


@dataclass(frozen=True, slots=True, order=True)
class LetterNumber:
    """One 文号 of a 机关代字 and a year."""

    code: str
    year: int
    serial: int

    @override
    def __str__(self) -> str:
        """Return it as it is printed."""
        return f"{self.code}〔{self.year}〕{self.serial}号"


def read_number(text: str) -> LetterNumber | None:
    """Return which number a text means, however its brackets are written; None where it is none."""
    found = _SHAPE.fullmatch(_plain(text))
    if found is None or code_fault(found["code"]):
        return None
    year, serial = int(found["year"]), int(found["serial"])
    if not 1 <= serial <= HIGHEST:
        return None
    return LetterNumber(found["code"], year if year > 99 else _CENTURY + year, serial)


def spelling_fault(text: str) -> str:
    """Return what of a 文号 is not as the standard has it; empty of what is right, or is none."""
    meant = read_number(text)
    if meant is None or text == str(meant):
        return ""
    found = _SHAPE.fullmatch(_plain(text))
    assert found is not None
    return "；".join(_faults(text, found)) or "有空格或全角数字"


def _faults(text: str, found: "re.Match[str]") -> list[str]:
    wrong = {
        "年份用六角括号〔〕": not ("〔" in text and "〕" in text),
        "年份写全四位": len(found["year"]) < _WHOLE_YEAR,
        "序号前不写“第”": bool(found["ordinal"]),
        "序号不补零": found["serial"].startswith("0"),
        "序号后写“号”": not found["end"],
    }
    return [fault for fault, is_so in wrong.items() if is_so]


def code_fault(code: str) -> str:
    """Return why a text can be no 机关代字, empty where it can."""
    if not code:
        return "机关代字是空的"
    if len(code) > LONGEST_CODE:
        return f"机关代字长于 {LONGEST_CODE} 个字"
    if not code.isalpha():
        return "机关代字只写文字，不带数字、空格、括号和标点"
    return "机关代字末尾不写“第”" if code.endswith("第") else ""


def _plain(text: str) -> str:
    """Return a text without spaces and with half-width digits and brackets."""
    return "".join(unicodedata.normalize("NFKC", text).split())
