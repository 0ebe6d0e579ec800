"""督导室下发 on a laptop: what came is looked at first, and taken over when a person says so."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app.base.changes import Changes
from inspector_app.base.clock import instant_text
from inspector_app.base.errors import RefusedError, UserError
from inspector_app.services.context import Context, Role
from inspector_app.services.key_trust import age_keys, trusted_roster
from inspector_app.services.pack_files import (
    NamedPack,
    PackFile,
    named_packs,
    read_pack_file,
)
from inspector_app.services.pack_lines import PackReader, subjects_of
from inspector_app.services.pack_offers import Look, Offer, PackState, TakenPacks
from inspector_app.services.pack_points import decided_here, named_here, note_named
from inspector_app.services.share_setting import joined_share
from inspector_app.storage.database import CannotSaveError
from inspector_app.storage.packs import TakenPackRow, told_as_values

if TYPE_CHECKING:
    from inspector_app.exchange.age_keys import AgeKey
    from inspector_app.exchange.key_roster import KeyRoster
    from inspector_app.exchange.pack import OpenedPack
    from inspector_app.exchange.pack_statement import Addressee

Readers = Mapping[str, Callable[[], PackReader]]
_PACKS: Final = "packs"


class PackTaking:
    """Looks at packs and takes them over, each with one transaction, or not at all."""

    def __init__(self, context: Context, readers: Readers) -> None:
        self._context = context
        self._readers = readers
        self._store = context.stores.packs

    def look(self, paths: Sequence[Path] = ()) -> Look:
        """Return what came, by default into the shared folder that was joined.

        Raises:
            RefusedError: the office is not known here yet, or no folder was joined.
            NotFoundError: a path does not exist.
            EnvironmentProblem: the shared folder does not answer.
        """
        offers, foreign = list[Offer](), list[str]()
        named, here = named_here(self._context), decided_here(self._context)
        for pack in self._found(paths):
            if isinstance(pack, _Foreign):
                foreign.append(pack.sha256)
            elif isinstance(pack, Offer):
                offers.append(pack)
            else:
                offers.append(self._offer(pack))
                here.add((pack.chain, pack.n))
                named |= {(pack.chain, n) for n in (pack.to.n, *pack.to.earlier)}
        ordered = sorted(offers, key=lambda each: (each.created, each.n, each.file.name))
        missing = sorted({n for chain, n in named - here if n})
        return Look(offers=tuple(ordered), missing=tuple(missing), foreign=tuple(foreign))

    def waiting(self) -> Look:
        """Return what came to a laptop by the shared folder; nothing where it cannot be seen."""
        laptop = self._context.identity.role is Role.LAPTOP
        if not laptop or joined_share(self._context) is None:
            return Look(offers=(), missing=())
        try:
            return self.look()
        except UserError:
            # Said where it matters: on the page that hands over, and where one looks by hand.
            return Look(offers=(), missing=())

    def remember(self, foreign: Sequence[str]) -> None:
        """Let files that are for others not be tried again."""
        if foreign:
            with self._context.database.transaction():
                for sha256 in foreign:
                    self._store.add_foreign(sha256)

    def take(self, paths: Sequence[Path] = (), *, only: Sequence[str] | None = None) -> TakenPacks:
        """Take over what came and is not taken yet, in the order in which the office made it.

        Args:
            paths: where to look, as for ``look``.
            only: ids of offers; None for all that wait.

        Raises:
            the same as ``look``; why a single pack is not taken stands with it.
        """
        every = tuple(self._found(paths))
        self.remember([each.sha256 for each in every if isinstance(each, _Foreign)])
        found = [each for each in every if not isinstance(each, _Foreign)]
        results = [each for each in found if isinstance(each, Offer) and _is_wanted(each, only)]
        changes = Changes()
        packs = [each for each in found if not isinstance(each, Offer)]
        for pack in sorted(packs, key=lambda each: (each.created, each.n)):
            offer = self._offer(pack)
            if not _is_wanted(offer, only):
                continue
            if offer.state in {PackState.OFFERED, PackState.DECLINED}:
                offer, changed = self._take(pack, offer)
                changes |= changed
            results.append(offer)
        return TakenPacks(offers=tuple(results), changes=changes)

    def decline(self, paths: Sequence[Path] = (), *, only: Sequence[str]) -> Changes:
        """Let packs be asked about no more; each can still be taken later (errors as above)."""
        changes = Changes()
        for pack in self._found(paths):
            if not isinstance(pack, _Pack) or pack.opened.sha256 not in only:
                continue
            if self._store.decided_one(pack.chain, pack.n) is None:
                with self._context.database.transaction():
                    self._decide(pack, "declined", "不接收督导室下发")
                changes |= Changes(bundles=True)
        return changes

    def decided(self) -> tuple[TakenPackRow, ...]:
        """Return every pack that was taken or declined, the newest first."""
        return self._store.decided()

    def title(self, kind: str) -> str:
        """Return what people call a kind."""
        make = self._readers.get(kind)
        return make().title if make else kind

    # -- finding ---------------------------------------------------------------------------------

    def _found(self, paths: Sequence[Path]) -> "Iterator[_Pack | Offer | _Foreign]":
        """Yield what is for this computer: genuine, taken already, or to be told of."""
        roster, keys = self._roster(), age_keys(self._context)
        foreign = {sha256[:12] for sha256 in self._store.foreign()}
        taken = {row.sha256[:12]: row for row in self._store.decided() if row.state == "taken"}
        for sha12, files in _by_content(named_packs(paths or self._places())).items():
            chosen = any(file.chosen for file in files)
            if sha12 in taken:
                yield self._known(files[0].path, taken[sha12])
            elif sha12 not in foreign or chosen:
                found = self._first_whole(files, roster=roster, keys=keys)
                if isinstance(found, Offer) and found.code == _NOT_FOR_US:
                    yield _Foreign(found.id)
                    # In a folder lies what is for others, too; a file that was named is answered.
                    if not chosen:
                        continue
                yield found

    def _first_whole(
        self, files: "Sequence[NamedPack]", *, roster: "KeyRoster", keys: "Sequence[AgeKey]"
    ) -> "_Pack | Offer":
        """Return what the first of several copies says that is whole, else that none is."""
        for file in files[:-1]:
            found = self._opened(read_pack_file(file.path), roster=roster, keys=keys)
            if not isinstance(found, Offer) or found.state is not PackState.UNDER_WAY:
                return found
        return self._opened(read_pack_file(files[-1].path), roster=roster, keys=keys)

    def _known(self, path: Path, row: TakenPackRow) -> Offer:
        return Offer(
            file=path, state=PackState(row.state), id=row.sha256, n=row.n, kind=row.kind,
            title=self.title(row.kind), created=row.created,
        )  # fmt: skip

    def _roster(self) -> "KeyRoster":
        if self._context.identity.role is Role.OFFICE:
            raise RefusedError("下发包由督学的电脑接收，这里是督导室的电脑，没有接收。")
        roster = trusted_roster(self._context)
        if roster is None:
            raise RefusedError(
                "本机还没有加入督导室，认不出下发包是不是督导室签的，没有接收；请先加入督导室。"
            )
        return roster

    def _places(self) -> list[Path]:
        """Return where packs come to: the shared folder, and what was in parcels."""
        share, arrived = joined_share(self._context), self._context.folder.arrived
        places = [share / _PACKS] if share else []
        places += [arrived] if arrived.is_dir() else []
        if not places:
            raise RefusedError("没有加入共享文件夹，没有接收；请选下发包文件或所在的文件夹。")
        return places

    def _opened(
        self, file: PackFile, *, roster: "KeyRoster", keys: "Sequence[AgeKey]"
    ) -> "_Pack | Offer":
        from inspector_app.exchange.pack import open_pack
        from inspector_app.exchange.pack_layout import PackName
        from inspector_app.exchange.pack_refusal import PackFlaw, PackRefusedError

        name = PackName.find(file.path.name)
        assert name is not None
        try:
            opened = open_pack(file.content, name=name, keys=keys, signers=roster.office.sign)
            to = self._addressee(opened, roster)
        except PackRefusedError as error:
            if error.flaw is PackFlaw.DAMAGED:
                said = "文件还没有传完整，或已损坏；传完后再看，仍是这样时请督导室重新下发"
                return Offer(file=file.path, state=PackState.UNDER_WAY, n=name.n, sentence=said)
            return Offer(
                file=file.path, state=PackState.REFUSED, id=file.sha256, n=name.n,
                code=error.code, sentence=error.sentence,
            )  # fmt: skip
        return _Pack(file=file.path, opened=opened, to=to)

    def _addressee(self, opened: "OpenedPack", roster: "KeyRoster") -> "Addressee":
        """Return which laptop of this folder it is for (PackRefusedError: E66, E70)."""
        from inspector_app.exchange.pack_refusal import PackFlaw, PackRefusedError

        if opened.statement.office.id != roster.office.id:
            raise PackRefusedError(PackFlaw.IDENTITY, opened.statement.office.id)
        keys = self._context.stores.bundles.keys()
        to = opened.statement.addressee([chain for chain, _ in keys])
        if to is None:
            raise PackRefusedError(PackFlaw.OTHER_ADDRESSEE)
        return to

    # -- judging ---------------------------------------------------------------------------------

    def _offer(self, pack: "_Pack") -> Offer:
        """Return how a genuine pack stands, with what taking it over would do."""
        made = replace(pack.offer(PackState.OFFERED), title=self.title(pack.kind))
        try:
            known = self._judge(pack)
            if known is not None:
                return replace(made, state=PackState(known.state))
            reader = self._reader(pack)
            with self._context.database.snapshot(), _form_of_kind():
                return replace(made, lines=reader.preview(pack.opened.rows))
        except UserError as error:
            return _refused(made, error)

    def _judge(self, pack: "_Pack") -> TakenPackRow | None:
        """Return what was decided about it (PackRefusedError: E81, E82, E84)."""
        from inspector_app.exchange.pack_refusal import PackFlaw, PackRefusedError

        known = self._store.decided_one(pack.chain, pack.n)
        if known is not None:
            if known.digest != pack.opened.digest:
                raise PackRefusedError(PackFlaw.FORK, f"第 {pack.n} 号")
            return known
        before = self._store.decided_one(pack.chain, pack.to.n) if pack.to.n else None
        if before is not None and before.digest != pack.to.digest:
            raise PackRefusedError(PackFlaw.CHAIN_BROKEN, f"第 {pack.to.n} 号")
        with _form_of_kind():
            about = set(subjects_of(self._reader(pack), pack.opened.rows))
        for row in self._store.decided():
            if self._is_later(row, pack) and not about.isdisjoint(row.subjects):
                raise PackRefusedError(PackFlaw.OLDER, f"已接收第 {row.n} 号")
        return None

    @staticmethod
    def _is_later(row: TakenPackRow, pack: "_Pack") -> bool:
        if row.kind != pack.kind or row.state != "taken":
            return False
        if row.chain == pack.chain:
            return row.n > pack.n
        return row.created > pack.created

    def _reader(self, pack: "_Pack") -> PackReader:
        from inspector_app.exchange.pack_refusal import PackFlaw, PackRefusedError

        make = self._readers.get(pack.kind)
        if make is None:
            raise PackRefusedError(PackFlaw.UNKNOWN_KIND, pack.kind)
        return make()

    # -- deciding --------------------------------------------------------------------------------

    def _take(self, pack: "_Pack", offer: Offer) -> tuple[Offer, Changes]:
        try:
            with self._context.database.transaction(), _form_of_kind(), told_as_values():
                reader = self._reader(pack)
                changes = reader.take(pack.opened.rows)
                about = subjects_of(reader, pack.opened.rows)
                self._decide(pack, "taken", f"接收督导室下发：{offer.title}", about=about)
        except CannotSaveError:
            raise
        except UserError as error:
            return _refused(offer, error), Changes()
        return replace(offer, state=PackState.TAKEN), changes | Changes(bundles=True)

    def _decide(
        self, pack: "_Pack", state: str, words: str, *, about: tuple[str, ...] = ()
    ) -> None:
        statement = pack.opened.statement
        self._store.put_decided(
            TakenPackRow(
                chain=pack.chain, n=pack.n, digest=pack.opened.digest, kind=pack.kind,
                counts=statement.counts, created=pack.created,
                file_name=pack.opened.name.file_name, sha256=pack.opened.sha256,
                before_n=pack.to.n, subjects=about, state=state, at=self._context.now_text(),
            )
        )  # fmt: skip
        note_named(self._context, pack.chain, pack.to.earlier)
        note = {"note": words, "kind": pack.kind, "n": pack.n}
        self._context.note("pack", pack.opened.digest, note)


_NOT_FOR_US: Final = "E21"


def _by_content(files: Iterable[NamedPack]) -> dict[str, list[NamedPack]]:
    """Return the files by what their names say of their content: copies stand together."""
    found: dict[str, list[NamedPack]] = {}
    for file in files:
        found.setdefault(file.name.sha12, []).append(file)
    return found


def _refused(offer: Offer, error: UserError) -> Offer:
    return replace(
        offer, state=PackState.REFUSED, code=error.code or "", sentence=error.sentence, lines=()
    )


@contextmanager
def _form_of_kind() -> Iterator[None]:
    """Refuse rows that have not the form of their kind (PackRefusedError E100)."""
    from inspector_app.exchange.pack_refusal import PackFlaw, PackRefusedError

    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise PackRefusedError(PackFlaw.ROWS, str(error)[:60]) from error


def _is_wanted(offer: Offer, only: Sequence[str] | None) -> bool:
    """Say whether it was chosen; where nothing was, all are but those that were declined."""
    if only is None:
        return offer.state is not PackState.DECLINED
    return offer.id in only


@dataclass(frozen=True, slots=True)
class _Foreign:
    """A file that no key of this folder opens."""

    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pack:
    """A genuine pack for this computer."""

    file: Path
    opened: "OpenedPack"
    to: "Addressee"

    @property
    def chain(self) -> str:
        return self.opened.statement.chain

    @property
    def n(self) -> int:
        return self.opened.statement.n

    @property
    def kind(self) -> str:
        return self.opened.statement.kind

    @property
    def created(self) -> str:
        return instant_text(self.opened.statement.created)

    def offer(self, state: PackState) -> Offer:
        statement = self.opened.statement
        return Offer(
            file=self.file, state=state, id=self.opened.sha256, n=self.n, kind=self.kind,
            office=statement.office.name, created=self.created,
        )  # fmt: skip
