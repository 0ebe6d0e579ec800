"""发文字号登记: series, the next number, numbers used, void, and what the register says of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.letter_number import HIGHEST, LetterNumber, code_fault, read_number
from inspector_app.domain.number_events import (
    OFFICE,
    NumberEvent,
    NumberSeries,
    NumberStep,
    all_series,
    kinds_in_order,
)
from inspector_app.domain.number_register import (
    FEW,
    NumberLine,
    NumberYear,
    codes_of,
    years_of,
)
from inspector_app.services.context import Context, Role
from inspector_app.services.issued_letters import subjects_of
from inspector_app.services.number_earlier import note_earlier
from inspector_app.services.number_keeping import (
    append,
    check_free,
    here,
    own_chains,
    series_of,
    year_of,
)
from inspector_app.services.number_rows import LINE_LENGTH, REASON_LENGTH
from inspector_app.services.wishes import LetterPrint

CHANGED: Final = Changes(numbers=True, bundles=True)
"""What every act on numbers touches: they are shown, and leave with the next bundle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """A series as it is shown.

    Attributes:
        kept_here: whether its numbers are given out here.
        next: the number that is proposed next, empty where there is none.
        left: how many numbers are reserved here and unused; of a series that is kept here, none.
        years: in which it has numbers, the newest first, this year always.
    """

    code: str
    series: NumberSeries | None
    kept_here: bool
    next: str
    left: int
    years: tuple[int, ...]

    @property
    def few(self) -> str:
        """What is to be said where reserved numbers run out, else nothing."""
        if self.kept_here or self.series is None or self.left > FEW:
            return ""
        left = f"只剩 {self.left} 个" if self.left else "已经用完"
        return f"“{self.code}”预留的文号{left}，请向督导室再要。"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """The register of one 机关代字 and year.

    Attributes:
        names: of people, by their 督学编号.
        unregistered: numbers that the 台账 names and nothing here bears, with their issues.
    """

    code: str
    year: int
    series: NumberSeries | None
    lines: tuple[NumberLine, ...]
    names: Mapping[str, str]
    unregistered: Mapping[int, tuple[str, ...]]

    def person(self, actor: str) -> str:
        """Return what somebody is called."""
        return self.names.get(actor, actor)


class NumberService:
    """Keeps 文号 of letters; one series at a time."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.numbers

    # -- series ----------------------------------------------------------------------------------

    def series(self) -> tuple[SeriesView, ...]:
        """Return every 机关代字 that is known here, kept here or not, in order."""
        with self._context.database.snapshot():
            events = self._store.all()
            known, own = all_series(events), own_chains(self._context)
            return tuple(
                self._view(events, code, known.get(code), own) for code in codes_of(events)
            )

    def short(self) -> tuple[str, ...]:
        """Return a sentence for each series of which few numbers are left on this laptop.

        Who was never given any is told nothing: he may number no letters at all.
        """
        if self._context.identity.role is Role.OFFICE or not self._store.any():
            return ()
        with self._context.database.snapshot():
            given = self._last_given()
            return tuple(
                f"{view.few}最近一次预留了 {given[view.code]} 个；"
                "打电话或当面要，督导室预留以后接收下发就有。"
                for view in self.series()
                if view.few and view.code in given
            )

    def _last_given(self) -> Mapping[str, int]:
        """Return how many numbers of this year each series gave to this laptop the last time."""
        own, year = own_chains(self._context), self._context.today().year
        return {
            event.code: len(event.content["serials"])
            for event in self._store.all()
            if event.step is NumberStep.RESERVED and event.year == year
            and event.content["to"] in own
        }  # fmt: skip

    def _view(
        self, events: Sequence[NumberEvent], code: str, series: NumberSeries | None,
        own: Collection[str],
    ) -> SeriesView:  # fmt: skip
        today = self._context.today()
        year = NumberYear(events, code=code, year=today.year, series=series, own=own)
        kept_here = series is not None and series.keeper in own
        waiting = year.open_for(own)
        serials = year.next_free(1) if kept_here else waiting[:1]
        stopped = series is None or not series.kinds
        return SeriesView(
            code=code, series=series, kept_here=kept_here,
            next=str(LetterNumber(code, today.year, serials[0])) if serials and not stopped else "",
            left=len(waiting),
            years=tuple(sorted({today.year, *years_of(events, code)}, reverse=True)),
        )  # fmt: skip

    def keep_series(
        self, code: str, kinds: Collection[LetterKind], *, first: int | None = None
    ) -> Changes:
        """Keep the numbers of a 机关代字 here from now on, or say anew what they are for.

        Args:
            code: such as 示教督.
            kinds: the letters that they are proposed for; none gives the series up.
            first: with which number this year begins, where some were used before; None keeps
                what is known, or 1.

        Raises:
            InputError: it is no 机关代字, or no number.
            RefusedError: the office keeps it, and this is a laptop.
        """
        wanted = code.strip()
        fault = code_fault(wanted)
        if fault:
            raise InputError(f"“{code}”不能作机关代字（{fault}），没有登记；请写成 示教督 这样。")
        if first is not None and not 1 <= first <= HIGHEST:
            raise InputError(f"起始号是 {first}，没有登记；请写 1 到 {HIGHEST} 之间的数。")
        with self._context.database.transaction():
            made = self._changed(wanted, kinds_in_order(kinds), first)
            append(
                self._context, code=wanted, year=0, step=NumberStep.SERIES, content=made.content()
            )
            note_earlier(self._context, wanted)
        return CHANGED

    def _changed(self, code: str, kinds: tuple[LetterKind, ...], first: int | None) -> NumberSeries:
        known, year = series_of(self._context, code), self._context.today().year
        if known is not None and known.keeper not in own_chains(self._context):
            whose = "督导室" if known.keeper == OFFICE else "另一台电脑"
            raise RefusedError(
                f"“{code}”由{whose}编号，没有登记；要号请督导室预留，自己编号请换一个代字。"
            )
        if known is not None and first is None:
            return replace(known, kinds=kinds, edition=known.edition + 1)
        return NumberSeries(
            code=code, kinds=kinds, first_year=year, first=first or 1,
            keeper=here(self._context), edition=known.edition + 1 if known else 1,
        )  # fmt: skip

    # -- the next number -------------------------------------------------------------------------

    def proposals(self) -> Mapping[LetterKind, SeriesView]:
        """Return of each kind of letter the series whose next number is proposed for it."""
        found: dict[LetterKind, SeriesView] = {}
        if not self._store.any():
            return found
        for view in self.series():
            for kind in view.series.kinds if view.series else ():
                known = found.get(kind)
                if known is None or (view.next and not known.next):
                    found[kind] = view
        return found

    def next_for(self, kind: LetterKind) -> str:
        """Return the number that is proposed for a letter.

        Raises:
            RefusedError: none is reserved, or no series is for such letters.
        """
        view = self.proposals().get(kind)
        if view is None:
            raise RefusedError(
                "没有登记这种文书用的机关代字，没有打印；请先登记（number series），或自己写文号。"
            )
        if not view.next:
            raise RefusedError(f"没有打印：{view.few}也可以自己写文号。")
        return view.next

    def earlier(self, wish: LetterPrint) -> str:
        """Return the 文号 under which the very letter went out before, empty where it did not.

        One whose number was made void counts no more: whoever prints it anew means a new number.
        """
        for document in self._context.stores.documents.letters_about(
            wish.kind.value, subjects_of(wish)
        ):
            number = read_number(document.number)
            if number is None:
                return document.number
            year = year_of(self._context, number.code, number.year)
            line = year.line(number.serial, on=self._context.today())
            if line is None or line.void is None:
                return document.number
        return ""

    def said_of(self, reference: str) -> str:
        """Return what is to be said once a 文号 was used: that few are left, or nothing."""
        number = read_number(reference)
        if number is None:
            return ""
        return next((view.few for view in self.series() if view.code == number.code), "")

    # -- the register ----------------------------------------------------------------------------

    def year(self, code: str, year: int = 0) -> YearView:
        """Return the register of a 机关代字; without a year, of this one.

        Raises:
            NotFoundError: nothing is known of the 机关代字.
        """
        with self._context.database.snapshot():
            events = self._store.of_code(code.strip())
            if not events:
                raise NotFoundError(
                    f"没有“{code}”这个机关代字的登记；请用 number series 查看有哪些。"
                )
            return self._year_view(events, code.strip(), year or self._context.today().year)

    def _year_view(self, events: Sequence[NumberEvent], code: str, year: int) -> YearView:
        series = all_series(events).get(code)
        own = own_chains(self._context)
        found = NumberYear(events, code=code, year=year, series=series, own=own)
        return YearView(
            code=code, year=year, series=series, lines=found.lines(on=self._context.today()),
            names={**self._context.names(), Role.OFFICE.value: "督导室"},
            unregistered=self._unregistered(found, code, year),
        )  # fmt: skip

    def _unregistered(
        self, found: NumberYear, code: str, year: int
    ) -> Mapping[int, tuple[str, ...]]:
        told: dict[int, list[str]] = {}
        for text, issue in self._store.told_in_ledger():
            number = read_number(text)
            if number is None or (number.code, number.year) != (code, year):
                continue
            line = found.line(number.serial, on=self._context.today())
            if line is None or not line.uses:
                told.setdefault(number.serial, []).append(issue)
        return {serial: tuple(issues) for serial, issues in sorted(told.items())}

    def taken(self, text: str) -> str:
        """Return why a 文号 may bear no new document here, empty where it may."""
        try:
            check_free(self._context, text, kept="不能再用")
        except RefusedError as error:
            return error.sentence
        return ""

    # -- acts ------------------------------------------------------------------------------------

    def void(self, text: str, *, reason: str) -> Changes:
        """Say that a number is used for nothing, or that the paper that bears it is void.

        Raises:
            InputError: it is no 文号, or there is no reason.
            RefusedError: it is void already, or not given out here.
        """
        number, said = _number_in(text, "没有作废"), reason.strip()
        if not 0 < len(said) <= REASON_LENGTH:
            raise InputError(f"作废文号要写明原因（1 到 {REASON_LENGTH} 字），没有作废。")
        with self._context.database.transaction():
            self._check_void(number)
            append(
                self._context, code=number.code, year=number.year, step=NumberStep.VOIDED,
                content={"serial": number.serial, "reason": said},
            )  # fmt: skip
        return CHANGED

    def _check_void(self, number: LetterNumber) -> None:
        own = own_chains(self._context)
        year = year_of(self._context, number.code, number.year)
        line = year.line(number.serial, on=self._context.today())
        if line is not None and line.void is not None:
            raise RefusedError(f"文号“{number}”已经作废（{line.void.reason}），没有再作废。")
        series = series_of(self._context, number.code)
        if series is not None and series.keeper in own:
            if number.serial <= year.last or number.serial == year.last + 1 or line is not None:
                return
            raise RefusedError(
                f"文号“{number}”还没有用到，没有作废；下一个号是 {year.last + 1}号。"
            )
        mine = line is not None and (
            (line.reserved is not None and line.reserved.chain in own)
            or any(use.chain in own for use in line.uses)
        )
        if not mine:
            raise RefusedError(f"文号“{number}”不是预留给本机的，没有作废；请督导室作废。")

    def use(
        self, text: str, *, title: str, addressee: str = "", day: date | None = None
    ) -> Changes:
        """Note the number of a paper that was made elsewhere.

        Raises:
            InputError: it is no 文号, the title is missing, or the day is still to come.
            RefusedError: the number may bear no new document.
        """
        number, said, to = _number_in(text, "没有登记"), title.strip(), addressee.strip()
        today = self._context.today()
        if not 0 < len(said) <= LINE_LENGTH or len(to) > LINE_LENGTH:
            raise InputError(f"文件标题写 1 到 {LINE_LENGTH} 字，主送不要更长，没有登记。")
        if (day or today) > today:
            raise InputError(f"成文日期 {day} 还没有到，没有登记；请核对。")
        with self._context.database.transaction():
            check_free(self._context, str(number), kept="没有登记")
            append(
                self._context, code=number.code, year=number.year, step=NumberStep.USED,
                content={
                    "serial": number.serial, "title": said, "addressee": to,
                    "day": (day or today).isoformat(), "document": "", "sha256": "",
                },
            )  # fmt: skip
        return CHANGED


def _number_in(text: str, kept: str) -> LetterNumber:
    number = read_number(text)
    if number is None:
        raise InputError(f"“{text}”不是文号，{kept}；请写成 示教督〔2026〕3号 这样。")
    return number
