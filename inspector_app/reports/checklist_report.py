"""专项检查表: empty for pen and paper, or as it was filled in beside a record."""

from collections.abc import Iterator
from typing import Final

from inspector_app.domain.checklist import Checklist, Item, Scale
from inspector_app.domain.checklist_answers import (
    answer_text,
    score_text,
    standing_of,
    valid_answers,
)
from inspector_app.domain.filled_checklist import Answers, FilledChecklist
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import (
    Align,
    Block,
    Document,
    Emphasis,
    FieldGrid,
    Note,
    Table,
    TableRow,
)
from inspector_app.reports.letter_phrases import places_to_sign
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.visit_report import STATUS_MARK
from inspector_app.reports.words import day, one, pair

MARK: Final = "纸质表"
_COLUMNS: Final = (
    ListColumn("序号", 0.62),
    ListColumn("检查内容", 2.8, Align.LEFT),
    ListColumn("方式", 1.1, Align.LEFT),
    ListColumn("结果", 1.85),
    ListColumn("备注", 1.6, Align.LEFT),
)
_DAY: Final = "　　　年　　月　　日"
_SIGN: Final = ("督查人签字：", "学校负责人签字（盖章）：")


def blank_checklist_report(checklist: Checklist, visit: Visit | None) -> Document:
    """Return the empty form, with number, school and day of a record where there is one."""
    return _document(checklist, visit, MARK, (_table(checklist, None), *_after(checklist)))


def filled_checklist_report(
    visit: Visit, checklist: Checklist, filled: FilledChecklist
) -> Document:
    """Return what was filled in beside a record, its failures and its points below the items."""
    answers = valid_answers(checklist, filled.answers)
    blocks = (_table(checklist, answers), *_result(checklist, answers), *_after(checklist))
    return _document(checklist, visit, STATUS_MARK[visit.status], blocks)


def _document(
    checklist: Checklist, visit: Visit | None, mark: str, blocks: tuple[Block, ...]
) -> Document:
    number = visit.number if visit else ""
    school = visit.school.name if visit and visit.school else ""
    on = day(visit.visited_on) if visit and visit.visited_on else _DAY
    return Document(
        title=checklist.title,
        reference=f"记录编号：{number}" if number else "",
        record_no=number,
        revision=f"第{visit.revision}版" if visit and mark != MARK else "",
        mark=mark,
        blocks=(FieldGrid(rows=(pair("学校（园）", school, "日期", on),)), *blocks),
    )


def _table(checklist: Checklist, answers: Answers | None) -> Table:
    return list_table(_COLUMNS, _rows(checklist, answers))


def _rows(checklist: Checklist, answers: Answers | None) -> Iterator[TableRow]:
    for group in checklist.groups:
        if group:
            yield TableRow(cells=("", group, "", "", ""), emphasis=Emphasis.SUBTOTAL)
        for item in checklist.items:
            if item.group == group:
                star = "★" if item.is_key else ""
                cells = _to_fill(item) if answers is None else _filled(item, answers)
                yield TableRow(cells=(f"{star}{item.number}", item.text, item.method, *cells))


def _to_fill(item: Item) -> tuple[str, str]:
    if item.words:
        boxes = [f"□{word}" for word in item.words]
        pairs = ("　".join(boxes[at : at + 2]) for at in range(0, len(boxes), 2))
        return "\n".join(pairs), ""
    if item.scale is Scale.POINTS:
        return f"＿＿/{item.points} 分", ""
    return (f"＿＿＿{item.unit}", "") if item.scale is Scale.NUMBER else ("", "\n\n")


def _filled(item: Item, answers: Answers) -> tuple[str, str]:
    note = answers.get(item.note_key, "")
    answer = answer_text(item, answers)
    if item.scale is Scale.TEXT:
        return "", "\n".join(part for part in (answer, note) if part)
    return answer or "—", note


def _result(checklist: Checklist, answers: Answers) -> Iterator[Block]:
    found = standing_of(checklist, answers)
    keys = "、".join(f"{item.number} {item.text}" for item in found.failed_keys) or "没有"
    yield FieldGrid(
        rows=(
            pair("已填", f"{found.answered}/{found.asked} 项", "得分", score_text(found.score)),
            pair("不达标", f"{len(found.failed)} 项", "其中★", f"{len(found.failed_keys)} 项"),
            one("不达标的★项", keys),
        )
    )


def _after(checklist: Checklist) -> Iterator[Block]:
    yield places_to_sign(*_SIGN)
    told = (f"版本 {checklist.version}", checklist.nature, f"来源：{checklist.sources}")
    yield Note(text="　".join(part for part in told if part.strip("来源：")))
