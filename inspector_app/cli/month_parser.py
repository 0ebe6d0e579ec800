"""What ``month`` takes besides the month: what is done with it."""

import argparse
from typing import Final

ACT_NAMES: Final = ("check", "compile", "lock", "correct", "edition", "editions", "note")


def add_month_acts(month: argparse.ArgumentParser) -> None:
    """Add the acts of a month and their options; without an act the table is printed."""
    month.add_argument(
        "act", nargs="?", choices=ACT_NAMES, metavar="做什么",
        help="check 核对、compile 汇总、lock 锁定、correct 更正；督导室：edition 出一版、"
        "editions 各版、note 注明差异；不写就印出月统计表",
    )  # fmt: skip
    month.add_argument("--reason", default="", help="为什么更正，或为什么注明差异")
    month.add_argument("--record", action="append", metavar="记录编号", help="同时更正的记录")
    month.add_argument(
        "--anyway",
        action="store_true",
        help="有记录正在更正、退回未改、同校同日待确认或代录有异议，也锁定",
    )
    month.add_argument("--row", default="合计", help="注明哪一行：合计、责任区、督学编号或姓名")
    month.add_argument("--figure", default="", metavar="列", help="注明哪一列，如 入校校次")
    month.add_argument("--value", default="", metavar="数", help="注明的数；不写是收回")
    month.add_argument("--edition", type=int, default=0, metavar="N", help="第几版")
