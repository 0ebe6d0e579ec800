"""What the 区划 of an office says: who is below whom, and what that is called."""

from typing import Final

_PAIR: Final = 2
_MUNICIPALITIES: Final = frozenset({"11", "12", "31", "50"})
_AUTONOMOUS: Final = frozenset({"15", "45", "54", "64", "65"})


def is_below(code: str, upper: str) -> bool:
    """Say whether a code is of an office below another: 210304 and 210300 are below 210000."""
    stem = upper
    while stem.endswith("00"):
        stem = stem[:-_PAIR]
    if not stem:
        # No 区划 is written yet: nobody is below.
        return False
    return len(code) == len(upper) and code.isdecimal() and code != upper and code.startswith(stem)


def lower_word(code: str) -> str:
    """Return what the offices right below one are called: 市 below a province, else 区."""
    return "市" if code.endswith("0000") and code[:_PAIR] not in _MUNICIPALITIES else "区"


def whole_word(code: str) -> str:
    """Return what all that an office answers for is called: 全区, 全市, 全省."""
    if code.endswith("0000"):
        if code[:_PAIR] in _MUNICIPALITIES:
            return "全市"
        return "全区" if code[:_PAIR] in _AUTONOMOUS else "全省"
    if not code.endswith("00"):
        return "全区"
    # By GB/T 2260 these are 地区, 自治州 and 盟.
    return "各县（市、区）" if "21" <= code[_PAIR:-_PAIR] <= "50" else "全市"
