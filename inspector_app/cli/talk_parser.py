"""The commands of lessons, talks and questionnaires, and their arguments."""

import argparse
from pathlib import Path
from typing import Any

from inspector_app.cli.file_arguments import add_pdf_or_docx

Commands = Any  # argparse's own type of sub-parsers is private


def add_talk_commands(commands: Commands) -> None:
    """Add ``lesson``, ``interview`` and ``questionnaire``."""
    _lesson(commands)
    for name, text, unit in (
        ("interview", "访谈：保密的也列出、也单独印", "次访谈"),
        ("questionnaire", "问卷：份数、各题计数、满意度", "份问卷"),
    ):
        _talk(commands, name, text, unit)


def _lesson(commands: Commands) -> None:
    lesson = commands.add_parser("lesson", help="听课：记录表、一览、抽签、学年进度")
    acts = lesson.add_subparsers(dest="act", required=True, metavar="动作")
    for name, text in (
        ("pdf", "把一份记录里的听课单独印成 PDF"),
        ("docx", "把一份记录里的听课单独存成 Word 文件"),
    ):
        one = acts.add_parser(name, help=text)
        one.add_argument("no")
        one.add_argument("--lesson", type=int, metavar="N", help="只要第几节")
        one.add_argument("--out", type=Path, required=True, metavar="F")
    listed = acts.add_parser("list", help="听课一览")
    listed.add_argument("--month", metavar="YYYY-MM")
    listed.add_argument("--inspector", metavar="督学")
    listed.add_argument("--xlsx", type=Path, metavar="F", help="存成 Excel，教师写代称")
    show = acts.add_parser("show", help="看一份记录里的听课")
    show.add_argument("no")
    show.add_argument("--lesson", type=int, metavar="N", help="只要第几节")
    add = acts.add_parser("add", help="给一份记录加一节听课")
    add.add_argument("no")
    add.add_argument("--from", dest="source", type=Path, required=True, metavar="FILE.json")
    blank = acts.add_parser("blank", help="空白听课记录表，带去手填")
    blank.add_argument("no", nargs="?", default="", help="写了就印上这份记录的编号、学校、日期")
    add_pdf_or_docx(blank)
    draw = _draw(acts)
    target = acts.add_parser("target", help="本学年听课节数与按时间应到的节数")
    target.add_argument("--inspector", metavar="督学")
    target.add_argument("--on", metavar="日期", help="到哪一天；不写就是今天")
    for each in (listed, show, draw, target):
        each.add_argument("--json", action="store_true")


def _draw(acts: Commands) -> argparse.ArgumentParser:
    draw: argparse.ArgumentParser = acts.add_parser(
        "draw", help="推门听课抽签：从班级名单里抽；不写名单就列出抽过的签"
    )
    draw.add_argument("no")
    draw.add_argument(
        "--from", dest="source", type=Path, metavar="F",
        help="名单：一行一个班级，后面可以用逗号接学科、教师、节次",
    )  # fmt: skip
    draw.add_argument("--count", type=int, default=1, metavar="N", help="抽几个，不写就是 1 个")
    draw.add_argument("--seed", default="", help="种子；不写就随机取一个")
    draw.add_argument("--add", action="store_true", help="把抽中的加成听课")
    return draw


def _talk(commands: Commands, name: str, text: str, unit: str) -> None:
    acts = commands.add_parser(name, help=text).add_subparsers(
        dest="act", required=True, metavar="动作"
    )
    for act, words in (("list", f"列出一份记录里的{unit[1:]}"), ("show", f"看其中一{unit}")):
        one = acts.add_parser(act, help=words)
        one.add_argument("no")
        if act == "show":
            one.add_argument("place", type=int, metavar="N", help=f"第几{unit[0]}")
        one.add_argument("--json", action="store_true")
    for act, words in (("pdf", "单独印成 PDF"), ("docx", "单独存成 Word 文件")):
        one = acts.add_parser(act, help=words)
        one.add_argument("no")
        one.add_argument("--place", type=int, metavar="N", help=f"只要第几{unit[0]}")
        one.add_argument("--out", type=Path, required=True, metavar="F")
    if name == "questionnaire":
        load = acts.add_parser("import", help="从 CSV 导入答卷：第一行是题目，一行一份")
        load.add_argument("no")
        load.add_argument("place", type=int, metavar="N", help="第几份问卷")
        load.add_argument("file", type=Path)
        load.add_argument("--json", action="store_true")
    else:
        make = acts.add_parser("make-issue", help="把反映的问题转成存在问题")
        make.add_argument("no")
        make.add_argument("place", type=int, metavar="N", help="第几次访谈")
