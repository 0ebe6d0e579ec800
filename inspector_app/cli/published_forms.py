"""``visit-form`` with versions: published from a workbook, listed, withdrawn, taken back."""

import argparse

from inspector_app.base.clock import local_datetime_text, parse_instant
from inspector_app.base.errors import InputError, Problem
from inspector_app.cli.bench import Bench
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.services.form_bench import BenchPublication
from inspector_app.services.form_versions import FormPublication


def publish_source(bench: Bench, options: argparse.Namespace) -> int:
    """Publish a workbook as the bench in the window does: here, and as a file to hand on."""
    if options.out is None:
        raise InputError(
            f"没有发布：“{options.file.name}”不是 .form 文件。发布工作簿请用 --out 写明 .form 文件"
            "写到哪里，如 --out 作业检查-2026.1.form。"
        )
    source = bench.form_bench.read(options.file)
    found = bench.form_bench.look(source)
    made = bench.form_bench.publish(source, options.out)
    if options.json:
        print_json(
            {"title": made.title, "version": made.version, "file": str(made.path),
             "already": made.already, "lines": [line._asdict() for line in found.lines],
             "notes": list(made.notes)}
        )  # fmt: skip
        return 0
    for line in found.lines:
        told = Problem(where=line.where, what=line.what, remedy=line.remedy)
        say(told.sentence() if line.where else told.words())
    say(f"{what_happened(made)}发给大家的文件：{made.path}")
    for note in made.notes:
        say(note)
    return 0


def what_happened(made: FormPublication | BenchPublication) -> str:
    """Return what is told of a version that was published."""
    told = "已发布，可以填写" if made.can_be_filled_in else "已发布"
    return f"“{made.title}”版本 {made.version}：{'本来就有，没有变化' if made.already else told}。"


def versions(bench: Bench, options: argparse.Namespace) -> int:
    """List the versions of a form."""
    form = bench.form_versions.current(options.form).form
    found = bench.form_versions.versions(form)
    if options.json:
        print_json([{**each._asdict(), "holders": each.holders._asdict()} for each in found])
        return 0
    print_table(
        ("版本", "名称", "发布", "草稿", "定稿"),
        [
            (
                v.version,
                v.title,
                local_datetime_text(parse_instant(v.published_at)),
                v.holders.drafts,
                v.holders.filed,
            )
            for v in found
        ],
    )
    return 0


def withdraw(bench: Bench, options: argparse.Namespace) -> int:
    """Let no new record take a form."""
    say(bench.form_versions.withdraw(options.form).sentence)
    return 0


def restore(bench: Bench, options: argparse.Namespace) -> int:
    """Let new records take a form again."""
    say(bench.form_versions.restore(options.form).sentence)
    return 0


def workbook(bench: Bench, options: argparse.Namespace) -> int:
    """Write the workbook of a version, or its file to hand on."""
    versions = bench.form_versions
    form = versions.current(options.form)
    is_package = options.out.suffix.lower() == ".form"
    write = versions.write_package if is_package else versions.write_workbook
    written = write(form.form, options.version or form.version, options.out)
    say(written.sentence or f"已写出：{written.path}")
    return 0
