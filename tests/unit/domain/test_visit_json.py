"""A record as JSON: whole, plain and the same everywhere."""

import json
from typing import Any

from inspector_app.domain.filled_checklist import FilledChecklist
from inspector_app.domain.form_record import FormRecord
from inspector_app.domain.issue import Issue, IssueDates
from inspector_app.domain.lesson import Lesson, LessonScores
from inspector_app.domain.photo import Photo, PhotoOwner, PhotoRole
from inspector_app.domain.visit import SchoolSnapshot, Visit
from inspector_app.domain.visit_json import issue_json, lesson_json, photo_json, visit_json
from inspector_app.domain.visit_options import Joint, MethodCounts
from tests.unit.builders import make_issue, make_lesson, make_merit, make_photo, make_visit


def plain(value: Any) -> bool:
    """Say whether a value is of the kinds that have one canonical form."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and plain(part) for key, part in value.items())
    if isinstance(value, list):
        return all(plain(part) for part in value)
    return type(value) in {str, int, bool, type(None)}


def test_a_record_holds_only_values_that_have_one_canonical_form() -> None:
    visit = make_visit(
        issues=(make_issue(),), lessons=(make_lesson(scores=LessonScores(aims=18)),),
        merits=(make_merit(),), peer_ids=("D002",),
    )  # fmt: skip
    record = visit_json(visit, photos=[make_photo()])
    assert plain(record)
    assert json.loads(json.dumps(record)) == record
    assert record["lessons"][0]["scores"]["aims"] == 18


def test_an_empty_draft_has_every_key_and_no_value() -> None:
    empty = Visit(uid="v", number="n", school=None, visited_on=None, lead_id="D001")
    record = visit_json(empty)
    assert set(record) == set(visit_json(make_visit()))
    absent = ("school", "date", "session", "type", "notice", "notice_date", "next_visit")
    assert [record[key] for key in absent] == [None] * len(absent)
    assert (record["status"], record["disposition"]) == ("草稿", "无意见")
    bare = (issue_json(Issue(uid="i")), lesson_json(Lesson(uid="l", listener_id="")))
    assert all(plain(row) for row in bare)


def test_no_value_of_a_record_is_left_out() -> None:
    # Each attribute has its own value, so that two keys cannot share one.
    attributes = set(Visit.__slots__) - {"prefilled"}
    filled = FilledChecklist(uid="f", form="demo", version="1", digest="d", title="示范检查表")
    form = FormRecord(uid="r", form="demo", version="1", digest="d", title="示范表单")
    whole = make_visit(
        joint=Joint.ENTRY,
        departments=("公安分局",),
        basis="RW-2026-001",
        checklists=(filled,),
        forms=(form,),
    )
    assert len(visit_json(whole)) == len(attributes) + len(
        ("school_name", "school_kind", "school_ownership", "disposition", "photos")
    )
    assert len(lesson_json(make_lesson())) == len(Lesson.__slots__) - len(("paper_pages",))
    flat = set(Issue.__slots__) - {"dates", "shown"}
    assert len(issue_json(make_issue())) == len(flat) + len(IssueDates.__slots__) + len(("state",))
    assert set(visit_json(make_visit())["methods"]) == set(MethodCounts._fields)


def test_words_of_lists_are_those_of_the_form() -> None:
    school = SchoolSnapshot(code="2100000001", name="示范区第1小学", kind="nine_year")
    record = visit_json(make_visit(school=school, issues=(make_issue(),)))
    assert (record["session"], record["type"], record["status"]) == ("上午", "经常性", "定稿")
    assert (record["school_kind"], record["disposition"]) == ("九年一贯制学校", "整改通知")
    own_words = SchoolSnapshot(code="2100000001", name="示范区第1小学", kind="成人学校")
    assert visit_json(make_visit(school=own_words))["school_kind"] == "成人学校"


def test_a_photo_tells_what_it_shows_and_nothing_of_this_machine() -> None:
    photo = make_photo(owner=PhotoOwner.ISSUE, role=PhotoRole.SIGNED_PAGE, shows_minors=True)
    row = photo_json(photo)
    assert (row["owner"], row["role"], row["shows_minors"]) == ("问题", "签字盖章件", True)
    assert set(Photo.__slots__) - {key.replace("uuid", "uid") for key in row} == {
        "ordinal", "file_name", "crc32", "fingerprint",
    }  # fmt: skip
