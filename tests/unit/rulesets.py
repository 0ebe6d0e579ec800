"""Rules for tests: the shipped ones, overlaid with what a district has decided."""

from typing import Any

from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.rules import Ruleset, RuleSetting, ruleset
from inspector_app.services.rule_pack import shipped_rules


def decided(rule_id: RuleId, *, on: bool | None = None, **values: int) -> RuleSetting:
    """Return what 督学01 has decided about a rule on 20 November 2026."""
    return RuleSetting(rule_id=rule_id, on=on, values=values, set_by="督学01", set_on="2026-11-20")


def make_rules(*settings: RuleSetting) -> Ruleset:
    """Return the rules of a district."""
    return ruleset(shipped_rules(), settings)


def only(*wanted: RuleId, **more: Any) -> Ruleset:
    """Return the rules with no other asked than these."""
    return make_rules(*(decided(rule_id, on=rule_id in wanted) for rule_id in RuleId))
