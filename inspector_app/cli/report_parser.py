"""The commands of reports: drafted from records where there is none yet, and written as a file."""

import argparse
from pathlib import Path
from typing import Any, Final

from inspector_app.domain.labels.summaries import SUMMARY_SPAN_LABEL
from inspector_app.domain.register_options import SummarySpan

Commands = Any  # argparse's own type of sub-parsers is private
SKELETON_HELP: Final = "照去年的 Word 起草：标题和文字照旧，数字换成现在的，认不准的请补充"
_OF_A_PERIOD: Final = (
    ("term", "一个学期的督导工作总结"),
    ("year", "一个自然年或学年的督导工作总结"),
    ("month", "一个月的督导工作总结"),
    ("zone", "一个责任区的工作报告"),
    ("rectification", "整改情况报告"),
    ("duty", "督学个人年度履职考核表"),
)
_SPANS: Final = {
    "zone": SummarySpan.TERM,
    "rectification": SummarySpan.TERM,
    "duty": SummarySpan.CALENDAR_YEAR,
}


def report_commands(commands: Commands) -> None:
    """Add ``report``."""
    report = commands.add_parser(
        "report", help="总结、整改情况报告、履职考核表、交通和误餐天数：还没有起草的先起草"
    )
    kinds = report.add_subparsers(dest="act", required=True, metavar="文种")
    for name, text in _OF_A_PERIOD:
        one = kinds.add_parser(name, help=text)
        _add_period(one, name)
        _add_file(one)
    summary = kinds.add_parser("summary", help="已经起草的一份，按编号")
    summary.add_argument("no", metavar="编号")
    summary.add_argument(
        "--revision", type=int, default=0, metavar="N", help="第几版定稿；不写就是最新的"
    )
    _add_file(summary)
    _add_travel(kinds)


def _add_travel(kinds: Commands) -> None:
    travel = kinds.add_parser("travel", help="交通和误餐天数：每人几天，逐日去了哪些学校")
    travel.add_argument("--month", default="", metavar="YYYY-MM", help="一个月；不写就是这个月")
    travel.add_argument("--from", dest="first", default="", metavar="日期", help="从哪天")
    travel.add_argument("--to", dest="until", default="", metavar="日期", help="到哪天")
    travel.add_argument("--inspector", default="", metavar="督学编号或姓名")
    travel.add_argument("--json", action="store_true")
    travel.add_argument("--out", type=Path, metavar="F", help="后缀 .docx、.xlsx，否则存 PDF")


def _add_period(one: argparse.ArgumentParser, name: str) -> None:
    one.add_argument(
        "--on", default="", metavar="日期", help="期间里的一天、一个月或一年；不写就是今天"
    )
    if name == "year":
        one.add_argument("--school-year", action="store_true", help="按学年，不写就按自然年")
    elif name in _SPANS:
        one.add_argument(
            "--span", choices=list(SUMMARY_SPAN_LABEL.values()), metavar="学期|学年|年度|月度",
            default=SUMMARY_SPAN_LABEL[_SPANS[name]],
        )  # fmt: skip
    if name != "duty":
        one.add_argument("--skeleton", type=Path, metavar="去年的.docx", help=SKELETON_HELP)
    if name == "zone":
        one.add_argument("zone", metavar="责任区")
    elif name != "duty":
        one.add_argument("--zone", default="", metavar="责任区", help="写一个责任区的")
    if name != "zone":
        one.add_argument("--inspector", default="", metavar="督学编号或姓名", help="写一个人的")


def _add_file(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--out", type=Path, required=True, metavar="F", help="后缀 .docx 存 Word，否则存 PDF"
    )
