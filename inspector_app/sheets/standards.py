"""Read an indicator set from a workbook of three sheets: 指标体系, 指标, 县域等级."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from inspector_app.base.errors import InputError, Problem
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.standards import DIRECTION_LABEL
from inspector_app.domain.standard_options import Direction
from inspector_app.domain.standards import MOST_ITEMS, CountyGrade, Item, NumericRule, Standard
from inspector_app.sheets.cells import read_count, read_yes_no
from inspector_app.sheets.errors import CellError
from inspector_app.sheets.lines import Line, mark_repeats, problems_in_order, read_lines
from inspector_app.sheets.table import Column, Layout, Need, Table, find_tables
from inspector_app.sheets.text import compact, free_text, plain, shown, text_of
from inspector_app.sheets.workbook import open_workbook

HEAD, ITEMS, GRADES = "指标体系", "指标", "县域等级"

_ID: Final = re.compile(r"[a-z][a-z0-9-]{1,29}")
_DECIMAL: Final = re.compile(r"\d{1,9}(\.\d{1,6})?")
_OPTIONAL: Final = Need.NEVER


def read_standard(path: Path) -> Standard:
    """Return the set of a workbook.

    Raises:
        InputError: the file is no such workbook, or a cell cannot be taken; each is named.
    """
    tables, _ = find_tables(open_workbook(path), _LAYOUTS, path=path)
    lines = {table.layout.title: read_lines(table) for table in tables}
    items = lines.get(ITEMS, [])
    mark_repeats(items, key=("no",), name="no")
    for line in items:
        _check_rule(line)
    problems = [
        *_absent(tables, (HEAD, ITEMS)),
        *problems_in_order(tables, [line for found in lines.values() for line in found]),
        *_numbers(items, lines.get(HEAD, [])),
    ]
    if problems:
        raise InputError(
            f"“{path.name}”里有 {len(problems)} 处不对，没有导入；改好后再导入一次。",
            problems=problems,
        )
    return _standard(lines)


def _standard(lines: Mapping[str, Sequence[Line]]) -> Standard:
    head = lines[HEAD][0].values
    good = sorted((line for line in lines[ITEMS] if line.good), key=lambda line: line.values["no"])
    return Standard(
        id=head["id"],
        edition=head["edition"],
        name=head["name"],
        source=head["source"],
        items=tuple(_item(line.values) for line in good),
        grades=tuple(CountyGrade(**line.values) for line in lines.get(GRADES, ())),
    )


def _item(values: Mapping[str, Any]) -> Item:
    plain_parts = ("no", "group", "level1", "text", "method", "evidence", "has_basic")
    rule = _rule(values) if values["good"] is not None else None
    return Item(**{name: values[name] for name in plain_parts}, rule=rule)


def _rule(values: Mapping[str, Any]) -> NumericRule:
    percent = values["unit"] == "%" and bool(values["denominator"])
    return NumericRule(
        name=values["name"] or values["text"],
        unit=values["unit"],
        direction=values["direction"] or Direction.AT_LEAST,
        good=values["good"],
        basic=values["basic"],
        numerator=values["numerator"],
        denominator=values["denominator"],
        scale=100 if percent else 1,
        digits=2 if values["digits"] is None else values["digits"],
        within=bool(values["within"]),
        none_passes=bool(values["none_passes"]),
        judged_below=bool(values["judged_below"]),
    )


# -- what cells say together ---------------------------------------------------------------------


def _absent(tables: Iterable[Table], wanted: Iterable[str]) -> Iterator[Problem]:
    there = {table.layout.title for table in tables}
    for title in wanted:
        if title not in there:
            remedy = "请用 standards template 写出的样表，保留各张表的名称"
            yield Problem(where=title, what="没有这张表，或表里没有内容", remedy=remedy)


def _numbers(items: Sequence[Line], head: Sequence[Line]) -> Iterator[Problem]:
    if len(head) > 1:
        yield Problem(where=HEAD, what="有几行", remedy="一个文件只写一个版本，请只留一行")
    found = sorted(line.values["no"] for line in items if line.good and "no" in line.values)
    if len(found) > MOST_ITEMS:
        yield Problem(where=ITEMS, what=f"有 {len(found)} 项，最多 {MOST_ITEMS} 项")
    elif found and found != list(range(1, len(found) + 1)):
        missing = next(n for n in range(1, len(found) + 2) if n not in found)
        what = f"序号不连续，缺第 {missing} 项"
        yield Problem(where=ITEMS, what=what, remedy="请从 1 起连续编号")


def _check_rule(line: Line) -> None:
    """Accuse the cell of a rule that goes with none of the others."""
    values = line.values
    if "good" in line.faults:
        return
    if values.get("good") is None:
        for name in ("numerator", "denominator", "basic", "direction", "judged_below"):
            if values.get(name):
                line.accuse(name, CellError("没有合格线，这一格用不上", "请填合格线，或清空这一格"))
        return
    if bool(values.get("numerator")) != bool(values.get("denominator")):
        empty = "denominator" if values.get("numerator") else "numerator"
        line.accuse(empty, CellError("分子和分母只填了一个", "两格都填，或都清空"))
    if values.get("unit") == "%" and 0 < values["good"] <= 1:
        what = f"合格线写成了 {values['good']}%，多半是百分比格式的单元格"
        line.accuse("good", CellError(what, "请把格式改为“常规”，85% 写成 85"))
    _check_lines(line)


def _check_lines(line: Line) -> None:
    values = line.values
    basic, good = values.get("basic"), values.get("good")
    if basic is None or good is None:
        return
    if not values.get("has_basic"):
        line.accuse("basic", CellError("这一项没有基本合格", "“有基本合格”填“是”，或清空这一格"))
    higher = basic >= good
    if higher is (values.get("direction") is not Direction.AT_MOST):
        line.accuse("basic", CellError("基本合格线比合格线还严，或相同", "请核对两条线和“方向”"))
    if values.get("judged_below"):
        line.accuse("judged_below", CellError("已有基本合格线，不再评判", "请清空其中一格"))


# -- cells ---------------------------------------------------------------------------------------


def _id(value: object) -> str:
    text = compact(text_of(value)).lower()
    if _ID.fullmatch(text) is None:
        remedy = "请用小写字母开头的字母、数字和横线，如 pjph-ln"
        raise CellError(f"{shown(value)}不能作代码", remedy)
    return text


def _edition(value: object) -> str:
    text = compact(text_of(value))
    if "@" in text or len(text) > 30:
        raise CellError(f"{shown(value)}不能作版本", "30 字以内，不带 @，如 2024年版")
    return text


def _words(most: int) -> Any:
    def read(value: object) -> str:
        text = free_text(value)
        if len(text) > most:
            raise CellError(f"有 {len(text)} 字，最多 {most} 字", "请写短一些")
        return text

    return read


def _line(value: object) -> Decimal:
    # Excel hands out a percentage as its hundredth: 85 % as 0.85 would be another line.
    text = plain(text_of(value)).removesuffix("%").strip()
    if isinstance(value, bool) or _DECIMAL.fullmatch(text) is None:
        raise CellError(f"{shown(value)}不是 0 或大于 0 的数", "请只写数字，单位写在“单位”列")
    return Decimal(text)


def _direction(value: object) -> Direction:
    also = {"≥": Direction.AT_LEAST, ">=": Direction.AT_LEAST, "≤": Direction.AT_MOST,
            "<=": Direction.AT_MOST}  # fmt: skip
    text = compact(text_of(value))
    found = also.get(text) or from_label(DIRECTION_LABEL, text)
    if found is None:
        words = "、".join(DIRECTION_LABEL.values())
        raise CellError(f"{shown(value)}不是方向", f"请填：{words}")
    return found


def _digits(value: object) -> int:
    digits = read_count(value)
    if digits > 6:
        raise CellError(f"{shown(value)}位小数太多", "请填 0 到 6")
    return digits


_SHORT, _NAME, _LONG = _words(60), _words(200), _words(2_000)
_LAYOUTS: Final = (
    Layout(
        title=HEAD,
        columns=(
            Column(header="代码", field="id", read=_id),
            Column(header="名称", field="name", read=_SHORT),
            Column(header="版本", field="edition", read=_edition),
            Column(header="来源", field="source", read=_NAME),
        ),
    ),
    Layout(
        title=ITEMS,
        columns=(
            Column(header="序号", field="no", read=read_count),
            Column(header="部分", field="group", read=_SHORT),
            Column(header="一级指标", field="level1", read=_NAME),
            Column(header="指标", field="text", read=_NAME),
            Column(header="评定办法", field="method", read=_LONG),
            Column(header="佐证要求", field="evidence", read=_LONG, need=_OPTIONAL, empty=""),
            Column(
                header="有基本合格", field="has_basic", read=read_yes_no, need=_OPTIONAL,
                empty=False,
            ),
            Column(header="数值名称", field="name", read=_NAME, need=_OPTIONAL, empty=""),
            Column(header="分子", field="numerator", read=_NAME, need=_OPTIONAL, empty=""),
            Column(header="分母", field="denominator", read=_NAME, need=_OPTIONAL, empty=""),
            Column(header="单位", field="unit", read=_SHORT, need=_OPTIONAL, empty=""),
            Column(header="方向", field="direction", read=_direction, need=_OPTIONAL),
            Column(header="合格线", field="good", read=_line, need=_OPTIONAL),
            Column(header="基本合格线", field="basic", read=_line, need=_OPTIONAL),
            Column(header="小数位", field="digits", read=_digits, need=_OPTIONAL),
            Column(header="分子不超过分母", field="within", read=read_yes_no, need=_OPTIONAL),
            Column(header="分母为0算合格", field="none_passes", read=read_yes_no, need=_OPTIONAL),
            Column(header="未达到由人评", field="judged_below", read=read_yes_no, need=_OPTIONAL),
        ),
    ),
    Layout(
        title=GRADES,
        columns=(
            Column(header="等级", field="name", read=_SHORT),
            Column(header="合格至少", field="passes", read=read_count, unit="项"),
            Column(header="基本合格至多", field="basics", read=read_count, unit="项"),
        ),
    ),
)  # fmt: skip
"""The sheets; what the program writes as a template has the same columns."""


def layout_heads() -> Mapping[str, tuple[str, ...]]:
    """Return the columns of each sheet, by its title."""
    return {layout.title: tuple(c.header for c in layout.columns) for layout in _LAYOUTS}
