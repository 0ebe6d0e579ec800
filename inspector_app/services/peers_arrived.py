"""Records of peers that came by themselves: they wait here until a person has looked at them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import NotFoundError, RefusedError, UserError
from inspector_app.base.files import make_folder
from inspector_app.services.context import Context, Role
from inspector_app.services.joint_take_over import JointFile, JointTakeOver, News
from inspector_app.services.key_trust import age_keys, trusted_roster
from inspector_app.services.peers_fetching import Fetched, PeersWanted, copied_here

_ARRIVED: Final = "peers.arrived"
_SEEN: Final = "peers.seen"
# What is settled once it was refused so: nothing will make the file of use here.
_SETTLED: Final = frozenset({"older", "E70"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedRecord:
    """A record that waits to be looked at, as it was when it came.

    Attributes:
        day: on which the visit was, in words.
        revision: of the record.
        newer: whether an earlier revision is here already.
        problem: why it could not be taken then, empty for nothing.
    """

    file: str
    number: str
    school: str
    day: str
    lead: str
    revision: int
    newer: bool
    problem: str

    @property
    def words(self) -> str:
        """It in one line."""
        if not self.number:
            return f"{self.file}：{self.problem}"
        what = f"更正（第 {self.revision} 版）" if self.newer else "记录"
        told = f"{self.lead}　{self.day}　{self.school}　{self.number}　{what}"
        return f"{told}：{self.problem}" if self.problem else told


def arrived_records(context: Context) -> tuple[ArrivedRecord, ...]:
    """Return what waits, by file; nothing is opened."""
    kept = context.stores.settings.get(_ARRIVED) or {}
    return tuple(ArrivedRecord(**kept[name]) for name in sorted(kept))


def wanted_of_peers(context: Context) -> PeersWanted | None:
    """Return what is to be fetched; None where no laptop of the roster would be believed."""
    if context.identity.role is not Role.LAPTOP or trusted_roster(context) is None:
        return None
    kept = context.stores.settings.get(_ARRIVED) or {}
    return PeersWanted(
        home=home_of(context), keys=age_keys(context),
        known=frozenset({*seen(context), *kept}),
        own=own_chains(context),
    )  # fmt: skip


def own_chains(context: Context) -> frozenset[str]:
    """Return the first characters of every chain that was ever this laptop's."""
    every = context.stores.bundles.keys()
    return frozenset(chain[:8] for chain, _ in every)


def home_of(context: Context) -> Path:
    """Return where they lie, encrypted as they came."""
    return context.folder.arrived / "peers"


def seen(context: Context) -> frozenset[str]:
    """Return names of files that need not be looked at again."""
    return frozenset(context.stores.settings.get(_SEEN) or ())


def settle(context: Context, names: set[str]) -> None:
    """Note that files need not be looked at again, inside a transaction."""
    settings = context.stores.settings
    settings.put(_SEEN, sorted(seen(context) | names))
    kept: Mapping[str, Any] = settings.get(_ARRIVED) or {}
    if names & kept.keys():
        settings.put(_ARRIVED, {name: kept[name] for name in kept if name not in names})


def sweep(context: Context, names: set[str]) -> None:
    """Remove the files of names that were settled, once that is noted for good."""
    for name in names:
        (home_of(context) / name).unlink(missing_ok=True)


def refuse_stranger(context: Context, file: JointFile) -> None:
    """Refuse what no laptop of the roster has signed (RefusedError)."""
    roster = trusted_roster(context)
    holder = roster.holder(file.chain) if roster else None
    if holder is None or holder.key.revoked_from_seq is not None:
        raise RefusedError(
            f"没有收取：{file.visit.number} 是没有登记或已停用的电脑签的，请向{file.lead_name}"
            "本人核实，或让他当面交文件。",
            code="new-key",
        )


class PeersArrived:
    """Keeps what came, shows it, and lets go what a person does not want."""

    def __init__(self, context: Context, take: JointTakeOver) -> None:
        self._context = context
        self._take = take

    def all(self) -> tuple[ArrivedRecord, ...]:
        """Return what waits to be looked at."""
        with self._context.database.snapshot():
            return arrived_records(self._context)

    def note(self, fetched: Fetched) -> int:
        """Note what was fetched, and return how many wait that did not before."""
        looked = {path.name: self._looked_at(path) for path in fetched.files}
        new = {name: asdict(each) for name, each in looked.items() if each is not None}
        done = {*fetched.foreign, *(name for name in looked if name not in new)}
        if not (new or done):
            return 0
        with self._context.database.transaction():
            settings = self._context.stores.settings
            if new:
                settings.put(_ARRIVED, {**(settings.get(_ARRIVED) or {}), **new})
                # What was let go and is brought again waits again.
                settings.put(_SEEN, sorted(seen(self._context) - new.keys()))
            if done:
                settle(self._context, done)
        sweep(self._context, done)
        return len(new)

    def keep(self, paths: Sequence[Path]) -> int:
        """Keep sealed files that somebody has brought, and return how many wait now that did not.

        What was let go before comes again; what is for others, or not whole, is left out.

        Raises:
            OSError: a file cannot be read, or this machine does not hold it.
        """
        from inspector_app.exchange.layout import BundleName

        wanted = wanted_of_peers(self._context)
        files = list[Path]()
        for path in paths if wanted else ():
            name = BundleName.find(path.name)
            assert wanted is not None
            if name is None or name.chain8 in wanted.own:
                continue
            here = copied_here(path, name.sealed_file_name, wanted)
            files += [here] if here is not None and here.is_file() else []
        return self.note(Fetched(tuple(dict.fromkeys(files))))

    def look(self, file: str) -> JointFile:
        """Return what a file, or the newest one of a record, holds; nothing is changed.

        Raises:
            NotFoundError: it does not wait here.
            RefusedError: it is of no use here now: as ``JointTakeOver.read``.
        """
        return self._read(self.path(file))

    def path(self, file: str) -> Path:
        """Return where a file, or the newest one of a record, lies (NotFoundError: nowhere)."""
        found = [each for each in self.all() if file in {each.file, each.number}]
        if not found:
            raise NotFoundError(f"没有等着收取的“{file}”，没有改动；请用 peers list 看有哪些。")
        return home_of(self._context) / found[-1].file

    def decline(self, file: str) -> Changes:
        """Let a record wait no more; handed over again, it comes again (NotFoundError)."""
        name = self.path(file).name
        with self._context.database.transaction():
            settle(self._context, {name})
            self._context.note("joint", name, {"note": "不收取同行记录"})
        sweep(self._context, {name})
        return Changes(bundles=True)

    def _read(self, path: Path) -> JointFile:
        from inspector_app.exchange.peers_file import opened_for_peers

        scratch = self._context.folder.quarantine
        make_folder(scratch)
        with opened_for_peers(path, keys=age_keys(self._context), scratch=scratch) as archive:
            found = self._take.read(archive)
        refuse_stranger(self._context, found)
        return found

    def _looked_at(self, path: Path) -> ArrivedRecord | None:
        """Return what a file is; None where it is of no use here."""
        try:
            found = self._read(path)
        except UserError as error:
            if error.code in _SETTLED:
                return None
            return ArrivedRecord(
                file=path.name, number="", school="", day="", lead="", revision=0, newer=False,
                problem=error.sentence,
            )  # fmt: skip
        if found.news is News.SAME:
            return None
        visit = found.visit
        return ArrivedRecord(
            file=path.name, number=visit.number, lead=found.lead_name,
            school=visit.school.name if visit.school else "", day=str(visit.visited_on),
            revision=visit.revision, newer=found.news is News.NEWER, problem="",
        )  # fmt: skip
