"""交给同行: a filed record as a signed file that those who went along can take over."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.clock import parse_instant
from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.base.files import as_file_name
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import COUNTED_STATUSES, Joint, VisitStatus
from inspector_app.services.bundle_content import superseded
from inspector_app.services.context import Context
from inspector_app.services.device_keys import device_key
from inspector_app.services.edit_journal import NotEditableError
from inspector_app.services.joint_content import PEERS, JointRecord, joint_record
from inspector_app.services.key_trust import trusted_roster
from inspector_app.services.outbox import (
    SOFTWARE,
    Called,
    build_in_outbox,
    kept_in_outbox,
    publish,
)
from inspector_app.services.share_setting import joined_share

if TYPE_CHECKING:
    from inspector_app.exchange.bundle import BuiltBundle
    from inspector_app.exchange.keys import DeviceKey
    from inspector_app.exchange.statement import Statement

_CALLED: Final = Called(what="同行记录文件", act="交给同行")
_LEAVING: Final = COUNTED_STATUSES | {VisitStatus.VOIDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class JointPreview:
    """What would go to the peers.

    Attributes:
        peers: their names.
        kept_back: pictures with the faces of minors; they stay.
        last: where the newest file of this record was put, empty where none was made.
        by_share: whether it can go through the shared folder, sealed.
    """

    peers: tuple[str, ...]
    photos: int
    kept_back: int
    last: str
    by_share: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedToPeers:
    """A file for the peers that stands in the folder; ``repeated`` when it was made before.

    ``chain`` names the key that has signed it: who takes a file over for the first time asks.
    """

    path: Path
    digest: str
    chain: str
    peers: tuple[str, ...]
    photos: int
    kept_back: int
    repeated: bool
    changes: Changes


class _Archive(NamedTuple):
    """The signed archive of a record."""

    visit: Visit
    record: JointRecord
    source: Path
    digest: str
    chain: str
    repeated: bool


class JointHandOver:
    """Makes files for peers; a device's files for peers are a chain of their own."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def preview(self, uid: str) -> JointPreview:
        """Return what would go to whom.

        Raises:
            RefusedError: the record cannot be handed to peers.
        """
        with self._context.database.snapshot():
            record = joint_record(self._context, self._checked(uid))
            names = self._context.names()
            last = self._context.stores.joint.last_file(uid)
            roster = trusted_roster(self._context)
        return JointPreview(
            peers=tuple(names.get(peer, peer) for peer in _needed(record)),
            photos=record.photos,
            kept_back=record.kept_back,
            last=str(last["exported_to"]) if last else "",
            by_share=roster is not None and joined_share(self._context) is not None,
        )

    def write(self, uid: str, folder: Path) -> HandedToPeers:
        """Write the file of a record into ``folder``; the same content gives the same file.

        Raises:
            RefusedError: the record cannot be handed to peers; nothing was written.
            NotFoundError: there is no such folder or record.
        """
        if not folder.is_dir():
            raise NotFoundError(f"文件夹“{folder}”不存在，没有写出文件；请先建好或换一个文件夹。")
        made = self._archive(uid)
        visit, record, source, digest = made.visit, made.record, made.source, made.digest
        path = publish(source, folder, name=_name(visit, source), called=_CALLED)
        with self._context.database.transaction():
            self._context.stores.joint.set_exported(digest, folder=str(folder))
        return HandedToPeers(
            path=path, digest=digest, chain=made.chain, peers=record.peers, photos=record.photos,
            kept_back=record.kept_back, repeated=made.repeated, changes=Changes(bundles=True),
        )  # fmt: skip

    def archive(self, uid: str) -> tuple[Path, tuple[str, ...]]:
        """Return the signed archive of a record in the outbox, and the ids of its peers.

        Raises:
            RefusedError: the record cannot be handed to peers; nothing was written.
        """
        made = self._archive(uid)
        return made.source, made.record.peers

    def _archive(self, uid: str) -> _Archive:
        with self._context.database.snapshot():
            visit = self._checked(uid)
            record = joint_record(self._context, visit)
            known = self._context.stores.joint.file_of(uid, record.digest)
        _needed(record)
        if known is not None:
            return _Archive(
                visit, record, self._made_before(known), str(known["digest"]),
                str(known["chain"]), repeated=True,
            )  # fmt: skip
        built = self._build(visit, record)
        self._note(built, visit, record)
        verified = built.verified
        return _Archive(
            visit, record, built.path, verified.digest, verified.signer.chain, repeated=False
        )

    # -- steps -----------------------------------------------------------------------------------

    def _checked(self, uid: str) -> Visit:
        visit = self._context.stores.visits.get(uid)
        if visit.joint is Joint.TAKEN:
            raise RefusedError(
                "这是收取的同行记录，由责任督学交给各位同行，没有写出文件。",
                code=NotEditableError.code,
            )
        if visit.joint is Joint.ENTRY:
            raise RefusedError("同行登记不交给同行，没有写出文件；月底随本人的上报包交督导室。")
        person = self._context.identity.inspector_id
        if person and person != visit.lead_id:
            raise RefusedError(
                f"{visit.number} 的责任督学是 {visit.lead_id}，由他在自己的电脑上交给同行；"
                "没有写出文件。"
            )
        if visit.status not in _LEAVING or self._context.stores.visits.is_deleted(uid):
            state = "正在更正" if visit.revision > 1 else "还没有定稿"
            raise RefusedError(f"{visit.number} {state}，没有写出文件；定稿后再交给同行。")
        return visit

    def _made_before(self, known: Mapping[str, Any]) -> Path:
        return kept_in_outbox(
            self._context,
            str(known["file_name"]),
            already="这份记录交过同行",
            remedy="更正记录后再交",
        )

    def _build(self, visit: Visit, record: JointRecord) -> "BuiltBundle":
        from inspector_app.exchange.bundle import BundleContent

        key = device_key(self._context)
        content = BundleContent(
            statement=self._statement(visit, record, key),
            records=record.content,
            attachments=record.attachments,
        )
        return build_in_outbox(self._context, content, key=key)

    def _statement(self, visit: Visit, record: JointRecord, key: "DeviceKey") -> "Statement":
        from inspector_app.exchange.statement import FIRST_PREV, BundleType, Inspector, Statement

        chain = key.public.chain
        with self._context.database.snapshot():
            head = self._context.stores.joint.head(chain)
            audit_head = self._context.stores.journal.head()
            names = self._context.names()
            replaced = superseded(self._context, visit)
        return Statement(
            type=BundleType.JOINT,
            chain=chain,
            seq=head[0] + 1 if head else 1,
            prev=head[1] if head else FIRST_PREV,
            created=parse_instant(self._context.now_text()),
            software=SOFTWARE,
            inspector=Inspector(id=visit.lead_id, name=names.get(visit.lead_id, visit.lead_id)),
            counts=record.counts,
            period=f"{visit.visited_on:%Y-%m}",
            audit_head=audit_head,
            supersedes=() if replaced is None else (replaced,),
            extra={PEERS: list(record.peers)},
        )

    def _note(self, built: "BuiltBundle", visit: Visit, record: JointRecord) -> None:
        statement = built.verified.statement
        with self._context.database.transaction():
            self._context.stores.joint.add_file(
                chain=statement.chain, seq=statement.seq, digest=built.verified.digest,
                previous=statement.prev, file_name=built.path.name, sha256=built.sha256,
                size=built.verified.size, visit_uid=visit.uid, content=record.digest,
                created=self._context.now_text(), statement=statement.to_bytes().decode(),
            )  # fmt: skip
            # No change of the record: a workbook may still be taken over onto it.
            self._context.note(
                "joint", built.verified.digest,
                {"note": "交给同行", "record": visit.uid, "peers": list(record.peers)},
            )  # fmt: skip


def _needed(record: JointRecord) -> tuple[str, ...]:
    if not record.peers:
        raise RefusedError("这份记录没有同行督学，不用交，没有写出文件；漏写了同行的请先更正补上。")
    return record.peers


def _name(visit: Visit, source: Path) -> str:
    """Return a name that says what the file is, with the name that checks it at its end."""
    school = visit.school.name if visit.school else visit.number
    return f"同行记录-{visit.visited_on}-{as_file_name(school)[:40]}-{source.name}"
