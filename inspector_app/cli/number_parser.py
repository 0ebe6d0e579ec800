"""The arguments of ``number``."""

from pathlib import Path
from typing import Any

Commands = Any  # argparse's own type of sub-parsers is private


def number_commands(commands: Commands) -> None:
    """Add ``number``."""
    number = commands.add_parser("number", help="发文字号登记：机关代字、预留、使用、作废、空号")
    acts = number.add_subparsers(dest="act", required=True, metavar="动作")
    _add_series(acts)
    _add_reserve(acts)
    listed = acts.add_parser("list", help="一年的文号：预留给谁，用在哪份文书，作废和空号")
    gaps = acts.add_parser("gaps", help="空号、重号和预留之外的使用")
    for one in (listed, gaps):
        one.add_argument("code", nargs="?", default="", metavar="机关代字")
        one.add_argument("--year", type=int, default=0, metavar="YYYY", help="不写就是今年")
        one.add_argument("--json", action="store_true")
    listed.add_argument("--out", type=Path, metavar="F", help="后缀 .docx、.xlsx，否则存 PDF")
    void = acts.add_parser("void", help="作废：号不再用，或用了这个号的文书作废")
    void.add_argument("nos", nargs="*", metavar="文号", help="可以写几个")
    void.add_argument(
        "--laptop", default="", metavar="电脑",
        help="督导室：停用了的电脑没有用的号一次全部作废；写督学或电脑代号，见 number lost",
    )  # fmt: skip
    void.add_argument("--reason", required=True, metavar="原因")
    lost = acts.add_parser("lost", help="督导室：停用了的电脑还留着哪些没有用的文号")
    lost.add_argument("--json", action="store_true")
    acts.add_parser("short", help="督学：预留的文号快用完了没有，还剩几个")
    use = acts.add_parser("use", help="登记程序以外制发的文件用了哪个号；不写文号就取下一个号")
    use.add_argument("code", metavar="文号或机关代字")
    use.add_argument("--title", required=True, metavar="标题")
    use.add_argument("--addressee", default="", metavar="主送")
    use.add_argument("--on", default="", metavar="日期", help="成文日期，不写就是今天")
    check = acts.add_parser("check", help="看一个文号的写法合不合 GB/T 9704，能不能用")
    check.add_argument("no", metavar="文号")
    check.add_argument("--json", action="store_true")


def _add_series(acts: Commands) -> None:
    series = acts.add_parser("series", help="列出机关代字；写了代字就登记或改它用于哪些文书")
    series.add_argument("code", nargs="?", default="", metavar="机关代字", help="如 示教督")
    series.add_argument(
        "--kind", action="append", default=[], metavar="文书",
        help="letter kinds 列出的代码或名称，可以写几次；不写就是全部编文号的文书",
    )  # fmt: skip
    series.add_argument("--first", type=int, metavar="N", help="今年从几号开始，不写就是 1")
    series.add_argument("--stop", action="store_true", help="停用：不再提议它的号")
    series.add_argument("--json", action="store_true")


def _add_reserve(acts: Commands) -> None:
    reserve = acts.add_parser("reserve", help="督导室给一台督学电脑预留下面几个号，并下发")
    reserve.add_argument("code", metavar="机关代字")
    reserve.add_argument("many", type=int, metavar="个数")
    reserve.add_argument(
        "--to", required=True, metavar="督学", help="姓名或编号；有两台电脑的写电脑名称"
    )
    reserve.add_argument("--year", type=int, metavar="YYYY", help="今年或明年，不写就是今年")
    reserve.add_argument("--into", type=Path, metavar="DIR", help="写进这个文件夹或 U 盘")
    reserve.add_argument("--json", action="store_true")
