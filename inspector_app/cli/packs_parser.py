"""The commands of 下发, and their arguments."""

from pathlib import Path
from typing import Any

Commands = Any  # argparse's own type of sub-parsers is private


def add_office_packs(acts: Commands) -> None:
    """Add ``office send`` and ``office sent`` to the acts of ``office``."""
    send = acts.add_parser("send", help="下发给督学电脑；不写种类就列出可以下发的")
    send.add_argument("kind", nargs="?", default="", metavar="种类")
    send.add_argument("what", nargs="*", metavar="编号或名称", help="只下发这几样；不写就是全部")
    send.add_argument(
        "--to", action="append", metavar="督学", help="编号或姓名，可以写几次；不写就是全部"
    )
    send.add_argument("--into", type=Path, metavar="DIR", help="写进这个文件夹或 U 盘")
    send.add_argument("--preview", action="store_true", help="只看要发什么、发给谁，不下发")
    sent = acts.add_parser("sent", help="下发过什么、发给几台电脑")
    sent.add_argument("--missing", action="store_true", help="只要还有人没有回音的")
    sent.add_argument(
        "--to", action="append", metavar="督学", help="只要这位督学没有回音的，可以写几次"
    )
    sent.add_argument(
        "--only", action="append", type=int, metavar="编号", help="只要这几号，可以写几次"
    )
    sent.add_argument("--into", type=Path, metavar="DIR", help="把列出的再写进这个文件夹")
    for one in (send, sent):
        one.add_argument("--json", action="store_true")


def pack_commands(commands: Commands) -> None:
    """Add ``pack``."""
    pack = commands.add_parser("pack", help="督导室下发：先看里面是什么，再接收")
    acts = pack.add_subparsers(dest="act", required=True, metavar="动作")
    take = acts.add_parser("take", help="看下发的内容；加 --yes 接收")
    take.add_argument(
        "paths", nargs="*", type=Path, metavar="文件或文件夹", help="不写就是加入的共享文件夹"
    )
    take.add_argument("--yes", action="store_true", help="接收；不写只看")
    take.add_argument(
        "--only", action="append", type=int, metavar="编号", help="只看或只接收这几号，可以写几次"
    )
    decline = acts.add_parser("decline", help="一个下发不接收，以后不再提示")
    decline.add_argument("n", type=int, metavar="编号")
    decline.add_argument("paths", nargs="*", type=Path, metavar="文件或文件夹")
    listed = acts.add_parser("list", help="接收过和不接收的下发")
    for one in (take, listed):
        one.add_argument("--json", action="store_true")
