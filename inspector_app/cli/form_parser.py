"""The commands of forms and their arguments."""

from pathlib import Path
from typing import Any

from inspector_app.base.files import named_path
from inspector_app.cli.form_answers_parser import form_answer_acts

Commands = Any  # argparse's own type of sub-parsers is private
_SHEETS = "工作簿 .xlsx .xls、一张检查表 .csv，或放着 survey.csv 的文件夹"
_SOURCE = f"Word 表格 .docx、{_SHEETS}"
_COLUMNS = (
    "Word 表格里猜错的列：列号=用途，如 3=备注,4=结果:好/中/差；第 2 个表格的第 3 列写 2.3=不用"
)


def form_commands(commands: Commands) -> None:
    """Add ``form``."""
    form = commands.add_parser("form", help="督导表单：写、检查、发布")
    acts = form.add_subparsers(dest="act", required=True, metavar="动作")
    listed = acts.add_parser("list", help="列出程序自带的表单")
    check = acts.add_parser("check", help="逐格检查一份表单，不发布")
    publish = acts.add_parser("publish", help="发布成一个文件；发布过的版本不再改变")
    for one, source in ((check, _SOURCE), (publish, _SHEETS)):
        one.add_argument("file", type=named_path, metavar="FILE", help=source)
    check.add_argument("--columns", default="", metavar="列", help=_COLUMNS)
    publish.add_argument("--out", type=Path, required=True, metavar="PKG", help="写到哪里，.form")
    publish.add_argument("--previous", type=Path, metavar="PKG", help="上一版，看改了什么")
    publish.add_argument(
        "--word", type=Path, metavar="F", help="带上它的 Word 原表，填好的回答可以填回去"
    )
    template = acts.add_parser("template", help="写出一份空的表单工作簿，带说明和示例")
    template.add_argument("--out", type=Path, required=True, metavar="FILE", help="Excel 文件")
    export = acts.add_parser("export", help="写出一份表单的工作簿，可以接着改")
    export.add_argument(
        "which", metavar="编号|文件", help="自带表单的编号、发布的包，或要检查的文件"
    )
    export.add_argument("--columns", default="", metavar="列", help=_COLUMNS)
    way = export.add_mutually_exclusive_group(required=True)
    way.add_argument("--xlsx", type=Path, metavar="F", help="Excel 文件")
    way.add_argument("--csv", type=Path, metavar="DIR", help="放三个 .csv 的文件夹")
    export.add_argument(
        "--scored", action="store_true",
        help="把一张检查表展开成分页、算分、列问题的表单，接着改",
    )  # fmt: skip
    run = acts.add_parser(
        "run", help='试填：一行一步（JSON），{"dump": true} 打印各题的值和状态；不保存'
    )
    run.add_argument(
        "form", type=named_path, metavar="FORM", help=f"表单 .xml、发布的包，或{_SOURCE}"
    )
    run.add_argument(
        "--roster", type=Path, action="append", default=[], metavar="CSV",
        help="名单文件；用到几份名单就写几次，按文件名对应，只写一份时都用它",
    )  # fmt: skip
    form_answer_acts(acts)
    for one in (listed, check, publish):
        one.add_argument("--json", action="store_true")
