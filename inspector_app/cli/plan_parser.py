"""The commands of plans, coverage, rules, 回避 and themes, and their arguments."""

import argparse
from typing import Any

from inspector_app.cli.file_arguments import add_pdf_or_docx

Commands = Any  # argparse's own type of sub-parsers is private


def add_plan_commands(commands: Commands) -> None:
    """Add ``plan``, ``departure``, ``theme``, ``coverage``, ``rules`` and ``recusal``."""
    _plan(commands)
    _departure(commands)
    _theme(commands)
    _coverage(commands)
    _rules(commands)
    _recusal(commands)


def _plan(commands: Commands) -> None:
    plan = commands.add_parser("plan", help="督导计划和计划入校")
    acts = plan.add_subparsers(dest="act", required=True, metavar="动作")
    listed = acts.add_parser("list", help="一个月（或一周）的计划和计划入校；不写就是本月")
    span = listed.add_mutually_exclusive_group()
    span.add_argument("--month", metavar="YYYY-MM")
    span.add_argument("--week", metavar="日期", help="这一天所在的一周")
    listed.add_argument("--inspector", default="", metavar="督学")
    show = acts.add_parser("show", help="看一份计划，或一次计划入校")
    add = acts.add_parser("add", help="用 --level 建一份计划，或用 --school 安排一次入校")
    what = add.add_mutually_exclusive_group(required=True)
    what.add_argument("--level", metavar="学年|学期|月|周")
    what.add_argument("--school", metavar="标识码或校名")
    add.add_argument("--date", required=True, metavar="日期", help="哪一天；计划写起止日里的一天")
    change = acts.add_parser("set", help="改一份计划，或一次计划入校")
    change.add_argument("--school", metavar="标识码或校名")
    change.add_argument("--date", metavar="日期")
    for one in (add, change):
        _half_day(one)
        one.add_argument("--title", metavar="名称", help="计划的名称")
        one.add_argument("--aims", metavar="文字", help="计划的督导重点")
        one.add_argument("--basis", metavar="文件", help="计划的依据")
    cancel = acts.add_parser("cancel", help="取消一次计划入校")
    cancel.add_argument("--reason", default="", metavar="理由")
    begin = acts.add_parser("begin", help="由一次计划入校开始写记录")
    for one in (show, change, cancel, begin):
        one.add_argument("id", metavar="编号", help="计划或计划入校的编号，前 6 位以上")
    propose = acts.add_parser("propose", help="空着的半天，最需要去哪所学校")
    propose.add_argument("--date", metavar="日期", help="不写就是今天")
    propose.add_argument("--session", default="上午", metavar="上午|下午|全天")
    propose.add_argument("--inspector", default="", metavar="督学")
    propose.add_argument("--limit", type=int, default=5)
    for one in (listed, show, propose):
        one.add_argument("--json", action="store_true")


def _half_day(one: argparse.ArgumentParser) -> None:
    one.add_argument("--session", metavar="上午|下午|全天")
    one.add_argument("--lead", metavar="督学", help="责任督学；不写就是本机的督学")
    one.add_argument("--peers", metavar="督学", help="同行督学，多人用、隔开")
    one.add_argument("--topics", metavar="T6、T7", help="督导事项")
    one.add_argument("--text", metavar="文字", help="督导重点")
    one.add_argument("--plan", metavar="编号", help="归到哪份计划；不写就是起止日最短的一份")


def _departure(commands: Commands) -> None:
    departure = commands.add_parser("departure", help="出发前一页纸")
    what = departure.add_mutually_exclusive_group(required=True)
    what.add_argument("--school", metavar="标识码或校名")
    what.add_argument("--plan", metavar="编号", help="一次计划入校的编号")
    add_pdf_or_docx(departure)
    departure.add_argument("--blank", action="store_true", help="留一个编号，连空白记录表")


def _theme(commands: Commands) -> None:
    theme = commands.add_parser("theme", help="月主题")
    acts = theme.add_subparsers(dest="act", required=True, metavar="动作")
    change = acts.add_parser("set", help="设一个月的主题；写成空的就去掉")
    change.add_argument("month", metavar="YYYY-MM")
    change.add_argument("theme", metavar="主题")
    change.add_argument("--source", default="", metavar="来源", help="文件名称和文号")
    acts.add_parser("list", help="列出各月的主题").add_argument("--json", action="store_true")


def _coverage(commands: Commands) -> None:
    coverage = commands.add_parser("coverage", help="入校覆盖：每所学校按规则的提醒，和配备测算")
    coverage.add_argument("--month", metavar="YYYY-MM", help="不写就是本月")
    coverage.add_argument("--term", action="store_true", help="列出学期里每个月的次数")
    coverage.add_argument("--inspector", default="", metavar="督学")
    coverage.add_argument("--json", action="store_true")
    acts = coverage.add_subparsers(dest="act", metavar="动作")
    share = acts.add_parser("share", help="督导面：一段时间督导过名册上的多少所，并核对要写的数字")
    share.add_argument("--from", dest="first", required=True, metavar="日期")
    share.add_argument("--to", metavar="日期", help="不写就是今天；名册按这一天")
    share.add_argument(
        "--claim", action="append", default=[], metavar="组=数", help="要写的数字，如 中小学=26"
    )
    days = acts.add_parser("days", help="费用台账的数据：一个月里每人入校几天、误餐几天")
    days.add_argument("--month", required=True, metavar="YYYY-MM")
    for one in (share, days):
        one.add_argument("--json", action="store_true")


def _rules(commands: Commands) -> None:
    rules = commands.add_parser("rules", help="规则：数值、来源、由谁设定")
    acts = rules.add_subparsers(dest="act", required=True, metavar="动作")
    acts.add_parser("list", help="列出全部规则").add_argument("--json", action="store_true")
    change = acts.add_parser("set", help="改一条规则的数值")
    change.add_argument("rule", metavar="规则", help="代码或名称")
    change.add_argument("values", nargs="+", metavar="名字=数值", help="如 visits=2")
    change.add_argument("--basis", default="", metavar="依据", help="本区的文件名称和文号")
    for name, text in (
        ("on", "启用一条规则"),
        ("off", "停用一条规则"),
        ("reset", "改回随程序的全国规则"),
    ):
        acts.add_parser(name, help=text).add_argument("rule", metavar="规则", help="代码或名称")


def _recusal(commands: Commands) -> None:
    recusal = commands.add_parser("recusal", help="回避：申报、解除")
    acts = recusal.add_subparsers(dest="act", required=True, metavar="动作")
    acts.add_parser("list", help="列出全部申报").add_argument("--json", action="store_true")
    add = acts.add_parser("add", help="申报一条回避，从今天起")
    add.add_argument("--inspector", required=True, metavar="督学")
    add.add_argument("--school", required=True, metavar="标识码或校名")
    add.add_argument("--relation", required=True, metavar="近亲属|家人|曾任职", help="什么关系")
    add.add_argument("--left", metavar="日期", help="曾在该校工作的，哪天离职")
    add.add_argument("--note", default="", metavar="说明", help="不要写姓名")
    end = acts.add_parser("end", help="解除一条回避")
    end.add_argument("id", metavar="编号")
    end.add_argument("--on", metavar="日期", help="从哪天起不用回避；不写就是今天")
