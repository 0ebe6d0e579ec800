"""``office enter`` and ``office scans``: records that are typed from scanned paper (代录)."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from inspector_app.base.clock import local_datetime_text, parse_instant
from inspector_app.base.errors import InputError
from inspector_app.cli.bench import Bench
from inspector_app.cli.input import objects_in
from inspector_app.cli.output import none_found, print_json, say
from inspector_app.cli.typed import typed_list
from inspector_app.domain.scan import Scan, checked_pages, pages_words, read_pages
from inspector_app.services.scans import Entered, PaperRecord, ScanService


def enter(bench: Bench, options: argparse.Namespace) -> int:
    """Put scans in and make drafts from the fields that are given, or list what was typed."""
    if options.what == "list":
        return typed_list(bench, options)
    records = objects_in(options.source) if options.source else []
    if options.pages and not options.onto and len(records) != 1:
        raise InputError("--pages 只和一份记录一起写；几份的，在文件里各写一项 pages。没有录入。")
    who = bench.people.id_of(options.who) if options.who else ""
    if options.onto:
        return _put_onto(bench, options)
    if options.into:
        found = _into(bench.scans, options, records)
    else:
        found = _from_files(bench.scans, who, options, records)
    _tell_entered(found, options)
    return 0


def _tell_entered(found: Entered, options: argparse.Namespace) -> None:
    if options.json:
        print_json(
            {"ok": True, "scan": found.scan.uid, "pages": len(found.scan.pages),
             "records": [made.number for made in found.made], "left": list(found.scan.left)}
        )  # fmt: skip
        return
    if not options.into:
        say(f"已放入扫描件 {found.scan.uid[:8]}，共 {len(found.scan.pages)} 页")
    for made in found.made:
        pages = [page.number for page in found.scan.pages if made.number in page.records]
        say(f"{made.number}　扫描件{pages_words(pages)}")
    if found.scan.left:
        say(f"还没有录的：{pages_words(found.scan.left)}；接着录用 --into {found.scan.uid[:8]}")


def _put_onto(bench: Bench, options: argparse.Namespace) -> int:
    """Put pages of a scan onto a record that was typed before."""
    if not options.into or not options.pages or options.source:
        raise InputError(
            "放到录好的记录上，请写明哪份扫描件（--into 编号）、第几页（--pages 1-2）；没有改动。"
        )
    scan, uid = bench.scans.get(options.into), bench.visits.uid_of(options.onto)
    bench.scans.use(scan.uid, uid, read_pages(options.pages, count=len(scan.pages)))
    say(f"{options.onto}　{bench.visits.record(uid).source}")
    return 0


def _from_files(
    scans: ScanService, who: str, options: argparse.Namespace, records: Sequence[Mapping[str, Any]]
) -> Entered:
    if not options.scan or not who:
        raise InputError(
            "请写明替谁录（--for 督学）和扫描件（--scan 文件），或放入过的哪一份（--into 编号）；"
            "没有录入。"
        )
    prepared = scans.prepare(options.scan)
    papers = [_paper(each, options.pages, len(prepared.pages)) for each in records]
    return scans.enter(who, prepared, records=papers)


def _into(
    scans: ScanService, options: argparse.Namespace, records: Sequence[Mapping[str, Any]]
) -> Entered:
    if options.scan or options.who:
        raise InputError("--into 是放入过的扫描件，不和 --scan、--for 一起写；没有录入。")
    if not records:
        raise InputError("请用 --from 写明录的内容；没有录入。")
    scan = scans.get(options.into)
    papers = [_paper(each, options.pages, len(scan.pages)) for each in records]
    return scans.go_on(scan.uid, papers)


def _paper(fields: Mapping[str, Any], pages: str, count: int) -> PaperRecord:
    """Return a record of a file with its pages; all of them where nothing is said."""
    said = pages or fields.get("pages")
    left = {name: value for name, value in fields.items() if name != "pages"}
    if said is None:
        return PaperRecord(left, tuple(range(1, count + 1)))
    if isinstance(said, list) and all(type(page) is int for page in said):
        return PaperRecord(left, checked_pages(said, count=count))
    return PaperRecord(left, read_pages(str(said), count=count))


def scans(bench: Bench, options: argparse.Namespace) -> int:
    """List what was put in, and what of it is still to be typed."""
    if options.remove:
        bench.scans.remove(options.remove)
        say("已移走；文件照旧在原来的地方。")
        return 0
    if options.blank:
        return _set_blank(bench.scans, options)
    found = bench.scans.all() if options.all or options.json else bench.scans.current()
    if options.json:
        print_json([{**asdict(scan), "left": list(scan.left)} for scan in found])
        return 0
    names = {person.id: person.name for person in bench.people.inspectors()}
    for scan in found:
        say(_told(scan, names.get(scan.inspector_id, scan.inspector_id)))
    done = 0 if options.all else bench.scans.count_done()
    if done:
        say(f"录完的 {done} 份没有列出，全部列出用 --all。")
    elif not found:
        none_found("扫描件")
    return 0


def _set_blank(scans: ScanService, options: argparse.Namespace) -> int:
    scan = scans.get(options.blank)
    pages = read_pages(options.pages, count=len(scan.pages)) if options.pages else ()
    scans.set_blank(scan.uid, pages)
    said = f"不用录的：{pages_words(pages)}" if pages else "没有不用录的页"
    left = pages_words(scans.get(scan.uid).left)
    say(f"{said}；{f'还没有录的：{left}' if left else '都录完了'}")
    return 0


def _told(scan: Scan, who: str) -> str:
    at = local_datetime_text(parse_instant(scan.taken_at))
    typed = f"已录 {'、'.join(scan.records)}" if scan.records else "还没有录"
    left = f"，没有录的：{pages_words(scan.left)}" if scan.records and scan.left else ""
    files = "、".join(scan.files)
    return f"{scan.uid[:8]}　{at}　{who}　{files}　{len(scan.pages)} 页　{typed}{left}"
