"""``checklist``: publish, fill, print and count 专项检查表."""

import argparse
from collections.abc import Callable, Mapping
from typing import Any, Final

from inspector_app.base.errors import InputError, NotFoundError, Problem
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import make, pdf_or_docx, tell_written
from inspector_app.cli.input import object_in
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.checklist import Checklist, checklist_json
from inspector_app.domain.checklist_answers import answer_text, key_in, plain_number, score_text
from inspector_app.domain.checklist_counts import ChecklistTable
from inspector_app.domain.filled_checklist import filled_json
from inspector_app.domain.labels.checklists import SCALE_LABEL
from inspector_app.domain.year_comparison import YearFigures
from inspector_app.services.checklist_tables import school_text, total_text
from inspector_app.services.checklists import FilledView, RecordChecklists
from inspector_app.services.wishes import BlankChecklistPrint, ChecklistsPrint

Act = Callable[[Bench, argparse.Namespace], int]


def checklist(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked with checklists."""
    return _ACTS[options.act](bench, options)


# -- what there is ---------------------------------------------------------------------------------


def _list(bench: Bench, options: argparse.Namespace) -> int:
    offered = bench.checklists.versions.offered()
    if options.json:
        print_json(
            [
                {"id": o.checklist.id, "title": o.checklist.title, "version": o.checklist.version,
                 "versions": list(o.versions), "own": o.own, "items": len(o.checklist.items)}
                for o in offered
            ]
        )  # fmt: skip
        return 0
    print_table(
        ("编号", "名称", "版本", "项数", "来自"),
        [(o.checklist.id, o.checklist.title, o.checklist.version, len(o.checklist.items),
          "区里发布" if o.own else "程序自带") for o in offered],
    )  # fmt: skip
    return 0


def _show(bench: Bench, options: argparse.Namespace) -> int:
    versions = bench.checklists.versions
    found = versions.named(options.which)
    if found is None:
        return _show_record(bench, options)
    if options.version:
        wanted = versions.version(found.id, options.version)
        if wanted is None:
            raise NotFoundError(f"“{found.title}”没有版本 {options.version}；请用 list 核对。")
        found = wanted
    _show_checklist(found, as_json=options.json)
    return 0


def _show_checklist(found: Checklist, *, as_json: bool) -> None:
    if as_json:
        print_json({**checklist_json(found), "digest": found.digest})
        return
    say(f"{found.title}　编号 {found.id}　版本 {found.version}")
    for text in (found.nature, f"来源：{found.sources}" if found.sources else ""):
        if text:
            say(text)
    print_table(
        ("序号", "一级", "检查内容", "选项", "分值"),
        [(f"{'★' if i.is_key else ''}{i.number}", i.group, i.text, SCALE_LABEL[i.scale],
          i.points if i.is_scored else "") for i in found.items],
    )  # fmt: skip


def _check(bench: Bench, options: argparse.Namespace) -> int:
    read = bench.checklists.versions.check(options.file)
    found = read.checklist
    if options.json:
        print_json(
            {
                "ok": found is not None,
                "id": found.id if found else None,
                "version": found.version if found else None,
                "items": len(found.items) if found else None,
                "problems": [_problem(p) for p in read.problems],
                "notes": [_problem(p) for p in read.notes],
            }
        )
        return 0 if found else 1
    for problem in (*read.problems, *read.notes):
        say(problem.sentence())
    if found:
        say(f"可以发布：{found.title}　版本 {found.version}　{len(found.items)} 项")
    return 0 if found else 1


def _problem(problem: Problem) -> dict[str, str]:
    return {"where": problem.where, "what": problem.what, "remedy": problem.remedy}


def _publish(bench: Bench, options: argparse.Namespace) -> int:
    done = bench.checklists.versions.publish(options.file)
    made = done.checklist
    if options.json:
        print_json({"ok": True, "id": made.id, "version": made.version, "title": made.title,
                    "digest": made.digest, "already": done.already})  # fmt: skip
        return 0
    told = "早已发布，内容相同" if done.already else "已发布"
    say(f"{told}：{made.title}　版本 {made.version}　{len(made.items)} 项")
    return 0


# -- one record ------------------------------------------------------------------------------------


def _show_record(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.checklists.of_record(bench.visits.uid_of(options.which))
    if options.json:
        print_json({"no": found.visit.number, "suggested": found.suggested,
                    "checklists": [_view_json(view) for view in found.views]})  # fmt: skip
        return 0
    if not found.views:
        say(f"记录 {found.visit.number} 还没有检查表")
    for view in found.views:
        _say_view(view)
    return 0


def _view_json(view: FilledView) -> dict[str, Any]:
    standing = view.standing
    told = filled_json(view.filled)
    if standing is None:
        return {**told, "known": False}
    score = standing.score
    return {
        **told,
        "known": True,
        "answered": standing.answered,
        "asked": standing.asked,
        "open": [item.number for item in standing.open],
        "failed": [item.number for item in standing.failed],
        "failed_keys": [item.number for item in standing.failed_keys],
        "score": {"got": plain_number(score.got), "full": score.full},
        "odd": dict(view.odd),
        "issues_made": sorted(view.made),
    }


def _say_view(view: FilledView) -> None:
    filled, found, standing = view.filled, view.checklist, view.standing
    if found is None or standing is None:
        say(f"{filled.title}　版本 {filled.version}：本机没有这一版，只能保存，不能填写和打印")
        return
    say(f"{found.title}　版本 {found.version}　已填 {standing.answered}/{standing.asked} 项"
        f"　得分 {score_text(standing.score)}")  # fmt: skip
    answers = filled.answers
    print_table(
        ("序号", "检查内容", "结果", "备注"),
        [(f"{'★' if i.is_key else ''}{i.number}", i.text, answer_text(i, answers),
          answers.get(i.note_key, "")) for i in found.items],
    )  # fmt: skip
    if standing.failed_keys:
        say(f"不达标的★项：{'、'.join(f'{i.number} {i.text}' for i in standing.failed_keys)}")
    for key, why in view.odd.items():
        item = found.item(key)
        say(f"请核对第 {item.number if item else key} 项：{why}")


def _fill(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.visits.uid_of(options.no)
    form = options.form or bench.checklists.of_record(uid).suggested
    if not form:
        raise InputError(
            "请用 --form 写明填哪张检查表（checklist list 列出全部）；"
            "这份记录没有写专项，或专项的方案没有写用哪一张。没有改动。"
        )
    data = object_in(options.source) if options.source else {}
    added = bench.checklists.fill(uid, form, data)
    _, view = bench.checklists.view(added.uid)
    if options.json:
        print_json({"ok": True, **_view_json(view)})
    else:
        _say_view(view)
    return 0


def _filled(found: RecordChecklists, bench: Bench, name: str) -> FilledView:
    form = bench.checklists.versions.current(name).id
    for view in found.views:
        if view.filled.form == form:
            return view
    raise NotFoundError(f"记录 {found.visit.number} 里没有检查表“{name}”；没有改动。")


def _make_issue(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.checklists.of_record(bench.visits.uid_of(options.no))
    view = _filled(found, bench, options.form)
    key = key_in(view.checklist, options.item) if view.checklist else options.item
    say(bench.checklists.make_issue(view.filled.uid, key).uid)
    return 0


def _remove(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.checklists.of_record(bench.visits.uid_of(options.no))
    view = _filled(found, bench, options.form)
    bench.checklists.remove(view.filled.uid)
    say(f"已移除：{view.filled.title}")
    return 0


def _blank(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.visits.uid_of(options.no) if options.no else ""
    form = bench.checklists.versions.current(options.form).id
    return make(bench, BlankChecklistPrint(form=form, uid=uid), pdf_or_docx(options))


def _print(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.visits.uid_of(options.no)
    form = bench.checklists.versions.current(options.form).id if options.form else ""
    wish = ChecklistsPrint(uid=uid, form=form, annexed=options.with_record)
    return make(bench, wish, pdf_or_docx(options))


# -- over schools ----------------------------------------------------------------------------------


def _table(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.registers.uid_of("campaign", options.no)
    if options.xlsx:
        tell_written(bench.checklist_tables.table_xlsx(options.xlsx, uid))
        return 0
    table = bench.checklist_tables.asked(uid)
    if options.json:
        print_json(_table_json(table))
        return 0
    found = table.checklist
    say(f"{found.title}　版本 {found.version}　{len(table.lines)} 所学校已填")
    print_table(("学校", "结果"), [(ln.found.school_name, school_text(ln)) for ln in table.lines])
    print_table(
        ("序号", "检查内容", "不达标", "学校"),
        [(f"{'★' if c.item.is_key else ''}{c.item.number}", c.item.text,
          f"{len(c.failed)}/{c.applicable}", "、".join(c.failed))
         for c in table.items if c.item.words],
    )  # fmt: skip
    if table.missing:
        say(f"还没有填的学校：{'、'.join(table.missing)}")
    if table.other_versions:
        say(f"用别的版本填的，没有计入：{'、'.join(table.other_versions)}")
    return 0


def _table_json(table: ChecklistTable) -> dict[str, Any]:
    return {
        "id": table.checklist.id,
        "version": table.checklist.version,
        "schools": [
            {"school": ln.found.school_code, "school_name": ln.found.school_name,
             "no": ln.found.visit_number, "date": ln.found.day.isoformat(),
             "got": plain_number(ln.standing.score.got), "full": ln.standing.score.full,
             "failed": [item.number for item in ln.standing.failed],
             "answers": dict(ln.found.answers)}
            for ln in table.lines
        ],
        "items": [
            {"item": c.item.number, "text": c.item.text, "key": c.item.is_key,
             "failed": len(c.failed), "applicable": c.applicable,
             "schools": {answer: list(names) for answer, names in c.schools.items()}}
            for c in table.items
        ],
        "missing": list(table.missing),
        "other_versions": list(table.other_versions),
    }  # fmt: skip


def _years(bench: Bench, options: argparse.Namespace) -> int:
    campaign = bench.registers.uid_of("campaign", options.campaign) if options.campaign else ""
    found = bench.checklist_tables.years(options.which, campaign_uid=campaign)
    if options.xlsx:
        tell_written(bench.checklist_tables.years_xlsx(options.xlsx, found))
        return 0
    if options.json:
        print_json(
            {
                "id": found.checklist.id,
                "campaign": found.campaign,
                "figures": [
                    {**_figures_json(each), "change": found.change(place)}
                    for place, each in enumerate(found.figures)
                ],
                "totals": [total._asdict() for total in found.totals],
            }
        )
        return 0
    print_table(
        ("学校", "年度", "本值", "对照值", "差额", "不低于", "填的", "比上年"),
        [(each.school_name, each.year, plain_number(each.own), plain_number(each.other),
          plain_number(each.own - each.other), "是" if each.holds else "否",
          f"{each.said}{'（与数不符）' if each.contradicts else ''}", found.change(place))
         for place, each in enumerate(found.figures)],
    )  # fmt: skip
    for total in found.totals:
        say(total_text(total))
    return 0


def _figures_json(each: YearFigures) -> dict[str, Any]:
    return {
        "school": each.school_code, "school_name": each.school_name, "year": each.year,
        "own": plain_number(each.own), "other": plain_number(each.other),
        "difference": plain_number(each.own - each.other), "holds": each.holds,
        "said": each.said, "contradicts": each.contradicts, "no": each.visit_number,
        "differs": each.differs,
    }  # fmt: skip


_ACTS: Final[Mapping[str, Act]] = {
    "list": _list,
    "show": _show,
    "check": _check,
    "publish": _publish,
    "fill": _fill,
    "make-issue": _make_issue,
    "remove": _remove,
    "blank": _blank,
    "print": _print,
    "table": _table,
    "years": _years,
}
