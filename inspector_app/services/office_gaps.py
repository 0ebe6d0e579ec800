"""催报: whose month is here, what is missing by name, what has to be decided."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector_app.base import clock as clocks
from inspector_app.domain.month import Month
from inspector_app.office.dunning import Arrival, PersonLine, dunning_text, not_due, remarks
from inspector_app.office.labels import reporters, state_of, why_text
from inspector_app.office.reconciliation import Standing
from inspector_app.office.serials import Jump, jumps
from inspector_app.services.context import Context
from inspector_app.services.district_gaps import district_gaps
from inspector_app.services.district_held import HeldDistricts
from inspector_app.services.key_trust import trusted_roster
from inspector_app.services.months import MonthService
from inspector_app.services.office_month import OfficeMonth
from inspector_app.services.office_people import OfficePeople
from inspector_app.services.return_events import unmended
from inspector_app.storage.office_matters import ConflictRow, ReferenceRow

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.exchange.key_roster import KeyRoster
    from inspector_app.reports.document import Document
    from inspector_app.reports.dunning_report import Rows
    from inspector_app.sheets.writer import TableValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A number of a chain that others wait for."""

    name: str
    device: str
    seq: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A record, entry, issue or reply that is here twice: a person decides.

    Attributes:
        visit_uid: of a record, empty for everything else.
        reason: ``own`` where the office has written one of the two itself.
    """

    visit_uid: str
    number: str
    said: str
    noted_at: str
    reason: str

    @property
    def own(self) -> bool:
        """Whether the office has written one of the two itself."""
        return self.reason == "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A figure that an inspector reported otherwise than the records add up to.

    Attributes:
        why: what explains it, in words.
        explained: whether anything does.
    """

    name: str
    figure: str
    reported: str
    counted: str
    why: str
    explained: bool


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
        returned: how many records were sent back and are not mended yet; they count as they are.
        districts: what is missing of the offices below, one sentence each.
        not_due: what is to be said of a month that is not over, empty of one that is.
    """

    month: Month
    as_of: str
    people: tuple[PersonLine, ...]
    missing: tuple[Missing, ...]
    jumps: tuple[Jump, ...]
    unseen: tuple[ReferenceRow, ...]
    conflicts: tuple[Conflict, ...]
    differing: tuple[Differing, ...]
    questions: int
    refused: int
    pictures: tuple[str, ...]
    roster: str
    returned: int = 0
    districts: tuple[str, ...] = ()
    not_due: str = ""

    @property
    def late(self) -> tuple[PersonLine, ...]:
        """Who is asked."""
        return tuple(line for line in self.people if line.is_late)

    @property
    def of_offices(self) -> bool:
        """Whether nobody but offices below hands over."""
        return bool(self.people) and all(line.office for line in self.people)

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
                    self.not_due,
                    self.roster,
                    *self.districts,
                    *(f"缺{x.name}（{x.device}）第 {x.seq} 包，后面 {x.waiting} 包在等"
                      for x in self.missing),
                    *(f"编号跳号：{x.text} 没有收到，也没有作废说明" for x in self.jumps),
                    *(f"{x.number}（{x.visited_on}）有同行督学提到，责任督学还没有交来"
                      for x in self.unseen),
                    *(x.said for x in self.conflicts),
                    *(f"{x.name}报的{x.figure}是 {x.reported}，记录合计 {x.counted}，记录说明不了"
                      for x in self.differing if not x.explained),
                    self._explained,
                    f"同校同日待确认 {self.questions} 件" if self.questions else "",
                    f"已退回、督学还没有改的记录 {self.returned} 份，照现在的计入"
                    if self.returned else "",
                    f"没有收下的文件 {self.refused} 个，已另存" if self.refused else "",
                    *(f"{number} 有照片打不开，已单独存放" for number in self.pictures),
                ),
            )
        )  # fmt: skip

    @property
    def _explained(self) -> str:
        count = sum(each.explained for each in self.differing)
        return f"月报与记录合计另有 {count} 处不同，都有记录说明，见“月报核对”" if count else ""

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
        self._people = OfficePeople(context)

    def board(self, month: Month | None = None) -> Board:
        """Return how a month stands, the one under way unless another is named."""
        wanted = month or self._months.under_way()
        with self._context.database.snapshot():
            span, roster = self._context.span(wanted), trusted_roster(self._context)
            now = self._context.clock.now()
            return Board(
                month=wanted,
                as_of=clocks.local_datetime_text(now),
                people=self._people.lines(wanted),
                missing=self._missing(roster),
                jumps=jumps(self._matters.received_numbers(), self._tombstones()),
                unseen=self._matters.missing_references(),
                conflicts=tuple(map(self._conflict, self._matters.conflicts())),
                differing=self._differing(wanted),
                questions=self._questions(),
                refused=sum(held.state == "refused" for held in self._office.all_held()),
                pictures=tuple(dict.fromkeys(n for _, n in self._matters.held_pictures())),
                roster=_said_of(roster, now),
                returned=len(unmended(self._context, span)),
                not_due=not_due(month=wanted.title, span=span, today=self._context.today()),
                districts=tuple(
                    f"{gap.what}；{gap.remedy}" for gap in district_gaps(self._context, wanted)
                ),
            )

    def document(self, month: Month, *, unit: str) -> "Document":
        """Return the board of a month as it prints."""
        from inspector_app.reports.dunning_report import dunning_report

        board = self.board(month)
        return dunning_report(
            month=month.title, unit=unit, as_of=board.as_of, who=reporters(board.people),
            lines=_printed(board), told=board.sentences,
        )  # fmt: skip

    def xlsx(self, month: Month, path: Path) -> "WrittenFile":
        """Write the board of a month; a second sheet has what else is missing or to be decided.

        Raises:
            EnvironmentProblem: the file could not be written; nothing has changed.
        """
        from inspector_app.sheets.writer import TableSheet, write_table

        board = self.board(month)
        head, rows = _listed(board)
        return write_table(
            path,
            [
                TableSheet(
                    title="催报名单",
                    heading=f"催报名单　{month.title}　截至 {board.as_of}",
                    head=head, rows=rows, leading=3,
                ),
                TableSheet(
                    title="缺的和要定的",
                    heading=f"缺的和要定的　{month.title}　截至 {board.as_of}",
                    head=("事项",), rows=[[x] for x in board.sentences],
                ),
            ],
        )  # fmt: skip

    def _missing(self, roster: "KeyRoster | None") -> tuple[Missing, ...]:
        found: list[Missing] = []
        below = HeldDistricts(self._context).lower()
        for chain, seq in self._people.waiting().items():
            holder = roster.holder(chain) if roster else None
            if holder is not None and holder.inspector.id in below:
                continue
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

    def _conflict(self, row: ConflictRow) -> Conflict:
        found = self._context.database.row("SELECT 1 FROM visit WHERE uid = ?", row.visit_uid)
        return Conflict(
            visit_uid=row.visit_uid if found else "", number=row.number, said=row.said,
            noted_at=row.noted_at, reason=row.reason,
        )  # fmt: skip

    def _tombstones(self) -> list[str]:
        return [number for number, _, _ in self._context.stores.history.tombstones()]

    def _questions(self) -> int:
        found = self._context.database.row("SELECT count(*) FROM office_question WHERE answer = ''")
        return int(found[0]) if found else 0

    def _differing(self, month: Month) -> tuple[Differing, ...]:
        """Return what each inspector's own report says otherwise than the records here."""
        people = OfficeMonth(self._context, self._months).people(month)
        return tuple(
            Differing(
                name=person.line.name, figure=figure.difference.label,
                reported=figure.difference.before, counted=figure.difference.after,
                why=why_text(figure), explained=figure.standing is not Standing.UNEXPLAINED,
            )
            for person in people for figure in person.figures
        )  # fmt: skip


def _printed(board: Board) -> "Rows":
    from inspector_app.reports.dunning_report import OfficeRow, PersonRow

    if board.of_offices:
        return [OfficeRow(x.name, state_of(x), "；".join(remarks(x))) for x in board.people]
    return [
        PersonRow(
            x.name, x.zone, state_of(x), x.received, x.typed, x.imported, "；".join(remarks(x))
        )
        for x in board.people
    ]


def _listed(board: Board) -> "tuple[tuple[str, ...], list[list[TableValue]]]":
    lines = list(enumerate(board.people, start=1))
    if board.of_offices:
        head: tuple[str, ...] = ("序号", "区划", "督导室", "月报", "说明")
        return head, [[n, x.id, x.name, state_of(x), "；".join(remarks(x))] for n, x in lines]
    who = reporters(board.people)
    head = ("序号", "督学编号", who, "责任区", "月报", "收到记录", "代录", "导入", "说明")
    return head, [
        [n, x.id, x.name, x.zone, state_of(x), x.received, x.typed, x.imported,
         "；".join(remarks(x))]
        for n, x in lines
    ]  # fmt: skip


def _said_of(roster: "KeyRoster | None", now: Any) -> str:
    if roster is None:
        return "还没有登记名册，收到的上报包无法核对；请先在“人员与电脑登记”里登记。"
    if roster.has_expired(now):
        return f"登记名册（第 {roster.version} 版）已过有效期，照样收件；请主任尽快签发新的一版。"
    return ""
