"""The commands of 常用语, and their arguments."""

from pathlib import Path
from typing import Any

Commands = Any  # argparse's own type of sub-parsers is private
_PLACE = "用在哪里，如 问题描述；不写就是任何地方"


def phrase_commands(commands: Commands) -> None:
    """Add ``phrase``."""
    phrase = commands.add_parser("phrase", help="常用语：写记录时按 F3 插入的句子")
    acts = phrase.add_subparsers(dest="act", required=True, metavar="动作")
    listed = acts.add_parser("list", help="列出常用语")
    listed.add_argument("text", nargs="?", default="", metavar="文字", help="只列有这些字的")
    listed.add_argument("--place", default="", metavar="地方", help="只列用在这里的")
    listed.add_argument("--removed", action="store_true", help="列出回收站里的")
    listed.add_argument("--all", action="store_true", help="隐藏的也列出")
    add = acts.add_parser("add", help="存一条“我的”常用语；____ 是要填的地方")
    add.add_argument("text", metavar="文字")
    add.add_argument("--place", default="", metavar="地方", help=_PLACE)
    add.add_argument("--category", default="", metavar="类别", help="问题类别的代码，如 T6")
    change = acts.add_parser("change", help="改“我的”一条：文字、用在哪里、类别；用过的次数照旧")
    change.add_argument("id", metavar="编号", help="编号的前几位，看 phrase list")
    change.add_argument("--text", metavar="文字", help="新的文字；不写照旧")
    change.add_argument("--place", metavar="地方", help="用在哪里；不写照旧")
    change.add_argument("--category", metavar="类别", help='问题类别的代码；不写照旧，写 "" 去掉')
    for name, text in (
        ("remove", "删除“我的”一条，放进回收站"),
        ("restore", "从回收站取回"),
        ("hide", "不再列出督导室或随程序的一条"),
        ("show", "再列出隐藏的一条"),
    ):
        one = acts.add_parser(name, help=text)
        one.add_argument("id", metavar="编号", help="编号的前几位，看 phrase list")
    acts.add_parser("merge", help="合并“我的”里重复的，用得最多的留下")
    load = acts.add_parser("import", help="从 .xlsx、.csv 导入，或从 .txt，每行一条")
    load.add_argument("file", type=Path)
    load.add_argument("--place", default="", metavar="地方", help=f"文件没有写的，{_PLACE}")
    out = acts.add_parser("export", help="写成 .xlsx、.csv 或 .txt")
    out.add_argument("file", type=Path)
    out.add_argument("--own", action="store_true", help="只写“我的”")
    for one in (listed, add, change, load):
        one.add_argument("--json", action="store_true")
