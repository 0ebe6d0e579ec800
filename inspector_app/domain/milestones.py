"""What measures aim at and came to: 目标值 and 实际值, 分年度里程碑 of long-term issues."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from inspector_app.domain.aim_words import aimed
from inspector_app.domain.issue_event import IssueEvent, IssueEventKind, Measure, in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a measure aims at: a value, a day or both; one with a day is a milestone.

    Attributes:
        done_on: the day on which it was met.
        actual: 实际值 in the unit of the target, as of ``actual_on``.
    """

    text: str
    due: date | None = None
    target: str = ""
    unit: str = ""
    done_on: date | None = None
    actual: str = ""
    actual_on: date | None = None

    def line(self) -> str:
        """Return it as one line: 2027-08-31 校长兼课 目标 6人，已到 4人，2026-11-01."""
        met = f"（{self.done_on} 达成）" if self.done_on else ""
        value = aimed(self.target, self.unit, self.actual)
        when = f"，{self.actual_on}" if self.actual_on else ""
        words = filter(None, (str(self.due or ""), self.text, value))
        return f"{' '.join(words)}{when}{met}"

    def as_measure(self, *, actual: str = "") -> Measure:
        """Return the measure that an event names it by, with what it came to."""
        return Measure(
            text=self.text, due=self.due, target=self.target, unit=self.unit, actual=actual
        )


def aim_word(aim: Aim) -> str:
    """Return what an aim is called: one with a day is a 阶段目标."""
    return "目标值" if aim.due is None else "阶段目标"


def aims_of(events: Iterable[IssueEvent]) -> tuple[Aim, ...]:
    """Return what the measures of an issue aim at, by their days, those without a day last.

    They are those of its newest plan that has any; a plan without days leaves the milestones as
    they are. What a measure came to stays told where a newer plan repeats it.
    """
    found: dict[tuple[str, date | None], Aim] = {}
    for event in in_order(events):
        if event.kind is IssueEventKind.PLANNED:
            found = _planned(event, found)
        elif event.kind in {IssueEventKind.MILESTONE_MET, IssueEventKind.MEASURED}:
            for measure in event.details.measures:
                place = (measure.text, measure.due)
                if place in found:
                    found[place] = _reached(found[place], event, measure)
    return tuple(sorted(found.values(), key=lambda each: each.due or date.max))


def milestones_of(events: Iterable[IssueEvent]) -> tuple[Aim, ...]:
    """Return the milestones of an issue: its aims that have a day."""
    return tuple(each for each in aims_of(events) if each.due is not None)


def open_milestones(events: Iterable[IssueEvent]) -> tuple[Aim, ...]:
    """Return those that were not met yet."""
    return tuple(each for each in milestones_of(events) if each.done_on is None)


def measurable(events: Iterable[IssueEvent]) -> tuple[Aim, ...]:
    """Return the aims of which an 实际值 can be told: those with a 目标值."""
    return tuple(each for each in aims_of(events) if each.target)


def _planned(
    event: IssueEvent, before: dict[tuple[str, date | None], Aim]
) -> dict[tuple[str, date | None], Aim]:
    made: dict[tuple[str, date | None], Aim] = {}
    if not any(measure.due for measure in _aiming(event.details.measures)):
        made = {place: aim for place, aim in before.items() if aim.due is not None}
    for measure in _aiming(event.details.measures):
        place = (measure.text, measure.due)
        old = before.get(place)
        aim = Aim(
            text=measure.text, due=measure.due, target=measure.target, unit=measure.unit,
            done_on=measure.done_on,
        )  # fmt: skip
        if old is not None and old.actual:
            aim = replace(aim, actual=old.actual, actual_on=old.actual_on)
        made[place] = _reached(aim, event, measure)
    return made or before


def _reached(aim: Aim, event: IssueEvent, measure: Measure) -> Aim:
    if event.kind is IssueEventKind.MILESTONE_MET:
        aim = replace(aim, done_on=aim.done_on or event.effective_on)
    if not measure.actual:
        return aim
    return replace(aim, actual=measure.actual, actual_on=event.effective_on)


def _aiming(measures: Iterable[Measure]) -> Iterator[Measure]:
    for measure in measures:
        if measure.due is not None or measure.target:
            yield measure
        yield from _aiming(measure.parts)
