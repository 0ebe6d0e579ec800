"""演示数据: a whole district over years, made by rules from a seed, with no person's name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import RefusedError
from inspector_app.domain.month import Month, school_year_start
from inspector_app.domain.school import (
    Assignment,
    Inspector,
    InspectorKind,
    School,
    SchoolKind,
    SchoolState,
)
from inspector_app.services.context import Context
from inspector_app.services.demo_forms import DemoForms
from inspector_app.services.demo_life import DemoLife
from inspector_app.services.demo_visits import DemoDistrict, DemoMonth, DemoVisits
from inspector_app.services.school_initials import spellings_of
from inspector_app.storage.imports import ImportStore
from inspector_app.storage.people import FIRST_DAY

if TYPE_CHECKING:
    from inspector_app.services.documents import DocumentService

_ZONES: Final = (
    "第一督学责任区",
    "第二督学责任区",
    "第三督学责任区",
    "第四督学责任区",
    "第五督学责任区",
)
_PEOPLE: Final = 25
# Kind, how many, first two digits of the 标识码, what the name ends in, 举办性质.
_SCHOOLS: Final = (
    (SchoolKind.PRIMARY, 16, "21", "小学", "公办"),
    (SchoolKind.JUNIOR, 8, "31", "初级中学", "公办"),
    (SchoolKind.NINE_YEAR, 4, "31", "九年一贯制学校", "公办"),
    (SchoolKind.KINDERGARTEN, 52, "11", "幼儿园", "公办"),
    (SchoolKind.KINDERGARTEN, 40, "11", "幼儿园", "普惠性民办"),
)
_ORIGIN: Final = "demo"
_FORM: Final = "示范区月统计表"
# A year takes seconds, and nobody looks round in more than a working life.
MOST_YEARS: Final = 40
_MONTHS_WITH_FORMS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoMade:
    """How much was written."""

    schools: int
    inspectors: int
    visits: int
    lessons: int
    issues: int
    changes: Changes


class DemoService:
    """Writes a district into an empty data folder."""

    def __init__(self, context: Context, *, documents: "Callable[[], DocumentService]") -> None:
        self._context = context
        self._documents = documents
        self._store = ImportStore(context.database)

    def build(
        self, *, years: int, seed: int, life: bool = False,
        progress: Callable[[int, int], bool] | None = None,
    ) -> DemoMade:  # fmt: skip
        """Write ``years`` school years that end today; one seed gives one district.

        Args:
            years: how many.
            seed: of the dice.
            life: whether the past months are locked, with 补报, the office's editions and a few
                issued papers; else every month is open.
            progress: told how many months are written, of how many.

        Raises:
            RefusedError: the folder holds schools or records already, or the years are none or
                more than ``MOST_YEARS``; nothing was written.
        """
        if not 1 <= years <= MOST_YEARS:
            raise RefusedError(f"演示数据要有 1 到 {MOST_YEARS} 年；没有写入任何内容。")
        if self._context.stores.schools.all() or self._context.database.row("SELECT 1 FROM visit"):
            raise RefusedError("数据文件夹里已经有学校或记录，演示数据没有写入；请换一个空文件夹。")
        # All or nothing: a district that was cut off could be neither finished nor begun anew.
        with self._context.database.transaction():
            made = self._made(years=years, seed=seed, life=life, progress=progress)
        self._finish()
        return made

    def _made(
        self, *, years: int, seed: int, life: bool, progress: Callable[[int, int], bool] | None
    ) -> DemoMade:
        random = Random(seed)  # noqa: S311 - made-up data, no secret
        today = self._context.today()
        start = school_year_start(today).replace(year=school_year_start(today).year - years + 1)
        district = self._roster(random, start)
        maker = DemoVisits(
            district, random=random, code=self._context.identity.district, today=today
        )
        # Forms have dice of their own: the rest of the district is the same without them.
        forms = DemoForms(self._context, random=Random(seed))  # noqa: S311 - as above
        months = list(_months(start, today))
        counts = [0, 0, 0]
        lived = DemoLife(self._context, write=lambda rows: self._write(rows, forms))
        for place, month in enumerate(months, 1):
            made = maker.month(month)
            if place > len(months) - _MONTHS_WITH_FORMS:
                forms.fill(made)
            self._write(lived.keep_back(month, made) if life else made, forms)
            new = (len(made.visits), len(made.lessons), len(made.issues))
            counts = [old + more for old, more in zip(counts, new, strict=True)]
            if progress is not None:
                progress(place, len(months))
        if life:
            lived.live(months)
            lived.issue_papers(self._documents())
        self._publish_form()
        return DemoMade(
            schools=len(district.schools),
            inspectors=len(district.inspectors),
            visits=counts[0],
            lessons=counts[1],
            issues=counts[2],
            changes=Changes(
                schools=True, inspectors=True, visits=True, issues=True, lessons=True,
                months=frozenset(map(str, months)),
            ),
        )  # fmt: skip

    def _roster(self, random: Random, start: date) -> DemoDistrict:
        schools = list(_schools(random))
        people = [
            Inspector(
                id=f"DX{number:03d}",
                name=f"督学{number:02d}",
                kind=InspectorKind.FULL_TIME if number % 5 == 0 else InspectorKind.PART_TIME,
                zone=_ZONES[(number - 1) % len(_ZONES)],
            )
            for number in range(1, _PEOPLE + 1)
        ]
        assignments = list(_assignments(schools, people, start))
        with self._context.database.transaction():
            for school in schools:
                initials = spellings_of(school)
                self._context.stores.schools.put(school, initials=initials, origin=_ORIGIN)
            for person in people:
                self._context.stores.people.put(person, origin=_ORIGIN)
                self._context.stores.people.set_zone(
                    person.id, person.zone, start=FIRST_DAY, origin=_ORIGIN
                )
            for assignment in assignments:
                self._context.stores.schools.put_assignment(assignment, origin=_ORIGIN)
            self._context.note("demo", "", {"note": "演示数据"})
        return DemoDistrict(schools=schools, inspectors=people, assignments=assignments)

    def _write(self, made: DemoMonth, forms: DemoForms) -> None:
        with self._context.database.transaction():
            self._store.put_visits(made.visits, held=())
            forms.write(made)
            self._store.put_lessons(made.lessons)
            self._store.put_issues(made.issues, made.events, held=())
            while self._context.stores.search.index_dirty():
                pass

    def _publish_form(self) -> None:
        """Publish the month table of the district, so that 表样 is not empty."""
        from inspector_app.services.layouts import LayoutService
        from inspector_app.sheets.demo_form import demo_form

        LayoutService(self._context).publish_content(demo_form(), f"{_FORM}.xlsx")

    def _finish(self) -> None:
        with self._context.database.transaction():
            self._context.database.execute(
                "INSERT INTO search_index (search_index) VALUES ('optimize')"
            )
        self._context.database.rows("PRAGMA optimize")
        self._context.database.rows("ANALYZE")
        self._context.database.rows("PRAGMA wal_checkpoint(TRUNCATE)")


def _months(start: date, end: date) -> Iterator[Month]:
    month = Month.of(start)
    while month <= Month.of(end):
        yield month
        month = month.shifted(1)


def _schools(random: Random) -> Iterator[School]:
    number = 0
    for kind, count, prefix, ending, ownership in _SCHOOLS:
        for place in range(1, count + 1):
            number += 1
            first = place if ownership == "公办" else place + 52
            yield School(
                code=f"{prefix}21{number:06d}",
                name=f"示范区第{first}{ending}",
                kind=kind,
                ownership=ownership,
                pupils=random.randint(60, 360) if prefix == "11" else random.randint(300, 2400),
                state=SchoolState.RUNNING,
                short_name=f"{first}{'幼' if prefix == '11' else ending[:1]}",
            )


def _assignments(
    schools: list[School], people: list[Inspector], start: date
) -> Iterator[Assignment]:
    """Give each school to one person; every seventh is handed to the next one after half a year."""
    change = start + timedelta(days=150)
    for place, school in enumerate(schools):
        first, second = people[place % len(people)], people[(place + 1) % len(people)]
        if place % 7:
            yield Assignment(inspector_id=first.id, school_code=school.code, start=start)
            continue
        yield Assignment(
            inspector_id=first.id,
            school_code=school.code,
            start=start,
            end=change - timedelta(days=1),
        )
        yield Assignment(inspector_id=second.id, school_code=school.code, start=change)
