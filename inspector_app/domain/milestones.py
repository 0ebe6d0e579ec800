"""分年度里程碑: what the measures of a long-term issue aim at by a day, and whether it was met."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from inspector_app.domain.issue_event import IssueEvent, IssueEventKind, Measure, in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One aim with its day; ``done_on`` is the day on which it was met."""

    due: date
    text: str
    target: str = ""
    unit: str = ""
    done_on: date | None = None

    def line(self) -> str:
        """Return it as one line: 2027-08-31 补充图书 275万余元（2027-06-30 达成）."""
        met = f"（{self.done_on} 达成）" if self.done_on else ""
        aim = f" {self.target}{self.unit}" if self.target else ""
        return f"{self.due} {self.text}{aim}{met}"

    def as_measure(self) -> Measure:
        """Return the measure that an event names it by."""
        return Measure(text=self.text, due=self.due, target=self.target, unit=self.unit)


def milestones_of(events: Iterable[IssueEvent]) -> tuple[Milestone, ...]:
    """Return the milestones of an issue by their days: those of its newest plan that has any."""
    found: list[Milestone] = []
    for event in in_order(events):
        if event.kind is IssueEventKind.PLANNED:
            found = list(_dated(event.details.measures)) or found
        elif event.kind is IssueEventKind.MILESTONE_MET:
            met = {(measure.text, measure.due) for measure in event.details.measures}
            found = [
                replace(each, done_on=each.done_on or event.effective_on)
                if (each.text, each.due) in met
                else each
                for each in found
            ]
    return tuple(sorted(found, key=lambda each: each.due))


def open_milestones(events: Iterable[IssueEvent]) -> tuple[Milestone, ...]:
    """Return those that were not met yet."""
    return tuple(each for each in milestones_of(events) if each.done_on is None)


def _dated(measures: Iterable[Measure]) -> Iterator[Milestone]:
    for measure in measures:
        if measure.due is not None:
            yield Milestone(
                due=measure.due, text=measure.text, target=measure.target, unit=measure.unit,
                done_on=measure.done_on,
            )  # fmt: skip
        yield from _dated(measure.parts)
