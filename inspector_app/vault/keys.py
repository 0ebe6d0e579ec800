"""The data key: made once for a data folder, kept in a key file, never used itself.

Every use has a key of its own, derived by HKDF-SHA256, so that what one of them gives away says
nothing about the others. The key file is JSON with a version and a kind: a key file whose key is
wrapped by a passphrase is another kind of the same format.
"""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from inspector_app.base.errors import RefusedError, UserError
from inspector_app.base.files import make_folder, open_file, write_atomic
from inspector_app.vault.disk import disk_problem

KEY_BYTES: Final = 32
_FORMAT: Final = 1
_KIND_PLAIN: Final = "plain"
_LABEL_PREFIX: Final = "inspector-app/1/"
# A key file holds a few hundred bytes; whatever is larger is some other file.
_MOST_BYTES: Final = 64 * 1024


class KeyFileMissingError(UserError):
    """There is no key file where one must be."""

    code = "key-missing"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"没有找到密钥文件 {path.name}，数据打不开。数据仍在原处，没有改动；"
            f"请把备份里的 {path.name} 放回 {path.parent}。",
        )
        self.path = path


class KeyFileDamagedError(UserError):
    """The key file is there and cannot be what was written."""

    code = "key-damaged"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"密钥文件 {path.name} 已损坏，数据打不开。数据仍在原处，没有改动；"
            f"请用备份里的 {path.name} 换下 {path.parent} 中的这一个。",
        )
        self.path = path


class KeyFileNewerError(UserError):
    """The key file was written by a later version or is locked in a way not known here."""

    code = "key-newer"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"密钥文件 {path.name} 由更新的版本写成，本版本不能读。"
            "数据没有改动；请升级软件后再打开。",
        )
        self.path = path


class KeyFileExistsError(RefusedError):
    """A second key would make everything encrypted under the first one unreadable."""

    code = "key-exists"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.parent} 里已有密钥文件 {path.name}，没有另建：换了密钥，原有数据就再也打不开。",
        )
        self.path = path


@dataclass(frozen=True, slots=True)
class DataKey:
    """Thirty-two random bytes from which the key of each use is derived."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_BYTES:
            msg = f"a data key has {KEY_BYTES} bytes"
            raise ValueError(msg)

    @classmethod
    def random(cls) -> "DataKey":
        """Return a new key."""
        return cls(os.urandom(KEY_BYTES))

    def database_key_hex(self) -> str:
        """Return the raw key of the database as the 64 hex digits that SQLCipher takes."""
        return self._derived("db").hex()

    def photo_key(self) -> bytes:
        """Return the key that encrypts photo files."""
        return self._derived("photo")

    def photo_name_key(self) -> bytes:
        """Return the key that turns a picture's hash into the name of its file."""
        return self._derived("photo-name")

    def backup_key(self) -> bytes:
        """Return the key that encrypts backups."""
        return self._derived("backup")

    def check_value(self) -> str:
        """Return 32 hex digits that tell this key from any other and give nothing of it away."""
        return self._derived("check")[:16].hex()

    def _derived(self, label: str) -> bytes:
        info = (_LABEL_PREFIX + label).encode("ascii")
        return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(self.secret)


def create_key_file(path: Path) -> DataKey:
    """Make a new data key and keep it in ``path`` (errors as ``keep_key``)."""
    key = DataKey.random()
    keep_key(path, key)
    return key


def keep_key(path: Path, key: DataKey) -> None:
    """Keep a data key in ``path``, readable by its owner alone.

    Raises:
        KeyFileExistsError: there is a file already; it is left as it is.
        EnvironmentProblem: the file could not be written.
    """
    # A link that leads nowhere is somebody's key on a disk that is not plugged in.
    if os.path.lexists(path):
        raise KeyFileExistsError(path)
    content = {
        "format": _FORMAT,
        "kind": _KIND_PLAIN,
        "key": key.secret.hex(),
        "check": key.check_value(),
    }
    text = json.dumps(content, indent=1, sort_keys=True) + "\n"
    try:
        make_folder(path.parent)
        write_atomic(path, text.encode("ascii"), private=True)
    except OSError as error:
        raise disk_problem(
            error,
            failed=f"密钥文件 {path} 没有写成",
            advice="数据文件夹还没有建好；请检查磁盘空间和写入权限后再试。",
        ) from error


def read_key_file(path: Path) -> DataKey:
    """Return the data key that ``path`` holds.

    Raises:
        KeyFileMissingError: there is no such file.
        KeyFileDamagedError: its content is not what was written.
        KeyFileNewerError: its format or kind is not known here.
        EnvironmentProblem: the file could not be read.
    """
    try:
        with open_file(path) as stream:
            content = stream.read(_MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise KeyFileMissingError(path) from error
    except OSError as error:
        raise disk_problem(
            error,
            failed=f"密钥文件 {path} 读不出来",
            advice="数据没有改动；请检查读取权限后再试。",
        ) from error
    return _key_in(path, content)


def _key_in(path: Path, content: bytes) -> DataKey:
    try:
        fields = json.loads(content)
        number, kind = fields["format"], fields["kind"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise KeyFileDamagedError(path) from error
    if number != _FORMAT or kind != _KIND_PLAIN:
        raise KeyFileNewerError(path)
    try:
        key = DataKey(bytes.fromhex(fields["key"]))
        # Key and check stand in one file: there is nothing to guess, and no time that tells.
        intact = key.check_value() == fields["check"]
    except (ValueError, TypeError, KeyError) as error:
        raise KeyFileDamagedError(path) from error
    if not intact:
        raise KeyFileDamagedError(path)
    return key
