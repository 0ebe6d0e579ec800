"""A roster in which anything at all was changed is refused, wherever the change is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.exchange.key_roster import KnownRoster, read_roster
from inspector_app.exchange.roster_refusal import RosterFlaw, RosterRefusedError
from inspector_app.exchange.signed_text import SignedText
from tests.examples import examples
from tests.unit.exchange.trust_tools import ROOT, SECOND_ROOT, roster

KNOWN = KnownRoster(district="220303", roots=(ROOT.public,))
SIGNED = roster(root_keys=(ROOT.public, SECOND_ROOT.public)).signed(ROOT, SECOND_ROOT)
PARTS = (SIGNED.content, *SIGNED.signatures)
_CAUSES = {
    RosterFlaw.FORM, RosterFlaw.NEWER_FORMAT, RosterFlaw.NOT_SIGNED, RosterFlaw.UNSOUND_KEY,
    RosterFlaw.OTHER_DISTRICT,
}  # fmt: skip


def _refused(parts: list[bytes]) -> RosterFlaw:
    with pytest.raises(RosterRefusedError) as refused:
        read_roster(SignedText(parts[0], tuple(parts[1:])), known=KNOWN)
    return refused.value.flaw


@examples()
@given(st.integers(0, 2), st.data())
def test_one_flipped_bit_of_the_text_or_a_signature_is_refused(
    which: int, data: st.DataObject
) -> None:
    parts = list(PARTS)
    bit = data.draw(st.integers(0, len(parts[which]) * 8 - 1))
    changed = bytearray(parts[which])
    changed[bit // 8] ^= 1 << bit % 8
    parts[which] = bytes(changed)

    assert _refused(parts) in _CAUSES


@examples()
@given(st.integers(0, 2), st.data())
def test_a_part_that_was_cut_or_had_bytes_added_is_refused(which: int, data: st.DataObject) -> None:
    parts = list(PARTS)
    place = data.draw(st.integers(0, len(parts[which]) - 1))
    added = data.draw(st.binary(max_size=3))
    kept = parts[which][place:] if added else b""
    parts[which] = parts[which][:place] + added + kept

    assert _refused(parts) in _CAUSES
