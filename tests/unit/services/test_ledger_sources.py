"""Issues that no record found: they enter the ledger once, live its whole life, and no month."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base.errors import IncompleteError, InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.issue import Issue, IssueState, Severity
from inspector_app.domain.issue_event import EventDetails, IssueEventKind, Measure
from inspector_app.domain.issue_rules import NextStep
from inspector_app.domain.issue_source import Matter, OutsideSource
from inspector_app.domain.month import Month
from inspector_app.domain.sourced_issue import FOLLOWS_SOURCE, SourcedIssue, said_anew
from inspector_app.domain.visit_options import VisitType
from tests.examples import examples
from tests.unit.builders import make_issue
from tests.unit.services.conftest import SCHOOL

TODAY = date(2026, 11, 22)
K = IssueEventKind
LETTER = SourcedIssue(
    source=OutsideSource.OPINION, reference="示政教督函〔2026〕3号", item="1", unit="区教育局",
    description="教师超编，调配没有落实。", matter=Matter.GOVERNMENT, responsible="分管副局长",
    deadline=date(2026, 12, 31), found_on=date(2026, 10, 20),
    measures=(Measure(text="校长兼课", target="6", unit="人"),),
)  # fmt: skip
SELF = SourcedIssue(
    source=OutsideSource.SELF_CHECK, reference="B12 生均用房", school_code=SCHOOL,
    description="生均教学用房差 0.4 平方米。", deadline=date(2026, 11, 20),
    found_on=date(2026, 11, 1),
)  # fmt: skip


@pytest.fixture
def filed_visit(filed: Callable[..., str]) -> str:
    """A filed record at the school of these tests."""
    return filed()


def record(workbench: Workbench, uid: str, kind: IssueEventKind, **said: Any) -> None:
    step = NextStep(kind=kind, on=said.pop("on", TODAY), **said)
    workbench.issues.record(uid, step)


def test_the_same_issue_is_taken_in_once_however_often_it_is_told(workbench: Workbench) -> None:
    first = workbench.ledger_sources.take_in([LETTER, SELF])
    assert [line.fresh for line in first.lines] == [True, True]
    assert first.changes.issues
    again = workbench.ledger_sources.take_in([SELF, LETTER])
    assert {line.uid for line in again.lines} == {line.uid for line in first.lines}
    assert not any(line.fresh or line.restated for line in again.lines)
    assert not again.changes
    assert len(workbench.issues.open_ledger()) == 2
    assert first.sentence() == "新列入台账 2 个。"
    assert again.sentence() == "早已在台账里、没有变化 2 个。"


def test_a_department_stands_as_the_one_inspected_and_answers_for_it(workbench: Workbench) -> None:
    (line,) = workbench.ledger_sources.take_in([LETTER]).lines
    row = workbench.issues.get(line.uid)
    assert (row.school_name, row.school_code, row.visit_uid) == ("区教育局", "", "")
    assert row.issue.responsible_unit == "区教育局"
    assert (row.source, row.matter) == (OutsideSource.OPINION, Matter.GOVERNMENT)
    assert row.origin == "示政教督函〔2026〕3号 1"
    assert (row.found_on, row.lead_name) == (date(2026, 10, 20), "督学01")
    assert line.number == "WT-2026-DX001-0001"


def test_numbers_follow_the_entry_that_an_issue_came_from(workbench: Workbench) -> None:
    entry = replace(LETTER, record="YH-2026-DX001-0001")
    given = [
        replace(entry, item=item, key=key) for item, key in (("2", "b"), ("1", "a"), ("2", "c"))
    ]
    lines = workbench.ledger_sources.take_in(given).lines
    ends = [line.number.removeprefix("YH-2026-DX001-0001-") for line in lines]
    assert ends == ["02", "01", "03"]
    found = workbench.ledger_sources.of_entry(OutsideSource.OPINION, "YH-2026-DX001-0001")
    assert {key: row.issue.uid for key, row in found.items()} == {
        "b": lines[0].uid, "a": lines[1].uid, "c": lines[2].uid,
    }  # fmt: skip


def test_what_the_source_says_otherwise_is_written_anew_and_what_was_done_stays(
    workbench: Workbench,
) -> None:
    (line,) = workbench.ledger_sources.take_in([LETTER]).lines
    record(workbench, line.uid, K.PROGRESS, note="已排课")
    measure = replace(LETTER.measures[0], actual="4")
    record(workbench, line.uid, K.MEASURED, details=EventDetails(measures=(measure,)))
    anew = replace(LETTER, responsible="局长", deadline=date(2027, 1, 31), requirement="")
    (told,) = workbench.ledger_sources.take_in([anew]).lines
    assert (told.uid, told.fresh, told.restated) == (line.uid, False, ("责任人", "整改时限"))
    row = workbench.issues.get(line.uid)
    assert (row.issue.responsible, row.due) == ("局长", date(2027, 1, 31))
    assert row.issue.dates.planned_on == LETTER.found_on
    events = workbench.issues.events(line.uid)
    assert [e.note for e in events if e.kind is K.RESTATED] == ["按来源更正：责任人、整改时限"]
    assert [e.note for e in events if e.kind is K.PROGRESS] == ["已排课"]


def test_what_is_settled_is_not_touched_by_its_source(workbench: Workbench) -> None:
    (line,) = workbench.ledger_sources.take_in([SELF]).lines
    shown = EventDetails(documents=("竣工验收单",))
    record(workbench, line.uid, K.CLOSED, note="已核实", details=shown)
    (told,) = workbench.ledger_sources.take_in([replace(SELF, description="别的话。")]).lines
    assert told.settled
    assert workbench.issues.get(line.uid).issue.description == SELF.description
    assert workbench.issues.get(line.uid).state is IssueState.CLOSED


def test_all_are_refused_together_and_each_fault_is_named(workbench: Workbench) -> None:
    wrong = [
        LETTER,
        replace(LETTER, item="2", description="  "),
        replace(LETTER, item="3", unit=""),
        replace(SELF, item="4", unit="总务处"),
        replace(SELF, item="5", deadline=None, found_on=date(2026, 11, 23)),
        replace(SELF, item="6", deadline=date(2026, 10, 31)),
        replace(SELF, item="7", reference=""),
    ]
    with pytest.raises(IncompleteError) as refused:
        workbench.ledger_sources.take_in(wrong)
    assert [problem.where for problem in refused.value.problems] == list("234567")
    assert workbench.issues.open_ledger() == ()
    with pytest.raises(NotFoundError):
        workbench.ledger_sources.take_in([replace(SELF, school_code="2121999999")])


def test_an_issue_of_another_source_enters_no_month(workbench: Workbench) -> None:
    before = workbench.months.table(Month(2026, 11)).table
    (line,) = workbench.ledger_sources.take_in([SELF]).lines
    record(workbench, line.uid, K.NOTICE_ISSUED)
    shown = EventDetails(documents=("验收单",))
    record(workbench, line.uid, K.CLOSED, note="已核实", details=shown)
    workbench.ledger_sources.take_in([LETTER])
    after = workbench.months.table(Month(2026, 11)).table
    assert (after.district, after.inspectors) == (before.district, before.inspectors)


def test_a_later_visit_closes_an_issue_of_a_self_check(
    workbench: Workbench, filed_visit: str
) -> None:
    (line,) = workbench.ledger_sources.take_in([SELF]).lines
    case = workbench.issues.case(line.uid)
    assert [visit.uid for visit in case.follow_ups] == [filed_visit]
    record(
        workbench, line.uid, K.CLOSED, note="现场看过", details=EventDetails(visit_uid=filed_visit)
    )
    assert workbench.issues.get(line.uid).state is IssueState.CLOSED


def test_a_department_is_visited_by_nobody_and_closed_by_papers(
    workbench: Workbench, filed_visit: str
) -> None:
    (line,) = workbench.ledger_sources.take_in([LETTER]).lines
    assert workbench.issues.case(line.uid).follow_ups == ()
    with pytest.raises(RefusedError, match="另一所学校"):
        record(
            workbench, line.uid, K.CLOSED, note="看过", details=EventDetails(visit_uid=filed_visit)
        )
    record(workbench, line.uid, K.CLOSED, note="已核", details=EventDetails(documents=("调令",)))
    assert workbench.issues.get(line.uid).state is IssueState.CLOSED


def test_the_ledger_is_narrowed_by_source_and_by_matter(
    workbench: Workbench, filed_visit: str
) -> None:
    workbench.ledger_sources.take_in([LETTER, SELF])
    everything = workbench.ledger.everything()

    def descriptions(**wanted: Any) -> list[str]:
        rows = workbench.ledger.page(replace(everything, **wanted)).rows
        return [row.issue.description for row in rows]

    assert descriptions(source=OutsideSource.OPINION) == [LETTER.description]
    assert descriptions(source=VisitType.ROUTINE) == ["消防通道堆放杂物。"]
    assert descriptions(matter=Matter.GOVERNMENT) == [LETTER.description]
    assert len(descriptions(matter=Matter.SCHOOLS)) == 2
    assert workbench.ledger.count(replace(everything, source=OutsideSource.SELF_CHECK)).overdue == 1
    assert workbench.ledger.page(everything).sums.total == 3


def test_an_overdue_issue_of_another_source_presses_on_the_day(workbench: Workbench) -> None:
    workbench.ledger_sources.take_in([SELF])
    page = workbench.today.page()
    assert (page.due_count, page.overdue_count) == (1, 1)
    assert [row.school_name for row in page.due] == ["示范区第3小学"]


def test_what_another_source_told_is_found_by_its_words_and_its_reference(
    workbench: Workbench,
) -> None:
    (line,) = workbench.ledger_sources.take_in([LETTER]).lines
    for indexed in (False, True):
        for words in ("超编", "示政教督函", "分管副局长", line.number):
            (hit,) = workbench.search.find(words)
            assert (hit.kind, hit.uid, hit.number) == ("issue", line.uid, line.number), indexed
        workbench.search.index_dirty()
    workbench.search.rebuild()
    assert [hit.uid for hit in workbench.search.find("调配没有落实")] == [line.uid]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("matter", "督外", "督学、督政、评估监测"),
        ("found_on", "十月", "发现日期"),
        ("fixed_on_the_spot", "是", "当场整改"),
        ("colour", "红", "没有“colour”这个字段"),
        ("school", "没有的学校", "没有学校"),
    ],
)
def test_a_field_of_a_file_that_cannot_be_read_is_named(
    workbench: Workbench, field: str, value: str, said: str
) -> None:
    data = {"ref": "示函3号", "unit": "区财政局", "description": "经费没有到位。", field: value}
    with pytest.raises((InputError, NotFoundError)) as refused:
        workbench.ledger_sources.take_in_json(OutsideSource.SUPERIOR, [data])
    assert said in refused.value.sentence
    assert workbench.issues.open_ledger() == ()


def test_a_file_says_all_that_an_issue_of_another_source_can_say(workbench: Workbench) -> None:
    data = {
        "ref": "国测2026", "item": "3", "school": "示范区第3小学",
        "category": "校园及周边安全、学生交通安全",
        "description": "体质监测优良率低。", "severity": "严重", "requirement": "开足体育课。",
        "measures": ["开足体育课｜目标 5节", "－大课间｜时限 2026-12-01"], "matter": "评估监测",
        "deadline": "2027-06-30", "found_on": "2026-11-02",
    }  # fmt: skip
    (line,) = workbench.ledger_sources.take_in_json(OutsideSource.MONITORING, [data]).lines
    row = workbench.issues.get(line.uid)
    assert (row.issue.category, row.issue.severity) == ("T6", Severity.SERIOUS)
    assert (row.matter, row.reference, row.item) == (Matter.MONITORING, "国测2026", "3")
    (planned,) = [e for e in workbench.issues.events(line.uid) if e.kind is K.PLANNED]
    assert planned.details.measures[0].parts[0].due == date(2026, 12, 1)
    workbench.search.index_dirty()
    assert workbench.checks.run().sound


@examples(25)
@given(st.data())
def test_only_what_is_given_and_differs_is_said_anew(data: st.DataObject) -> None:
    texts = st.sampled_from(("", "甲", "乙"))
    days = st.sampled_from((None, date(2026, 12, 1), date(2026, 12, 2)))

    def any_issue() -> Issue:
        text = data.draw(texts)
        return make_issue(
            description=text, category=data.draw(texts), responsible=data.draw(texts),
            deadline=data.draw(days),
        )  # fmt: skip

    known, told = any_issue(), any_issue()
    words = said_anew(known, told)
    for name in FOLLOWS_SOURCE:
        new, old = getattr(told, name), getattr(known, name)
        assert (name in words) == (bool(new) and new != old), name
