"""同行记录 through the shared folder: sealed to the peers' laptops, and taken from there.

Whose laptop it is says the roster of the office, so nobody compares keys by hand; where there is no
roster, or a peer has no laptop in it, the file goes by hand as before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import (
    EnvironmentProblem,
    RefusedError,
    UserError,
    disk_reason,
)
from inspector_app.base.files import make_folder
from inspector_app.services.context import Context
from inspector_app.services.joint_hand_over import JointHandOver
from inspector_app.services.joint_take_over import JointTakeOver, News, TakenOver
from inspector_app.services.key_trust import age_key, age_keys, trusted_roster
from inspector_app.services.patience import in_time
from inspector_app.services.peers_waiting import keep_sealed, sealed_before
from inspector_app.services.share_carrying import carry

if TYPE_CHECKING:
    from inspector_app.exchange.key_roster import KeyRoster, RosterKey
    from inspector_app.services.share import ShareService

_SEEN: Final = "peers.seen"
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
    """

    file: str
    taken: TakenOver | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFromPeers:
    """What was found for this laptop, one after the other."""

    files: tuple[TakenFile, ...]
    changes: Changes

    @property
    def sentence(self) -> str:
        """All of it in words."""
        new = [f.taken.number for f in self.files if f.taken and f.taken.news is not News.SAME]
        told = [f"已收取 {'、'.join(new)}，计入本人的入校人次。"] if new else []
        told += [f"{each.file}：{each.sentence}" for each in self.files if each.sentence]
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
        carried = carry(replace(errand, waiting=only, chains=()))
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
        roster = trusted_roster(self._context)
        if roster is None:
            raise RefusedError("本机还没有加入督导室，认不出同行的电脑，没有收取；请先加入督导室。")
        seen = set(self._context.stores.settings.get(_SEEN) or [])
        files, done, changes = list[TakenFile](), set[str](), Changes()
        for path, name in self._found(paths):
            if name in seen:
                continue
            outcome, settled = self._taken(path, roster)
            if settled:
                done.add(name)
            if outcome is not None:
                files.append(outcome)
                changes |= outcome.taken.changes if outcome.taken else Changes()
        if done:
            with self._context.database.transaction():
                self._context.stores.settings.put(_SEEN, sorted(seen | done))
        return TakenFromPeers(files=tuple(files), changes=changes)

    def _found(self, paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
        from inspector_app.exchange.layout import TO_PEERS, BundleName
        from inspector_app.exchange.share_found import found_in
        from inspector_app.exchange.share_layout import PEERS

        own = {chain[:8] for chain, _ in self._own_keys()}
        where = list(paths) or [self._share.joined_folder() / PEERS]
        for path in where:
            if not paths and not in_time(path.is_dir, folder=path):
                continue
            bundles = in_time(lambda path=path: found_in(path).bundles, folder=path)  # type: ignore[misc]
            for each in bundles:
                name = BundleName.find(each.name)
                sealed = name is not None and name.series is TO_PEERS and ".age" in each.name
                if name is not None and sealed and name.chain8 not in own:
                    yield each, name.sealed_file_name

    def _own_keys(self) -> tuple[tuple[str, Any], ...]:
        return self._context.stores.bundles.keys()

    def _taken(self, path: Path, roster: "KeyRoster") -> tuple[TakenFile | None, bool]:
        """Return what became of a file, and whether it need not be looked at again."""
        from inspector_app.exchange.peers_file import opened_for_peers
        from inspector_app.exchange.refusal import WHAT_AND_REMEDY, BundleRefusedError, Refusal

        scratch = self._context.folder.quarantine
        make_folder(scratch)
        try:
            near = in_time(lambda: _copied(path, scratch), folder=path.parent, seconds=_PATIENCE)
            try:
                with opened_for_peers(near, keys=age_keys(self._context), scratch=scratch) as found:
                    return TakenFile(path.name, self._take_one(found, roster), ""), True
            finally:
                near.unlink(missing_ok=True)
        except BundleRefusedError as error:
            others = error.refusal is Refusal.NOT_FOR_US
            what, _ = WHAT_AND_REMEDY[error.refusal]
            sentence = f"没有收取：{what}（{error.code}）；请责任督学重新交一次"
            return None if others else TakenFile(path.name, None, sentence), others
        except UserError as error:
            return TakenFile(path.name, None, error.sentence), error.code in _SETTLED
        except OSError as error:
            sentence = f"读不出（{disk_reason(error)}），下次再看"
            return TakenFile(path.name, None, sentence), False

    def _take_one(self, archive: Path, roster: "KeyRoster") -> TakenOver:
        file = self._take.read(archive)
        holder = roster.holder(file.chain)
        if holder is None or holder.key.revoked_from_seq is not None:
            raise RefusedError(
                f"没有收取：{file.visit.number} 是没有登记或已停用的电脑签的，请向{file.lead_name}"
                "本人核实，或让他当面交文件。",
                code="new-key",
            )
        return self._take.take(archive, accepted_chain=file.chain)


_SETTLED: Final = frozenset({"older"})


def _copied(path: Path, scratch: Path) -> Path:
    """Copy a file to this machine: a share may go while it is read."""
    target = scratch / path.name
    with path.open("rb") as source, target.open("wb") as stream:
        while block := source.read(1 << 20):
            stream.write(block)
    return target
