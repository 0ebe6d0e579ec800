"""Which page answers which wish; pages are made when they are first wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final, TypeVar, cast

from PySide6.QtCore import QObject

from inspector_app.ui.carrying import Carrying
from inspector_app.ui.navigator import (
    GoTo,
    Navigator,
    OpenArchive,
    OpenBalance,
    OpenCalendar,
    OpenCampaign,
    OpenChecklists,
    OpenChecklistTable,
    OpenDirector,
    OpenDistricts,
    OpenEntry,
    OpenFormAnswers,
    OpenFormBench,
    OpenForms,
    OpenHandOver,
    OpenImport,
    OpenIssue,
    OpenItems,
    OpenJoiningAbove,
    OpenLayouts,
    OpenMatrix,
    OpenMonth,
    OpenNumbers,
    OpenOffers,
    OpenPeople,
    OpenPeriodTables,
    OpenPhrases,
    OpenPreview,
    OpenPublishedForms,
    OpenReceiving,
    OpenRecycleBin,
    OpenRegister,
    OpenReply,
    OpenRules,
    OpenSchool,
    OpenSearch,
    OpenSending,
    OpenStandards,
    OpenTasks,
    OpenTravel,
    OpenTrust,
    OpenTyped,
    OpenUpwards,
    OpenVisit,
    Place,
    Request,
    ShowShortcuts,
    StartPlanned,
    StartVisit,
    WriteNote,
)
from inspector_app.ui.page import Kit, Page
from inspector_app.ui.phrase_shortcuts import PhraseShortcuts
from inspector_app.ui.type_ahead import TypeAhead

if TYPE_CHECKING:
    from inspector_app.base.errors import UserError
    from inspector_app.services.notes import NewNote
    from inspector_app.services.today import TodayPage
    from inspector_app.services.visit_edit import NewVisit
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.events import AppEvents
    from inspector_app.ui.jobs import Jobs
    from inspector_app.ui.pages.districts import DistrictsPage
    from inspector_app.ui.pages.ledger import LedgerPageView
    from inspector_app.ui.pages.receiving import ReceivingPage
    from inspector_app.ui.pages.registers.page import RegistersPage
    from inspector_app.ui.pages.sending import SendingPage
    from inspector_app.ui.pages.tasks import TasksPage
    from inspector_app.ui.pages.today import TodayView
    from inspector_app.ui.pages.typed import TypedPage
    from inspector_app.ui.pages.visit.page import VisitPage
    from inspector_app.ui.shell import Shell

_P = TypeVar("_P", bound=Page)


class Places(QObject):
    """Joins the navigator with the pages and the shell."""

    def __init__(
        self, shell: Shell, desk: Desk, jobs: Jobs, events: AppEvents, navigator: Navigator
    ) -> None:
        super().__init__(shell)
        self._shell, self._desk = shell, desk
        self._jobs, self._events = jobs, events
        self.kit = Kit(jobs=jobs, events=events, navigator=navigator, lists=lambda: desk.tables)
        self._kept: dict[str, Page] = {}
        self._visit: VisitPage | None = None
        self.carrying = Carrying(desk, jobs, events, self)
        self._ahead = TypeAhead(self)
        PhraseShortcuts(shell, self.kit, desk)
        navigator.requested.connect(self.open)

    def begin(self, today: TodayPage | None) -> None:
        """Show 今日, or the first steps where there is no school yet.

        Args:
            today: what 今日 shows; ``None`` where it has to be asked for.
        """
        if self._shell.page is not None:
            # The person was faster and has gone somewhere already.
            return
        if today is None or today.has_schools or today.districts is not None:
            if today is not None:
                cast("TodayView", self._place(Place.TODAY)).begin_with(today)
            self.open(GoTo(place=Place.TODAY))
            return
        from inspector_app.ui.pages.welcome import WelcomePage

        page = self._page("welcome", lambda: WelcomePage(self.kit, self._desk))
        page.filled.connect(lambda: self.open(GoTo(place=Place.TODAY)))
        self._shell.show_page(page, Place.TODAY)

    def open(self, request: Request) -> None:
        """Show the page that a wish asks for."""
        match request:
            case GoTo(place=place):
                self._shell.show_page(self._place(place), place)
            case OpenVisit(uid=uid, field=field, position=position):
                self._open_visit(uid, field, position)
            case StartVisit(school_code=code):
                self._begin(lambda: self._desk.visit_edit.new(school_code=code))
            case StartPlanned(uid=uid):
                self._begin(lambda: self._desk.plans.begin(uid))
            case WriteNote():
                self._write_note()
            case OpenChecklists() | OpenChecklistTable():
                self._open_checklist(request)
            case OpenForms() | OpenFormAnswers():
                self._open_forms(request)
            case _:
                self._open_rest(request)

    def _open_rest(self, request: Request) -> None:
        match request:
            case OpenSchool(code=code):
                self._open_school(code)
            case OpenMonth(month=month):
                from inspector_app.ui.pages.months import MonthPage

                page = cast("MonthPage", self._place(Place.MONTH))
                page.open_month(month)
                self._shell.show_page(page, Place.MONTH)
            case OpenHandOver(month=month):
                from inspector_app.ui.pages.hand_over import HandOverPage

                leaving = cast("HandOverPage", self._place(Place.HAND_OVER))
                leaving.open_month(month)
                self._shell.show_page(leaving, Place.HAND_OVER)
            case OpenSearch(text=text):
                self._search(text)
            case OpenReply(uid=uid, told=told):
                self._open_reply(uid, told)
            case OpenFormBench():
                self._open_bench(request)
            case _:
                self._open_registers(request)

    def _open_registers(self, request: Request) -> None:
        match request:
            case OpenRegister(kind=kind):
                self._registers().open_kind(kind)
            case OpenEntry(uid=uid):
                self._registers().open_entry(uid)
            case OpenCampaign(uid=uid):
                self._open_campaign(uid)
            case OpenItems(uid=uid):
                self._open_items(uid)
            case OpenMatrix(uid=uid):
                self._open_matrix(uid)
            case _:
                self._open_plain(request)

    def _open_plain(self, request: Request) -> None:
        if isinstance(request, OpenIssue):
            self._open_issue(request.number)
        elif isinstance(request, OpenPreview):
            self._open_preview(request)
        elif isinstance(request, ShowShortcuts):
            from inspector_app.ui.pages.shortcuts import ShortcutsPage

            shown = self._page("keys", lambda: ShortcutsPage(self.kit))
            self._shell.show_page(shown, Place.SETTINGS)
        elif isinstance(request, OpenTrust):
            self._open_trust()
        elif isinstance(request, OpenJoiningAbove):
            self._open_joining_above()
        elif type(request) in _PLAIN:
            module, name, place = _PLAIN[type(request)]
            page = self._page(name, lambda: _page_of(module, name, self.kit, self._desk))
            _aim(page, request)
            self._shell.show_page(page, place)

    def _page(self, name: str, make: Callable[[], _P]) -> _P:
        if name not in self._kept:
            self._kept[name] = make()
        return cast("_P", self._kept[name])

    def _place(self, place: Place) -> Page:
        return self._page(place.value, lambda: _made(place, self.kit, self._desk))

    def _open_school(self, code: str) -> None:
        from inspector_app.ui.pages.schools import SchoolPage

        old = self._kept.pop("school", None)
        page = self._page("school", lambda: SchoolPage(self.kit, self._desk, code))
        self._shell.show_page(page, Place.SCHOOLS)
        if old is not None:
            self._shell.drop_page(old)

    def _open_trust(self) -> None:
        from inspector_app.services.context import Role

        office = self._desk.settings.identity().role is Role.OFFICE
        module, name = ("enrolling", "EnrollingPage") if office else ("joining", "JoiningPage")
        page = self._page(name, lambda: _page_of(module, name, self.kit, self._desk))
        self._shell.show_page(page, Place.MORE)

    def _open_joining_above(self) -> None:
        from inspector_app.ui.pages.joining import JoiningPage

        page = self._page(
            "joining above",
            lambda: JoiningPage(self.kit, self._desk.upwards_desk, whose="上级督导室"),
        )
        self._shell.show_page(page, Place.MORE)

    def _open_issue(self, number: str) -> None:
        page = cast("LedgerPageView", self._place(Place.LEDGER))
        self._shell.show_page(page, Place.LEDGER)
        page.show_issue(number)

    def _open_campaign(self, uid: str) -> None:
        from inspector_app.ui.pages.campaign import CampaignPage

        page = self._page("campaign", lambda: CampaignPage(self.kit, self._desk))
        page.open_campaign(uid)
        self._shell.show_page(page, Place.MORE)

    def _open_items(self, uid: str) -> None:
        from inspector_app.ui.pages.registers.items_page import ItemsPage

        page = self._page("items", lambda: ItemsPage(self.kit, self._desk))
        page.open_entry(uid)
        self._shell.show_page(page, Place.MORE)

    def _open_matrix(self, uid: str) -> None:
        from inspector_app.ui.pages.registers.matrix_page import MatrixPage

        page = self._page("matrix", lambda: MatrixPage(self.kit, self._desk))
        page.open_matrix(uid)
        self._shell.show_page(page, Place.MORE)

    def _open_reply(self, uid: str, told: str) -> None:
        from inspector_app.ui.pages.reply.page import ReplyPage

        old = self._kept.pop("reply", None)
        page = self._page("reply", lambda: ReplyPage(self.kit, self._desk, uid, told=told))
        self._shell.show_page(page, Place.LEDGER)
        if old is not None:
            self._shell.drop_page(old)

    def _open_checklist(self, request: OpenChecklists | OpenChecklistTable) -> None:
        """Open the checklists of a record, or what those of a campaign come to."""
        old = self._kept.pop("checklist", None)
        if isinstance(request, OpenChecklists):
            from inspector_app.ui.pages.checklist.page import ChecklistPage

            uid, form, place = request.uid, request.form, Place.VISITS
            page: Page = ChecklistPage(self.kit, self._desk, uid, form=form)
        else:
            from inspector_app.ui.pages.checklist.table import ChecklistTablePage

            page, place = ChecklistTablePage(self.kit, self._desk, request.uid), Place.MORE
        self._kept["checklist"] = page
        self._shell.show_page(page, place)
        if old is not None:
            self._shell.drop_page(old)

    def _open_forms(self, request: OpenForms | OpenFormAnswers) -> None:
        """Open the forms of a record, or what those of a campaign come to."""
        old = self._kept.pop("forms", None)
        if isinstance(request, OpenForms):
            from inspector_app.ui.pages.form.page import FormPage

            uid, form, place = request.uid, request.form, Place.VISITS
            page: Page = FormPage(self.kit, self._desk, uid, form=form)
        else:
            from inspector_app.ui.pages.form.answers import FormAnswersPage

            page, place = FormAnswersPage(self.kit, self._desk, request.uid), Place.MORE
        self._kept["forms"] = page
        self._shell.show_page(page, place)
        if old is not None:
            self._shell.drop_page(old)

    def _open_bench(self, request: OpenFormBench) -> None:
        from inspector_app.ui.pages.form.bench import FormBenchPage

        page = self._page("form.bench", lambda: FormBenchPage(self.kit, self._desk))
        self._shell.show_page(page, Place.MORE)
        if request.path is not None:
            page.open_path(request.path)
        elif request.form:
            page.look_back(request.form, request.version)

    def _open_preview(self, request: OpenPreview) -> None:
        from inspector_app.ui.pages.preview import PreviewPage

        before, place = self._shell.page, self._shell.rail.marked
        old = self._kept.pop("preview", None)
        if old is not None:
            self._shell.drop_page(old)
        page = self._page("preview", lambda: PreviewPage(self.kit, self._desk, request))

        def back() -> None:
            # Once another place was opened there is no preview on the screen that could be closed.
            if before is not None and self._shell.page is page:
                self._shell.show_page(before, place)
                self._shell.drop_page(self._kept.pop("preview"))

        page.closed.connect(back)
        self._shell.show_page(page, place)
        # The stack hands the focus to the first button; keys are to turn pages.
        page.view.setFocus()

    def _search(self, text: str) -> None:
        from inspector_app.ui.pages.search import SearchPage

        page = self._page("search", lambda: SearchPage(self.kit, self._desk))
        self._shell.show_page(page, Place.VISITS)
        page.look_for(text)

    def _registers(self) -> RegistersPage:
        from inspector_app.ui.pages.registers.page import RegistersPage

        page = self._page("registers", lambda: RegistersPage(self.kit, self._desk))
        self._shell.show_page(page, Place.MORE)
        return page

    def _open_visit(self, uid: str, field: str, position: int) -> None:
        from inspector_app.ui.pages.visit.page import VisitPage

        old = self._visit
        if old is None or old.uid != uid:
            self._visit = VisitPage(self.kit, self._desk, uid)
        page = self._visit
        assert page is not None
        if field:
            page.aim(field, position)
        self._shell.show_page(page, Place.VISITS)
        if old is not None and old is not page:
            self._shell.drop_page(old)

    def _begin(self, work: Callable[[], NewVisit]) -> None:
        def begun(made: NewVisit) -> None:
            self._open_visit(made.uid, "", -1)
            page = self._visit
            assert page is not None
            if page.record is None:
                page.shown.connect(self._ahead.release)
            else:
                self._ahead.release()

        def refused(error: UserError) -> None:
            self._ahead.drop()
            self._events.not_saved.emit(error.sentence)

        self._ahead.hold()
        self._jobs.write(self._shell, work, on_done=begun, on_error=refused)

    def _write_note(self) -> None:
        from inspector_app.ui.dialogs.note import ask_note

        jotted = ask_note(self._shell)
        if jotted is None:
            return
        from inspector_app.services.incoming_photos import IncomingPhoto

        photos = [IncomingPhoto(name=name, data=data) for name, data in jotted.pictures]

        def done(made: NewNote) -> None:
            said = "已记下。以后在“今日”里可以归到记录或学校。"
            refused = "".join(f"没有放入 {each.sentence()}。" for each in made.photos.refused)
            self._events.said.emit(f"{said}{refused}")

        self._jobs.write(
            self._shell,
            lambda: self._desk.notes.add(jotted.text, photos=photos),
            on_done=done,
            on_error=lambda error: self._events.not_saved.emit(error.sentence),
        )


# Where each place's page is: its module is loaded when it is first wanted, not at the start.
_PAGES: Final = {
    Place.TODAY: ("today", "TodayView"),
    Place.SCHOOLS: ("schools", "SchoolsPage"),
    Place.PLAN: ("plan", "PlanPage"),
    Place.VISITS: ("visits", "VisitsPage"),
    Place.LEDGER: ("ledger", "LedgerPageView"),
    Place.BASKET: ("basket", "BasketPage"),
    Place.MONTH: ("months", "MonthPage"),
    Place.HAND_OVER: ("hand_over", "HandOverPage"),
    Place.MORE: ("more", "MorePage"),
    Place.SETTINGS: ("settings", "SettingsPage"),
}


# Pages that a wish opens without more words, and the place of the rail that is marked then.
_PLAIN: Final[Mapping[type, tuple[str, str, Place]]] = {
    OpenRecycleBin: ("visits", "RecycleBinPage", Place.VISITS),
    OpenImport: ("importing", "ImportPage", Place.SETTINGS),
    OpenCalendar: ("calendar", "CalendarPage", Place.SETTINGS),
    OpenRules: ("rules", "RulesPage", Place.PLAN),
    OpenBalance: ("balance.page", "BalancePage", Place.MORE),
    OpenArchive: ("archive", "ArchivePage", Place.MORE),
    OpenNumbers: ("numbers", "NumbersPage", Place.MORE),
    OpenStandards: ("standards", "StandardsPage", Place.MORE),
    OpenPeople: ("people", "PeoplePage", Place.MORE),
    OpenPeriodTables: ("period_tables", "PeriodTablesPage", Place.MONTH),
    OpenTravel: ("travel", "TravelPage", Place.MORE),
    OpenDirector: ("director", "DirectorPage", Place.MORE),
    OpenReceiving: ("receiving", "ReceivingPage", Place.MORE),
    OpenDistricts: ("districts", "DistrictsPage", Place.MORE),
    OpenUpwards: ("upwards", "UpwardsPage", Place.MORE),
    OpenSending: ("sending", "SendingPage", Place.MORE),
    OpenOffers: ("offers", "OffersPage", Place.MORE),
    OpenTasks: ("tasks", "TasksPage", Place.MORE),
    OpenTyped: ("typed", "TypedPage", Place.MORE),
    OpenPublishedForms: ("form.published", "PublishedFormsPage", Place.MORE),
    OpenLayouts: ("layouts", "LayoutsPage", Place.MORE),
    OpenPhrases: ("phrases", "PhrasesPage", Place.MORE),
}


def _aim(page: Page, request: Request) -> None:
    """Let a page show what a wish names, where it names something."""
    match request:
        case OpenReceiving(check=month) if month is not None:
            cast("ReceivingPage", page).open_check(month)
        case OpenReceiving(tab=tab) if tab:
            cast("ReceivingPage", page).open_tab(tab)
        case OpenDistricts(month=month) if month is not None:
            cast("DistrictsPage", page).open_month(month)
        case OpenTyped(number=number) if number:
            cast("TypedPage", page).open_record(number)
        case OpenSending(kind=kind) if kind:
            cast("SendingPage", page).choose(kind)
        case OpenTasks(number=number) if number:
            cast("TasksPage", page).open_task(number)
        case _:
            pass


def _made(place: Place, kit: Kit, desk: Desk) -> Page:
    return _page_of(*_PAGES[place], kit, desk)


def _page_of(module: str, name: str, kit: Kit, desk: Desk) -> Page:
    made = getattr(import_module(f"inspector_app.ui.pages.{module}"), name)(kit, desk)
    assert isinstance(made, Page)
    return made
