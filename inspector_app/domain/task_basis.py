"""指派依据 of a record: a text that begins with the number of the task, where there is one."""

import re
from collections.abc import Iterable
from typing import Final

from inspector_app.domain.task import Task

PREFIX: Final = "RW-"
# Of the office RW-2026-003; of a person's own RW-DX001-2026-003.
_NUMBER: Final = re.compile(rf"{PREFIX}(?:[^\W_]+-)?\d{{4}}-\d{{3,6}}(?!\d)")
_OWN: Final = re.compile(rf"{PREFIX}[^\W_]+-\d{{4}}-\d{{3,6}}")


def is_number(text: str) -> bool:
    """Say whether a text is the number of a task and nothing else."""
    return _NUMBER.fullmatch(text.strip()) is not None


def is_own(number: str) -> bool:
    """Say whether a person gave himself the task: nobody else knows of it."""
    return _OWN.fullmatch(number) is not None


def number_in(basis: str) -> str:
    """Return the number of the task that a basis begins with, empty where it names none."""
    found = _NUMBER.match(basis)
    return found.group() if found else ""


def basis_of(task: Task) -> str:
    """Return how a task stands on the records that are made for it."""
    told = f"（{task.reference}）" if task.reference else ""
    return f"{task.number} {task.title}{told}"


def next_number(taken: Iterable[str], *, year: int, person_id: str = "") -> str:
    """Return the number behind those that are taken; a person's own have a row of their own."""
    head = f"{PREFIX}{person_id}-{year}-" if person_id else f"{PREFIX}{year}-"
    # Another person's number may begin alike only where it goes on with letters.
    serials = [int(each[len(head):]) for each in taken
               if each.startswith(head) and each[len(head):].isdecimal()]  # fmt: skip
    return f"{head}{max(serials, default=0) + 1:03d}"
