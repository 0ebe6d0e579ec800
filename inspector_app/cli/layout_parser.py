"""The arguments of ``layout``."""

from pathlib import Path
from typing import Any

from inspector_app.domain.labels.layouts import LAYOUT_KIND_LABEL
from inspector_app.domain.layout import LayoutKind
from inspector_app.domain.report_lines import LINE_LABEL

_KINDS = "、".join(f"{kind.value} {LAYOUT_KIND_LABEL[kind]}" for kind in LayoutKind)


def layout_commands(commands: Any) -> None:
    """Add ``layout``."""
    layout = commands.add_parser("layout", help="本区自己的表样：月统计表、记录表、文书")
    acts = layout.add_subparsers(dest="act", required=True, metavar="动作")
    check = acts.add_parser("check", help="看一份空表认出了什么，逐格列出，不发布")
    publish = acts.add_parser("publish", help="发布成一版；发布过的版本不再改变")
    for one in (check, publish):
        one.add_argument("file", type=Path, metavar="FILE", help="空表：.xlsx 或 .docx")
        one.add_argument("--kind", choices=[k.value for k in LayoutKind], help=_KINDS)
        one.add_argument(
            "--set", action="append", default=[], metavar="位置=内容",
            help="更正认错的一处，可写几次：D=听课（节次）、B4=学校名称、第3段=联系电话、E=不填；"
            "位置照 check 列出的写",
        )  # fmt: skip
    publish.add_argument("--name", default="", metavar="名称", help="不写就用文件名")
    listed = acts.add_parser("list", help="列出已发布的表样和各版")
    template = acts.add_parser("template", help="写出现在的列和签字栏，改了再发布成本区的")
    template.add_argument("--out", type=Path, required=True, metavar="F", help="Excel 文件")
    export = acts.add_parser("export", help="取出一版的原文件")
    export.add_argument("name", metavar="名称", help="名称，或 名称@版次")
    export.add_argument("--out", type=Path, required=True, metavar="F")
    lines = acts.add_parser("lines", help="报表落款：填报单位、填报人、审核人等，看或改")
    for name, label in LINE_LABEL.items():
        lines.add_argument(f"--{name}", metavar="字", help=f'{label}；写空的 "" 就留着手写')
    for one in (check, publish, listed, lines):
        one.add_argument("--json", action="store_true")
