"""收取 of rosters and requests, alone and in parcels."""

import dataclasses

import pytest

from inspector_app.base.errors import RefusedError
from inspector_app.exchange.key_roster import NAMESPACE
from inspector_app.exchange.roster_refusal import RosterRefusedError
from inspector_app.exchange.signed_text import SignedText
from inspector_app.services.trust_files import put_signed
from tests.district.trust.districts import District, last_groups
from tests.district.trust.test_attacks import STRANGER, _newest, _put


def test_a_newer_roster_comes_in_a_parcel(district: District) -> None:
    laptop = district.joined()
    district.sign()
    chat = district.folder / "下载"
    chat.mkdir()
    back = district.office.parcels.make(chat)
    assert back.path is not None
    taken = laptop.collecting.take([back.path])
    assert taken.refused == ()
    assert "第 2 版" in taken.lines[0]
    assert "没有变化" in laptop.collecting.take([chat]).lines[0]


def test_a_laptop_that_has_compared_nothing_takes_no_roster(district: District) -> None:
    district.joined()
    stranger = district.laptop("DX002")
    taken = stranger.collecting.take([district.share])
    assert taken.lines == ()
    assert "还没有核对" in taken.refused[0]


def test_the_office_takes_requests_out_of_any_folder(district: District) -> None:
    district.new_root()
    district.ask(district.laptop())
    taken = district.office.collecting.take([district.share])
    assert taken.lines == ("登记申请 1 份，请在“人员与电脑登记”里核对数字。",)


def test_a_folder_with_nothing_to_take_is_told(district: District) -> None:
    laptop = district.joined()
    empty = district.folder / "空"
    empty.mkdir()
    assert laptop.collecting.take([empty]).sentence.startswith("没有找到可以收取的文件；")


def test_a_newer_roster_in_the_folder_is_taken_by_the_walk_that_hands_over(
    district: District,
) -> None:
    laptop = district.joined()
    district.office.share.make(district.share)
    laptop.share.join(district.share)
    assert laptop.courier.walk() is not None
    district.sign()
    brought = laptop.courier.walk()
    assert brought is not None
    assert brought.sentence == "登记名册已更新到第 2 版。"
    again = laptop.courier.walk()
    assert again is not None
    assert (again.roster, again.alarms) == (0, ())


def test_a_forged_roster_in_the_folder_is_told_and_keeps_nothing_back(district: District) -> None:
    laptop = district.joined()
    district.office.share.make(district.share)
    laptop.share.join(district.share)
    forged = dataclasses.replace(_newest(district), version=2, prev="a" * 64)
    _put(district, SignedText.make(forged.to_value(), keys=[STRANGER], namespace=NAMESPACE))
    brought = laptop.courier.walk()
    assert brought is not None
    assert (brought.roster, brought.problem) == (0, "")
    assert any("T03" in alarm for alarm in brought.alarms)


@pytest.mark.parametrize(("change", "code"), [({"format": 2}, "T02"), ({"prev": None}, "T01")])
def test_a_roster_in_a_folder_that_cannot_be_read_is_named(
    district: District, change: dict[str, object], code: str
) -> None:
    laptop = district.joined()
    value = dataclasses.replace(_newest(district), version=2, prev="a" * 64).to_value() | change
    text = SignedText.make(value, keys=[STRANGER], namespace=NAMESPACE)
    _put(district, text)

    taken = laptop.trust_joining.take(district.share)
    assert taken.versions == ()
    assert any(code in sentence for sentence in taken.refused)

    alone = district.folder / "alone"
    put_signed(alone, "roster-000002-000000000000.json", text)
    with pytest.raises(RosterRefusedError, match=code):
        laptop.trust_joining.take(alone)


def test_a_request_in_a_parcel_waits_at_the_office_to_be_compared(district: District) -> None:
    first = district.joined()
    laptop = district.laptop("DX002")
    district.ask(laptop)
    chat = district.folder / "下载"
    chat.mkdir()
    made = laptop.parcels.make(chat)
    assert made.path is not None
    scan = district.office.office_desk.scan([made.path])
    assert "登记申请 1 份，请在“人员与电脑登记”里核对数字。" in scan.warnings
    district.laptops.accept(last_groups(laptop.trust_joining.own().digits))
    with pytest.raises(RefusedError, match="没有等着交出"):
        first.parcels.make(chat)


def test_requests_in_the_known_folder_wait_for_a_hand(district: District) -> None:
    district.joined()
    district.office.share.make(district.share)
    district.ask(district.laptop("DX002"))
    assert district.office.office_desk.scan().warnings == ()
