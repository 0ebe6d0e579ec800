"""规则: what the district is judged by, and what it decides itself."""

from collections.abc import Mapping
from typing import Any

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.rules import Rule, RuleSetting, setting_fault
from inspector_app.services.closing import close_months, refuse_undoing
from inspector_app.services.context import Context


class RuleService:
    """Reads the rules, and keeps a district's decisions with who took them and when."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> tuple[Rule, ...]:
        """Return every rule as it stands, also those that are not asked."""
        return self._context.rules().rules

    def get(self, rule_id: RuleId) -> Rule:
        """Return one rule as it stands."""
        return self._context.rules().get(rule_id)

    def set_values(self, rule_id: RuleId, values: Mapping[str, int], *, basis: str = "") -> Changes:
        """Set numbers of a rule; those that are not named stay.

        Args:
            rule_id: which rule.
            values: the numbers by name.
            basis: the district's document; without one the one given before stays.

        Raises:
            InputError: a number is unknown or cannot be; nothing was changed.
        """
        basis = " ".join(basis.split())
        with self._context.database.transaction():
            rule = self.get(rule_id)
            if fault := setting_fault(rule, values, basis):
                raise InputError(f"规则没有改：{fault}。")
            if rule_id is RuleId.MONTH_CLOSING:
                values = close_months(self._context, rule, values)
            before = self._decided(rule_id)
            values = {**before.values, **values}
            after = before._replace(values=values, basis=basis or before.basis)
            return self._keep(before, after)

    def switch_on(self, rule_id: RuleId) -> Changes:
        """Let a rule be asked."""
        return self._switch(rule_id, on=True)

    def switch_off(self, rule_id: RuleId) -> Changes:
        """Let a rule not be asked: it marks nothing."""
        return self._switch(rule_id, on=False)

    def reset(self, rule_id: RuleId) -> Changes:
        """Let a rule stand as it shipped (NotFoundError: nothing was decided about it)."""
        with self._context.database.transaction():
            before = self._decided(rule_id)
            if self.get(rule_id).setting is None:
                raise NotFoundError("这条规则没有改过，现在就是随程序的全国规则。")
            if rule_id is RuleId.MONTH_CLOSING:
                refuse_undoing()
            self._context.stores.rules.remove(rule_id)
            self._context.note("rule", rule_id.value, {"remove": _plain(before)})
        return Changes(rules=True)

    def _switch(self, rule_id: RuleId, *, on: bool) -> Changes:
        with self._context.database.transaction():
            before = self._decided(rule_id)
            if self.get(rule_id).on is on:
                return Changes()
            if rule_id is RuleId.MONTH_CLOSING:
                refuse_undoing()
            return self._keep(before, before._replace(on=on))

    def _decided(self, rule_id: RuleId) -> RuleSetting:
        return self.get(rule_id).setting or RuleSetting(rule_id=rule_id)

    def _keep(self, before: RuleSetting, after: RuleSetting) -> Changes:
        if _plain(before) == _plain(after):
            return Changes()
        context = self._context
        context.stores.rules.put(
            after._replace(set_by=context.actor),
            at=context.now_text(),
            origin=context.identity.device,
        )
        context.note("rule", after.rule_id.value, {"set": [_plain(before), _plain(after)]})
        return Changes(rules=True)


def _plain(setting: RuleSetting) -> dict[str, Any]:
    """Return a decision as the history keeps it."""
    return {"on": setting.on, "values": dict(setting.values), "basis": setting.basis}
