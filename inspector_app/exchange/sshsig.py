"""Detached signatures in OpenSSH's SSHSIG form, so that ``ssh-keygen -Y verify`` checks them.

The format is PROTOCOL.sshsig of OpenSSH. Only one shape of it is written and read: version 1,
Ed25519, SHA-512, armour wrapped at 70 characters. A reader takes the three variable parts out,
rebuilds the whole text from them and demands the same bytes.
"""

import base64
import hashlib
from enum import StrEnum
from typing import Final

from inspector_app.exchange.keys import ALGORITHM, KEY_SIZE, DeviceKey, PublicKey, wire_string

_MAGIC: Final = b"SSHSIG"
_VERSION: Final = (1).to_bytes(4, "big")
_HASH: Final = b"sha512"
_SIGNATURE_SIZE: Final = 64
_FIRST_LINE: Final = "-----BEGIN SSH SIGNATURE-----"
_LAST_LINE: Final = "-----END SSH SIGNATURE-----"
_WIDTH: Final = 70


class Flaw(StrEnum):
    """What is wrong with a signature file."""

    FORM = "form"
    NAMESPACE = "namespace"
    MISMATCH = "mismatch"


class SignatureFlawError(ValueError):
    """A signature file that proves nothing."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(f"signature refused: {flaw}")
        self.flaw = flaw


def sign(message: bytes, *, key: DeviceKey, namespace: str) -> bytes:
    """Return the armoured signature of ``message`` for one purpose."""
    purpose = namespace.encode()
    signature = key.sign(_signed_bytes(message, purpose))
    return _armour(_blob(key.public.wire, purpose, signature))


def verify(armoured: bytes, message: bytes, *, namespace: str) -> PublicKey:
    """Check a signature against the key that it carries and return that key.

    Whether the key belongs to anybody is for the caller to find out.

    Raises:
        SignatureFlawError: the form, the purpose or the signature itself is wrong.
    """
    public, purpose, signature = _parse(armoured)
    if purpose != namespace.encode():
        raise SignatureFlawError(Flaw.NAMESPACE)
    if not public.has_signed(_signed_bytes(message, purpose), signature=signature):
        raise SignatureFlawError(Flaw.MISMATCH)
    return public


def _parse(armoured: bytes) -> tuple[PublicKey, bytes, bytes]:
    try:
        lines = armoured.decode("ascii").split("\n")
        blob = base64.b64decode("".join(lines[1:-2]), validate=True)
        key, purpose, _reserved, _hash, signed = _strings(blob[len(_MAGIC + _VERSION) :])
        public = PublicKey(key[-KEY_SIZE:])
    except ValueError as error:
        raise SignatureFlawError(Flaw.FORM) from error
    signature = signed[-_SIGNATURE_SIZE:]
    if _armour(_blob(public.wire, purpose, signature)) != armoured:
        raise SignatureFlawError(Flaw.FORM)
    return public, purpose, signature


def _strings(content: bytes) -> list[bytes]:
    found = []
    while content:
        end = 4 + int.from_bytes(content[:4], "big")
        found.append(content[4:end])
        content = content[end:]
    return found


def _blob(public_wire: bytes, purpose: bytes, signature: bytes) -> bytes:
    signed = wire_string(ALGORITHM) + wire_string(signature)
    parts = (public_wire, purpose, b"", _HASH, signed)
    return _MAGIC + _VERSION + b"".join(wire_string(part) for part in parts)


def _signed_bytes(message: bytes, purpose: bytes) -> bytes:
    parts = (purpose, b"", _HASH, hashlib.sha512(message).digest())
    return _MAGIC + b"".join(wire_string(part) for part in parts)


def _armour(blob: bytes) -> bytes:
    text = base64.b64encode(blob).decode()
    lines = [text[start : start + _WIDTH] for start in range(0, len(text), _WIDTH)]
    return "\n".join((_FIRST_LINE, *lines, _LAST_LINE, "")).encode()
