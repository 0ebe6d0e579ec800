"""做过的上报包 as people see them: where each is, why one was not taken, and what to do then."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from inspector_app.base.clock import parse_instant
from inspector_app.services.bundle_views import BundleState
from inspector_app.services.context import Context
from inspector_app.services.office_answers import SKEW, UNANSWERED_AFTER
from inspector_app.storage.receipts import ReceiptStore

_AGAIN: Final = "传送时损坏了，请把同一包再另存或复制一次；记录都在本机"
_CHANGED: Final = "文件在路上被改动过，请把同一包原样再交一次；仍不收时打电话告诉督导室"
_ENROL: Final = "这台电脑还没有登记好：请到“加入督导室”写出登记申请；登记以后督导室会收下同一个文件"
_CALL: Final = "请打电话向督导室核实，听他们说明后再上报"
_MOST_NAMED: Final = 6
_ADVICE: Final = (
    (("E02", "E22", "E33"), _AGAIN),
    (("E20", "E21", "E70"), "督导室打不开它：请在“加入督导室”采用最新的登记名册，再上报一次"),
    (("E10",), "文件太大：请分月、分次上报"),
    (("E51",), "督导室的程序比本机旧：请他们升级，升级后会收下同一个文件，不用重做"),
    (("E62", "E66"), _ENROL),
    (("E63",), "督导室已停用这台电脑的登记。" + _CALL),
    (("E64",), "做包的日期不在登记的有效期内：请核对本机日期，或到“加入督导室”重新登记"),
    (("E81", "E82"), "与督导室收过的包接不上，多半是恢复过备份：请到“加入督导室”换新登记后再上报"),
    (("E30", "E31", "E32", "E40", "E41", "E42", "E43", "E50"), _CHANGED),
    (("E60", "E61", "E65", "E90"), _CHANGED),
    (("E100",), "记录内容督导室读不了：请升级本机的程序，再上报一次"),
)  # fmt: skip

MISUSE: Final = (
    "督导室收到了写着这台电脑、却不是本机做的上报包（R03）：登记可能被人冒用。请马上打电话告诉督导室"
    "停用这台电脑的登记；刚恢复过备份、换过电脑的，到“加入督导室”换新登记，这条警告就会消失。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxBoard:
    """What the page says of everything that was handed over.

    Attributes:
        rows: the bundles, the newest first, each with ``state_label`` and ``advice``.
        warnings: what somebody has to read until it is mended, the worst first.
    """

    rows: Sequence[dict[str, Any]]
    warnings: tuple[str, ...]


def advice_for(code: str) -> str:
    """Return what is to be done about a bundle that the office has not taken."""
    return next((words for codes, words in _ADVICE if code in codes), _CALL)


def board(context: Context, rows: Sequence[Mapping[str, Any]]) -> OutboxBoard:
    """Return what is to be said of bundles by the receipts that are here."""
    newest = {chain: _newest(context, chain) for chain in {str(row["chain"]) for row in rows}}
    now = context.clock.now()
    told = [_told(row, newest[str(row["chain"])], now) for row in rows]
    late = [row for row in told if row["overdue"]]
    key = context.stores.bundles.key()
    chain = key[0] if key else ""
    return OutboxBoard(
        rows=told,
        warnings=(*_misuse(context, chain), *_clock(context, chain), *_unanswered(late)),
    )


def _told(row: Mapping[str, Any], receipt: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    state, label, advice = row["state"], str(row["state_label"]), ""
    missing = receipt.get("waiting_for")
    left_at = row["placed_at"] or (row["created"] if row["exported_to"] else "")
    overdue = False
    if state == BundleState.WAITING.value and missing:
        label, advice = (
            f"督导室在等第 {missing} 包",
            f"请把第 {missing} 包再交一次，后面的会自己收下",
        )
    elif state == BundleState.RETURNED.value:
        advice = advice_for(str(row["code"]))
    elif left_at and state != BundleState.RECEIVED.value:
        days = (now - parse_instant(left_at)) // timedelta(days=1)
        overdue = days >= UNANSWERED_AFTER // timedelta(days=1)
        if overdue:
            label = f"{label.removesuffix('，等回执')}，{days} 天没有回执"
        advice = "请问督导室收到没有；没收到就把同一包再交一次" if overdue else ""
    return {**row, "state_label": label, "advice": advice, "overdue": overdue}


def _newest(context: Context, chain: str) -> Mapping[str, Any]:
    row = context.database.row(
        "SELECT content FROM receipt WHERE chain = ? ORDER BY n DESC LIMIT 1", chain
    )
    return {} if row is None else dict(json.loads(row[0]))


def _misuse(context: Context, chain: str) -> Iterator[str]:
    """Yield the alarm while the key in use has signed something that was not made here."""
    if ReceiptStore(context.database).foreign(chain):
        yield MISUSE


def _clock(context: Context, chain: str) -> Iterator[str]:
    """Yield how far this computer's clock was from the office's at the newest receipt."""
    row = context.database.row(
        "SELECT content, taken_at FROM receipt WHERE chain = ? ORDER BY n DESC LIMIT 1", chain
    )
    if row is None:
        return
    receipt, made = json.loads(row[0]), ReceiptStore(context.database).created(chain)
    slow = parse_instant(receipt["issued"]) - parse_instant(row[1])
    fast = [
        parse_instant(made[each["seq"]]) - parse_instant(each["at"])
        for each in receipt["items"] if each["seq"] in made
    ]  # fmt: skip
    for span, which in ((slow, "慢"), (max(fast, default=-SKEW), "快")):
        if span > SKEW:
            days = round(span / timedelta(days=1))
            yield f"本机的日期比督导室{which} {days} 天：请校准电脑的日期，记录的日期以它为准。"


def _unanswered(late: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if late:
        numbers = sorted(row["seq"] for row in late)
        named = "、".join(f"第 {seq} 包" for seq in numbers[:_MOST_NAMED])
        more = f"等 {len(late)} 包" if len(late) > _MOST_NAMED else ""
        yield (
            f"{named}{more}交出 7 天还没有回执：请问督导室收到没有；没收到的，把同一包再交一次，"
            "重复的不会重复计。"
        )
