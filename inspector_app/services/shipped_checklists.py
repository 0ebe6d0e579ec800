"""The checklists that ship with the program, read once from their plain sheets."""

from collections.abc import Mapping
from functools import cache

from inspector_app.base.paths import forms
from inspector_app.domain.checklist import Checklist


@cache
def shipped_checklists() -> Mapping[str, Checklist]:
    """Return the checklists by their id.

    Raises:
        ValueError: a sheet is damaged, which is a fault of the installation.
    """
    from inspector_app.sheets.checklists import read_checklist

    found: dict[str, Checklist] = {}
    for path in sorted(forms().glob("*.csv")):
        read = read_checklist(path)
        if read.checklist is None:
            raise ValueError("; ".join(problem.sentence() for problem in read.problems))
        found[read.checklist.id] = read.checklist
    return found
