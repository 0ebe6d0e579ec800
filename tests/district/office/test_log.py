"""Nothing that the office has done can be taken out without being missed."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from inspector_app.office.same_day import SameDay
from inspector_app.services.office_log import log_faults
from tests.district.office.district import District
from tests.district.office.ledger import entered

Write = Callable[..., str]
THINNED = [
    ("DELETE FROM journal WHERE noun = 'office' AND op LIKE '%收下上报包%'", "历史里没有这一条"),
    ("DELETE FROM journal WHERE noun = 'receipt'", "历史里没有这一条"),
    ("DELETE FROM journal WHERE seq >= (SELECT min(seq) FROM journal WHERE noun = 'office')",
     "历史里对不上或没有了"),
    ("DELETE FROM journal WHERE noun = 'question'", "同校同日答复过，历史里没有这一条"),
    ("DELETE FROM journal WHERE op LIKE '%没有收下上报包%'", "另存过，历史里没有这一条"),
    ("DELETE FROM office_bundle WHERE seq = 1", "历史里写着已收下，收件里没有了"),
    ("DELETE FROM office_receipt WHERE n = 1", "督学的电脑收到过），这里没有了"),
    ("DELETE FROM office_held WHERE state = 'refused'", "另存的清单里没有了"),
    ("UPDATE office_question SET answer = ''", "登记过同校同日的答复，现在没有了"),
    ("UPDATE office_bundle SET digest = 'f' || substr(digest, 2) WHERE digest NOT LIKE 'f%'",
     "历史里没有这一条"),
    ("DELETE FROM office_answer WHERE result = 'accepted'", "要给督学的答复没有了"),
    ("DELETE FROM visit WHERE lead_id = 'DX002'", "现在没有了"),
    ("DELETE FROM register_entry", "现在没有了"),
    ("UPDATE journal SET op = replace(op, '收下上报包', '看过上报包')", "历史里没有这一条"),
]  # fmt: skip


@pytest.fixture
def busy(district: District, write: Write, tmp_path: Path) -> District:
    """An office that has taken in, refused, asked, been answered, settled and answered."""
    entered(district.laptops["DX001"], "meeting")
    for name in ("DX001", "DX002"):
        write(name)
        district.hand_over(name)
    district.scan()
    for laptop in district.laptops.values():
        laptop.office_answers.take([district.share / "receipts"])
    write("DX001", date="2026-11-18")
    district.hand_over("DX001")
    district.leave_out.add("DX003")
    district.sign_roster()
    write("DX003", date="2026-11-17")
    district.hand_over("DX003")
    district.scan()
    (question,) = district.office.office_questions.all()
    district.office.office_questions.answer(question.row.uid, SameDay.JOINT, by="督学01、督学02")
    return district


def test_an_answer_to_a_question_named_by_its_first_letters_is_found_in_the_history(
    busy: District,
) -> None:
    office = busy.office
    (question,) = office.office_questions.all()
    office.office_questions.answer(question.row.uid[:8], SameDay.SEPARATE, by="督学01、督学02")
    assert faults(busy) == {}
    named = office.context.database.rows(
        "SELECT DISTINCT uid FROM journal WHERE op ->> '$.note' = '同校同日答复'"
    )
    assert named == [(question.row.uid,)]


def faults(district: District) -> dict[str, tuple[str, ...]]:
    found = district.office.checks.run().checks
    return {each.name: each.faults for each in found if each.faults}


class _TakenBackError(Exception):
    """Ends a transaction of which nothing is to stay."""


def test_a_row_that_was_taken_out_or_changed_is_missed(busy: District) -> None:
    context = busy.office.context
    unseen = []
    for sql, said in THINNED:
        with suppress(_TakenBackError), context.database.transaction():
            assert context.database.execute(sql), sql
            if not any(said in sentence for sentence in log_faults(context)):
                unseen.append(sql)
            raise _TakenBackError
    assert unseen == []
    assert faults(busy) == {}


def test_a_history_cut_short_with_all_that_follows_is_known_by_what_laptops_have_seen(
    busy: District, write: Write
) -> None:
    """The receipts are gone from the office, and their entries: laptops hold them."""
    database = busy.office.context.database
    with database.transaction():
        database.execute("DELETE FROM office_receipt")
        database.execute("DELETE FROM office_answer")
        database.execute(
            "DELETE FROM journal WHERE seq >= (SELECT min(seq) FROM journal WHERE noun = 'receipt')"
        )
    assert any("督学的电脑收到过" in sentence for sentence in faults(busy)["收件的经过没有少"])


def test_a_laptop_is_no_office_and_has_no_such_log(busy: District) -> None:
    laptop = busy.laptops["DX001"]
    names = {check.name: check.faults for check in laptop.checks.run().checks}
    assert names["收件的经过没有少"] == ()


def test_a_receipt_names_how_far_the_history_went(busy: District) -> None:
    from inspector_app.exchange.receipt import read_receipt
    from inspector_app.exchange.signed_text import SignedText
    from inspector_app.services.device_keys import device_key

    office = busy.office.context
    for row in office.stores.office.receipts():
        read = read_receipt(
            SignedText(row.content, row.signatures), office_keys=[device_key(office).public]
        )
        assert read.log is not None
        found = office.database.row("SELECT hash FROM journal WHERE seq = ?", read.log.seq)
        assert found == (read.log.hash,)
