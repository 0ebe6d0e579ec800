"""共享文件夹: what stands where in the folder between laptops and the office.

One device writes each sub-folder, and nobody ever rewrites a file; so any carrier that copies files
whole will do. The file at the top, signed by the office, says whose folder it is.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, cast

from inspector_app.base.errors import RefusedError
from inspector_app.exchange import shapes
from inspector_app.exchange.key_roster import KeyRoster
from inspector_app.exchange.keys import DeviceKey, PublicKey
from inspector_app.exchange.layout import BundleName
from inspector_app.exchange.pack_layout import PackName
from inspector_app.exchange.shapes import Check
from inspector_app.exchange.signed_text import SUFFIXES, NotSignedTextError, SignedText, read_files
from inspector_app.exchange.sshsig import SignatureFlawError

NAMESPACE: Final = "dudao-share-v1"
FORMAT: Final = 1
SHARE_FILE: Final = "dudao-share.json"
PART: Final = ".part"
PEERS: Final = "peers"
"""The sub-folder of what laptops hand to one another, sealed; made when it is first needed."""


class Kind(StrEnum):
    """What a file of the folder is; the value is the name of its sub-folder."""

    ROSTER = "trust"
    REQUEST = "enrol"
    BUNDLE = "inbox"
    RECEIPT = "receipts"
    PACK = "packs"


_CHAIN: Final = "[a-z2-7]{8}"
_FORMS: Final = {
    Kind.ROSTER: r"roster-[0-9]{6}-([0-9a-f]{12})",
    Kind.RECEIPT: rf"rc1-({_CHAIN})-[0-9]{{6}}-([0-9a-f]{{12}})",
    Kind.REQUEST: rf"{_CHAIN}-([0-9a-f]{{12}})",
}
# Encrypted as a whole, with the signature inside.
_SEALED: Final = frozenset({Kind.BUNDLE, Kind.PACK})
_SIGNED: Final = tuple(
    (kind, re.compile(rf"(?<![a-z0-9-])({form})(?![0-9a-z])", re.ASCII))
    for kind, form in _FORMS.items()
)
_SIGNATURE: Final = re.compile(r"\.sig(2?)(?![a-z0-9])", re.ASCII)


@dataclass(frozen=True, slots=True)
class NamedFile:
    """What a file's name says that it is.

    Attributes:
        name: as the writer called it, whatever a copying program has made of it.
        sha12: the first 12 hex digits of its own SHA-256, or for a signature of its text's.
        chain8: whose sub-folder it stands in; empty where there is none.
        suffix: ``.sig`` or ``.sig2`` for a signature, else empty.
    """

    kind: Kind
    name: str
    sha12: str
    chain8: str = ""
    suffix: str = ""

    @property
    def is_text(self) -> bool:
        """Say whether it is a text that has signatures beside it."""
        return self.kind not in _SEALED and not self.suffix


def named_file(text: str) -> NamedFile | None:
    """Return what the name found anywhere in ``text`` says; None if it says nothing.

    Synchronising programs and messengers put words around a name when they make a copy.
    """
    bundle = BundleName.find(text)
    if bundle is not None:
        sealed = ".age" in text[text.find(bundle.sha12) :]
        name = bundle.sealed_file_name if sealed else bundle.file_name
        return NamedFile(Kind.BUNDLE, name, bundle.sha12, bundle.chain8)
    pack = PackName.find(text)
    if pack is not None:
        return NamedFile(Kind.PACK, pack.file_name, pack.sha12)
    if ".json" not in text:
        return None
    for kind, form in _SIGNED:
        found = form.search(text)
        if found is not None:
            signature = _SIGNATURE.search(text, found.end())
            suffix = SUFFIXES[bool(signature[1])] if signature else ""
            chain8 = found[2] if kind is Kind.RECEIPT else ""
            name = f"{found[1]}.json{suffix}"
            return NamedFile(kind, name, found[found.re.groups], chain8, suffix)
    return None


def roster_name(*, version: int, sha256: str) -> str:
    """Return the name of a roster's text."""
    return f"roster-{version:06}-{sha256[:12]}.json"


def roster_version(name: str) -> int:
    """Return the version in the name of a roster's text."""
    return int(name.split("-")[1])


def request_name(*, chain: str, sha256: str) -> str:
    """Return the name of the text with which a laptop asks to be enrolled."""
    return f"{chain[:8]}-{sha256[:12]}.json"


def receipt_name(*, chain: str, n: int, sha256: str) -> str:
    """Return the name of a receipt's text."""
    return f"rc1-{chain[:8]}-{n:06}-{sha256[:12]}.json"


class NotOurShareError(RefusedError):
    """A folder that is no shared folder, or not one of this district's office."""

    def __init__(self, folder: Path, what: str) -> None:
        super().__init__(
            f"“{folder}”{what}，没有放入任何文件；请换督导室建立的共享文件夹，或向督导室核实。",
            code="share",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Whose folder it is.

    Attributes:
        id: of this very folder, 32 hex digits.
        office: id of the office in the roster.
    """

    id: str
    office: str
    district: str

    def signed(self, key: DeviceKey) -> SignedText:
        """Return the text at the top of the folder."""
        value = {
            "format": FORMAT,
            "type": "share",
            "share": self.id,
            "office": self.office,
            "district": self.district,
        }
        return SignedText.make(value, keys=[key], namespace=NAMESPACE)


def read_share(folder: Path, *, roster: KeyRoster) -> Share:
    """Return whose folder it is.

    Raises:
        NotOurShareError: the roster's office has not signed it.
        OSError: it cannot be read, which says nothing about whose it is.
    """
    value, signers = _read(folder)
    if not any(key in roster.office.sign for key in signers):
        raise NotOurShareError(folder, "不是本区督导室签名的")
    if shapes.is_count(value.get("format")) and value["format"] != FORMAT:
        raise NotOurShareError(folder, "由更新版本的软件建立，请先升级软件")
    if not _is_share(value):
        raise NotOurShareError(folder, "的说明文件内容不合规定")
    if (value["office"], value["district"]) != (roster.office.id, roster.district):
        raise NotOurShareError(folder, "是别的督导室的")
    return Share(id=value["share"], office=value["office"], district=value["district"])


def _read(folder: Path) -> tuple[dict[str, Any], tuple[PublicKey, ...]]:
    try:
        signed = read_files(folder / SHARE_FILE)
        value = cast("dict[str, Any]", signed.value())
        signers = signed.signers(namespace=NAMESPACE)
    except (FileNotFoundError, NotADirectoryError) as error:
        if not folder.is_dir():
            raise
        raise NotOurShareError(folder, "不是共享文件夹") from error
    except NotSignedTextError as error:
        raise NotOurShareError(folder, "的说明文件不完整或不合规定") from error
    except SignatureFlawError as error:
        raise NotOurShareError(folder, "的说明文件被改动过，签名不符") from error
    return value, signers


_is_share: Final[Check] = shapes.whole(
    {
        "format": shapes.is_count,
        "type": lambda value: value == "share",
        "share": shapes.text("[0-9a-f]{32}"),
        "office": shapes.is_label,
        "district": shapes.is_label,
    }
)
