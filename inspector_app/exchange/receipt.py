"""回执: what the office has done with the bundles of one chain, numbered and signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, cast

from inspector_app.base.clock import instant_text, parse_instant
from inspector_app.base.errors import RefusedError
from inspector_app.exchange import shapes
from inspector_app.exchange.keys import DeviceKey, PublicKey
from inspector_app.exchange.shapes import Check
from inspector_app.exchange.signed_text import NotSignedTextError, SignedText
from inspector_app.exchange.sshsig import SignatureFlawError

NAMESPACE: Final = "dudao-receipt-v1"
FORMAT: Final = 1
FIRST_PREV: Final = "0" * 64


class Result(StrEnum):
    """What became of one bundle."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    WAITING = "waiting"
    REJECTED = "rejected"


class ReceiptFlaw(StrEnum):
    """Why a receipt is not taken. R03 is the alarm: somebody else signs with the laptop's key."""

    FORM = "R01"
    NOT_SIGNED = "R02"
    NOT_OURS = "R03"
    OTHER_CHAIN = "R04"
    CONTRADICTION = "R05"


_WORDS: Final = {
    ReceiptFlaw.FORM: "不是回执，或内容不合规定",
    ReceiptFlaw.NOT_SIGNED: "不是本区督导室签的，没有采用",
    ReceiptFlaw.NOT_OURS: (
        "督导室收到了写着这台电脑、却不是它做的上报包，登记可能被人冒用。"
        "请马上打电话告诉督导室停用这台电脑的登记"
    ),
    ReceiptFlaw.OTHER_CHAIN: "是给另一台电脑的",
    ReceiptFlaw.CONTRADICTION: "与先前收到的回执不一致，请向督导室核实",
}


class ReceiptRefusedError(RefusedError):
    """A receipt that is not taken; what was known before holds on."""

    def __init__(self, flaw: ReceiptFlaw) -> None:
        super().__init__(f"回执 {flaw.value}：{_WORDS[flaw]}。", code=flaw.value)
        self.flaw = flaw


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptItem:
    """What became of one bundle.

    Attributes:
        digest: of the bundle; empty where it could not be opened so far as to know it.
        code: of the step that decided, such as ``E90``; empty for an accepted one.
    """

    seq: int
    digest: str
    result: Result
    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LogPoint:
    """An entry of the office's history, by number and hash: what came before it is fixed."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One receipt for one chain.

    Attributes:
        n: from 1, one more for each receipt of the chain.
        prev: SHA-256 of the receipt before; ``FIRST_PREV`` for the first.
        head_seq: the newest bundle that the office has taken in, 0 while there is none.
        head_digest: of that bundle, empty while there is none.
        waiting_for: the number that is missing before others can be taken in; None for none.
        issued: by the office's clock.
        log: how far the office's history went, so that nobody there can shorten it unnoticed.
    """

    office: str
    chain: str
    n: int
    prev: str
    head_seq: int
    head_digest: str
    waiting_for: int | None
    items: Sequence[ReceiptItem]
    roster_version: int
    issued: datetime
    log: LogPoint | None = None

    def signed(self, key: DeviceKey) -> SignedText:
        """Return it signed by the office."""
        return SignedText.make(self._value(), keys=[key], namespace=NAMESPACE)

    def _value(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "type": "receipt",
            "office": self.office,
            "chain": self.chain,
            "n": self.n,
            "prev": self.prev,
            "head": {"seq": self.head_seq, "digest": self.head_digest},
            "waiting_for": self.waiting_for,
            "items": [
                {
                    "seq": item.seq, "digest": item.digest, "result": item.result.value,
                    "code": item.code, "at": instant_text(item.at),
                }
                for item in self.items
            ],
            "roster_version": self.roster_version,
            "issued": instant_text(self.issued),
            **({"log": {"seq": self.log.seq, "hash": self.log.hash}} if self.log else {}),
        }  # fmt: skip


def read_receipt(signed: SignedText, *, office_keys: Sequence[PublicKey]) -> Receipt:
    """Return a receipt that one of ``office_keys`` has signed.

    Raises:
        ReceiptRefusedError: R01 or R02.
    """
    try:
        value = cast("dict[str, Any]", signed.value())
        signers = signed.signers(namespace=NAMESPACE)
    except NotSignedTextError as error:
        raise ReceiptRefusedError(ReceiptFlaw.FORM) from error
    except SignatureFlawError as error:
        raise ReceiptRefusedError(ReceiptFlaw.NOT_SIGNED) from error
    if not any(signer in office_keys for signer in signers):
        raise ReceiptRefusedError(ReceiptFlaw.NOT_SIGNED)
    said = {name: part for name, part in value.items() if name != "log"}
    if not _is_receipt(said) or not _is_log(value.get("log", _NO_LOG)):
        raise ReceiptRefusedError(ReceiptFlaw.FORM)
    return Receipt(
        office=value["office"],
        chain=value["chain"],
        n=value["n"],
        prev=value["prev"],
        head_seq=value["head"]["seq"],
        head_digest=value["head"]["digest"],
        waiting_for=value["waiting_for"],
        items=tuple(
            ReceiptItem(
                seq=row["seq"], digest=row["digest"], result=Result(row["result"]),
                code=row["code"], at=parse_instant(row["at"]),
            )
            for row in value["items"]
        ),
        roster_version=value["roster_version"],
        issued=parse_instant(value["issued"]),
        log=LogPoint(value["log"]["seq"], value["log"]["hash"]) if "log" in value else None,
    )  # fmt: skip


_is_digest: Final = shapes.text("(?:[0-9a-f]{64})?")
_is_log: Final = shapes.whole({"seq": shapes.is_count, "hash": shapes.is_sha256})
_NO_LOG: Final = {"seq": 0, "hash": FIRST_PREV}
_is_receipt: Final[Check] = shapes.whole(
    {
        "format": lambda value: value == FORMAT,
        "type": lambda value: value == "receipt",
        "office": shapes.is_label,
        "chain": shapes.is_chain,
        "n": shapes.is_seq,
        "prev": shapes.is_sha256,
        "head": shapes.whole({"seq": shapes.is_count, "digest": _is_digest}),
        "waiting_for": shapes.absent_or(shapes.is_seq),
        "items": shapes.each(
            shapes.whole(
                {
                    "seq": shapes.is_seq,
                    "digest": _is_digest,
                    "result": shapes.text("|".join(Result)),
                    "code": shapes.text("[A-Z0-9]{0,6}"),
                    "at": shapes.is_instant,
                }
            )
        ),
        "roster_version": shapes.is_count,
        "issued": shapes.is_instant,
    }
)
