"""The target of lessons of a year, beside the time that has gone."""

from collections.abc import Callable
from datetime import date
from typing import Any

from inspector_app.bootstrap import Workbench
from inspector_app.domain.interview import Audience, InterviewWay
from inspector_app.domain.month import Month
from inspector_app.domain.rule_kinds import RuleId
from tests.unit.services.talk_samples import LESSON

NOVEMBER = Month(2026, 11)


def lessons_of(heard: int) -> list[dict[str, Any]]:
    return [{**LESSON, "period": number + 1} for number in range(heard)]


def test_lessons_stand_against_the_time_gone_and_the_rule_may_be_changed(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    filed(lessons=lessons_of(2))
    (standing,) = workbench.lessons.targets(inspector_id="DX001")
    target = standing.view.target
    assert (target.heard, target.target) == (2, 30)
    assert 0 < target.expected < 30
    assert target.behind
    assert workbench.today.page().lessons == standing.view
    workbench.rules.set_values(RuleId.LESSONS_PER_YEAR, {"lessons": 4}, basis="区督办〔2026〕1号")
    (standing,) = workbench.lessons.targets(inspector_id="DX001")
    assert (standing.view.target.target, standing.view.target.behind) == (4, False)
    assert "区督办〔2026〕1号" in standing.view.rule.set_by
    workbench.rules.switch_off(RuleId.LESSONS_PER_YEAR)
    assert workbench.lessons.targets() == ()
    assert workbench.today.page().lessons is None


def test_who_is_appointed_for_a_part_of_the_year_owes_that_part(workbench: Workbench) -> None:
    appointment = {
        "inspector": "DX001", "level": "区", "tenure": "兼职", "document_no": "区政教〔2026〕3号",
        "start": "2026-11-16", "end": "2029-11-15", "term": 1,
    }  # fmt: skip
    workbench.registers.file(workbench.register_edit.new_from_json("appointment", appointment).uid)
    own, other = workbench.lessons.targets(on=date(2027, 8, 31))[:2]
    assert own.view.target.part_year
    assert own.view.target.target < 30
    assert own.view.target.expected == own.view.target.target
    assert other.view.target.target == 30


def test_lessons_are_listed_by_month_and_person(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    filed(lessons=lessons_of(2))
    assert len(workbench.lessons.list(month=NOVEMBER, inspector_id="DX001")) == 2
    assert workbench.lessons.list(month=Month(2026, 10)) == ()
    assert workbench.lessons.list(inspector_id="DX002") == ()
    line = workbench.lessons.list()[0]
    assert (line.teacher, line.kind, line.status) == ("李明", "实验", "定稿")


def test_a_panel_of_a_draft_counts_nothing_yet(workbench: Workbench, draft: str) -> None:
    workbench.talks.add_interview(draft, audience=Audience.PARENT, way=InterviewWay.PANEL, people=9)
    assert workbench.months.as_json(NOVEMBER)["district"]["panels"] == 0
