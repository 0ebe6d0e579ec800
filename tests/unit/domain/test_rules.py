import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.rule_kinds import Confidence, RuleId
from inspector_app.domain.rule_pack import shipped_rules as from_packs
from inspector_app.domain.rules import MOST_LETTERS, Rule, RuleSetting, setting_fault
from inspector_app.services.rule_pack import shipped_rules
from tests.unit.rulesets import decided, make_rules

MONTH, TERM = RuleId.VISITS_PER_MONTH, RuleId.VISITS_PER_TERM


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.id)
def test_each_shipped_rule_is_a_whole_sentence_with_a_source(rule: Rule) -> None:
    assert "{" not in rule.sentence
    assert rule.source
    for value in rule.values:
        assert value.least <= value.value <= value.most, value.name
        assert f"{{{value.name}}}" in rule.words
    assert setting_fault(rule, {}, "") == ""
    assert rule.set_by == "随程序的全国规则"


def test_rules_of_single_cities_and_our_own_advice_ship_switched_off() -> None:
    off = {rule.id for rule in shipped_rules() if not rule.on}
    assert off == {
        RuleId.DAYS_BETWEEN_VISITS, RuleId.DAYS_TO_FILE, RuleId.DAYS_TO_RECHECK,
        RuleId.NOTICES_PER_TERM, RuleId.WEEKLY_REPORT,
    }  # fmt: skip
    assert {rule.id for rule in shipped_rules() if rule.confidence is Confidence.LAW} == {
        TERM, RuleId.RECUSAL_HEAD, RuleId.CAMPAIGN_GROUP, RuleId.INSPECTOR_CONDITIONS,
    }  # fmt: skip


def test_a_pack_that_lacks_a_rule_is_refused() -> None:
    with pytest.raises(KeyError):
        from_packs([{"rule": []}])


def test_a_district_changes_numbers_and_switches_rules() -> None:
    rules = make_rules(decided(MONTH, visits=2), decided(TERM, on=False))
    assert "每月入校不少于 2 次" in rules.get(MONTH).sentence
    assert rules.get(MONTH).number("amber_from") == 16
    assert rules.asked(TERM) is None
    assert rules.asked(RuleId.CASELOAD) is rules.get(RuleId.CASELOAD)


def test_a_rule_says_who_set_it_and_by_which_document() -> None:
    setting = RuleSetting(
        rule_id=MONTH, values={"visits": 2}, basis="区教督〔2026〕5号", set_by="督学01",
        set_on="2026-11-20",
    )  # fmt: skip
    assert make_rules(setting).get(MONTH).set_by == "督学01 2026-11-20 设定，依据区教督〔2026〕5号"
    assert make_rules(decided(TERM, on=True)).get(TERM).set_by == "督学01 2026-11-20 设定"


def test_a_number_beyond_the_bounds_of_the_base_is_left_as_it_shipped() -> None:
    assert make_rules(decided(TERM, visits=1)).get(TERM).number("visits") == 2


@pytest.mark.parametrize(
    ("rule_id", "values", "basis", "fault"),
    [
        (MONTH, {"visits": 2}, "", ""),
        (MONTH, {"visits": 0}, "", "“每月次数”要在 1 到 10 之间，0 不行"),
        (MONTH, {"times": 1}, "", "没有“times”这个数值；可以改的是 visits（每月次数）、"),
        (RuleId.RECUSAL_HEAD, {"years": 1}, "", "这条规则没有数值"),
        (TERM, {"visits": 1}, "", "1 不行（《教育督导条例》（国务院令第624号）第十四条"),
        (TERM, {"red_weeks": 7}, "", "“学期最后几周告急”（7）不能大于“学期最后几周提醒”（6）"),
        (RuleId.CASELOAD, {"least": 6}, "", "“至少几所”（6）不能大于“至多几所”（5）"),
        (RuleId.CASELOAD, {"least": 6, "most": 8}, "", ""),
        (MONTH, {}, "文" * (MOST_LETTERS + 1), "依据超过 200 字"),
    ],
)
def test_a_number_that_makes_no_sense_is_named(
    rule_id: RuleId, values: dict[str, int], basis: str, fault: str
) -> None:
    found = setting_fault(make_rules().get(rule_id), values, basis)
    assert found.startswith(fault) if not fault else fault in found
    assert bool(found) == bool(fault)


@given(st.sampled_from(RuleId), st.data())
def test_whatever_may_be_set_stands_in_the_sentence(rule_id: RuleId, data: st.DataObject) -> None:
    rule = make_rules().get(rule_id)
    values = {value.name: data.draw(st.integers(value.least, value.most)) for value in rule.values}
    own = make_rules(decided(rule_id, **values)).get(rule_id)
    assert own.numbers == values
    assert all(str(number) in own.sentence for number in values.values())
