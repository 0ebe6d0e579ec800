"""One open data folder: every service, made and joined with the others when it is asked for."""

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from inspector_app.base.clock import Clock
from inspector_app.base.instance_lock import InstanceLock
from inspector_app.services.context import Context

if TYPE_CHECKING:
    from inspector_app.services.blank_forms import BlankFormService
    from inspector_app.services.bundles import BundleService
    from inspector_app.services.calendar import CalendarService
    from inspector_app.services.campaigns import CampaignService
    from inspector_app.services.case_sources import CaseSources
    from inspector_app.services.checks import CheckService
    from inspector_app.services.complaints import ComplaintService
    from inspector_app.services.coverage import CoverageService
    from inspector_app.services.demo import DemoService
    from inspector_app.services.document_trees import DocumentTrees
    from inspector_app.services.documents import DocumentService
    from inspector_app.services.imports import ImportService
    from inspector_app.services.issues import IssueService
    from inspector_app.services.joint_entries import JointEntries
    from inspector_app.services.joint_hand_over import JointHandOver
    from inspector_app.services.joint_matches import JointMatches
    from inspector_app.services.joint_take_over import JointTakeOver
    from inspector_app.services.ledger import LedgerService
    from inspector_app.services.lessons import LessonService
    from inspector_app.services.letters import LetterService
    from inspector_app.services.materials import MaterialsService
    from inspector_app.services.months import MonthService
    from inspector_app.services.notes import NoteService
    from inspector_app.services.opinions import OpinionService
    from inspector_app.services.own_fonts import OwnFontService
    from inspector_app.services.people import PeopleService
    from inspector_app.services.photos import PhotoService
    from inspector_app.services.plans import PlanService
    from inspector_app.services.plates import PlateService
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
    from inspector_app.services.settings import SettingsService
    from inspector_app.services.tables import TableService
    from inspector_app.services.talks import TalkService
    from inspector_app.services.term_gates import TermGateService
    from inspector_app.services.themes import ThemeService
    from inspector_app.services.today import TodayService
    from inspector_app.services.visit_edit import VisitEditService
    from inspector_app.services.visits import VisitService
    from inspector_app.services.weekly_reports import WeeklyReportService
    from inspector_app.services.word_in import WordInService


class Workbench:
    """One open data folder and every service over it.

    Each is imported and made when it is first asked for: all of them together take longer to load
    than the window to open.
    """

    settings: "SettingsService"
    schools: "SchoolService"
    people: "PeopleService"
    visits: "VisitService"
    visit_edit: "VisitEditService"
    joint_entries: "JointEntries"
    joint_hand_over: "JointHandOver"
    joint_matches: "JointMatches"
    joint_take_over: "JointTakeOver"
    talks: "TalkService"
    lessons: "LessonService"
    search: "SearchService"
    today: "TodayService"
    issues: "IssueService"
    ledger: "LedgerService"
    letters: "LetterService"
    photos: "PhotoService"
    notes: "NoteService"
    months: "MonthService"
    documents: "DocumentService"
    document_trees: "DocumentTrees"
    own_fonts: "OwnFontService"
    blank_forms: "BlankFormService"
    printing: "PrintingService"
    tables: "TableService"
    bundles: "BundleService"
    materials: "MaterialsService"
    imports: "ImportService"
    calendar: "CalendarService"
    registers: "RegisterService"
    register_edit: "RegisterEditService"
    register_figures: "RegisterFigures"
    register_files: "RegisterFileService"
    case_sources: "CaseSources"
    register_tables: "RegisterTableService"
    sealed_parts: "SealedParts"
    sealed_files: "SealedFileService"
    complaints: "ComplaintService"
    campaigns: "CampaignService"
    weekly_reports: "WeeklyReportService"
    term_gates: "TermGateService"
    opinions: "OpinionService"
    plans: "PlanService"
    plates: "PlateService"
    themes: "ThemeService"
    coverage: "CoverageService"
    rules: "RuleService"
    recusals: "RecusalService"
    replies: "ReplyService"
    reply_forms: "ReplyFormService"
    word_in: "WordInService"
    checks: "CheckService"
    demo: "DemoService"

    def __init__(self, *, folder: Path, context: Context, lock: InstanceLock) -> None:
        self.folder = folder
        self.context = context
        self.lock = lock
        self._making = RLock()

    if not TYPE_CHECKING:  # It would let any misspelt name pass.

        def __getattr__(self, name: str) -> object:
            """Make a service that is asked for the first time, once for all threads."""
            if name not in _LATER:
                raise AttributeError(name)
            with self._making:
                if name not in self.__dict__:
                    setattr(self, name, _LATER[name](self))
                return self.__dict__[name]

    @property
    def clock(self) -> Clock:
        """The clock that everything here goes by."""
        return self.context.clock

    def release_thread(self) -> None:
        """Close the connection of the calling thread."""
        self.context.database.close()

    def close(self) -> None:
        """Close this thread's connection and let others use the folder."""
        self.context.database.close()
        self.lock.release()

    def __enter__(self) -> Self:
        """Return the workbench itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()


def _settings(bench: Workbench) -> "SettingsService":
    from inspector_app.services.settings import SettingsService

    return SettingsService(bench.context)


def _schools(bench: Workbench) -> "SchoolService":
    from inspector_app.services.schools import SchoolService

    return SchoolService(bench.context)


def _people(bench: Workbench) -> "PeopleService":
    from inspector_app.services.people import PeopleService

    return PeopleService(bench.context)


def _visits(bench: Workbench) -> "VisitService":
    from inspector_app.services.visits import VisitService

    return VisitService(bench.context)


def _visit_edit(bench: Workbench) -> "VisitEditService":
    from inspector_app.services.visit_edit import VisitEditService

    return VisitEditService(bench.context, bench.settings)


def _joint_entries(bench: Workbench) -> "JointEntries":
    from inspector_app.services.joint_entries import JointEntries

    return JointEntries(bench.context, visits=bench.visits, visit_edit=bench.visit_edit)


def _joint_hand_over(bench: Workbench) -> "JointHandOver":
    from inspector_app.services.joint_hand_over import JointHandOver

    return JointHandOver(bench.context)


def _joint_matches(bench: Workbench) -> "JointMatches":
    from inspector_app.services.joint_matches import JointMatches

    return JointMatches(bench.context)


def _joint_take_over(bench: Workbench) -> "JointTakeOver":
    from inspector_app.services.joint_take_over import JointTakeOver

    return JointTakeOver(bench.context)


def _talks(bench: Workbench) -> "TalkService":
    from inspector_app.services.talks import TalkService

    return TalkService(bench.context, bench.visit_edit)


def _lessons(bench: Workbench) -> "LessonService":
    from inspector_app.services.lessons import LessonService

    return LessonService(bench.context)


def _search(bench: Workbench) -> "SearchService":
    from inspector_app.services.search import SearchService

    return SearchService(bench.context)


def _today(bench: Workbench) -> "TodayService":
    from inspector_app.services.today import TodayService

    return TodayService(bench.context)


def _issues(bench: Workbench) -> "IssueService":
    from inspector_app.services.issues import IssueService

    return IssueService(bench.context)


def _ledger(bench: Workbench) -> "LedgerService":
    from inspector_app.services.ledger import LedgerService

    return LedgerService(bench.context)


def _letters(bench: Workbench) -> "LetterService":
    from inspector_app.services.letters import LetterService

    return LetterService(bench.context, visits=bench.visits, schools=bench.schools)


def _photos(bench: Workbench) -> "PhotoService":
    from inspector_app.services.photos import PhotoService

    return PhotoService(bench.context)


def _notes(bench: Workbench) -> "NoteService":
    from inspector_app.services.notes import NoteService

    return NoteService(bench.context, bench.photos)


def _months(bench: Workbench) -> "MonthService":
    from inspector_app.services.months import MonthService

    return MonthService(bench.context)


def _document_trees(bench: Workbench) -> "DocumentTrees":
    from inspector_app.services.document_trees import DocumentTrees
    from inspector_app.services.register_trees import RegisterTrees

    return DocumentTrees(
        bench.context,
        visits=bench.visits,
        months=bench.months,
        issues=bench.issues,
        schools=bench.schools,
        registers=RegisterTrees(bench.registers, bench.register_figures),
    )


def _documents(bench: Workbench) -> "DocumentService":
    from inspector_app.services.documents import DocumentService

    return DocumentService(
        bench.context,
        visits=bench.visits,
        trees=bench.document_trees,
        own_fonts=bench.own_fonts,
    )


def _own_fonts(bench: Workbench) -> "OwnFontService":
    from inspector_app.services.own_fonts import OwnFontService

    return OwnFontService(bench.context)


def _blank_forms(bench: Workbench) -> "BlankFormService":
    from inspector_app.services.blank_forms import BlankFormService

    return BlankFormService(
        bench.context,
        documents=bench.documents,
        trees=bench.document_trees,
        visit_edit=bench.visit_edit,
        plans=bench.plans,
    )


def _printing(bench: Workbench) -> "PrintingService":
    from inspector_app.services.printing import PrintingService

    return PrintingService(
        documents=bench.documents,
        tables=bench.tables,
        visits=bench.visits,
        registers=bench.registers,
        register_tables=bench.register_tables,
    )


def _tables(bench: Workbench) -> "TableService":
    from inspector_app.services.tables import TableService

    return TableService(bench.context, months=bench.months, issues=bench.issues)


def _bundles(bench: Workbench) -> "BundleService":
    from inspector_app.services.bundles import BundleService

    return BundleService(bench.context, months=bench.months, documents=bench.documents)


def _materials(bench: Workbench) -> "MaterialsService":
    from inspector_app.services.materials import MaterialsService

    return MaterialsService(
        bench.context, documents=bench.documents, tables=bench.tables, visits=bench.visits
    )


def _imports(bench: Workbench) -> "ImportService":
    from inspector_app.services.imports import ImportService

    return ImportService(bench.context)


def _calendar(bench: Workbench) -> "CalendarService":
    from inspector_app.services.calendar import CalendarService

    return CalendarService(bench.context)


def _registers(bench: Workbench) -> "RegisterService":
    from inspector_app.services.registers import RegisterService

    return RegisterService(bench.context)


def _register_edit(bench: Workbench) -> "RegisterEditService":
    from inspector_app.services.register_edit import RegisterEditService

    return RegisterEditService(bench.context)


def _register_files(bench: Workbench) -> "RegisterFileService":
    from inspector_app.services.register_files import RegisterFileService

    return RegisterFileService(bench.context)


def _case_sources(bench: Workbench) -> "CaseSources":
    from inspector_app.services.case_sources import CaseSources

    return CaseSources(bench.context, bench.register_edit)


def _register_figures(bench: Workbench) -> "RegisterFigures":
    from inspector_app.services.register_figures import RegisterFigures

    return RegisterFigures(
        bench.context, bench.registers, campaigns=bench.campaigns, weekly=bench.weekly_reports
    )


def _register_tables(bench: Workbench) -> "RegisterTableService":
    from inspector_app.services.register_tables import RegisterTableService

    return RegisterTableService(bench.registers)


def _sealed_parts(bench: Workbench) -> "SealedParts":
    from inspector_app.services.sealed_parts import SealedParts

    return SealedParts(bench.context)


def _sealed_files(bench: Workbench) -> "SealedFileService":
    from inspector_app.services.sealed_files import SealedFileService

    return SealedFileService(
        bench.context,
        registers=bench.registers,
        edit=bench.register_edit,
        sealed=bench.sealed_parts,
    )


def _complaints(bench: Workbench) -> "ComplaintService":
    from inspector_app.services.complaints import ComplaintService

    return ComplaintService(bench.context, registers=bench.registers, edit=bench.register_edit)


def _campaigns(bench: Workbench) -> "CampaignService":
    from inspector_app.services.campaigns import CampaignService

    return CampaignService(bench.context, bench.register_edit)


def _weekly_reports(bench: Workbench) -> "WeeklyReportService":
    from inspector_app.services.weekly_reports import WeeklyReportService

    return WeeklyReportService(bench.context, bench.register_edit, bench.plans)


def _term_gates(bench: Workbench) -> "TermGateService":
    from inspector_app.services.term_gates import TermGateService

    return TermGateService(bench.context, bench.campaigns, bench.weekly_reports)


def _opinions(bench: Workbench) -> "OpinionService":
    from inspector_app.services.opinions import OpinionService

    return OpinionService(bench.register_edit)


def _plans(bench: Workbench) -> "PlanService":
    from inspector_app.services.plans import PlanService

    return PlanService(bench.context, bench.visit_edit)


def _plates(bench: Workbench) -> "PlateService":
    from inspector_app.services.plates import PlateService

    return PlateService(bench.context)


def _themes(bench: Workbench) -> "ThemeService":
    from inspector_app.services.themes import ThemeService

    return ThemeService(bench.context)


def _coverage(bench: Workbench) -> "CoverageService":
    from inspector_app.services.coverage import CoverageService

    return CoverageService(bench.context)


def _rules(bench: Workbench) -> "RuleService":
    from inspector_app.services.rules import RuleService

    return RuleService(bench.context)


def _recusals(bench: Workbench) -> "RecusalService":
    from inspector_app.services.recusals import RecusalService

    return RecusalService(bench.context)


def _replies(bench: Workbench) -> "ReplyService":
    from inspector_app.services.replies import ReplyService

    return ReplyService(bench.context, issues=bench.issues, photos=bench.photos)


def _reply_forms(bench: Workbench) -> "ReplyFormService":
    from inspector_app.services.reply_forms import ReplyFormService

    return ReplyFormService(
        bench.context, replies=bench.replies, issues=bench.issues, photos=bench.photos
    )


def _word_in(bench: Workbench) -> "WordInService":
    from inspector_app.services.word_in import WordInService

    return WordInService(
        bench.context, visit_edit=bench.visit_edit, photos=bench.photos, notes=bench.notes
    )


def _checks(bench: Workbench) -> "CheckService":
    from inspector_app.services.checks import CheckService

    return CheckService(bench.context)


def _demo(bench: Workbench) -> "DemoService":
    from inspector_app.services.demo import DemoService

    return DemoService(bench.context)


_LATER: Final[Mapping[str, Callable[[Workbench], object]]] = {
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
    "lessons": _lessons,
    "search": _search,
    "today": _today,
    "issues": _issues,
    "ledger": _ledger,
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
    "campaigns": _campaigns,
    "weekly_reports": _weekly_reports,
    "term_gates": _term_gates,
    "opinions": _opinions,
    "plans": _plans,
    "plates": _plates,
    "themes": _themes,
    "coverage": _coverage,
    "rules": _rules,
    "recusals": _recusals,
    "replies": _replies,
    "reply_forms": _reply_forms,
    "word_in": _word_in,
    "checks": _checks,
    "demo": _demo,
}
