"""What every service stands on: the stores of one data folder, its clock and its identity."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from inspector_app.base import clock as clocks
from inspector_app.base.clock import Clock
from inspector_app.base.paths import DataFolder
from inspector_app.domain.school import Inspector
from inspector_app.storage.bundles import BundleStore
from inspector_app.storage.database import Database
from inspector_app.storage.facts import FactStore
from inspector_app.storage.history import HistoryStore
from inspector_app.storage.issues import IssueStore
from inspector_app.storage.journal import Entry, JournalStore
from inspector_app.storage.notes import NoteStore
from inspector_app.storage.people import PeopleStore
from inspector_app.storage.photos import PhotoStore
from inspector_app.storage.schools import SchoolStore
from inspector_app.storage.search import SearchStore
from inspector_app.storage.settings import SettingStore
from inspector_app.storage.visits import VisitStore
from inspector_app.vault.files import PhotoVault

IDENTITY_KEY = "identity"


class Role(StrEnum):
    """Whose data folder it is."""

    LAPTOP = "laptop"
    OFFICE = "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who works here.

    Attributes:
        district: six-digit district code.
        device: random id of this data folder; every row made here carries it as its origin.
        number_block: first 流水号 of this device, so that two laptops of one person never meet.
    """

    role: Role
    district: str
    inspector_id: str
    device: str
    number_block: int = 1


@dataclass(slots=True, kw_only=True)
class Stores:
    """The stores over one database."""

    database: Database
    settings: SettingStore = field(init=False)
    schools: SchoolStore = field(init=False)
    people: PeopleStore = field(init=False)
    visits: VisitStore = field(init=False)
    issues: IssueStore = field(init=False)
    photos: PhotoStore = field(init=False)
    notes: NoteStore = field(init=False)
    journal: JournalStore = field(init=False)
    history: HistoryStore = field(init=False)
    search: SearchStore = field(init=False)
    facts: FactStore = field(init=False)
    bundles: BundleStore = field(init=False)

    def __post_init__(self) -> None:
        """Build every store over the one database."""
        self.settings = SettingStore(self.database)
        self.schools = SchoolStore(self.database)
        self.people = PeopleStore(self.database)
        self.visits = VisitStore(self.database)
        self.issues = IssueStore(self.database)
        self.photos = PhotoStore(self.database)
        self.notes = NoteStore(self.database)
        self.journal = JournalStore(self.database)
        self.history = HistoryStore(self.database)
        self.search = SearchStore(self.database)
        self.facts = FactStore(self.database)
        self.bundles = BundleStore(self.database)


@dataclass(slots=True, kw_only=True)
class Context:
    """Shared by the services of one workbench."""

    folder: DataFolder
    stores: Stores
    vault: PhotoVault
    clock: Clock
    identity: Identity

    @property
    def database(self) -> Database:
        """The database behind the stores."""
        return self.stores.database

    def now_text(self) -> str:
        """Return the present instant as it is stored."""
        return clocks.instant_text(self.clock.now())

    def today(self) -> date:
        """Return the day in China."""
        return clocks.today(self.clock)

    def names(self) -> dict[str, str]:
        """Return the name of each inspector by id."""
        return {person.id: person.name for person in self.inspectors()}

    def inspectors(self) -> tuple[Inspector, ...]:
        """Return all inspectors with today's zones."""
        return self.stores.people.all(on=self.today())

    def note(
        self,
        noun: str,
        uid: str,
        op: dict[str, Any],
        *,
        visit_uid: str = "",
        field: str = "",
        editing: str = "",
    ) -> int:
        """Append to the history, inside the running transaction."""
        return self.stores.journal.append(
            Entry(
                at=self.now_text(),
                actor=self.identity.inspector_id or self.identity.role.value,
                editing=editing,
                visit_uid=visit_uid,
                noun=noun,
                uid=uid,
                field=field,
                op=op,
            )
        )
