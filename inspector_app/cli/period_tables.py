"""``table``: all tables of a month, a term, a year or any days, and what stands behind a cell."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from inspector_app.base.errors import InputError
from inspector_app.base.written import write_document
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import chosen, content, tell_written
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.figures import CodeList
from inspector_app.domain.period_tables import PeriodTables, tables_json
from inspector_app.domain.stat_table import StatCell, StatTable, records_behind
from inspector_app.domain.table_period import TablePeriod, TableSpan
from inspector_app.services.calendar import read_day
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import PeriodPrint

_PARTS = 3


def table_commands(commands: Any) -> None:
    """Add ``table`` and its arguments."""
    table = commands.add_parser("table", help="任何一段时间的各种统计表")
    spans = tuple(span.value for span in TableSpan if span is not TableSpan.DAYS)
    table.add_argument("span", nargs="?", choices=spans, metavar="month|term|school-year|year")
    table.add_argument(
        "which", nargs="?", default="",
        help="2026-11；2026-2027-1；2026-2027；2026；不写就是最近的",
    )  # fmt: skip
    table.add_argument("--from", dest="start", metavar="日期", help="从哪天起；和 --to 一起写")
    table.add_argument("--to", dest="end", metavar="日期", help="到哪天为止")
    table.add_argument("--only", metavar="表", help="只看一张表，如 compare、topics、schools")
    table.add_argument("--behind", metavar="表/行/列", help="列出一个数字背后的记录")
    table.add_argument("--json", action="store_true")
    for ending in ("pdf", "docx", "xlsx"):
        table.add_argument(f"--{ending}", type=Path, metavar="F")


def table(bench: Bench, options: argparse.Namespace) -> int:
    """Show, write or explain the tables of a period."""
    period = _period(bench, options)
    wish = PeriodPrint(period=period)
    files = chosen({FileFormat.PDF: options.pdf, FileFormat.WORD: options.docx})
    written = [write_document(path, content(bench, wish, form)) for form, path in files.items()]
    workbooks = chosen({FileFormat.EXCEL: options.xlsx}).values()
    written += [bench.period_workbooks.xlsx(path, period) for path in workbooks]
    if written and not options.json:
        for each in written:
            tell_written(each)
        return 0
    found = bench.period_tables.of(period)
    if options.behind:
        return _behind(bench, found, options)
    if options.json:
        told = tables_json(found)
        if options.only:
            told["tables"] = {options.only: told["tables"][_named(found, options.only).id]}
        print_json(told)
        return 0
    _show(found, options.only, bench.period_tables.school_names())
    return 0


def _period(bench: Bench, options: argparse.Namespace) -> TablePeriod:
    if options.start or options.end:
        if options.span or not (options.start and options.end):
            raise InputError("--from 和 --to 要一起写，前面不写 month、term、year；没有统计。")
        start, end = read_day(options.start), read_day(options.end)
        return bench.period_tables.of_days(start, end)
    if not options.span:
        raise InputError(
            "请写明统计哪段时间：table month 2026-11、table term、table year 2026、"
            "table school-year 2026-2027，或 --from 和 --to。"
        )
    return bench.period_tables.of_kind(TableSpan(options.span), options.which)


def _named(found: PeriodTables, name: str) -> StatTable:
    for each in found.tables:
        if name in (each.id, each.title):
            return each
    known = "、".join(f"{each.id}（{each.title}）" for each in found.tables)
    raise InputError(f"没有“{name}”这张表；有 {known}。")


def _shown(cell: StatCell, schools: Mapping[str, str]) -> str:
    """Return a cell as a person reads it: schools by their names."""
    if isinstance(cell, CodeList):
        return "、".join(schools.get(code, code) for code in cell.codes) or str(cell)
    return str(cell)


def _show(found: PeriodTables, only: str | None, schools: Mapping[str, str]) -> None:
    days = found.period.days
    say(
        f"入校督导统计表　{found.period.name}　{days.start}至{days.end}"
        f"{found.counted_to and f'　{found.counted_to}'}"
        f"　由 {found.table.record_count} 条记录汇总"
    )
    if found.moved.told:
        say(found.moved.told)
    for each in (_named(found, only),) if only else found.tables:
        say(f"\n{each.title}（{each.id}）")
        print_table(
            (*each.heads, *(column.label for column in each.columns)),
            [(*row.names, *(_shown(cell, schools) for cell in row.cells)) for row in each.rows],
        )
        if each.note:
            say(each.note)
    for note in found.notes:
        say(note)


def _behind(bench: Bench, found: PeriodTables, options: argparse.Namespace) -> int:
    parts = options.behind.split("/")
    if len(parts) < _PARTS:
        raise InputError("--behind 要写成 表/行/列，如 topics/T6/closed；没有查。")
    named, key, column = _named(found, parts[0]), "/".join(parts[1:-1]), parts[-1]
    row, head = named.row(key), named.column(column)
    cell = named.cell(key, column)
    if row is None or head is None or cell is None:
        rows = "、".join(f"{row.key}（{row.name}）" for row in named.rows[:8])
        columns = "、".join(f"{each.id}（{each.label}）" for each in named.columns)
        raise InputError(f"“{named.title}”里没有 {key}/{column}；行如 {rows}；列有 {columns}。")
    lines = bench.period_tables.behind(records_behind(cell))
    if options.json:
        print_json(
            {
                "table": named.id, "row": key, "column": column, "text": str(cell),
                "names": {"table": named.title, "row": row.name, "column": head.label},
                "records": [
                    {"kind": x.kind, "uuid": x.uid, "no": x.number,
                     "day": x.day.isoformat() if x.day else None, "school": x.school_name,
                     "text": x.text}
                    for x in lines
                ],
            }
        )  # fmt: skip
        return 0
    shown = _shown(cell, bench.period_tables.school_names())
    say(f"{named.title}　{row.name}　{head.label}：{shown}　背后有 {len(lines)} 条")
    print_table(
        ("类型", "编号", "日期", "学校", "内容"),
        [(x.kind, x.number, x.day, x.school_name, x.text) for x in lines],
    )
    return 0
