"""专项检查表 as it was filled in beside a record: items, failures, points."""

from collections.abc import Iterator

from inspector_app.domain.checklist import Checklist, Item, Scale
from inspector_app.domain.checklist_answers import (
    answer_text,
    score_text,
    standing_of,
    valid_answers,
)
from inspector_app.domain.filled_checklist import Answers, FilledChecklist
from inspector_app.domain.visit import Visit
from inspector_app.reports.checklist_rows import checklist_foot, checklist_head, checklist_table
from inspector_app.reports.document import Block, Document, FieldGrid
from inspector_app.reports.visit_report import STATUS_MARK
from inspector_app.reports.words import one, pair


def checklist_report(visit: Visit, checklist: Checklist, filled: FilledChecklist) -> Document:
    """Return the form with its answers; what it comes to stands below the items."""
    answers = valid_answers(checklist, filled.answers)
    return Document(
        title=checklist.title,
        reference=f"记录编号：{visit.number}",
        record_no=visit.number,
        revision=f"第{visit.revision}版",
        mark=STATUS_MARK[visit.status],
        blocks=(
            checklist_head(visit),
            checklist_table(checklist, lambda item: _cells(item, answers)),
            *_result(checklist, answers),
            *checklist_foot(checklist),
        ),
    )


def _cells(item: Item, answers: Answers) -> tuple[str, str]:
    note, answer = answers.get(item.note_key, ""), answer_text(item, answers)
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
