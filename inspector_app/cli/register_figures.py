"""What registers add up to, on the command line."""

import argparse
from collections.abc import Callable, Mapping
from typing import Final

from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import chosen, make
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.labels.suggestions import ANSWER_LABEL
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import RosterPrint

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


FIGURES: Final[Mapping[str, Act]] = {"count": _count, "roster": _roster, "tasks": _tasks}
"""Acts beyond those of every kind; the parser offers each to its own kind only."""
