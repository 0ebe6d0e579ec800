"""上报: records and ledger as signed bundles that anyone can check with tools that are not ours."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.domain.month import Month
from inspector_app.domain.month_steps import MonthStep, StepNote
from inspector_app.services.addressee import (
    Addressee,
    addressee,
    office_roster,
    recovery_key,
    set_recovery_key,
)
from inspector_app.services.bundle_answers import OutboxBoard, board
from inspector_app.services.bundle_content import BundleRecords, ToldMonth, gather
from inspector_app.services.bundle_making import Act, BundleMaker, MadePart
from inspector_app.services.bundle_news import Closing, News, news_of
from inspector_app.services.bundle_parts import Part, parts_of, type_of
from inspector_app.services.bundle_preview import HandOverReader
from inspector_app.services.bundle_prints import BundlePrints
from inspector_app.services.bundle_views import (
    COPIED,
    STATE_LABEL,
    ExportedBundle,
    HandOverPreview,
    NewsPreview,
    news_lines,
    state_of,
    under_correction,
)
from inspector_app.services.context import Context
from inspector_app.services.device_keys import device_key
from inspector_app.services.documents import DocumentService
from inspector_app.services.month_freeze import keep_figures
from inspector_app.services.months import MonthService
from inspector_app.services.outbox import Called, kept_in_outbox, publish
from inspector_app.services.outbox_clearing import refuse_cleared
from inspector_app.services.own_bundle import not_his_own, refuse_others

_CALLED: Final = Called(what="上报包", act="上报")
_OUTBOX: Final = (
    "seq", "chain", "digest", "size", "period", "inspector_id", "created", "exported_to",
    "export_uid", "placed_at", "code",
)  # fmt: skip


class BundleService:
    """Makes bundles, and says what became of them."""

    def __init__(
        self, context: Context, *, months: MonthService, documents: DocumentService
    ) -> None:
        self._context = context
        self._months = months
        self._prints = BundlePrints(context, documents)
        self._maker = BundleMaker(context)

    # -- what would leave ------------------------------------------------------------------------

    def preview(self, *, inspector_id: str, month: Month) -> HandOverPreview:
        """Return what would leave and what would stay."""
        return HandOverReader(self._context, self._months).preview(inspector_id, month)

    def news(self, *, inspector_id: str) -> NewsPreview:
        """Return what is new since the newest bundle."""
        with self._context.database.snapshot():
            roster = office_roster(self._context)
            others = not_his_own(self._context, inspector_id) is not None
            if roster is None or not inspector_id or others:
                return NewsPreview(office="", lines=(), photos=0)
            news = self._news(inspector_id)
        photos = len({row["sha256"] for row in news.announced})
        return NewsPreview(office=roster.office.name, lines=news_lines(news), photos=photos)

    def outbox(self) -> list[dict[str, Any]]:
        """Return the bundles made here, newest first, each with where it is."""
        return [
            {
                **{name: row[name] for name in _OUTBOX},
                "file_name": row["sealed_name"] or row["file_name"],
                "type": row["kind"].partition(":")[0],
                "state": state_of(row).value,
                "state_label": STATE_LABEL[state_of(row)],
            }
            for row in self._context.stores.bundles.all()
        ]

    def outbox_board(self) -> OutboxBoard:
        """Return the bundles made here with what the office says, and what is to be read first."""
        rows = self.outbox()
        with self._context.database.snapshot():
            return board(self._context, rows)

    def check(self, path: Path) -> dict[str, Any]:
        """Check a bundle of anybody's by the roster here (errors as ``check_with_roster``)."""
        from inspector_app.services.bundle_check import check_with_roster

        return check_with_roster(self._context, path)

    # -- making ----------------------------------------------------------------------------------

    def export(self, *, inspector_id: str, month: Month, folder: Path) -> ExportedBundle:
        """Put the bundles of a month into ``folder``; drafts are left behind.

        The same content is not handed over twice: the bundles made before are put there again.

        Raises:
            RefusedError: it is not his own laptop, there is nothing filed, or a photo is missing;
                nothing was written.
            NotFoundError: the folder or the person does not exist.
        """
        _refuse_absent(folder)
        made = self.make_month(inspector_id=inspector_id, month=month)
        return self._put(made, folder)

    def export_news(self, *, inspector_id: str, folder: Path) -> ExportedBundle:
        """Put what is new since the newest bundle into ``folder``, without pictures.

        Raises:
            RefusedError: nothing is new, or the folder has joined no office.
            NotFoundError: the folder does not exist.
        """
        _refuse_absent(folder)
        return self._put(self.make_news(inspector_id=inspector_id), folder)

    def make_month(self, *, inspector_id: str, month: Month) -> ExportedBundle:
        """Make the bundles of a month in the outbox; errors are those of ``export``."""
        refuse_others(self._context, inspector_id)
        preview = self.preview(inspector_id=inspector_id, month=month)
        if preview.obstacles:
            listed = "；".join(problem.sentence() for problem in preview.obstacles)
            raise RefusedError(f"还不能上报，没有写出任何文件：{listed}。", code="obstacle")
        return self._make_month(preview, inspector_id, month)

    def make_empty_month(self, *, inspector_id: str, month: Month) -> ExportedBundle:
        """Close a month in which the person was at no school: 零上报, a statement and no more.

        Raises:
            RefusedError: something was filed, or is still a draft.
        """
        refuse_others(self._context, inspector_id)
        preview = self.preview(inspector_id=inspector_id, month=month)
        if not preview.is_empty:
            raise RefusedError(
                f"{month.title}有记录或草稿，不是零上报，没有写出任何文件；请定稿后按月上报，"
                "不要的草稿先弃用。",
                code="not-empty",
            )
        return self._make_month(preview, inspector_id, month)

    def export_empty(self, *, inspector_id: str, month: Month, folder: Path) -> ExportedBundle:
        """Put the 零上报 of a month into ``folder``; errors as ``make_empty_month``."""
        _refuse_absent(folder)
        return self._put(self.make_empty_month(inspector_id=inspector_id, month=month), folder)

    def _make_month(
        self, preview: HandOverPreview, inspector_id: str, month: Month
    ) -> ExportedBundle:
        office = addressee(self._context)
        device_key(self._context)
        # For an office that has the records only those that it has not are printed again.
        pdfs, remarks = self._prints.of(preview.leaving, sealed=office is not None)
        remarks = (*remarks, *under_correction(preview.staying))
        with self._context.database.snapshot():
            records = gather(
                self._context, inspector_id=inspector_id, month=month,
                visits=(*preview.leaving, *preview.joint), pdfs=pdfs,
                told=ToldMonth(self._months.content(month), self._months.late(month)),
            )  # fmt: skip
            known = self._made_before(records.digest, sealed=office is not None)
        if known:
            return replace(self._again(known, records, preview), remarks=remarks)
        parts, supersedes = self._parts(records, preview, pdfs, month, inspector_id, office)
        act = Act(
            kind=f"monthly:{records.digest}", inspector_id=inspector_id, period=str(month),
            supersedes=supersedes, office=office,
        )  # fmt: skip
        made = self._maker.build(act, parts)
        # Noted before anybody can see it: two bundles of one number must never be out at once.
        with self._context.database.transaction():
            self._maker.note(act, made)
            changes = self._maker.mark_handed_over(records.counted_uids)
            self._note_month(month, inspector_id, made, records)
        return ExportedBundle(
            files=tuple(each.built.path for each in made),
            digests=tuple(each.built.verified.digest for each in made),
            seq=made[0].built.verified.statement.seq,
            visits=len(preview.leaving),
            photos=preview.photos,
            staying=len(preview.staying),
            sealed=office is not None,
            repeated=False,
            changes=changes | Changes(bundles=True, months=frozenset({str(month)})),
            remarks=remarks,
        )

    def make_news(self, *, inspector_id: str) -> ExportedBundle:
        """Make a bundle of what is new in the outbox; errors are those of ``export_news``."""
        refuse_others(self._context, inspector_id)
        office = addressee(self._context)
        if office is None:
            raise RefusedError(
                "还没有加入督导室，不能上报新记录，没有写出任何文件；"
                "请先在“设置”里加入督导室，或按月上报。",
                code="no-office",
            )
        with self._context.database.snapshot():
            news = self._news(inspector_id)
        if news.is_empty:
            raise RefusedError(
                "没有新的内容要上报，没有写出任何文件；定稿、更正或登记以后再上报。",
                code="nothing-new",
            )
        kind = type_of(news)
        act = Act(
            kind=kind.value, inspector_id=inspector_id, period="", supersedes=news.supersedes,
            office=office,
        )  # fmt: skip
        made = self._maker.build(act, parts_of(news, kind))
        with self._context.database.transaction():
            self._maker.note(act, made)
            changes = self._maker.mark_handed_over(news.visit_uids)
            digest = made[0].built.verified.digest
            self._context.note("bundle", digest, {"note": "上报新内容", "type": kind.value})
        return ExportedBundle(
            files=tuple(each.built.path for each in made),
            digests=tuple(each.built.verified.digest for each in made),
            seq=made[0].built.verified.statement.seq,
            visits=news.count("visits"),
            photos=0,
            staying=0,
            sealed=True,
            repeated=False,
            changes=changes | Changes(bundles=True),
        )

    # -- letting out -----------------------------------------------------------------------------

    def save(self, digests: Sequence[str], folder: Path) -> tuple[Path, ...]:
        """Put bundles that were made before into ``folder``: the same files, the same bytes.

        Raises:
            NotFoundError: the folder does not exist.
            EnvironmentProblem: the folder does not take them, or the outbox has lost them.
        """
        _refuse_absent(folder)
        sources = self.files(digests)
        placed = []
        for digest, source in zip(digests, sources, strict=True):
            placed.append(publish(source, folder, name=source.name, called=_CALLED))
            with self._context.database.transaction():
                self._context.stores.bundles.set_exported(digest, folder=str(folder))
        return tuple(placed)

    def copy(self, digests: Sequence[str]) -> tuple[Path, ...]:
        """Return the files of bundles for the clipboard, and note that they were taken.

        Raises:
            RefusedError: one is not encrypted: it must not go through a messenger.
            EnvironmentProblem: the outbox has lost them.
        """
        rows = self._rows(digests)
        if any(not row["sealed_name"] for row in rows):
            raise RefusedError(
                "这个上报包没有加密，不能复制到聊天软件里；请另存到督导室的共享文件夹或 U 盘。"
                "加入督导室以后，上报包会自动加密。",
                code="not-sealed",
            )
        found = self.files(digests)
        with self._context.database.transaction():
            for digest in digests:
                self._context.stores.bundles.set_exported(digest, folder=COPIED)
        return found

    def numbered(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """Return the digests of bundles of the chain in use by their numbers.

        Raises:
            NotFoundError: there is no bundle of one of them.
        """
        chain = device_key(self._context).public.chain
        known = {row["seq"]: row["digest"] for row in self._context.stores.bundles.all()
                 if row["chain"] == chain}  # fmt: skip
        for number in numbers:
            if number not in known:
                raise NotFoundError(
                    f"没有第 {number} 包，没有写出文件；请用 bundle list 查看做过的上报包。"
                )
        return tuple(known[number] for number in numbers)

    def recovery_key(self) -> str:
        """Return the further key that bundles are encrypted to, empty where there is none."""
        kept = recovery_key(self._context)
        return kept.text if kept else ""

    def set_recovery_key(self, text: str) -> Changes:
        """Set that key, or take it away with an empty text (InputError: it is none)."""
        return set_recovery_key(self._context, text)

    def files(self, digests: Sequence[str]) -> tuple[Path, ...]:
        """Return the files of bundles in the outbox (EnvironmentProblem: one is lost)."""
        return tuple(self._kept(row, "这一包已经上报过") for row in self._rows(digests))

    def _kept(self, row: Mapping[str, Any], already: str) -> Path:
        refuse_cleared(self._context, row)
        name = row["sealed_name"] or row["file_name"]
        return kept_in_outbox(self._context, name, already=already, remedy="更正记录后再上报")

    def _rows(self, digests: Sequence[str]) -> list[Mapping[str, Any]]:
        known = {row["digest"]: row for row in self._context.stores.bundles.all()}
        if not digests or any(digest not in known for digest in digests):
            raise NotFoundError("找不到这个上报包，没有做任何改动；请在“做过的上报包”里选一个。")
        return [known[digest] for digest in digests]

    # -- steps -----------------------------------------------------------------------------------

    def _news(self, inspector_id: str) -> News:
        """Return what is new of the month under way, the one before, and of all that has left."""
        closing = self._context.closing_days()
        first = closing.span(closing.month_of(self._context.today())).start
        since = closing.span(closing.month_of(first - timedelta(days=1))).start
        uids = self._context.stores.bundles.records_with_news(person_id=inspector_id, since=since)
        found = (self._context.stores.visit_lists.summary(uid) for uid in uids)
        visits = [line for line in found if line is not None]
        return news_of(self._context, inspector_id=inspector_id, visits=visits)

    def _made_before(self, content_digest: str, *, sealed: bool) -> list[dict[str, Any]]:
        bundles = self._context.stores.bundles
        for row in bundles.all():
            same = row["kind"] == f"monthly:{content_digest}"
            if same and bool(row["sealed_name"]) == sealed:
                return bundles.of_export(row["export_uid"]) if row["export_uid"] else [row]
        return []

    def _again(
        self, rows: Sequence[Mapping[str, Any]], records: BundleRecords, preview: HandOverPreview
    ) -> ExportedBundle:
        files = [self._kept(row, "这个月已经上报过") for row in rows]
        return ExportedBundle(
            files=tuple(files),
            digests=tuple(row["digest"] for row in rows),
            seq=rows[0]["seq"],
            visits=len(preview.leaving),
            photos=preview.photos,
            staying=len(preview.staying),
            sealed=bool(rows[0]["sealed_name"]),
            repeated=True,
            changes=self._maker.mark_handed_over(records.counted_uids),
        )

    def _parts(
        self,
        records: BundleRecords,
        preview: HandOverPreview,
        pdfs: Mapping[str, bytes],
        month: Month,
        inspector_id: str,
        office: Addressee | None,
    ) -> tuple[Sequence[Part], Sequence[Any]]:
        from inspector_app.exchange.statement import BundleType

        if office is None:
            whole = Part(
                type=BundleType.MONTHLY, content=records.content, counts=records.counts,
                attachments=records.attachments, sent=(),
            )  # fmt: skip
            return [whole], records.supersedes
        closing = Closing(
            month=str(month), led=preview.leaving, joint=preview.joint, table=records.table,
            pdfs=pdfs, late=records.late,
        )  # fmt: skip
        with self._context.database.snapshot():
            news = news_of(self._context, inspector_id=inspector_id, visits=(), closing=closing)
        return parts_of(news, BundleType.MONTHLY), news.supersedes

    def _note_month(
        self, month: Month, inspector_id: str, made: Sequence[MadePart], records: BundleRecords
    ) -> None:
        found = self._months.table(month, now=True)
        keep_figures(self._context, found, records.table, inspector_id)
        step = StepNote(
            MonthStep.HANDED_OVER, found.digest, self._context.now_text(), self._context.actor, ""
        )
        self._context.stores.months.add_step(
            month, inspector_id, step, origin=self._context.identity.device
        )
        for each in made:
            self._context.note(
                "bundle", each.built.verified.digest, {"note": "上报", "month": str(month)}
            )

    def _put(self, made: ExportedBundle, folder: Path) -> ExportedBundle:
        files = self.save(made.digests, folder)
        return replace(made, files=files)


def _refuse_absent(folder: Path) -> None:
    if not folder.is_dir():
        raise NotFoundError(f"文件夹“{folder}”不存在，没有上报；请先建好或换一个文件夹。")
