"""What an open data folder offers: every service by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    from inspector_app.services.collecting import Collecting
    from inspector_app.services.complaint_issues import ComplaintIssues
    from inspector_app.services.complaints import ComplaintService
    from inspector_app.services.context import Context
    from inspector_app.services.courier import Courier
    from inspector_app.services.coverage import CoverageService
    from inspector_app.services.creation_plans import CreationPlanService
    from inspector_app.services.demo import DemoService
    from inspector_app.services.director import DirectorService
    from inspector_app.services.district_sheets import DistrictSheets
    from inspector_app.services.districts import DistrictsService
    from inspector_app.services.document_archive import DocumentArchive
    from inspector_app.services.document_check import DocumentCheck
    from inspector_app.services.document_trees import DocumentTrees
    from inspector_app.services.documents import DocumentService
    from inspector_app.services.duties import DutyService
    from inspector_app.services.form_answers import FormAnswers
    from inspector_app.services.form_bench import FormBench
    from inspector_app.services.form_campaigns import FormCampaigns
    from inspector_app.services.form_export import FormExport
    from inspector_app.services.form_figures import FormFigures
    from inspector_app.services.form_filing import FormFiling
    from inspector_app.services.form_photos import FormPhotos
    from inspector_app.services.form_records import FormRecordService
    from inspector_app.services.form_summary import FormSummary
    from inspector_app.services.form_versions import FormVersions
    from inspector_app.services.form_word import FormWordService
    from inspector_app.services.imports import ImportService
    from inspector_app.services.indicator_standards import IndicatorStandardService
    from inspector_app.services.issues import IssueService
    from inspector_app.services.joint_entries import JointEntries
    from inspector_app.services.joint_hand_over import JointHandOver
    from inspector_app.services.joint_matches import JointMatches
    from inspector_app.services.joint_sharing import JointSharing
    from inspector_app.services.joint_take_over import JointTakeOver
    from inspector_app.services.key_misuse import KeyMisuse
    from inspector_app.services.known_units import KnownUnits
    from inspector_app.services.layout_fillings import LayoutFillings
    from inspector_app.services.layout_pdfs import LayoutPdfs
    from inspector_app.services.layouts import LayoutService
    from inspector_app.services.ledger import LedgerService
    from inspector_app.services.ledger_sources import LedgerSourcesService
    from inspector_app.services.lessons import LessonService
    from inspector_app.services.letters import LetterService
    from inspector_app.services.materials import MaterialsService
    from inspector_app.services.month_editions import MonthEditions
    from inspector_app.services.month_life import MonthLifeService
    from inspector_app.services.months import MonthService
    from inspector_app.services.notes import NoteService
    from inspector_app.services.number_lost import NumberLost
    from inspector_app.services.number_reserving import NumberReserving
    from inspector_app.services.number_tables import NumberTables
    from inspector_app.services.numbers import NumberService
    from inspector_app.services.office_answers import OfficeAnswers
    from inspector_app.services.office_desk import OfficeDesk
    from inspector_app.services.office_gaps import OfficeGaps
    from inspector_app.services.office_intake import OfficeIntake
    from inspector_app.services.office_month import OfficeMonth
    from inspector_app.services.office_people import OfficePeople
    from inspector_app.services.office_questions import OfficeQuestions
    from inspector_app.services.office_receipts import OfficeReceipts
    from inspector_app.services.office_returns import OfficeReturns
    from inspector_app.services.opinion_issues import OpinionIssues
    from inspector_app.services.opinions import OpinionService
    from inspector_app.services.own_fonts import OwnFontService
    from inspector_app.services.pack_desk import PackDesk
    from inspector_app.services.pack_sending import PackService
    from inspector_app.services.pack_taking import PackTaking
    from inspector_app.services.parcels import ParcelService
    from inspector_app.services.peers_arrived import PeersArrived
    from inspector_app.services.people import PeopleService
    from inspector_app.services.people_cards import PeopleCards
    from inspector_app.services.period_tables import PeriodTableService
    from inspector_app.services.period_workbook import PeriodWorkbooks
    from inspector_app.services.photos import PhotoService
    from inspector_app.services.phrase_files import PhraseFiles
    from inspector_app.services.phrases import PhraseService
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
    from inspector_app.services.report_lines import ReportLineService
    from inspector_app.services.returned import ReturnedService
    from inspector_app.services.rules import RuleService
    from inspector_app.services.scale import ScaleService
    from inspector_app.services.scans import ScanService
    from inspector_app.services.school_copies import SchoolCopies
    from inspector_app.services.schools import SchoolService
    from inspector_app.services.sealed_files import SealedFileService
    from inspector_app.services.sealed_parts import SealedParts
    from inspector_app.services.search import SearchService
    from inspector_app.services.selfchecks import SelfCheckService
    from inspector_app.services.settings import SettingsService
    from inspector_app.services.share import ShareService
    from inspector_app.services.shipped_forms import ShippedForms
    from inspector_app.services.standard_issues import StandardIssues
    from inspector_app.services.standard_trees import StandardTrees
    from inspector_app.services.standards import StandardService
    from inspector_app.services.summaries import SummaryService
    from inspector_app.services.summary_closing import SummaryClosing
    from inspector_app.services.summary_evidence import SummaryEvidence
    from inspector_app.services.tables import TableService
    from inspector_app.services.talks import TalkService
    from inspector_app.services.task_answers import TaskAnswers
    from inspector_app.services.task_board import TaskBoard
    from inspector_app.services.tasks import TaskService
    from inspector_app.services.term_gates import TermGateService
    from inspector_app.services.themes import ThemeService
    from inspector_app.services.today import TodayService
    from inspector_app.services.travel import TravelService
    from inspector_app.services.trust_joining import TrustJoining
    from inspector_app.services.trust_laptops import TrustLaptops
    from inspector_app.services.trust_signing import TrustSigning
    from inspector_app.services.trust_state import TrustState
    from inspector_app.services.typed_board import TypedBoard
    from inspector_app.services.typed_records import TypedRecords
    from inspector_app.services.unit_import import UnitImport
    from inspector_app.services.units import UnitService
    from inspector_app.services.upwards import UpwardsService
    from inspector_app.services.upwards_content import UpwardsContent
    from inspector_app.services.upwards_desk import Folders, UpwardsDesk
    from inspector_app.services.visit_edit import VisitEditService
    from inspector_app.services.visits import VisitService
    from inspector_app.services.weekly_reports import WeeklyReportService
    from inspector_app.services.word_in import WordInService
    from inspector_app.services.zones import ZoneService


class Services:
    """The services over one data folder, and what they are made of."""

    context: Context
    folders: Folders
    settings: SettingsService
    schools: SchoolService
    people: PeopleService
    visits: VisitService
    visit_edit: VisitEditService
    joint_entries: JointEntries
    joint_hand_over: JointHandOver
    joint_matches: JointMatches
    joint_sharing: JointSharing
    peers_arrived: PeersArrived
    joint_take_over: JointTakeOver
    share: ShareService
    courier: Courier
    parcels: ParcelService
    collecting: Collecting
    talks: TalkService
    checklists: ChecklistService
    checklist_tables: ChecklistTables
    form_versions: FormVersions
    form_bench: FormBench
    shipped_forms: ShippedForms
    forms: FormRecordService
    form_filing: FormFiling
    form_photos: FormPhotos
    form_answers: FormAnswers
    form_word: FormWordService
    form_export: FormExport
    form_campaigns: FormCampaigns
    form_summary: FormSummary
    form_figures: FormFigures
    lessons: LessonService
    search: SearchService
    today: TodayService
    issues: IssueService
    layouts: LayoutService
    layout_fillings: LayoutFillings
    layout_pdfs: LayoutPdfs
    report_lines: ReportLineService
    ledger: LedgerService
    ledger_sources: LedgerSourcesService
    letters: LetterService
    numbers: NumberService
    number_tables: NumberTables
    number_reserving: NumberReserving
    number_lost: NumberLost
    photos: PhotoService
    phrases: PhraseService
    phrase_files: PhraseFiles
    notes: NoteService
    months: MonthService
    month_life: MonthLifeService
    month_editions: MonthEditions
    documents: DocumentService
    document_archive: DocumentArchive
    document_check: DocumentCheck
    districts: DistrictsService
    district_sheets: DistrictSheets
    upwards: UpwardsService
    upwards_content: UpwardsContent
    upwards_desk: UpwardsDesk
    scale: ScaleService
    school_copies: SchoolCopies
    document_trees: DocumentTrees
    own_fonts: OwnFontService
    blank_forms: BlankFormService
    printing: PrintingService
    tables: TableService
    period_tables: PeriodTableService
    period_workbooks: PeriodWorkbooks
    travel: TravelService
    bundles: BundleService
    materials: MaterialsService
    imports: ImportService
    calendar: CalendarService
    registers: RegisterService
    register_edit: RegisterEditService
    register_figures: RegisterFigures
    register_files: RegisterFileService
    case_sources: CaseSources
    register_tables: RegisterTableService
    sealed_parts: SealedParts
    sealed_files: SealedFileService
    complaints: ComplaintService
    complaint_issues: ComplaintIssues
    campaigns: CampaignService
    weekly_reports: WeeklyReportService
    term_gates: TermGateService
    summary_evidence: SummaryEvidence
    summary_closing: SummaryClosing
    summaries: SummaryService
    opinions: OpinionService
    opinion_issues: OpinionIssues
    standards: StandardService
    selfchecks: SelfCheckService
    duties: DutyService
    standard_issues: StandardIssues
    standard_trees: StandardTrees
    known_units: KnownUnits
    plans: PlanService
    plates: PlateService
    themes: ThemeService
    coverage: CoverageService
    people_cards: PeopleCards
    units: UnitService
    unit_import: UnitImport
    posts: PostService
    zones: ZoneService
    director: DirectorService
    office_intake: OfficeIntake
    office_receipts: OfficeReceipts
    office_questions: OfficeQuestions
    office_desk: OfficeDesk
    office_gaps: OfficeGaps
    office_month: OfficeMonth
    office_people: OfficePeople
    office_answers: OfficeAnswers
    key_misuse: KeyMisuse
    office_returns: OfficeReturns
    scans: ScanService
    returned: ReturnedService
    typed_records: TypedRecords
    typed_board: TypedBoard
    tasks: TaskService
    task_answers: TaskAnswers
    task_board: TaskBoard
    packs: PackService
    pack_desk: PackDesk
    pack_taking: PackTaking
    rules: RuleService
    indicator_standards: IndicatorStandardService
    assessments: AssessmentService
    creation_plans: CreationPlanService
    balance_tables: BalanceTables
    recusals: RecusalService
    trust_joining: TrustJoining
    trust_laptops: TrustLaptops
    trust_signing: TrustSigning
    trust_state: TrustState
    replies: ReplyService
    reply_forms: ReplyFormService
    word_in: WordInService
    checks: CheckService
    demo: DemoService
