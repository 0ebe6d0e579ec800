"""``indicators plan``: the steps of a 创建计划."""

import argparse
from collections.abc import Callable, Mapping
from typing import Any, Final

from inspector_app.base.errors import InputError
from inspector_app.cli.bench import Bench
from inspector_app.cli.indicator_outputs import write_outputs
from inspector_app.cli.output import none_found, print_json, print_table, say
from inspector_app.domain.indicators.creation import CreationStep
from inspector_app.domain.page_range import RangeWords, parse_pages
from inspector_app.services.creation_plans import CHANGEABLE, CreationPlan
from inspector_app.services.wishes import CreationPlanPrint

Act = Callable[[Bench, argparse.Namespace], int]
_PLACES: Final = RangeWords("序号", "项", "没有改动", "指全部")


def creation_plan(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked with a plan."""
    return _ACTS[options.doing](bench, options)


def _draft(bench: Bench, options: argparse.Namespace) -> int:
    made = bench.creation_plans.draft_due(options.no, options.due or "")
    say(f"起草了 {made.added} 项；原有的没有改动")
    return 0


def _list(bench: Bench, options: argparse.Namespace) -> int:
    plan = bench.creation_plans.plan(options.no)
    wrote = write_outputs(bench, options, CreationPlanPrint(uid=plan.assessment.uid))
    wanted = set(plan.overdue) if options.overdue else set(plan.steps)
    rows = [(n, step) for n, step in enumerate(plan.steps, start=1) if step in wanted]
    if options.json:
        print_json(
            {**plan.counts._asdict(), "on": plan.on.isoformat(),
             "rows": [_step_json(n, step, plan) for n, step in rows]}
        )  # fmt: skip
    elif not wrote:
        _print(rows, plan)
    return 0


def _print(rows: list[tuple[int, CreationStep]], plan: CreationPlan) -> None:
    if not rows:
        none_found("这样的创建计划内容；用 indicators plan draft 从不达标项起草")
    print_table(
        ("序号", "学校", "事项", "目标", "责任部门", "责任人", "完成时限", "现在", "完成情况"),
        [(n, s.about, s.item, s.target, s.department, s.person, s.due,
          s.state_words(on=plan.on), s.progress) for n, s in rows],
    )  # fmt: skip
    say(plan.counts.sentence)


def _step_json(place: int, step: CreationStep, plan: CreationPlan) -> dict[str, Any]:
    return {
        "place": place,
        "uuid": step.uid,
        "key": step.item_key,
        "school": step.school_code,
        **{name: getattr(step, name) for name in CHANGEABLE},
        "due": step.due and step.due.isoformat(),
        "done_on": step.done_on and step.done_on.isoformat(),
        "state": step.state(on=plan.on).value,
        "days_over": step.days_over(on=plan.on),
    }


def _add(bench: Bench, options: argparse.Namespace) -> int:
    bench.creation_plans.add(options.no, _given(options))
    return 0


def _set(bench: Bench, options: argparse.Namespace) -> int:
    values = _given(options)
    if not values:
        raise InputError("没有写要改什么，没有改动；如 --department 计财科 --due 2027-08-31。")
    bench.creation_plans.change(_uids(bench, options), values)
    return 0


def _remove(bench: Bench, options: argparse.Namespace) -> int:
    bench.creation_plans.remove(_uids(bench, options))
    return 0


def _given(options: argparse.Namespace) -> dict[str, str]:
    return {name: text for name in CHANGEABLE if (text := getattr(options, name)) is not None}


def _uids(bench: Bench, options: argparse.Namespace) -> list[str]:
    steps = bench.creation_plans.plan(options.no).steps
    places = parse_pages(options.places, count=len(steps), words=_PLACES)
    return [steps[place - 1].uid for place in places]


_ACTS: Final[Mapping[str, Act]] = {
    "draft": _draft,
    "list": _list,
    "add": _add,
    "set": _set,
    "remove": _remove,
}
