"""督导工作总结 over a real data folder: drafted, moved, filed with its sources, corrected."""

import json
import zlib
from collections.abc import Callable
from datetime import date

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import IncompleteError, InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.figured_text import as_written
from inspector_app.domain.month import Month
from inspector_app.domain.register_options import EntryState, SummaryScope, SummarySpan
from inspector_app.domain.registers.summary import SECTIONS
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.services.register_journal import EntryNotEditableError
from inspector_app.services.summaries import SummaryOrder
from inspector_app.services.summary_sources import FrozenFacts, packed, unpacked
from inspector_app.services.wishes import SummaryPrint
from tests.unit.calendars import make_term
from tests.unit.services.conftest import KINDERGARTEN, SCHOOL
from tests.unit.services.registers.conftest import be_office

Make = Callable[..., str]
YEAR = SummaryOrder(span=SummarySpan.CALENDAR_YEAR)
TERM = SummaryOrder(span=SummarySpan.TERM)


def completed(bench: Workbench, uid: str) -> str:
    """Fill in what a draft leaves to people."""
    for section in SECTIONS:
        text = bench.registers.record(uid).entry.values[section]
        for rest in text.split("【")[1:]:
            text = text.replace(f"【{rest.split('】')[0]}】", "按计划推进")
        bench.register_edit.set_field(uid, section, text)
    return uid


def said(bench: Workbench, uid: str, section: str) -> str:
    return bench.summaries.view(uid).text(section)


def value(bench: Workbench, uid: str, figure: str) -> str:
    return bench.summaries.view(uid).facts.values()[figure]


# -- drafting ------------------------------------------------------------------------------------


def test_a_person_s_year_is_drafted_from_records_and_registers(
    workbench: Workbench, visit: Make, filed: Make
) -> None:
    visit(merits=["门卫登记细致。"])
    visit(session="下午", issues=[], no_issues_found=True, next_visit=None)
    visit(date="2026-11-18", lead="督学02", peers=["督学01"], school=KINDERGARTEN, topics=["K1"])
    filed("training")
    filed("case")
    filed("suggestion", answer="采纳", answered_on="2026-11-20")
    uid = workbench.summaries.draft(YEAR).uid
    assert said(workbench, uid, "overview").startswith(
        "2026年，本人入校督导2校次，实督导学校（园）2所，责任校覆盖1/1（100.0%）。"
    )
    assert "参加培训1次、18人·学时" in said(workbench, uid, "practices")
    assert "提出的意见建议被采纳或部分采纳1/1（100.0%）。" in said(workbench, uid, "results")
    assert "共发现问题1个，按类别排在前面的是“校园及周边安全、学生交通安全”1个。" in said(
        workbench, uid, "problems"
    )
    assert "1.《一条警戒线带来的改变》。" in said(workbench, uid, "cases")
    assert "1.向教育局：建议统一配备幼儿园门口的硬质隔离设施（采纳）。" in said(
        workbench, uid, "advice"
    )
    record = workbench.registers.record(uid).entry.values
    assert record["title"] == "2026年督学履职总结（督学01）"
    assert (record["first"], record["until"]) == ("2026-01-01", "2026-11-22")


def test_an_empty_year_claims_nothing_and_leaves_it_to_people(workbench: Workbench) -> None:
    uid = workbench.summaries.draft(YEAR).uid
    assert said(workbench, uid, "results") == "【请补充：成效；记录里还没有能说明成效的数字】"
    assert said(workbench, uid, "problems") == "本期已定稿的督导记录里没有发现问题。"
    assert said(workbench, uid, "cases") == "本期没有已定稿的典型案例。"
    assert "比" not in said(workbench, uid, "overview")


def test_an_office_writes_of_the_district_a_zone_or_a_person(
    workbench: Workbench, visit: Make, filed: Make
) -> None:
    visit(peers=["督学02"])
    filed("campaign")
    filed("meeting")
    be_office(workbench)
    workbench.calendar.set_term(make_term("2026-09-01", "2027-01-15"))
    workbench.rules.switch_on(RuleId.WEEKLY_REPORT)
    district = workbench.summaries.draft(TERM).uid
    assert said(workbench, district, "overview").startswith(
        "2026-2027学年第一学期，全区责任督学1人入校督导1校次、2人次，实督导学校（园）1所，"
        "督导面1/2（50.0%）。"
    )
    assert "开展专项督导1次：2026年秋季校园安全专项督导。" in said(workbench, district, "practices")
    facts = workbench.summaries.view(district).facts.by_id()
    assert (facts["five_haves"].of, facts["weekly_due"].n) == (5, 0)
    assert "有计划：还没有学期督导计划" in facts["five_haves"].note
    zone = workbench.summaries.draft(
        SummaryOrder(span=SummarySpan.TERM, scope=SummaryScope.ZONE, zone="第一督学责任区")
    ).uid
    assert "本责任区责任督学" in said(workbench, zone, "overview")
    own = SummaryOrder(span=SummarySpan.TERM, scope=SummaryScope.PERSON, inspector="督学02")
    person = workbench.summaries.draft(own).uid
    assert (value(workbench, person, "visits"), value(workbench, person, "led_visits")) == (
        "1", "0",
    )  # fmt: skip
    assert value(workbench, person, "meetings") == "0"
    assert value(workbench, person, "campaigns") == "1"


def test_the_figures_of_a_month_are_those_of_its_table(workbench: Workbench, visit: Make) -> None:
    visit()
    visit(date="2026-11-18", school=KINDERGARTEN, topics=["K1"])
    be_office(workbench)
    uid = workbench.summaries.draft(YEAR).uid
    workbench.register_edit.set_json(uid, "first", "2026-11-01")
    table = workbench.months.table(Month(2026, 11)).table
    facts = workbench.summaries.view(uid).facts.by_id()
    shown = {name: str(cell) for name, cell in table.district.items() if name in facts}
    assert len(shown) > 30
    assert {name: facts[name].text for name in shown} == shown


def test_a_summary_that_cannot_be_is_refused_with_a_sentence(workbench: Workbench) -> None:
    summaries = workbench.summaries
    summaries.draft(YEAR)
    with pytest.raises(RefusedError, match="这个期间的督导工作总结已经有了（ZJ-2026-DX001-0001）"):
        summaries.draft(YEAR)
    with pytest.raises(RefusedError, match="2027年还没有开始"):
        summaries.draft(SummaryOrder(span=SummarySpan.CALENDAR_YEAR, on=date(2027, 1, 1)))
    with pytest.raises(InputError, match="2026-08-01 不在学期里"):
        summaries.draft(SummaryOrder(span=SummarySpan.TERM, on=date(2026, 8, 1)))
    with pytest.raises(RefusedError, match="只有本人的记录，写不出全区"):
        summaries.draft(SummaryOrder(span=SummarySpan.TERM, scope=SummaryScope.DISTRICT))
    with pytest.raises(RefusedError, match="别人的总结由本人或督导室写"):
        summaries.draft(SummaryOrder(span=SummarySpan.TERM, inspector="督学02"))
    be_office(workbench)
    with pytest.raises(NotFoundError, match="没有责任区“第九责任区”，没有起草；有的是：第一督学"):
        summaries.draft(
            SummaryOrder(span=SummarySpan.TERM, scope=SummaryScope.ZONE, zone="第九责任区")
        )
    with pytest.raises(InputError, match="要写明是谁的履职总结"):
        summaries.draft(SummaryOrder(span=SummarySpan.TERM, scope=SummaryScope.PERSON))


# -- numbers that move ----------------------------------------------------------------------------


def test_a_number_that_moved_is_told_and_keeps_the_summary_from_being_filed(
    workbench: Workbench, visit: Make
) -> None:
    visit()
    uid = completed(workbench, workbench.summaries.draft(YEAR).uid)
    visit(date="2026-11-19")
    assert "入校督导2校次" in said(workbench, uid, "overview")
    assert "入校督导1校次" in as_written(workbench.registers.record(uid).entry.values["overview"])
    with pytest.raises(IncompleteError) as refused:
        workbench.registers.file(uid)
    told = "".join(problem.sentence() for problem in refused.value.problems)
    assert "“工作概况”里的入校校次写时是 1，现在是 2；看过文字，再用现在的数字" in told
    assert [p.where for p in workbench.registers.ready(uid).gaps] == [
        problem.where for problem in refused.value.problems
    ]
    workbench.summaries.refresh(uid)
    assert workbench.summaries.view(uid).moved == ()
    workbench.register_edit.undo(uid)
    assert workbench.summaries.view(uid).moved != ()
    workbench.register_edit.redo(uid)
    workbench.registers.file(uid)


def test_a_figure_that_is_none_and_a_place_to_fill_are_gaps(workbench: Workbench) -> None:
    uid = completed(workbench, workbench.summaries.draft(YEAR).uid)
    workbench.register_edit.set_field(uid, "results", "{victories=9}【请补充】")
    told = [gap.sentence() for gap in workbench.registers.ready(uid).gaps]
    assert told == [
        "results：“成效”里还有 1 处【请补充】；补上，或删去那一句",
        "results：“成效”里的 {victories} 不是这份总结的数字；删去，或换成列出的数字",
    ]


def test_days_that_cannot_be_counted_are_told(workbench: Workbench) -> None:
    uid = workbench.summaries.draft(YEAR).uid
    workbench.register_edit.set_json(uid, "until", None)
    with pytest.raises(InputError, match="总结的起止日期没有填好"):
        workbench.summaries.view(uid)
    workbench.register_edit.set_json(uid, "until", "2025-12-31")
    gaps = workbench.registers.ready(uid).gaps
    assert "until：截止日期早于开始日期；请核对两个日期" in [gap.sentence() for gap in gaps]


# -- filed ----------------------------------------------------------------------------------------


def test_filing_freezes_numbers_and_sources_and_later_records_change_neither(
    workbench: Workbench, visit: Make, filed: Make
) -> None:
    first = visit()
    meeting = filed("meeting")
    uid = completed(workbench, workbench.summaries.draft(YEAR).uid)
    workbench.register_edit.set_field(uid, "advice", "共{records}份记录。")
    workbench.registers.file(uid)
    visit(date="2026-11-19")
    view = workbench.summaries.view(uid)
    assert (view.frozen, view.facts.values()["visits"], view.now.values()["visits"]) == (
        True, "1", "2",
    )  # fmt: skip
    assert {each.id for _, each in view.moved} >= {"visits", "records"}
    assert view.text("advice") == "共1份记录。"
    figure, lines = workbench.summaries.behind(uid, "visits")
    assert (figure.text, [line.uid for line in lines]) == ("1", [first])
    _, held = workbench.summaries.behind(uid, "meetings")
    assert [(line.kind, line.uid) for line in held] == [("例会和交流会", meeting)]
    with pytest.raises(EntryNotEditableError):
        workbench.summaries.refresh(uid)
    with pytest.raises(NotFoundError, match="没有数字“tomorrow”"):
        workbench.summaries.behind(uid, "tomorrow")


def test_each_filed_revision_is_printed_once_and_its_bytes_are_kept(
    workbench: Workbench, visit: Make, clock: FixedClock
) -> None:
    visit()
    uid = completed(workbench, workbench.summaries.draft(YEAR).uid)
    documents, wish = workbench.documents, SummaryPrint(uid=uid)
    (draft,) = workbench.document_trees.of(wish)
    assert (draft.mark, workbench.documents.summary_pdf(wish)[:5]) == ("草稿", b"%PDF-")
    workbench.registers.file(uid)
    first = documents.summary_pdf(wish)
    visit(date="2026-11-19")
    assert documents.summary_pdf(wish) == first
    assert documents.summary_preview(wish).content == first
    workbench.registers.correct(uid, reason="漏了一次入校")
    workbench.summaries.refresh(uid)
    workbench.registers.file(uid)
    second = documents.summary_pdf(wish)
    assert second != first
    assert documents.summary_pdf(SummaryPrint(uid=uid, revision=1)) == first
    (old,) = workbench.document_trees.of(SummaryPrint(uid=uid, revision=1))
    assert "入校督导1校次" in "".join(old.texts())
    with pytest.raises(NotFoundError, match="没有第 3 版定稿"):
        documents.summary_pdf(SummaryPrint(uid=uid, revision=3))


def test_a_correction_that_is_given_up_leaves_the_numbers_of_the_filing(
    workbench: Workbench, visit: Make
) -> None:
    visit()
    uid = completed(workbench, workbench.summaries.draft(YEAR).uid)
    workbench.registers.file(uid)
    before = workbench.registers.record(uid).entry.values
    visit(date="2026-11-19")
    workbench.registers.correct(uid, reason="看一看")
    workbench.summaries.refresh(uid)
    workbench.registers.abandon_correction(uid)
    record = workbench.registers.record(uid).entry
    assert (record.state, record.values) == (EntryState.FILED, before)
    assert workbench.summaries.view(uid).facts.values()["visits"] == "1"


def test_the_print_of_a_person_begins_with_a_table_of_duties(
    workbench: Workbench, visit: Make, filed: Make
) -> None:
    visit()
    filed("training")
    uid = workbench.summaries.draft(YEAR).uid
    (tree,) = workbench.document_trees.of(SummaryPrint(uid=uid))
    words = list(tree.texts())
    assert words.index("履职项目") < words.index("工作概况")
    assert words[words.index("培训学时（人·学时）") + 1] == "18"
    assert ["2026年各月入校校次" in words, "主要数字" in words] == [True, True]
    assert SCHOOL not in words


def test_the_schools_of_a_zone_are_frozen_with_its_figures_and_older_ones_are_read(
    workbench: Workbench, visit: Make
) -> None:
    visit()
    be_office(workbench)
    order = SummaryOrder(span=SummarySpan.MONTH, scope=SummaryScope.ZONE, zone="第一督学责任区")
    uid = completed(workbench, workbench.summaries.draft(order).uid)
    workbench.registers.file(uid)
    held = workbench.summaries.view(uid)
    assert [tuple(line) for line in held.facts.schools] == [("示范区第3小学", 1, 0, 1, 0)]
    visit(session="下午", school=KINDERGARTEN, topics=["K1"], lead="督学01")
    now = workbench.summaries.view(uid)
    assert (now.facts.schools, len(now.now.schools)) == (held.facts.schools, 2)
    content = json.loads(zlib.decompress(packed(FrozenFacts(held.facts, ()))))
    del content["schools"]
    older = unpacked(zlib.compress(json.dumps(content).encode()))
    assert older.facts.schools == ()
