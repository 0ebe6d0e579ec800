"""A self-assessment read as a whole: each item's grade, the counts, the grade of the county."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from inspector_app.domain.county_grade import Counts, Standing, count, standing
from inspector_app.domain.item_grade import Graded, graded
from inspector_app.domain.registers.kind import Entry, day_in
from inspector_app.domain.standard_options import ItemGrade
from inspector_app.domain.standards import Item, Standard


class ItemLine(NamedTuple):
    """One item of a self-assessment.

    Attributes:
        uid: of its row.
        row: its stored values.
        found: how it stands.
    """

    uid: str
    item: Item
    row: Mapping[str, Any]
    found: Graded


class ItemProblem(NamedTuple):
    """An item that is not 合格, as a ledger takes it over.

    Attributes:
        number: of the self-assessment; ``row_uid`` tells the item apart for ever.
        standard: title of the indicator set.
        item_no, item: number and words of the item.
        grade: 基本合格 or 不合格.
        text: what the problem is.
        unit, person: who answers for it.
        due: by when.
    """

    number: str
    row_uid: str
    year: int | None
    standard: str
    item_no: int
    item: str
    grade: ItemGrade
    text: str
    unit: str
    person: str
    measures: str
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheckSheet:
    """A self-assessment by its set; nothing of it is told but what stands in the items."""

    entry: Entry
    standard: Standard
    lines: tuple[ItemLine, ...]

    @property
    def counts(self) -> Counts:
        """How many items there are of each grade."""
        return count(line.found.grade for line in self.lines)

    @property
    def standing(self) -> Standing:
        """The grade of the county, and what is missing."""
        return standing(self.counts, self.standard.grades)

    def group_counts(self, group: str) -> Counts:
        """Return the counts of one part of the set."""
        return count(line.found.grade for line in self.lines if line.item.group == group)

    def problems(self) -> tuple[ItemProblem, ...]:
        """Return the items that are not 合格, in their order."""
        return tuple(
            self._problem(line)
            for line in self.lines
            if line.found.grade in {ItemGrade.BASIC, ItemGrade.FAIL}
        )

    def _problem(self, line: ItemLine) -> ItemProblem:
        assert line.found.grade is not None
        row = line.row
        return ItemProblem(
            number=self.entry.number,
            row_uid=line.uid,
            year=self.entry.values["year"],
            standard=self.standard.title,
            item_no=line.item.no,
            item=line.item.text,
            grade=line.found.grade,
            text=row["problem"].strip(),
            unit=row["unit"].strip(),
            person=row["person"].strip(),
            measures=row["measures"].strip(),
            due=day_in(row, "due"),
        )


def selfcheck_sheet(standard: Standard, entry: Entry) -> SelfCheckSheet:
    """Return a self-assessment read by its set."""
    lines = (
        ItemLine(row["uuid"], item, row, graded(item, row))
        for row in entry.values["items"]
        for item in (standard.by_no[row["item"]],)
    )
    return SelfCheckSheet(entry=entry, standard=standard, lines=tuple(lines))
