"""全区月表 at the office: each report beside the records, editions, and who is not asked."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError, RefusedError
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.visit_options import RecordSource
from inspector_app.office.dunning import Arrival, remarks
from inspector_app.office.labels import state_of, why_text
from inspector_app.office.reconciliation import Cause, Standing
from inspector_app.office.same_day import SameDay
from inspector_app.services.context import Role
from inspector_app.services.office_month_views import PersonMonth
from inspector_app.services.office_people import LEAVE, NO_COMPUTER, NO_VISITS
from inspector_app.services.wishes import MonthPrint
from tests.district.office.district import (
    IN_USE,
    NOVEMBER,
    District,
    figures,
    opened,
    written,
)
from tests.unit.builders import tell
from tests.unit.services.conftest import COMPLETE

Write = Callable[..., str]


def month_of(district: District, person: str = "DX001") -> PersonMonth:
    found = district.office.office_month.month(NOVEMBER)
    return next(each for each in found.people if each.line.id == person)


def told(found: PersonMonth) -> dict[str, tuple[str, str, Standing]]:
    return {
        each.difference.label: (each.difference.before, each.difference.after, each.standing)
        for each in found.figures
    }


def send_news(district: District, name: str) -> None:
    bench = district.laptops[name]
    folder = district.share / "inbox" / name
    folder.mkdir(exist_ok=True)
    bench.bundles.export_news(inspector_id=bench.context.identity.inspector_id, folder=folder)


def corrected(district: District, name: str, uid: str, **fields: Any) -> None:
    laptop = district.laptops[name]
    laptop.visits.correct(uid, reason="数字写错了")
    for field, value in fields.items():
        laptop.visit_edit.set_json(uid, field, value)
    laptop.visits.file(uid)


@pytest.fixture
def reported(district: District, write: Write) -> str:
    """One record of an inspector whose month was taken in."""
    uid = write("DX001")
    district.hand_over("DX001")
    district.scan()
    return uid


def test_a_month_whose_records_all_arrived_agrees_in_every_figure(
    district: District, reported: str
) -> None:
    found = month_of(district)
    assert (found.named, found.reasons, found.figures) == (1, (), ())
    notes = district.office.office_month.month(NOVEMBER).notes
    assert "1/3 人已交齐" in notes[0]
    assert "还没有交的：督学02、督学03。" in notes
    assert "各项数字与记录合计一致" in notes[-1]


def test_a_record_filed_after_the_report_explains_exactly_the_figures_it_moves(
    district: District, write: Write, reported: str
) -> None:
    write("DX001", date="2026-11-16", issues=[], no_issues_found=True)
    send_news(district, "DX001")
    district.scan()
    found = month_of(district)
    (reason,) = found.reasons
    assert (reason.cause, found.count(Cause.LATE)) == (Cause.LATE, 1)
    assert told(found)["入校校次"] == ("1", "2", Standing.RECORDS)
    assert told(found)["查阅资料（份）"] == ("2", "4", Standing.RECORDS)
    assert "发现问题" not in told(found)
    assert {each.standing for each in found.figures} == {Standing.RECORDS}
    assert all("月报以后交来" in why_text(each) for each in found.figures)
    figure = found.figures[0]
    behind = district.office.office_month.behind(figure.reasons, figure.uids)
    assert [(line.number, line.said) for line in behind] == [
        ("210304-2026-DX001-0002", "月报以后交来"), ("210304-2026-DX001-0001", "督学01"),
    ]  # fmt: skip


def test_a_correction_after_the_report_is_counted_by_both_revisions_and_nothing_is_guessed(
    district: District, reported: str
) -> None:
    corrected(district, "DX001", reported, session="全天")
    send_news(district, "DX001")
    district.scan()
    found = month_of(district)
    (reason,) = found.reasons
    assert (reason.cause, reason.named, reason.here) == (Cause.REVISION, 1, 2)
    assert reason.known is not None
    assert told(found) == {"半天数": ("1", "2", Standing.RECORDS)}
    assert "月报第 1 版，现在第 2 版" in why_text(found.figures[0])


def test_a_record_made_void_after_the_report_is_named_at_every_figure_that_it_left(
    district: District, reported: str
) -> None:
    laptop = district.laptops["DX001"]
    laptop.visits.void(reported, reason="重复登记")
    send_news(district, "DX001")
    district.scan()
    found = month_of(district)
    assert found.count(Cause.VOIDED) == 1
    assert told(found)["发现问题"] == ("1", "0", Standing.RECORDS)
    assert {each.standing for each in found.figures} == {Standing.RECORDS}


def test_a_record_that_the_statement_names_and_that_never_came_is_missed_by_number(
    district: District, write: Write
) -> None:
    write("DX001")
    gone = write("DX001", date="2026-11-18", issues=[], no_issues_found=True)
    number = district.laptops["DX001"].visits.get(gone).number
    district.hand_over("DX001")
    district.scan()
    # As in an office whose folder was restored from an older backup.
    database = district.office.context.database
    with database.transaction():
        database.execute("UPDATE visit SET deleted_at = 'then' WHERE uid = ?", gone)
        database.execute("DELETE FROM office_revision WHERE visit_uid = ?", gone)
    found = month_of(district)
    (reason,) = found.reasons
    assert (reason.cause, reason.number) == (Cause.MISSING, number)
    assert (found.named, found.count(Cause.MISSING)) == (2, 1)
    assert told(found)["入校校次"] == ("2", "1", Standing.PERHAPS)
    assert why_text(found.figures[0]) == f"可能是：{number} 没有收到"
    (absent,) = district.office.office_month.behind(found.reasons)
    assert (absent.number, absent.said) == (number, "没有收到")
    printed = district.office.office_month.document(NOVEMBER, unit="示范区督导室")
    assert any(number in text for text in printed.texts())


def test_what_became_of_an_issue_after_the_report_explains_the_figures_of_issues(
    district: District, reported: str, clock: FixedClock
) -> None:
    clock.advance(timedelta(hours=1))
    laptop = district.laptops["DX001"]
    issue = laptop.visits.get(reported).issues[0].uid
    tell(laptop, issue, IssueEventKind.VOIDED, on=date(2026, 11, 22))
    send_news(district, "DX001")
    district.scan()
    found = month_of(district)
    assert [each.cause for each in found.reasons] == [Cause.PROGRESS]
    assert told(found)["本月撤销"] == ("0", "1", Standing.RECORDS)
    assert told(found)["月末未销号"] == ("1", "0", Standing.RECORDS)


def test_records_that_others_or_the_office_wrote_are_told_from_those_of_the_report(
    district: District, write: Write, reported: str
) -> None:
    write("DX002", date="2026-11-19", peers=["DX001"])
    district.hand_over("DX002")
    district.scan()
    typed = {**COMPLETE, "lead": "DX001", "date": "2026-11-17"}
    district.office.visits.file(district.office.visit_edit.new_from_json(typed).uid)
    found = month_of(district)
    assert {each.cause for each in found.reasons} == {Cause.PEER, Cause.TYPED}
    assert told(found)["入校校次"] == ("1", "3", Standing.RECORDS)
    assert told(found)["其中主责"] == ("1", "2", Standing.RECORDS)
    led = next(each for each in found.figures if each.difference.figure == "led_visits")
    assert [each.cause for each in led.reasons] == [Cause.TYPED]


def test_a_double_entry_and_one_problem_of_two_are_told_as_what_they_are(
    district: District, write: Write, reported: str
) -> None:
    other = write("DX002")
    district.hand_over("DX002")
    district.scan()
    office = district.office
    first, second = (office.visits.get(uid).issues[0].number for uid in (other, reported))
    office.office_questions.same_issue(first, second, by="督学01、督学02")
    found = month_of(district)
    assert [each.cause for each in found.reasons] == [Cause.SAME_ISSUE]
    assert told(found)["发现问题"] == ("1", "0", Standing.RECORDS)
    issues = next(each for each in found.figures if each.difference.label == "发现问题")
    number = office.visits.get(reported).number
    assert why_text(issues) == f"{number} 有问题与别的记录是同一问题，已并入"
    office.office_questions.part_issues(second, by="督学01")
    (question,) = office.office_questions.all()
    kept = office.visits.get(other).number
    office.office_questions.answer(
        question.row.uid, SameDay.DUPLICATE, by="督学01、督学02", kept=kept
    )
    assert [each.cause for each in month_of(district).reasons] == [Cause.VOIDED]
    assert {each.standing for each in month_of(district).figures} == {Standing.RECORDS}


def test_of_two_laptops_of_a_person_the_fuller_report_is_read_and_the_other_is_named(
    district: District, write: Write, filled_folder: Path, clock: FixedClock, stack: ExitStack
) -> None:
    folder = shutil.copytree(filled_folder, district.share.parent / "second", ignore=IN_USE)
    second = opened(folder, clock, role=Role.LAPTOP, person="DX001", device="device-second")
    stack.callback(second.close)
    district.laptops["second"] = second
    district.sign_roster()
    for day in ("2026-11-18", "2026-11-19"):
        write("DX001", date=day, issues=[], no_issues_found=True)
    written(second, no="210304-2026-DX001-1001", date="2026-11-17", issues=[], no_issues_found=True)
    for name in ("DX001", "second"):
        district.hand_over(name)
        district.scan()
    found = month_of(district)
    assert found.named == 2
    assert [each.cause for each in found.reasons] == [Cause.OTHER]
    assert told(found)["入校校次"] == ("2", "3", Standing.RECORDS)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as made:
        yield made


def test_a_late_record_of_an_earlier_month_explains_what_the_year_counts_more(
    district: District, write: Write, reported: str
) -> None:
    write("DX001", date="2026-10-20")
    send_news(district, "DX001")
    district.scan()
    found = month_of(district)
    assert [(each.cause, each.past) for each in found.reasons] == [(Cause.LATE, True)]
    assert found.count(Cause.LATE) == 0
    assert told(found) == {
        "月初未销号": ("0", "1", Standing.RECORDS),
        "月末未销号": ("1", "2", Standing.RECORDS),
        "学年累计整改率": ("0/1", "0/2", Standing.RECORDS),
    }


def test_figures_that_a_later_program_reports_and_odd_ones_are_left_out(
    district: District, reported: str
) -> None:
    from inspector_app.services.office_statements import figures_of, named
    from inspector_app.storage.office_month import StatementRow

    odd = StatementRow(
        "DX001", "c", 1, "", "", ({"uuid": 3}, {"uuid": "u", "no": "n", "revision": 1}), (),
        {"visits": 2, "new_figure": 3, "lessons": None, "by_type": {"专项": "x"},
         "coverage": [1, 2], "on_time": [1]},
    )  # fmt: skip
    assert figures_of(odd) == {"visits": 2, "coverage": [1, 2]}
    assert [each.uid for each in named(odd)] == ["u"]


# -- who is not asked ------------------------------------------------------------------------------


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


# -- editions and the lock -------------------------------------------------------------------------


def test_an_edition_says_who_is_not_in_and_what_the_office_wrote_and_prints_so_for_good(
    district: District, write: Write, reported: str, clock: FixedClock
) -> None:
    office = district.office
    first = office.month_editions.issue(NOVEMBER)
    assert first.title == "第1版　1/3 人　未齐"
    assert first.face.endswith("尚缺：督学02、督学03（还没有交月报；收到的记录已计入）")
    write("DX002", date="2026-11-19")
    district.hand_over("DX002")
    district.scan()
    typed = {**COMPLETE, "lead": "DX003", "date": "2026-11-17"}
    office.visits.file(office.visit_edit.new_from_json(typed).uid)
    second = office.month_editions.issue(NOVEMBER)
    assert (second.number, second.have, second.missing) == (2, 2, ("督学03",))
    assert ("合计", "入校校次", "1", "3") in [
        (each.row, each.label, each.before, each.after) for each in second.differences
    ]
    clock.advance(timedelta(hours=3))
    for number, said in ((1, "1/3 人已交齐"), (2, "督学03 1 份")):
        texts = printed_month(district, number)
        assert any("编制说明" in text and said in text for text in texts)
        assert not any("19:00" in text for text in texts)
    assert any("19:00" in text for text in printed_month(district, 0))


def printed_month(district: District, edition: int) -> list[str]:
    wish = MonthPrint(month=NOVEMBER, edition=edition)
    (tree,) = district.office.document_trees.of(wish)
    return list(tree.texts())


def test_a_month_that_is_locked_with_people_missing_says_who_and_tells_them_as_late(
    district: District, write: Write, reported: str, clock: FixedClock
) -> None:
    office = district.office
    write("DX002", date="2026-11-19")
    clock.advance(timedelta(days=10))
    assert office.month_life.life(NOVEMBER).absent == ("督学02", "督学03")
    office.month_life.lock(NOVEMBER)
    life = office.month_life.life(NOVEMBER)
    assert "还有 2 人没有交齐（督学02、督学03）" in life.steps[-1].reason
    with pytest.raises(RefusedError, match="不再出新版"):
        office.month_editions.issue(NOVEMBER)
    district.hand_over("DX002")
    district.scan()
    assert kept_row(district)["visits"] == 1
    (late,) = office.months.late(NOVEMBER.shifted(1))
    assert {each.item.word for each in late.entries} == {"补报"}
    assert "督学02" not in office.office_gaps.board(NOVEMBER).text


def kept_row(district: District) -> dict[str, Any]:
    row: dict[str, Any] = district.office.months.as_json(NOVEMBER)["district"]
    return row


# -- as files --------------------------------------------------------------------------------------


def test_the_table_is_one_document_and_one_workbook_of_the_same_rows(
    district: District, write: Write, reported: str, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    write("DX001", date="2026-11-16", issues=[], no_issues_found=True)
    send_news(district, "DX001")
    district.scan()
    texts = list(district.office.office_month.document(NOVEMBER, unit="督导室").texts())
    assert {"全区月表核对表", "编制说明", "督导室已收", "没有收到"} <= set(texts)
    path = district.office.office_month.xlsx(NOVEMBER, tmp_path / "核对.xlsx").path
    book = load_workbook(path)
    assert book.sheetnames == ["核对表", "不同的数字", "有出入的记录"]
    figure = next(r for r in book["不同的数字"].values if r[1] == "入校校次")
    assert figure[:4] == ("督学01", "入校校次", 1, 2)
    board = load_workbook(district.office.office_gaps.xlsx(NOVEMBER, tmp_path / "催报.xlsx").path)
    assert board.sheetnames == ["催报名单", "缺的和要定的"]
