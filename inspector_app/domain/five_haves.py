"""五有: 有计划、有实施、有发现、有交流、有总结, each found out from records, never ticked.

A campaign and a term pass by the same five; what each of them lacks is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

# More names than these are counted, not listed.
_NAMED: Final = 12


class Have(StrEnum):
    """The five, in the order in which they are said."""

    PLAN = "plan"
    ACTION = "action"
    FINDINGS = "findings"
    EXCHANGE = "exchange"
    SUMMARY = "summary"


class Standing(NamedTuple):
    """Where one of the five stands.

    Attributes:
        shown: what there is, in Chinese, empty where there is nothing.
        missing: what is missing, a clause each; nothing is missing where it is met.
    """

    have: Have
    shown: str
    missing: tuple[str, ...]

    @property
    def met(self) -> bool:
        """Say whether nothing is missing."""
        return not self.missing


Gate = tuple[Standing, ...]


def is_complete(gate: Gate) -> bool:
    """Say whether all five are met."""
    return all(standing.met for standing in gate)


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignEvidence:
    """What the records say of one campaign.

    Attributes:
        filed: whether its plan is filed.
        told: whether schools were told in writing beforehand.
        visited, unvisited: names of its schools.
        issues, merits: how many its records hold.
        exchanges: numbers of the filed 交流会 about it.
        opinion: whether 总体反馈意见 is written; ``issued`` whether it went out.
    """

    filed: bool
    told: bool
    visited: tuple[str, ...]
    unvisited: tuple[str, ...]
    issues: int
    merits: int
    exchanges: tuple[str, ...]
    opinion: bool
    issued: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TermEvidence:
    """What the records say of one term, up to a day of it.

    Attributes:
        plans: titles of the plans for the term.
        unvisited: names of the schools that nobody has visited in it; ``visited`` how many were.
        meetings: how many 例会 and 交流会 were held and filed.
        reports: how many 周汇报 are filed; ``reports_missing`` which are due and not, a clause
            each.
        campaigns_open: names of the campaigns that are over and whose 五有 are not complete.
    """

    plans: tuple[str, ...]
    visited: int
    unvisited: tuple[str, ...]
    issues: int
    merits: int
    meetings: int
    reports: int
    reports_missing: tuple[str, ...]
    campaigns_open: tuple[str, ...]


def campaign_gate(found: CampaignEvidence) -> Gate:
    """Return the 五有 of a campaign."""
    plan = [] if found.filed else ["方案还没有定稿"]
    plan += [] if found.told else ["还没有书面督导通知的日期"]
    summary = [] if found.opinion else ["总体反馈意见还没有写"]
    summary += [] if found.issued else ["总体反馈意见还没有印发日期"]
    return (
        Standing(Have.PLAN, "方案已定稿" if found.filed else "", tuple(plan)),
        Standing(
            Have.ACTION,
            f"已入校 {len(found.visited)} 所",
            _schools(found.visited, found.unvisited),
        ),
        _findings(found.issues, found.merits),
        Standing(
            Have.EXCHANGE,
            "、".join(found.exchanges),
            () if found.exchanges else ("还没有定稿的工作交流会关联这个专项",),
        ),
        Standing(Have.SUMMARY, "总体反馈意见已印发" if found.issued else "", tuple(summary)),
    )


def term_gate(found: TermEvidence) -> Gate:
    """Return the 五有 of a term."""
    summary = [*_listed("周汇报没有定稿：", found.reports_missing)]
    summary += _listed("已结束的专项五有不全：", found.campaigns_open)
    return (
        Standing(
            Have.PLAN,
            "、".join(found.plans),
            () if found.plans else ("还没有学期督导计划",),
        ),
        Standing(
            Have.ACTION,
            f"已入校 {found.visited} 所",
            tuple(_listed("还没有入校：", found.unvisited)) or _any(found.visited),
        ),
        _findings(found.issues, found.merits),
        Standing(
            Have.EXCHANGE,
            f"例会和交流会 {found.meetings} 次" if found.meetings else "",
            () if found.meetings else ("还没有定稿的工作例会或工作交流会",),
        ),
        Standing(Have.SUMMARY, _summed_up(found), tuple(summary)),
    )


def _summed_up(found: TermEvidence) -> str:
    if found.reports:
        return f"周汇报 {found.reports} 份"
    return "" if found.reports_missing else "没有要交的周汇报"


def _findings(issues: int, merits: int) -> Standing:
    found = issues or merits
    return Standing(
        Have.FINDINGS,
        f"问题 {issues} 个，亮点 {merits} 项" if found else "",
        () if found else ("已定稿的记录里还没有问题，也没有亮点",),
    )


def _schools(visited: Sequence[str], unvisited: Sequence[str]) -> tuple[str, ...]:
    if not visited and not unvisited:
        return ("分组里还没有学校",)
    return tuple(_listed("还没有入校：", unvisited))


def _any(visited: int) -> tuple[str, ...]:
    return () if visited else ("还没有入校",)


def _listed(head: str, names: Sequence[str]) -> list[str]:
    if not names:
        return []
    more = f"等 {len(names)} 项" if len(names) > _NAMED else ""
    return [f"{head}{'、'.join(names[:_NAMED])}{more}"]
