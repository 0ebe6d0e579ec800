"""Answers of a questionnaire read from a file, and classes drawn from a list."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.lesson import LessonManner
from inspector_app.domain.lesson_draw import is_true
from inspector_app.domain.questionnaire import SheetCounts
from tests.unit.services.talk_samples import LIST, SHEETS


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
