"""创建计划: steps drafted from what fails, agreed with departments, and followed to their end."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, RefusedError
from inspector_app.base.ids import new_uid
from inspector_app.services.assessments import AssessmentService
from inspector_app.services.context import Context

if TYPE_CHECKING:
    from inspector_app.domain.indicators.creation import CreationStep, PlanCounts
    from inspector_app.domain.indicators.summary import KeptAssessment

CHANGEABLE: Final = (
    "about", "item", "target", "department", "person", "due", "progress", "done_on",
)  # fmt: skip
_DAYS: Final = frozenset({"due", "done_on"})


class CreationPlan(NamedTuple):
    """The plan of an assessment, as it stands on a day."""

    assessment: "KeptAssessment"
    steps: "tuple[CreationStep, ...]"
    on: date
    counts: "PlanCounts"

    @property
    def overdue(self) -> "tuple[CreationStep, ...]":
        """The steps that are past their day, the longest first."""
        late = [step for step in self.steps if step.days_over(on=self.on)]
        return tuple(sorted(late, key=lambda step: -step.days_over(on=self.on)))


class Drafting(NamedTuple):
    """How many steps were drafted."""

    added: int
    changes: Changes


class CreationPlanService:
    """Keeps the steps; every writing call is one transaction."""

    def __init__(self, context: Context, assessments: AssessmentService) -> None:
        self._context = context
        self._assessments = assessments
        self._store = context.stores.creation_steps

    def plan(self, assessment: str) -> CreationPlan:
        """Return the plan of an assessment, by its number or uid (NotFoundError)."""
        from inspector_app.domain.indicators.creation import plan_counts

        with self._context.database.snapshot():
            kept = self._assessments.get(assessment)
            steps, today = self._store.of(kept.uid), self._context.today()
        return CreationPlan(kept, steps, today, plan_counts(steps, on=today))

    def draft(self, assessment: str, *, due: date | None = None) -> Drafting:
        """Add a step for each failing item that has none; those that are there stay as they are.

        Args:
            assessment: number or uid.
            due: by when, for every new step.

        Raises:
            NotFoundError: there is no such assessment.
        """
        from inspector_app.domain.indicators.creation import CreationStep, drafted

        measured = self._assessments.open(assessment)
        assert measured.kept is not None
        uid = self._in_use(measured.kept)
        start = CreationStep(uid="", assessment_uid=uid, due=due)
        with self._context.database.transaction():
            known = [step.item_key for step in self._store.of(uid)]
            steps = list(drafted(measured.failing, known=known, start=start))
            for step in steps:
                self._insert(replace(step, uid=new_uid()))
        return Drafting(len(steps), Changes(indicators=bool(steps)))

    def draft_due(self, assessment: str, due: str) -> Drafting:
        """Draft as above with a day as a person writes it, or none (InputError: it is no day)."""
        from inspector_app.services.calendar import read_day

        return self.draft(assessment, due=read_day(due) if due.strip() else None)

    def add(self, assessment: str, values: Mapping[str, str]) -> Changes:
        """Add a step of the office's own.

        Raises:
            InputError: a value cannot be, or it says not what is to be done; nothing was added.
        """
        from inspector_app.domain.indicators.creation import CreationStep

        with self._context.database.transaction():
            uid = self._in_use(self._assessments.get(assessment))
            step = CreationStep(uid=new_uid(), assessment_uid=uid, **self._read(values))
            _refuse(step)
            self._insert(step)
        return Changes(indicators=True)

    def change(self, uids: Sequence[str], values: Mapping[str, str]) -> Changes:
        """Write the same values into several steps; those that are not named stay.

        Args:
            uids: of the steps.
            values: by field, as a person writes them; an empty day takes it away.

        Raises:
            InputError: a value cannot be; no step was changed.
            NotFoundError: a step is not there.
        """
        read, changed = self._read(values), False
        with self._context.database.transaction():
            for uid in uids:
                before = self._store.get(uid)
                after = replace(before, **read)
                _refuse(after)
                if after != before:
                    self._store.write(after)
                    self._note(uid, {"set": [_plain(before), _plain(after)]})
                    changed = True
        return Changes(indicators=changed)

    def remove(self, uids: Sequence[str]) -> Changes:
        """Take steps out of the plan; ``restore`` brings them back."""
        return self._set_removed(uids, at=self._context.now_text(), note="移到回收站")

    def restore(self, uids: Sequence[str]) -> Changes:
        """Bring steps back (RefusedError: another step stands for the same item meanwhile)."""
        return self._set_removed(uids, at=None, note="从回收站恢复")

    def _set_removed(self, uids: Sequence[str], *, at: str | None, note: str) -> Changes:
        with self._context.database.transaction():
            for uid in uids:
                step = self._store.get(uid)
                held = {each.item_key for each in self._store.of(step.assessment_uid)} - {""}
                if at is None and step.item_key in held:
                    raise RefusedError(
                        f"“{step.about} {step.item}”已经另有一项，没有恢复；请先删去那一项。"
                    )
                self._store.set_removed(uid, at)
                self._note(uid, {"note": note})
        return Changes(indicators=bool(uids))

    def _in_use(self, kept: "KeptAssessment") -> str:
        if kept.removed:
            raise RefusedError(f"测算 {kept.number} 在回收站里，没有改动；请先恢复它。")
        return kept.uid

    def _read(self, values: Mapping[str, str]) -> dict[str, Any]:
        from inspector_app.services.calendar import read_day

        unknown = [name for name in values if name not in CHANGEABLE]
        if unknown:
            raise InputError(f"创建计划没有“{unknown[0]}”这一栏，没有改动。")
        return {
            name: (read_day(text) if text.strip() else None)
            if name in _DAYS
            else " ".join(text.split())
            for name, text in values.items()
        }

    def _insert(self, step: "CreationStep") -> None:
        at, origin = self._context.now_text(), self._context.identity.device
        self._store.insert(step, origin=origin, at=at)
        self._note(step.uid, {"note": "新建", "set": [None, _plain(step)]})

    def _note(self, uid: str, op: dict[str, Any]) -> None:
        self._context.note("creation_step", uid, op)


def _refuse(step: "CreationStep") -> None:
    from inspector_app.domain.indicators.creation import step_fault

    if fault := step_fault(step):
        raise InputError(f"创建计划没有改：{fault}。")


def _plain(step: "CreationStep") -> dict[str, Any]:
    """Return a step as the history keeps it."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(step).items()
        if value not in {None, ""}
    }
