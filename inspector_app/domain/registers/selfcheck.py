"""自评表: a county's self-assessment by an indicator set, one row an item.

The rows are those of the set and stay; grades of items with a numeric rule follow from their
figures, so that every count of the sheet is read from the items.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from inspector_app.base.errors import Problem
from inspector_app.domain.labels.standards import ITEM_GRADE_LABEL
from inspector_app.domain.registers.by_items import set_and_year, title_by_year
from inspector_app.domain.registers.kind import Entry, Facts, RegisterKind, Values
from inspector_app.domain.registers.shapes import (
    Day,
    Field,
    Figure,
    Files,
    Line,
    OneOf,
    Paragraphs,
    Rows,
    UnitName,
    WholeNumber,
)


def is_touched(row: Mapping[str, Any]) -> bool:
    """Say whether a grade can be read from a row."""
    return bool(row["grade"] or row["value"] or (row["numerator"] and row["denominator"]))


def _checks(entry: Entry, facts: Facts) -> Iterator[Problem]:
    checked = entry.day("checked_on")
    if checked is not None and checked > facts.today:
        yield Problem(where="checked_on", what="自评日期在今天之后", remedy="请核对日期")
    yield from facts.elsewhere


def _hints(entry: Entry, facts: Facts) -> Iterator[Problem]:
    waiting = sum(not is_touched(row) for row in entry.values["items"])
    if waiting:
        yield Problem(where="items", what=f"还有 {waiting} 项没有评")
    year = entry.values["year"]
    if any(other.values["year"] == year for other in facts.others):
        yield Problem(where="year", what=f"{year} 年按这个指标体系已有定稿的自评表")


def _start(today: date, _me: str) -> Values:
    return {"year": today.year, "checked_on": today.isoformat()}


_ITEM: Final = (
    Field(id="item", label="序号", shape=WholeNumber(), needed=True, fixed=True),
    Field(id="numerator", label="分子", shape=Figure()),
    Field(id="denominator", label="分母", shape=Figure()),
    Field(id="value", label="数值", shape=Figure()),
    Field(id="grade", label="评定", shape=OneOf(words=ITEM_GRADE_LABEL)),
    Field(id="explanation", label="自评说明", shape=Paragraphs(limit=4_000, lines=3)),
    Field(id="evidence", label="佐证材料", shape=Paragraphs(limit=1_000, lines=2)),
    Field(id="files", label="佐证文件", shape=Files()),
    Field(id="problem", label="问题说明", shape=Paragraphs(limit=2_000, lines=2)),
    Field(id="unit", label="责任部门", shape=UnitName()),
    Field(id="person", label="责任人", shape=Line(limit=100)),
    Field(id="measures", label="措施", shape=Paragraphs(limit=2_000, lines=2)),
    Field(id="due", label="时限", shape=Day(ahead=True)),
    Field(id="note", label="备注", shape=Line(limit=500)),
)


def _fields() -> Iterator[Field]:
    yield from set_and_year()
    yield Field(id="county", label="自评单位", shape=Line(limit=100), needed=True, hint="县、区名")
    yield Field(id="checked_on", label="自评日期", shape=Day(), needed=True)
    yield Field(id="people", label="参加人员", shape=Line(limit=500))
    items = Rows(noun="指标", fields=_ITEM, page="逐项自评", fixed=True)
    yield Field(id="items", label="各项指标", shape=items, needed=True)
    yield Field(id="summary", label="自评结论", shape=Paragraphs(limit=10_000, lines=4))


SELFCHECK: Final[RegisterKind] = RegisterKind(
    id="selfcheck",
    name="自评表",
    prefix="ZP",
    purpose="按指标体系逐项自评：合格、基本合格、不合格由各项数出，问题写明部门、措施和时限",
    paper="自评表",
    fields=tuple(_fields()),
    title=title_by_year,
    named_by="自评表",
    listed=("year", "checked_on"),
    day="checked_on",
    kin="standard",
    written_by_items=True,
    start=_start,
    checks=_checks,
    hints=_hints,
)
