"""``post roster``, ``unit import``, ``zones``, ``director``: who is who, what waits for whom."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import chosen, make, tell_written
from inspector_app.cli.file_arguments import add_pdf_or_docx
from inspector_app.cli.output import none_found, print_json, print_table, say
from inspector_app.domain.labels.director import AWAITED_LABEL
from inspector_app.domain.labels.posts import POST_LABEL
from inspector_app.services.calendar import read_day
from inspector_app.services.director import Waiting
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import ZonesPrint
from inspector_app.services.zones import ZoneCard

Act = Callable[[Bench, argparse.Namespace], int]
Commands = Any  # argparse's own type of sub-parsers is private


# -- how commands are written ----------------------------------------------------------------------


def add_people_commands(commands: Commands) -> None:
    """Add ``zones`` and ``director``."""
    zones = commands.add_parser("zones", help="责任区：组长、联络人、督学、学校，按日期")
    acts = zones.add_subparsers(dest="act", required=True, metavar="动作")
    listed = acts.add_parser("list", help="某一天的全部责任区，或印成一览表")
    add_pdf_or_docx(listed)
    one = acts.add_parser("show", help="一个责任区和它的各版")
    change = acts.add_parser("set", help="换组长或联络人：从那天起另记一版，旧的留着")
    for each in (one, change):
        each.add_argument("zone", metavar="责任区")
    change.add_argument("--head", metavar="组长", help="督学编号、姓名，或别人的姓名")
    change.add_argument("--liaison", metavar="联络人", help="同上")
    for each in (listed, one, change):
        each.add_argument("--on", metavar="日期", help="不写就是今天")
    for each in (listed, one):
        each.add_argument("--json", action="store_true")
    corner = commands.add_parser("director", help="主任一角：等督导室决定的事")
    corner.add_argument("--json", action="store_true")


def add_unit_acts(acts: Commands) -> None:
    """Add what ``unit`` does beside the acts of every register."""
    load = acts.add_parser("import", help="从 Excel 或 CSV 导入成员单位和联络人")
    load.add_argument("file", type=Path)
    load.add_argument("--preview", action="store_true", help="只看将新增、更新什么")
    load.add_argument("--json", action="store_true")
    out = acts.add_parser("export", help="写成 Excel 文件，改好可以再导入")
    out.add_argument("--out", type=Path, required=True, metavar="F")
    for each in (load, out):
        each.add_argument("--on", metavar="日期", help="从哪天起、哪一天的；不写就是今天")


def add_post_acts(acts: Commands) -> None:
    """Add what ``post`` does beside the acts of every register."""
    roster = acts.add_parser("roster", help="某一天谁任什么职务，连同聘任和责任区组长")
    roster.add_argument("--on", metavar="日期", help="不写就是今天")
    roster.add_argument("--json", action="store_true")


# -- posts and units -------------------------------------------------------------------------------


def _roster(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.posts.holders(read_day(options.on) if options.on else None)
    if options.json:
        print_json(
            [
                {"post": POST_LABEL[h.post], "person": h.person, "of": h.of, "basis": h.basis,
                 "start": h.start.isoformat(), "end": h.end and h.end.isoformat()}
                for h in found
            ]
        )  # fmt: skip
        return 0
    if not found:
        none_found("任职的登记")
    print_table(
        ("职务", "人员", "责任区", "从", "到", "依据"),
        [(POST_LABEL[h.post], h.person, h.of, h.start, h.end or "", h.basis) for h in found],
    )
    return 0


def _import(bench: Bench, options: argparse.Namespace) -> int:
    on = read_day(options.on) if options.on else None
    take = bench.unit_import.preview if options.preview else bench.unit_import.take
    found = take(options.file, on=on)
    if options.json:
        print_json(
            {"units": [{"name": name, "fate": fate.value} for name, fate in found.fates],
             "absent": list(found.absent)}
        )  # fmt: skip
        return 0
    say(f"{'将要：' if options.preview else ''}{found.sentence}")
    return 0


def _export(bench: Bench, options: argparse.Namespace) -> int:
    on = read_day(options.on) if options.on else None
    tell_written(bench.units.write(options.out, on))
    return 0


UNIT_ACTS: Final[Mapping[str, Act]] = {"import": _import, "export": _export}
POST_ACTS: Final[Mapping[str, Act]] = {"roster": _roster}


# -- zones -----------------------------------------------------------------------------------------


def zones(bench: Bench, options: argparse.Namespace) -> int:
    """List the zones, show one, or let one have another head."""
    return {"list": _list, "show": _show, "set": _set}[options.act](bench, options)


def _list(bench: Bench, options: argparse.Namespace) -> int:
    on = bench.register_figures.day(options.on)
    files = chosen({FileFormat.PDF: options.out, FileFormat.WORD: options.docx})
    if files:
        return make(bench, ZonesPrint(on=on), files)
    found = bench.zones.cards(on)
    if options.json:
        print_json([_card(card) for card in found])
        return 0
    if not found:
        none_found("责任区；名册里的“责任区”一列和 zone add 都能写")
    print_table(
        ("责任区", "组长", "联络人", "从", "督学", "学校"),
        [(c.zone, c.head, c.liaison, c.since or "", len(c.inspectors), len(c.schools))
         for c in found],
    )  # fmt: skip
    return 0


def _card(card: ZoneCard) -> dict[str, object]:
    return {
        "zone": card.zone,
        "head": card.head,
        "liaison": card.liaison,
        "version": card.version,
        "since": card.since and card.since.isoformat(),
        "inspectors": [{"id": p.id, "name": p.name} for p in card.inspectors],
        "schools": [{"code": code, "name": name} for code, name in card.schools],
    }


def _show(bench: Bench, options: argparse.Namespace) -> int:
    card = bench.zones.card(options.zone, read_day(options.on) if options.on else None)
    versions = bench.zones.versions(card.zone)
    if options.json:
        told = [
            {**each._asdict(), "start": each.start.isoformat(),
             "end": each.end and each.end.isoformat()}
            for each in versions
        ]  # fmt: skip
        print_json({**_card(card), "versions": told})
        return 0
    say(f"{card.zone}　组长：{card.head or '没有登记'}　联络人：{card.liaison or '没有登记'}")
    say(f"督学 {len(card.inspectors)} 人：{'、'.join(p.name for p in card.inspectors)}")
    say(f"学校 {len(card.schools)} 所：{'、'.join(name for _, name in card.schools)}")
    if versions:
        print_table(
            ("编号", "从", "到", "组长", "联络人"),
            [(v.number, v.start, v.end or "", v.head, v.liaison) for v in versions],
        )
    return 0


def _set(bench: Bench, options: argparse.Namespace) -> int:
    on = read_day(options.on) if options.on else None
    made = bench.zones.set(options.zone, head=options.head, liaison=options.liaison, on=on)
    say(f"{made.number} 已定稿；旧的一版留着，可用 zones show 查看")
    return 0


# -- the director ----------------------------------------------------------------------------------


def director(bench: Bench, options: argparse.Namespace) -> int:
    """Tell what waits for a decision of the office."""
    found = bench.director.corner()
    if options.json:
        print_json(
            {"on": found.on.isoformat(), "director": found.director,
             "waiting": [_waiting(each) for each in found.waiting]}
        )  # fmt: skip
        return 0
    who = f"（督导室主任：{found.director}）" if found.director else ""
    say(f"{found.on} 等决定的事 {len(found.waiting)} 件{who}")
    print_table(
        ("事项", "从", "编号", "学校、期间", "内容"),
        [(AWAITED_LABEL[w.matter], w.since, w.number, w.where, f"{'▲ ' if w.late else ''}{w.text}")
         for w in found.waiting],
    )  # fmt: skip
    return 0


def _waiting(each: Waiting) -> dict[str, object]:
    return {
        "matter": AWAITED_LABEL[each.matter],
        "since": each.since.isoformat(),
        "no": each.number,
        "where": each.where,
        "text": each.text,
        "late": each.late,
    }
