"""``plates``: print them, note where they were hung, tell where one is missing."""

import argparse
from typing import Any

from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import chosen, make, pdf_or_docx
from inspector_app.cli.file_arguments import add_pdf_or_docx
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.plates import PlateCoverage, ReportChannels
from inspector_app.services.calendar import read_day
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import PlateCoveragePrint, PlatesPrint

Acts = Any  # argparse's own type of sub-parsers is private


def add_plate_acts(plates: argparse.ArgumentParser) -> None:
    """Add what is done with plates besides printing them."""
    acts = plates.add_subparsers(dest="act", metavar="动作")
    told = acts.add_parser("coverage", help="标牌覆盖：已挂多少所，哪些学校还没有挂")
    told.add_argument("--on", metavar="日期", help="不写就是今天")
    told.add_argument("--json", action="store_true")
    add_pdf_or_docx(told)
    hang = acts.add_parser("hang", help="登记标牌已挂上")
    hang.add_argument("schools", nargs="+", metavar="标识码或校名")
    hang.add_argument("--on", required=True, metavar="日期", help="挂上的日期")
    channels = acts.add_parser("channels", help='本区的举报渠道，印在公示牌上；写 "" 就去掉')
    for name, text in (("phone", "电话"), ("mailbox", "信箱"), ("email", "电子邮箱")):
        channels.add_argument(f"--{name}", metavar=text)
    channels.add_argument("--json", action="store_true")
    down = acts.add_parser("take-down", help="登记标牌已不在")
    down.add_argument("schools", nargs="+", metavar="标识码或校名")


def plates(bench: Bench, options: argparse.Namespace) -> int:
    """Print the plates of all schools of the board, or do one act."""
    if not options.act:
        return make(bench, PlatesPrint(), pdf_or_docx(options))
    if options.act == "coverage":
        return _coverage(bench, options)
    if options.act == "channels":
        return _channels(bench, options)
    if options.act == "hang":
        day = read_day(options.on)
        bench.plates.hang(options.schools, on=day)
        say(f"已登记 {len(options.schools)} 所学校的标牌，挂牌日期 {day}")
    else:
        bench.plates.take_down(options.schools)
        say(f"已登记 {len(options.schools)} 所学校没有标牌")
    return 0


def _coverage(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.plates.coverage(read_day(options.on) if options.on else None)
    files = chosen({FileFormat.PDF: options.out, FileFormat.WORD: options.docx})
    if files:
        return make(bench, PlateCoveragePrint(on=found.on), files)
    if options.json:
        print_json(_json(found))
        return 0
    say(found.sentence)
    print_table(
        ("标识码", "学校", "挂牌日期"),
        [
            *((school.code, school.name, "未挂") for school in found.missing),
            *((school.code, school.name, day) for school, day in found.hung),
        ],
    )
    return 0


def _channels(bench: Bench, options: argparse.Namespace) -> int:
    given = {name: getattr(options, name) for name in ReportChannels._fields}
    told = {name: value for name, value in given.items() if value is not None}
    if told:
        bench.plates.set_channels(bench.plates.channels()._replace(**told))
    channels = bench.plates.channels()
    if options.json:
        print_json(channels._asdict())
    else:
        say(channels.words or "还没有登记举报渠道")
    return 0


def _json(found: PlateCoverage) -> dict[str, object]:
    return {
        "on": found.on.isoformat(),
        "hung": len(found.hung),
        "schools": found.schools,
        "missing": [{"code": s.code, "name": s.name} for s in found.missing],
        "days": {school.code: day.isoformat() for school, day in found.hung},
    }
