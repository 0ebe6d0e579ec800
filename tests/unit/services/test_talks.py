"""Talks, questionnaires and draws of a draft: kept, undone, frozen, read again, left behind."""

from collections.abc import Callable
from typing import Any

import pytest

from inspector_app.base.errors import IncompleteError, InputError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.interview import Audience
from inspector_app.domain.month import Month
from inspector_app.domain.questionnaire import SheetCounts
from inspector_app.services.edit_journal import NotEditableError
from tests.unit.services.talk_samples import LIST, SECRET, SHEETS, TALK

NOVEMBER = Month(2026, 11)


def test_a_talk_is_confidential_unless_the_inspector_says_otherwise(
    workbench: Workbench, draft: str
) -> None:
    workbench.talks.add_interview(draft)
    workbench.talks.add_interview_json(draft, {**TALK, "confidential": "否"})
    assert [t.confidential for t in workbench.visits.get(draft).interviews] == [True, False]


def test_a_name_of_a_pupil_is_refused_on_every_way_and_leaves_no_trace(
    workbench: Workbench, draft: str
) -> None:
    talks = workbench.talks
    uid = talks.add_interview(draft, audience=Audience.PUPIL, name="学生甲").uid
    named = talks.add_interview(draft, audience=Audience.TEACHER, name="王小明").uid
    for refused in (
        lambda: talks.set_interview(uid, "name", "王小明"),
        lambda: talks.set_interview(named, "audience", Audience.PUPIL),
        lambda: talks.add_interview_json(draft, {"audience": "学生", "name": "王小明"}),
        lambda: workbench.visit_edit.set_json(draft, "interviews[0].name", "王小明"),
        lambda: workbench.visit_edit.new_from_json(
            {"interviews": [{"audience": "学生", "name": "王小明"}]}
        ),
    ):
        with pytest.raises(InputError, match="代称"):
            refused()
    assert workbench.visits.get(draft).interviews[0].name == "学生甲"
    assert workbench.visits.get(draft).interviews[1].audience is Audience.TEACHER


def test_what_a_talk_complains_of_becomes_an_issue_without_who_said_it(
    workbench: Workbench, draft: str
) -> None:
    uid = workbench.talks.add_interview_json(draft, {**TALK, "name": "教师甲"}).uid
    workbench.talks.make_issue(uid)
    issue = workbench.visits.get(draft).issues[-1]
    assert issue.description == TALK["problems"]
    assert "教师甲" not in str(issue)
    workbench.talks.set_interview(uid, "problems", " ")
    with pytest.raises(RefusedError, match="还没有写"):
        workbench.talks.make_issue(uid)


def test_an_issue_of_a_talk_that_is_filed_is_refused_because_it_is_filed(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    record = filed(interviews=[{**TALK, "problems": ""}])
    (talk,) = workbench.visits.get(record).interviews
    with pytest.raises(NotEditableError, match="已定稿"):
        workbench.talks.make_issue(talk.uid)


def test_counts_and_tallies_that_cannot_be_are_refused_and_nothing_is_changed(
    workbench: Workbench, draft: str
) -> None:
    uid = workbench.talks.add_questionnaire_json(draft, SHEETS).uid
    edit = workbench.visit_edit
    for place, value, rule in (
        ("counts", {"发放": 50, "回收": 51, "有效": 40}, "回收 51 份多于发放 50 份"),
        ("counts", "50、40、41", "有效 41 份多于回收 40 份"),
        ("counts", "50、40、32", "多于有效 32 份"),
        ("questions", "单选 满意吗 | 满意 30 | 不满意 20", "合计 50 份，多于有效 47 份"),
        ("questions", "满意吗", "看不出题型"),
    ):
        with pytest.raises(InputError, match=rule):
            edit.set_json(draft, f"questionnaires[0].{place}", value)
    with pytest.raises(InputError, match="多于发放"):
        workbench.talks.set_questionnaire(uid, "counts", SheetCounts(1, 2, 0))
    assert workbench.visits.get(draft).questionnaires[0].counts == SheetCounts(50, 48, 47)


def test_rows_are_undone_redone_moved_and_taken_out_whole(workbench: Workbench, draft: str) -> None:
    edit, talks = workbench.visit_edit, workbench.talks
    first = talks.add_interview_json(draft, TALK).uid
    second = talks.add_questionnaire_json(draft, SHEETS).uid
    talks.set_interview(first, "points", "改过的要点")
    undone = edit.undo(draft)
    assert undone is not None
    assert (undone.label, undone.noun) == ("访谈·要点", "interview")
    assert workbench.visits.get(draft).interviews[0].points == SECRET
    before = workbench.visits.get(draft)
    talks.remove_questionnaire(second)
    talks.remove_interview(first)
    edit.undo(draft)
    edit.undo(draft)
    assert workbench.visits.get(draft) == before
    third = talks.add_interview(draft).uid
    edit.move_row("interview", third, to=0)
    assert [t.uid for t in workbench.visits.get(draft).interviews] == [third, first]


def test_a_record_with_all_of_them_is_read_again_from_what_is_shown(
    workbench: Workbench, draft: str
) -> None:
    workbench.talks.add_interview_json(draft, TALK)
    workbench.talks.add_questionnaire_json(draft, SHEETS)
    workbench.talks.draw(draft, LIST, count=2)
    shown = workbench.visits.as_json(draft)
    again = {k: v for k, v in shown.items() if k not in {"uuid", "no"}}
    for rows in ("issues", "interviews", "questionnaires", "draws"):
        again[rows] = [{k: v for k, v in row.items() if k != "uuid"} for row in again[rows]]
    copy = workbench.visits.as_json(workbench.visit_edit.new_from_json(again).uid)
    for rows in ("interviews", "questionnaires", "draws"):
        assert [{**row, "uuid": ""} for row in copy[rows]] == [
            {**row, "uuid": ""} for row in shown[rows]
        ]
    assert workbench.visit_edit.new_from_json(shown).uid == draft


def test_a_draw_whose_result_was_changed_in_the_file_is_not_taken(
    workbench: Workbench, draft: str
) -> None:
    workbench.talks.draw(draft, LIST, count=1)
    row = dict(workbench.visits.as_json(draft)["draws"][0], uuid="")
    row["picked"] = [row["picked"][0] % 3 + 1]
    with pytest.raises(InputError, match="与名单和种子算出的不同"):
        workbench.visit_edit.new_from_json({"draws": [row]})


def test_a_correction_that_is_given_up_brings_talks_back_and_keeps_what_was_drawn(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    uid = filed(interviews=[TALK], questionnaires=[SHEETS])
    before = workbench.visits.get(uid)
    workbench.visits.correct(uid, reason="补充")
    workbench.talks.remove_interview(before.interviews[0].uid)
    workbench.talks.add_questionnaire(uid)
    workbench.talks.draw(uid, LIST, count=1)
    workbench.visits.abandon_correction(uid)
    after = workbench.visits.get(uid)
    assert after.interviews == before.interviews
    assert after.questionnaires == before.questionnaires
    assert len(after.draws) == 1


def test_talks_alone_are_a_method_and_what_they_miss_is_named_by_its_field(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    made = workbench.visit_edit.new_from_json({**complete, "methods": {}})
    workbench.talks.add_interview(made.uid)
    workbench.talks.add_questionnaire(made.uid)
    with pytest.raises(IncompleteError) as error:
        workbench.visits.file(made.uid)
    assert [problem.where for problem in error.value.problems] == [
        "interviews[0].audience", "interviews[0].way", "interviews[0].people",
        "interviews[0].points", "questionnaires[0].theme", "questionnaires[0].respondents",
        "questionnaires[0].counts",
    ]  # fmt: skip


def test_the_month_counts_talks_and_sheets_once_beside_what_was_typed(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    individual = {**TALK, "way": "个别", "people": 2}
    filed(
        methods={"panels": 1, "teachers_interviewed": 5, "campus_walks": 1},
        interviews=[TALK, {**TALK, "audience": "家长"}, individual],
        questionnaires=[SHEETS],
    )
    district = workbench.months.as_json(NOVEMBER)["district"]
    assert district["panels"] == 2
    assert district["teachers_interviewed"] == 5
    assert district["campus_walks"] == 1
    assert (district["questionnaires_sent"], district["questionnaires_returned"]) == (50, 48)


def test_talks_are_found_by_a_search_on_the_laptop(workbench: Workbench, draft: str) -> None:
    workbench.talks.add_interview_json(draft, TALK)
    assert [hit.uid for hit in workbench.search.find("不外传", limit=5)] == [draft]
    workbench.visit_edit.leave_field(draft, "narrative")
    assert [hit.uid for hit in workbench.search.find("工作群", limit=5)] == [draft]
