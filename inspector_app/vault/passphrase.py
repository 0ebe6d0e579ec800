"""A secret under a passphrase: what a key on a stick is kept in.

Argon2id (RFC 9106) makes the passphrase costly to guess; AES-256-GCM keeps the secret, with
everything that stands beside it bound as associated data.
"""

import base64
import json
import os
from collections.abc import Mapping
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from inspector_app.base.errors import RefusedError

LEAST_CHARACTERS: Final = 8
_KIND: Final = "argon2id-aes256gcm"
_KIB: Final = 1024
# What a laptop of an office does in half a second; readers take what is between the limits.
MEMORY_KIB: Final = 128 * _KIB
ROUNDS: Final = 3
_LEAST_MEMORY_KIB: Final = 8 * _KIB
_MOST_MEMORY_KIB: Final = 1024 * _KIB
_MOST_ROUNDS: Final = 10
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32


class WrongPassphraseError(RefusedError):
    """The passphrase does not open what was kept, or it was damaged."""

    def __init__(self) -> None:
        super().__init__(
            "口令不对，或这个密钥文件已损坏，没有打开；请核对口令后再试。", code="口令"
        )


class NotWrappedError(ValueError):
    """What is to be opened has not the form that ``wrap`` writes, or costs too much to open."""


def wrap(
    secret: bytes, passphrase: str, *, purpose: str, memory_kib: int = MEMORY_KIB
) -> dict[str, Any]:
    """Return ``secret`` as it may lie on a stick.

    Raises:
        RefusedError: the passphrase is shorter than ``LEAST_CHARACTERS``.
    """
    if len(passphrase) < LEAST_CHARACTERS:
        raise RefusedError(f"口令太短，没有写出；至少要 {LEAST_CHARACTERS} 个字符。")
    head = {
        "kind": _KIND,
        "purpose": purpose,
        "memory_kib": memory_kib,
        "rounds": ROUNDS,
        "salt": _encoded(os.urandom(_SALT_BYTES)),
        "nonce": _encoded(os.urandom(_NONCE_BYTES)),
    }
    cipher = AESGCM(_derived(passphrase, head))
    return head | {"secret": _encoded(cipher.encrypt(_nonce(head), secret, _bound(head)))}


def unwrap(kept: Mapping[str, Any], passphrase: str, *, purpose: str) -> bytes:
    """Return the secret that ``wrap`` has kept for the same purpose.

    Raises:
        NotWrappedError: it is something else.
        WrongPassphraseError: as it says.
    """
    head = {key: value for key, value in kept.items() if key != "secret"}
    if not _is_head(head, purpose) or not isinstance(kept.get("secret"), str):
        raise NotWrappedError(purpose)
    try:
        nonce, content = _nonce(head), base64.b64decode(kept["secret"], validate=True)
        cipher = AESGCM(_derived(passphrase, head))
    except ValueError as error:
        raise NotWrappedError(purpose) from error
    try:
        return cipher.decrypt(nonce, content, _bound(head))
    except InvalidTag as error:
        raise WrongPassphraseError from error


def _is_head(head: Mapping[str, Any], purpose: str) -> bool:
    memory, rounds = head.get("memory_kib"), head.get("rounds")
    if head.get("kind") != _KIND or head.get("purpose") != purpose:
        return False
    if type(memory) is not int or type(rounds) is not int:
        return False
    return _LEAST_MEMORY_KIB <= memory <= _MOST_MEMORY_KIB and 1 <= rounds <= _MOST_ROUNDS


def _derived(passphrase: str, head: Mapping[str, Any]) -> bytes:
    derivation = Argon2id(
        salt=base64.b64decode(head["salt"], validate=True),
        length=_KEY_BYTES,
        iterations=head["rounds"],
        lanes=1,
        memory_cost=head["memory_kib"],
    )
    return derivation.derive(passphrase.encode())


def _nonce(head: Mapping[str, Any]) -> bytes:
    nonce = base64.b64decode(head["nonce"], validate=True)
    if len(nonce) != _NONCE_BYTES:
        msg = "a nonce of another length"
        raise ValueError(msg)
    return nonce


def _bound(head: Mapping[str, Any]) -> bytes:
    return json.dumps(head, sort_keys=True).encode()


def _encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()
