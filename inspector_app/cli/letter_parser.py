"""The arguments of ``letter``."""

from typing import Any

from inspector_app.cli.file_arguments import add_pdf_or_docx
from inspector_app.domain.letter_kind import LEAST_DAYS, MOST_DAYS, USUAL_DAYS


def add_reference(parser: Any) -> None:
    """Add ``--ref`` and ``--next-ref``: a 文号 is written, or the next one is taken."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--ref", default="", metavar="文号", help="有文号的留底，重印时照原样")
    which.add_argument("--next-ref", action="store_true", help="用预留的（自己编号的，用下一个）号")


def letter_commands(commands: Any) -> None:
    """Add ``letter``."""
    letter = commands.add_parser("letter", help="问题台账的文书：整改通知书、反馈意见书等")
    acts = letter.add_subparsers(dest="act", required=True, metavar="动作")
    acts.add_parser("kinds", help="列出种类").add_argument("--json", action="store_true")
    one = acts.add_parser("print", help="打印一种文书；打印不等于下达、送达，那两步另记")
    one.add_argument("kind", metavar="种类", help="letter kinds 列出的代码或名称")
    one.add_argument("nos", nargs="+", metavar="编号", help="问题编号、记录编号或学校")
    add_pdf_or_docx(one)
    add_reference(one)
    one.add_argument(
        "--days",
        type=int,
        default=USUAL_DAYS,
        metavar="N",
        help=f"送达后几日内书面报告，{LEAST_DAYS}–{MOST_DAYS}，不写就是 {USUAL_DAYS}",
    )
    one.add_argument("--layout", default="", metavar="名称", help="填进本区自己的表样")
    one.add_argument("--box-missing", action="store_true", help="字体没有的字印成方框")
