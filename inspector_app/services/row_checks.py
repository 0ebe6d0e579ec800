"""What no row may say, be it in a draft: names of pupils, and counts of sheets that cannot be."""

from typing import Any, Final

from inspector_app.base.errors import InputError
from inspector_app.domain.interview import Audience, Interview, name_fault
from inspector_app.domain.question_text import question_faults
from inspector_app.domain.questionnaire import (
    Questionnaire,
    SheetCounts,
    counts_fault,
)
from inspector_app.storage.editing import EditingStore, typed

ROWS: Final = {
    "issue": ("问题", "issues"),
    "lesson": ("听课", "lessons"),
    "merit": ("亮点", "merits"),
    "interview": ("访谈", "interviews"),
    "questionnaire": ("问卷", "questionnaires"),
    "lesson_draw": ("抽签", "draws"),
    "checklist": ("检查表", "checklists"),
    "form_record": ("表单", "forms"),
}
"""The rows of a record: by table, what people call them, and the attribute that holds them."""


def refuse_row(noun: str, value: Any) -> None:
    """Refuse a row that says what no record may say (InputError)."""
    if noun == "interview":
        talk: Interview = value
        _refuse("访谈没有保存", name_fault(talk.audience, talk.name))
    elif noun == "questionnaire":
        sheets: Questionnaire = value
        _refuse("问卷没有保存", counts_fault(sheets.counts))
        _refuse_questions(sheets.questions, sheets.counts)


def refuse_value(store: EditingStore, noun: str, uid: str, name: str, value: Any) -> None:
    """Refuse a value that cannot stand in a row as it is (InputError)."""
    if (noun, name) == ("interview", "name"):
        audience = typed("interview", "audience", store.value("interview", uid, "audience"))
        _refuse("姓名没有保存", name_fault(audience, value))
    elif (noun, name) == ("interview", "audience") and value is not None:
        _refuse("对象类别没有保存", name_fault(Audience(value), store.value(noun, uid, "name")))
    elif (noun, name) == ("questionnaire", "counts"):
        _refuse("份数没有保存", counts_fault(value))


def refuse_whole(store: EditingStore, noun: str, uid: str, name: str, value: Any) -> None:
    """Refuse a value of a command with which a questionnaire cannot be (InputError).

    What is typed in the window is kept as it is typed, told of beside it, and asked for at 定稿;
    files and commands are whole when they come.
    """
    if noun != "questionnaire" or name not in {"counts", "questions"}:
        return
    held = {one: store.value(noun, uid, one) for one in ("counts", "questions")} | {name: value}
    counts = SheetCounts(*held["counts"])
    _refuse("份数没有保存", counts_fault(counts))
    _refuse_questions(held["questions"], counts)


def _refuse_questions(questions: str, counts: SheetCounts) -> None:
    _refuse("没有保存", "；".join(question_faults(questions, valid=counts.valid)))


def _refuse(kept: str, fault: str) -> None:
    if fault:
        raise InputError(f"{kept}：{fault}。原来的内容没有改动。")
