"""回执: what the office tells each laptop, signed, numbered, in the order of one chain."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.base.clock import instant_text, parse_instant
from inspector_app.base.errors import EnvironmentProblem, disk_reason, disk_remedy
from inspector_app.base.files import make_folder
from inspector_app.services.context import Context
from inspector_app.services.device_keys import device_key
from inspector_app.services.key_trust import trusted_roster
from inspector_app.storage.office import AnswerRow, ChainRow, ReceiptRow

if TYPE_CHECKING:
    from inspector_app.exchange.key_roster import KeyRoster
    from inspector_app.exchange.receipt import Receipt
    from inspector_app.exchange.signed_text import SignedText

_CHAIN8 = 8
_SHA12 = 12


def receipt_name(row: ReceiptRow) -> str:
    """Return the name of a receipt's file: its chain, its number, its own hash."""
    return f"rc1-{row.chain[:_CHAIN8]}-{row.n:06}-{row.sha256[:_SHA12]}.json"


class OfficeReceipts:
    """Signs what is to be told, and writes it where laptops look for it."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.office

    def issue(self) -> int:
        """Sign a receipt for each chain of which something is to be told; return how many."""
        roster = trusted_roster(self._context)
        if roster is None:
            return 0
        chains = self._store.chains_to_answer()
        for chain in chains:
            self._issue(chain, roster)
        return len(chains)

    def _issue(self, chain: str, roster: "KeyRoster") -> None:
        with self._context.database.transaction():
            known, answers = self._store.chain(chain), self._store.open_answers(chain)
            if known is None or not answers:
                return
            signed = self._receipt(known, answers, roster).signed(device_key(self._context))
            row = self._row(known, signed)
            self._store.add_receipt(row)
            self._store.put_chain(known._replace(receipt_n=row.n, receipt_sha256=row.sha256))
            note = {"note": "签发回执", "chain": chain, "n": row.n, "items": len(answers)}
            self._context.note("receipt", row.sha256, note)

    def _row(self, known: ChainRow, signed: "SignedText") -> ReceiptRow:
        return ReceiptRow(
            chain=known.chain, n=known.receipt_n + 1, sha256=signed.sha256,
            content=signed.content, signatures=signed.signatures, issued=self._context.now_text(),
        )  # fmt: skip

    def _receipt(
        self, known: ChainRow, answers: Sequence[AnswerRow], roster: "KeyRoster"
    ) -> "Receipt":
        from inspector_app.exchange.receipt import (
            FIRST_PREV,
            LogPoint,
            Receipt,
            ReceiptItem,
            Result,
        )

        waits = any(
            held.chain == known.chain and held.state == "waiting" for held in self._store.all_held()
        )
        newest = self._context.stores.journal.newest()
        return Receipt(
            office=roster.office.id,
            chain=known.chain,
            n=known.receipt_n + 1,
            prev=known.receipt_sha256 or FIRST_PREV,
            head_seq=known.head_seq,
            head_digest=known.head_digest if known.head_seq else "",
            waiting_for=known.head_seq + 1 if waits else None,
            items=tuple(
                ReceiptItem(
                    seq=each.seq, digest=each.digest, result=Result(each.result), code=each.code,
                    at=parse_instant(each.at),
                )
                for each in answers
            ),
            roster_version=roster.version,
            issued=parse_instant(instant_text(self._context.clock.now())),
            log=None if newest is None else LogPoint(newest.entry.seq, newest.hash),
        )  # fmt: skip

    def write(self, folder: Path) -> tuple[Path, ...]:
        """Write every receipt that ``folder`` does not hold yet; return the new files.

        Each file is written once and never over another; the signature comes first, so that a
        receipt that is there can be checked.

        Raises:
            EnvironmentProblem: the folder does not take it; what was signed is kept, and is
                written the next time.
            OtherContentError: another file bears the name of one.
        """
        from inspector_app.exchange.share_publish import place_text
        from inspector_app.exchange.signed_text import SignedText

        written: list[Path] = []
        try:
            for row in self._store.receipts():
                home = folder / row.chain[:_CHAIN8]
                if (home / receipt_name(row)).is_file():
                    continue
                make_folder(home)
                text = SignedText(row.content, row.signatures)
                written.append(place_text(home, receipt_name(row), text).path)
        except OSError as error:
            raise EnvironmentProblem(
                f"回执没能写进“{folder}”（{disk_reason(error)}）。收下的都已收下，"
                f"回执也已签好；{disk_remedy(error)}，再收一次件，会自己补写。"
            ) from error
        return tuple(written)
