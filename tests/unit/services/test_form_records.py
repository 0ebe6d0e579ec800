"""表单 of a record: published, answered, undone, filed, moved to another version."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.errors import IncompleteError, InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.issue import Severity
from inspector_app.reports.document import Table
from inspector_app.services.edit_journal import NotEditableError
from inspector_app.services.wishes import BlankFormPrint, FormsPrint
from inspector_app.xform import FormDef, load_form
from tests.form_packages import BINDS, BODY, package, xform
from tests.form_packages import text as typed

BASE = "/data/base"


@pytest.fixture
def demo(workbench: Workbench, tmp_path: Path) -> str:
    """The small form, published."""
    return workbench.form_versions.publish(package(tmp_path, xform())).form


@pytest.fixture
def uid(workbench: Workbench, complete: dict[str, Any]) -> str:
    """A draft that can be filed."""
    return workbench.visit_edit.new_from_json(complete).uid


@pytest.fixture
def row(workbench: Workbench, uid: str, demo: str) -> str:
    """The form, begun beside the draft."""
    return workbench.forms.begin(uid, demo).uid


def answers(workbench: Workbench, uid: str) -> dict[str, Any]:
    (record,) = workbench.forms.of_record(uid).records
    return {name: text for name, text in record.answers.items() if name != "instanceID"}


def school(workbench: Workbench) -> str:
    return workbench.schools.board()[0].school.code


def test_what_the_record_knows_is_answered_when_a_form_is_begun(
    workbench: Workbench, uid: str
) -> None:
    workbench.shipped_forms.publish("kaixue")
    workbench.forms.begin(uid, "kaixue")
    known = answers(workbench, uid)
    visit = workbench.visits.get(uid)
    assert known["visit_date"] == str(visit.visited_on)
    assert (known["school"], known["stage"]) == (visit.school_code, "primary")
    workbench.visit_edit.undo(uid)
    assert workbench.forms.of_record(uid).records == ()


def test_what_the_record_does_not_know_stays_open(workbench: Workbench) -> None:
    bare = workbench.visit_edit.new(visited_on=date(2026, 11, 19)).uid
    workbench.shipped_forms.publish("kaixue")
    workbench.forms.begin(bare, "kaixue")
    known = answers(workbench, bare)
    assert known["visit_date"] == "2026-11-19"
    assert {"school", "zone", "stage"}.isdisjoint(known)


def test_a_version_is_published_once_and_another_content_needs_another_version(
    workbench: Workbench, tmp_path: Path
) -> None:
    service = workbench.form_versions
    first = service.publish(package(tmp_path, xform()))
    assert (first.form, first.version, first.already) == ("demo", "1", False)
    assert service.publish(package(tmp_path, xform())).already
    with pytest.raises(RefusedError, match=r"版本 1 已经有了，内容不同.*改成新的"):
        service.publish(package(tmp_path, xform(binds=BINDS.replace("10000", "99"))))
    with pytest.raises(RefusedError, match="已经是表单 demo 的名称"):
        service.publish(package(tmp_path, xform(form="other"), form="other"))
    (offered,) = service.offered()
    assert (offered.versions, offered.used) == (("1",), 0)


def test_a_file_that_is_no_package_or_no_form_is_refused_with_what_to_do(
    workbench: Workbench, tmp_path: Path
) -> None:
    (tmp_path / "x.form").write_bytes(b"PK")
    with pytest.raises(InputError, match="不是发布的表单，或已经损坏"):
        workbench.form_versions.publish(tmp_path / "x.form")
    with pytest.raises(InputError, match=r"不能填写，没有采用.*改好后重新发布"):
        workbench.form_versions.publish(package(tmp_path, "<h/>"))
    assert workbench.form_versions.offered() == ()


def test_published_versions_cannot_be_changed_or_deleted(workbench: Workbench, demo: str) -> None:
    database = workbench.context.database
    for statement in ("UPDATE form_version SET title = 'x'", "DELETE FROM form_version"):
        with pytest.raises(Exception, match="a published form"), database.transaction():
            database.execute(statement)
    assert workbench.form_versions.current(demo).title == "示范表单"


def test_a_form_stands_once_beside_a_record_and_an_unknown_one_is_named(
    workbench: Workbench, uid: str, row: str
) -> None:
    assert workbench.forms.begin(uid, "示范表单").uid == row
    with pytest.raises(NotFoundError, match="没有表单“没有的”；本机发布过的有：demo"):
        workbench.forms.begin(uid, "没有的")


def test_answers_are_kept_with_what_is_worked_out_from_them(
    workbench: Workbench, uid: str, row: str
) -> None:
    for name, text in (("pupils", "90"), ("classes", "2"), ("ways", "meals docs")):
        workbench.forms.set(row, f"{BASE}/{name}", text)
    assert answers(workbench, uid) == {
        "school": workbench.visits.get(uid).school_code, "classes": "2", "pupils": "90",
        "per": "45", "ways": "meals docs", "total": "0", "finding": [],
    }  # fmt: skip
    stored = workbench.context.database.rows("SELECT answers FROM form_record")[0][0]
    assert stored == json.dumps(
        json.loads(stored), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def test_undo_takes_one_answer_back_and_rows_with_all_that_is_in_them(
    workbench: Workbench, uid: str, row: str
) -> None:
    forms, edit = workbench.forms, workbench.visit_edit
    forms.set(row, f"{BASE}/pupils", "90")
    forms.add(row, "/data/finding")
    forms.set(row, "/data/finding[1]/f_text", "栏杆松动")
    forms.add(row, "/data/finding")
    forms.remove_row(row, "/data/finding[1]")
    assert [r.get("f_text", "") for r in answers(workbench, uid)["finding"]] == [""]
    undone = edit.undo(uid)
    assert undone is not None
    assert undone.label == "表单·finding"
    assert [r.get("f_text", "") for r in answers(workbench, uid)["finding"]] == ["栏杆松动", ""]
    labels = [found.label for _ in range(4) if (found := edit.undo(uid)) is not None]
    assert labels == ["表单·finding", "表单·f_text", "表单·finding", "表单·pupils"]
    assert "pupils" not in answers(workbench, uid)
    edit.redo(uid)
    assert answers(workbench, uid)["pupils"] == "90"


def test_typing_in_one_text_is_one_change(workbench: Workbench, uid: str, row: str) -> None:
    for text in ("操", "操场", "操场平整"):
        workbench.forms.set(row, f"{BASE}/remark", text, editing="e")
    workbench.visit_edit.undo(uid)
    assert "remark" not in answers(workbench, uid)


def test_an_answer_that_cannot_be_leaves_the_old_one(
    workbench: Workbench, uid: str, row: str
) -> None:
    with pytest.raises(InputError, match=r"没有保存：.*原来的回答没有改动"):
        workbench.forms.set(row, f"{BASE}/per", "1")
    with pytest.raises(InputError, match="没有保存"):
        workbench.forms.set(row, f"{BASE}/nothing", "1")
    with pytest.raises(InputError, match="第 2 个字符不能保存"):
        workbench.forms.set(row, f"{BASE}/remark", "a\x00b")
    assert "remark" not in answers(workbench, uid)


def test_schools_come_from_the_roster(workbench: Workbench, uid: str, row: str) -> None:
    opened = workbench.forms.open(row)
    assert opened.filling is not None
    offered = opened.filling.session.choices(f"{BASE}/school")
    known = {school.code: school.name for school in workbench.context.stores.schools.all()}
    assert {choice.value: choice.label for choice in offered} == known
    assert {"zone", "stage", "kind"} <= set(offered[0].columns)


def test_filing_refuses_open_points_and_names_the_first(
    workbench: Workbench, uid: str, row: str
) -> None:
    workbench.forms.set(row, f"{BASE}/pupils", "-1")
    workbench.forms.set(row, f"{BASE}/school", "")
    with pytest.raises(IncompleteError) as refused:
        workbench.visits.file(uid)
    (problem,) = refused.value.problems
    assert problem.sentence() == (
        "forms：表单“示范表单”还有 2 处没有填好（学校、学生数）；打开表单，按 F8 一处一处补齐"
    )
    assert workbench.visits.gaps(uid) == refused.value.problems


def test_filing_drops_what_does_not_apply_after_telling_it(
    workbench: Workbench, uid: str, row: str
) -> None:
    forms = workbench.forms
    forms.set(row, f"{BASE}/school", school(workbench))
    forms.set(row, f"{BASE}/ways", "meals")
    forms.set(row, "/data/meals/m_n", "3")
    forms.set(row, f"{BASE}/ways", "docs")
    hints = [hint.what for hint in workbench.visits.record(uid).hints]
    assert "表单“示范表单”里有 1 个回答不再适用（陪餐次数），定稿时去掉" in hints
    assert answers(workbench, uid)["m_n"] == "3"
    workbench.visits.file(uid)
    assert "m_n" not in answers(workbench, uid)
    assert workbench.visits.revision(uid, 1)["forms"][0]["answers"]["ways"] == "docs"
    with pytest.raises(NotEditableError):
        forms.set(row, f"{BASE}/ways", "meals")


def test_a_file_that_a_form_must_have_is_told_and_does_not_hold_the_record_up(
    workbench: Workbench, uid: str, tmp_path: Path
) -> None:
    binds = BINDS + '<bind nodeset="/data/base/remark" type="binary" required="true()"/>'
    body = BODY.replace(
        typed("/data/base/remark", "备注", looks="multiline"),
        '<upload ref="/data/base/remark" mediatype="application/*">'
        "<label>检测报告</label></upload>",
    )
    assert body != BODY
    form = workbench.form_versions.publish(package(tmp_path, xform(binds=binds, body=body))).form
    row = workbench.forms.begin(uid, form).uid
    workbench.forms.set(row, f"{BASE}/school", school(workbench))
    hints = [hint.what for hint in workbench.visits.record(uid).hints]
    assert "表单“示范表单”要有文件（检测报告），表单里只能放图片，请另存在记录的资料里" in hints
    workbench.visits.file(uid)


def found(workbench: Workbench, row: str, **more: str) -> None:
    """Fill the form in with one finding."""
    forms = workbench.forms
    forms.set(row, f"{BASE}/school", school(workbench))
    forms.add(row, "/data/finding")
    for name, text in {"f_text": "消防通道堆物", "f_grave": "serious", **more}.items():
        forms.set(row, f"/data/finding[1]/{name}", text)


def test_findings_become_issues_of_the_record_once(
    workbench: Workbench, uid: str, row: str
) -> None:
    before = len(workbench.visits.get(uid).issues)
    found(workbench, row, f_by="2099-01-01", f_who="总务主任")
    assert workbench.form_filing.make_issues_of(row) == 1
    with pytest.raises(RefusedError, match="都已经在“存在问题”里了"):
        workbench.form_filing.make_issues_of(row)
    made = workbench.visits.get(uid).issues[-1]
    assert (made.description, made.responsible) == ("消防通道堆物", "总务主任")
    assert (made.severity, made.uid) == (
        Severity.SERIOUS, answers(workbench, uid)["finding"][0]["_uuid"],
    )  # fmt: skip
    assert len(workbench.visits.get(uid).issues) == before + 1


def test_filing_asks_for_what_an_issue_of_a_form_misses_and_changes_nothing(
    workbench: Workbench, uid: str, row: str
) -> None:
    found(workbench, row)
    before = workbench.visits.get(uid)
    with pytest.raises(IncompleteError, match="请先在表单里按“列入存在问题”") as refused:
        workbench.visits.file(uid)
    assert "的类别" in "".join(problem.what for problem in refused.value.problems)
    assert workbench.visits.get(uid) == before
    workbench.form_filing.make_issues_of(row)
    issue = workbench.visits.get(uid).issues[-1]
    category = workbench.visits.get(uid).issues[0].category if before.issues else "安全"
    for name, value in (("category", category), ("deadline", date(2099, 1, 1))):
        workbench.visit_edit.set_issue(issue.uid, name, value)
    workbench.visits.file(uid)
    assert len(workbench.visits.get(uid).issues) == len(before.issues) + 1


def test_a_record_stays_with_its_version_until_a_person_moves_the_draft(
    workbench: Workbench, uid: str, row: str, tmp_path: Path
) -> None:
    forms = workbench.forms
    forms.set(row, f"{BASE}/pupils", "90")
    forms.set(row, f"{BASE}/classes", "3")
    gone = '<input ref="/data/base/classes" appearance="w1"><label>班级数</label></input>'
    newer = xform(
        version="2", body=BODY.replace(gone, ""),
        instance="<base><school/><stage/><ways/><pupils/><day/><remark/></base>"
        '<rates><m><r1/><r2/><r3/></m></rates><meals><m_n/></meals>'
        '<finding jr:template=""><f_text/><f_who/><f_by/><f_grave/></finding>',
        binds='<bind nodeset="/data/base/pupils" type="int"/>',
    )  # fmt: skip
    workbench.form_versions.publish(package(tmp_path, newer, version="2"))
    assert forms.of_record(uid).newest == {"demo": "2"}
    told = forms.preview_upgrade(row)
    assert (told.version, told.carried, told.dropped) == ("2", 2, (("班级数", "3"),))
    assert workbench.visits.get(uid).forms[0].version == "1"
    forms.upgrade(row)
    moved = workbench.visits.get(uid).forms[0]
    assert (moved.version, moved.answers["pupils"]) == ("2", "90")
    assert "classes" not in moved.answers
    workbench.visit_edit.undo(uid)
    assert workbench.visits.get(uid).forms[0].answers["classes"] == "3"


def test_coded_answers_are_counted_and_made_anew_the_same(
    workbench: Workbench, uid: str, row: str
) -> None:
    forms, table = workbench.forms, workbench.form_answers
    forms.set(row, f"{BASE}/ways", "meals docs")
    forms.set(row, f"{BASE}/remark", "不计")
    found(workbench, row)
    table.catch_up()
    read = "SELECT * FROM form_answer ORDER BY name, row_uid, value"
    rows = workbench.context.database.rows(read)
    assert [(r[1], r[3]) for r in rows if r[1] in {"ways", "f_grave", "remark"}] == [
        ("f_grave", "serious"), ("ways", "docs"), ("ways", "meals"),
    ]  # fmt: skip
    table.rebuild()
    assert workbench.context.database.rows(read) == rows
    forms.set(row, f"{BASE}/ways", "docs")
    table.catch_up()
    assert len(workbench.context.database.rows(read)) == len(rows) - 1
    # A draft does not count.
    assert table.counts("demo", "ways") == {}


def test_a_record_keeps_answers_of_a_version_that_is_not_here(
    workbench: Workbench, uid: str, row: str
) -> None:
    workbench.forms.set(row, f"{BASE}/pupils", "90")
    content = workbench.visits.as_json(uid)
    form = {**content["forms"][0], "version": "9", "uuid": "00000000-0000-4000-8000-000000000001"}
    other = {
        **content, "uuid": "00000000-0000-4000-8000-000000000002", "no": "", "issues": [],
        "lessons": [], "merits": [], "forms": [form], "interviews": [], "questionnaires": [],
        "draws": [],
    }  # fmt: skip
    made = workbench.visit_edit.new_from_json(other).uid
    opened = workbench.forms.open(form["uuid"])
    assert opened.filling is None
    assert opened.record.answers["pupils"] == "90"
    with pytest.raises(RefusedError, match="本机没有“示范表单”的版本 9"):
        workbench.forms.set(form["uuid"], f"{BASE}/pupils", "1")
    assert answers(workbench, made)["pupils"] == "90"


def test_answers_of_a_file_must_have_their_shape(workbench: Workbench, uid: str, row: str) -> None:
    content = workbench.visits.as_json(uid)
    wrong = {**content["forms"][0], "answers": {"a b": "x", "n": 3, "rows": [{"x": "y"}]}}
    with pytest.raises(InputError, match=r"表单没有读入.*“a b”不是题目的名称.*“n”.*“rows”的每一行"):
        workbench.visit_edit.new_from_json({**content, "uuid": "", "no": "", "forms": [wrong]})


def test_a_version_is_read_once_for_all_prints_of_it(
    workbench: Workbench, uid: str, demo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = list[str]()

    def counted(xml: bytes) -> FormDef:
        found = load_form(xml)
        read.append(found.form_id)
        return found

    monkeypatch.setattr("inspector_app.xform.load_form", counted)
    row = workbench.forms.begin(uid, demo).uid
    first = workbench.document_trees.of(FormsPrint(uid=uid, form="demo"))
    assert workbench.document_trees.of(FormsPrint(uid=uid, form="demo")) == first
    workbench.document_trees.of(BlankFormPrint(form="demo"))
    assert workbench.forms.open(row).filling is not None
    assert read == ["demo"]


def test_a_filled_form_and_an_empty_one_are_printed_on_the_grid_of_the_screen(
    workbench: Workbench, uid: str, row: str
) -> None:
    forms = workbench.forms
    found(workbench, row)
    for path, text in (
        (f"{BASE}/stage", "j"), (f"{BASE}/pupils", "90"), ("/data/rates/m/r2", "3"),
    ):  # fmt: skip
        forms.set(row, path, text)
    (filled,) = workbench.document_trees.of(FormsPrint(uid=uid, form="demo"))
    told = repr(filled)
    assert "Choice(label='初中', ticked=True)" in told
    assert "cells=('第 2 条', '', '', '✓', '')" in told
    assert "cells=('消防通道堆物', '', '', '严重')" in told
    # What is not asked now is on the empty paper alone.
    (blank,) = workbench.document_trees.of(BlankFormPrint(form="demo"))
    assert ("陪餐次数" in told, "陪餐次数" in repr(blank)) == (False, True)
    assert "ticked=True" not in repr(blank)
    with pytest.raises(NotFoundError, match="没有要打印的表单"):
        workbench.document_trees.of(FormsPrint(uid=uid, form="other"))


def test_a_day_has_room_for_one_line_among_many_columns(
    workbench: Workbench, tmp_path: Path
) -> None:
    names = [f"c{n}" for n in range(9)]
    asked = "".join(typed(f"/data/many/{name}", f"第{name}项") for name in (*names, "on"))
    xml = xform(
        form="wide",
        instance=f"<many jr:template=''>{''.join(f'<{n}/>' for n in (*names, 'on'))}</many>",
        lists="",
        binds='<bind nodeset="/data/many/on" type="date"/>',
        body=f'<group ref="/data/many"><repeat nodeset="/data/many">{asked}</repeat></group>',
    )
    workbench.form_versions.publish(package(tmp_path, xml, form="wide"))
    (paper,) = workbench.document_trees.of(BlankFormPrint(form="wide"))
    (table,) = [each for each in paper.blocks if isinstance(each, Table)]
    widths = [column.weight for column in table.columns]
    assert widths[-1] / sum(widths) == pytest.approx(0.14)
