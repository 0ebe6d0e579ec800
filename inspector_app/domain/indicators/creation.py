"""创建计划: what is done by when and by whom, so that every school comes to pass."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from inspector_app.domain.indicator_kinds import StepState
from inspector_app.domain.indicators.failing import Duty, FailingItem
from inspector_app.domain.labels.indicators import STEP_STATE_LABEL

MOST_TEXT: Final = 200
MOST_PROGRESS: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CreationStep:
    """One step of a plan.

    Attributes:
        item_key: the failing item that it answers, empty where it answers none.
        about: whose step it is: a school with its stage, or the county's.
        item: the indicator, in words.
        target: what is to be reached.
        progress: 完成情况.
        done_on: when it was done, ``None`` while it is not.
    """

    uid: str
    assessment_uid: str
    item_key: str = ""
    school_code: str = ""
    about: str = ""
    item: str = ""
    target: str = ""
    department: str = ""
    person: str = ""
    due: date | None = None
    progress: str = ""
    done_on: date | None = None

    def state(self, *, on: date) -> StepState:
        """Return where it stands on a day."""
        if self.done_on is not None:
            return StepState.DONE
        if self.due is None:
            return StepState.NO_DUE
        return StepState.OVERDUE if self.due < on else StepState.UNDER_WAY

    def days_over(self, *, on: date) -> int:
        """Return how many days it is overdue, 0 where it is not."""
        if self.due is None or self.state(on=on) is not StepState.OVERDUE:
            return 0
        return (on - self.due).days

    def state_words(self, *, on: date) -> str:
        """Return where it stands in words, with the day or the days."""
        state = self.state(on=on)
        if state is StepState.DONE:
            return f"{STEP_STATE_LABEL[state]} {self.done_on}"
        over = self.days_over(on=on)
        return f"{STEP_STATE_LABEL[state]} {over} 天" if over else STEP_STATE_LABEL[state]


class PlanCounts(NamedTuple):
    """How the steps of a plan stand."""

    steps: int
    done: int
    overdue: int
    without_due: int

    @property
    def sentence(self) -> str:
        """In one line."""
        return (
            f"共 {self.steps} 项，已完成 {self.done} 项，逾期 {self.overdue} 项"
            f"，未定时限 {self.without_due} 项"
        )


def plan_counts(steps: Iterable[CreationStep], *, on: date) -> PlanCounts:
    """Count the steps of a plan."""
    states = [step.state(on=on) for step in steps]
    return PlanCounts(
        steps=len(states),
        done=states.count(StepState.DONE),
        overdue=states.count(StepState.OVERDUE),
        without_due=states.count(StepState.NO_DUE),
    )


def duties_of(steps: Iterable[CreationStep]) -> dict[str, Duty]:
    """Return who answers by when for each failing item that a plan has a step for."""
    return {step.item_key: Duty(step.department, step.due) for step in steps if step.item_key}


def drafted(
    items: Iterable[FailingItem], *, known: Iterable[str], start: CreationStep
) -> Iterator[CreationStep]:
    """Return a step for each failing item that has none yet.

    Args:
        items: of the assessment.
        known: the keys of the items that have one.
        start: what every new step says; only its uid is made by the caller.
    """
    held = set(known)
    for each in items:
        if each.key not in held:
            yield replace(
                start,
                item_key=each.key,
                school_code=each.school_code,
                about=f"{each.school_name} {each.part}",
                item=each.item.name,
                target=f"{each.need_text}（现为 {each.value_text}，{each.standard_text}）",
                department=each.item.department,
            )


def step_fault(step: CreationStep) -> str:
    """Say in Chinese why a step cannot be kept so; empty where it can."""
    named = {
        "事项": step.item, "目标": step.target, "对象": step.about,
        "责任部门": step.department, "责任人": step.person,
    }  # fmt: skip
    for label, text in named.items():
        if len(text) > MOST_TEXT:
            return f"“{label}”超过 {MOST_TEXT} 字"
    if len(step.progress) > MOST_PROGRESS:
        return f"“完成情况”超过 {MOST_PROGRESS} 字"
    if not step.item.strip():
        return "没有写事项"
    return ""
