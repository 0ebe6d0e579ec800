"""Files of entries on the command line: taken in, left out, written out."""

import argparse
from collections.abc import Callable, Mapping
from typing import Final

from inspector_app.base.files import make_folder
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import tell_written
from inspector_app.cli.output import say

Act = Callable[[Bench, argparse.Namespace], int]


def _attach(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.registers.uid_of(options.command, options.no)
    saved = bench.register_files.attach(uid, options.files)
    say(f"放入 {len(options.files)} 个附件，已保存 {saved.at}")
    return 0


def _detach(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.registers.uid_of(options.command, options.no)
    saved = bench.register_files.detach_at(uid, options.place)
    say(f"已保存 {saved.at}")
    return 0


def _export(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.registers.uid_of(options.command, options.no)
    make_folder(options.to)
    for written in bench.register_files.export(uid, options.to):
        tell_written(written)
    return 0


FILES: Final[Mapping[str, Act]] = {"attach": _attach, "detach": _detach, "export": _export}
