"""What registers add up to, on the command line."""

import argparse
from collections.abc import Callable, Mapping
from typing import Final

from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import chosen, make, pdf_or_docx
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.labels.suggestions import ANSWER_LABEL
from inspector_app.domain.text_line import first_line
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import CasesPrint, ReportPrint, RosterPrint

Act = Callable[[Bench, argparse.Namespace], int]


def _count(bench: Bench, options: argparse.Namespace) -> int:
    counted = bench.register_figures.suggestions(options.year)
    answers = {ANSWER_LABEL[answer]: number for answer, number in counted.by_answer.items()}
    if options.json:
        print_json({"year": options.year, "made": counted.made, "answers": answers})
        return 0
    told = "，".join(f"{label} {number} 条" for label, number in answers.items())
    say(f"{options.year}年提出意见建议 {counted.made} 条：{told}")
    return 0


def _roster(bench: Bench, options: argparse.Namespace) -> int:
    on = bench.register_figures.day(options.on)
    files = chosen({FileFormat.PDF: options.out, FileFormat.WORD: options.docx})
    if files:
        return make(bench, RosterPrint(on=on), files)
    lines = bench.register_figures.roster(on)
    if options.json:
        print_json([bench.registers.as_json(line.entry.uid) for line in lines])
        return 0
    say(f"{on} 在聘期内的督学 {len(lines)} 人")
    print_table(
        ("督学", "聘期起", "聘期止", "届次", "聘任", "提示"),
        [(*line.cells, line.title, line.hint) for line in lines],
    )
    return 0


def _tasks(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.register_figures.tasks()
    if options.json:
        print_json(
            [
                {
                    "no": line.number,
                    "uuid": line.task.uid,
                    "matter": line.task.matter,
                    "owner": line.task.owner,
                    "due": line.task.due and line.task.due.isoformat(),
                }
                for line in found
            ]
        )
        return 0
    print_table(
        ("时限", "事项", "责任人", "会议编号"),
        [(line.task.due, line.task.matter, line.task.owner, line.number) for line in found],
    )
    return 0


def _hours(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.register_figures.training_hours(options.year, wanted=options.wanted)
    names = bench.registers.names().people
    if options.json:
        print_json(
            [
                {"inspector": line.inspector_id, "hours": line.hours, "lacking": line.lacking}
                for line in found
            ]
        )
        return 0
    lacking = [line for line in found if line.lacking]
    say(f"{options.year}年应满 {options.wanted} 学时，还差的 {len(lacking)} 人")
    print_table(
        ("督学编号", "姓名", "学时", "还差"),
        [
            (line.inspector_id, names.get(line.inspector_id), line.hours, line.lacking or "")
            for line in found
        ],
    )
    return 0


def _merits(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.case_sources.merits()
    if options.json:
        print_json([line._asdict() for line in found])
        return 0
    print_table(
        ("亮点", "日期", "学校", "记录编号", "内容"),
        [(m.uid, m.visited_on, m.school_name, m.number, first_line(m.text)) for m in found],
    )
    return 0


def _booklet(bench: Bench, options: argparse.Namespace) -> int:
    uids = tuple(bench.registers.uid_of(options.command, number) for number in options.numbers)
    return make(bench, CasesPrint(uids=uids), pdf_or_docx(options))


def _report(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.registers.uid_of(options.command, options.no)
    return make(bench, ReportPrint(uid=uid), pdf_or_docx(options))


def _take(bench: Bench, options: argparse.Namespace) -> int:
    made = bench.opinions.take(options.file)
    if options.json:
        print_json({"no": made.entry.number, "uuid": made.entry.uid, "sentence": made.sentence})
    else:
        say(made.entry.number)
        say(made.sentence)
    for hint in bench.registers.record(made.entry.uid).hints:
        say(f"请留意：{hint.sentence()}")
    return 0


FIGURES: Final[Mapping[str, Act]] = {
    "count": _count,
    "roster": _roster,
    "tasks": _tasks,
    "hours": _hours,
    "merits": _merits,
    "booklet": _booklet,
    "report": _report,
    "import": _take,
}
"""Acts beyond those of every kind; the parser offers each to its own kind only."""
