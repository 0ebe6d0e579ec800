"""月结日 as the district sets it: from a month on, and never for one whose figures are kept."""

from collections.abc import Mapping
from typing import NoReturn

from inspector_app.base.errors import InputError, RefusedError
from inspector_app.domain.closing_days import LAST_DAY, month_number, numbered_month
from inspector_app.domain.rules import Rule
from inspector_app.services.context import Context


def close_months(context: Context, rule: Rule, values: Mapping[str, int]) -> dict[str, int]:
    """Keep the closing day from a month on, inside the running transaction.

    Args:
        context: of the data folder.
        rule: as it stands; a number that is not named stays.
        values: the new numbers; without ``since`` the day holds from the month under way.

    Returns:
        The numbers of the rule with the month.

    Raises:
        InputError: ``since`` names no month.
        RefusedError: the figures of a month that would change are kept; nothing was changed.
    """
    now = context.closing_days().month_of(context.today())
    since = values.get("since", month_number(now))
    month = numbered_month(since)
    if month is None:
        raise InputError(f"规则没有改：“{since}”不是年月；请写成 {month_number(now)} 这样。")
    kept = [known for known in context.stores.months.kept_months() if known >= month]
    if kept:
        last = max(kept)
        raise RefusedError(
            f"规则没有改：{last.title}的表已上报或锁定，月结日只能从{last.shifted(1).title}起改"
            f"（since={month_number(last.shifted(1))}）。"
        )
    day = values.get("day", rule.number("day"))
    context.stores.closing.put(
        month, day, by=context.actor, at=context.now_text(), origin=context.identity.device
    )
    return {**values, "since": since}


def refuse_undoing() -> NoReturn:
    """Refuse to switch the rule or to forget it: months that closed by it would change."""
    raise RefusedError(
        f"月结日不能停用或还原：以前的月份就是按它分的。要改回月末，请设成 day={LAST_DAY}，"
        "从哪个月起写 since。"
    )
