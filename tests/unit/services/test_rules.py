"""Rules, themes, 回避 and the board over a real data folder."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.month import Month
from inspector_app.domain.recusal import Relation
from inspector_app.domain.rule_kinds import MarkLevel, RuleId
from inspector_app.services.context import Role
from tests.unit.builders import tell
from tests.unit.calendars import day
from tests.unit.services.workbooks import (
    KINDERGARTEN,
    SCHOOL,
    assignment,
    roster,
)

MONTHLY = RuleId.VISITS_PER_MONTH


def be_office(workbench: Workbench) -> None:
    workbench.settings.set_identity(role=Role.OFFICE, district="210304", inspector_id="")


def marks(workbench: Workbench, month: Month | None = None) -> list[tuple[MarkLevel, str]]:
    (row,) = workbench.coverage.board(month).rows
    return [(mark.level, mark.words) for mark in row.coverage.marks]


# -- rules ---------------------------------------------------------------------------------------


def test_a_decision_is_kept_with_who_took_it_and_can_be_taken_back(workbench: Workbench) -> None:
    changed = workbench.rules.set_values(MONTHLY, {"visits": 2}, basis="区教督〔2026〕5号")
    assert changed.rules
    rule = workbench.rules.get(MONTHLY)
    assert rule.set_by == "督学01 2026-11-22 设定，依据区教督〔2026〕5号"
    assert not workbench.rules.set_values(MONTHLY, {"visits": 2})
    workbench.rules.set_values(MONTHLY, {"amber_from": 10})
    assert (rule.id, workbench.rules.get(MONTHLY).number("visits")) == (MONTHLY, 2)
    assert workbench.rules.reset(MONTHLY).rules
    assert workbench.rules.get(MONTHLY).set_by == "随程序的全国规则"
    with pytest.raises(NotFoundError, match="没有改过"):
        workbench.rules.reset(MONTHLY)
    assert workbench.checks.run().sound


def test_a_rule_is_switched_and_the_office_named(workbench: Workbench) -> None:
    be_office(workbench)
    assert workbench.rules.switch_off(MONTHLY).rules
    assert not workbench.rules.switch_off(MONTHLY)
    rule = workbench.rules.get(MONTHLY)
    assert (rule.on, rule.set_by) == (False, "督导室 2026-11-22 设定")
    assert workbench.rules.switch_on(RuleId.DAYS_TO_FILE).rules
    on = {rule.id for rule in workbench.rules.all() if rule.on}
    assert RuleId.DAYS_TO_FILE in on
    assert MONTHLY not in on


def test_a_number_that_cannot_be_changes_nothing(workbench: Workbench) -> None:
    with pytest.raises(InputError, match="规则没有改：“每学期次数”要在 2 到 40 之间，1 不行"):
        workbench.rules.set_values(RuleId.VISITS_PER_TERM, {"visits": 1})
    assert workbench.rules.get(RuleId.VISITS_PER_TERM).setting is None


# -- the board -----------------------------------------------------------------------------------


def test_the_board_judges_today_and_a_month_that_is_over_on_its_last_day(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    assert marks(workbench) == [(MarkLevel.AMBER, "本月还没有入校")]
    assert marks(workbench, Month(2026, 10)) == [(MarkLevel.RED, "本月还没有入校")]
    filed()
    assert marks(workbench) == []
    board = workbench.coverage.board(Month(2026, 10))
    assert (board.on, board.exempt, board.term and board.term.name) == (
        day("2026-10-31"), False, "2026-2027学年第一学期",
    )  # fmt: skip
    (row,) = board.rows
    # An issue that was found in November was not open in October.
    assert (row.last_visit, row.coverage.visits_term, row.open_issues) == (None, 0, 0)
    (row,) = workbench.coverage.board().rows
    assert (row.last_visit, row.open_issues) == (day("2026-11-20"), 1)


def test_an_exempt_month_asks_nothing_and_says_how_many_school_days_it_has(
    workbench: Workbench,
) -> None:
    board = workbench.coverage.board(Month(2026, 8))
    assert (board.exempt, board.school_days, board.rows[0].coverage.marks) == (True, 0, ())
    assert board.unknown_years == ()


def test_a_month_to_come_and_an_unknown_person_are_named(workbench: Workbench) -> None:
    with pytest.raises(InputError, match="2026年12月还没有到"):
        workbench.coverage.board(Month(2026, 12))
    with pytest.raises(NotFoundError, match="DX999"):
        workbench.coverage.board(inspector_id="DX999")


def test_the_board_of_a_person_shows_the_schools_that_person_answers_for(
    workbench: Workbench,
) -> None:
    assert workbench.coverage.board(inspector_id="DX002").rows == ()
    be_office(workbench)
    assert [row.school.code for row in workbench.coverage.board().rows] == [KINDERGARTEN, SCHOOL]
    mine = workbench.coverage.board(inspector_id="DX001").rows
    assert [row.school.code for row in mine] == [SCHOOL]


def test_rules_of_single_cities_mark_once_they_are_switched_on(
    workbench: Workbench, filed: Callable[..., str], clock: FixedClock
) -> None:
    uid = filed()
    workbench.visit_edit.new(school_code=SCHOOL, visited_on=date(2026, 11, 16))
    for rule_id in (RuleId.DAYS_TO_FILE, RuleId.DAYS_TO_RECHECK, RuleId.NOTICES_PER_TERM):
        workbench.rules.switch_on(rule_id)
    assert marks(workbench) == [(MarkLevel.AMBER, "2026-11-16 的记录 6 天还没有定稿")]
    (issue,) = workbench.visits.get(uid).issues
    tell(workbench, issue.uid, IssueEventKind.ANSWERED, on=date(2026, 11, 21))
    clock.advance(timedelta(days=25))
    assert marks(workbench) == [
        (MarkLevel.RED, "2026-11-16 的记录 31 天还没有定稿"),
        (MarkLevel.AMBER, "本月还没有入校"),
        (MarkLevel.AMBER, "本学期入校 1 次"),
        (MarkLevel.AMBER, "学校 2026-11-21 报送的整改还没有核查"),
        (MarkLevel.AMBER, "本学期还没有整改通知书"),
    ]


def test_the_district_is_reckoned_over_all_schools_in_operation(workbench: Workbench) -> None:
    found = workbench.coverage.staffing()
    assert (found.schools, found.inspectors, found.unassigned) == (2, 3, (KINDERGARTEN,))
    assert found.sentence == "2 所 ÷ 3 人 = 每人 0.67 所；每人至多 5 所，至少要 1 人，够用。"
    assert [(load.id, load.schools) for load in found.people] == [
        ("DX001", 1), ("DX002", 0), ("DX003", 0),
    ]  # fmt: skip


# -- themes --------------------------------------------------------------------------------------


def test_a_theme_is_set_changed_and_taken_away(workbench: Workbench) -> None:
    month = Month(2026, 11)
    assert workbench.themes.set(month, " 冬季  安全 ", source="教督办〔2026〕12号").plans
    theme = workbench.themes.of(month)
    assert theme is not None
    assert (theme.theme, theme.set_by, theme.set_on) == ("冬季 安全", "督学01", "2026-11-22")
    assert not workbench.themes.set(month, "冬季 安全", source="教督办〔2026〕12号")
    workbench.themes.set(month, "食品安全")
    assert [each.theme for each in workbench.themes.all()] == ["食品安全"]
    workbench.themes.set(month, "")
    assert workbench.themes.of(month) is None
    with pytest.raises(NotFoundError, match="没有设过月主题"):
        workbench.themes.set(month, "")
    with pytest.raises(InputError, match="不超过 100 字"):
        workbench.themes.set(month, "题" * 101)
    assert workbench.checks.run().sound


# -- 回避 ----------------------------------------------------------------------------------------


def test_a_declaration_is_listed_with_names_and_ended(workbench: Workbench) -> None:
    assert workbench.recusals.add("DX002", SCHOOL, Relation.HEAD_RELATIVE, note="无").recusals
    (line,) = workbench.recusals.list()
    assert (line.name, line.school_name, line.in_force, line.last_day) == (
        "督学02", "示范区第3小学", True, None,
    )  # fmt: skip
    with pytest.raises(RefusedError, match="要在申报日期 2026-11-22 和今天之间"):
        workbench.recusals.end(line.recusal.uid, on=day("2026-11-23"))
    assert workbench.recusals.end(line.recusal.uid[:8]).recusals
    assert not workbench.recusals.list()[0].in_force
    with pytest.raises(RefusedError, match="已经在 2026-11-22 解除"):
        workbench.recusals.end(line.recusal.uid)
    assert workbench.checks.run().sound


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (("DX999", SCHOOL, Relation.FAMILY), "DX999"),
        (("DX002", "9999999999", Relation.FAMILY), "9999999999"),
        (("DX002", SCHOOL, Relation.FORMER_POST), "要写离职日期"),
    ],
)
def test_a_declaration_that_cannot_be_is_refused(
    workbench: Workbench, values: tuple[Any, ...], sentence: str
) -> None:
    with pytest.raises((NotFoundError, RefusedError), match=sentence):
        workbench.recusals.add(*values)
    assert workbench.recusals.list() == ()


def test_a_former_post_is_told_with_its_last_day(workbench: Workbench) -> None:
    workbench.recusals.add("DX002", SCHOOL, Relation.FORMER_POST, left_on=day("2025-06-30"))
    assert workbench.recusals.list()[0].last_day == day("2028-06-30")


def test_a_record_warns_of_people_who_must_keep_away_and_can_be_filed(
    workbench: Workbench, complete: dict[str, Any], clock: FixedClock
) -> None:
    workbench.recusals.add("DX001", SCHOOL, Relation.HEAD_RELATIVE)
    uid = workbench.visit_edit.new_from_json({**complete, "date": "2026-11-22"}).uid
    (warning,) = workbench.visits.warnings(uid)
    assert (warning.where, "《教育督导条例》" in warning.what) == ("lead", True)
    assert workbench.visits.record(uid).warnings == (warning,)
    assert workbench.visits.gaps(uid) == ()
    workbench.visits.file(uid)
    other = workbench.visit_edit.new_from_json({**complete, "school": KINDERGARTEN}).uid
    assert workbench.visits.warnings(other) == ()


def test_a_roster_that_gives_a_school_to_somebody_in_recusal_says_so(
    workbench: Workbench, tmp_path: Path
) -> None:
    workbench.recusals.add("DX002", SCHOOL, Relation.FAMILY)
    book = roster(
        tmp_path / "r.xlsx",
        assignments=[
            assignment(督学编号="DX002", 学校标识码=SCHOOL, 开始日期="2026-09-01"),
            assignment(
                督学编号="DX002", 学校标识码=SCHOOL, 开始日期="2025-09-01", 结束日期="2026-08-31"
            ),
        ],
    )
    result = workbench.imports.import_roster(book)
    (note,) = [note for note in result.notes if "回避" in note.what]
    assert note.where == "责任分配 督学02—示范区第3小学"
    assert "配偶、父母、子女在该校就业或就读" in note.what
