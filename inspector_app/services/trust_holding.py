"""What is held of a district's keys: the roots that a person compared, and the newest roster."""

from typing import TYPE_CHECKING

from inspector_app.services.context import Context, Role
from inspector_app.storage.sealed_parts import SealingKeyRecord
from inspector_app.storage.trust import RosterRow, SignedRow

if TYPE_CHECKING:
    from inspector_app.exchange.key_roster import KeyRoster, KnownRoster
    from inspector_app.exchange.keys import PublicKey
    from inspector_app.exchange.signed_text import SignedText


def pinned_roots(context: Context) -> "tuple[PublicKey, ...]":
    """Return the root keys that hold here."""
    from inspector_app.exchange.keys import PublicKey

    return tuple(PublicKey.from_openssh(text) for text in context.stores.trust.roots())


def known_roster(context: Context) -> "KnownRoster":
    """Return what a roster that comes in is held against."""
    from inspector_app.exchange.key_roster import KnownRoster

    held = context.stores.trust.newest_roster()
    district, roots = context.identity.district, pinned_roots(context)
    if held is None:
        return KnownRoster(district=district, roots=roots)
    return KnownRoster(district=district, roots=roots, version=held.version, sha256=held.sha256)


def hold_roster(context: Context, text: "SignedText", roster: "KeyRoster", *, how: str) -> bool:
    """Let a roster that was found good hold from now on; say whether it is another than before."""
    store = context.stores.trust
    with context.database.transaction():
        held = store.newest_roster()
        if held is not None and held.sha256 == text.sha256:
            return False
        row = SignedRow(text.content, text.signatures)
        store.add_roster(RosterRow(roster.version, text.sha256, row, context.now_text()))
        store.set_roots([key.openssh_text for key in roster.root_keys], at=context.now_text())
        said = {"note": how, "version": roster.version, "sha256": text.sha256}
        context.note("key_roster", text.sha256, said)
        if context.identity.role is not Role.OFFICE:
            _hold_sealing_key(context, roster)
    return True


def _hold_sealing_key(context: Context, roster: "KeyRoster") -> None:
    """Seal for the office with the key that the roster vouches for; nobody compares it again."""
    if not roster.office.sealing:
        return
    key, store = roster.office.sealing[0], context.stores.sealed
    known = store.newest_key()
    if known is None or known.id != key.id:
        store.add_key(SealingKeyRecord(key.id, key.raw, None), at=context.now_text())
        context.note("sealing_key", key.id, {"note": "按登记名册登记督导室接收密钥"})
