"""``layout``: a district's own forms; and what filling one came to."""

import argparse
from collections.abc import Callable, Mapping
from typing import Any, Final

from inspector_app.base.clock import day_of_instant
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import tell_written
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.labels.layouts import LAYOUT_KIND_LABEL, MEDIUM_LABEL
from inspector_app.domain.layout import LayoutKind
from inspector_app.domain.report_lines import LINE_LABEL
from inspector_app.services.layout_fillings import FilledLayout
from inspector_app.services.layouts import LayoutCheck

Act = Callable[[Bench, argparse.Namespace], int]


def layout(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked with layouts."""
    return _ACTS[options.act](bench, options)


def _kind(options: argparse.Namespace) -> LayoutKind | None:
    return LayoutKind(options.kind) if options.kind else None


def _check(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.layouts.check(options.file, kind=_kind(options), corrections=options.set)
    if options.json:
        print_json({"ok": not found.sentence, **_about(found)})
        return 1 if found.sentence else 0
    _say_check(found)
    return 1 if found.sentence else 0


def _about(found: LayoutCheck) -> dict[str, Any]:
    return {
        "kind": found.kind.value, "medium": found.medium.value, "sentence": found.sentence,
        "unknown": found.unknown,
        "places": [
            {"place": line.key, "said": line.said, "field": line.field, "sure": line.sure}
            for line in found.lines
        ],
    }  # fmt: skip


def _say_check(found: LayoutCheck) -> None:
    if found.sentence:
        say(found.sentence)
        return
    say(f"“{found.name}”：{LAYOUT_KIND_LABEL[found.kind]}，{MEDIUM_LABEL[found.medium]}")
    print_table(
        ("位置", "表上写着", "当作", ""),
        [
            (line.key, line.said, line.field or "没有认出，不填",
             "" if line.sure else "猜的，请核对")
            for line in found.lines
        ],
    )  # fmt: skip
    if found.unknown:
        say(
            f"有 {found.unknown} 处没有认出，填表时留空；"
            "用 --set 位置=内容 说明，如 --set D=校次、--set B4=学校名称。"
        )
    say("核对无误后用 layout publish 发布。")


def _publish(bench: Bench, options: argparse.Namespace) -> int:
    made = bench.layouts.publish(
        options.file, name=options.name, kind=_kind(options), corrections=options.set
    )
    if options.json:
        version = {"name": made.layout.name, "version": made.layout.version,
                   "digest": made.layout.digest, "already": made.already}  # fmt: skip
        print_json({"ok": True, **version, **_about(made.check)})
        return 0
    told = "这一版早已发布，没有改动" if made.already else "已发布"
    say(f"{told}：{made.layout.title}（{LAYOUT_KIND_LABEL[made.layout.kind]}）")
    if made.check.unknown:
        say(f"有 {made.check.unknown} 处没有认出，填表时留空。")
    return 0


def _list(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.layouts.all()
    if options.json:
        print_json([each._asdict() for each in found])
        return 0
    if not found:
        say("还没有发布过表样；用 layout check 看一份空表，再用 layout publish 发布。")
        return 0
    print_table(
        ("名称", "版", "表", "形式", "文件", "发布", "摘要"),
        [
            (each.name, each.version, LAYOUT_KIND_LABEL[each.kind], MEDIUM_LABEL[each.medium],
             each.file_name, day_of_instant(each.published_at), each.digest[:8].upper())
            for each in found
        ],
    )  # fmt: skip
    return 0


def _template(bench: Bench, options: argparse.Namespace) -> int:
    tell_written(bench.layouts.template(options.out))
    return 0


def _export(bench: Bench, options: argparse.Namespace) -> int:
    tell_written(bench.layouts.write_original(bench.layouts.named(options.name), options.out))
    return 0


def _lines(bench: Bench, options: argparse.Namespace) -> int:
    """Show 报表落款, after changing what is named."""
    now = bench.report_lines.get()
    wanted = {n: text for n in LINE_LABEL if (text := getattr(options, n)) is not None}
    if wanted:
        bench.report_lines.set(now._replace(**wanted))
        now = bench.report_lines.get()
    if options.json:
        print_json(now._asdict())
        return 0
    print_table(
        ("报表落款", "填什么"),
        [(label, getattr(now, name) or "（留着手写）") for name, label in LINE_LABEL.items()],
    )
    return 0


def tell_filled(filled: FilledLayout, *, as_json: bool = False) -> None:
    """Say what filling a layout came to, every figure with the records behind it as JSON."""
    if as_json:
        print_json(
            {
                "ok": True, "file": str(filled.written.path), "layout": filled.layout.name,
                "version": filled.layout.version, "placed": list(filled.placed),
                "notes": list(filled.notes),
                "cells": [
                    {"cell": c.address, "row": c.row, "head": c.head, "field": c.field,
                     "text": c.text, "uids": list(c.uids)}
                    for c in filled.cells
                ],
            }
        )  # fmt: skip
        return
    if filled.cells:
        say(f"按{filled.layout.title}填了 {len(filled.cells)} 个数")
    if filled.placed:
        say(f"按{filled.layout.title}填了：{'、'.join(filled.placed)}")
    for note in filled.notes:
        say(note)
    tell_written(filled.written)


_ACTS: Final[Mapping[str, Act]] = {
    "check": _check,
    "publish": _publish,
    "list": _list,
    "template": _template,
    "export": _export,
    "lines": _lines,
}
