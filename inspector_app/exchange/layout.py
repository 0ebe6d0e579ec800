"""What stands where in a bundle, how large each part may be, and how the file is called."""

import re
from dataclasses import dataclass
from typing import Final

MAX_FILE: Final = 2 * 2**30


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What a file is made for. Each series of a device is a chain of its own.

    Attributes:
        prefix: how its names begin.
        namespace: what its signatures are for: none of another series is ever good for it.
        title: what people call such a file.
    """

    prefix: str
    namespace: str
    title: str


TO_OFFICE: Final = Series(prefix="dd1", namespace="dudao-bundle-v1", title="上报包")
TO_PEERS: Final = Series(prefix="tx1", namespace="dudao-joint-v1", title="同行记录文件")
_SERIES: Final = {series.prefix: series for series in (TO_OFFICE, TO_PEERS)}

SEALED_SUFFIX: Final = ".age"

BAGIT: Final = "bagit.txt"
BAG_INFO: Final = "bag-info.txt"
STATEMENT: Final = "statement.json"
MANIFEST: Final = "manifest-sha256.txt"
TAG_MANIFEST: Final = "tagmanifest-sha256.txt"
SIGNATURE: Final = "signatures/01.sshsig"
RECORDS: Final = "data/records.json"
README: Final = "data/readme.txt"

# The signature stands before everything that it covers, so that a reader checks it after a few kB.
SIGNED_TAG_FILES: Final = (BAGIT, BAG_INFO, STATEMENT, MANIFEST)
TAG_FILES: Final = (*SIGNED_TAG_FILES, TAG_MANIFEST, SIGNATURE)

_KIB: Final = 2**10
_MIB: Final = 2**20
TAG_FILE_LIMITS: Final = {
    BAGIT: _KIB,
    BAG_INFO: 4 * _KIB,
    STATEMENT: 64 * _KIB,
    MANIFEST: _MIB,
    TAG_MANIFEST: 4 * _KIB,
    SIGNATURE: 4 * _KIB,
}
MAX_RECORDS: Final = 8 * _MIB

BAGIT_TEXT: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_UUID: Final = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_PHOTO: Final = re.compile(r"data/photos/([0-9a-f]{32})\.(?:jpg|png)")
_PAYLOAD_LIMITS: Final = (
    (re.compile(re.escape(RECORDS)), MAX_RECORDS),
    (re.compile(re.escape(README)), 64 * _KIB),
    (_PHOTO, 20 * _MIB),
    (re.compile(rf"data/docs/{_UUID}\.pdf"), 80 * _MIB),
)
_NAME: Final = re.compile(
    r"(?<![a-z0-9])(dd1|tx1)-([a-z2-7]{8})-([0-9]{6})-([0-9a-f]{12})(?![0-9a-z])", re.ASCII
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleName:
    """The parts of a bundle's file name.

    Attributes:
        series: what the file is made for.
        chain8: the first 8 characters of the device's chain id.
        seq: the number of the bundle in that chain.
        sha12: the first 12 hex digits of the file's own SHA-256.
    """

    series: Series = TO_OFFICE
    chain8: str
    seq: int
    sha12: str

    @classmethod
    def find(cls, text: str) -> "BundleName | None":
        """Return the name that stands anywhere in ``text``.

        Synchronising programs and file managers put words around a name when they make a copy.
        """
        found = _NAME.search(text)
        if found is None:
            return None
        series = _SERIES[found[1]]
        return cls(series=series, chain8=found[2], seq=int(found[3]), sha12=found[4])

    @property
    def folder(self) -> str:
        """The base directory inside the archive."""
        return folder_name(chain=self.chain8, seq=self.seq, series=self.series)

    @property
    def file_name(self) -> str:
        """The name of the shared file."""
        return f"{self.folder}-{self.sha12}.zip"

    @property
    def sealed_file_name(self) -> str:
        """The name of the shared file where it is encrypted."""
        return f"{self.file_name}{SEALED_SUFFIX}"


def folder_name(*, chain: str, seq: int, series: Series = TO_OFFICE) -> str:
    """Return the base directory of bundle ``seq`` of a chain."""
    return f"{series.prefix}-{chain[:8]}-{seq:06}"


def photo_path(sha256: str, *, suffix: str) -> str:
    """Return where a photo stands; ``suffix`` is jpg or png."""
    return f"data/photos/{sha256[:32]}.{suffix}"


def document_path(visit_uid: str) -> str:
    """Return where the signed-off report of a visit stands."""
    return f"data/docs/{visit_uid}.pdf"


def is_photo(path: str) -> bool:
    """Say whether a payload path is a photo's."""
    return _PHOTO.fullmatch(path) is not None


def size_limit(path: str, *, sha256: str) -> int | None:
    """Return how large the payload file may be; None if no such file may stand in a bundle."""
    photo = _PHOTO.fullmatch(path)
    if photo is not None and photo[1] != sha256[:32]:
        return None
    return next((limit for form, limit in _PAYLOAD_LIMITS if form.fullmatch(path)), None)
