"""月报核对: what an inspector reported, beside what the records here add up to, record by record.

A closing statement names every record with its revision. What is known here of those records, and
of others of the same person, explains each figure that differs, or it is shown as unexplained.
Nothing is guessed: the figures are counted once more from exactly what the statement names, and a
record explains a figure only where it stands behind it in one of the two counts.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, NamedTuple

from inspector_app.domain.facts import TableFacts
from inspector_app.domain.figures import Breakdown, Cell, Count, Ratio
from inspector_app.domain.month import Period
from inspector_app.domain.monthly_table import Row, count_person
from inspector_app.domain.table_difference import Difference, differences
from inspector_app.domain.table_json import row_json
from inspector_app.domain.visit import Visit
from inspector_app.office.record_facts import with_records

# More records than these are not tried one by one: whoever reported so little is asked anyway.
_MOST_TRIED: Final = 40
_OF_SCHOOLS: Final = frozenset({"assigned_schools", "coverage", "schools_below_frequency"})
_OF_COMPLAINTS: Final = frozenset(
    {"complaints_received", "complaints_closed", "complaints_closed_on_time",
     "complaints_substantiated"}
)  # fmt: skip


class Cause(StrEnum):
    """Why a record counts here otherwise than its inspector reported."""

    MISSING = "missing"
    """The statement names it, and it is not here."""
    REVISION = "revision"
    """Another revision of it counts here."""
    VOIDED = "voided"
    """It was made void since, or two records turned out to be one."""
    OTHER = "other"
    """Another laptop of the same person reported it."""
    LATE = "late"
    """It came in, and the statement does not name it."""
    TYPED = "typed"
    """The office wrote it (督导室代录)."""
    IMPORTED = "imported"
    """The office took it from a workbook."""
    PEER = "peer"
    """Another's record names this person, whose own statement does not."""
    PROGRESS = "progress"
    """What became of its issues was told later."""
    SAME_ISSUE = "same_issue"
    """An issue of it was found to be another's, and counts there."""


class Named(NamedTuple):
    """A record as the closing statement names it."""

    uid: str
    number: str
    revision: int
    void: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A record that counts here otherwise than the statement says.

    Attributes:
        named: the revision that the statement names, 0 where it does not name it.
        here: the revision that is here, 0 for none.
        was_counted: whether it counted on the inspector's laptop.
        known: what the inspector's laptop counted of it; ``None`` for nothing, or for what is not
            known here.
        past: whether it is of an earlier month, whose records cumulative figures count.
    """

    cause: Cause
    uid: str
    number: str
    named: int = 0
    here: int = 0
    was_counted: bool = False
    known: Visit | None = None
    past: bool = False

    @property
    def is_unknown(self) -> bool:
        """Whether the laptop counted something of it that is not known here."""
        return self.was_counted and self.known is None


class Standing(StrEnum):
    """How a figure that differs is explained."""

    RECORDS = "records"
    """By the records that are named beside it, exactly."""
    PERHAPS = "perhaps"
    """By records that are not here: what they say is not known."""
    PAST = "past"
    """By records of earlier months that the office took from workbooks and the laptop lacks."""
    SCHOOLS = "schools"
    """The two computers hold different 责任分配."""
    COMPLAINTS = "complaints"
    """Complaints are registered on one of the two computers only."""
    UNEXPLAINED = "unexplained"
    """By nothing that is known here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """One figure that was reported otherwise than the records add up to.

    Attributes:
        uids: what stands behind it here and of what explains it.
    """

    difference: Difference
    standing: Standing
    reasons: tuple[Reason, ...]
    uids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What one inspector's closing statement says.

    Attributes:
        figures: the person's own row as it was reported.
        reasons: the records that count here otherwise.
        past: records of earlier months from workbooks, which the laptop may hold or not.
    """

    figures: Mapping[str, Any]
    reasons: Sequence[Reason]
    past: frozenset[str] = frozenset()


def reconcile(
    reported: Reported, facts: TableFacts, counted: Row, *, person: str, period: Period
) -> tuple[FigureLine, ...]:
    """Return every figure of a person that was reported otherwise than it is counted here.

    Args:
        reported: what was reported, and which records are not what was reported.
        facts: what the office counts.
        counted: the person's row of it.
        person: whose row it is.
        period: the days of the month.
    """
    reported = replace(reported, figures=_alike(reported.figures, counted))
    cells = _between(reported.figures, counted)
    if not cells:
        return ()
    known = {each.uid: each.known for each in reported.reasons}
    as_named = [count_person(period, with_records(facts, known), person).row]
    if reported.past:
        dropped = {**dict.fromkeys(reported.past), **known}
        as_named.append(count_person(period, with_records(facts, dropped), person).row)
    moved = {
        each.uid: _moved(counted, count_person(period, with_records(facts, alone), person).row)
        for each in reported.reasons[:_MOST_TRIED]
        for alone in ({each.uid: each.known},)
    }
    told = _Told(reported, as_named, counted, _owners(facts, reported.reasons), moved)
    return tuple(told.line(cell) for cell in cells)


def _alike(reported: Mapping[str, Any], counted: Row) -> dict[str, Any]:
    """Return the reported figures that are written as those counted here."""
    here = row_json(counted)
    return {
        name: value for name, value in reported.items()
        if name in here and isinstance(value, type(here[name]))
    }  # fmt: skip


def _moved(counted: Row, without: Row) -> frozenset[tuple[str, str]]:
    """Return the figures that one record alone makes others than they were reported."""
    return frozenset((each.figure, each.part) for each in _between(row_json(without), counted))


def _between(reported: Mapping[str, Any], counted: Row) -> tuple[Difference, ...]:
    def table(row: Mapping[str, Any]) -> dict[str, Any]:
        return {"district": {}, "zones": {}, "inspectors": {"": row}}

    return differences(table(reported), table(row_json(counted)))


def _owners(facts: TableFacts, reasons: Iterable[Reason]) -> dict[str, str]:
    """Return of which record each lesson and each issue is."""
    owners = {lesson.uid: lesson.visit_uid for lesson in facts.lessons}
    owners |= {issue.uid: issue.visit_uid for issue in facts.issues}
    for each in reasons:
        if each.known is not None:
            owners |= {lesson.uid: each.uid for lesson in each.known.lessons}
            owners |= {issue.uid: each.uid for issue in each.known.issues}
    return owners


class _Told:
    """Tells of one figure after another what explains it."""

    def __init__(
        self, reported: Reported, as_named: Sequence[Row], counted: Row, owners: Mapping[str, str],
        moved: Mapping[str, frozenset[tuple[str, str]]],
    ) -> None:  # fmt: skip
        self._reported, self._as_named = reported, as_named
        self._counted, self._owners, self._moved = counted, owners, moved

    def line(self, cell: Difference) -> FigureLine:
        behind = {uid for row in (self._counted, self._as_named[0]) for uid in _uids(row, cell)}
        records = {self._owners.get(uid, uid) for uid in behind}
        standing = self._standing(cell)
        reasons = self._reasons(cell, standing, records)
        return FigureLine(
            difference=cell._replace(row=""), standing=standing, reasons=reasons,
            uids=tuple(sorted({*behind, *(each.uid for each in reasons)})),
        )  # fmt: skip

    def _reasons(
        self, cell: Difference, standing: Standing, records: Collection[str]
    ) -> tuple[Reason, ...]:
        every = tuple(self._reported.reasons)
        touching = tuple(each for each in every if each.uid in records)
        # Behind a figure stand records that do not move it, such as one of which the time is new.
        place = (cell.figure, cell.part)
        touching = (
            tuple(each for each in touching if place in self._moved.get(each.uid, {place}))
            or touching
        )
        if standing is Standing.RECORDS:
            return touching or every
        if standing is Standing.PERHAPS:
            return tuple(each for each in every if each.is_unknown or each in touching)
        return ()

    def _standing(self, cell: Difference) -> Standing:
        left, *without_past = (self._left(cell, row) for row in self._as_named)
        if left is None:
            return Standing.RECORDS
        if None in without_past:
            return Standing.PAST
        return self._beside_records(cell) or self._of_the_rest(left)

    def _beside_records(self, cell: Difference) -> Standing | None:
        """Return what else than records explains a figure, where something does."""
        if cell.figure in _OF_SCHOOLS and self._schools_differ():
            return Standing.SCHOOLS
        if cell.figure in _OF_COMPLAINTS and not _is_less(cell):
            return Standing.COMPLAINTS
        return None

    def _of_the_rest(self, left: Difference) -> Standing:
        # A record that is not here can only add to what is.
        if any(each.is_unknown for each in self._reported.reasons) and (
            left.more is None or left.more < 0
        ):
            return Standing.PERHAPS
        return Standing.UNEXPLAINED

    def _left(self, cell: Difference, row: Row) -> Difference | None:
        """Return what is left of a difference once a row is counted from what was named."""
        return next(
            (
                each for each in _between(self._reported.figures, row)
                if (each.figure, each.part) == (cell.figure, cell.part)
            ),
            None,
        )  # fmt: skip

    def _schools_differ(self) -> bool:
        cell = self._counted["assigned_schools"]
        assert isinstance(cell, Count)
        below = self._reported.figures.get("schools_below_frequency", ())
        return self._reported.figures.get("assigned_schools") != cell.value or not (
            set(below) <= set(cell.uids)
        )


def _is_less(cell: Difference) -> bool:
    """Say whether less is counted here than was reported."""
    return cell.more is not None and cell.more < 0


def _uids(row: Row, cell: Difference) -> tuple[str, ...]:
    found: Cell | None = row.get(cell.figure)
    if isinstance(found, Breakdown):
        found = dict(found.counts).get(cell.part)
    if cell.figure == "schools_below_frequency":
        found = row["coverage"]
    match found:
        case Count(_, uids):
            return uids
        case Ratio(_, _, uids, of_uids):
            # Of the coverage these are schools.
            return uids if cell.figure in _OF_SCHOOLS else (*uids, *of_uids)
    return ()


# -- which records are not what was reported -------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """A record of a person as it is at the office.

    Attributes:
        cause: what it is where the statement does not name it.
        as_told: whether it is here as the statement names it, to the word.
    """

    uid: str
    number: str
    revision: int
    void: bool
    cause: Cause
    as_told: bool = False


def compared(named: Iterable[Named], here: Iterable[Here]) -> Iterator[Reason]:
    """Yield the records that are not here as they were reported, and those that were not."""
    there = {each.uid: each for each in here}
    told = {each.uid: each for each in named}
    for uid, each in told.items():
        found = there.get(uid)
        if found is None:
            if not each.void:
                yield Reason(
                    cause=Cause.MISSING, uid=uid, number=each.number, named=each.revision,
                    was_counted=True,
                )  # fmt: skip
        elif not (found.as_told or (found.void and each.void)):
            voided = found.void and not each.void
            yield Reason(
                cause=Cause.VOIDED if voided else Cause.REVISION, uid=uid, number=found.number,
                named=each.revision, here=found.revision, was_counted=not each.void,
            )  # fmt: skip
    for uid, found in there.items():
        if uid not in told and not found.void:
            yield Reason(cause=found.cause, uid=uid, number=found.number, here=found.revision)
