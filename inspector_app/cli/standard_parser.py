"""The commands of indicator sets, self-assessments and breakdowns, and their arguments."""

import argparse
from pathlib import Path
from typing import Any

from inspector_app.cli.file_arguments import add_pdf_or_docx

Commands = Any  # argparse's own type of sub-parsers is private


def add_standard_commands(commands: Commands) -> None:
    """Add ``standards``."""
    standards = commands.add_parser("standards", help="指标体系：自带的，和本地导入的细则")
    acts = standards.add_subparsers(dest="act", required=True, metavar="动作")
    acts.add_parser("list", help="有哪些指标体系、哪些版本").add_argument(
        "--json", action="store_true"
    )
    show = acts.add_parser("show", help="看一个版本的各项指标")
    show.add_argument("key", metavar="代码@版本")
    show.add_argument("--json", action="store_true")
    template = acts.add_parser("template", help="写出一份可以改成本地细则的 Excel 样表")
    template.add_argument("--from", dest="key", default="pjph", metavar="代码@版本")
    template.add_argument("--out", type=Path, required=True, metavar="F.xlsx")
    take = acts.add_parser("import", help="导入一个版本；有一格不对就一项也不导入")
    take.add_argument("file", type=Path)
    take.add_argument("--json", action="store_true")
    acts.add_parser("remove", help="去掉一个没有用过的本地版本").add_argument(
        "key", metavar="代码@版本"
    )


def add_selfcheck_acts(acts: Commands) -> None:
    """Add what ``selfcheck`` does beside the acts of every register."""
    begin = _begin(acts, "按一个指标体系新建一年的自评表")
    begin.add_argument("--county", default="", metavar="单位", help="自评单位")
    result = acts.add_parser("result", help="各项评定、合格数和县域等级，都由各项算出")
    result.add_argument("no")
    which = result.add_mutually_exclusive_group()
    which.add_argument("--unrated", action="store_true", help="只看还没有评的")
    which.add_argument("--unmet", action="store_true", help="只看基本合格和不合格的")
    problems = acts.add_parser("problems", help="定稿的自评表里要整改的项目")
    problems.add_argument("no")
    listed = acts.add_parser("issues", help="把要整改的项目列入问题整改台账，可以反复做")
    listed.add_argument("no")
    item = acts.add_parser("item", help="填一项，如 item 编号 4 grade 合格")
    _value(item)
    read = acts.add_parser("read", help="读回部门填好的自评表（.xlsx），有一格不对就都不读")
    read.add_argument("no")
    read.add_argument("file", type=Path)
    for one in (result, problems, listed, read):
        one.add_argument("--json", action="store_true")
    table = acts.add_parser("table", help="印自评表，或存成可以填写、再读回的 Excel 文件")
    table.add_argument("no")
    _files(table)
    _evidence(acts)


def add_duty_acts(acts: Commands) -> None:
    """Add what ``duty`` does beside the acts of every register."""
    begin = _begin(acts, "把一个指标体系逐项分解，新建一份")
    begin.add_argument("--group", default="", metavar="领导小组")
    progress = acts.add_parser("progress", help="任务的状态、逾期的任务、各部门的项数")
    progress.add_argument("no")
    progress.add_argument("--json", action="store_true")
    item = acts.add_parser("item", help="填一项的一格，如 item 编号 4 lead 教育局")
    _value(item)
    item.add_argument(
        "--task", type=int, default=1, metavar="N", help="这一项的第几个任务，从 1 起"
    )
    more = acts.add_parser("add-task", help="给一项再加一个任务")
    more.add_argument("no")
    more.add_argument("item", type=int, metavar="序号")
    table = acts.add_parser("table", help="印责任清单、任务清单或责任矩阵，或存成 Excel")
    table.add_argument("no")
    table.add_argument("--form", required=True, metavar="责任清单|任务清单|责任矩阵")
    _files(table)


def _begin(acts: Commands, text: str) -> argparse.ArgumentParser:
    begin: argparse.ArgumentParser = acts.add_parser("begin", help=text)
    begin.add_argument(
        "--standard", default="", metavar="代码@版本", help="不写就是程序自带的普及普惠指标"
    )
    begin.add_argument("--year", type=int, metavar="年")
    begin.add_argument("--json", action="store_true")
    return begin


def _value(item: argparse.ArgumentParser) -> None:
    item.add_argument("no")
    item.add_argument("item", type=int, metavar="序号")
    item.add_argument("field", metavar="字段")
    item.add_argument("value", metavar="内容")


def _files(table: argparse.ArgumentParser) -> None:
    add_pdf_or_docx(table, pdf="--pdf")
    table.add_argument("--xlsx", type=Path, metavar="F", help="Excel 文件")


def _evidence(acts: Commands) -> None:
    put = acts.add_parser("attach", help="给一项放入佐证文件，加密保存")
    gone = acts.add_parser("detach", help="去掉一项的一个佐证文件")
    out = acts.add_parser("export", help="把一项的佐证文件写出来")
    for one in (put, gone, out):
        one.add_argument("no")
        one.add_argument("--item", type=int, required=True, metavar="序号")
    put.add_argument("files", nargs="+", type=Path)
    gone.add_argument("place", type=int, metavar="N", help="第几个，从 0 数起")
    out.add_argument("--to", type=Path, required=True, metavar="DIR")
