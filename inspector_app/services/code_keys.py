"""The keys that a page's code may be signed with: whose word is taken for a page.

They are those of this folder, the retired ones too. A roster of a district's keys joins in here.
"""

from typing import TYPE_CHECKING, NamedTuple

from inspector_app.domain.page_code import SignedCode, key_id
from inspector_app.services.context import Context

if TYPE_CHECKING:
    from inspector_app.exchange.keys import PublicKey

_OWN = "本机"


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
    return tuple(KnownKey(DeviceKey(secret).public, _OWN) for _, secret in secrets)
