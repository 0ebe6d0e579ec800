"""What kinds of decisions people wait for."""

from enum import StrEnum


class Matter(StrEnum):
    """What kind of decision is waited for."""

    ESCALATED = "escalated"
    EXTENSION = "extension"
    COMPLAINT = "complaint"
    REPORTS = "reports"
