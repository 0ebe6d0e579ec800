"""The commands of the shared folder, and their arguments."""

from pathlib import Path
from typing import Any

Commands = Any  # argparse's own type of sub-parsers is private


def add_office_share(acts: Commands) -> None:
    """Add ``office share`` to the acts of ``office``."""
    make = acts.add_parser("share", help="建立共享文件夹，或在优盘上建立同样的一个")
    make.add_argument("folder", type=Path, metavar="DIR")


def share_commands(commands: Commands) -> None:
    """Add ``share``."""
    share = commands.add_parser("share", help="共享文件夹：加入、放入、检查")
    acts = share.add_subparsers(dest="act", required=True, metavar="动作")
    join = acts.add_parser("join", help="加入督导室的共享文件夹")
    join.add_argument("folder", type=Path, metavar="DIR")
    send = acts.add_parser("send", help="把发件箱里等着的上报包放进去")
    send.add_argument("--to", type=Path, metavar="DIR", help="放进督导室签过名的优盘")
    send.add_argument("--json", action="store_true")
    check = acts.add_parser("check", help="看共享文件夹里有什么不对")
    check.add_argument("folder", type=Path, nargs="?", metavar="DIR")
    check.add_argument("--json", action="store_true")
    look = acts.add_parser("look", help="看一个文件或文件夹里有哪些上报包、名册、申请和回执")
    look.add_argument("path", type=Path, metavar="文件或文件夹")
    look.add_argument("--json", action="store_true")
    state = acts.add_parser("state", help="加入了哪一个，连不连得上，还有什么没放")
    state.add_argument("--json", action="store_true")
    parcel = acts.add_parser("parcel", help="没有共享文件夹：把等着交的打成一个文件，发给对方")
    parcel.add_argument("--to", type=Path, required=True, metavar="DIR")
    parcel.add_argument(
        "--all", action="store_true", help="督导室：连对方已有的、很久以前的一起放入"
    )
    parcel.add_argument("--json", action="store_true")
    take = acts.add_parser("take", help="收取任何文件或文件夹：包裹、上报包、名册、回执、申请")
    take.add_argument("paths", type=Path, nargs="*", metavar="文件或文件夹")
    take.add_argument("--json", action="store_true")
    automatic = acts.add_parser("auto", help="定稿后自动上报：看是开是关，或打开、关掉")
    automatic.add_argument("wanted", nargs="?", choices=("on", "off"), metavar="on|off")
