"""An office below that was registered by mistake is taken off: its word stays, and counts not."""

from collections.abc import Iterator
from typing import Final, NamedTuple
from uuid import uuid4

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.domain.month import Month
from inspector_app.services.context import Context
from inspector_app.services.district_held import HeldDistricts, made_of
from inspector_app.services.month_standing import standing
from inspector_app.storage.district_months import Removal

_MOST_REASON: Final = 200
_NOUN: Final = "district"


class Removed(NamedTuple):
    """An office that was taken off, and the months of it that are kept."""

    code: str
    name: str
    on: str
    reason: str
    months: tuple[Month, ...]

    @property
    def told(self) -> str:
        """When and why, and what became of what it had handed over."""
        kept = f"；收下的 {len(self.months)} 个月的月统计留着，不计入" if self.months else ""
        return f"已取消登记：{self.name}（{self.code}），{self.on}，{self.reason}{kept}"


def take_off(context: Context, code: str, *, reason: str) -> Changes:
    """Let an office be below no more; from now on nothing of it counts, and it is not missed.

    Args:
        context: of the office above.
        code: whose.
        reason: why; it stands in the history.

    Raises:
        NotFoundError: no office below has this code.
        InputError: there is no reason, or it is too long.
        RefusedError: the figures of a locked month count it; nothing was changed.
    """
    said = " ".join(reason.split())
    if not 0 < len(said) <= _MOST_REASON:
        raise InputError(f"取消登记要写明理由（{_MOST_REASON} 字以内），没有改动；请写 --reason。")
    with context.database.transaction():
        lower = HeldDistricts(context).lower()
        if code not in lower:
            named = "、".join(f"{each} {name}" for each, name in lower.items()) or "没有"
            raise NotFoundError(f"本室没有下级 {code}，没有改动；登记了的下级：{named}。")
        if locked := tuple(_counted_in(context, code)):
            months = "、".join(month.title for month in locked)
            raise RefusedError(
                f"{months}已锁定，里面计入了{lower[code]}报来的月统计，没有取消登记；"
                "锁定的数不能再少一个区。不再收它的，请在“人员与电脑登记”停用它的电脑。"
            )
        removal = Removal(str(uuid4()), code, context.now_text(), said, context.actor)
        context.stores.district_months.remove(removal)
        context.note(_NOUN, code, {"note": f"取消登记下级督导室{lower[code]}", "reason": said})
    return Changes(settings=True, inspectors=True, bundles=True)


def bring_back(context: Context, code: str) -> bool:
    """Let an office that was taken off be below again, inside the caller's transaction."""
    return context.stores.district_months.take_back(code, at=context.now_text())


def removed(context: Context) -> tuple[Removed, ...]:
    """Return the offices that are taken off now, by code."""
    store, names = context.stores.district_months, context.names()
    months: dict[str, set[Month]] = {}
    for line in store.ever():
        months.setdefault(line.by, set()).add(Month.parse(line.month))
    return tuple(
        Removed(
            each.code, names.get(each.code, each.code),
            clocks.day_of_instant(each.at).isoformat(), each.reason,
            tuple(sorted(months.get(each.code, ()))),
        )
        for each in store.removals()
    )  # fmt: skip


def _counted_in(context: Context, code: str) -> Iterator[Month]:
    """Yield the locked months that count what an office has handed over."""
    store = context.stores.district_months
    for month in sorted(context.stores.months.frozen_months(context.scope)):
        mine = {(x.district, x.chain, x.seq) for x in store.ever(month) if x.by == code}
        if not mine:
            continue
        locked = standing(context, month)
        made = made_of(locked.body) if locked is not None and locked.body is not None else None
        if made is None or mine & {tuple(source) for source in made.sources}:
            yield month
