"""同行记录 through the shared folder: sealed to the peers' laptops, and taken from there.

Whose laptop it is says the roster of the office, so nobody compares keys by hand; where there is no
roster, or a peer has no laptop in it, the file goes by hand as before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import (
    EnvironmentProblem,
    RefusedError,
    UserError,
    disk_reason,
)
from inspector_app.base.files import make_folder, open_file
from inspector_app.services.context import Context
from inspector_app.services.joint_hand_over import JointHandOver
from inspector_app.services.joint_take_over import JointTakeOver, News, TakenOver
from inspector_app.services.key_trust import age_key, age_keys, trusted_roster
from inspector_app.services.patience import in_time
from inspector_app.services.peers_arrived import (
    home_of,
    own_chains,
    refuse_stranger,
    seen,
    settle,
    sweep,
)
from inspector_app.services.peers_waiting import keep_sealed, sealed_before
from inspector_app.services.share_carrying import carry
from inspector_app.storage.database import CannotSaveError

if TYPE_CHECKING:
    from inspector_app.exchange.key_roster import RosterKey
    from inspector_app.services.share import ShareService

_PATIENCE: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SentToPeers:
    """What became of a record that goes to peers.

    Attributes:
        file: name of the file.
        peers: names of those whose laptops can open it.
        without: names of those who have no laptop in the roster; they get the file by hand.
        problem: why it is not in the folder yet, empty for nothing; it is put there later.
    """

    file: str
    peers: tuple[str, ...]
    without: tuple[str, ...]
    problem: str
    changes: Changes


class TakenFile(NamedTuple):
    """One file that was looked at.

    Attributes:
        taken: what became of it; None where it was not taken.
        sentence: why not.
        later: whether only the disk or the folder refused it, so that it is taken the next time.
    """

    file: str
    taken: TakenOver | None
    sentence: str
    later: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFromPeers:
    """What was found for this laptop, one after the other.

    Attributes:
        problem: why the shared folder was not looked into, empty for nothing.
    """

    files: tuple[TakenFile, ...]
    problem: str
    changes: Changes

    @property
    def sentence(self) -> str:
        """All of it in words."""
        new = [f.taken.number for f in self.files if f.taken and f.taken.news is not News.SAME]
        told = [f"已收取 {'、'.join(new)}，计入本人的入校人次。"] if new else []
        told += [f"{each.file}：{each.sentence}" for each in self.files if each.sentence]
        told += [self.problem] if self.problem else []
        return "\n".join(told) or "共享文件夹里没有新的同行记录。"


class JointSharing:
    """Puts records for peers into the shared folder, and takes those of others from it."""

    def __init__(
        self, context: Context, *, give: JointHandOver, take: JointTakeOver, share: "ShareService"
    ) -> None:
        self._context = context
        self._give, self._take, self._share = give, take, share

    # -- giving ----------------------------------------------------------------------------------

    def send(self, uid: str) -> SentToPeers:
        """Seal a record to its peers' laptops and put it into the folder, now or when it is back.

        Raises:
            RefusedError: the record cannot be handed to peers, no folder was joined, or none of
                the peers has a laptop.
            EnvironmentProblem: the disk of this machine does not hold the file.
        """
        self._share.joined_folder()
        archive, people = self._give.archive(uid)
        keys = {person: self._keys_of(person) for person in people}
        names = self._context.names()
        without = tuple(names.get(p, p) for p, found in keys.items() if not found)
        if len(without) == len(keys):
            raise RefusedError(
                f"{'、'.join(without)}的电脑还没有登记，没有放入共享文件夹；"
                "请按“交给同行”存成文件，当面或用聊天软件交。"
            )
        made = self._sealed(archive, [key for found in keys.values() for key in found])
        problem = self._carry(made)
        return SentToPeers(
            file=made.name, peers=tuple(names.get(p, p) for p, found in keys.items() if found),
            without=without, problem=problem, changes=Changes(bundles=True),
        )  # fmt: skip

    def _keys_of(self, person: str) -> "list[RosterKey]":
        roster = trusted_roster(self._context)
        if roster is None:
            raise RefusedError(
                "本机还没有加入督导室，认不出同行的电脑，没有放入共享文件夹；"
                "请按“交给同行”存成文件，当面或用聊天软件交。"
            )
        today = self._context.today()
        return [
            holder.key for holder in roster.holders()
            if holder.inspector.id == person and holder.key.is_valid_on(today)
            and holder.key.revoked_from_seq is None
        ]  # fmt: skip

    def _sealed(self, archive: Path, keys: "Sequence[RosterKey]") -> Path:
        """Return the sealed file of an archive for these laptops; made before, the same again."""
        from inspector_app.exchange.peers_file import seal_for_peers

        tags = sorted(key.encrypt.tag for key in keys)
        before = sealed_before(self._context, archive, tags)
        if before is not None:
            return before
        try:
            made = seal_for_peers(
                archive, to=[key.encrypt for key in keys], own=age_key(self._context)
            )
        except OSError as error:
            raise EnvironmentProblem(
                f"同行记录文件写不出（{disk_reason(error)}），没有放入共享文件夹；请检查磁盘后再试。"
            ) from error
        with self._context.database.transaction():
            keep_sealed(self._context, archive, tags, made)
            self._context.note("joint", made.name, {"note": "加密交给同行", "tags": tags})
        return made

    def _carry(self, made: Path) -> str:
        errand = self._share.errand()
        assert errand is not None
        only = [each for each in errand.waiting if each.source.name == made.name]
        carried = carry(replace(errand, waiting=only, chains=(), peers=None))
        self._share.note_carried(carried)
        return carried.problem.sentence if carried.problem else ""

    # -- taking ----------------------------------------------------------------------------------

    def take(self, paths: Sequence[Path] = ()) -> TakenFromPeers:
        """Take every record that is sealed for this laptop and signed by a laptop of the roster.

        Args:
            paths: files and folders; the joined folder where there are none.

        Raises:
            RefusedError: no folder was joined, or there is no roster.
            EnvironmentProblem: the folder cannot be read.
        """
        if trusted_roster(self._context) is None:
            raise RefusedError("本机还没有加入督导室，认不出同行的电脑，没有收取；请先加入督导室。")
        before = seen(self._context)
        files, done, changes = list[TakenFile](), set[str](), Changes()
        paths, problem = self._places(paths)
        for path, name in self._found(paths):
            # What a person has chosen is looked at once more.
            if name in done or (name in before and path not in paths):
                continue
            outcome, settled = self._taken(path)
            if settled:
                done.add(name)
            if outcome is not None:
                files.append(outcome)
                changes |= outcome.taken.changes if outcome.taken else Changes()
        if done:
            with self._context.database.transaction():
                settle(self._context, done)
            sweep(self._context, done)
            changes |= Changes(bundles=True)
        if problem is not None and not files:
            raise problem
        told = problem.sentence if problem else ""
        return TakenFromPeers(files=tuple(files), problem=told, changes=changes)

    def _places(self, paths: Sequence[Path]) -> "tuple[Sequence[Path], UserError | None]":
        """Return where to look: what a person has chosen, else what came and the joined folder."""
        from inspector_app.exchange.share_layout import PEERS

        if paths:
            return paths, None
        here = [path for path in [home_of(self._context)] if path.is_dir()]
        try:
            folder = self._share.checked_folder()
        except UserError as error:
            return here, error
        return [*here, folder / PEERS], None

    def _found(self, paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
        from inspector_app.exchange.layout import TO_PEERS, BundleName
        from inspector_app.exchange.share_found import found_in

        own = own_chains(self._context)
        for path in paths:
            if not in_time(path.exists, folder=path):
                continue
            bundles = in_time(lambda path=path: found_in(path).bundles, folder=path)  # type: ignore[misc]
            for each in bundles:
                name = BundleName.find(each.name)
                sealed = name is not None and name.series is TO_PEERS and ".age" in each.name
                if name is not None and sealed and name.chain8 not in own:
                    yield each, name.sealed_file_name

    def _taken(self, path: Path) -> tuple[TakenFile | None, bool]:
        """Return what became of a file, and whether it need not be looked at again."""
        from inspector_app.exchange.peers_file import opened_for_peers
        from inspector_app.exchange.refusal import WHAT_AND_REMEDY, BundleRefusedError, Refusal

        scratch = self._context.folder.quarantine
        make_folder(scratch)
        try:
            near = in_time(lambda: _copied(path, scratch), folder=path.parent, seconds=_PATIENCE)
            try:
                with opened_for_peers(near, keys=age_keys(self._context), scratch=scratch) as found:
                    return TakenFile(path.name, self._take_one(found), ""), True
            finally:
                near.unlink(missing_ok=True)
        except BundleRefusedError as error:
            others = error.refusal is Refusal.NOT_FOR_US
            what, _ = WHAT_AND_REMEDY[error.refusal]
            sentence = f"没有收取：{what}（{error.code}）；请责任督学重新交一次"
            return None if others else TakenFile(path.name, None, sentence), others
        except CannotSaveError:
            raise
        except UserError as error:
            return TakenFile(path.name, None, error.sentence), error.code in _SETTLED
        except OSError as error:
            sentence = f"没有收取（{disk_reason(error)}），留着下次再收"
            return TakenFile(path.name, None, sentence, later=True), False

    def _take_one(self, archive: Path) -> TakenOver:
        file = self._take.read(archive)
        refuse_stranger(self._context, file)
        return self._take.take(archive, accepted_chain=file.chain)


_SETTLED: Final = frozenset({"older"})


def _copied(path: Path, scratch: Path) -> Path:
    """Copy a file to this machine: a share may go while it is read."""
    target = scratch / path.name
    with open_file(path) as source, target.open("wb") as stream:
        while block := source.read(1 << 20):
            stream.write(block)
    return target
