"""How each service is imported, made and joined with the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from inspector_app.bootstrap.services import Services
    from inspector_app.services.assessments import AssessmentService
    from inspector_app.services.balance_tables import BalanceTables
    from inspector_app.services.blank_forms import BlankFormService
    from inspector_app.services.bundles import BundleService
    from inspector_app.services.calendar import CalendarService
    from inspector_app.services.campaigns import CampaignService
    from inspector_app.services.case_sources import CaseSources
    from inspector_app.services.checklist_tables import ChecklistTables
    from inspector_app.services.checklists import ChecklistService
    from inspector_app.services.checks import CheckService
    from inspector_app.services.complaint_issues import ComplaintIssues
    from inspector_app.services.complaints import ComplaintService
    from inspector_app.services.coverage import CoverageService
    from inspector_app.services.creation_plans import CreationPlanService
    from inspector_app.services.demo import DemoService
    from inspector_app.services.director import DirectorService
    from inspector_app.services.document_trees import DocumentTrees
    from inspector_app.services.documents import DocumentService
    from inspector_app.services.duties import DutyService
    from inspector_app.services.imports import ImportService
    from inspector_app.services.indicator_standards import IndicatorStandardService
    from inspector_app.services.issues import IssueService
    from inspector_app.services.joint_entries import JointEntries
    from inspector_app.services.joint_hand_over import JointHandOver
    from inspector_app.services.joint_matches import JointMatches
    from inspector_app.services.joint_take_over import JointTakeOver
    from inspector_app.services.known_units import KnownUnits
    from inspector_app.services.ledger import LedgerService
    from inspector_app.services.ledger_sources import LedgerSourcesService
    from inspector_app.services.lessons import LessonService
    from inspector_app.services.letters import LetterService
    from inspector_app.services.materials import MaterialsService
    from inspector_app.services.months import MonthService
    from inspector_app.services.notes import NoteService
    from inspector_app.services.opinion_issues import OpinionIssues
    from inspector_app.services.opinions import OpinionService
    from inspector_app.services.own_fonts import OwnFontService
    from inspector_app.services.people import PeopleService
    from inspector_app.services.people_cards import PeopleCards
    from inspector_app.services.photos import PhotoService
    from inspector_app.services.plans import PlanService
    from inspector_app.services.plates import PlateService
    from inspector_app.services.posts import PostService
    from inspector_app.services.printing import PrintingService
    from inspector_app.services.recusals import RecusalService
    from inspector_app.services.register_edit import RegisterEditService
    from inspector_app.services.register_figures import RegisterFigures
    from inspector_app.services.register_files import RegisterFileService
    from inspector_app.services.register_tables import RegisterTableService
    from inspector_app.services.registers import RegisterService
    from inspector_app.services.replies import ReplyService
    from inspector_app.services.reply_forms import ReplyFormService
    from inspector_app.services.rules import RuleService
    from inspector_app.services.schools import SchoolService
    from inspector_app.services.sealed_files import SealedFileService
    from inspector_app.services.sealed_parts import SealedParts
    from inspector_app.services.search import SearchService
    from inspector_app.services.selfchecks import SelfCheckService
    from inspector_app.services.settings import SettingsService
    from inspector_app.services.standard_issues import StandardIssues
    from inspector_app.services.standard_trees import StandardTrees
    from inspector_app.services.standards import StandardService
    from inspector_app.services.summaries import SummaryService
    from inspector_app.services.summary_closing import SummaryClosing
    from inspector_app.services.summary_evidence import SummaryEvidence
    from inspector_app.services.summary_trees import SummaryTrees
    from inspector_app.services.tables import TableService
    from inspector_app.services.talks import TalkService
    from inspector_app.services.term_gates import TermGateService
    from inspector_app.services.themes import ThemeService
    from inspector_app.services.today import TodayService
    from inspector_app.services.unit_import import UnitImport
    from inspector_app.services.units import UnitService
    from inspector_app.services.visit_edit import VisitEditService
    from inspector_app.services.visits import VisitService
    from inspector_app.services.weekly_reports import WeeklyReportService
    from inspector_app.services.word_in import WordInService
    from inspector_app.services.zones import ZoneService


def _settings(bench: Services) -> SettingsService:
    from inspector_app.services.settings import SettingsService

    return SettingsService(bench.context)


def _schools(bench: Services) -> SchoolService:
    from inspector_app.services.schools import SchoolService

    return SchoolService(bench.context)


def _people(bench: Services) -> PeopleService:
    from inspector_app.services.people import PeopleService

    return PeopleService(bench.context)


def _visits(bench: Services) -> VisitService:
    from inspector_app.services.visits import VisitService

    return VisitService(bench.context)


def _visit_edit(bench: Services) -> VisitEditService:
    from inspector_app.services.visit_edit import VisitEditService

    return VisitEditService(bench.context, bench.settings)


def _joint_entries(bench: Services) -> JointEntries:
    from inspector_app.services.joint_entries import JointEntries

    return JointEntries(bench.context, visits=bench.visits, visit_edit=bench.visit_edit)


def _joint_hand_over(bench: Services) -> JointHandOver:
    from inspector_app.services.joint_hand_over import JointHandOver

    return JointHandOver(bench.context)


def _joint_matches(bench: Services) -> JointMatches:
    from inspector_app.services.joint_matches import JointMatches

    return JointMatches(bench.context)


def _joint_take_over(bench: Services) -> JointTakeOver:
    from inspector_app.services.joint_take_over import JointTakeOver

    return JointTakeOver(bench.context)


def _talks(bench: Services) -> TalkService:
    from inspector_app.services.talks import TalkService

    return TalkService(bench.context, bench.visit_edit)


def _checklists(bench: Services) -> ChecklistService:
    from inspector_app.services.checklist_versions import ChecklistVersions
    from inspector_app.services.checklists import ChecklistService

    return ChecklistService(bench.context, ChecklistVersions(bench.context))


def _checklist_tables(bench: Services) -> ChecklistTables:
    from inspector_app.services.checklist_tables import ChecklistTables

    return ChecklistTables(bench.context, bench.checklists.versions)


def _lessons(bench: Services) -> LessonService:
    from inspector_app.services.lessons import LessonService

    return LessonService(bench.context)


def _search(bench: Services) -> SearchService:
    from inspector_app.services.search import SearchService

    return SearchService(bench.context)


def _today(bench: Services) -> TodayService:
    from inspector_app.services.today import TodayService

    return TodayService(bench.context)


def _issues(bench: Services) -> IssueService:
    from inspector_app.services.issues import IssueService

    return IssueService(bench.context)


def _ledger(bench: Services) -> LedgerService:
    from inspector_app.services.ledger import LedgerService

    return LedgerService(bench.context)


def _ledger_sources(bench: Services) -> LedgerSourcesService:
    from inspector_app.services.ledger_sources import LedgerSourcesService

    return LedgerSourcesService(bench.context)


def _letters(bench: Services) -> LetterService:
    from inspector_app.services.letters import LetterService

    return LetterService(bench.context, visits=bench.visits, schools=bench.schools)


def _photos(bench: Services) -> PhotoService:
    from inspector_app.services.photos import PhotoService

    return PhotoService(bench.context)


def _notes(bench: Services) -> NoteService:
    from inspector_app.services.notes import NoteService

    return NoteService(bench.context, bench.photos)


def _months(bench: Services) -> MonthService:
    from inspector_app.services.months import MonthService

    return MonthService(bench.context)


def _document_trees(bench: Services) -> DocumentTrees:
    from inspector_app.services.document_trees import DocumentTrees
    from inspector_app.services.register_trees import RegisterTrees

    def summaries() -> SummaryTrees:
        from inspector_app.services.summary_trees import SummaryTrees

        return SummaryTrees(bench.context, bench.summary_closing)

    return DocumentTrees(
        bench.context,
        visits=bench.visits,
        months=bench.months,
        issues=bench.issues,
        schools=bench.schools,
        registers=RegisterTrees(
            bench.registers,
            bench.register_figures,
            opinions=bench.opinion_issues,
            summaries=summaries,
            standards=bench.standard_trees,
        ),
    )


def _documents(bench: Services) -> DocumentService:
    from inspector_app.services.documents import DocumentService

    return DocumentService(
        bench.context,
        visits=bench.visits,
        trees=bench.document_trees,
        own_fonts=bench.own_fonts,
    )


def _own_fonts(bench: Services) -> OwnFontService:
    from inspector_app.services.own_fonts import OwnFontService

    return OwnFontService(bench.context)


def _blank_forms(bench: Services) -> BlankFormService:
    from inspector_app.services.blank_forms import BlankFormService

    return BlankFormService(
        bench.context,
        documents=bench.documents,
        trees=bench.document_trees,
        visit_edit=bench.visit_edit,
        plans=bench.plans,
    )


def _printing(bench: Services) -> PrintingService:
    from inspector_app.services.printing import PrintingService, TableMakers

    tables = TableMakers(
        plain=bench.tables,
        registers=bench.register_tables,
        balance=bench.balance_tables,
        standards=bench.standard_trees,
    )
    return PrintingService(
        documents=bench.documents,
        tables=tables,
        visits=bench.visits,
        registers=bench.registers,
    )


def _tables(bench: Services) -> TableService:
    from inspector_app.services.tables import TableService

    return TableService(bench.context, months=bench.months, issues=bench.issues)


def _bundles(bench: Services) -> BundleService:
    from inspector_app.services.bundles import BundleService

    return BundleService(bench.context, months=bench.months, documents=bench.documents)


def _materials(bench: Services) -> MaterialsService:
    from inspector_app.services.materials import MaterialsService

    return MaterialsService(
        bench.context, documents=bench.documents, tables=bench.tables, visits=bench.visits
    )


def _imports(bench: Services) -> ImportService:
    from inspector_app.services.imports import ImportService

    return ImportService(bench.context)


def _calendar(bench: Services) -> CalendarService:
    from inspector_app.services.calendar import CalendarService

    return CalendarService(bench.context)


def _registers(bench: Services) -> RegisterService:
    from inspector_app.services.registers import RegisterService

    # Only a summary that is looked at or filed asks for its figures.
    return RegisterService(bench.context, summaries=lambda: bench.summary_closing)


def _register_edit(bench: Services) -> RegisterEditService:
    from inspector_app.services.register_edit import RegisterEditService

    return RegisterEditService(bench.context)


def _register_files(bench: Services) -> RegisterFileService:
    from inspector_app.services.register_files import RegisterFileService

    return RegisterFileService(bench.context)


def _case_sources(bench: Services) -> CaseSources:
    from inspector_app.services.case_sources import CaseSources

    return CaseSources(bench.context, bench.register_edit)


def _register_figures(bench: Services) -> RegisterFigures:
    from inspector_app.services.register_figures import RegisterFigures

    return RegisterFigures(
        bench.context, bench.registers, campaigns=bench.campaigns, weekly=bench.weekly_reports
    )


def _register_tables(bench: Services) -> RegisterTableService:
    from inspector_app.services.register_tables import RegisterTableService

    return RegisterTableService(bench.registers)


def _sealed_parts(bench: Services) -> SealedParts:
    from inspector_app.services.sealed_parts import SealedParts

    return SealedParts(bench.context)


def _sealed_files(bench: Services) -> SealedFileService:
    from inspector_app.services.sealed_files import SealedFileService

    return SealedFileService(
        bench.context,
        registers=bench.registers,
        edit=bench.register_edit,
        sealed=bench.sealed_parts,
    )


def _complaints(bench: Services) -> ComplaintService:
    from inspector_app.services.complaints import ComplaintService

    return ComplaintService(bench.context, registers=bench.registers, edit=bench.register_edit)


def _complaint_issues(bench: Services) -> ComplaintIssues:
    from inspector_app.services.complaint_issues import ComplaintIssues

    return ComplaintIssues(
        bench.context,
        complaints=bench.complaints,
        edit=bench.register_edit,
        sources=bench.ledger_sources,
    )


def _campaigns(bench: Services) -> CampaignService:
    from inspector_app.services.campaigns import CampaignService

    return CampaignService(bench.context, bench.register_edit)


def _weekly_reports(bench: Services) -> WeeklyReportService:
    from inspector_app.services.weekly_reports import WeeklyReportService

    return WeeklyReportService(bench.context, bench.register_edit, bench.plans)


def _term_gates(bench: Services) -> TermGateService:
    from inspector_app.services.term_gates import TermGateService

    return TermGateService(bench.context, bench.campaigns, bench.weekly_reports)


def _summary_evidence(bench: Services) -> SummaryEvidence:
    from inspector_app.services.summary_evidence import SummaryEvidence

    return SummaryEvidence(bench.context, lambda: bench.term_gates)


def _summary_closing(bench: Services) -> SummaryClosing:
    from inspector_app.services.summary_closing import SummaryClosing

    return SummaryClosing(bench.context, bench.summary_evidence)


def _summaries(bench: Services) -> SummaryService:
    from inspector_app.services.summaries import SummaryService

    return SummaryService(
        bench.context,
        bench.register_edit,
        evidence=bench.summary_evidence,
        closing=bench.summary_closing,
    )


def _opinions(bench: Services) -> OpinionService:
    from inspector_app.services.opinions import OpinionService

    return OpinionService(bench.register_edit)


def _opinion_issues(bench: Services) -> OpinionIssues:
    from inspector_app.services.opinion_issues import OpinionIssues

    return OpinionIssues(
        bench.context,
        registers=bench.registers,
        edit=bench.register_edit,
        sources=bench.ledger_sources,
    )


def _standards(bench: Services) -> StandardService:
    from inspector_app.services.standards import StandardService

    return StandardService(bench.context)


def _selfchecks(bench: Services) -> SelfCheckService:
    from inspector_app.services.selfchecks import SelfCheckService

    return SelfCheckService(bench.context, bench.register_edit)


def _duties(bench: Services) -> DutyService:
    from inspector_app.services.duties import DutyService

    return DutyService(bench.context, bench.register_edit)


def _standard_issues(bench: Services) -> StandardIssues:
    from inspector_app.services.standard_issues import StandardIssues

    return StandardIssues(
        bench.context,
        selfchecks=bench.selfchecks,
        assessments=bench.assessments,
        sources=bench.ledger_sources,
    )


def _standard_trees(bench: Services) -> StandardTrees:
    from inspector_app.services.standard_trees import StandardTrees

    return StandardTrees(bench.selfchecks, bench.duties)


def _known_units(bench: Services) -> KnownUnits:
    from inspector_app.services.known_units import KnownUnits

    return KnownUnits(bench.context, bench.units)


def _plans(bench: Services) -> PlanService:
    from inspector_app.services.plans import PlanService

    return PlanService(bench.context, bench.visit_edit)


def _plates(bench: Services) -> PlateService:
    from inspector_app.services.plates import PlateService

    return PlateService(bench.context)


def _themes(bench: Services) -> ThemeService:
    from inspector_app.services.themes import ThemeService

    return ThemeService(bench.context)


def _coverage(bench: Services) -> CoverageService:
    from inspector_app.services.coverage import CoverageService

    return CoverageService(bench.context)


def _people_cards(bench: Services) -> PeopleCards:
    from inspector_app.services.people_cards import PeopleCards

    return PeopleCards(bench.context)


def _units(bench: Services) -> UnitService:
    from inspector_app.services.units import UnitService

    return UnitService(bench.context)


def _unit_import(bench: Services) -> UnitImport:
    from inspector_app.services.unit_import import UnitImport

    return UnitImport(bench.context, bench.registers, bench.register_edit)


def _posts(bench: Services) -> PostService:
    from inspector_app.services.posts import PostService

    return PostService(bench.context)


def _zones(bench: Services) -> ZoneService:
    from inspector_app.services.zones import ZoneService

    return ZoneService(bench.context, bench.registers, bench.register_edit)


def _director(bench: Services) -> DirectorService:
    from inspector_app.services.director import DirectorService

    return DirectorService(bench.context, bench.weekly_reports)


def _rules(bench: Services) -> RuleService:
    from inspector_app.services.rules import RuleService

    return RuleService(bench.context)


def _indicator_standards(bench: Services) -> IndicatorStandardService:
    from inspector_app.services.indicator_standards import IndicatorStandardService

    return IndicatorStandardService(bench.context)


def _assessments(bench: Services) -> AssessmentService:
    from inspector_app.services.assessments import AssessmentService

    return AssessmentService(bench.context, bench.indicator_standards)


def _creation_plans(bench: Services) -> CreationPlanService:
    from inspector_app.services.creation_plans import CreationPlanService

    return CreationPlanService(bench.context, bench.assessments)


def _balance_tables(bench: Services) -> BalanceTables:
    from inspector_app.services.balance_tables import BalanceTables

    return BalanceTables(bench.assessments, bench.creation_plans)


def _recusals(bench: Services) -> RecusalService:
    from inspector_app.services.recusals import RecusalService

    return RecusalService(bench.context)


def _replies(bench: Services) -> ReplyService:
    from inspector_app.services.replies import ReplyService

    return ReplyService(bench.context, issues=bench.issues, photos=bench.photos)


def _reply_forms(bench: Services) -> ReplyFormService:
    from inspector_app.services.reply_forms import ReplyFormService

    return ReplyFormService(
        bench.context, replies=bench.replies, issues=bench.issues, photos=bench.photos
    )


def _word_in(bench: Services) -> WordInService:
    from inspector_app.services.word_in import WordInService

    return WordInService(
        bench.context, visit_edit=bench.visit_edit, photos=bench.photos, notes=bench.notes
    )


def _checks(bench: Services) -> CheckService:
    from inspector_app.services.checks import CheckService

    return CheckService(bench.context, registers=lambda: bench.registers)


def _demo(bench: Services) -> DemoService:
    from inspector_app.services.demo import DemoService

    return DemoService(bench.context)


MAKERS: Final[Mapping[str, Callable[[Services], object]]] = {
    "settings": _settings,
    "schools": _schools,
    "people": _people,
    "visits": _visits,
    "visit_edit": _visit_edit,
    "joint_entries": _joint_entries,
    "joint_hand_over": _joint_hand_over,
    "joint_matches": _joint_matches,
    "joint_take_over": _joint_take_over,
    "talks": _talks,
    "checklists": _checklists,
    "checklist_tables": _checklist_tables,
    "lessons": _lessons,
    "search": _search,
    "today": _today,
    "issues": _issues,
    "ledger": _ledger,
    "ledger_sources": _ledger_sources,
    "letters": _letters,
    "photos": _photos,
    "notes": _notes,
    "months": _months,
    "document_trees": _document_trees,
    "documents": _documents,
    "own_fonts": _own_fonts,
    "blank_forms": _blank_forms,
    "printing": _printing,
    "tables": _tables,
    "bundles": _bundles,
    "materials": _materials,
    "imports": _imports,
    "calendar": _calendar,
    "registers": _registers,
    "register_edit": _register_edit,
    "register_figures": _register_figures,
    "register_files": _register_files,
    "case_sources": _case_sources,
    "register_tables": _register_tables,
    "sealed_parts": _sealed_parts,
    "sealed_files": _sealed_files,
    "complaints": _complaints,
    "complaint_issues": _complaint_issues,
    "campaigns": _campaigns,
    "weekly_reports": _weekly_reports,
    "term_gates": _term_gates,
    "summary_evidence": _summary_evidence,
    "summary_closing": _summary_closing,
    "summaries": _summaries,
    "opinions": _opinions,
    "opinion_issues": _opinion_issues,
    "standards": _standards,
    "selfchecks": _selfchecks,
    "duties": _duties,
    "standard_issues": _standard_issues,
    "standard_trees": _standard_trees,
    "known_units": _known_units,
    "plans": _plans,
    "plates": _plates,
    "themes": _themes,
    "coverage": _coverage,
    "people_cards": _people_cards,
    "units": _units,
    "unit_import": _unit_import,
    "posts": _posts,
    "zones": _zones,
    "director": _director,
    "rules": _rules,
    "indicator_standards": _indicator_standards,
    "assessments": _assessments,
    "creation_plans": _creation_plans,
    "balance_tables": _balance_tables,
    "recusals": _recusals,
    "replies": _replies,
    "reply_forms": _reply_forms,
    "word_in": _word_in,
    "checks": _checks,
    "demo": _demo,
}
