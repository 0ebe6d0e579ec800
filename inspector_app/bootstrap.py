"""The only place that builds objects and joins them."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from inspector_app import __version__
from inspector_app.base.clock import Clock, SystemClock, instant_text
from inspector_app.base.errors import EnvironmentProblem, InputError, RefusedError
from inspector_app.base.files import make_folder
from inspector_app.base.instance_lock import InstanceLock
from inspector_app.base.paths import DataFolder
from inspector_app.services.bundles import BundleService
from inspector_app.services.checks import CheckService
from inspector_app.services.context import IDENTITY_KEY, Context, Identity, Role, Stores
from inspector_app.services.demo import DemoService
from inspector_app.services.documents import DocumentService
from inspector_app.services.imports import ImportService
from inspector_app.services.issues import IssueService
from inspector_app.services.materials import MaterialsService
from inspector_app.services.months import MonthService
from inspector_app.services.notes import NoteService
from inspector_app.services.people import PeopleService
from inspector_app.services.photos import PhotoService
from inspector_app.services.schools import SchoolService
from inspector_app.services.search import SearchService
from inspector_app.services.settings import SettingsService
from inspector_app.services.tables import TableService
from inspector_app.services.today import TodayService
from inspector_app.services.visit_edit import VisitEditService
from inspector_app.services.visits import VisitService
from inspector_app.storage.database import Database
from inspector_app.storage.migrate import migrate
from inspector_app.storage.settings import SettingStore
from inspector_app.vault.files import PhotoVault
from inspector_app.vault.keys import create_key_file, read_key_file

DEFAULT_DISTRICT: Final = "000000"
_DISTRICT_DIGITS: Final = 6


@dataclass(slots=True, kw_only=True)
class Workbench:
    """One open data folder and every service over it."""

    folder: Path
    context: Context
    lock: InstanceLock
    settings: SettingsService = field(init=False)
    schools: SchoolService = field(init=False)
    people: PeopleService = field(init=False)
    visits: VisitService = field(init=False)
    visit_edit: VisitEditService = field(init=False)
    issues: IssueService = field(init=False)
    photos: PhotoService = field(init=False)
    notes: NoteService = field(init=False)
    months: MonthService = field(init=False)
    documents: DocumentService = field(init=False)
    tables: TableService = field(init=False)
    bundles: BundleService = field(init=False)
    materials: MaterialsService = field(init=False)
    imports: ImportService = field(init=False)
    search: SearchService = field(init=False)
    today: TodayService = field(init=False)
    checks: CheckService = field(init=False)
    demo: DemoService = field(init=False)

    def __post_init__(self) -> None:
        """Join the services."""
        context = self.context
        self.settings = SettingsService(context)
        self.schools = SchoolService(context)
        self.people = PeopleService(context)
        self.visits = VisitService(context)
        self.visit_edit = VisitEditService(context, self.settings)
        self.issues = IssueService(context)
        self.photos = PhotoService(context)
        self.notes = NoteService(context, self.photos)
        self.months = MonthService(context)
        self.documents = DocumentService(context, visits=self.visits, months=self.months)
        self.tables = TableService(context, months=self.months, issues=self.issues)
        self.bundles = BundleService(context, months=self.months, documents=self.documents)
        self.materials = MaterialsService(
            context, documents=self.documents, tables=self.tables, visits=self.visits
        )
        self.imports = ImportService(context)
        self.search = SearchService(context)
        self.today = TodayService(
            context, schools=self.schools, visits=self.visits, editing=self.visit_edit
        )
        self.checks = CheckService(context)
        self.demo = DemoService(context)

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
        InputError: the district is not six digits.
    """
    if not (district.isdecimal() and len(district) == _DISTRICT_DIGITS):
        raise InputError(f"区划代码“{district}”不是六位数字；没有建立数据文件夹。")
    if is_initialised(folder):
        raise RefusedError(f"“{folder}”里已经有数据，没有改动；要另建一份请换一个空文件夹。")
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
            SettingStore(database).put(IDENTITY_KEY, identity)
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
        vault=PhotoVault(layout.photos, read_key_file(layout.key_file)),
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
        migrate(database.peewee, at=at, program=__version__, before_change=copy_first)
    except BaseException:
        database.close()
        raise
    return database
