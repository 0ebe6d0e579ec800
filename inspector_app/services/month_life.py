"""The life of a month's table: checked, compiled, handed over, locked, and corrected afterwards."""

from collections.abc import Sequence
from typing import NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import RefusedError
from inspector_app.domain.labels.months import MONTH_STATE_LABEL
from inspector_app.domain.month import Month
from inspector_app.domain.month_life import (
    MonthGap,
    MonthLife,
    absent_told,
    left_out,
    left_out_told,
    state_of,
    undecided,
    undecided_told,
)
from inspector_app.domain.month_steps import GapKind, MonthState, MonthStep, StepNote
from inspector_app.services.context import Context
from inspector_app.services.month_freeze import keep_figures
from inspector_app.services.month_gaps import month_gaps
from inspector_app.services.months import MonthService, MonthTable
from inspector_app.services.office_people import absent, absent_offices
from inspector_app.services.visits import VisitService


class Checked(NamedTuple):
    """What a look through a month found."""

    gaps: tuple[MonthGap, ...]
    changes: Changes


class MonthLifeService:
    """Takes months through their states; figures that are kept stay as they are."""

    def __init__(self, context: Context, *, months: MonthService, visits: VisitService) -> None:
        self._context = context
        self._months = months
        self._visits = visits

    # -- reading ---------------------------------------------------------------------------------

    def life(self, month: Month) -> MonthLife:
        """Return how far a month has come and what waits."""
        return self.seen(month)[1]

    def seen(self, month: Month) -> tuple[MonthTable, MonthLife]:
        """Return the table of a month with how far it has come."""
        with self._context.database.snapshot():
            found = self._months.table(month)
            life = self._life(month, found, gaps=self.gaps(month))
            if life.state.frozen:
                return found, life
            people, offices = absent(self._context, month), absent_offices(self._context, month)
            return found, life._replace(absent=people, absent_offices=offices)

    def gaps(self, month: Month) -> tuple[MonthGap, ...]:
        """Return what the table of a month leaves out or rests on shakily."""
        return month_gaps(self._context, month)

    def _life(
        self, month: Month, found: MonthTable, *, gaps: tuple[MonthGap, ...] = ()
    ) -> MonthLife:
        steps = self._context.stores.months.steps(month, self._context.scope)
        state = state_of(steps, digest=found.digest, frozen=found.locked)
        reasons = [note.reason for note in steps if note.step is MonthStep.CORRECTING]
        return MonthLife(month, state, steps, gaps, found.late, reasons[-1] if reasons else "")

    # -- steps -----------------------------------------------------------------------------------

    def check(self, month: Month) -> Checked:
        """Look through a month; an open one counts as checked while its figures stay the same."""
        with self._context.database.transaction():
            found, gaps = self._months.table(month), self.gaps(month)
            if self._life(month, found).state is not MonthState.OPEN:
                return Checked(gaps, Changes())
            return Checked(gaps, self._note(found, MonthStep.CHECKED))

    def compile(self, month: Month) -> Changes:
        """Say that the figures of a month are those to hand over.

        Raises:
            RefusedError: it was not checked as it is now, or its figures are kept already.
        """
        with self._context.database.transaction():
            found = self._months.table(month)
            state = self._life(month, found).state
            if state.frozen:
                raise _kept(month, state, "没有重新汇总")
            if state is MonthState.OPEN:
                raise RefusedError(
                    f"{month.title}还没有核对（或核对后记录有改动），没有汇总；请先核对"
                    f"（month check {month}）。"
                )
            return self._note(found, MonthStep.COMPILED)

    def lock(self, month: Month, *, anyway: bool = False) -> Changes:
        """Keep the figures of a month for good: what comes later is 补报 or 更正.

        What the figures lack is noted with the step: drafts, and records under correction.

        Args:
            month: to be locked.
            anyway: lock it though records of it are under correction and not in its figures, or
                though people have not settled what is in them.

        Raises:
            RefusedError: it is locked already, not over yet, a record is under correction, or
                something is not settled; nothing was changed.
        """
        context = self._context
        with context.database.transaction():
            found = self._months.table(month)
            if self._life(month, found).state is MonthState.LOCKED:
                raise _kept(month, MonthState.LOCKED, "没有再锁")
            span = context.span(month)
            if context.today() < span.end:
                raise RefusedError(
                    f"{month.title}统计到 {span.end}，还没有结束，没有锁定；到那天以后再锁。"
                )
            # What was handed over is kept already: there nothing is missing that was in it.
            gaps = () if found.locked else self.gaps(month)
            missing, still_open = left_out(gaps), undecided(gaps)
            correcting = [
                gap for gap in missing
                if gap.kind is GapKind.CORRECTION
                and self._visits.get(gap.visit_uid).visited_on in span
            ]  # fmt: skip
            if correcting and not anyway:
                raise _under_correction(month, correcting)
            if still_open and not anyway:
                raise _undecided(month, still_open)
            keep_figures(context, found, self._months.content(month), context.scope)
            told = (
                left_out_told(missing),
                undecided_told(still_open),
                absent_told(absent(context, month), absent_offices(context, month)),
            )
            return self._note(found, MonthStep.LOCKED, reason="；".join(filter(None, told)))

    def correct(self, month: Month, *, reason: str, records: Sequence[str] = ()) -> Changes:
        """Open the 更正 of a month whose figures are kept: records are corrected, not the table.

        Args:
            month: whose figures are wrong.
            reason: why; it stands beside the 更正 rows of the next table.
            records: 记录编号 of those whose 更正 is opened at once.

        Raises:
            NotFoundError: there is no such record.
            RefusedError: no reason is given, the month is open, or a record cannot be corrected or
                lies in another month; nothing was changed.
        """
        wanted = " ".join(reason.split())
        if not wanted:
            raise RefusedError("更正要写明理由，没有开始更正；请写 --reason。")
        with self._context.database.transaction():
            found = self._months.table(month)
            state = self._life(month, found).state
            if not state.frozen:
                raise RefusedError(
                    f"{month.title}还没有上报或锁定，不用开更正：直接更正记录，表随着变。"
                )
            changes = self._note(found, MonthStep.CORRECTING, reason=wanted)
            for number in records:
                changes |= self._correct_record(month, number, wanted)
            return changes

    def _correct_record(self, month: Month, number: str, reason: str) -> Changes:
        uid = self._visits.uid_of(number)
        day = self._visits.get(uid).visited_on
        if day not in self._context.span(month):
            raise RefusedError(f"{number} 的督导日期是 {day}，不在{month.title}，没有开始更正。")
        return self._visits.correct(uid, reason=reason)

    def _note(self, found: MonthTable, step: MonthStep, *, reason: str = "") -> Changes:
        context, month = self._context, found.month
        note = StepNote(step, found.digest, context.now_text(), context.actor, reason)
        context.stores.months.add_step(month, context.scope, note, origin=context.identity.device)
        told = {"step": step.value, "digest": found.digest, "reason": reason}
        context.note("month", str(month), told)
        return Changes(bundles=True, months=frozenset({str(month)}))


def _under_correction(month: Month, gaps: Sequence[MonthGap]) -> RefusedError:
    records = "、".join(gap.number for gap in gaps)
    return RefusedError(
        f"{month.title}有记录正在更正，数字里没有它们，没有锁定：{records}。请先定稿或放弃更正；"
        "仍要这样锁定的加 --anyway，以后定稿的在下月作补报、更正。",
        code="under-correction",
    )


def _undecided(month: Month, gaps: Sequence[MonthGap]) -> RefusedError:
    return RefusedError(
        f"{month.title}{undecided_told(gaps)}，没有锁定。请先办完（month check {month} 逐条写着"
        "在哪里办）；仍要这样锁定的加 --anyway，以后因此改的在下月作补报、更正。",
        code="undecided",
    )


def _kept(month: Month, state: MonthState, what: str) -> RefusedError:
    return RefusedError(
        f"{month.title}已{MONTH_STATE_LABEL[state]}，{what}；之后的记录在下月作补报、更正。",
        code="locked",
    )
