"""登记优盘: made on a stick, doubled, rotated, lost; and what laptops make of each."""

import json
import os
from pathlib import Path

import pytest

from inspector_app.base.errors import EnvironmentProblem, InputError, RefusedError
from inspector_app.domain.page_verdict import PageVerdict
from inspector_app.exchange.key_roster import kept_roster
from inspector_app.exchange.share_publish import OtherContentError
from inspector_app.reports.read_codes import found_pages
from inspector_app.services.code_keys import known_keys
from inspector_app.services.context import Role
from inspector_app.services.trust_codes import picture_of
from inspector_app.services.trust_joining import TakenRoster
from inspector_app.services.trust_signing import RootFile
from inspector_app.services.trust_state import Standing
from inspector_app.vault.passphrase import WrongPassphraseError
from tests.district.trust.districts import (
    PASSPHRASE,
    District,
    last_groups,
    verified_by_ssh_keygen,
)
from tests.unit.services.conftest import COMPLETE as RECORD
from tests.unit.services.registers.conftest import COMPLETE

OTHER = "另一句更长的口令"


def _take(laptop: object, district: District) -> TakenRoster:
    taken = laptop.trust_joining.take(district.share)  # type: ignore[attr-defined]
    assert isinstance(taken, TakenRoster)
    return taken


# -- on the stick ----------------------------------------------------------------------------------


def test_a_root_key_lies_on_the_stick_alone_under_its_passphrase(district: District) -> None:
    root = district.new_root()
    kept = json.loads(root.path.read_text())
    assert kept["kept"]["kind"] == "argon2id-aes256gcm"
    assert root.path.stat().st_mode & 0o077 == 0
    with pytest.raises(WrongPassphraseError):
        district.office.trust_signing.sign(RootFile(root.path, OTHER), to=None)
    held = district.office.context.stores.trust
    assert held.newest_roster() is None
    assert district.office.context.database.rows("SELECT count(*) FROM device_key") == [(0,)]


def test_a_root_key_that_was_written_and_never_counted_is_gone_when_one_is_made(
    district: District,
) -> None:
    office, left = district.office, district.stick / "root-72asyext.key.json"
    foreign = district.stick / "root-other234.key.json"
    for path in (left, foreign):
        path.write_text("{}")
    with office.context.database.transaction():
        # As a program leaves it that is killed before the key is pinned.
        office.context.stores.settings.put("trust.root-begun", left.name)
    made = district.new_root()
    assert sorted(district.stick.iterdir()) == sorted([foreign, made.path])
    office.trust_signing.rotate(made, district.stick, passphrase=OTHER, to=None)
    assert made.path.is_file()


def test_a_root_key_never_goes_into_the_data_folder(district: District) -> None:
    place = district.folder / "office" / "keys"
    place.mkdir()
    with pytest.raises(RefusedError, match="不能放在数据文件夹里"):
        district.office.trust_signing.new_root(place, passphrase=PASSPHRASE)
    assert list(place.iterdir()) == []
    assert district.office.trust_state.view().standing is Standing.NO_ROOT


@pytest.mark.parametrize(("place", "said"), [("没有这个文件夹", "不存在"), ("U盘", "口令太短")])
def test_what_cannot_be_made_is_told_and_leaves_nothing(
    district: District, place: str, said: str
) -> None:
    passphrase = PASSPHRASE if place != "U盘" else "短"
    with pytest.raises((EnvironmentProblem, RefusedError), match=said):
        district.office.trust_signing.new_root(district.folder / place, passphrase=passphrase)
    assert list(district.stick.iterdir()) == []
    assert district.office.context.stores.trust.roots() == ()


def test_no_root_is_made_before_the_office_tells_its_district(district: District) -> None:
    office = district.office
    office.settings.set_identity(role=Role.OFFICE, district="000000", inspector_id="")
    with pytest.raises(RefusedError, match="区划代码"):
        office.trust_signing.new_root(district.stick, passphrase=PASSPHRASE)
    assert list(district.stick.iterdir()) == []


def test_a_stick_that_is_full_leaves_no_root(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(EnvironmentProblem, match="磁盘已满"):
            district.office.trust_signing.new_root(district.stick, passphrase=PASSPHRASE)
    assert list(district.stick.iterdir()) == []
    assert district.office.context.stores.trust.roots() == ()


def test_a_share_that_is_full_keeps_the_signed_version_to_be_written_again(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = district.new_root()

    def refuse(_part: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuse)
        with pytest.raises(EnvironmentProblem, match="再写一次"):
            district.office.trust_signing.sign(root, to=district.share)
    assert district.rosters() == []
    assert district.office.trust_state.view().version == 1
    (written,) = district.office.trust_signing.write(district.share)
    assert district.rosters() == [written]
    assert district.office.trust_signing.write(district.share) == (written,)


def test_another_file_under_a_rosters_name_is_never_written_over(district: District) -> None:
    district.sign()
    (path,) = district.rosters()
    path.write_bytes(b"{}")
    with pytest.raises(OtherContentError, match="内容却不同"):
        district.office.trust_signing.write(district.share)
    assert path.read_bytes() == b"{}"


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", b"{" * 9000, b'{"format":1}'])
def test_what_is_no_root_key_is_told(district: District, content: bytes) -> None:
    district.new_root()
    path = district.stick / "root-x.key.json"
    path.write_bytes(content)
    with pytest.raises(InputError, match="不是登记优盘上的文件"):
        district.office.trust_signing.sign(RootFile(path, PASSPHRASE), to=None)


def test_the_root_of_another_district_is_told(district: District) -> None:
    root = district.new_root()
    kept = json.loads(root.path.read_text()) | {"district": "210399"}
    root.path.write_text(json.dumps(kept))
    with pytest.raises(InputError, match="区划 210399 的登记优盘"):
        district.office.trust_signing.sign(root, to=None)


def test_a_district_has_one_root_until_a_second_is_wanted(district: District) -> None:
    district.new_root()
    with pytest.raises(RefusedError, match="本区已有登记优盘"):
        district.office.trust_signing.new_root(district.stick, passphrase=OTHER)
    assert len(list(district.stick.iterdir())) == 1


def test_a_laptop_makes_no_root_and_signs_nothing(district: District) -> None:
    laptop, root = district.laptop(), district.new_root()
    for act in (
        lambda: laptop.trust_signing.new_root(district.stick, passphrase=PASSPHRASE),
        lambda: laptop.trust_signing.sign(root, to=None),
        lambda: laptop.trust_signing.call_office("示范区督导室"),
    ):
        with pytest.raises(RefusedError, match="督学的电脑"):
            act()


@pytest.mark.parametrize("days", [0, 121])
def test_a_roster_holds_for_one_to_a_hundred_and_twenty_days(district: District, days: int) -> None:
    with pytest.raises(InputError, match="有效天数"):
        district.sign(days=days)


def test_a_clock_that_went_back_signs_nothing(district: District) -> None:
    district.sign()
    district.later(days=-1)
    with pytest.raises(RefusedError, match="校准本机时钟"):
        district.sign()


# -- two roots, another root -----------------------------------------------------------------------


def test_a_second_root_is_reminded_and_then_signs_alone(district: District) -> None:
    laptop = district.joined()
    told = [each.sentence for each in district.office.trust_state.view().told]
    assert any("建议另做一个备用" in each for each in told)
    signed = district.office.trust_signing.add_root(
        district.new_root(), district.stick, passphrase=OTHER, to=district.share
    )
    assert signed.root is not None
    newest = district.rosters()[-1]
    first, second = (key.openssh_text for key in kept_roster(newest.read_bytes()).root_keys)
    assert verified_by_ssh_keygen(newest, first)
    assert verified_by_ssh_keygen(newest, second, suffix=".sig2")
    assert _take(laptop, district).new_root
    told = [each.sentence for each in district.office.trust_state.view().told]
    assert not any("备用" in each for each in told)

    district.later(days=1)
    district.office.trust_signing.sign(RootFile(signed.root, OTHER), to=district.share)
    assert _take(laptop, district).versions == (3,)
    with pytest.raises(RefusedError, match="已有两个"):
        district.office.trust_signing.add_root(
            district.new_root(), district.stick, passphrase=OTHER, to=None
        )


def test_a_rotated_root_is_followed_without_comparing_and_told(district: District) -> None:
    laptop, late = district.joined(), district.joined("DX002")
    _take(laptop, district)
    signing = district.office.trust_signing
    signed = signing.rotate(
        district.new_root(), district.stick, passphrase=OTHER, to=district.share
    )
    assert signed.root is not None
    assert _take(laptop, district).new_root
    view = laptop.trust_state.view()
    assert view.roots == (signed.digits,)
    assert any("登记优盘已在 2026-11-22 更换" in each.sentence for each in view.told)
    with pytest.raises(RefusedError, match="不是本区现用的"):
        signing.sign(district.new_root(), to=None)
    # Who was away takes the version between, which vouches for the new root, on the way.
    district.later(days=70)
    signing.sign(RootFile(signed.root, OTHER), to=district.share)
    taken = late.trust_joining.take(district.rosters()[-1])
    assert taken.versions == (3, 4)
    assert laptop.trust_joining.take(district.share).versions == (4,)
    assert not any("更换" in each.sentence for each in laptop.trust_state.view().told)


def test_a_lost_root_is_replaced_by_the_second(district: District) -> None:
    laptop = district.joined()
    signing = district.office.trust_signing
    second = signing.add_root(
        district.new_root(), district.stick, passphrase=OTHER, to=district.share
    )
    assert second.root is not None
    spare = RootFile(second.root, OTHER)
    done = signing.rotate(
        spare, district.stick, passphrase=PASSPHRASE, to=district.share, lost=True
    )
    _take(laptop, district)
    assert set(laptop.trust_state.view().roots) == {second.digits, done.digits}
    with pytest.raises(RefusedError, match="不是本区现用的"):
        signing.sign(district.new_root(), to=None)


def test_there_is_no_other_root_to_lose(district: District) -> None:
    district.sign()
    with pytest.raises(RefusedError, match="没有另一个可换"):
        district.office.trust_signing.rotate(
            district.new_root(), district.stick, passphrase=OTHER, to=None, lost=True
        )


def test_where_there_is_no_root_none_is_lost(district: District) -> None:
    with pytest.raises(RefusedError, match="还没有登记优盘"):
        district.office.trust_signing.replace_lost_root(district.stick, passphrase=OTHER)


def test_where_every_root_is_lost_laptops_compare_anew(district: District) -> None:
    laptop = district.joined()
    made = district.office.trust_signing.replace_lost_root(district.stick, passphrase=OTHER)
    district.root = RootFile(made.path, OTHER)
    district.sign()
    check = last_groups(made.digits)
    with pytest.raises(RefusedError, match="T03"):
        laptop.trust_joining.take(district.rosters()[-1])
    with pytest.raises(RefusedError, match="已登记了另一个登记优盘"):
        laptop.trust_joining.pin(district.share, check=check)
    assert laptop.trust_joining.pin(district.share, check=check, replace_root=True).version == 2


# -- pinning ---------------------------------------------------------------------------------------


def test_no_roster_is_taken_before_digits_were_compared(district: District) -> None:
    laptop = district.laptop()
    district.accept(laptop)
    district.sign()
    with pytest.raises(RefusedError, match="还没有核对过"):
        laptop.trust_joining.take(district.share)
    for check in ("", "12345", "00000 00000"):
        with pytest.raises(RefusedError, match="不符"):
            laptop.trust_joining.pin(district.share, check=check)
    assert laptop.trust_state.view().roots == ()


def test_a_photo_of_the_offices_code_is_compared_as_well(district: District) -> None:
    laptop = district.laptop()
    district.accept(laptop)
    district.sign()
    picture = district.folder / "投影.png"
    picture.write_bytes(picture_of(laptop.trust_joining.own().code))
    with pytest.raises(RefusedError, match="不符"):
        laptop.trust_joining.pin_picture(district.share, picture)
    picture.write_bytes(picture_of(district.office.trust_state.view().root_codes[0]))
    assert laptop.trust_joining.pin_picture(district.share, picture).version == 1


def test_the_first_roster_of_another_district_is_refused(district: District) -> None:
    laptop = district.laptop(district="210399")
    district.sign()
    with pytest.raises(RefusedError, match="T09"):
        district.pin(laptop)


def test_a_folder_without_a_roster_is_told(district: District) -> None:
    laptop = district.laptop()
    with pytest.raises(InputError, match="没有登记名册"):
        laptop.trust_joining.pin(district.folder, check="12345 67890")


def test_pinning_again_is_taking(district: District) -> None:
    laptop = district.joined()
    district.later(days=1)
    district.sign()
    assert district.pin(laptop).versions == (2,)
    assert "本机已有" in district.pin(laptop).sentence()


def test_a_laptop_that_the_roster_does_not_name_is_told_so(district: District) -> None:
    laptop = district.laptop()
    district.sign()
    district.pin(laptop)
    assert laptop.trust_state.view().standing is Standing.NOT_LISTED


def test_a_laptop_whose_person_was_changed_is_told_so(district: District) -> None:
    laptop = district.joined()
    laptop.settings.set_identity(
        role=laptop.context.identity.role, district="210304", inspector_id="DX002"
    )
    assert any("设置里写的却是别人" in each.sentence for each in laptop.trust_state.view().told)


# -- what a roster is good for ---------------------------------------------------------------------


def test_pages_of_every_laptop_are_genuine_everywhere_and_a_lost_ones_are_marked(
    district: District,
) -> None:
    first, second = district.joined(), district.joined("DX002")
    own = first.trust_joining.own().sign
    holders = {key.public: key.holder for key in known_keys(second.context)}
    assert holders[own] == "督学01（DX001）"
    assert "督导室" in holders.values()
    assert holders[second.trust_joining.own().sign] == "本机"
    assert {key.public: key.holder for key in known_keys(district.office.context)}[own] == (
        "督学01（DX001）"
    )
    district.laptops.revoke("DX001", reason="丢失")
    district.sign()
    _take(second, district)
    holders = {key.public: key.holder for key in known_keys(second.context)}
    assert holders[own] == "督学01（DX001，已停用）"


def test_a_page_that_a_laptop_printed_is_genuine_at_the_office(district: District) -> None:
    laptop, other = district.joined(), district.laptop("DX003")
    uid = laptop.visit_edit.new_from_json(RECORD).uid
    laptop.visits.file(uid)
    (page, *_) = found_pages(laptop.documents.visit_pdf(uid))
    checked = district.office.document_check.text(page.codes[0])
    assert checked.verdict is PageVerdict.OTHERS
    assert "督学01（DX001）的电脑" in checked.sentence()
    assert checked.figures
    assert laptop.document_check.text(page.codes[0]).verdict is PageVerdict.GENUINE
    # Who has no roster knows no key but its own.
    assert other.document_check.text(page.codes[0]).verdict is PageVerdict.NOT_OURS


def test_an_entry_is_sealed_for_the_office_without_a_second_comparison(
    district: District,
) -> None:
    laptop = district.joined()
    values = {**COMPLETE["complaint"], "recorder": "督学01", "inspector": "督学01"}
    made = laptop.register_edit.new_from_json("complaint", values)
    laptop.registers.file(made.uid)
    path = district.share / "转办.sealed"
    laptop.sealed_files.hand_over(made.uid, path)
    taken = district.office.sealed_files.take_over(path)
    assert taken.sender == "DX001"
    assert taken.chain == laptop.trust_joining.own().chain


def test_the_office_is_called_as_it_wants(district: District) -> None:
    with pytest.raises(InputError, match="名称要有"):
        district.office.trust_signing.call_office(" ")
    district.office.trust_signing.call_office("示范区督导室")
    laptop = district.joined()
    assert laptop.trust_state.view().as_json()["office"] == "示范区督导室"


def test_signers_are_listed_for_ssh_keygen(district: District) -> None:
    laptop = district.laptop()
    with pytest.raises(RefusedError, match="还没有登记名册"):
        laptop.trust_state.allowed_signers()
    joined = district.joined("DX002")
    line = joined.trust_state.allowed_signers()
    assert line.startswith(joined.trust_joining.own().chain)
