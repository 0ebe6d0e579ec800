"""``month`` and ``bundle``: the table, and handing it over."""

import argparse
from collections.abc import Mapping

from inspector_app.base.errors import InputError
from inspector_app.base.written import WrittenFile, write_document
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import chosen, content, put, tell_written
from inspector_app.cli.layouts import tell_filled
from inspector_app.cli.month_life import ACTS, print_late, say_cells, steps_line
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.figures import Breakdown, Cell, CodeList
from inspector_app.domain.labels.months import MONTH_STATE_LABEL
from inspector_app.domain.layout import LayoutKind, Medium
from inspector_app.domain.month import Month
from inspector_app.domain.table_labels import FIGURE_LABEL
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import MonthPrint


def month(bench: Bench, options: argparse.Namespace) -> int:
    """Print the table of a month, write it as PDF, Word or Excel, or take the month a step on."""
    wanted = Month.parse(options.month)
    if options.act:
        return ACTS[options.act](bench, options, wanted)
    if options.layout:
        return _by_layout(bench, wanted, options)
    wish = MonthPrint(month=wanted, now=options.now, edition=options.edition)
    files = chosen({FileFormat.PDF: options.pdf, FileFormat.WORD: options.docx})
    written: list[WrittenFile] = [
        write_document(path, content(bench, wish, form)) for form, path in files.items()
    ]
    tables = chosen({FileFormat.EXCEL: options.xlsx}).values()
    written += [
        bench.tables.month_xlsx(path, wanted, now=options.now, edition=options.edition)
        for path in tables
    ]
    if options.json:
        print_json(bench.months.as_json(wanted, recompute=options.now))
    elif not written:
        _print_month(bench, wanted, now=options.now)
    else:
        for each in written:
            tell_written(each)
    return 0


def _by_layout(bench: Bench, wanted: Month, options: argparse.Namespace) -> int:
    """Write the table as a district's own layout has it."""
    files = chosen(
        {FileFormat.PDF: options.pdf, FileFormat.WORD: options.docx, FileFormat.EXCEL: options.xlsx}
    )
    if not files:
        raise InputError("请用 --pdf、--docx 或 --xlsx 写明按表样的表存到哪里；没有生成文件。")
    own = bench.layouts.find(options.layout, LayoutKind.MONTH).medium is Medium.COLUMNS
    wish = MonthPrint(month=wanted, now=options.now, edition=options.edition, layout=options.layout)
    for form, path in files.items():
        if own and form is not FileFormat.EXCEL:
            put(path, content(bench, wish, form))
        elif form is FileFormat.PDF:
            filled = bench.layout_pdfs.month(
                options.layout, wanted, path, now=options.now, edition=options.edition
            )
            tell_filled(filled, as_json=options.json)
        else:
            filled = bench.layout_fillings.month(
                options.layout, wanted, path, medium=Medium(form.value), now=options.now,
                edition=options.edition,
            )  # fmt: skip
            tell_filled(filled, as_json=options.json)
    return 0


def _print_month(bench: Bench, wanted: Month, *, now: bool) -> None:
    table, life = bench.months.table(wanted, now=now), bench.month_life.life(wanted)
    say(f"入校督导月统计表　{wanted.title}　由 {table.table.record_count} 条记录汇总")
    say(f"{steps_line(life)}　数字校验码 {table.check_code}")
    if table.frozen:
        changed = "；此后记录有改动，用 --now 看差在哪里" if table.changed else ""
        say(f"这是{MONTH_STATE_LABEL[life.state]}{table.kept_as}{changed}")
    elif table.locked:
        say(f"已{MONTH_STATE_LABEL[life.state]}；下面按现有记录重算，不是固定的表")
    if life.absent_words:
        say(f"{life.absent_words}；收到的记录已计入")
    schools = table.school_names
    rows = [
        (FIGURE_LABEL[name], _shown(cell, schools)) for name, cell in table.table.district.items()
    ]
    print_table(("全区", "数"), rows)
    if now and table.locked:
        cells = bench.months.differences(wanted)
        say(f"与固定的表有 {len(cells)} 格不同" if cells else "与固定的表每一格都相同")
        say_cells(table, cells)
    print_late(table.late)
    if not table.locked:
        for gap in life.gaps:
            say(gap.sentence())


def _shown(cell: Cell, schools: Mapping[str, str]) -> str:
    match cell:
        case Breakdown(counts):
            return "，".join(f"{label} {count}" for label, count in counts)
        case CodeList(codes):
            return "、".join(schools.get(code, code) for code in codes) or "—"
    return str(cell)
