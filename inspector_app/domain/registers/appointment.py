"""督学聘任: who is an inspector, of which level, from when until when.

教育督导条例 article 6: a part-time inspector is appointed for three years, and for no more than
three terms on end.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.domain.labels.posts import CHIEF_WORDS
from inspector_app.domain.labels.registers import GOVERNMENT_LEVEL_LABEL
from inspector_app.domain.labels.schools import INSPECTOR_KIND_LABEL
from inspector_app.domain.register_options import GovernmentLevel, Post
from inspector_app.domain.registers.gaps import in_order
from inspector_app.domain.registers.kind import Entry, Facts, RegisterKind, Values
from inspector_app.domain.registers.shapes import Day, Field, Line, OneOf, PersonId, WholeNumber
from inspector_app.domain.school import InspectorKind

YEARS_OF_A_TERM: Final = 3
MOST_TERMS: Final = 3
TELL_BEFORE: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """One term of one inspector, from the first day to the last.

    ``post`` is 总督学 or 副总督学, where the appointment is as one of these.
    """

    inspector_id: str
    level: GovernmentLevel
    kind: InspectorKind
    start: date
    end: date
    term: int
    document_no: str = ""
    post: Post | None = None

    def in_force(self, *, on: date) -> bool:
        """Say whether it holds on a day; both its first and its last day count."""
        return self.start <= on <= self.end


def appointments_in(entries: Iterable[Entry]) -> tuple[Appointment, ...]:
    """Return the appointments that entries tell of; those that are not filled in are left out."""
    return tuple(found for entry in entries if (found := _appointment(entry)) is not None)


def _appointment(entry: Entry) -> Appointment | None:
    values, start, end = entry.values, entry.day("start"), entry.day("end")
    whole = values["inspector"] and values["level"] and values["tenure"]
    if not whole or start is None or end is None:
        return None
    return Appointment(
        inspector_id=values["inspector"],
        level=GovernmentLevel(values["level"]),
        kind=InspectorKind(values["tenure"]),
        start=start,
        end=end,
        term=values["term"] or 1,
        document_no=values["document_no"],
        post=Post(values["post"]) if values["post"] else None,
    )


def roster_on(appointments: Iterable[Appointment], day: date) -> tuple[Appointment, ...]:
    """Return who is an inspector on a day: one appointment each, the one begun last, by id."""
    held: dict[str, Appointment] = {}
    for each in sorted(appointments, key=lambda one: one.start):
        if each.in_force(on=day):
            held[each.inspector_id] = each
    return tuple(held[person] for person in sorted(held))


def appointment_problem(
    appointments: Iterable[Appointment], inspector_id: str, day: date
) -> str | None:
    """Say in Chinese why somebody is no inspector on a day, nothing where he is one.

    Where there are no appointments at all the office does not keep them here: nobody is doubted.
    """
    known = tuple(appointments)
    own = [each for each in known if each.inspector_id == inspector_id]
    if not known or any(each.in_force(on=day) for each in own):
        return None
    ended = [each.end for each in own if each.end < day]
    if ended:
        return f"在 {day} 没有有效的聘任，上一聘期到 {max(ended)} 为止"
    return f"在 {day} 没有有效的聘任"


def ending_problem(
    appointment: Appointment, others: Iterable[Appointment], today: date
) -> str | None:
    """Say in Chinese that a term ends within 60 days or has ended and no other follows it."""
    followed = any(
        each.inspector_id == appointment.inspector_id and each.end > appointment.end
        for each in others
    )
    left = (appointment.end - today).days
    if followed or left > TELL_BEFORE.days:
        return None
    if left < 0:
        return f"聘期已于 {appointment.end} 结束，过去 {-left} 天，没有续聘"
    return f"聘期到 {appointment.end} 为止，还有 {left} 天，没有续聘"


def terms_on_end(appointment: Appointment, others: Iterable[Appointment]) -> int:
    """Return which of the inspector's part-time terms on end it is, itself included.

    A term follows another where no day lies between them; the number that was typed counts where
    it is greater, for earlier terms need not be written down here.
    """
    count, begin = 1, appointment.start
    earlier = [
        each
        for each in others
        if each.inspector_id == appointment.inspector_id
        and each.kind is InspectorKind.PART_TIME
        and each.start < begin
    ]
    for each in sorted(earlier, key=lambda one: one.start, reverse=True):
        if each.end < begin - timedelta(days=1):
            break
        count, begin = count + 1, each.start
    return max(count, appointment.term)


def _checks(entry: Entry, _facts: Facts) -> Iterator[Problem]:
    yield from in_order(entry, "start", "end", what="聘期止早于聘期起")
    if entry.values["term"] == 0:
        yield Problem(where="term", what="届次从 1 数起", remedy="首次聘任填 1")


def _hints(entry: Entry, facts: Facts) -> Iterator[Problem]:
    appointment = _appointment(entry)
    if appointment is None or appointment.end < appointment.start:
        return
    others = appointments_in(facts.others)
    ending = ending_problem(appointment, others, facts.today)
    if ending:
        yield Problem(where="end", what=ending)
    if appointment.kind is not InspectorKind.PART_TIME:
        return
    if appointment.end >= _years_later(appointment.start, YEARS_OF_A_TERM):
        yield Problem(
            where="end", what=f"聘期长于 {YEARS_OF_A_TERM} 年", remedy="兼职督学的任期为 3 年"
        )
    number = terms_on_end(appointment, others)
    if number > MOST_TERMS:
        yield Problem(
            where="term",
            what=f"这是连续第 {number} 届",
            remedy="《教育督导条例》第六条：兼职督学连续任职不得超过 3 个任期",
        )


def _years_later(day: date, years: int) -> date:
    # Three years from 29 February end on the day before 1 March.
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _title(values: Values) -> str:
    level, tenure = values["level"], values["tenure"]
    words = [
        GOVERNMENT_LEVEL_LABEL[level] + "级" if level else "",
        INSPECTOR_KIND_LABEL[tenure] + "督学" if tenure else "",
        CHIEF_WORDS.get(values["post"], ""),
        values["document_no"],
    ]
    return " ".join(filter(None, words))


def _fields() -> Iterator[Field]:
    yield Field(id="inspector", label="督学", shape=PersonId(), needed=True)
    level: Mapping[GovernmentLevel, str] = GOVERNMENT_LEVEL_LABEL
    yield Field(id="level", label="级别", shape=OneOf(words=level), needed=True)
    yield Field(id="tenure", label="专兼职", shape=OneOf(words=INSPECTOR_KIND_LABEL), needed=True)
    hint = "聘为总督学、副总督学的选，其他的不选"
    yield Field(id="post", label="职务", shape=OneOf(words=CHIEF_WORDS), hint=hint)
    yield Field(id="document_no", label="聘任文号", shape=Line(limit=100), needed=True)
    yield Field(id="start", label="聘期起", shape=Day(), needed=True)
    until = Day(ahead=True)
    yield Field(id="end", label="聘期止", shape=until, needed=True, hint="最后一天；兼职一届三年")
    number = WholeNumber(most=20)
    yield Field(id="term", label="届次", shape=number, needed=True, hint="首次聘任填 1")
    yield Field(id="note", label="备注", shape=Line())


APPOINTMENT: Final[RegisterKind] = RegisterKind(
    id="appointment",
    name="督学聘任",
    prefix="PR",
    purpose="谁是哪一级的专职或兼职督学，聘期从哪天到哪天、第几届",
    paper="督学聘任登记表",
    fields=tuple(_fields()),
    title=_title,
    named_by="聘任",
    listed=("inspector", "start", "end", "term"),
    day="start",
    inspector="inspector",
    checks=_checks,
    hints=_hints,
)
