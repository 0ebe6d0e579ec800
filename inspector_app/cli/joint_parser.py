"""The commands of visits made together, and their arguments."""

from pathlib import Path
from typing import Any

Commands = Any  # argparse's own type of sub-parsers is private


def joint_visit_acts(acts: Commands) -> None:
    """Add ``visit hand-over`` and ``visit take-over``."""
    give = acts.add_parser("hand-over", help="把定稿的记录做成文件交给同行督学")
    give.add_argument("no")
    give.add_argument("--to", type=Path, required=True, metavar="DIR")
    give.add_argument("--json", action="store_true")
    take = acts.add_parser("take-over", help="收取责任督学交来的同行记录")
    take.add_argument("file", type=Path)
    take.add_argument("--preview", action="store_true", help="只看是什么记录、谁签的，不收取")
    take.add_argument(
        "--accept-key", default="", metavar="代号",
        help="责任督学换了电脑、代号与以前不同时，向本人核实后写上文件的电脑代号",
    )  # fmt: skip
    take.add_argument("--json", action="store_true")


def joint_commands(commands: Commands) -> None:
    """Add ``joint``."""
    joint = commands.add_parser("joint", help="同行登记：没有责任督学的记录时，登记自己同去了")
    acts = joint.add_subparsers(dest="act", required=True, metavar="动作")
    add = acts.add_parser("add", help="登记一次同行，登记后就计入")
    add.add_argument("--from", dest="source", type=Path, metavar="FILE.json")
    add.add_argument("--school", metavar="标识码或校名")
    add.add_argument("--date", metavar="日期")
    add.add_argument("--session", metavar="时段")
    add.add_argument("--lead", metavar="责任督学")
    waiting = acts.add_parser("waiting", help="要人来认的：可能是哪一份记录")
    waiting.add_argument("--json", action="store_true")
    match = acts.add_parser("match", help="认定一份同行登记就是哪一份记录的那次督导")
    match.add_argument("entry", metavar="登记编号")
    match.add_argument("record", metavar="记录编号")


def peers_commands(commands: Commands) -> None:
    """Add ``peers``."""
    peers = commands.add_parser("peers", help="同行记录：经共享文件夹交给同行的电脑，或收取")
    acts = peers.add_subparsers(dest="act", required=True, metavar="动作")
    send = acts.add_parser("send", help="加密给同行督学登记过的电脑，放进共享文件夹")
    send.add_argument("no")
    send.add_argument("--json", action="store_true")
    listed = acts.add_parser("list", help="同行交来的记录，等着看过再收取")
    take = acts.add_parser("take", help="收取交给本机的同行记录，不写就收全部等着的")
    take.add_argument("paths", type=Path, nargs="*", metavar="文件或文件夹")
    for one in (listed, take):
        one.add_argument("--json", action="store_true")
    decline = acts.add_parser("decline", help="不收取，不再提示")
    decline.add_argument("no", help="记录编号，或文件名")
