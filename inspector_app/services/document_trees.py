"""The content trees of every kind of document: each is gathered here once, for all formats.

PDF and Word files are made from the same trees, so that neither can say what the other does not.
"""

from collections.abc import Sequence
from functools import singledispatchmethod
from typing import TYPE_CHECKING

from inspector_app.base.errors import RefusedError
from inspector_app.domain.counting_rules import COUNTING_RULES
from inspector_app.domain.labels.schools import INSPECTOR_KIND_LABEL
from inspector_app.domain.month import Month
from inspector_app.domain.views import LedgerRow, VisitSummary
from inspector_app.domain.visit_options import COUNTED_STATUSES
from inspector_app.services.context import Context
from inspector_app.services.form_figures import FormFigures
from inspector_app.services.form_versions import FormVersions
from inspector_app.services.issued_letters import letter_day
from inspector_app.services.issues import IssueService
from inspector_app.services.ledger_entries import ledger_day, ledger_entries
from inspector_app.services.letter_trees import LetterTrees
from inspector_app.services.month_editions import MonthEditions
from inspector_app.services.months import MonthService, recounted
from inspector_app.services.office_people import notes_of
from inspector_app.services.record_trees import RecordTrees
from inspector_app.services.register_trees import RegisterTrees
from inspector_app.services.schools import SchoolService
from inspector_app.services.visits import VisitService
from inspector_app.services.wishes import (
    BalancePrint,
    BlankChecklistPrint,
    BlankFormPrint,
    BlankLessonPrint,
    CasesPrint,
    ChecklistsPrint,
    ComplaintPrint,
    Copy,
    CreationPlanPrint,
    DeparturePrint,
    DistrictMonthPrint,
    DistrictsPrint,
    DunningPrint,
    EntriesPrint,
    EntryPrint,
    FormCountsPrint,
    FormsPrint,
    InterviewsPrint,
    LedgerPrint,
    LessonsPrint,
    LetterPrint,
    MonthPrint,
    NumbersPrint,
    PeriodPrint,
    PlateCoveragePrint,
    PlatePrint,
    PlatesPrint,
    QuestionnairesPrint,
    RecordsPrint,
    ReportPrint,
    RosterPrint,
    SigningPrint,
    StandardPrint,
    SummaryPrint,
    TaskBoardPrint,
    TravelPrint,
    TypedPrint,
    VisitPrint,
    Wish,
    ZonesPrint,
)

if TYPE_CHECKING:
    from inspector_app.domain.views import SchoolStatus
    from inspector_app.reports.document import Document
    from inspector_app.reports.letter import Printable


def filed_records(
    visits: VisitService, month: Month, *, inspector_id: str | None
) -> tuple[VisitSummary, ...]:
    """Return the filed records of a month in the order of their days.

    Raises:
        RefusedError: there is none.
    """
    found = visits.list(month=month, inspector_id=inspector_id, statuses=COUNTED_STATUSES)
    if not found:
        raise RefusedError(f"{month.title}没有已定稿的记录，没有生成文件；定稿后再试。")
    return tuple(sorted(found, key=lambda v: (v.visited_on or month.period.start, v.number)))


class DocumentTrees:
    """Gathers what documents say; reads only: nothing is issued, numbered or kept by it."""

    def __init__(
        self,
        context: Context,
        *,
        visits: VisitService,
        months: MonthService,
        issues: IssueService,
        schools: SchoolService,
        registers: RegisterTrees,
    ) -> None:
        self._context = context
        self._visits = visits
        self._months = months
        self._issues = issues
        self._schools = schools
        self._registers = registers
        self._records = RecordTrees(context, visits=visits)
        self._letters = LetterTrees(context, visits=visits, issues=issues, schools=schools)

    @singledispatchmethod
    def of(self, wish: Wish) -> "tuple[Printable, ...]":
        """Return what a wish stands for, one tree for each document with page numbers of its own.

        Raises:
            NotFoundError: there is no such record, lesson, 送签稿 or school.
            RefusedError: there is nothing to print, or the 送签稿 can no longer be made again.
        """
        msg = f"nobody gathers {type(wish).__name__}"
        raise TypeError(msg)

    def parts_of(self, wish: RecordsPrint | PlatesPrint) -> tuple[VisitPrint | PlatePrint, ...]:
        """Return the single papers of several, in the order of ``of`` (errors as there)."""
        if isinstance(wish, PlatesPrint):
            return tuple(PlatePrint(school_code=row.school.code) for row in self._board())
        found = filed_records(self._visits, wish.month, inspector_id=wish.inspector_id)
        return tuple(VisitPrint(uid=visit.uid, copy=wish.copy) for visit in found)

    # -- records ---------------------------------------------------------------------------------

    @of.register(VisitPrint)
    def _(self, wish: VisitPrint) -> "tuple[Printable, ...]":
        return (self._records.visit(wish.uid, copy=wish.copy),)

    @of.register(RecordsPrint)
    def _(self, wish: RecordsPrint) -> "tuple[Printable, ...]":
        found = filed_records(self._visits, wish.month, inspector_id=wish.inspector_id)
        return tuple(self._records.visit(visit.uid, copy=wish.copy) for visit in found)

    @of.register(TypedPrint)
    def _(self, wish: TypedPrint) -> "tuple[Printable, ...]":
        from inspector_app.services.typed_records import TypedRecords

        return (TypedRecords(self._context).document(wish.uid),)

    @of.register(SigningPrint)
    def _(self, wish: SigningPrint) -> "tuple[Printable, ...]":
        return (self._records.signing(wish),)

    @of.register(LessonsPrint)
    def _(self, wish: LessonsPrint) -> "tuple[Printable, ...]":
        return self._records.lessons(wish)

    @of.register(InterviewsPrint)
    @of.register(QuestionnairesPrint)
    def _(self, wish: InterviewsPrint | QuestionnairesPrint) -> "tuple[Printable, ...]":
        from inspector_app.services.talk_trees import talk_trees

        return talk_trees(self._visits.record(wish.uid), wish)

    @of.register(BlankLessonPrint)
    def _(self, wish: BlankLessonPrint) -> "tuple[Printable, ...]":
        return (self._records.blank_lesson(wish),)

    @of.register(BlankChecklistPrint)
    def _(self, wish: BlankChecklistPrint) -> "tuple[Printable, ...]":
        from inspector_app.services.checklist_trees import blank_checklist

        return (blank_checklist(self._context, wish),)

    @of.register(ChecklistsPrint)
    def _(self, wish: ChecklistsPrint) -> "tuple[Printable, ...]":
        from inspector_app.services.checklist_trees import filled_checklists

        visit = self._visits.get(wish.uid)
        made = filled_checklists(self._context, visit, wish)
        return (*((self._records.visit(wish.uid, copy=Copy.OWN),) if wish.annexed else ()), *made)

    @of.register(FormsPrint)
    def _(self, wish: FormsPrint) -> "tuple[Printable, ...]":
        from inspector_app.services.form_trees import filled_forms

        return tuple(filled_forms(self._context, self._visits.get(wish.uid), wish))

    @of.register(BlankFormPrint)
    def _(self, wish: BlankFormPrint) -> "tuple[Printable, ...]":
        from inspector_app.services.form_trees import blank_form

        return (blank_form(self._context, wish),)

    @of.register(FormCountsPrint)
    def _(self, wish: FormCountsPrint) -> "tuple[Printable, ...]":
        from inspector_app.reports.form_counts_report import form_counts_report
        from inspector_app.services.form_campaigns import wished_table

        table = wished_table(self._context, wish)
        return (form_counts_report(table, unit=self._unit("")),)

    # -- tables ----------------------------------------------------------------------------------

    @of.register(MonthPrint)
    def _(self, wish: MonthPrint) -> "tuple[Printable, ...]":
        from inspector_app.reports.month_foot import Beside
        from inspector_app.reports.month_lines import TableNames
        from inspector_app.reports.month_report import monthly_report
        from inspector_app.reports.month_units import of_units
        from inspector_app.services.layout_columns import chosen_columns

        table = (
            MonthEditions(self._context, months=self._months).table(wish.month, wish.edition)
            if wish.edition
            else self._months.table(wish.month, now=wish.now)
        )
        own = self._context.identity.inspector_id
        name = next((p.name for p in table.inspectors if p.id == own), "")
        names = TableNames(
            unit=self._unit(name),
            inspectors={
                p.id: f"{p.name}（{INSPECTOR_KIND_LABEL[p.kind]}）" for p in table.inspectors
            },
            zones={p.id: p.zone for p in table.inspectors},
            schools=table.school_names,
        )
        mark = "上报后重算" if recounted(table) else ""
        forms = FormFigures(self._context, FormVersions(self._context)).seen(
            wish.month, now=wish.now, edition=wish.edition
        )
        made = monthly_report(
            table.table, names=names, rules=COUNTING_RULES, forms=forms.figures,
            beside=Beside(
                table.edition, table.late, table.deviations, mark, forms.counted_anew,
                notes_of(self._context, table),
            ),
            layout=chosen_columns(self._context, wish.layout) if wish.layout else None,
        )  # fmt: skip
        return (made if table.made_of is None else of_units(made),)

    @of.register(PeriodPrint)
    def _(self, wish: PeriodPrint) -> "tuple[Printable, ...]":
        from inspector_app.services.period_trees import period_tree

        return (period_tree(self._context, wish.period),)

    @of.register(LedgerPrint)
    def _(self, wish: LedgerPrint) -> "tuple[Printable, ...]":
        from inspector_app.reports.ledger_report import ledger_report

        month, person = wish.month, wish.inspector_id
        rows: Sequence[LedgerRow]
        if month is None:
            rows, title = self._issues.open_ledger(inspector_id=person), "未销号"
        else:
            rows, title = self._issues.ledger(month, inspector_id=person), month.title
        report = ledger_report(
            ledger_entries(self._context, rows),
            unit=self._unit(self._context.names().get(person or "", person or "")),
            title=title,
            on=ledger_day(self._context, month),
        )
        return (report,)

    def _unit(self, person: str) -> str:
        """Return whose table it is: a person's, or without a name the district's."""
        district = f"区划 {self._context.identity.district}"
        return f"{district}　{person}" if person else district

    # -- letters ---------------------------------------------------------------------------------

    @of.register(LetterPrint)
    def _(self, wish: LetterPrint) -> "tuple[Printable, ...]":
        return self._letters.of(wish, on=letter_day(self._context, wish))

    # -- plates ----------------------------------------------------------------------------------

    @of.register(PlatePrint)
    def _(self, wish: PlatePrint) -> "tuple[Printable, ...]":
        from inspector_app.reports.plate_report import plate_report
        from inspector_app.services.plates import channels_of

        card = self._schools.card(wish.school_code)
        names = [person.name for person in card.inspectors]
        channels = channels_of(self._context)
        return (plate_report(card.school, inspectors=names, channels=channels),)

    @of.register(PlatesPrint)
    def _(self, _wish: PlatesPrint) -> "tuple[Printable, ...]":
        from inspector_app.reports.plate_report import plate_report
        from inspector_app.services.plates import channels_of

        channels = channels_of(self._context)
        return tuple(
            plate_report(row.school, inspectors=row.inspector_names, channels=channels)
            for row in self._board()
        )

    def _board(self) -> "list[SchoolStatus]":
        board = sorted(self._schools.board(), key=lambda row: row.school.code)
        if not board:
            raise RefusedError("还没有学校，没有生成公示牌；请先导入名册。")
        return board

    @of.register(PlateCoveragePrint)
    def _(self, wish: PlateCoveragePrint) -> "tuple[Printable, ...]":
        from inspector_app.reports.plate_coverage_report import plate_coverage_report
        from inspector_app.services.plates import PlateService

        found = PlateService(self._context).coverage(wish.on)
        if not found.schools:
            raise RefusedError("还没有学校，没有生成标牌覆盖表；请先导入名册。")
        return (plate_coverage_report(found, unit=self._unit("")),)

    @of.register(ZonesPrint)
    def _(self, wish: ZonesPrint) -> "tuple[Printable, ...]":
        from inspector_app.reports.zones_report import ShownZone, zones_report
        from inspector_app.services.zones import zone_cards

        cards = zone_cards(self._context, wish.on)
        if not cards:
            raise RefusedError("还没有责任区，没有生成一览表；请先导入名册，或登记责任区。")
        shown = (
            ShownZone(
                card.zone, card.head, card.liaison, f"{card.since or ''}",
                [person.name for person in card.inspectors], [name for _, name in card.schools],
            )
            for card in cards
        )  # fmt: skip
        return (zones_report(shown, unit=self._unit(""), on=f"{wish.on}"),)

    # -- registers -------------------------------------------------------------------------------

    @of.register(EntryPrint)
    def _(self, wish: EntryPrint) -> "tuple[Document, ...]":
        return (self._registers.entry(wish),)

    @of.register(EntriesPrint)
    def _(self, wish: EntriesPrint) -> "tuple[Document, ...]":
        return (self._registers.entries(wish, unit=self._unit("")),)

    @of.register(ComplaintPrint)
    def _(self, wish: ComplaintPrint) -> "tuple[Document, ...]":
        return (self._registers.complaint(wish),)

    @of.register(StandardPrint)
    def _(self, wish: StandardPrint) -> "tuple[Document, ...]":
        return (self._registers.by_items(wish),)

    @of.register(RosterPrint)
    def _(self, wish: RosterPrint) -> "tuple[Document, ...]":
        return (self._registers.roster(wish, unit=self._unit("")),)

    @of.register(CasesPrint)
    def _(self, wish: CasesPrint) -> "tuple[Document, ...]":
        return self._registers.cases(wish, unit=self._unit(""))

    @of.register(ReportPrint)
    def _(self, wish: ReportPrint) -> "tuple[Printable, ...]":
        return (self._registers.report(wish, on=self._context.today()),)

    @of.register(SummaryPrint)
    def _(self, wish: SummaryPrint) -> "tuple[Printable, ...]":
        return (self._registers.summary(wish),)

    @of.register(DunningPrint)
    def _(self, wish: DunningPrint) -> "tuple[Document, ...]":
        from inspector_app.services.office_gaps import OfficeGaps

        board = OfficeGaps(self._context, self._months)
        return (board.document(wish.month, unit=self._unit("")),)

    @of.register(DistrictMonthPrint)
    def _(self, wish: DistrictMonthPrint) -> "tuple[Document, ...]":
        from inspector_app.services.office_month import OfficeMonth

        found = OfficeMonth(self._context, self._months)
        return (found.document(wish.month, unit=self._unit("")),)

    @of.register(TaskBoardPrint)
    def _(self, wish: TaskBoardPrint) -> "tuple[Document, ...]":
        from inspector_app.services.task_board import TaskBoard
        from inspector_app.services.tasks import TaskService

        del wish
        board = TaskBoard(self._context, TaskService(self._context))
        return (board.document(unit=self._unit("")),)

    @of.register(DistrictsPrint)
    def _(self, wish: DistrictsPrint) -> "tuple[Document, ...]":
        from inspector_app.services.district_trees import districts_tree

        return (districts_tree(self._context, wish, unit=self._unit("")),)

    @of.register(TravelPrint)
    def _(self, wish: TravelPrint) -> "tuple[Document, ...]":
        from inspector_app.services.travel import TravelService

        return (TravelService(self._context, self._months).document(wish, unit=self._unit("")),)

    @of.register(NumbersPrint)
    def _(self, wish: NumbersPrint) -> "tuple[Document, ...]":
        from inspector_app.services.number_tables import NumberTables

        return (NumberTables(self._context).document(wish, unit=self._unit("")),)

    # -- indicators ------------------------------------------------------------------------------

    @of.register(BalancePrint)
    @of.register(CreationPlanPrint)
    def _(self, wish: BalancePrint | CreationPlanPrint) -> "tuple[Printable, ...]":
        from inspector_app.services.balance_trees import balance_trees

        return balance_trees(self._context, wish, unit=self._unit(""))

    # -- before a visit --------------------------------------------------------------------------

    @of.register(DeparturePrint)
    def _(self, wish: DeparturePrint) -> "tuple[Document, ...]":
        from inspector_app.reports.departure_report import departure_report
        from inspector_app.services.departures import departure_of

        return (departure_report(departure_of(self._context, wish)),)
