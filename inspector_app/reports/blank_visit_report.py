"""An empty 入校督导记录表 with its number, to be filled in by pen and typed later.

It has the rows of the printed record, in their order, with room to write in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from inspector_app.domain.labels.visits import METHOD_LABEL, SESSION_LABEL
from inspector_app.domain.visit import SchoolSnapshot, Visit
from inspector_app.reports.document import (
    CheckBoxes,
    Choice,
    Document,
    Field,
    FieldGrid,
    FieldRow,
    Note,
    PageBreak,
)
from inspector_app.reports.matter_rows import METHOD_WORDS
from inspector_app.reports.visit_report import visit_report
from inspector_app.reports.words import choices

MARK: Final = "纸质表"
_DAY: Final = "　　　年　　月　　日"
_BLANK: Final = "＿＿"
_LAST_BEFORE_THE_TURN: Final = "督导重点"
# Lines of room, by the label of the row: each half of the form fills a page.
_ROOM: Final = {
    "督导重点": 1,
    "督导过程\n（纪实）": 12,
    "亮点与经验": 3,
    "存在问题": 7,
    "督导意见\n和建议": 3,
}


def blank_visit_report(
    number: str, *, school: SchoolSnapshot, lead_id: str, inspector_names: Mapping[str, str]
) -> Document:
    """Return the empty form whose 记录编号 is ``number``; ``lead_id`` may be empty."""
    # A text of one space makes the rows appear that are printed only where they are filled in.
    empty = Visit(
        uid="", number=number, school=school, visited_on=None, lead_id=lead_id,
        arrived_at=" ", campaign=" ", plan_text=" ",
    )  # fmt: skip
    form = visit_report(empty, inspector_names=inspector_names)
    grid, signatures = form.blocks[:2]
    assert isinstance(grid, FieldGrid)
    rows = tuple(FieldRow(fields=tuple(_fields(row))) for row in grid.rows)
    labels = [row.fields[0].label for row in rows]
    turn = labels.index(_LAST_BEFORE_THE_TURN) + 1
    remark = Note(text="编号已留给本表：回来打开这个编号的草稿照此录入，签字盖章后拍照放入。")
    blocks = (
        remark,
        FieldGrid(rows=rows[:turn]),
        PageBreak(),
        FieldGrid(rows=rows[turn:]),
        signatures,
    )
    return replace(form, blocks=blocks, revision="", mark=MARK)


def _fields(row: FieldRow) -> Iterator[Field]:
    for field in row.fields:
        label = field.label
        if label in {"督导日期", "拟回访\n日期"}:
            yield replace(field, content=_DAY)
        elif label == "时段":
            yield replace(field, content=choices(SESSION_LABEL))
        elif label == "督导方式\n及数量":
            yield replace(field, content=_methods())
        elif label in _ROOM:
            yield replace(field, content="\n" * (_ROOM[label] - 1))
        else:
            yield field


def _methods() -> CheckBoxes:
    counted = (METHOD_WORDS.sub(rf"\g<1>{_BLANK}\g<2>", word) for word in METHOD_LABEL.values())
    labels = (f"随机听课{_BLANK}节", *counted)
    return CheckBoxes(choices=tuple(Choice(label=label) for label in labels))
