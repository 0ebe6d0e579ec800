"""投诉: what the monthly table needs of a complaint; who complained never leaves the laptop."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Finding(StrEnum):
    """属实情况."""

    SUBSTANTIATED = "substantiated"
    PARTLY = "partly"
    UNSUBSTANTIATED = "unsubstantiated"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One complaint about a school and who checks it."""

    uid: str
    number: str
    received_on: date
    school_code: str
    inspector_id: str
    deadline: date | None = None
    closed_on: date | None = None
    finding: Finding | None = None
