"""Finding schools and inspectors for the pickers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from inspector_app.domain.labels.schools import INSPECTOR_KIND_LABEL, SCHOOL_KIND_LABEL
from inspector_app.domain.task_basis import basis_of
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.ui.widgets.picker import Choice, Find
from inspector_app.ui.word_index import WordIndex

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtCore import QObject

    from inspector_app.domain.registers.unit import Unit
    from inspector_app.domain.school import Inspector, School
    from inspector_app.domain.views import VisitSummary
    from inspector_app.services.campaigns import CampaignService
    from inspector_app.services.known_units import KnownUnits
    from inspector_app.services.people import PeopleService
    from inspector_app.services.schools import SchoolService
    from inspector_app.services.task_views import TaskView
    from inspector_app.services.tasks import TaskService
    from inspector_app.services.units import UnitService
    from inspector_app.services.visits import VisitService
    from inspector_app.ui.jobs import Jobs


def school_choice(school: School) -> Choice:
    """Return the picker's line for a school."""
    former = f" 曾用名{'、'.join(school.former_names)}" if school.former_names else ""
    detail = f"{SCHOOL_KIND_LABEL[school.kind]} {school.code}{former}"
    return Choice(school.code, school.name, detail)


def person_choice(person: Inspector) -> Choice:
    """Return the picker's line for an inspector."""
    zone = f" {person.zone}" if person.zone else ""
    return Choice(person.id, person.name, f"{INSPECTOR_KIND_LABEL[person.kind]}{zone} {person.id}")


def option_finder(options: Sequence[Choice]) -> Find:
    """Return a finder among options by a part of their words or by initials."""
    made: list[WordIndex] = []

    def find(_owner: QObject, text: str, answer: Callable[[Sequence[Choice]], None]) -> None:
        if not made:
            made.append(WordIndex([each.title for each in options]))
        answer([options[place] for place in made[0].find(text)])

    return find


def unit_choice(unit: Unit) -> Choice:
    """Return the picker's line for a 成员单位."""
    return Choice(unit.name, unit.name, unit.short)


def school_finder(jobs: Jobs, schools: SchoolService) -> Find:
    """Return a finder of schools by name, short name, former name or initials."""

    def find(owner: QObject, text: str, answer: Callable[[Sequence[Choice]], None]) -> None:
        def show(found: Sequence[School]) -> None:
            answer([school_choice(school) for school in found])

        jobs.read(owner, lambda: schools.find(text, limit=20), on_done=show)

    return find


def person_finder(jobs: Jobs, people: PeopleService) -> Find:
    """Return a finder of inspectors by name or number."""

    def find(owner: QObject, text: str, answer: Callable[[Sequence[Choice]], None]) -> None:
        def show(found: Sequence[Inspector]) -> None:
            answer([person_choice(person) for person in found])

        jobs.read(owner, lambda: people.find(text), on_done=show)

    return find


def campaign_finder(
    jobs: Jobs, campaigns: CampaignService, *, on: Callable[[], date | None] = lambda: None
) -> Find:
    """Return a finder of filed campaigns by a part of the name, or of those under way on a day.

    Args:
        jobs: what asks the data.
        campaigns: the service.
        on: the day that is asked for, today's where it is ``None``.
    """

    def find(owner: QObject, text: str, answer: Callable[[Sequence[Choice]], None]) -> None:
        day = on()

        def look() -> Sequence[str]:
            return campaigns.names() if text else campaigns.offered(day) or campaigns.names()

        def show(found: Sequence[str]) -> None:
            answer([Choice(name, name) for name in found if text in name])

        jobs.read(owner, look, on_done=show)

    return find


def task_finder(jobs: Jobs, tasks: TaskService) -> Find:
    """Return a finder of the tasks of which something is asked, as they stand on a record."""

    def find(owner: QObject, text: str, answer: Callable[[Sequence[Choice]], None]) -> None:
        def show(found: Sequence[TaskView]) -> None:
            offered = [(basis_of(view.task), view.left) for view in found]
            answer([Choice(basis, basis, left) for basis, left in offered if text in basis])

        jobs.read(owner, tasks.open, on_done=show)

    return find


def unit_finder(jobs: Jobs, units: UnitService) -> Find:
    """Return a finder of the 成员单位 of today by a part of the name, or of the short name."""

    def find(owner: QObject, text: str, answer: Callable[[Sequence[Choice]], None]) -> None:
        def show(found: Sequence[Unit]) -> None:
            answer([unit_choice(unit) for unit in found])

        jobs.read(owner, lambda: units.find(text), on_done=show)

    return find


def department_finder(jobs: Jobs, units: KnownUnits) -> Find:
    """Return a finder of 成员单位 and of departments that are in use already."""

    def find(owner: QObject, text: str, answer: Callable[[Sequence[Choice]], None]) -> None:
        def show(found: Sequence[str]) -> None:
            answer([Choice(name, name) for name in found])

        jobs.read(owner, lambda: units.find(text), on_done=show)

    return find


def draft_finder(jobs: Jobs, visits: VisitService, *, school_code: str = "") -> Find:
    """Return a finder of drafts by school, number or day; of one school where it is given."""

    def find(owner: QObject, text: str, answer: Callable[[Sequence[Choice]], None]) -> None:
        def show(found: Sequence[VisitSummary]) -> None:
            answer(
                [
                    Choice(v.uid, v.school_name or "（未选学校）", f"{v.visited_on} {v.number}")
                    for v in found
                    if text in f"{v.school_name}{v.number}{v.visited_on}"
                    and school_code in {"", v.school_code}
                ]
            )

        drafts = frozenset({VisitStatus.DRAFT})
        jobs.read(owner, lambda: visits.list(statuses=drafts), on_done=show)

    return find
