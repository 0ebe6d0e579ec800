"""The exception tree.

    UserError                 a person can do something about it; the text is shown as it stands
    ├── RefusedError          the request contradicts a rule or the state of a record
    │   └── IncompleteError   a record misses something; carries what
    ├── InputError            a value, cell or file cannot be read; carries where
    ├── NotFoundError         a number, code or name that does not exist
    └── EnvironmentProblem    disk, permission, lock, missing program

Everything else that is raised is a bug of ours and is reported as one.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class UserError(Exception):
    """A sentence in Chinese that says what happened, what is kept and what to do.

    Attributes:
        sentence: the text shown to the person.
        code: a short stable name for programs and tests.
    """

    code = "refused"

    def __init__(self, sentence: str, *, code: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        if code is not None:
            self.code = code


class RefusedError(UserError):
    """The request contradicts a rule or the state that the record is in."""


class NotFoundError(UserError):
    """A number, code or name that this data folder does not hold."""

    code = "not-found"


class EnvironmentProblem(UserError):  # noqa: N818 - it is a problem of the surroundings, not an error of ours
    """Disk, permission, lock or a missing program."""

    code = "environment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, and where.

    Attributes:
        where: a cell ("督导记录!B603"), a field id ("advice") or a file name.
        what: what is wrong, in Chinese.
        remedy: what would be right, in Chinese.
    """

    where: str
    what: str
    remedy: str = ""

    def sentence(self) -> str:
        """Return the problem as one line of Chinese."""
        tail = f"；{self.remedy}" if self.remedy else ""
        return f"{self.where}：{self.what}{tail}"


class InputError(UserError):
    """A value, cell or file that cannot be taken as it is."""

    code = "bad-input"

    def __init__(self, sentence: str, *, problems: Sequence[Problem] = ()) -> None:
        super().__init__(sentence)
        self.problems = tuple(problems)


class IncompleteError(RefusedError):
    """A record cannot be filed yet; ``problems`` names each gap by field id."""

    code = "incomplete"

    def __init__(self, sentence: str, *, problems: Sequence[Problem]) -> None:
        super().__init__(sentence)
        self.problems = tuple(problems)
