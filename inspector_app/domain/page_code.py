"""The code on a printed page: what it says, as bytes and as characters of a QR code.

A page says lines of text and pictures; the digest is over all of them, in their order. The code
names the document, its revision, the page and that digest, and carries a few key figures in the
clear, so that whoever reads it without the archive can still hold them against the paper.
"""

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

PREFIX: Final = "DD1:"
"""How the text of a code begins; the digit is the version of what follows."""
WHOLE: Final = 0
"""The page number of a code that stands for all pages, as in a Word file."""
DIGEST_BYTES: Final = 16
SIGNATURE_BYTES: Final = 64
MOST_FIGURES: Final = 40
"""Bytes of key figures that still leave a QR code of version 8, level M (221 characters)."""

_DOMAIN: Final = b"inspector-app page code 1\0"
_KEY_BYTES: Final = 4
_NUMBERS: Final = 16 + 2 + 2
_HEAD: Final = _NUMBERS + DIGEST_BYTES + _KEY_BYTES
# The alphabet of RFC 9285 without its blank, which pasting loses: 44³ still holds two bytes.
_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$%*+-./:"
_BASE: Final = len(_ALPHABET)
_VALUE: Final = {sign: value for value, sign in enumerate(_ALPHABET)}
# What a Chinese input method makes of the keystrokes of a scanner; of a sharp s the capital is two.
_TYPED: Final = str.maketrans(
    {"。": ".", "￥": "$", "¥": "$", "、": "/", "—": "-", "–": "-", "×": "*", "÷": "/", "ß": "ẞ"}
)
# What a scanner types whose keyboard is set to English while the computer's is German or French.
_LAYOUTS: Final = (
    str.maketrans(
        {"Y": "Z", "Z": "Y", "(": "*", "`": "+", "ẞ": "-", "-": "/", "Ö": ":",
         "À": "+A", "È": "+E", "Ì": "+I", "Ò": "+O", "Ù": "+U"}
    ),
    str.maketrans("AQZWM?:!)&É\"'(-È_ÇÀ458", "QAWZ:M./-1234567890$%*"),
)  # fmt: skip
# Letters that no 校验码 has, for the digits that they are taken for.
_ALIKE: Final = str.maketrans("OIL", "011")
_SHORT: Final = re.compile(r"[0-9A-F]{4}-?[0-9A-F]{4}")


class NoPageCodeError(ValueError):
    """The text is no whole code: of another kind, cut short, or mistyped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCode:
    """What a code says.

    Attributes:
        uid: of the issued document, 32 hex digits.
        revision: of the document.
        page: counted from 1 through the file; ``WHOLE`` stands for all pages.
        digest: of what the page says.
        key_id: the first bytes of the digest of the device's public key.
        figures: number, day and a few counts, to be held against the paper.
    """

    uid: str
    revision: int
    page: int
    digest: bytes
    key_id: bytes
    figures: str = ""

    def message(self) -> bytes:
        """Return what the device signs."""
        return _DOMAIN + self._body()

    def text(self, signature: bytes) -> str:
        """Return the characters of the QR code."""
        return PREFIX + encoded(self._body() + signature)

    def _body(self) -> bytes:
        return b"".join(
            (
                bytes.fromhex(self.uid),
                self.revision.to_bytes(2, "big"),
                self.page.to_bytes(2, "big"),
                self.digest,
                self.key_id,
                clipped(self.figures).encode(),
            )
        )


@dataclass(frozen=True, slots=True)
class SignedCode:
    """A code as it was read, with the signature that stood beside it."""

    code: PageCode
    signature: bytes


def content_digest(said: Iterable[str]) -> bytes:
    """Return the digest of what a page says; no two lists of lines have the same."""
    digest = sha256(b"page\0")
    for line in said:
        data = line.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(4, "big"))
        digest.update(data)
    return digest.digest()[:DIGEST_BYTES]


def key_id(public: bytes) -> bytes:
    """Return how codes name a public key."""
    return sha256(public).digest()[:_KEY_BYTES]


def clipped(figures: str) -> str:
    """Return key figures as far as the code has room for them."""
    return figures.encode()[:MOST_FIGURES].decode(errors="ignore")


def is_code(text: str) -> bool:
    """Say whether a text means to be the code of a page."""
    plain = _plain(text)
    begins = plain.startswith(PREFIX[:2]) or any(_readings(plain))
    return begins and len(plain) > len(PREFIX) + _HEAD


def short_code(text: str) -> str:
    """Return the 校验码 that a person typed in the form in which pages bear it, or nothing."""
    plain = _plain(text).translate(_ALIKE)
    if _SHORT.fullmatch(plain) is None:
        return ""
    digits = plain.replace("-", "")
    return f"{digits[:4]}-{digits[4:]}"


def read_code(text: str) -> SignedCode:
    """Return the code that a QR code, a scanner's keystrokes or a pasted text says.

    Raises:
        NoPageCodeError: it is no code of ours, or not a whole one.
    """
    for plain in _readings(_plain(text)):
        with suppress(NoPageCodeError):
            return _signed(decoded(plain.removeprefix(PREFIX)))
    raise NoPageCodeError


def _readings(plain: str) -> tuple[str, ...]:
    """Return what keystrokes may have meant, by the keyboards that they may have gone through."""
    meant = (plain, *(plain.translate(layout) for layout in _LAYOUTS))
    return tuple(each for each in meant if each.startswith(PREFIX))


def _signed(data: bytes) -> SignedCode:
    body, signature = data[:-SIGNATURE_BYTES], data[-SIGNATURE_BYTES:]
    if len(body) < _HEAD:
        raise NoPageCodeError
    try:
        figures = body[_HEAD:].decode()
    except UnicodeDecodeError as error:
        raise NoPageCodeError from error
    code = PageCode(
        uid=body[:16].hex(),
        revision=int.from_bytes(body[16:18], "big"),
        page=int.from_bytes(body[18:_NUMBERS], "big"),
        digest=body[_NUMBERS : _NUMBERS + DIGEST_BYTES],
        key_id=body[_NUMBERS + DIGEST_BYTES : _HEAD],
        figures=figures,
    )
    return SignedCode(code, signature)


def encoded(data: bytes) -> str:
    """Return bytes in the characters that a QR code packs closest: three for two bytes."""
    signs: list[str] = []
    for place in range(0, len(data), 2):
        pair = data[place : place + 2]
        value = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            value, digit = divmod(value, _BASE)
            signs.append(_ALPHABET[digit])
    return "".join(signs)


def decoded(text: str) -> bytes:
    """Return the bytes that ``encoded`` was given.

    Raises:
        NoPageCodeError: it never returned this.
    """
    data = bytearray()
    for place in range(0, len(text), 3):
        group = text[place : place + 3]
        try:
            value = sum(_VALUE[sign] * _BASE**power for power, sign in enumerate(group))
            data += value.to_bytes(len(group) - 1, "big")
        except (KeyError, OverflowError) as error:
            raise NoPageCodeError from error
    return bytes(data)


def _plain(text: str) -> str:
    """Return text without blanks, line ends and the forms that input methods give to signs."""
    narrow = unicodedata.normalize("NFKC", text.translate(_TYPED))
    return "".join(narrow.split()).upper()
