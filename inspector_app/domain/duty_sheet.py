"""A breakdown read as a whole: tasks with their states, and the matrix of items and units."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from inspector_app.domain.labels.standards import TASK_STATE_LABEL
from inspector_app.domain.registers.duty import Duty, duties_of
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.standard_options import TaskState
from inspector_app.domain.standards import Item, Standard
from inspector_app.domain.units import by_use

LEAD, SUPPORT = "牵头", "配合"


class DutyLine(NamedTuple):
    """One task with its item and its state on the day."""

    item: Item
    duty: Duty
    state: TaskState


class MatrixRow(NamedTuple):
    """One item of the matrix: which unit leads and which help."""

    item: Item
    roles: Mapping[str, str]


class UnitLoad(NamedTuple):
    """How many items a unit leads and helps with, and how many of its tasks are late."""

    unit: str
    leads: int
    supports: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DutySheet:
    """A breakdown by its set, on a day."""

    entry: Entry
    standard: Standard
    on: date
    lines: tuple[DutyLine, ...]

    @property
    def counts(self) -> Mapping[TaskState, int]:
        """How many tasks there are in each state."""
        found = Counter(line.state for line in self.lines)
        return {state: found[state] for state in TaskState}

    def words(self) -> str:
        """Return the counts in Chinese."""
        told = (f"{TASK_STATE_LABEL[state]} {number}" for state, number in self.counts.items())
        return f"任务 {len(self.lines)} 项：{'　'.join(told)}"

    def responsibilities(self) -> tuple[DutyLine, ...]:
        """Return who answers for what, once for each item however many tasks it has."""
        told: dict[object, DutyLine] = {}
        for line in self.lines:
            duty = line.duty
            told.setdefault((duty.item, duty.lead, duty.support, duty.person, duty.duty), line)
        return tuple(told.values())

    def overdue(self) -> tuple[DutyLine, ...]:
        """Return the tasks that are late."""
        return tuple(line for line in self.lines if line.state is TaskState.OVERDUE)

    def units(self) -> tuple[str, ...]:
        """Return every unit, those that lead most before the others."""
        leads = [line.duty.lead for line in self.lines if line.duty.lead]
        helpers = [unit for line in self.lines for unit in line.duty.support]
        return tuple(dict.fromkeys((*by_use(leads), *by_use(helpers))))

    def matrix(self) -> tuple[MatrixRow, ...]:
        """Return the items of the set with the part of each unit in them."""
        return tuple(MatrixRow(item, self._roles(item)) for item in self.standard.items)

    def _roles(self, item: Item) -> Mapping[str, str]:
        roles: dict[str, str] = {}
        for line in self.lines:
            if line.item is not item:
                continue
            roles.update({unit: SUPPORT for unit in line.duty.support if unit not in roles})
            if line.duty.lead:
                roles[line.duty.lead] = LEAD
        return roles

    def loads(self) -> tuple[UnitLoad, ...]:
        """Return what each unit carries, in the order of ``units``."""
        rows = self.matrix()
        late = Counter(line.duty.lead for line in self.overdue())
        return tuple(
            UnitLoad(
                unit,
                sum(row.roles.get(unit) == LEAD for row in rows),
                sum(row.roles.get(unit) == SUPPORT for row in rows),
                late[unit],
            )
            for unit in self.units()
        )


_NOWHERE: Final = Item(no=0, group="", level1="", text="", method="")


def duty_sheet(standard: Standard, entry: Entry, *, on: date) -> DutySheet:
    """Return a breakdown read by its set on a day."""
    lines = (
        DutyLine(standard.by_no.get(duty.item, _NOWHERE), duty, duty.state(on=on))
        for duty in duties_of(entry)
    )
    return DutySheet(entry=entry, standard=standard, on=on, lines=tuple(lines))
