"""The board of schools: read narrowly, judged by the rules of the district."""

from collections.abc import Iterable, Mapping
from datetime import date

from inspector_app.base.errors import InputError
from inspector_app.domain.coverage import SchoolFacts, Yardstick, board
from inspector_app.domain.month import Month, Period
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.school import Assignment
from inspector_app.domain.views import SchoolBoard, SchoolStatus
from inspector_app.services.context import Context


def read_board(
    context: Context, *, month: Month | None = None, inspector_id: str = ""
) -> SchoolBoard:
    """Return how each school stands.

    Args:
        context: the data folder.
        month: this month without one; one that is over is judged on its last day.
        inspector_id: whose schools; without one those of whoever works here, or all of an office.

    Raises:
        InputError: the month is still to come.
    """
    today = context.today()
    wanted = month or Month.of(today)
    if wanted.period.start > today:
        raise InputError(f"{wanted.title}还没有到，没有可看的；请写今天或以前的月份。")
    on = min(today, wanted.period.end)
    with context.database.snapshot():
        stores = context.stores
        by, school_days, unknown = _yardstick(context, wanted, on)
        people = _people(stores.schools.assignments(), on)
        of_day = stores.schools.open_issues if on == today else stores.schools.open_issues_then
        names, open_at = context.names(), of_day(on=on)
        facts = _facts(context, by, people)
        person = inspector_id or context.identity.inspector_id
        schools = {
            school.code: school
            for school in stores.schools.all()
            if school.in_operation(on=on) and (not person or person in people.get(school.code, ()))
        }
    rows = board((facts[code] for code in schools), by)
    return SchoolBoard(
        month=wanted,
        on=on,
        exempt=by.exempt,
        school_days=school_days,
        term=by.term,
        rows=tuple(
            SchoolStatus(
                schools[row.code],
                tuple(names.get(person, person) for person in people.get(row.code, ())),
                row,
                *open_at.get(row.code, (0, 0)),
            )
            for row in rows
        ),
        unknown_years=unknown,
    )


def _yardstick(context: Context, month: Month, on: date) -> tuple[Yardstick, int, tuple[int, ...]]:
    """Return what schools are judged by, the month's school days, and the years not known."""
    calendar = context.calendar()
    school_days = calendar.school_days_in(month.period)
    by = Yardstick(
        on=on,
        period=month.period,
        exempt=calendar.is_exempt_with(school_days),
        term=calendar.term_of(on),
        rules=context.rules(),
    )
    return by, school_days, calendar.unknown_years(month.period)


def _people(assignments: Iterable[Assignment], on: date) -> Mapping[str, list[str]]:
    """Return who answers for each school on a day."""
    found: dict[str, list[str]] = {}
    for each in assignments:
        if each.in_force(on=on):
            found.setdefault(each.school_code, []).append(each.inspector_id)
    return found


def _facts(
    context: Context, by: Yardstick, people: Mapping[str, list[str]]
) -> Mapping[str, SchoolFacts]:
    """Return what is known of each school; what no rule asks for is not read."""
    store, asked = context.stores.coverage, by.rules.asked
    visits = store.visit_days(Period(by.looks_back_to(), by.on))
    unfiled = store.unfiled(on=by.on) if asked(RuleId.DAYS_TO_FILE) else {}
    answered = store.answered(on=by.on) if asked(RuleId.DAYS_TO_RECHECK) else {}
    notices = (
        store.notices(Period(by.term.first, by.on))
        if by.term is not None and asked(RuleId.NOTICES_PER_TERM)
        else {}
    )
    return {
        code: SchoolFacts(
            code,
            days,
            last,
            inspectors=len(people.get(code, ())),
            unfiled=unfiled.get(code),
            answered=answered.get(code),
            notices=notices.get(code, 0),
        )
        for code, (last, days) in visits.items()
    }
