"""检查表 of a record: undo, what is frozen, what leaves, what other laptops do not have."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.services.edit_journal import NotEditableError
from inspector_app.services.wishes import ChecklistsPrint

FORM = "shuangjian"


@pytest.fixture
def uid(workbench: Workbench, complete: dict[str, Any]) -> str:
    """A draft that can be filed, with a checklist begun."""
    made = workbench.visit_edit.new_from_json(complete).uid
    workbench.checklists.begin(made, FORM)
    return made


def answers(workbench: Workbench, uid: str) -> dict[str, str]:
    return dict(workbench.checklists.of_record(uid).views[0].filled.answers)


def filled(workbench: Workbench, uid: str) -> str:
    return workbench.checklists.of_record(uid).views[0].filled.uid


def test_a_checklist_stands_once_beside_a_record(workbench: Workbench, uid: str) -> None:
    again = workbench.checklists.begin(uid, "双减（校内）专项检查表")
    assert again.uid == filled(workbench, uid)
    assert len(workbench.checklists.of_record(uid).views) == 1
    with pytest.raises(NotFoundError, match="没有检查表“没有的”；可用的有：anquan"):
        workbench.checklists.begin(uid, "没有的")


def test_each_answer_is_taken_back_by_itself_and_typing_of_a_note_as_one(
    workbench: Workbench, uid: str
) -> None:
    service, edit, row = workbench.checklists, workbench.visit_edit, filled(workbench, uid)
    service.answer(row, "q4", "否")
    for text in ("公", "公示", "公示栏空"):
        service.answer(row, "q4_note", text, editing="e")
    service.answer(row, "q4", "")
    undone = edit.undo(uid)
    assert undone is not None
    assert undone.label == "检查表·第 4 项"
    second = edit.undo(uid)
    assert second is not None
    assert second.label == "检查表·第 4 项的备注"
    assert answers(workbench, uid) == {"q4": "否"}
    edit.redo(uid)
    assert answers(workbench, uid) == {"q4": "否", "q4_note": "公示栏空"}
    for _ in range(3):
        edit.undo(uid)
    assert workbench.checklists.of_record(uid).views == ()


def test_answers_are_stored_in_one_form_whatever_the_order_of_typing(
    workbench: Workbench, uid: str
) -> None:
    row = filled(workbench, uid)
    for key, text in (("q10", "是"), ("q1", "符合"), ("q1_note", "e\u0301")):
        workbench.checklists.answer(row, key, text)
    (stored,) = workbench.context.database.rows("SELECT answers FROM checklist")[0]
    assert stored == '{"q1":"符合","q10":"是","q1_note":"é"}'


def test_an_answer_that_cannot_be_leaves_the_old_one(workbench: Workbench, uid: str) -> None:
    row = filled(workbench, uid)
    workbench.checklists.answer(row, "q4", "是")
    with pytest.raises(InputError, match=r"没有保存：“也许”不在选项里.*原来的结果没有改动"):
        workbench.checklists.answer(row, "q4", "也许")
    assert answers(workbench, uid) == {"q4": "是"}


def test_what_is_filed_is_frozen_with_its_answers_and_a_correction_may_be_given_up(
    workbench: Workbench, uid: str
) -> None:
    row = filled(workbench, uid)
    workbench.checklists.answer(row, "q4", "是")
    workbench.visits.file(uid)
    with pytest.raises(NotEditableError):
        workbench.checklists.answer(row, "q4", "否")
    frozen = workbench.visits.revision(uid, 1)
    assert frozen["checklists"][0]["answers"] == {"q4": "是"}
    workbench.visits.correct(uid, reason="核对")
    workbench.checklists.remove(row)
    workbench.visits.abandon_correction(uid)
    assert answers(workbench, uid) == {"q4": "是"}


def test_a_checklist_does_not_change_what_the_school_signed(workbench: Workbench, uid: str) -> None:
    from inspector_app.services.visit_views import content_digest

    before = content_digest(workbench.visits.get(uid))
    workbench.checklists.answer(filled(workbench, uid), "q4", "是")
    assert content_digest(workbench.visits.get(uid)) == before


def test_answers_leave_in_the_bundle_with_teachers_as_aliases(
    workbench: Workbench, uid: str, tmp_path: Path
) -> None:
    row = filled(workbench, uid)
    workbench.checklists.answer(row, "q4", "否")
    workbench.checklists.answer(row, "q4_note", "李明老师的班没有公示")
    workbench.visit_edit.add_lesson_json(uid, {
        "teacher": "李明", "subject": "语文", "period": 1, "class": "三年级1班", "kind": "新授",
        "topic": "古诗", "manner": "推门", "expected": 40, "present": 40, "process": "讲读。",
        "strengths": "清楚。", "weaknesses": "偏快。", "advice": "留白。", "grade": "良",
        "has_plan": True, "homework": "抄写", "listener": "DX001",
    })  # fmt: skip
    assert workbench.visits.gaps(uid) == ()
    workbench.visits.file(uid)
    made = workbench.bundles.export(inspector_id="DX001", month=Month(2026, 11), folder=tmp_path)
    with zipfile.ZipFile(made.path) as archive:
        name = next(each for each in archive.namelist() if each.endswith("records.json"))
        (record,) = json.loads(archive.read(name))["visits"]
    (told,) = record["checklists"]
    assert told["answers"] == {"q4": "否", "q4_note": "教师甲的班没有公示"}
    assert told["digest"] == workbench.checklists.versions.current(FORM).digest


def test_a_version_that_is_not_here_is_kept_shown_by_name_and_not_written_in(
    workbench: Workbench, uid: str
) -> None:
    row = filled(workbench, uid)
    with workbench.context.database.transaction():
        workbench.context.database.execute("UPDATE checklist SET digest = 'other'")
    (view,) = workbench.checklists.of_record(uid).views
    assert (view.checklist, view.filled.title) == (None, "双减（校内）专项检查表")
    with pytest.raises(RefusedError, match=r"本机没有“双减.*不能填写，没有改动"):
        workbench.checklists.answer(row, "q4", "是")
    with pytest.raises(RefusedError, match=r"本机没有“双减.*没有生成文件"):
        workbench.document_trees.of(ChecklistsPrint(uid=uid))


def test_a_version_in_use_stays_when_the_program_brings_another(
    workbench: Workbench, uid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from inspector_app.services import checklist_versions

    shipped = checklist_versions.shipped_checklists()
    newer = {FORM: replace(shipped[FORM], version="2027.1", items=shipped[FORM].items[:3])}
    monkeypatch.setattr(checklist_versions, "shipped_checklists", lambda: newer)
    (view,) = workbench.checklists.of_record(uid).views
    assert view.checklist == shipped[FORM]
    assert workbench.checklists.versions.current(FORM).version == "2027.1"


def test_the_file_refuses_to_change_or_lose_a_published_version(
    workbench: Workbench, uid: str
) -> None:
    from sqlcipher3 import dbapi2

    database = workbench.context.database
    for statement in ("UPDATE checklist_version SET title = ''", "DELETE FROM checklist_version"):
        with pytest.raises(dbapi2.IntegrityError), database.transaction():
            database.execute(statement)
    assert workbench.checks.run().sound
    assert uid
