"""The attacks that The Update Framework lists, as far as they are made with rosters.

theupdateframework.io, specification, 1.5.2 "Goals to protect against specific attacks".
"""

import dataclasses
from pathlib import Path

import pytest

from inspector_app.base.errors import InputError, UserError
from inspector_app.exchange.key_roster import KeyRoster, RosterFlaw, RosterRefusedError, kept_roster
from inspector_app.exchange.keys import DeviceKey
from inspector_app.exchange.signed_text import SignedText, read_files
from inspector_app.services.trust_files import put_signed, roster_name
from inspector_app.services.trust_root_file import read_root
from inspector_app.services.trust_signing import RootFile
from tests.district.trust.districts import District

STRANGER = DeviceKey(b"\x07" * 32)


def _root(district: District) -> DeviceKey:
    root = district.new_root()
    return read_root(district.office.context, root.path, passphrase=root.passphrase)


def _newest(district: District) -> KeyRoster:
    return kept_roster(district.rosters()[-1].read_bytes())


def _put(district: District, text: SignedText, *, version: int = 999_999) -> Path:
    return put_signed(district.share / "trust", roster_name(version, text), text)


def test_arbitrary_installation_of_a_roster_that_a_stranger_signed(district: District) -> None:
    laptop = district.joined()
    forged = dataclasses.replace(_newest(district), version=2, prev="a" * 64)
    mine = dataclasses.replace(forged, root_keys=(STRANGER.public,))

    for text in (SignedText.make(forged.to_value(), keys=[STRANGER], namespace="dudao-trust-v1"),
                 mine.signed(STRANGER)):  # fmt: skip
        with pytest.raises(RosterRefusedError) as refused:
            laptop.trust_joining.take(_put(district, text))
        assert refused.value.flaw is RosterFlaw.NOT_SIGNED


def test_arbitrary_installation_of_a_first_roster_whose_root_nobody_showed(
    district: District,
) -> None:
    laptop = district.laptop()
    district.accept(laptop)
    district.sign()
    forged = dataclasses.replace(
        _newest(district), version=9, prev="a" * 64, root_keys=(STRANGER.public,)
    )
    path = _put(district, forged.signed(STRANGER))

    with pytest.raises(UserError, match="不符"):
        laptop.trust_joining.pin(
            path, check=" ".join(district.office.trust_state.view().roots[0].split()[-2:])
        )
    assert laptop.context.stores.trust.roots() == ()
    # Beside it lies the genuine one, which the digits find.
    assert district.pin(laptop).version == 1


def test_rollback_to_a_version_before_is_refused_and_told(district: District) -> None:
    laptop = district.joined()
    district.later(days=1)
    district.sign()
    laptop.trust_joining.take(district.share)

    with pytest.raises(RosterRefusedError) as refused:
        laptop.trust_joining.take(district.rosters()[0])
    assert refused.value.flaw is RosterFlaw.OLDER
    assert laptop.trust_state.view().version == 2


def test_indefinite_freeze_is_told_on_both_sides_and_prevents_nothing(district: District) -> None:
    laptop = district.joined()
    district.later(days=121)

    for bench in (laptop, district.office):
        told = [each.sentence for each in bench.trust_state.view().told]
        assert any("已在 2027-03-22 过期，照常可以写记录和上报" in each for each in told)
    taken = laptop.trust_joining.take(district.share)
    assert taken.expired
    assert "照常可以" in taken.sentence()
    assert laptop.trust_joining.request(district.share, device="新名字").path.exists()
    assert district.sign().version == 2


def test_freeze_is_told_beforehand(district: District) -> None:
    laptop = district.joined()
    district.later(days=100)

    assert any(
        "还有 20 天到期（2027-03-22）" in each.sentence for each in laptop.trust_state.view().told
    )


def test_mix_and_match_of_the_text_and_the_signature_of_two_versions(district: District) -> None:
    laptop = district.joined()
    district.later(days=1)
    district.sign()
    first, second = (read_files(path) for path in district.rosters())
    mixed = SignedText(second.content, first.signatures)

    with pytest.raises(RosterRefusedError) as refused:
        laptop.trust_joining.take(_put(district, mixed))
    assert refused.value.flaw is RosterFlaw.NOT_SIGNED


def test_mix_and_match_of_two_rosters_of_one_version(district: District) -> None:
    laptop = district.joined()
    root = _root(district)
    other = dataclasses.replace(_newest(district), inspectors=())

    with pytest.raises(RosterRefusedError) as refused:
        laptop.trust_joining.take(_put(district, other.signed(root)))
    assert refused.value.flaw is RosterFlaw.TWO_OF_ONE_VERSION


def test_key_compromise_of_a_laptop_ends_with_its_revocation(district: District) -> None:
    laptop = district.joined()
    chain = laptop.trust_joining.own().chain
    district.taken_in[chain] = 4
    district.laptops.revoke("DX001", reason="被盗")
    district.sign()

    held = _newest(district).holder(chain)
    assert held is not None
    assert [held.key.is_revoked(seq=seq) for seq in (4, 5)] == [False, True]


def test_key_compromise_of_the_root_ends_with_its_rotation(district: District) -> None:
    laptop = district.joined()
    old = _root(district)
    district.office.trust_signing.rotate(
        district.new_root(), district.stick, passphrase="另一句更长的口令", to=district.share
    )
    taken = laptop.trust_joining.take(district.share)
    forged = dataclasses.replace(
        _newest(district), version=3, prev="a" * 64, root_keys=(old.public,)
    )

    assert taken.new_root
    with pytest.raises(RosterRefusedError) as refused:
        laptop.trust_joining.take(_put(district, forged.signed(old)))
    assert refused.value.flaw is RosterFlaw.NOT_SIGNED


def test_fast_forward_by_a_forged_high_version_does_not_shut_out_the_next_one(
    district: District,
) -> None:
    laptop = district.joined()
    forged = dataclasses.replace(_newest(district), version=900_000, prev="a" * 64)
    _put(district, SignedText.make(forged.to_value(), keys=[STRANGER], namespace="dudao-trust-v1"))
    district.later(days=1)
    district.sign()

    taken = laptop.trust_joining.take(district.share)
    assert taken.versions == (2,)
    assert ["T03" in each for each in taken.refused] == [True]


def test_fast_forward_by_a_stolen_root_is_undone_by_pinning_another(district: District) -> None:
    laptop = district.joined()
    root = _root(district)
    far = dataclasses.replace(_newest(district), version=900_000, prev="a" * 64)
    laptop.trust_joining.take(_put(district, far.signed(root)))
    assert laptop.trust_state.view().version == 900_000
    signing = district.office.trust_signing
    made = signing.replace_lost_root(district.stick, passphrase="另一句更长的口令")
    district.root = RootFile(made.path, "另一句更长的口令")
    district.sign()

    taken = laptop.trust_joining.pin(
        district.share, check=" ".join(made.digits.split()[-2:]), replace_root=True
    )
    assert taken.version == 2
    assert laptop.trust_state.view().roots == (made.digits,)


def test_endless_data_is_not_read(district: District) -> None:
    laptop = district.joined()
    (district.share / "trust" / f"roster-000009-{'a' * 12}.json.sig").write_bytes(b"x")
    huge = district.share / "trust" / f"roster-000009-{'a' * 12}.json"
    with huge.open("wb") as stream:
        stream.truncate(3 * 2**30)

    with pytest.raises(InputError, match="过大"):
        laptop.trust_joining.take(huge)
    assert laptop.trust_joining.take(district.share).version == 1


# -- the codes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "flaw"),
    [
        ({"type": "receipt"}, RosterFlaw.FORM),
        ({"format": 2}, RosterFlaw.NEWER_FORMAT),
        ({"district": "210399"}, RosterFlaw.OTHER_DISTRICT),
        ({"root_keys": [STRANGER.public.openssh_text]}, RosterFlaw.ROOT_CHANGE),
    ],
)
def test_what_the_root_signed_and_may_not_be_is_refused_with_its_code(
    district: District, changes: dict[str, object], flaw: RosterFlaw
) -> None:
    laptop = district.joined()
    value = _newest(district).to_value() | {"version": 2, "prev": "a" * 64} | changes
    text = SignedText.make(value, keys=[_root(district)], namespace="dudao-trust-v1")

    with pytest.raises(RosterRefusedError) as refused:
        laptop.trust_joining.take(_put(district, text))
    assert refused.value.flaw is flaw
    assert flaw.value in refused.value.sentence


def test_an_unsound_key_in_a_roster_is_refused_with_its_code(district: District) -> None:
    import base64

    laptop = district.joined()
    value = _newest(district).to_value() | {"version": 2, "prev": "a" * 64}
    wire = STRANGER.public.wire[:-32] + bytes(32)
    value["office"]["sign"] = ["ssh-ed25519 " + base64.b64encode(wire).decode()]
    text = SignedText.make(value, keys=[_root(district)], namespace="dudao-trust-v1")

    with pytest.raises(RosterRefusedError) as refused:
        laptop.trust_joining.take(_put(district, text))
    assert refused.value.flaw is RosterFlaw.UNSOUND_KEY


def test_a_rotated_roster_without_its_second_signature_is_refused(district: District) -> None:
    laptop = district.joined()
    district.office.trust_signing.rotate(
        district.new_root(), district.stick, passphrase="另一句更长的口令", to=district.share
    )
    newest = district.rosters()[-1]
    newest.with_name(newest.name + ".sig2").unlink()

    with pytest.raises(RosterRefusedError) as refused:
        laptop.trust_joining.take(newest)
    assert refused.value.flaw is RosterFlaw.ROOT_CHANGE
