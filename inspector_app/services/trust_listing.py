"""The laptops of a district: what each asked, what was decided, what the roster in hand says."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from inspector_app.services.context import Context
from inspector_app.services.key_trust import trusted_roster
from inspector_app.services.trust_next import ACCEPTED
from inspector_app.storage.trust import EnrolmentRow, SignedRow

if TYPE_CHECKING:
    from inspector_app.exchange.enrolment import EnrolRequest
    from inspector_app.exchange.key_roster import RosterKey

ASKED: Final = "asked"
REFUSED: Final = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Laptop:
    """A laptop that asked, and what was decided.

    Attributes:
        digits: by which two people compare its keys; empty where its request is not in this folder.
        state: ``asked``, ``accepted`` or ``refused``.
        since: first day that its keys hold; empty while that is undecided.
        until: the last one; empty while there is none.
        revoked_from: the number from which its bundles do not count.
        signed: whether the roster in hand says the same.
    """

    chain: str
    inspector_id: str
    name: str
    device: str
    digits: str
    state: str
    since: str = ""
    until: str = ""
    revoked_from: int | None = None
    reason: str = ""
    signed: bool = False

    def is_in_use(self, day: date) -> bool:
        """Say whether bundles of it count today."""
        ended = bool(self.until) and date.fromisoformat(self.until) < day
        return self.state == ACCEPTED and self.revoked_from is None and not ended


class LaptopList:
    """Tells of every laptop; changes none."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> tuple[Laptop, ...]:
        """Return every laptop that asked or is on the roster: those that wait first."""
        signed = self._signed()
        names = self._context.names()
        made = (self._laptop(row, names, signed) for row in self.rows().values())
        return tuple(
            sorted(made, key=lambda each: (each.state != ASKED, each.inspector_id, each.since))
        )

    def one(self, chain: str) -> Laptop:
        """Return the laptop of that chain; it is there."""
        return next(each for each in self.all() if each.chain == chain)

    def _signed(self) -> "dict[str, tuple[str, RosterKey]]":
        roster = trusted_roster(self._context)
        holders = () if roster is None else roster.holders()
        return {h.key.chain: (h.inspector.id, h.key) for h in holders}

    def rows(self) -> dict[str, EnrolmentRow]:
        """Return what is known of each laptop, of the roster alone where no request is here."""
        rows = {row.chain: row for row in self._context.stores.trust.enrolments()}
        for chain, (inspector_id, key) in self._signed().items():
            if chain not in rows:
                rows[chain] = EnrolmentRow(
                    chain=chain, inspector_id=inspector_id, text=SignedRow(b"", ()),
                    asked_at=self._context.now_text(), state=ACCEPTED, decided_at=None,
                    valid_from=key.valid_from.isoformat(),
                    valid_to=None if key.valid_to is None else key.valid_to.isoformat(),
                    revoked_from_seq=key.revoked_from_seq, reason="",
                )  # fmt: skip
        return rows

    def _laptop(
        self,
        row: EnrolmentRow,
        names: dict[str, str],
        signed: "dict[str, tuple[str, RosterKey]]",
    ) -> Laptop:
        request = request_of(row) if row.text.content else None
        key = signed[row.chain][1] if row.chain in signed else None
        device = request.device if request else key.device if key else ""
        until = row.valid_to or ""
        return Laptop(
            chain=row.chain, inspector_id=row.inspector_id,
            name=names.get(row.inspector_id, request.inspector.name if request else ""),
            device=device, digits=request.digits if request else "", state=row.state,
            since=row.valid_from or "", until=until, revoked_from=row.revoked_from_seq,
            reason=row.reason,
            signed=key is not None
            and key.revoked_from_seq == row.revoked_from_seq
            and (key.valid_to.isoformat() if key.valid_to else "") == until,
        )  # fmt: skip


def request_of(row: EnrolmentRow) -> "EnrolRequest":
    """Return the request that a laptop made, its signature checked (RefusedError)."""
    from inspector_app.exchange.enrolment import read_request
    from inspector_app.exchange.signed_text import SignedText

    return read_request(SignedText(row.text.content, row.text.signatures))


def laptop_state(laptop: Laptop, day: date) -> str:
    """Return in words how far a laptop has come."""
    if laptop.state == ASKED:
        return "待核对"
    if laptop.state == REFUSED:
        return f"没有登记：{laptop.reason}"
    pending = "" if laptop.signed else "（还没签进名册）"
    if laptop.revoked_from is not None:
        return f"已停用，第 {laptop.revoked_from} 包起不收：{laptop.reason}{pending}"
    if laptop.until:
        ended = "已" if date.fromisoformat(laptop.until) < day else ""
        return f"{ended}登记到 {laptop.until}{pending}"
    return f"已登记{pending}"
