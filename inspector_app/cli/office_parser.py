"""The commands of 收件 and 回执, and their arguments."""

import argparse
from pathlib import Path
from typing import Any

from inspector_app.cli.file_arguments import add_pdf_or_docx
from inspector_app.cli.packs_parser import add_office_packs
from inspector_app.cli.returns_parser import add_office_return
from inspector_app.cli.share_parser import add_office_share

Commands = Any  # argparse's own type of sub-parsers is private


def office_commands(commands: Commands) -> None:
    """Add ``office`` and ``receipts``."""
    office = commands.add_parser("office", help="督导室：收件、催报、同校同日待确认")
    acts = office.add_subparsers(dest="act", required=True, metavar="动作")
    scan = acts.add_parser("scan", help="收件：共享文件夹、U 盘、聊天软件的下载文件夹或单个文件")
    scan.add_argument("paths", nargs="*", type=Path, metavar="文件夹或文件")
    scan.add_argument("--all", action="store_true", help="连收过的一起列出")
    folders = acts.add_parser("folders", help="收件会看哪些共享文件夹；不再要看的去掉")
    folders.add_argument("--forget", type=Path, metavar="DIR", help="以后不再看它，里面的都不动")
    listed = acts.add_parser("list", help="收下的上报包和另存的文件")
    gaps = acts.add_parser("gaps", help="催报：谁还没有交，缺哪一包、哪个编号，要定的事")
    gaps.add_argument("--month", metavar="YYYY-MM")
    gaps.add_argument("--text", action="store_true", help="只要催报名单，可以直接粘贴")
    add_pdf_or_docx(gaps)
    gaps.add_argument("--xlsx", type=Path, metavar="F", help="Excel 文件")
    questions = acts.add_parser("questions", help="同校同日待确认，和发给两位督学的话")
    month, person = _month(acts), _person(acts)
    enter, scans = _enter(acts), _scans(acts)
    for one in (scan, folders, listed, gaps, questions, month, person, enter, scans):
        one.add_argument("--json", action="store_true")
    _answers(acts)
    add_office_share(acts)
    add_office_packs(acts)
    add_office_return(acts)
    receipts = commands.add_parser("receipts", help="回执：督导室收到了哪些上报包")
    acts = receipts.add_subparsers(dest="act", required=True, metavar="动作")
    take = acts.add_parser("take", help="读取回执：文件或文件夹")
    take.add_argument("paths", nargs="+", type=Path, metavar="文件夹或文件")
    states = acts.add_parser("list", help="做过的上报包，各到了哪一步")
    acts.add_parser("told", help="登记被人冒用（R03）：已经打电话告诉督导室，今日不再提示")
    for one in (take, states):
        one.add_argument("--json", action="store_true")


def _month(acts: Commands) -> argparse.ArgumentParser:
    month: argparse.ArgumentParser = acts.add_parser(
        "month", help="全区月表核对，谁还没有交；有下级的：每区一行和合计，与各区锁定的数核对"
    )
    month.add_argument("month", nargs="?", metavar="YYYY-MM")
    how = month.add_mutually_exclusive_group()
    how.add_argument(
        "--by-district", action="store_true", help="下级是市的，也按区各列一行；不写就每市一行"
    )
    how.add_argument(
        "--people", action="store_true", help="有下级的：看本级督学的月报核对，不看各区"
    )
    add_pdf_or_docx(month, pdf="--pdf")
    month.add_argument("--xlsx", type=Path, metavar="F", help="Excel 文件")
    return month


def _person(acts: Commands) -> argparse.ArgumentParser:
    person: argparse.ArgumentParser = acts.add_parser(
        "person", help="登记谁不用电脑（督导室代录）、谁请假、谁没有入校：不催报；不写督学就列出"
    )
    person.add_argument("who", nargs="?", metavar="督学")
    what = person.add_mutually_exclusive_group()
    what.add_argument("--no-computer", action="store_true", help="不用电脑，由督导室代录")
    what.add_argument("--computer", action="store_true", help="改用电脑了")
    what.add_argument("--leave", metavar="YYYY-MM-DD", help="从哪天起请假")
    what.add_argument("--back", action="store_true", help="销假")
    what.add_argument("--no-visits", metavar="YYYY-MM", help="告知那个月没有入校")
    what.add_argument("--visits", metavar="YYYY-MM", help="取消上一项")
    person.add_argument("--until", metavar="YYYY-MM-DD", help="请假到哪天；不写是到销假为止")
    person.add_argument("--reason", default="", help="说明")
    return person


def _enter(acts: Commands) -> argparse.ArgumentParser:
    enter: argparse.ArgumentParser = acts.add_parser(
        "enter", help="代录：放入扫描件（PDF、TIFF、照片），照着它新建草稿；扫描件留作签字盖章件"
    )
    enter.add_argument(
        "what", nargs="?", choices=["list"], metavar="list",
        help="列出代录的记录：本人确认了没有，有什么异议",
    )  # fmt: skip
    enter.add_argument("--for", dest="who", default="", metavar="督学", help="替谁录，计在他名下")
    enter.add_argument("--scan", nargs="+", type=Path, metavar="FILE", help="扫描件，一个或几个")
    enter.add_argument(
        "--into", default="", metavar="编号", help="照放入过的扫描件接着录；编号见 office scans"
    )
    enter.add_argument(
        "--from", dest="source", type=Path, metavar="FILE.json",
        help="录的内容，一份或几份；各写一项 pages 说明是第几页；不写只放入扫描件",
    )  # fmt: skip
    enter.add_argument("--pages", default="", metavar="1-2,4", help="只有一份时：是第几页")
    enter.add_argument(
        "--onto", default="", metavar="记录编号", help="不新建：把 --into 的这几页放到录好的记录上"
    )
    return enter


def _scans(acts: Commands) -> argparse.ArgumentParser:
    scans: argparse.ArgumentParser = acts.add_parser(
        "scans", help="放入过的扫描件：录了哪几份，哪几页还没有录"
    )
    scans.add_argument("--all", action="store_true", help="连录完的一起列出")
    scans.add_argument("--blank", default="", metavar="编号", help="空白页、封面不用录：写 --pages")
    scans.add_argument("--pages", default="", metavar="2,4", help="哪几页不用录；不写是都要录")
    scans.add_argument("--remove", default="", metavar="编号", help="移走放错的，还没有录过的")
    return scans


def _answers(acts: Commands) -> None:
    answer = acts.add_parser("answer", help="登记两位督学对同校同日的答复")
    answer.add_argument("id", metavar="编号", help="questions 列出的编号，写前几位就行")
    answer.add_argument(
        "answer",
        metavar="答复",
        help="一次联合督导、各自督导或重复登记（joint、separate、duplicate）",
    )
    answer.add_argument("--keep", default="", metavar="记录编号", help="重复登记以哪一份为准")
    same = acts.add_parser("same-issue", help="两条问题是同一问题：前一条计入，后一条并入")
    same.add_argument("counted", metavar="问题编号")
    same.add_argument("other", metavar="问题编号")
    part = acts.add_parser("part-issue", help="不是同一问题：并入的一条照样单独计")
    part.add_argument("other", metavar="问题编号")
    settle = acts.add_parser("settle", help="一份记录有两份的，写明已经核实")
    settle.add_argument("no", metavar="记录编号")
    settle.add_argument(
        "--take-received", action="store_true", help="用督学上报的代替督导室自己写的"
    )
    for one in (answer, same, part, settle):
        one.add_argument("--by", required=True, metavar="谁说的")
