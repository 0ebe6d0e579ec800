"""下发 at the office: packs for laptops, signed, encrypted, numbered, and put where they look."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app import __version__
from inspector_app.base.clock import instant_text, parse_instant
from inspector_app.base.errors import (
    EnvironmentProblem,
    NotFoundError,
    RefusedError,
    disk_reason,
    disk_remedy,
)
from inspector_app.domain.office_codes import is_below
from inspector_app.services.context import Context, Role
from inspector_app.services.device_keys import device_key
from inspector_app.services.key_trust import age_key, trusted_roster
from inspector_app.services.pack_answers import missed_by_people, taken_by_laptops
from inspector_app.services.pack_unreachable import unreachable
from inspector_app.services.patience import in_time
from inspector_app.storage.packs import SentPackLine, SentPackRow

if TYPE_CHECKING:
    from inspector_app.exchange.key_roster import Holder, KeyRoster
    from inspector_app.exchange.keys import DeviceKey
    from inspector_app.exchange.pack import MadePack
    from inspector_app.exchange.pack_statement import Addressee, PackStatement

__all__ = ["Laptop", "PackService", "SentPackLine"]

_LOOKED_FOR: Final = timedelta(days=60)
_NOT_SENT: Final = "没有下发任何内容"


@dataclass(frozen=True, slots=True, kw_only=True)
class Laptop:
    """A laptop that packs can be sent to."""

    chain: str
    inspector_id: str
    name: str
    device: str

    @property
    def words(self) -> str:
        """What people call it."""
        return f"{self.name}的“{self.device}”"


class PackService:
    """Sends packs of any kind; what is in one is for its kind to say."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.packs

    def laptops(self) -> tuple[Laptop, ...]:
        """Return every laptop that packs can be sent to today, by person.

        Raises:
            RefusedError: this folder is no office's, or it has no roster of keys yet.
        """
        names = self._context.names()
        found = (_laptop(holder, names) for holder in self._holders(self._roster()))
        return tuple(sorted(found, key=lambda each: (each.inspector_id, each.device)))

    def chains_of(self, people: Collection[str]) -> tuple[str, ...]:
        """Return the laptops of inspectors, named by id or by name.

        Raises:
            NotFoundError: somebody is not known.
            RefusedError: somebody has no laptop that packs can be sent to, and as of ``laptops``.
        """
        laptops = self.laptops()
        chains: list[str] = []
        for person in people:
            own = [each.chain for each in laptops if person in {each.inspector_id, each.name}]
            if not own:
                raise unreachable(self._context, self._roster(), person)
            chains += own
        return tuple(dict.fromkeys(chains))

    def send(
        self, kind: str, rows: Mapping[str, object], *, to: Collection[str] | None
    ) -> SentPackLine:
        """Make the next pack; it is kept here until it is written where laptops look.

        Args:
            kind: what the laptops find their reader by.
            rows: what is sent, in the form of its kind.
            to: chains of laptops; None for every laptop of the roster.

        Raises:
            RefusedError: not an office, no roster, nobody to send to, or too much for one pack.
            NotFoundError: a chain is no laptop's of the roster that is in use.
            InputError: a value cannot be sent.
        """
        roster, key = self._roster(), self._key()
        holders = self._addressed(roster, to)
        # One transaction: two packs never bear one number.
        with self._context.database.transaction():
            statement = self._statement(kind, rows, key=key, roster=roster, holders=holders)
            made = self._made(statement, rows, key=key, holders=holders)
            row = self._row(made)
            owners = {each.key.chain: each.inspector.id for each in holders}
            self._store.add_sent(row, laptops=owners)
            note = {"note": "下发", "kind": kind, "n": row.n, "laptops": list(owners)}
            self._context.note("pack", row.digest, note)
        return SentPackLine(
            row.chain,
            row.n,
            kind,
            row.counts,
            row.created,
            row.file_name,
            tuple(owners),
            tuple(sorted(set(owners.values()))),
        )

    def sent(self) -> tuple[SentPackLine, ...]:
        """Return every pack that was sent, the newest first."""
        return self._store.sent()

    def write(
        self, folder: Path, *, packs: Sequence[SentPackLine] | None = None
    ) -> tuple[Path, ...]:
        """Put packs into a folder that is there, and return the new files.

        In a shared folder, or on a stick made like one, they get a folder of their own. What
        stands there already is left alone.

        Args:
            folder: where.
            packs: these, or all that were ever sent.

        Raises:
            NotFoundError: there is no such folder.
            RefusedError: another content stands under a name, or it is another's shared folder.
            EnvironmentProblem: the folder does not take it; what was placed stays, and nothing
                that was sent is lost.
        """
        if not in_time(folder.is_dir, folder=folder):
            raise NotFoundError(f"找不到文件夹“{folder}”，没有写出下发包；请核对，或先连上。")
        try:
            return self._placed(folder, self.sent() if packs is None else packs)
        except OSError as error:
            raise EnvironmentProblem(
                f"下发包没能全部写进“{folder}”（{disk_reason(error)}）。已经下发的都留在本机；"
                f"{disk_remedy(error)}，再写一次，已有的不会重复。"
            ) from error

    def is_shared(self, folder: Path) -> bool:
        """Say whether a folder is there and made as a shared one."""
        from inspector_app.exchange.share_layout import SHARE_FILE

        return in_time((folder / SHARE_FILE).is_file, folder=folder)

    def refuse_foreign(self, folder: Path) -> None:
        """Refuse a shared folder of another office (RefusedError); any other folder is no matter.

        Raises:
            EnvironmentProblem: it does not answer.
        """
        from inspector_app.exchange.share_layout import read_share

        roster = trusted_roster(self._context)
        if roster is not None and self.is_shared(folder):
            in_time(lambda: read_share(folder, roster=roster), folder=folder)

    def put_again(self, folder: Path) -> tuple[Path, ...]:
        """Put into a shared folder what did not get there, and return the new files.

        What is older than some weeks is settled: whoever clears the folder is not undone. What a
        laptop says it misses is put there again, however old it is.

        Raises:
            NotFoundError: the folder is not there, or only the place where it is mounted.
            the same as ``write``.
        """
        if not self.is_shared(folder):
            raise NotFoundError(
                f"共享文件夹“{folder}”现在不在，下发包没有放进去，都留在本机；"
                "连上以后，下次收件或下发时会自己补放。"
            )
        since = instant_text(self._context.clock.now() - _LOOKED_FOR)
        missed = missed_by_people(self._context)
        wanted = [e for e in self.sent() if e.created >= since or (e.chain, e.n) in missed]
        return self.write(folder, packs=wanted)

    # -- steps -----------------------------------------------------------------------------------

    def _roster(self) -> "KeyRoster":
        if self._context.identity.role is not Role.OFFICE:
            raise RefusedError(f"下发只在督导室的电脑上做，这里是督学的电脑；{_NOT_SENT}。")
        roster = trusted_roster(self._context)
        if roster is None:
            raise RefusedError(
                f"还没有登记各位督学的电脑，不知道发给谁，{_NOT_SENT}；"
                "请先在“人员与电脑登记”里登记并签发名册。"
            )
        return roster

    def _key(self) -> "DeviceKey":
        roster, key = self._roster(), device_key(self._context)
        if key.public not in roster.office.sign:
            raise RefusedError(
                f"登记名册里没有督导室这台电脑，督学的电脑不会认，{_NOT_SENT}；"
                "请先重新签发登记名册。"
            )
        return key

    def _holders(self, roster: "KeyRoster") -> "tuple[Holder, ...]":
        """Return the laptops in use; an office below hands up, and takes no packs."""
        today, own = self._context.today(), self._context.identity.district
        return tuple(
            each for each in roster.holders()
            if each.key.revoked_from_seq is None and each.key.is_valid_on(today)
            and not is_below(each.inspector.id, own)
        )  # fmt: skip

    def _addressed(self, roster: "KeyRoster", to: Collection[str] | None) -> "tuple[Holder, ...]":
        from inspector_app.exchange.pack_layout import MOST_ADDRESSEES

        known = {each.key.chain: each for each in self._holders(roster)}
        chains = sorted(known if to is None else set(to))
        strange = [chain for chain in chains if chain not in known]
        if strange:
            raise NotFoundError(
                f"有 {len(strange)} 台电脑不在登记名册里，或已停用、已到期，{_NOT_SENT}；"
                "请在“人员与电脑登记”里核对。"
            )
        if not chains:
            raise RefusedError(f"名册里没有在用的督学电脑，{_NOT_SENT}；请先登记。")
        if len(chains) > MOST_ADDRESSEES:
            raise RefusedError(
                f"要发给 {len(chains)} 台电脑，一次最多 {MOST_ADDRESSEES} 台，{_NOT_SENT}；"
                "请分几次下发。"
            )
        return tuple(known[chain] for chain in chains)

    def _statement(
        self, kind: str, rows: Mapping[str, object], *, key: "DeviceKey", roster: "KeyRoster",
        holders: "Sequence[Holder]",
    ) -> "PackStatement":  # fmt: skip
        from inspector_app.exchange.pack import counts_of
        from inspector_app.exchange.pack_statement import NOTHING_BEFORE, Office, PackStatement
        from inspector_app.exchange.statement import RosterSeen

        chain = key.public.chain
        last = self._store.last_sent(chain)
        seen = self._context.stores.trust.newest_roster()
        assert seen is not None
        return PackStatement(
            kind=kind, chain=chain, n=last.n + 1 if last else 1,
            prev=last.digest if last else NOTHING_BEFORE,
            to=self._to(chain, [holder.key.chain for holder in holders]),
            created=parse_instant(instant_text(self._context.clock.now())),
            software=f"dudao {__version__}",
            office=Office(id=roster.office.id, name=roster.office.name),
            roster=RosterSeen(version=seen.version, sha256=seen.sha256),
            counts=counts_of(rows),
        )  # fmt: skip

    def _to(self, chain: str, laptops: Sequence[str]) -> "tuple[Addressee, ...]":
        """Return each laptop with the pack before, and with what it may have missed before that."""
        from inspector_app.exchange.pack_statement import MOST_EARLIER, Addressee

        taken, found = taken_by_laptops(self._context), list[Addressee]()
        for laptop in laptops:
            point = self._store.last_for(chain, laptop)
            if point is None:
                found.append(Addressee(chain=laptop))
                continue
            earlier = [
                n for n in self._store.numbers_for(chain, laptop)
                if n < point.n and laptop not in taken.get((chain, n), ())
            ]  # fmt: skip
            found.append(
                Addressee(
                    chain=laptop, n=point.n, digest=point.digest,
                    earlier=tuple(earlier[-MOST_EARLIER:]),
                )
            )  # fmt: skip
        return tuple(found)

    def _made(
        self, statement: "PackStatement", rows: Mapping[str, object], *, key: "DeviceKey",
        holders: "Sequence[Holder]",
    ) -> "MadePack":  # fmt: skip
        from inspector_app.exchange.pack import make_pack

        return make_pack(
            statement, rows, key=key, to=[holder.key.encrypt for holder in holders],
            own=age_key(self._context),
        )  # fmt: skip

    def _row(self, made: "MadePack") -> SentPackRow:
        opened = made.opened
        statement = opened.statement
        return SentPackRow(
            chain=statement.chain, n=statement.n, digest=opened.digest, kind=statement.kind,
            counts=statement.counts, created=instant_text(statement.created),
            file_name=opened.name.file_name, sha256=opened.sha256, content=made.content,
        )  # fmt: skip

    def _placed(self, folder: Path, packs: Sequence[SentPackLine]) -> tuple[Path, ...]:
        from inspector_app.exchange.share_layout import SHARE_FILE, Kind, read_share
        from inspector_app.exchange.share_publish import make_places, place, sweep

        home = folder
        if (folder / SHARE_FILE).is_file():
            read_share(folder, roster=self._roster())
            home = make_places(folder, str(Kind.PACK))
            sweep(home)
        there = {each.name for each in home.iterdir()}
        written: list[Path] = []
        for line in sorted(packs, key=lambda each: (each.created, each.n)):
            if line.file_name in there:
                continue
            row = self._store.sent_file(line.chain, line.n)
            assert hashlib.sha256(row.content).hexdigest() == row.sha256
            place(home / line.file_name, row.content, sha256=row.sha256)
            written.append(home / line.file_name)
        return tuple(written)


def _laptop(holder: "Holder", names: Mapping[str, str]) -> Laptop:
    # The roster of keys may have been signed when the person was written otherwise.
    person = holder.inspector
    return Laptop(
        chain=holder.key.chain, inspector_id=person.id, name=names.get(person.id, person.name),
        device=holder.key.device,
    )  # fmt: skip
