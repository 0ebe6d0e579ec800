"""Records that peers have put into the shared folder are fetched, without the database.

Only what this laptop can open is copied; that takes the first few kilobytes of a file.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base.errors import EnvironmentProblem, disk_reason
from inspector_app.base.files import make_folder, open_file, publish
from inspector_app.services.patience import in_time

if TYPE_CHECKING:
    from inspector_app.exchange.age_keys import AgeKey

# What a weak radio link still carries.
_SLOWEST: Final = 100_000
_PAUSE: Final = 60.0
_BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PeersWanted:
    """What is fetched.

    Attributes:
        home: the folder of this machine that it is put into.
        keys: one of these opens it.
        known: names of files that were looked at, or are here.
        own: the first characters of the chains of this laptop, which sends and fetches none.
    """

    home: Path
    keys: "Sequence[AgeKey]" = field(repr=False)
    known: frozenset[str]
    own: frozenset[str]


class Fetched(NamedTuple):
    """What came of it.

    Attributes:
        files: what is here now.
        foreign: names of files that are for others.
    """

    files: tuple[Path, ...] = ()
    foreign: tuple[str, ...] = ()


NOTHING: Final = Fetched()


def fetch(folder: Path, wanted: PeersWanted, *, goes_on: Callable[[], bool]) -> Fetched:
    """Copy what peers have sealed for this laptop; what is not whole yet is left for later.

    Raises:
        EnvironmentProblem: the folder does not answer, or this machine does not hold the file.
        GivenUpError: nobody waits any more.
    """
    files, foreign = list[Path](), list[str]()
    try:
        for path, name in in_time(lambda: tuple(_new(folder, wanted)), folder=folder,
                                  seconds=_PAUSE, goes_on=goes_on):  # fmt: skip
            patience = _PAUSE + path.stat().st_size / _SLOWEST
            copied = in_time(
                lambda path=path, name=name: copied_here(path, name, wanted),  # type: ignore[misc]
                folder=folder, seconds=patience, goes_on=goes_on,
            )  # fmt: skip
            if copied is None:
                foreign.append(name)
            elif copied.is_file():
                files.append(copied)
    except OSError as error:
        raise EnvironmentProblem(
            f"同行交来的记录没能全部取到本机：{disk_reason(error)}。“{folder}”里的都还在，会再取。"
        ) from error
    return Fetched(tuple(files), tuple(foreign))


def _new(folder: Path, wanted: PeersWanted) -> Iterator[tuple[Path, str]]:
    from inspector_app.exchange.layout import TO_PEERS, BundleName
    from inspector_app.exchange.share_found import found_in
    from inspector_app.exchange.share_layout import PEERS

    home = folder / PEERS
    for path in found_in(home).bundles if home.is_dir() else ():
        name = BundleName.find(path.name)
        sealed = name is not None and name.series is TO_PEERS and ".age" in path.name
        if name is None or not sealed or name.chain8 in wanted.own:
            continue
        if name.sealed_file_name not in wanted.known:
            yield path, name.sealed_file_name


def copied_here(path: Path, name: str, wanted: PeersWanted) -> Path | None:
    """Return where a copy stands, or would once the file is whole; None where it is for others.

    Raises:
        OSError: it cannot be read, or this machine does not hold it.
    """
    import hashlib

    from inspector_app.exchange.age_file import is_for
    from inspector_app.exchange.layout import MAX_FILE, BundleName

    target = wanted.home / name
    known = BundleName.find(name)
    assert known is not None
    with open_file(path) as source:
        answer = is_for(source, keys=wanted.keys)
        if answer is None or path.stat().st_size > MAX_FILE:
            return target
        if not answer:
            return None
        source.seek(0)
        make_folder(wanted.home)
        part = wanted.home / f"{name}.{os.urandom(4).hex()}.part"
        try:
            digest = hashlib.sha256()
            with part.open("xb") as stream:
                while block := source.read(_BLOCK):
                    digest.update(block)
                    stream.write(block)
            if digest.hexdigest().startswith(known.sha12):
                publish(part, target)
        finally:
            part.unlink(missing_ok=True)
    return target
