"""An entry by an indicator set, as its page shows it: one line an item, and the sums above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.domain.item_grade import rule_words
from inspector_app.domain.labels.standards import TASK_STATE_LABEL
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.duty import DUTY
from inspector_app.domain.registers.selfcheck import SELFCHECK
from inspector_app.domain.standard_options import ItemGrade, TaskState
from inspector_app.ui.pages.registers.gap_walk import spots_of

if TYPE_CHECKING:
    from inspector_app.base.errors import Problem
    from inspector_app.domain.standards import Item, Standard
    from inspector_app.services.registers import EntryRecord
    from inspector_app.ui.desk import Desk


class ShownItem(NamedTuple):
    """One line of the list.

    Attributes:
        uid: of the row; ``values`` are its stored ones.
        word: where it stands, in a word or two.
        told: what is said above its form.
        pressing: whether it is one that has to be put right.
        missing: ids of the fields that 定稿 will ask for.
    """

    uid: str
    item: Item
    values: Mapping[str, Any]
    word: str
    told: str
    pressing: bool
    missing: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEntry:
    """An entry with its items.

    Attributes:
        figures: the sums; ``lacking`` what is still missing or late.
    """

    record: EntryRecord
    standard: Standard
    lines: tuple[ShownItem, ...]
    figures: str
    lacking: str


def shown_entry(desk: Desk, uid: str) -> ShownEntry:
    """Return what the page shows of an entry."""
    record = desk.registers.record(uid)
    return _SHOWN[record.kind.id](desk, record)


def _of_selfcheck(desk: Desk, record: EntryRecord) -> ShownEntry:
    sheet = desk.selfchecks.sheet(record.entry.uid)
    missing = _missing(record)
    standing = sheet.standing
    lines = (
        ShownItem(
            uid=line.uid,
            item=line.item,
            values=line.row,
            word=line.found.word or "未评",
            told=_told(line.found.figure, line.found.word, line.found.flag or line.found.fault),
            pressing=line.found.grade in {ItemGrade.BASIC, ItemGrade.FAIL},
            missing=missing.get(place, frozenset()),
        )
        for place, line in enumerate(sheet.lines)
    )
    grade = f"　县域等级：{standing.grade}" if standing.grade else ""
    return ShownEntry(
        record=record,
        standard=sheet.standard,
        lines=tuple(lines),
        figures=f"{sheet.counts.words()}{grade}",
        lacking="；".join(standing.missing),
    )


def _told(figure: str, word: str, odd: str) -> str:
    made = f"{figure}　{word}" if figure else ""
    return "　".join(filter(None, (made, odd and f"▲ {odd}")))


def _of_duty(desk: Desk, record: EntryRecord) -> ShownEntry:
    sheet = desk.duties.sheet(record.entry.uid)
    missing = _missing(record)
    rows = {row["uuid"]: (n, row) for n, row in enumerate(record.entry.values["duties"])}
    lines = (
        ShownItem(
            uid=line.duty.uid,
            item=line.item,
            values=rows[line.duty.uid][1],
            word=TASK_STATE_LABEL[line.state],
            told=f"▲ 时限 {line.duty.due} 已过" if line.state is TaskState.OVERDUE else "",
            pressing=line.state is TaskState.OVERDUE,
            missing=missing.get(rows[line.duty.uid][0], frozenset()),
        )
        for line in sheet.lines
    )
    late = "、".join(f"第 {line.item.no} 项（{line.duty.lead}）" for line in sheet.overdue())
    return ShownEntry(
        record=record,
        standard=sheet.standard,
        lines=tuple(lines),
        figures=sheet.words(),
        lacking=f"逾期：{late}" if late else "",
    )


def _missing(record: EntryRecord) -> Mapping[int, frozenset[str]]:
    """Return the missing fields of each row by its place; none of what is filed."""
    if record.entry.state is not EntryState.DRAFT or record.entry.removed:
        return {}
    return _by_place(record.gaps)


def _by_place(gaps: Iterable[Problem]) -> Mapping[int, frozenset[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    for spot in spots_of(gaps):
        if spot.part:
            found[spot.place].add(spot.part)
    return {place: frozenset(parts) for place, parts in found.items()}


def about(item: Item) -> str:
    """Return what is said of an item above its form: how it is judged and what is wanted."""
    wanted = f"佐证：{item.evidence}" if item.evidence else ""
    return "\n".join(filter(None, (item.method, rule_words(item), wanted)))


_SHOWN: Final[Mapping[str, Callable[[Desk, EntryRecord], ShownEntry]]] = {
    SELFCHECK.id: _of_selfcheck,
    DUTY.id: _of_duty,
}
