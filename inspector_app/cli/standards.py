"""``standards``: indicator sets and their editions."""

import argparse
from collections.abc import Callable, Mapping
from typing import Final

from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import tell_written
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.item_grade import rule_words
from inspector_app.domain.standard_pack import standard_json


def standards(bench: Bench, options: argparse.Namespace) -> int:
    """Do one act."""
    return _ACTS[options.act](bench, options)


def _list(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.standards.all()
    if options.json:
        print_json(
            [
                {"key": s.key, "title": s.title, "items": len(s.items), "source": s.source}
                for s in found
            ]
        )
        return 0
    print_table(
        ("代码@版本", "名称", "项数", "来源"),
        [(s.key, s.title, len(s.items), s.source) for s in found],
    )
    return 0


def _show(bench: Bench, options: argparse.Namespace) -> int:
    standard = bench.standards.get(options.key)
    if options.json:
        print_json(standard_json(standard))
        return 0
    say(f"{standard.title}　{standard.key}　{len(standard.items)} 项")
    say(f"来源：{standard.source}")
    for grade in standard.grades:
        say(f"{grade.name}：合格至少 {grade.passes} 项，基本合格至多 {grade.basics} 项")
    print_table(
        ("序号", "部分", "指标", "怎样评定"),
        [(item.no, item.group, item.text, rule_words(item)) for item in standard.items],
    )
    return 0


def _template(bench: Bench, options: argparse.Namespace) -> int:
    tell_written(bench.standards.template(options.out, options.key))
    return 0


def _import(bench: Bench, options: argparse.Namespace) -> int:
    standard = bench.standards.take(options.file)
    if options.json:
        print_json({"ok": True, "key": standard.key, "items": len(standard.items)})
    else:
        say(f"{standard.key}　{standard.title}　{len(standard.items)} 项")
    return 0


def _remove(bench: Bench, options: argparse.Namespace) -> int:
    bench.standards.remove(options.key)
    say(f"已去掉 {options.key}")
    return 0


_ACTS: Final[Mapping[str, Callable[[Bench, argparse.Namespace], int]]] = {
    "list": _list,
    "show": _show,
    "template": _template,
    "import": _import,
    "remove": _remove,
}
