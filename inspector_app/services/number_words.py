"""发文字号登记 in words: one row for each number and document, and what a person has to look at."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from inspector_app.domain.labels.numbers import NUMBER_STATE_LABEL, NUMBER_TROUBLE_LABEL
from inspector_app.domain.number_register import (
    NumberLine,
    NumberState,
    NumberTrouble,
    gaps_of,
    spans_of,
)
from inspector_app.services.numbers import YearView

DIGITS: Final = 8
"""So much of a digest is shown; the archive knows a document by it."""


class NumberRow(NamedTuple):
    """One row of the register.

    Attributes:
        reserved: for whom, with the laptop.
        user: who has used it.
        digest: the beginning of the SHA-256 of the archived print.
        remark: why it is void, and what is wrong with it.
    """

    number: str
    state: str
    reserved: str
    user: str
    title: str
    addressee: str
    day: str
    digest: str
    remark: str
    line: NumberLine

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in the columns of the register."""
        return (
            self.number, self.state, self.reserved, self.user, self.title, self.addressee,
            self.day, self.digest, self.remark,
        )  # fmt: skip


HEAD: Final = ("文号", "状态", "预留给", "使用人", "文书", "主送", "日期", "摘要", "说明")
"""What stands over the columns of the register, in the order of a row."""


def rows_of(view: YearView) -> tuple[NumberRow, ...]:
    """Return the register; a number that bears two documents has two rows."""
    return tuple(row for line in view.lines for row in _rows(view, line))


def _rows(view: YearView, line: NumberLine) -> Iterator[NumberRow]:
    base = NumberRow(
        number=str(line.number), state=NUMBER_STATE_LABEL[line.state],
        reserved=_reserved(view, line), user="", title="", addressee="", day="", digest="",
        remark=_remark(view, line), line=line,
    )  # fmt: skip
    if not line.uses:
        yield base
    for use in line.uses:
        yield base._replace(
            user=view.person(use.actor), title=use.title, addressee=use.addressee, day=use.day,
            digest=use.sha256[:DIGITS],
        )  # fmt: skip


def _reserved(view: YearView, line: NumberLine) -> str:
    told = line.reserved
    return "" if told is None else f"{view.person(told.person)}（{told.device}）"


def _remark(view: YearView, line: NumberLine) -> str:
    parts = [NUMBER_TROUBLE_LABEL[each] for each in line.troubles]
    if line.void is not None:
        parts.append(f"{view.person(line.void.actor)}作废：{line.void.reason}")
    if line.state is NumberState.GAP and line.reserved is not None:
        parts.append("预留后到年底没有用")
    return "；".join(parts)


def findings_of(view: YearView) -> tuple[str, ...]:
    """Return what of a year a person has to look at, the gravest first."""
    troubles = (_trouble(view, each) for each in NumberTrouble)
    return tuple(filter(None, (*troubles, _unregistered(view), _gaps(view))))


def _trouble(view: YearView, trouble: NumberTrouble) -> str:
    found = [line for line in view.lines if trouble in line.troubles]
    if not found:
        return ""
    told = "；".join(f"{line.number.serial}号（{_used_by(view, line, trouble)}）" for line in found)
    return f"{NUMBER_TROUBLE_LABEL[trouble]} {len(found)} 个：{told}。"


def _unregistered(view: YearView) -> str:
    if not view.unregistered:
        return ""
    told = "；".join(f"{n}号（{'、'.join(issues)}）" for n, issues in view.unregistered.items())
    return f"台账里记了文号、这里没有登记使用 {len(view.unregistered)} 个：{told}。"


def _used_by(view: YearView, line: NumberLine, trouble: NumberTrouble) -> str:
    uses = line.uses
    if trouble is NumberTrouble.OUTSIDE and line.reserved is not None:
        uses = tuple(use for use in uses if use.actor != line.reserved.person)
    return "、".join(
        "，".join(filter(None, (view.person(use.actor), use.title, use.addressee))) for use in uses
    )


def _gaps(view: YearView) -> str:
    gaps = gaps_of(view.lines)
    return f"空号 {len(gaps)} 个：{spans_of(n.serial for n in gaps)}号。" if gaps else ""


def counted(view: YearView) -> str:
    """Return how many numbers stand in each state, in words."""
    states = [line.state for line in view.lines]
    parts = (f"{NUMBER_STATE_LABEL[s]} {states.count(s)}" for s in NumberState if s in states)
    return f"{view.code}〔{view.year}〕　{'　'.join(parts) or '还没有号'}"


def open_words(view: YearView) -> tuple[str, ...]:
    """Return who still has which numbers, a line for each laptop."""
    held: dict[str, list[int]] = {}
    for line in view.lines:
        if line.state is NumberState.RESERVED:
            held.setdefault(_reserved(view, line), []).append(line.number.serial)
    return tuple(f"{who}还有 {len(n)} 个：{spans_of(n)}号" for who, n in sorted(held.items()))
