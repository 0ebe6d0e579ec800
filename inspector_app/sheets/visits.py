"""Read past records: 督导记录, 听课记录, 问题, 投诉."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from inspector_app.base.errors import Problem
from inspector_app.sheets.errors import CellError
from inspector_app.sheets.lines import (
    Line,
    Refusal,
    mark_repeats,
    problems_in_order,
    read_lines,
    refused_rows,
    tallies,
)
from inspector_app.sheets.missing_numbers import MissingNumbers
from inspector_app.sheets.table import Table, find_tables
from inspector_app.sheets.text import key_of, shown
from inspector_app.sheets.visit_layouts import COMPLAINTS, ISSUES, LESSONS, RECORDS, visit_layouts
from inspector_app.sheets.visit_rows import (
    ComplaintRow,
    IssueRow,
    Known,
    LessonRow,
    RecordRow,
    VisitRows,
)
from inspector_app.sheets.workbook import open_workbook

_DRAFT: Final = "草稿"
_WRITTEN: Final = {"narrative": "督导过程", "advice": "意见建议"}
_ISSUE_DATES: Final = {
    "deadline": "整改时限",
    "extended_to": "延期至",
    "notice_on": "通知书日期",
    "answered_on": "学校报送日期",
    "closed_on": "销号日期",
    "voided_on": "撤销日期",
}
_COMPLAINT_DATES: Final = {"due_on": "办结时限", "closed_on": "办结日期"}
_NUMBER_OF: Final = {
    RECORDS: "number",
    LESSONS: "record_number",
    ISSUES: "number",
    COMPLAINTS: "number",
}


@dataclass(slots=True)
class _Lines:
    by_kind: dict[str, list[Line]] = field(
        default_factory=lambda: {kind: [] for kind in _NUMBER_OF}
    )

    def every(self) -> Iterator[Line]:
        for lines in self.by_kind.values():
            yield from lines

    def good(self, kind: str) -> Iterator[Line]:
        return (line for line in self.by_kind[kind] if line.good)

    def made(self, kind: str) -> Iterator[dict[str, Any]]:
        """Yield the values of the good rows; a row that was yielded is done with."""
        for line in self.good(kind):
            yield line.made()
            line.values.clear()


def read_visits(path: Path, *, known: Known) -> VisitRows:
    """Read past records; any of the four sheets may be missing.

    Args:
        path: an .xlsx file, or a .csv file with one of the sheets.
        known: what the data folder holds already.

    Raises:
        UserError: the file cannot be read at all, or holds none of the sheets.
    """
    workbook = open_workbook(path)
    layouts = visit_layouts(known, serial_zero=workbook.serial_zero)
    tables, notes = find_tables(workbook, layouts, path=path)
    del workbook
    lines = _Lines()
    for table in tables:
        lines.by_kind[table.layout.title] += read_lines(table)
    _check_records(lines.by_kind[RECORDS])
    _check_complaints(lines.by_kind[COMPLAINTS])
    mark_repeats(lines.by_kind[ISSUES], key=("number",), name="number")
    _bind_to_records(lines, tables, known)
    _number_lessons(lines.by_kind[LESSONS])
    notes += [note for table in tables for note in table.notes]
    notes += _remarks(lines, known)
    return _result(lines, tables, notes)


def _result(lines: _Lines, tables: Sequence[Table], notes: Sequence[Problem]) -> VisitRows:
    refused = [
        row
        for kind, number in _NUMBER_OF.items()
        for row in refused_rows(lines.by_kind[kind], number=number)
    ]
    return VisitRows(
        records=tuple(RecordRow(**values) for values in lines.made(RECORDS)),
        lessons=tuple(LessonRow(**values) for values in lines.made(LESSONS)),
        issues=tuple(IssueRow(**values) for values in lines.made(ISSUES)),
        complaints=tuple(ComplaintRow(**values) for values in lines.made(COMPLAINTS)),
        refused=tuple(refused),
        problems=problems_in_order(tables, lines.every()),
        notes=tuple(notes),
        tallies=tallies(tables, lines.every()),
    )


def _check_records(lines: Sequence[Line]) -> None:
    for line in lines:
        values = line.values
        lead, peers = values.get("lead_id"), values.get("peer_ids")
        if peers and lead in peers:
            values["peer_ids"] = tuple(peer for peer in peers if peer != lead)
        if values.get("status") == _DRAFT:
            continue
        for name, label in _WRITTEN.items():
            if values.get(name) == "" and name in line.table.positions:
                line.accuse(name, CellError(f"“{label}”没有填", "请补写；没有内容的，写“无”"))
    mark_repeats(lines, key=("number",), name="number")


def _check_complaints(lines: Sequence[Line]) -> None:
    for line in lines:
        _not_before(line, _COMPLAINT_DATES, line.values.get("received_on"), "受理日期")
    mark_repeats(lines, key=("number",), name="number")


def _not_before(line: Line, names: dict[str, str], first: date | None, meaning: str) -> None:
    if first is None:
        return
    for name, label in names.items():
        day = line.values.get(name)
        if day is not None and day < first:
            error = CellError(f"{label} {day} 早于{meaning} {first}", "请核对这两个日期")
            line.accuse(name, error)


def _bind_to_records(lines: _Lines, tables: Sequence[Table], known: Known) -> None:
    """Give each lesson and issue its record: of this file, or of the data folder."""
    records = lines.by_kind[RECORDS]
    of_file: dict[str, Line] = {}
    for line in records:
        number = line.values.get("number")
        if number is not None and not line.repeated:
            of_file.setdefault(key_of(number), line)
    folder = _Folder(known.records)
    unreadable = any(t.faults and t.layout.title == RECORDS for t in tables)
    missing = MissingNumbers(records)
    for line in (*lines.by_kind[LESSONS], *lines.by_kind[ISSUES]):
        number = line.values.get("record_number")
        if number is None:
            continue
        key = key_of(number)
        if key in of_file:
            _bind(line, of_file[key])
        elif (here := folder.spelled(number)) is not None:
            line.values["record_number"] = here
            _not_before_record(line, known.records[here])
        elif unreadable or missing.explains(number):
            line.refuse(Refusal.HANGS_ON_REFUSED)
        else:
            what = f"没有编号为{shown(number)}的督导记录"
            line.accuse("record_number", CellError(what, "请核对记录编号，或先补上这条督导记录"))


class _Folder:
    """The records of the data folder, found by their number however it is spelled."""

    def __init__(self, records: Mapping[str, date]) -> None:
        self._records = records
        self._by_key: dict[str, str] | None = None

    def spelled(self, number: str) -> str | None:
        """Return the number as the folder has it, or None."""
        if number in self._records:
            return number
        # There may be ten years of records, and most imports bring the records themselves.
        if self._by_key is None:
            self._by_key = {key_of(own): own for own in self._records}
        return self._by_key.get(key_of(number))


def _bind(line: Line, record: Line) -> None:
    line.values["record_number"] = record.values["number"]
    _not_before_record(line, record.values.get("visited_on"))
    if record.refusal is not None:
        line.refuse(Refusal.HANGS_ON_REFUSED)


def _not_before_record(line: Line, visited_on: date | None) -> None:
    if line.table.layout.title == ISSUES:
        _not_before(line, _ISSUE_DATES, visited_on, "记录的督导日期")


def _number_lessons(lines: Sequence[Line]) -> None:
    # Refused rows are numbered too: when the office has put them right, the others keep theirs.
    seen: Counter[tuple[object, ...]] = Counter()
    for line in lines:
        names = ("record_number", "listener_id", "class_name", "period")
        key = tuple(line.values.get(name) for name in names)
        seen[key] += 1
        line.values["ordinal"] = seen[key]


def _remarks(lines: _Lines, known: Known) -> Iterator[Problem]:
    """Say what is odd and yet no fault: each kind once, with the first rows."""
    good = list(lines.good(RECORDS))
    renamed = [x for x in good if _name_differs(x, known)]
    more_back = [
        x for x in good if x.values["questionnaires_returned"] > x.values["questionnaires_sent"]
    ]
    repeated = [x for x in lines.every() if x.repeated]
    for odd, what in (
        (renamed, "学校名称与名册不同（按标识码认学校，名称照原样保留）"),
        (more_back, "问卷回收多于发放，照原样读入"),
        (repeated, "与前面的行完全相同，只算一次"),
    ):
        if odd:
            rows = "、".join(f"{x.table.title}第 {x.row} 行" for x in odd[:5])
            rest = "等" if len(odd) > 5 else ""
            yield Problem(where=f"{rows}{rest}", what=f"共 {len(odd)} 行{what}")


def _name_differs(line: Line, known: Known) -> bool:
    name = line.values["school_name"]
    return bool(name) and key_of(name) != key_of(known.schools[line.values["school_code"]])
