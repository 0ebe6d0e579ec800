"""全区月表 at the office: each report beside the records, editions, and who is not asked."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.office.labels import why_text
from inspector_app.office.reconciliation import Cause, Standing
from inspector_app.office.same_day import SameDay
from inspector_app.services.context import Role
from inspector_app.services.office_month_views import PersonMonth
from tests.district.office.district import (
    IN_USE,
    NOVEMBER,
    District,
    opened,
    written,
)
from tests.district.office.reporting import month_of, send_news
from tests.unit.builders import tell
from tests.unit.services.conftest import COMPLETE

Write = Callable[..., str]


def told(found: PersonMonth) -> dict[str, tuple[str, str, Standing]]:
    return {
        each.difference.label: (each.difference.before, each.difference.after, each.standing)
        for each in found.figures
    }


def corrected(district: District, name: str, uid: str, **fields: Any) -> None:
    laptop = district.laptops[name]
    laptop.visits.correct(uid, reason="数字写错了")
    for field, value in fields.items():
        laptop.visit_edit.set_json(uid, field, value)
    laptop.visits.file(uid)


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
