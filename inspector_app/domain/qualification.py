"""Whether somebody is what an inspector has to be (教育督导条例, article 7), as far as known."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from inspector_app.domain.coverage import Mark
from inspector_app.domain.labels.schools import EDUCATION_LABEL
from inspector_app.domain.rule_kinds import MarkLevel, RuleId
from inspector_app.domain.rules import Rule, Ruleset
from inspector_app.domain.school import Education, Inspector

_TOO_LITTLE: Final = {Education.VOCATIONAL, Education.COLLEGE}


def qualification_marks(person: Inspector, rules: Ruleset, *, on: date) -> tuple[Mark, ...]:
    """Return what speaks against somebody on a day; what the roster does not say is no mark."""
    rule = rules.asked(RuleId.INSPECTOR_CONDITIONS)
    return () if rule is None else tuple(_marks(person, rule, on))


def _marks(person: Inspector, rule: Rule, on: date) -> Iterator[Mark]:
    if person.education is not None and person.education in _TOO_LITTLE:
        yield Mark(MarkLevel.AMBER, f"学历{EDUCATION_LABEL[person.education]}", rule)
    if person.teaching_since is not None:
        years = on.year - person.teaching_since
        if years < rule.number("years"):
            yield Mark(MarkLevel.AMBER, f"教育工作 {max(years, 0)} 年", rule)
