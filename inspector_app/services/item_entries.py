"""Entries that are written by an indicator set: how they begin, and what is refused of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from inspector_app.base.errors import InputError, Problem, RefusedError
from inspector_app.base.ids import new_uid
from inspector_app.domain.item_grade import Graded, graded
from inspector_app.domain.labels.standards import ITEM_GRADE_LABEL
from inspector_app.domain.registers.duty import DUTY
from inspector_app.domain.registers.kind import Entry, RegisterKind, filled_row
from inspector_app.domain.registers.selfcheck import SELFCHECK
from inspector_app.domain.standard_options import ItemGrade
from inspector_app.domain.standards import Item, Standard
from inspector_app.services.context import Context
from inspector_app.services.standards import chosen, shipped
from inspector_app.storage.registers import EntryFilter

ROWS: Final = {SELFCHECK.id: "items", DUTY.id: "duties"}
"""In which field the rows of an item stand, by the kind of entry."""

_PROBLEM_NEEDS: Final = ("problem", "unit", "measures", "due")


def standard_by(context: Context, name: str) -> Standard:
    """Return an edition by any name of it (errors as of ``StandardService.get``)."""
    return chosen((*shipped(), *context.stores.standards.all()), name)


def standard_of_entry(context: Context, entry: Entry) -> Standard:
    """Return the edition that an entry is written by (NotFoundError where it is gone)."""
    return standard_by(context, entry.values["standard"])


def begun_values(context: Context, kind: RegisterKind, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a new entry with a row for every item of its set.

    Raises:
        NotFoundError: there is no such set.
        InputError: a row is of no item of it, or tells a grade that is computed.
    """
    standard = standard_by(context, values["standard"] or shipped()[0].key)
    field = ROWS[kind.id]
    given: list[dict[str, Any]] = values[field]
    for row in given:
        if row["item"] not in standard.by_no:
            raise InputError(f"“{standard.title}”没有第 {row['item']} 项，没有新建；请核对序号。")
    if kind is SELFCHECK:
        _refuse_repeated(given)
        for row in given:
            refuse_grade(standard.by_no[row["item"]], row["grade"])
    rows = [row for item in standard.items for row in _rows_of(kind, item, given)]
    return {
        **values,
        "standard": standard.title,
        field: rows,
        **_last_county(context, kind, values),
    }


def _rows_of(
    kind: RegisterKind, item: Item, given: Iterable[dict[str, Any]]
) -> list[dict[str, Any]]:
    found = [row for row in given if row["item"] == item.no]
    empty = {"uuid": new_uid(), "item": item.no}
    return found or [filled_row(kind.rows(ROWS[kind.id]), empty)]


def _refuse_repeated(rows: Iterable[Mapping[str, Any]]) -> None:
    seen: set[int] = set()
    for row in rows:
        if row["item"] in seen:
            raise InputError(f"第 {row['item']} 项写了两次，没有新建；请只留一次。")
        seen.add(row["item"])


def _last_county(
    context: Context, kind: RegisterKind, values: Mapping[str, Any]
) -> dict[str, str]:  # fmt: skip
    if kind is not SELFCHECK or values["county"]:
        return {}
    before = context.stores.registers.list(EntryFilter(kind=kind.id))
    return {"county": next((entry.values["county"] for entry in before), "")}


# -- what is refused -----------------------------------------------------------------------------


def refuse_written(context: Context, entry: Entry, name: str, value: Any) -> None:
    """Refuse a value of a row that an entry by an indicator set cannot hold.

    Raises:
        RefusedError: the grade of the item is computed, or it has no such grade.
        InputError: the set has no such item.
    """
    field, _, rest = name.partition("/")
    uid, _, part = rest.partition("/")
    if field != ROWS[entry.kind] or part not in {"", "grade", "item"}:
        return
    standard = standard_of_entry(context, entry)
    if part == "grade":
        for row in entry.values[field]:
            if row["uuid"] == uid:
                refuse_grade(standard.by_no[row["item"]], value)
        return
    for number in [row["item"] for row in value] if not part else [value]:
        if number not in standard.by_no:
            raise InputError(f"“{standard.title}”没有第 {number} 项，没有改；请核对序号。")


def refuse_grade(item: Item, grade: str | None) -> None:
    """Refuse a grade that an item cannot be given by people (RefusedError)."""
    if reason := wrong_grade(item, grade):
        raise RefusedError(f"{reason}没有改。")


def wrong_grade(item: Item, grade: str | None) -> str:
    """Return in Chinese why a grade cannot be given to an item by people, "" where it can."""
    if not grade:
        return ""
    if item.is_computed:
        return f"第 {item.no} 项按数值判定，评定由程序算出，不能填；请填分子、分母或数值。"
    if grade == ItemGrade.BASIC and not item.has_basic:
        label = ITEM_GRADE_LABEL[ItemGrade.BASIC]
        return f"第 {item.no} 项没有“{label}”这一档，只能是合格或不合格。"
    if item.rule is not None and grade == ItemGrade.GOOD:
        return f"第 {item.no} 项合格与否按数值判定，这里只能在未达到时评基本合格或不合格。"
    return ""


# -- what keeps it from being filed --------------------------------------------------------------


def item_problems(context: Context, entry: Entry) -> tuple[Problem, ...]:
    """Return what the items of an entry lack before it can be filed."""
    standard = standard_of_entry(context, entry)
    check = _CHECKS[entry.kind]
    return tuple(check(standard, entry))


def _of_selfcheck(standard: Standard, entry: Entry) -> Iterator[Problem]:
    for place, row in enumerate(entry.values["items"]):
        found = graded(standard.by_no[row["item"]], row)
        yield from _of_item(f"items[{place}]", row, found)


def _of_item(where: str, row: Mapping[str, Any], found: Graded) -> Iterator[Problem]:
    told = f"第 {row['item']} 项"
    if found.fault:
        yield Problem(where=f"{where}.{found.missing}", what=f"{told}：{found.fault}")
        return
    if found.grade is None:
        parts = SELFCHECK.rows("items").fields
        label = next(part.label for part in parts if part.id == found.missing)
        yield Problem(where=f"{where}.{found.missing}", what=f"{told}的“{label}”还没有填")
        return
    if found.grade is ItemGrade.GOOD:
        return
    for part in SELFCHECK.rows("items").fields:
        if part.id in _PROBLEM_NEEDS and not str(row[part.id] or "").strip():
            what = f"{told}是{found.word}，“{part.label}”还没有填"
            yield Problem(where=f"{where}.{part.id}", what=what)


def _of_duty(standard: Standard, entry: Entry) -> Iterator[Problem]:
    there = {row["item"] for row in entry.values["duties"]}
    for item in standard.items:
        if item.no not in there:
            what = f"第 {item.no} 项没有分解到部门"
            yield Problem(where="duties", what=what, remedy="请给这一项加一项任务")


_CHECKS: Final[Mapping[str, Callable[[Standard, Entry], Iterator[Problem]]]] = {
    SELFCHECK.id: _of_selfcheck,
    DUTY.id: _of_duty,
}
