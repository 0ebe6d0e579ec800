"""``form``: check, publish and hand out 督导表单. None of it needs a data folder."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from inspector_app.cli.file_arguments import folder_at
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.services import authored_forms
from inspector_app.services.checked_source import CheckedSource
from inspector_app.services.shipped_sources import shipped_forms
from inspector_app.services.word_drafts import ColumnCard, cards_of

Act = Callable[[argparse.Namespace], int]

_LEVEL_WORD: Final = {"error": "不对", "warning": "请看", "note": "说明"}


def form(options: argparse.Namespace) -> int:
    """Do what was asked with forms."""
    return _ACTS[options.act](options)


def _list(options: argparse.Namespace) -> int:
    shipped = shipped_forms()
    if options.json:
        print_json(
            [
                {"id": f.form_id, "title": f.title, "version": f.version, "use": f.use,
                 "questions": f.questions, "from": "shipped"}
                for f in shipped
            ]
        )  # fmt: skip
        return 0
    print_table(
        ("编号", "名称", "版本", "题数", "用途"),
        [(f.form_id, f.title, f.version, f.questions, f.use) for f in shipped],
    )
    return 0


def _check(options: argparse.Namespace) -> int:
    checked = authored_forms.check_source(options.file, columns=options.columns)
    code = 0 if checked.form is not None else 1
    if options.json:
        print_json(
            {
                "ok": checked.form is not None,
                "draft": checked.draft,
                "findings": [_finding(each) for each in checked.findings],
                "form": checked.summary(),
                "columns": [_column(each) for each in cards_of(checked)],
            }
        )
        return code
    if checked.columns:
        print_table(
            ("列", "列名", "当作", "选项", "里面写着"),
            [(f"{c.table}.{c.number}", c.heading, c.role, c.options, c.sample)
             for c in cards_of(checked)],
        )  # fmt: skip
    _say_findings(checked.findings)
    say(_verdict(options.file.name, checked))
    return code


def _column(each: ColumnCard) -> dict[str, Any]:
    return {
        "table": each.table, "column": each.number, "heading": each.heading,
        "role": each.role, "options": each.options.split("/") if each.options else [],
        "sample": each.sample,
    }  # fmt: skip


def _finding(each: Any) -> dict[str, str]:
    found = {
        "level": each.level.value, "rule": each.rule, "where": each.problem.where,
        "what": each.problem.what, "remedy": each.problem.remedy,
    }  # fmt: skip
    return {**found, "detail": each.detail} if each.detail else found


def _say_findings(findings: Iterable[Any]) -> None:
    for each in findings:
        say(f"{_LEVEL_WORD[each.level.value]}  {each.sentence()}")


def _verdict(name: str, checked: CheckedSource) -> str:
    wrong = sum(1 for each in checked.findings if each.level.value == "error")
    if checked.form is None:
        return f"“{name}”有 {wrong} 处不对，改好后再发布。"
    questions = checked.form.asked
    if checked.draft:
        return (
            f"“{name}”读成了一份草稿，{questions} 题。哪一列猜错了，加 --columns 说明，"
            '如 --columns "3=备注"；再用 form export 存成工作簿，核对选项、编号和版本，发布那一份。'
        )
    return f"“{name}”没有不对的地方，{questions} 题，可以发布。"


def _publish(options: argparse.Namespace) -> int:
    made = authored_forms.publish_form(
        options.file, options.out, previous=options.previous, word=options.word
    )
    package = made.package
    if options.json:
        print_json(
            {
                "ok": True, "id": package.form_id, "version": package.version,
                "title": package.title, "file": str(made.path), "sha256": package.digest,
                "already": made.already,
                "findings": [_finding(each) for each in made.findings],
                "changes": [
                    {"kind": c.kind.value, "level": c.level.value, "name": c.name, "what": c.what}
                    for c in made.changes
                ],
                "notes": list(made.notes),
            }
        )  # fmt: skip
        return 0
    _say_findings(made.findings)
    for change in made.changes:
        say(f"{_LEVEL_WORD[change.level.value]}  {change.name}：{change.what}")
    for line in made.notes:
        say(line)
    told = "这一版早已发布，文件没有改动" if made.already else "已发布"
    say(f"{told}：{package.title} {package.version}，{made.path}")
    return 0


def _template(options: argparse.Namespace) -> int:
    written = authored_forms.write_template(options.out)
    say(written.sentence or f"已写出模板：{written.path}")
    return 0


def _export(options: argparse.Namespace) -> int:
    if options.xlsx is not None:
        written = authored_forms.export_workbook(
            options.which, options.xlsx, columns=options.columns, scored=options.scored
        )
        say(written.sentence or f"已写出：{written.path}")
        return 0
    folder = folder_at(options.csv)
    files = authored_forms.export_csv(
        options.which, folder, columns=options.columns, scored=options.scored
    )
    for path in files.values():
        say(f"已写出：{path}")
    return 0


def _run(options: argparse.Namespace) -> int:
    from inspector_app.cli.form_run import run_form

    return run_form(options)


_ACTS: Final[Mapping[str, Act]] = {
    "list": _list,
    "check": _check,
    "publish": _publish,
    "template": _template,
    "export": _export,
    "run": _run,
}
