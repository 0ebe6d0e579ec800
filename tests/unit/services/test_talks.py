"""Talks, questionnaires and draws of a draft: kept, undone, frozen, read again, left behind."""

import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inspector_app.base.errors import IncompleteError, InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.interview import Audience, InterviewWay
from inspector_app.domain.lesson import LessonManner
from inspector_app.domain.lesson_draw import is_true
from inspector_app.domain.month import Month
from inspector_app.domain.photo import PhotoOwner
from inspector_app.domain.questionnaire import SheetCounts
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.services.documents import Unprintable
from inspector_app.services.edit_journal import NotEditableError
from inspector_app.services.wishes import (
    BlankLessonPrint,
    Copy,
    InterviewsPrint,
    QuestionnairesPrint,
    VisitPrint,
)

PDFTOTEXT = shutil.which("pdftotext")
NOVEMBER = Month(2026, 11)
SECRET = "不外传的一句话"
TALK: dict[str, Any] = {
    "audience": "教师", "people": 3, "way": "座谈", "points": SECRET,
    "problems": "工作群晚上十点还在布置任务。",
}  # fmt: skip
SHEETS: dict[str, Any] = {
    "theme": "课后服务满意度",
    "respondents": "家长",
    "counts": {"sent": 50, "returned": 48, "valid": 47},
    "questions": [
        {"kind": "单选", "text": "满意吗",
         "options": [{"label": "满意", "count": 30}, {"label": "不满意", "count": 3}]}
    ],
}  # fmt: skip
LESSON: dict[str, Any] = {
    "listener": "DX001", "period": 3, "class": "4年1班", "subject": "科学", "teacher": "李明",
    "topic": "水的循环", "kind": "实验", "process": "李明演示。", "advice": "精简。", "grade": "良",
}  # fmt: skip
LIST = "三年级1班,语文,李明,第2节\n三年级2班,数学\n四年级1班"


@pytest.fixture
def draft(workbench: Workbench, complete: dict[str, Any]) -> str:
    return workbench.visit_edit.new_from_json(complete).uid


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


# -- answers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_answers_are_read_in_the_encodings_that_offices_write(
    workbench: Workbench, draft: str, tmp_path: Path, encoding: str
) -> None:
    uid = workbench.talks.add_questionnaire(draft).uid
    path = tmp_path / "答卷.csv"
    path.write_text("序号,满意吗（单选）\n1,满意\n2,不满意\n3,满意\n", encoding=encoding)
    done = workbench.talks.import_answers(uid, path)
    sheets = workbench.visits.get(draft).questionnaires[0]
    assert (done.sheets, sheets.counts) == (3, SheetCounts(3, 3, 3))
    assert sheets.questions == "单选 满意吗 | 满意 2 | 不满意 1"
    workbench.visit_edit.undo(draft)
    workbench.visit_edit.undo(draft)
    assert workbench.visits.get(draft).questionnaires[0].counts == SheetCounts()


def test_more_sheets_than_came_back_are_refused_and_bad_cells_change_nothing(
    workbench: Workbench, draft: str, tmp_path: Path
) -> None:
    given = {**SHEETS, "counts": {"sent": 2, "returned": 1, "valid": 1}, "questions": []}
    uid = workbench.talks.add_questionnaire_json(draft, given).uid
    path = tmp_path / "答卷.csv"
    path.write_text("满意吗\n满意\n满意\n", encoding="utf-8")
    with pytest.raises(InputError, match="有效 2 份多于回收 1 份"):
        workbench.talks.import_answers(uid, path)
    path.write_text("负担（量表）\n重\n很重\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        workbench.talks.import_answers(uid, path)
    assert [problem.where for problem in error.value.problems] == ["A2", "A3"]
    assert workbench.visits.get(draft).questionnaires[0].questions == ""


def test_a_questionnaire_that_is_not_there_is_said(workbench: Workbench, draft: str) -> None:
    with pytest.raises(NotFoundError, match="没有第 1 份"):
        workbench.talks.questionnaire_at(draft, 1)


# -- draws ---------------------------------------------------------------------------------------


def test_a_draw_is_kept_with_list_seed_and_time_and_undo_does_not_reach_it(
    workbench: Workbench, draft: str
) -> None:
    draw = workbench.talks.draw(draft, LIST, count=2).draw
    workbench.visit_edit.undo(draft)
    assert workbench.talks.draws(draft) == (draw,)
    assert len(draw.seed.split("-")) == 4
    assert is_true(draw)
    again = workbench.talks.draw(draft, LIST, count=2, seed=draw.seed).draw
    assert again.picked == draw.picked


def test_what_is_drawn_becomes_lessons_walked_into(workbench: Workbench, draft: str) -> None:
    draw = workbench.talks.draw(draft, LIST, count=3, seed="7").draw
    workbench.talks.add_drawn(draw.uid)
    lessons = {lesson.class_name: lesson for lesson in workbench.visits.get(draft).lessons}
    assert lessons["三年级1班"].teacher == "李明"
    assert lessons["三年级1班"].period_no == 2
    assert {lesson.manner for lesson in lessons.values()} == {LessonManner.DROP_IN}


def test_nothing_is_drawn_from_a_bad_list_or_for_a_filed_record(
    workbench: Workbench, draft: str, filed: Callable[..., str]
) -> None:
    with pytest.raises(InputError, match="相同"):
        workbench.talks.draw(draft, "1班\n1班", count=1)
    assert workbench.talks.draws(draft) == ()
    with pytest.raises(RefusedError, match="已定稿"):
        workbench.talks.draw(filed(), LIST, count=1)


# -- prints --------------------------------------------------------------------------------------


def text_of_pdf(content: bytes) -> str:
    if PDFTOTEXT is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    done = subprocess.run(
        [PDFTOTEXT, "-raw", "-enc", "UTF-8", "-", "-"],
        input=content,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().replace("\n", "")


def printed(workbench: Workbench, uid: str, copy: Copy) -> str:
    content = workbench.documents.visit_pdf(uid, copy=copy, unprintable=Unprintable.BOX)
    return text_of_pdf(content)


def test_a_confidential_talk_is_in_no_print_but_the_one_that_asks_for_it(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    open_talk = {**TALK, "points": "可以说的一句话", "confidential": False}
    uid = filed(interviews=[TALK, open_talk])
    for copy in Copy:
        assert (SECRET in printed(workbench, uid, copy)) is (copy is Copy.FULL)
        assert ("可以说的一句话" in printed(workbench, uid, copy)) is copy.tells_talks
    assert "另有 1 次访谈保密" in printed(workbench, uid, Copy.OWN)
    assert "访谈记录" not in printed(workbench, uid, Copy.SCHOOL)
    assert "访谈保密" not in printed(workbench, uid, Copy.SCHOOL)


def test_what_the_school_has_signed_stays_signed_when_a_talk_is_written_down(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    uid = workbench.visit_edit.new_from_json(
        {**complete, "methods": {"panels": 1, "panel_people": 3}}
    )
    content, copy = workbench.documents.signing_pdf(uid.uid)
    workbench.talks.add_interview_json(uid.uid, TALK)
    _, same = workbench.documents.signing_docx(uid.uid)
    assert same.signing_no == copy.signing_no
    assert SECRET not in text_of_pdf(content)


def test_teachers_are_named_to_the_school_and_are_aliases_for_whoever_compiles(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    uid = filed(lessons=[LESSON], narrative="听李明老师的课。")
    for copy in Copy:
        assert ("李明" in printed(workbench, uid, copy)) is copy.names_teachers
    assert "教师甲" in printed(workbench, uid, Copy.MATERIALS)


def test_a_bundle_holds_no_teacher_and_nothing_that_was_said_in_confidence(
    workbench: Workbench,
    complete: dict[str, Any],
    tmp_path: Path,
    photo_file: Callable[[str], Any],
) -> None:
    given = {
        "lessons": [{**LESSON, "class": "李明老师班"}], "interviews": [TALK],
        "narrative": "听李明老师的课，王校长陪同。", "host": "校长王建国", "others": "李明",
    }  # fmt: skip
    uid = workbench.visit_edit.new_from_json({**complete, **given}).uid
    (photo,) = workbench.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("课.jpg")]).photos
    workbench.photos.set_caption(photo.uid, "李明老师和王校长")
    workbench.visits.file(uid)
    preview = workbench.bundles.preview(inspector_id="DX001", month=NOVEMBER)
    assert "保密访谈的内容" in {kept.what for kept in preview.kept_back}
    made = workbench.bundles.export(inspector_id="DX001", month=NOVEMBER, folder=tmp_path)
    with zipfile.ZipFile(made.path) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith("records.json")]
        records = json.loads(archive.read(name))
        (paper,) = [n for n in archive.namelist() if n.endswith(".pdf")]
        text = text_of_pdf(archive.read(paper))
    for held in (json.dumps(records, ensure_ascii=False), text):
        assert SECRET not in held
        assert "李明" not in held
        assert "王校长" not in held
        assert "王建国" not in held
    assert records["photos"][0]["caption"] == "教师甲和某校长"
    material = workbench.materials.write(month=NOVEMBER, folder=tmp_path)
    (picture,) = material.glob("照片/*/*")
    assert "教师甲和某校长" in picture.name
    (talk,) = records["visits"][0]["interviews"]
    assert (talk["audience"], talk["people"], talk["points"]) == ("教师", 3, "")


def test_tables_for_statistics_name_no_teacher(
    workbench: Workbench, filed: Callable[..., str], tmp_path: Path
) -> None:
    filed(lessons=[{**LESSON, "topic": "李明的公开课", "class": "李明班"}])
    workbench.tables.month_xlsx(tmp_path / "月.xlsx", NOVEMBER)
    workbench.lessons.write_xlsx(tmp_path / "听课.xlsx", month=NOVEMBER)
    cells = [
        str(cell)
        for name in ("月.xlsx", "听课.xlsx")
        for sheet in openpyxl.load_workbook(tmp_path / name)
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert {"教师甲", "教师甲的公开课", "教师甲班"} <= set(cells)
    assert not any("李明" in cell for cell in cells)


def test_a_case_begins_with_aliases_and_still_looks_for_the_names(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    filed(lessons=[LESSON], merits=["李明老师的实验课准备充分。"])
    (merit,) = workbench.case_sources.merits()
    uid = workbench.case_sources.begin(merit.uid).uid
    values = workbench.registers.record(uid).entry.values
    assert values["background"] == "教师甲的实验课准备充分。"
    workbench.register_edit.set_json(uid, "results", "李明老师的做法推广到全校。")
    gaps = workbench.registers.record(uid).gaps
    assert any("李明" in gap.what for gap in gaps)


def test_talks_and_questionnaires_print_alone_and_a_blank_sheet_bears_the_number(
    workbench: Workbench, draft: str
) -> None:
    workbench.talks.add_interview_json(draft, TALK)
    workbench.talks.add_questionnaire_json(draft, SHEETS)
    number = workbench.visits.get(draft).number

    def said(wish: Any) -> str:
        trees = workbench.document_trees.of(wish)
        return "\n".join(text for tree in trees for text in tree.texts())

    assert SECRET in said(InterviewsPrint(uid=draft, place=1))
    assert "48/50（96.0%）" in said(QuestionnairesPrint(uid=draft))
    assert "30/47（63.8%）" in said(VisitPrint(uid=draft))
    assert number in said(BlankLessonPrint(uid=draft))
    assert "听课督学签名" in said(BlankLessonPrint())
    with pytest.raises(NotFoundError, match="没有第 2 份"):
        said(QuestionnairesPrint(uid=draft, place=2))


# -- the target of the year ----------------------------------------------------------------------


def lessons_of(heard: int) -> list[dict[str, Any]]:
    return [{**LESSON, "period": number + 1} for number in range(heard)]


def test_lessons_stand_against_the_time_gone_and_the_rule_may_be_changed(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    filed(lessons=lessons_of(2))
    (standing,) = workbench.lessons.targets(inspector_id="DX001")
    target = standing.view.target
    assert (target.heard, target.target) == (2, 30)
    assert 0 < target.expected < 30
    assert target.behind
    assert workbench.today.page().lessons == standing.view
    workbench.rules.set_values(RuleId.LESSONS_PER_YEAR, {"lessons": 4}, basis="区督办〔2026〕1号")
    (standing,) = workbench.lessons.targets(inspector_id="DX001")
    assert (standing.view.target.target, standing.view.target.behind) == (4, False)
    assert "区督办〔2026〕1号" in standing.view.rule.set_by
    workbench.rules.switch_off(RuleId.LESSONS_PER_YEAR)
    assert workbench.lessons.targets() == ()
    assert workbench.today.page().lessons is None


def test_who_is_appointed_for_a_part_of_the_year_owes_that_part(workbench: Workbench) -> None:
    appointment = {
        "inspector": "DX001", "level": "区", "tenure": "兼职", "document_no": "区政教〔2026〕3号",
        "start": "2026-11-16", "end": "2029-11-15", "term": 1,
    }  # fmt: skip
    workbench.registers.file(workbench.register_edit.new_from_json("appointment", appointment).uid)
    own, other = workbench.lessons.targets(on=date(2027, 8, 31))[:2]
    assert own.view.target.part_year
    assert own.view.target.target < 30
    assert own.view.target.expected == own.view.target.target
    assert other.view.target.target == 30


def test_lessons_are_listed_by_month_and_person(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    filed(lessons=lessons_of(2))
    assert len(workbench.lessons.list(month=NOVEMBER, inspector_id="DX001")) == 2
    assert workbench.lessons.list(month=Month(2026, 10)) == ()
    assert workbench.lessons.list(inspector_id="DX002") == ()
    line = workbench.lessons.list()[0]
    assert (line.teacher, line.kind, line.status) == ("李明", "实验", "定稿")


def test_a_panel_of_a_draft_counts_nothing_yet(workbench: Workbench, draft: str) -> None:
    workbench.talks.add_interview(draft, audience=Audience.PARENT, way=InterviewWay.PANEL, people=9)
    assert workbench.months.as_json(NOVEMBER)["district"]["panels"] == 0
