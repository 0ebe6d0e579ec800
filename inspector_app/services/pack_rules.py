"""下发 of 规则: what the district has decided about the rules that ship with the program."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.domain.closing_days import numbered_month
from inspector_app.domain.labels.rules import RULE_LABEL
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.rules import Rule, setting_fault
from inspector_app.services.context import Context
from inspector_app.services.pack_kind import NothingToSendError
from inspector_app.services.pack_lines import Mark, PackLine
from inspector_app.services.pack_sending import Laptop
from inspector_app.services.pack_values import rows_in, text_in
from inspector_app.services.rules import RuleService

RULES: Final = "rules"


class _Decision(NamedTuple):
    """What a pack says of one rule."""

    rule_id: RuleId
    on: bool | None
    values: dict[str, int]
    basis: str


class RulesKind:
    """Sends the decisions; a rule about which nothing was decided is not in it."""

    kind = RULES
    title = "规则"
    about = "本区改过的规则：数值、启用或停用、依据"
    replaces = True
    each_person = False
    chooses = False

    def __init__(self, context: Context, rules: RuleService) -> None:
        self._context = context
        self._rules = rules

    def gather(self, wanted: Sequence[str], *, to: Sequence[Laptop]) -> Mapping[str, Any]:
        """Return every decision (errors as of a ``PackKind``)."""
        del wanted, to
        settings = self._context.stores.rules.settings()
        if not settings:
            raise NothingToSendError("规则", "本区还没有改过规则，用的都是随程序的")
        return {
            "rules": [
                {"rule": each.rule_id.value, "on": each.on, "values": dict(each.values),
                 "basis": each.basis}
                for each in settings
            ]
        }  # fmt: skip

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        """Return which rules would be decided otherwise here."""
        return tuple(self._line(each) for each in _told(rows)) + tuple(_unknown(rows))

    def _line(self, told: _Decision) -> PackLine:
        rule = self._rules.get(told.rule_id)
        title = f"{RULE_LABEL[told.rule_id]}{self._words(rule, told)}"
        fault = self._fault(rule, told)
        if fault:
            return PackLine(Mark.REFUSED, f"{title}：{fault}")
        if not self._differs(rule, told):
            return PackLine(Mark.SAME, title)
        return PackLine(Mark.NEW if rule.setting is None else Mark.CHANGED, title)

    def _differs(self, rule: Rule, told: _Decision) -> bool:
        numbers = {name: rule.numbers.get(name) for name in told.values}
        basis = rule.setting.basis if rule.setting else ""
        switched = told.on is not None and told.on is not rule.on
        return switched or numbers != told.values or bool(told.basis and told.basis != basis)

    @staticmethod
    def _words(rule: Rule, told: _Decision) -> str:
        labels = {value.name: value.label for value in rule.values}
        parts = [f"{labels.get(name, name)} {number}" for name, number in told.values.items()]
        if told.on is not None and told.on is not rule.on:
            parts.append("启用" if told.on else "停用")
        return f"：{'，'.join(parts)}" if parts else ""

    def _fault(self, rule: Rule, told: _Decision) -> str:
        """Return in Chinese why a decision cannot be taken over, empty where it can."""
        fault = setting_fault(rule, told.values, told.basis)
        if fault or told.rule_id is not RuleId.MONTH_CLOSING:
            return fault
        month = numbered_month(told.values.get("since", 0))
        if month is None:
            return "没有写从哪个月起"
        kept = [known for known in self._context.stores.months.kept_months() if known >= month]
        same = not self._differs(rule, told)
        return f"{max(kept).title}的表已上报或锁定，月结日不能再改" if kept and not same else ""

    def take(self, rows: Mapping[str, Any]) -> Changes:
        """Take the decisions over; a rule that is not named stays as it is."""
        changes = Changes()
        for told in _told(rows):
            rule = self._rules.get(told.rule_id)
            if self._fault(rule, told) or not self._differs(rule, told):
                continue
            if told.values or told.basis:
                changes |= self._rules.set_values(told.rule_id, told.values, basis=told.basis)
            if told.on is not None and told.rule_id is not RuleId.MONTH_CLOSING:
                switch = self._rules.switch_on if told.on else self._rules.switch_off
                changes |= switch(told.rule_id)
        return changes


def _told(rows: Mapping[str, Any]) -> list[_Decision]:
    known = {each.value: each for each in RuleId}
    found = []
    for row in rows_in(rows, "rules"):
        values = row["values"]
        if not all(type(number) is int for number in values.values()):
            msg = "a number of a rule is none"
            raise TypeError(msg)
        on = row["on"]
        if not (on is None or isinstance(on, bool)):
            msg = "a switch is none"
            raise TypeError(msg)
        rule_id = known.get(text_in(row, "rule"))
        if rule_id is not None:
            found.append(_Decision(rule_id, on, dict(values), text_in(row, "basis")))
    return found


def _unknown(rows: Mapping[str, Any]) -> Iterator[PackLine]:
    known = {each.value for each in RuleId}
    for row in rows_in(rows, "rules"):
        if row["rule"] not in known:
            yield PackLine(Mark.REFUSED, f"规则 {row['rule']}：这一版软件不认识，请升级")
