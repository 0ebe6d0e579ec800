"""A laptop asks, two people compare digits, the office decides; whoever does not fit is told."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.exchange.age_keys import AgeKey
from inspector_app.exchange.enrolment import read_request
from inspector_app.exchange.key_roster import kept_roster
from inspector_app.exchange.keys import DeviceKey
from inspector_app.exchange.signed_text import read_files
from inspector_app.exchange.statement import Inspector
from inspector_app.services.device_keys import device_key
from inspector_app.services.trust_codes import picture_of
from inspector_app.services.trust_files import put_signed, request_name
from inspector_app.services.trust_listing import laptop_state
from inspector_app.services.trust_state import Standing
from tests.district.trust.districts import (
    PASSPHRASE,
    District,
    history,
    last_groups,
    verified_by_ssh_keygen,
)


def _changed(district: District, laptop: Workbench, **changes: Any) -> Path:
    """Write a request that says something else, signed by the laptop all the same."""
    request = replace(laptop.trust_joining.own(), **changes)
    text = request.signed(device_key(laptop.context))
    return put_signed(district.folder, request_name(request.chain, text), text)


def _told(district: District, path: Path) -> str:
    """Return why a request is not taken in."""
    taken = district.laptops.take_in([path])
    assert taken.asked == ()
    ((name, why),) = taken.refused
    assert name == path.name
    return why


def _digits(laptop: Workbench) -> str:
    return last_groups(laptop.trust_joining.own().digits)


def _bundle(laptop: Workbench, seq: int, digest: str) -> None:
    chain = device_key(laptop.context).public.chain
    with laptop.context.database.transaction():
        laptop.context.stores.bundles.add(
            chain=chain, seq=seq, digest=digest, previous="0" * 64, file_name="x", sha256="b" * 64,
            size=1, kind="monthly", inspector_id="DX001", period="2026-11",
            created="2026-11-22T08:00:00Z", statement="{}",
        )  # fmt: skip


# -- asking ----------------------------------------------------------------------------------------


def test_a_laptop_that_asks_is_enrolled_by_its_digits_and_everybody_learns_it(
    district: District,
) -> None:
    laptop = district.laptop()
    assert laptop.trust_state.view().standing is Standing.NOT_JOINED
    path = district.ask(laptop, device="笔记本01")
    assert laptop.trust_state.view().standing is Standing.ASKED
    district.laptops.take_in([district.share])
    done = district.laptops.accept(_digits(laptop))
    assert (done.laptop.name, done.laptop.device) == ("督学01", "笔记本01")
    assert district.office.trust_signing.unsigned() == 1
    signed = district.sign()
    assert (signed.version, signed.laptops) == (1, 1)
    assert district.office.trust_signing.unsigned() == 0
    assert district.pin(laptop).version == 1
    assert laptop.trust_state.view().standing is Standing.ENROLLED
    assert read_request(read_files(path)).device == "笔记本01"


def test_asking_again_is_the_same_file_and_a_new_name_is_another(district: District) -> None:
    laptop = district.laptop()
    first = district.ask(laptop, device="笔记本01")
    district.later(days=1)
    assert district.ask(laptop) == first
    assert district.ask(laptop, device="笔记本02") != first
    assert len(list((district.share / "enrol").glob("*.json"))) == 2


def test_twenty_five_laptops_are_enrolled_from_one_folder_by_what_is_read_out(
    district: District,
) -> None:
    model = district.laptop().trust_joining.own()
    people = [f"DX{number:03}" for number in range(1, 26)]
    stores = district.office.context.stores
    heard = []
    with district.office.context.database.transaction():
        for person in people:
            key, name = DeviceKey.generate(), f"督学{person[-2:]}"
            who = replace(stores.people.all(on=date(2026, 11, 22))[0], id=person, name=name)
            stores.people.put(who, origin="test")
            request = replace(
                model, inspector=Inspector(id=person, name=name), sign=key.public,
                encrypt=AgeKey.generate().recipient,
            )  # fmt: skip
            text = request.signed(key)
            put_signed(district.stick / "enrol", request_name(request.chain, text), text)
            heard.append(last_groups(request.digits))

    taken = district.laptops.take_in([district.stick])
    assert (len(taken.asked), taken.refused) == (25, ())
    done = district.laptops.accept_each(list(reversed(heard)))
    assert [each.laptop.inspector_id for each in done.laptops] == people[::-1]
    assert district.sign().laptops == 25


def test_one_wrong_number_among_several_enrols_nobody(district: District) -> None:
    laptop = district.laptop()
    district.laptops.take_in([district.ask(laptop)])
    with pytest.raises(RefusedError, match="都不符"):
        district.laptops.accept_each([_digits(laptop), "00000 00000"])
    assert [each.state for each in district.laptops.all()] == ["asked"]


def test_laptops_that_a_person_ticked_are_enrolled_together(district: District) -> None:
    laptops = [district.laptop(person) for person in ("DX001", "DX002")]
    taken = district.laptops.take_in([district.ask(laptop) for laptop in laptops])
    done = district.laptops.accept_ticked([*taken.asked, "no such chain"])
    assert {each.laptop.state for each in done.laptops} == {"accepted"}


@pytest.mark.parametrize("check", ["", "12345", "00000 00000"])
def test_digits_that_fit_nothing_enrol_nobody(district: District, check: str) -> None:
    laptop = district.laptop()
    district.laptops.take_in([district.ask(laptop)])
    with pytest.raises(RefusedError, match="没有登记"):
        district.laptops.accept(check)


def test_a_photo_of_the_laptops_code_enrols_it(district: District) -> None:
    laptop, other = district.laptop(), district.laptop("DX002")
    district.laptops.take_in([district.ask(laptop), district.ask(other)])
    picture = district.folder / "屏幕.png"
    picture.write_bytes(picture_of(laptop.trust_joining.own().code))
    assert district.laptops.accept_picture(picture).laptop.name == "督学01"
    with pytest.raises(RefusedError, match="都不符"):
        district.laptops.accept_picture(picture)


def test_what_is_no_picture_of_a_code_enrols_nobody(district: District) -> None:
    laptop = district.laptop()
    district.laptops.take_in([district.ask(laptop)])
    picture = district.folder / "x.png"
    picture.write_bytes(b"not a picture")
    with pytest.raises(InputError, match="没有核验"):
        district.laptops.accept_picture(picture)
    from PIL import Image

    Image.new("L", (200, 200), 255).save(picture)
    with pytest.raises(InputError, match="没有读到二维码"):
        district.laptops.accept_picture(picture)


# -- who does not fit ------------------------------------------------------------------------------


def test_a_laptop_of_another_district_is_told_so(district: District) -> None:
    laptop = district.laptop(district="210399")
    assert "区划是 210399，本区是 210304" in _told(district, district.ask(laptop))


def test_somebody_who_is_not_on_the_roster_of_people_is_told_so(district: District) -> None:
    laptop = district.laptop("DX009")
    assert "督学名册里没有编号 DX009" in _told(district, district.ask(laptop))


def test_a_request_under_another_persons_number_is_told(district: District) -> None:
    laptop = district.laptop()
    path = _changed(district, laptop, inspector=Inspector(id="DX002", name="督学01"))
    assert "编号 DX002 在名册里是督学02，申请上写的是督学01" in _told(district, path)


def test_keys_that_another_person_asked_with_are_told(district: District) -> None:
    laptop = district.laptop()
    district.laptops.take_in([district.ask(laptop)])
    path = _changed(district, laptop, inspector=Inspector(id="DX002", name="督学02"))
    assert "已由编号 DX001 申请过" in _told(district, path)


def test_a_laptop_that_is_enrolled_is_not_enrolled_twice(district: District) -> None:
    laptop = district.laptop()
    district.accept(laptop)
    taken = district.laptops.take_in([district.ask(laptop)])
    assert (taken.asked, taken.refused) == ((), ())
    assert "已经登记过" in taken.known[0][1]


def test_a_copied_data_folder_is_told_by_the_key_it_receives_with(district: District) -> None:
    laptop, other = district.laptop(), district.laptop("DX002")
    district.laptops.take_in([district.ask(laptop)])
    path = _changed(district, other, encrypt=laptop.trust_joining.own().encrypt)
    assert "可能是复制了数据文件夹" in _told(district, path)


def test_the_offices_own_key_is_no_laptop(district: District) -> None:
    district.sign()
    office = district.office
    office.settings.set_identity(role=district.office.context.identity.role.LAPTOP,
                                 district="210304", inspector_id="DX001")  # fmt: skip
    path = office.trust_joining.request(district.share).path
    office.settings.set_identity(role=office.context.identity.role.OFFICE,
                                 district="210304", inspector_id="")  # fmt: skip
    with office.context.database.transaction():
        office.context.database.execute("DELETE FROM enrolment")
    assert "督导室自己的密钥" in _told(district, path)


def test_a_request_without_its_signature_or_changed_is_told(district: District) -> None:
    path = district.ask(district.laptop())
    signature = path.with_name(path.name + ".sig")
    kept = signature.read_bytes()
    signature.unlink()
    assert "旁边没有它的签名文件" in _told(district, path)
    signature.write_bytes(kept)
    path.write_bytes(path.read_bytes().replace(b"DX001", b"DX002"))
    assert "改动" in _told(district, path)


def test_nobody_asks_before_the_laptop_knows_whose_it_is(district: District) -> None:
    for laptop in (district.laptop("", name="a"), district.laptop(district="000000", name="b")):
        with pytest.raises(RefusedError, match="哪位督学"):
            district.ask(laptop)
    with pytest.raises(RefusedError, match="督导室的电脑"):
        district.office.trust_joining.request(district.share)


def test_a_laptop_cannot_enrol_laptops(district: District) -> None:
    laptop = district.laptop()
    path = district.ask(laptop)
    with pytest.raises(RefusedError, match="由督导室办理"):
        laptop.trust_laptops.take_in([path])
    with pytest.raises(RefusedError, match="由督导室办理"):
        laptop.trust_laptops.accept(_digits(laptop))


# -- refusing, revoking, ending --------------------------------------------------------------------


def test_a_refused_laptop_may_ask_again(district: District) -> None:
    laptop = district.laptop()
    district.laptops.take_in([district.ask(laptop)])
    district.laptops.refuse("DX001", reason="核对号不符")
    (row,) = district.laptops.all()
    assert laptop_state(row, date(2026, 11, 22)) == "没有登记：核对号不符"
    with pytest.raises(RefusedError, match="都不符"):
        district.laptops.accept(_digits(laptop))
    district.accept(laptop)
    assert district.laptops.all()[0].state == "accepted"


def test_a_lost_laptop_counts_up_to_what_was_taken_in_and_no_further(district: District) -> None:
    laptop = district.joined()
    chain = laptop.trust_joining.own().chain
    district.taken_in[chain] = 7
    done = district.laptops.revoke("督学01", reason="丢失")
    assert done.laptop.revoked_from == 8
    assert "已收到的 7 包照旧作数，第 8 包起不再收" in done.remarks[0]
    assert district.office.trust_signing.unsigned() == 2
    district.sign()
    laptop.trust_joining.take(district.share)
    view = laptop.trust_state.view()
    assert view.standing is Standing.REVOKED
    assert "第 8 包起不再收" in view.told[0].sentence
    with pytest.raises(NotFoundError, match="没有找到"):
        district.laptops.revoke("督学02", reason="丢失")


def test_a_new_laptop_takes_over_and_the_old_one_goes_on_for_thirty_days(
    district: District,
) -> None:
    old = district.joined()
    first = old.trust_joining.own().chain
    _bundle(old, 12, "a" * 64)
    old.close()
    new = shutil.copytree(district.folder / "laptop-DX001", district.folder / "恢复")
    from inspector_app import bootstrap

    with bootstrap.open_workbench(new, clock=district.clock) as restored:
        path = district.ask(restored, device="新电脑", new_keys=True)
        request = read_request(read_files(path))
        assert request.continues is not None
        assert (request.continues.chain, request.continues.seq) == (first, 12)
        assert restored.trust_state.view().standing is Standing.ASKED
        district.laptops.take_in([path])
        done = district.laptops.accept(_digits(restored))
        assert "旧电脑的登记到 2026-12-22 为止" in done.remarks[0]
        district.sign()
        restored.trust_joining.take(district.share)
        assert restored.trust_state.view().standing is Standing.ENROLLED
    roster = kept_roster(district.rosters()[-1].read_bytes())
    held = roster.holder(first)
    assert held is not None
    assert held.key.valid_to == date(2026, 12, 22)
    assert roster.holder(request.chain) is not None


def test_taking_over_from_another_persons_laptop_is_refused(district: District) -> None:
    other = district.joined("DX002")
    _bundle(other, 3, "a" * 64)
    laptop = district.laptop()
    from inspector_app.exchange.statement import ChainPoint

    point = ChainPoint(chain=other.trust_joining.own().chain, seq=3, digest="a" * 64)
    district.laptops.take_in([_changed(district, laptop, continues=point)])
    with pytest.raises(RefusedError, match="接续编号 DX002"):
        district.laptops.accept(_digits(laptop))


def test_taking_over_from_a_laptop_that_never_was_enrolled_is_told(district: District) -> None:
    laptop = district.laptop()
    _bundle(laptop, 2, "a" * 64)
    district.laptops.take_in([district.ask(laptop, new_keys=True)])
    assert "没有登记过" in district.laptops.accept(_digits(laptop)).remarks[0]


def test_a_term_ends_on_its_day_and_is_told_before(district: District) -> None:
    laptop = district.joined()
    district.laptops.end("DX001")
    district.sign()
    laptop.trust_joining.take(district.share)
    assert any("还有 30 天" in each.sentence for each in laptop.trust_state.view().told)
    district.later(days=31)
    assert laptop.trust_state.view().standing is Standing.ENDED
    (row,) = district.laptops.all()
    assert laptop_state(row, date(2026, 12, 23)) == "已登记到 2026-12-22"
    with pytest.raises(InputError, match="已经过去"):
        district.laptops.end("DX001", on=date(2026, 11, 1))


def test_a_person_with_two_laptops_is_asked_which(district: District) -> None:
    district.joined()
    second = district.laptop(name="second")
    district.accept(second)
    with pytest.raises(InputError, match="有 2 台电脑"):
        district.laptops.revoke("DX001", reason="丢失")
    chain = second.trust_joining.own().chain
    assert district.laptops.revoke(chain[:8], reason="丢失").laptop.chain == chain


def test_a_reason_is_asked_for(district: District) -> None:
    district.joined()
    with pytest.raises(InputError, match="停用的原因"):
        district.laptops.revoke("DX001", reason=" ")


def test_an_office_that_was_restored_from_an_old_backup_keeps_every_key(
    district: District,
) -> None:
    laptop = district.joined()
    chain = laptop.trust_joining.own().chain
    office = district.office
    with office.context.database.transaction():
        office.context.database.execute("DELETE FROM enrolment")
    (row,) = district.laptops.all()
    assert (row.chain, row.digits) == (chain, "")
    assert district.sign().laptops == 1
    district.laptops.revoke("DX001", reason="丢失")
    district.sign()
    held = kept_roster(district.rosters()[-1].read_bytes()).holder(chain)
    assert held is not None
    assert held.key.revoked_from_seq == 1


def test_every_decision_stands_in_the_history(district: District) -> None:
    laptop = district.joined()
    district.laptops.revoke("DX001", reason="丢失")
    assert "核对督导室" in "".join(history(laptop, "key_roster"))
    assert "按登记名册登记督导室接收密钥" in "".join(history(laptop, "sealing_key"))
    assert laptop.checks.run().sound
    notes = "".join(history(district.office, "enrolment"))
    for said in ("收到登记申请", "核对一致", "停用：丢失"):
        assert said in notes
    assert history(district.office, "root_key")
    assert district.office.checks.run().sound


def test_ssh_keygen_verifies_what_the_office_signed(district: District) -> None:
    district.joined()
    district.later(days=1)
    district.sign()
    root = district.office.context.stores.trust.roots()[0]
    assert [verified_by_ssh_keygen(path, root) for path in district.rosters()] == [True, True]
    assert PASSPHRASE not in "".join(path.read_text() for path in district.stick.iterdir())
