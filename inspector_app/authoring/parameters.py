"""The column 参数: ``start=0 end=10 step=1``, the few words that each type takes."""

import re
from collections.abc import Mapping
from typing import Final

from inspector_app.authoring.findings import Report
from inspector_app.authoring.formulas import REFERENCE
from inspector_app.authoring.items import Item
from inspector_app.authoring.tables import FormSheet
from inspector_app.authoring.words import CHINESE_TYPE, FROM_FILE
from inspector_app.sheets.text import plain

_PAIR: Final = re.compile(r"([\w-]+)=([^=]+)")
_BETWEEN: Final = re.compile(r"[\s,;]+")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_WHOLE: Final = re.compile(r"\d+")
_TRUTH: Final = re.compile(r"true|false")
_ANY: Final = re.compile(r".+")
_CHOSEN: Final[Mapping[str, re.Pattern[str]]] = {
    "randomize": _TRUTH, "seed": re.compile(rf"{_NUMBER.pattern}|{REFERENCE.pattern}"),
}  # fmt: skip
_KNOWN: Final[Mapping[str, Mapping[str, re.Pattern[str]]]] = {
    "select_one": _CHOSEN,
    "select_multiple": _CHOSEN,
    "rank": _CHOSEN,
    **{name: {**_CHOSEN, "value": _ANY, "label": _ANY} for name in FROM_FILE},
    "range": dict.fromkeys(("start", "end", "step"), _NUMBER),
    "image": {"max-pixels": _WHOLE},
    "text": {"rows": _WHOLE},
}
_RANGE: Final = "请写成 start=0 end=10 step=1"


def check_parameters(item: Item, sheet: FormSheet, report: Report) -> None:
    """Report what a type does not take; write what it takes as the compiler reads it."""
    text = re.sub(r"\s*=\s*", "=", plain(item.values.get("parameters", "")))
    where = sheet.at(item.row, "parameters")
    known = _KNOWN.get(item.type)
    if known is None or not (text or item.type == "range"):
        return
    given: dict[str, str] = {}
    for part in filter(None, _BETWEEN.split(text)):
        pair = _PAIR.fullmatch(part)
        key = pair[1].lower() if pair else ""
        if pair is None or key not in known or not known[key].fullmatch(pair[2]):
            word = CHINESE_TYPE.get(item.type, item.type)
            remedy = _RANGE if item.type == "range" else f"“{word}”能写：{'、'.join(known)}"
            report.error("parameters", where, f"参数“{part}”不对", remedy)
            return
        given[key] = pair[2]
    if item.type == "range":
        _check_range(given, where, report)
    if "seed" in given and given.get("randomize") != "true":
        report.error("parameters", where, "写了 seed，没有写 randomize=true", "请写上，或删去 seed")
    if given:
        item.values["parameters"] = " ".join(f"{key}={value}" for key, value in given.items())


def _check_range(given: Mapping[str, str], where: str, report: Report) -> None:
    usual = {"start": "1", "end": "10", "step": "1"}
    start, end, step = (float(given.get(key, usual[key])) for key in usual)
    if step == 0 or start == end or abs(step) > abs(end - start):
        report.error("range-wrong", where, "范围的起、止、步长不对", _RANGE)
