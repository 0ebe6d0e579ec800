"""An answer to a return leaves by itself once it is whole, and with whatever else is sent."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inspector_app.bootstrap import Workbench
from inspector_app.domain.returned import MarkAnswer, ReturnState
from tests.district.office.district import District
from tests.district.office.test_returns import NARRATIVE, carry, give_back, number_of, state

Write = Callable[..., str]


@pytest.fixture
def laptop(district: District) -> Workbench:
    district.office.share.make(district.share)
    made = district.laptops["DX001"]
    made.share.join(district.share)
    return made


@pytest.fixture
def record(district: District, laptop: Workbench, write: Write) -> str:
    """A record of DX001 that was returned with one mark and a comment on the whole."""
    uid = write("DX001")
    laptop.courier.walk()
    district.scan()
    give_back(district, uid, NARRATIVE)
    assert carry(district) == ["taken"]
    return uid


def answer(district: District, uid: str, mark: str) -> None:
    number = number_of(district, uid)
    district.laptops["DX001"].returned.answer(number, mark, answer=MarkAnswer.KEPT, text="已核对")


def bundles(district: District) -> list[Path]:
    return sorted((district.share / "inbox").rglob("*.age"))


def test_an_answer_leaves_by_itself_when_every_mark_has_one(
    district: District, laptop: Workbench, record: str
) -> None:
    answer(district, record, "0")
    assert not laptop.courier.is_due()
    answer(district, record, "1")
    assert laptop.courier.is_due()
    brought = laptop.courier.walk()
    assert brought is not None
    assert brought.placed == 1
    assert not laptop.courier.is_due()
    district.scan()
    assert state(district.office, record) is ReturnState.ANSWERED


def test_a_single_answer_goes_with_what_a_person_sends(
    district: District, laptop: Workbench, record: str
) -> None:
    answer(district, record, "1")
    before = bundles(district)
    laptop.courier.make_everything()
    laptop.share.send()
    assert len(bundles(district)) == len(before) + 1
    laptop.courier.make_everything()
    assert laptop.share.send().placed == ()


def test_an_answer_stays_where_nothing_leaves_by_itself(
    district: District, laptop: Workbench, record: str
) -> None:
    laptop.courier.end_automatic()
    answer(district, record, "0")
    answer(district, record, "1")
    assert not laptop.courier.is_due()
    laptop.courier.make_everything()
    assert laptop.share.send().placed == ()
