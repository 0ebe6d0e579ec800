"""A sealed file: signed content that one office alone can read.

``HPKE`` (RFC 9180, X25519 · HKDF-SHA256 · ChaCha20-Poly1305) encrypts to the office's public key;
two plain lines before it say what the file is and whose key opens it, and are bound to it as
``info``. Inside stands canonical JSON with the sender's SSHSIG signature, made before encryption;
the signed text names the key it is for, so that a file cannot be passed on to somebody else's.
"""

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from inspector_app.exchange import canonical, sshsig
from inspector_app.exchange.canonical import JsonLimits, NotCanonicalError
from inspector_app.exchange.keys import DeviceKey, PublicKey
from inspector_app.exchange.sshsig import SignatureFlawError

NAMESPACE: Final = "dudao-sealed-v1"
MOST_BYTES: Final = 4 * 1024 * 1024
_MAGIC: Final = b"inspector-app sealed file 1"
_KEY_SIZE: Final = 32
_LIMITS: Final = JsonLimits(size=MOST_BYTES, depth=12, containers=20_000)
_GROUPS: Final = 6
# Enough that no group is likelier than another (2^40 against 100 000).
_GROUP_BYTES: Final = 5


class NotSealedError(ValueError):
    """The bytes are no sealed file of a form known here."""


class CannotOpenError(ValueError):
    """The key does not open the file, or the file was changed."""


class NotGenuineError(ValueError):
    """The content is not what its sender signed, or it was sealed for another key."""


@dataclass(frozen=True, slots=True)
class SealingPublicKey:
    """The half of an office's key that files are sealed with."""

    raw: bytes

    def __post_init__(self) -> None:
        """Refuse what cannot be a key (ValueError)."""
        if len(self.raw) != _KEY_SIZE:
            msg = f"a key has {_KEY_SIZE} bytes"
            raise ValueError(msg)

    @property
    def id(self) -> str:
        """The key's name: 26 lower-case base32 characters of its SHA-256."""
        return base64.b32encode(hashlib.sha256(self.raw).digest()).decode().lower()[:26]

    @property
    def digits(self) -> str:
        """Six groups of five digits to be read out on the telephone."""
        digest = hashlib.sha256(b"sealing key\0" + self.raw).digest()
        starts = range(0, _GROUPS * _GROUP_BYTES, _GROUP_BYTES)
        parts = (digest[start : start + _GROUP_BYTES] for start in starts)
        return " ".join(f"{int.from_bytes(part, 'big') % 100_000:05d}" for part in parts)


@dataclass(frozen=True, slots=True)
class SealingKey:
    """The whole key of an office; it never leaves the encrypted database."""

    private_bytes: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> "SealingKey":
        """Return a new random key."""
        return cls(X25519PrivateKey.generate().private_bytes_raw())

    @property
    def public(self) -> SealingPublicKey:
        """The half that may be given away."""
        private = X25519PrivateKey.from_private_bytes(self.private_bytes)
        return SealingPublicKey(private.public_key().public_bytes_raw())


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What stood in a sealed file, and whose signature is on it."""

    content: dict[str, Any]
    signer: PublicKey


def seal(content: dict[str, Any], *, to: SealingPublicKey, signed_by: DeviceKey) -> bytes:
    """Return a file that ``to`` alone opens (NotCanonicalError: the content has no JSON form)."""
    body = canonical.dumps({"to": to.id, "content": content})
    signature = sshsig.sign(body, key=signed_by, namespace=NAMESPACE)
    plain = canonical.dumps({"body": body.decode(), "signature": signature.decode()})
    head = _head(to.id)
    key = X25519PublicKey.from_public_bytes(to.raw)
    return head + _suite().encrypt(plain, key, info=head)


def key_id_of(data: bytes) -> str:
    """Return the id of the key that a file is sealed for.

    Raises:
        NotSealedError: it is no sealed file.
    """
    magic, _, rest = data.partition(b"\n")
    name, end, _ = rest.partition(b"\n")
    if magic != _MAGIC or not end or len(data) > MOST_BYTES or len(name) > len(_MAGIC):
        raise NotSealedError
    try:
        return name.decode("ascii")
    except UnicodeDecodeError as error:
        raise NotSealedError from error


def open_sealed(data: bytes, *, key: SealingKey) -> Opened:
    """Return what stands in a file, decrypted and with its signature checked.

    Raises:
        NotSealedError, CannotOpenError, NotGenuineError: as they say.
    """
    head = _head(key_id_of(data))
    private = X25519PrivateKey.from_private_bytes(key.private_bytes)
    try:
        plain = _suite().decrypt(data[len(head) :], private, info=head)
    except (InvalidTag, ValueError) as error:
        raise CannotOpenError from error
    try:
        outer = _object(plain)
        body, signature = str(outer["body"]).encode(), str(outer["signature"]).encode()
        signer = sshsig.verify(signature, body, namespace=NAMESPACE)
        inner = _object(body)
        content = inner["content"]
    except (NotCanonicalError, SignatureFlawError, KeyError, UnicodeError) as error:
        raise NotGenuineError from error
    if inner.get("to") != key.public.id or not isinstance(content, dict):
        raise NotGenuineError
    return Opened(content=content, signer=signer)


def _object(data: bytes) -> dict[str, Any]:
    value = canonical.loads(data, limits=_LIMITS)
    if not isinstance(value, dict):
        raise NotGenuineError
    return dict(value)


def _head(key_id: str) -> bytes:
    return b"\n".join((_MAGIC, key_id.encode("ascii"), b""))


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
