"""Runs one command: exit 0 done, 1 refused with a sentence, 2 wrong use."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from inspector_app.base.errors import IncompleteError, InputError, UserError, disk_reason
from inspector_app.base.paths import DataFolder
from inspector_app.cli import (
    bundles,
    calendar,
    campaigns,
    checklists,
    coverage,
    districts,
    document_archive,
    documents,
    export,
    form,
    form_answers,
    indicators,
    issues,
    joint,
    layouts,
    lessons,
    letters,
    lists,
    months,
    numbers,
    office,
    packs,
    period_tables,
    phrases,
    plans,
    plates,
    posts,
    registers,
    replies,
    reports,
    returns,
    rules,
    setup,
    share,
    standards,
    talks,
    tasks,
    trust,
    typed,
    upwards,
    visit_forms,
    visits,
)
from inspector_app.cli.bench import Bench, Init, Opener
from inspector_app.cli.output import complain, print_json
from inspector_app.cli.parser import build_parser
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.services.context import Role

Command = Callable[[Bench, argparse.Namespace], int]

_COMMANDS: Final[Mapping[str, Command]] = {
    "demo": setup.demo,
    "import": setup.load,
    "schools": lists.schools,
    "inspectors": lists.inspectors,
    "visits": lists.visits,
    "search": lists.search,
    "visit": visits.visit,
    "joint": joint.joint,
    "peers": joint.peers,
    "document": document_archive.document,
    "ledger": documents.ledger,
    "issue": issues.issue,
    "reply": replies.reply,
    "layout": layouts.layout,
    "letter": letters.letter,
    "number": numbers.number,
    "report": reports.report,
    "lesson": lessons.lesson,
    "interview": talks.talk,
    "checklist": checklists.checklist,
    "form": form_answers.form_answers,
    "visit-form": visit_forms.visit_form,
    "questionnaire": talks.talk,
    "plate": documents.plate,
    "plates": plates.plates,
    "departure": documents.departure,
    "zones": posts.zones,
    "director": posts.director,
    "month": months.month,
    "table": period_tables.table,
    "bundle": bundles.bundle,
    "office": office.office,
    "receipts": office.receipts,
    "returned": returns.returned,
    "typed": typed.typed,
    "share": share.share,
    "pack": packs.pack,
    "phrase": phrases.phrase,
    "districts": districts.districts,
    "export": export.export,
    "scale": export.scale,
    "calendar": calendar.calendar,
    "plan": plans.plan,
    "theme": plans.theme,
    "task": tasks.task,
    "coverage": coverage.coverage,
    "rules": rules.rules,
    "indicators": indicators.indicators,
    "recusal": rules.recusal,
    "standards": standards.standards,
    "term": campaigns.term,
    "root": trust.root,
    "enrol": trust.enrol,
    "trust": trust.trust,
    "fonts": setup.fonts,
    "check": setup.check,
    **dict.fromkeys(KINDS, registers.register),
}

_BEGINNING: Final = frozenset({"demo", "import"})
"""What is usually the first thing that is done in a folder: nothing needs to be said of it."""


def run(
    arguments: Sequence[str], *, default_folder: Path, opener: Opener, init: Init
) -> int | None:
    """Run one command.

    Returns:
        The exit code; ``None`` when no command was given and the window is wanted.
    """
    options = build_parser(arguments).parse_args(arguments)
    if options.command is None:
        return None
    folder = options.data or default_folder
    try:
        return _run(options, folder, opener=opener, init=init)
    except BrokenPipeError:
        # Whoever read the list has seen enough; what was done is done.
        sys.stderr.close()
        return 0
    except (UserError, KeyboardInterrupt, OSError) as error:
        _tell(error, as_json=bool(getattr(options, "json", False)))
        return 1


def _run(options: argparse.Namespace, folder: Path, *, opener: Opener, init: Init) -> int:
    if options.command == "init":
        init(
            folder,
            role=Role(options.role),
            district=options.district,
            inspector_id=options.inspector,
            number_block=options.number_block,
        )
        print(f"已建立数据文件夹：{folder}")
        return 0
    alone = _alone(options)
    if alone is not None:
        return alone(options)
    if options.command == "upwards":
        return upwards.upwards(options, folder, opener=opener, init=init)
    begun = options.command not in _BEGINNING and not _has_data(folder)
    with opener(folder) as bench:
        if begun:
            complain(
                f"“{folder}”里原来没有本程序的数据，已按默认设置新建；"
                "路径写错了的，删掉这个文件夹，改 --data 再来。"
            )
        return _COMMANDS[options.command](bench, options)


def _has_data(folder: Path) -> bool:
    there = DataFolder(folder)
    return there.key_file.exists() or there.database.exists()


def _alone(options: argparse.Namespace) -> Callable[[argparse.Namespace], int] | None:
    """Return what runs a command that needs no data folder; None where it needs one."""
    if options.command == "bundle" and not bundles.needs_a_folder(options):
        # Whoever checks a bundle that is not encrypted need not have a data folder.
        return bundles.verify
    if options.command == "document" and options.act == "sign":
        return documents.sign
    if options.command == "form" and options.act not in form_answers.ACTS:
        # Whoever writes a form need not have a data folder either.
        return form.form
    return None


def _tell(error: BaseException, *, as_json: bool) -> None:
    if isinstance(error, UserError):
        _refuse(error, as_json=as_json)
    elif isinstance(error, OSError):
        name = f"“{error.filename}”" if error.filename else "文件"
        complain(f"{name}不能读写：{disk_reason(error)}。已保存的内容没有改动；请检查后重试。")
    else:
        complain("已停下。写完的部分留着，正在写的一步没有留下改动。")


def _refuse(error: UserError, *, as_json: bool) -> None:
    problems = error.problems if isinstance(error, IncompleteError | InputError) else ()
    if as_json:
        print_json(
            {
                "ok": False,
                "code": error.code,
                "sentence": error.sentence,
                "problems": [
                    {"where": p.where, "what": p.what, "remedy": p.remedy} for p in problems
                ],
            }
        )
    complain(error.sentence)
    for problem in problems:
        complain(f"  {problem.sentence()}")
