"""The four words of old forms, by which the month's table still sorts issues.

小问题, 一般问题, 严重问题, 复杂问题 of deployed systems name two things at once: how grave an issue
is (程度) and what is done about it (处理方式). Records keep the two apart.
"""

from enum import StrEnum
from typing import Final

from inspector_app.domain.issue import Handling, Severity


class Weight(StrEnum):
    """严重程度 as workbooks and the month's table have it, in the order of its columns."""

    MINOR = "minor"
    ORDINARY = "ordinary"
    SERIOUS = "serious"
    COMPLEX = "complex"


_PARTS: Final = {
    Weight.MINOR: (Severity.MINOR, Handling.ON_SITE),
    Weight.ORDINARY: (Severity.ORDINARY, Handling.NOTICE),
    Weight.SERIOUS: (Severity.SERIOUS, Handling.ESCALATE),
    Weight.COMPLEX: (Severity.SERIOUS, Handling.CONSULT),
}
_OF_SEVERITY: Final = {
    Severity.MINOR: Weight.MINOR,
    Severity.ORDINARY: Weight.ORDINARY,
    Severity.SERIOUS: Weight.SERIOUS,
    Severity.HAZARD: Weight.SERIOUS,
}


def parts_of(weight: Weight) -> tuple[Severity, Handling]:
    """Return the 程度 and 处理方式 that one of the four words names."""
    return _PARTS[weight]


def weight_of(severity: Severity, handling: Handling | None) -> Weight:
    """Return the column of the month's table: what another department must help with is 复杂."""
    return Weight.COMPLEX if handling is Handling.CONSULT else _OF_SEVERITY[severity]
