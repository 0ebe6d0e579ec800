"""``report travel``: on how many days people were on the way, as a table, a file or JSON."""

import argparse
from datetime import date
from typing import Any

from inspector_app.base.errors import InputError
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import content, person_asked_for, put, tell_written
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.month import Month
from inspector_app.domain.travel import totals
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.travel import TRAVEL_COLUMNS, Travel
from inspector_app.services.wishes import TravelPrint

_NAMES = ("days", "meals", "rest_days", "half_days", "visits")


def travel(bench: Bench, options: argparse.Namespace) -> int:
    """Print or write 交通和误餐天数."""
    first, until = _days(bench, options)
    person = person_asked_for(bench, options)
    wish = TravelPrint(first=first, until=until, inspector_id=person)
    if options.out is not None:
        return _write(bench, wish, options)
    found = bench.travel.table(wish)
    if options.json:
        print_json(_json(found))
        return 0
    say(f"督学交通和误餐天数　{first}至{until}")
    if found.moved.told:
        say(found.moved.told)
    print_table(
        ("督学编号", "督学", *TRAVEL_COLUMNS),
        [
            *((row.person, found.name(row.person), *row[1:]) for row in found.table.rows),
            ("", "合计", *totals(found.table.rows)),
        ],
    )
    return 0


def _days(bench: Bench, options: argparse.Namespace) -> tuple[date, date]:
    if options.month and (options.first or options.until):
        raise InputError("--month 和 --from、--to 只能写一种，没有统计。")
    if not (options.first or options.until):
        month = Month.parse(options.month) if options.month else bench.months.under_way()
        period = bench.travel.span(month)
        return period.start, period.end
    until = bench.register_figures.day(options.until or None)
    first = bench.register_figures.day(options.first) if options.first else until.replace(day=1)
    return first, until


def _write(bench: Bench, wish: TravelPrint, options: argparse.Namespace) -> int:
    ending = options.out.suffix.lower().removeprefix(".") or FileFormat.PDF.value
    if ending not in {form.value for form in FileFormat}:
        raise InputError(
            f"“{options.out.name}”的后缀不是 .pdf、.docx 或 .xlsx，没有生成文件；请换一个后缀。"
        )
    if ending == FileFormat.EXCEL.value:
        tell_written(bench.travel.xlsx(wish, options.out))
    else:
        put(options.out, content(bench, wish, FileFormat(ending)))
    return 0


def _json(found: Travel) -> dict[str, Any]:
    period = found.table.period
    return {
        "first": period.start.isoformat(),
        "until": period.end.isoformat(),
        "moved": found.moved.as_json(),
        "inspectors": {
            row.person: dict(zip(_NAMES, (cell.value for cell in row[1:]), strict=True))
            for row in found.table.rows
        },
        "days": [
            {
                "inspector": each.person,
                "day": each.day.isoformat(),
                "schools": [code for code, _ in each.stops],
                "meal": each.meal,
                "rest": each.day in found.rest,
                "records": [found.numbers.get(uid, uid) for uid in each.uids],
            }
            for each in found.table.days
        ],
    }
