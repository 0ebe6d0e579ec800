"""The package of a published form: one file that never changes once it is published.

It is an archive of the one profile that this program writes, so that the same form gives the same
bytes everywhere. What stands in it is listed in its manifest with size and SHA-256.
"""

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from inspector_app.base.errors import InputError, RefusedError
from inspector_app.exchange.archive import ArchiveReader, ArchiveWriter
from inspector_app.exchange.refusal import BundleRefusedError

FORMAT: Final = 1
SUFFIX: Final = ".form"
MOST_BYTES: Final = 64 * 2**20
MANIFEST: Final = "manifest.json"
FORM: Final = "form.xml"
WORKBOOK: Final = "form.xlsx"
_MOST_MANIFEST: Final = 8 * 2**20
_DAMAGES: Final = (
    BundleRefusedError, ValueError, KeyError, TypeError, AttributeError, RecursionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPackage:
    """What stands in a package.

    Attributes:
        manifest: what is said of the form and of each member.
        members: the bytes of each member but the manifest.
        content: the whole file, of which all this was read.
        digest: the SHA-256 of the whole file.
    """

    manifest: Mapping[str, Any]
    members: Mapping[str, bytes] = field(repr=False)
    content: bytes = field(repr=False)
    digest: str

    @property
    def form_id(self) -> str:
        """The number of the form, the same in all its versions."""
        return str(self.manifest["form_id"])

    @property
    def version(self) -> str:
        """The version, which never says two things."""
        return str(self.manifest["version"])

    @property
    def title(self) -> str:
        """What the form is called."""
        return str(self.manifest["title"])

    @property
    def xml(self) -> bytes:
        """The XForm."""
        return self.members[FORM]

    @property
    def workbook(self) -> bytes:
        """The workbook as the office wrote it."""
        return self.members[WORKBOOK]


def package_bytes(manifest: Mapping[str, Any], members: Mapping[str, bytes]) -> bytes:
    """Return the file of a package; the same content gives the same bytes."""
    listed = {
        name: {"sha256": _digest(content), "size": len(content)}
        for name, content in sorted(members.items())
    }
    whole = {"format": FORMAT, **manifest, "members": listed}
    stream = io.BytesIO()
    writer = ArchiveWriter(stream)
    text = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True)
    writer.add(MANIFEST, text.encode())
    for name, content in sorted(members.items()):
        writer.add(name, content)
    writer.close()
    return stream.getvalue()


def read_package(content: bytes, *, name: str) -> FormPackage:
    """Return what stands in the file of a package; every member is compared with the manifest.

    Args:
        content: the file.
        name: what people call it.

    Raises:
        InputError: it is no package, or a damaged one.
        RefusedError: a newer program has written it.
    """
    try:
        members = _members(content)
        manifest = json.loads(members.pop(MANIFEST))
        listed = manifest["members"]
        wanted = {"form_id", "version", "title", "questions", "lists", "own", "cells"}
        if manifest["format"] != FORMAT:
            raise RefusedError(f"“{name}”是更新的程序发布的表单，没有采用；请升级本程序后再试。")
        whole = wanted <= manifest.keys() and {FORM, WORKBOOK} <= members.keys()
        same = {n: (m["sha256"], m["size"]) for n, m in listed.items()} == {
            n: (_digest(data), len(data)) for n, data in members.items()
        }
    except _DAMAGES as damage:
        raise _damaged(name) from damage
    if not (whole and same):
        raise _damaged(name)
    return FormPackage(manifest=manifest, members=members, content=content, digest=_digest(content))


def _members(content: bytes) -> dict[str, bytes]:
    if len(content) > MOST_BYTES:
        msg = "too large"
        raise ValueError(msg)
    reader = ArchiveReader(io.BytesIO(content), size=len(content), folders=False)
    return {
        entry.name: reader.read(
            entry, at_most=_MOST_MANIFEST if entry.name == MANIFEST else MOST_BYTES
        )
        for entry in reader.entries
    }


def _damaged(name: str) -> InputError:
    return InputError(
        f"“{name}”不是发布的表单，或已经损坏，没有采用其中任何内容。请重新传送这个文件，"
        "或请发布的人重新发布。"
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
