"""Rosters of keys: which one a reader takes, and what ssh-keygen says of it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base import child
from inspector_app.exchange.digits import are_last
from inspector_app.exchange.key_roster import (
    NAMESPACE,
    KnownRoster,
    RosterFlaw,
    RosterRefusedError,
    first_roster,
    read_roster,
    root_digits,
)
from inspector_app.exchange.keys import DeviceKey
from inspector_app.exchange.signed_text import SignedText, read_files
from tests.examples import examples
from tests.unit.exchange.trust_tools import (
    ISSUED,
    LAPTOP,
    OTHER_LAPTOP,
    ROOT,
    SECOND_ROOT,
    inspector,
    roster,
    roster_key,
)

KNOWN = KnownRoster(district="220303", roots=(ROOT.public,))


def _flaw(signed: SignedText, known: KnownRoster = KNOWN) -> RosterFlaw:
    with pytest.raises(RosterRefusedError) as refused:
        read_roster(signed, known=known)
    assert refused.value.code in refused.value.sentence
    return refused.value.flaw


def _changed(**changes: Any) -> SignedText:
    """Return a roster whose text says something else, signed by the root all the same."""
    return SignedText.make(roster().to_value() | changes, keys=[ROOT], namespace=NAMESPACE)


def test_a_roster_signed_by_a_pinned_root_is_read_as_it_was_written() -> None:
    assert read_roster(roster().signed(ROOT), known=KNOWN) == roster()


def test_ssh_keygen_verifies_a_roster_and_the_bundles_signers_that_it_lists(tmp_path: Path) -> None:
    signed = roster().signed(ROOT)
    for name, content in signed.files("roster.json").items():
        (tmp_path / name).write_bytes(content)
    allowed = tmp_path / "root.allowed"
    allowed.write_text(f'root namespaces="{NAMESPACE}" {ROOT.public.openssh_text}\n')

    done = child.run(
        ["ssh-keygen", "-Y", "verify", "-f", str(allowed), "-I", "root", "-n", NAMESPACE,
         "-s", str(tmp_path / "roster.json.sig")],
        given=signed.content,
    )  # fmt: skip

    assert done.code == 0, done.err
    assert read_files(tmp_path / "roster.json") == signed
    line = roster().allowed_signers(namespace="dudao-bundle-v1")
    assert line.startswith(f'{LAPTOP.public.chain} namespaces="dudao-bundle-v1" ssh-ed25519 ')


def test_a_roster_of_an_unknown_root_is_refused() -> None:
    forged = roster(root_keys=(SECOND_ROOT.public,)).signed(SECOND_ROOT)

    assert _flaw(forged) is RosterFlaw.NOT_SIGNED


def test_a_signature_for_another_purpose_does_not_count() -> None:
    signed = SignedText.make(roster().to_value(), keys=[ROOT], namespace="dudao-bundle-v1")

    assert _flaw(signed) is RosterFlaw.NOT_SIGNED


def test_a_changed_letter_is_found() -> None:
    signed = roster().signed(ROOT)
    changed = SignedText(signed.content.replace(b"dx-01", b"dx-02"), signed.signatures)

    assert _flaw(changed) is RosterFlaw.NOT_SIGNED


def test_a_lower_version_is_refused_and_the_same_one_is_taken_again() -> None:
    second = roster(version=2, prev="a" * 64)
    signed = second.signed(ROOT)
    known = KnownRoster(district="220303", roots=(ROOT.public,), version=2, sha256=signed.sha256)

    assert read_roster(signed, known=known) == second
    assert _flaw(roster().signed(ROOT), known) is RosterFlaw.OLDER


def test_two_rosters_of_one_version_are_told() -> None:
    known = KnownRoster(
        district="220303", roots=(ROOT.public,), version=1, sha256=roster().signed(ROOT).sha256
    )
    other = roster(inspectors=()).signed(ROOT)

    assert _flaw(other, known) is RosterFlaw.TWO_OF_ONE_VERSION


def test_a_new_root_needs_the_signatures_of_the_old_and_of_the_new() -> None:
    changed = roster(version=2, prev="a" * 64, root_keys=(SECOND_ROOT.public,))

    assert _flaw(changed.signed(ROOT)) is RosterFlaw.ROOT_CHANGE
    assert _flaw(changed.signed(SECOND_ROOT)) is RosterFlaw.NOT_SIGNED
    assert read_roster(changed.signed(ROOT, SECOND_ROOT), known=KNOWN) == changed


def test_a_second_root_that_was_vouched_for_signs_alone_afterwards() -> None:
    both = (ROOT.public, SECOND_ROOT.public)
    known = KnownRoster(district="220303", roots=both, version=1, sha256="a" * 64)
    next_one = roster(version=2, prev="a" * 64, root_keys=both)

    assert read_roster(next_one.signed(SECOND_ROOT), known=known) == next_one


@pytest.mark.parametrize("raw", [bytes(32), (1).to_bytes(32, "little"), b"\xff" * 32])
def test_a_key_that_is_no_honest_signers_is_refused(raw: bytes) -> None:
    row = roster().to_value()["inspectors"][0]
    wire = LAPTOP.public.wire[:-32] + raw
    import base64

    row["keys"][0]["sign"] = "ssh-ed25519 " + base64.b64encode(wire).decode()

    assert _flaw(_changed(inspectors=[row])) is RosterFlaw.UNSOUND_KEY


@pytest.mark.parametrize(
    ("changes", "flaw"),
    [
        ({"district": "220304"}, RosterFlaw.OTHER_DISTRICT),
        ({"format": 2}, RosterFlaw.NEWER_FORMAT),
        ({"type": "receipt"}, RosterFlaw.FORM),
        ({"version": 0}, RosterFlaw.FORM),
        ({"version": 2}, RosterFlaw.FORM),
        ({"root_keys": []}, RosterFlaw.FORM),
        ({"x_more": 1}, RosterFlaw.FORM),
        ({"expires": "2026-11-02T01:00:00Z"}, RosterFlaw.FORM),
        ({"expires": "2027-11-02T01:00:00Z"}, RosterFlaw.FORM),
        ({"expires": "soon"}, RosterFlaw.FORM),
    ],
)
def test_what_a_roster_may_not_say_is_refused_even_with_a_signature(
    changes: dict[str, Any], flaw: RosterFlaw
) -> None:
    assert _flaw(_changed(**changes)) is flaw


def test_one_key_has_one_owner() -> None:
    twice = roster(inspectors=(inspector(roster_key()), inspector(roster_key(), number=2)))

    with pytest.raises(RosterRefusedError) as refused:
        twice.signed(ROOT)
    assert refused.value.flaw is RosterFlaw.FORM


def test_a_roster_tells_when_it_holds_no_more() -> None:
    held = roster()

    assert not held.has_expired(ISSUED + timedelta(days=99))
    assert held.has_expired(ISSUED + timedelta(days=100))


def test_a_revoked_key_counts_for_the_numbers_before() -> None:
    key = roster_key(revoked_from_seq=4)

    assert [key.is_revoked(seq=seq) for seq in (3, 4, 5)] == [False, True, True]


def test_a_first_roster_names_the_root_to_compare() -> None:
    found, root = first_roster(roster().signed(ROOT))

    assert found == roster()
    assert root == ROOT.public
    assert len(root_digits(root).split()) == 8


def test_a_first_roster_that_its_own_root_has_not_signed_is_refused() -> None:
    with pytest.raises(RosterRefusedError):
        first_roster(roster().signed(OTHER_LAPTOP))


@examples()
@given(st.binary(min_size=32, max_size=32))
def test_the_last_groups_name_a_key_and_no_other(secret: bytes) -> None:
    shown = root_digits(DeviceKey(secret).public)
    typed = shown.split()[-2:]

    assert are_last("".join(typed), of=shown)
    assert are_last(
        " ".join(typed).translate(str.maketrans("0123456789", "０１２３４５６７８９")), of=shown
    )
    assert are_last(shown, of=shown)
    assert not are_last(typed[-1], of=shown)
    assert not are_last("", of=shown)
    wrong = str((int(typed[-1][-1]) + 1) % 10)
    assert not are_last("".join(typed)[:-1] + wrong, of=shown)
