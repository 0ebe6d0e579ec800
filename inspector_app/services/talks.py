"""访谈, 问卷 and 推门听课 draws of a draft; every call is one transaction."""

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.base.ids import new_uid
from inspector_app.domain.interview import Interview
from inspector_app.domain.issue import Issue
from inspector_app.domain.lesson_draw import (
    LessonDraw,
    draw_fault,
    drawn_places,
    period_number,
    read_classes,
)
from inspector_app.domain.questionnaire import Questionnaire, SheetCounts
from inspector_app.services.context import Context
from inspector_app.services.edit_journal import EditJournal, changes_of
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.row_edit import RowEdit
from inspector_app.services.saved import Added, Saved, saved_now
from inspector_app.services.visit_reader import read_interview, read_questionnaire

if TYPE_CHECKING:
    from inspector_app.services.visit_edit import VisitEditService

MOST_SEED: Final = 40


class Imported(NamedTuple):
    """Answers that were taken over."""

    sheets: int
    questions: int
    saved: Saved


class Drawn(NamedTuple):
    """A draw, and what keeping it touches."""

    draw: LessonDraw
    changes: Changes


class TalkService:
    """Changes talks and questionnaires, and draws classes."""

    def __init__(self, context: Context, visit_edit: "VisitEditService") -> None:
        self._context = context
        self._visit_edit = visit_edit
        self._edits = EditJournal(context)
        self._rows = RowEdit(context, self._edits)
        self._lookup = ContextLookup(context)

    # -- talks -----------------------------------------------------------------------------------

    def add_interview(self, uid: str, *, editing: str = "", **values: Any) -> Added:
        """Add an 访谈记录, confidential unless told otherwise."""
        talk = Interview(uid=new_uid(), **values)
        return self._rows.add(uid, "interview", talk, editing=editing)

    def add_interview_json(self, uid: str, data: Mapping[str, Any]) -> Added:
        """Add an 访谈记录 from a file of fields."""
        return self._rows.add(uid, "interview", read_interview(data, self._lookup))

    def set_interview(self, uid: str, name: str, value: Any, *, editing: str = "") -> Saved:
        """Save one attribute of a talk (InputError where it would name a pupil)."""
        return self._rows.set("interview", uid, name, value, editing=editing)

    def remove_interview(self, uid: str, *, editing: str = "") -> Saved:
        """Take a talk out of the draft."""
        return self._rows.remove("interview", uid, editing=editing)

    def make_issue(self, interview_uid: str, *, editing: str = "") -> Added:
        """Make an issue of what a talk complains of; who said it does not come along.

        Raises:
            NotEditableError: the record cannot be written in.
            RefusedError: the talk says nothing under 反映的问题.
        """
        found = self._context.stores.visits.interviews.get(interview_uid)
        if found is None:
            raise NotFoundError("找不到这次访谈；它可能刚被删除。没有增加问题。")
        self._edits.editable_row("interview", interview_uid)
        text = found.value.problems.strip()
        if not text:
            raise RefusedError("这次访谈的“反映的问题”还没有写，没有增加问题；请先写上再转。")
        issue = Issue(uid=new_uid(), description=text)
        return self._rows.add(found.visit_uid, "issue", issue, editing=editing)

    # -- questionnaires --------------------------------------------------------------------------

    def add_questionnaire(self, uid: str, *, editing: str = "", **values: Any) -> Added:
        """Add a 问卷."""
        sheets = Questionnaire(uid=new_uid(), **values)
        return self._rows.add(uid, "questionnaire", sheets, editing=editing)

    def add_questionnaire_json(self, uid: str, data: Mapping[str, Any]) -> Added:
        """Add a 问卷 from a file of fields."""
        return self._rows.add(uid, "questionnaire", read_questionnaire(data, self._lookup))

    def set_questionnaire(self, uid: str, name: str, value: Any, *, editing: str = "") -> Saved:
        """Save one attribute of a questionnaire (InputError: 0 ≤ 有效 ≤ 回收 ≤ 发放)."""
        return self._rows.set("questionnaire", uid, name, value, editing=editing)

    def remove_questionnaire(self, uid: str, *, editing: str = "") -> Saved:
        """Take a questionnaire out of the draft."""
        return self._rows.remove("questionnaire", uid, editing=editing)

    def questionnaire_at(self, uid: str, place: int) -> str:
        """Return the uid of the questionnaire of a record that stands at a place, from 1."""
        found = self._context.stores.visits.get(uid).questionnaires
        if not 1 <= place <= len(found):
            raise NotFoundError(f"这份记录有 {len(found)} 份问卷，没有第 {place} 份；没有改动。")
        return found[place - 1].uid

    def import_answers(self, uid: str, path: Path, *, editing: str = "") -> Imported:
        """Tally a file of answers, one row a sheet, in place of the tallies there are.

        Every row is a valid sheet. 发放 and 回收 that are not known yet become as many; those that
        are known are held to.

        Raises:
            InputError: it names every cell that cannot be; nothing was changed.
        """
        from inspector_app.domain.answer_sheets import tally
        from inspector_app.domain.question_text import read_questions, written
        from inspector_app.sheets.workbook import open_workbook

        workbook = open_workbook(path)
        with self._context.database.transaction():
            target = self._edits.editable_row("questionnaire", uid)
            found = self._context.stores.visits.questionnaires.get(uid)
            assert found is not None
            known = read_questions(found.value.questions)
            tallied = tally(workbook.sheets[0].rows, known)
            if tallied.problems:
                sentence = f"答卷没有导入：有 {len(tallied.problems)} 处不对，题目和份数没有改动。"
                raise InputError(sentence, problems=tallied.problems)
            counts = _with_sheets(found.value.counts, tallied.sheets)
            write = self._rows.write
            write(target, "questionnaire", uid, "counts", counts, editing=editing)
            text = written(tallied.questions)
            write(target, "questionnaire", uid, "questions", text, editing=editing)
        saved = saved_now(self._context, changes_of(target, "questionnaire"))
        return Imported(tallied.sheets, len(tallied.questions), saved)

    # -- draws -----------------------------------------------------------------------------------

    def draw(self, uid: str, classes: str, *, count: int, seed: str = "") -> Drawn:
        """Draw classes from a list, and keep list, seed, time and result with the record.

        Args:
            uid: a draft.
            classes: one class a line, with 学科, 教师 and 节次 behind commas where they are known.
            count: how many are drawn.
            seed: decides the draw; a new one by chance without it.

        Raises:
            InputError: the list or the number cannot be.
        """
        listed = read_classes(classes)
        if fault := draw_fault(listed, count):
            raise InputError(f"没有抽签：{fault}。")
        seed = " ".join(seed.split()) or _new_seed()
        if len(seed) > MOST_SEED:
            raise InputError(f"没有抽签：种子最多 {MOST_SEED} 个字符。")
        draw = LessonDraw(
            uid=new_uid(),
            seed=seed,
            classes=listed,
            picked=drawn_places(listed, count=count, seed=seed),
            drawn_at=self._context.now_text(),
        )
        with self._context.database.transaction():
            target = self._edits.editable(uid)
            rows = self._context.stores.visits.draws
            rows.insert(target.visit_id, draw, ordinal=rows.next_ordinal(target.visit_id))
            # Not under the record's uid: undo must not take back what was drawn.
            self._context.note("draw", draw.uid, {"note": "推门听课抽签", "record": uid})
        return Drawn(draw, changes_of(target, "draw"))

    def draws(self, uid: str) -> tuple[LessonDraw, ...]:
        """Return the draws of a record, oldest first."""
        return self._context.stores.visits.get(uid).draws

    def add_drawn(self, draw_uid: str, *, editing: str = "") -> tuple[Added, ...]:
        """Add a 推门 lesson to the record for each class drawn."""
        from inspector_app.domain.lesson import LessonManner

        found = self._context.stores.visits.draws.get(draw_uid)
        if found is None:
            raise NotFoundError("找不到这次抽签；没有增加听课。")
        with self._context.database.transaction():
            return tuple(
                self._visit_edit.add_lesson(
                    found.visit_uid,
                    editing=editing,
                    class_name=each.class_name,
                    subject=each.subject,
                    teacher=each.teacher,
                    period_no=period_number([each.period]),
                    manner=LessonManner.DROP_IN,
                )
                for each in found.value.drawn
            )


def _with_sheets(counts: SheetCounts, sheets: int) -> SheetCounts:
    """Return counts with so many valid sheets; what is not known yet is at least as many."""
    returned = counts.returned or sheets
    return SheetCounts(sent=counts.sent or returned, returned=returned, valid=sheets)


def _new_seed() -> str:
    """Return twelve digits by chance, in threes: read aloud, written down and typed again."""
    digits = f"{secrets.randbelow(10**12):012d}"
    return "-".join(digits[at : at + 3] for at in range(0, 12, 3))
