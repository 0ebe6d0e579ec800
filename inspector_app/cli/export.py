"""``export`` and ``scale``: facts as Parquet, and others' counts beside the program's."""

import argparse
from pathlib import Path
from typing import Any, Final

from inspector_app.base.errors import InputError
from inspector_app.cli.bench import Bench
from inspector_app.cli.output import print_json, say
from inspector_app.domain.month import Month
from inspector_app.services.scale import ENGINES, Compared, figure_name

Commands = Any  # argparse's own type of sub-parsers is private
_MOST_SHOWN: Final = 20


def export_commands(commands: Commands) -> None:
    """Add ``export`` and ``scale``."""
    export = commands.add_parser("export", help="把已定稿的记录导出给别的分析程序")
    acts = export.add_subparsers(dest="act", required=True, metavar="动作")
    parquet = acts.add_parser("parquet", help="按区、按月分好的 Parquet 文件")
    parquet.add_argument("--to", type=Path, required=True, metavar="文件夹")
    scale = commands.add_parser("scale", help="让 DuckDB 或 Spark 用导出的文件算月统计表")
    acts = scale.add_subparsers(dest="act", required=True, metavar="动作")
    check = acts.add_parser("check", help="逐格与本程序的月统计表核对")
    check.add_argument("folder", type=Path, metavar="导出的文件夹")
    check.add_argument("--month", metavar="YYYY-MM", help="默认是正在记录的月份")
    check.add_argument(
        "--engine", default="", metavar="duckdb|spark", help="只用其中一个，默认两个都算"
    )
    for one in (parquet, check):
        one.add_argument("--json", action="store_true")


def export(bench: Bench, options: argparse.Namespace) -> int:
    """Write Parquet."""
    found = bench.scale.export(options.to)
    if options.json:
        print_json(
            {"ok": True, "folder": str(found.folder), "districts": list(found.districts),
             "months": list(found.months), "rows": dict(found.rows), "files": found.files,
             "bytes": found.size, "removed": found.removed}
        )  # fmt: skip
        return 0
    say(
        f"已导出到 {found.folder}：{len(found.districts)} 个区、{len(found.months)} 个月，"
        f"{found.rows['visit']} 份记录，{found.files} 个文件，共 {found.size} 字节"
    )
    if found.removed:
        say(f"上次导出、现在没有内容的 {found.removed} 个文件已移去")
    return 0


def scale(bench: Bench, options: argparse.Namespace) -> int:
    """Compare what engines count; 1 where a figure differs."""
    wanted = [e for e in ENGINES if options.engine in {"", e.value}]
    if not wanted:
        raise InputError(f"没有“{options.engine}”这种程序，没有核对；请写 duckdb 或 spark。")
    month = Month.parse(options.month) if options.month else bench.months.under_way()
    found = [bench.scale.compare(options.folder, month=month, name=name) for name in wanted]
    if options.json:
        print_json([_compared_json(each) for each in found])
    else:
        for each in found:
            _tell(each)
    return 1 if any(each.unlike for each in found) else 0


def _tell(found: Compared) -> None:
    where = f"{found.engine.value}　{found.month.title}　{len(found.districts)} 个区"
    if not found.unlike:
        say(f"{where}　{found.rows} 行，每行 {found.figures} 个数，与本程序逐格相同")
        return
    say(f"{where}　有 {len(found.unlike)} 格与本程序不同：")
    for each in found.unlike[:_MOST_SHOWN]:
        row = each.scope.name or "全区"
        say(
            f"  {each.scope.district} {row} {figure_name(each.figure)}："
            f"本程序 {each.own}，{found.engine.value} {each.asked}"
        )


def _compared_json(found: Compared) -> dict[str, Any]:
    return {
        "engine": found.engine.value,
        "month": str(found.month),
        "districts": list(found.districts),
        "rows": found.rows,
        "figures": found.figures,
        "unlike": [
            {"district": x.scope.district, "kind": x.scope.kind, "name": x.scope.name,
             "figure": x.figure, "own": x.own, "asked": x.asked}
            for x in found.unlike
        ],
    }  # fmt: skip
