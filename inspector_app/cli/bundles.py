"""``bundle``: handing over to the office, checking, and what became of it."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import person_asked_for
from inspector_app.cli.file_arguments import folder_at
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.month import Month
from inspector_app.services.bundle_check import bundles_in, check_bundle, check_folder, is_sealed
from inspector_app.services.bundle_views import ExportedBundle


def bundle(bench: Bench, options: argparse.Namespace) -> int:
    """Run one act on bundles."""
    return {
        "export": _export,
        "list": _list,
        "save": _save,
        "recovery": _recovery,
        "materials": _materials,
        "verify": _verify_here,
    }[options.act](bench, options)


def _export(bench: Bench, options: argparse.Namespace) -> int:
    person = bench.people.id_of(options.inspector)
    folder = folder_at(options.to)
    if options.news:
        made = bench.bundles.export_news(inspector_id=person, folder=folder)
    elif options.no_visits:
        month = Month.parse(options.no_visits)
        made = bench.bundles.export_empty(inspector_id=person, month=month, folder=folder)
    else:
        month = Month.parse(options.month)
        made = bench.bundles.export(inspector_id=person, month=month, folder=folder)
    if options.json:
        print_json(_as_json(made))
        return 0
    for file in made.files:
        say(str(file))
    if made.repeated:
        say("内容与上次上报相同，放入的是同一个包")
    if made.staying:
        say(f"有 {made.staying} 份草稿没有上报，留在本机")
    for remark in made.remarks:
        say(remark)
    return 0


def _as_json(made: ExportedBundle) -> dict[str, object]:
    return {
        "ok": True,
        "file": str(made.path),
        "files": [str(file) for file in made.files],
        "sealed": made.sealed,
        "seq": made.seq,
        "digest": made.digest,
        "visits": made.visits,
        "photos": made.photos,
        "drafts_left": made.staying,
        "repeated": made.repeated,
        "remarks": list(made.remarks),
    }


def _list(bench: Bench, options: argparse.Namespace) -> int:
    board = bench.bundles.outbox_board()
    rows = board.rows
    if options.json:
        print_json(list(rows))
        return 0
    print_table(
        ("第几包", "月份", "督学", "状态", "要做什么", "放到", "文件"),
        [
            (row["seq"], row["period"], row["inspector_id"],
             " ".join(filter(None, (row["state_label"], row["code"]))), row["advice"],
             row["exported_to"], row["file_name"])
            for row in rows
        ],
    )  # fmt: skip
    for warning in board.warnings:
        say(f"▲ {warning}")
    return 0


def _save(bench: Bench, options: argparse.Namespace) -> int:
    digests = bench.bundles.numbered(options.seq)
    for file in bench.bundles.save(digests, folder_at(options.to)):
        say(str(file))
    return 0


def _recovery(bench: Bench, options: argparse.Namespace) -> int:
    if options.remove or options.key:
        bench.bundles.set_recovery_key("" if options.remove else options.key)
    kept = bench.bundles.recovery_key()
    say(f"以后的上报包也用这把恢复密钥加密：{kept}" if kept else "没有设恢复密钥")
    return 0


def _materials(bench: Bench, options: argparse.Namespace) -> int:
    path = bench.materials.write(
        month=Month.parse(options.month),
        folder=folder_at(options.to),
        inspector_id=person_asked_for(bench, options) or "",
    )
    say(str(path))
    return 0


def needs_a_folder(options: argparse.Namespace) -> bool:
    """Say whether an act needs the keys, the roster or the records of a data folder."""
    if options.act != "verify":
        return True
    if options.data is not None:
        return True
    path: Path = options.file
    return bundles_in(path).any_sealed if path.is_dir() else path.is_file() and is_sealed(path)


def verify(options: argparse.Namespace) -> int:
    """Check a bundle, or all of a folder, without a data folder; a refusal carries its code."""
    return _checked(options, check_bundle)


def _verify_here(bench: Bench, options: argparse.Namespace) -> int:
    return _checked(options, bench.bundles.check)


def _checked(options: argparse.Namespace, check: Callable[[Path], dict[str, Any]]) -> int:
    whole = options.file.is_dir()
    found = check_folder(options.file, check) if whole else check(options.file)
    if options.json:
        print_json(found)
        return 0 if found["ok"] else 1
    for each in found.get("bundles", ()):
        say(f"{'' if each['ok'] else '▲ '}{each['file']}　{each['sentence']}")
    say(found["sentence"])
    return 0 if found["ok"] else 1
