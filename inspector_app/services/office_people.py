"""How each inspector's month stands at the office, and who is excused from handing over."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import uuid4

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, RefusedError
from inspector_app.domain.calendar import SchoolCalendar
from inspector_app.domain.month import Month, Period
from inspector_app.domain.office_codes import lower_word
from inspector_app.domain.school import Inspector
from inspector_app.office.compiling import arrived, compiling_notes, offices_in
from inspector_app.office.dunning import PersonLine, quiet_days
from inspector_app.services.context import Context, Role
from inspector_app.services.district_held import HeldDistricts
from inspector_app.services.key_trust import trusted_roster
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.return_events import unmended
from inspector_app.storage.office_month import PersonMark

if TYPE_CHECKING:
    from inspector_app.exchange.key_roster import KeyRoster
    from inspector_app.services.months import MonthTable

NO_COMPUTER: Final = "no_computer"
LEAVE: Final = "leave"
NO_VISITS: Final = "no_visits"
_MOST_LETTERS: Final = 200
_CLOSING: Final = frozenset({"monthly", "correction", "district"})


class _Found(NamedTuple):
    """What is read once for all people of a month."""

    span: Period
    today: date
    calendar: SchoolCalendar
    sources: Mapping[str, tuple[int, int, int]]
    closed: Mapping[str, str]
    last: Mapping[str, str]
    waits: Mapping[str, Sequence[int]]
    enrolled: Mapping[str, date]
    marks: Mapping[str, Sequence[PersonMark]]
    answering: frozenset[str]
    old_rosters: Mapping[str, int]
    lower: Mapping[str, str]


class OfficePeople:
    """Says whose month is here; notes who never uses a computer and who is on leave."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._office = context.stores.office
        self._store = context.stores.office_month

    # -- reading ---------------------------------------------------------------------------------

    def lines(self, month: Month) -> tuple[PersonLine, ...]:
        """Return a line for each inspector of the roster on the month's last day."""
        with self._context.database.snapshot():
            found = self._found(month)
            people = self._context.stores.people.all(on=found.span.end)
            gone = {each.code for each in self._context.stores.district_months.removals()}
            return tuple(_line(person, found) for person in people if person.id not in gone)

    def takes_bundles(self) -> bool:
        """Say whether laptops hand over to this folder: else nobody's report is awaited."""
        office = self._context.identity.role is Role.OFFICE
        return office and bool(
            self._office.chains() or self._store.marks() or HeldDistricts(self._context).lower()
        )

    def marks(self) -> tuple[PersonMark, ...]:
        """Return what is noted of people now."""
        return self._store.marks()

    def waiting(self) -> dict[str, int]:
        """Return the number that each chain with waiting bundles waits for."""
        return {
            held.chain: self._next(held.chain)
            for held in self._office.all_held() if held.state == "waiting"
        }  # fmt: skip

    def _next(self, chain: str) -> int:
        known = self._office.chain(chain)
        return 1 if known is None else known.head_seq + 1

    def _found(self, month: Month) -> _Found:
        context = self._context
        span = context.span(month)
        marks: dict[str, list[PersonMark]] = {}
        for mark in self._store.marks():
            marks.setdefault(mark.inspector_id, []).append(mark)
        return _Found(
            span=span,
            today=context.today(),
            calendar=context.calendar(),
            sources=context.stores.office_matters.counted_by_source(
                span.start.isoformat(), span.end.isoformat()
            ),
            closed={
                b.inspector_id: b.taken_at
                for b in self._office.bundles(month=str(month)) if b.type in _CLOSING
            },
            last=self._office.last_by_person(),
            waits=self._waits(),
            enrolled=_enrolled(trusted_roster(context)),
            marks=marks,
            answering=self._store.answering(on=span.end.isoformat()),
            old_rosters=self._old_rosters(),
            lower=self._lower(),
        )  # fmt: skip

    def _lower(self) -> Mapping[str, str]:
        """Return what each office below is called as a kind: 区 or 市."""
        word = lower_word(self._context.identity.district)
        return dict.fromkeys(HeldDistricts(self._context).lower(), word)

    def _waits(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = {}
        for chain, first in self.waiting().items():
            known = self._office.chain(chain)
            if known is not None:
                found.setdefault(known.inspector_id, []).append(first)
        return found

    def _old_rosters(self) -> Mapping[str, int]:
        """Return whose computer held, when it reported last, a roster that has expired since."""
        from inspector_app.exchange.key_roster import kept_roster

        now, rows = self._context.clock.now(), self._context.stores.trust.rosters()
        newest = max((row.version for row in rows), default=0)
        expired = {
            row.version for row in rows
            if row.version != newest and kept_roster(row.text.content).has_expired(now)
        }  # fmt: skip
        held = self._store.last_roster_versions() if expired else {}
        return {person: version for person, version in held.items() if version in expired}

    # -- noting ----------------------------------------------------------------------------------

    def mark_no_computer(self, who: str, *, reason: str = "") -> Changes:
        """Note that a person never uses a computer: the office writes, and asks for nothing.

        Args:
            who: 督学编号 or name.
            reason: why, where somebody wants to know.

        Raises:
            NotFoundError, InputError: nobody is called so, or the reason is too long.
            RefusedError: this is no office; nothing was changed.
        """
        return self._mark(who, NO_COMPUTER, reason=reason)

    def mark_leave(
        self, who: str, *, first: date, until: date | None = None, reason: str = ""
    ) -> Changes:
        """Note a leave; one without an end holds until the person is back (errors as above)."""
        if until is not None and until < first:
            raise InputError("请假的最后一天早于第一天，没有登记；请核对两个日期。")
        last = "" if until is None else until.isoformat()
        return self._mark(who, LEAVE, days=(first.isoformat(), last), reason=reason)

    def mark_no_visits(self, who: str, month: Month, *, reason: str = "") -> Changes:
        """Note that a person told of no visit in a month: nothing will come (errors as above).

        A record that comes all the same counts.

        Raises:
            RefusedError: records of that month are here already; nothing was changed.
        """
        span = self._context.span(month)
        days = (span.start.isoformat(), span.end.isoformat())
        here = self._context.stores.office_matters.counted_by_source(*days)
        if count := sum(here.get(self._person(who), ())):
            raise RefusedError(
                f"{who}在{month.title}已有 {count} 份记录，不是没有入校，没有登记；"
                "记录有误的，请先退回或作废。"
            )
        return self._mark(who, NO_VISITS, days=days, reason=reason)

    def take_back(self, who: str, kind: str, *, month: Month | None = None) -> Changes:
        """Let what is noted of a person, or of a month of it, hold no more (errors as above)."""
        person = self._person(who)
        first = self._context.span(month).start.isoformat() if month else ""
        with self._context.database.transaction():
            now = self._context.now_text()
            if not self._store.end_marks(person, kind, at=now, first=first):
                raise RefusedError(f"{who}没有登记过{_KIND_LABEL[kind]}，没有改动。")
            self._context.note("person", person, {"note": f"取消{_KIND_LABEL[kind]}"})
        return Changes(inspectors=True)

    def _mark(
        self, who: str, kind: str, *, reason: str, days: tuple[str, str] = ("", "")
    ) -> Changes:
        person, said = self._person(who), " ".join(reason.split())
        if len(said) > _MOST_LETTERS:
            raise InputError(f"说明超过 {_MOST_LETTERS} 字，没有登记。")
        context = self._context
        with context.database.transaction():
            now = context.now_text()
            if kind != LEAVE:
                self._store.end_marks(person, kind, at=now, first=days[0])
            self._store.add_mark(
                PersonMark(str(uuid4()), person, kind, *days, said, now, context.actor)
            )
            told = {"note": _KIND_LABEL[kind], "days": list(days), "reason": said}
            context.note("person", person, told)
        return Changes(inspectors=True)

    def _person(self, who: str) -> str:
        if self._context.identity.role is not Role.OFFICE:
            raise RefusedError("不用电脑和请假由督导室登记，这里是督学的电脑；没有改动。")
        return ContextLookup(self._context).person_id(who)


_KIND_LABEL: Final = {NO_COMPUTER: "不用电脑", LEAVE: "请假", NO_VISITS: "没有入校"}


def mark_text(mark: PersonMark) -> str:
    """Return what is noted of a person, in words."""
    days = f"（{_days(mark)}）" if mark.first else ""
    reason = f"：{mark.reason}" if mark.reason else ""
    return f"{_KIND_LABEL[mark.kind]}{days}{reason}"


def _days(mark: PersonMark) -> str:
    return f"{mark.first} 至 {mark.until}" if mark.until else f"{mark.first} 起"


def office_notes(context: Context, month: Month) -> tuple[str, ...]:
    """Return what stands at the foot of the district's month; nothing where no laptop reports."""
    people = OfficePeople(context)
    if not people.takes_bundles():
        return ()
    as_of = clocks.local_datetime_text(context.clock.now())
    returned = len(unmended(context, context.span(month)))
    return compiling_notes(people.lines(month), as_of=as_of, returned=returned)


def notes_of(context: Context, table: "MonthTable") -> tuple[str, ...]:
    """Return 编制说明 of a month's table: as it was kept, or as the office stands now."""
    return table.notes if table.frozen else office_notes(context, table.month)


def absent(context: Context, month: Month) -> tuple[str, ...]:
    """Return the names of those whose month is awaited here and has not come."""
    people = OfficePeople(context)
    if not people.takes_bundles():
        return ()
    return tuple(line.name for line in arrived(people.lines(month)).missing)


def absent_offices(context: Context, month: Month) -> tuple[str, ...]:
    """Return the names of the offices below whose month has not come."""
    lines = OfficePeople(context).lines(month) if HeldDistricts(context).lower() else ()
    return tuple(line.name for line in offices_in(lines).missing)


def _enrolled(roster: "KeyRoster | None") -> Mapping[str, date]:
    return {h.inspector.id: h.key.valid_from for h in roster.holders()} if roster else {}


def _line(person: Inspector, found: _Found) -> PersonLine:
    marks = found.marks.get(person.id, ())
    leaves = [mark for mark in marks if mark.kind == LEAVE]
    no_computer = any(mark.kind == NO_COMPUTER for mark in marks)
    received, typed, imported = found.sources.get(person.id, (0, 0, 0))
    return PersonLine(
        id=person.id, name=person.name, zone=person.zone, received=received, typed=typed,
        imported=imported, closed_at=found.closed.get(person.id, ""),
        last_at=found.last.get(person.id, ""),
        quiet_days=None if no_computer else _quiet(person.id, leaves, found),
        has_laptop=person.id in found.enrolled, waits=tuple(found.waits.get(person.id, ())),
        no_computer=no_computer, away=_away(leaves, found.span),
        answers=(
            not found.answering or person.id in found.answering or person.id in found.lower
        ),
        no_visits=any((m.kind, m.first) == (NO_VISITS, str(found.span.start)) for m in marks),
        old_roster=found.old_rosters.get(person.id, 0), office=found.lower.get(person.id, ""),
        begun=found.today >= found.span.start,
    )  # fmt: skip


def _quiet(person: str, leaves: Iterable[PersonMark], found: _Found) -> int | None:
    last = found.last.get(person, "")
    since = (
        clocks.parse_instant(last).astimezone(clocks.CHINA).date()
        if last else found.enrolled.get(person)
    )  # fmt: skip
    if since is None:
        return None
    away = [_period(mark, found.today) for mark in leaves]
    return quiet_days(since, found.today, found.calendar, away=away)


def _period(mark: PersonMark, today: date) -> Period:
    first = date.fromisoformat(mark.first)
    last = date.fromisoformat(mark.until) if mark.until else max(today, first)
    return Period(first, last)


def _away(leaves: Iterable[PersonMark], span: Period) -> str:
    """Return the days of a leave that leaves nothing of a month."""
    whole = [
        mark for mark in leaves
        if mark.first <= span.start.isoformat()
        and (not mark.until or mark.until >= span.end.isoformat())
    ]  # fmt: skip
    return _days(whole[0]) if whole else ""
