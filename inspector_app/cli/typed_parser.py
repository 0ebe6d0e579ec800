"""The commands of records that the office typed, on the laptop of their person."""

from pathlib import Path
from typing import Any

Commands = Any  # argparse's own type of sub-parsers is private


def typed_commands(commands: Commands) -> None:
    """Add ``typed``."""
    made = commands.add_parser("typed", help="督导室替您录的记录：看、确认、写明异议")
    acts = made.add_subparsers(dest="act", required=True, metavar="动作")
    listed = acts.add_parser("list", help="督导室代录的记录，确认了没有")
    show = acts.add_parser("show", help="一份代录的记录；--pdf 存成打印的样子")
    show.add_argument("no", metavar="记录编号")
    show.add_argument("--pdf", type=Path, metavar="F", help="PDF 文件")
    confirm = acts.add_parser("confirm", help="确认：录得没有错")
    confirm.add_argument("no", nargs="+", metavar="记录编号")
    objects = acts.add_parser("object", help="有异议：写明哪里不对、应当怎样")
    objects.add_argument("no", metavar="记录编号")
    objects.add_argument("--text", required=True, metavar="异议")
    for one in (listed, show):
        one.add_argument("--json", action="store_true")
