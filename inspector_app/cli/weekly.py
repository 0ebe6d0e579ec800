"""What ``weekly`` does beside the acts of every register: draft, text, docx, missing."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import make
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import EntryPrint

Act = Callable[[Bench, argparse.Namespace], int]


def _draft(bench: Bench, options: argparse.Namespace) -> int:
    made = bench.weekly_reports.draft(day=_day(bench, options), inspector=options.inspector)
    if options.json:
        print_json(bench.registers.as_json(made.uid))
    else:
        say(made.number)
    return 0


def _text(bench: Bench, options: argparse.Namespace) -> int:
    text = bench.weekly_reports.text(bench.registers.uid_of(options.command, options.no))
    if options.json:
        print_json({"no": options.no, "text": text, "characters": len(text)})
    else:
        say(text)
    return 0


def _docx(bench: Bench, options: argparse.Namespace) -> int:
    wish = EntryPrint(uid=bench.registers.uid_of(options.command, options.no))
    return make(bench, wish, {FileFormat.WORD: options.out})


def _missing(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.weekly_reports.missing(_day(bench, options))
    if options.json:
        print_json(
            [
                {"week": m.monday.isoformat(), "due": m.due.isoformat(),
                 "inspector": m.inspector_id, "name": m.name, "draft": m.draft,
                 "overdue": m.overdue}
                for m in found
            ]
        )  # fmt: skip
        return 0
    if not found:
        say("周汇报都交了")
        return 0
    print_table(
        ("一周起", "应交", "督学编号", "姓名", "现在"),
        [(m.monday, m.due, m.inspector_id, m.name, f"草稿 {m.draft}" if m.draft else "还没有写")
         for m in found],
    )  # fmt: skip
    return 0


def _day(bench: Bench, options: argparse.Namespace) -> date | None:
    return bench.register_figures.day(options.week) if options.week else None


WEEKLY_ACTS: Final[Mapping[str, Act]] = {
    "draft": _draft,
    "text": _text,
    "docx": _docx,
    "missing": _missing,
}
