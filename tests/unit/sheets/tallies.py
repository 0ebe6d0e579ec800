"""What is asked of every reading of past records: where it complains, and whether it adds up."""

from inspector_app.sheets.visit_rows import VisitRows


def wheres(rows: VisitRows) -> list[str]:
    return [problem.where for problem in rows.problems]


def adds_up(rows: VisitRows) -> bool:
    """Whether every row read is good, repeated or refused, in each table and in all."""
    good = len(rows.records) + len(rows.lessons) + len(rows.issues) + len(rows.complaints)
    each = all(t.read == t.good + t.repeated + t.refused for t in rows.tallies)
    repeated = sum(t.repeated for t in rows.tallies)
    return each and sum(t.read for t in rows.tallies) == good + repeated + len(rows.refused)
