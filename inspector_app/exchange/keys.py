"""The signing key of one device, and the chain of bundles that it names."""

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

ALGORITHM: Final = b"ssh-ed25519"
KEY_SIZE: Final = 32
_FIELD_PRIME: Final = 2**255 - 19
# The y coordinates of the eight points whose order divides 8 (a test derives them from the curve):
# under such a "key" one signature can be valid for many messages.
_LOW_ORDER_Y: Final = frozenset(
    {
        0,
        1,
        _FIELD_PRIME - 1,
        0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
        0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
    }
)


def wire_string(content: bytes) -> bytes:
    """Return ``content`` as the SSH wire format's string: four bytes of length, then the bytes."""
    return len(content).to_bytes(4, "big") + content


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public half of an Ed25519 key."""

    raw: bytes

    def __post_init__(self) -> None:
        """Refuse keys that are no honest signer's.

        Raises:
            ValueError: wrong length, a second spelling of a point, or a point of low order.
        """
        height = int.from_bytes(self.raw, "little") & (2**255 - 1)
        if len(self.raw) != KEY_SIZE or height >= _FIELD_PRIME or height in _LOW_ORDER_Y:
            msg = "not a sound Ed25519 public key"
            raise ValueError(msg)

    @classmethod
    def from_openssh(cls, text: str) -> "PublicKey":
        """Read ``ssh-ed25519 AAAA…`` without a comment (ValueError: it is no sound key)."""
        kind, _, encoded = text.partition(" ")
        wire = base64.b64decode(encoded, validate=True)
        key = cls(wire[-KEY_SIZE:])
        if kind != ALGORITHM.decode() or key.openssh_text != text:
            msg = "not the OpenSSH form of an Ed25519 key"
            raise ValueError(msg)
        return key

    @property
    def chain(self) -> str:
        """The chain id: 26 lower-case base32 characters of the key's SHA-256."""
        return base64.b32encode(hashlib.sha256(self.raw).digest()).decode().lower()[:26]

    @property
    def wire(self) -> bytes:
        """The key in SSH wire format."""
        return wire_string(ALGORITHM) + wire_string(self.raw)

    @property
    def fingerprint(self) -> str:
        """The fingerprint that ``ssh-keygen -l`` prints."""
        digest = base64.b64encode(hashlib.sha256(self.wire).digest()).decode().rstrip("=")
        return f"SHA256:{digest}"

    @property
    def openssh_line(self) -> str:
        """One line of an OpenSSH ``.pub`` file, with the chain id as its comment."""
        return f"{self.openssh_text} {self.chain}"

    def allowed_signers_line(self, *, namespace: str) -> str:
        """Return one line of an ``allowed_signers`` file; the principal is the chain id."""
        return f'{self.chain} namespaces="{namespace}" {self.openssh_text}'

    def has_signed(self, message: bytes, *, signature: bytes) -> bool:
        """Say whether ``signature`` is this key's signature of ``message``."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except InvalidSignature:
            return False
        return True

    @property
    def openssh_text(self) -> str:
        """The key as OpenSSH writes it, without a comment."""
        return f"{ALGORITHM.decode()} {base64.b64encode(self.wire).decode()}"


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """The Ed25519 key of one device.

    Attributes:
        private_bytes: 32 bytes; whoever stores them keeps them inside the encrypted database.
    """

    private_bytes: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> "DeviceKey":
        """Return a new random key."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def public(self) -> PublicKey:
        """The public half."""
        return PublicKey(self._private.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature of ``message``; the same message gives the same bytes."""
        return self._private.sign(message)

    @property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.private_bytes)
