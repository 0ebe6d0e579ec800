"""What ``selfcheck`` and ``duty`` do beside the acts of every register."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from inspector_app.base.errors import InputError
from inspector_app.base.files import make_folder
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import chosen, make, tell_written
from inspector_app.cli.input import value_in
from inspector_app.cli.output import none_found, print_json, print_table, say
from inspector_app.cli.taken import tell_taken
from inspector_app.domain.county_grade import Counts
from inspector_app.domain.duty_sheet import DutyLine
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.standards import (
    ITEM_GRADE_LABEL,
    STANDARD_FORM_LABEL,
    TASK_STATE_LABEL,
)
from inspector_app.domain.selfcheck_sheet import ItemLine, ItemProblem, SelfCheckSheet
from inspector_app.domain.standard_options import ItemGrade, StandardForm
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.register_edit import NewEntry
from inspector_app.services.wishes import StandardPrint

Act = Callable[[Bench, argparse.Namespace], int]


def _uid(bench: Bench, options: argparse.Namespace) -> str:
    return bench.registers.uid_of(options.command, options.no)


def _begun(made: NewEntry, options: argparse.Namespace) -> int:
    if options.json:
        print_json({"ok": True, "uuid": made.uid, "no": made.number})
    else:
        say(made.number)
    return 0


def _table(bench: Bench, options: argparse.Namespace, form: StandardForm) -> int:
    wish = StandardPrint(uid=_uid(bench, options), form=form)
    files = chosen({FileFormat.PDF: options.out, FileFormat.WORD: options.docx})
    tables = chosen({FileFormat.EXCEL: options.xlsx})
    if not files and not tables:
        raise InputError("请用 --pdf、--docx 或 --xlsx 写明存成什么文件；没有生成文件。")
    for path in tables.values():
        tell_written(bench.standard_trees.excel(wish, path))
    return make(bench, wish, files)


# -- self-assessments ----------------------------------------------------------------------------


def _begin_selfcheck(bench: Bench, options: argparse.Namespace) -> int:
    made = bench.selfchecks.begin(options.standard, year=options.year, county=options.county)
    return _begun(made, options)


def _result(bench: Bench, options: argparse.Namespace) -> int:
    sheet = bench.selfchecks.sheet(_uid(bench, options))
    lines = [line for line in sheet.lines if _wanted(line, options)]
    if options.json:
        print_json(_result_json(sheet, lines))
        return 0
    standing = sheet.standing
    say(f"{sheet.entry.number}　{sheet.standard.title}　{sheet.counts.words()}")
    say(f"县域等级：{standing.grade or '—'}")
    for missing in standing.missing:
        say(f"还差：{missing}")
    print_table(
        ("序号", "指标", "数值", "评定", "提示"),
        [(line.item.no, line.item.text, line.found.figure, line.found.word,
          line.found.flag or line.found.fault) for line in lines],
    )  # fmt: skip
    if not lines:
        none_found("这样的指标")
    return 0


def _wanted(line: ItemLine, options: argparse.Namespace) -> bool:
    if options.unrated:
        return line.found.grade is None
    return not options.unmet or line.found.grade in {ItemGrade.BASIC, ItemGrade.FAIL}


def _result_json(sheet: SelfCheckSheet, lines: list[ItemLine]) -> dict[str, Any]:
    standing = sheet.standing
    return {
        "no": sheet.entry.number,
        "standard": sheet.standard.key,
        "counts": _counts_json(sheet.counts),
        "groups": {
            group: _counts_json(sheet.group_counts(group)) for group in sheet.standard.groups()
        },
        "grade": standing.grade,
        "missing": list(standing.missing),
        "items": [_line_json(line) for line in lines],
    }


def _counts_json(counts: Counts) -> dict[str, int]:
    return {
        ITEM_GRADE_LABEL[ItemGrade.GOOD]: counts.passed,
        ITEM_GRADE_LABEL[ItemGrade.BASIC]: counts.basic,
        ITEM_GRADE_LABEL[ItemGrade.FAIL]: counts.failed,
        "未评": counts.open,
    }


def _line_json(line: ItemLine) -> dict[str, Any]:
    found = line.found
    return {
        "item": line.item.no,
        "text": line.item.text,
        "computed": line.item.is_computed,
        "grade": found.word,
        "figure": found.figure,
        "rounded": "" if found.rounded is None else ITEM_GRADE_LABEL[found.rounded],
        "hint": found.flag or found.fault,
    }


def _problems(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.selfchecks.problems(_uid(bench, options))
    if options.json:
        print_json([_problem_json(problem) for problem in found])
        return 0
    print_table(
        ("序号", "指标", "评定", "问题", "责任部门", "责任人", "时限"),
        [(p.item_no, p.item, ITEM_GRADE_LABEL[p.grade], p.text, p.unit, p.person, p.due)
         for p in found],
    )  # fmt: skip
    return 0


def _list_issues(bench: Bench, options: argparse.Namespace) -> int:
    taken = bench.standard_issues.of_selfcheck(_uid(bench, options))
    return tell_taken(taken, as_json=options.json)


def _problem_json(problem: ItemProblem) -> dict[str, Any]:
    due = problem.due and problem.due.isoformat()
    return {**problem._asdict(), "grade": ITEM_GRADE_LABEL[problem.grade], "due": due}


def _set_selfcheck(bench: Bench, options: argparse.Namespace) -> int:
    uid, value = _uid(bench, options), value_in(options.value)
    say(f"已保存 {bench.selfchecks.set_item(uid, options.item, options.field, value).at}")
    return 0


def _read(bench: Bench, options: argparse.Namespace) -> int:
    taken = bench.selfchecks.take_xlsx(_uid(bench, options), options.file)
    if options.json:
        print_json({"ok": True, "items": taken.items, "values": taken.values})
    else:
        say(f"读了 {taken.items} 项，改动 {taken.values} 处，已保存 {taken.saved.at}")
    return 0


def _print_selfcheck(bench: Bench, options: argparse.Namespace) -> int:
    return _table(bench, options, StandardForm.SELFCHECK)


def _place(bench: Bench, options: argparse.Namespace) -> tuple[str, str]:
    """Return an entry, and the name under which the files of an item of it are stored."""
    uid = _uid(bench, options)
    return uid, bench.selfchecks.place_of(uid, options.item, "files")


def _attach(bench: Bench, options: argparse.Namespace) -> int:
    uid, place = _place(bench, options)
    saved = bench.register_files.attach(uid, options.files, place=place)
    say(f"放入 {len(options.files)} 个附件，已保存 {saved.at}")
    return 0


def _detach(bench: Bench, options: argparse.Namespace) -> int:
    uid, place = _place(bench, options)
    saved = bench.register_files.detach_at(uid, options.place, place=place)
    say(f"已保存 {saved.at}")
    return 0


def _export(bench: Bench, options: argparse.Namespace) -> int:
    uid, place = _place(bench, options)
    folder: Path = options.to
    make_folder(folder)
    for written in bench.register_files.export(uid, folder, place=place):
        tell_written(written)
    return 0


# -- breakdowns ----------------------------------------------------------------------------------


def _begin_duty(bench: Bench, options: argparse.Namespace) -> int:
    made = bench.duties.begin(options.standard, year=options.year, group=options.group)
    return _begun(made, options)


def _progress(bench: Bench, options: argparse.Namespace) -> int:
    sheet = bench.duties.sheet(_uid(bench, options))
    if options.json:
        print_json(
            {
                "no": sheet.entry.number,
                "standard": sheet.standard.key,
                "counts": {TASK_STATE_LABEL[s]: n for s, n in sheet.counts.items()},
                "overdue": [_task_json(line) for line in sheet.overdue()],
                "units": [load._asdict() for load in sheet.loads()],
                "tasks": [_task_json(line) for line in sheet.lines],
            }
        )
        return 0
    say(f"{sheet.entry.number}　{sheet.standard.title}　{sheet.words()}")
    for line in sheet.overdue():
        say(f"逾期：第 {line.item.no} 项 {line.item.text}（{line.duty.lead}，{line.duty.due}）")
    print_table(
        ("部门", "牵头", "配合", "逾期"),
        [(load.unit, load.leads, load.supports, load.overdue or "") for load in sheet.loads()],
    )
    return 0


def _task_json(line: DutyLine) -> dict[str, Any]:
    duty = line.duty
    return {
        "item": line.item.no,
        "text": line.item.text,
        "lead": duty.lead,
        "support": list(duty.support),
        "person": duty.person,
        "task": duty.task,
        "due": duty.due and duty.due.isoformat(),
        "state": TASK_STATE_LABEL[line.state],
        "done_on": duty.done_on and duty.done_on.isoformat(),
    }


def _set_duty(bench: Bench, options: argparse.Namespace) -> int:
    uid, value = _uid(bench, options), value_in(options.value)
    saved = bench.duties.set_item(uid, options.item, options.field, value, task=options.task)
    say(f"已保存 {saved.at}")
    return 0


def _add_task(bench: Bench, options: argparse.Namespace) -> int:
    say(bench.duties.add_task(_uid(bench, options), options.item).uid)
    return 0


def _print_duty(bench: Bench, options: argparse.Namespace) -> int:
    form = from_label(STANDARD_FORM_LABEL, options.form)
    if form in {None, StandardForm.SELFCHECK}:
        words = "、".join(label for each, label in STANDARD_FORM_LABEL.items()
                         if each is not StandardForm.SELFCHECK)  # fmt: skip
        raise InputError(f"没有“{options.form}”这种清单，没有生成文件；可以写：{words}。")
    assert form is not None
    return _table(bench, options, form)


SELFCHECK_ACTS: Final[Mapping[str, Act]] = {
    "begin": _begin_selfcheck,
    "result": _result,
    "problems": _problems,
    "issues": _list_issues,
    "item": _set_selfcheck,
    "read": _read,
    "table": _print_selfcheck,
    "attach": _attach,
    "detach": _detach,
    "export": _export,
}
DUTY_ACTS: Final[Mapping[str, Act]] = {
    "begin": _begin_duty,
    "progress": _progress,
    "item": _set_duty,
    "add-task": _add_task,
    "table": _print_duty,
}
