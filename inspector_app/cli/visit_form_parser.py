"""The commands of forms beside records and their arguments."""

from pathlib import Path
from typing import Any

from inspector_app.base.files import named_path
from inspector_app.cli.file_arguments import add_pdf_or_docx

Commands = Any  # argparse's own type of sub-parsers is private


def visit_form_commands(commands: Commands) -> None:
    """Add ``visit-form``."""
    forms = commands.add_parser("visit-form", help="记录里的表单：发布到本机、填写、打印")
    acts = forms.add_subparsers(dest="act", required=True, metavar="动作")
    _published_commands(acts)
    show = acts.add_parser("show", help="看一份记录里填的表单，还有哪几处没有填好")
    show.add_argument("no", metavar="编号")
    show.add_argument("--json", action="store_true")
    begin = acts.add_parser("begin", help="给一份草稿放一张表单")
    put = acts.add_parser("set", help="填一处；空的是取消")
    photo = acts.add_parser("photo", help="给放照片的题放照片，已有的留着；只放一张的换掉")
    add = acts.add_parser("add", help="新增一条")
    issues = acts.add_parser("make-issues", help="把表单里写的问题列入存在问题")
    upgrade = acts.add_parser("upgrade", help="看换到新版会怎样，加 --yes 就换")
    for one in (begin, put, photo, add, issues, upgrade):
        one.add_argument("no", metavar="编号")
        one.add_argument("form", metavar="表单", help="编号或名称")
    for one in (put, photo, add):
        one.add_argument("path", metavar="路径", help="如 /data/base/pupils、/data/finding[2]/text")
    put.add_argument("value", metavar="回答")
    photo.add_argument("files", type=Path, nargs="+", metavar="照片")
    photo.add_argument("--json", action="store_true")
    upgrade.add_argument("--yes", action="store_true", help="换")
    _remove_command(acts)
    printed = acts.add_parser("print", help="打印一份记录里填好的表单")
    printed.add_argument("no", metavar="编号")
    printed.add_argument("--form", default="", metavar="表单", help="只要哪一张")
    _way_out(acts)
    blank = acts.add_parser("blank", help="空白表单，带去手填")
    blank.add_argument("form", metavar="表单")
    blank.add_argument("--no", default="", metavar="编号", help="印上这份记录的编号、学校、日期")
    for one in (printed, blank):
        add_pdf_or_docx(one)


def _remove_command(acts: Commands) -> None:
    remove = acts.add_parser("remove", help="移除一条，或整张表单：先说明有什么，加 --yes 才移除")
    remove.add_argument("no", metavar="编号")
    remove.add_argument("form", metavar="表单", help="编号或名称")
    remove.add_argument(
        "path", nargs="?", default="", metavar="路径", help="如 /data/finding[2]；不写就是整张表单"
    )
    remove.add_argument("--yes", action="store_true", help="移除")


def _published_commands(acts: Commands) -> None:
    publish = acts.add_parser(
        "publish", help="把 .form 文件、写表单的工作簿，或一份自带的，发布到本机"
    )
    publish.add_argument(
        "file", type=named_path, metavar="F|编号",
        help=".form 文件，写表单的工作簿，或自带表单的编号（见 shipped）",
    )  # fmt: skip
    publish.add_argument(
        "--out", type=Path, metavar="PKG", help="工作簿：同时写出发给大家的 .form 文件"
    )
    shipped = acts.add_parser("shipped", help="列出程序自带的表单，本机发布了没有")
    listed = acts.add_parser("list", help="列出本机能填的表单")
    for one in (publish, shipped, listed):
        one.add_argument("--json", action="store_true")
    _version_commands(acts)


def _version_commands(acts: Commands) -> None:
    versions = acts.add_parser("versions", help="列出一张表单的各个版本")
    withdraw = acts.add_parser("withdraw", help="停用：新的记录不再有它，已经填的照旧")
    restore = acts.add_parser("restore", help="恢复停用的表单")
    workbook = acts.add_parser("workbook", help="取回写这张表单的工作簿，或发给大家的 .form 文件")
    for one in (versions, withdraw, restore, workbook):
        one.add_argument("form", metavar="表单", help="编号或名称")
    workbook.add_argument("--version", default="", metavar="版本", help="不写是最新的一版")
    workbook.add_argument("--out", type=Path, required=True, metavar="F", help=".xlsx 或 .form")
    versions.add_argument("--json", action="store_true")


def _way_out(acts: Commands) -> None:
    word = acts.add_parser("word", help="把填好的回答填回上面发的 Word 表，格式不变")
    export = acts.add_parser("export", help="把填好的一张存成 Excel，或 XForm 实例（XML）")
    for one in (word, export):
        one.add_argument("no", metavar="编号")
        one.add_argument("form", metavar="表单", help="编号或名称")
    word.add_argument("--template", type=Path, metavar="F", help="填进哪个 Word 文件")
    word.add_argument("--out", type=Path, required=True, metavar="F", help="写到哪里，.docx")
    word.add_argument("--json", action="store_true")
    export.add_argument("--xlsx", type=Path, metavar="F", help="Excel 文件")
    export.add_argument("--xml", type=Path, metavar="F", help="XForm 实例")
