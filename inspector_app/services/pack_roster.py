"""下发 of 学校、督学和责任分配: the roster as the office keeps it, with its dates."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from inspector_app.base.changes import Changes
from inspector_app.domain.school import Assignment, Inspector, School
from inspector_app.domain.visit_gaps import IMPORT_ORIGIN
from inspector_app.services.context import Context
from inspector_app.services.pack_kind import NothingToSendError
from inspector_app.services.pack_lines import Mark, PackLine
from inspector_app.services.pack_sending import Laptop
from inspector_app.services.pack_values import row_of, rows_in, value_of
from inspector_app.services.recusals import assignment_warnings
from inspector_app.services.school_initials import spellings_of
from inspector_app.storage.people import FIRST_DAY

SCHOOLS: Final = "schools"
_T = TypeVar("_T")


class _Told:
    """What a pack says, and what is known here beside it."""

    def __init__(self, context: Context, rows: Mapping[str, Any]) -> None:
        stores = context.stores
        self.schools = [value_of(School, row) for row in rows_in(rows, "schools")]
        self.people = [value_of(Inspector, row) for row in rows_in(rows, "inspectors")]
        told = [value_of(Assignment, row) for row in rows_in(rows, "assignments")]
        self.known_schools = {each.code: each for each in stores.schools.all()}
        self.known_people = {each.id: each for each in context.inspectors()}
        self.known_assignments = {_key(each): each for each in stores.schools.assignments()}
        self.school_names = _names(self.known_schools.values()) | _names(self.schools)
        self.person_names = {each.id: each.name for each in self.known_people.values()}
        self.person_names |= {each.id: each.name for each in self.people}
        self.assignments = [each for each in told if self.knows(each)]
        self.refused = [each for each in told if not self.knows(each)]

    def knows(self, each: Assignment) -> bool:
        """Say whether both the person and the school are known."""
        return each.school_code in self.school_names and each.inspector_id in self.person_names

    def title(self, each: Assignment) -> str:
        """Return who answers for which school, and when."""
        person = self.person_names.get(each.inspector_id, each.inspector_id)
        school = self.school_names.get(each.school_code, each.school_code)
        until = f"到 {each.end}" if each.end else "起"
        return f"责任分配 {person}—{school}，{each.start} {until}"


class RosterKind:
    """Sends the whole roster, so that every laptop finds every school and every name."""

    kind = SCHOOLS
    title = "学校、督学和责任分配"
    about = "全部学校、督学和带日期的责任分配"
    replaces = True
    each_person = False
    chooses = False

    def __init__(self, context: Context) -> None:
        self._context = context

    def gather(self, wanted: Sequence[str], *, to: Sequence[Laptop]) -> Mapping[str, Any]:
        """Return the roster; it is never sent in part (errors as of a ``PackKind``)."""
        del wanted, to
        stores = self._context.stores
        with self._context.database.snapshot():
            schools = stores.schools.all()
            if not schools:
                raise NothingToSendError("学校", "请先导入名册")
            return {
                "schools": [row_of(each) for each in schools],
                "inspectors": [row_of(each) for each in self._context.inspectors()],
                "assignments": [row_of(each) for each in stores.schools.assignments()],
            }

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        """Return what taking the roster over would do."""
        told = _Told(self._context, rows)
        return tuple(self._lines(told))

    def _lines(self, told: _Told) -> Iterator[PackLine]:
        for school in told.schools:
            known = told.known_schools.get(school.code)
            text = f"学校 {school.name}（{school.code}）{_difference(school, known)}"
            yield PackLine(_mark(school, known), text)
        for person in told.people:
            known_person = told.known_people.get(person.id)
            yield PackLine(_mark(person, known_person), f"督学 {person.name}（{person.id}）")
        for each in told.assignments:
            known_one = told.known_assignments.get(_key(each))
            yield PackLine(_mark(each, known_one), told.title(each))
        for each in told.refused:
            text = f"{told.title(each)}：名册里没有这位督学或这所学校"
            yield PackLine(Mark.REFUSED, text)
        for warning in assignment_warnings(self._context, told.assignments, told.school_names):
            yield PackLine(Mark.NOTE, f"{warning.where}：{warning.what}")

    def take(self, rows: Mapping[str, Any]) -> Changes:
        """Write what is new or changed; what the pack does not name stays."""
        told = _Told(self._context, rows)
        stores = self._context.stores
        schools = _new(told.schools, told.known_schools, lambda each: each.code)
        people = _new(told.people, told.known_people, lambda each: each.id)
        assignments = _new(told.assignments, told.known_assignments, _key)
        for school in schools:
            stores.schools.put(school, initials=spellings_of(school), origin=IMPORT_ORIGIN)
        for person in people:
            stores.people.put(person, origin=IMPORT_ORIGIN)
            self._set_zone(person)
        for assignment in assignments:
            stores.schools.put_assignment(assignment, origin=IMPORT_ORIGIN)
        return Changes(schools=bool(schools or assignments), inspectors=bool(people))

    def _set_zone(self, person: Inspector) -> None:
        known = self._context.stores.people.zone_now(person.id)
        if person.zone and person.zone != known:
            start = FIRST_DAY if known is None else self._context.today()
            self._context.stores.people.set_zone(
                person.id, person.zone, start=start, origin=IMPORT_ORIGIN
            )


def _key(each: Assignment) -> tuple[object, ...]:
    return (each.inspector_id, each.school_code, each.start)


def _names(schools: Iterable[School]) -> dict[str, str]:
    return {each.code: each.name for each in schools}


def _mark(told: object, known: object) -> Mark:
    if known is None:
        return Mark.NEW
    return Mark.SAME if told == known else Mark.CHANGED


def _new(told: Iterable[_T], known: Mapping[Any, _T], key: Any) -> list[_T]:
    return [each for each in told if known.get(key(each)) != each]


def _difference(school: School, known: School | None) -> str:
    if known is None or school == known:
        return ""
    told = []
    if school.name != known.name:
        told.append(f"原名{known.name}")
    if school.closed_on != known.closed_on:
        told.append(f"{school.closed_on} 停办" if school.closed_on else "恢复办学")
    return f"：{'，'.join(told) or '内容有更新'}"
