"""What stands where in a pack of the office, how large it may be, and how the file is called."""

import re
from dataclasses import dataclass
from typing import Final

from inspector_app.exchange.layout import (
    BAG_INFO,
    BAGIT,
    MANIFEST,
    SEALED_SUFFIX,
    SIGNATURE,
    STATEMENT,
    TAG_MANIFEST,
)

PREFIX: Final = "op1"
NAMESPACE: Final = "dudao-pack-v1"
TITLE: Final = "下发包"

ROWS: Final = "data/rows.json"
README: Final = "data/readme.txt"
PAYLOAD: Final = (README, ROWS)

_KIB: Final = 2**10
_MIB: Final = 2**20
MAX_ROWS: Final = 8 * _MIB
MAX_STATEMENT: Final = 256 * _KIB
MAX_FILE: Final = 10 * _MIB
MOST_ADDRESSEES: Final = 500
"""How many laptops one pack may be for; the statement names each of them."""

LIMITS: Final = {
    BAGIT: _KIB,
    BAG_INFO: 4 * _KIB,
    STATEMENT: MAX_STATEMENT,
    MANIFEST: 4 * _KIB,
    TAG_MANIFEST: 4 * _KIB,
    SIGNATURE: 4 * _KIB,
    README: 64 * _KIB,
    ROWS: MAX_ROWS,
}

_NAME: Final = re.compile(
    rf"(?<![a-z0-9]){PREFIX}-([a-z2-7]{{8}})-([0-9]{{6}})-([0-9a-f]{{12}})(?![0-9a-z])", re.ASCII
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackName:
    """The parts of a pack's file name.

    Attributes:
        office8: the first 8 characters of the chain id of the office's signing key.
        n: the number of the pack among those that were signed with this key.
        sha12: the first 12 hex digits of the file's own SHA-256.
    """

    office8: str
    n: int
    sha12: str

    @classmethod
    def find(cls, text: str) -> "PackName | None":
        """Return the name that stands anywhere in ``text``."""
        found = _NAME.search(text)
        if found is None:
            return None
        return cls(office8=found[1], n=int(found[2]), sha12=found[3])

    @property
    def folder(self) -> str:
        """The base directory inside the archive."""
        return folder_name(chain=self.office8, n=self.n)

    @property
    def file_name(self) -> str:
        """The name of the file."""
        return f"{self.folder}-{self.sha12}.zip{SEALED_SUFFIX}"


def folder_name(*, chain: str, n: int) -> str:
    """Return the base directory of pack ``n`` of an office's key."""
    return f"{PREFIX}-{chain[:8]}-{n:06}"
