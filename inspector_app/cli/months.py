"""``month`` and ``bundle``: the table, and handing it over."""

import argparse
from typing import Any

from inspector_app.base.written import WrittenFile, write_document
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import chosen, content, person_asked_for, tell_written
from inspector_app.cli.file_arguments import folder_at
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.month import Month
from inspector_app.domain.table_labels import FIGURE_LABEL
from inspector_app.services.bundle_check import check_bundle
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import MonthPrint


def month(bench: Bench, options: argparse.Namespace) -> int:
    """Print the table of a month, or write it as PDF, Word or Excel."""
    wanted = Month.parse(options.month)
    wish = MonthPrint(month=wanted)
    files = chosen({FileFormat.PDF: options.pdf, FileFormat.WORD: options.docx})
    written: list[WrittenFile] = [
        write_document(path, content(bench, wish, form)) for form, path in files.items()
    ]
    tables = chosen({FileFormat.EXCEL: options.xlsx}).values()
    written += [bench.tables.month_xlsx(path, wanted) for path in tables]
    if options.json:
        print_json(bench.months.as_json(wanted, recompute=options.now))
    elif not written:
        _print_month(bench, wanted)
    else:
        for each in written:
            tell_written(each)
    return 0


def _print_month(bench: Bench, wanted: Month) -> None:
    table = bench.months.table(wanted)
    say(f"入校督导月统计表　{wanted.title}　由 {table.table.record_count} 条记录汇总")
    if table.locked:
        changed = "；此后记录有改动，下面按现有记录重算，上报时的表用 --json 看"
        say(f"这个月已上报{changed if table.changed else ''}")
    rows = [(FIGURE_LABEL[name], _shown(cell)) for name, cell in table.table.district.items()]
    print_table(("全区", "数"), rows)
    for problem in bench.months.gaps(wanted):
        say(problem.sentence())


def _shown(cell: Any) -> str:
    counts = getattr(cell, "counts", None)
    if counts is None:
        return str(cell)
    return "，".join(f"{label} {count}" for label, count in counts)


def bundle(bench: Bench, options: argparse.Namespace) -> int:
    """Hand a month over."""
    wanted = Month.parse(options.month)
    if options.act == "materials":
        person = person_asked_for(bench, options)
        path = bench.materials.write(
            month=wanted, folder=folder_at(options.to), inspector_id=person or ""
        )
        say(str(path))
        return 0
    made = bench.bundles.export(
        inspector_id=bench.people.id_of(options.inspector),
        month=wanted,
        folder=folder_at(options.to),
    )
    if options.json:
        print_json(
            {
                "ok": True,
                "file": str(made.path),
                "seq": made.seq,
                "digest": made.digest,
                "visits": made.visits,
                "photos": made.photos,
                "drafts_left": made.staying,
                "repeated": made.repeated,
                "remarks": list(made.remarks),
            }
        )
        return 0
    say(str(made.path))
    if made.repeated:
        say("内容与上次上报相同，放入的是同一个包")
    if made.staying:
        say(f"有 {made.staying} 份草稿没有上报，留在本机")
    for remark in made.remarks:
        say(remark)
    return 0


def verify(options: argparse.Namespace) -> int:
    """Check a bundle; a refusal carries its code."""
    found = check_bundle(options.file)
    if options.json:
        print_json(found)
    else:
        say(str(found["sentence"]))
    return 0
