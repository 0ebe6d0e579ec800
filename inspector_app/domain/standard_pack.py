"""An indicator set as JSON: what ships with the program and what a district has taken in."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from inspector_app.domain.standard_options import Direction
from inspector_app.domain.standards import CountyGrade, Item, NumericRule, Standard


def standard_of(data: Mapping[str, Any]) -> Standard:
    """Return the set that a file holds.

    Raises:
        KeyError, TypeError, ValueError: it is not of that shape, which is a fault of ours.
    """
    return Standard(
        id=data["id"],
        edition=data["edition"],
        name=data["name"],
        source=data["source"],
        items=tuple(map(_item, data["items"])),
        grades=tuple(CountyGrade(**grade) for grade in data["grades"]),
    )


def _item(data: Mapping[str, Any]) -> Item:
    rule = data.get("rule")
    return Item(**{**data, "rule": None if rule is None else _rule(rule)})


def _rule(data: Mapping[str, Any]) -> NumericRule:
    basic = data.get("basic")
    return NumericRule(
        **{
            **data,
            "direction": Direction(data.get("direction", Direction.AT_LEAST)),
            "good": Decimal(data["good"]),
            "basic": None if basic is None else Decimal(basic),
        }
    )


def standard_json(standard: Standard) -> dict[str, Any]:
    """Return a set as ``standard_of`` reads it."""
    return {
        "id": standard.id,
        "edition": standard.edition,
        "name": standard.name,
        "source": standard.source,
        "grades": [
            {"name": grade.name, "passes": grade.passes, "basics": grade.basics}
            for grade in standard.grades
        ],
        "items": [_item_json(item) for item in standard.items],
    }


def _item_json(item: Item) -> dict[str, Any]:
    return {
        "no": item.no,
        "group": item.group,
        "level1": item.level1,
        "text": item.text,
        "method": item.method,
        "evidence": item.evidence,
        "has_basic": item.has_basic,
        "rule": None if item.rule is None else _rule_json(item.rule),
    }


def _rule_json(rule: NumericRule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "unit": rule.unit,
        "direction": rule.direction.value,
        "good": str(rule.good),
        "basic": None if rule.basic is None else str(rule.basic),
        "numerator": rule.numerator,
        "denominator": rule.denominator,
        "scale": rule.scale,
        "digits": rule.digits,
        "within": rule.within,
        "none_passes": rule.none_passes,
        "judged_below": rule.judged_below,
    }
