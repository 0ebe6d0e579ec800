"""What holds for the answer to any workbook of past records."""

from inspector_app.sheets.lines import Refusal
from inspector_app.sheets.visit_rows import VisitRows


def assert_whole(rows: VisitRows) -> None:
    """Assert that each row was taken or refused, once, and each bad cell named by its row."""
    good = [*rows.records, *rows.lessons, *rows.issues, *rows.complaints]
    repeated = sum(tally.repeated for tally in rows.tallies)
    assert sum(t.read for t in rows.tallies) == len(good) + repeated + len(rows.refused)
    places = [(row.sheet, row.row) for row in (*good, *rows.refused)]
    assert len(places) == len(set(places))
    taken = {row.number for row in rows.records}
    assert {row.record_number for row in (*rows.lessons, *rows.issues)} <= taken
    named = {p.where.split("!")[0] + p.where.split("!")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVW")
             for p in rows.problems}  # fmt: skip
    own = {f"{r.sheet}{r.row}" for r in rows.refused if r.reason is Refusal.OWN_CELL}
    assert named == own
