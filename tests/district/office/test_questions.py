"""同校同日待确认 and 催报: what only people know, and what has not come."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.visit_options import COUNTED_STATUSES, VisitStatus
from inspector_app.office.dunning import Arrival
from inspector_app.office.same_day import SameDay
from inspector_app.services.office_questions import OfficeQuestions
from tests.district.office.district import NOVEMBER, District, figures
from tests.fuse import Killed
from tests.unit.services.conftest import COMPLETE

Write = Callable[..., str]


@pytest.fixture
def met(district: District, write: Write) -> tuple[str, str]:
    """Two inspectors at one school on one day, neither naming the other."""
    uids = write("DX001"), write("DX002")
    for name in ("DX001", "DX002"):
        district.hand_over(name)
    district.scan()
    return uids


def district_row(district: District) -> dict[str, Any]:
    row: dict[str, Any] = figures(district.office)["district"]
    return row


def test_two_records_of_one_school_and_day_are_asked_about(
    district: District, met: tuple[str, str]
) -> None:
    (question,) = district.office.office_questions.all()
    assert set(question.row.visits) == set(met)
    assert "督学01、督学02：11月20日" in question.text
    assert district.office.office_gaps.board(NOVEMBER).questions == 1


def test_a_record_that_names_its_peer_leaves_no_question(district: District, write: Write) -> None:
    write("DX001", peers=["DX002"])
    write("DX002")
    for name in ("DX001", "DX002"):
        district.hand_over(name)
    district.scan()
    assert district.office.office_questions.all() == ()


def test_a_double_entry_counts_once_and_counts_again_when_the_answer_is_corrected(
    district: District, met: tuple[str, str]
) -> None:
    questions = district.office.office_questions
    uid = questions.all()[0].row.uid
    kept = district.office.visits.get(met[0]).number
    assert district_row(district)["issues_found"] == 2

    questions.answer(uid, SameDay.DUPLICATE, by="督学01、督学02", kept=kept)
    row = district_row(district)
    assert (row["visits"], row["issues_found"], row["campus_walks"]) == (1, 1, 1)
    assert questions.open_count() == 0

    questions.answer(uid[:8], SameDay.SEPARATE, by="督学02")
    assert district_row(district)["issues_found"] == 2
    assert questions.all()[0].answer is SameDay.SEPARATE


@pytest.fixture
def typed(district: District) -> tuple[str, str]:
    """Two records that the office has written for people, of one school and day."""
    office, uids = district.office, []
    for lead in ("DX001", "DX002"):
        uids.append(office.visit_edit.new_from_json({**COMPLETE, "lead": lead}).uid)
        office.visits.file(uids[-1])
    office.office_questions.find()
    return uids[0], uids[1]


@pytest.mark.parametrize("records", ["met", "typed"])
def test_a_record_that_the_office_made_void_stays_void_whatever_is_answered(
    district: District, request: pytest.FixtureRequest, records: str
) -> None:
    first, second = request.getfixturevalue(records)
    office = district.office
    uid = office.office_questions.all()[0].row.uid
    numbers = {each: office.visits.get(each).number for each in (first, second)}
    office.office_questions.answer(uid, SameDay.DUPLICATE, by="督学01", kept=numbers[first])
    office.visits.void(first, reason="没有去过")

    office.office_questions.answer(uid, SameDay.SEPARATE, by="督学02")
    assert office.visits.get(first).status is VisitStatus.VOIDED
    assert office.visits.get(second).status in COUNTED_STATUSES

    office.office_questions.answer(uid, SameDay.DUPLICATE, by="督学02", kept=numbers[first])
    assert office.visits.get(first).status is VisitStatus.VOIDED


def test_an_answer_names_who_gave_it_and_which_record_counts(
    district: District, met: tuple[str, str]
) -> None:
    questions = district.office.office_questions
    uid = questions.all()[0].row.uid
    with pytest.raises(RefusedError, match="谁答复"):
        questions.answer(uid, SameDay.JOINT, by=" ")
    with pytest.raises(RefusedError, match="以哪一份为准"):
        questions.answer(uid, SameDay.DUPLICATE, by="督学01")
    with pytest.raises(NotFoundError):
        questions.answer("nothing", SameDay.JOINT, by="督学01")
    assert questions.open_count() == 1


def test_one_problem_that_both_found_counts_once_with_both_finders(
    district: District, met: tuple[str, str]
) -> None:
    questions = district.office.office_questions
    first, second = (district.office.visits.get(uid).issues[0].number for uid in met)

    questions.same_issue(first, second, by="督学01、督学02")
    assert district_row(district)["issues_found"] == 1
    (shared,) = questions.shared_issues()
    assert shared.finders == ("督学01", "督学02")
    with pytest.raises(RefusedError, match="已经并入"):
        questions.same_issue(second, first, by="督学01")

    # A correction of the record brings its issue anew: it stays one of two.
    laptop = district.laptops["DX002"]
    laptop.visits.correct(met[1], reason="补写建议")
    laptop.visit_edit.set_json(met[1], "advice", "每日巡查，留下记录。")
    laptop.visits.file(met[1])
    district.hand_over("DX002")
    district.scan()
    assert district.office.visits.get(met[1]).revision == 2
    assert district_row(district)["issues_found"] == 1

    questions.part_issues(second, by="督学02")
    assert district_row(district)["issues_found"] == 2


# -- 催报 ------------------------------------------------------------------------------------------


def test_the_board_says_who_is_here_who_is_typed_for_and_who_is_missing(
    district: District, write: Write
) -> None:
    write("DX001")
    district.hand_over("DX001")
    district.scan()
    district.leave_out.add("DX003")
    district.sign_roster()
    typed = district.office.visit_edit.new_from_json({**COMPLETE, "lead": "DX003"}).uid
    district.office.visits.file(typed)

    board = district.office.office_gaps.board(NOVEMBER)

    told = {line.id: (line.arrival, line.is_late) for line in board.people}
    assert told == {
        "DX001": (Arrival.CLOSED, False),
        "DX002": (Arrival.NOTHING, True),
        "DX003": (Arrival.TYPED, False),
    }
    assert (board.people[2].typed, board.people[2].has_laptop) == (1, False)
    assert "还没有收到：督学02。" in board.text
    assert figures(district.office)["inspectors"]["DX003"]["led_visits"] == 1


def test_35_days_without_anything_are_told_and_an_expired_roster_prevents_nothing(
    district: District, write: Write, clock: FixedClock
) -> None:
    write("DX001")
    district.hand_over("DX001")
    district.scan()
    clock.advance(timedelta(days=36))
    line = district.office.office_gaps.board(NOVEMBER).people[0]
    assert (line.quiet_days, line.is_quiet) == (36, True)
    clock.advance(timedelta(days=70))
    board = district.office.office_gaps.board(NOVEMBER)
    assert "已过有效期" in board.sentences[0]
    # The days of a vacation do not count.
    assert board.people[0].quiet_days is not None
    assert board.people[0].quiet_days < 106
    assert "已过有效期" in district.scan().warnings[0]


def test_a_number_that_was_skipped_is_named_and_a_discarded_draft_explains_it(
    district: District, write: Write
) -> None:
    laptop = district.laptops["DX001"]
    write("DX001")
    draft = laptop.visit_edit.new_from_json({**COMPLETE, "date": "2026-11-18"}).uid
    write("DX001", date="2026-11-19")
    district.hand_over("DX001")
    district.scan()
    board = district.office.office_gaps.board(NOVEMBER)
    assert [each.text for each in board.jumps] == ["210304-2026-DX001-0002"]
    assert any("跳号" in sentence for sentence in board.sentences)

    laptop.visits.discard(draft, reason="写错了")
    write("DX001", date="2026-11-17")
    district.hand_over("DX001")
    district.scan()
    assert district.office.office_gaps.board(NOVEMBER).jumps == ()


def test_a_record_that_a_peer_names_is_missed_by_name_until_it_comes(
    district: District, write: Write, tmp_path: Path
) -> None:
    uid = write("DX001", peers=["DX002"])
    lead, peer = district.laptops["DX001"], district.laptops["DX002"]
    stick = tmp_path / "stick"
    stick.mkdir()
    peer.joint_take_over.take(lead.joint_hand_over.write(uid, stick).path)
    district.hand_over("DX002")
    district.scan()
    (missing,) = district.office.office_gaps.board(NOVEMBER).unseen
    assert (missing.visit_uid, missing.lead_id) == (uid, "DX001")

    district.hand_over("DX001")
    district.scan()
    assert district.office.office_gaps.board(NOVEMBER).unseen == ()
    assert figures(district.office)["inspectors"]["DX002"]["inspector_visits"] == 1


def test_an_entry_of_a_peer_counts_until_the_record_itself_has_come(
    district: District, write: Write
) -> None:
    peer = district.laptops["DX002"]
    peer.joint_entries.add(
        {"school": COMPLETE["school"], "date": "2026-11-20", "session": "上午", "lead": "DX001",
         "lessons": [{"period": 3, "class": "三2班"}]}
    )  # fmt: skip
    district.hand_over("DX002")
    district.scan()
    assert district_row(district)["lessons"] == 1
    write("DX001", peers=["DX002"])
    district.hand_over("DX001")
    district.scan()
    row = district_row(district)
    assert (row["visits"], row["lessons"]) == (1, 1)


def test_what_an_inspector_reported_is_compared_with_what_the_records_add_up_to(
    district: District, write: Write
) -> None:
    write("DX001")
    district.hand_over("DX001")
    district.scan()
    assert district.office.office_gaps.board(NOVEMBER).differing == ()
    uid = district.office.context.database.row("SELECT uid FROM visit")[0]
    with district.office.context.database.transaction():
        district.office.context.stores.visits.set_many(uid, {"session": "full_day"})
    (found,) = district.office.office_gaps.board(NOVEMBER).differing
    assert (found.name, found.reported, found.counted) == ("督学01", "1", "2")


def test_what_the_office_has_corrected_stands_whatever_comes_and_whatever_is_answered(
    district: District, write: Write
) -> None:
    uid, _ = write("DX001"), write("DX002")
    for name in ("DX001", "DX002"):
        district.hand_over(name)
    district.scan()
    office, laptop = district.office, district.laptops["DX001"]
    _corrected(office, uid, "督导室核对后改的。")
    (question,) = office.office_questions.all()
    office.office_questions.answer(question.row.uid, SameDay.SEPARATE, by="督学01、督学02")
    assert office.visits.get(uid).advice == "督导室核对后改的。"

    _corrected(laptop, uid, "督学又改的。")
    district.hand_over("DX001")
    district.scan()
    assert office.visits.get(uid).advice == "督导室核对后改的。"
    (conflict,) = office.office_gaps.board().conflicts
    assert conflict.reason == "own"
    office.office_questions.settle(conflict.number, by="督学01", take_received=True)
    assert office.visits.get(uid).advice == "督学又改的。"


def _corrected(bench: Workbench, uid: str, advice: str) -> None:
    bench.visits.correct(uid, reason="核对")
    bench.visit_edit.set_json(uid, "advice", advice)
    bench.visits.file(uid)


def test_a_correction_that_the_office_has_given_up_keeps_nothing_out(
    district: District, write: Write
) -> None:
    uid = write("DX001")
    district.hand_over("DX001")
    district.scan()
    office, laptop = district.office, district.laptops["DX001"]
    office.visits.correct(uid, reason="看一看")
    office.visits.abandon_correction(uid)
    _corrected(laptop, uid, "督学又改的。")
    district.hand_over("DX001")
    district.scan()
    assert office.visits.get(uid).advice == "督学又改的。"
    assert office.office_gaps.board().conflicts == ()


def test_what_came_before_the_program_was_ended_is_asked_about_by_the_next_look(
    district: District, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DX001", "DX002"):
        write(name)
        district.hand_over(name)

    def die(_questions: OfficeQuestions) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(OfficeQuestions, "find", die)
        with pytest.raises(Killed):
            district.scan()
    assert district.office.office_questions.all() == ()
    district.scan()
    assert len(district.office.office_questions.all()) == 1
