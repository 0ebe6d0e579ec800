"""Files that may be packs, wherever they were dropped, read no further than a pack may be long."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.base.errors import EnvironmentProblem, NotFoundError, RefusedError, disk_reason
from inspector_app.base.files import open_file
from inspector_app.services.patience import in_time

if TYPE_CHECKING:
    from inspector_app.exchange.pack_layout import PackName

_PATIENCE = 30


class PackFile(NamedTuple):
    """A file that bears the name of a pack; ``content`` ends one byte beyond what is allowed."""

    path: Path
    content: bytes
    sha256: str


class NamedPack(NamedTuple):
    """A file that bears the name of a pack, not read yet.

    Attributes:
        chosen: whether it was named itself, and not come upon in a folder.
    """

    path: Path
    name: "PackName"
    chosen: bool


def named_packs(paths: Sequence[Path]) -> tuple[NamedPack, ...]:
    """Return the files at or below ``paths`` that bear a pack's name.

    Raises:
        NotFoundError: a path does not exist.
        RefusedError: a file that was named bears no pack's name.
        EnvironmentProblem: a folder cannot be read.
    """
    return tuple(each for path in paths for each in _below(path))


def read_pack_file(path: Path) -> PackFile:
    """Read one file (EnvironmentProblem: it cannot be read)."""
    from hashlib import sha256

    from inspector_app.exchange.pack_layout import MAX_FILE

    def read() -> bytes:
        with open_file(path) as stream:
            return stream.read(MAX_FILE + 1)

    try:
        content = in_time(read, folder=path.parent, seconds=_PATIENCE)
    except OSError as error:
        raise _unreadable(path, error) from error
    return PackFile(path, content, sha256(content).hexdigest())


def _below(path: Path) -> list[NamedPack]:
    from inspector_app.exchange.pack_layout import PackName
    from inspector_app.exchange.share_found import found_in

    try:
        found = in_time(lambda: found_in(path), folder=path, seconds=_PATIENCE)
    except FileNotFoundError as error:
        raise NotFoundError(f"找不到“{path}”，没有接收；请核对，或先连上。") from error
    except OSError as error:
        raise _unreadable(path, error) from error
    chosen = not path.is_dir()
    if chosen and not found.packs:
        raise RefusedError(
            f"“{path.name}”不是下发包（名字里没有 op1-…），没有接收；请选督导室给的原文件。"
        )
    named = ((each, PackName.find(each.name)) for each in found.packs)
    return [NamedPack(each, name, chosen) for each, name in named if name is not None]


def _unreadable(path: Path, error: OSError) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"读不出“{path}”里的下发包（{disk_reason(error)}），没有接收；请检查后再试。"
    )
