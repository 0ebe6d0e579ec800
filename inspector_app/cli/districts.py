"""``districts``, and ``office month`` above districts: what the offices below have handed over."""

import argparse
from collections.abc import Callable, Mapping
from typing import Any, Final

from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import chosen, put, tell_written
from inspector_app.cli.output import complain, print_json, print_table, say
from inspector_app.domain.month import Month
from inspector_app.domain.table_json import row_json, table_json
from inspector_app.domain.table_labels import FIGURE_LABEL
from inspector_app.services.district_removal import Removed
from inspector_app.services.districts import District, DistrictsTable
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import DistrictsPrint

_SHOWN: Final = (
    "assigned_schools", "coverage", "visits", "inspector_visits", "lessons", "issues_found",
    "closed", "open_at_end", "overdue_at_end", "on_time",
)  # fmt: skip


def districts(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked of districts."""
    return _ACTS[options.act](bench, options)


def _add(bench: Bench, options: argparse.Namespace) -> int:
    bench.districts.add(options.code, options.name)
    if options.json:
        print_json({"ok": True, "code": options.code, "name": options.name})
        return 0
    say(f"已登记下级督导室：{options.code}　{options.name}")
    say("它写出申请以后，在“人员与电脑登记”里核对登记（enrol accept），再签发名册。")
    return 0


def _remove(bench: Bench, options: argparse.Namespace) -> int:
    bench.districts.remove(options.code, reason=options.reason)
    (gone,) = (each for each in bench.districts.removed() if each.code == options.code)
    if options.json:
        print_json(_removed_json(gone))
        return 0
    say(gone.told)
    say("登记错了区划的，按正确的另行登记；它的电脑还在名册里的，请在“人员与电脑登记”停用。")
    return 0


def _removed_json(gone: Removed) -> dict[str, Any]:
    return {
        "code": gone.code, "name": gone.name, "on": gone.on, "reason": gone.reason,
        "months": [str(month) for month in gone.months],
    }  # fmt: skip


def _list(bench: Bench, options: argparse.Namespace) -> int:
    months = bench.districts.months()
    tables = [bench.districts.table(month) for month in months]
    if options.json:
        print_json(
            [
                {"month": str(each.month), "districts": [d.code for d in each.districts],
                 "missing": list(each.missing),
                 "removed": [gone.code for gone in each.removed]}
                for each in tables
            ]
        )  # fmt: skip
        return 0
    for each in tables:
        missing = f"　还没有收到：{'、'.join(each.missing)}" if each.missing else ""
        have = each.below - len(each.missing)
        say(f"{each.month.title}　{have}/{each.below} {each.word}已报{missing}")
    for gone in bench.districts.removed():
        say(gone.told)
    if not tables:
        names = "、".join(bench.districts.lower().values())
        complain(
            f"还没有收到下级的月统计；登记了的下级：{names}。请先收件（office scan 文件夹），"
            "谁还没有报用 office month 看。"
        )
    return 0


def month(bench: Bench, options: argparse.Namespace, wanted: Month) -> int:
    """Tell the month of an office above districts, or write it into files."""
    if _written(bench, options, wanted):
        return 0
    found = bench.districts.table(wanted, of_districts=options.by_district)
    if options.json:
        print_json(_table_json(bench, found))
        return 0
    table = bench.months.table(wanted)
    editions = bench.month_editions.all(wanted)
    say(f"入校督导月统计表　{wanted.title}　数字校验码 {table.check_code}")
    if editions:
        say(editions[-1].face)
    rows = [("合计", found.table.district), *found.table.zones.items()]
    print_table(
        ("单位", *(FIGURE_LABEL[name] for name in _SHOWN)),
        [(name, *(row[figure] for figure in _SHOWN)) for name, row in rows],
    )
    for each in found.districts:
        _tell(each)
    for sentence in found.told:
        say(sentence)
    if found.dunning:
        say(found.dunning)
    return 0


def _written(bench: Bench, options: argparse.Namespace, wanted: Month) -> bool:
    """Write the files that were asked for, and say whether there were any."""
    of_districts = options.by_district
    if options.xlsx is not None:
        tell_written(bench.district_sheets.write(options.xlsx, wanted, of_districts=of_districts))
    files = chosen({FileFormat.PDF: options.out, FileFormat.WORD: options.docx})
    wish = DistrictsPrint(month=wanted, of_districts=of_districts)
    for form, path in files.items():
        put(path, bench.documents.file_of(wish, form))
    return bool(files) or options.xlsx is not None


def _tell(each: District) -> None:
    by = f"　由{each.by}报来" if each.by != each.name else ""
    until = f"　督到 {each.until}" if each.until else ""
    say(
        f"{each.code}　{each.name}{by}{until}　锁定 {each.locked}　收到 {each.taken_on}　"
        f"数字校验码 {each.check}　记录 {each.records}"
    )
    if each.other_days:
        say(f"▲ {each.name}的这个月计 {each.other_days}，表里按本级的起止日计")
    for cell in each.unlike:
        say(f"▲ {each.name}{cell.row}的{cell.label}：锁定 {cell.before}，记录合计 {cell.after}")
    if not each.unlike:
        say("  锁定的数与记录逐格相符")


def _table_json(bench: Bench, found: DistrictsTable) -> dict[str, Any]:
    told = table_json(found.table)
    editions = bench.month_editions.all(found.month)
    return {
        "month": str(found.month),
        "as_of": found.as_of,
        "check_code": bench.months.table(found.month).check_code,
        "edition": editions[-1].number if editions else None,
        "kept": found.kept or None,
        "later": list(found.later),
        "total": told["district"],
        "units": told["zones"],
        "inspectors": {
            person: row_json(row) for person, row in bench.districts.people(found.month).items()
        },
        "districts": [_district_json(each) for each in found.districts],
        "missing": list(found.missing),
        "below": found.below,
        "dunning": found.dunning or None,
        "shared_schools": list(found.shared),
        "removed": [_removed_json(each) for each in found.removed],
    }  # fmt: skip


def _district_json(each: District) -> dict[str, Any]:
    return {
        "code": each.code, "name": each.name, "by": each.by, "check": each.check,
        "locked_on": each.locked_on, "edition": each.edition or None, "taken_on": each.taken_on,
        "until": each.until or None, "records": each.records, "schools": dict(each.schools),
        "other_days": each.other_days or None, "unlike": [x._asdict() for x in each.unlike],
    }  # fmt: skip


_Act = Callable[[Bench, argparse.Namespace], int]
_ACTS: Final[Mapping[str, _Act]] = {"add": _add, "list": _list, "remove": _remove}
