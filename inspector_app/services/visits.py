"""Reading records, and their life: 送签稿, 定稿, 更正, 作废, 回收站."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import IncompleteError, Problem, RefusedError
from inspector_app.base.stable_json import stable_digest
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.photos import PHOTO_OWNER_LABEL, PHOTO_ROLE_LABEL
from inspector_app.domain.month import Month
from inspector_app.domain.photo import PhotoOwner, PhotoRole
from inspector_app.domain.views import RevisionSummary, SigningCopy, VisitSummary
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_json import visit_json
from inspector_app.domain.visit_options import COUNTED_STATUSES, Joint, VisitStatus
from inspector_app.services.context import Context
from inspector_app.services.edit_journal import EditJournal, NotEditableError, months_of
from inspector_app.services.issue_life import IssueLife
from inspector_app.services.joint_matches import JointMatches
from inspector_app.services.lookup import ContextLookup, FrozenLookup
from inspector_app.services.record_sources import source_of, with_sources
from inspector_app.services.recusals import record_warnings
from inspector_app.services.return_events import note_mended
from inspector_app.services.value_journal import CORRECTED
from inspector_app.services.visit_reader import read_issue_dates, read_visit
from inspector_app.services.visit_views import VisitRecord, VisitViews, content_digest
from inspector_app.storage.editing import Target
from inspector_app.storage.visit_lists import VisitFilter

if TYPE_CHECKING:
    from inspector_app.services.form_filing import FormFiling

# What came back signed is evidence of its own; giving a correction up does not touch it.
_PAPER: Final = frozenset({PhotoRole.SIGNED_PAGE, PhotoRole.SIGNATURE})


class VisitService:
    """Lists records and takes them through their states."""

    def __init__(self, context: Context, forms: "Callable[[], FormFiling]") -> None:
        """``forms`` gives what looks at forms, made when it is first asked for."""
        self._context, self._forms = context, forms
        self._views = VisitViews(context, forms)
        self._edits = EditJournal(context)
        self._issues = IssueLife(context)
        self._joint = JointMatches(context)

    # -- reading ---------------------------------------------------------------------------------

    def list(
        self,
        *,
        month: Month | None = None,
        inspector_id: str | None = None,
        school_code: str | None = None,
        statuses: frozenset[VisitStatus] = frozenset(),
        limit: int = -1,
    ) -> tuple[VisitSummary, ...]:
        """Return the records that fit, newest first; an inspector's are those they were on."""
        days = self._context.span(month) if month else None
        found = self._context.stores.visit_lists.summaries(
            VisitFilter(
                start=days.start if days else None,
                end=days.end if days else None,
                person_id=inspector_id,
                school_code=school_code,
                statuses=statuses,
                limit=limit,
            )
        )
        return with_sources(self._context, found)

    def get(self, uid: str) -> Visit:
        """Return one record (NotFoundError where there is none)."""
        with self._context.database.snapshot():
            return self._context.stores.visits.get(uid)

    def uid_of(self, number: str) -> str:
        """Return the uid of a 记录编号 or of a uid itself (NotFoundError where there is none)."""
        visits = self._context.stores.visits
        known = self._context.database.row("SELECT uid FROM visit WHERE uid = ?", number)
        return str(known[0]) if known else visits.uid_of(number)

    def record(self, uid: str) -> VisitRecord:
        """Return a record with everything that its page shows."""
        return self._views.record(uid)

    def gaps(self, uid: str) -> tuple[Problem, ...]:
        """Return what 定稿 would miss."""
        with self._context.database.snapshot():
            return self._views.gaps(self._context.stores.visits.get(uid))

    def warnings(self, uid: str) -> tuple[Problem, ...]:
        """Return who of a record's people must keep away from its school."""
        with self._context.database.snapshot():
            return record_warnings(self._context, self._context.stores.visits.get(uid))

    def as_json(self, uid: str) -> dict[str, Any]:
        """Return a record under the ids of its fields, with its photos."""
        with self._context.database.snapshot():
            visit = self._context.stores.visits.get(uid)
            told = visit_json(visit, photos=self._context.stores.photos.of_visit(uid))
            source = source_of(self._context, uid)
            return {**told, "source": source} if source else told

    def revision(self, uid: str, revision: int) -> dict[str, Any]:
        """Return the frozen content of one filed revision (NotFoundError where there is none)."""
        return self._context.stores.history.content(uid, revision)

    def recycle_bin(self) -> tuple[VisitSummary, ...]:
        """Return the discarded drafts."""
        return self._context.stores.visit_lists.summaries(VisitFilter(deleted=True))

    # -- life ------------------------------------------------------------------------------------

    def file(self, uid: str) -> Changes:
        """定稿: check completeness, freeze the record, and let its issues enter the 台账.

        Raises:
            IncompleteError: it lists every gap; nothing was changed.
            NotEditableError: the record is no draft.
        """
        with self._context.database.transaction():
            target = self._edits.editable(uid)
            visit = self._context.stores.visits.get(uid)
            found = self._views.gaps(visit)
            if found:
                sentence = f"还不能定稿：有 {len(found)} 处没有填好。已填的内容都在，补齐后再定稿。"
                raise IncompleteError(sentence, problems=found)
            if visit.joint is Joint.ENTRY:
                self._joint.refuse_double(visit)
            if visit.forms:
                visit = self._forms().settle(visit)
            self._context.stores.visits.set_many(
                uid,
                {"status": VisitStatus.FILED.value, "filed_at": self._context.now_text(),
                 "prefilled": "[]", "slack": b""},
            )  # fmt: skip
            self._issues.enter_ledger(visit)
            self._freeze(uid)
            self._edits.barrier(uid, {"note": "定稿", "revision": visit.revision})
            note_mended(self._context, self._context.stores.visits.get(uid))
            self._context.stores.search.index_visit(uid)
            assert visit.visited_on is not None
            merged = self._joint.settle(visit.school_code, visit.visited_on)
        return self._changes(target) | Changes(issues=True, visit_uids=merged)

    def correct(self, uid: str, *, reason: str) -> Changes:
        """更正: open the next revision of a filed record; it does not count until filed again.

        Raises:
            RefusedError: no reason is given, or the record is not filed.
        """
        wanted = _reason(reason, "更正")
        with self._context.database.transaction():
            visit = self._counted(uid, "更正")
            if not self._context.stores.history.revisions(uid):
                # A record taken over from a workbook is frozen as it came before it changes.
                self._freeze(uid)
            self._context.stores.visits.set_many(
                uid,
                {"status": VisitStatus.DRAFT.value, "revision": visit.revision + 1,
                 "reason": wanted},
            )  # fmt: skip
            stood = visit.status.value
            self._edits.barrier(uid, {"note": CORRECTED, "reason": wanted, "status": stood})
            return self._changes(self._target(uid)) | Changes(issues=True)

    def abandon_correction(self, uid: str) -> Changes:
        """Give a correction up: the record is again what was last filed.

        Raises:
            RefusedError: the record is not being corrected.
        """
        with self._context.database.transaction():
            target = self._edits.editable(uid)
            visit = self._context.stores.visits.get(uid)
            if visit.revision == 1:
                raise RefusedError(
                    "这份记录还没有定稿过，没有可退回的版本；不要的草稿请移到回收站。"
                )
            content = self._context.stores.history.content(uid, visit.revision - 1)
            self._context.stores.visits.replace_content(self._thawed(content, visit))
            self._photos_as(content)
            self._edits.barrier(uid, {"note": "放弃更正"})
            return self._changes(target) | Changes(issues=True, lessons=True)

    def void(self, uid: str, *, reason: str) -> Changes:
        """作废: the record counts no more; its content stays for those who ask.

        Raises:
            RefusedError: no reason is given, or the record is not filed.
        """
        wanted = _reason(reason, "作废")
        with self._context.database.transaction():
            self._counted(uid, "作废")
            if not self._context.stores.history.revisions(uid):
                self._freeze(uid)
            self._context.stores.visits.set_many(
                uid, {"status": VisitStatus.VOIDED.value, "reason": wanted}
            )
            self._edits.barrier(uid, {"note": "作废", "reason": wanted})
            note_mended(self._context, self._context.stores.visits.get(uid))
            return self._changes(self._target(uid)) | Changes(issues=True)

    def discard(self, uid: str, *, reason: str = "") -> Changes:
        """Move a draft that was never filed to the recycle bin; its number stays taken.

        Raises:
            RefusedError: it was filed before; such a record is voided, not discarded.
        """
        with self._context.database.transaction():
            target = self._edits.editable(uid)
            visit = self._context.stores.visits.get(uid)
            if visit.revision > 1:
                raise RefusedError("这份记录定稿过，不能移到回收站；请“放弃更正”，或定稿后“作废”。")
            now = self._context.now_text()
            self._context.stores.visits.set_many(uid, {"deleted_at": now})
            self._context.stores.search.forget_visit(uid)
            self._context.stores.history.add_tombstone(
                number=visit.number, uid=uid, reason=reason or "草稿作废", at=now,
                origin=self._context.identity.device,
            )  # fmt: skip
            self._edits.barrier(uid, {"note": "移到回收站", "reason": reason})
        return self._changes(target)

    def restore(self, uid: str) -> Changes:
        """Bring a draft back from the recycle bin.

        Raises:
            RefusedError: it does not lie there.
        """
        with self._context.database.transaction():
            target = self._target(uid)
            if not target.deleted:
                raise RefusedError("这份记录不在回收站里，不用恢复；没有改动。")
            number = self._context.stores.visits.get(uid).number
            self._context.stores.visits.set_many(uid, {"deleted_at": None, "fts_dirty": 1})
            self._context.database.execute("DELETE FROM tombstone WHERE number = ?", number)
            self._edits.barrier(uid, {"note": "恢复"})
        return self._changes(target)

    def purge(self, uid: str) -> Changes:
        """Remove a discarded draft for good; a tombstone keeps its number from being used again.

        Raises:
            RefusedError: it does not lie in the recycle bin.
        """
        with self._context.database.transaction():
            target = self._target(uid)
            if not target.deleted:
                raise RefusedError("只能彻底删除回收站里的草稿；没有删除任何内容。")
            self._edits.barrier(uid, {"note": "彻底删除"})
            self._context.stores.photos.remove_all_of(uid, at=self._context.now_text())
            self._context.stores.visits.delete(uid)
        return self._changes(target)

    def add_signing_copy(self, uid: str, *, document_uid: str) -> SigningCopy:
        """Note that 送签稿 n was printed from the content as it stands."""
        with self._context.database.transaction():
            self._edits.editable(uid)
            visit = self._context.stores.visits.get(uid)
            copies = self._context.stores.history.signing_copies(uid)
            copy = SigningCopy(
                visit_uid=uid,
                signing_no=len(copies) + 1,
                revision=visit.revision,
                digest=content_digest(visit),
                made_at=self._context.now_text(),
                document_uid=document_uid,
            )
            self._context.stores.history.add_signing_copy(copy)
            return copy

    # -- within a transaction --------------------------------------------------------------------

    def _freeze(self, uid: str) -> None:
        visit = self._context.stores.visits.get(uid)
        content = visit_json(visit, photos=self._context.stores.photos.of_visit(uid))
        summary = RevisionSummary(
            revision=visit.revision,
            reason=visit.reason,
            filed_at=visit.filed_at,
            digest=stable_digest(content),
            actor=self._context.actor,
        )
        self._context.stores.history.add_revision(uid, summary, content)

    def _thawed(self, content: dict[str, Any], current: Visit) -> Visit:
        """Return the record as ``content`` froze it; what happened to its issues since stays."""
        lookup = FrozenLookup(content, ContextLookup(self._context))
        empty = replace(
            current, merits=(), issues=(), lessons=(), checklists=(), forms=(),
            status=self._before_correction(current.uid),
            revision=current.revision - 1, reason=content["reason"], filed_at=content["filed_at"],
            # Written only where it says something.
            departments=(), basis="",
        )  # fmt: skip
        visit = read_visit(content, lookup, into=empty)
        dates = {i["uuid"]: read_issue_dates(i, lookup) for i in content["issues"]}
        issues = tuple(
            replace(i, dates=self._issues.dates_of(i.uid, otherwise=dates[i.uid]))
            for i in visit.issues
        )
        return replace(visit, issues=issues)

    def _before_correction(self, uid: str) -> VisitStatus:
        begun = self._context.stores.journal.newest_step(uid, CORRECTED)
        # Histories of older versions do not say so; there 已定稿 is what can be no untruth.
        return VisitStatus(begun.get("status", VisitStatus.FILED))

    def _photos_as(self, content: Mapping[str, Any]) -> None:
        """Let the pictures hang as ``content`` froze them; newer ones go to the basket."""
        photos = self._context.stores.photos
        frozen = {row["uuid"]: row for row in content["photos"]}
        for photo in photos.of_visit(content["uuid"]):
            if photo.uid not in frozen and photo.role not in _PAPER:
                photos.update(
                    photo.uid, owner=PhotoOwner.BASKET, owner_uid="", visit_uid="",
                    shows_minors=photo.shows_minors,
                )  # fmt: skip
        for uid, row in frozen.items():
            photos.mark_removed(uid, at=None)
            photos.update(
                uid,
                owner=from_label(PHOTO_OWNER_LABEL, row["owner"]),
                role=from_label(PHOTO_ROLE_LABEL, row["role"]),
                owner_uid=row["owner_uuid"],
                visit_uid=row["visit_uuid"],
                caption=row["caption"],
                shows_minors=row["shows_minors"],
            )

    def _counted(self, uid: str, what: str) -> Visit:
        target = self._target(uid)
        if target.joint is Joint.TAKEN:
            raise NotEditableError(target)
        if target.deleted or target.status not in COUNTED_STATUSES:
            if target.status is VisitStatus.DRAFT and not target.deleted:
                if self._context.stores.visits.get(uid).revision > 1:
                    raise RefusedError(
                        f"这份记录正在更正，不能{what}；请先重新定稿，或放弃更正。没有改动。"
                    )
                raise RefusedError(f"这份记录还是草稿，不用{what}；可以直接修改。")
            raise NotEditableError(target)
        return self._context.stores.visits.get(uid)

    def _target(self, uid: str) -> Target:
        target = self._edits.store.target(uid)
        if target is None:
            self._context.stores.visits.get(uid)
        assert target is not None
        return target

    def _changes(self, target: Target) -> Changes:
        return Changes(
            visits=True,
            months=months_of(target.visited_on),
            visit_uids=frozenset({target.visit_uid}),
        )


def _reason(text: str, what: str) -> str:
    wanted = text.strip()
    if not wanted:
        raise RefusedError(f"{what}要写明理由，记录没有改动；请写一句理由后再{what}。")
    return wanted
