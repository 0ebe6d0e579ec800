"""``task …``: give a task, do it, and see how far everybody is."""

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any, Final, TypeVar

from inspector_app.base.errors import InputError
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import chosen, put, tell_written
from inspector_app.cli.output import complain, none_found, print_json, print_table, say
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.tasks import (
    TASK_KIND_LABEL,
    TASK_NEED_LABEL,
    TASK_SOURCE_LABEL,
)
from inspector_app.domain.task_json import task_json
from inspector_app.domain.task_progress import PlaceProgress
from inspector_app.services.calendar import read_day
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.task_board import TaskLine
from inspector_app.services.task_views import TaskView
from inspector_app.services.tasks import TaskSaved, TaskWish
from inspector_app.services.wishes import TaskBoardPrint

Act = Callable[[Bench, argparse.Namespace], int]
_Option = TypeVar("_Option", bound=StrEnum)
_BETWEEN: Final = re.compile(r"[、，,;；]+")


def task(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked with tasks."""
    return _ACTS[options.act](bench, options)


# -- giving ----------------------------------------------------------------------------------------


def _add(bench: Bench, options: argparse.Namespace) -> int:
    wish = _wish(options)
    if options.meeting:
        decided = bench.tasks.decided(options.meeting, options.decision)
        said = {
            each.name: value for each in fields(wish)
            if (value := getattr(wish, each.name)) is not None
        }  # fmt: skip
        wish = replace(decided, **said)
    return _tell_saved(bench, options, bench.tasks.add(wish), "已布置")


def _change(bench: Bench, options: argparse.Namespace) -> int:
    saved = bench.tasks.change(options.no, _wish(options))
    return _tell_saved(bench, options, saved, "已改" if saved.changes else "没有变化")


def _tell_saved(bench: Bench, options: argparse.Namespace, saved: TaskSaved, said: str) -> int:
    given = saved.task
    if options.json:
        print_json(task_json(given))
        return 0
    view = bench.tasks.get(given.number)
    people = "、".join(view.person(each) for each in given.people)
    say(f"{said}　{given.number} 第 {given.version} 版　{given.title}　{given.due} 前　{people}")
    return 0


def _withdraw(bench: Bench, options: argparse.Namespace) -> int:
    saved = bench.tasks.withdraw(options.no, reason=options.reason)
    say(f"已撤回　{saved.task.number} {saved.task.title}")
    return 0


def _wish(options: argparse.Namespace) -> TaskWish:
    return TaskWish(
        title=options.title, text=options.text, reference=options.ref, by=options.by,
        due=read_day(options.due) if options.due else None,
        kind=_option(TASK_KIND_LABEL, options.kind, "类别"),
        source=_option(TASK_SOURCE_LABEL, options.source, "来源"),
        needs=_option(TASK_NEED_LABEL, options.needs, "要什么"),
        people=_names(options.people), schools=_names(options.schools),
    )  # fmt: skip


def _option(labels: Mapping[_Option, str], text: str | None, name: str) -> _Option | None:
    if text is None:
        return None
    found = from_label(labels, text)
    if found is None:
        raise InputError(
            f"“{name}”没有“{text}”这一项，没有改动；有：{'、'.join(labels.values())}。"
        )
    return found


def _names(given: Sequence[str] | None) -> tuple[str, ...] | None:
    if given is None:
        return None
    parts = (part.strip() for each in given for part in _BETWEEN.split(each))
    return tuple(part for part in parts if part)


# -- doing -----------------------------------------------------------------------------------------


def _answer(bench: Bench, options: argparse.Namespace) -> int:
    bench.task_answers.answer(
        options.no, options.text, on=read_day(options.on) if options.on else None,
        school=options.school, person=options.inspector,
    )  # fmt: skip
    say(f"已答复　{_standing(bench, options.no)}")
    return 0


def _retract(bench: Bench, options: argparse.Namespace) -> int:
    bench.task_answers.retract(options.no, reason=options.reason, person=options.inspector)
    say(f"已撤回答复　{_standing(bench, options.no)}")
    return 0


def _standing(bench: Bench, number: str) -> str:
    lines = bench.task_board.lines(number)
    return f"{lines[0].view.task.number} {'；'.join(f'{x.name}：{x.stand}' for x in lines)}"


def _begin(bench: Bench, options: argparse.Namespace) -> int:
    made = bench.task_answers.begin(options.no, school=options.school)
    say(made.number)
    for warning in bench.visits.warnings(made.uid):
        complain(f"{warning.what}；{warning.remedy}。")
    return 0


# -- looking ---------------------------------------------------------------------------------------


def _list(bench: Bench, options: argparse.Namespace) -> int:
    if _written(bench, options):
        return 0
    lines = [x for x in bench.task_board.lines() if x.is_open or not options.open]
    if options.json:
        views = {each.view.task.uid: each.view for each in lines}
        print_json([_json(view) for view in views.values()])
        return 0
    if not lines:
        none_found("任务")
        return 0
    print_table(
        ("编号", "任务", "期限", "督学", "状态", "接收", "还要办的"),
        [
            (x.view.task.number, x.view.task.title, x.view.task.due, x.name,
             f"{'▲ ' if x.is_late else ''}{x.stand}", x.taken,
             x.lacking or (x.view.left if x.is_open else ""))
            for x in lines
        ],
    )  # fmt: skip
    return 0


def _written(bench: Bench, options: argparse.Namespace) -> bool:
    """Write the board into the files that were asked for, and say whether any was."""
    files = chosen({FileFormat.PDF: options.out, FileFormat.WORD: options.docx})
    for form, path in files.items():
        put(path, bench.documents.file_of(TaskBoardPrint(), form))
    tables = chosen({FileFormat.EXCEL: options.xlsx})
    for path in tables.values():
        tell_written(bench.task_board.xlsx(path))
    return bool(files or tables)


def _show(bench: Bench, options: argparse.Namespace) -> int:
    lines = bench.task_board.lines(options.no)
    view = lines[0].view if lines else bench.tasks.get(options.no)
    if options.json:
        versions = [task_json(each) for each in bench.tasks.versions(options.no)]
        print_json({**_json(view), "versions": versions})
        return 0
    _tell(view, lines)
    return 0


def _tell(view: TaskView, lines: Sequence[TaskLine]) -> None:
    given = view.task
    say(f"{given.number} 第 {given.version} 版　{given.title}")
    source = f"{TASK_SOURCE_LABEL[given.source]} {given.reference}".strip()
    say(
        f"{TASK_KIND_LABEL[given.kind]}　来源：{source}　要{TASK_NEED_LABEL[given.needs]}　"
        f"期限 {given.due}（{view.left}）"
    )
    if given.text:
        say(given.text)
    if given.withdrawn:
        say(f"已撤回：{given.withdrawn}")
    for line in lines:
        say(f"{'▲ ' if line.is_late else ''}{line.name}　{line.stand}　{line.taken}".rstrip())
        for told in line.told:
            say(f"　{told}")


def _remind(bench: Bench, options: argparse.Namespace) -> int:
    text = bench.task_board.reminder(options.no)
    say(text or "没有要催办的任务。")
    return 0


def _json(view: TaskView) -> dict[str, Any]:
    return {
        **task_json(view.task),
        "stand": view.progress.stand.value,
        "overdue": view.is_overdue,
        "done": view.progress.done,
        "asked": view.progress.places,
        "progress": [
            {
                "person": share.person_id,
                "name": view.person(share.person_id),
                "taken": share.taken or None,
                "stand": share.stand.value,
                "done_on": share.done_on and share.done_on.isoformat(),
                "places": [_place_json(place) for place in share.places],
            }
            for share in view.progress.shares
        ],
    }


def _place_json(place: PlaceProgress) -> dict[str, Any]:
    answer = place.answer
    return {
        "school": place.school_code or None,
        "stand": place.stand.value,
        "records": [each.number for each in place.records],
        "drafts": [each.number for each in place.drafts],
        "answer": answer and {"text": answer.text, "on": answer.on.isoformat()},
        "done_on": place.done_on and place.done_on.isoformat(),
    }


_ACTS: Final[Mapping[str, Act]] = {
    "add": _add, "change": _change, "withdraw": _withdraw, "answer": _answer,
    "retract": _retract, "begin": _begin, "list": _list, "show": _show, "remind": _remind,
}  # fmt: skip
