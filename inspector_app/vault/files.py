"""Encrypted picture files, named so that the folder tells nothing.

A file is ``photos/<hh>/<name>``: the name is HMAC-SHA256 over the SHA-256 of the plain bytes, so
that nobody without the key can ask whether a known picture is in the folder. The body is
``DDP1 | nonce (12) | AES-256-GCM``; magic and SHA-256 are authenticated with it, so that a file
moved under another name, or with one bit changed, is refused. Plain bytes are never on the disk.
"""

import hashlib
import hmac
import re
import secrets
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from inspector_app.base.errors import InputError, NotFoundError, UserError
from inspector_app.base.files import fsync_directory, make_folder, write_atomic
from inspector_app.vault.disk import disk_problem
from inspector_app.vault.keys import DataKey

MAX_FILE_BYTES: Final = 64 * 1024 * 1024
_MAGIC: Final = b"DDP1"
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_NAME: Final = re.compile(r"[0-9a-f]{40}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_SHOWN_DIGITS: Final = 8


class Called(NamedTuple):
    """What the files of a vault are called in Chinese: all of them, and one."""

    all: str
    one: str


PHOTOS: Final = Called("照片", "这张照片")
ATTACHMENTS: Final = Called("附件", "这个附件")


class FileMissingError(NotFoundError):
    """A file that the records name is not there."""

    code = "file-missing"

    def __init__(self, sha256: str, called: Called = PHOTOS) -> None:
        super().__init__(
            f"{called.all}文件（编号 {sha256[:_SHOWN_DIGITS]}）不见了，只剩下它的文字记录。"
            f"其他{called.all}不受影响；请从备份恢复照片文件夹，或重新放入{called.one}。",
        )
        self.sha256 = sha256


class FileDamagedError(UserError):
    """A file is not what was written, or was written under another key."""

    code = "file-damaged"

    def __init__(self, sha256: str, called: Called = PHOTOS) -> None:
        super().__init__(
            f"{called.all}文件（编号 {sha256[:_SHOWN_DIGITS]}）已损坏或被改动，没有打开。"
            f"其他{called.all}不受影响；请从备份恢复这个文件，或重新放入{called.one}。",
        )
        self.sha256 = sha256


class FileTooLargeError(InputError):
    """More bytes than one file may have."""

    code = "file-too-large"

    def __init__(self, size: int) -> None:
        super().__init__(
            f"文件有 {size / 1048576:.0f} MB，超过 {MAX_FILE_BYTES // 1048576} MB，没有存入。"
            "请换一个小一些的文件。",
        )
        self.size = size


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """What the database keeps of a file that is on the disk for good.

    Attributes:
        sha256: of the plain bytes; ``get`` takes it.
        crc32: of the plain bytes, so that a bundle can be built without reading them twice.
        size: of the plain bytes.
        name: of the encrypted file.
    """

    sha256: str
    crc32: int
    size: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """How the folder differs from what the records name.

    Attributes:
        orphans: names of files that no record names.
        missing: SHA-256 of pictures that a record names and that have no file.
        leftovers: temporary files of a write that was cut off, relative to the folder.
    """

    orphans: tuple[str, ...]
    missing: tuple[str, ...]
    leftovers: tuple[str, ...]


class PhotoVault:
    """The folder of encrypted files: pictures, issued documents, attachments."""

    def __init__(self, folder: Path, key: DataKey, *, called: Called = PHOTOS) -> None:
        self._folder, self._called = folder, called
        self._cipher = AESGCM(key.photo_key())
        self._name_key = key.photo_name_key()

    def put(self, data: bytes) -> StoredFile:
        """Keep ``data``; when this returns, its file has survived any power cut.

        The same bytes are kept once. A damaged file of the same bytes is replaced.

        Raises:
            FileTooLargeError: nothing was written.
            EnvironmentProblem: nothing was written.
        """
        if len(data) > MAX_FILE_BYTES:
            raise FileTooLargeError(len(data))
        digest = hashlib.sha256(data).digest()
        name = self._name_of(digest)
        try:
            if not self._holds(name, digest):
                self._write(name, digest, data)
        except OSError as error:
            raise disk_problem(
                error,
                failed=f"{self._called.all}没有存上",
                advice=f"已有的{self._called.all}和文字都在；请检查磁盘空间和写入权限后再放一次。",
            ) from error
        return StoredFile(sha256=digest.hex(), crc32=zlib.crc32(data), size=len(data), name=name)

    def get(self, sha256: str) -> bytes:
        """Return the plain bytes, authenticated and hashed again.

        Raises:
            FileMissingError: there is no such file.
            FileDamagedError: it is not what was written.
            EnvironmentProblem: the disk did not give it.
        """
        digest = _digest_of(sha256)
        try:
            body = self._path_of(self._name_of(digest)).read_bytes()
        except FileNotFoundError as error:
            raise FileMissingError(sha256, self._called) from error
        except OSError as error:
            raise disk_problem(
                error,
                failed=f"{self._called.all}文件（编号 {sha256[:_SHOWN_DIGITS]}）读不出来",
                advice="文件没有改动；请检查磁盘和读取权限后再试。",
            ) from error
        data = self._opened(body, digest)
        if data is None:
            raise FileDamagedError(sha256, self._called)
        return data

    def has(self, sha256: str) -> bool:
        """Say whether there is a file for this picture, without opening it."""
        return self._path_of(self._name_of(_digest_of(sha256))).is_file()

    def names(self) -> tuple[str, ...]:
        """Return the names of all encrypted files, sorted."""
        return tuple(
            sorted(path.name for path in self._all_files() if _NAME.fullmatch(path.name)),
        )

    def sweep(self, known: Iterable[str]) -> Sweep:
        """Compare the folder with the SHA-256 values that the records name.

        Call it while nothing is being added: a file stands on the disk before its row does.
        """
        expected = {self._name_of(_digest_of(sha256)): sha256 for sha256 in known}
        present = set(self.names())
        return Sweep(
            orphans=tuple(sorted(present - expected.keys())),
            missing=tuple(sorted(expected[name] for name in expected.keys() - present)),
            leftovers=tuple(
                sorted(
                    path.relative_to(self._folder).as_posix()
                    for path in self._all_files()
                    if path.suffix == ".part"
                ),
            ),
        )

    def discard(self, sweep: Sweep) -> None:
        """Delete the orphans and leftovers that ``sweep`` found."""
        self._delete([self._path_of(name) for name in sweep.orphans])
        self._delete([self._folder / leftover for leftover in sweep.leftovers])

    def remove(self, sha256: str) -> None:
        """Delete the file of a picture; one that is gone already is no error."""
        self._delete([self._path_of(self._name_of(_digest_of(sha256)))])

    def _name_of(self, digest: bytes) -> str:
        return hmac.digest(self._name_key, digest, "sha256").hex()[:40]

    def _path_of(self, name: str) -> Path:
        return self._folder / name[:2] / name

    def _all_files(self) -> list[Path]:
        return [path for path in self._folder.glob("??/*") if path.is_file()]

    def _holds(self, name: str, digest: bytes) -> bool:
        try:
            body = self._path_of(name).read_bytes()
        except FileNotFoundError:
            return False
        return self._opened(body, digest) is not None

    def _write(self, name: str, digest: bytes, data: bytes) -> None:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, data, _MAGIC + digest)
        path = self._path_of(name)
        make_folder(path.parent)
        write_atomic(path, b"".join((_MAGIC, nonce, sealed)), private=True)

    def _opened(self, body: bytes, digest: bytes) -> bytes | None:
        start = len(_MAGIC) + _NONCE_BYTES
        too_long = len(body) > MAX_FILE_BYTES + start + _TAG_BYTES
        if too_long or not body.startswith(_MAGIC) or len(body) < start + _TAG_BYTES:
            return None
        view = memoryview(body)
        try:
            data = self._cipher.decrypt(view[len(_MAGIC) : start], view[start:], _MAGIC + digest)
        except InvalidTag:
            return None
        # GCM does not commit to its key: the hash says once more that these are the very bytes.
        return data if hashlib.sha256(data).digest() == digest else None

    def _delete(self, paths: Iterable[Path]) -> None:
        folders = set()
        for path in paths:
            if path.exists():
                path.unlink()
                folders.add(path.parent)
        for folder in folders:
            fsync_directory(folder)


def _digest_of(sha256: str) -> bytes:
    if _SHA256.fullmatch(sha256) is None:
        msg = "a SHA-256 is 64 lower-case hex digits"
        raise ValueError(msg)
    return bytes.fromhex(sha256)
