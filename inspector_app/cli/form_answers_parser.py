"""The arguments of ``form answers``, ``form counts`` and ``form table``."""

from pathlib import Path
from typing import Any

from inspector_app.cli.file_arguments import add_pdf_or_docx

Commands = Any  # argparse's own type of sub-parsers is private


def form_answer_acts(acts: Commands) -> None:
    """Add what is asked of filled forms over records to ``form``."""
    answers = acts.add_parser("answers", help="各份记录里填的回答：一行一份，一列一题")
    counts = acts.add_parser("counts", help="各题的结果各有几份；打印带图")
    table = acts.add_parser("table", help="把各校的回答填进上面发的汇总表（Excel 或 Word）")
    for one in (answers, counts, table):
        one.add_argument("form", metavar="表单", help="编号或名称")
        one.add_argument("--campaign", default="", metavar="专项", help="只要这个专项的")
        one.add_argument("--month", metavar="YYYY-MM", help="只要这个月的")
        one.add_argument("--drafts", action="store_true", help="草稿也算")
        one.add_argument("--json", action="store_true")
    for one in (answers, counts):
        one.add_argument("--xlsx", type=Path, metavar="F", help="Excel 文件")
    add_pdf_or_docx(counts)
    table.add_argument("--template", type=Path, required=True, metavar="F", help="空的汇总表")
    table.add_argument("--out", type=Path, metavar="F", help="写到哪里；不写就只看怎样填")
