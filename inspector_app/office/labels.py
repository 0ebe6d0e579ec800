"""The words of 收件."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from inspector_app.office.dunning import Arrival, PersonLine
from inspector_app.office.reconciliation import Cause, FigureLine, Reason, Standing
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

CAUSE_LABEL: Final = {
    Cause.MISSING: "没有收到",
    Cause.REVISION: "版次不同",
    Cause.VOIDED: "报后作废",
    Cause.OTHER: "在另一台电脑的月报里",
    Cause.LATE: "月报以后交来",
    Cause.TYPED: "督导室代录",
    Cause.IMPORTED: "工作簿导入",
    Cause.PEER: "同行的记录",
    Cause.PROGRESS: "整改进展后到",
    Cause.SAME_ISSUE: "有问题与别的记录是同一问题，已并入",
}
_BESIDE_RECORDS: Final = {
    Standing.PAST: "督导室由工作簿导入的以前月份的记录，督学电脑上没有",
    Standing.SCHOOLS: "两边的责任分配不同，请核对名册",
    Standing.COMPLAINTS: "投诉只在督导室登记",
    Standing.UNEXPLAINED: "▲ 记录说明不了，请问本人",
}


def reporters(lines: Sequence[PersonLine]) -> str:
    """Return what those are called who hand over: people, or offices below, or both."""
    offices = sum(bool(line.office) for line in lines)
    return Reporters(len(lines) - offices, offices).word


class Reporters(NamedTuple):
    """How many people and how many offices below hand over."""

    people: int
    offices: int

    @property
    def word(self) -> str:
        """What they are called together."""
        if not self.offices:
            return "督学"
        return "督学、督导室" if self.people else "督导室"

    @property
    def only_offices(self) -> bool:
        """Whether nobody but offices below hands over."""
        return bool(self.offices) and not self.people


def state_of(line: PersonLine) -> str:
    """Return how a person's month stands, in words."""
    if line.arrival is Arrival.NOTHING:
        if line.no_visits:
            return "本月没有入校"
        if line.away:
            return "请假"
        if line.no_computer:
            return "还没有代录"
        if line.is_excused:
            return "没有责任校"
    return ARRIVAL_LABEL[line.arrival]


def reason_text(reason: Reason) -> str:
    """Return what is said of one record that counts otherwise than it was reported."""
    word = CAUSE_LABEL[reason.cause]
    if reason.cause is Cause.REVISION and reason.named == reason.here:
        return f"{reason.number} 来了两份（见“两份待定”）"
    if reason.cause is Cause.REVISION:
        return f"{reason.number} {word}（月报第 {reason.named} 版，现在第 {reason.here} 版）"
    return f"{reason.number} {word}"


def why_text(line: FigureLine) -> str:
    """Return what explains a figure that was reported otherwise."""
    said = "；".join(reason_text(each) for each in line.reasons)
    if line.standing is Standing.PERHAPS:
        return f"可能是：{said}"
    return said or _BESIDE_RECORDS[line.standing]


def brought(seq: int, period: str, *, visits: int, rows: int, photos: int) -> str:
    """Return what a bundle has brought; month, entries and replies only where there are any."""
    beside = f"登记、问题、回复 {rows}" if rows else ""
    said = (f"第 {seq} 包", period, f"记录 {visits}", beside, f"照片 {photos}")
    return "　".join(filter(None, said))
