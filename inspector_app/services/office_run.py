"""One look of 收件: each file judged step by step, taken in once or kept aside by name."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app import __version__
from inspector_app.base.changes import Changes
from inspector_app.base.clock import instant_text
from inspector_app.base.errors import disk_reason
from inspector_app.base.files import make_folder
from inspector_app.base.stable_json import stable_text
from inspector_app.office.chain import START, Head, Link, Step, step_of
from inspector_app.services.context import Context
from inspector_app.services.key_trust import age_keys
from inspector_app.services.office_clocks import ClocksAhead
from inspector_app.services.office_files import Candidate, Quarantine, SeenFiles
from inspector_app.services.office_pictures import store_files
from inspector_app.services.office_reading import READS, read_bundle, unsound_refused
from inspector_app.services.office_rows import OfficeRows
from inspector_app.services.office_scan import Outcome, Scan, ScanLine
from inspector_app.storage.office import AnswerRow, ChainRow, HeldRow, TakenBundle

if TYPE_CHECKING:
    from inspector_app.exchange.key_roster import KeyRoster
    from inspector_app.exchange.receiving import Received, RosterReader
    from inspector_app.exchange.refusal import BundleRefusedError
    from inspector_app.exchange.statement import Statement

WAIT: Final = "W83"
KNOWN: Final = "I80"
_FAR: Final = 50


class _NotNowError(Exception):
    """A bundle that is genuine and is not taken in now."""

    def __init__(self, step: Step) -> None:
        super().__init__(step.name)
        self.step = step


@dataclass(slots=True)
class _Witness:
    """What was known for sure of a file when it was refused: signer, number, digest."""

    chain: str = ""
    person: str = ""
    seq: int = 0
    digest: str = ""
    period: str = ""


class Look:
    """One look."""

    def __init__(self, context: Context, quarantine: Quarantine, roster: "KeyRoster") -> None:
        from inspector_app.exchange.layout import MAX_FILE

        self._context, self._store = context, context.stores.office
        self._quarantine, self._roster = quarantine, roster
        self._keys = age_keys(context)
        self._taken = set(self._store.taken_files())
        self._seen = SeenFiles(context)
        self._most = MAX_FILE
        self._lines: dict[str, ScanLine] = {}
        self._changes = Changes()
        self._clocks = ClocksAhead()
        self._looked_with = self._state()

    def _state(self) -> str:
        """Return what a file is judged by: with more of it, refused files are looked at again."""
        schools = self._context.database.row("SELECT count(*) FROM school")
        return f"{self._roster.version}/{schools[0] if schools else 0}/{__version__}/{READS}"

    # -- one file --------------------------------------------------------------------------------

    def look(self, file: Candidate) -> None:
        """Judge one file where it lies."""
        name = file.path.name
        try:
            sha256 = self._seen.sha256(file, refuse_larger=self._most)
        except OSError as error:
            said = f"读不出（{disk_reason(error)}），下次收件再看"
            self._say(ScanLine(file=name, outcome=Outcome.UNDER_WAY, sentence=said), name)
            return
        if not sha256:
            self._too_large(file)
        elif not sha256.startswith(file.sha12):
            self._say(self._incomplete(file), f"{sha256}-{name}")
        elif sha256 in self._taken:
            self._say(_known_line(name, file.seq), sha256)
        else:
            self._judge(file.path, name=name, sha256=sha256, size=file.size)

    def _too_large(self, file: Candidate) -> None:
        from inspector_app.exchange.refusal import BundleRefusedError, Refusal

        error = BundleRefusedError(Refusal.TOO_LARGE)
        self._say(
            ScanLine(file=file.path.name, outcome=Outcome.REFUSED, code=error.code,
                     sentence=error.sentence),
            file.path.name,
        )  # fmt: skip

    def _incomplete(self, file: Candidate) -> ScanLine:
        name = file.path.name
        if self._seen.is_stuck(file, now=self._context.clock.now()):
            return ScanLine(
                file=name, outcome=Outcome.DAMAGED, code="E02",
                sentence="文件不完整或损坏，10 分钟没有变化；请上报人重新传送，补齐后会自己收下",
            )  # fmt: skip
        return ScanLine(file=name, outcome=Outcome.UNDER_WAY, sentence="正在传输，下次收件再看")

    def _judge(self, path: Path, *, name: str, sha256: str, size: int) -> None:
        known = self._store.held(sha256)
        if known is not None and not self._is_stale(known) and not self._is_next(known):
            self._say(_held_line(known), sha256)
            return
        witness = _Witness()
        try:
            line = self._take(path, name=name, witness=witness)
        except _NotNowError as error:
            line = self._set_aside(
                path, witness, sha256=sha256, size=size, name=name, step=error.step
            )
        except self._refused() as error:
            line = self._refuse(path, witness, sha256=sha256, size=size, name=name, error=error)
        self._say(line, sha256)

    def _is_stale(self, held: HeldRow) -> bool:
        """Say whether a file would be judged by more than it was."""
        return held.looked_with != self._judged_with(held.code)

    def _judged_with(self, code: str) -> str:
        """Return what a file of that code was judged by: its records may be about ones to come."""
        from inspector_app.exchange.refusal import Refusal

        if code != Refusal.RECORDS.value:
            return self._looked_with
        return f"{self._looked_with}/{len(self._taken)}"

    def _refused(self) -> "type[BundleRefusedError]":
        from inspector_app.exchange.refusal import BundleRefusedError

        return BundleRefusedError

    def _is_next(self, held: HeldRow) -> bool:
        if held.state != "waiting":
            return False
        known = self._store.chain(held.chain)
        return known is not None and known.head_seq + 1 >= held.seq

    def _say(self, line: ScanLine, key: str) -> None:
        said = self._lines.get(key)
        # Of a file and its copies in one look, the one that was taken in is told.
        if said is None or said.outcome is not Outcome.TAKEN:
            self._lines[key] = line

    # -- taking in -------------------------------------------------------------------------------

    def _take(self, path: Path, *, name: str, witness: _Witness) -> ScanLine:
        from inspector_app.exchange.receiving import received

        scratch = self._context.folder.quarantine
        make_folder(scratch)
        reader = self._reader(witness)
        with received(path, keys=self._keys, reader=reader, scratch=scratch) as found:
            with self._context.database.snapshot():
                bundle = read_bundle(self._context, found.verified)
            stored = store_files(
                self._context, bundle, archive=found.archive, verified=found.verified
            )
            changes = Changes()
            with unsound_refused(), self._context.database.transaction():
                changes = self._begin(found)
                statement = found.verified.statement
                # Noted first: what its laptop goes on from tells which of two states is newer.
                self._note_taken(found, name=name, photos=len(stored.pictures))
                rows = OfficeRows(self._context, chain=statement.chain, seq=statement.seq)
                changes |= rows.write(bundle, stored)
        self._clocks.compare(found, now=self._context.clock.now())
        self._changes |= changes
        self._taken.add(found.sha256)
        self._quarantine.drop(found.sha256)
        # Of a district's month nothing becomes a record here.
        told = found.verified.statement.counts.get("visits", 0)
        visits = len(bundle.records) + len(bundle.entries) or told
        bad = len(stored.unreadable)
        return ScanLine(
            file=name, outcome=Outcome.TAKEN, code="W101" if bad else "",
            sentence=f"{bad} 张照片打不开，已单独存放，记录照收" if bad else "",
            person=witness.person, seq=witness.seq, period=witness.period, visits=visits,
            rows=len(bundle.rows), photos=len(stored.pictures),
        )  # fmt: skip

    def _reader(self, witness: _Witness) -> "RosterReader":
        from inspector_app.services.office_reader import witnessed_reader

        return witnessed_reader(self._roster, tell=witness, judge=self._judge_chain)

    def _judge_chain(self, statement: "Statement", digest: str) -> None:
        from inspector_app.exchange.refusal import BundleRefusedError, Refusal

        known = self._store.chain(statement.chain)
        head = Head() if known is None else Head(known.head_seq, known.head_digest)
        if statement.begins and not head.seq:
            # Bundles before it were for nobody, or for another office, and never come.
            head = Head(statement.seq - 1, statement.prev)
        link = Link(seq=statement.seq, digest=digest, prev=statement.prev)
        step = step_of(link, head, taken=self._store.digests(statement.chain))
        if step is Step.FORK:
            raise BundleRefusedError(Refusal.FORK, f"第 {statement.seq} 包")
        if step is Step.BROKEN or self._contradicts(statement):
            raise BundleRefusedError(Refusal.CHAIN_BROKEN, f"第 {statement.seq} 包")
        if step is not Step.NEXT:
            raise _NotNowError(step)

    def _contradicts(self, statement: "Statement") -> bool:
        """Say whether a new chain goes on from a bundle that is another here."""
        before = statement.continues
        if before is None:
            return False
        return self._store.digests(before.chain).get(before.seq, before.digest) != before.digest

    def _begin(self, found: "Received") -> Changes:
        """Let the chain end in this bundle; rows of it may name its laptop from now on."""
        statement, digest = found.verified.statement, found.verified.digest
        known = self._store.chain(statement.chain) or ChainRow(
            statement.chain, statement.inspector.id, 0, START, 0, ""
        )
        self._store.put_chain(known._replace(head_seq=statement.seq, head_digest=digest))
        return Changes(bundles=True)

    def _note_taken(self, found: "Received", *, name: str, photos: int) -> None:
        statement, now = found.verified.statement, self._context.now_text()
        records = found.verified.records
        self._store.add_bundle(
            TakenBundle(
                chain=statement.chain, seq=statement.seq, digest=found.verified.digest,
                type=statement.type.value, period=statement.period or "",
                inspector_id=statement.inspector.id, created=instant_text(statement.created),
                taken_at=now, file_name=name, sealed_sha256=found.sha256, size=found.size,
                visits=statement.counts.get("visits", 0), photos=photos,
                statement=statement.to_bytes().decode(),
                records=zlib.compress(stable_text(records).encode()), read_as=READS,
            )
        )  # fmt: skip
        self._store.drop_held(found.sha256)
        self._answer(statement.chain, statement.seq, found.verified.digest, "accepted", "")
        self._context.note(
            "office", found.verified.digest,
            {"note": "收下上报包", "chain": statement.chain, "seq": statement.seq,
             "file": found.sha256},
        )  # fmt: skip

    # -- not taking in ---------------------------------------------------------------------------

    def _set_aside(
        self, path: Path, witness: _Witness, *, sha256: str, size: int, name: str, step: Step
    ) -> ScanLine:
        if step is Step.KNOWN:
            row = self._held(
                witness, sha256=sha256, size=size, name=name, state="known", code=KNOWN
            )
            with self._context.database.transaction():
                self._store.put_held(row._replace(sentence="以前已经收下，重复的文件没有关系"))
                self._answer(witness.chain, witness.seq, witness.digest, "duplicate", KNOWN)
            self._quarantine.drop(sha256)
            return _known_line(name, witness.seq)
        first = self._next_of(witness.chain)
        far = "；缺得太多，请打电话问一下" if witness.seq - first > _FAR else ""
        said = f"等待第 {first} 包：先到的这一包已存放，缺的包到了自己收下{far}"
        row = self._held(witness, sha256=sha256, size=size, name=name, state="waiting", code=WAIT)
        return self._keep_aside(path, row._replace(sentence=said), result="waiting")

    def _refuse(
        self, path: Path, witness: _Witness, *, sha256: str, size: int, name: str,
        error: "BundleRefusedError",
    ) -> ScanLine:  # fmt: skip
        row = self._held(
            witness, sha256=sha256, size=size, name=name, state="refused", code=error.code
        )
        return self._keep_aside(path, row._replace(sentence=error.sentence), result="rejected")

    def _next_of(self, chain: str) -> int:
        known = self._store.chain(chain)
        return 1 if known is None else known.head_seq + 1

    def _held(
        self, witness: _Witness, *, sha256: str, size: int, name: str, state: str, code: str
    ) -> HeldRow:
        known = self._store.held(sha256)
        return HeldRow(
            sha256=sha256, file_name=name, size=size, state=state, code=code, sentence="",
            chain=witness.chain, seq=witness.seq, digest=witness.digest, kept=False,
            first_seen=known.first_seen if known else self._context.now_text(),
            looked_with=self._judged_with(code),
        )  # fmt: skip

    def _keep_aside(self, path: Path, row: HeldRow, *, result: str) -> ScanLine:
        from inspector_app.exchange.layout import BundleName

        named = BundleName.find(row.file_name)
        assert named is not None
        try:
            self._quarantine.put(path, sha256=row.sha256, name=named.sealed_file_name)
        except OSError as error:
            # It still lies where it was dropped, and is looked at again there.
            row = row._replace(sentence=f"{row.sentence}（没能另存：{disk_reason(error)}）")
        else:
            row = row._replace(kept=True)
        known = self._store.held(row.sha256)
        with self._context.database.transaction():
            self._store.put_held(row)
            if row.chain:
                self._answer(row.chain, row.seq, row.digest, result, row.code)
            if known is None or known.code != row.code:
                said = "上报包等待前一包" if row.state == "waiting" else "没有收下上报包"
                self._context.note(
                    "office", row.sha256,
                    {"note": said, "code": row.code, "chain": row.chain, "seq": row.seq},
                )  # fmt: skip
        return _held_line(row)

    def _answer(self, chain: str, seq: int, digest: str, result: str, code: str) -> None:
        """Queue what the laptop is told, unless it was told so last."""
        last = self._store.last_answer(chain, seq, digest)
        if last is not None and (last.result, last.code) == (result, code):
            return
        if self._store.chain(chain) is None:
            holder = self._roster.holder(chain)
            assert holder is not None
            self._store.put_chain(ChainRow(chain, holder.inspector.id, 0, START, 0, ""))
        at = self._context.now_text()
        self._store.add_answer(AnswerRow(chain, seq, digest, result, code, at))

    # -- looking again ---------------------------------------------------------------------------

    def look_again(self) -> None:
        """Take in what waited for what has come, and judge anew what was judged with less."""
        while True:
            before = len(self._taken)
            for held in self._store.all_held():
                copy = self._quarantine.find(held.sha256)
                stale = held.state != "known" and self._is_stale(held)
                if copy is not None and (stale or self._is_next(held)):
                    self._judge(copy, name=held.file_name, sha256=held.sha256, size=held.size)
            if len(self._taken) == before:
                return

    def finished(self) -> Scan:
        """Return what the look came to, and keep what was seen."""
        with self._context.database.transaction():
            self._seen.keep()
        return Scan(
            lines=tuple(self._lines.values()),
            warnings=tuple(self._warnings()),
            changes=self._changes,
        )

    def _warnings(self) -> Iterator[str]:
        if self._roster.has_expired(self._context.clock.now()):
            yield (
                f"登记名册（第 {self._roster.version} 版）已过有效期，照样收件；"
                "请主任尽快签发新的一版。"
            )
        yield from self._clocks.sentences()


def _known_line(name: str, seq: int) -> ScanLine:
    return ScanLine(
        file=name, outcome=Outcome.KNOWN, code=KNOWN, seq=seq,
        sentence="以前已经收下，重复的文件没有关系",
    )  # fmt: skip


_OF_STATE: Final = {
    "waiting": Outcome.WAITING,
    "refused": Outcome.REFUSED,
    "known": Outcome.KNOWN,
}


def _held_line(row: HeldRow) -> ScanLine:
    return ScanLine(
        file=row.file_name, outcome=_OF_STATE[row.state], code=row.code, sentence=row.sentence,
        seq=row.seq,
    )  # fmt: skip
