"""催报: whose month is here, what is missing by name, what has to be decided."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from inspector_app.base import clock as clocks
from inspector_app.domain.month import Month
from inspector_app.domain.school import Inspector
from inspector_app.domain.table_difference import Difference, differences
from inspector_app.office.dunning import (
    Arrival,
    PersonLine,
    dunning_text,
    quiet_days,
    remarks,
)
from inspector_app.office.labels import ARRIVAL_LABEL
from inspector_app.office.serials import Jump, jumps
from inspector_app.services.context import Context
from inspector_app.services.key_trust import trusted_roster
from inspector_app.services.months import MonthService
from inspector_app.storage.office_matters import ConflictRow, ReferenceRow

if TYPE_CHECKING:
    from inspector_app.exchange.key_roster import KeyRoster
    from inspector_app.reports.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A number of a chain that others wait for."""

    name: str
    device: str
    seq: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A figure that an inspector reported otherwise than the records add up to."""

    name: str
    figure: str
    reported: str
    counted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """How a month stands at the office.

    Attributes:
        as_of: the instant of the look, as people read it.
        missing: numbers of bundles that others wait for.
        jumps: record numbers that never came and that no discarded draft explains.
        unseen: records that a peer has named and that did not come from their own inspector.
        refused: how many files are kept aside because they were refused.
        pictures: numbers of records with a picture that cannot be opened.
        roster: what is to be said of the roster of keys, empty for nothing.
    """

    month: Month
    as_of: str
    people: tuple[PersonLine, ...]
    missing: tuple[Missing, ...]
    jumps: tuple[Jump, ...]
    unseen: tuple[ReferenceRow, ...]
    conflicts: tuple[ConflictRow, ...]
    differing: tuple[Differing, ...]
    questions: int
    refused: int
    pictures: tuple[str, ...]
    roster: str

    @property
    def late(self) -> tuple[PersonLine, ...]:
        """Who is asked."""
        return tuple(line for line in self.people if line.is_late)

    @property
    def text(self) -> str:
        """What is pasted into a messenger; empty where nobody is late."""
        return dunning_text(month=f"{self.month.month}", as_of=self.as_of, lines=self.people)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What else is missing or to be decided, one line each."""
        return tuple(
            filter(
                None,
                (
                    self.roster,
                    *(f"缺{x.name}（{x.device}）第 {x.seq} 包，后面 {x.waiting} 包在等"
                      for x in self.missing),
                    *(f"编号跳号：{x.text} 没有收到，也没有作废说明" for x in self.jumps),
                    *(f"{x.number}（{x.visited_on}）有同行督学提到，责任督学还没有交来"
                      for x in self.unseen),
                    *(x.said for x in self.conflicts),
                    *(f"{x.name}报的{x.figure}是 {x.reported}，记录合计 {x.counted}"
                      for x in self.differing),
                    f"同校同日待确认 {self.questions} 件" if self.questions else "",
                    f"没有收下的文件 {self.refused} 个，已另存" if self.refused else "",
                    *(f"{number} 有照片打不开，已单独存放" for number in self.pictures),
                ),
            )
        )  # fmt: skip

    @property
    def closed(self) -> int:
        """How many months are here whole."""
        return sum(line.arrival is Arrival.CLOSED for line in self.people)


class OfficeGaps:
    """Looks at what has come and says what has not."""

    def __init__(self, context: Context, months: MonthService) -> None:
        self._context = context
        self._months = months
        self._office = context.stores.office
        self._matters = context.stores.office_matters

    def board(self, month: Month | None = None) -> Board:
        """Return how a month stands, the one under way unless another is named."""
        wanted = month or self._months.under_way()
        with self._context.database.snapshot():
            roster = trusted_roster(self._context)
            now = self._context.clock.now()
            return Board(
                month=wanted,
                as_of=clocks.local_datetime_text(now),
                people=self._people(wanted, roster),
                missing=self._missing(roster),
                jumps=jumps(self._matters.received_numbers(), self._tombstones()),
                unseen=self._matters.missing_references(),
                conflicts=self._matters.conflicts(),
                differing=self._differing(wanted),
                questions=self._questions(),
                refused=sum(held.state == "refused" for held in self._office.all_held()),
                pictures=tuple(dict.fromkeys(n for _, n in self._matters.held_pictures())),
                roster=_said_of(roster, now),
            )

    def document(self, month: Month, *, unit: str) -> "Document":
        """Return the board of a month as it prints."""
        from inspector_app.reports.dunning_report import PersonRow, dunning_report

        board = self.board(month)
        rows = [
            PersonRow(
                line.name, line.zone, ARRIVAL_LABEL[line.arrival], line.received, line.typed,
                line.imported, "；".join(remarks(line)),
            )
            for line in board.people
        ]  # fmt: skip
        return dunning_report(
            month=month.title, unit=unit, as_of=board.as_of, people=rows, told=board.sentences
        )

    def _people(self, month: Month, roster: "KeyRoster | None") -> tuple[PersonLine, ...]:
        span = self._context.span(month)
        sources = self._matters.counted_by_source(span.start.isoformat(), span.end.isoformat())
        closed = {b.inspector_id: b.taken_at for b in self._office.bundles(month=str(month))
                  if b.type in {"monthly", "correction", "district"}}  # fmt: skip
        last = self._office.last_by_person()
        waits: dict[str, list[int]] = {}
        for chain, first in self._waiting().items():
            known = self._office.chain(chain)
            if known is not None:
                waits.setdefault(known.inspector_id, []).append(first)
        enrolled = {h.inspector.id: h.key.valid_from for h in roster.holders()} if roster else {}
        people = self._context.stores.people.all(on=span.end)
        return tuple(
            self._line(
                person, sources.get(person.id, (0, 0, 0)), closed.get(person.id, ""),
                last.get(person.id, ""), enrolled.get(person.id), tuple(waits.get(person.id, ())),
            )
            for person in people
        )  # fmt: skip

    def _line(
        self, person: Inspector, sources: tuple[int, int, int], closed_at: str, last_at: str,
        enrolled: date | None, waits: tuple[int, ...],
    ) -> PersonLine:  # fmt: skip
        since = (
            clocks.parse_instant(last_at).astimezone(clocks.CHINA).date() if last_at else enrolled
        )
        quiet = None
        if since is not None:
            quiet = quiet_days(since, self._context.today(), self._context.calendar())
        received, typed, imported = sources
        return PersonLine(
            id=person.id, name=person.name, zone=person.zone, received=received, typed=typed,
            imported=imported, closed_at=closed_at, last_at=last_at, quiet_days=quiet,
            has_laptop=enrolled is not None, waits=waits,
        )  # fmt: skip

    def _waiting(self) -> dict[str, int]:
        """Return the number that each chain waits for."""
        return {
            held.chain: self._next(held.chain)
            for held in self._office.all_held() if held.state == "waiting"
        }  # fmt: skip

    def _next(self, chain: str) -> int:
        known = self._office.chain(chain)
        return 1 if known is None else known.head_seq + 1

    def _missing(self, roster: "KeyRoster | None") -> tuple[Missing, ...]:
        found = []
        for chain, seq in self._waiting().items():
            holder = roster.holder(chain) if roster else None
            waiting = [h for h in self._office.all_held()
                       if h.chain == chain and h.state == "waiting"]  # fmt: skip
            last = min(h.seq for h in waiting)
            found += [
                Missing(
                    name=holder.inspector.name if holder else chain[:8],
                    device=holder.key.device if holder else "", seq=each, waiting=len(waiting),
                )
                for each in range(seq, last)
            ]  # fmt: skip
        return tuple(found)

    def _tombstones(self) -> list[str]:
        return [number for number, _, _ in self._context.stores.history.tombstones()]

    def _questions(self) -> int:
        found = self._context.database.row("SELECT count(*) FROM office_question WHERE answer = ''")
        return int(found[0]) if found else 0

    def _differing(self, month: Month) -> tuple[Differing, ...]:
        """Return what each inspector's own report says otherwise than the records here.

        Only a person's own row is compared: what a laptop cannot know of others is left out.
        """
        reported = self._matters.reports(str(month))
        if not reported:
            return ()
        counted: dict[str, Any] = self._months.content(month)["inspectors"]
        names = self._context.names()
        found: list[Differing] = []
        for person, figures in sorted(reported.items()):
            if person not in counted:
                continue
            told = {"month": str(month), "district": {}, "zones": {}, "inspectors": {"": figures}}
            here = {**told, "inspectors": {"": counted[person]}}
            found += [
                _differing(names.get(person, person), each) for each in differences(told, here)
            ]
        return tuple(found)


def _differing(name: str, found: Difference) -> Differing:
    return Differing(
        name=name, figure=found.label, reported=str(found.before), counted=str(found.after)
    )


def _said_of(roster: "KeyRoster | None", now: Any) -> str:
    if roster is None:
        return "还没有密钥名册，收到的上报包无法核对；请先在“人员与电脑登记”里登记。"
    if roster.has_expired(now):
        return f"密钥名册（第 {roster.version} 版）已过有效期，照样收件；请主任尽快签发新的一版。"
    return ""
