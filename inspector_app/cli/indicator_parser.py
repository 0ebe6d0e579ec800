"""The arguments of ``indicators``."""

import argparse
from pathlib import Path
from typing import Any


def indicator_commands(commands: Any) -> None:
    """Add ``indicators`` and its acts."""
    one = commands.add_parser("indicators", help="达标测算：义务教育优质均衡")
    acts = one.add_subparsers(dest="act", required=True, metavar="动作")
    _measuring(acts)
    _kept(acts)
    _standards(acts)
    _plan(acts)


def _measuring(acts: Any) -> None:
    balance = acts.add_parser("balance", help="测算一份工作簿：各校各项、全县、差异系数")
    balance.add_argument("file", type=Path, metavar="FILE.xlsx")
    balance.add_argument("--due", metavar="日期", help="不达标项的时限，印在清单里")
    failing = acts.add_parser("failing", help="不达标项清单：一份工作簿，或一份存下的测算")
    failing.add_argument("source", metavar="工作簿或测算编号")
    failing.add_argument("--due", metavar="日期", help="工作簿里不达标项的时限")
    for act in (balance, failing):
        _outputs(act)
    listed = acts.add_parser("issues", help="把不达标项列入问题整改台账，可以反复做")
    listed.add_argument("no", metavar="测算编号")
    listed.add_argument("--json", action="store_true")
    template = acts.add_parser("template", help="写出空白的测算工作簿")
    template.add_argument("--out", type=Path, required=True, metavar="F")


def _kept(acts: Any) -> None:
    keep = acts.add_parser("keep", help="测算并把工作簿加密存下，供逐年比较")
    keep.add_argument("file", type=Path, metavar="FILE.xlsx")
    keep.add_argument("--year", required=True, metavar="年度")
    keep.add_argument("--name", default="", metavar="名称")
    listed = acts.add_parser("list", help="存下的测算")
    listed.add_argument("--removed", action="store_true", help="看回收站里的")
    years = acts.add_parser("years", help="逐年比较：达标率、各项达标学校、差异系数")
    for act in (listed, years):
        act.add_argument("--json", action="store_true")
    show = acts.add_parser("show", help="按当时的标准重算一份存下的测算")
    show.add_argument("no", metavar="测算编号")
    _outputs(show)
    workbook = acts.add_parser("workbook", help="取出存下的工作簿")
    workbook.add_argument("no", metavar="测算编号")
    workbook.add_argument("--out", type=Path, required=True, metavar="F")
    for name, text in (("remove", "移到回收站"), ("restore", "从回收站恢复")):
        acts.add_parser(name, help=text).add_argument("no", metavar="测算编号")


def _standards(acts: Any) -> None:
    standards = acts.add_parser("standards", help="标准、分摊比例和界限，现在各是多少")
    standards.add_argument("--json", action="store_true")
    change = acts.add_parser("set", help="把一个数改成本区的")
    change.add_argument("name", metavar="名称", help="如 L4.primary")
    change.add_argument("value", metavar="数")
    change.add_argument("--basis", required=True, metavar="文件", help="依据的文件名称和文号")
    reset = acts.add_parser("reset", help="改回随程序的数")
    reset.add_argument("name", metavar="名称")


def _plan(acts: Any) -> None:
    plan = acts.add_parser("plan", help="创建计划：责任部门、责任人、完成时限、完成情况")
    doing = plan.add_subparsers(dest="doing", required=True, metavar="动作")
    draft = doing.add_parser("draft", help="从不达标项起草，已有的不动")
    show = doing.add_parser("list", help="列出创建计划")
    add = doing.add_parser("add", help="自己添加一项")
    change = doing.add_parser("set", help="改几项")
    remove = doing.add_parser("remove", help="删去几项")
    for one in (draft, show, add, change, remove):
        one.add_argument("no", metavar="测算编号")
    draft.add_argument("--due", metavar="日期", help="新的各项的完成时限")
    show.add_argument("--overdue", action="store_true", help="只列逾期的")
    _outputs(show)
    for one in (change, remove):
        one.add_argument("places", metavar="序号", help="如 1-5,9")
    for one in (add, change):
        one.add_argument("--about", metavar="学校", help="学校或部门")
        one.add_argument("--item", metavar="事项", required=one is add)
        one.add_argument("--target", metavar="目标")
        one.add_argument("--department", metavar="责任部门")
        one.add_argument("--person", metavar="责任人")
        one.add_argument("--due", metavar="日期", help="完成时限；写 '' 取消")
        one.add_argument("--progress", metavar="完成情况")
        one.add_argument("--done", dest="done_on", metavar="日期", help="完成日期；写 '' 取消")


def _outputs(one: argparse.ArgumentParser) -> None:
    one.add_argument("--json", action="store_true")
    one.add_argument("--xlsx", type=Path, metavar="F")
    one.add_argument("--pdf", type=Path, metavar="F")
    one.add_argument("--docx", type=Path, metavar="F")
