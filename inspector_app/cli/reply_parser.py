"""The arguments of ``reply``."""

from pathlib import Path
from typing import Any


def reply_commands(commands: Any) -> None:
    """Add ``reply``."""
    reply = commands.add_parser("reply", help="学校回复：一份纸或 Word 回复几个问题")
    acts = reply.add_subparsers(dest="act", required=True, metavar="动作")
    _add(acts.add_parser("add", help="登记一份回复，记入台账：全部记下，或一个也不记"))
    read = acts.add_parser("read", help="读学校填好的整改回复表（Word）；先看将记什么")
    read.add_argument("file", type=Path)
    read.add_argument("--school", metavar="学校", help="不写就按表里的问题编号")
    read.add_argument("--record", action="store_true", help="记入台账；不写只看")
    read.add_argument("--json", action="store_true")
    listed = acts.add_parser("list", help="清单")
    listed.add_argument("--school", metavar="学校", help="校名、简称或标识码")
    listed.add_argument("--json", action="store_true")
    show = acts.add_parser("show", help="一份回复")
    show.add_argument("--json", action="store_true")
    record = acts.add_parser("record", help="把窗口里写好的一份记入台账")
    discard = acts.add_parser("discard", help="放弃还没有记入台账的一份")
    for one in (show, record, discard):
        one.add_argument("no", metavar="回复编号")


def _add(one: Any) -> None:
    one.add_argument("school", metavar="学校", help="校名、简称或标识码")
    one.add_argument("--on", metavar="日期", help="哪天收到；不写就是今天")
    one.add_argument("--way", default="纸质", metavar="方式", help="纸质、Word 文件、微信等")
    one.add_argument("--note", default="", metavar="备注")
    one.add_argument("--photo", nargs="+", type=Path, default=[], metavar="照片",
                     help="回复纸的照片或扫描件，放一次，各问题共用")  # fmt: skip
    one.add_argument("--from", dest="source", type=Path, metavar="JSON",
                     help="各问题的回复不一样时，写在文件的 answers 里")  # fmt: skip
    one.add_argument("--issue", nargs="+", default=[], metavar="问题编号", help="回复了哪些问题")
    one.add_argument("--measure", action="append", default=[], metavar="措施", help="可以写几次")
    one.add_argument("--done", default="", metavar="完成情况")
    one.add_argument("--person", default="", metavar="责任人")
    one.add_argument("--verdict", default="", metavar="结论", help="待现场核查、到位、不到位")
    one.add_argument("--remark", default="", metavar="核查情况")
    one.add_argument("--until", metavar="日期", help="不到位时的新时限")
    one.add_argument("--document", action="append", default=[], metavar="材料", help="佐证材料")
    one.add_argument("--visit", metavar="记录编号", help="作为依据的另一次入校督导")
