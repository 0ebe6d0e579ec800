"""Makes the bundles of one act of handing over, and notes what has left in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from inspector_app.base.changes import Changes
from inspector_app.base.clock import parse_instant
from inspector_app.base.ids import new_uid
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.addressee import Addressee
from inspector_app.services.bundle_parts import Part
from inspector_app.services.context import Context
from inspector_app.services.device_keys import device_key
from inspector_app.services.outbox import (
    SOFTWARE,
    build_in_outbox,
    seal_in_outbox,
    sweep_outbox,
)
from inspector_app.services.pack_answers import PACKS, taken_here
from inspector_app.services.trust_keys import continued_point

if TYPE_CHECKING:
    from inspector_app.exchange.bundle import BuiltBundle, BundleContent
    from inspector_app.exchange.statement import Statement, Superseded


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of handing over.

    Attributes:
        kind: what the first bundle is remembered as, so that it is not made a second time.
        period: the month, empty for rows of no single month.
        supersedes: which revisions the records of the first bundle replace.
        office: for whom it is encrypted; None where nobody is known.
    """

    kind: str
    inspector_id: str
    period: str
    supersedes: Sequence["Superseded"]
    office: Addressee | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePart:
    """A bundle of an act that stands in the outbox."""

    part: Part
    built: "BuiltBundle"


class BundleMaker:
    """Makes bundles in the outbox of one data folder."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def build(self, act: Act, parts: Sequence[Part]) -> tuple[MadePart, ...]:
        """Build all bundles of an act; where one cannot be built, none is left.

        Raises:
            UserError: as ``build_bundle``.
        """
        from inspector_app.exchange.bundle import BundleContent
        from inspector_app.exchange.statement import BEGINS, EXPORT, Export

        key, made, uid = device_key(self._context), list[MadePart](), new_uid()
        chain = key.public.chain
        head = self._context.stores.bundles.head(chain) or (0, "")
        sweep_outbox(self._context, chain=chain, after=head[0])
        begins = self._begins(act.office, chain=chain, head=head[0])
        packs = taken_here(self._context)
        try:
            for number, part in enumerate(parts, 1):
                extra = dict(part.extra)
                if act.office:
                    extra[EXPORT] = Export(uid=uid, part=number, parts=len(parts)).to_value()
                    extra |= {PACKS: packs} if packs else {}
                if begins and number == 1:
                    extra[BEGINS] = True
                statement = self._statement(
                    act, part, chain=chain, head=head,
                    supersedes=act.supersedes if number == 1 else (),
                    extra=extra,
                )  # fmt: skip
                content = BundleContent(
                    statement=statement, records=part.content, attachments=part.attachments
                )
                built = self._built(act, content)
                made.append(MadePart(part=part, built=built))
                head = (statement.seq, built.verified.digest)
        except BaseException:
            for each in made:
                each.built.path.unlink(missing_ok=True)
            raise
        return tuple(made)

    def _begins(self, office: Addressee | None, *, chain: str, head: int) -> bool:
        """Say whether earlier bundles of the chain were all for somebody else, or for nobody."""
        if office is None or not head:
            return False
        return not self._context.stores.bundles.has_addressed(office.roster.office.id, chain=chain)

    def _built(self, act: Act, content: "BundleContent") -> "BuiltBundle":
        key = device_key(self._context)
        if act.office is None:
            return build_in_outbox(self._context, content, key=key)
        return seal_in_outbox(self._context, content, key=key, seal=act.office.seal)

    def _statement(
        self,
        act: Act,
        part: Part,
        *,
        chain: str,
        head: tuple[int, str],
        supersedes: Sequence["Superseded"],
        extra: Mapping[str, Any],
    ) -> "Statement":
        from inspector_app.exchange.statement import (
            FIRST_PREV,
            Inspector,
            ReceiptSeen,
            Statement,
        )

        stores, seq = self._context.stores, head[0] + 1
        with self._context.database.snapshot():
            audit_head = stores.journal.head()
            names = self._context.names()
            before = continued_point(self._context) if seq == 1 else None
            receipt = stores.bundles.newest_receipt(chain)
        inspector = Inspector(
            id=act.inspector_id, name=names.get(act.inspector_id, act.inspector_id)
        )
        return Statement(
            type=part.type,
            chain=chain,
            seq=seq,
            prev=head[1] or FIRST_PREV,
            created=parse_instant(self._context.now_text()),
            software=SOFTWARE,
            inspector=inspector,
            counts=part.counts,
            period=act.period or None,
            audit_head=audit_head,
            supersedes=supersedes,
            continues=before,
            receipt_seen=None if receipt is None else ReceiptSeen(n=receipt[0], sha256=receipt[1]),
            extra=extra,
            **(act.office.of_statement() if act.office else {}),
        )

    def note(self, act: Act, made: Sequence[MadePart]) -> None:
        """Note the bundles of an act and all that has left in them, inside a transaction."""
        from inspector_app.exchange.statement import BundleType

        now, bundles = self._context.now_text(), self._context.stores.bundles
        for part, built in ((each.part, each.built) for each in made):
            statement, export = built.verified.statement, built.verified.statement.export
            sealed = act.office is not None
            archive = f"{statement.folder}.zip" if sealed else built.path.name
            picture = part.type is BundleType.PHOTOS
            bundles.add(
                chain=statement.chain, seq=statement.seq, digest=built.verified.digest,
                previous=statement.prev, file_name=archive, sha256=built.archive_sha256,
                size=built.verified.size, kind=part.type.value if picture else act.kind,
                inspector_id=act.inspector_id, period=act.period, created=now,
                statement=statement.to_bytes().decode(), exported_to="",
                sealed_name=built.path.name if sealed else "",
                sealed_sha256=built.sha256 if sealed else "",
                sealed_size=built.size if sealed else 0,
                export_uid=export.uid if export else "",
            )  # fmt: skip
            if sealed:
                bundles.add_rows(part.sent, chain=statement.chain, seq=statement.seq)

    def mark_handed_over(self, uids: Sequence[str]) -> Changes:
        """Mark records as 已上报: what the office may have is corrected, and no more taken back."""
        with self._context.database.transaction():
            for uid in uids:
                self._context.stores.visits.set_many(uid, {"status": VisitStatus.HANDED_OVER.value})
        return Changes(visits=True, visit_uids=frozenset(uids))
