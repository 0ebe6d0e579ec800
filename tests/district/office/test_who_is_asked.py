"""Who is asked for a month, who is excused, and who is never asked."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError, RefusedError
from inspector_app.domain.visit_options import RecordSource
from inspector_app.office.dunning import Arrival, remarks
from inspector_app.office.labels import state_of
from inspector_app.services.office_people import LEAVE, NO_COMPUTER, NO_VISITS
from tests.district.office.district import (
    NOVEMBER,
    District,
    figures,
)
from tests.district.office.reporting import month_of, send_news
from tests.unit.services.conftest import COMPLETE

Write = Callable[..., str]


def answers_for(district: District, person: str) -> None:
    database = district.office.context.database
    with database.transaction():
        database.execute(
            "INSERT INTO assignment (inspector_id, school_code, start, origin)"
            " VALUES (?, ?, ?, 'import')",
            person, COMPLETE["school"], "2026-09-01",
        )  # fmt: skip


def test_who_answers_for_no_school_and_has_no_computer_is_not_asked(district: District) -> None:
    district.leave_out.add("DX003")
    district.sign_roster()
    answers_for(district, "DX001")
    line = month_of(district, "DX003").line
    assert (line.is_late, line.is_excused, state_of(line)) == (False, True, "没有责任校")
    assert "0/2 人已交齐" in district.office.office_month.month(NOVEMBER).notes[0]


def test_who_never_uses_a_computer_is_written_for_and_never_asked(district: District) -> None:
    office = district.office
    district.leave_out.add("DX003")
    district.sign_roster()
    answers_for(district, "DX003")
    assert "还没有登记电脑，请带电脑来登记：督学03。" in office.office_gaps.board(NOVEMBER).text
    assert office.office_people.mark_no_computer("督学03", reason="眼睛不好").inspectors
    line = month_of(district, "DX003").line
    assert (line.is_late, line.is_in, state_of(line)) == (False, False, "还没有代录")
    assert "督学03" not in office.office_gaps.board(NOVEMBER).text
    office.visits.file(office.visit_edit.new_from_json({**COMPLETE, "lead": "督学03"}).uid)
    found = office.office_month.month(NOVEMBER)
    assert (found.people[2].line.arrival, found.people[2].line.is_in) == (Arrival.TYPED, True)
    assert figures(office)["inspectors"]["DX003"]["led_visits"] == 1
    assert "督导室代录的记录（计入本人）：督学03 1 份。" in found.notes
    assert [each.source for each in office.visits.list()] == [RecordSource.TYPED]
    (line,) = office.months.behind([office.visits.list()[0].uid])
    assert line.text == "督学03（代录）"
    assert office.office_people.take_back("督学03", NO_COMPUTER)
    with pytest.raises(RefusedError, match="没有登记过不用电脑"):
        office.office_people.take_back("督学03", NO_COMPUTER)


def test_who_is_on_leave_all_month_is_excused_and_days_of_leave_are_not_counted_as_silence(
    district: District, reported: str, clock: FixedClock
) -> None:
    people = district.office.office_people
    with pytest.raises(InputError, match="早于"):
        people.mark_leave("DX002", first=date(2026, 11, 2), until=date(2026, 11, 1))
    people.mark_leave("DX002", first=date(2026, 10, 20), until=date(2026, 12, 5))
    people.mark_leave("DX003", first=date(2026, 11, 10))
    people.mark_leave("DX001", first=date(2026, 11, 24))
    clock.advance(timedelta(days=60))
    found = district.office.office_month.month(NOVEMBER)
    away, partly = found.people[1].line, found.people[2].line
    assert (state_of(away), away.is_late, away.is_excused) == ("请假", False, True)
    assert partly.is_late
    assert "1/2 人已交齐" in found.notes[0]
    assert "请假的：督学02。" in found.notes
    assert found.people[0].line.quiet_days == (date(2026, 11, 24) - date(2026, 11, 22)).days - 1
    people.take_back("DX002", LEAVE)
    assert month_of(district, "DX002").line.is_late


def test_who_told_of_no_visit_is_in_until_a_record_comes_all_the_same(
    district: District, write: Write, reported: str
) -> None:
    people = district.office.office_people
    people.mark_no_visits("DX002", NOVEMBER, reason="电话告知")
    line = month_of(district, "DX002").line
    assert (state_of(line), line.is_in, line.is_late) == ("本月没有入校", True, False)
    assert "2/3 人已交齐" in district.office.office_month.month(NOVEMBER).notes[0]
    october = district.office.office_month.month(NOVEMBER.shifted(-1)).people[1].line
    assert october.is_late
    write("DX002", date="2026-11-18")
    send_news(district, "DX002")
    district.scan()
    assert month_of(district, "DX002").line.is_late
    people.take_back("DX002", NO_VISITS, month=NOVEMBER)
    with pytest.raises(RefusedError, match="没有登记过没有入校"):
        people.take_back("DX002", NO_VISITS, month=NOVEMBER)


def test_a_computer_that_still_holds_a_roster_that_has_expired_is_named(
    district: District, reported: str, clock: FixedClock
) -> None:
    district.sign_roster(expires=timedelta(days=115))
    assert "密钥名册" not in "".join(remarks(month_of(district).line))
    clock.advance(timedelta(days=85))
    assert "电脑上的登记名册（第 1 版）已过有效期，请更新" in remarks(month_of(district).line)
    assert month_of(district, "DX002").line.old_roster == 0


def test_only_the_office_says_who_is_excused(district: District) -> None:
    with pytest.raises(RefusedError, match="由督导室登记"):
        district.laptops["DX001"].office_people.mark_no_computer("DX001")
    with pytest.raises(InputError, match="超过"):
        district.office.office_people.mark_no_computer("DX001", reason="因" * 201)
