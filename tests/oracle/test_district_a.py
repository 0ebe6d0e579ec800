"""The workbooks of one district, and the tables that were counted from them by other means."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError
from inspector_app.bootstrap import Workbench, init_folder, open_workbench
from inspector_app.domain.issue_fold import fold
from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import compile_table
from inspector_app.domain.table_json import table_json
from inspector_app.services.imports import Accept

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "district-a"
DISTRICT = "210304"
MONTHS = ("2022-06", "2022-09", "2022-10", "2022-11")
_TABLES = ("visit", "lesson", "issue", "issue_event", "complaint", "merit")

pytestmark = pytest.mark.skipif(
    not DATA.exists(), reason="the district's workbooks are not beside this checkout"
)


@pytest.fixture(scope="module")
def clock() -> FixedClock:
    """Stand still long after the term."""
    from datetime import UTC, datetime

    return FixedClock(datetime(2026, 11, 22, 8, tzinfo=UTC))


@pytest.fixture
def empty(tmp_path: Path, clock: FixedClock) -> Iterator[Workbench]:
    """A data folder that knows the roster and no record."""
    with _with_roster(tmp_path / "empty", clock) as made:
        yield made


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory, clock: FixedClock) -> Iterator[Workbench]:
    """A data folder that has taken both workbooks over; tests only read it."""
    with _with_roster(tmp_path_factory.mktemp("taken") / "data", clock) as made:
        result = made.imports.import_visits(DATA / "visits.xlsx")
        assert (result.read, result.refused) == (3006, 0)
        yield made


def _with_roster(folder: Path, clock: FixedClock) -> Workbench:
    init_folder(folder, district=DISTRICT, clock=clock)
    made = open_workbench(folder, clock=clock)
    result = made.imports.import_roster(DATA / "roster.xlsx")
    assert (result.read, result.refused) == (285, 0)
    return made


def _rows_of(bench: Workbench) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of records with their uids, without the integer keys of this one file."""
    taken: dict[str, list[tuple[Any, ...]]] = {}
    for table in _TABLES:
        columns = [row[1] for row in bench.context.database.rows(f"PRAGMA table_info({table})")]
        kept = ", ".join(c for c in columns if c not in {"id", "visit_id", "seq"})
        taken[table] = bench.context.database.rows(f"SELECT {kept} FROM {table} ORDER BY uid")
    return taken


@pytest.mark.parametrize("month", MONTHS)
def test_each_month_has_every_figure_that_was_counted(taken: Workbench, month: str) -> None:
    stores = taken.context.stores
    period = Month.parse(month).period
    facts = stores.facts.facts_for(period, stores.people.all(on=period.end))
    expected = json.loads((DATA / f"expected-{month}.json").read_text("utf-8"))
    assert table_json(compile_table(period, facts)) == expected


def test_the_columns_of_every_issue_are_what_its_events_lead_to(taken: Workbench) -> None:
    assert list(taken.context.stores.issue_events.misfolded()) == []
    uids = [uid for (uid,) in taken.context.database.rows("SELECT uid FROM issue LIMIT 50")]
    for uid in uids:
        events = taken.context.stores.issue_events.events(uid)
        row = taken.context.stores.issues.ledger_row(uid)
        assert row is not None
        assert fold(reversed(events)) == row.issue.dates


def test_two_folders_that_take_the_workbooks_over_hold_the_same_rows(
    taken: Workbench, empty: Workbench
) -> None:
    empty.imports.import_visits(DATA / "visits.xlsx")
    assert _rows_of(empty) == _rows_of(taken)


def test_a_second_import_changes_nothing(taken: Workbench) -> None:
    before, head = _rows_of(taken), taken.context.stores.journal.head()
    for result in (
        taken.imports.import_roster(DATA / "roster.xlsx"),
        taken.imports.import_visits(DATA / "visits.xlsx"),
    ):
        assert not result.changes
        assert (result.new, result.changed, result.refused) == (0, 0, 0)
        assert "没有改动" in result.sentence
    assert _rows_of(taken) == before
    assert taken.context.stores.journal.head() == head


def test_every_bad_cell_is_named_and_nothing_is_changed(empty: Workbench) -> None:
    bad = json.loads((DATA / "bad-cells.json").read_text("utf-8"))
    preview = empty.imports.preview_visits(DATA / "visits-bad.xlsx")
    with pytest.raises(InputError) as refused:
        empty.imports.import_visits(DATA / "visits-bad.xlsx")
    for problems in (preview.problems, refused.value.problems):
        assert sorted(p.where for p in problems) == sorted(bad)
        assert all(p.what and p.remedy for p in problems)
    assert not any(_rows_of(empty).values())


def test_rows_read_are_rows_imported_and_rows_refused(empty: Workbench) -> None:
    result = empty.imports.import_visits(DATA / "visits-bad.xlsx", accept=Accept.VALID_ROWS)
    held = sum(len(_rows_of(empty)[t]) for t in ("visit", "lesson", "issue", "complaint"))
    assert result.refused > 0
    assert result.read == result.imported + result.refused
    assert result.imported == held


def test_the_office_mends_its_bad_rows_and_the_rest_comes_in(empty: Workbench) -> None:
    empty.imports.import_visits(DATA / "visits-bad.xlsx", accept=Accept.VALID_ROWS)
    result = empty.imports.import_visits(DATA / "visits.xlsx")
    assert result.refused == 0
    counts = {table: len(rows) for table, rows in _rows_of(empty).items()}
    # Of lessons the bad workbook's own spellings of class and period stay out of the way.
    assert (counts["visit"], counts["issue"], counts["complaint"]) == (936, 1074, 12)
    assert counts["lesson"] == 984


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_sheets_as_csv_files_give_the_same_rows(
    taken: Workbench, empty: Workbench, tmp_path: Path, encoding: str
) -> None:
    book = openpyxl.load_workbook(DATA / "visits.xlsx", read_only=True, data_only=True)
    for title in ("督导记录", "听课记录", "问题", "投诉"):
        path = tmp_path / f"{title}.csv"
        lines = [_csv_line(row) for row in book[title].iter_rows(values_only=True)]
        path.write_bytes("\r\n".join(lines).encode(encoding))
        assert empty.imports.import_visits(path).refused == 0
    book.close()
    assert _rows_of(empty) == _rows_of(taken)


def _csv_line(row: tuple[Any, ...]) -> str:
    cells = ("" if v is None else str(v).replace(" 00:00:00", "") for v in row)
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)


def test_every_word_of_every_record_is_found(taken: Workbench) -> None:
    assert taken.context.stores.search.find("消防通道", limit=50)
    waiting = taken.context.database.row("SELECT count(*) FROM visit WHERE fts_dirty = 1")
    assert waiting == (0,)


def test_assignments_end_on_their_last_day(taken: Workbench) -> None:
    held = taken.context.stores.schools.assignments()
    assert any(a.end is not None for a in held)
    for a in held:
        assert a.in_force(on=a.start)
        assert a.end is None or (a.in_force(on=a.end) and not a.in_force(on=date.max))


def test_locked_months_stay_as_counted_through_late_entries_and_corrections(
    empty: Workbench,
) -> None:
    bench = empty
    bench.imports.import_visits(DATA / "visits.xlsx")
    expected = {m: json.loads((DATA / f"expected-{m}.json").read_text("utf-8")) for m in MONTHS}

    def told() -> dict[str, Any]:
        return {m: bench.months.as_json(Month.parse(m)) for m in MONTHS}

    assert told() == expected
    for month in MONTHS[:3]:
        bench.month_life.lock(Month.parse(month))
    assert told() == expected
    october = bench.months.table(Month(2022, 10)).table
    (school, peer) = (bench.schools.all()[0], min(october.inspectors))
    _leave_out(bench, october.district["led_visits"].uids[0])  # type: ignore[union-attr]
    _file_late(bench, school.code, peer, "2022-10-07")
    locked = told()
    late = locked["2022-11"].pop("late")
    assert [each["month"] for each in late] == ["2022-10"]
    records = [(e["word"], e["gone"]) for e in late[0]["entries"] if e["about"] == "督导记录"]
    assert sorted(records) == [("更正", True), ("补报", False)]
    assert {m: locked[m] for m in MONTHS[:3]} == {m: expected[m] for m in MONTHS[:3]}
    now = bench.months.as_json(Month(2022, 10), recompute=True)
    cells = {(c["row"], c["figure"], c["part"]): c for c in now.pop("differences")}
    assert cells
    for (row, figure, part), cell in cells.items():
        group = {"合计": now["district"], **now["zones"], **now["inspectors"]}[row]
        value = group[figure][part] if part else group[figure]
        if cell["more"] is not None:
            was = {"合计": expected["2022-10"]["district"], **expected["2022-10"]["zones"],
                   **expected["2022-10"]["inspectors"]}[row][figure]  # fmt: skip
            assert value - (was.get(part, 0) if part else was) == cell["more"]


def _leave_out(bench: Workbench, uid: str) -> None:
    bench.visits.void(uid, reason="重复登记")


def _file_late(bench: Workbench, school: str, person: str, day: str) -> None:
    uid = bench.visit_edit.new_from_json(
        {
            "school": school, "date": day, "session": "上午", "type": "经常性", "lead": person,
            "notice": "随机", "topics": ["T6"], "narrative": "巡视校园，查看台账。",
            "methods": {"campus_walks": 1}, "advice": "坚持。", "feedback_way": ["现场口头"],
            "feedback_to": "校长", "no_issues_found": True,
        }
    ).uid  # fmt: skip
    bench.visits.file(uid)
