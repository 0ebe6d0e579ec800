"""Lists of files with their SHA-256, in the form that BagIt and ``sha256sum -c`` share."""

import re
from collections.abc import Mapping
from typing import Final

from inspector_app.exchange.refusal import BundleRefusedError, Refusal

_LINE: Final = re.compile(r"([0-9a-f]{64})  ([a-z0-9._/-]{1,200})\n")


def write_manifest(hashes: Mapping[str, str]) -> bytes:
    """Return the manifest of ``hashes`` (path to SHA-256), sorted by path."""
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes)).encode("ascii")


def read_manifest(content: bytes, *, name: str) -> dict[str, str]:
    """Return path to SHA-256 of a manifest in exactly the form that ``write_manifest`` gives.

    Raises:
        BundleRefusedError: E42.
    """
    found = {path: digest for digest, path in _LINE.findall(content.decode("latin-1"))}
    if write_manifest(found) != content:
        raise BundleRefusedError(Refusal.MANIFEST_FORM, name)
    return found


def oxum_line(*, size: int, count: int) -> str:
    """Return BagIt's line that says how many bytes in how many files the payload has."""
    return f"Payload-Oxum: {size}.{count}"
