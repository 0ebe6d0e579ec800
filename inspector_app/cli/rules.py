"""``rules`` and ``recusal``: what a district is judged by, and who keeps away from which school."""

import argparse
from collections.abc import Callable, Mapping
from typing import Any, Final

from inspector_app.base.errors import InputError
from inspector_app.cli.bench import Bench
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.recusal import RELATION_LABEL
from inspector_app.domain.labels.rules import CONFIDENCE_LABEL, RULE_LABEL
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.rules import Rule
from inspector_app.services.calendar import read_day
from inspector_app.services.recusals import RecusalLine

Act = Callable[[Bench, argparse.Namespace], int]
_SHOWN_OF_UID: Final = 8


def rules(bench: Bench, options: argparse.Namespace) -> int:
    """List the rules, or change one."""
    if options.act == "list":
        return _list_rules(bench, as_json=options.json)
    rule_id = from_label(RULE_LABEL, options.rule)
    if rule_id is None:
        raise InputError(f"没有规则“{options.rule}”；请用 rules list 看代码和名称。")
    _RULE_ACTS[options.act](bench, RuleId(rule_id), options)
    rule = bench.rules.get(RuleId(rule_id))
    say(f"{'启用' if rule.on else '停用'}　{rule.sentence}。{rule.set_by}。")
    return 0


def _list_rules(bench: Bench, *, as_json: bool) -> int:
    found = bench.rules.all()
    if as_json:
        print_json([_rule_json(rule) for rule in found])
        return 0
    for rule in found:
        say(f"{'●' if rule.on else '○'} {rule.id}　{RULE_LABEL[rule.id]}　{rule.sentence}")
        numbers = "、".join(f"{v.name}={v.value}（{v.label}）" for v in rule.values)
        if numbers:
            say(f"    数值：{numbers}")
        say(f"    来源（{CONFIDENCE_LABEL[rule.confidence]}）：{rule.source}")
        say(f"    {'启用' if rule.on else '停用'}；{rule.set_by}")
    return 0


def _set_rule(bench: Bench, rule_id: RuleId, options: argparse.Namespace) -> None:
    bench.rules.set_values(rule_id, dict(map(_number, options.values)), basis=options.basis)


def _number(text: str) -> tuple[str, int]:
    name, equals, number = text.partition("=")
    if not equals or not number.strip().isdecimal():
        raise InputError(f"“{text}”不是“名字=数值”，没有改；请写成 visits=2 这样。")
    return name.strip(), int(number)


_RULE_ACTS: Final[Mapping[str, Callable[[Bench, RuleId, argparse.Namespace], object]]] = {
    "set": _set_rule,
    "on": lambda bench, rule_id, _: bench.rules.switch_on(rule_id),
    "off": lambda bench, rule_id, _: bench.rules.switch_off(rule_id),
    "reset": lambda bench, rule_id, _: bench.rules.reset(rule_id),
}


# -- 回避 ----------------------------------------------------------------------------------------


def recusal(bench: Bench, options: argparse.Namespace) -> int:
    """List the declarations, declare one, or end one."""
    return _RECUSAL_ACTS[options.act](bench, options)


def _list_recusals(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.recusals.list()
    if options.json:
        print_json([_recusal_json(line) for line in found])
        return 0
    print_table(
        ("编号", "督学", "学校", "关系", "申报", "离职", "到哪天", "现在"),
        [
            (
                line.recusal.uid[:_SHOWN_OF_UID], line.name, line.school_name,
                RELATION_LABEL[line.recusal.relation], line.recusal.declared_on,
                line.recusal.left_on, line.last_day, "回避" if line.in_force else "不用回避",
            )
            for line in found
        ],
    )  # fmt: skip
    return 0


def _add_recusal(bench: Bench, options: argparse.Namespace) -> int:
    relation = from_label(RELATION_LABEL, options.relation)
    if relation is None:
        raise InputError(
            f"“{options.relation}”不是回避的关系；请写近亲属、家人（就业、就读）或曾任职。"
        )
    bench.recusals.add(
        bench.people.id_of(options.inspector),
        bench.schools.by_code_or_name(options.school).code,
        relation,
        left_on=read_day(options.left) if options.left else None,
        note=options.note,
    )
    say("已申报，从今天起安排和写记录都会提醒")
    return 0


def _end_recusal(bench: Bench, options: argparse.Namespace) -> int:
    bench.recusals.end(options.id, on=read_day(options.on) if options.on else None)
    say(f"{options.id} 已解除")
    return 0


_RECUSAL_ACTS: Final[Mapping[str, Act]] = {
    "list": _list_recusals,
    "add": _add_recusal,
    "end": _end_recusal,
}


# -- JSON ----------------------------------------------------------------------------------------


def _rule_json(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id.value,
        "name": RULE_LABEL[rule.id],
        "words": rule.sentence,
        "values": rule.numbers,
        "source": rule.source,
        "confidence": CONFIDENCE_LABEL[rule.confidence],
        "on": rule.on,
        "set_by": rule.set_by,
        "set_on": rule.setting.set_on if rule.setting else "",
        "basis": rule.setting.basis if rule.setting else "",
    }


def _recusal_json(line: RecusalLine) -> dict[str, Any]:
    found = line.recusal
    return {
        "id": found.uid,
        "inspector": found.inspector_id,
        "inspector_name": line.name,
        "school": found.school_code,
        "school_name": line.school_name,
        "relation": RELATION_LABEL[found.relation],
        "declared_on": found.declared_on.isoformat(),
        "left_on": found.left_on and found.left_on.isoformat(),
        "ended_on": found.ended_on and found.ended_on.isoformat(),
        "last_day": line.last_day and line.last_day.isoformat(),
        "in_force": line.in_force,
        "note": found.note,
    }
