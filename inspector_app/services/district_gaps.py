"""Above districts: what is missing of them, by month of the school year, and how it is mended."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from inspector_app.domain.month import Month
from inspector_app.domain.month_life import MonthGap
from inspector_app.domain.month_steps import GapKind
from inspector_app.domain.office_codes import lower_word
from inspector_app.domain.table_period import months_touched
from inspector_app.services.context import Context, Role
from inspector_app.services.district_held import HeldDistricts
from inspector_app.services.key_trust import trusted_roster
from inspector_app.services.office_people import OfficePeople
from inspector_app.storage.district_months import DistrictLine


def district_gaps(context: Context, month: Month) -> tuple[MonthGap, ...]:
    """Return what is missing of the offices below, up to a month; nothing where there are none."""
    if context.identity.role is not Role.OFFICE:
        return ()
    lower = HeldDistricts(context).lower()
    return tuple(_Look(context, month, lower).gaps()) if lower else ()


class _Passed(NamedTuple):
    """A month of the school year that is over: what came of it, and when its figures were kept."""

    month: Month
    lines: Mapping[str, Sequence[DistrictLine]]
    kept_at: str


class _Look:
    def __init__(self, context: Context, month: Month, lower: Mapping[str, str]) -> None:
        self._context, self._month, self._lower = context, month, lower
        self._months = tuple(self._passed())

    def gaps(self) -> Iterator[MonthGap]:
        """Yield what is missing, the offices first that have to be asked."""
        yield from self._unreported()
        yield from self._waiting()
        yield from self._keys()
        yield from self._not_locked()
        yield from self._later()

    def _passed(self) -> Iterator[_Passed]:
        context, stores = self._context, self._context.stores
        came: dict[Month, dict[str, list[DistrictLine]]] = {}
        for line in stores.district_months.all():
            by_office = came.setdefault(Month.parse(line.month), {})
            by_office.setdefault(line.by, []).append(line)
        kept = stores.months.kept_at(context.scope)
        closing, today = context.closing_days(), context.today()
        year = closing.over(
            closing.span(self._month).school_year_start, closing.end_of(self._month)
        )
        for month in months_touched(year, closing):
            if context.span(month).end < today:
                yield _Passed(month, came.get(month, {}), kept.get(month, ""))

    # -- what an office has to do ----------------------------------------------------------------

    def _unreported(self) -> Iterator[MonthGap]:
        asked = [each for each in self._months if self._is_asked(each.month)]
        since = self._enrolled()
        for code, name in self._lower.items():
            missing = [
                each.month for each in asked
                if code not in each.lines and self._has_begun(since.get(code), each.month)
            ]  # fmt: skip
            if missing:
                titles = "、".join(month.title for month in missing)
                yield self._gap(
                    code, f"{name}还没有报来：{titles}",
                    "请它锁定以后在“上报上级”报来；不再是下级的，在“各区”取消登记",
                )  # fmt: skip

    def _is_asked(self, month: Month) -> bool:
        """Say whether a month is asked for: one of vacation is not, unless it is looked at."""
        if month == self._month:
            return True
        calendar = self._context.calendar()
        return not calendar.is_exempt_with(calendar.school_days_in(self._context.span(month)))

    def _has_begun(self, enrolled: date | None, month: Month) -> bool:
        """Say whether an office was here in a month: of earlier ones it owes nothing."""
        if month == self._month:
            return True
        return enrolled is not None and enrolled <= self._context.span(month).end

    def _enrolled(self) -> dict[str, date]:
        roster = trusted_roster(self._context)
        return {h.inspector.id: h.key.valid_from for h in roster.holders()} if roster else {}

    def _waiting(self) -> Iterator[MonthGap]:
        for line in OfficePeople(self._context).lines(self._month):
            if not line.office:
                continue
            for number in line.waits:
                yield self._gap(
                    line.id, f"{line.name}的第 {number} 包没有收到，后面的在等",
                    "请它在“上报上级”把那个月再报一次",
                )  # fmt: skip
            if line.old_roster:
                yield self._gap(
                    line.id,
                    f"{line.name}电脑上的登记名册（第 {line.old_roster} 版）已过有效期",
                    "请把新的名册交给它，拖到“上报上级”",
                )  # fmt: skip

    def _keys(self) -> Iterator[MonthGap]:
        enrolled = self._enrolled()
        for code, name in self._lower.items():
            if code not in enrolled:
                yield self._gap(
                    code, f"{name}还没有登记电脑",
                    "它写出登记申请以后，在“人员与电脑登记”里核对、签发名册",
                )  # fmt: skip

    # -- what this office has to do --------------------------------------------------------------

    def _not_locked(self) -> Iterator[MonthGap]:
        word, many = lower_word(self._context.identity.district), len(self._lower)
        for month, lines, kept in self._months:
            have = len(lines.keys() & self._lower.keys())
            if have and not kept and month != self._month:
                yield self._gap(
                    str(month), f"{month.title}已有 {have}/{many} {word}报来，本级还没有锁定",
                    f"核对后锁定（month lock {month}），才能向上级报",
                )  # fmt: skip

    def _later(self) -> Iterator[MonthGap]:
        for month, lines, kept in self._months:
            came = [
                self._lower.get(by, by) for by, own in lines.items()
                if kept and any(line.taken_at > kept for line in own)
            ]  # fmt: skip
            if came:
                yield self._gap(
                    str(month), f"{month.title}锁定以后又收到：{'、'.join(came)}",
                    "要计入的，另出一版",
                )  # fmt: skip

    def _gap(self, where: str, what: str, remedy: str) -> MonthGap:
        return MonthGap(GapKind.DISTRICT, where, self._lower.get(where, ""), what, remedy, "")
