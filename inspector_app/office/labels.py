"""The words of 收件."""

from typing import Final

from inspector_app.office.dunning import Arrival
from inspector_app.office.same_day import SameDay

SAME_DAY_LABEL: Final = {
    SameDay.JOINT: "一次联合督导",
    SameDay.SEPARATE: "各自督导",
    SameDay.DUPLICATE: "重复登记",
}
ARRIVAL_LABEL: Final = {
    Arrival.CLOSED: "督导室已收",
    Arrival.PARTLY: "收到记录，没有月报",
    Arrival.TYPED: "督导室代录",
    Arrival.NOTHING: "没有收到",
}
OUTCOME_WORD: Final = {
    "taken": "收下",
    "known": "已收过",
    "waiting": "等前面的包",
    "under_way": "正在传输",
    "damaged": "不完整",
    "refused": "没有收下",
}


def brought(seq: int, period: str, *, visits: int, rows: int, photos: int) -> str:
    """Return what a bundle has brought; month, entries and replies only where there are any."""
    beside = f"登记、问题、回复 {rows}" if rows else ""
    said = (f"第 {seq} 包", period, f"记录 {visits}", beside, f"照片 {photos}")
    return "　".join(filter(None, said))
