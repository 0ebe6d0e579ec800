"""What the check says of a form: a rule, a place, a sentence and, where there is one, the fix."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from inspector_app.base.errors import Problem


class Level(StrEnum):
    """What a finding means for publishing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing about a form.

    Attributes:
        rule: a short stable name of what was looked for.
        problem: where, what, and what would be right.
        detail: what another program said of it, as it said it.
    """

    level: Level
    rule: str
    problem: Problem
    detail: str = ""

    def sentence(self) -> str:
        """Return it as one line of Chinese, with what another program said behind it."""
        told = self.problem.sentence()
        return f"{told}（详细信息：{self.detail}）" if self.detail else told


@dataclass(slots=True)
class Report:
    """Collects findings in the order in which they are made; the same one is kept once."""

    _found: dict[tuple[str, str, str], Finding] = field(default_factory=dict)

    def error(
        self, rule: str, where: str, what: str, remedy: str = "", *, detail: str = ""
    ) -> None:
        """Add what keeps the form from being published."""
        self._add(Level.ERROR, rule, Problem(where=where, what=what, remedy=remedy), detail)

    def warn(self, rule: str, where: str, what: str, remedy: str = "", *, detail: str = "") -> None:
        """Add what a person should look at before publishing."""
        self._add(Level.WARNING, rule, Problem(where=where, what=what, remedy=remedy), detail)

    def note(self, rule: str, where: str, what: str, remedy: str = "") -> None:
        """Add what was put right, or left aside, without harm."""
        self._add(Level.NOTE, rule, Problem(where=where, what=what, remedy=remedy), "")

    def _add(self, level: Level, rule: str, problem: Problem, detail: str) -> None:
        key = (rule, problem.where, problem.what)
        self._found.setdefault(key, Finding(level=level, rule=rule, problem=problem, detail=detail))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._found.values())

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them, what refuses first."""
        order = list(Level)
        return tuple(sorted(self, key=lambda each: order.index(each.level)))

    @property
    def refuses(self) -> bool:
        """Whether the form cannot be published as it stands."""
        return any(each.level is Level.ERROR for each in self)
