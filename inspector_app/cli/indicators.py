"""``indicators``: measure a county's workbook, keep it, compare years."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inspector_app.cli.bench import Bench
from inspector_app.cli.creation_plans import creation_plan
from inspector_app.cli.documents import chosen, tell_written
from inspector_app.cli.indicator_outputs import write_outputs
from inspector_app.cli.output import complain, none_found, print_json, print_table, say
from inspector_app.cli.taken import tell_taken
from inspector_app.domain.indicators.assessment_json import assessment_json
from inspector_app.domain.indicators.exact import decimal_text, plain_number, rounded_text
from inspector_app.domain.indicators.failing import Duty, FailingItem, LedgerItem
from inspector_app.domain.indicators.summary import KeptAssessment, summary_json, summary_of
from inspector_app.domain.labels.indicators import LEVEL_LABEL, LEVEL_MARK, SCHOOL_STAGE_LABEL
from inspector_app.services.assessments import Measured
from inspector_app.services.calendar import read_day
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import BalancePart, BalancePrint

if TYPE_CHECKING:
    from inspector_app.domain.indicators.results import Assessment, SchoolResult

Act = Callable[[Bench, argparse.Namespace], int]


def indicators(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked."""
    return _ACTS[options.act](bench, options)


# -- measuring -----------------------------------------------------------------------------------


def _balance(bench: Bench, options: argparse.Namespace) -> int:
    due = _day(options.due)
    measured = bench.assessments.measure(options.file, due=due)
    wish = BalancePrint(workbook=options.file, due=due)
    return _tell(bench, options, measured, wish)


def _show(bench: Bench, options: argparse.Namespace) -> int:
    measured = bench.assessments.open(options.no)
    assert measured.kept is not None
    return _tell(bench, options, measured, BalancePrint(uid=measured.kept.uid))


def _tell(bench: Bench, options: argparse.Namespace, measured: Measured, wish: BalancePrint) -> int:
    wrote = write_outputs(bench, options, wish)
    if options.json:
        print_json(assessment_json(measured.found))
    elif not wrote:
        _print_results(measured.found)
    for note in measured.notes:
        complain(f"提示：{note.sentence()}")
    return 0


def _print_results(found: "Assessment") -> None:
    summary = summary_of(found)
    verdict = "达到" if found.passes else "没有达到"
    say(f"{verdict}优质均衡：达标学校 {summary.share.text}")
    items = found.standards.indicators
    legend = "，".join(f"{LEVEL_MARK[level]} {word}" for level, word in LEVEL_LABEL.items())
    say(legend)
    print_table(
        ("学校", "学段部", "学生数", *(f"{i.id} {i.short}" for i in items), "通过", "其他"),
        [row for school in found.schools for row in _school_rows(school)],
    )
    for stage in found.county:
        say(f"{SCHOOL_STAGE_LABEL[stage.stage]}：通过 {stage.passing}/{stage.schools} 所")
        bound = f"不超过 {decimal_text(stage.spreads[0].limit)}"
        print_table(
            ("指标", "平均值", "差异系数", bound, "达标"),
            [
                (f"{each.item} {found.standards.item(each.item).name}",
                 rounded_text(each.mean, 2), each.text, "是" if each.passes else "否",
                 f"{stage.meeting[each.item]}/{stage.schools}")
                for each in stage.spreads
            ],
        )  # fmt: skip
    say(found.standards.told)


def _school_rows(school: "SchoolResult") -> list[tuple[str, ...]]:
    tests, verdict = school.further, "不进全县数字" if school.excluded else ""
    others = (
        verdict,
        f"缺音乐教室 {tests.music_short}" if tests.music_short else "",
        f"缺美术教室 {tests.art_short}" if tests.art_short else "",
        f"超规模 {tests.size_excess} 人" if tests.size_excess else "",
        f"大班额 {tests.over} 个" if tests.over else "",
    )
    return [
        (school.figures.name, SCHOOL_STAGE_LABEL[stage.stage], str(stage.pupils),
         *(f"{each.text}{LEVEL_MARK[each.level]}" for each in stage.items),
         "是" if stage.passes else "否", "，".join(filter(None, others)))
        for stage in school.stages
    ]  # fmt: skip


def _failing(bench: Bench, options: argparse.Namespace) -> int:
    path, due = Path(options.source), _day(options.due)
    if path.is_file():
        measured = bench.assessments.measure(path, due=due)
        wish = BalancePrint(workbook=path, due=due, part=BalancePart.FAILING)
    else:
        measured = bench.assessments.open(options.source)
        assert measured.kept is not None
        wish = BalancePrint(uid=measured.kept.uid, part=BalancePart.FAILING)
    wrote = write_outputs(bench, options, wish)
    pairs = list(zip(measured.failing, measured.ledger_items(), strict=True))
    if options.json:
        print_json([_failing_json(*pair) for pair in pairs])
    elif not wrote:
        _print_failing(measured)
    return 0


def _list_issues(bench: Bench, options: argparse.Namespace) -> int:
    return tell_taken(bench.standard_issues.of_assessment(options.no), as_json=options.json)


def _failing_json(item: FailingItem, taken: LedgerItem) -> dict[str, Any]:
    return {
        "key": item.key,
        "school": item.school_code,
        "school_name": item.school_name,
        "stage": item.stage and item.stage.value,
        "item": item.item.id,
        "name": item.item.name,
        "value": plain_number(item.value),
        "standard": plain_number(item.standard),
        "gap": plain_number(item.gap),
        "need": plain_number(-item.need if item.lower else item.need),
        "need_unit": item.item.need_unit,
        "at_least_85": item.nearly,
        "department": taken.responsible_unit,
        "deadline": taken.deadline and taken.deadline.isoformat(),
        "description": taken.description,
        "requirement": taken.requirement,
    }


def _print_failing(measured: Measured) -> None:
    print_table(
        ("序号", "学校", "学段部", "指标", "现值", "标准", "达标需", "达85%", "责任部门", "时限"),
        [
            (n, each.school_name, each.part, each.item.short, each.value_text,
             decimal_text(each.standard), each.need_text,
             {True: "是", False: "否", None: "—"}[each.nearly], duty.department, duty.deadline)
            for n, each in enumerate(measured.failing, start=1)
            for duty in (measured.duties.get(each.key, Duty(each.item.department)),)
        ],
    )  # fmt: skip
    if not measured.failing:
        none_found("不达标的项：各校各项都达标")


def _template(bench: Bench, options: argparse.Namespace) -> int:
    for path in chosen({FileFormat.EXCEL: options.out}).values():
        tell_written(bench.assessments.save_template(path))
    return 0


# -- what is kept --------------------------------------------------------------------------------


def _keep(bench: Bench, options: argparse.Namespace) -> int:
    made = bench.assessments.keep(options.file, year=options.year, name=options.name)
    say(made.number)
    return 0


def _list(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.assessments.kept(removed=options.removed)
    if options.json:
        print_json([_kept_json(each) for each in found])
        return 0
    if not found:
        none_found("存下的测算；用 indicators keep 存下一份")
    print_table(
        ("编号", "年度", "名称", "达标学校", "全县达标", "工作簿", "存于"),
        [(k.number, k.year, k.name, k.summary.share.text, "是" if k.summary.passes else "否",
          k.file_name, k.kept_on) for k in found],
    )  # fmt: skip
    return 0


def _kept_json(kept: KeptAssessment) -> dict[str, Any]:
    return {
        "no": kept.number,
        "year": kept.year,
        "name": kept.name,
        "file": kept.file_name,
        "sha256": kept.sha256,
        "digest": kept.digest,
        "kept_on": kept.kept_on,
        **summary_json(kept.summary),
    }


def _years(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.assessments.kept()
    if options.json:
        print_json([_kept_json(each) for each in found])
        return 0
    if not found:
        none_found("存下的测算；用 indicators keep 每年存下一份，这里就能比较")
        return 0
    print_table(
        ("年度", "名称", "学段", "通过", "各校都达标的指标", "差异系数超过界限的"),
        [
            (kept.year, kept.name, SCHOOL_STAGE_LABEL[stage], one.share.text,
             "、".join(one.all_meet) or "没有",
             "、".join(item for item in one.cv if item not in one.cv_pass) or "没有")
            for kept in found
            for stage, one in kept.summary.stages.items()
        ],
    )  # fmt: skip
    return 0


def _workbook(bench: Bench, options: argparse.Namespace) -> int:
    tell_written(bench.assessments.save_workbook(options.no, options.out))
    return 0


def _remove(bench: Bench, options: argparse.Namespace) -> int:
    bench.assessments.remove(options.no)
    return 0


def _restore(bench: Bench, options: argparse.Namespace) -> int:
    bench.assessments.restore(options.no)
    return 0


# -- standards -----------------------------------------------------------------------------------


def _standards(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.indicator_standards.standards()
    if options.json:
        print_json(
            {
                "id": found.id,
                "name": found.name,
                "edition": found.edition,
                "version": found.version,
                "source": found.source,
                "numbers": {
                    each.name: {"value": decimal_text(each.value),
                                "shipped": decimal_text(each.shipped),
                                "basis": each.own.basis if each.own else ""}
                    for each in found.numbers
                },
            }
        )  # fmt: skip
        return 0
    say(found.told)
    print_table(
        ("名称", "是什么", "数", "单位", "随程序的数", "本区依据"),
        [(n.name, n.label, decimal_text(n.value), n.unit, decimal_text(n.shipped),
          n.own.basis if n.own else "") for n in found.numbers],
    )  # fmt: skip
    return 0


def _set(bench: Bench, options: argparse.Namespace) -> int:
    bench.indicator_standards.set_number(options.name, options.value, basis=options.basis)
    return 0


def _reset(bench: Bench, options: argparse.Namespace) -> int:
    bench.indicator_standards.reset_number(options.name)
    return 0


def _day(text: str | None) -> date | None:
    return read_day(text) if text else None


_ACTS: Final[Mapping[str, Act]] = {
    "balance": _balance,
    "failing": _failing,
    "issues": _list_issues,
    "template": _template,
    "keep": _keep,
    "list": _list,
    "years": _years,
    "show": _show,
    "workbook": _workbook,
    "remove": _remove,
    "restore": _restore,
    "standards": _standards,
    "set": _set,
    "reset": _reset,
    "plan": creation_plan,
}
