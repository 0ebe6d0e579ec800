"""An empty 专项检查表 for pen and paper."""

from typing import Final

from inspector_app.domain.checklist import Checklist, Item, Scale
from inspector_app.domain.visit import Visit
from inspector_app.reports.checklist_rows import checklist_foot, checklist_head, checklist_table
from inspector_app.reports.document import Document

MARK: Final = "纸质表"
# Words with their boxes that stand on one line of the column, in half characters.
_LINE: Final = 19


def blank_checklist_report(checklist: Checklist, visit: Visit | None) -> Document:
    """Return the empty form, with number, school and day of a record where there is one."""
    number = visit.number if visit else ""
    return Document(
        title=checklist.title,
        reference=f"记录编号：{number}" if number else "",
        record_no=number,
        mark=MARK,
        blocks=(
            checklist_head(visit),
            checklist_table(checklist, _cells),
            *checklist_foot(checklist),
        ),
    )


def _cells(item: Item) -> tuple[str, str]:
    if item.words:
        return "\n".join(_lines(item.words)), ""
    if item.scale is Scale.POINTS:
        return f"＿＿/{item.points} 分", ""
    return (f"＿＿＿{item.unit}", "") if item.scale is Scale.NUMBER else ("", "\n\n")


def _lines(words: tuple[str, ...]) -> list[str]:
    """Return words with a box before each, on as few lines as they take."""
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} □{word}".strip()
        if lines[-1] and 2 * len(longer) - longer.count(" ") > _LINE:
            lines.append(f"□{word}")
        else:
            lines[-1] = longer
    return lines
