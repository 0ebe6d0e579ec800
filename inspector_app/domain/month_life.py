"""The life of a month's table: open, checked, compiled, handed over, locked."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from inspector_app.domain.late_entries import LateMonth
from inspector_app.domain.month import Month
from inspector_app.domain.month_steps import GapKind, MonthState, MonthStep, StepNote


class MonthGap(NamedTuple):
    """One gap of a month and how it is mended.

    Attributes:
        number: of the record or issue; ``school`` where it is.
        what: what is wrong; ``remedy`` what to do.
        visit_uid: the record to open.
        issue: the 问题编号 to open in the ledger, or nothing.
    """

    kind: GapKind
    number: str
    school: str
    what: str
    remedy: str
    visit_uid: str
    issue: str = ""

    def sentence(self) -> str:
        """Return the gap as one line of Chinese."""
        return f"{self.number}：{self.what}；{self.remedy}"


class MonthLife(NamedTuple):
    """How far a month has come, and what waits.

    Attributes:
        steps: what was done, the oldest first.
        late: 补报 and 更正 of locked months that this month's table tells.
        correcting: why the figures are being corrected since they were frozen, or nothing.
        absent: at the office, the names of those whose month has not come; ``absent_offices``
            those of offices below it.
    """

    month: Month
    state: MonthState
    steps: tuple[StepNote, ...]
    gaps: tuple[MonthGap, ...]
    late: tuple[LateMonth, ...]
    correcting: str
    absent: tuple[str, ...] = ()
    absent_offices: tuple[str, ...] = ()

    @property
    def absent_words(self) -> str:
        """Whose month has not come, in words, or nothing."""
        return absent_told(self.absent, self.absent_offices)

    @property
    def next_step(self) -> MonthStep | None:
        """What is done next; ``None`` of a locked month."""
        return _NEXT[self.state]


def left_out(gaps: Iterable[MonthGap]) -> tuple[MonthGap, ...]:
    """Return the gaps that are records which the figures lack."""
    return tuple(gap for gap in gaps if gap.kind in {GapKind.DRAFT, GapKind.CORRECTION})


def left_out_told(gaps: Sequence[MonthGap]) -> str:
    """Return in words which records the figures lacked when they were kept, or nothing."""
    parts = [
        *_counted(gaps, GapKind.CORRECTION, "正在更正的", "份"),
        *_counted(gaps, GapKind.DRAFT, "草稿", "份"),
    ]
    return f"{'、'.join(parts)}没有计入" if parts else ""


def undecided(gaps: Iterable[MonthGap]) -> tuple[MonthGap, ...]:
    """Return the gaps that are in the figures and for which people still owe each other a word."""
    return tuple(gap for gap in gaps if gap.kind in _UNDECIDED)


def undecided_told(gaps: Sequence[MonthGap]) -> str:
    """Return in words what people had not settled when the figures were kept, or nothing."""
    parts = [
        *_counted(gaps, GapKind.RETURNED, "退回未改", "份"),
        *_counted(gaps, GapKind.QUESTION, "同校同日待确认", "件"),
        *_counted(gaps, GapKind.OBJECTED, "代录有异议", "份"),
    ]
    return f"{'、'.join(parts)}还没有办完" if parts else ""


def _counted(gaps: Iterable[MonthGap], kind: GapKind, word: str, unit: str) -> Iterator[str]:
    numbers = [gap.number for gap in gaps if gap.kind is kind]
    if numbers:
        more = " 等" if len(numbers) > _MOST_NAMED else ""
        yield f"{word} {len(numbers)} {unit}（{'、'.join(numbers[:_MOST_NAMED])}{more}）"


def absent_told(names: Sequence[str], offices: Sequence[str] = ()) -> str:
    """Return in words whose month had not come when the district's was locked, or nothing."""
    told = [f"还有 {len(offices)} 家下级没有报来（{'、'.join(offices)}）"] if offices else []
    told += [f"还有 {len(names)} 人没有交齐（{'、'.join(names)}）"] if names else []
    return "，".join(told)


_MOST_NAMED: Final = 5
_UNDECIDED: Final = frozenset({GapKind.RETURNED, GapKind.QUESTION, GapKind.OBJECTED})
_NEXT: Final = {
    MonthState.OPEN: MonthStep.CHECKED,
    MonthState.CHECKED: MonthStep.COMPILED,
    MonthState.COMPILED: MonthStep.HANDED_OVER,
    MonthState.HANDED_OVER: MonthStep.LOCKED,
    MonthState.LOCKED: None,
}


def state_of(notes: Sequence[StepNote], *, digest: str, frozen: bool) -> MonthState:
    """Return how far a month has come.

    Args:
        notes: the steps that were done.
        digest: of the figures as they stand: a check of other figures is none.
        frozen: whether its figures were kept when it was handed over or locked.
    """
    done = {note.step for note in notes if note.digest == digest or note.step in _LASTING}
    if MonthStep.LOCKED in done:
        return MonthState.LOCKED
    if frozen:
        return MonthState.HANDED_OVER
    if MonthStep.COMPILED in done:
        return MonthState.COMPILED
    return MonthState.CHECKED if MonthStep.CHECKED in done else MonthState.OPEN


_LASTING: Final = frozenset({MonthStep.HANDED_OVER, MonthStep.LOCKED})
