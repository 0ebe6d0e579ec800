"""What is said of 回避: who, which relation, which rule, and who set it."""

from collections.abc import Iterable, Iterator, Mapping

from inspector_app.base.errors import Problem
from inspector_app.domain.labels.recusal import RELATION_LABEL
from inspector_app.domain.recusal import Conflict, Recusal, conflicts
from inspector_app.domain.rules import Ruleset
from inspector_app.domain.visit import Visit


def conflict_words(conflict: Conflict, names: Mapping[str, str]) -> str:
    """Return one clause of Chinese.

    Args:
        conflict: who must keep away, by which rule.
        names: name of each 督学编号; an unknown one is told as it is.
    """
    recusal, rule = conflict
    name = names.get(recusal.inspector_id, recusal.inspector_id)
    left = f"，{recusal.left_on} 离职" if recusal.left_on else ""
    return (
        f"{name}与这所学校有回避关系（{RELATION_LABEL[recusal.relation]}{left}，"
        f"{recusal.declared_on} 申报）；规则：{rule.sentence}，见{rule.source}，{rule.set_by}"
    )


def visit_warnings(
    visit: Visit, recusals: Iterable[Recusal], *, rules: Ruleset, names: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Return what a record is to be warned of: a lead or a peer who must keep away.

    A warning, no gap: what was done is recorded as it was, and whoever reads it is told.
    """
    return tuple(_warnings(visit, tuple(recusals), rules, names))


def _warnings(
    visit: Visit, recusals: tuple[Recusal, ...], rules: Ruleset, names: Mapping[str, str]
) -> Iterator[Problem]:
    if visit.school is None or visit.visited_on is None:
        return
    for where, people in (("lead", (visit.lead_id,)), ("peers", visit.peer_ids)):
        found = conflicts(
            recusals,
            people=people,
            school_code=visit.school.code,
            on=visit.visited_on,
            rules=rules,
        )
        for conflict in found:
            yield Problem(
                where=where, what=conflict_words(conflict, names), remedy="请换人，或写明情况"
            )
