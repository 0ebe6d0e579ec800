"""The lines of a preview: which rows are new, changed, in conflict or refused."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final

from inspector_app.domain.school import Assignment, Inspector, School
from inspector_app.services.import_plan import RosterPlan, Sorted, Todo, VisitPlan
from inspector_app.services.import_report import Fate, ImportLine
from inspector_app.sheets.lines import Refusal, RefusedRow

_NEW_SHOWN: Final = 200
_REFUSAL: Final = {
    Refusal.OWN_CELL: "有单元格要改",
    Refusal.HANGS_ON_REFUSED: "所属的行没有导入",
    Refusal.SHEET: "整张表没有读入",
}


def roster_lines(
    plan: RosterPlan, refused: Iterable[RefusedRow], *, names: Mapping[str, str]
) -> Iterator[ImportLine]:
    """Yield the lines of a roster.

    Args:
        plan: the sorted roster.
        refused: the rows that are left out.
        names: name of each inspector by id.
    """
    schools = {school.code: school.name for school in plan.schools.written}
    known = {code: school.name for code, school in plan.known.items()} | schools

    def title(value: Any) -> str:
        match value:
            case School():
                return f"{value.name}（{value.code}）"
            case Inspector():
                return f"{value.name}（{value.id}）"
            case Assignment():
                person = names.get(value.inspector_id, value.inspector_id)
                return f"{person}—{known.get(value.school_code, value.school_code)}"
        return str(value)

    for part in plan.parts:
        yield from _fates(part, title, lambda value: _roster_detail(value, plan.known))
    yield from _refused(refused)


def visit_lines(plan: VisitPlan, refused: Iterable[RefusedRow]) -> Iterator[ImportLine]:
    """Yield the lines of past records."""
    for part in plan.parts:
        yield from _fates(part, _row_title, lambda _: "")
    yield from _refused(refused)


def _fates(part: Sorted[Any], title: Any, detail: Any) -> Iterator[ImportLine]:
    for value in islice(part.new, _NEW_SHOWN):
        yield ImportLine(kind=part.kind, fate=Fate.NEW, title=title(value), detail=detail(value))
    for value in part.changed:
        yield ImportLine(
            kind=part.kind, fate=Fate.CHANGED, title=title(value), detail=detail(value)
        )
    for problem in part.conflicts:
        yield ImportLine(
            kind=part.kind, fate=Fate.CONFLICT, title=problem.where, detail=problem.what
        )


def _refused(rows: Iterable[RefusedRow]) -> Iterator[ImportLine]:
    for row in rows:
        number = f"（{row.number}）" if row.number else ""
        title = f"{row.sheet}第 {row.row} 行{number}"
        detail = _REFUSAL[row.reason]
        yield ImportLine(kind=row.kind, fate=Fate.REFUSED, title=title, detail=detail)


def _row_title(todo: Todo[Any]) -> str:
    row = todo.row
    number = getattr(row, "number", "") or row.record_number
    told = getattr(row, "school_name", "") or getattr(row, "class_name", "")
    return f"{number} {told}".strip()


def _roster_detail(value: Any, known: Mapping[str, School]) -> str:
    match value:
        case School():
            return _school_detail(value, known.get(value.code))
        case Assignment(start=start, end=end):
            return f"自 {start}" + (f" 至 {end}" if end else "")
        case Inspector():
            return value.zone
    return ""


def _school_detail(school: School, known: School | None) -> str:
    if known is None:
        return ""
    told = []
    if school.name != known.name:
        told.append(f"原名{known.name}")
    if school.closed_on != known.closed_on:
        told.append(f"{school.closed_on} 停办" if school.closed_on else "恢复办学")
    return "，".join(told) or "内容有更新"
