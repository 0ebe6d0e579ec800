"""What stands behind a number above districts: of a record its number and day, never its text."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from inspector_app.domain.district_month import person_key
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.labels.weights import WEIGHT_LABEL
from inspector_app.domain.views import RecordLine
from inspector_app.services.context import Context
from inspector_app.services.district_held import HeldDistricts

if TYPE_CHECKING:
    from inspector_app.domain.district_month import DistrictMonth
    from inspector_app.domain.month import Month

_Rows = Callable[["_Told"], Iterator[RecordLine]]


def district_lines(
    context: Context, month: "Month | None", uids: Collection[str]
) -> tuple[RecordLine, ...]:
    """Return the records of some uids that came from below, by day and number.

    Those of a bundle that another has taken the place of are found, too: a locked table may
    have been made of it.
    """
    held, wanted = HeldDistricts(context), set(uids)
    found: dict[str, RecordLine] = {}
    lines = list(held.versions(month))
    # First those whose row names one of them: a figure of one district opens one bundle.
    lines.sort(key=lambda line: wanted.isdisjoint(held.figures(line).uids))
    for line in lines:
        if not wanted:
            break
        for each in _lines(_Told(held.opened(line))):
            if each.uid in wanted:
                found.setdefault(each.uid, each)
        wanted -= found.keys()
    return tuple(sorted(found.values(), key=lambda line: (line.day or date.min, line.number)))


class _Told:
    """One district's month with the words for its codes."""

    def __init__(self, month: "DistrictMonth") -> None:
        self.month = month
        self.schools = {school.code: school.name for school in month.schools}
        self._at = {visit.uid: visit.school_code for visit in month.facts.visits}

    def line(self, kind: str, uid: str, day: date | None, *, visit: str, said: str) -> RecordLine:
        """Return a record; which school and number it has, its record says where it is here."""
        school = self._at.get(visit, "")
        return RecordLine(
            kind=kind, uid=uid, visit_uid="", number=self.month.numbers.get(visit, ""), day=day,
            school_name=self.schools.get(school, school), text=f"{self.month.name}　{said}",
        )  # fmt: skip

    def person(self, code: str) -> str:
        """Return the name of a person."""
        return self.month.names.get(code, code)


def _visits(told: _Told) -> Iterator[RecordLine]:
    for x in told.month.facts.visits:
        who = told.person(x.lead_id)
        yield told.line("督导记录", x.uid, x.visited_on, visit=x.uid, said=who)


def _lessons(told: _Told) -> Iterator[RecordLine]:
    for x in told.month.facts.lessons:
        said = f"{told.person(x.listener_id)} {x.class_name} 第 {x.period_no} 节"
        yield told.line("听课", x.uid, x.visited_on, visit=x.visit_uid, said=said)


def _issues(told: _Told) -> Iterator[RecordLine]:
    for x in told.month.facts.issues:
        category = told.month.categories.get(x.uid, "")
        said = f"{TOPIC_LABEL.get(category, category)}（{WEIGHT_LABEL[x.weight]}）"
        yield told.line("问题", x.uid, x.found_on, visit=x.visit_uid, said=said)


def _complaints(told: _Told) -> Iterator[RecordLine]:
    for x in told.month.facts.complaints:
        said = f"{told.person(x.inspector_id)} 核查"
        yield told.line("投诉", x.uid, x.received_on, visit="", said=said)


def _schools(told: _Told) -> Iterator[RecordLine]:
    for school in told.month.schools:
        yield RecordLine("学校", school.code, "", school.code, None, school.name, told.month.name)


def _people(told: _Told) -> Iterator[RecordLine]:
    for person, name in told.month.names.items():
        key = person_key(told.month.code, person)
        yield RecordLine("督学", key, "", person, None, "", f"{told.month.name}　{name}")


_KINDS: Final[tuple[_Rows, ...]] = (_visits, _lessons, _issues, _complaints, _schools, _people)


def _lines(told: _Told) -> Iterator[RecordLine]:
    for rows in _KINDS:
        yield from rows(told)
