"""督学名册: who is appointed on a day, with what the roster knows of each, on A4 landscape."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from inspector_app.reports.document import Align, Document, Note, Orientation, TableRow
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by

TITLE: Final = "督学名册"
_COLUMNS: Final = (
    ListColumn("序\n号", 24),
    ListColumn("督学", 50),
    ListColumn("聘任", 104, Align.LEFT),
    ListColumn("聘期", 92),
    ListColumn("届\n次", 24),
    ListColumn("责任区", 70),
    ListColumn("专长", 66, Align.LEFT),
    ListColumn("学段", 56, Align.LEFT),
    ListColumn("学历", 50),
    ListColumn("教育工\n作起始", 44),
    ListColumn("职务", 70, Align.LEFT),
    ListColumn("提示", 168, Align.LEFT),
)


class RosterLine(NamedTuple):
    """One inspector as the roster prints it: words in the order of the columns."""

    name: str
    appointment: str
    start: str
    end: str
    term: str
    zone: str
    subjects: str
    stages: str
    education: str
    since: str
    position: str
    hint: str


def roster_report(lines: Sequence[RosterLine], *, unit: str, on: str) -> Document:
    """Return the roster of a day."""
    rows = (_row(place, line) for place, line in enumerate(lines, start=1))
    return Document(
        title=TITLE,
        subtitle=f"{unit}　{on} 在聘",
        orientation=Orientation.LANDSCAPE,
        blocks=(list_table(_COLUMNS, rows), Note(text=f"共 {len(lines)} 人。"), compiled_by()),
    )


def _row(place: int, line: RosterLine) -> TableRow:
    return TableRow(
        cells=(
            str(place), line.name, line.appointment, f"{line.start}\n至 {line.end}", line.term,
            line.zone, line.subjects, line.stages, line.education, line.since, line.position,
            line.hint,
        )
    )  # fmt: skip
