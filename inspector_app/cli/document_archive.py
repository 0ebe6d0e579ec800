"""``document list``, ``reprint``, ``check`` and the rest of the archive."""

import argparse
from pathlib import Path
from typing import Any, Final

from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import kinds, put, tell_written
from inspector_app.cli.letter_parser import add_reference
from inspector_app.cli.letters import kind_of, numbered, tell_numbers
from inspector_app.cli.output import none_found, print_json, print_table, say
from inspector_app.domain.labels.letters import LETTER_KIND_LABEL
from inspector_app.domain.labels.page_verdicts import PAGE_VERDICT_LABEL
from inspector_app.domain.page_check import CheckedPage, worst
from inspector_app.domain.page_verdict import PageVerdict
from inspector_app.services.school_copies import FOR_SCHOOLS

Acts = Any  # argparse's own type of sub-parsers is private
_SHOWN = 12


def archive_acts(acts: Acts) -> None:
    """Add what is done with issued documents."""
    listed = acts.add_parser("list", help="文书档案：出具过的文书，最新的在前")
    listed.add_argument("--kind", default="", metavar="种类", help="如 督导记录表、文书、月统计表")
    listed.add_argument("--text", default="", metavar="文字", help="题名或校验码里有的")
    listed.add_argument("--json", action="store_true")
    again = acts.add_parser("reprint", help="照出具时的原样再给一份，逐字节相同")
    again.add_argument("no", metavar="编号", help="list 列出的编号、记录编号、文号或校验码")
    again.add_argument("--revision", type=int, default=0, metavar="N", help="第几版")
    again.add_argument("--out", type=Path, required=True, metavar="F")
    check = acts.add_parser("check", help="核验一页：照片、扫描件、PDF，扫出的文字，或页脚校验码")
    check.add_argument("what", metavar="文件或码")
    check.add_argument("--full", action="store_true", help="列出出具时这一页的全部文字")
    check.add_argument("--json", action="store_true")
    school = acts.add_parser(
        "school", help="送学校打印：现场反馈意见书或整改通知书写到优盘，并记下"
    )
    school.add_argument("kind", metavar="种类", help="现场反馈意见书或整改通知书")
    school.add_argument("nos", nargs="+", metavar="编号", help="记录编号或问题编号")
    school.add_argument("--to", type=Path, required=True, metavar="DIR", help="优盘上的文件夹")
    add_reference(school)
    sent = acts.add_parser("sent", help="送学校打印过的文书")
    sent.add_argument("--json", action="store_true")
    codes = acts.add_parser("codes", help="公文上是否也印二维码；记录表和存根联总是印")
    codes.add_argument("--letters", choices=("on", "off"), help="不写就只告诉现在怎样")


def list_(bench: Bench, options: argparse.Namespace) -> int:
    """List issued documents."""
    lines = bench.document_archive.list(family=options.kind, text=options.text)
    if options.json:
        print_json([line._asdict() for line in lines])
        return 0
    if not lines:
        none_found("出具过的文书")
        return 0
    print_table(
        ("编号", "种类", "题名", "版次", "校验码", "摘要", "出具", "出具人"),
        [
            (each.id, each.family, each.title, each.revision or "", each.check_code, each.digest,
             each.day, each.by)
            for each in lines
        ],
    )  # fmt: skip
    return 0


def reprint(bench: Bench, options: argparse.Namespace) -> int:
    """Write an issued document again."""
    line = bench.document_archive.find(options.no, revision=options.revision)
    put(options.out, bench.document_archive.content(line.uid))
    return 0


def check(bench: Bench, options: argparse.Namespace) -> int:
    """Check a page; 0 where all of it is genuine and current."""
    pages = bench.document_check.check(options.what)
    verdict = worst(pages)
    if options.json:
        print_json({"verdict": verdict.value, "pages": [_json(page) for page in pages]})
    else:
        for page in pages:
            _tell(page, full=options.full)
    return 0 if verdict is PageVerdict.GENUINE else 1


def _tell(page: CheckedPage, *, full: bool) -> None:
    say(page.sentence())
    for name, value in (("出具", page.issued), ("码里的要点", page.figures)):
        if value:
            say(f"  {name}：{value}")
    for each in page.differences:
        say(f"  不同：{each}")
    if page.compared and not page.differences and not full:
        return
    shown = page.listed if full else page.listed[:_SHOWN]
    if shown:
        say("  出具时写着：")
    for line in shown:
        say(f"    {line}")
    if len(shown) < len(page.says):
        say(f"    ……共 {len(page.says)} 行，--full 列出全部")


def _json(page: CheckedPage) -> dict[str, Any]:
    return {
        "verdict": page.verdict.value, "label": PAGE_VERDICT_LABEL[page.verdict],
        "sentence": page.sentence(), "place": page.place, "document": page.uid,
        "title": page.title, "revision": page.revision, "newest": page.newest,
        "newer": page.newer, "signer": page.signer, "page": page.page,
        "issued": page.issued, "figures": page.figures, "says": list(page.says),
        "differences": list(page.differences), "compared": page.compared,
    }  # fmt: skip


def school(bench: Bench, options: argparse.Namespace) -> int:
    """Write a letter for a school's printer, and note it."""
    kind = kind_of(options.kind, offered=FOR_SCHOOLS)
    asked = bench.letters.wish(kind, options.nos, reference=options.ref)
    wish = numbered(bench, asked, options)
    title = " ".join((LETTER_KIND_LABEL[wish.kind], wish.reference or options.nos[0]))
    tell_written(bench.school_copies.to_folder(wish, options.to, title=title))
    tell_numbers(bench, wish)
    return 0


def sent(bench: Bench, options: argparse.Namespace) -> int:
    """List what was handed to schools as files."""
    log = bench.school_copies.log()
    if options.json:
        print_json([each._asdict() for each in log])
    elif log:
        rows = [(each.at, each.title, each.place or "剪贴板", each.actor) for each in log]
        print_table(("时间", "文书", "位置", "经手人"), rows)
    else:
        none_found("送学校打印的文书")
    return 0


def codes(bench: Bench, options: argparse.Namespace) -> int:
    """Say or set whether letters bear codes."""
    if options.letters:
        bench.document_archive.set_letter_codes(options.letters == "on")
    on = bench.document_archive.letter_codes()
    say("公文上也印二维码。" if on else "公文上不印二维码；记录表、月统计表和存根联上印。")
    return 0


_ACTS: Final = {
    "kinds": kinds,
    "list": list_,
    "reprint": reprint,
    "check": check,
    "codes": codes,
    "school": school,
    "sent": sent,
}


def document(bench: Bench, options: argparse.Namespace) -> int:
    """List the kinds of documents, or do something with what was issued of them."""
    return _ACTS[options.act](bench, options)
