"""The keys that a page's code may be signed with: whose word is taken for a page.

They are those of this folder, the retired ones too, those of the district's roster, so that a page
that a laptop printed is known at the office and on every other laptop, and those of peers whose
signed records were taken over.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.domain.page_code import PageCode, SignedCode, key_id
from inspector_app.services.context import Context
from inspector_app.services.key_trust import trusted_roster

if TYPE_CHECKING:
    from inspector_app.exchange.keys import PublicKey

_OWN: Final = "本机"
_PARTS: Final = re.compile(r"[\s-]+")


class KnownKey(NamedTuple):
    """A public key and who is known to sign with it.

    Attributes:
        own: whether it is of this folder, so that its archive tells what was signed.
    """

    public: "PublicKey"
    holder: str
    own: bool = True


class Unsigned(NamedTuple):
    """Why nobody's signature stands under a code: the key is not known, or the bytes changed."""

    known_key: bool


def signer_of(context: Context, read: SignedCode) -> KnownKey | Unsigned:
    """Return who signed a code, or why nobody did."""
    named = [key for key in known_keys(context) if key_id(key.public.raw) == read.code.key_id]
    message = read.code.message()
    for key in named:
        if key.public.has_signed(message, signature=read.signature):
            return key
    return Unsigned(known_key=bool(named))


def known_keys(context: Context) -> tuple[KnownKey, ...]:
    """Return every key whose signature counts here."""
    from inspector_app.exchange.keys import DeviceKey, PublicKey

    secrets = context.stores.bundles.keys()
    names = context.names()
    found = [KnownKey(DeviceKey(secret).public, _OWN) for _, secret in secrets]
    found += _listed_keys(context)
    found += [
        KnownKey(PublicKey(raw), f"{names.get(person, person)}（{person}）", own=False)
        for raw, person in context.stores.joint.known_keys()
    ]
    # Who comes first knows more of a key: this folder, then the roster, then a file of a peer.
    return tuple({key.public: key for key in reversed(found)}.values())


def _listed_keys(context: Context) -> Iterator[KnownKey]:
    roster = trusted_roster(context)
    if roster is None:
        return
    for sign in roster.office.sign:
        yield KnownKey(sign, roster.office.name, own=False)
    for holder in roster.holders():
        stopped = "，已停用" if holder.key.revoked_from_seq is not None else ""
        person = holder.inspector
        yield KnownKey(holder.key.sign, f"{person.name}（{person.id}{stopped}）", own=False)


def unknown_signer(context: Context, code: PageCode) -> str:
    """Return in words which key an unknown signer used, and whose number the code claims.

    What the code claims is nobody's word: it only tells whom to ask.
    """
    named = f"签名的密钥号是 {code.key_id.hex()}。"
    said = set(_PARTS.split(code.figures))
    claimed = next((person for person in context.members() if person.id in said), None)
    if claimed is None:
        return named
    if claimed.id == context.identity.inspector_id:
        return (
            f"{named}码里写的是您自己的编号，却不是这台电脑的密钥：您换过电脑，就在旧电脑上核验；"
            "没有换过，就可能是仿造的。"
        )
    return f"{named}码里写的是{claimed.name}（{claimed.id}）的编号，请向这位督学核实。"
