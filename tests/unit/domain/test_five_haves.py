"""五有: each is met exactly where nothing of it is missing, and what is missing is named."""

from dataclasses import replace

import pytest

from inspector_app.domain.five_haves import (
    CampaignEvidence,
    Gate,
    Have,
    TermEvidence,
    campaign_gate,
    is_complete,
    term_gate,
)

CAMPAIGN = CampaignEvidence(
    filed=True, told=True, visited=("第1小学",), unvisited=(), issues=1, merits=0,
    exchanges=("HY-1",), opinion=True, issued=True,
)  # fmt: skip
TERM = TermEvidence(
    plans=("第一学期督导计划",), visited=3, unvisited=(), issues=0, merits=2, meetings=1,
    reports=4, reports_missing=(), campaigns_open=(),
)  # fmt: skip


def lacking(gate: Gate) -> dict[Have, tuple[str, ...]]:
    assert [standing.have for standing in gate] == list(Have)
    return {standing.have: standing.missing for standing in gate if not standing.met}


@pytest.mark.parametrize(
    ("change", "have", "words"),
    [
        ({"filed": False}, Have.PLAN, "方案还没有定稿"),
        ({"told": False}, Have.PLAN, "书面督导通知"),
        ({"unvisited": ("第2小学",)}, Have.ACTION, "还没有入校：第2小学"),
        ({"visited": (), "unvisited": ()}, Have.ACTION, "分组里还没有学校"),
        ({"issues": 0}, Have.FINDINGS, "没有问题"),
        ({"exchanges": ()}, Have.EXCHANGE, "工作交流会"),
        ({"opinion": False}, Have.SUMMARY, "还没有写"),
        ({"issued": False}, Have.SUMMARY, "印发日期"),
    ],
)
def test_what_a_campaign_lacks_is_named_and_nothing_else_is(
    change: dict[str, object], have: Have, words: str
) -> None:
    assert is_complete(campaign_gate(CAMPAIGN))
    gate = campaign_gate(replace(CAMPAIGN, **change))  # type: ignore[arg-type]
    found = lacking(gate)
    assert list(found) == [have]
    assert words in found[have][0]
    assert not is_complete(gate)


@pytest.mark.parametrize(
    ("change", "have", "words"),
    [
        ({"plans": ()}, Have.PLAN, "学期督导计划"),
        ({"unvisited": ("第2小学",)}, Have.ACTION, "第2小学"),
        ({"visited": 0}, Have.ACTION, "还没有入校"),
        ({"merits": 0}, Have.FINDINGS, "没有问题"),
        ({"meetings": 0}, Have.EXCHANGE, "工作例会"),
        ({"reports_missing": ("督学01 2 周",)}, Have.SUMMARY, "督学01 2 周"),
        ({"campaigns_open": ("双减专项",)}, Have.SUMMARY, "双减专项"),
    ],
)
def test_what_a_term_lacks_is_named_and_nothing_else_is(
    change: dict[str, object], have: Have, words: str
) -> None:
    assert is_complete(term_gate(TERM))
    found = lacking(term_gate(replace(TERM, **change)))  # type: ignore[arg-type]
    assert list(found) == [have]
    assert words in found[have][0]


def test_many_names_are_counted_where_they_cannot_all_be_named() -> None:
    names = tuple(f"第{n}小学" for n in range(20))
    (words,) = lacking(campaign_gate(replace(CAMPAIGN, unvisited=names)))[Have.ACTION]
    assert words.endswith("第11小学等 20 项")
