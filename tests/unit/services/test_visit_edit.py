"""Writing a draft: saved at every change, journalled, undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.issue import Severity
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.lesson import LessonScores
from inspector_app.domain.visit_options import MethodCounts, Session, VisitStatus, VisitType
from inspector_app.services.edit_journal import NotEditableError
from inspector_app.services.visit_edit import VisitEditService
from inspector_app.storage.database import CannotSaveError
from inspector_app.storage.editing import EditingStore
from tests.examples import examples
from tests.unit.builders import tell
from tests.unit.services.conftest import KINDERGARTEN, SCHOOL


def test_a_new_record_is_prefilled_and_says_which_fields_are(workbench: Workbench) -> None:
    visit = workbench.visits.get(workbench.visit_edit.new().uid)
    assert visit.type is VisitType.ROUTINE
    assert visit.showed_id
    assert {"type", "announcement", "showed_id", "methods"} <= visit.prefilled


def test_a_prefilled_field_that_was_set_is_prefilled_no_more(workbench: Workbench) -> None:
    uid = workbench.visit_edit.new().uid
    workbench.visit_edit.set_field(uid, "type", VisitType.COMPREHENSIVE)
    workbench.visit_edit.touch_prefilled(uid, "showed_id")
    left = workbench.visits.get(uid).prefilled
    assert not left & {"type", "showed_id"}


def test_numbers_run_on_within_district_school_year_and_person(workbench: Workbench) -> None:
    numbers = [workbench.visit_edit.new().number for _ in range(3)]
    assert numbers == [f"210304-2026-DX001-{n:04d}" for n in (1, 2, 3)]


def test_the_number_of_a_purged_draft_is_not_given_out_again(workbench: Workbench) -> None:
    first = workbench.visit_edit.new()
    workbench.visits.discard(first.uid)
    workbench.visits.purge(first.uid)
    assert workbench.visit_edit.new().number == "210304-2026-DX001-0002"
    assert workbench.context.stores.history.tombstones()[0][0] == first.number


def test_what_was_saved_is_there_after_the_folder_is_opened_again(
    workbench: Workbench, clock: FixedClock
) -> None:
    uid = workbench.visit_edit.new(school_code=SCHOOL).uid
    saved = workbench.visit_edit.set_field(uid, "narrative", "查看食堂后厨。")
    workbench.close()
    with open_workbench(workbench.folder, clock=clock) as again:
        assert again.visits.get(uid).narrative == "查看食堂后厨。"
    assert saved.at == "16:00:00"


def test_typing_in_one_field_is_taken_back_sentence_by_sentence(workbench: Workbench) -> None:
    uid = workbench.visit_edit.new().uid
    for text in ("查", "查看", "查看食堂。", "查看食堂。走", "查看食堂。走访宿舍。"):
        workbench.visit_edit.set_field(uid, "narrative", text, editing="one")
    workbench.visit_edit.undo(uid)
    assert workbench.visits.get(uid).narrative == "查看食堂。"
    workbench.visit_edit.undo(uid)
    assert workbench.visits.get(uid).narrative == ""
    workbench.visit_edit.redo(uid)
    workbench.visit_edit.redo(uid)
    assert workbench.visits.get(uid).narrative == "查看食堂。走访宿舍。"
    assert workbench.visit_edit.redo(uid) is None


TYPED = "查看食堂后厨"


def _typed_before(workbench: Workbench) -> str:
    """Return a record in which somebody is typing, the entry of the history growing."""
    uid = workbench.visit_edit.new(school_code=SCHOOL).uid
    for end in (1, 2, 3):
        workbench.visit_edit.set_field(uid, "narrative", TYPED[:end], editing="one")
    return uid


def test_typing_goes_on_after_something_else_was_changed(workbench: Workbench) -> None:
    uid = _typed_before(workbench)
    workbench.visit_edit.set_field(uid, "host", "校长")
    workbench.visit_edit.set_field(uid, "narrative", TYPED, editing="one")
    assert workbench.visits.get(uid).narrative == TYPED
    for left in (TYPED[:3], TYPED[:3], ""):
        workbench.visit_edit.undo(uid)
        assert workbench.visits.get(uid).narrative == left
    assert list(workbench.context.stores.journal.faults()) == []


def test_typing_goes_on_from_what_was_taken_back(workbench: Workbench) -> None:
    uid = _typed_before(workbench)
    workbench.visit_edit.undo(uid)
    workbench.visit_edit.set_field(uid, "narrative", TYPED, editing="one")
    workbench.visit_edit.undo(uid)
    assert workbench.visits.get(uid).narrative == ""


def test_typing_does_not_go_on_in_a_record_that_was_put_into_the_bin(workbench: Workbench) -> None:
    uid = _typed_before(workbench)
    workbench.visits.discard(uid)
    with pytest.raises(NotEditableError):
        workbench.visit_edit.set_field(uid, "narrative", TYPED, editing="one")
    workbench.visits.restore(uid)
    assert workbench.visits.get(uid).narrative == TYPED[:3]


def test_typing_goes_on_where_another_program_has_typed_meanwhile(
    workbench: Workbench,
) -> None:
    uid = _typed_before(workbench)
    other = VisitEditService(workbench.context, workbench.settings)
    other.set_field(uid, "narrative", "别的内容", editing="one")
    workbench.visit_edit.set_field(uid, "narrative", TYPED, editing="one")
    assert workbench.visits.get(uid).narrative == TYPED
    workbench.visit_edit.undo(uid)
    assert workbench.visits.get(uid).narrative == ""
    assert list(workbench.context.stores.journal.faults()) == []


def test_a_save_that_the_disk_refused_is_not_taken_for_saved(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = _typed_before(workbench)
    with monkeypatch.context() as patch:
        patch.setattr(EditingStore, "write", _full_disk)
        with pytest.raises(CannotSaveError):
            workbench.visit_edit.set_field(uid, "narrative", TYPED[:4], editing="one")
    assert workbench.visits.get(uid).narrative == TYPED[:3]
    workbench.visit_edit.set_field(uid, "narrative", TYPED, editing="one")
    assert workbench.visits.get(uid).narrative == TYPED
    workbench.visit_edit.undo(uid)
    assert workbench.visits.get(uid).narrative == ""
    assert list(workbench.context.stores.journal.faults()) == []


def _full_disk(*_: object) -> None:
    msg = "database or disk is full"
    raise dbapi2.OperationalError(msg)


def test_a_removed_issue_comes_back_whole(workbench: Workbench) -> None:
    uid = workbench.visit_edit.new().uid
    added = workbench.visit_edit.add_issue(uid, description="通道堵塞", severity=Severity.SERIOUS)
    before = workbench.visits.get(uid).issues
    workbench.visit_edit.remove_issue(added.uid)
    assert workbench.visits.get(uid).issues == ()
    undone = workbench.visit_edit.undo(uid)
    assert workbench.visits.get(uid).issues == before
    assert undone is not None
    assert undone.label == "问题"


def test_a_number_given_to_an_issue_is_not_given_to_another(workbench: Workbench) -> None:
    uid = workbench.visit_edit.new().uid
    first = workbench.visit_edit.add_issue(uid)
    workbench.visit_edit.remove_issue(first.uid)
    workbench.visit_edit.add_issue(uid)
    assert [i.number for i in workbench.visits.get(uid).issues] == ["210304-2026-DX001-0001-02"]


def test_rows_keep_the_order_they_are_moved_to(workbench: Workbench) -> None:
    uid = workbench.visit_edit.new().uid
    uids = [workbench.visit_edit.add_merit(uid, text).uid for text in "甲乙丙"]
    workbench.visit_edit.move_row("merit", uids[2], to=0)
    assert [m.text for m in workbench.visits.get(uid).merits] == ["丙", "甲", "乙"]
    workbench.visit_edit.undo(uid)
    assert [m.text for m in workbench.visits.get(uid).merits] == ["甲", "乙", "丙"]


def test_undo_goes_back_through_every_kind_of_value(workbench: Workbench) -> None:
    edit = workbench.visit_edit
    uid = edit.new().uid
    start = workbench.visits.get(uid)
    edit.set_field(uid, "school_code", SCHOOL)
    edit.set_field(uid, "peer_ids", ("DX002", "DX003"))
    edit.set_field(uid, "methods", MethodCounts(campus_walks=4))
    edit.set_field(uid, "topics", ("T1",))
    lesson = edit.add_lesson(uid, period_no=2)
    edit.set_lesson(lesson.uid, "scores", LessonScores(aims=5))
    while edit.undo(uid):
        pass
    end = workbench.visits.get(uid)
    assert (end.school, end.peer_ids, end.methods) == (start.school, start.peer_ids, start.methods)
    assert (end.topics, end.lessons) == (start.topics, ())
    while edit.redo(uid):
        pass
    done = workbench.visits.get(uid)
    assert done.school_code == SCHOOL
    assert done.lessons[0].scores == LessonScores(aims=5)


@examples(20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(max_size=40), min_size=1, max_size=12))
def test_undoing_everything_gives_every_earlier_text_in_reverse(
    workbench: Workbench, texts: list[str]
) -> None:
    uid = workbench.visit_edit.new().uid
    seen = [""]
    for place, text in enumerate(texts):
        clean = text.replace("\x00", "")
        workbench.visit_edit.set_field(uid, "advice", clean, editing=str(place))
        if clean != seen[-1]:
            seen.append(clean)
    for expected in reversed(seen[:-1]):
        workbench.visit_edit.undo(uid)
        assert workbench.visits.get(uid).advice == expected
    assert workbench.visit_edit.undo(uid) is None


def test_a_filed_record_refuses_typing_and_says_how_to_correct_it(
    workbench: Workbench, filed: Any
) -> None:
    uid = filed()
    with pytest.raises(NotEditableError, match="更正"):
        workbench.visit_edit.set_field(uid, "advice", "改")
    assert workbench.visits.get(uid).advice == "坚持每日巡查。"


def test_a_row_that_is_gone_is_named_as_gone(workbench: Workbench) -> None:
    with pytest.raises(NotFoundError, match="刷新"):
        workbench.visit_edit.set_issue("no-such", "description", "x")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("session", "晚上", "可选"),
        ("date", "2026年13月5日", "没有改"),
        ("lead", "查无此人", "名册"),
        ("school", "9999999999", "名册"),
        ("methods", '["x"]', "对照"),
        ("methods", {"campus_walks": 10**12}, "太大；最多 1000000"),
        ("methods", {"campus_walks": "9" * 5000}, "太大；最多 1000000"),
        ("arrived", "25:00", "时刻"),
        ("nosuch", "1", "没有“nosuch”"),
        ("narrative", float("nan"), "要写文字"),
        ("narrative", ["一", "二"], "要写文字"),
        ("host", True, "要写文字"),
        ("status", "定稿", "由程序得出"),
        ("disposition", "无意见", "由程序得出"),
        ("issues", "[]", r"issues\[0\]\.deadline"),
        ("issues[4].severity", "一般", "从 0 数起"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_in_chinese_and_nothing_changes(
    workbench: Workbench, field: str, value: Any, said: str
) -> None:
    uid = workbench.visit_edit.new().uid
    before = workbench.visits.get(uid)
    with pytest.raises((InputError, NotFoundError), match=said):
        workbench.visit_edit.set_json(uid, field, value)
    assert workbench.visits.get(uid) == before


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("period", 0, "请填 1 到 8"),
        ("period", 9, "请填 1 到 8"),
        ("scores", {"aims": 21}, "“21”太大；最多 20"),
    ],
)
def test_a_figure_of_a_lesson_beyond_its_limit_is_refused_with_the_limit(
    workbench: Workbench, field: str, value: Any, said: str
) -> None:
    uid = workbench.visit_edit.new().uid
    workbench.visit_edit.add_lesson_json(uid, {"listener": "DX001", "period": 8})
    with pytest.raises(InputError, match=said):
        workbench.visit_edit.set_json(uid, f"lessons[0].{field}", value)
    assert workbench.visits.get(uid).lessons[0].period_no == 8


def test_a_lesson_is_heard_by_who_leads_the_visit_where_nobody_owns_the_laptop(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit = workbench.visit_edit
    uid = edit.new().uid
    edit.set_json(uid, "lead", "DX002")
    edit.add_lesson(uid)
    monkeypatch.setattr(
        workbench.context, "identity", replace(workbench.context.identity, inspector_id="")
    )
    edit.add_lesson(uid)
    edit.add_lesson_json(uid, {"listener": "DX003"})
    heard = [lesson.listener_id for lesson in workbench.visits.get(uid).lessons]
    assert heard == ["DX001", "DX002", "DX003"]


def test_fields_are_set_by_label_and_by_code(workbench: Workbench) -> None:
    edit = workbench.visit_edit
    uid = edit.new().uid
    edit.set_json(uid, "时段", "全天")
    edit.set_json(uid, "督导日期", "2026年11月2日")
    edit.set_json(uid, "同行督学", "督学02、DX003")
    edit.set_json(uid, "methods", {"校园巡视": 3, "documents_read": 1})
    visit = workbench.visits.get(uid)
    assert visit.session is Session.FULL_DAY
    assert str(visit.visited_on) == "2026-11-02"
    assert visit.peer_ids == ("DX002", "DX003")
    assert visit.methods == MethodCounts(campus_walks=3, documents_read=1)


def test_a_record_read_from_what_was_shown_is_the_same_record(
    workbench: Workbench, complete: dict[str, Any], tmp_path: Any, clock: FixedClock
) -> None:
    complete["lessons"] = [
        {"listener": "督学02", "period": 2, "class": "3年2班", "subject": "语文",
         "teacher": "教师01", "topic": "古诗", "kind": "新授", "process": "导入、讲读",
         "advice": "多读", "grade": "良"}
    ]  # fmt: skip
    complete["merits"] = ["课后服务内容丰富。"]
    shown = workbench.visits.as_json(workbench.visit_edit.new_from_json(complete).uid)
    assert workbench.visit_edit.new_from_json(shown).uid == shown["uuid"]
    workbench.visits.discard(shown["uuid"])
    workbench.visits.purge(shown["uuid"])
    workbench.context.database.execute("DELETE FROM tombstone")
    again = workbench.visits.as_json(workbench.visit_edit.new_from_json(shown).uid)
    assert again == shown


def test_what_became_of_its_issues_and_its_school_makes_no_other_record_of_it(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    uid = filed(feedback_way=["整改通知书"])
    issue = workbench.visits.get(uid).issues[0].uid
    tell(workbench, issue, IssueEventKind.ANSWERED, on=date(2026, 11, 20), note="已清理")
    stores = workbench.context.stores
    with workbench.context.database.transaction():
        renamed = replace(stores.schools.get(SCHOOL), name="示范区实验小学")
        stores.schools.put(renamed, initials="", origin="test")
    shown = workbench.visits.as_json(uid)
    assert shown["issues"][0]["state"] == "待核查"
    again = workbench.visit_edit.new_from_json(shown)
    assert (again.uid, bool(again.changes)) == (uid, False)
    assert workbench.visits.as_json(uid) == shown


def test_another_record_with_the_same_uuid_is_not_overwritten(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    shown = workbench.visits.as_json(workbench.visit_edit.new_from_json(complete).uid)
    with pytest.raises(RefusedError, match="没有改动"):
        workbench.visit_edit.new_from_json({**shown, "advice": "另一份"})


def test_the_cursor_of_a_filed_record_is_offered_no_more(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    uid = workbench.visit_edit.new_from_json(complete).uid
    workbench.visit_edit.set_cursor(uid, field="narrative", position=7)
    cursor = workbench.visit_edit.cursor()
    assert cursor is not None
    assert (cursor.field, cursor.position) == ("narrative", 7)
    workbench.visits.file(uid)
    assert workbench.visit_edit.cursor() is None


def test_the_school_stands_on_the_record_as_it_was_called_that_day(workbench: Workbench) -> None:
    uid = workbench.visit_edit.new(school_code=KINDERGARTEN).uid
    with workbench.context.database.transaction():
        workbench.context.database.execute("UPDATE school SET name = '示范区实验幼儿园'")
    school = workbench.visits.get(uid).school
    assert school is not None
    assert school.name == "示范区第7幼儿园"
    assert workbench.visits.get(uid).status is VisitStatus.DRAFT


def test_a_file_that_names_one_row_twice_is_refused_whole(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    row = {**complete["issues"][0], "uuid": "0190f000-0000-7000-8000-000000000001"}
    with pytest.raises(RefusedError, match="问题的唯一标识"):
        workbench.visit_edit.new_from_json({**complete, "issues": [row, row]})
    workbench.visit_edit.new_from_json({**complete, "issues": [row]})
    with pytest.raises(RefusedError, match="已经用过"):
        workbench.visit_edit.new_from_json({**complete, "issues": [row]})
    assert len(workbench.visits.list()) == 1


def test_a_number_that_is_none_is_refused(workbench: Workbench, complete: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="不是记录编号"):
        workbench.visit_edit.new_from_json({**complete, "no": "第一份"})


def test_a_record_in_the_recycle_bin_is_not_taken_for_one_that_is_here(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    uid = workbench.visit_edit.new_from_json(complete).uid
    data = workbench.visits.as_json(uid)
    workbench.visits.discard(uid)
    with pytest.raises(RefusedError, match="回收站"):
        workbench.visit_edit.new_from_json(data)


def test_issues_get_numbers_that_nobody_else_has(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    number = "210304-2026-DX001-0007"
    row = complete["issues"][0]
    rows = [
        {**row, "no": f"{number}-02"},
        dict(row),
        {**row, "no": "210304-2026-DX001-0001-01"},
        {**row, "no": f"{number}-09"},
    ]
    uid = workbench.visit_edit.new_from_json({**complete, "no": number, "issues": rows}).uid
    workbench.visit_edit.add_issue(uid)
    numbers = [issue.number.removeprefix(number) for issue in workbench.visits.get(uid).issues]
    assert numbers == ["-02", "-01", "-03", "-09", "-10"]
