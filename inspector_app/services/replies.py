"""学校回复: a paper or a Word file of a school, recorded in the ledger in one go."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import IncompleteError, Problem, RefusedError
from inspector_app.base.ids import new_uid
from inspector_app.domain.labels.issue_events import ISSUE_EVENT_LABEL
from inspector_app.domain.photo import Photo, PhotoOwner, PhotoRole
from inspector_app.domain.reply import (
    Answer,
    Reply,
    ReplyState,
    ReplyWay,
)
from inspector_app.domain.reply_steps import steps_of, wrong_with
from inspector_app.domain.views import LedgerRow
from inspector_app.services.context import Context
from inspector_app.services.incoming_photos import IncomingPhoto, PhotosAdded, Prepared
from inspector_app.services.issues import IssueService
from inspector_app.services.photos import PhotoService
from inspector_app.services.reply_journal import ReplyJournal
from inspector_app.services.saved import Saved, saved_now
from inspector_app.services.undo import Undo, Undone

_PREFIX: Final = "HF"
_NO_INSPECTOR: Final = "000"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyView:
    """A reply with everything that its page shows.

    Attributes:
        issues: the open issues of its school and those that it answers, the most pressing first.
        photos: its pictures by uid, as far as they are there.
        problems: what stands in the way of recording it; ``where`` is a 问题编号.
        will: what it makes of each answered issue, in words, by uid.
        can_undo, can_redo: whether anything was changed since it was begun, or taken back.
    """

    reply: Reply
    school_name: str
    issues: tuple[LedgerRow, ...]
    photos: Mapping[str, Photo]
    problems: tuple[Problem, ...]
    will: Mapping[str, str]
    can_undo: bool
    can_redo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyAdded:
    """A reply that the ledger has."""

    uid: str
    number: str
    changes: Changes


class ReplyService:
    """Keeps replies; every writing call is one transaction."""

    def __init__(self, context: Context, *, issues: IssueService, photos: PhotoService) -> None:
        self._context = context
        self._issues = issues
        self._photos = photos
        self._edits = ReplyJournal(context)
        self._undo = Undo(context, self._edits)

    # -- reading ---------------------------------------------------------------------------------

    def get(self, uid: str) -> Reply:
        """Return a reply by its uid or its number (NotFoundError where there is none)."""
        return self._context.stores.replies.get(uid)

    def listed(self, *, school_code: str | None = None) -> tuple[Reply, ...]:
        """Return the replies that were not discarded, the newest first."""
        return self._context.stores.replies.listed(school_code=school_code)

    def view(self, uid: str) -> ReplyView:
        """Return a reply with everything that its page shows."""
        stores = self._context.stores
        with self._context.database.snapshot():
            reply = stores.replies.get(uid)
            known = stores.photos.of(PhotoOwner.SCHOOL, reply.school_code)
            stacks = stores.journal.stacks(reply.uid)
            return ReplyView(
                reply=reply,
                school_name=stores.schools.get(reply.school_code).name,
                issues=self._rows(reply),
                photos={p.uid: p for p in known if p.uid in reply.all_photos()},
                problems=self.problems(reply),
                will=self._will(reply),
                can_undo=bool(stacks.done),
                can_redo=bool(stacks.undone),
            )

    def problems(self, reply: Reply) -> tuple[Problem, ...]:
        """Return why a draft cannot be recorded, issue by issue; nothing where it can."""
        if reply.state is not ReplyState.DRAFT:
            return ()
        with self._context.database.snapshot():
            return tuple(self._problems(reply))

    def wrong_with(self, reply: Reply, answer: Answer) -> str:
        """Return why one answer cannot be recorded, as a sentence's beginning, or nothing."""
        row = self._issues.get(answer.issue_uid)
        if row.school_code != reply.school_code:
            return f"这是{row.school_name}的问题，不是这所学校的；"
        if answer.is_empty and not reply.photos:
            return "学校没有写措施、完成情况，也没有照片；"
        today = self._context.today()
        return wrong_with(
            row.issue,
            steps_of(reply, answer, today=today),
            events=self._issues.events(answer.issue_uid),
            found_on=row.found_on,
            today=today,
        )

    def _problems(self, reply: Reply) -> Iterator[Problem]:
        today = self._context.today()
        if not reply.answers:
            yield Problem(where="问题", what="没有勾选它回复的问题", remedy="至少勾选一个")
        if reply.received_on is None:
            yield Problem(where="收到日期", what="没有写", remedy="写明哪天收到")
        elif reply.received_on > today:
            yield Problem(where="收到日期", what="在今天之后", remedy="请核对日期")
        for answer in reply.answers:
            if wrong := self.wrong_with(reply, answer):
                number = self._issues.get(answer.issue_uid).issue.number
                yield Problem(where=number, what=wrong.rstrip("；"))

    def _rows(self, reply: Reply) -> tuple[LedgerRow, ...]:
        answered = [answer.issue_uid for answer in reply.answers]
        if reply.state is not ReplyState.DRAFT:
            return self._context.stores.issues.all_of(answered)
        open_now = self._issues.open_at(reply.school_code)
        known = {row.issue.uid for row in open_now}
        more = self._context.stores.issues.all_of(uid for uid in answered if uid not in known)
        return (*open_now, *more)

    def _will(self, reply: Reply) -> dict[str, str]:
        today = self._context.today()
        return {
            answer.issue_uid: "、".join(
                ISSUE_EVENT_LABEL[step.kind] for step in steps_of(reply, answer, today=today)
            )
            for answer in reply.answers
        }

    # -- writing ---------------------------------------------------------------------------------

    def begin(self, school_code: str, *, way: ReplyWay = ReplyWay.PAPER) -> Reply:
        """Begin a reply of a school, come today unless it is said otherwise.

        Raises:
            NotFoundError: there is no such school.
            RefusedError: the school has nothing to answer.
        """
        with self._context.database.transaction():
            school = self._context.stores.schools.get(school_code)
            if not self._issues.open_at(school_code):
                raise RefusedError(f"{school.name}没有未销号的问题，不用登记学校回复；请核对学校。")
            return self.insert(self.blank(school_code, way=way))

    def begin_or_go_on(self, school_code: str) -> Reply:
        """Return the newest draft of a school, or begin one (errors as above)."""
        drafts = (r for r in self.listed(school_code=school_code) if r.state is ReplyState.DRAFT)
        return next(drafts, None) or self.begin(school_code)

    def blank(self, school_code: str, *, way: ReplyWay) -> Reply:
        """Return a draft that came today, without a number."""
        today = self._context.today()
        return Reply(
            uid=new_uid(), number="", school_code=school_code, received_on=today,
            checked_on=today, way=way,
        )  # fmt: skip

    def insert(self, reply: Reply) -> Reply:
        """Keep a draft under the next number; the caller holds the transaction."""
        made = replace(reply, number=self._next_number())
        self._context.stores.replies.insert(
            made, at=self._context.now_text(), origin=self._context.identity.device
        )
        self._edits.barrier(made, "新建")
        return made

    def add(
        self,
        reply: Reply,
        files: Sequence[IncomingPhoto] = (),
        *,
        photos_of: Mapping[str, Sequence[IncomingPhoto]] | None = None,
    ) -> ReplyAdded:
        """Keep a reply and record it in the ledger at once, all or nothing.

        Args:
            reply: what it says, as ``blank`` began it.
            files: pictures of the whole reply.
            photos_of: pictures of single answers, by issue.

        Raises:
            InputError: a picture cannot be read.
            IncompleteError, RefusedError: as ``record``.
        """
        whole = [self._photos.prepare(file) for file in files]
        own = {
            uid: [self._photos.prepare(file) for file in given]
            for uid, given in (photos_of or {}).items()
        }
        with self._context.database.transaction():
            made = _with_photos(reply, self.hang(reply.school_code, whole), "")
            for uid, prepared in own.items():
                made = _with_photos(made, self.hang(reply.school_code, prepared), uid)
            made = self.insert(made)
            changes = self.record(made.uid)
        return ReplyAdded(uid=made.uid, number=made.number, changes=changes)

    def hang(self, school_code: str, prepared: Sequence[Prepared]) -> tuple[str, ...]:
        """Hang pictures on the school and return them, those that hung there before included."""
        if not prepared:
            return ()
        return uids_of(
            self._photos.commit(PhotoOwner.SCHOOL, school_code, prepared, role=PhotoRole.REPLY)
        )

    def save(self, reply: Reply, *, editing: str = "") -> Saved:
        """Keep what a draft says now; pictures come and go on ways of their own.

        Args:
            reply: what it says.
            editing: the editing session; typing in one text of one session is one change.

        Raises:
            RefusedError: the ledger has it already, or it was given up.
        """
        with self._context.database.transaction():
            kept = self._edits.draft(reply.uid)
            said = replace(
                kept, received_on=reply.received_on, checked_on=reply.checked_on,
                way=reply.way, note=reply.note, answers=_with_kept_photos(reply, kept),
            )  # fmt: skip
            self._edits.keep(kept, said, editing=editing)
        return saved_now(self._context, Changes(replies=True))

    def add_photos(
        self, uid: str, files: Sequence[IncomingPhoto], *, issue_uid: str = ""
    ) -> PhotosAdded:
        """Take pictures in, of the whole reply or of the answer to one issue (errors as above).

        A picture that the school's replies hold already is used again, not taken in twice.
        """
        reply = self._edits.draft(uid)
        added = self._photos.add(
            PhotoOwner.SCHOOL, reply.school_code, files=files, role=PhotoRole.REPLY
        )
        uids = uids_of(added)
        with self._context.database.transaction():
            reply = self._edits.draft(uid)
            self._edits.keep(reply, _with_photos(reply, uids, issue_uid))
        return replace(added, changes=added.changes | Changes(replies=True))

    def remove_photo(self, uid: str, photo_uid: str) -> Saved:
        """Take a picture out of a draft (errors as above)."""
        with self._context.database.transaction():
            reply = self._edits.draft(uid)
            answers = tuple(
                replace(a, photos=tuple(p for p in a.photos if p != photo_uid))
                for a in reply.answers
            )
            photos = tuple(p for p in reply.photos if p != photo_uid)
            self._edits.keep(reply, replace(reply, photos=photos, answers=answers))
        return saved_now(self._context, Changes(replies=True))

    def order_photos(self, uid: str, uids: Sequence[str]) -> Saved:
        """Let the pictures of a draft stand in this order (errors as above)."""
        place = {photo: number for number, photo in enumerate(uids)}

        def ordered(photos: Sequence[str]) -> tuple[str, ...]:
            return tuple(sorted(photos, key=lambda photo: place.get(photo, len(place))))

        with self._context.database.transaction():
            reply = self._edits.draft(uid)
            answers = tuple(replace(a, photos=ordered(a.photos)) for a in reply.answers)
            self._edits.keep(reply, replace(reply, photos=ordered(reply.photos), answers=answers))
        return saved_now(self._context, Changes(replies=True))

    def undo(self, uid: str) -> Undone | None:
        """Take the newest change of a draft back; ``None`` when there is none."""
        with self._context.database.transaction():
            return self._undo.back(self._edits.draft(uid))

    def redo(self, uid: str) -> Undone | None:
        """Put the change last taken back in again; ``None`` when there is none."""
        with self._context.database.transaction():
            return self._undo.forth(self._edits.draft(uid))

    def record(self, uid: str) -> Changes:
        """Record a reply in the ledger: every step of every issue, or nothing.

        Raises:
            IncompleteError: it lists what is wrong, issue by issue.
            RefusedError: the ledger has it already, or a piece of evidence is not there.
        """
        with self._context.database.transaction():
            reply = self._edits.draft(uid)
            found = self.problems(reply)
            if found:
                raise IncompleteError(
                    f"还不能记入台账：有 {len(found)} 处要改。已填的内容都在。", problems=found
                )
            today = self._context.today()
            changes = self._issues.record_all(
                (answer.issue_uid, step)
                for answer in reply.answers
                for step in steps_of(reply, answer, today=today)
            )
            self._context.stores.replies.update(
                replace(reply, state=ReplyState.RECORDED),
                recorded_at=self._context.now_text(),
            )
            self._edits.barrier(reply, "记入台账")
        return changes | Changes(replies=True)

    def discard(self, uid: str) -> Changes:
        """Give a draft up; its number is not given out again (errors as above)."""
        with self._context.database.transaction():
            reply = self._edits.draft(uid)
            self._context.stores.replies.update(replace(reply, state=ReplyState.DISCARDED))
            self._edits.barrier(reply, "放弃")
        return Changes(replies=True)

    def _next_number(self) -> str:
        identity = self._context.identity
        year = self._context.today().year
        prefix = f"{_PREFIX}-{year}-{identity.inspector_id or _NO_INSPECTOR}-"
        return identity.next_number(
            prefix, highest=self._context.stores.replies.highest_serial(prefix)
        )


def uids_of(added: PhotosAdded) -> tuple[str, ...]:
    """Return the pictures that files became, or were already."""
    known = [d.existing.uid for d in added.duplicates if d.sure]
    return tuple(dict.fromkeys((*(photo.uid for photo in added.photos), *known)))


def _with_kept_photos(said: Reply, kept: Reply) -> tuple[Answer, ...]:
    """Return answers with the pictures that are stored; a new answer has those it came with."""
    stored = {answer.issue_uid: answer.photos for answer in kept.answers}
    return tuple(replace(a, photos=stored.get(a.issue_uid, a.photos)) for a in said.answers)


def _with_photos(reply: Reply, uids: Sequence[str], issue_uid: str) -> Reply:
    if not issue_uid:
        return replace(reply, photos=tuple(dict.fromkeys((*reply.photos, *uids))))
    answer = reply.answer_to(issue_uid) or Answer(issue_uid=issue_uid)
    photos = tuple(dict.fromkeys((*answer.photos, *uids)))
    return reply.with_answer(replace(answer, photos=photos))
