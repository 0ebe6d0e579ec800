"""收取: whatever file or folder is dropped, each kind goes where it belongs; parcels are opened."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import NotFoundError, UserError
from inspector_app.base.files import make_folder, read_file, write_atomic
from inspector_app.services.context import Context, Role
from inspector_app.services.parcels import laid_out
from inspector_app.services.share_carrying import found_at
from inspector_app.storage.database import CannotSaveError

if TYPE_CHECKING:
    from inspector_app.services.office_answers import OfficeAnswers
    from inspector_app.services.office_desk import OfficeDesk
    from inspector_app.services.peers_arrived import PeersArrived
    from inspector_app.services.trust_joining import TrustJoining
    from inspector_app.services.trust_laptops import TrustLaptops

_MOST_SAID: Final = 8
_NONE: Final = "没有找到可以收取的文件；收的是回执、登记名册、下发包和包裹，请核对。"


class Takers(NamedTuple):
    """Who takes which kind."""

    desk: "Callable[[], OfficeDesk]"
    laptops: "Callable[[], TrustLaptops]"
    joining: "Callable[[], TrustJoining]"
    answers: "Callable[[], OfficeAnswers]"
    peers: "Callable[[], PeersArrived]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What became of what was dropped.

    Attributes:
        lines: what was taken, one sentence each.
        refused: what somebody has to read, one sentence each.
        packs: where packs of the office lie that came in a parcel, to be looked at; None for none.
    """

    lines: tuple[str, ...]
    refused: tuple[str, ...]
    packs: Path | None
    changes: Changes

    @property
    def sentence(self) -> str:
        """All of it in words."""
        said = [*(self.lines or (_NONE,)), *self.refused]
        more = [f"……另有 {len(said) - _MOST_SAID} 项"] if len(said) > _MOST_SAID else []
        return "\n".join([*said[:_MOST_SAID], *more])


class Collecting:
    """Takes what is dropped on a laptop or at the office."""

    def __init__(self, context: Context, takers: Takers) -> None:
        self._context = context
        self._takers = takers

    def take(self, paths: Sequence[Path]) -> Collected:
        """Take what lies at or below ``paths``; what one kind refuses keeps no other back.

        Raises:
            NotFoundError: a path does not exist.
            EnvironmentProblem: it cannot be read.
        """
        for path in paths:
            if not path.exists():
                raise NotFoundError(f"找不到“{path}”，没有收取；请核对，或先连上。")
        office = self._context.identity.role is Role.OFFICE
        with laid_out(paths, scratch=self._context.folder.quarantine) as laid:
            run = _Run(self._context, self._takers, laid.paths)
            run.refused += laid.refused
            for act in run.at_the_office() if office else run.on_a_laptop():
                try:
                    act()
                except CannotSaveError:
                    raise
                except UserError as error:
                    run.refused.append(error.sentence)
        return Collected(
            lines=tuple(run.lines), refused=tuple(run.refused), packs=run.packs, changes=run.changes
        )


class _Run:
    """One look at what was dropped."""

    def __init__(self, context: Context, takers: Takers, paths: Sequence[Path]) -> None:
        self._context, self._takers, self._paths = context, takers, paths
        self._found = [(path, found_at(path)) for path in paths]
        self.lines: list[str] = []
        self.refused: list[str] = []
        self.packs: Path | None = None
        self.changes = Changes()
        self.refused += [f"可疑，没有打开：{p.name}" for _, f in self._found for p in f.suspicious]
        self.refused += [f"链接，没有跟过去：{p.name}" for _, f in self._found for p in f.links]

    def on_a_laptop(self) -> Iterator[Callable[[], None]]:
        # A newer roster may name the key that has signed a receipt.
        yield self._rosters
        yield self._receipts
        yield self._keep_packs
        yield self._peers

    def at_the_office(self) -> Iterator[Callable[[], None]]:
        yield self._requests
        yield self._bundles

    def _rosters(self) -> None:
        for path, found in self._found:
            if found.rosters:
                taken = self._takers.joining().take(path)
                self.changes |= taken.changes
                self.lines.append(taken.sentence())
                self.refused += taken.refused

    def _receipts(self) -> None:
        holding = [path for path, found in self._found if found.receipts]
        if holding:
            taken = self._takers.answers().take(holding)
            self.changes |= taken.changes
            self.lines.append(f"新的回执 {taken.new} 份。" if taken.new else "没有新的回执。")
            self.refused += (*taken.alarms, *taken.refused)

    def _keep_packs(self) -> None:
        """Keep packs where they outlive their parcel, until a person has looked at them."""
        files = [path for _, found in self._found for path in found.packs]
        if not files:
            return
        home = self._context.folder.arrived
        make_folder(home)
        for path in files:
            write_atomic(home / path.name, read_file(path))
        self.packs = home
        self.lines.append(f"督导室下发 {len(files)} 份，请到“督导室下发”里看过再接收。")

    def _peers(self) -> None:
        from inspector_app.exchange.layout import TO_PEERS, BundleName

        files = [(path, BundleName.find(path.name)) for _, f in self._found for path in f.bundles]
        peers = [path for path, name in files if name is not None and name.series is TO_PEERS]
        sealed = [path for path in peers if ".age" in path.name]
        if sealed:
            kept = self._takers.peers().keep(sealed)
            self.changes |= Changes(bundles=bool(kept))
            told = f"{kept} 份等着收取，在“今日”里看过再收取" if kept else "没有新的是交给本机的"
            self.lines.append(f"同行记录文件 {len(sealed)} 个，{told}。")
        if len(peers) > len(sealed):
            by_hand = len(peers) - len(sealed)
            self.lines.append(f"同行记录文件 {by_hand} 个：请在“督导记录”页按“同行…”收取。")
        if len(files) > len(peers):
            self.refused.append(f"上报包 {len(files) - len(peers)} 个是交督导室的，这里不收。")

    def _requests(self) -> None:
        # Those beside bundles come in with them.
        holding = [path for path, f in self._found if f.requests and not f.bundles]
        if holding:
            taken = self._takers.laptops().take_in(holding)
            self.changes |= taken.changes
            self.lines.append(f"登记申请 {len(taken.asked)} 份，请在“人员与电脑登记”里核对数字。")
            self.lines += [taken.known_words] if taken.known else []
            self.refused += [f"{name}：{sentence}" for name, sentence in taken.refused]

    def _bundles(self) -> None:
        from inspector_app.office.labels import OUTCOME_WORD

        holding = [path for path, found in self._found if found.bundles]
        if not holding:
            return
        scan = self._takers.desk().scan(holding)
        self.changes |= scan.changes
        counts = {line.outcome: 0 for line in scan.lines}
        for line in scan.lines:
            counts[line.outcome] += 1
        told = "，".join(f"{OUTCOME_WORD[outcome.value]} {n}" for outcome, n in counts.items())
        self.lines.append(f"上报包：{told or '没有'}。")
        self.refused += [f"{x.file}：{x.code} {x.sentence}" for x in scan.lines if x.sentence]
        self.refused += scan.warnings
