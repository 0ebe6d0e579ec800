"""What keeps a 专项 from being filed and stands elsewhere: roster, rules, 回避, names."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.domain.registers.campaign import CAMPAIGN, Group, groups_of, name_of
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.school import School
from inspector_app.services.context import Context
from inspector_app.services.recusals import RecusalService
from inspector_app.storage.registers import EntryFilter


def campaign_problems(context: Context, campaign: Entry) -> tuple[Problem, ...]:
    """Return what is wrong with a plan, in the read under way."""
    groups = groups_of(campaign)
    on = campaign.day("start") or context.today()
    days = dict.fromkeys((on, campaign.day("end") or on))
    return (
        *_names(context, campaign),
        *_too_few(context, groups),
        *_schools(context, groups, on),
        *_recusals(context, groups, days),
    )


def _names(context: Context, campaign: Entry) -> Iterator[Problem]:
    """Yield that another campaign is called so, or that records hold the name from before."""
    name = name_of(campaign.values)
    others = context.stores.registers.list(EntryFilter(kind=CAMPAIGN.id))
    for other in others:
        if other.uid != campaign.uid and name and name_of(other.values) == name:
            yield Problem(
                where="name",
                what=f"另一个专项（{other.number}）也叫这个名称",
                remedy="记录凭名称归到专项，请加上年份或学期",
            )
    if campaign.revision == 1:
        return
    before = _filed_name(context, campaign)
    belonging = "" if before == name else belonging_words(context, before)
    if belonging:
        yield Problem(
            where="name",
            what=belonging,
            remedy="改了名称它们就归不到这个专项，请保留原来的名称",
        )


_COUNTED: Final = {
    "visit": "份记录", "meeting": "次会议", "case": "篇案例", "suggestion": "条意见建议",
}  # fmt: skip


def belonging_words(context: Context, name: str) -> str:
    """Return in Chinese what belongs to a campaign by its name, empty where nothing does."""
    named = context.stores.campaigns.named(name) if name else {}
    told = [f" {named[kind]} {noun}" for kind, noun in _COUNTED.items() if named.get(kind)]
    return f"已有{'、'.join(told)}写着“{name}”" if told else ""


def _filed_name(context: Context, campaign: Entry) -> str:
    """Return what the campaign was called when it was filed last."""
    content = context.stores.history.content(campaign.uid, campaign.revision - 1)
    return name_of(content["values"])


def _too_few(context: Context, groups: tuple[Group, ...]) -> Iterator[Problem]:
    rule = context.rules().asked(RuleId.CAMPAIGN_GROUP)
    if rule is None:
        return
    for place, group in enumerate(groups):
        if len(group.people) < rule.number("people"):
            yield Problem(
                where=f"groups[{place}].members",
                what=f"分组 {place + 1} 只有 {len(group.people)} 人",
                remedy=f"{rule.sentence}（{rule.source}）",
            )


def _schools(context: Context, groups: tuple[Group, ...], on: date) -> Iterator[Problem]:
    known = {school.code: school for school in context.stores.schools.all()}
    often = Counter(code for group in groups for code in group.schools)
    for place, group in enumerate(groups):
        for code in group.schools:
            fault = _fault(known.get(code), code, on, times=often[code])
            if fault:
                yield Problem(
                    where=f"groups[{place}].schools",
                    what=f"分组 {place + 1}：{fault}",
                    remedy="请从这一组去掉",
                )


def _fault(school: School | None, code: str, on: date, *, times: int) -> str:
    if school is None:
        return f"名册里没有标识码 {code} 的学校"
    if not school.in_operation(on=on):
        return f"{school.name}已于 {school.closed_on} 停办"
    return f"{school.name}分在 {times} 个组里" if times > 1 else ""


def _recusals(
    context: Context, groups: tuple[Group, ...], days: Iterable[date]
) -> Iterator[Problem]:  # fmt: skip
    """Yield who must keep away from a school of their group on the first or the last day."""
    service = RecusalService(context)
    names = {school.code: school.name for school in context.stores.schools.all()}
    for place, group in enumerate(groups):
        teams = [(group.people, code) for code in group.schools]
        found = (each for day in days for each in service.team_conflicts(teams, on=day))
        for code, why in dict.fromkeys(found):
            yield Problem(
                where=f"groups[{place}].members",
                what=f"分组 {place + 1}，{names.get(code, code)}：{why}",
                remedy="请换组或换人",
            )
