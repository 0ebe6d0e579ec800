"""补报 and 更正: what a month would count otherwise since its figures were frozen.

When a month is locked it is noted of every record what it contributed: its *items*. What the
records say later is compared with them item by item.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from inspector_app.base.stable_json import stable_digest
from inspector_app.domain.facts import ComplaintFact, IssueFact, TableFacts, VisitFact
from inspector_app.domain.month import Month, Period
from inspector_app.domain.table_difference import Difference
from inspector_app.domain.views import RecordLine

Items = Mapping[str, str]
"""What a record contributed, in short, by what it is: ``issue:<uid>:销号``."""

ADDED: Final = "补报"
CORRECTED: Final = "更正"
_SHORT: Final = 12
_DATED: Final = (
    ("通知书", "noticed_on"), ("学校报送", "answered_on"), ("销号", "closed_on"),
    ("撤销", "voided_on"),
)  # fmt: skip


class LateItem(NamedTuple):
    """One record that counts otherwise than when its month was locked.

    Attributes:
        word: 补报 or 更正.
        uid: of the record.
        about: what of it, in words: 督导记录, 听课, 发现, 销号 and so on.
        gone: whether it counts no more.
    """

    word: str
    uid: str
    about: str
    gone: bool


class LateEntry(NamedTuple):
    """One row of the 补报、更正 of a table; of a record that is no more the line is empty.

    Attributes:
        why: what became of a record that counts no more.
    """

    item: LateItem
    line: RecordLine | None
    why: str = ""

    @property
    def about(self) -> str:
        """What of the record, and of one that counts no more that it does not and why."""
        if not self.item.gone:
            return self.item.about
        return f"{self.item.about}（{self.standing}）"

    @property
    def standing(self) -> str:
        """How the record stands in the month now."""
        if not self.item.gone:
            return "计入"
        return f"不再计入：{self.why}" if self.why else "不再计入"


class LateMonth(NamedTuple):
    """What a later table tells of a locked month.

    Attributes:
        of: the month that the entries belong to.
        entries: the records.
        differences: by how much its figures would be others, as last told.
        reason: what was noted when the correction was opened, or nothing.
    """

    of: Month
    entries: tuple[LateEntry, ...]
    differences: tuple[Difference, ...]
    reason: str = ""


def items_of(period: Period, facts: TableFacts) -> dict[str, str]:
    """Return what each record contributes to the table of a period."""
    return {key: stable_digest(value)[:_SHORT] for key, value in _items(period, facts)}


def _items(period: Period, facts: TableFacts) -> Iterator[tuple[str, Any]]:
    for visit in facts.visits:
        if visit.visited_on in period:
            yield f"visit:{visit.uid}:督导记录", _of_visit(visit)
    for lesson in facts.lessons:
        if lesson.visited_on in period:
            yield f"lesson:{lesson.uid}:听课", _plain(lesson)
    for issue in facts.issues:
        yield from _of_issue(period, issue)
    for complaint in facts.complaints:
        yield from _of_complaint(period, complaint)


def _of_visit(visit: VisitFact) -> list[Any]:
    """Return what is counted of a record; handed over or only filed, it counts alike."""
    kind = visit.type and visit.type.value
    return _plain(
        (
            visit.school_code, visit.visited_on, visit.session.value, kind, visit.lead_id,
            sorted(visit.peer_ids), list(visit.methods), visit.entry,
        )
    )  # fmt: skip


def _of_complaint(period: Period, complaint: ComplaintFact) -> Iterator[tuple[str, Any]]:
    if complaint.received_on in period:
        yield f"complaint:{complaint.uid}:受理投诉", _plain(complaint[1:4])
    if complaint.closed_on in period:
        yield f"complaint:{complaint.uid}:办结投诉", _plain(complaint)


def _of_issue(period: Period, issue: IssueFact) -> Iterator[tuple[str, Any]]:
    if issue.found_on in period:
        found = (issue.visit_uid, issue.lead_id, issue.found_on, issue.weight.value)
        yield f"issue:{issue.uid}:发现问题", _plain((*found, issue.fixed_on_the_spot))
    if issue.due in period:
        yield f"issue:{issue.uid}:整改时限", _plain((issue.due, issue.extended_to))
    for word, name in _DATED:
        day = getattr(issue, name)
        if day in period:
            yield f"issue:{issue.uid}:{word}", _plain((day,))


def _plain(values: Iterable[Any]) -> list[Any]:
    return [value.isoformat() if isinstance(value, date) else value for value in values]


def late_items(before: Items, after: Items) -> tuple[LateItem, ...]:
    """Return what ``after`` says otherwise than ``before``: what was added, changed or taken."""
    return tuple(
        LateItem(
            word=CORRECTED if key in before else ADDED,
            uid=key.split(":")[1],
            about=key.split(":")[2],
            gone=key not in after,
        )
        for key in sorted({**before, **after})
        if before.get(key) != after.get(key)
    )
