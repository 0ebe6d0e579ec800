"""What was read from a Word file, in the words that people read, and what a draft may take."""

from collections.abc import Mapping
from typing import Any

from inspector_app.base.errors import Problem, RefusedError
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.labels.visits import METHOD_LABEL
from inspector_app.domain.visit import SchoolSnapshot, Visit
from inspector_app.domain.visit_options import MethodCounts


def shown_value(key: str, value: Any, school: SchoolSnapshot | None) -> str:
    """Return the value of a field as people read it."""
    if key == "school" and school is not None:
        return school.name
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return "、".join(f"{METHOD_LABEL[k].split('（')[0]} {count}" for k, count in value.items())
    if isinstance(value, list):
        return "、".join(str(TOPIC_LABEL.get(each, each)) for each in value)
    return str(value)


def skipped_problem(skipped: tuple[str, ...]) -> Problem:
    """Return the words on the sections that are never read from Word."""
    return Problem(where="、".join(skipped), what="不从 Word 读入", remedy="要的话请在记录里填写")


def refuse_of_another(
    visit: Visit, file_name: str, number: str, school: SchoolSnapshot | None
) -> None:
    """Refuse to put into a draft the form of another record or another school.

    Raises:
        RefusedError: the form's number or its school is not that of the draft.
    """
    if number and number != visit.number:
        raise RefusedError(
            f"“{file_name}”上的记录编号是 {number}，不是草稿 {visit.number}，没有读入任何内容；"
            f"请读入 {number} 的草稿，或新建草稿。"
        )
    chosen = visit.school if "school" not in visit.prefilled else None
    if chosen is not None and school is not None and chosen.code != school.code:
        raise RefusedError(
            f"“{file_name}”写的是{school.name}，草稿 {visit.number} 选的是{chosen.name}，"
            "没有读入任何内容；请先改对学校，或新建草稿。"
        )


def uncounted(visit: Visit, printed: Mapping[str, str]) -> dict[str, str]:
    """Return the numbers of a print that differ from what the record counts already."""
    counted: MethodCounts = visit.methods_counted
    return {k: count for k, count in printed.items() if int(count) != getattr(counted, k)}
