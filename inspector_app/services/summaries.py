"""督导工作总结: drafted from records, looked at with its figures, refreshed, traced back."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.domain.figured_text import Moved, moved, refreshed, with_values
from inspector_app.domain.labels.summaries import BODY, SUMMARY_GENRE_LABEL
from inspector_app.domain.moved_months import MovedMonths
from inspector_app.domain.office_codes import is_below
from inspector_app.domain.rectification_draft import rectification_draft
from inspector_app.domain.register_options import (
    EntryState,
    SummaryGenre,
    SummaryScope,
    SummarySpan,
)
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.summary import COUNTED_BY, SECTIONS, SUMMARY, genre_of
from inspector_app.domain.school import Inspector
from inspector_app.domain.skeleton import NewWords, OldText, renewed
from inspector_app.domain.summary_draft import draft
from inspector_app.domain.summary_facts import Evidence, Figure, SummaryFacts
from inspector_app.domain.summary_figures import summary_facts
from inspector_app.domain.summary_period import NamedPeriod, offered, period_of
from inspector_app.domain.views import RecordLine
from inspector_app.services.context import Context, Role
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.register_edit import NewEntry, RegisterEditService
from inspector_app.services.register_journal import RegisterJournal, changes_of
from inspector_app.services.saved import Saved, saved_now
from inspector_app.services.skeletons import read_skeleton
from inspector_app.services.summary_closing import SummaryClosing
from inspector_app.services.summary_evidence import SummaryEvidence
from inspector_app.services.summary_sources import lines_of
from inspector_app.storage.registers import EntryFilter

_OFFICE = "督导室"


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryOrder:
    """Of which period and whose work a summary is to be.

    Attributes:
        on: any day of the term or year, today where it is ``None``.
        scope: whose; ``None`` is the district's in an office and one's own on a laptop.
        zone, inspector: which zone, or whose, by 督学编号 or name.
        genre: 总结, or 整改情况报告.
        skeleton: the Word file of an earlier one, whose headings and prose are kept.
    """

    span: SummarySpan
    on: date | None = None
    scope: SummaryScope | None = None
    zone: str = ""
    inspector: str = ""
    genre: SummaryGenre = SummaryGenre.WORK
    skeleton: Path | None = None


class SummaryView(NamedTuple):
    """A summary with its figures.

    Attributes:
        facts: the figures that hold: those of the records, or of 定稿.
        moved: where a text says another number than ``now``, by the section that says it.
        now: what every figure is by the records of today.
        frozen: whether ``facts`` are those of 定稿.
        locked: the locked months, among those of a draft, that count otherwise now.
    """

    entry: Entry
    facts: SummaryFacts
    moved: tuple[tuple[str, Moved], ...]
    now: SummaryFacts
    frozen: bool
    locked: MovedMonths = MovedMonths()

    def text(self, section: str) -> str:
        """Return what a section says, with the numbers that hold."""
        return with_values(self.entry.values[section], self.facts.values())


class SummaryService:
    """Writes summaries and says what stands behind their numbers."""

    def __init__(
        self,
        context: Context,
        edit: RegisterEditService,
        *,
        evidence: SummaryEvidence,
        closing: SummaryClosing,
    ) -> None:
        self._context = context
        self._edit = edit
        self._evidence = evidence
        self._closing = closing

    # -- drafting --------------------------------------------------------------------------------

    def offered(self) -> tuple[NamedPeriod, ...]:
        """Return the months, terms and years that one may write about now."""
        context = self._context
        return tuple(offered(context.today(), context.calendar(), context.closing_days()))

    def zones(self) -> tuple[str, ...]:
        """Return the 责任区 of the roster."""
        return tuple(sorted({person.zone for person in self._context.inspectors() if person.zone}))

    def subjects(self) -> tuple[Inspector, ...]:
        """Return whose summaries may be written here besides one's own; nobody's on a laptop."""
        return () if self._is_own_laptop else self._context.inspectors()

    @property
    def _is_own_laptop(self) -> bool:
        identity = self._context.identity
        return identity.role is Role.LAPTOP and bool(identity.inspector_id)

    def draft(self, order: SummaryOrder) -> NewEntry:
        """Begin a summary with what the records say.

        Raises:
            InputError: the period or whose it is cannot be.
            NotFoundError: nobody is called so, or no zone.
            RefusedError: the period is still to come, there is one already, or the records of
                others are not here.
            EnvironmentProblem: the old file cannot be read.
        """
        old = None if order.skeleton is None else read_skeleton(order.skeleton)
        with self._context.database.transaction():
            values = self._values(order)
            self._refuse_second(values)
            entry = Entry(uid="", kind=SUMMARY.id, number="", values=SUMMARY.filled(values))
            evidence = self._evidence.of(entry)
            texts = self._texts(order, evidence, old)
            return self._edit.new_from_json(SUMMARY.id, {**values, **texts})

    def _texts(
        self, order: SummaryOrder, evidence: Evidence, old: OldText | None
    ) -> dict[str, str]:
        facts = summary_facts(evidence)
        if old is None:
            write = rectification_draft if order.genre is SummaryGenre.RECTIFICATION else draft
            return write(facts, evidence)
        new = renewed(old, NewWords(facts.period.start.year, facts.name, facts.values()))
        told = {"title": new.title, BODY: "\n".join(new.lines), "unit": new.unit}
        return {name: text for name, text in told.items() if text}

    def find(self, order: SummaryOrder) -> Entry | None:
        """Return the summary of a period and a scope that is here already (errors as ``draft``)."""
        with self._context.database.snapshot():
            return self._same_as(self._values(order))

    def _values(self, order: SummaryOrder) -> dict[str, Any]:
        named = self._period(order)
        scope, zone, person = self._whose(order)
        names = self._context.names()
        name = names.get(person, person)
        paper = SUMMARY_GENRE_LABEL[order.genre]
        own = "督学履职总结" if order.genre is SummaryGenre.WORK else paper
        title, unit = {
            SummaryScope.DISTRICT: (f"{named.name}{paper}", _OFFICE),
            SummaryScope.ZONE: (f"{zone}{named.name}{paper}", zone),
            SummaryScope.PERSON: (f"{named.name}{own}（{name}）", name),
        }[scope]
        return {
            "title": title,
            "span": named.span.value,
            "first": named.days.start.isoformat(),
            "until": min(named.days.end, self._context.today()).isoformat(),
            "genre": order.genre.value,
            "scope": scope.value,
            "zone": zone,
            "inspector": person,
            "unit": unit,
        }

    def _period(self, order: SummaryOrder) -> NamedPeriod:
        today = self._context.today()
        day = order.on or today
        named = period_of(order.span, day, self._context.calendar(), self._context.closing_days())
        if named is None:
            raise InputError(
                f"{day} 不在学期里，没有起草；请写学期里的一天，或先在“校历”里设定学期。"
            )
        if named.days.start > today:
            raise RefusedError(f"{named.name}还没有开始，没有起草；请写已经开始的学期或年份。")
        return named

    def _whose(self, order: SummaryOrder) -> tuple[SummaryScope, str, str]:
        """Return scope, zone and 督学编号, as far as they go with each other."""
        laptop = self._is_own_laptop
        scope = order.scope or (SummaryScope.PERSON if laptop else SummaryScope.DISTRICT)
        if scope is SummaryScope.PERSON:
            return scope, "", self._person(order.inspector, laptop=laptop)
        if laptop:
            raise RefusedError(
                "这台电脑里只有本人的记录，写不出全区或责任区的总结，没有起草；"
                "请写个人的，全区的由督导室写。"
            )
        if scope is SummaryScope.DISTRICT:
            return scope, "", ""
        zone = order.zone.strip()
        if zone not in self.zones():
            raise NotFoundError(
                f"名册里没有责任区“{zone}”，没有起草；有的是：{'、'.join(self.zones()) or '没有'}。"
            )
        return scope, zone, ""

    def _person(self, inspector: str, *, laptop: bool) -> str:
        own = self._context.identity.inspector_id
        person = ContextLookup(self._context).person_id(inspector) if inspector else own
        if not person:
            raise InputError("要写明是谁的履职总结，没有起草；请写督学编号或姓名。")
        if laptop and person != own:
            raise RefusedError("这台电脑里只有本人的记录，没有起草；别人的总结由本人或督导室写。")
        if is_below(person, self._context.identity.district):
            raise RefusedError(
                f"{self._context.names()[person]}是下级督导室，不是督学，没有起草；"
                "它的总结由它自己写，这里的总结不写 --inspector，就计入全部下级。"
            )
        return person

    def _refuse_second(self, values: dict[str, Any]) -> None:
        other = self._same_as(values)
        if other is not None:
            raise RefusedError(
                f"这个期间的{SUMMARY_GENRE_LABEL[genre_of(values)]}已经有了（{other.number}），"
                "没有另起草；请接着改那一份，不要的先移到回收站。"
            )

    def _same_as(self, values: dict[str, Any]) -> Entry | None:
        same = [name for name in COUNTED_BY if name != "until"]
        for other in self._context.stores.registers.list(EntryFilter(kind=SUMMARY.id)):
            alike = all((other.values[name] or "") == values[name] for name in same)
            alike = alike and genre_of(other.values) is genre_of(values)
            if alike and other.state is not EntryState.VOIDED:
                return other
        return None

    # -- looking ---------------------------------------------------------------------------------

    def view(self, uid: str) -> SummaryView:
        """Return a summary with its figures.

        Raises:
            NotFoundError: there is none of that uid.
            InputError: its days or whose it is do not stand in it.
        """
        with self._context.database.snapshot():
            entry = self._entry(uid)
            filed = entry.state is not EntryState.DRAFT
            frozen = self._closing.frozen(entry, entry.revision) if filed else None
            now = self._closing.facts(entry)
            # What units have reported counts as it was locked.
            as_kept = filed or bool(now.units)
            locked = MovedMonths() if as_kept else self._closing.moved_months(now.period)
        facts = now if frozen is None else frozen.facts
        values = now.values()
        found = tuple(
            (section, each) for section in SECTIONS for each in moved(entry.values[section], values)
        )
        return SummaryView(entry, facts, found, now, frozen is not None, locked)

    def behind(self, uid: str, figure_id: str) -> tuple[Figure, tuple[RecordLine, ...]]:
        """Return a figure with the records that it is counted from; as of 定稿 once filed.

        Raises:
            NotFoundError: there is no such summary, or it has no such figure.
            InputError: as ``view``.
        """
        with self._context.database.snapshot():
            entry = self._entry(uid)
            filed = entry.state is not EntryState.DRAFT
            frozen = self._closing.frozen(entry, entry.revision) if filed else None
            facts = self._closing.facts(entry) if frozen is None else frozen.facts
            figure = facts.by_id().get(figure_id)
            if figure is None:
                raise NotFoundError(
                    f"这份总结没有数字“{figure_id}”；可用 summary figures 列出全部。"
                )
            if frozen is None:
                return figure, lines_of(self._context, figure.sources)
        wanted = frozenset(figure.sources)
        return figure, tuple(line for line in frozen.lines if line.uid in wanted)

    # -- writing ---------------------------------------------------------------------------------

    def refresh(self, uid: str) -> Saved:
        """Let every text say the numbers of now; undo brings the old ones back.

        Raises:
            EntryNotEditableError: the summary is no draft.
            InputError: as ``view``.
        """
        journal = RegisterJournal(self._context)
        with self._context.database.transaction():
            entry = journal.draft(self._entry(uid).uid)
            values = self._closing.facts(entry).values()
            for section in SECTIONS:
                journal.set_value(entry, section, refreshed(entry.values[section], values))
        return saved_now(self._context, changes_of(uid))

    def _entry(self, uid: str) -> Entry:
        entry = self._context.stores.registers.get(uid)
        if entry.kind != SUMMARY.id:
            raise NotFoundError("这一条不是督导工作总结；请核对编号，可用 summary list 列出全部。")
        return entry
