"""What a workbook of past records says, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from inspector_app.base.errors import Problem
from inspector_app.sheets.lines import RefusedRow, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the data folder knows before the import.

    Attributes:
        today: the day of the import; records and events do not lie after it.
        schools: name by 标识码.
        inspectors: name by 督学编号.
        records: date by number of the records that are here already, for files that bring
            only lessons or issues.
    """

    today: date
    schools: Mapping[str, str]
    inspectors: Mapping[str, str]
    records: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """One 督导记录; the words of lists are the labels of ``domain``, ``status`` those of the file.

    ``peer_ids`` holds each person once and never the ``lead_id``.
    """

    sheet: str
    row: int
    digest: str
    number: str
    school_code: str
    school_name: str
    visited_on: date
    session: str
    visit_type: str
    lead_id: str
    peer_ids: tuple[str, ...]
    online: bool
    status: str
    campus_walks: int
    documents_read: int
    meetings_attended: int
    panels: int
    teachers_interviewed: int
    students_interviewed: int
    parents_interviewed: int
    questionnaires_sent: int
    questionnaires_returned: int
    briefings_heard: int
    narrative: str
    merits: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonRow:
    """One 听课.

    ``ordinal`` tells apart, from 1 up, the lessons of a file with the same record, listener,
    class and period; ``grade`` is "" where none was given.
    """

    sheet: str
    row: int
    digest: str
    record_number: str
    listener_id: str
    period: int
    class_name: str
    subject: str
    whole: bool
    grade: str
    ordinal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow:
    """One 问题 with the days on which something happened to it."""

    sheet: str
    row: int
    digest: str
    number: str
    record_number: str
    topic: str
    description: str
    severity: str
    fixed_on_the_spot: bool
    deadline: date
    extended_to: date | None
    notice_on: date | None
    answered_on: date | None
    closed_on: date | None
    voided_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintRow:
    """One 投诉; ``finding`` is "" while nothing is known."""

    sheet: str
    row: int
    digest: str
    number: str
    received_on: date
    school_code: str
    checker_id: str
    due_on: date
    closed_on: date | None
    finding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRows:
    """What a workbook of past records says.

    Attributes:
        records: the good rows of 督导记录, likewise ``lessons``, ``issues``, ``complaints``.
        refused: every row that is left out, with what hangs on it.
        problems: every bad cell, by sheet, row and column.
        notes: what was left aside without harm.
        tallies: the count of each sheet.
    """

    records: tuple[RecordRow, ...]
    lessons: tuple[LessonRow, ...]
    issues: tuple[IssueRow, ...]
    complaints: tuple[ComplaintRow, ...]
    refused: tuple[RefusedRow, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    tallies: tuple[Tally, ...]
