"""The keys that a page's code may be signed with: whose word is taken for a page.

They are those of this folder, the retired ones too, and those of the district's roster: a page that
a laptop printed is genuine at the office and on every other laptop.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.domain.page_code import SignedCode, key_id
from inspector_app.services.context import Context
from inspector_app.services.key_trust import trusted_roster

if TYPE_CHECKING:
    from inspector_app.exchange.keys import PublicKey

OWN: Final = "本机"


class KnownKey(NamedTuple):
    """A public key and who is known to sign with it."""

    public: "PublicKey"
    holder: str


class Unsigned(NamedTuple):
    """Why nobody's signature stands under a code: the key is not known, or the bytes changed."""

    known_key: bool


def signer_of(context: Context, read: SignedCode) -> str | Unsigned:
    """Return who signed a code, or why nobody did."""
    named = [key for key in known_keys(context) if key_id(key.public.raw) == read.code.key_id]
    message = read.code.message()
    for key in named:
        if key.public.has_signed(message, signature=read.signature):
            return key.holder
    return Unsigned(known_key=bool(named))


def known_keys(context: Context) -> tuple[KnownKey, ...]:
    """Return every key whose signature counts here."""
    from inspector_app.exchange.keys import DeviceKey

    secrets = context.stores.bundles.keys()
    own = tuple(KnownKey(DeviceKey(secret).public, OWN) for _, secret in secrets)
    known = {key.public for key in own}
    return (*own, *(key for key in _listed_keys(context) if key.public not in known))


def _listed_keys(context: Context) -> Iterator[KnownKey]:
    roster = trusted_roster(context)
    if roster is None:
        return
    for sign in roster.office.sign:
        yield KnownKey(sign, roster.office.name)
    for holder in roster.holders():
        stopped = "（电脑已停用）" if holder.key.revoked_from_seq is not None else ""
        yield KnownKey(holder.key.sign, f"{holder.inspector.name}{stopped}")
