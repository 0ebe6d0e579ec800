"""The stores of one workbench."""

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector_app.storage.assessments import AssessmentStore
    from inspector_app.storage.awaiting import AwaitingStore
    from inspector_app.storage.bundles import BundleStore
    from inspector_app.storage.calendar import CalendarStore
    from inspector_app.storage.campaigns import CampaignStore
    from inspector_app.storage.checklists import ChecklistStore
    from inspector_app.storage.closing import ClosingStore
    from inspector_app.storage.coverage import CoverageStore
    from inspector_app.storage.creation_steps import CreationStepStore
    from inspector_app.storage.database import Database
    from inspector_app.storage.district_months import DistrictMonthStore
    from inspector_app.storage.documents import DocumentStore
    from inspector_app.storage.fact_rows import FactRowStore
    from inspector_app.storage.facts import FactStore
    from inspector_app.storage.five_haves import FiveHavesStore
    from inspector_app.storage.form_counts import FormCountStore
    from inspector_app.storage.forms import FormStore
    from inspector_app.storage.history import HistoryStore
    from inspector_app.storage.issue_events import IssueEventStore
    from inspector_app.storage.issues import IssueStore
    from inspector_app.storage.joint import JointStore
    from inspector_app.storage.journal import JournalStore
    from inspector_app.storage.layouts import LayoutStore
    from inspector_app.storage.ledger_lists import LedgerListStore
    from inspector_app.storage.months import MonthStore
    from inspector_app.storage.notes import NoteStore
    from inspector_app.storage.numbers import NumberStore
    from inspector_app.storage.office import OfficeStore
    from inspector_app.storage.office_matters import OfficeMatterStore
    from inspector_app.storage.office_month import OfficeMonthStore
    from inspector_app.storage.office_rows import OfficeRowStore
    from inspector_app.storage.packs import PackStore
    from inspector_app.storage.people import PeopleStore
    from inspector_app.storage.photos import PhotoStore
    from inspector_app.storage.phrases import PhraseStore
    from inspector_app.storage.plans import PlanStore
    from inspector_app.storage.plates import PlateStore
    from inspector_app.storage.recusals import RecusalStore
    from inspector_app.storage.register_dues import DueStore
    from inspector_app.storage.registers import RegisterStore
    from inspector_app.storage.replies import ReplyStore
    from inspector_app.storage.returns import ReturnStore
    from inspector_app.storage.rules import RuleStore
    from inspector_app.storage.scans import ScanStore
    from inspector_app.storage.schools import SchoolStore
    from inspector_app.storage.sealed_parts import SealedPartStore
    from inspector_app.storage.search import SearchStore
    from inspector_app.storage.settings import SettingStore
    from inspector_app.storage.sourced_issues import SourcedIssueStore
    from inspector_app.storage.standards import StandardStore
    from inspector_app.storage.summaries import SummaryStore
    from inspector_app.storage.tasks import TaskStore
    from inspector_app.storage.themes import ThemeStore
    from inspector_app.storage.trust import TrustStore
    from inspector_app.storage.typed import TypedStore
    from inspector_app.storage.visit_lists import VisitListStore
    from inspector_app.storage.visits import VisitStore
    from inspector_app.storage.weeks import WeekStore


class Stores:
    """The stores over one database, each imported and made when it is first asked for.

    All of them together take longer to import than 今日 to fill. They hold nothing but the
    database: should two threads make one at a time, either will do.
    """

    def __init__(self, *, database: "Database") -> None:
        self.database = database

    @cached_property
    def settings(self) -> "SettingStore":
        """Settings of the folder and the state of the window."""
        from inspector_app.storage.settings import SettingStore

        return SettingStore(self.database)

    @cached_property
    def schools(self) -> "SchoolStore":
        """学校 and assignments."""
        from inspector_app.storage.schools import SchoolStore

        return SchoolStore(self.database)

    @cached_property
    def people(self) -> "PeopleStore":
        """督学 and their zones."""
        from inspector_app.storage.people import PeopleStore

        return PeopleStore(self.database)

    @cached_property
    def visits(self) -> "VisitStore":
        """入校督导记录."""
        from inspector_app.storage.visits import VisitStore

        return VisitStore(self.database)

    @cached_property
    def visit_lists(self) -> "VisitListStore":
        """Lists of 入校督导记录, one line each."""
        from inspector_app.storage.visit_lists import VisitListStore

        return VisitListStore(self.database)

    @cached_property
    def issues(self) -> "IssueStore":
        """问题 as they stand."""
        from inspector_app.storage.issues import IssueStore

        return IssueStore(self.database)

    @cached_property
    def sourced_issues(self) -> "SourcedIssueStore":
        """问题 that no record found."""
        from inspector_app.storage.sourced_issues import SourcedIssueStore

        return SourcedIssueStore(self.database)

    @cached_property
    def issue_events(self) -> "IssueEventStore":
        """What happened to 问题."""
        from inspector_app.storage.issue_events import IssueEventStore

        return IssueEventStore(self.database)

    @cached_property
    def awaiting(self) -> "AwaitingStore":
        """What waits for a decision of the office."""
        from inspector_app.storage.awaiting import AwaitingStore

        return AwaitingStore(self.database)

    @cached_property
    def ledger_lists(self) -> "LedgerListStore":
        """Lists of the 台账."""
        from inspector_app.storage.ledger_lists import LedgerListStore

        return LedgerListStore(self.database)

    @cached_property
    def photos(self) -> "PhotoStore":
        """照片."""
        from inspector_app.storage.photos import PhotoStore

        return PhotoStore(self.database)

    @cached_property
    def scans(self) -> "ScanStore":
        """扫描件."""
        from inspector_app.storage.scans import ScanStore

        return ScanStore(self.database)

    @cached_property
    def notes(self) -> "NoteStore":
        """随手记."""
        from inspector_app.storage.notes import NoteStore

        return NoteStore(self.database)

    @cached_property
    def numbers(self) -> "NumberStore":
        """What happened to 文号."""
        from inspector_app.storage.numbers import NumberStore

        return NumberStore(self.database)

    @cached_property
    def journal(self) -> "JournalStore":
        """The history of changes."""
        from inspector_app.storage.journal import JournalStore

        return JournalStore(self.database)

    @cached_property
    def history(self) -> "HistoryStore":
        """Revisions, 送签稿 and printed documents."""
        from inspector_app.storage.history import HistoryStore

        return HistoryStore(self.database)

    @cached_property
    def documents(self) -> "DocumentStore":
        """Issued documents and what their pages say."""
        from inspector_app.storage.documents import DocumentStore

        return DocumentStore(self.database)

    @cached_property
    def registers(self) -> "RegisterStore":
        """Entries of registers."""
        from inspector_app.domain.registers.kinds import KINDS
        from inspector_app.storage.registers import RegisterStore

        return RegisterStore(self.database, KINDS)

    @cached_property
    def register_dues(self) -> "DueStore":
        """What has to be done because of entries of registers."""
        from inspector_app.storage.register_dues import DueStore

        return DueStore(self.database)

    @cached_property
    def trust(self) -> "TrustStore":
        """Whose keys are known here."""
        from inspector_app.storage.trust import TrustStore

        return TrustStore(self.database)

    @cached_property
    def office(self) -> "OfficeStore":
        """The office's in-tray."""
        from inspector_app.storage.office import OfficeStore

        return OfficeStore(self.database)

    @cached_property
    def office_matters(self) -> "OfficeMatterStore":
        """What came with bundles, and what has to be asked."""
        from inspector_app.storage.office_matters import OfficeMatterStore

        return OfficeMatterStore(self.database)

    @cached_property
    def packs(self) -> "PackStore":
        """What the office sends to laptops: as sent there, as taken here."""
        from inspector_app.storage.packs import PackStore

        return PackStore(self.database)

    @cached_property
    def office_month(self) -> "OfficeMonthStore":
        """What the office's month rests on."""
        from inspector_app.storage.office_month import OfficeMonthStore

        return OfficeMonthStore(self.database)

    @cached_property
    def office_rows(self) -> "OfficeRowStore":
        """What came with bundles beside the records."""
        from inspector_app.storage.office_rows import OfficeRowStore

        return OfficeRowStore(self.database)

    @cached_property
    def sealed(self) -> "SealedPartStore":
        """Sealed parts of entries, and what sealed files are made with."""
        from inspector_app.storage.sealed_parts import SealedPartStore

        return SealedPartStore(self.database)

    @cached_property
    def standards(self) -> "StandardStore":
        """Editions of indicator sets that the district has taken in."""
        from inspector_app.storage.standards import StandardStore

        return StandardStore(self.database)

    @cached_property
    def campaigns(self) -> "CampaignStore":
        """What records and meetings say of 专项督导."""
        from inspector_app.storage.campaigns import CampaignStore

        return CampaignStore(self.database)

    @cached_property
    def five_haves(self) -> "FiveHavesStore":
        """How much of what 五有 ask for there is in a period."""
        from inspector_app.storage.five_haves import FiveHavesStore

        return FiveHavesStore(self.database)

    @cached_property
    def weeks(self) -> "WeekStore":
        """What one person's week was made of, and which weeks were reported."""
        from inspector_app.storage.weeks import WeekStore

        return WeekStore(self.database)

    @cached_property
    def summaries(self) -> "SummaryStore":
        """What summaries of a period ask besides the facts of the month tables."""
        from inspector_app.storage.summaries import SummaryStore

        return SummaryStore(self.database)

    @cached_property
    def search(self) -> "SearchStore":
        """The full-text index."""
        from inspector_app.storage.search import SearchStore

        return SearchStore(self.database)

    @cached_property
    def district_months(self) -> "DistrictMonthStore":
        """What districts handed over to the office above them."""
        from inspector_app.storage.district_months import DistrictMonthStore

        return DistrictMonthStore(self.database)

    @cached_property
    def fact_rows(self) -> "FactRowStore":
        """Facts as the rows that are exported and handed upwards."""
        from inspector_app.storage.fact_rows import FactRowStore

        return FactRowStore(self.database, self.facts)

    @cached_property
    def facts(self) -> "FactStore":
        """What the month tables count."""
        from inspector_app.storage.facts import FactStore

        return FactStore(self.database)

    @cached_property
    def calendar(self) -> "CalendarStore":
        """The district's own terms and days."""
        from inspector_app.storage.calendar import CalendarStore

        return CalendarStore(self.database)

    @cached_property
    def coverage(self) -> "CoverageStore":
        """What the board of schools is judged by."""
        from inspector_app.storage.coverage import CoverageStore

        return CoverageStore(self.database)

    @cached_property
    def rules(self) -> "RuleStore":
        """What the district has decided about the rules."""
        from inspector_app.storage.rules import RuleStore

        return RuleStore(self.database)

    @cached_property
    def assessments(self) -> "AssessmentStore":
        """达标测算 as kept, and the district's own numbers."""
        from inspector_app.storage.assessments import AssessmentStore

        return AssessmentStore(self.database)

    @cached_property
    def creation_steps(self) -> "CreationStepStore":
        """The steps of 创建计划."""
        from inspector_app.storage.creation_steps import CreationStepStore

        return CreationStepStore(self.database)

    @cached_property
    def plans(self) -> "PlanStore":
        """督导计划 and 计划入校."""
        from inspector_app.storage.plans import PlanStore

        return PlanStore(self.database)

    @cached_property
    def plates(self) -> "PlateStore":
        """When plates were hung."""
        from inspector_app.storage.plates import PlateStore

        return PlateStore(self.database)

    @cached_property
    def themes(self) -> "ThemeStore":
        """月主题."""
        from inspector_app.storage.themes import ThemeStore

        return ThemeStore(self.database)

    @cached_property
    def recusals(self) -> "RecusalStore":
        """回避, as declared."""
        from inspector_app.storage.recusals import RecusalStore

        return RecusalStore(self.database)

    @cached_property
    def joint(self) -> "JointStore":
        """Visits made together: records taken over, 同行登记, files for peers."""
        from inspector_app.storage.joint import JointStore

        return JointStore(self.database)

    @cached_property
    def replies(self) -> "ReplyStore":
        """学校回复."""
        from inspector_app.storage.replies import ReplyStore

        return ReplyStore(self.database)

    @cached_property
    def checklists(self) -> "ChecklistStore":
        """Published 检查表, and what campaigns ask of filled ones."""
        from inspector_app.storage.checklists import ChecklistStore

        return ChecklistStore(self.database)

    @cached_property
    def forms(self) -> "FormStore":
        """Published forms, and coded answers of filled ones."""
        from inspector_app.storage.forms import FormStore

        return FormStore(self.database)

    @cached_property
    def form_counts(self) -> "FormCountStore":
        """Filled forms over records."""
        from inspector_app.storage.form_counts import FormCountStore

        return FormCountStore(self.database)

    @cached_property
    def closing(self) -> "ClosingStore":
        """On which days months close."""
        from inspector_app.storage.closing import ClosingStore

        return ClosingStore(self.database)

    @cached_property
    def months(self) -> "MonthStore":
        """The life of month tables: steps, figures as they were, deviations."""
        from inspector_app.storage.months import MonthStore

        return MonthStore(self.database)

    @cached_property
    def layouts(self) -> "LayoutStore":
        """Published layouts."""
        from inspector_app.storage.layouts import LayoutStore

        return LayoutStore(self.database)

    @cached_property
    def bundles(self) -> "BundleStore":
        """Bundles, device keys and month locks."""
        from inspector_app.storage.bundles import BundleStore

        return BundleStore(self.database)

    @cached_property
    def returns(self) -> "ReturnStore":
        """What was returned to inspectors, and what became of it."""
        from inspector_app.storage.returns import ReturnStore

        return ReturnStore(self.database)

    @cached_property
    def typed(self) -> "TypedStore":
        """Records that the office typed for people, and what they answered."""
        from inspector_app.storage.typed import TypedStore

        return TypedStore(self.database)

    @cached_property
    def phrases(self) -> "PhraseStore":
        """常用语, and how often each was used."""
        from inspector_app.storage.phrases import PhraseStore

        return PhraseStore(self.database)

    @cached_property
    def tasks(self) -> "TaskStore":
        """What the office gives people to do, and what became of it."""
        from inspector_app.storage.tasks import TaskStore

        return TaskStore(self.database)
