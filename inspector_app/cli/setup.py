"""``demo``, ``import`` and ``check``: fill a data folder and see that it is sound."""

import argparse
import sys
from dataclasses import asdict
from typing import Any

from inspector_app.base.errors import Problem
from inspector_app.cli.bench import Bench
from inspector_app.cli.output import complain, print_json, print_table, say
from inspector_app.services.imports import Accept, ImportPreview, ImportResult
from inspector_app.services.own_fonts import ROLE_NAMES


def demo(bench: Bench, options: argparse.Namespace) -> int:
    """Write demonstration data."""
    made = bench.demo.build(
        years=options.years, seed=options.seed, life=options.life, progress=_progress
    )
    say(
        f"演示数据已写入：{made.schools} 所学校（园），{made.inspectors} 名督学，"
        f"{made.visits} 份督导记录，{made.lessons} 节听课，{made.issues} 个问题"
    )
    return 0


def fonts(bench: Bench, options: argparse.Namespace) -> int:
    """Switch the office's own fonts on and off, and list them."""
    roles = {name: role for role, name in ROLE_NAMES.items()}
    if options.act == "set":
        bench.own_fonts.choose(roles[options.role], options.file)
    elif options.act == "reset":
        bench.own_fonts.switch_off(roles[options.role])
    chosen = bench.own_fonts.chosen()
    files = {name: chosen[role].name for name, role in roles.items() if role in chosen}
    print_table(("字体", "用的文件"), [(name, files.get(name, "程序自带")) for name in roles])
    return 0


def load(bench: Bench, options: argparse.Namespace) -> int:
    """Import a roster or past records, or show what an import would do."""
    if options.preview:
        preview = (
            bench.imports.preview_roster(options.file)
            if options.what == "roster"
            else bench.imports.preview_visits(options.file)
        )
        _tell_preview(preview, as_json=options.json)
        return 1 if preview.problems else 0
    result = _imported(bench, options)
    _tell_result(result, as_json=options.json)
    return 1 if result.problems else 0


def _imported(bench: Bench, options: argparse.Namespace) -> ImportResult:
    if options.what == "roster":
        return bench.imports.import_roster(options.file)
    accept = Accept.VALID_ROWS if options.accept_valid else Accept.ALL_OR_NOTHING
    return bench.imports.import_visits(options.file, accept=accept)


def _tell_preview(preview: ImportPreview, *, as_json: bool) -> None:
    if as_json:
        print_json(_plain(preview))
        return
    say(
        f"将新增 {preview.new}，更新 {preview.changed}，"
        f"不变 {preview.unchanged}，拒收 {preview.refused}"
    )
    _tell_problems((*preview.problems, *preview.conflicts, *preview.notes))


def _tell_result(result: ImportResult, *, as_json: bool) -> None:
    if as_json:
        print_json(_plain(result))
    else:
        say(result.sentence)
    _tell_problems((*result.problems, *result.conflicts, *result.notes))


def _tell_problems(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        complain(f"  {problem.sentence()}")


def _plain(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        plain = asdict(value)
        plain.pop("changes", None)
        return plain
    return value


def check(bench: Bench, options: argparse.Namespace) -> int:
    """Examine the data folder."""
    report = bench.checks.run()
    if options.json:
        print_json({"ok": report.sound, "checks": [asdict(c) for c in report.checks]})
    else:
        for one in report.checks:
            say(f"{'✓' if not one.faults else '✗'} {one.name}")
            for fault in one.faults:
                complain(f"    {fault}")
    return 0 if report.sound else 1


def _progress(done: int, whole: int) -> bool:
    if sys.stderr.isatty():
        print(f"\r{done}/{whole}", end="", file=sys.stderr, flush=True)
    return True
