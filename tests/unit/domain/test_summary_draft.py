"""The draft of a summary: told only what numbers bear, asked for what no record knows."""

from datetime import date
from typing import Any

from inspector_app.domain.figured_text import as_written, places_to_fill
from inspector_app.domain.five_haves import Have, Standing
from inspector_app.domain.lesson_target import LessonStanding
from inspector_app.domain.register_options import SummaryScope
from inspector_app.domain.registers.campaign import CAMPAIGN
from inspector_app.domain.registers.case import CASE
from inspector_app.domain.registers.kind import Facts
from inspector_app.domain.registers.meeting import MEETING
from inspector_app.domain.registers.suggestion import SUGGESTION
from inspector_app.domain.registers.summary import SUMMARY, scope_of, span_of
from inspector_app.domain.registers.training import TRAINING
from inspector_app.domain.registers.weekly import WEEKLY
from inspector_app.domain.summary_draft import draft
from inspector_app.domain.summary_facts import Evidence, IssueNote
from inspector_app.domain.summary_figures import count_scope, summary_facts
from inspector_app.domain.visit_options import MethodCounts, VisitType
from tests.unit.builders import (
    assignment_fact,
    complaint_fact,
    issue_fact,
    lesson_fact,
    make_school,
    visit_fact,
)
from tests.unit.domain.registers.entries import make_entry
from tests.unit.domain.test_summary_figures import evidence, registers, table_facts

SEEN = date(2022, 9, 10)


def told(**values: Any) -> dict[str, str]:
    found: Evidence = evidence(**values)
    texts = draft(summary_facts(found), found)
    return {section: as_written(text) for section, text in texts.items()}


def rich() -> dict[str, Any]:
    """Return the evidence of a year in which there was something of everything."""
    facts = table_facts(
        visits=[visit_fact(), visit_fact(school_code="S2")],
        lessons=[lesson_fact()],
        issues=[
            issue_fact(uid="in time", noticed_on=SEEN, answered_on=SEEN, closed_on=SEEN),
            issue_fact(uid="spot", fixed_on_the_spot=True, deadline=None, closed_on=SEEN),
            issue_fact(uid="void", deadline=None, voided_on=SEEN),
        ],
        complaints=[complaint_fact(closed_on=SEEN)],
        assignments=[assignment_fact("D1", "S1")],
    )
    entries = registers(
        (CAMPAIGN, [{"name": "校园安全专项"}]),
        (MEETING, [{"type": "work"}]),
        (CASE, [{"title": "一条警戒线", "review": "adopted"}]),
        (SUGGESTION, [{"content": "统一配备。", "answer": "adopted"}]),
        (TRAINING, [{"hours": 8, "people": ["D1"]}]),
        (WEEKLY, [{"inspector": "D1"}]),
    )
    return {
        "facts": facts,
        "entries": entries,
        "schools": (make_school(code="S1"), make_school(code="S2")),
        "lessons": (LessonStanding("D1", 9, 9, 30),),
    }


def test_what_was_done_is_told_with_its_numbers_in_an_order() -> None:
    said = told(**rich())
    assert said["overview"].startswith("2022-2023学年，全区责任督学1人入校督导2校次、2人次，")
    lines = said["practices"].splitlines()
    assert [line.partition("。")[0] for line in lines[:-1]] == [
        "1.随机听课", "2.专项督导", "3.投诉核实", "4.例会和交流", "5.督学培训", "6.周汇报",
    ]  # fmt: skip
    assert "开展专项督导1次：校园安全专项。" in said["practices"]
    assert said["rectification"].startswith(
        "期初未销号0个，本期发现3个，销号2个，撤销1个，期末未销号0个。\n下达整改通知书1份"
    )


def test_a_success_is_told_where_the_numbers_bear_it() -> None:
    said = told(**rich())["results"].splitlines()
    assert said == [
        "1.应督导的学校（园）全部入校，督导面2/2（100.0%）。",
        "2.本期发现的问题已销号2/3（66.7%），其中当场整改1个。",
        "3.到期的问题全部按期整改，按期整改率1/1（100.0%）。",
        "4.办结的投诉全部按期办结，共1件。",
        "5.提出的意见建议被采纳或部分采纳1/1（100.0%）。",
        "6.典型案例被采用1篇。",
        "【请补充：成效的具体事例】",
    ]


def test_what_falls_short_is_told_and_taken_up_in_the_next_steps() -> None:
    gate = (
        Standing(Have.PLAN, "", ("还没有学期督导计划",)),
        Standing(Have.ACTION, "已入校 1 所", ()),
    )
    said = told(
        facts=table_facts(visits=[visit_fact()], issues=[issue_fact()]),
        schools=(make_school(code="S1"), make_school(code="S2")),
        lessons=(LessonStanding("D1", 9, 9, 30), LessonStanding("D2", 1, 9, 30)),
        reports_due=(1, 3),
        gate=gate,
    )
    assert said["shortcomings"].splitlines() == [
        "1.还有1所学校（园）本期没有入校督导。",
        "2.还有1个问题逾期没有销号。",
        "3.听课达到进度的1/2（50.0%），没有全部达到。",
        "4.周汇报应交的交了1/3（33.3%）。",
        "5.五有达到1/2（50.0%），没有齐全。",
        "【请补充：不足的原因】",
    ]
    assert said["next_steps"].startswith("继续跟踪期末未销号的1个问题")
    assert "补上本期没有入校的1所学校（园）。" in said["next_steps"]
    assert "期末逾期未销号1个，其中学校已报、待核查0个。" in said["rectification"]


def test_one_person_speaks_of_himself_and_of_his_own_target() -> None:
    found = {**rich(), "scope": SummaryScope.PERSON, "people": ("D1",), "schools": ()}
    said = told(**found, reports_due=(1, 1))
    assert said["overview"].startswith("2022-2023学年，本人入校督导2校次，")
    assert "学年任务完成9/30（30.0%）" in said["practices"]
    assert "听课任务完成9/30（30.0%），没有全部达到。" in said["shortcomings"]
    assert "周汇报" not in said["shortcomings"]


def test_the_time_before_is_compared_with_where_it_is_known() -> None:
    row = count_scope(evidence(facts=table_facts(visits=[visit_fact()]))).row
    said = told(facts=table_facts(visits=[visit_fact()]), before=row, before_name="上一学年")
    assert "与上期（上一学年）相比，入校校次持平，听课节次持平，发现问题持平。" in said["overview"]


def test_where_there_is_nothing_it_is_said_or_asked_for() -> None:
    said = told()
    assert said["problems"] == "本期已定稿的督导记录里没有发现问题。"
    assert said["advice"] == "【请补充：向政府和教育局的意见建议】"
    assert {section for section, text in said.items() if places_to_fill(text)} == {
        "practices", "results", "shortcomings", "next_steps", "advice",
    }  # fmt: skip


def test_ways_and_follow_ups_are_told_and_a_target_only_where_one_is_asked() -> None:
    walked = visit_fact(type=VisitType.FOLLOW_UP, methods=MethodCounts(campus_walks=2))
    issue = issue_fact(uid="i", closed_on=SEEN)
    said = told(
        facts=table_facts(visits=[walked], lessons=[lesson_fact()], issues=[issue]),
        issues={"i": IssueNote("T6", hazard=True)},
    )
    assert "其中安全隐患1个，期末还没有销号的安全隐患0个。" in said["problems"]
    assert said["practices"].splitlines()[:2] == [
        "1.入校督导。校园巡视2次。",
        "2.随机听课。听课1节次。",
    ]
    assert "整改回访1校次。" in said["rectification"]
    assert "本期发现的问题已销号1/1（100.0%）。" in said["results"]


def test_suggestions_without_issues_ask_for_no_more() -> None:
    said = told(entries=registers((SUGGESTION, [{"content": "统一配备。"}])))
    assert said["advice"].splitlines()[1] == "1.统一配备（待答复）。"
    assert places_to_fill(said["advice"]) == 0


def test_the_days_and_the_scope_of_a_summary_are_checked() -> None:
    def faults(**values: Any) -> list[str]:
        entry = make_entry(SUMMARY, overview="写了。", **values)
        return [found.where for found in SUMMARY.checks(entry, Facts(today=date(2026, 11, 22)))]

    assert faults(first="2026-02-01", until="2026-01-01") == ["until"]
    assert faults(first="2026-02-01", until="2026-12-01") == ["until"]
    assert faults(scope="zone") == ["zone"]
    assert faults(scope="person") == ["inspector"]
    assert faults(scope="person", inspector="DX001", span="term") == []
    assert faults(results="【请补充】") == ["results"]
    empty = make_entry(SUMMARY, title="2026年督导工作总结").values
    assert (span_of(empty).value, scope_of(empty).value) == ("calendar_year", "district")
    assert SUMMARY.title(empty) == "2026年督导工作总结"
