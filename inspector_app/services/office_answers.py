"""回执 on the laptop: what the office has done with each bundle of this computer."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.clock import parse_instant
from inspector_app.base.errors import NotFoundError, RefusedError, UserError
from inspector_app.services.bundle_views import state_label, state_of
from inspector_app.services.chain_ends import let_leave_again
from inspector_app.services.context import Context
from inspector_app.services.key_trust import trusted_roster
from inspector_app.services.office_called import office_called
from inspector_app.storage.database import CannotSaveError
from inspector_app.storage.receipts import MadeBundle, ReceiptStore, StoredReceipt

if TYPE_CHECKING:
    from inspector_app.exchange.keys import PublicKey
    from inspector_app.exchange.receipt import Receipt
    from inspector_app.exchange.signed_text import SignedText

UNANSWERED_AFTER: Final = timedelta(days=7)
SKEW: Final = timedelta(hours=48)
_DEEPEST: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredBundle:
    """A bundle made here, and what became of it.

    Attributes:
        state: in the words of every list of bundles.
        code: of the step that refused it, empty for none.
        overdue: whether nothing was answered for too long.
    """

    seq: int
    chain: str
    file: str
    period: str
    created: str
    result: str
    state: str
    code: str
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenReceipts:
    """What a look at receipts came to.

    Attributes:
        new: how many were not known yet.
        alarms: sentences that somebody has to read, the worst first.
        refused: sentences of files that were not taken.
        files: how many receipts were looked at.
    """

    new: int
    alarms: tuple[str, ...]
    refused: tuple[str, ...]
    changes: Changes
    files: int = 0


class OfficeAnswers:
    """Takes receipts and says what they mean for the outbox."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = ReceiptStore(context.database)

    # -- taking ----------------------------------------------------------------------------------

    def take(self, paths: Sequence[Path]) -> TakenReceipts:
        """Take the receipts of this computer at or below ``paths``; others are left alone.

        Raises:
            RefusedError: the office's keys are not known here yet.
            NotFoundError: a path does not exist.
        """
        for path in paths:
            if not path.exists():
                raise NotFoundError(f"找不到“{path}”，没有读取回执。")
        # A folder holds all kinds of things; a file was meant.
        strange = [_no_receipt(path) for path in paths if path.is_file() and not _is_one(path)]
        meant = [path for path in paths if not path.is_file() or _is_one(path)]
        texts = [(path.name, _texts(path)) for path in _receipt_files(meant)]
        taken = self._take_read(texts)
        return replace(taken, refused=(*strange, *taken.refused), files=len(texts))

    def take_texts(self, texts: "Sequence[tuple[str, SignedText]]") -> TakenReceipts:
        """Take receipts that were read already, each under the name of its file.

        Raises:
            RefusedError: the office's keys are not known here yet.
        """
        return self._take_read(texts)

    def _take_read(self, texts: "Sequence[tuple[str, SignedText | None]]") -> TakenReceipts:
        keys = self._office_keys()
        signed_here = self._context.stores.bundles.keys()
        own = {chain for chain, _ in signed_here}
        refused: list[str] = []
        found: list[tuple[Receipt, SignedText]] = []
        # What is kept was judged when it came; a share holds the receipts of years.
        known = self._store.known()
        fresh = [(name, text) for name, text in texts if text is None or text.sha256 not in known]
        for name, text in fresh:
            try:
                found.append(_judged(text, keys))
            except UserError as error:
                refused.append(f"{name}：{error.sentence}")
        mine = [each for each in found if each[0].chain in own]
        if found and not mine and len(fresh) == len(texts):
            refused.append(self._not_ours())
        return self._take_all(mine, refused)

    def _office_keys(self) -> "Sequence[PublicKey]":
        roster = trusted_roster(self._context)
        if roster is None:
            raise RefusedError(
                "本机还没有加入督导室，认不出回执是不是督导室签的，没有读取；请先加入督导室。"
            )
        return roster.office.sign

    def _not_ours(self) -> str:
        from inspector_app.exchange.receipt import ReceiptFlaw, ReceiptRefusedError

        return ReceiptRefusedError(ReceiptFlaw.OTHER_CHAIN).sentence

    def _take_all(
        self, found: "list[tuple[Receipt, SignedText]]", refused: list[str]
    ) -> TakenReceipts:
        new = 0
        alarms: list[str] = []
        for receipt, signed in sorted(found, key=lambda each: (each[0].chain, each[0].n)):
            try:
                with self._context.database.transaction():
                    if self._keep(receipt, signed):
                        new += 1
                        alarms += self._apply(receipt)
            except CannotSaveError:
                # Not this receipt is at fault, and no other will do better.
                raise
            except UserError as error:
                refused.append(f"第 {receipt.n} 号回执：{error.sentence}")
        if new:
            with self._context.database.transaction():
                let_leave_again(self._context)
        return TakenReceipts(
            new=new, alarms=tuple(dict.fromkeys(alarms)), refused=tuple(refused),
            changes=Changes(bundles=bool(new)),
        )  # fmt: skip

    def _keep(self, receipt: "Receipt", signed: "SignedText") -> bool:
        """Keep a receipt, and say whether it is new (ReceiptRefusedError R05)."""
        from inspector_app.exchange.receipt import FIRST_PREV, ReceiptFlaw, ReceiptRefusedError

        known = self._store.sha256_of(receipt.chain, receipt.n)
        if known == signed.sha256:
            return False
        earlier = self._store.sha256_of(receipt.chain, receipt.n - 1)
        before = FIRST_PREV if receipt.n == 1 else earlier or receipt.prev
        after = self._store.named_before(receipt.chain, receipt.n + 1) or signed.sha256
        if known is not None or before != receipt.prev or after != signed.sha256:
            raise ReceiptRefusedError(ReceiptFlaw.CONTRADICTION)
        self._store.add(
            StoredReceipt(
                chain=receipt.chain, n=receipt.n, sha256=signed.sha256, content=signed.content,
                signatures=signed.signatures, taken_at=self._context.now_text(),
            )
        )  # fmt: skip
        note = {"note": "收到回执", "chain": receipt.chain, "n": receipt.n}
        self._context.note("receipt", signed.sha256, note)
        return True

    def _apply(self, receipt: "Receipt") -> Iterator[str]:
        """Note on each bundle what was told of it; yield what somebody has to read."""
        from inspector_app.exchange.receipt import ReceiptFlaw, ReceiptRefusedError

        made = self._made(receipt)
        told = {(item.seq, item.digest) for item in receipt.items if item.digest}
        if receipt.head_seq:
            told.add((receipt.head_seq, receipt.head_digest))
        if any(seq not in made or made[seq].digest != digest for seq, digest in told):
            alarm = ReceiptRefusedError(ReceiptFlaw.NOT_OURS)
            note = {"note": "回执里有不是本机做的上报包", "n": receipt.n}
            self._context.note("receipt", receipt.chain, note)
            yield alarm.sentence
        for item in receipt.items:
            self._store.set_result(
                receipt.chain, item.seq, digest=item.digest, result=item.result.value,
                code=item.code, n=receipt.n,
            )  # fmt: skip
        head = made.get(receipt.head_seq)
        if head is not None and head.digest == receipt.head_digest:
            # Each names the one before it: who has this one has all, whichever receipt was lost.
            self._store.confirm(receipt.chain, receipt.head_seq, office=receipt.office, n=receipt.n)
        yield from self._skew(receipt, made)

    def _made(self, receipt: "Receipt") -> "Mapping[int, MadeBundle]":
        named = (receipt.head_seq, *(item.seq for item in receipt.items))
        return self._store.made(receipt.chain, named)

    def _skew(self, receipt: "Receipt", made: "Mapping[int, MadeBundle]") -> Iterator[str]:
        """Yield how far this computer's clock is from the office's, where it is far."""
        now = self._context.clock.now()
        if receipt.issued - now > SKEW:
            yield f"本机时钟比督导室慢 {_days(receipt.issued - now)} 天，请校准电脑的日期。"
        ahead = [
            parse_instant(made[item.seq].created) - item.at for item in receipt.items
            if item.seq in made
        ]  # fmt: skip
        if ahead and max(ahead) > SKEW:
            yield f"本机时钟比督导室快 {_days(max(ahead))} 天，请校准电脑的日期。"

    # -- telling ---------------------------------------------------------------------------------

    def states(self) -> tuple[AnsweredBundle, ...]:
        """Return every bundle made here with what became of it, the newest first."""
        now = self._context.clock.now()
        with self._context.database.snapshot():
            rows = self._context.stores.bundles.all()
        office, late = office_called(self._context), now - UNANSWERED_AFTER
        return tuple(_state(row, late=late, office=office) for row in rows)

    def overdue(self) -> tuple[AnsweredBundle, ...]:
        """Return the bundles of which nothing was answered for too long."""
        return tuple(each for each in self.states() if each.overdue)


def _state(row: dict[str, Any], *, late: Any, office: str) -> AnsweredBundle:
    left = row["placed_at"] or (row["created"] if row["exported_to"] else "")
    result = str(row["result"])
    return AnsweredBundle(
        seq=row["seq"], chain=row["chain"], file=row["sealed_name"] or row["file_name"],
        period=row["period"], created=row["created"], result=result,
        state=state_label(state_of(row), office=office), code=str(row["code"]),
        overdue=not result and bool(left) and parse_instant(left) <= late,
    )  # fmt: skip


def _days(span: timedelta) -> int:
    return round(span / timedelta(days=1))


def _text_of(path: Path) -> Path:
    """Return the text that a file is: a signature that was picked stands for the one beside it."""
    return path.with_suffix("") if path.suffix in {".sig", ".sig2"} else path


def _is_one(path: Path) -> bool:
    return "rc1-" in _text_of(path).name


def _no_receipt(path: Path) -> str:
    return (
        f"{path.name}：不是回执，没有读取；回执的文件名以 rc1- 开头，以 .json 结尾，"
        "包裹请用 share take 收取。"
    )


def _receipt_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_file():
            yield _text_of(path)
            continue
        for folder, folders, names in os.walk(path):
            if len(Path(folder).relative_to(path).parts) >= _DEEPEST:
                folders.clear()
            for name in sorted(names):
                if name.startswith("rc1-") and name.endswith(".json"):
                    yield Path(folder, name)


def _texts(path: Path) -> "SignedText | None":
    from inspector_app.exchange.signed_text import NotSignedTextError, read_files

    try:
        return read_files(path)
    except (NotSignedTextError, OSError):
        return None


def _judged(text: "SignedText | None", keys: "Sequence[PublicKey]") -> "tuple[Receipt, SignedText]":
    from inspector_app.exchange.receipt import ReceiptFlaw, ReceiptRefusedError, read_receipt

    if text is None:
        raise ReceiptRefusedError(ReceiptFlaw.FORM)
    return read_receipt(text, office_keys=keys), text
