"""What every service stands on: the stores of one data folder, its clock and its identity."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from inspector_app.base import clock as clocks
from inspector_app.base.clock import Clock
from inspector_app.base.errors import InputError
from inspector_app.base.paths import DataFolder
from inspector_app.services.stores import Stores

if TYPE_CHECKING:
    from inspector_app.base.kept import Kept
    from inspector_app.domain.calendar import SchoolCalendar
    from inspector_app.domain.closing_days import ClosingDays
    from inspector_app.domain.district_figures import DistrictFigures
    from inspector_app.domain.month import Month, Period
    from inspector_app.domain.rules import Ruleset
    from inspector_app.domain.school import Inspector
    from inspector_app.services.known_form import KnownForm
    from inspector_app.storage.database import Database
    from inspector_app.vault.files import PhotoVault

IDENTITY_KEY = "identity"
NO_DISTRICT: Final = "000000"
"""What a data folder says of its district until somebody tells it."""
_KNOWN_FORMS: Final = 32
_KNOWN_DISTRICTS: Final = 128


_DISTRICT_DIGITS: Final = 6


def checked_district(text: str, *, kept: str) -> str:
    """Return a district code that can stand in record numbers and names of files.

    Args:
        text: what was typed.
        kept: what the sentence says of a refusal, such as 没有改动.

    Raises:
        InputError: it is not six half-width digits.
    """
    wanted = text.strip()
    if not (wanted.isascii() and wanted.isdecimal() and len(wanted) == _DISTRICT_DIGITS):
        raise InputError(f"区划代码“{text}”不是六位半角数字，{kept}；请写成 210304 这样。")
    return wanted


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

    def next_number(self, prefix: str, *, highest: int) -> str:
        """Return a number of this device: the one after ``highest``, from its block on."""
        return f"{prefix}{max(highest + 1, self.number_block):04d}"


class Context:
    """Shared by the services of one workbench."""

    def __init__(
        self, *, folder: DataFolder, stores: Stores, clock: Clock, identity: Identity
    ) -> None:
        self.folder = folder
        self.stores = stores
        self.clock = clock
        self.identity = identity

    @cached_property
    def vault(self) -> "PhotoVault":
        """The encrypted files of photos (EnvironmentProblem where the key cannot be read)."""
        from inspector_app.vault.files import PhotoVault
        from inspector_app.vault.keys import read_key_file

        return PhotoVault(self.folder.photos, read_key_file(self.folder.key_file))

    @cached_property
    def attachments(self) -> "PhotoVault":
        """The encrypted files of registers, in the same folder (errors as above)."""
        from inspector_app.vault.files import ATTACHMENTS, PhotoVault
        from inspector_app.vault.keys import read_key_file

        key = read_key_file(self.folder.key_file)
        return PhotoVault(self.folder.photos, key, called=ATTACHMENTS)

    @cached_property
    def known_forms(self) -> "Kept[tuple[str, str], KnownForm]":
        """The versions of forms that were read last, by form and version, which never change.

        A month of a district needs some ten; a large one takes a few megabytes.
        """
        from inspector_app.base.kept import Kept

        return Kept(_KNOWN_FORMS)

    @cached_property
    def known_districts(self) -> "Kept[tuple[str, int], DistrictFigures]":
        """What was read of districts' months, by chain and number, which never change.

        A province looks at some ninety of a month; one takes half a megabyte.
        """
        from inspector_app.base.kept import Kept

        return Kept(_KNOWN_DISTRICTS)

    @property
    def database(self) -> "Database":
        """The database behind the stores."""
        return self.stores.database

    def now_text(self) -> str:
        """Return the present instant as it is stored."""
        return clocks.instant_text(self.clock.now())

    def today(self) -> date:
        """Return the day in China."""
        return clocks.today(self.clock)

    def names(self) -> dict[str, str]:
        """Return the name of each inspector, and of each office below, by id."""
        return {person.id: person.name for person in self.members()}

    def inspectors(self) -> tuple["Inspector", ...]:
        """Return all inspectors with today's zones."""
        return self.people_on(self.today())

    def people_on(self, day: date) -> tuple["Inspector", ...]:
        """Return the inspectors of a day, without the offices below that are members, too."""
        people, own = self.stores.people.all(on=day), self.identity
        if own.role is not Role.OFFICE:
            return people
        from inspector_app.domain.office_codes import is_below

        return tuple(person for person in people if not is_below(person.id, own.district))

    def members(self) -> tuple["Inspector", ...]:
        """Return all who may be enrolled here: inspectors, and the offices below."""
        return self.stores.people.all(on=self.today())

    def calendar(self) -> "SchoolCalendar":
        """Return holidays, terms and own days, as of the read or transaction under way."""
        from inspector_app.domain.calendar import SchoolCalendar
        from inspector_app.services import calendar_pack as shipped

        with self.database.snapshot():
            return SchoolCalendar(
                public=shipped.shipped_holidays(),
                usual=shipped.shipped_terms(),
                own=self.stores.calendar.days(),
                terms=self.stores.calendar.terms(),
                fewest_school_days=shipped.fewest_school_days(),
            )

    def rules(self) -> "Ruleset":
        """Return the rules of the district, as of the read or transaction under way."""
        from inspector_app.domain.rules import ruleset
        from inspector_app.services.rule_pack import shipped_rules

        return ruleset(shipped_rules(), self.stores.rules.settings())

    def closing_days(self) -> "ClosingDays":
        """Return on which days months close, as of the read or transaction under way."""
        from inspector_app.domain.closing_days import ClosingDays

        return ClosingDays(self.stores.closing.all())

    def span(self, month: "Month") -> "Period":
        """Return the days that a month's table counts."""
        return self.closing_days().span(month)

    @property
    def scope(self) -> str:
        """Whose month tables are kept here: a person's own, or those of the role."""
        return self.actor

    @property
    def actor(self) -> str:
        """Who is at work here: the 督学编号, or the role where the folder is nobody's own."""
        return self.identity.inspector_id or self.identity.role.value

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
        from inspector_app.storage.journal import Entry

        return self.stores.journal.append(
            Entry(
                at=self.now_text(),
                actor=self.actor,
                editing=editing,
                visit_uid=visit_uid,
                noun=noun,
                uid=uid,
                field=field,
                op=op,
            )
        )


def keep_identity(context: Context, identity: Identity) -> None:
    """Say from now on who works here, inside the caller's transaction."""
    value = {name: getattr(identity, name) for name in Identity.__slots__}
    context.stores.settings.put(IDENTITY_KEY, {**value, "role": identity.role.value})
    context.identity = identity
