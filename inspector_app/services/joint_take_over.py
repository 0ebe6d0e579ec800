"""收取同行记录: a record that its 责任督学 handed over, to be read and counted here."""

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.base.changes import Changes
from inspector_app.base.clock import instant_text
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.domain.photo import Photo
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_gaps import IMPORT_ORIGIN
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.context import Context
from inspector_app.services.edit_journal import months_of
from inspector_app.services.joint_content import PEERS
from inspector_app.services.joint_matches import JointMatches
from inspector_app.services.joint_reading import ReadRecord, read_record
from inspector_app.services.key_trust import trusted_roster
from inspector_app.services.received_rows import (
    Pictures,
    foreign_row,
    freeze,
    hang,
    has_foreign_photo,
)
from inspector_app.storage.joint import Taken

if TYPE_CHECKING:
    from inspector_app.exchange.verify import Verified


class News(Enum):
    """What a file is to this folder."""

    NEW = auto()
    NEWER = auto()
    SAME = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class JointFile:
    """A file that may be taken over: what it is, and whose key has signed it.

    Attributes:
        known_key: whether what was taken from this 责任督学 before bears the same key; ``None``
            where nothing was.
    """

    path: Path
    visit: Visit
    lead_name: str
    peer_names: tuple[str, ...]
    photos: int
    news: News
    chain: str
    fingerprint: str
    known_key: bool | None
    verified: "Verified" = field(repr=False)
    record: ReadRecord = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """What became of a file.

    Attributes:
        merged: the 同行登记 that are about its record.
        released: those that were, before it named others, and count again by themselves.
        counts: whether the record is one that counts and names whoever works here among its peers.
    """

    uid: str
    number: str
    news: News
    merged: tuple[str, ...]
    released: tuple[str, ...]
    counts: bool
    changes: Changes


class JointTakeOver:
    """Takes records of other 责任督学 over."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._matches = JointMatches(context)

    def read(self, path: Path) -> JointFile:
        """Check a file and return what it is; nothing is changed.

        Raises:
            RefusedError: it is damaged, for others, of no use here, or older than what is here.
            NotFoundError: there is no such file.
        """
        verified = _verified(path)
        with self._context.database.snapshot():
            self._refuse_foreign(verified)
            record = self._read(verified)
            news = self._news(record.visit, self._origin(verified))
            self._refuse_held(record)
            names = self._context.names()
            known = self._known_key(verified, record.visit.lead_id)
        visit = record.visit
        return JointFile(
            path=path,
            visit=visit,
            lead_name=names.get(visit.lead_id, visit.lead_id),
            peer_names=tuple(names.get(peer, peer) for peer in visit.peer_ids),
            photos=len(record.photos),
            news=news,
            chain=verified.signer.chain,
            fingerprint=verified.signer.fingerprint,
            known_key=known,
            verified=verified,
            record=record,
        )

    def take(self, path: Path, *, accepted_chain: str = "") -> TakenOver:
        """Take the record of a file over, with its pictures, all or nothing.

        Args:
            path: the file.
            accepted_chain: the chain id of a key that was not seen of this 责任督学 before, typed
                or confirmed by a person who has asked.

        Raises:
            RefusedError: as ``read``; or the key is another than before and nobody has accepted it.
            EnvironmentProblem: the pictures cannot be stored; nothing was taken over.
        """
        file = self.read(path)
        self._refuse_key(file, accepted_chain)
        pictures = {} if file.news is News.SAME else self.store_pictures(file)
        return self.take_read(file, pictures, accepted_chain=accepted_chain)

    def _refuse_key(self, file: JointFile, accepted_chain: str) -> None:
        if file.known_key is False and accepted_chain != file.chain:
            raise RefusedError(
                f"没有收取：以前收到的{file.lead_name}的记录是另一台电脑签的，这个文件的电脑代号是 "
                f"{file.chain}。请向{file.lead_name}本人核实是不是换了电脑；核实后再认可这台电脑。",
                code="new-key",
            )

    def take_read(
        self, file: JointFile, pictures: Pictures, *, accepted_chain: str = ""
    ) -> TakenOver:
        """Take over what ``read`` has found, with the pictures that are stored already.

        Raises:
            RefusedError: as ``take``; what is here is looked at once more.
        """
        self._refuse_key(file, accepted_chain)
        with self._context.database.transaction():
            news = self._news(file.visit, self._origin(file.verified))
            if news is News.SAME:
                return TakenOver(
                    uid=file.visit.uid, number=file.visit.number, news=news, merged=(), released=(),
                    counts=self._counts(file.visit),
                    changes=Changes(),
                )  # fmt: skip
            self._refuse_held(file.record)
            before = self._context.stores.visits.find(file.visit.uid)
            settled = self._write(file, pictures)
            about = self._context.stores.joint.merged_into
            merged = {uid for uid in settled if about(uid) == file.visit.uid}
        days = [v.visited_on.isoformat() for v in (before, file.visit) if v and v.visited_on]
        return TakenOver(
            uid=file.visit.uid,
            number=file.visit.number,
            news=news,
            merged=tuple(sorted(merged)),
            released=tuple(sorted(settled - merged)),
            counts=self._counts(file.visit),
            changes=Changes(
                visits=True, issues=True, lessons=True, photos=True, months=months_of(*days),
                visit_uids=frozenset({file.visit.uid}) | settled,
            ),
        )  # fmt: skip

    def _counts(self, visit: Visit) -> bool:
        named = self._context.identity.inspector_id in visit.peer_ids
        return named and visit.status is not VisitStatus.VOIDED

    def _known_key(self, verified: "Verified", lead_id: str) -> bool | None:
        """Say whether the key is a laptop of the lead: by the roster, else by what came before."""
        chain, roster = verified.signer.chain, trusted_roster(self._context)
        laptops = [h for h in roster.holders() if h.inspector.id == lead_id] if roster else []
        if laptops:
            return any(h.key.chain == chain and h.key.revoked_from_seq is None for h in laptops)
        chains = self._context.stores.joint.chains_of(lead_id)
        return chain in chains if chains else None

    # -- judging ---------------------------------------------------------------------------------

    def _read(self, verified: "Verified") -> ReadRecord:
        try:
            record = read_record(self._context, verified.records)
        except NotFoundError as error:
            # The school is not in the roster here.
            raise RefusedError(f"没有收取：{error.sentence}", code=error.code) from error
        visit = record.visit
        if verified.statement.inspector.id != visit.lead_id:
            raise RefusedError(
                "没有收取：交出文件的人不是这份记录的责任督学，请向责任督学要。", code="E66"
            )
        if visit.visited_on is not None and visit.visited_on > self._context.today():
            raise RefusedError(
                f"没有收取：督导日期 {visit.visited_on} 在今天之后，请核对本机的日期。"
            )
        return record

    def _refuse_foreign(self, verified: "Verified") -> None:
        me = self._context.identity.inspector_id
        if not me:
            raise RefusedError(
                "没有收取：本机没有写明是哪位督学；请先在“设置”里写明，再收取同行记录。"
            )
        if verified.statement.inspector.id == me:
            raise RefusedError("没有收取：这份记录的责任督学就是本机的督学，记录本来就在这里写。")
        named = verified.statement.extra.get(PEERS)
        addressed = named if isinstance(named, list) else []
        if me not in addressed:
            raise RefusedError(
                f"没有收取：这份记录不是交给本机督学（{me}）的，同行督学里没有本人；"
                "确实同去了的，请责任督学更正补上后重新交来。",
                code="E70",
            )

    def _news(self, visit: Visit, taken: Taken) -> News:
        known = self._context.stores.visits.find(visit.uid)
        if known is None:
            return News.NEW
        before = self._context.stores.joint.taken(visit.uid)
        if before is None:
            if known.origin == IMPORT_ORIGIN and known.revision <= visit.revision:
                return News.NEWER
            raise RefusedError(f"没有收取：{known.number} 是本机自己写的记录，没有改动。")
        if before.digest == taken.digest:
            return News.SAME
        if (*_age(known), before.made_at) > (*_age(visit), taken.made_at):
            raise RefusedError(
                f"没有收取：本机已有 {known.number} 更新的一版（第 {known.revision} 版），"
                f"这个文件是第 {visit.revision} 版，较早；没有改动。",
                code="older",
            )
        return News.NEWER

    def _refuse_held(self, record: ReadRecord) -> None:
        """Refuse what another record of this folder holds already."""
        visit = record.visit
        other = self._context.database.row(
            "SELECT uid FROM visit WHERE number = ? AND uid <> ?", visit.number, visit.uid
        )
        if other:
            raise RefusedError(
                f"没有收取：本机另有一份记录也编号 {visit.number}，两份不能同号；"
                "请与责任督学核对编号，一方更换后再收取。",
                code="number-taken",
            )
        word = foreign_row(self._context, visit)
        if word:
            raise RefusedError(f"没有收取：文件里的{word}在本机属于另一份记录；没有改动。")
        if has_foreign_photo(self._context, record.photos, visit.uid):
            raise RefusedError("没有收取：文件里的照片在本机属于另一份记录；没有改动。")

    # -- writing ---------------------------------------------------------------------------------

    def store_pictures(self, file: JointFile) -> Pictures:
        """Store the pictures for good and return their rows with a thumbnail, by uid.

        Safe to run beside other work: it asks the file and the vault, never the database.

        Raises:
            RefusedError: one of them is no picture.
            EnvironmentProblem: the disk does not allow it.
        """
        from inspector_app.exchange.verify import payload_contents
        from inspector_app.photos.normalise import normalise

        photos = file.record.photos
        paths = [file.record.files[photo.uid] for photo in photos]
        found: dict[str, tuple[Photo, bytes]] = {}
        contents = payload_contents(file.path, file.verified, paths)
        for photo, content in zip(photos, contents, strict=True):
            try:
                picture = normalise(content, name=photo.caption or photo.uid)
            except InputError as error:
                raise RefusedError(
                    f"没有收取：文件里有一张照片打不开（{error.sentence}）本机没有改动。",
                    code="W101",
                ) from error
            stored = self._context.vault.put(content)
            row = replace(
                photo, crc32=stored.crc32, size=stored.size, fingerprint=picture.fingerprint
            )
            found[photo.uid] = (row, picture.thumbnail)
        return found

    def _origin(self, verified: "Verified") -> Taken:
        return Taken(
            chain=verified.signer.chain,
            digest=verified.digest,
            made_at=instant_text(verified.statement.created),
            taken_at=self._context.now_text(),
        )

    def _write(self, file: JointFile, pictures: Pictures) -> frozenset[str]:
        stores, visit = self._context.stores, file.visit
        before = stores.visits.find(visit.uid)
        if before is None:
            stores.visits.insert(visit)
        # Said before its issues are written: they are no matter of the ledger here.
        stores.joint.mark_taken(visit.uid, self._origin(file.verified))
        stores.joint.know_key(
            file.chain, file.verified.signer.raw, holder_id=visit.lead_id,
            at=self._context.now_text(),
        )  # fmt: skip
        if before is not None:
            stores.visits.replace_content(visit)
        for event in file.record.events:
            stores.issue_events.append(event)
        for issue in visit.issues:
            stores.issue_events.refold(issue.uid)
        stores.photos.remove_all_of(visit.uid, at=self._context.now_text())
        hang(self._context, pictures, origin="joint")
        freeze(self._context, visit, file.record.content)
        note = {"note": "收取同行记录", "revision": visit.revision, "chain": file.chain,
                "digest": file.verified.digest}  # fmt: skip
        self._context.note("visit", visit.uid, note, visit_uid=visit.uid, field="*")
        stores.search.index_visit(visit.uid)
        places = {(v.school_code, v.visited_on) for v in (before, visit) if v is not None}
        settled = [self._matches.settle(code, day) for code, day in places if day is not None]
        return frozenset().union(*settled)


def _verified(path: Path) -> "Verified":
    """Check a file (RefusedError in the words of who wants to take a record over)."""
    from inspector_app.exchange.layout import TO_PEERS
    from inspector_app.exchange.refusal import WHAT_AND_REMEDY, BundleRefusedError
    from inspector_app.exchange.verify import verify_bundle

    if path.exists() and not path.is_file():
        raise RefusedError(
            f"“{path.name}”不是文件，没有收取；本机没有改动。请选责任督学交来的文件。"
        )
    if not path.is_file():
        raise NotFoundError(f"找不到文件：{path}。没有改动，请检查路径。")
    if ".age" in path.name:
        raise RefusedError(
            "没有收取：这个文件加密给登记过的电脑，在“同行…”里选它，或用 peers take 文件 收取。"
        )
    try:
        verified = verify_bundle(path)
    except BundleRefusedError as error:
        what, _ = WHAT_AND_REMEDY[error.refusal]
        raise RefusedError(
            f"没有收取：{what}（{error.code}）。本机没有改动；请责任督学重新发一次，"
            "发送时不要改文件名末尾的编号，也不要重新压缩。",
            code=error.code,
        ) from error
    if verified.name.series is not TO_PEERS:
        raise RefusedError("没有收取：这是交督导室的上报包，不是同行记录文件；本机没有改动。")
    return verified


def _age(visit: Visit) -> tuple[int, bool]:
    return visit.revision, visit.status is VisitStatus.VOIDED
