"""The commands of 退回, at the office and on a laptop, and their arguments."""

from pathlib import Path
from typing import Any

Commands = Any  # argparse's own type of sub-parsers is private

GIVE_BACK_HELP = (
    "写记录编号就是退回；或写 list、show、close（已核）、withdraw（撤回）、fields（能标的地方）、"
    "send（送出还没送出的）"
)


def add_office_return(acts: Commands) -> None:
    """Add ``office return`` to the acts of ``office``."""
    made = acts.add_parser("return", help="退回：标出要改的地方，送给督学，改好后核过")
    made.add_argument("what", metavar="记录编号或动作", help=GIVE_BACK_HELP)
    made.add_argument("no", nargs="?", default="", metavar="记录编号")
    made.add_argument(
        "--field", action="append", default=[], metavar="字段",
        help="要改的地方，如 narrative、督导过程、issues[0].deadline；可写几次",
    )  # fmt: skip
    made.add_argument(
        "--comment", action="append", default=[], metavar="意见",
        help="对前面那个字段的意见，和 --field 一样多",
    )  # fmt: skip
    made.add_argument("--comment-all", default="", metavar="意见", help="对整份记录的意见")
    made.add_argument("--by", default="", metavar="谁", help="督导室里谁定的")
    made.add_argument("--reason", default="", metavar="理由", help="撤回的理由，或核过的说明")
    made.add_argument(
        "--folder", type=Path, metavar="文件夹",
        help="下发包另存到这里；不写就放进收过的共享文件夹",
    )  # fmt: skip
    made.add_argument("--all", action="store_true", help="list 连已核、已撤回的一起列")
    made.add_argument("--json", action="store_true")


def returned_commands(commands: Commands) -> None:
    """Add ``returned``."""
    made = commands.add_parser("returned", help="督导室退回的记录：意见、答复、经过")
    acts = made.add_subparsers(dest="act", required=True, metavar="动作")
    listed = acts.add_parser("list", help="退回的记录，各到了哪一步")
    listed.add_argument("--all", action="store_true", help="连已核、已撤回的一起列")
    show = acts.add_parser("show", help="一份记录的退回意见、答复和经过")
    show.add_argument("no", metavar="记录编号")
    answer = acts.add_parser("answer", help="答复一处意见；改了内容的，更正后定稿就算已改")
    answer.add_argument("no", metavar="记录编号")
    answer.add_argument("mark", metavar="序号", help="show 列出的序号，总的意见是 0")
    answer.add_argument("answer", metavar="答复", help="已改或不改（mended、kept）")
    answer.add_argument("--text", default="", metavar="说明", help="不改的理由，不改时必写")
    for one in (listed, show):
        one.add_argument("--json", action="store_true")
