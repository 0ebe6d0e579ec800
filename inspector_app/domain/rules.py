"""Rules as data: a national base that ships with the program, and what a district has changed.

The program knows how to judge by a rule; its numbers, its words, its source and whether it is asked
at all are data. A district changes numbers and switches rules; it makes up none.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from inspector_app.domain.rule_kinds import Confidence, RuleId

MOST_LETTERS: Final = 200


class RuleValue(NamedTuple):
    """A number of a rule.

    Attributes:
        name: what the words of the rule call it.
        label: what people call it.
        least: the lowest that a district may set; ``most`` the highest.
    """

    name: str
    label: str
    value: int
    least: int
    most: int


class RuleSetting(NamedTuple):
    """What a district has decided about a rule.

    Attributes:
        on: whether it is asked; ``None`` leaves that as it shipped.
        values: the numbers that differ from those that shipped.
        basis: the district's own document, or nothing.
        set_by: who decided, by name; ``set_on`` the day in China, ISO.
    """

    rule_id: RuleId
    on: bool | None = None
    values: Mapping[str, int] = MappingProxyType({})
    basis: str = ""
    set_by: str = ""
    set_on: str = ""


class Rule(NamedTuple):
    """One rule as it stands in a district.

    Attributes:
        words: one sentence of Chinese in which numbers stand as ``{name}``.
        source: the document and the article that it comes from.
        on: whether it is asked.
        setting: what the district has decided, ``None`` where nothing.
    """

    id: RuleId
    words: str
    source: str
    confidence: Confidence
    on: bool
    values: tuple[RuleValue, ...] = ()
    setting: RuleSetting | None = None

    def number(self, name: str) -> int:
        """Return a number by name (KeyError where the rule has none of that name)."""
        for value in self.values:
            if value.name == name:
                return value.value
        raise KeyError(name)

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers by name."""
        return {value.name: value.value for value in self.values}

    @property
    def sentence(self) -> str:
        """The rule in Chinese with its numbers."""
        return self.words.format(**self.numbers)

    @property
    def set_by(self) -> str:
        """Who set the rule as it stands, and when: the district, or the base that shipped."""
        if self.setting is None:
            return "随程序的全国规则"
        basis = f"，依据{self.setting.basis}" if self.setting.basis else ""
        return f"{self.setting.set_by} {self.setting.set_on} 设定{basis}"


class Ruleset:
    """All rules of a district, in the order in which people read them.

    Attributes:
        rules: those that are asked and those that are not.
    """

    __slots__ = ("_by_id", "rules")

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._by_id = {rule.id: rule for rule in self.rules}

    def get(self, rule_id: RuleId) -> Rule:
        """Return a rule, on or off."""
        return self._by_id[rule_id]

    def asked(self, rule_id: RuleId) -> Rule | None:
        """Return a rule where it is asked, ``None`` where it is switched off."""
        rule = self._by_id[rule_id]
        return rule if rule.on else None


def ruleset(base: Iterable[Rule], settings: Iterable[RuleSetting]) -> Ruleset:
    """Return the base overlaid with what a district has decided.

    A number that is no longer within the bounds of the base is left as it shipped.
    """
    decided = {setting.rule_id: setting for setting in settings}
    return Ruleset(_overlaid(rule, decided.get(rule.id)) for rule in base)


def _overlaid(rule: Rule, setting: RuleSetting | None) -> Rule:
    if setting is None:
        return rule
    values = tuple(_own(value, setting.values.get(value.name)) for value in rule.values)
    on = rule.on if setting.on is None else setting.on
    return rule._replace(values=values, on=on, setting=setting)


def _own(shipped: RuleValue, own: int | None) -> RuleValue:
    if own is None or not shipped.least <= own <= shipped.most:
        return shipped
    return shipped._replace(value=own)


# What must not be greater than what: the pairs of numbers that say "from … on" and "beyond".
_IN_ORDER: Final = {
    RuleId.VISITS_PER_TERM: ("red_weeks", "amber_weeks"),
    RuleId.NOTICES_PER_TERM: ("red_weeks", "amber_weeks"),
    RuleId.DAYS_BETWEEN_VISITS: ("amber_days", "red_days"),
    RuleId.DAYS_TO_FILE: ("amber_days", "red_days"),
    RuleId.DAYS_TO_RECHECK: ("amber_days", "red_days"),
    RuleId.CASELOAD: ("least", "most"),
}


def setting_fault(rule: Rule, values: Mapping[str, int], basis: str) -> str:
    """Return in Chinese why a district cannot set these numbers, empty where it can.

    Args:
        rule: as it stands; numbers that are not named stay.
        values: the new numbers by name.
        basis: the document that they rest on.
    """
    known = {value.name: value for value in rule.values}
    for name, number in values.items():
        if name not in known:
            return _unknown(rule, name)
        told = known[name]
        if not told.least <= number <= told.most:
            return f"“{told.label}”要在 {told.least} 到 {told.most} 之间，{number} 不行{_law(rule)}"
    if len(basis) > MOST_LETTERS:
        return f"依据超过 {MOST_LETTERS} 字，请只写文件名称和文号"
    return _order_fault(known, {**rule.numbers, **values}, _IN_ORDER.get(rule.id))


def _unknown(rule: Rule, name: str) -> str:
    names = "、".join(f"{value.name}（{value.label}）" for value in rule.values)
    return f"没有“{name}”这个数值；" + (f"可以改的是 {names}" if names else "这条规则没有数值")


def _law(rule: Rule) -> str:
    return f"（{rule.source}）" if rule.confidence is Confidence.LAW else ""


def _order_fault(
    known: Mapping[str, RuleValue], numbers: Mapping[str, int], order: tuple[str, str] | None
) -> str:
    if order is None or numbers[order[0]] <= numbers[order[1]]:
        return ""
    low, high = (known[name].label for name in order)
    return f"“{low}”（{numbers[order[0]]}）不能大于“{high}”（{numbers[order[1]]}）"
