"""The content trees of checklists: empty, filled in, and behind the record as its annex."""

from typing import TYPE_CHECKING

from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.domain.filled_checklist import FilledChecklist
from inspector_app.domain.visit import Visit
from inspector_app.services.checklist_versions import ChecklistVersions
from inspector_app.services.context import Context
from inspector_app.services.wishes import BlankChecklistPrint, ChecklistsPrint

if TYPE_CHECKING:
    from inspector_app.reports.document import Document


def blank_checklist(context: Context, wish: BlankChecklistPrint) -> "Document":
    """Return an empty form (NotFoundError where there is no such checklist or record)."""
    from inspector_app.reports.blank_checklist_report import blank_checklist_report

    with context.database.snapshot():
        visit = context.stores.visits.get(wish.uid) if wish.uid else None
        versions = ChecklistVersions(context)
        begun = [f for f in visit.checklists if f.form == wish.form] if visit else []
        checklist = versions.of(begun[0]) if begun else None
        return blank_checklist_report(checklist or versions.current(wish.form), visit)


def filled_checklists(context: Context, visit: Visit, wish: ChecklistsPrint) -> "list[Document]":
    """Return the filled checklists of a record, or the one that is wished for.

    Raises:
        NotFoundError: the record has none, or not that one.
        RefusedError: the version that was filled in is not here.
    """
    from inspector_app.reports.checklist_report import checklist_report

    wanted = [f for f in visit.checklists if not wish.form or f.form == wish.form]
    if not wanted:
        raise NotFoundError(f"记录 {visit.number} 里没有要打印的检查表；没有生成文件。")
    versions = ChecklistVersions(context)
    made = []
    for filled in wanted:
        checklist = versions.of(filled)
        if checklist is None:
            raise RefusedError(_unknown(filled))
        made.append(checklist_report(visit, checklist, filled))
    return made


def _unknown(filled: FilledChecklist) -> str:
    return (
        f"本机没有“{filled.title}”的版本 {filled.version}，没有生成文件；"
        "请向督导室要这张检查表的文件，发布后再打印。"
    )
