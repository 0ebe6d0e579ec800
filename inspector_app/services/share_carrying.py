"""What goes into the shared folder and comes out of it, without the database.

A share may be slow or hang, so nothing of this runs where records are saved: an errand is read,
carried out beside everything else, and what came of it is noted.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base.errors import EnvironmentProblem, UserError, disk_reason, disk_remedy
from inspector_app.services.patience import GivenUpError, in_time
from inspector_app.services.peers_fetching import NOTHING, Fetched, PeersWanted, fetch

if TYPE_CHECKING:
    from inspector_app.exchange.key_roster import KeyRoster
    from inspector_app.exchange.share_found import Found, SignedFile
    from inspector_app.exchange.share_layout import Share
    from inspector_app.exchange.signed_text import SignedText

# What a weak radio link still carries.
_SLOWEST: Final = 100_000
_PAUSE: Final = 60.0
_MOST_RECEIPTS: Final = 20_000


class Leaving(NamedTuple):
    """A file of the outbox that waits to leave.

    Attributes:
        place_in: the sub-folder where it belongs.
    """

    digest: str
    source: Path
    sha256: str
    place_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One walk to the shared folder.

    Attributes:
        share: the id that it must have; empty for another folder that the office has signed.
        waiting: what is put there, in this order.
        chains: whose receipts are fetched.
        known: names of receipts that are here already.
        unanswered: how many bundles stand there and were not answered.
        peers: what of peers is fetched; None for nothing.
        lost: of a file that the outbox has not any more; the others go all the same.
    """

    folder: Path
    share: str
    roster: "KeyRoster"
    waiting: Sequence[Leaving]
    chains: Sequence[str] = ()
    known: frozenset[str] = frozenset()
    unanswered: int = 0
    peers: PeersWanted | None = None
    lost: UserError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What came of an errand.

    Attributes:
        placed: what stands in the folder now, durable.
        swept: how many parts of earlier walks were cleared away.
        receipts: new texts under the name of each file, not judged yet.
        rosters: newer versions of the office's roster, likewise.
        fetched: what peers have put there for this laptop.
        problem: what ended the walk early; None where all was done.
    """

    folder: Path
    placed: tuple[Leaving, ...] = ()
    swept: int = 0
    receipts: "tuple[tuple[str, SignedText], ...]" = ()
    rosters: "tuple[tuple[str, SignedText], ...]" = ()
    fetched: Fetched = NOTHING
    problem: UserError | None = None


def carry(errand: Errand, *, goes_on: Callable[[], bool] = lambda: True) -> Carried:
    """Put into the folder what waits, and read the receipts that lie there; nothing is raised.

    Args:
        errand: what is to be done.
        goes_on: asked between files, and while a share does not answer.
    """
    folder, placed, swept = errand.folder, list[Leaving](), 0
    rosters: tuple[tuple[str, SignedText], ...] = ()
    receipts: tuple[tuple[str, SignedText], ...] = ()
    fetched = NOTHING
    problem: UserError | None = None
    try:
        checked(errand)
        for each in errand.waiting:
            if not goes_on():
                break
            swept += _put(folder, each, goes_on)
            placed.append(each)
        rosters = in_time(lambda: _rosters(errand), folder=folder, seconds=_PAUSE,
                          goes_on=goes_on)  # fmt: skip
        receipts = in_time(lambda: _receipts(errand), folder=folder, seconds=_PAUSE,
                           goes_on=goes_on)  # fmt: skip
        if errand.peers is not None:
            fetched = fetch(folder, errand.peers, goes_on=goes_on)
    except GivenUpError:
        # The window is closing: what was not placed waits for the next time.
        pass
    except UserError as error:
        problem = error
    except OSError as error:
        problem = not_writable(folder, error)
    return Carried(
        folder=folder, placed=tuple(placed), swept=swept, receipts=receipts, rosters=rosters,
        fetched=fetched, problem=problem or errand.lost,
    )  # fmt: skip


def checked(errand: Errand) -> "Share":
    """Return the share that the folder is.

    Raises:
        RefusedError: the office has not signed it, or it is another than the one joined.
        EnvironmentProblem: it cannot be read, or does not answer.
    """
    if errand.share:
        return read_joined(errand.folder, errand.roster, share=errand.share)
    return read(errand.folder, errand.roster)


def read_joined(folder: Path, roster: "KeyRoster", *, share: str) -> "Share":
    """Return the folder that was joined under this id; errors as ``checked``.

    Where a share is not mounted its place is an empty folder: that is away, and no other share.
    """
    from inspector_app.exchange.share_layout import SHARE_FILE, NotOurShareError

    try:
        found = read(folder, roster)
    except NotOurShareError as error:
        if in_time((folder / SHARE_FILE).exists, folder=folder):
            raise
        raise EnvironmentProblem(
            f"“{folder}”没有连上：里面没有督导室的说明文件（{SHARE_FILE}）。没有改动，本机的文件都在；"
            "连上网络盘或插好优盘后再试，会接着放。"
        ) from error
    if found.id != share:
        raise NotOurShareError(folder, "不是当初加入的那个共享文件夹")
    return found


def read(folder: Path, roster: "KeyRoster") -> "Share":
    """Return whose folder it is; errors as ``checked``."""
    from inspector_app.exchange.share_layout import read_share

    try:
        return in_time(lambda: read_share(folder, roster=roster), folder=folder)
    except OSError as error:
        raise not_readable(folder, error) from error


def _put(folder: Path, each: Leaving, goes_on: Callable[[], bool]) -> int:
    patience = _PAUSE + each.source.stat().st_size / _SLOWEST
    return in_time(
        lambda: place_file(folder, each), folder=folder, seconds=patience, goes_on=goes_on
    )


def place_file(folder: Path, each: Leaving) -> int:
    """Put one file where it belongs and return how many left-over parts were swept (OSError)."""
    from inspector_app.exchange.share_publish import make_places, place, sweep

    home = make_places(folder, each.place_in)
    swept = sweep(home)
    place(home / each.source.name, each.source, sha256=each.sha256)
    return swept


def _rosters(errand: Errand) -> "tuple[tuple[str, SignedText], ...]":
    from inspector_app.exchange.share_found import found_in
    from inspector_app.exchange.share_layout import Kind, roster_version

    home = errand.folder / Kind.ROSTER
    if not home.is_dir():
        return ()
    newer = [each for each in found_in(home).rosters
             if roster_version(each.name) > errand.roster.version]  # fmt: skip
    return tuple(_whole(newer))


def _receipts(errand: Errand) -> "tuple[tuple[str, SignedText], ...]":
    from inspector_app.exchange.share_found import found_in
    from inspector_app.exchange.share_layout import Kind

    homes = [errand.folder / Kind.RECEIPT / chain[:8] for chain in errand.chains]
    found = [each for home in homes if home.is_dir() for each in found_in(home).receipts]
    new = [each for each in found if each.name not in errand.known]
    return tuple(_whole(new[:_MOST_RECEIPTS]))


def _whole(files: "Sequence[SignedFile]") -> "Iterator[tuple[str, SignedText]]":
    """Yield the texts that are whole; the others are still on their way and looked at again."""
    from inspector_app.exchange.signed_text import NotSignedTextError

    for each in files:
        with suppress(NotSignedTextError, OSError):
            yield each.name, each.read()


def found_at(path: Path) -> "Found":
    """Return what a dropped file or folder holds, by kind (EnvironmentProblem: unreadable)."""
    from inspector_app.exchange.share_found import found_in

    try:
        return found_in(path)
    except OSError as error:
        raise not_readable(path, error) from error


def not_writable(folder: Path, error: OSError) -> EnvironmentProblem:
    """Return why a folder took not all."""
    return EnvironmentProblem(
        f"没能全部放进“{folder}”：{disk_reason(error)}。已放好的不会重复，"
        f"其余留在本机；{disk_remedy(error)}，再试时会接着放。"
    )


def not_readable(folder: Path, error: OSError) -> EnvironmentProblem:
    """Return why a folder cannot be read."""
    return EnvironmentProblem(
        f"“{folder}”现在打不开：{disk_reason(error)}。没有改动，本机的文件都在；"
        "请检查网络或优盘后再试。"
    )
