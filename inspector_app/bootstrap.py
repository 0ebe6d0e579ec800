"""The only place that builds objects and joins them."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from inspector_app import __version__
from inspector_app.base.clock import Clock, SystemClock, instant_text
from inspector_app.base.errors import EnvironmentProblem, InputError, RefusedError
from inspector_app.base.files import make_folder
from inspector_app.base.instance_lock import InstanceLock
from inspector_app.base.paths import DataFolder
from inspector_app.services.context import IDENTITY_KEY, Context, Identity, Role, Stores
from inspector_app.storage.database import Database
from inspector_app.storage.migrate import migrate
from inspector_app.vault.keys import create_key_file, read_key_file

if TYPE_CHECKING:
    from inspector_app.services.blank_forms import BlankFormService
    from inspector_app.services.bundles import BundleService
    from inspector_app.services.calendar import CalendarService
    from inspector_app.services.checks import CheckService
    from inspector_app.services.coverage import CoverageService
    from inspector_app.services.demo import DemoService
    from inspector_app.services.document_trees import DocumentTrees
    from inspector_app.services.documents import DocumentService
    from inspector_app.services.imports import ImportService
    from inspector_app.services.issues import IssueService
    from inspector_app.services.materials import MaterialsService
    from inspector_app.services.months import MonthService
    from inspector_app.services.notes import NoteService
    from inspector_app.services.own_fonts import OwnFontService
    from inspector_app.services.people import PeopleService
    from inspector_app.services.photos import PhotoService
    from inspector_app.services.plans import PlanService
    from inspector_app.services.printing import PrintingService
    from inspector_app.services.recusals import RecusalService
    from inspector_app.services.rules import RuleService
    from inspector_app.services.schools import SchoolService
    from inspector_app.services.search import SearchService
    from inspector_app.services.settings import SettingsService
    from inspector_app.services.tables import TableService
    from inspector_app.services.themes import ThemeService
    from inspector_app.services.today import TodayService
    from inspector_app.services.visit_edit import VisitEditService
    from inspector_app.services.visits import VisitService

DEFAULT_DISTRICT: Final = "000000"
_DISTRICT_DIGITS: Final = 6
# It stands between hyphens in every 记录编号, and in names of files.
_INSPECTOR_ID: Final = re.compile(r"[^\W_]{1,20}")
_LAST_SERIAL: Final = 9_999


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
    search: "SearchService"
    today: "TodayService"
    issues: "IssueService"
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
    plans: "PlanService"
    themes: "ThemeService"
    coverage: "CoverageService"
    rules: "RuleService"
    recusals: "RecusalService"
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


def _search(bench: Workbench) -> "SearchService":
    from inspector_app.services.search import SearchService

    return SearchService(bench.context)


def _today(bench: Workbench) -> "TodayService":
    from inspector_app.services.today import TodayService

    return TodayService(bench.context)


def _issues(bench: Workbench) -> "IssueService":
    from inspector_app.services.issues import IssueService

    return IssueService(bench.context)


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

    return DocumentTrees(
        bench.context,
        visits=bench.visits,
        months=bench.months,
        issues=bench.issues,
        schools=bench.schools,
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

    return PrintingService(documents=bench.documents, tables=bench.tables, visits=bench.visits)


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


def _plans(bench: Workbench) -> "PlanService":
    from inspector_app.services.plans import PlanService

    return PlanService(bench.context, bench.visit_edit)


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
    "search": _search,
    "today": _today,
    "issues": _issues,
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
    "plans": _plans,
    "themes": _themes,
    "coverage": _coverage,
    "rules": _rules,
    "recusals": _recusals,
    "checks": _checks,
    "demo": _demo,
}


def is_initialised(folder: Path) -> bool:
    """Say whether a folder holds the data of this program."""
    return DataFolder(folder).key_file.exists() or DataFolder(folder).database.exists()


def init_folder(
    folder: Path,
    *,
    role: Role = Role.LAPTOP,
    district: str = DEFAULT_DISTRICT,
    inspector_id: str = "",
    number_block: int = 1,
    clock: Clock | None = None,
) -> None:
    """Make the data folder of one laptop or office.

    Raises:
        RefusedError: there is one already; it is left as it is.
        InputError: the district is not six digits, or another argument cannot be.
    """
    if not (district.isdecimal() and len(district) == _DISTRICT_DIGITS):
        raise InputError(f"区划代码“{district}”不是六位数字；没有建立数据文件夹。")
    if inspector_id and not _INSPECTOR_ID.fullmatch(inspector_id):
        raise InputError(
            f"督学编号“{inspector_id}”里只能有字母、数字和文字，不能有横线、空格和符号；没有建立数据文件夹。"
        )
    if not 1 <= number_block <= _LAST_SERIAL:
        raise InputError(
            f"编号起点 {number_block} 不在 1 到 {_LAST_SERIAL} 之间；没有建立数据文件夹。"
        )
    if is_initialised(folder):
        raise RefusedError(f"“{folder}”里已经有数据，没有改动；要另建一份请换一个空文件夹。")
    import secrets

    make_folder(folder)
    with InstanceLock(DataFolder(folder).lock_file):
        create_key_file(DataFolder(folder).key_file)
        context_clock = clock or SystemClock()
        database = _open_database(DataFolder(folder), context_clock)
        identity = {
            "role": role.value,
            "district": district,
            "inspector_id": inspector_id,
            "device": secrets.token_hex(8),
            "number_block": number_block,
        }
        with database.transaction():
            Stores(database=database).settings.put(IDENTITY_KEY, identity)
        database.close()


def open_workbench(folder: Path, *, clock: Clock | None = None) -> Workbench:
    """Open a data folder; an empty one is made with defaults first.

    Raises:
        FolderInUseError: another program has it open.
        EnvironmentProblem: key, database or disk do not allow it; nothing was changed.
    """
    clock = clock or SystemClock()
    layout = DataFolder(folder)
    if not is_initialised(folder):
        init_folder(folder, clock=clock)
    elif not layout.database.exists():
        raise EnvironmentProblem(
            f"“{folder}”里有密钥却没有数据库（{layout.database.name}），没有建立任何文件；"
            "请从备份恢复数据库文件，或换一个空文件夹重新开始。"
        )
    lock = InstanceLock(layout.lock_file)
    try:
        return Workbench(folder=folder, context=_context(layout, clock), lock=lock)
    except BaseException:
        lock.release()
        raise


def _context(layout: DataFolder, clock: Clock) -> Context:
    database = _open_database(layout, clock)
    stores = Stores(database=database)
    saved = stores.settings.get(IDENTITY_KEY)
    if saved is None:
        database.close()
        raise EnvironmentProblem(
            f"“{layout.root}”没有建完整（缺少身份设置）；里面还没有任何记录，请换一个空文件夹重新开始。"
        )
    return Context(
        folder=layout,
        stores=stores,
        clock=clock,
        identity=Identity(**{**saved, "role": Role(saved["role"])}),
    )


def _open_database(layout: DataFolder, clock: Clock) -> Database:
    key = read_key_file(layout.key_file)
    database = Database(layout.database, raw_key=key.database_key_hex())
    database.connect()
    at = instant_text(clock.now())

    def copy_first(version: int) -> None:
        make_folder(layout.backups)
        stamp = at.replace(":", "").replace("-", "")
        database.backup(layout.backups / f"before-v{version}-{stamp}.db")

    try:
        migrate(database, at=at, program=__version__, before_change=copy_first)
    except BaseException:
        database.close()
        raise
    return database
