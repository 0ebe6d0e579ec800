"""The commands of checklists and their arguments."""

from pathlib import Path
from typing import Any

from inspector_app.cli.file_arguments import add_pdf_or_docx

Commands = Any  # argparse's own type of sub-parsers is private


def checklist_commands(commands: Commands) -> None:
    """Add ``checklist``."""
    checklist = commands.add_parser("checklist", help="专项检查表：发布、填写、打印、汇总")
    acts = checklist.add_subparsers(dest="act", required=True, metavar="动作")
    listed = acts.add_parser("list", help="列出检查表：程序带的和区里发布的")
    show = acts.add_parser("show", help="看一张检查表的各项，或一份记录里填的结果")
    show.add_argument("which", metavar="检查表或编号", help="检查表的编号、名称，或督导记录的编号")
    show.add_argument("--version", metavar="版本", help="检查表的哪一版；不写就是现在用的")
    check = acts.add_parser("check", help="看一份表格能不能发布，逐格说明，不发布")
    publish = acts.add_parser("publish", help="发布一份表格；发布过的版本不再改变")
    for one in (check, publish):
        one.add_argument("file", type=Path, help="CSV 或 Excel：先写编号、版本、名称，再一行一项")
    _of_record(acts)
    table = acts.add_parser("table", help="一个专项各校的结果和各项的不达标数")
    table.add_argument("no", metavar="专项编号")
    table.add_argument("--xlsx", type=Path, metavar="F", help="存成 Excel：学校乘各项")
    years = acts.add_parser("years", help="逐校逐年比较，如教师和公务员的年平均工资")
    years.add_argument("which", nargs="?", default="gongzi", metavar="检查表")
    years.add_argument("--campaign", default="", metavar="专项编号", help="只看这个专项的记录")
    years.add_argument("--xlsx", type=Path, metavar="F")
    for one in (listed, show, check, publish, table, years):
        one.add_argument("--json", action="store_true")


def _of_record(acts: Commands) -> None:
    fill = acts.add_parser("fill", help="给一份记录填检查表，可以分几次填")
    fill.add_argument("no", metavar="编号")
    fill.add_argument(
        "--form", default="", metavar="检查表", help="编号或名称；不写就是记录的专项用的那一张"
    )
    fill.add_argument("--from", dest="source", type=Path, metavar="FILE.json",
                      help="{序号: 结果, 序号备注: 文字}；空的是取消；不写只放空表")  # fmt: skip
    fill.add_argument("--json", action="store_true")
    issue = acts.add_parser("make-issue", help="把不达标的一项转成存在问题")
    remove = acts.add_parser("remove", help="从草稿里移除一张检查表")
    for one in (issue, remove):
        one.add_argument("no", metavar="编号")
        one.add_argument("form", metavar="检查表")
    issue.add_argument("item", metavar="序号")
    blank = acts.add_parser("blank", help="空白检查表，带去手填")
    blank.add_argument("form", metavar="检查表")
    blank.add_argument("--no", default="", metavar="编号", help="印上这份记录的编号、学校、日期")
    printed = acts.add_parser("print", help="打印一份记录里填好的检查表")
    printed.add_argument("no", metavar="编号")
    printed.add_argument("--form", default="", metavar="检查表", help="只要哪一张")
    printed.add_argument("--with-record", action="store_true", help="督导记录在前，检查表作附件")
    for one in (blank, printed):
        add_pdf_or_docx(one)
