"""An indicator set as the sheets in which a district writes its own edition."""

from collections.abc import Sequence
from typing import Final

from inspector_app.domain.labels.standards import DIRECTION_LABEL
from inspector_app.domain.standards import Item, Standard
from inspector_app.sheets.standards import GRADES, HEAD, ITEMS, layout_heads
from inspector_app.sheets.writer import TableSheet, TableValue

_NOTES: Final = (
    "改好后导入。内容有改动的要写一个新的版本；导入过的版本不再改，按它写的自评表也就不会变。",
    "填了“合格线”的项按数值判定：有分子、分母的由程序相除，单位是 % 的再乘 100；没有的直接填数值。",
    "方向填“不低于”或“不高于”，不填是“不低于”。“未达到由人评”填“是”的，没有达到合格线时由人评定。",
)


def standard_sheets(standard: Standard) -> tuple[TableSheet, ...]:
    """Return the sheets, filled with an edition."""
    heads = layout_heads()
    head = (standard.id, standard.name, standard.edition, standard.source)
    grades = [(grade.name, grade.passes, grade.basics) for grade in standard.grades]
    return (
        TableSheet(title=HEAD, head=heads[HEAD], rows=[head]),
        TableSheet(title=ITEMS, head=heads[ITEMS], rows=[*map(_row, standard.items)], leading=1),
        TableSheet(title=GRADES, head=heads[GRADES], rows=grades),
        # A sheet of their own: below a table they would be read as its rows.
        TableSheet(title="填写说明", head=("填写说明",), rows=[(note,) for note in _NOTES]),
    )


def _row(item: Item) -> Sequence[TableValue]:
    told = (item.no, item.group, item.level1, item.text, item.method, item.evidence)
    return (*told, _yes(item.has_basic), *_rule(item))


def _rule(item: Item) -> Sequence[TableValue]:
    rule = item.rule
    if rule is None:
        return ("",) * 11
    return (
        rule.name,
        rule.numerator,
        rule.denominator,
        rule.unit,
        DIRECTION_LABEL[rule.direction],
        f"{rule.good:f}",
        "" if rule.basic is None else f"{rule.basic:f}",
        rule.digits,
        _yes(rule.within),
        _yes(rule.none_passes),
        _yes(rule.judged_below),
    )


def _yes(value: bool) -> str:  # noqa: FBT001 - the cell is its only argument
    return "是" if value else ""
