"""A text and the signatures that stand beside it, as two files that stock tools can check.

Rosters, receipts and requests to be enrolled are such texts: canonical JSON in ``NAME.json``, the
armoured SSHSIG in ``NAME.json.sig``, a second signature, where there is one, in ``NAME.json.sig2``.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inspector_app.base.files import open_file
from inspector_app.exchange import canonical, sshsig
from inspector_app.exchange.canonical import JsonLimits, JsonValue, NotCanonicalError
from inspector_app.exchange.keys import DeviceKey, PublicKey

SUFFIXES: Final = (".sig", ".sig2")
MOST_BYTES: Final = 2 * 2**20
_LIMITS: Final = JsonLimits(size=MOST_BYTES, depth=8, containers=100_000)
_MOST_SIGNATURE: Final = 4 * 2**10


class NotSignedTextError(ValueError):
    """The files are not such a text: too large, not canonical, or without a signature."""


@dataclass(frozen=True, slots=True)
class SignedText:
    """A text with its signatures; what they are worth is for the reader to find out.

    Attributes:
        content: canonical JSON of an object.
        signatures: one or two, armoured.
    """

    content: bytes
    signatures: tuple[bytes, ...]

    @classmethod
    def make(
        cls, value: Mapping[str, object], *, keys: Sequence[DeviceKey], namespace: str
    ) -> "SignedText":
        """Return ``value`` signed with one or two keys (NotCanonicalError: no JSON form)."""
        content = canonical.dumps(value)
        return cls(content, tuple(sshsig.sign(content, key=k, namespace=namespace) for k in keys))

    @property
    def sha256(self) -> str:
        """SHA-256 of the text."""
        return hashlib.sha256(self.content).hexdigest()

    def value(self) -> dict[str, JsonValue]:
        """Return the object (NotSignedTextError: the text is anything else)."""
        try:
            value = canonical.loads(self.content, limits=_LIMITS)
        except NotCanonicalError as error:
            raise NotSignedTextError(str(error)) from error
        if not isinstance(value, dict):
            msg = "the text is no object"
            raise NotSignedTextError(msg)
        return value

    def signers(self, *, namespace: str) -> tuple[PublicKey, ...]:
        """Return whose signatures these are.

        Raises:
            SignatureFlawError: one of them is not genuine or not for this purpose.
        """
        return tuple(sshsig.verify(s, self.content, namespace=namespace) for s in self.signatures)

    def files(self, name: str) -> dict[str, bytes]:
        """Return the content of each file by its name; ``name`` is that of the text."""
        beside = zip(SUFFIXES, self.signatures, strict=False)
        return {name: self.content} | {name + suffix: text for suffix, text in beside}


def read_files(path: Path) -> SignedText:
    """Read the text at ``path`` and the signatures beside it.

    Raises:
        NotSignedTextError: a file is too large, or no signature lies beside the text.
        OSError: the text cannot be read.
    """
    content = _read(path, MOST_BYTES)
    beside = (path.with_name(path.name + suffix) for suffix in SUFFIXES)
    signatures = tuple(_read(each, _MOST_SIGNATURE) for each in beside if each.is_file())
    if not signatures:
        msg = "no signature lies beside the text"
        raise NotSignedTextError(msg)
    return SignedText(content, signatures)


def _read(path: Path, most: int) -> bytes:
    with open_file(path) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        msg = f"longer than {most} bytes"
        raise NotSignedTextError(msg)
    return content
