"""The content trees of the ledger's letters: each gathers its facts here, once for all formats."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.domain.issue_event import IssueEvent, IssueEventKind, in_order
from inspector_app.domain.labels.letters import LETTER_KIND_LABEL
from inspector_app.domain.letter_kind import LetterKind, LetterTerms
from inspector_app.domain.views import LedgerRow
from inspector_app.services.campaign_views import view_of
from inspector_app.services.context import Context
from inspector_app.services.counted import check_counted
from inspector_app.services.issue_sheets import IssueSheets
from inspector_app.services.issues import IssueService
from inspector_app.services.posts import director_of
from inspector_app.services.school_sheets import SchoolSheets
from inspector_app.services.schools import SchoolService
from inspector_app.services.visits import VisitService
from inspector_app.services.wishes import LetterPrint

if TYPE_CHECKING:
    from inspector_app.reports.letter import Printable


class LetterTrees:
    """Gathers what letters say; records nothing of it in the ledger."""

    def __init__(
        self,
        context: Context,
        *,
        visits: VisitService,
        issues: IssueService,
        schools: SchoolService,
    ) -> None:
        self._context = context
        self._visits = visits
        self._issues = issues
        self._of_issue = IssueSheets(context, issues=issues)
        self._of_school = SchoolSheets(context, issues=issues, schools=schools)

    def of(self, wish: LetterPrint, *, on: date) -> "tuple[Printable, ...]":
        """Return what a wish stands for, dated ``on``.

        Raises:
            NotFoundError: there is no such issue, record or school.
            RefusedError: the letter has nothing to say of them.
        """
        makers: dict[LetterKind, Callable[[LetterPrint, date], tuple[Printable, ...]]] = {
            LetterKind.RECTIFICATION_NOTICE: self._notice,
            LetterKind.FEEDBACK_LETTER: self._feedback,
            LetterKind.OPINION_LETTER: self._opinion,
            LetterKind.CHECK_SHEET: self._of_issue.check_sheets,
            LetterKind.CLOSED_LOOP: self._of_issue.closed_loops,
            LetterKind.HAZARD_SLIP: self._of_issue.hazard_slips,
            LetterKind.CONSULTATION_LETTER: self._consultations,
            LetterKind.REPLY_FORM: self._of_school.reply_forms,
            LetterKind.SCHOOL_HANDOVER: self._of_school.handovers,
            LetterKind.CAMPAIGN_OPINION: self._campaign_opinions,
        }
        with self._context.database.snapshot():
            return makers[wish.kind](wish, on)

    # -- issues of one record --------------------------------------------------------------------

    def _notice(self, wish: LetterPrint, on: date) -> "tuple[Printable, ...]":
        from inspector_app.reports.rectification_notice_report import (
            COPIES,
            rectification_notice_report,
        )

        rows = self.issues_of(wish)
        return tuple(
            rectification_notice_report(rows, terms=_terms(self._context, wish, on), copy=copy)
            for copy in COPIES
        )

    def _consultations(self, wish: LetterPrint, on: date) -> "tuple[Printable, ...]":
        """Return a letter for each 科室 that was asked, in the order of the issues."""
        from inspector_app.reports.consultation_letter_report import (
            Consulted,
            consultation_letter_report,
        )

        asked: dict[str, list[Consulted]] = {}
        for row in self.issues_of(wish):
            event = self._consulted(row)
            asked.setdefault(event.details.person.strip(), []).append(Consulted(row, event))
        return tuple(
            consultation_letter_report(
                each, department=department, terms=_terms(self._context, wish, on)
            )
            for department, each in asked.items()
        )

    def _consulted(self, row: LedgerRow) -> IssueEvent:
        """Return the newest step that asked a 科室 (RefusedError where none did)."""
        events = in_order(self._issues.events(row.issue.uid))
        steps = [event for event in events if event.kind is IssueEventKind.CONSULTED]
        if not steps:
            raise RefusedError(
                f"问题 {row.issue.number} 还没有记“协商科室”，没有打印协商意见书；"
                "请先在台账里记这一步，写明哪个科室、请支持什么。"
            )
        return steps[-1]

    # -- records ---------------------------------------------------------------------------------

    def _feedback(self, wish: LetterPrint, on: date) -> "tuple[Printable, ...]":
        from inspector_app.reports.feedback_letter_report import feedback_letter_report

        names = self._context.names()
        return tuple(
            feedback_letter_report(
                self._visits.get(uid), inspector_names=names, terms=_terms(self._context, wish, on)
            )
            for uid in wish.subjects
        )

    def _opinion(self, wish: LetterPrint, on: date) -> "tuple[Printable, ...]":
        from inspector_app.reports.opinion_letter_report import opinion_letter_report

        visits = [self._visits.get(uid) for uid in wish.subjects]
        check_counted(self._context, wish.subjects, letter=LETTER_KIND_LABEL[wish.kind])
        visits.sort(key=lambda visit: (visit.visited_on or on, visit.number))
        names = self._context.names()
        return (
            opinion_letter_report(
                visits, inspector_names=names, terms=_terms(self._context, wish, on)
            ),
        )

    # -- campaigns -------------------------------------------------------------------------------

    def _campaign_opinions(self, wish: LetterPrint, on: date) -> "tuple[Printable, ...]":
        from inspector_app.reports.campaign_opinion_report import campaign_opinion_report

        found = []
        for uid in wish.subjects:
            view = view_of(self._context, uid)
            text = view.entry.values["opinion"].strip()
            if not text:
                raise RefusedError(
                    f"专项“{view.findings.name}”的总体反馈意见还没有写，没有打印；"
                    "请先起草或填写，再打印。"
                )
            found.append(
                campaign_opinion_report(view.findings, text, terms=_terms(self._context, wish, on))
            )
        return tuple(found)

    # -- what several letters ask for ------------------------------------------------------------

    def issues_of(self, wish: LetterPrint) -> tuple[LedgerRow, ...]:
        """Return the issues of a letter in the order of their numbers.

        Raises:
            RefusedError: there is none, or they stand on several records, or came from several
                sources or to several units.
        """
        rows = tuple(self._issues.get(uid) for uid in wish.subjects)
        name = LETTER_KIND_LABEL[wish.kind]
        if not rows:
            raise NotFoundError(f"{name}里没有问题，没有打印；请选问题。")
        check_counted(self._context, (row.visit_uid for row in rows), letter=name)
        if len({(row.visit_uid, row.source, row.reference) for row in rows}) > 1:
            records = all(row.visit_uid for row in rows)
            apart = "不在同一份督导记录里" if records else "不出自同一份记录、来函或自查"
            raise RefusedError(f"这些问题{apart}，没有打印{name}；请一份记录一份一份地打。")
        if len({row.school_name for row in rows}) > 1:
            raise RefusedError(f"这些问题不是同一个单位的，没有打印{name}；请一个单位一份地打。")
        return tuple(sorted(rows, key=lambda row: row.issue.number))


def _terms(context: Context, wish: LetterPrint, on: date) -> LetterTerms:
    from inspector_app.reports.words import day

    return LetterTerms(
        reference=wish.reference,
        dated=day(on),
        days=wish.days,
        signed_off_by=director_of(context, on),
    )
