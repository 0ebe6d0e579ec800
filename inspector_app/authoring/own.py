"""The columns that only this program knows: 统计, 台账, 依据, 分值."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from inspector_app.authoring.findings import Report
from inspector_app.authoring.items import Item
from inspector_app.authoring.tables import FormSheet
from inspector_app.authoring.words import OWN_COLUMNS
from inspector_app.sheets.text import compact

Own = Mapping[str, Mapping[str, str]]
"""What the own columns say, by the name of the question and the column."""

COUNTING: Final = ("计次", "均分", "占比")
LEDGER: Final = ("问题", "责任人", "期限", "严重程度")
_POINTS: Final = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
_BASIS: Final = "依据"


def take_own(items: Iterable[Item], sheet: FormSheet, report: Report) -> Own:
    """Take the own columns off the items; 依据 becomes a line of the hint."""
    found: dict[str, dict[str, str]] = {}
    for item in items:
        given = {c: text for c in OWN_COLUMNS if (text := item.values.pop(c, ""))}
        if not given or item.made:
            continue
        if not item.name:
            what = f"“{'、'.join(given)}”写在没有名称的行里"
            report.error("own-nameless", sheet.at(item.row, next(iter(given))), what, "请写上名称")
            continue
        _check_own(item, given, sheet, report)
        found[item.name] = given
        if _BASIS in given:
            _as_hint(item, given[_BASIS])
    return found


def _check_own(item: Item, given: Mapping[str, str], sheet: FormSheet, report: Report) -> None:
    for column, known in (("统计", COUNTING), ("台账", LEDGER)):
        word = compact(given.get(column, ""))
        if word and word not in known and not (column == "台账" and item.type == "begin_repeat"):
            where = sheet.at(item.row, column)
            report.error(
                "own-word", where, f"“{word}”不是“{column}”能填的", f"请填：{'、'.join(known)}"
            )
    points = compact(given.get("分值", ""))
    if points and not _POINTS.fullmatch(points.removesuffix("分")):
        report.error("own-points", sheet.at(item.row, "分值"), f"“{points}”不是分值", "请填一个数")


def _as_hint(item: Item, basis: str) -> None:
    columns = [c for c in item.values if c.split("::", 1)[0] == "hint"]
    if not columns:
        languages = [c.split("::", 1)[1:] for c in item.values if c.split("::", 1)[0] == "label"]
        columns = ["::".join(("hint", *language)) for language in languages or [[]]]
    for column in columns:
        told = item.values.get(column, "")
        item.values[column] = "\n".join(filter(None, (told, f"{_BASIS}：{basis}")))
