"""上报: a month's records as a signed bundle that anyone can check with tools that are not ours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.clock import parse_instant
from inspector_app.base.errors import (
    NotFoundError,
    Problem,
    RefusedError,
)
from inspector_app.domain.month import Month
from inspector_app.domain.month_steps import MonthStep, StepNote
from inspector_app.domain.photo import Photo
from inspector_app.domain.views import LedgerRow, VisitSummary
from inspector_app.domain.visit_options import COUNTED_STATUSES, Joint, VisitStatus
from inspector_app.services.bundle_content import BundleRecords, ToldMonth, gather
from inspector_app.services.context import Context
from inspector_app.services.device_keys import device_key
from inspector_app.services.documents import DocumentService, Unprintable
from inspector_app.services.late_rows import LATE, late_rows
from inspector_app.services.month_freeze import keep_figures
from inspector_app.services.months import MonthService
from inspector_app.services.outbox import (
    SOFTWARE,
    Called,
    build_in_outbox,
    kept_in_outbox,
    publish,
)
from inspector_app.services.wishes import Copy
from inspector_app.storage.visit_lists import VisitFilter

if TYPE_CHECKING:
    from inspector_app.exchange.bundle import BuiltBundle
    from inspector_app.exchange.keys import DeviceKey
    from inspector_app.exchange.statement import Statement

# A record made void leaves too, marked so: the office must learn that it counts no more.
_LEAVING: Final = COUNTED_STATUSES | {VisitStatus.VOIDED}
_CALLED: Final = Called(what="上报包", act="上报")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverPreview:
    """What will leave the laptop, what stays and why, and what prevents it.

    Attributes:
        leaving: filed records of the month that the person leads, and those made void.
        joint: visits of the month that others lead: records taken over leave by reference, 同行登记
            with their lessons.
        staying: drafts of the month; each stays by its state.
        late: how many rows of 补报 and 更正 of earlier months leave with the month's table.
        photos: how many pictures leave, and ``size`` their bytes.
        kept_back: what never leaves, in words.
        cautions: what the person should know before letting it out of hand.
        obstacles: nothing may be handed over while there is one.
        last: file name of the newest bundle of this month, empty where there is none.
    """

    leaving: tuple[VisitSummary, ...]
    joint: tuple[VisitSummary, ...]
    staying: tuple[VisitSummary, ...]
    late: int
    photos: int
    size: int
    kept_back: tuple[str, ...]
    cautions: tuple[str, ...]
    obstacles: tuple[Problem, ...]
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedBundle:
    """A bundle that stands in the folder; ``repeated`` when it was made before.

    ``remarks`` tell of characters that print as boxes in the documents of the bundle, and of
    records that stay behind because they are being corrected.
    """

    path: Path
    seq: int
    digest: str
    visits: int
    photos: int
    staying: int
    repeated: bool
    changes: Changes
    remarks: tuple[str, ...] = ()


class BundleService:
    """Makes bundles and checks them."""

    def __init__(
        self, context: Context, *, months: MonthService, documents: DocumentService
    ) -> None:
        self._context = context
        self._months = months
        self._documents = documents

    def preview(self, *, inspector_id: str, month: Month) -> HandOverPreview:
        """Return what would leave and what would stay."""
        with self._context.database.snapshot():
            mine = self._own_visits(inspector_id, month)
            leaving = tuple(v for v in mine if v.status in _LEAVING and v.joint is None)
            joint = tuple(v for v in mine if v.status in _LEAVING and v.joint is not None)
            entries = [v for v in joint if v.joint is Joint.ENTRY]
            photos = [
                photo
                for visit in (*leaving, *entries)
                for photo in self._context.stores.photos.of_visit(visit.uid)
            ]
            missing = [p for p in photos if not self._context.vault.has(p.sha256)]
            last = self._last(inspector_id, month)
            told = late_rows(self._context, self._months.late(month), inspector_id=inspector_id)
            late = len(told.get(LATE, ()))
            hazards = self._context.stores.issues.untold_hazards(person_id=inspector_id)
        staying = tuple(v for v in mine if v.status is VisitStatus.DRAFT)
        obstacles = [
            Problem(where=p.file_name, what="照片文件缺失", remedy="请先从备份恢复")
            for p in missing
        ]
        if not leaving and not joint:
            obstacles.append(
                Problem(where=month.title, what="没有已定稿的记录", remedy="定稿后才能上报")
            )
        return HandOverPreview(
            leaving=leaving,
            joint=joint,
            staying=staying,
            late=late,
            photos=len({p.sha256 for p in photos}),
            size=sum({p.sha256: p.size for p in photos}.values()),
            kept_back=(
                "照片原图",
                "照片位置（GPS）",
                "投诉人信息",
                "草稿和随手记",
                "照片篓",
                "教师姓名（换成代称）",
                "保密访谈的内容",
            ),
            cautions=(*_hazards(hazards), *_under_correction(staying), *_cautions(photos)),
            obstacles=tuple(obstacles),
            last=last,
        )

    def export(self, *, inspector_id: str, month: Month, folder: Path) -> ExportedBundle:
        """Write the month's bundle into ``folder``; drafts are left behind.

        The same content is not handed over twice: the bundle made before is put there again.

        Raises:
            RefusedError: there is nothing filed, or a photo is missing; nothing was written.
            NotFoundError: the folder or the person does not exist.
        """
        if not folder.is_dir():
            raise NotFoundError(f"文件夹“{folder}”不存在，没有上报；请先建好或换一个文件夹。")
        preview = self.preview(inspector_id=inspector_id, month=month)
        if preview.obstacles:
            listed = "；".join(problem.sentence() for problem in preview.obstacles)
            raise RefusedError(f"还不能上报，没有写出任何文件：{listed}。", code="obstacle")
        key = device_key(self._context)
        pdfs, remarks = self._printed(preview.leaving)
        remarks = (*remarks, *_under_correction(preview.staying))
        with self._context.database.snapshot():
            records = gather(
                self._context, inspector_id=inspector_id, month=month,
                visits=(*preview.leaving, *preview.joint), pdfs=pdfs,
                told=ToldMonth(self._months.content(month), self._months.late(month)),
            )  # fmt: skip
            known = self._made_before(records.digest)
        if known is not None:
            made = self._again(known, records, folder, preview)
            return replace(made, remarks=remarks)
        built = self._build(records, key=key, inspector_id=inspector_id, month=month)
        # Noted before anybody can see it: two bundles of one number must never be out at once.
        changes = self._note(built, records, inspector_id=inspector_id, month=month)
        path = publish(built.path, folder, name=built.path.name, called=_CALLED)
        self._context.stores.bundles.set_exported(built.verified.digest, folder=str(folder))
        return ExportedBundle(
            path=path,
            seq=built.verified.statement.seq,
            digest=built.verified.digest,
            visits=len(preview.leaving),
            photos=preview.photos,
            staying=len(preview.staying),
            repeated=False,
            changes=changes,
            remarks=remarks,
        )

    def outbox(self) -> list[dict[str, Any]]:
        """Return the bundles made here, newest first."""
        names = ("seq", "chain", "digest", "file_name", "size", "period", "inspector_id", "created",
                 "exported_to")  # fmt: skip
        return [{name: row[name] for name in names} for row in self._context.stores.bundles.all()]

    # -- steps -----------------------------------------------------------------------------------

    def _own_visits(self, inspector_id: str, month: Month) -> tuple[VisitSummary, ...]:
        days = self._context.span(month)
        wanted = VisitFilter(start=days.start, end=days.end, person_id=inspector_id)
        found = self._context.stores.visit_lists.summaries(wanted)
        return tuple(
            v for v in found
            # What was taken over counts for whoever took it, and for nobody else asked about here.
            if (v.lead_id == inspector_id and v.joint is None)
            or (v.joint is not None and inspector_id == self._context.identity.inspector_id)
        )  # fmt: skip

    def _printed(
        self, visits: tuple[VisitSummary, ...]
    ) -> tuple[dict[str, bytes], tuple[str, ...]]:
        """Return the printed records; where a face lacks a character, with a box and a remark.

        The record itself travels in full as data: a rare name must not hold a month back.
        """
        from inspector_app.reports.pdf import UnprintableError

        pdfs: dict[str, bytes] = {}
        remarks: list[str] = []
        for visit in visits:
            try:
                pdfs[visit.uid] = self._documents.visit_pdf(visit.uid, copy=Copy.OFFICE)
            except UnprintableError as error:
                pdfs[visit.uid] = self._documents.visit_pdf(
                    visit.uid, copy=Copy.OFFICE, unprintable=Unprintable.BOX
                )
                remarks.append(
                    f"{visit.number} 里的“{'、'.join(error.characters)}”没有字形，"
                    "PDF 里印成方框；数据里照原样上报。"
                )
        return pdfs, tuple(remarks)

    def _last(self, inspector_id: str, month: Month) -> str:
        found = self._context.database.row(
            "SELECT file_name FROM bundle WHERE inspector_id = ? AND period = ?"
            " ORDER BY seq DESC LIMIT 1",
            inspector_id,
            str(month),
        )
        return str(found[0]) if found else ""

    def _made_before(self, content_digest: str) -> Mapping[str, Any] | None:
        for row in self._context.stores.bundles.all():
            if row["kind"] == f"monthly:{content_digest}":
                return row
        return None

    def _again(
        self,
        row: Mapping[str, Any],
        records: BundleRecords,
        folder: Path,
        preview: HandOverPreview,
    ) -> ExportedBundle:
        source = kept_in_outbox(
            self._context, row["file_name"], already="这个月已经上报过", remedy="更正记录后再上报"
        )
        changes = self._mark_handed_over(records)
        path = publish(source, folder, name=source.name, called=_CALLED)
        self._context.stores.bundles.set_exported(row["digest"], folder=str(folder))
        return ExportedBundle(
            path=path,
            seq=row["seq"],
            digest=row["digest"],
            visits=len(preview.leaving),
            photos=preview.photos,
            staying=len(preview.staying),
            repeated=True,
            changes=changes,
        )

    def _build(
        self, records: BundleRecords, *, key: "DeviceKey", inspector_id: str, month: Month
    ) -> "BuiltBundle":
        from inspector_app.exchange.bundle import BundleContent

        statement = self._statement(records, key=key, inspector_id=inspector_id, month=month)
        content = BundleContent(
            statement=statement, records=records.content, attachments=records.attachments
        )
        return build_in_outbox(self._context, content, key=key)

    def _statement(
        self, records: BundleRecords, *, key: "DeviceKey", inspector_id: str, month: Month
    ) -> "Statement":
        from inspector_app.exchange.statement import FIRST_PREV, BundleType, Inspector, Statement

        chain = key.public.chain
        with self._context.database.snapshot():
            head = self._context.stores.bundles.head(chain)
            audit_head = self._context.stores.journal.head()
            names = self._context.names()
        return Statement(
            type=BundleType.MONTHLY,
            chain=chain,
            seq=head[0] + 1 if head else 1,
            prev=head[1] if head else FIRST_PREV,
            created=parse_instant(self._context.now_text()),
            software=SOFTWARE,
            inspector=Inspector(id=inspector_id, name=names.get(inspector_id, inspector_id)),
            counts=records.counts,
            period=str(month),
            audit_head=audit_head,
            supersedes=records.supersedes,
        )

    def _note(
        self,
        built: "BuiltBundle",
        records: BundleRecords,
        *,
        inspector_id: str,
        month: Month,
    ) -> Changes:
        statement = built.verified.statement
        now = self._context.now_text()
        with self._context.database.transaction():
            self._context.stores.bundles.add(
                chain=statement.chain, seq=statement.seq, digest=built.verified.digest,
                previous=statement.prev, file_name=built.path.name, sha256=built.sha256,
                size=built.verified.size, kind=f"monthly:{records.digest}",
                inspector_id=inspector_id, period=str(month),
                created=now, statement=statement.to_bytes().decode(), exported_to="",
            )  # fmt: skip
            changes = self._mark_handed_over(records)
            found = self._months.table(month, now=True)
            keep_figures(self._context, found, records.table, inspector_id)
            step = StepNote(MonthStep.HANDED_OVER, found.digest, now, self._context.actor, "")
            self._context.stores.months.add_step(
                month, inspector_id, step, origin=self._context.identity.device
            )
            self._context.note(
                "bundle", built.verified.digest, {"note": "上报", "month": str(month)}
            )
        return changes | Changes(bundles=True, months=frozenset({str(month)}))

    def _mark_handed_over(self, records: BundleRecords) -> Changes:
        with self._context.database.transaction():
            for uid in records.counted_uids:
                self._context.stores.visits.set_many(uid, {"status": VisitStatus.HANDED_OVER.value})
        return Changes(visits=True, visit_uids=frozenset(records.counted_uids))


def _hazards(rows: Sequence[LedgerRow]) -> Iterator[str]:
    """Yield a sentence for each 安全隐患 that is handed over before somebody was told of it."""
    for row in rows:
        yield (
            f"{row.school_name}的安全隐患（{row.issue.number}）还没有记全告知学校和电话报督导室，"
            "请先在问题台账里补记。"
        )


def _under_correction(staying: Sequence[VisitSummary]) -> Iterator[str]:
    """Say which records were filed once and are missing while they are corrected."""
    numbers = "、".join(visit.number for visit in staying if visit.revision > 1)
    if numbers:
        yield (
            f"正在更正的记录不带走，月统计表里也没有它们：{numbers}。请先定稿或放弃更正；"
            "以后定稿的再上报一次，并在下月的表里作补报、更正。"
        )


def _cautions(photos: list[Photo]) -> tuple[str, ...]:
    minors = len({p.sha256 for p in photos if p.shows_minors})
    told = "上报包有签名、防改动，但没有加密：拿到文件的人都能看，请只放进督导室的共享文件夹。"
    if not minors:
        return (told,)
    return (f"其中 {minors} 张照片里有学生正面，随记录一起上报。", told)
