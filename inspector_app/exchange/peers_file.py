"""A file for peers under encryption: the signed archive of before, for the laptops of named people.

Only the wrapper is new: what stands inside, its digest and its signature stay those of the archive,
so a record that went to one peer on a stick and to another through a folder is one and the same.
"""

import hashlib
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from inspector_app.base.files import open_file, publish
from inspector_app.exchange import age_file
from inspector_app.exchange.age_keys import AgeKey, AgeRecipient
from inspector_app.exchange.layout import MAX_FILE, TO_PEERS, BundleName
from inspector_app.exchange.refusal import BundleRefusedError, Refusal

_PRIVATE: Final = 0o600


def seal_for_peers(archive: Path, *, to: Sequence[AgeRecipient], own: AgeKey) -> Path:
    """Encrypt an archive beside itself, open it again, and only then give it its name.

    Args:
        archive: the signed archive, under its own name.
        to: the peers' laptops.
        own: the pair of this laptop, which can open the file too.

    Raises:
        OSError: nothing new stands under any final name.
    """
    name = BundleName.find(archive.name)
    assert name is not None
    part = archive.with_name(f"{name.folder}.{secrets.token_hex(4)}.age.part")
    again = part.with_suffix(".open.part")
    try:
        with open_file(archive) as source, part.open("xb") as target:
            age_file.encrypt(source, target, to=[*to, own.recipient])
            target.flush()
            os.fsync(target.fileno())
        with open_file(part) as source, again.open("xb") as target:
            age_file.decrypt(source, target, keys=[own])
        if _sha256(again) != _sha256(archive):
            raise OSError(5, "read back differs", str(part))
        sealed = BundleName(
            series=TO_PEERS, chain8=name.chain8, seq=name.seq, sha12=_sha256(part)[:12]
        )
        made = archive.with_name(sealed.sealed_file_name)
        publish(part, made)
    finally:
        part.unlink(missing_ok=True)
        again.unlink(missing_ok=True)
    return made


@contextmanager
def opened_for_peers(path: Path, *, keys: Sequence[AgeKey], scratch: Path) -> Iterator[Path]:
    """Give out the archive of an encrypted file under its own name while the block runs.

    Args:
        path: the file; its name may have other words around its own.
        keys: the pairs that may open it.
        scratch: a private folder on a disk of this machine.

    Raises:
        BundleRefusedError: E02 it is not whole, E10, E20, E21 it is for others, E22.
        OSError: it cannot be read, or the disk does not hold it.
    """
    name = BundleName.find(path.name)
    if name is None or path.stat().st_size > MAX_FILE:
        raise BundleRefusedError(Refusal.DAMAGED if name is None else Refusal.TOO_LARGE)
    if not _sha256(path).startswith(name.sha12):
        raise BundleRefusedError(Refusal.DAMAGED)
    home = scratch / f"peers.{secrets.token_hex(4)}"
    home.mkdir(mode=0o700)
    held = home / "archive.part"
    try:
        held.touch(mode=_PRIVATE)
        with open_file(path) as source, held.open("wb") as target:
            age_file.decrypt(source, target, keys=keys)
        inside = BundleName(
            series=name.series, chain8=name.chain8, seq=name.seq, sha12=_sha256(held)[:12]
        )
        archive = home / inside.file_name
        held.rename(archive)
        yield archive
    finally:
        for left in home.iterdir():
            left.unlink()
        home.rmdir()


def _sha256(path: Path) -> str:
    with open_file(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
