"""退回 at the office: a received record is marked, sent back, watched, closed or withdrawn.

A return asks; it takes nothing out of the district's figures. The record counts as it stands until
its next revision is here.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.clock import instant_text
from inspector_app.base.errors import InputError, NotFoundError, RefusedError, UserError
from inspector_app.base.ids import new_uid
from inspector_app.domain.returned import (
    OF_OFFICE,
    UNMENDED,
    Returned,
    ReturnEvent,
    ReturnState,
    ReturnStep,
)
from inspector_app.domain.visit_json import visit_json
from inspector_app.services.context import Context, Role
from inspector_app.services.key_trust import trusted_roster
from inspector_app.services.return_events import ReturnView, append, newest_of, views
from inspector_app.services.return_pack import KIND
from inspector_app.services.return_places import ReturnPlace, find_place, places_of
from inspector_app.services.return_rows import COMMENT_LENGTH, MOST_MARKS, event_row
from inspector_app.services.share_setting import joined_share

if TYPE_CHECKING:
    from inspector_app.exchange.key_roster import KeyRoster
    from inspector_app.services.pack_sending import PackService
    from inspector_app.storage.packs import SentPackLine

_LOOKED_FOR: Final = timedelta(days=30)
"""So long a pack is put again where it is missing: after that, files of a share are cleared."""
_ANSWERED: Final = frozenset({ReturnState.ANSWERED, ReturnState.MENDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class WishedMark:
    """A place, by id or by its words, with what is said of it."""

    place: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What went out.

    Attributes:
        packs: one for each laptop; they are kept here and can be put anywhere again.
        files: where they were put.
        remarks: for whom nothing could go out, and why.
        unplaced: whether a folder did not take a pack; the remarks say why.
    """

    packs: "tuple[SentPackLine, ...]"
    files: tuple[Path, ...]
    remarks: tuple[str, ...]
    changes: Changes
    unplaced: bool = False


class OfficeReturns:
    """Returns records, and says what became of that."""

    def __init__(
        self, context: Context, packs: "PackService", *, folders: Callable[[], Sequence[Path]]
    ) -> None:
        """``folders`` gives the shared folders that are known here."""
        self._context, self._packs, self._folders = context, packs, folders
        self._store = context.stores.returns

    # -- reading ---------------------------------------------------------------------------------

    def all(self) -> tuple[ReturnView, ...]:
        """Return every return, the newest first."""
        with self._context.database.snapshot():
            return views(self._context, self._store.all())

    def current(self) -> tuple[ReturnView, ...]:
        """Return what is not finished or has not gone out, first what waits for the office."""
        with self._context.database.snapshot():
            found = views(self._context, self._store.waiting())
        return tuple(sorted(found, key=_rank))

    def done(self, *, limit: int) -> tuple[ReturnView, ...]:
        """Return the newest of what is finished, at most so many."""
        with self._context.database.snapshot():
            return views(self._context, self._store.done(limit))

    def count_done(self) -> int:
        """Return how many returns are finished."""
        return self._store.count_done()

    def of_visit(self, visit_uid: str) -> tuple[ReturnView, ...]:
        """Return the returns of a record, the newest first."""
        with self._context.database.snapshot():
            return views(self._context, self._store.of_visit(visit_uid))

    def places(self, visit_uid: str) -> tuple[ReturnPlace, ...]:
        """Return the places of a received record that can be marked.

        Raises:
            NotFoundError: there is no such record.
            RefusedError: it was not received, or the office's own one stands in its place.
        """
        with self._context.database.snapshot():
            self._refuse_not_received(visit_uid)
            return places_of(self._content(visit_uid))

    def said_before(self, visit_uid: str) -> Mapping[str, str]:
        """Return what stood at each mark of the open return when it was made, by its id."""
        with self._context.database.snapshot():
            found = views(self._context, self._store.of_visit(visit_uid))
            returned = next((v.returned for v in found if not v.returned.is_finished), None)
            if returned is None:
                return {}
            history = self._context.stores.history
            kept = {each.revision for each in history.revisions(visit_uid)}
            if returned.revision not in kept:
                return {}
            places = places_of(history.content(visit_uid, returned.revision))
        said = {(place.rows, place.row, place.field): place.said for place in places}
        return {m.id: said.get((m.rows, m.row, m.field), "") for m in returned.marks}

    def can_be_returned(self, visit_uid: str) -> bool:
        """Say whether a record was received, counts, and does not wait for its inspector."""
        with self._context.database.snapshot():
            try:
                self._refuse_not_received(visit_uid)
            except RefusedError:
                return False
            found = views(self._context, self._store.of_visit(visit_uid))
        return not any(view.returned.state in UNMENDED for view in found)

    def _content(self, visit_uid: str) -> Mapping[str, Any]:
        visit = self._context.stores.visits.get(visit_uid)
        return visit_json(visit, photos=self._context.stores.photos.of_visit(visit_uid))

    # -- returning -------------------------------------------------------------------------------

    def give_back(
        self, visit_uid: str, *, marks: Sequence[WishedMark], comment: str, by: str
    ) -> Changes:
        """Return a received record; one that was answered before is asked again.

        Args:
            visit_uid: of the record.
            marks: what is said of single places.
            comment: what is said of the whole.
            by: who at the office says so, in words.

        Raises:
            InputError: a place is none of the record's, or nothing is said.
            NotFoundError: there is no such record.
            RefusedError: it was not received, is the office's own, void, or waits already.
        """
        with self._context.database.transaction():
            newest = self._refuse_not_received(visit_uid)
            content = self._content(visit_uid)
            said = _said(content, marks, comment)
            return_uid, lead = new_uid(), content["lead"]
            self._end_earlier(visit_uid, by=by)
            append(
                self._context, return_uid=return_uid, visit_uid=visit_uid, step=ReturnStep.RETURNED,
                content={
                    "no": self._number(visit_uid, content["no"]), "lead": lead, "revision": newest,
                    "by": by.strip(), "comment": comment.strip(), "marks": said,
                },
            )  # fmt: skip
        return _of(visit_uid)

    def _number(self, visit_uid: str, shown: str) -> str:
        """Return the number that the laptop knows: here a second one of it may be marked."""
        kept = self._context.stores.history.revisions(visit_uid)
        content = self._context.stores.history.content(visit_uid, kept[-1].revision)
        return str(content.get("no", shown))

    def _refuse_not_received(self, visit_uid: str) -> int:
        """Return the revision that counts (errors as ``places``)."""
        if self._context.identity.role is not Role.OFFICE:
            raise RefusedError("退回由督导室做，这里是督学的电脑；没有退回。")
        number = self._context.stores.visits.get(visit_uid).number
        matters = self._context.stores.office_matters
        found = [each for each in matters.revisions(visit_uid) if each.kind == "record"]
        if not found:
            raise RefusedError(
                f"{number} 不是督学上报来的（督导室代录、导入或同行登记的），没有退回；"
                "代录的请直接更正。"
            )
        if matters.keeps_own(visit_uid):
            raise RefusedError(
                f"{number} 现在以督导室自己写的为准，没有退回；"
                "请先用 office settle --take-received 改以督学上报的为准。"
            )
        newest = newest_of(self._context, visit_uid)
        assert newest is not None
        if newest.void:
            raise RefusedError(f"{number} 已经作废，没有退回。")
        return newest.revision

    def _end_earlier(self, visit_uid: str, *, by: str) -> None:
        for view in views(self._context, self._store.of_visit(visit_uid)):
            found = view.returned
            if found.state in UNMENDED:
                raise RefusedError(
                    f"{found.number} 已经退回，督学还没有改，没有再退；"
                    "要换意见的，请先撤回上一次的退回。"
                )
            if not found.is_finished:
                self._append_end(found, ReturnStep.CLOSED, by=by, note="又退回")

    # -- ending ----------------------------------------------------------------------------------

    def close(self, number: str, *, by: str, note: str = "") -> Changes:
        """已核: what the inspector has mended or answered is accepted.

        Raises:
            NotFoundError: no return of that record is open.
            RefusedError: the inspector has not answered yet.
        """
        with self._context.database.transaction():
            found = self.waiting_of(number).returned
            if found.state not in _ANSWERED:
                raise RefusedError(
                    f"{found.number} 退回后督学还没有改，也没有答复，没有核销；"
                    "不再要求改的，请撤回。"
                )
            self._append_end(found, ReturnStep.CLOSED, by=by, note=note)
        return _of(found.visit_uid)

    def withdraw(self, number: str, *, by: str, reason: str) -> Changes:
        """撤回: the office asks no more.

        Raises:
            NotFoundError: no return of that record is open.
            InputError: no reason is given.
        """
        if not reason.strip():
            raise InputError("撤回要写明理由，没有撤回。")
        with self._context.database.transaction():
            found = self.waiting_of(number).returned
            self._append_end(found, ReturnStep.WITHDRAWN, by=by, note=reason)
        return _of(found.visit_uid)

    def _append_end(self, found: Returned, step: ReturnStep, *, by: str, note: str) -> None:
        append(
            self._context, return_uid=found.uid, visit_uid=found.visit_uid, step=step,
            content={"by": by.strip(), "note": note.strip()[:COMMENT_LENGTH]},
        )  # fmt: skip

    def waiting_of(self, number: str) -> ReturnView:
        """Return the open return of a record (NotFoundError: there is none)."""
        with self._context.database.snapshot():
            found = views(self._context, self._store.open())
        for view in found:
            names = {view.returned.number, view.returned.visit_uid, view.returned.uid}
            shown = view.record.number if view.record else ""
            if not view.returned.is_finished and number in {*names, shown}:
                return view
        raise NotFoundError(f"{number} 没有在退回中，没有改动；请用 office return list 查看。")

    # -- going out -------------------------------------------------------------------------------

    def deliver(self, *, folder: Path | None = None) -> Delivery:
        """Send what has not gone out to the laptops that are in use now.

        What cannot go out stays and is sent the next time; nothing is asked twice. The files go
        into ``folder``, or into the shared folders that are known here; those that did not get
        there before, because the folder was away, go along.

        Raises:
            UserError: as ``PackService.send``; nothing was sent.
        """
        packs, remarks = list["SentPackLine"](), list[str]()
        with self._context.database.transaction():
            piles, remarks = self._waiting(trusted_roster(self._context))
            for chain, events in piles.items():
                rows = {"events": [event_row(event) for event in events]}
                packs.append(self._packs.send(KIND, rows, to=(chain,)))
                uids, now = [event.uid for event in events], self._context.now_text()
                self._store.note_sent(uids, chain=chain, at=now)
        failed = list[str]()
        files = tuple(self._put(folder, failed))
        return Delivery(
            packs=tuple(packs), files=files, remarks=tuple(dict.fromkeys((*remarks, *failed))),
            changes=Changes(visits=bool(packs), bundles=bool(packs)), unplaced=bool(failed),
        )  # fmt: skip

    def write(self, folder: Path) -> tuple[Path, ...]:
        """Put every pack of returns into a folder, where it is not yet (errors of its service)."""
        return self._packs.write(folder, packs=self._sent())

    def _sent(self) -> "tuple[SentPackLine, ...]":
        return tuple(pack for pack in self._packs.sent() if pack.kind == KIND)

    def _put(self, folder: Path | None, failed: list[str]) -> Iterator[Path]:
        """Put packs where laptops look; a folder that is away is told of, and nothing is lost."""
        since = instant_text(self._context.clock.now() - _LOOKED_FOR)
        packs = [pack for pack in self._sent() if pack.created >= since]
        if not packs:
            return
        joined = joined_share(self._context)
        known = dict.fromkeys((*((joined,) if joined else ()), *self._folders()))
        for target in (folder,) if folder else tuple(known):
            try:
                yield from self._packs.write(target, packs=packs)
            except UserError as error:
                failed.append(error.sentence)

    def _waiting(
        self, roster: "KeyRoster | None"
    ) -> tuple[dict[str, list[ReturnEvent]], list[str]]:
        """Return what has not gone out, by the chain of its laptop, and who has none."""
        sent, piles, remarks = self._store.sent(), defaultdict[str, list[ReturnEvent]](list), []
        reached = {uid for uid, _ in sent}
        for view in views(self._context, self._store.waiting()):
            found = view.returned
            events = [e for e in found.events if e.step in OF_OFFICE]
            if found.is_finished and all(e.uid in reached for e in events):
                continue
            chain = self._laptop(found, roster)
            if not chain:
                remarks.append(
                    f"{view.lead_name}没有在用的登记电脑，退回还没有送出；"
                    "登记新电脑以后再送出，或打电话告知。"
                )
                continue
            piles[chain] += [e for e in events if (e.uid, chain) not in sent]
        return {chain: events for chain, events in piles.items() if events}, remarks

    def _laptop(self, found: Returned, roster: "KeyRoster | None") -> str:
        """Return the chain of the laptop that handed the record over, or of the person's newest."""
        if roster is None:
            return ""
        today = self._context.today()
        live = [
            h.key for h in roster.holders()
            if h.inspector.id == found.lead and h.key.revoked_from_seq is None
            and h.key.is_valid_on(today)
        ]  # fmt: skip
        rows = self._context.stores.office_matters.revisions(found.visit_uid)
        last = rows[-1].chain if rows else ""
        if any(key.chain == last for key in live):
            return last
        return max(live, key=lambda key: key.valid_from).chain if live else ""


def _said(
    content: Mapping[str, Any], marks: Sequence[WishedMark], comment: str
) -> list[dict[str, str]]:
    if not marks and not comment.strip():
        raise InputError("请标出要改的地方并写明意见，或写总的意见；没有退回。")
    if len(marks) > MOST_MARKS or len(comment.strip()) > COMMENT_LENGTH:
        raise InputError(
            f"一次最多标 {MOST_MARKS} 处，每条意见最多 {COMMENT_LENGTH} 字，没有退回；"
            "请分次或写短些。"
        )
    return [_mark(content, number, each) for number, each in enumerate(marks, 1)]


def _mark(content: Mapping[str, Any], number: int, wished: WishedMark) -> dict[str, str]:
    place, comment = find_place(content, wished.place), wished.comment.strip()
    if not 0 < len(comment) <= COMMENT_LENGTH:
        raise InputError(
            f"“{place.label}”的意见要写 1 到 {COMMENT_LENGTH} 字，没有退回；请写明要改什么。"
        )
    return {
        "id": str(number), "field": place.field, "label": place.label, "comment": comment,
        "rows": place.rows, "row": place.row,
    }  # fmt: skip


def _of(visit_uid: str) -> Changes:
    return Changes(visits=True, bundles=True, visit_uids=frozenset({visit_uid}))


def _rank(view: ReturnView) -> int:
    """Return how soon the office has to look: at what was mended or answered first."""
    found = view.returned
    return 2 if found.is_finished else 1 if found.state in UNMENDED else 0
