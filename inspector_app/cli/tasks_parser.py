"""The commands of 任务, and their arguments."""

import argparse
from pathlib import Path
from typing import Any

from inspector_app.cli.file_arguments import add_pdf_or_docx

Commands = Any  # argparse's own type of sub-parsers is private


def task_commands(commands: Commands) -> None:
    """Add ``task``."""
    task = commands.add_parser("task", help="任务：布置、答复、办理情况、催办")
    acts = task.add_subparsers(dest="act", required=True, metavar="动作")
    add = acts.add_parser("add", help="布置一个任务；督学自己也可以给自己布置")
    add.add_argument("title", nargs="?", default=None, metavar="标题")
    add.add_argument(
        "--meeting", metavar="会议编号", help="由会议的一项决定布置，标题、要求、时限由它带出"
    )
    add.add_argument("--decision", default="1", metavar="第几项", help="会议的第几项决定")
    change = acts.add_parser("change", help="改一个任务，成为新的一版；没写的不变")
    for one in (change, *_of_one(acts)):
        one.add_argument("no", metavar="任务编号")
    change.add_argument("--title", metavar="标题")
    for one in (add, change):
        _wishes(one)
    listed = acts.add_parser("list", help="任务和办理情况，逾期的在前；可以打印、存 Excel")
    listed.add_argument("--open", action="store_true", help="只列还没办完的")
    add_pdf_or_docx(listed)
    listed.add_argument("--xlsx", type=Path, metavar="F", help="Excel 文件")
    remind = acts.add_parser("remind", help="催办的话，可以直接粘贴到群里")
    remind.add_argument(
        "no", nargs="?", default="", metavar="任务编号", help="不写就是逾期和快到期的"
    )
    for one in (add, change, listed):
        one.add_argument("--json", action="store_true")


def _of_one(acts: Commands) -> tuple[argparse.ArgumentParser, ...]:
    """Return the acts on one task, which take its number first."""
    show = acts.add_parser("show", help="一个任务：要求、谁办到哪里、记录和答复")
    show.add_argument("--json", action="store_true")
    withdraw = acts.add_parser("withdraw", help="撤回一个任务，写明理由")
    withdraw.add_argument("--reason", default="", metavar="理由")
    answer = acts.add_parser("answer", help="答复一个任务：办了什么、哪天办完")
    answer.add_argument("--text", default="", metavar="文字", help="办了什么、结果怎样")
    answer.add_argument("--on", metavar="日期", help="哪天办完；不写就是今天")
    retract = acts.add_parser("retract", help="撤回答复")
    retract.add_argument("--reason", default="", metavar="理由")
    begin = acts.add_parser("begin", help="由任务开始写督导记录，学校和指派依据已填好")
    for one in (answer, begin):
        one.add_argument(
            "--school", default="", metavar="标识码或校名", help="有几所学校的写哪一所"
        )
    for one in (answer, retract):
        one.add_argument("--inspector", default="", metavar="督学", help="督导室代记时写是谁的答复")
    return show, withdraw, answer, retract, begin


def _wishes(one: argparse.ArgumentParser) -> None:
    one.add_argument("--due", metavar="日期", help="哪一天之前办完")
    one.add_argument(
        "--for", dest="people", action="append", metavar="督学",
        help="交给谁，编号或姓名，可以写几次；“全部”是名册上每一位",
    )  # fmt: skip
    one.add_argument(
        "--school", dest="schools", action="append", metavar="标识码或校名",
        help="要去的学校，可以写几次；各人得到自己负责的；不写督学就由责任督学办",
    )  # fmt: skip
    one.add_argument("--text", metavar="文字", help="具体要求")
    one.add_argument("--kind", metavar="入校|专项|报送|其他", help="类别")
    one.add_argument("--source", metavar="会议决定|上级来文|投诉|其他", help="来源")
    one.add_argument("--ref", metavar="文号", help="上级来文的文号，会议或投诉的编号")
    one.add_argument(
        "--needs", metavar="督导记录|答复", help="要什么；不写时入校、专项要督导记录，其余要答复"
    )
    one.add_argument("--by", metavar="谁", help="督导室里谁布置的")
