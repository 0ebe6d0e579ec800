"""Record tables about single issues: 核查表, 整改闭环, 隐患即报单."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.domain.issue_event import in_order
from inspector_app.domain.issue_rounds import Round, rounds_of
from inspector_app.domain.labels.letters import LETTER_KIND_LABEL
from inspector_app.domain.photo import Photo, PhotoOwner, PhotoRole
from inspector_app.domain.views import LedgerRow, VisitSummary
from inspector_app.services.context import Context
from inspector_app.services.counted import check_counted
from inspector_app.services.issues import IssueService
from inspector_app.services.wishes import LetterPrint

if TYPE_CHECKING:
    from inspector_app.reports.closed_loop_report import LoopPhotos
    from inspector_app.reports.letter import Printable
    from inspector_app.reports.photo_blocks import PrintedPhoto

_BEFORE: Final = (PhotoRole.BEFORE, PhotoRole.SITE)
_AFTER: Final = (PhotoRole.AFTER,)


class IssueSheets:
    """Gathers what these tables say, one for each issue of a wish."""

    def __init__(self, context: Context, *, issues: IssueService) -> None:
        self._context = context
        self._issues = issues

    def check_sheets(self, wish: LetterPrint, _on: date) -> "tuple[Printable, ...]":
        """Return 整改情况核查表."""
        from inspector_app.reports.check_sheet_report import check_sheet_report

        return tuple(
            check_sheet_report(row, rounds, follow_ups=self._follow_ups(rounds))
            for row in self._rows(wish)
            for rounds in [self._rounds(row)]
        )

    def closed_loops(self, wish: LetterPrint, _on: date) -> "tuple[Printable, ...]":
        """Return 整改闭环; pictures with the faces of minors stay out of it."""
        from inspector_app.reports.closed_loop_report import closed_loop_report

        return tuple(
            closed_loop_report(row, self._rounds(row), photos=self._photos(row.issue.uid))
            for row in self._rows(wish)
        )

    def hazard_slips(self, wish: LetterPrint, _on: date) -> "tuple[Printable, ...]":
        """Return 隐患即报单 (RefusedError where an issue is no 安全隐患)."""
        from inspector_app.reports.hazard_slip_report import hazard_slip_report

        rows = self._rows(wish)
        for row in rows:
            if not row.issue.is_hazard:
                raise RefusedError(
                    f"问题 {row.issue.number} 的程度不是安全隐患，没有打印隐患即报单；"
                    "请核对问题编号，只选安全隐患。"
                )
        return tuple(
            hazard_slip_report(
                row,
                in_order(self._issues.events(row.issue.uid)),
                address=self._address(row.school_code),
            )
            for row in rows
        )

    def _rows(self, wish: LetterPrint) -> tuple[LedgerRow, ...]:
        rows = tuple(self._issues.get(uid) for uid in wish.subjects)
        records = (row.visit_uid for row in rows)
        check_counted(self._context, records, letter=LETTER_KIND_LABEL[wish.kind])
        return tuple(sorted(rows, key=lambda row: row.issue.number))

    def _rounds(self, row: LedgerRow) -> Sequence[Round]:
        events = self._issues.events(row.issue.uid)
        return rounds_of(row.issue, events, found_on=row.found_on)

    def _follow_ups(self, rounds: Iterable[Round]) -> dict[str, VisitSummary]:
        """Return the records on which checks were made, by uid."""
        uids = {each.check.details.visit_uid for each in rounds if each.check}
        found = (self._context.stores.visit_lists.summary(uid) for uid in uids if uid)
        return {visit.uid: visit for visit in found if visit}

    def _address(self, school_code: str) -> str:
        try:
            return self._context.stores.schools.get(school_code).address
        except NotFoundError:
            # A record taken over from a workbook may be of a school that no roster has.
            return ""

    def _photos(self, issue_uid: str) -> "LoopPhotos":
        from inspector_app.reports.closed_loop_report import LoopPhotos

        known = self._context.stores.photos.of(PhotoOwner.ISSUE, issue_uid)
        wanted = [photo for photo in known if photo.role in (*_BEFORE, *_AFTER)]
        wanted += self._replied(issue_uid)
        shown = [photo for photo in wanted if not photo.shows_minors]
        return LoopPhotos(
            before=self._printed(photo for photo in shown if photo.role in _BEFORE),
            after=self._printed(photo for photo in shown if photo.role not in _BEFORE),
            held_back=len(wanted) - len(shown),
        )

    def _replied(self, issue_uid: str) -> Iterator[Photo]:
        """Yield what the school has shown of this issue in its replies; not the papers' scans."""
        stores = self._context.stores
        uids = {event.details.reply_uid for event in self._issues.events(issue_uid)} - {""}
        for reply in map(stores.replies.get, sorted(uids)):
            answer = reply.answer_to(issue_uid)
            yield from (stores.photos.get(uid) for uid in (answer.photos if answer else ()))

    def _printed(self, photos: Iterable[Photo]) -> "list[PrintedPhoto]":
        from inspector_app.reports.photo_blocks import PrintedPhoto

        vault = self._context.vault
        return [PrintedPhoto(facts=photo, image=vault.get(photo.sha256)) for photo in photos]
