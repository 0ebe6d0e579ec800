"""The shipped rules: from what stands in the files to values.

A file that is not of this shape is a fault of ours: it ships with the program.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from inspector_app.domain.rule_kinds import Confidence, RuleId
from inspector_app.domain.rules import Rule, RuleValue


def shipped_rules(packs: Iterable[Mapping[str, Any]]) -> tuple[Rule, ...]:
    """Return the rules of files, in the order of ``RuleId``.

    Args:
        packs: one mapping a file, with a list ``rule``: ``id``, ``words``, ``source``,
            ``confidence``, ``on``, and ``value``, a list of ``name``, ``label``, ``value``,
            ``least``, ``most``.

    Raises:
        KeyError, TypeError, ValueError: a file is not of that shape, or a rule is missing.
    """
    found = {rule.id: rule for pack in packs for rule in map(_rule, pack["rule"])}
    return tuple(found[rule_id] for rule_id in RuleId)


def _rule(data: Mapping[str, Any]) -> Rule:
    return Rule(
        id=RuleId(data["id"]),
        words=data["words"],
        source=data["source"],
        confidence=Confidence(data["confidence"]),
        on=data["on"],
        values=tuple(RuleValue(**value) for value in data["value"]),
    )
