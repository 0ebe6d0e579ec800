"""``office month`` and ``office person``: the district's month, and who is excused."""

import argparse
from datetime import date
from typing import Any

from inspector_app.base.errors import InputError
from inspector_app.cli import districts
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import chosen, put, tell_written
from inspector_app.cli.output import none_found, print_json, print_table, say
from inspector_app.domain.month import Month
from inspector_app.office.labels import CAUSE_LABEL, state_of, why_text
from inspector_app.office.reconciliation import FigureLine, Reason
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.office_month_sheets import counts_of, said_of
from inspector_app.services.office_month_views import DistrictMonth, PersonMonth
from inspector_app.services.office_people import LEAVE, NO_COMPUTER, NO_VISITS, mark_text
from inspector_app.services.wishes import DistrictMonthPrint


def month(bench: Bench, options: argparse.Namespace) -> int:
    """Tell the district's month: what was reported beside what the records add up to.

    Above districts it is theirs, and the people of this office where it has any are asked for.
    """
    wanted = Month.parse(options.month) if options.month else bench.months.under_way()
    if options.by_district or (not options.people and bench.districts.has_lower()):
        return districts.month(bench, options, wanted)
    files = chosen({FileFormat.PDF: options.out, FileFormat.WORD: options.docx})
    for form, path in files.items():
        put(path, bench.documents.file_of(DistrictMonthPrint(month=wanted), form))
    tables = chosen({FileFormat.EXCEL: options.xlsx})
    for path in tables.values():
        tell_written(bench.office_month.xlsx(wanted, path))
    if files or tables:
        return 0
    found = bench.office_month.month(wanted)
    if options.json:
        print_json(_json(found, bench.months.as_json(wanted)))
    else:
        _tell(found)
    return 0


def _tell(found: DistrictMonth) -> None:
    say(f"全区月表核对　{found.month.title}　数字校验码 {found.table.check_code}")
    print_table(
        ("督学", "责任区", "月报", "列出", "收到", "版次不同", "作废", "以后交来", "代录", "导入",
         "不同的数字", "说明"),
        [_row(each) for each in found.people],
    )  # fmt: skip
    schools = found.table.school_names
    for person, figure in found.differing:
        cell = figure.difference.named({}, schools)
        said = f"月报 {cell.before}，记录合计 {cell.after}　{why_text(figure)}"
        say(f"{person.line.name}　{cell.label}：{said}")
    for note in found.notes:
        say(note)


def _row(each: PersonMonth) -> tuple[object, ...]:
    *records, figures = ("" if count is None else count for count in counts_of(each))
    line = each.line
    return (
        line.name, line.zone, state_of(line), *records, line.typed, line.imported, figures,
        said_of(each),
    )  # fmt: skip


def _json(found: DistrictMonth, table: dict[str, Any]) -> dict[str, Any]:
    return {
        "month": str(found.month),
        "as_of": found.as_of,
        "edition": found.edition and found.edition.number,
        "check_code": found.table.check_code,
        "people": [_person_json(each) for each in found.people],
        "notes": list(found.notes),
        "table": table,
    }


def _person_json(each: PersonMonth) -> dict[str, Any]:
    line = each.line
    return {
        "id": line.id, "name": line.name, "zone": line.zone, "state": line.arrival.value,
        "in": line.is_in, "no_computer": line.no_computer, "leave": line.away or None,
        "named": each.named, "received": line.received, "typed": line.typed,
        "imported": line.imported,
        "records": [_reason_json(reason) for reason in each.reasons],
        "figures": [_figure_json(figure) for figure in each.figures],
    }  # fmt: skip


def _reason_json(reason: Reason) -> dict[str, Any]:
    return {
        "cause": reason.cause.value, "label": CAUSE_LABEL[reason.cause], "no": reason.number,
        "reported_revision": reason.named or None, "revision": reason.here or None,
        "earlier_month": reason.past,
    }  # fmt: skip


def _figure_json(figure: FigureLine) -> dict[str, Any]:
    cell = figure.difference
    return {
        "figure": cell.figure, "part": cell.part or None, "label": cell.label,
        "reported": cell.before, "counted": cell.after, "explained_by": figure.standing.value,
        "records": [reason.number for reason in figure.reasons], "why": why_text(figure),
    }  # fmt: skip


# -- who is excused --------------------------------------------------------------------------------


def person(bench: Bench, options: argparse.Namespace) -> int:
    """List who is excused, or note or take back that a person is."""
    people = bench.office_people
    if not options.who:
        return _list(bench, options)
    names = bench.people.names()
    who = names.get(options.who, options.who)
    if options.no_computer:
        people.mark_no_computer(options.who, reason=options.reason)
        say(f"已登记：{who}不用电脑，由督导室代录，不再催报。")
    elif options.computer:
        people.take_back(options.who, NO_COMPUTER)
        say(f"已登记：{who}改用电脑，照常催报。")
    elif options.leave:
        first, until = _day(options.leave), _day(options.until) if options.until else None
        people.mark_leave(options.who, first=first, until=until, reason=options.reason)
        say(f"已登记：{who}请假，{first} {f'至 {until}' if until else '起'}。")
    elif options.no_visits:
        month = Month.parse(options.no_visits)
        people.mark_no_visits(options.who, month, reason=options.reason)
        say(f"已登记：{who} {month.title}没有入校，不再催报；以后交来记录的照样计入。")
    elif options.visits:
        month = Month.parse(options.visits)
        people.take_back(options.who, NO_VISITS, month=month)
        say(f"已登记：{who} {month.title}有入校，照常催报。")
    elif options.back:
        people.take_back(options.who, LEAVE)
        say(f"已登记：{who}已销假。")
    else:
        raise InputError(
            "请写明登记什么：--no-computer 不用电脑、--computer 改用电脑、--leave 日期 请假、"
            "--back 销假、--no-visits 月份 没有入校；没有改动。"
        )
    return 0


def _list(bench: Bench, options: argparse.Namespace) -> int:
    names = bench.people.names()
    marks = bench.office_people.marks()
    if options.json:
        print_json([{**mark._asdict(), "name": names.get(mark.inspector_id)} for mark in marks])
        return 0
    for mark in marks:
        say(f"{names.get(mark.inspector_id, mark.inspector_id)}　{mark_text(mark)}")
    if not marks:
        none_found("登记了不用电脑、请假或没有入校的督学")
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"“{text}”不是日期，没有登记；请写成 2026-11-22。") from error
